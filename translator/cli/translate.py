"""``translator translate``: articles in, translations and parallel texts out."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import add
from translator.cli.terminal import Error, Terminal, error_entry, visible
from translator.cli.usage import wrong_usage
from translator.errors import ErrorCode, ExitCode, TranslatorError

if TYPE_CHECKING:
    from translator.cli.outputs import Job
    from translator.config import Config
    from translator.documents.article import Article
    from translator.memory.base import Memory
    from translator.parallel.text import ParallelText
    from translator.pipeline import Translator

EXAMPLES = (
    ("translator translate article.txt -t ru", "print the Russian translation"),
    (
        "translator translate article.md -f en -t ru,az,tr -g caspian -o out/{lang}.md",
        "three languages at once, names from the shipped glossary",
    ),
    (
        "translator translate article.txt -t ru -g caspian -g ./ours.tsv -o ru.tmx -o ru.bi.html",
        "two glossaries (the later one wins), a translation memory file and a page to compare",
    ),
    (
        "translator translate *.txt --to az --output translated/",
        "many files into a folder, as translated/NAME.az.txt",
    ),
    (
        "translator translate page.html -t ru -o page.ru.html --whole-page",
        "a web page with its menus and descriptions; without the option its article alone",
    ),
    ("curl -s https://example.org/news.txt | translator translate - -t tr", "from a pipe"),
    (
        "translator translate old.txt -t en --encoding koi8-r --quality best --strict",
        "an old encoding, a longer search, exit status 3 when a sentence was flagged",
    ),
    (
        "translator translate a.txt -t ru --model ~/models/opus-mt-en-ru --engine transformers",
        "another model, run by its reference implementation",
    ),
    ("translator translate a.txt -t ru --threads 2 --quiet --json", "everything as JSON"),
    (
        "translator translate a.txt -t ru --memory desk.sqlite",
        "reuse and keep the desk's sentences",
    ),
    (
        "translator translate archive.csv -t az -o archive.az.csv --columns title,body",
        "a table of articles: two columns translated in place, all else kept",
    ),
    (
        "translator translate a.txt -t ru -g caspian --no-names",
        "the glossary's names and no others",
    ),
    ("translator translate a.txt -t ru --no-memory", "translate every sentence anew"),
)

_TABULAR = ("csv", "tsv-articles", "jsonl-articles")
_FATAL = (ErrorCode.MODEL_MISSING, ErrorCode.MODEL_DAMAGED)


def register(app: typer.Typer) -> None:
    add(app, "translate", translate, "Translate articles.", EXAMPLES)


def translate(
    context: typer.Context,
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files to translate, - for standard input.")
    ],
    to: options.To = None,
    from_: options.From = None,
    glossary: options.Glossaries = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="File to write; its ending picks the format (see `translator formats`). "
            "{lang} and {name} are filled in; a folder takes NAME.LANG and the input's ending. "
            "May repeat. Without it the translation goes to standard output.",
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
    memory: options.Memory = None,
    no_memory: options.NoMemory = False,
    strict: options.Strict = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Translate articles; print the translation or write it, alone or beside its source.

    Headings, lists, links and blank lines stay where they are. Sentences that fail a check are
    tried again, then kept and reported on standard error with the reason.
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
            "memory": "off" if no_memory else memory,
            "strict": strict,
        }
    )
    jobs = _plan(inputs, output or [], chosen, json=json)
    source = options.language_code(chosen["from"]) if chosen["from"] else ""
    options.known_encoding(chosen["encoding"])
    run = _Run(terminal, _translator(chosen, source, terminal), several=len(jobs) > 1)
    by_input: dict[str, list[Job]] = {name: [] for name in inputs}
    for job in jobs:
        by_input[job.input].append(job)
    for name, wanted in by_input.items():
        run.article(name, wanted)
        if run.fatal:
            break
    return run.finish(strict=chosen["strict"], single=len(inputs) == 1)


def _plan(inputs: list[str], output: list[str], chosen: Config, *, json: bool) -> list[Job]:
    from translator.cli import outputs

    targets = options.language_codes(list(chosen["to"]))
    if not targets:
        raise wrong_usage("no target language", "name one with -t, such as -t ru or -t ru,az,tr")
    jobs = outputs.plan(inputs, targets, output, json=json)
    outputs.verify_formats(jobs)
    outputs.verify_writable(jobs)
    return jobs


def _translator(chosen: Config, source: str, terminal: Terminal) -> Translator:
    from translator.pipeline import Settings, Translator

    settings = Settings(
        source_lang=source,
        model=chosen["model"],
        engine=chosen["engine"],
        quality=chosen["quality"],
        glossaries=tuple(chosen["glossaries"]),
        encoding=chosen["encoding"],
        names=chosen["names"],
        turkish_institutions=chosen["turkish_institutions"],
        threads=chosen["threads"],
        window=chosen["window"],
        choices=options.choices(chosen["columns"], chosen["whole_page"]),
    )
    return Translator(settings, notify=terminal.say, memory=_memory(chosen, terminal))


def _memory(chosen: Config, terminal: Terminal) -> Memory | None:
    """The memory that the settings name; the user's own is done without when it is unusable."""
    from translator.memory.opening import open_memory

    try:
        return open_memory(chosen["memory"])
    except TranslatorError as error:
        if chosen["memory"]:
            raise
        terminal.warn(f"{error.message}; translating without it ({error.hint})")
        return None


