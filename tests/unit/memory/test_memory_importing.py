"""What a person changed in a parallel file, whatever its format, comes back into the memory."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from parallel_samples import russian

from translator.errors import TranslatorError
from translator.memory.base import Origin, Unit
from translator.memory.importing import import_file
from translator.memory.sqlite import SqliteMemory
from translator.parallel.pair import Wanted
from translator.parallel.saving import save

OLD, NEW = "Он завершится в пятницу.", "В пятницу он & форум <закроются>."
SOURCE = "It closes on Friday."
NAMES = ("a.tmx", "a.xlf", "a.xlf2", "a.jsonl", "a.bi.html", "a.tsv", "a.bi.md", "a.moses")
SILENT = NAMES[-3:]
COUNT = sum(bool(unit.target.strip()) for unit in russian().units)


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return SqliteMemory(tmp_path / "memory.sqlite")


def machine_made(memory: SqliteMemory) -> None:
    """What a translation of the sample leaves in the memory."""
    units = [
        Unit(bytes([n] * 16), "en", "ru", unit.source, unit.target, attempts=1, model="builtin")
        for n, unit in enumerate(russian().units)
    ]
    memory.put_many(units)


def changed(folder: Path, name: str) -> Path:
    """The sample as a file of that format, one sentence of which a person has changed."""
    written = save(russian(), folder / name)
    path = next((p for p in written if p.suffix == ".ru"), written[0])
    text = path.read_text("utf-8")
    assert text.count(OLD) == 1
    marked_up = name in ("a.tmx", "a.xlf", "a.xlf2", "a.bi.html")
    path.write_text(text.replace(OLD, escape(NEW) if marked_up else NEW), "utf-8")
    return written[0]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_person_changed_and_nothing_else(
    memory: SqliteMemory, tmp_path: Path, name: str
) -> None:
    machine_made(memory)
    path = changed(tmp_path, name)
    wanted = Wanted("en", "ru") if name == "a.tsv" else Wanted()
    done = import_file(memory, path, wanted)
    assert (done.units, done.machine, done.empty) == (1, COUNT - 1, 1)
    assert done.pairs == {("en", "ru"): 1}
    (unit,) = [unit for unit in memory.units() if unit.origin is Origin.HUMAN]
    assert (unit.source, unit.target) == (SOURCE, NEW)
    assert import_file(memory, path, wanted, reviewed=True).units == COUNT


@pytest.mark.parametrize("name", NAMES)
def test_without_a_memory_of_it_only_some_formats_can_tell(
    memory: SqliteMemory, tmp_path: Path, name: str
) -> None:
    (path, *_) = save(russian(), tmp_path / name)
    done = import_file(memory, path, Wanted("en", "ru"))
    assert (done.units, done.machine) == ((COUNT, 0) if name in SILENT else (0, COUNT))


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.xlf2", "a.jsonl", "a.bi.html"])
def test_what_came_from_a_person_is_a_persons(
    memory: SqliteMemory, tmp_path: Path, name: str
) -> None:
    sample = russian()
    blocks = tuple(
        replace(block, units=tuple(replace(unit, attempts=0) for unit in block.units))
        for block in sample.blocks
    )
    (path,) = save(replace(sample, blocks=blocks, model=""), tmp_path / name)
    assert import_file(memory, path).machine == 0
    assert memory.stats().units > 0


def test_approval_outranks_the_machine(memory: SqliteMemory, tmp_path: Path) -> None:
    for name, before, after in (
        ("a.xlf", 'state="translated"', 'state="final"'),
        ("a.xlf2", 'state="translated"', 'state="reviewed"'),
    ):
        (path,) = save(russian(), tmp_path / name)
        text = path.read_text("utf-8")
        path.write_text(text.replace(before, after), "utf-8")
        done = import_file(memory, path)
        assert (done.units, done.machine) == (text.count(before), 1)


def test_a_machines_work_is_known_in_either_direction(memory: SqliteMemory, tmp_path: Path) -> None:
    machine_made(memory)
    save(russian(), tmp_path / "a.moses")
    done = import_file(memory, tmp_path / "a.ru")
    assert (done.units, done.machine) == (0, COUNT)
    assert import_file(memory, tmp_path / "a.moses", Wanted("en")).machine == COUNT


def test_aligned_files_find_each_other(memory: SqliteMemory, tmp_path: Path) -> None:
    (tmp_path / "n[1].en").write_text("Sea\n\nPort\n", "utf-8")
    (tmp_path / "n[1].ru").write_text("Море\n\nПорт\n", "utf-8")
    (tmp_path / "n[1].txt").write_text("x", "utf-8")
    done = import_file(memory, tmp_path / "n[1].ru", Wanted("en", "ru"))
    assert done.pairs == {("en", "ru"): 2}
    assert [path.suffix for path in done.files] == [".en", ".ru"]
    assert import_file(memory, tmp_path / "n[1].ru").pairs == {("ru", "en"): 2}
    (tmp_path / "n[1].az").write_text("Dəniz\n\nLiman", "utf-8")
    assert import_file(memory, tmp_path / "n[1].en", Wanted("", "az")).pairs == {("en", "az"): 2}
    with pytest.raises(TranslatorError, match=r"any of n\[1\]\.az, n\[1\]\.ru"):
        import_file(memory, tmp_path / "n[1].en")
    (tmp_path / "n[1].az").write_text("Dəniz\n", "utf-8")
    with pytest.raises(TranslatorError, match="ends after line 1, the other goes on"):
        import_file(memory, tmp_path / "n[1].en", Wanted("", "az"))
