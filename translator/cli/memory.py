"""``translator memory``: what is remembered, finding it, taking it elsewhere and forgetting it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import add, group
from translator.cli.memory_salvage import EXAMPLES as SALVAGE_EXAMPLES
from translator.cli.memory_salvage import salvage
from translator.cli.terminal import error_entry
from translator.cli.usage import wrong_usage
from translator.errors import ErrorCode, ExitCode, TranslatorError

if TYPE_CHECKING:
    from translator.cli.terminal import Terminal
    from translator.memory.base import Memory, Selection, Unit
    from translator.memory.importing import Imported
    from translator.parallel.pair import Wanted

_DAY = 86_400
# a failure of one file that says nothing of the others
_OF_A_FILE = frozenset(
    {ErrorCode.INPUT_MISSING, ErrorCode.INPUT_UNREADABLE, ErrorCode.LANGUAGE_UNDETECTED}
)

STATS_EXAMPLES = (
    ("translator memory stats", "units by languages, origin and model"),
    ("translator memory stats --memory desk.sqlite --json", "of another memory, for a script"),
    ("translator memory stats --quiet", "the table alone"),
)
SEARCH_EXAMPLES = (
    ("translator memory search 'Caspian Media Forum' -t ru", "what it was translated as before"),
    (
        "translator memory search 'The sea is calm today.' -f en --limit 3 --json --quiet",
        "the three likest sentences",
    ),
    ("translator memory search forum --origin human --memory desk.sqlite", "people's only"),
)
IMPORT_EXAMPLES = (
    ("translator memory import agency.tmx", "people's translations; they outrank the model's"),
    ("translator memory import agency.tmx -f en -t ru --memory desk.sqlite", "one pair of them"),
    (
        "translator memory import article.xlf page.bi.html pairs.tsv",
        "files that translator wrote: what a person has changed in them",
    ),
    ("translator memory import news.en -t ru", "two aligned files, news.en and news.ru"),
    (
        "translator memory import corrected.tmx --reviewed --json --quiet",
        "what nobody changed too: a person has read all of it",
    ),
)
EXPORT_EXAMPLES = (
    ("translator memory export -o memory.tmx", "everything, as TMX 1.4"),
    (
        "translator memory export -f en -t ru --origin human -o ours.tmx --memory desk.sqlite",
        "what people translated from English into Russian",
    ),
    ("translator memory export -o memory.tmx --json --quiet", "how many, for a script"),
)
FORGET_EXAMPLES = (
    ("translator memory forget --text 'Khazar Sea'", "every unit with these words in it"),
    ("translator memory forget --origin machine --older 365 --dry-run", "only count them"),
    ("translator memory forget --model builtin -f en -t ru --memory desk.sqlite", "one model's"),
    ("translator memory forget --all --json --quiet", "everything"),
)
EXAMPLES = (
    *STATS_EXAMPLES[:1],
    *SEARCH_EXAMPLES[:1],
    *IMPORT_EXAMPLES[:1],
    *EXPORT_EXAMPLES[:1],
    *FORGET_EXAMPLES[:1],
)

To = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-t",
        metavar="LANG",
        help="Only translations into this language.",
        autocompletion=options.complete_language,
    ),
]
FromOnly = Annotated[
    str | None,
    typer.Option(
        "--from",
        "-f",
        metavar="LANG",
        help="Only translations from this language.",
        autocompletion=options.complete_language,
    ),
]
OriginOnly = Annotated[
    str | None,
    typer.Option("--origin", metavar="human|machine", help="Only what people or machines made."),
]


def register(app: typer.Typer) -> None:
    commands = group("memory", "Show, search, exchange and forget translations.", EXAMPLES)
    add(commands, "stats", stats, "Show what is remembered.", STATS_EXAMPLES)
    add(commands, "search", search, "Find earlier translations.", SEARCH_EXAMPLES)
    add(commands, "import", import_, "Take in translations.", IMPORT_EXAMPLES)
    add(commands, "export", export, "Write a TMX file.", EXPORT_EXAMPLES)
    add(commands, "forget", forget, "Remove translations.", FORGET_EXAMPLES)
    add(commands, "salvage", salvage, "Save what a damaged memory holds.", SALVAGE_EXAMPLES)
    app.add_typer(commands)


def _open(memory: str | None, *, readonly: bool) -> Memory:
    from translator import config
    from translator.memory.opening import OFF, open_memory

    chosen = config.load({"memory": memory})["memory"]
    opened = open_memory("" if chosen == OFF else chosen, readonly=readonly)
    assert opened is not None
    return opened


def _selection(from_: str | None, to: str | None, origin: str | None, **others: Any) -> Selection:
    from translator.memory.base import Origin, Selection

    if origin not in (None, *Origin):
        raise wrong_usage(f"invalid value for --origin: {origin!r}", "one of human, machine")
    return Selection(
        source_lang=options.language_code(from_) if from_ else "",
        target_lang=options.language_code(to) if to else "",
        origin=Origin(origin) if origin else None,
        **others,
    )


def stats(
    context: typer.Context,
    memory: options.Memory = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Show how many translations are remembered, from and into what, and by whom they were made.

    The memory is one file, `memory.sqlite` in the data folder unless --memory or the setting
    `memory` names another.
    """
    terminal = options.begin(context, quiet=quiet, json=json)
    with closing(_open(memory, readonly=True)) as opened:
        found = opened.stats()
    rows = [
        {
            "source_lang": g.source_lang,
            "target_lang": g.target_lang,
            "origin": str(g.origin),
            "model": g.model,
            "units": g.units,
            "first": _date(g.first),
            "last": _date(g.last),
        }
        for g in found.groups
    ]
    if json:
        result = {"path": found.place, "bytes": found.size, "units": found.units, "groups": rows}
        return terminal.finish([result])
    terminal.say(f"{found.place}: {found.units:,} units, {found.size / 1e6:,.1f} MB")
    if rows:
        terminal.table(
            ("FROM", "TO", "ORIGIN", "MODEL", "UNITS", "FIRST", "LAST"),
            [
                [f"{v:,}" if isinstance(v, int) else str(v or "-") for v in row.values()]
                for row in rows
            ],
        )
    return 0


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a part of one.")],
    from_: FromOnly = None,
    to: To = None,
    origin: OriginOnly = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="The most results to show.")
    ] = 10,
    memory: options.Memory = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Find remembered sentences that are like a text, and their translations.

    Likeness goes from 0 to 100; sentences that contain the text word for word count as 90 at
    least. Among equals people's translations come first.
    """
    terminal = options.begin(context, quiet=quiet, json=json)
    wanted = _selection(from_, to, origin)
    with closing(_open(memory, readonly=True)) as opened:
        matches = opened.search(
            text,
            source_lang=wanted.source_lang,
            target_lang=wanted.target_lang,
            origin=wanted.origin,
            limit=limit,
        )
    if json:
        return terminal.finish([_entry(m.unit) | {"score": round(m.score, 1)} for m in matches])
    if not matches:
        terminal.say("nothing like it is remembered")
        return 0
    terminal.table(
        ("LIKE", "FROM", "TO", "ORIGIN", "SOURCE", "TARGET"),
        [
            (
                f"{m.score:.0f}",
                m.unit.source_lang,
                m.unit.target_lang,
                str(m.unit.origin),
                m.unit.source,
                m.unit.target,
            )
            for m in matches
        ],
    )
    return 0


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Parallel texts in any format that is read."),
    ],
    from_: FromOnly = None,
    to: To = None,
    reviewed: Annotated[
        bool,
        typer.Option(
            "--reviewed", help="Take what a machine translated too: a person has read it."
        ),
    ] = False,
    memory: options.Memory = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Take the translations of parallel texts into the memory, as people's.

    TMX, XLIFF, TSV, JSON Lines, aligned texts, and the pages and tables that translator wrote. A
    sentence that is in the memory as a person's translation is never given to a model again. What
    a machine made, and nobody has changed since, is left out unless --reviewed is given.
    """
    from translator.parallel.pair import Wanted

    terminal = options.begin(context, quiet=quiet, json=json)
    chosen = _selection(from_, to, None)
    wanted = Wanted(chosen.source_lang, chosen.target_lang)
    with closing(_open(memory, readonly=False)) as opened:
        results, errors = _imported(terminal, opened, files, wanted, reviewed=reviewed)
    if not errors:
        return terminal.finish(results)
    failed = [error_entry(error) for error in errors]
    return terminal.finish(results, status="failed", errors=failed, code=ExitCode.FAILED)


