"""The disk fills up, or the process is killed, at every place where a batch touches the disk.

One undisturbed run tells the places: each call site of the program that opens, writes, flushes,
renames, makes a folder or commits. Then one run after the other is disturbed there and begun again:
the disk is full from every single call on; a kill comes before and after every commit, and the
first, a middle and the last call of every other site.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.engines import EchoEngine
from translator.batch.ledger import Ledger
from translator.batch.run import run_job
from translator.batch.survey import Job
from translator.errors import ErrorCode, TranslatorError
from translator.memory.sqlite import SqliteMemory
from translator.pipeline import Settings, Translator

ARTICLES = 6
FORMATS = ("same", "tmx")
SETTINGS = Settings(source_lang="en", window=3)
PACKAGE = str(Path(__file__).resolve().parents[2] / "translator")
Site = tuple[str, str, int]  # what is called, the file and the line of ours that led to it
Edge = Literal["before", "after"]

DISK: dict[str, tuple[Any, str]] = {
    "open": (os, "open"),
    "open text": (Path, "open"),
    "write": (os, "write"),
    "fsync": (os, "fsync"),
    "rename": (os, "replace"),
    "mkdir": (os, "mkdir"),
}
COMMITS: dict[str, tuple[Any, str]] = {
    "remember": (SqliteMemory, "put_many"),
    "record": (Ledger, "put"),
    "note": (Ledger, "put_note"),
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else None) as base:
        folder = Path(base) / "news"
        for number in range(ARTICLES):
            path = folder / str(number % 2) / f"{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# Report {number}\n\nThe sea is calm on day {number}.\n", "utf-8")
        yield folder


def _run(folder: Path, out: Path) -> int:
    """How many articles failed."""
    memory = SqliteMemory(out.with_suffix(".sqlite"))
    translator = Translator(SETTINGS, memory=memory)
    translator.__dict__["engine"] = EchoEngine()
    try:
        job = Job(folder, out, ("ru",), FORMATS, SETTINGS)
        return run_job(job, translator).progress.failed
    finally:
        memory.close()


def _files(out: Path) -> dict[str, bytes]:
    """Everything in the output folder that is no report, ledger or lock."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
        and ".translator" not in path.parts
        and path.name not in ("report.json", "report.html")
    }


def _site(kind: str) -> Site | None:
    """The line of ours that led to a call, None for those that none of ours led to."""
    frame = sys._getframe(2)
    while frame is not None and not frame.f_code.co_filename.startswith(PACKAGE):
        frame = frame.f_back  # type: ignore[assignment]
    if frame is None:
        return None
    return kind, Path(frame.f_code.co_filename).name, frame.f_lineno


@contextmanager
def _called(
    kinds: dict[str, tuple[Any, str]], seen: Callable[[Site, Edge], None]
) -> Iterator[None]:
    """``seen`` is told of every call of those kinds, before and after."""
    with pytest.MonkeyPatch.context() as patched:
        for kind, (owner, name) in kinds.items():
            original = getattr(owner, name)

            def spied(
                *args: Any, _kind: str = kind, _call: Any = original, **options: Any
            ) -> object:
                reads = _kind == "open text" and "w" not in args[1:2]
                site = None if reads else _site(_kind)
                if site is None:
                    return _call(*args, **options)
                seen(site, "before")
                try:
                    return _call(*args, **options)
                finally:
                    seen(site, "after")

            patched.setattr(owner, name, spied)
        yield


class _At:
    """Does something at an edge of a site's n-th call and at that edge of every later call.

    Writers are threads; the n-th call is whichever of them comes n-th.
    """

    def __init__(self, site: Site, number: int, edge: Edge, then: Callable[[], None]) -> None:
        self.site, self.left, self.edge, self.then = site, number, edge, then
        self.reached = False
        self._lock = threading.Lock()

    def __call__(self, site: Site, edge: Edge) -> None:
        if edge != self.edge:
            return
        with self._lock:
            if site == self.site:
                self.left -= 1
                self.reached = self.reached or self.left == 0
            due = self.reached
        if due:
            self.then()


def _places(folder: Path, out: Path, kinds: dict[str, tuple[Any, str]]) -> dict[Site, int]:
    """How often each site is passed in an undisturbed run."""
    counts: Counter[Site] = Counter()
    lock = threading.Lock()

    def seen(site: Site, edge: Edge) -> None:
        with lock:
            counts[site] += edge == "before"

    with _called(kinds, seen):
        assert _run(folder, out) == 0
    return dict(counts)


def _some(site: Site, times: int) -> list[int]:
    """The first, a middle and the last call; two writers may both make a folder, or one."""
    return [1, 2] if site[0] == "mkdir" and times > 2 else sorted({1, times // 2 + 1, times})


def _whole(out: Path, wanted: dict[str, bytes]) -> None:
    """Everything that there is, is whole."""
    found = {name: data for name, data in _files(out).items() if not _hidden(name)}
    assert found.items() <= wanted.items()
    if (out / "report.json").exists():
        assert json.loads((out / "report.json").read_text("utf-8"))["totals"]


def _hidden(name: str) -> bool:
    return name.rpartition("/")[2].startswith(".")


def _begun_again(folder: Path, out: Path, wanted: dict[str, bytes]) -> None:
    assert _run(folder, out) == 0
    assert _files(out) == wanted, "none missing, none more, no temporary file"
    assert not list(out.rglob(".*.tmp"))
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["totals"]["translations"] == ARTICLES


def _full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_disk_that_is_full_wherever_it_is_touched(folder: Path) -> None:
    base = folder.parent
    places = _places(folder, base / "full", DISK)
    wanted = _files(base / "full")
    assert {kind for kind, _, _ in places} == set(DISK)
    for number, (site, times) in enumerate(sorted(places.items())):
        for moment in _some(site, times) if site[0] == "mkdir" else range(1, times + 1):
            out = base / f"full-{number}-{moment}"
            fault = _At(site, moment, "before", _full)
            with _called(DISK, fault):
                try:
                    failed = _run(folder, out)
                except TranslatorError as error:
                    known = ErrorCode.OUTPUT_UNWRITABLE, ErrorCode.MEMORY_UNUSABLE
                    assert error.code in known, (site, moment)
                    assert "disk is full" in error.message or "no space" in error.message
                else:
                    # What only makes a name more certain may fail.
                    assert failed == 0 and _files(out) == wanted, (site, moment)
            assert fault.reached, (site, moment)
            assert not list(out.rglob(".*.tmp")), (site, moment)
            _whole(out, wanted)
            _begun_again(folder, out, wanted)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kinds", [DISK, COMMITS], ids=["disk", "commits"])
def test_killed_wherever_the_disk_is_touched(
    folder: Path, kinds: dict[str, tuple[Any, str]]
) -> None:
    base = folder.parent / ("disk" if kinds is DISK else "commits")
    base.mkdir()
    places = _places(folder, base / "whole", kinds)
    wanted = _files(base / "whole")
    assert {kind for kind, _, _ in places} == set(kinds)
    for number, (site, times) in enumerate(sorted(places.items())):
        some = range(1, times + 1) if kinds is COMMITS else _some(site, times)
        edges: tuple[Edge, ...] = ("before", "after")
        for moment, edge in product(some, edges):
            out = base / f"{number}-{moment}-{edge}"
            child = os.fork()
            if not child:
                try:
                    with _called(kinds, _At(site, moment, edge, _killed)):
                        _run(folder, out)
                finally:
                    os._exit(0)
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status), (site, moment, edge)
            _whole(out, wanted)
            _begun_again(folder, out, wanted)
