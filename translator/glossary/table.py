"""Reading the text of a glossary: cells to concepts, with everything wrong noted on the way."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from translator.glossary.concept import CaseRule, Concept, Policy, Variant
from translator.languages import LANGUAGES

Severity = Literal["error", "warning"]

_Kind = TypeVar("_Kind", Policy, CaseRule)

PLAIN_COLUMNS = ("id", "policy", "case", "pos", "domain", "note", "source")
CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
"""How lines begin that separate two versions of a row, as git writes them."""

MAX_COLUMNS = 300
MAX_CELL = 10_000
MAX_PROBLEMS = 10_000

_NEWLINE = re.compile(r"\r\n|\r|\n")
_WIDE = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a glossary; ``line`` and ``column`` (in characters) count from 1."""

    line: int
    column: int
    message: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line: ``column`` is where it begins, from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Notes:
    """The problems met so far; beyond ``MAX_PROBLEMS`` they are only counted."""

    problems: list[Problem] = field(default_factory=list)
    total: int = 0

    def error(self, cell: Cell, message: str) -> None:
        self._add(Problem(cell.line, cell.column, message, "error"))

    def warning(self, cell: Cell, message: str) -> None:
        self._add(Problem(cell.line, cell.column, message, "warning"))

    def _add(self, problem: Problem) -> None:
        self.total += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Name:
    """A variant and the cell it stands in, for the checks between concepts."""

    variant: Variant
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A concept and where its names stand, by language."""

    concept: Concept
    names: dict[str, list[Name]]


def read_rows(text: str, notes: Notes) -> tuple[tuple[str, ...], list[Row]]:
    """The languages and rows of a glossary's text; what is wrong goes to ``notes``."""
    lines = _lines(text)
    header = next(lines, None)
    if header is None:
        notes.error(Cell("", 1, 1), "no header row: the first row names the columns")
        return (), []
    columns = _header(header, notes)
    if columns is None:
        return (), []
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for cells in lines:
        if cells[0].text.startswith(CONFLICT_MARKS):
            notes.error(cells[0], "a merge conflict: choose a row and remove the marks around")
            continue
        row = _row(cells, columns, notes, seen)
        if row is not None:
            rows.append(row)
    return tuple(name for name in columns if name in LANGUAGES), rows


