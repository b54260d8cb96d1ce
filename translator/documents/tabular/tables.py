"""Tables of articles in CSV or TSV: some columns are translated in place, all else is kept.

A record is an article, or a part of one. The first names the columns. Comma, semicolon, tab and
vertical bar are known as delimiters; cells in quotes may hold line ends, and two quotes stand for
one (RFC 4180).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.documents.article import Article, Block
from translator.documents.choices import NONE, Choices
from translator.documents.tabular import columns, values
from translator.documents.xml.spans import spliced
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock, ParallelText

MAX_COLUMNS = 1000
MAX_CELL = 1_000_000
"""Characters in one cell."""

_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"sep=(.)(?:\r\n?|\n)", re.IGNORECASE)  # as Excel writes it
_TWO_QUOTES = re.compile('""')
_HEAD = 1 << 16
_SAMPLE = 20  # records


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's content, the quotes around it left out."""

    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table is written: its delimiter, the names of its columns, where its rows begin."""

    delimiter: str
    names: tuple[str, ...]
    start: int


def read_csv(text: str, choices: Choices = NONE) -> Article:
    """The texts of a CSV table.

    Args:
        text: the whole table; the first record names its columns.
        choices: ``columns`` are those to translate; without any they are told by their names.

    Raises:
        TranslatorError: ``input-unreadable`` (a quote that is not closed, no column that is known),
            ``parallel-text`` or ``usage`` (no column of a wanted name).
    """
    return _read(text, choices, "csv")


def read_tsv(text: str, choices: Choices = NONE) -> Article:
    """As `read_csv`, for files named as tables with tabs."""
    return _read(text, choices, "tsv-articles")


def _read(text: str, choices: Choices, name: str) -> Article:
    layout = _layout(text)
    rows: list[tuple[str, list[Block]]] = []
    if columns.is_parallel(layout.names) and not choices.columns:
        raise columns.parallel_text()
    picked = columns.pick(layout.names, choices.columns)
    if not picked:
        if name == "tsv-articles" and layout.delimiter == "\t" and len(layout.names) == 2:
            raise columns.parallel_text()  # a list of pairs has no head
        raise columns.none_found(layout.names)
    wanted = {k: picked[head] for k, head in enumerate(layout.names) if head in picked}
    said = {k for k, head in enumerate(layout.names) if columns.states_language(head)}
    for cells in records(text, layout.delimiter, layout.start):
        code, found = "", []
        for k, cell in enumerate(cells):
            if k in wanted:
                found += values.blocks(_value(text, cell), wanted[k], html=True)
            elif k in said:
                code = code or text[cell.start : cell.end].strip()
        rows.append((code, found))
    lang, blocks = columns.in_language(rows, choices.lang)
    return Article(text, tuple(blocks), name, lang=lang)


def write(parallel: ParallelText) -> str:
    """The table with the translations in the places of their sources.

    A cell is put into quotes where its translation needs them and the source did not. A column
    that states the language says the target's.
    """
    text = parallel.article.text
    layout = _layout(text)
    said = {k for k, head in enumerate(layout.names) if columns.states_language(head)}
    parts = ["\ufeff" if parallel.article.bom else ""]
    at, entries = 0, list(reversed(parallel.blocks))
    for cells in records(text, layout.delimiter, layout.start):
        for k, cell in enumerate(cells):
            mine: list[ParallelBlock] = []
            while entries and entries[-1].block.start < cell.end:
                mine.append(entries.pop())
            made = _translated(text, cell, mine, layout.delimiter)
            raw = text[cell.start : cell.end]
            if not mine and k in said:
                made = columns.language_after(raw, parallel.source_lang, parallel.target_lang)
            if made is not None:
                parts += (text[at : cell.start], made)
                at = cell.end
    parts.append(text[at:])
    return "".join(parts)


def like(text: str) -> bool:
    """Whether the text is a table with a column that is known, and every record of one length."""
    head = text[:_HEAD]
    try:
        layout = _layout(head)
        names = [name.strip() for name in layout.names]
        if len(names) < 2 or len(set(names)) < len(names) or not all(names[1:]):
            return False
        if columns.is_parallel(names) or max(map(len, names)) > 60 or not columns.pick(names, ()):
            return False
        count = 0
        for cells in records(head, layout.delimiter, layout.start):
            if cells[-1].end >= len(head) < len(text):
                break  # cut off
            if len(cells) != len(names):
                return False
            count += 1
            if count >= _SAMPLE:
                break
    except TranslatorError:
        return False
    return count > 0


def records(text: str, delimiter: str, start: int = 0) -> Iterator[list[Cell]]:
    """The records of a table from ``start`` on; empty lines are passed over.

    Raises:
        TranslatorError: ``input-unreadable``, with the line.
    """
    stop = re.compile(f"[{re.escape(delimiter)}\r\n]")
    cells: list[Cell] = []
    at, size = start, len(text)
    while at < size or cells:
        cell, at = _cell(text, at, delimiter, stop)
        cells.append(cell)
        if len(cells) > MAX_COLUMNS:
            raise _broken(text, cell.start, f"more than {MAX_COLUMNS:,} columns")
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        at += 2 if text[at : at + 2] == "\r\n" else 1
        if len(cells) > 1 or cells[0].quoted or cells[0].end > cells[0].start:
            yield cells
        cells = []


def _cell(text: str, at: int, delimiter: str, stop: re.Pattern[str]) -> tuple[Cell, int]:
    """The cell that begins at ``at``, and where what ends it stands."""
    if text[at : at + 1] == '"':
        end = _closing(text, at + 1)
        after = text[end + 1 : end + 2] if end >= 0 else ""
        if end >= 0 and (not after or after in (delimiter, "\r", "\n")):
            return Cell(at + 1, end, True), end + 1
        if delimiter != "\t":  # with tabs a quote may be a quote
            what = (
                "a quote inside a cell in quotes is written twice"
                if end >= 0
                else f"a quote opens here and does not close within {MAX_CELL:,} characters"
                if len(text) - at > MAX_CELL
                else "a quote opens here and never closes"
            )
            raise _broken(text, end if end >= 0 else at, what)
    match = stop.search(text, at, at + MAX_CELL + 1)
    end = match.start() if match else len(text)
    if end - at > MAX_CELL:
        raise _broken(text, at, f"a cell of more than {MAX_CELL:,} characters")
    return Cell(at, end, False), end


def _closing(text: str, at: int) -> int:
    limit = at + MAX_CELL
    while True:
        end = text.find('"', at, limit)
        if end < 0 or text[end + 1 : end + 2] != '"':
            return end
        at = end + 2


def _broken(text: str, at: int, what: str) -> TranslatorError:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return TranslatorError(
        ErrorCode.INPUT_UNREADABLE,
        f"line {line:,}, column {column:,}: {what}",
        "save the table again as CSV in UTF-8 from the program that made it",
    )


def _layout(text: str) -> _Layout:
    """The delimiter under which the first record names columns that are known, as many as can be.

    Raises:
        TranslatorError: ``input-unreadable`` if there is no record under any delimiter.
    """
    given = _SEPARATOR.match(text)
    start = given.end() if given else 0
    found: list[tuple[tuple[bool, bool, int], _Layout]] = []
    error: TranslatorError | None = None
    for delimiter in given[1] if given else _DELIMITERS:
        try:
            cells = next(records(text, delimiter, start), [])
        except TranslatorError as failed:
            error = error or failed
            continue
        if not cells:
            continue
        names = tuple(_value(text, cell).text for cell in cells)
        after = cells[-1].end + cells[-1].quoted
        known = any(columns.kind_of(name) for name in names)
        try:
            second = next(records(text, delimiter, after), cells)
        except TranslatorError:
            second = []
        rank = known, len(second) == len(cells), len(cells)
        found.append((rank, _Layout(delimiter, names, after)))
    if found:
        return max(found, key=lambda entry: entry[0])[1]
    raise error or _broken(text, start, "no record in it")


def _value(text: str, cell: Cell) -> values.Value:
    return values.unescaped(
        text, cell.start, cell.end, _TWO_QUOTES if cell.quoted else _NOTHING, lambda found: '"'
    )


_NOTHING = re.compile(r"(?!)")


def _translated(text: str, cell: Cell, entries: list[ParallelBlock], delimiter: str) -> str | None:
    """The content of a cell with its blocks translated, None where nothing changes."""
    if not any(entry.units for entry in entries):
        return None

    def encode(new: str) -> str:
        return new.replace('"', '""') if cell.quoted else new

    made = values.edits(_value(text, cell), entries, encode)
    if not made:
        return None
    raw = text[cell.start : cell.end]
    whole = spliced(raw, [(a - cell.start, b - cell.start, new) for a, b, new in made])
    if cell.quoted or not _needs_quotes(whole, delimiter):
        return whole
    return '"' + whole.replace('"', '""') + '"'


def _needs_quotes(content: str, delimiter: str) -> bool:
    if any(char in content for char in (delimiter, "\r", "\n")):
        return True
    if delimiter != "\t":
        return '"' in content
    return _cell(content, 0, delimiter, re.compile("[\t\r\n]"))[0].quoted