def _imported(
    terminal: Terminal, memory: Memory, files: list[Path], wanted: Wanted, *, reviewed: bool
) -> tuple[list[dict[str, Any]], list[TranslatorError]]:
    """What became of each file; one of several that cannot be read stops no other."""
    from translator.memory.importing import import_file

    results: list[dict[str, Any]] = []
    errors: list[TranslatorError] = []
    seen: set[Path] = set()
    for file in files:
        if file in seen:  # the other half of aligned texts
            continue
        try:
            done = import_file(memory, file, wanted, reviewed=reviewed, warn=terminal.warn)
        except TranslatorError as error:
            if len(files) == 1 or error.code not in _OF_A_FILE:
                raise
            terminal.fail(error)
            errors.append(error)
            continue
        seen.update(done.files)
        _tell_imported(terminal, file, done)
        results.append(
            {
                "input": str(file),
                "units": done.units,
                "machine": done.machine,
                "empty": done.empty,
                "unknown": done.unknown,
            }
        )
    return results, errors


def _tell_imported(terminal: Terminal, file: Path, done: Imported) -> None:
    for name, count in sorted(done.unknown.items()):
        terminal.warn(f"{count:,} variants in an unknown language ({name or 'none'}) left out")
    if done.machine:
        terminal.warn(
            f"{done.machine:,} units are a machine's and left out; --reviewed takes them as read"
        )
    langs = ", ".join(f"{source} to {target}" for source, target in done.pairs)
    units = "unit" if done.units == 1 else "units"
    terminal.say(
        f"{file}: {done.units:,} {units} imported{f' ({langs})' if langs else ''}, "
        f"{done.empty:,} empty ones left out"
    )