@dataclass
class _Run:
    """The work on all inputs, and what became of it."""

    terminal: Terminal
    translator: Translator
    several: bool
    results: list[dict[str, Any]] = field(default_factory=list)
    errors: list[TranslatorError] = field(default_factory=list)
    entries: list[Error] = field(default_factory=list)
    flagged: bool = False
    fatal: bool = False

    def article(self, name: str, jobs: list[Job]) -> None:
        """Read one input and translate it into every target; a failure is kept, not raised."""
        try:
            article = self._read(name)
        except Exception as error:  # noqa: BLE001 - one bad file never stops the others
            self._fail(error, name)
            return
        for job in jobs:
            try:
                self._job(article, job)
            except BrokenPipeError:
                raise
            except Exception as error:  # noqa: BLE001
                self._fail(error, name)
            if self.fatal:
                return

    def _read(self, name: str) -> Article:
        from translator import pipeline
        from translator.documents.registry import keep

        settings = self.translator.settings
        data = keep(None, self.terminal.input()) if name == "-" else None
        article = pipeline.read(None if name == "-" else Path(name), settings, data=data)
        if settings.choices.columns and article.format not in _TABULAR:
            self.terminal.warn(f"{name}: it has no columns; --columns is for tables and records")
        return article

    def _job(self, article: Article, job: Job) -> None:
        from translator.cli.progress import progress
        from translator.cli.summary import entry, summary

        started = time.monotonic()
        name = "standard input" if job.input == "-" else job.input
        with progress(self.terminal, f"{name} into {job.target_lang}") as advance:
            parallel = self.translator.translate(article, job.target_lang, progress=advance)
        seconds = time.monotonic() - started
        written, text = self._deliver(parallel, job)
        self.flagged = self.flagged or bool(parallel.flagged)
        self.results.append(entry(job.input, parallel, seconds, written, text))
        for line in summary(name, parallel, seconds, written):
            self.terminal.say(line)

    def _deliver(self, parallel: ParallelText, job: Job) -> tuple[tuple[Path, ...], str | None]:
        """Write the outputs; without any, print the translation or return it for the envelope."""
        from translator.parallel.saving import save

        written = tuple(file for path in job.outputs for file in save(parallel, path))
        return written, None if job.outputs else self._print(parallel)

    def _print(self, parallel: ParallelText) -> str:
        """The translation on standard output; an archive's as plain text where people read."""
        from translator.documents.registry import CONTAINERS, pieces

        archive = parallel.article.format in CONTAINERS
        if archive and not (self.terminal.json or self.terminal.shown()):
            for piece in pieces(parallel):
                self.terminal.write_bytes(piece)
            return ""
        if archive:
            from translator.documents.render import render_plain
            from translator.parallel.encode import utf8

            data = utf8(render_plain(parallel))
        else:
            data = b"".join(pieces(parallel))
        text = data.decode("utf-8", "replace")
        if not self.terminal.json:
            self.terminal.write_bytes(data)
            if not archive:
                self.terminal.end_line(text)
        return text

    def _fail(self, error: Exception, name: str) -> None:
        from translator.cli.errors import known_error

        known = known_error(error)
        if self.several and visible(name) not in visible(known.message):
            known.message = f"{name}: {known.message}"
        self.errors.append(known)
        self.entries.append(error_entry(known))
        self.terminal.debug(error)
        self.terminal.fail(known)
        self.fatal = known.code in _FATAL

    def finish(self, *, strict: bool, single: bool) -> int:
        """The envelope, and the exit status of the whole."""
        code, status = ExitCode.OK, "flagged" if self.flagged else "ok"
        if self.errors:
            status = "failed"
            alone = single and not self.results
            code = self.errors[0].exit_code if alone or self.fatal else ExitCode.FAILED
            if self.fatal:
                code = ExitCode.MODEL
        elif self.flagged and strict:
            code = ExitCode.FLAGGED
        return self.terminal.finish(self.results, status=status, errors=self.entries, code=code)
