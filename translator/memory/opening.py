"""Which memory a command uses, and opening it: the one place that knows what stores there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from translator.paths import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translator.memory.base import Memory, Unit

OFF = "off"


def default_path() -> Path:
    """The user's own memory."""
    return data_dir() / "memory.sqlite"


def open_memory(
    chosen: str = "", *, readonly: bool = False, exclusive: bool = False
) -> Memory | None:
    """The memory that a setting names.

    Args:
        chosen: a path, an empty string for the user's own memory, or ``off`` for none.
        readonly: do not write, and do not make the file.
        exclusive: nobody else uses it meanwhile; it may lie on a network disk then.

    Raises:
        TranslatorError: ``memory-unusable``.
    """
    if chosen == OFF:
        return None
    from translator.memory.sqlite import SqliteMemory

    path = Path(chosen).expanduser() if chosen else default_path()
    return SqliteMemory(path, readonly=readonly, exclusive=exclusive)


def salvaged(damaged: Path) -> Iterator[list[Unit]]:
    """The units of a damaged memory that can still be read, oldest first, some at a time.

    Raises:
        TranslatorError: ``memory-unusable``: no memory, or nothing of it can be read.
    """
    from translator.memory.sqlite_salvage import salvage

    return salvage(damaged)
