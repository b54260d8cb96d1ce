"""Reading the side-by-side Markdown table again, as a person may have changed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from translator.errors import TranslatorError
from translator.languages import language
from translator.parallel.lines import BOM, lines
from translator.parallel.pair import ANY, Pair, Wanted, Warn, check_length
from translator.parallel.read_bi_html import correct

__all__ = ["correct", "like", "read"]

_CELLS = re.compile(r"(?:[^|\\]|\\.|\\$)*")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*\|[ \t]*:?-+:?[ \t]*\|?[ \t]*\r?\n?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FLAG = re.compile(r"[ \t]*\*\*\(\d+\)\*\*$")
_SPAN = re.compile(r'<span dir="rtl" lang="[\w-]*">(.*)</span>')
_BOLD = re.compile(r"\*\*(.+)\*\*")
_NONE = "—"


def like(text: str) -> bool:
    """Whether a table whose columns are called by two languages stands near the beginning."""
    before = ""
    for line in text[: 1 << 14].splitlines():
        if _RULE.fullmatch(line) and _languages(before) is not None:
            return True
        before = line
    return False


def read(
    stream: BinaryIO, name: str = "-", wanted: Wanted = ANY, warn: Warn = lambda line: None
) -> Iterator[Pair]:
    """The rows of the table in order; what stands around it is passed over.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read; a table in others gives nothing.
        warn: told of rows that have not two cells.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    langs: tuple[str, str] | None = None
    before, segment = "", 0
    for number, line, _ in lines(stream, name):
        text = line.removeprefix(BOM).rstrip("\r\n")
        if _RULE.fullmatch(text) and (found := _languages(before)) is not None:
            langs = found
        elif langs is not None and not text.lstrip().startswith("|"):
            langs = None  # the table has ended
        elif langs is not None:
            cells = _row(text)
            if len(cells) != 2:
                warn(f"{name}:{number}: {len(cells)} cells in the row; it is passed over")
                continue
            source = check_length(_cell(cells[0]), f"{name}:{number}")
            target = check_length(_cell(cells[1]), f"{name}:{number}")
            if source.strip():
                segment += 1
                if wanted.fits(*langs):
                    yield Pair(source, target, *langs, segment, number)
        before = text


def _row(line: str) -> list[str]:
    """What stands between the unescaped bars of a line."""
    body = line.strip(" \t").removeprefix("|")
    cells: list[str] = []
    at = 0
    while at <= len(body):
        match = _CELLS.match(body, at)
        assert match is not None
        cells.append(match[0].strip(" \t"))
        at = match.end() + 1
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(cell: str) -> str:
    """The text of a cell, without the marks of flags, headlines and writing direction."""
    cell = _FLAG.sub("", cell)
    if match := _SPAN.fullmatch(cell):
        cell = match[1]
    if match := _BOLD.fullmatch(cell):
        cell = match[1]
    return "" if cell == _NONE else _ESCAPED.sub(r"\1", cell)


def _languages(line: str) -> tuple[str, str] | None:
    """The languages that the head of a table names."""
    cells = _row(line) if "|" in line else []
    if len(cells) != 2:
        return None
    try:
        return language(_cell(cells[0])).code, language(_cell(cells[1])).code
    except TranslatorError:
        return None
