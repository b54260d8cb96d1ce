"""The store in one SQLite file: what comes back, who wins, and files that cannot be used."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.engines.base import Link
from translator.errors import ErrorCode, TranslatorError
from translator.memory import sqlite
from translator.memory.base import Origin, Selection, Unit
from translator.memory.keys import human_key
from translator.memory.opening import open_memory
from translator.memory.packing import pack_links, unpack_links
from translator.memory.sqlite import SqliteMemory
from translator.quality.base import Finding, FindingCode

UNIT = Unit(
    b"0123456789abcdef",
    "en",
    "ru",
    "The sea is calm.",
    "Море спокойно.",
    (Finding(FindingCode.NUMBER, "number 4 is missing", "c"),),
    (Link(0, 3, 0, 4), Link(8, 200, 5, 13)),
    2,
    Origin.MACHINE,
    "builtin",
    1_700_000_000,
)
PERSON = Unit(
    human_key("The sea is calm.", "en", "ru"),
    "en",
    "ru",
    "The sea is calm.",
    "На море штиль.",
    origin=Origin.HUMAN,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "m" / "memory.sqlite"


def _many(count: int) -> list[Unit]:
    return [replace(UNIT, key=i.to_bytes(16, "big"), source=f"Sentence {i}.") for i in range(count)]


def test_what_is_put_is_got(path: Path) -> None:
    memory = SqliteMemory(path)
    assert memory.put_many([UNIT, PERSON]) == {}
    memory.close()
    again = SqliteMemory(path)
    assert again.get_many([UNIT.key, b"x" * 16, PERSON.key]) == {
        UNIT.key: UNIT,
        PERSON.key: PERSON,
    }
    assert list(again.units()) == [UNIT, PERSON]


def test_more_keys_than_one_query_takes(path: Path) -> None:
    memory = SqliteMemory(path)
    units = _many(1700)
    memory.put_many(units)
    assert memory.get_many([unit.key for unit in units]) == {unit.key: unit for unit in units}


def test_the_first_machine_wins_and_the_last_person(path: Path) -> None:
    memory = SqliteMemory(path)
    memory.put_many([UNIT, PERSON])
    later, fresh = replace(UNIT, target="Другое."), replace(UNIT, key=b"f" * 16)
    assert memory.put_many([later, fresh]) == {UNIT.key: UNIT}
    assert memory.put_many([replace(PERSON, target="Штиль.")]) == {}
    found = memory.get_many([UNIT.key, PERSON.key, fresh.key])
    assert [unit.target for unit in found.values()].count("Штиль.") == 1
    assert found[UNIT.key] == UNIT and found[fresh.key] == fresh


def test_all_units_of_a_commit_or_none(path: Path) -> None:
    memory = SqliteMemory(path)
    broken = replace(UNIT, key=b"g" * 16, source=None)  # type: ignore[arg-type]
    with pytest.raises(TranslatorError):
        memory.put_many([UNIT, broken])
    assert memory.get_many([UNIT.key]) == {}
    memory.put_many([UNIT])
    assert memory.get_many([UNIT.key]) == {UNIT.key: UNIT}


LINKS = st.lists(
    st.builds(Link, *[st.integers(0, 400)] * 4).map(
        lambda link: Link(
            min(link.source_start, link.source_end),
            max(link.source_start, link.source_end),
            min(link.target_start, link.target_end),
            max(link.target_start, link.target_end),
        )
    )
)


@given(LINKS)
def test_alignments_are_packed_without_loss(links: list[Link]) -> None:
    assert unpack_links(pack_links(links)) == tuple(links)


def test_search_finds_the_likest_and_people_first(path: Path) -> None:
    memory = SqliteMemory(path)
    memory.put_many([UNIT, PERSON, replace(UNIT, key=b"k" * 16, source="The lake is frozen over.")])
    found = memory.search("the SEA is calm!", source_lang="en")
    assert [match.unit for match in found[:2]] == [PERSON, UNIT]
    assert found[0].score > 90
    assert [m.unit.source for m in memory.search("lake")] == ["The lake is frozen over."]
    assert memory.search("the sea is calm", target_lang="tr") == []
    assert [m.unit for m in memory.search("sea", origin=Origin.HUMAN)] == [PERSON]


def test_forget_what_is_selected_and_nothing_else(path: Path) -> None:
    memory = SqliteMemory(path)
    old = replace(UNIT, key=b"o" * 16, created=5, target="Хазарское море")
    memory.put_many([UNIT, PERSON, old])
    assert memory.forget(Selection(before=100, origin=Origin.MACHINE)) == 1
    assert list(memory.units()) == [UNIT, PERSON]
    assert memory.forget(Selection(text="штиль", target_lang="ru")) == 1
    assert memory.forget(Selection(model="other")) == 0
    assert memory.forget(Selection()) == 1
    assert memory.stats().units == 0


def test_stats_count_by_pair_origin_and_model(path: Path) -> None:
    memory = SqliteMemory(path)
    memory.put_many([*_many(3), PERSON])
    stats = memory.stats()
    assert stats.units == 4 and stats.size > 0 and stats.place == str(path)
    assert {(g.origin, g.model, g.units) for g in stats.groups} == {
        (Origin.HUMAN, "", 1),
        (Origin.MACHINE, "builtin", 3),
    }


def _error(path: Path) -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        SqliteMemory(path).get_many([UNIT.key])
    assert caught.value.code is ErrorCode.MEMORY_UNUSABLE
    assert str(path) in caught.value.message and caught.value.hint
    return caught.value


def test_a_file_of_rubbish(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"This is an article, no database. " * 100)
    assert "damaged" in _error(path).message
    assert path.read_bytes().startswith(b"This is")


def test_a_spoiled_page(path: Path) -> None:
    memory = SqliteMemory(path)
    memory.put_many(_many(2000))
    memory.close()
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(TranslatorError) as caught:
        list(SqliteMemory(path).units())
    assert "damaged" in caught.value.message and "--no-memory" in caught.value.hint


def test_a_row_that_makes_no_sense(path: Path) -> None:
    SqliteMemory(path).put_many([UNIT])
    with sqlite3.connect(path) as db:
        db.execute('UPDATE unit SET findings = \'[["no-such-check", "", ""]]\'')
    db.close()
    assert "damaged" in _error(path).message


def test_a_newer_schema(path: Path) -> None:
    SqliteMemory(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    error = _error(path)
    assert "newer version" in error.message and "update" in error.hint


def test_another_programs_database(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    db.close()
    assert "another program" in _error(path).message


def test_a_folder(path: Path) -> None:
    path.mkdir(parents=True)
    assert "folder" in _error(path).message


@pytest.mark.skipif(os.geteuid() == 0, reason="the system's owner may write everywhere")
def test_a_read_only_file(path: Path) -> None:
    SqliteMemory(path).close()
    path.chmod(0o444)
    assert "read-only" in _error(path).message


def test_reading_alone_makes_nothing_and_writes_nothing(path: Path) -> None:
    assert SqliteMemory(path, readonly=True).stats().units == 0
    assert not path.exists()
    SqliteMemory(path).put_many([UNIT])
    reader = SqliteMemory(path, readonly=True)
    assert reader.get_many([UNIT.key]) == {UNIT.key: UNIT}
    with pytest.raises(TranslatorError):
        reader.put_many([PERSON])


def test_a_lock_that_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SqliteMemory(path).close()
    monkeypatch.setattr(sqlite, "_BUSY", 0.05)
    memory = SqliteMemory(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TranslatorError) as caught:
        memory.put_many([UNIT])
    assert "locked" in caught.value.message
    other.execute("ROLLBACK")
    other.close()
    assert memory.put_many([UNIT]) == {}


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    units = _many(400)

    def work(part: list[Unit]) -> None:
        memory = SqliteMemory(path)
        for unit in part:
            memory.put_many([unit])
        memory.close()

    threads = [threading.Thread(target=work, args=(units[i::2],)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SqliteMemory(path).stats().units == 400


def test_a_disk_that_is_full(path: Path) -> None:
    memory = SqliteMemory(path)
    memory.put_many([UNIT])
    pages = memory._db.execute("PRAGMA page_count").fetchone()[0]
    memory._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(TranslatorError) as caught:
        memory.put_many(_many(1000))
    assert "full" in caught.value.message
    assert memory.get_many([UNIT.key]) == {UNIT.key: UNIT}


def test_the_setting_names_the_file_or_none(isolated_dirs: Path, tmp_path: Path) -> None:
    assert open_memory("off") is None
    own = open_memory()
    assert own is not None and own.path == isolated_dirs / "data" / "memory.sqlite"
    named = open_memory(str(tmp_path / "x.sqlite"))
    assert named is not None and named.path == tmp_path / "x.sqlite"


def test_nothing_heavy_is_imported_to_remember(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from translator.memory.opening import open_memory\n"
        "assert 'sqlite3' not in sys.modules\n"
        f"open_memory({str(tmp_path / 'm.sqlite')!r}).get_many([b'k'])\n"
        "heavy = {'rapidfuzz', 'lxml', 'ctranslate2', 'torch', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
