"""``translator glossary suggest``: names in texts that no concept covers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import add
from translator.cli.terminal import error_entry
from translator.errors import ErrorCode, ExitCode, TranslatorError

if TYPE_CHECKING:
    from translator.suggestion.suggest import Suggestion

SUGGEST_EXAMPLES = (
    ("translator glossary suggest news/ -g caspian", "names that the glossary does not have yet"),
    (
        "translator glossary suggest archive.tmx news/ --from az --to ru -g caspian -g mine",
        "with proposed translations from what was translated before",
    ),
    (
        "translator glossary suggest pairs.tsv -f en -t ru,az --least 3 --limit 500",
        "names of three mentions and more",
    ),
    ("translator glossary suggest news/ --encoding cp1251 --quiet --json", "for a script"),
)

_CONTEXT = 60


def register(commands: typer.Typer) -> None:
    add(commands, "suggest", suggest, "List names that no glossary has yet.", SUGGEST_EXAMPLES)


def suggest(
    context: typer.Context,
    places: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER",
            help="Folders or files: articles, and TMX, XLIFF, TSV or JSON Lines with both texts.",
        ),
    ],
    from_: options.From = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            "-t",
            metavar="LANG[,LANG]",
            help="Languages to propose translations in; all of the files' if left out.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary",
            "-g",
            metavar="GLOSSARY",
            help="Glossary whose names are known already: a shipped name or a file. May repeat.",
            autocompletion=options.complete_glossary,
        ),
    ] = None,
    least: Annotated[
        int, typer.Option("--least", min=1, metavar="N", help="The fewest mentions of a name.")
    ] = 2,
    limit: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help="The most rows; 0 for all.")
    ] = 100,
    encoding: options.Encoding = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """List capitalised names and repeated names of several words that no concept covers.

    Each comes with the number of its mentions and a context; from parallel files, with the
    translation that it meets most often and a mark from 0 to 1 for how sure that is. Nothing is
    added to a glossary: `translator glossary add` does that.
    """
    from translator import config
    from translator.glossary.store import combine, load
    from translator.suggestion.reading import texts
    from translator.suggestion.suggest import suggest as found_in

    terminal = options.begin(context, quiet=quiet, json=json)
    chosen = config.load({"from": from_, "glossaries": glossary, "encoding": encoding})
    source = options.language_code(chosen["from"]) if chosen["from"] else ""
    targets = options.language_codes(to or [])
    options.known_encoding(chosen["encoding"])
    for place in places:
        if not place.exists():
            raise TranslatorError(
                ErrorCode.INPUT_MISSING, f"{place}: no such file or folder", "check the name"
            )
    known = combine([load(name) for name in chosen["glossaries"]])
    errors: list[TranslatorError] = []

    def unread(error: TranslatorError) -> None:
        terminal.fail(error)
        errors.append(error)

    read = texts(
        places,
        source_lang=source,
        target_langs=targets,
        encoding=chosen["encoding"],
        warn=unread,
    )
    rows = found_in(read, known, least=least)
    shown = rows[:limit] if limit else rows
    failed = [error_entry(error) for error in errors]
    code = ExitCode.OK
    if errors:
        alone = len(places) == 1 and places[0].is_file()
        code = errors[0].exit_code if alone else ExitCode.FAILED
    status = "failed" if errors else "ok"
    if json:
        return terminal.finish([_entry(r) for r in shown], status=status, errors=failed, code=code)
    if shown:
        langs = list(dict.fromkeys(lang for row in shown for lang in row.translations))
        terminal.table(
            ("COUNT", "LANG", "NAME", *(lang.upper() for lang in langs), "CONTEXT"),
            [_row(row, langs) for row in shown],
        )
    rest = f"; {len(rows) - len(shown)} more with --limit 0" if len(shown) < len(rows) else ""
    terminal.say(f"{len(rows):,} name{'' if len(rows) == 1 else 's'} without a concept{rest}")
    return int(code)


def _row(row: Suggestion, langs: list[str]) -> tuple[str, ...]:
    proposed = []
    for lang in langs:
        partner = row.translations.get(lang)
        proposed.append(f"{partner.name} ({partner.score:.2f})" if partner else "-")
    return (str(row.count), row.lang, row.name, *proposed, _excerpt(row))


def _excerpt(row: Suggestion) -> str:
    """A context, cut around the name."""
    text = row.contexts[0][1] if row.contexts else ""
    place = max(0, text.find(row.name.split(" ")[0]))
    start = max(0, place - _CONTEXT // 3)
    cut = text[start : start + _CONTEXT]
    return f"{'…' if start else ''}{cut}{'…' if start + _CONTEXT < len(text) else ''}"


def _entry(row: Suggestion) -> dict[str, Any]:
    return {
        "name": row.name,
        "lang": row.lang,
        "count": row.count,
        "forms": list(row.forms),
        "files": list(row.files),
        "contexts": [{"file": file, "text": text} for file, text in row.contexts],
        "translations": {
            lang: {"name": partner.name, "together": partner.together, "score": partner.score}
            for lang, partner in row.translations.items()
        },
    }
