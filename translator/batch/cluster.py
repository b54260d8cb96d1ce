"""A batch on a Ray cluster: parts of a folder handed out to actors that hold the model.

An actor does what ``translator batch --shard`` does, and nothing else: :func:`run_part`. The parts
keep their ledgers in the output folder, which all machines see, so that a machine that is lost
costs what its part had in flight: the part is handed out again and goes on.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from translator.batch.plan import Shard
from translator.batch.progress import Progress
from translator.batch.run import part_memory, run_job
from translator.batch.survey import Job
from translator.errors import ErrorCode, TranslatorError
from translator.memory.opening import OFF, open_memory
from translator.parallel.summary import count
from translator.pipeline import Translator

LOCAL = "local"  # the address that stands for a Ray of this machine alone
_PARTS_EACH = 4  # parts for every actor: a slow one holds up no more than its last part
_MOST_CORES = 4  # of an actor, unless --threads says otherwise
_CONNECTED = 10.0  # seconds for the head of a cluster to answer
_PATIENCE = 60.0  # seconds that a part may stay locked by a machine that was lost
_ROUNDS = 5  # times that parts are handed out again without one of them getting done


@dataclass(frozen=True, slots=True)
class PartDone:
    """What an actor says of its part: how much was done, or what stopped it."""

    number: int
    figures: dict[str, float] = field(default_factory=dict)
    code: str = ""
    message: str = ""
    hint: str = ""


def run_part(job: Job, translator: Translator, memory: str = "") -> PartDone:
    """Translate one part of a folder: what each machine does, in whatever way it was started.

    Args:
        job: with the part as its ``shard``.
        translator: its memory is replaced by the part's own, or by the one named.
        memory: a file, or ``off``; the part's own if empty.

    Raises:
        TranslatorError: whatever stops a batch.
    """
    assert job.shard is not None
    kept = open_memory(memory or str(part_memory(job)), exclusive=not memory)
    translator.memory = kept
    try:
        ran = run_job(job, translator)
    finally:
        translator.memory = None
        if kept is not None:
            kept.close()
    return PartDone(job.shard.number, ran.progress.figures())


class Actor:
    """Holds the model for as long as there are parts; made and called by Ray."""

    def __init__(self, job: Job, memory: str) -> None:
        self._job = job
        self._memory = memory
        self._translator: Translator | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Run the part that ``row`` names; an error comes back as words, it stops no other part."""
        part = Shard(int(row["number"]), int(row["count"]))
        try:
            # Not before the first part: what is wrong with the model is then told like the rest.
            if self._translator is None:
                self._translator = Translator(self._job.settings)
            job = replace(self._job, shard=part)
            return asdict(self._patiently(job, self._translator))
        except TranslatorError as error:
            return asdict(PartDone(part.number, {}, error.code, error.message, error.hint))

    def _patiently(self, job: Job, translator: Translator) -> PartDone:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                return run_part(job, translator, self._memory)
            except TranslatorError as error:
                # A machine that was lost may take its time to die.
                if error.code is not ErrorCode.BUSY or time.monotonic() > end:
                    raise
                time.sleep(1.0)


def run_parts(
    job: Job,
    address: str,
    *,
    memory: str = "",
    articles: int,
    notify: Callable[[str], None] = lambda line: None,
) -> Progress:
    """Have a cluster translate a folder part by part; merge them afterwards with ``run_job``.

    Args:
        job: the whole; folder, output and glossaries lie where every machine sees them.
        address: ``local``, ``auto``, ``HOST:PORT`` or ``ray://HOST:PORT``.
        memory: a memory for all parts, or ``off``; each has its own if empty.
        articles: how many there are to translate; there are no more parts than that.
        notify: told, in a line, of every part that is done.

    Returns:
        What the parts did together.

    Raises:
        TranslatorError: Ray is not installed or not there, or a part failed as a whole.
    """
    if memory not in ("", OFF):
        memory = str(Path(memory).expanduser().absolute())
    together = Progress()
    with _connected(address):
        room = _room(job.settings.threads)
        parts = _count(job, room.actors, articles)
        notify(f"{parts} parts on {room}")
        everywhere = _everywhere(replace(job, settings=replace(job.settings, threads=room.cores)))
        waiting = set(range(1, parts + 1))
        stuck: dict[int, PartDone] = {}
        idle = 0
        while waiting and idle < _ROUNDS:
            before = len(waiting)
            for done in _round(everywhere, memory, sorted(waiting), parts, room):
                if done.code:
                    stuck[done.number] = done
                    if done.code != ErrorCode.BUSY:
                        waiting.discard(done.number)
                    continue
                stuck.pop(done.number, None)
                waiting.discard(done.number)
                together.add(done.figures)
                notify(_line(done, parts, len(waiting)))
            idle = idle + 1 if len(waiting) == before else 0
            if waiting and not stuck:
                notify(f"{len(waiting)} parts were lost with their machine and are begun again")
    for done in stuck.values():
        message = f"part {done.number}/{parts}: {done.message}"
        raise TranslatorError(ErrorCode(done.code), message, done.hint)
    if waiting:
        raise TranslatorError(
            ErrorCode.FAILED,
            f"{len(waiting)} parts did not come back from the cluster",
            "see the logs of Ray; the same command goes on",
        )
    return together


