"""``translator glossary import`` and ``export``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translator.cli import options
from translator.cli.help import add
from translator.cli.terminal import Terminal
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.glossary.exchange.base import Loss

_SHOWN = 20

IMPORT_EXAMPLES = (
    ("translator glossary import termbase.tbx -o mine", "a glossary of your own, known by name"),
    ("translator glossary import pairs.csv -f en -t ru -o ./names.tsv", "two columns"),
    (
        "translator glossary import list.csv --from-format google -o mine --json --quiet",
        "one name a cell, for a script",
    ),
)
EXPORT_EXAMPLES = (
    (
        "translator glossary export caspian --for deepl -f az -t ru -o caspian.csv",
        "one direction, and what DeepL cannot take",
    ),
    ("translator glossary export caspian -o caspian.tbx", "for terminology programs"),
    ("translator glossary export mine --for amazon -o mine.csv --json --quiet", "for a script"),
)


def register(commands: typer.Typer) -> None:
    add(commands, "import", import_, "Make a glossary of another program's.", IMPORT_EXAMPLES)
    add(commands, "export", export, "Write a glossary for another program.", EXPORT_EXAMPLES)


def _complete_format(incomplete: str) -> list[str]:
    from translator.glossary.exchange.registry import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


From = Annotated[
    str | None,
    typer.Option(
        "--from",
        "-f",
        metavar="LANG",
        help="The source language.",
        autocompletion=options.complete_language,
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-t",
        metavar="LANG",
        help="The target language.",
        autocompletion=options.complete_language,
    ),
]


def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The other program's file.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="NAME|FILE", help="The new glossary.")
    ],
    from_format: Annotated[
        str | None,
        typer.Option(
            "--from-format",
            metavar="FORMAT",
            help="What it is; recognised if left out. Of services, a cell holds one name.",
            autocompletion=_complete_format,
        ),
    ] = None,
    from_: From = None,
    to: To = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Make a glossary of a table, a termbase or a service's glossary.

    Reads CSV and TSV (two columns with -f and -t, or a header of language codes), TMX, TBX, and
    what DeepL, Google, Amazon and Microsoft take. Says what cannot be carried over.
    """
    from translator.glossary import files, store
    from translator.glossary.exchange.base import Asked, glossary_text
    from translator.glossary.exchange.registry import format_named, format_of

    terminal = options.begin(context, quiet=quiet, json=json)
    target = files.new_path(output)
    data = _bytes(terminal, file)
    ending = Path(file).suffix.lower() if file != "-" else ""
    asked = Asked(_code(from_), _code(to), ending, file)
    format_ = format_named(from_format) if from_format else format_of(ending, data)
    read = format_.read(data, asked)
    text, kept = glossary_text(read.records)
    if not kept.records:
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE, f"{file}: no concept in it", "is it the right file?"
        )
    made, problems = store.parse(text, target.stem, str(target))
    files.create(target, text)
    losses = [*read.losses, *kept.losses]
    _tell(terminal, losses)
    faults = [problem for problem in problems if problem.severity == "error"]
    if faults:
        terminal.warn(
            f"{target} has {len(faults):,} mistake{'s' * (len(faults) > 1)} that were in {file}: "
            f"`translator glossary validate {output}` shows them"
        )
    terminal.say(f"made {target}: {len(kept.records):,} concepts in {' '.join(made.languages)}")
    return terminal.finish(
        [
            {
                "glossary": output,
                "path": str(target),
                "format": format_.name,
                "languages": list(made.languages),
                "concepts": len(kept.records),
                "mistakes": len(faults),
                "losses": _rows(losses),
            }
        ]
    )


def export(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="GLOSSARY",
            help="Its name or file.",
            autocompletion=options.complete_glossary,
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - prints it.")
    ],
    for_: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="FORMAT",
            help="deepl, google, amazon, microsoft, csv, tsv, tmx, tbx or tbx-core; "
            "the ending of FILE says it if left out.",
            autocompletion=_complete_format,
        ),
    ] = None,
    from_: From = None,
    to: To = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Write a glossary for another program or service.

    Says which entries cannot be carried and why. Services have pairs, no concepts: with -f and
    -t one direction is written, else as many as the format holds.
    """
    from translator.glossary.exchange.base import Asked
    from translator.glossary.exchange.registry import format_named, format_of
    from translator.glossary.store import load
    from translator.parallel.files import write_atomically

    terminal = options.begin(context, quiet=quiet, json=json)
    ending = Path(output).suffix.lower() if output != "-" else ""
    format_ = format_named(for_) if for_ else format_of(ending)
    glossary = load(name)
    asked = Asked(_known(glossary.languages, from_), _known(glossary.languages, to), ending, output)
    written = format_.write(glossary, asked)
    if output == "-":
        if not json:
            terminal.write_bytes(written.data)
    else:
        write_atomically(output, written.data)
    _tell(terminal, written.losses)
    if written.advice:
        terminal.say(f"{format_.name}: {written.advice}")
    return terminal.finish(
        [
            {
                "glossary": name,
                "path": output,
                "format": format_.name,
                "bytes": len(written.data),
                "advice": written.advice,
                "losses": _rows(written.losses),
            }
        ]
    )


def _code(lang: str | None) -> str:
    return options.language_code(lang) if lang else ""


def _known(languages: Sequence[str], lang: str | None) -> str:
    code = _code(lang)
    if code and code not in languages:
        raise TranslatorError(
            ErrorCode.LANGUAGE_UNKNOWN,
            f"the glossary has no column {code!r}",
            f"it has {', '.join(languages)}",
        )
    return code


def _bytes(terminal: Terminal, file: str) -> bytes:
    from translator.glossary.store import MAX_BYTES

    if file == "-":
        return terminal.read_input()
    try:
        path = Path(file).expanduser()
        if path.stat().st_size > MAX_BYTES:
            raise TranslatorError(
                ErrorCode.INPUT_UNREADABLE, f"{file}: too large for a glossary", "split it"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise TranslatorError(
            ErrorCode.INPUT_MISSING, f"no such file: {file}", "check the name"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TranslatorError(ErrorCode.INPUT_UNREADABLE, f"{file}: {reason}") from None


def _tell(terminal: Terminal, losses: Sequence[Loss]) -> None:
    for loss in losses[:_SHOWN]:
        terminal.warn(" ".join(filter(None, [f"{loss.id}:" if loss.id else "", loss.reason])))
    if len(losses) > _SHOWN:
        terminal.warn(f"{len(losses) - _SHOWN:,} more of the kind; --json lists all")


def _rows(losses: Sequence[Loss]) -> list[dict[str, str]]:
    return [{"id": loss.id, "lang": loss.lang, "reason": loss.reason} for loss in losses]
