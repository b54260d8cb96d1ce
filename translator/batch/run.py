"""A batch from lock to report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from translator.batch.ledger import Ledger
from translator.batch.locking import locked
from translator.batch.plan import verify_clashes, verify_formats, verify_places
from translator.batch.stream import Listener, Progress, Stream
from translator.batch.survey import Job, Standing, Survey, survey
from translator.memory.base import EVERYTHING, Memory
from translator.pipeline import Translator

_SPEED = "words-a-second"
_TAKEN = 1000  # units taken over in one commit


@dataclass
class Ran:
    """What a run found and did."""

    survey: Survey
    progress: Progress = field(default_factory=Progress)
    seconds: float = 0.0
    reports: tuple[Path, ...] = ()


class Batch:
    """A job, ready to run while the lock of its output folder is held: see :func:`opened`."""

    def __init__(self, job: Job, translator: Translator, ledger: Ledger) -> None:
        self.job = job
        self.translator = translator
        self.ledger = ledger
        self.standing = Standing(job, translator)

    def survey(
        self,
        names: Iterable[str] | None = None,
        progress: Callable[[int], None] = lambda count: None,
    ) -> Survey:
        """What there is to do.

        Raises:
            TranslatorError: ``usage`` when two results would go to one place.
        """
        found = survey(self.standing, self.ledger, names=names, progress=progress)
        verify_clashes([task.name for task in found.tasks], self.job.formats)
        return found

    def run(self, found: Survey, listen: Listener = lambda progress: None) -> Ran:
        """Translate what a survey found and write the reports.

        Raises:
            TranslatorError: model, memory, ledger or disk fail.
        """
        from translator.batch.report import write_reports

        begin = time.perf_counter()
        stream = Stream(self.job, self.translator, self.standing, self.ledger, listen)
        ran = Ran(found, stream.progress)
        try:
            stream.run(found.tasks)
        finally:
            ran.seconds = time.perf_counter() - begin
        fresh = stream.progress
        if fresh.words and fresh.translated > 100:
            share = fresh.translated / max(1, fresh.translated + fresh.reused)
            speed = fresh.words * share / ran.seconds
            self.ledger.put_note(_SPEED, f"{speed:.1f}")
        ran.reports = write_reports(self.job, self.translator, self.ledger, ran)
        return ran

    @property
    def speed(self) -> float:
        """Words a second of the last run that translated any, 0 if there was none."""
        return float(self.ledger.note(_SPEED) or 0)


@contextmanager
def opened(
    job: Job, translator: Translator, notify: Callable[[str], None] = lambda line: None
) -> Iterator[Batch]:
    """Hold the output folder's lock and the job's ledger; parts are merged into a whole.

    Args:
        job: what is wanted.
        translator: model, glossary and memory.
        notify: told of parts that are merged.

    Raises:
        TranslatorError: wrong formats or folders, ``busy``, ``output-unwritable``.
    """
    verify_formats(job.formats)
    verify_places(job.folder, job.out, job.targets)
    with locked(job.out, job.shard):
        whole = job.state / "ledger.sqlite"
        fresh = not job.ledger.exists()
        ledger = Ledger(job.ledger)
        try:
            if job.shard is not None and fresh and whole.exists():
                _inherit(ledger, whole, job)
            if job.shard is None:
                merge(job, ledger, translator.memory, notify)
            yield Batch(job, translator, ledger)
        finally:
            ledger.close()


@contextmanager
def opened_to_look(job: Job, translator: Translator) -> Iterator[Batch]:
    """The job as it stands, without lock and without writing anything.

    Raises:
        TranslatorError: wrong formats or folders.
    """
    verify_formats(job.formats)
    verify_places(job.folder, job.out, job.targets)
    ledger = Ledger.glance(job.ledger)
    try:
        yield Batch(job, translator, ledger)
    finally:
        ledger.close()


def _inherit(ledger: Ledger, whole: Path, job: Job) -> None:
    """A new part knows what the whole has done of it."""
    other = Ledger(whole, readonly=True)
    try:
        ledger.take_over(other)
    finally:
        other.close()


def part_memory(job: Job) -> Path:
    """The memory of a part, which may run on a machine of its own."""
    return job.state / f"memory-{job.shard}.sqlite"


def merge(job: Job, ledger: Ledger, memory: Memory | None, notify: Callable[[str], None]) -> None:
    """Take over what parts have recorded and remembered since the last time."""
    for path in sorted(job.state.glob("ledger-*-of-*.sqlite")):
        if _news(path, ledger):
            part = Ledger(path)
            try:
                count = ledger.take_over(part)
            finally:
                part.close()
            notify(f"took over {count:,} records of the part {_part(path)}")
            _seen(path, ledger)
    if memory is None:
        return
    from translator.memory.sqlite import SqliteMemory

    for path in sorted(job.state.glob("memory-*-of-*.sqlite")):
        if _news(path, ledger):
            other = SqliteMemory(path)
            units, taken = [], 0
            for unit in other.units(EVERYTHING):
                units.append(unit)
                if len(units) >= _TAKEN:
                    memory.put_many(units)
                    taken, units = taken + len(units), []
            memory.put_many(units)
            other.close()
            notify(f"took over {taken + len(units):,} sentences of the part {_part(path)}")
            _seen(path, ledger)


def _part(path: Path) -> str:
    return path.stem.partition("-")[2].replace("-of-", "/")


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def _news(path: Path, ledger: Ledger) -> bool:
    # A log left by a kill counts as news: opening the file will empty it.
    return ledger.note(path.name) != _stamp(path) or Path(f"{path}-wal").exists()


def _seen(path: Path, ledger: Ledger) -> None:
    ledger.put_note(path.name, _stamp(path))
