"""``translator batch``: a folder of articles, resumable and incremental."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import Command, add
from translator.cli.terminal import Terminal
from translator.cli.usage import wrong_usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translator.batch.progress import Listener
    from translator.batch.run import Batch, Elsewhere, Ran
    from translator.batch.survey import Job, Survey
    from translator.config import Config
    from translator.memory.base import Memory
    from translator.pipeline import Translator

EXAMPLES = (
    ("translator batch news/ -t az,ru -o out/", "every article into two languages"),
    (
        "translator batch news/ -f en -t ru -o out/ -g caspian --formats same,tmx,bi.html",
        "the translation, a TMX file and a page to compare of each",
    ),
    ("translator batch news/ -t ru -o out/ --dry-run", "what would be done and how long it takes"),
    (
        "translator batch news/ -t ru -o out/ --include '*.md' --exclude 'drafts/*'",
        "some of the files",
    ),
    ("translator batch incoming/ -t ru -o out/ --watch", "and whatever arrives later"),
    (
        "translator batch news/ -t ru -o out/ --shard 2/8 --memory part2.sqlite",
        "the second of eight machines; once more without --shard puts the parts together",
    ),
    ("translator batch news/ -t ru -o out/ --ray head:6379", "on a Ray cluster"),
    (
        "translator batch news/ -t ru -o out/ -m builtin --engine auto --strict --quiet --json",
        "exit status 3 when a sentence was flagged, and the figures for a script",
    ),
    (
        "translator batch old/ -t ru -o out/ --encoding cp1251 --quality best --threads 8",
        "an old encoding, a longer search, eight cores",
    ),
    (
        "translator batch exports/ -t ru -o out/ --columns title,body",
        "tables of articles, two of their columns",
    ),
    ("translator batch site/ -t ru -o out/ --whole-page", "web pages with all that is on them"),
    ("translator batch news/ -t ru -o out/ --no-names", "the glossary's names and no others"),
    ("translator batch news/ -t ru -o out/ --window 2048", "fewer commits, fuller batches"),
    ("translator batch news/ -t ru -o out/ --no-memory", "translate every sentence anew"),
)
_SHOWN = 20
_POLL = 2.0  # seconds between two looks at a watched folder


_ADDRESS = re.compile(r"auto|local|ray://.+|[\w.-]+:\d+|\[[\da-fA-F:]+\]:\d+")


class _Command(Command):
    """``--ray`` with an address or without one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        given = args[: args.index("--")] if "--" in args else args
        if "--ray" in given:
            place = given.index("--ray")
            following = " ".join(given[place + 1 : place + 2])
            if not _ADDRESS.fullmatch(following):
                args = [*args[:place], "--ray=local", *args[place + 1 :]]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


def register(app: typer.Typer) -> None:
    add(app, "batch", batch, "Translate a folder of articles.", EXAMPLES, _Command)


