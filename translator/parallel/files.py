"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from translator.errors import ErrorCode, TranslatorError

_REASONS = {
    errno.ENOSPC: ("the disk is full", "free some space or choose another disk"),
    errno.EDQUOT: ("the disk quota is used up", "free some space or choose another disk"),
    errno.EFBIG: ("the file is larger than is allowed here", "choose another disk"),
    errno.EACCES: ("permission denied", "choose a folder that you may write to"),
    errno.EPERM: ("permission denied", "choose a folder that you may write to"),
    errno.EROFS: ("the disk is read-only", "choose another folder"),
    errno.EISDIR: ("it is a folder", "give the name of a file in it"),
    errno.ENOTDIR: ("a part of its path is not a folder", "check the path"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
    errno.ENOENT: ("its folder does not exist", "create the folder first, or check the path"),
    errno.ELOOP: ("its symbolic links lead in a circle", "check the path"),
    errno.EINVAL: ("the name is not allowed here", "choose another one"),
    errno.EIO: ("the disk failed", "check the disk"),
}


_SEPARATORS = (os.sep, os.altsep or os.sep)

# In the name of every temporary file of this process: what a kill has left can be told by it.
MARK = secrets.token_hex(6)


def temporary(path: Path) -> Path:
    """A new name beside ``path`` for a file that is to take its place.

    It is short and owes nothing to ``path``, so that the limit on names is that of the final one.
    """
    return path.with_name(f".{MARK}{secrets.token_hex(4)}.tmp")


def is_temporary(name: str, mark: str) -> bool:
    """Whether a file of that name is a temporary one of the process that had that mark."""
    return re.fullmatch(rf"\.{re.escape(mark)}[0-9a-f]{{8}}\.tmp", name) is not None


def write_atomically(path: str | Path, data: bytes | Iterable[bytes]) -> None:
    """Write ``data``, whole or in pieces, to ``path`` so that no one ever sees half of it.

    A temporary file in the same folder is written, flushed to the disk and renamed. Missing parent
    folders are created. A symbolic link stays one: the file that it points to is replaced. The
    permissions of an existing file are kept. Devices and pipes are written to directly.

    Raises:
        TranslatorError: ``output-unwritable``, with the reason; the old file is then untouched.
    """
    try:
        if str(path).endswith(_SEPARATORS):
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        _write(Path(path), data)
    except OSError as error:
        raise unwritable(path, error) from error
    except ValueError as error:  # a null character or lone surrogate in the name
        raise unwritable(path, OSError(errno.EINVAL, str(error))) from error


def unwritable(path: str | Path, error: OSError) -> TranslatorError:
    """The error that tells a user why ``path`` cannot be written and how to mend it."""
    reason, hint = _REASONS.get(
        error.errno or 0, ((error.strerror or "it failed").lower(), "choose another place")
    )
    shown = str(path).encode("unicode_escape").decode() if not str(path).isprintable() else path
    if len(str(shown)) > 200:
        shown = f"{str(shown)[:100]}…{str(shown)[-60:]}"
    return TranslatorError(
        ErrorCode.OUTPUT_UNWRITABLE, f"cannot write {str(shown)!r}: {reason}", hint
    )


def _write(path: Path, data: bytes | Iterable[bytes]) -> None:
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise OSError(errno.ELOOP, "links in a circle")
    old = _status(real)
    if old is None:
        real.parent.mkdir(parents=True, exist_ok=True)
    elif stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    elif not stat.S_ISREG(old.st_mode):
        with real.open("wb", buffering=0) as device:
            _write_all(device.fileno(), data)
        return
    elif not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only file")
    part = temporary(real)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_INHERIT, 0o666)
    try:
        try:
            _write_all(handle, data)
            if old is not None:
                _keep_permissions(handle, old)
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(real)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _flush_folder(real.parent)


_NO_INHERIT = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _write_all(handle: int, data: bytes | Iterable[bytes]) -> None:
    for piece in (data,) if isinstance(data, bytes) else data:
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(handle, rest) :]


def _keep_permissions(handle: int, old: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        # Only the owner of the system may give files away; for others it stays as it is.
        with suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _flush_folder(folder: Path) -> None:
    """Put the new name on the disk too, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
