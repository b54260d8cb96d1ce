"""Changing the text of a glossary: comments, blank lines, row order and other rows stay as is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.folding import keys
from translator.glossary.sheet import Sheet, cell_text, is_row, joined
from translator.glossary.store import parse
from translator.glossary.table import Problem
from translator.languages import LANGUAGES

_START = ("policy", "note")
_SHOWN = 5
_BETWEEN = re.compile(r"[\W_]+")
_LATIN = str.maketrans("əƏıİøØđĐłŁß", "eEiIoOdDlLs")


@dataclass(frozen=True, slots=True)
class Edited:
    """A glossary's new text, the concept it is about and its line there (0: it has gone).

    ``columns`` are those that were given another value.
    """

    text: str
    id: str
    line: int
    columns: tuple[str, ...] = ()


def blank(languages: Iterable[str]) -> str:
    """The text of a new glossary: a header row with a column for each language code."""
    return "\t".join(("id", *languages, *_START)) + "\n"


def with_languages(text: str, languages: Iterable[str]) -> str:
    """``text`` with a column for each of the languages that it lacks."""
    sheet = Sheet.of(text)
    for code in languages:
        sheet = sheet.with_column(code)
    return sheet.text()


def add(text: str, cells: Mapping[str, str], identity: str = "") -> Edited:
    """The text with one concept more, after its last row.

    Args:
        text: a glossary.
        cells: values by column; missing columns are added to the header.
        identity: the concept's id; made from its English name, else from its first, if empty.

    Raises:
        TranslatorError: ``failed`` if there is such a concept already, ``usage`` for a value
            that no cell can hold, ``glossary-invalid`` if the text has no header.
    """
    sheet = Sheet.of(text)
    values = {column: cell_text(value) for column, value in cells.items()}
    if not any(column in LANGUAGES and value for column, value in values.items()):
        raise TranslatorError(
            ErrorCode.USAGE, "a concept needs a name in a language", "such as ru='Каспийское море'"
        )
    identity = cell_text(identity) or slug(values)
    if identity in sheet.rows:
        raise TranslatorError(
            ErrorCode.FAILED,
            f"there is a concept {identity!r} already, in line {sheet.rows[identity] + 1}",
            "`translator glossary set` changes it; --id gives the new one another id",
        )
    for column in values:
        sheet = sheet.with_column(column)
    values["id"] = identity
    place = sheet.last()
    row = joined([values.get(column, "") for column in sheet.columns])
    text = sheet.inserted(place, [row]).text()
    return Edited(text, identity, place + 1, tuple(values))


def change(text: str, identity: str, cells: Mapping[str, str]) -> Edited:
    """The text with other values in cells of one concept; an empty value clears a cell.

    Raises:
        TranslatorError: ``failed`` if there is no such concept; else as ``add``.
    """
    sheet = Sheet.of(text)
    index = sheet.row(identity)
    for column, value in cells.items():
        plain = cell_text(value)
        if plain or column in sheet.columns:
            sheet = sheet.with_column(column).with_cell(index, column, plain)
    identity = cells.get("id", identity).strip()
    return Edited(sheet.text(), identity, index + 1, tuple(cells))


def remove(text: str, identities: Sequence[str]) -> Edited:
    """The text without the rows of these concepts; comments above them stay.

    Raises:
        TranslatorError: ``failed`` if there is no such concept.
    """
    sheet = Sheet.of(text)
    for identity in identities:
        sheet = sheet.without(sheet.row(identity))
    return Edited(sheet.text(), identities[-1] if identities else "", 0)


def check(before: str, edited: Edited) -> tuple[Problem, ...]:
    """What is doubtful in the edited row.

    Raises:
        TranslatorError: ``glossary-invalid`` if the edit makes a mistake that was not there
            before; mistakes elsewhere do not keep anybody from mending one of them.
    """
    if not edited.line:
        return ()  # a row less makes no mistake
    ids, near = _concerned(edited)
    glossary, problems = parse(near, "-")
    errors = [problem for problem in problems if problem.severity == "error"]
    here = [problem for problem in errors if problem.line == edited.line]
    if errors and not here:
        _, all_earlier = parse(_only(Sheet.of(before), ids), "-")
        earlier = [problem for problem in all_earlier if problem.severity == "error"]
        if len(errors) > len(earlier):
            known = Counter(problem.message for problem in earlier)
            here = [p for p in errors if not known[p.message]] or errors
    if here:
        raise _refused(here)
    if edited.line and all(concept.line != edited.line for concept in glossary.concepts):
        column = Problem(edited.line, 1, "the row would be read as a comment or heading")
        raise _refused([column])
    return tuple(p for p in problems if p.severity == "warning" and p.line == edited.line)


def _concerned(edited: Edited) -> tuple[set[str], str]:
    """The ids that the edited row may quarrel with, and the text with their rows alone.

    Those are its own, also where it stands twice, and those that share a name in a column that
    was edited. What is wrong elsewhere was so before; this makes edits of large glossaries quick.
    """
    sheet = Sheet.of(edited.text)
    row = sheet.cells(edited.line - 1)
    found = {row.get("id", "").strip()}
    bodies: list[list[str]] = []
    for column in edited.columns:
        cell = row.get(column, "")
        if column not in LANGUAGES or not cell.strip():
            continue
        bodies = bodies or [
            line.body.split("\t") if is_row(line.body) else [] for line in sheet.lines
        ]
        at = sheet.columns.index(column)
        cells = [parts[at] if at < len(parts) else "" for parts in bodies]
        names = {name.strip(" !") for name in keys(cell.split("|"), column)} - {""}
        folded = keys("|".join(cells).split("|"), column)
        places = {place for place, name in enumerate(folded) if name.strip(" !") in names}
        if len(places) > cell.count("|") + 1:
            found |= _owners(places, cells, bodies, sheet.columns.index("id"))
    return found, _only(sheet, found)


def _owners(
    places: Container[int], cells: Iterable[str], bodies: Iterable[list[str]], at: int
) -> set[str]:
    """The ids of the rows in which the names of a column stand that are counted so."""
    found: set[str] = set()
    done = 0
    for cell, parts in zip(cells, bodies, strict=True):
        size = cell.count("|") + 1
        if at < len(parts) and any(place in places for place in range(done, done + size)):
            found.add(parts[at].strip())
        done += size
    return found


def _only(sheet: Sheet, ids: Container[str]) -> str:
    """The text with every row of other concepts left blank, so that line numbers stay."""
    place = sheet.columns.index("id")
    lines: list[str] = []
    for index, line in enumerate(sheet.lines):
        parts = line.body.split("\t", place + 1)
        identity = parts[place].strip() if place < len(parts) else ""
        lines.append(line.body if index <= sheet.header or identity in ids else "")
    return sheet.bom + "\n".join(lines)


def _refused(problems: Sequence[Problem]) -> TranslatorError:
    lines = [f"line {p.line}, column {p.column}: {p.message}" for p in problems[:_SHOWN]]
    return TranslatorError(
        ErrorCode.GLOSSARY_INVALID,
        "\n".join(["the glossary would be faulty; nothing was changed", *lines]),
        "give the cell another value",
    )


def slug(cells: Mapping[str, str]) -> str:
    """An id made from the English name in ``cells``, else from the first name that is allowed."""
    order = ["en", *(column for column in cells if column in LANGUAGES)]
    names = [name for column in order for name in cells.get(column, "").split("|")]
    for name in names:
        if name.strip().startswith("!"):
            continue
        spread = unicodedata.normalize("NFKD", name.translate(_LATIN))
        bare = "".join(c for c in spread if unicodedata.category(c)[0] != "M")
        letters = bare if bare.isascii() else unicodedata.normalize("NFC", name)
        found = _BETWEEN.sub("-", letters.casefold()).strip("-")
        if found:
            return found
    return "concept"
