"""A parallel text written where a user wants it, in the format that the name asks for."""

from __future__ import annotations

from pathlib import Path

from translator.errors import ErrorCode, TranslatorError
from translator.parallel.files import write_atomically
from translator.parallel.registry import Writer, writer_for
from translator.parallel.text import ParallelText


def save(parallel: ParallelText, path: Path, writer: Writer | None = None) -> tuple[Path, ...]:
    """Write ``parallel`` to ``path``.

    Args:
        parallel: what to write.
        path: its ending picks the format.
        writer: the format, where it is known already.

    Returns:
        The files written: several where a format has a file for each language, which then have
        the language's code in the place of the ending.

    Raises:
        TranslatorError: ``format-unknown`` or ``output-unwritable``.
    """
    writer = writer or writer_for(path.name, parallel.article.format)
    if writer.split is None:
        write_atomically(path, (writer.pieces or writer.write)(parallel))
        return (path,)
    ending = next((e for e in writer.endings if path.name.casefold().endswith(e)), "")
    stem = path.name[: len(path.name) - len(ending)]
    parts = {path.with_name(stem + end): data for end, data in writer.split(parallel).items()}
    for part in parts:
        if _same(part, parallel.article.name):
            raise TranslatorError(
                ErrorCode.OUTPUT_UNWRITABLE,
                f"{part} would overwrite the article",
                "choose another name with -o",
            )
    for part, data in parts.items():
        write_atomically(part, data)
    return tuple(parts)


def _same(path: Path, name: str) -> bool:
    try:
        return path.samefile(name)
    except (OSError, ValueError):
        return False
