"""What can still be read of a damaged memory.

SQLite finds a row by its number without reading the pages of others. So the numbers are asked for
range by range, and a range that meets a damaged page is halved until what cannot be read is left.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from translator.memory.base import Unit
from translator.memory.sqlite import _APPLICATION, _COLUMNS, _unit, explain, unusable

_RANGE = 1000  # row numbers asked for at once
_LEAST = 60  # bytes that a row takes: bounds the numbers where the last of them cannot be read
_HINT = "only a copy of the file from before can help"


def salvage(path: Path) -> Iterator[list[Unit]]:
    """The units of a memory that can be read, oldest first, some at a time.

    The file itself is only copied. A damage within a sentence that leaves valid text cannot be told
    from the sentence.

    Args:
        path: the damaged file; a log beside it is read too.

    Raises:
        TranslatorError: ``memory-unusable``: no memory, or its first page is damaged.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "memory"
        try:
            shutil.copyfile(path, copy)
            if (log := Path(f"{path}-wal")).exists():
                shutil.copyfile(log, f"{copy}-wal")
            size = _lengthened(copy)
            with closing(sqlite3.connect(copy)) as db:
                if db.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
                    raise unusable(path, "is no translation memory", "name another file")
                last = _last(db) or size // _LEAST
                for start in range(1, last + 1, _RANGE):
                    yield [*_read(db, start, min(last, start + _RANGE - 1))]
        except OSError as error:
            raise unusable(path, *explain(error)) from error
        except sqlite3.Error as error:
            raise unusable(path, f"is damaged beyond repair ({error})", _HINT) from error


def _lengthened(copy: Path) -> int:
    """Give a file that was cut short its length again, or SQLite reads nothing of it."""
    with copy.open("r+b") as file:
        header = file.read(32)
        page = int.from_bytes(header[16:18], "big")
        page = 65536 if page == 1 else page
        wanted = page * int.from_bytes(header[28:32], "big")
        size = file.seek(0, 2)
        if header.startswith(b"SQLite format 3\0") and size < wanted <= size * 1000:
            file.truncate(size - size % page)  # half a page would be taken for a whole one
            file.truncate(wanted)
        return size


def _last(db: sqlite3.Connection) -> int:
    """The highest row number, 0 if it cannot be read."""
    try:
        return int(db.execute("SELECT max(rowid) FROM unit NOT INDEXED").fetchone()[0] or 0)
    except sqlite3.DatabaseError:
        return 0


def _read(db: sqlite3.Connection, first: int, last: int) -> Iterator[Unit]:
    """The readable rows from one number to another."""
    query = f"SELECT {_COLUMNS} FROM unit NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
    try:
        units = [_unit(row) for row in db.execute(query, (first, last))]
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError):
        if first < last:
            middle = (first + last) // 2
            yield from _read(db, first, middle)
            yield from _read(db, middle + 1, last)
        return
    yield from (unit for unit in units if _sound(unit))


def _sound(unit: Unit) -> bool:
    texts = unit.source_lang, unit.target_lang, unit.source, unit.target, unit.model
    return isinstance(unit.key, bytes) and all(
        isinstance(text, str) and "\0" not in text for text in texts
    )
