"""A chain of kills: one batch, begun again and again, each process ended at the next commit.

    python chain.py FOLDER OUT MEMORY [--glossary FILE] [--formats …] [--window N]
        [--model FOLDER] [--step N]

Every process is forked from this one, resumes what the last has left, and ends with SIGKILL at the
``--step``-th edge at which none has ended before: before and after each commit of memory, ledger
and notes, and before or after (by turns) each rename of an output. The process that comes to an end
by itself is the last. An undisturbed run with the deterministic engine comes first: it loads all
that the others need, and what there is must always be the same, unless a model is given, whose
batches may change a sentence's last bits. Writes what happened to standard output, as JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.crash.driver import SPOTS, SlowEcho
from translator.batch import ledger, run, stream, survey
from translator.memory import sqlite
from translator.pipeline import Settings, Translator

Hit = tuple[str, str, str]  # the spot, what was committed there, the edge
EDGES = "before", "after"
LOOK = 20  # processes between two looks at all outputs


def name_of(spot: str, args: Sequence[Any]) -> str:
    """What is committed: by its first key, its first article, its note or its file."""
    if spot == "remember":
        return str(args[1][0].key.hex()) if args[1] else ""
    if spot == "record":
        return f"{args[1][0].name}/{args[1][0].lang}" if args[1] else ""
    return str(args[1])


def wanted(hit: Hit) -> bool:
    """Renames are many: each has one of the two edges."""
    spot, name, edge = hit
    return spot != "rename" or EDGES[crc32(name.encode()) % 2] == edge


class Death:
    """Ends the process at the ``step``-th edge where none has ended before."""

    def __init__(self, hits: set[Hit], step: int, tell: Callable[[str], None]) -> None:
        self.hits, self.left, self.tell = hits, step, tell
        self._lock = threading.Lock()

    def __call__(self, hit: Hit) -> None:
        if hit in self.hits or not wanted(hit):
            return
        with self._lock:
            self.left -= 1
            if self.left == 0:
                self.tell(json.dumps({"hit": hit}))
                os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, spot: str, owner: Any, method: str) -> None:
        """Look out at a spot from now on."""
        original = getattr(owner, method)

        def deadly(*args: Any, **options: Any) -> Any:
            name = name_of(spot, args)
            if name:
                self((spot, name, "before"))
            result = original(*args, **options)
            if name and spot == "remember":
                self.tell(json.dumps({"kept": len(args[1])}))
            if name:
                self((spot, name, "after"))
            return result

        setattr(owner, method, deadly)


def batch(options: argparse.Namespace, out: Path, memory: Path, model: str) -> int:
    """The batch from where it is; how many articles failed."""
    settings = Settings(
        source_lang="en",
        glossaries=(options.glossary,) if options.glossary else (),
        window=options.window,
        model=model or "builtin",
        threads=1,
    )
    job = survey.Job(options.folder, out, ("ru",), tuple(options.formats.split(",")), settings)
    with closing(sqlite.SqliteMemory(memory)) as opened:
        translator = Translator(settings, memory=opened)
        if not model:
            translator.__dict__["engine"] = SlowEcho()
        return run.run_job(job, translator).progress.failed


def step(options: argparse.Namespace, hits: set[Hit], log: Path) -> tuple[bool, list[Any]]:
    """One process; whether it was killed, and what it told."""
    child = os.fork()
    if not child:
        failed = 1
        try:
            handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)

            def tell(line: str) -> None:
                os.write(handle, f"{line}\n".encode())

            death = Death(hits, options.step, tell)
            for spot, (owner, method) in SPOTS.items():
                if spot != "write":
                    death.watch(spot, owner, method)
            death.watch("note", ledger.Ledger, "put_note")
            SlowEcho.tally = log
            failed = batch(options, options.out, options.memory, options.model)
        finally:
            os._exit(bool(failed))
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a run failed"
    return os.WIFSIGNALED(status), [json.loads(line) for line in log.read_text().splitlines()]


def outputs(out: Path) -> dict[str, bytes]:
    """All translations in a folder, but for the temporary files of the moment of a kill."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
        and ".translator" not in path.parts
        and not path.name.startswith((".", "report."))
    }


def units(memory: Path) -> dict[bytes, Any]:
    """All of the memory by its keys, but for the time; no key is there twice."""
    with closing(sqlite3.connect(memory)) as db:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return {}
        rows = db.execute("SELECT key, source, target, findings, alignment FROM unit").fetchall()
    found = {row[0]: row[1:] for row in rows}
    assert len(found) == len(rows), "a sentence is remembered twice"
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    for name in ("folder", "out", "memory"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--glossary", default="")
    parser.add_argument("--formats", default="same,tmx")
    parser.add_argument("--window", type=int, default=64)
    parser.add_argument("--model", default="")
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args()
    stream.POOL, stream._AHEAD = 2, 16
    alone = options.memory.with_name("alone")
    assert batch(options, alone, alone.with_suffix(".sqlite"), "") == 0
    whole = outputs(alone)
    if options.model:
        import ctranslate2  # noqa: F401 - for the processes to come
    gc.freeze()
    log = options.memory.with_name("log")
    hits: set[Hit] = set()
    kept: dict[bytes, Any] = {}
    asked = worst = 0
    alive = True
    while alive:
        alive, told = step(options, hits, log)
        new = [tuple(each["hit"]) for each in told if isinstance(each, dict) and "hit" in each]
        assert len(new) == alive and not hits.intersection(new)
        hits.update(new)
        now = sum(each for each in told if isinstance(each, int))
        lost = now - sum(each.get("kept", 0) for each in told if isinstance(each, dict))
        asked += now
        worst = max(worst, lost)
        if len(hits) % LOOK == 0 or options.model:
            there = units(options.memory)
            assert kept.items() <= there.items(), "a committed sentence has changed"
            kept = there
        if len(hits) % LOOK == 0 and not options.model:
            assert outputs(options.out).items() <= whole.items(), "an output is not whole"
    counts = Counter(f"{spot} {edge}" for spot, _, edge in hits)
    print(json.dumps({"kills": len(hits), "asked": asked, "worst": worst, "hits": counts}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