def _line(done: PartDone, parts: int, left: int) -> str:
    told = done.figures
    return (
        f"part {done.number}/{parts}: {count(round(told['done']), 'translation')}, "
        f"{count(round(told['sentences']), 'sentence')}, {told['failed']:,.0f} failed; {left} to go"
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """How many actors there is room for, and the cores and GPUs of each."""

    actors: int
    cores: int
    gpus: int = 0

    def __str__(self) -> str:
        each = "a GPU" if self.gpus else f"{self.cores} core{'s' * (self.cores > 1)}"
        return f"{self.actors} actor{'s' * (self.actors > 1)} of {each}"


def _round(
    job: Job, memory: str, numbers: list[int], count: int, room: _Room
) -> Iterator[PartDone]:
    """Hand parts out once; those of a machine that is lost do not come back."""
    import ray.data

    # One block a part: a block that is lost takes no other part with it.
    rows = [{"number": number, "count": count} for number in numbers]
    parts = ray.data.from_items(rows, override_num_blocks=len(rows))
    done = parts.map(
        Actor,
        fn_constructor_args=(job, memory),
        compute=ray.data.ActorPoolStrategy(
            min_size=1, max_size=min(room.actors, len(rows)), max_tasks_in_flight_per_actor=1
        ),
        num_cpus=0 if room.gpus else room.cores,
        num_gpus=room.gpus,
    )
    try:
        for row in done.iter_rows():
            yield PartDone(**row)
    except (ray.exceptions.RayError, RuntimeError) as error:
        logging.getLogger(__name__).debug("a round on the cluster ended early: %s", error)


@contextmanager
def _connected(address: str) -> Iterator[None]:
    """Ray, found or started, with as little noise as it will."""
    try:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machine
        import ray
        import ray.data
    except ImportError:
        raise TranslatorError(
            ErrorCode.FAILED,
            "--ray needs Ray, which is not installed",
            "install it with: pip install 'translator[cluster]'",
        ) from None
    settings: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address == LOCAL:
        settings |= {"include_dashboard": False, "object_store_memory": 100_000_000}
    elif "://" not in address:
        settings |= {"runtime_env": {"env_vars": _environment()}}
    ours = not ray.is_initialized()
    try:
        _verify_there(address)
        if ours:
            ray.init(address=address, **settings)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise TranslatorError(
            ErrorCode.FAILED,
            f"no Ray cluster answers at {address} ({' '.join(str(error).split())[:200]})",
            "start one with `ray start --head`, or use --ray alone for this machine",
        ) from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1
    try:
        yield
    finally:
        if ours:
            ray.shutdown()


def _verify_there(address: str) -> None:
    """Somebody listens there: Ray itself would try for minutes."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if colon:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECTED).close()


def _environment() -> dict[str, str]:
    """The settings that actors on other machines share with this one."""
    kept = ("TRANSLATOR_", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name.startswith(kept)}


def _room(threads: int) -> _Room:
    import ray

    nodes = [node["Resources"] for node in ray.nodes() if node["Alive"]]
    gpus = int(sum(node.get("GPU", 0) for node in nodes))
    if gpus:
        return _Room(gpus, threads or 1, 1)
    cores = [int(node.get("CPU", 0)) for node in nodes if node.get("CPU", 0) >= 1]
    each = min(threads or _MOST_CORES, max(cores, default=1))
    return _Room(max(1, sum(number // each for number in cores)), each)


def _count(job: Job, actors: int, articles: int) -> int:
    """The number of parts: the last run's, so that they find their sentences again, if it will do.

    Otherwise a few for each actor.
    """
    wanted = max(1, min(_PARTS_EACH * actors, articles))
    names = (path.name for path in job.state.glob("ledger-*-of-*.sqlite"))
    found = {int(match[1]) for name in names if (match := re.search(r"-of-(\d+)\.", name))}
    return max((number for number in found if number >= min(actors, wanted)), default=wanted)


def _everywhere(job: Job) -> Job:
    """``job`` with its places written so that they mean the same in every process."""
    from translator.glossary.store import is_path

    chosen = job.settings
    model = str(Path(chosen.model).absolute()) if Path(chosen.model).is_dir() else chosen.model
    glossaries = tuple(str(Path(g).absolute()) if is_path(g) else g for g in chosen.glossaries)
    return replace(
        job,
        folder=job.folder.absolute(),
        out=job.out.absolute(),
        settings=replace(chosen, model=model, glossaries=glossaries),
    )