def export(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The TMX file to write.")
    ],
    from_: FromOnly = None,
    to: To = None,
    origin: OriginOnly = None,
    memory: options.Memory = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Write remembered translations to a TMX 1.4 file, each marked with its origin and model."""
    from translator.memory.tmx import export_tmx
    from translator.parallel.files import write_atomically

    terminal = options.begin(context, quiet=quiet, json=json)
    wanted = _selection(from_, to, origin)
    count = 0

    def written(opened: Memory) -> Iterator[bytes]:
        nonlocal count
        for count, piece in enumerate(export_tmx(opened, wanted), -2):  # noqa: B007
            yield piece

    with closing(_open(memory, readonly=True)) as opened:
        write_atomically(output, written(opened))
    terminal.say(f"{output}: {count:,} units")
    return terminal.finish([{"output": str(output), "units": count}])


def forget(
    context: typer.Context,
    from_: FromOnly = None,
    to: To = None,
    origin: OriginOnly = None,
    model: Annotated[
        str | None, typer.Option("--model", "-m", metavar="NAME", help="Only this model's.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="Only with this text in source or target."),
    ] = None,
    older: Annotated[
        int | None, typer.Option("--older", min=0, metavar="DAYS", help="Only older than this.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything there is.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how many there are and remove nothing.")
    ] = False,
    memory: options.Memory = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Remove translations from the memory for good; the next run translates them again.

    Several conditions must all hold. Without any, --all is needed.
    """
    from translator.memory.base import EVERYTHING

    terminal = options.begin(context, quiet=quiet, json=json)
    before = int(time.time()) - older * _DAY if older is not None else 0
    wanted = _selection(from_, to, origin, model=model or "", text=text or "", before=before)
    if (wanted == EVERYTHING) != everything:
        raise wrong_usage(
            "--all goes with no other condition" if everything else "nothing says what to forget",
            "give conditions such as --text or --model, or --all for everything",
        )
    with closing(_open(memory, readonly=dry_run)) as opened:
        if dry_run:
            count = sum(1 for _ in opened.units(wanted))
            terminal.say(f"{count:,} units would be forgotten")
        else:
            count = opened.forget(wanted)
            terminal.say(f"{count:,} units forgotten")
    return terminal.finish([{"units": count, "dry_run": dry_run}])


def _entry(unit: Unit) -> dict[str, Any]:
    return {
        "source_lang": unit.source_lang,
        "target_lang": unit.target_lang,
        "source": unit.source,
        "target": unit.target,
        "origin": str(unit.origin),
        "model": unit.model,
        "created": _date(unit.created),
        "findings": [str(finding.code) for finding in unit.findings],
    }


def _date(seconds: int) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds)) if seconds else ""
