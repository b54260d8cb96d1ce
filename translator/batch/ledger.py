"""What has been done, so that it is not done again: one SQLite file in the output folder.

Every commit is on the disk before the next article (synchronous=FULL). The file is used by one
process at a time, under the lock of the output folder, and held exclusively: SQLite then needs no
shared memory, and the folder may lie on a network disk.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import compress, decompress
from zlib import error as ZlibError

from translator.errors import ErrorCode, TranslatorError

SCHEMA = 2
# What articles say, so that an edited glossary's names are looked for without reading them again.
_TEXTS = """
CREATE TABLE text (name BLOB PRIMARY KEY, state BLOB NOT NULL, text BLOB NOT NULL) WITHOUT ROWID;
"""
_TABLES = f"""
CREATE TABLE article (
    name BLOB NOT NULL,
    lang TEXT NOT NULL,
    source_lang TEXT NOT NULL,
    input BLOB NOT NULL,
    way BLOB NOT NULL,
    glossary BLOB NOT NULL,
    concepts TEXT NOT NULL,
    outputs TEXT NOT NULL,
    result TEXT NOT NULL,
    error TEXT NOT NULL,
    done INTEGER NOT NULL,
    PRIMARY KEY (name, lang)
) WITHOUT ROWID;
CREATE TABLE glossary (state BLOB PRIMARY KEY, concepts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
{_TEXTS}"""
# What brings a file of a version to the next.
_UPGRADES = {1: _TEXTS}
_ODD = "surrogatepass"
LONGEST_TEXT = 1 << 18  # characters; what is longer is read again where it is needed
_COLUMNS = "name, lang, source_lang, input, way, glossary, concepts, outputs, result, error, done"


@dataclass(frozen=True, slots=True)
class Record:
    """An article and language as they were last dealt with.

    ``input`` is a hash of the article's bytes, ``way`` one of all settings, ``glossary`` names the
    state that the glossary was in and ``concepts`` the hashes of those found in the article.
    ``outputs`` are relative to the output folder, ``result`` is what the report says of them;
    ``error`` is what went wrong, empty if nothing did. ``done`` is in seconds since 1970. ``text``
    is what the article says, a block a line, if it is to be kept: see :meth:`Ledger.text`.
    """

    name: str
    lang: str
    source_lang: str
    input: bytes
    way: bytes
    glossary: bytes
    concepts: tuple[str, ...]
    outputs: tuple[str, ...]
    result: dict[str, Any]
    error: dict[str, str]
    done: int
    text: str = field(default="", compare=False)


class Ledger:
    """Records by article and language. Use it under the output folder's lock only."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        """Open the file, which is made if it is not there.

        Args:
            path: the file.
            readonly: only read what was there when it was last closed; others may do so too.

        Raises:
            TranslatorError: ``output-unwritable``, or ``failed`` for a damaged or newer file.
        """
        self.path = path
        with self._guarded():
            if readonly:
                uri = f"{path.absolute().as_uri()}?immutable=1"
                self._db = sqlite3.connect(uri, uri=True, isolation_level=None)
            else:
                if str(path) != ":memory:":
                    path.parent.mkdir(parents=True, exist_ok=True)
                self._db = sqlite3.connect(path, isolation_level=None)
            try:
                if readonly:
                    self._verify(self._db)
                else:
                    self._prepare()
            except BaseException:
                self._db.close()
                raise

    @classmethod
    def glance(cls, path: Path) -> Ledger:
        """A copy in memory of what the file holds, of which nothing is kept."""
        copy = cls(Path(":memory:"))
        if path.exists():
            with copy._guarded(), tempfile.TemporaryDirectory() as folder:
                # Copied with its log, because the file may be in use.
                for ending in ("", "-wal"):
                    with suppress(FileNotFoundError):
                        shutil.copyfile(f"{path}{ending}", f"{folder}/ledger{ending}")
                copy.path = path
                with closing(sqlite3.connect(f"{folder}/ledger")) as there:
                    copy._verify(there)
                    there.backup(copy._db)
                copy._upgrade()
        return copy

    def _verify(self, db: sqlite3.Connection) -> int:
        """The version of a file that this program can read; 0 of an empty one."""
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA:
            raise TranslatorError(
                ErrorCode.FAILED,
                f"{self.path} was made by a newer version of translator",
                "update translator, or choose another output folder",
            )
        return version

    def _prepare(self) -> None:
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._upgrade()

    def _upgrade(self) -> None:
        """Make the tables, or bring those of an older version up to date."""
        version = self._verify(self._db)
        if version < SCHEMA:
            olds = range(version, SCHEMA)
            missing = "".join(_UPGRADES[old] for old in olds) if version else _TABLES
            self._db.executescript(f"BEGIN; {missing} PRAGMA user_version = {SCHEMA}; COMMIT;")

    def get(self, name: str, lang: str) -> Record | None:
        """The record of an article in a language."""
        query = f"SELECT {_COLUMNS} FROM article WHERE name = ? AND lang = ?"
        with self._guarded():
            row = self._db.execute(query, (os.fsencode(name), lang)).fetchone()
            return _record(row) if row else None

    def put(self, records: Sequence[Record]) -> None:
        """Commit records, all or none; they replace what was known before."""
        if not records:
            return
        marks = ",".join("?" * 11)
        statement = f"INSERT OR REPLACE INTO article ({_COLUMNS}) VALUES ({marks})"
        with self._guarded(), self._transaction():
            self._db.executemany(statement, map(_row, records))
            self._put_texts(records)

    def renew(self, records: Sequence[Record]) -> None:
        """Commit the glossary's state, and the text if there is one, of records that are known."""
        if not records:
            return
        statement = "UPDATE article SET glossary = ? WHERE name = ? AND lang = ?"
        with self._guarded(), self._transaction():
            rows = ((record.glossary, os.fsencode(record.name), record.lang) for record in records)
            self._db.executemany(statement, rows)
            self._put_texts(records)

    def _put_texts(self, records: Sequence[Record]) -> None:
        texts = {r.name: r for r in records if 0 < len(r.text) <= LONGEST_TEXT}
        rows = (
            (os.fsencode(name), r.input + r.way, compress(r.text.encode("utf-8", _ODD), 1))
            for name, r in texts.items()
        )
        self._db.executemany("INSERT OR REPLACE INTO text VALUES (?, ?, ?)", rows)

    def text(self, record: Record) -> str:
        """What the article of a record said when it was recorded, a block a line.

        Empty if that is not known, or if file or settings were others then.
        """
        query = "SELECT text FROM text WHERE name = ? AND state = ?"
        with self._guarded():
            found = self._db.execute(query, (os.fsencode(record.name), record.input + record.way))
            row = found.fetchone()
            return decompress(row[0]).decode("utf-8", _ODD) if row else ""

    def names(self) -> Iterator[str]:
        """The names of all articles, in order."""
        with self._guarded():
            for row in self._db.execute("SELECT DISTINCT name FROM article ORDER BY name"):
                yield os.fsdecode(row[0])

    def records(self, name: str = "") -> Iterator[Record]:
        """All records, or those of an article, in the order of names and languages."""
        where = " WHERE name = ?" if name else ""
        query = f"SELECT {_COLUMNS} FROM article{where} ORDER BY name, lang"
        with self._guarded():
            for row in self._db.execute(query, (os.fsencode(name),) if name else ()):
                yield _record(row)

    def remove(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Forget articles in languages."""
        with self._guarded(), self._transaction():
            self._db.executemany(
                "DELETE FROM article WHERE name = ? AND lang = ?",
                [(os.fsencode(name), lang) for name, lang in pairs],
            )
            self._db.executemany(
                "DELETE FROM text WHERE name = :name"
                " AND NOT EXISTS (SELECT 1 FROM article WHERE name = :name)",
                [{"name": os.fsencode(name)} for name, _ in pairs],
            )

    def concepts(self, state: bytes) -> frozenset[str] | None:
        """The hashes of the concepts of a glossary's state, None if it is not known."""
        with self._guarded():
            row = self._db.execute(
                "SELECT concepts FROM glossary WHERE state = ?", (state,)
            ).fetchone()
        return frozenset(row[0].split()) if row else None

    def put_concepts(self, state: bytes, concepts: frozenset[str]) -> None:
        """Remember a glossary's state."""
        with self._guarded():
            self._db.execute(
                "INSERT OR IGNORE INTO glossary VALUES (?, ?)", (state, " ".join(sorted(concepts)))
            )

    def note(self, name: str) -> str:
        """A value kept under a name, empty if there is none."""
        with self._guarded():
            row = self._db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def put_note(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self._guarded():
            self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._db.close()

    def take_over(self, other: Ledger, wanted: Callable[[str], bool] = lambda name: True) -> int:
        """Take the records of another ledger, where they are newer; returns how many.

        Args:
            other: a part's ledger, or the whole's.
            wanted: whether the article of that name is of interest.
        """
        taken: list[Record] = []
        count = 0
        for record in other.records():
            if not wanted(record.name):
                continue
            known = self.get(record.name, record.lang)
            if known is None or known.done <= record.done:
                taken.append(record)
            if len(taken) >= 1000:
                self.put(taken)
                count, taken = count + len(taken), []
        self.put(taken)
        with other._guarded():
            states = list(other._db.execute("SELECT state, concepts FROM glossary"))
        for state, concepts in states:
            self.put_concepts(state, frozenset(concepts.split()))
        return count + len(taken)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ZlibError, OSError, ValueError, LookupError, TypeError) as error:
            raise _unusable(self.path, error) from error


def _unusable(path: Path, error: Exception) -> TranslatorError:
    if isinstance(error, OSError):
        from translator.parallel.files import unwritable

        return unwritable(path, error)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reasons = {
        sqlite3.SQLITE_FULL: ("the disk is full", "free some space; the same command goes on"),
        sqlite3.SQLITE_IOERR: ("the disk failed or is full", "check the disk"),
        sqlite3.SQLITE_CANTOPEN: ("permission denied", "choose a folder that you may write to"),
        sqlite3.SQLITE_READONLY: ("permission denied", "choose a folder that you may write to"),
        sqlite3.SQLITE_BUSY: ("another program has it open", "close the other program"),
    }
    if code in reasons:
        reason, hint = reasons[code]
        return TranslatorError(ErrorCode.OUTPUT_UNWRITABLE, f"cannot write {path}: {reason}", hint)
    return TranslatorError(
        ErrorCode.FAILED,
        f"the record of what has been done, {path}, is damaged ({error})",
        "move it away: every article is then written again, with the sentences of the memory",
    )


def _row(record: Record) -> tuple[object, ...]:
    return (
        os.fsencode(record.name),
        record.lang,
        record.source_lang,
        record.input,
        record.way,
        record.glossary,
        " ".join(record.concepts),
        json.dumps(record.outputs),
        json.dumps(record.result),
        json.dumps(record.error) if record.error else "",
        record.done,
    )


def _record(row: tuple[Any, ...]) -> Record:
    name, lang, source_lang, digest, way, glossary, concepts, outputs, result, error, done = row
    return Record(
        os.fsdecode(name),
        lang,
        source_lang,
        digest,
        way,
        glossary,
        tuple(concepts.split()),
        tuple(json.loads(outputs)),
        json.loads(result),
        json.loads(error) if error else {},
        done,
    )
