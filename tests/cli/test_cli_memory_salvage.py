"""``translator memory salvage``: a damaged memory in, a sound one out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Cli
from translator.memory.base import Unit
from translator.memory.sqlite import SqliteMemory

UNITS, PAGE = 500, 4096


@pytest.fixture
def damaged(alone: Path) -> Path:
    path = alone / "m.sqlite"
    memory = SqliteMemory(path)
    text = "Ship number {} has left the port of Baku."
    memory.put_many(
        [Unit(b"%016d" % n, "en", "ru", text.format(n), text.format(n)) for n in range(UNITS)]
    )
    memory.close()
    data = bytearray(path.read_bytes())
    data[20 * PAGE : 21 * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    return path


def test_what_can_be_read_becomes_a_new_memory(cli: Cli, damaged: Path) -> None:
    before = damaged.read_bytes()
    export = cli("memory", "export", "--memory", damaged, "-o", "all.tmx")
    assert export.code == 1 and "translator memory salvage" in export.err
    ran = cli("memory", "salvage", damaged, "-o", "new.sqlite", "--json")
    assert ran.code == 0 and "units saved" in ran.err
    assert UNITS - 60 < ran.envelope["results"][0]["units"] < UNITS
    assert cli("memory", "export", "--memory", "new.sqlite", "-o", "all.tmx").code == 0
    assert damaged.read_bytes() == before
    again = cli("memory", "salvage", damaged, "-o", "new.sqlite")
    assert again.code == 2 and "is there already" in again.err


@pytest.mark.parametrize("data", [b"", b"no memory at all" * 999])
def test_what_is_no_memory_leaves_nothing_behind(cli: Cli, alone: Path, data: bytes) -> None:
    (alone / "bad.sqlite").write_bytes(data)
    for name in ("bad.sqlite", "missing.sqlite"):
        ran = cli("memory", "salvage", name, "-o", "new.sqlite")
        assert ran.code == 1 and "translation memory" in ran.err
    assert not Path("new.sqlite").exists()
