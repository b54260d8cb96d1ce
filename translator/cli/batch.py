"""``translator batch``: a folder of articles, resumable and incremental."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from translator.cli import options
from translator.cli.help import add
from translator.cli.terminal import Terminal
from translator.cli.usage import wrong_usage
from translator.errors import ErrorCode, ExitCode, TranslatorError

if TYPE_CHECKING:
    from translator.batch.run import Batch, Ran
    from translator.batch.survey import Job, Survey
    from translator.config import Config
    from translator.memory.base import Memory

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


def register(app: typer.Typer) -> None:
    add(app, "batch", batch, "Translate a folder of articles.", EXAMPLES)


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
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            "-t",
            metavar="LANG[,LANG]",
            help="Languages to translate into.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    from_: options.From = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--formats",
            metavar="NAME[,NAME]",
            help="Formats to write; same is the article's own. Otherwise same,bi.html.",
        ),
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary",
            "-g",
            metavar="GLOSSARY",
            help="Glossary to apply: a shipped name or a file. May repeat; later ones win.",
            autocompletion=options.complete_glossary,
        ),
    ] = None,
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
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", metavar="MODEL", help="Model name or folder."),
    ] = None,
    engine: Annotated[
        Literal["auto", "ctranslate2", "transformers"] | None,
        typer.Option(
            "--engine", help="What runs the model.", metavar="auto|ctranslate2|transformers"
        ),
    ] = None,
    quality: Annotated[
        Literal["draft", "best"] | None,
        typer.Option(
            "--quality",
            help="draft is greedy and the default, best searches longer.",
            metavar="draft|best",
        ),
    ] = None,
    encoding: options.Encoding = None,
    columns: options.Columns = None,
    no_names: options.NoNames = False,
    whole_page: options.WholePage = None,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=0, metavar="N", help="Processor cores to use; 0 for all."),
    ] = None,
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
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on with whatever arrives in the folder.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done and write nothing.")
    ] = False,
    strict: Annotated[
        bool | None,
        typer.Option("--strict", help="Exit with status 3 when a sentence was flagged."),
    ] = None,
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
    if watch and dry_run:
        raise wrong_usage("--watch and --dry-run do not go together")
    job = _job(chosen, folder, output, formats, include, exclude, shard)
    if not job.folder.is_dir():
        from translator.batch.plan import verify_places

        verify_places(job.folder, job.out, job.targets)
    with contextlib.closing(_closing(_memory(chosen, job, readonly=dry_run))) as held:
        return _run(terminal, chosen, job, held.memory, watch=watch, dry_run=dry_run)


def _run(
    terminal: Terminal,
    chosen: Config,
    job: Job,
    memory: Memory | None,
    *,
    watch: bool,
    dry_run: bool,
) -> int:
    from translator.batch.run import opened, opened_to_look
    from translator.pipeline import Translator

    translator = Translator(job.settings, notify=terminal.say, memory=memory)
    if dry_run:
        with opened_to_look(job, translator) as prepared:
            return _look(terminal, prepared)
    with opened(job, translator, terminal.say) as prepared:
        if watch:
            return _watch(terminal, prepared, strict=chosen["strict"])
        found = _surveyed(terminal, prepared)
        ran = _translated(terminal, prepared, found)
        _tell(terminal, ran)
        return _finish(terminal, [ran], strict=chosen["strict"])


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
        Shard.parse(shard) if shard else None,
    )


def _memory(chosen: Config, job: Job, *, readonly: bool) -> Memory | None:
    """The memory named, else a part's own, else the user's."""
    from translator.batch.run import part_memory
    from translator.memory.opening import open_memory

    named = chosen["memory"]
    if job.shard is not None and not named:
        named = str(part_memory(job))
    return open_memory(named, readonly=readonly)


def _surveyed(terminal: Terminal, prepared: Batch) -> Survey:
    found = prepared.survey()
    if not terminal.quiet:
        for line in _plan_lines(found, prepared.job):
            terminal.say(line)
    for name, reason in found.barred:
        terminal.warn(f"{prepared.job.folder / name}: {reason}; passed by")
    return found


def _plan_lines(found: Survey, job: Job) -> list[str]:
    from translator.batch.survey import Why

    reasons = [
        (Why.NEW, "new"),
        (Why.CHANGED, "changed"),
        (Why.GLOSSARY, "with an edited glossary concept"),
        (Why.SETTINGS, "made with other settings"),
        (Why.LOST, "with a translation missing"),
        (Why.FAILED, "failed before"),
    ]
    parts = [f"{found.count(why):,} {text}" for why, text in reasons if found.count(why)]
    todo = ", ".join(parts) if parts else "nothing to do"
    lines = [f"{job.folder}: {found.articles:,} articles: {todo}"]
    if found.unknown:
        shown = ", ".join(found.unknown[:5])
        more = f" and {len(found.unknown) - 5:,} more" if len(found.unknown) > 5 else ""
        lines.append(f"  {len(found.unknown):,} files are no articles: {shown}{more}")
    if found.removed:
        shown = ", ".join(found.removed[:5])
        more = f" and {len(found.removed) - 5:,} more" if len(found.removed) > 5 else ""
        lines.append(
            f"  {len(found.removed):,} no longer in the folder; their translations stay: "
            f"{shown}{more}"
        )
    return lines


def _translated(terminal: Terminal, prepared: Batch, found: Survey) -> Ran:
    from translator.cli.batch_display import display

    with display(terminal) as listen:
        return prepared.run(found, listen)


def _tell(terminal: Terminal, ran: Ran) -> None:
    """The summary, and what failed."""
    from translator.cli.batch_display import duration

    done = ran.progress
    # What keeps an article from being read is the same for each of its languages.
    told = {(record.name, record.error["message"]): record for record in done.errors}
    for record in list(told.values())[:_SHOWN]:
        terminal.fail(
            TranslatorError(
                ErrorCode(record.error["code"]),
                _named(record.error["message"], record.name),
                record.error["hint"],
            )
        )
    if len(told) > _SHOWN:
        terminal.say(f"  and {len(told) - _SHOWN:,} more, in the report")
    parts = [f"{done.done - done.failed - done.skipped:,} translations"]
    if ran.survey.unchanged:
        parts.append(f"{ran.survey.unchanged:,} unchanged")
    if done.skipped:
        parts.append(f"{done.skipped:,} in the language already")
    if done.failed:
        parts.append(f"{done.failed:,} failed")
    if done.sentences:
        parts.append(f"{done.sentences:,} sentences ({done.reused:,} reused)")
        parts.append(f"{done.flagged:,} flagged")
    if done.terms_found:
        parts.append(f"{done.terms_applied:,} of {done.terms_found:,} terms applied")
    exact = ran.seconds < 60
    parts.append(f"{ran.seconds:.1f} s" if exact else duration(ran.seconds))
    terminal.say(", ".join(parts))
    if ran.reports:
        terminal.say(f"  report: {ran.reports[-1]}")


def _named(message: str, name: str) -> str:
    return message if name in message else f"{name}: {message}"


def _finish(terminal: Terminal, runs: list[Ran], *, strict: bool) -> int:
    from translator.batch.report import totals

    failed = [record for ran in runs for record in ran.progress.errors]
    flagged = any(ran.progress.flagged for ran in runs)
    code, status = ExitCode.OK, "flagged" if flagged else "ok"
    if failed:
        code, status = ExitCode.FAILED, "failed"
    elif flagged and strict:
        code = ExitCode.FLAGGED
    results = [totals(ran) | {"reports": [str(path) for path in ran.reports]} for ran in runs]
    errors = [r.error | {"message": _named(r.error["message"], r.name)} for r in failed]
    return terminal.finish(results, status=status, errors=errors, code=code)


def _look(terminal: Terminal, prepared: Batch) -> int:
    """``--dry-run``: the survey and an estimate."""
    from translator.batch.estimate import estimate
    from translator.cli.batch_display import duration

    found = _surveyed(terminal, prepared)
    guess = estimate(prepared, found)
    if found.tasks:
        known = guess.words - guess.fresh
        terminal.say(
            f"  about {guess.words:,} words, {known:,} of them remembered: "
            f"about {duration(guess.seconds) if guess.fresh else 'no time'} at "
            f"{guess.speed:,.0f} words a second, "
            + ("as measured in the last run" if guess.measured else "as measured just now")
            if guess.fresh
            else f"  about {guess.words:,} words, all of them remembered"
        )
    result: dict[str, Any] = {
        "articles": found.articles,
        "translations": sum(len(task.targets) for task in found.tasks),
        "unchanged": found.unchanged,
        "tasks": [
            {"input": task.name, "targets": list(task.targets), "why": str(task.why)}
            for task in found.tasks
        ],
        "unknown": found.unknown,
        "removed": found.removed,
        "words": guess.words,
        "words_remembered": guess.words - guess.fresh,
        "words_a_second": guess.speed,
        "seconds": round(guess.seconds, 1),
    }
    if terminal.json:
        return terminal.finish([result])
    for task in found.tasks:
        terminal.print(f"{task.name}\t{','.join(task.targets)}\t{task.why}")
    return 0


def _watch(terminal: Terminal, prepared: Batch, *, strict: bool) -> int:
    """Run, then again for whatever has arrived and stopped growing, until interrupted."""
    import time

    from translator.batch.watching import Watcher

    watcher = Watcher(prepared.job)
    runs: list[Ran] = []
    terminal.say(f"watching {prepared.job.folder}; end with Ctrl-C")
    try:
        while True:
            names = watcher.settled()
            if names:
                found = prepared.survey(names)
                if found.tasks:
                    ran = _translated(terminal, prepared, found)
                    _tell(terminal, ran)
                    runs.append(ran)
            time.sleep(_POLL)
    except KeyboardInterrupt:
        terminal.say("watching no longer")
    return _finish(terminal, runs, strict=strict)
