"""A batch from lock to report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from translator.batch.ledger import Ledger, Record
from translator.batch.locking import locked
from translator.batch.plan import Shard, verify_clashes, verify_formats, verify_places
from translator.batch.progress import Listener, Progress
from translator.batch.stream import Stream
from translator.batch.survey import Job, Standing, Survey, survey
from translator.batch.sweeping import marked, sweep
from translator.memory.base import Memory, Origin, Selection
from translator.memory.opening import default_path, open_memory
from translator.parallel.summary import count
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


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What other machines were given to do, did (see ``Progress.figures``) and took for it."""

    survey: Survey
    done: Mapping[str, float]
    seconds: float


class Batch:
    """A job, ready to run while the lock of its output folder is held: see :func:`opened`."""

    def __init__(self, job: Job, translator: Translator, ledger: Ledger) -> None:
        self.job = job
        self.translator = translator
        self.ledger = ledger
        self.standing = Standing(job, translator)

    def reread(self) -> None:
        """Go on with the glossaries as they are on the disk now.

        Raises:
            TranslatorError: one is missing or faulty; those that were read stay in use.
        """
        self.translator = self.translator.reread()
        self.standing = Standing(self.job, self.translator)

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

    def run(
        self,
        found: Survey,
        listen: Listener = lambda progress: None,
        elsewhere: Elsewhere | None = None,
    ) -> Ran:
        """Translate what a survey found and write the reports.

        Args:
            found: what there is to do.
            listen: told of every step.
            elsewhere: what was done on other machines before, to be reported with the rest.

        Raises:
            TranslatorError: model, memory, ledger or disk fail.
        """
        from translator.batch.report import write_reports

        begin = time.perf_counter()
        stream = Stream(self.job, self.translator, self.standing, self.ledger, listen)
        ran = Ran(found, stream.progress)
        try:
            with marked(self.ledger, self.job.targets) if found.tasks else nullcontext():
                stream.run(found.tasks)
        finally:
            ran.seconds = time.perf_counter() - begin
        fresh = stream.progress
        if fresh.words and fresh.translated > 100:
            share = fresh.translated / max(1, fresh.translated + fresh.reused)
            speed = fresh.words * share / ran.seconds
            self.ledger.put_note(self._speed, f"{speed:.1f}")
        if elsewhere is not None:
            # What failed there has been tried again here.
            again = {"failed": 0.0, "done": elsewhere.done["done"] - elsewhere.done["failed"]}
            fresh.add({**elsewhere.done, **again})
            ran.survey, ran.seconds = elsewhere.survey, ran.seconds + elsewhere.seconds
        ran.reports = write_reports(self.job, self.translator, self.ledger, ran)
        return ran

    def fails(self, record: Record) -> bool:
        """Whether what failed fails still: it is there and nothing better has been recorded."""
        now = self.ledger.get(record.name, record.lang)
        there = os.path.lexists(self.job.folder / record.name)
        return there and now is not None and bool(now.error)

    @property
    def speed(self) -> float:
        """Words a second of this model's last run that translated any, 0 if there was none."""
        return float(self.ledger.note(self._speed) or 0)

    @property
    def _speed(self) -> str:
        return f"{_SPEED} {self.job.settings.quality} {self.translator.model.identity}"


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
        ledger = Ledger(job.ledger)
        try:
            sweep(job.out, ledger)
            if job.shard is None:
                merge(job, ledger, translator.memory, notify)
            else:
                _inherit(job, job.shard, ledger, translator.memory)
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


def run_job(
    job: Job,
    translator: Translator,
    *,
    notify: Callable[[str], None] = lambda line: None,
    shown: Callable[[Survey], AbstractContextManager[Listener]] = lambda found: nullcontext(_deaf),
    elsewhere: Elsewhere | None = None,
) -> Ran:
    """A folder, or one part of it, from lock to report.

    Args:
        job: what is wanted.
        translator: model, glossary and memory.
        notify: told of parts that are merged.
        shown: told what there is to do before it is begun; gives what is told of every step.
        elsewhere: what was done on other machines before.

    Raises:
        TranslatorError: whatever stops a batch; a bad article does not.
    """
    with opened(job, translator, notify) as batch:
        found = batch.survey()
        with shown(found) as listen:
            return batch.run(found, listen, elsewhere)


def _deaf(progress: Progress) -> None:
    pass


def part_memory(job: Job) -> Path:
    """The memory of a part, which may run on a machine of its own."""
    return job.state / f"memory-{job.shard}.sqlite"


def _inherit(job: Job, shard: Shard, ledger: Ledger, memory: Memory | None) -> None:
    """A part knows what the whole has done of it, and what people have translated."""
    whole = job.state / "ledger.sqlite"
    if whole.exists() and _news(whole, ledger):
        other = Ledger(whole, readonly=True)
        try:
            ledger.take_over(other, shard.holds)
        finally:
            other.close()
        _seen(whole, ledger)
    own = default_path()
    if memory is None or memory.place != str(part_memory(job)) or not own.exists():
        return
    if _news(own, ledger) and (people := open_memory(readonly=True)) is not None:
        with closing(people):
            _copy(people, memory, Selection(origin=Origin.HUMAN))
        _seen(own, ledger)


def merge(job: Job, ledger: Ledger, memory: Memory | None, notify: Callable[[str], None]) -> None:
    """Take over what parts have recorded and remembered since the last time."""
    records = sentences = 0
    fresh = [path for path in job.state.glob("ledger-*-of-*.sqlite") if _news(path, ledger)]
    for path in fresh:
        other = Ledger(path)
        try:
            records += ledger.take_over(other)
            sweep(job.out, other)
        finally:
            other.close()
        _seen(path, ledger)
    for path in job.state.glob("memory-*-of-*.sqlite") if memory is not None else ():
        if memory is None or not _news(path, ledger):
            continue
        if (part := open_memory(str(path), exclusive=True)) is not None:
            with closing(part):
                # People's translations came from the user's own memory and may be newer there.
                sentences += _copy(part, memory, Selection(origin=Origin.MACHINE))
            _seen(path, ledger)
    if fresh:
        notify(
            f"took over {count(records, 'record')} and {count(sentences, 'sentence')} of "
            f"{count(len(fresh), 'part')}"
        )


def _copy(source: Memory, target: Memory, selection: Selection) -> int:
    """Put the selected units of one memory into another; returns how many."""
    copied = 0
    units = source.units(selection)
    while taken := list(islice(units, _TAKEN)):
        target.put_many(taken)
        copied += len(taken)
    return copied


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def _news(path: Path, ledger: Ledger) -> bool:
    # A log left by a kill counts as news: opening the file will empty it.
    return ledger.note(path.name) != _stamp(path) or Path(f"{path}-wal").exists()


def _seen(path: Path, ledger: Ledger) -> None:
    ledger.put_note(path.name, _stamp(path))