def _lines(text: str) -> Iterator[list[Cell]]:
    """The rows that are neither blank nor comments, cut at tabs."""
    for number, line in enumerate(_NEWLINE.split(text.removeprefix("\ufeff")), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells: list[Cell] = []
        column = 1
        for part in line.split("\t"):
            cells.append(Cell(part, number, column))
            column += len(part) + 1
        yield cells


def _header(cells: list[Cell], notes: Notes) -> list[str] | None:
    if len(cells) == 1 and _WIDE.search(cells[0].text.strip()):
        notes.error(cells[0], "the columns must be set apart by tabs, not by spaces")
        return None
    if len(cells) > MAX_COLUMNS:
        notes.error(cells[0], f"{len(cells):,} columns; at most {MAX_COLUMNS} are read")
        return None
    columns: list[str] = []
    known = (*PLAIN_COLUMNS, *LANGUAGES, *(f"forms.{code}" for code in LANGUAGES))
    for cell in cells:
        name = cell.text.strip()
        if name in columns and name:
            notes.error(cell, f"the column {name!r} stands twice")
            name = ""
        elif name not in known and name:
            near = difflib.get_close_matches(name.lower(), known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            notes.error(cell, f"unknown column {_short(name)}{hint}")
        elif not name and cell is not cells[-1]:
            notes.error(cell, "a column without a name")
        columns.append(name)
    if "id" not in columns:
        notes.error(cells[0], "no column 'id' in the header row")
        return None
    if not any(name in LANGUAGES for name in columns):
        notes.error(cells[0], "no column of a language in the header row, such as 'en'")
        return None
    return columns


def _row(cells: list[Cell], columns: list[str], notes: Notes, seen: dict[str, int]) -> Row | None:
    for extra in cells[len(columns) :]:
        if extra.text.strip():
            notes.error(extra, f"more cells than the header's {len(columns)} columns")
            break
    by_name: dict[str, Cell] = {}
    for name, cell in zip(columns, cells, strict=False):
        if name and not _spoilt(cell, notes):
            by_name[name] = cell
    first = cells[0]
    wanted = by_name.get("id", Cell("", first.line, first.column))
    identity = wanted.text.strip()
    if not identity:
        notes.error(wanted, "a concept without an id")
    elif any(c.isspace() for c in identity):
        notes.error(wanted, f"white space inside the id {_short(identity)}")
    elif identity in seen:
        notes.error(wanted, f"the id {_short(identity)} stands in line {seen[identity]} already")
    else:
        seen[identity] = first.line
    names = {
        code: found
        for code in columns
        if code in LANGUAGES and code in by_name and (found := _names(by_name[code], notes))
    }
    if not names:
        notes.error(first, f"the concept {_short(identity)} has no name in any language")
        return None
    policy = _choice(by_name.get("policy"), Policy, Policy.REQUIRE, notes)
    case = _choice(by_name.get("case"), CaseRule, CaseRule.FOLD, notes)
    if len(names) == 1 and policy is not Policy.KEEP:
        notes.warning(first, f"the concept {_short(identity)} has names in one language only")
    concept = Concept(
        id=identity,
        names={code: tuple(name.variant for name in found) for code, found in names.items()},
        policy=policy,
        case=case,
        pos=_plain(by_name.get("pos")),
        forms={
            name.removeprefix("forms."): forms
            for name, cell in by_name.items()
            if name.startswith("forms.") and (forms := _forms(cell, notes))
        },
        domain=_plain(by_name.get("domain")),
        note=_plain(by_name.get("note")),
        source=_plain(by_name.get("source")),
        line=first.line,
    )
    return Row(concept, names)


def _spoilt(cell: Cell, notes: Notes) -> bool:
    if len(cell.text) > MAX_CELL:
        notes.error(cell, f"a cell of {len(cell.text):,} characters; at most {MAX_CELL:,} are read")
        return True
    if cell.text.isprintable():
        return False
    for offset, char in enumerate(cell.text):
        if unicodedata.category(char) in ("Cc", "Cs", "Cn"):
            place = Cell(char, cell.line, cell.column + offset)
            notes.error(place, f"a control or unassigned character (U+{ord(char):04X})")
            return True
    return False


def _plain(cell: Cell | None) -> str:
    return unicodedata.normalize("NFC", cell.text.strip()) if cell else ""


def _choice(cell: Cell | None, kind: type[_Kind], default: _Kind, notes: Notes) -> _Kind:
    value = cell.text.strip().lower() if cell else ""
    if not value or cell is None:
        return default
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        what = "policy" if kind is Policy else "case"
        notes.error(cell, f"unknown {what} {_short(value)}; known are {known}")
        return default


def _pieces(cell: Cell) -> Iterator[Cell]:
    column = cell.column
    for part in cell.text.split("|"):
        yield Cell(part, cell.line, column)
        column += len(part) + 1


def _names(cell: Cell, notes: Notes) -> list[Name]:
    """The variants of a cell."""
    if not cell.text.strip():
        return []
    found: list[Name] = []
    for piece in _pieces(cell):
        text = piece.text.strip()
        forbidden = text.startswith("!")
        name = unicodedata.normalize("NFC", text.removeprefix("!").strip())
        if not name:
            notes.error(piece, "an empty name beside '|' or after '!'")
            continue
        if not any(c.isalnum() for c in name):
            notes.error(piece, f"a name without a letter or figure: {_short(name)}")
            continue
        if piece.text != text or name != " ".join(name.split()):
            notes.warning(piece, f"stray spaces in {_short(piece.text)}")
            name = " ".join(name.split())
        twin = next((other for other in found if other.variant.text == name), None)
        if twin is not None and twin.variant.forbidden != forbidden:
            notes.error(piece, f"{_short(name)} is both allowed and forbidden")
        elif twin is not None:
            notes.warning(piece, f"{_short(name)} stands twice")
        else:
            found.append(Name(Variant(name, forbidden), piece))
    return found


def _forms(cell: Cell, notes: Notes) -> tuple[str, ...]:
    if not cell.text.strip():
        return ()
    found: list[str] = []
    for piece in _pieces(cell):
        text = " ".join(unicodedata.normalize("NFC", piece.text).split())
        if not any(c.isalnum() for c in text.rpartition("=")[2]):
            notes.error(piece, "an empty form beside '|'")
        else:
            found.append(text)
    return tuple(found)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")
