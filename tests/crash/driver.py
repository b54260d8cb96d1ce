"""One batch in a process of its own, with a deterministic engine and faults on demand.

    python driver.py FOLDER OUT MEMORY [--targets LANG,LANG] [--formats …] [--glossary FILE]
        [--window N] [--pace SECONDS] [--shard I/N] [--kill SPOT:NUMBER:EDGE] [--full NUMBER]
        [--model FOLDER] [--pages NUMBER] [--count FILE] [--barred FOLDER:NUMBER]

``--kill record:3:before`` ends the process with SIGKILL at the edge of the third call of a spot.
``--full 7`` lets the seventh write of an output and all later ones fail with ENOSPC, ``--pages 9``
every growth of a database beyond nine pages. ``--barred OUT/ru/3:40`` forbids to make files in a
folder after forty renames. ``--count`` adds what the engine is asked to a file, so that it outlives
a kill. ``--clock`` makes the system clock jump about.
``--model`` takes a real model in CTranslate2. The program itself knows nothing of all this.
"""

from __future__ import annotations

import argparse
import errno
import itertools
import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.engines import EchoEngine
from translator.batch import ledger, run, stream, survey
from translator.batch.plan import Shard
from translator.engines.base import Decoding, Hypothesis, Request
from translator.errors import TranslatorError
from translator.memory import sqlite
from translator.parallel import files
from translator.pipeline import Settings, Translator

SPOTS: dict[str, tuple[Any, str]] = {
    "remember": (sqlite.SqliteMemory, "put_many"),
    "record": (ledger.Ledger, "put"),
    "write": (files, "_write"),
    "rename": (Path, "replace"),
}


class SlowEcho(EchoEngine):
    """As quick as it is told to be, so that a kill finds it at work; counts what it is asked."""

    pace = 0.0
    asked = 0
    tally: Path | None = None

    def translate(
        self,
        requests: Any,
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Hypothesis]]:
        time.sleep(self.pace * len(requests))
        asked = len(requests) if decoding.beam == 1 else 0  # second attempts aside
        SlowEcho.asked += asked
        if self.tally is not None:
            with self.tally.open("a") as file:
                file.write(f"{asked}\n")
        return super().translate(requests, decoding)

    def _answer(self, request: Request, score: float) -> Hypothesis:
        # Answers would otherwise be kept for as long as the process lives.
        self.calls.clear()
        return super()._answer(request, score)


def kill_at(spot: str, number: int, edge: str) -> None:
    """End the process at the ``number``-th call of a spot, before or after it."""
    owner, name = SPOTS[spot]
    original: Callable[..., Any] = getattr(owner, name)
    calls = itertools.count(1)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        due = bool(args[1]) and next(calls) == number  # nothing to commit is no commit
        if due and edge == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if due:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, deadly)


def fill_disk(number: int, folder: Path) -> None:
    """From the ``number``-th write of an output on, the disk is full."""
    original = files._write_all
    calls = itertools.count(1)

    def write(handle: int, data: bytes) -> None:
        if next(calls) >= number:
            original(handle, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        original(handle, data)

    files._write_all = write


def cap_databases(pages: int) -> None:
    """SQLite finds the disk full when a database grows beyond so many pages."""
    real = sqlite3.connect

    def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = real(*args, **kwargs)
        database.execute(f"PRAGMA max_page_count = {pages}")
        return database

    sqlite3.connect = connect  # type: ignore[assignment]


def bar(folder: Path, renames: int) -> None:
    """After so many renames no file can be made in a folder, not even by the system's owner."""
    replace, make = Path.replace, os.open
    calls = itertools.count(1)
    barred = False

    def counted(self: Path, target: Any) -> Path:
        nonlocal barred
        barred = barred or next(calls) >= renames
        return replace(self, target)

    def guarded(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if barred and flags & os.O_CREAT and Path(path).parent == folder:
            raise PermissionError(errno.EACCES, "Permission denied")
        return make(path, flags, *args, **options)

    Path.replace = counted  # type: ignore[assignment, method-assign]
    os.open = guarded


def jump_clock() -> None:
    """The system clock goes back and forth by years."""
    steps = itertools.cycle([0.0, 9e8, -1.2e9, 3e7, -5e5])
    real = time.time
    time.time = lambda: real() + next(steps)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("memory", type=Path)
    parser.add_argument("--targets", default="ru")
    parser.add_argument("--formats", default="same,tmx")
    parser.add_argument("--glossary", default="")
    parser.add_argument("--window", type=int, default=64)
    parser.add_argument("--pace", type=float, default=0.0)
    parser.add_argument("--shard", default="")
    parser.add_argument("--kill", default="")
    parser.add_argument("--full", type=int, default=0)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--model", default="")
    parser.add_argument("--clock", action="store_true")
    parser.add_argument("--count", type=Path)
    parser.add_argument("--barred", default="")
    options = parser.parse_args()
    if options.kill:
        spot, number, edge = options.kill.split(":")
        kill_at(spot, int(number), edge)
    if options.full:
        fill_disk(options.full, options.out)
    if options.pages:
        cap_databases(options.pages)
    if options.barred:
        barred, _, number = options.barred.rpartition(":")
        bar(Path(barred), int(number))
    if options.clock:
        jump_clock()
    settings = Settings(
        source_lang="en",
        glossaries=(options.glossary,) if options.glossary else (),
        window=options.window,
        model=options.model or "builtin",
    )
    job = survey.Job(
        options.folder,
        options.out,
        tuple(options.targets.split(",")),
        tuple(options.formats.split(",")),
        settings,
        shard=Shard.parse(options.shard) if options.shard else None,
    )
    stream.POOL = 2
    SlowEcho.pace = options.pace
    SlowEcho.tally = options.count
    try:
        translator = Translator(settings, memory=sqlite.SqliteMemory(options.memory))
        if not options.model:
            translator.__dict__["engine"] = SlowEcho()
        with run.opened(job, translator) as batch:
            print("ready", flush=True)
            ran = batch.run(batch.survey())
    except TranslatorError as error:
        print(f"{error.code}: {error.message}", file=sys.stderr)
        return int(error.exit_code)
    done = ran.progress
    print(
        json.dumps(
            {
                "asked": SlowEcho.asked,
                "translated": done.translated,
                "done": done.done,
                "failed": done.failed,
                "unchanged": ran.survey.unchanged,
                "errors": [record.error for record in done.errors],
            }
        )
    )
    return 1 if done.failed else 0


if __name__ == "__main__":
    sys.exit(main())
