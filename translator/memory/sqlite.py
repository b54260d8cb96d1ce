"""A translation memory in one SQLite file, shared by the processes of one machine."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from translator.errors import ErrorCode, TranslatorError
from translator.memory.base import EVERYTHING, Group, Match, Origin, Selection, Stats, Unit
from translator.memory.packing import (
    pack_findings,
    pack_links,
    unpack_findings,
    unpack_links,
)

SCHEMA = 1
_APPLICATION = 0x54524E53  # "TRNS": other programs' databases are not ours to write to
_BUSY = 120.0  # seconds to wait for others' commits: SQLite keeps no queue, some wait long
_ASKED = 500  # keys in one query
_COLUMNS = (
    "key, source_lang, target_lang, source, target, findings, alignment, attempts, origin, model,"
    " created"
)
_TABLE = """
CREATE TABLE unit (
    key BLOB NOT NULL UNIQUE,
    source_lang TEXT NOT NULL,
    target_lang TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    findings TEXT NOT NULL,
    alignment BLOB NOT NULL,
    attempts INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    model TEXT NOT NULL,
    created INTEGER NOT NULL
)
"""
_PEOPLE = "CREATE INDEX people ON unit (source_lang, target_lang) WHERE origin = 1"
_ORIGINS = (Origin.MACHINE, Origin.HUMAN)


class SqliteMemory:
    """Units in the table ``unit`` of one file, in WAL mode.

    Several processes may use it at once; each waits up to two minutes for the others' commits. A
    commit survives the end of the process at once and a power cut after the next checkpoint; what
    is lost then is translated again. The file must lie on a disk of this machine, unless one
    process has it for itself.
    """

    def __init__(self, path: Path, *, readonly: bool = False, exclusive: bool = False) -> None:
        """Open the file, which is made if it is not there.

        Args:
            path: the file.
            readonly: never write; a file that is not there is then taken for an empty memory.
            exclusive: keep all others out; SQLite then needs no memory shared between processes.

        Raises:
            TranslatorError: ``memory-unusable``: damaged, no memory, of a newer version, locked or
                not to be written.
        """
        self.path = path
        with self._guarded():
            self._db = _connect(path, readonly=readonly)
            if exclusive:
                self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            try:
                self._prepare(readonly=readonly)
            except BaseException:
                self._db.close()
                raise

    @property
    def place(self) -> str:
        """The path of the file."""
        return str(self.path)

    def _prepare(self, *, readonly: bool) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        owner = self._db.execute("PRAGMA application_id").fetchone()[0]
        empty = not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not empty and owner != _APPLICATION:
            raise unusable(self.path, "is a database of another program", "name another file")
        if version > SCHEMA:
            raise unusable(
                self.path,
                f"was made by a newer version of translator (schema {version}, not {SCHEMA})",
                "update translator, or name another file with --memory",
            )
        if readonly:
            if empty:
                self._db.executescript(f"{_TABLE}; {_PEOPLE}")  # of the database in memory
            self._db.execute("PRAGMA query_only = ON")
            return
        self._db.execute("PRAGMA synchronous = NORMAL")
        if not empty:
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        with self._transaction():
            # Another process may have been first.
            if not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._db.execute(_TABLE)
                self._db.execute(_PEOPLE)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {SCHEMA}")

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, Unit]:
        """The units of those keys that there are."""
        found: dict[bytes, Unit] = {}
        with self._guarded():
            for start in range(0, len(keys), _ASKED):
                asked = keys[start : start + _ASKED]
                marks = ",".join("?" * len(asked))
                rows = self._db.execute(
                    f"SELECT {_COLUMNS} FROM unit WHERE key IN ({marks})", list(asked)
                )
                found.update((row[0], _unit(row)) for row in rows)
        return found

    def put_many(self, units: Sequence[Unit]) -> dict[bytes, Unit]:
        """Commit units; those that were there before and stay are returned."""
        if not units:
            return {}
        marks = ",".join("?" * 11)
        statement = f"INSERT INTO unit ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (key) DO "
        update = "UPDATE SET " + ", ".join(
            f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:]
        )
        machines = [u for u in units if u.origin is Origin.MACHINE]
        people = [u for u in units if u.origin is Origin.HUMAN]
        with self._guarded(), self._transaction():
            before = self._db.total_changes
            self._db.executemany(statement + "NOTHING", map(_row, machines))
            fresh = self._db.total_changes - before
            self._db.executemany(statement + update, map(_row, people))
        if fresh == len(machines):
            return {}
        there = self.get_many([unit.key for unit in machines])
        return {u.key: there[u.key] for u in machines if u.key in there and there[u.key] != u}

    def search(
        self,
        text: str,
        *,
        source_lang: str = "",
        target_lang: str = "",
        origin: Origin | None = None,
        limit: int = 10,
        least: float = 60,
    ) -> list[Match]:
        """The units whose sources are most like ``text``, by RapidFuzz's normalised Indel ratio.

        Every unit of the languages is looked at, by the million in a second; case does not count.
        A source that contains ``text`` word for word counts as 90 at least.
        """
        from rapidfuzz import fuzz, process

        wanted = " ".join(text.casefold().split())
        where, values = _where(Selection(source_lang, target_lang, origin))
        best: list[tuple[float, int, int]] = []
        with self._guarded():
            rows = self._db.execute(f"SELECT rowid, origin, source FROM unit{where}", values)
            while batch := rows.fetchmany(20_000):
                folded = [source.casefold() for _, _, source in batch]
                scores = dict.fromkeys(
                    (i for i, source in enumerate(folded) if wanted and wanted in source), 90.0
                )
                for _, score, index in process.extract(
                    wanted, folded, scorer=fuzz.ratio, limit=limit, score_cutoff=least
                ):
                    scores[index] = max(score, scores.get(index, 0))
                best += [(score, batch[i][1], batch[i][0]) for i, score in scores.items()]
                best = sorted(best, key=lambda hit: (-round(hit[0]), -hit[1], -hit[2]))[:limit]
            return [Match(self._by_row(row), score) for score, _, row in best]

    def _by_row(self, number: int) -> Unit:
        query = f"SELECT {_COLUMNS} FROM unit WHERE rowid = ?"
        return _unit(self._db.execute(query, (number,)).fetchone())

    def units(self, selection: Selection = EVERYTHING) -> Iterator[Unit]:
        """The selected units, oldest first."""
        where, values = _where(selection)
        with self._guarded():
            for row in self._db.execute(
                f"SELECT {_COLUMNS} FROM unit{where} ORDER BY rowid", values
            ):
                yield _unit(row)

    def stats(self) -> Stats:
        """How much there is of what."""
        query = (
            "SELECT source_lang, target_lang, origin, model, count(*), min(created), max(created)"
            " FROM unit GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3 DESC, 4"
        )
        with self._guarded():
            groups = tuple(
                Group(row[0], row[1], _ORIGINS[row[2]], *row[3:]) for row in self._db.execute(query)
            )
        size = 0
        for name in (self.path, Path(f"{self.path}-wal")):
            with suppress(OSError):
                size += name.stat().st_size
        return Stats(self.place, size, groups)

    def forget(self, selection: Selection) -> int:
        """Remove the selected units; the file gives its space back when many go."""
        where, values = _where(selection)
        with self._guarded():
            with self._transaction():
                gone = self._db.execute(f"DELETE FROM unit{where}", values).rowcount
            if gone:
                self._db.execute("VACUUM")
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._db.close()

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
        """Whatever SQLite or a spoiled row raises, as an error that says what to do."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.path, *explain(error)) from error
        except (ValueError, LookupError, TypeError) as error:
            raise unusable(self.path, f"is damaged ({error})", _DAMAGED) from error


