"""Sentence pairs as tab-separated lines: source, tab, target; UTF-8, no quoting."""

from __future__ import annotations

from translator.errors import TranslatorError
from translator.languages import language
from translator.parallel.encode import one_line, utf8
from translator.parallel.text import ParallelText


def write(parallel: ParallelText) -> bytes:
    """The units of ``parallel``, one a line; tabs and line ends inside a text become spaces.

    There is no header, except where the first pair would be taken for one.
    """
    rows = [(one_line(unit.source), one_line(unit.target)) for unit in parallel.units]
    if rows and all(map(_like_header, rows[0])):
        rows.insert(0, ("source", "target"))
    return utf8("".join(f"{source}\t{target}\n" for source, target in rows))


def _like_header(cell: str) -> bool:
    """Whether a reader may take ``cell`` for the head of a column."""
    word = cell.strip().casefold()
    if word in ("source", "target"):
        return True
    try:
        language(word)
    except TranslatorError:
        return False
    return True
