"""Glossaries that belong to the user: where they are, and changing them whole and one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from translator.errors import ErrorCode, TranslatorError
from translator.glossary import store
from translator.glossary.editing import Edited, check
from translator.glossary.merging import Merged, merge
from translator.glossary.table import Problem
from translator.parallel.files import unwritable, write_atomically

PATIENCE = 20.0
"""Seconds to wait for another command that is changing the same glossary."""


def own_path(name_or_path: str) -> Path:
    """The file of a glossary that may be changed.

    Raises:
        TranslatorError: ``glossary-missing``; ``usage`` if it is one that comes with the tool.
    """
    path = store.locate(name_or_path)
    if any(path.samefile(item.path) for item in store.shipped()):
        raise TranslatorError(
            ErrorCode.USAGE,
            f"the glossary {path.stem!r} comes with the tool and is not changed",
            f"add a glossary of your own after it (-g {path.stem} -g mine), or copy it: "
            f"translator glossary new mine --from {path.stem}",
        )
    return path


def new_path(name_or_path: str) -> Path:
    """Where a new glossary of that name or path is to be.

    Raises:
        TranslatorError: ``usage`` for a name that is taken or cannot be a file's.
    """
    if not name_or_path.strip() or "\0" in name_or_path or name_or_path in (".", ".."):
        raise TranslatorError(
            ErrorCode.USAGE, f"no name for a glossary: {name_or_path!r}", "such as `mine`"
        )
    if store.is_path(name_or_path):
        return Path(name_or_path).expanduser()
    if name_or_path in {item.name for item in store.shipped()}:
        raise TranslatorError(
            ErrorCode.USAGE,
            f"{name_or_path!r} is the name of a glossary that comes with the tool",
            f"choose another: translator glossary new mine --from {name_or_path}",
        )
    return store.own_folder() / f"{name_or_path}.tsv"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other commands from changing the glossary in ``path`` meanwhile.

    Raises:
        TranslatorError: ``busy`` if another one does not let go in time, ``output-unwritable``.
    """
    from filelock import FileLock, Timeout

    real = path.resolve()
    file = real.with_name(f".{real.name}.lock")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file)
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise TranslatorError(
            ErrorCode.BUSY, f"another command is changing {path}", "wait for it to finish"
        ) from None
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        # While it is held, so that nobody who waits takes over a file without a name.
        with suppress(OSError):
            file.unlink()
        lock.release()


def create(path: Path, text: str) -> None:
    """Write a new glossary.

    Raises:
        TranslatorError: ``usage`` if there is such a file already, ``output-unwritable``.
    """
    with locked(path):
        if path.exists() or path.is_symlink():
            raise TranslatorError(
                ErrorCode.USAGE, f"{path} is there already", "choose another name, or remove it"
            )
        write_atomically(path, text.encode("utf-8"))


def merge_into(target: Path, base: Path, ours: Path, theirs: Path) -> Merged:
    """Merge two versions and write the result, whatever was there.

    Nothing that another command writes to ``target`` meanwhile is lost, where it is one of them.

    Raises:
        TranslatorError: as ``merge``; ``glossary-missing``, ``busy``, ``output-unwritable``.
    """
    with locked(target):
        merged = merge(*(store.read_text(path) for path in (base, ours, theirs)))
        write_atomically(target, merged.text.encode("utf-8"))
    return merged


def change(path: Path, edit: Callable[[str], Edited]) -> tuple[Edited, tuple[Problem, ...]]:
    """Change a glossary by ``edit``, which is given its text.

    Returns:
        What ``edit`` gave, and what is doubtful in the row that it changed.

    Raises:
        TranslatorError: whatever ``edit`` raises; ``glossary-invalid`` if the glossary would be
            faulty; ``busy``, ``output-unwritable``. The file is then as it was.
    """
    with locked(path):
        before = store.read_text(path)
        edited = edit(before)
        doubts = check(before, edited)
        if edited.text != before:
            write_atomically(path, edited.text.encode("utf-8"))
    return edited, doubts
