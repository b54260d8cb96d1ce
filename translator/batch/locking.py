"""One command at a time on an output folder, or on one of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from translator.batch.plan import STATE, Shard
from translator.errors import ErrorCode, TranslatorError

_MOMENT = 2.0  # seconds: another part only looks whether the whole is locked


@contextmanager
def locked(out: Path, shard: Shard | None) -> Iterator[None]:
    """Hold the lock of the whole folder or of one part of it.

    Parts run side by side; the whole runs alone. The system releases the lock when the process
    ends, in whatever way.

    Raises:
        TranslatorError: ``busy`` if another command is at work there, ``output-unwritable``.
    """
    with ExitStack() as held:
        _acquire(held, out, shard)
        yield


def _acquire(held: ExitStack, out: Path, shard: Shard | None) -> None:
    from filelock import FileLock, Timeout

    from translator.parallel.files import unwritable

    folder = out / STATE
    whole = FileLock(folder / "lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shard is None:
            held.enter_context(whole.acquire(timeout=_MOMENT))
            for path in sorted(folder.glob("lock-*-of-*")):
                held.enter_context(FileLock(path).acquire(timeout=0))
        else:
            held.enter_context(FileLock(folder / f"lock-{shard}").acquire(timeout=0))
            with whole.acquire(timeout=_MOMENT):
                pass
    except Timeout:
        raise TranslatorError(
            ErrorCode.BUSY,
            f"another translator is at work on {out}",
            "wait for it to finish, or choose another output folder",
        ) from None
    except OSError as error:
        raise unwritable(folder, error) from error