_ELSEWHERE = "choose another with --memory FILE; --no-memory translates without one"
_DAMAGED = (
    "`translator memory salvage FILE -o NEW` saves what can be read; "
    f"move the file away and translator makes a new one, or {_ELSEWHERE}"
)


def explain(error: sqlite3.Error | OSError) -> tuple[str, str]:
    """What a database's error means to its user, and what to do."""
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower(), "choose another place with --memory FILE"
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (
            f"is locked by another program for more than {_BUSY:.0f} seconds",
            "wait for the other program to finish; --no-memory translates without it",
        )
    if code == sqlite3.SQLITE_FULL:
        return "cannot grow: the disk is full", "free some space; what was committed is kept"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return "cannot be opened for writing", f"check its folder and permissions, or {_ELSEWHERE}"
    if code == sqlite3.SQLITE_IOERR:
        return "cannot be read or written: the disk failed or is full", "check the disk"
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "is damaged or no translation memory", _DAMAGED
    return f"does not work ({error})", _DAMAGED


def unusable(path: Path, reason: str, hint: str) -> TranslatorError:
    """The error for a memory that cannot be used."""
    return TranslatorError(
        ErrorCode.MEMORY_UNUSABLE, f"the translation memory {path} {reason}", hint
    )


def _connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    if readonly:
        if not path.exists():
            return sqlite3.connect(":memory:", isolation_level=None)
        # In a folder that cannot be written to, SQLite reads a WAL file only when told that
        # nobody else is writing.
        fixed = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
        uri = f"{path.absolute().as_uri()}?mode=ro{fixed}"
        return sqlite3.connect(uri, uri=True, timeout=_BUSY, isolation_level=None)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(0, "is a folder, not a file")
    if path.exists() and not os.access(path, os.W_OK):
        raise unusable(
            path,
            "is read-only",
            _ELSEWHERE,
        )
    return sqlite3.connect(path, timeout=_BUSY, isolation_level=None, check_same_thread=False)


def _row(unit: Unit) -> tuple[object, ...]:
    return (
        unit.key,
        unit.source_lang,
        unit.target_lang,
        unit.source,
        unit.target.encode("utf-8", "replace").decode(),
        pack_findings(unit.findings),
        pack_links(unit.alignment),
        unit.attempts,
        int(unit.origin is Origin.HUMAN),
        unit.model,
        unit.created,
    )


def _unit(row: tuple[bytes, str, str, str, str, str, bytes, int, int, str, int]) -> Unit:
    return Unit(
        *row[:5],
        unpack_findings(row[5]),
        unpack_links(row[6]),
        row[7],
        _ORIGINS[row[8]],
        row[9],
        row[10],
    )


def _where(selection: Selection) -> tuple[str, list[object]]:
    """The condition for a selection, and its values."""
    parts: list[tuple[str, list[object]]] = []
    for column in ("source_lang", "target_lang", "model"):
        value = getattr(selection, column)
        if value:
            parts.append((f"{column} = ?", [value]))
    if selection.origin is not None:
        parts.append((f"origin = {int(selection.origin is Origin.HUMAN)}", []))
    if selection.text:
        parts.append(("(instr(source, ?) OR instr(target, ?))", [selection.text] * 2))
    if selection.before:
        parts.append(("created < ?", [selection.before]))
    if not parts:
        return "", []
    return " WHERE " + " AND ".join(p for p, _ in parts), [v for _, vs in parts for v in vs]