def batch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The articles' folder.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Folder for the translations: OUT/LANG/ and the tree of FOLDER.",
        ),
    ],
    to: options.To = None,
    from_: options.From = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--formats",
            metavar="NAME[,NAME]",
            help="Formats to write; same is the article's own. Otherwise same,bi.html.",
        ),
    ] = None,
    glossary: options.Glossaries = None,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include", metavar="PATTERN", help="Only files that a pattern fits. May repeat."
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            "--exclude", metavar="PATTERN", help="No files or folders that fit. May repeat."
        ),
    ] = None,
    model: options.Model = None,
    engine: options.Engine = None,
    quality: options.Quality = None,
    encoding: options.Encoding = None,
    columns: options.Columns = None,
    no_names: options.NoNames = False,
    whole_page: options.WholePage = None,
    threads: options.Threads = None,
    window: Annotated[
        int | None,
        typer.Option(
            "--window",
            min=1,
            metavar="N",
            help="Sentences between two commits to the memory: the most that a kill can cost.",
        ),
    ] = None,
    memory: options.Memory = None,
    no_memory: options.NoMemory = False,
    shard: Annotated[
        str | None,
        typer.Option("--shard", metavar="I/N", help="Only the part I of N, always the same."),
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray",
            metavar="[ADDRESS]",
            help="Translate on the Ray cluster at HOST:PORT, or auto; on this machine if left out.",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on with whatever arrives in the folder.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done and write nothing.")
    ] = False,
    strict: options.Strict = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Translate all articles of a folder, several languages at once, keeping its tree.

    Stop it any way at all and the same command goes on: finished articles are left alone, finished
    sentences are taken from the translation memory. Changed articles are translated again, and so
    are those that an edited glossary concerns. Hidden files and links are passed by, files that
    are no articles listed. OUT/report.html tells what came out and what deserves a look.
    """
    from translator import config
    from translator.batch.estimate import estimate
    from translator.batch.run import opened, opened_to_look, run_job
    from translator.cli.batch_summary import announce, finish, foretell, tell
    from translator.pipeline import Translator

    terminal = options.begin(context, quiet=quiet, json=json)
    chosen = config.load(
        {
            "from": from_,
            "to": to,
            "glossaries": glossary,
            "model": model,
            "engine": engine,
            "quality": quality,
            "encoding": encoding,
            "columns": columns,
            "names": False if no_names else None,
            "whole_page": whole_page,
            "threads": threads,
            "window": window,
            "memory": "off" if no_memory else memory,
            "strict": strict,
        }
    )
    _verify_together({"--ray": bool(ray), "--shard": shard is not None, "--watch": watch}, dry_run)
    job = _job(chosen, folder, output, formats, include, exclude, shard)
    if not job.folder.is_dir():
        from translator.batch.plan import verify_places

        verify_places(job.folder, job.out, job.targets)
    named = str(chosen["memory"])
    with contextlib.closing(_closing(_memory(named, job, readonly=dry_run))) as held:
        translator = Translator(job.settings, notify=terminal.say, memory=held.memory)
        if dry_run:
            with opened_to_look(job, translator) as prepared:
                found = prepared.survey()
                announce(terminal, found, job)
                return foretell(terminal, found, estimate(prepared, found))
        if watch:
            with opened(job, translator, terminal.say) as prepared:
                return _watch(terminal, prepared, strict=chosen["strict"])
        ran = run_job(
            job,
            translator,
            notify=terminal.say,
            shown=lambda found: _shown(terminal, job, found),
            elsewhere=_on_cluster(terminal, job, translator, ray, named) if ray else None,
        )
        tell(terminal, ran)
        return finish(terminal, [ran], strict=chosen["strict"])


@contextlib.contextmanager
def _shown(terminal: Terminal, job: Job, found: Survey) -> Iterator[Listener]:
    """What there is to do, then the progress."""
    from translator.cli.batch_display import display
    from translator.cli.batch_summary import announce

    announce(terminal, found, job)
    with display(terminal) as listen:
        yield listen


def _verify_together(ways: dict[str, bool], dry_run: bool) -> None:
    given = [name for name, wanted in ways.items() if wanted]
    if len(given) > 1:
        raise wrong_usage(f"{given[0]} and {given[1]} do not go together")
    if dry_run and ways["--watch"]:
        raise wrong_usage("--watch and --dry-run do not go together")


def _on_cluster(
    terminal: Terminal, job: Job, translator: Translator, address: str, memory: str
) -> Elsewhere | None:
    """Have a Ray cluster do what there is to do; what is left is the merging."""
    import time

    from translator.batch.cluster import run_parts
    from translator.batch.run import Elsewhere, opened
    from translator.cli.batch_summary import announce

    with opened(job, translator, terminal.say) as prepared:
        found = prepared.survey()
    if not found.tasks:
        return None
    announce(terminal, found, job)
    begin = time.perf_counter()
    done = run_parts(job, address, memory=memory, articles=len(found.tasks), notify=terminal.say)
    return Elsewhere(found, done.figures(), time.perf_counter() - begin)


class _closing:
    """A memory or none, to be closed either way."""

    def __init__(self, memory: Memory | None) -> None:
        self.memory = memory

    def close(self) -> None:
        if self.memory is not None:
            self.memory.close()


def _job(
    chosen: Config,
    folder: Path,
    output: Path,
    formats: list[str] | None,
    include: list[str] | None,
    exclude: list[str] | None,
    shard: str | None,
) -> Job:
    from translator.batch.plan import Shard
    from translator.batch.survey import Job
    from translator.pipeline import Settings

    targets = options.language_codes(list(chosen["to"]))
    if not targets:
        raise wrong_usage("no target language", "name one with -t, such as -t ru or -t ru,az,tr")
    options.known_encoding(chosen["encoding"])
    settings = Settings(
        source_lang=options.language_code(chosen["from"]) if chosen["from"] else "",
        model=chosen["model"],
        engine=chosen["engine"],
        quality=chosen["quality"],
        glossaries=tuple(chosen["glossaries"]),
        encoding=chosen["encoding"],
        names=chosen["names"],
        turkish_institutions=chosen["turkish_institutions"],
        threads=chosen["threads"],
        window=max(1, chosen["window"]),
        choices=options.choices(chosen["columns"], chosen["whole_page"]),
    )
    names = [part.strip() for value in formats or ["same,bi.html"] for part in value.split(",")]
    return Job(
        folder,
        output,
        tuple(targets),
        tuple(dict.fromkeys(name for name in names if name)),
        settings,
        tuple(include or ()),
        tuple(exclude or ()),
        Shard.parse(shard) if shard is not None else None,  # an unset variable is no whole folder
    )


def _memory(named: str, job: Job, *, readonly: bool) -> Memory | None:
    """The memory named, else a part's own, else the user's."""
    from translator.batch.run import part_memory
    from translator.memory.opening import open_memory

    if job.shard is not None and not named:
        return open_memory(str(part_memory(job)), readonly=readonly, exclusive=not readonly)
    return open_memory(named, readonly=readonly)


def _watch(terminal: Terminal, prepared: Batch, *, strict: bool) -> int:
    """Run, then again for whatever has arrived and stopped growing, until interrupted."""
    import time

    from translator.batch.watching import GlossaryWatcher, Watcher
    from translator.cli.batch_summary import finish, tell

    watcher = Watcher(prepared.job)
    glossaries = GlossaryWatcher(prepared.job.settings.glossaries)
    runs: list[Ran] = []
    terminal.say(f"watching {prepared.job.folder}; end with Ctrl-C")
    try:
        while True:
            if edited := glossaries.changed():
                _reread(terminal, prepared, edited)
            names = watcher.settled()
            if names:
                found = prepared.survey(names)
                if found.tasks:
                    with _shown(terminal, prepared.job, found) as listen:
                        ran = prepared.run(found, listen)
                    tell(terminal, ran)
                    runs.append(ran)
            time.sleep(_POLL)
    except KeyboardInterrupt:
        terminal.say("watching no longer")
    # What failed and has been mended or taken away since is no failure in the end.
    failed = [r for ran in runs for r in ran.progress.errors if prepared.fails(r)]
    return finish(terminal, runs, strict=strict, failed=failed)


def _reread(terminal: Terminal, prepared: Batch, edited: list[str]) -> None:
    """Use edited glossaries for what arrives; if one cannot be read, those of before."""
    from translator.errors import TranslatorError

    named = ", ".join(edited)
    try:
        prepared.reread()
    except TranslatorError as error:
        terminal.warn(f"{error.message}\nglossaries stay in use as they were before this change")
    else:
        terminal.say(f"{named} changed on the disk: used for what arrives from now on")
