"""Tables in CSV and TSV: two columns, four (DeepL's), or a header of language codes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from translator.glossary.columns import PLAIN_COLUMNS, is_column
from translator.glossary.exchange.base import (
    MAX_RECORDS,
    Asked,
    Loss,
    Read,
    Record,
    Written,
    code_of,
    decoded,
    native,
    record_of,
    unreadable,
)
from translator.glossary.exchange.pairs import Pair, records_of
from translator.glossary.store import Glossary
from translator.languages import LANGUAGES

_LOOKED_AT = 20
_SEPARATOR = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)", re.IGNORECASE)
"""The line before the table by which Excel is told what stands between cells."""
_OTHER_NAMES = {"description": "note", "definition": "note", "comment": "note", "notes": "note"}
_PAIR_HEADS = ({"source", "target"}, {"source", "target", "source_lang", "target_lang"})


def table(data: bytes, asked: Asked) -> list[list[str]]:
    """The rows of a table, cells trimmed, empty rows left out.

    Commas, semicolons or tabs separate cells: what Excel's line ``sep=;`` says; tabs if the
    ending says so or the first line has one; else the sign that cuts rows evenly. Tab-separated
    text has no quotes.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    text = decoded(data, asked.name)
    stated = _SEPARATOR.match(text)
    if stated is not None:
        text = text[stated.end() :]
    head = text.lstrip().partition("\n")[0]
    mark = stated[1] if stated is not None else ""
    tabs = mark == "\t" or (
        not mark and (asked.ending == ".tsv" or ("\t" in head and asked.ending != ".csv"))
    )
    if tabs:
        parts: Iterable[Sequence[str]] = (
            line.rstrip("\r").split("\t") for line in text.split("\n")
        )
    else:
        parts = csv.reader(
            io.StringIO(text, newline=""), delimiter=mark or _mark(text), strict=True
        )
    rows: list[list[str]] = []
    try:
        for cells in parts:
            if any(cell.strip() for cell in cells):
                rows.append([cell.strip() for cell in cells])
            if len(rows) > MAX_RECORDS:
                raise unreadable(asked.name, f"more than {MAX_RECORDS:,} rows")
    except csv.Error as error:
        line = getattr(parts, "line_num", 1)
        raise unreadable(
            f"{asked.name}:{line}", f"no CSV: {error}", "check the quotation marks"
        ) from None
    if not rows:
        raise unreadable(asked.name, "no rows", "is it the right file?")
    return rows


def _mark(text: str) -> str:
    """The sign between cells: what cuts the first rows into equally many, at least two."""
    for mark in ",;":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        try:
            widths = {len(row) for row in islice(reader, _LOOKED_AT) if row}
        except csv.Error:
            continue
        if len(widths) == 1 and widths != {1}:
            return mark
    head = text.lstrip().partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def csv_text(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV (RFC 4180, but with line feeds), in UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def tsv_text(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as tab-separated text without quotes, in UTF-8."""
    return "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")


def read(data: bytes, asked: Asked) -> Read:
    """A table of any of the known shapes, its cells as a glossary's: ``a|b|!c``."""
    return _read(table(data, asked), asked, literal=False)


def read_literal(data: bytes, asked: Asked) -> Read:
    """A table of any of the known shapes, one name a cell."""
    return _read(table(data, asked), asked, literal=True)


def _read(rows: list[list[str]], asked: Asked, *, literal: bool) -> Read:
    rows = _uncommented(rows)
    heads = {cell.lower() for cell in rows[0]}
    body = rows[1:] if heads in _PAIR_HEADS else rows
    if body and all(len(row) >= 4 and code_of(row[2]) and code_of(row[3]) for row in body):
        return Read(records_of(Pair(r[0], r[1], code_of(r[2]), code_of(r[3])) for r in body))
    columns = _header(rows[0])
    if columns is not None:
        return _by_header(rows, columns, literal=literal)
    wide = next((row for row in body if len(row) != 2), None)
    if wide is not None:
        raise unreadable(
            asked.name,
            f"no header of language codes, and a row of {len(wide)} cells: {' '.join(wide)[:60]!r}",
            "give the table a first row such as id, en, ru; or two columns with -f and -t",
        )
    source, target = asked.pair("a table of two columns")
    losses = tuple(Loss("", "", f"half a pair: {r}") for r in body if not all(r))
    return Read(records_of(Pair(r[0], r[1], source, target) for r in body if all(r)), losses)


def _uncommented(rows: list[list[str]]) -> list[list[str]]:
    """The rows without the comments of a glossary, where a header with ``id`` says it is one."""
    kept = [row for row in rows if not (row[0].startswith("#") and not any(row[1:]))]
    columns = _header(kept[0]) if kept else None
    return kept if columns is not None and "id" in columns else rows


def _header(cells: Sequence[str]) -> list[str] | None:
    """The columns that a header row names; unknown ones are empty; None if it is no header."""
    columns: list[str] = []
    for cell in cells:
        name = cell.lower()
        name = _OTHER_NAMES.get(name, name)
        if name in PLAIN_COLUMNS or (is_column(name) and name not in LANGUAGES):
            columns.append(name if name not in columns else "")
        else:
            code = code_of(cell)
            columns.append(code if code not in columns else "")
    known = [name for name in columns if name in LANGUAGES]
    if not known or (len(known) < 2 and "id" not in columns):
        return None
    return columns


def _by_header(rows: list[list[str]], columns: list[str], *, literal: bool) -> Read:
    losses = [
        Loss("", "", f"the column {head!r} is not known")
        for head, name in zip(rows[0], columns, strict=True)
        if not name and head
    ]
    records = []
    for row in rows[1:]:
        cells = {name: cell for name, cell in zip(columns, row, strict=False) if name and cell}
        records.append(_literal(cells) if literal else record_of(cells))
    return Read(records, tuple(losses))


def _literal(cells: dict[str, str]) -> Record:
    record = Record(id=cells.get("id", ""))
    for column, cell in cells.items():
        if column in LANGUAGES:
            record.name(column, cell)
        elif column != "id":
            record.fields[column] = cell
    return record


def write(glossary: Glossary, asked: Asked) -> Written:
    """The whole glossary as a table with a header; its cells are those of a glossary.

    With two languages asked for, only their columns.
    """
    wanted = [lang for lang in (asked.source_lang, asked.target_lang) if lang]
    rows = [native(concept) for concept in glossary.concepts]
    if wanted:
        others = set(LANGUAGES) - set(wanted)
        rows = [{c: v for c, v in row.items() if c.split(".")[-1] not in others} for row in rows]
        rows = [row for row in rows if any(lang in row for lang in wanted)]
    languages = [lang for lang in glossary.languages if not wanted or lang in wanted]
    used = {column for row in rows for column in row}
    forms = sorted(column for column in used if "." in column)
    plain = [c for c in PLAIN_COLUMNS if c in used and c != "id"]
    header = ["id", *languages, *plain, *forms]
    cells = [header, *([row.get(column, "") for column in header] for row in rows)]
    return Written(tsv_text(cells) if asked.ending == ".tsv" else csv_text(cells))
