"""The record of what has been done."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from translator.batch.ledger import Ledger, Record
from translator.errors import ErrorCode, TranslatorError

RECORD = Record(
    "sub/a.md", "ru", "en", b"i" * 16, b"w" * 16, b"g" * 16, ("c1", "c2"),
    ("ru/sub/a.md", "ru/sub/a.md.tmx"), {"sentences": 3, "flagged": []}, {}, 1_700_000_000,
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".translator" / "ledger.sqlite"


def test_what_is_put_is_got_by_the_next_process(path: Path) -> None:
    ledger = Ledger(path)
    odd = replace(RECORD, name=os.fsdecode(b"\xff\n.txt"), error={"code": "failed"})
    ledger.put([RECORD, odd])
    ledger.put_concepts(b"g" * 16, frozenset({"c1", "c2"}))
    ledger.put_note("speed", "12")
    ledger.close()
    again = Ledger(path)
    assert again.get("sub/a.md", "ru") == RECORD and again.get("sub/a.md", "az") is None
    assert set(map(id, again.records())) and list(again.records()) == [RECORD, odd]
    assert again.concepts(b"g" * 16) == {"c1", "c2"} and again.concepts(b"x") is None
    assert again.note("speed") == "12" and again.note("none") == ""
    again.remove([("sub/a.md", "ru")])
    assert list(again.records()) == [odd]


def test_every_commit_is_flushed_and_the_file_held_alone(path: Path) -> None:
    ledger = Ledger(path)
    assert ledger._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert ledger._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    ledger.put([RECORD])
    assert not Path(f"{path}-shm").exists(), "no shared memory: a network disk will do"


def test_a_glance_sees_what_is_committed_and_changes_nothing(path: Path) -> None:
    ledger = Ledger(path)
    ledger.put([RECORD])
    seen = Ledger.glance(path)
    assert list(seen.records()) == [RECORD]
    seen.put([replace(RECORD, lang="az")])
    assert list(ledger.records()) == [RECORD]
    assert list(Ledger.glance(path.with_name("none.sqlite")).records()) == []
    assert not path.with_name("none.sqlite").exists()


def test_a_parts_newer_records_are_taken_over(path: Path) -> None:
    whole, part = Ledger(path), Ledger(path.with_name("part.sqlite"))
    older, newer = replace(RECORD, done=1), replace(RECORD, done=1_800_000_000, way=b"n" * 16)
    other = replace(RECORD, name="b.md")
    whole.put([RECORD])
    part.put([older, other])
    part.put_concepts(b"p" * 16, frozenset({"c"}))
    assert whole.take_over(part) == 1
    assert list(whole.records()) == [other, RECORD] and whole.concepts(b"p" * 16) == {"c"}
    part.put([newer])
    assert whole.take_over(part) == 2
    assert whole.get("sub/a.md", "ru") == newer


def test_what_an_article_said_is_known_while_file_and_settings_are_the_same(path: Path) -> None:
    ledger = Ledger(path)
    said = replace(RECORD, text="Sea\nA calm day \udcff")
    ledger.put([said, replace(RECORD, name="b.md")])
    assert ledger.text(RECORD) == said.text
    assert ledger.text(replace(RECORD, input=b"n" * 16)) == ""
    assert ledger.text(replace(RECORD, way=b"n" * 16)) == ""
    assert ledger.text(replace(RECORD, name="b.md")) == ""
    ledger.renew([replace(RECORD, name="b.md", glossary=b"n" * 16, text="b")])
    assert ledger.text(replace(RECORD, name="b.md")) == "b"
    renewed = ledger.get("b.md", "ru")
    assert renewed is not None and renewed.glossary == b"n" * 16
    ledger.put([replace(said, lang="az")])
    ledger.remove([("sub/a.md", "ru")])
    assert ledger.text(RECORD) == said.text, "the Azerbaijani record is there yet"
    ledger.remove([("sub/a.md", "az")])
    assert ledger.text(RECORD) == ""


def test_a_ledger_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    ledger = Ledger(path)
    ledger.put([RECORD])
    ledger._db.executescript("DROP TABLE text; PRAGMA user_version = 1")
    ledger.close()
    before = path.read_bytes()
    seen = Ledger.glance(path)
    assert seen.text(RECORD) == "" and seen.get("sub/a.md", "ru") == RECORD
    assert path.read_bytes() == before
    old = Ledger(path, readonly=True)
    assert list(old.records()) == [RECORD]
    old.close()
    again = Ledger(path)
    assert again.text(RECORD) == "" and list(again.records()) == [RECORD]
    again.put([replace(RECORD, text="Sea")])
    assert again.text(RECORD) == "Sea"


def test_files_that_cannot_be_used(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"rubbish " * 500)
    with pytest.raises(TranslatorError) as caught:
        Ledger(path)
    assert caught.value.code is ErrorCode.FAILED and "move it away" in caught.value.hint
    path.unlink()
    Ledger(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 9")
    db.close()
    before = path.read_bytes()
    for opened in (Ledger, partial(Ledger, readonly=True), Ledger.glance):
        with pytest.raises(TranslatorError) as caught:
            opened(path)
        assert str(path) in caught.value.message and "newer" in caught.value.message
        assert "update translator, or choose another" in caught.value.hint
    assert path.read_bytes() == before
    with pytest.raises(TranslatorError) as caught:
        Ledger(path / "below" / "ledger.sqlite")
    assert caught.value.code is ErrorCode.OUTPUT_UNWRITABLE
