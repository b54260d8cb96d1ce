"""Files that are read piece by piece, when a piece is needed: archives, which may be large.

Small ones are held in memory. Others stay where they lie and are opened anew each time, so that
any number of articles can wait; a file that has changed since then is refused. What comes through
a pipe is put into a temporary file without a name, which vanishes with the program.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from translator.errors import ErrorCode, TranslatorError

HELD = 1 << 20
"""Bytes of a file that is held in memory."""
CHUNK = 1 << 20
"""Bytes that are read at once of what is only passed on."""


class Stored(Protocol):
    """The bytes of a file, kept somewhere."""

    @property
    def size(self) -> int:
        """In bytes."""

    def open(self) -> BinaryIO:
        """The bytes as a seekable stream of its own, at its beginning; to be closed.

        Raises:
            TranslatorError: ``input-unreadable`` if they are no longer there.
        """


@dataclass(frozen=True, slots=True)
class InMemory:
    """A file's bytes themselves."""

    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)


NOTHING = InMemory(b"")


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file that stays where it is; ``stamp`` tells whether it is still the same."""

    path: Path
    size: int
    stamp: tuple[int, int, int]

    def open(self) -> BinaryIO:
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise _gone(f"{self.path}: {error.strerror or error}") from None
        if _stamp(os.fstat(file.fileno())) != self.stamp:
            file.close()
            raise _gone(f"{self.path}: it has changed since it was read")
        return file


@dataclass(frozen=True, slots=True)
class Spooled:
    """What came through a pipe, in a temporary file."""

    file: IO[bytes]
    size: int

    def open(self) -> BinaryIO:
        copy = os.fdopen(os.dup(self.file.fileno()), "rb")
        copy.seek(0)
        return copy

    def __del__(self) -> None:
        self.file.close()


def stored(file: BinaryIO, path: Path | None, limit: int) -> Stored:
    """Keep what an opened file holds.

    Args:
        file: at its beginning; a pipe is read to its end.
        path: where it lies, None for standard input.
        limit: bytes of a pipe after which reading ends; the size then says that it was more.

    Raises:
        OSError: the file or the temporary one fails.
    """
    status = _status(file)
    if path is not None and status is not None and stat.S_ISREG(status.st_mode):
        if status.st_size > HELD:
            return OnDisk(path, status.st_size, _stamp(status))
        return InMemory(file.read())
    data = file.read(HELD + 1)
    if len(data) <= HELD:
        return InMemory(data)
    import tempfile

    spool = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the article
    size = 0
    while data:
        size += spool.write(data)
        data = file.read(CHUNK) if size <= limit else b""
    spool.flush()
    return Spooled(spool, size)


def copied(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    """A stretch of a file, piece by piece.

    Raises:
        TranslatorError: ``input-unreadable`` if it ends early or the disk fails.
    """
    try:
        file.seek(start)
        while size:
            piece = file.read(min(size, CHUNK))
            if not piece:
                raise _gone("the file became shorter while it was read")
            size -= len(piece)
            yield piece
    except OSError as error:
        raise _gone(f"the file cannot be read: {error.strerror or error}") from None


def whole(kept: Stored) -> bytes:
    """All bytes of a file."""
    if isinstance(kept, InMemory):
        return kept.data
    with kept.open() as file:
        return file.read()


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _status(file: BinaryIO) -> os.stat_result | None:
    try:
        return os.fstat(file.fileno())
    except (OSError, ValueError):  # no file of the system's
        return None


def _gone(what: str) -> TranslatorError:
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, what, "translate the file again")
