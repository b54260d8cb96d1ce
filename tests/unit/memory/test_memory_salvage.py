"""What a damaged memory still gives."""

from __future__ import annotations

import random
from hashlib import blake2b
from pathlib import Path

import pytest

from translator.memory.base import Unit
from translator.memory.sqlite import SqliteMemory
from translator.memory.sqlite_salvage import salvage

UNITS = 3000
PAGE = 4096


@pytest.fixture
def units() -> dict[bytes, Unit]:
    made = [
        Unit(
            blake2b(str(number).encode(), digest_size=16).digest(),
            "en",
            "ru",
            f"Ship number {number} has left the port.",
            f"Судно номер {number} вышло из порта.",
            model="m",
        )
        for number in range(UNITS)
    ]
    return {unit.key: unit for unit in made}


@pytest.fixture
def memory(tmp_path: Path, units: dict[bytes, Unit]) -> Path:
    path = tmp_path / "m.sqlite"
    opened = SqliteMemory(path)
    opened.put_many([*units.values()])
    opened.close()
    return path


def _saved(path: Path) -> dict[bytes, Unit]:
    return {unit.key: unit for found in salvage(path) for unit in found}


def test_a_whole_memory_is_saved_whole(memory: Path, units: dict[bytes, Unit]) -> None:
    assert _saved(memory) == units


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("fill", [bytes, random.Random(0).randbytes], ids=["zeros", "noise"])
def test_a_damaged_page_costs_what_is_on_it(
    memory: Path, units: dict[bytes, Unit], seed: int, fill: object
) -> None:
    data = bytearray(memory.read_bytes())
    chance = random.Random(seed)
    # Page 2 is the root of the table, without which nothing is found.
    for page in chance.sample(range(2, len(data) // PAGE), 3):
        data[page * PAGE : (page + 1) * PAGE] = fill(PAGE)  # type: ignore[operator]
    memory.write_bytes(data)
    saved = _saved(memory)
    assert saved.items() <= units.items()
    assert len(saved) >= UNITS - 3 * 60


def test_a_file_that_was_cut_short(memory: Path, units: dict[bytes, Unit]) -> None:
    data = memory.read_bytes()
    memory.write_bytes(data[: len(data) // 2 + 77])
    saved = _saved(memory)
    assert saved.items() <= units.items() and len(saved) > UNITS // 3
