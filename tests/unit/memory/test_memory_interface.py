"""The door that every store stands behind is narrow enough: one without a file will do."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import translator
from tests.dict_memory import DictMemory
from tests.engines import EchoEngine
from translator.batch.plan import Shard
from translator.batch.run import run_job
from translator.batch.survey import Job
from translator.memory.base import Memory, Origin, Unit
from translator.memory.keys import human_key
from translator.memory.sqlite import SqliteMemory
from translator.memory.tmx import export_tmx
from translator.pipeline import Settings, Translator

SETTINGS = Settings(source_lang="en", window=4)


def _outputs(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.glob("ru/*"))}


def _run(folder: Path, out: Path, memory: Memory, shard: Shard | None = None) -> int:
    """The sentences that went through the model."""
    translator = Translator(SETTINGS, memory=memory)
    translator.__dict__["engine"] = EchoEngine()
    job = Job(folder, out, ("ru",), ("same", "tmx"), SETTINGS, shard=shard)
    return run_job(job, translator).progress.translated


def test_a_batch_and_its_parts_with_another_store(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        text = f"Ship number {number} left. The sea is calm today."
        (folder / f"{number}.txt").write_text(text, "utf-8")
    source, target = "The sea is calm today.", "Сегодня на море штиль."
    person = Unit(human_key(source, "en", "ru"), "en", "ru", source, target, origin=Origin.HUMAN)
    plain, shared = SqliteMemory(tmp_path / "m.sqlite"), DictMemory()
    for memory in (plain, shared):
        memory.put_many([person])
    assert _run(folder, tmp_path / "plain", plain) == 12
    for part in (1, 2):
        _run(folder, tmp_path / "out", shared, Shard(part, 2))
    assert _run(folder, tmp_path / "out", shared) == 0
    assert _outputs(tmp_path / "out") == _outputs(tmp_path / "plain")
    assert max(shared.commits) <= 4, "window by window"

    def told(memory: Memory) -> list[Unit]:
        return sorted((replace(u, created=0) for u in memory.units()), key=lambda u: u.key)

    assert told(shared) == told(plain) and shared.stats().units == 13
    assert sum(1 for _ in export_tmx(shared)) == sum(1 for _ in export_tmx(plain))
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["totals"]["translations"] == 12


def test_only_the_opening_knows_what_store_there_is() -> None:
    package = Path(translator.__file__).parent
    named = re.compile(r"memory\.sqlite import|memory import sqlite|SqliteMemory")
    knowing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if named.search(path.read_text("utf-8"))
    }
    assert knowing == {"memory/opening.py", "memory/sqlite.py", "memory/sqlite_salvage.py"}
