"""Reading the text of a glossary: cells to concepts, with everything wrong noted on the way."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeVar, cast

from translator.glossary.columns import (
    EVERY_LANGUAGE,
    GENDERS,
    NUMBERS,
    POS,
    all_columns,
    full,
    is_column,
)
from translator.glossary.concept import CaseRule, Concept, Policy, Variant
from translator.glossary.inflection.forms import FORM_LABELS
from translator.languages import LANGUAGES

Severity = Literal["error", "warning"]

_Kind = TypeVar("_Kind", Policy, CaseRule)

CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
"""How lines begin that separate two versions of a row, as git writes them."""

MAX_COLUMNS = 300
MAX_CELL = 10_000
MAX_PROBLEMS = 10_000

_NEWLINE = re.compile(r"\r\n|\r|\n")
_SENSE = re.compile(r"[^\W_]")
_CHOICES: dict[type, dict[str, Policy | CaseRule]] = {
    Policy: {member.value: member for member in Policy},
    CaseRule: {member.value: member for member in CaseRule},
}
_WIDE = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a glossary; ``line`` and ``column`` (in characters) count from 1."""

    line: int
    column: int
    message: str
    severity: Severity = "error"


class Cell(NamedTuple):
    """A stretch of a line: ``column`` is where it begins, from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Notes:
    """The problems met so far; beyond ``MAX_PROBLEMS`` of a severity they are only counted."""

    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0

    def error(self, cell: Cell, message: str) -> None:
        self.errors += 1
        if self.errors <= MAX_PROBLEMS:
            self.problems.append(Problem(cell.line, cell.column, message, "error"))

    def warning(self, cell: Cell, message: str) -> None:
        self.warnings += 1
        if self.warnings <= MAX_PROBLEMS:
            self.problems.append(Problem(cell.line, cell.column, message, "warning"))


@dataclass(frozen=True, slots=True)
class Name:
    """A variant and the cell it stands in, for the checks between concepts."""

    variant: Variant
    cell: Cell


@dataclass(slots=True)
class Row:
    """A concept and the row that it stands in; ``columns`` are the header's names."""

    concept: Concept
    parts: list[str]
    columns: list[str]

    def text(self, lang: str) -> str:
        """The cell of a language, as it stands."""
        return self.parts[self.columns.index(lang)]

    def cell(self, column: str) -> Cell:
        """The cell of a column, with its place."""
        return _cell(self.parts, self.columns.index(column), self.concept.line)

    def names(self, lang: str) -> list[Name]:
        """The variants of a language and where each of them stands."""
        return _names(self.cell(lang), Notes())


def read_rows(text: str, notes: Notes) -> tuple[tuple[str, ...], list[Row]]:
    """The languages and rows of a glossary's text; what is wrong goes to ``notes``."""
    lines = _lines(text)
    header = next(lines, None)
    if header is None:
        notes.error(Cell("", 1, 1), "no header row: the first row names the columns")
        return (), []
    number, parts = header
    if len(parts) > MAX_COLUMNS:
        many = f"{len(parts):,} columns; at most {MAX_COLUMNS} are read"
        notes.error(_cell(parts, 0, number), many)
        return (), []
    columns = _header([_cell(parts, index, number) for index in range(len(parts))], notes)
    if columns is None:
        return (), []
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for cells in lines:
        number, parts = cells
        if parts[0].startswith(CONFLICT_MARKS):
            mark = _cell(parts, 0, number)
            notes.error(mark, "a merge conflict: choose a row and remove the marks around")
            continue
        row = _row(number, parts, columns, notes, seen)
        if row is not None:
            rows.append(row)
    return tuple(name for name in columns if name in LANGUAGES), rows


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are neither blank nor comments, cut at tabs, with their line numbers."""
    for number, line in enumerate(_NEWLINE.split(text.removeprefix("\ufeff")), start=1):
        if line.startswith("#") or not line.strip():
            continue
        yield number, line.split("\t")


def _cell(parts: list[str], index: int, line: int) -> Cell:
    """A cell with its place; of one that the row lacks, the row's beginning."""
    if index >= len(parts):
        return Cell("", line, 1)
    return Cell(parts[index], line, 1 + index + sum(map(len, parts[:index])))


def _header(cells: list[Cell], notes: Notes) -> list[str] | None:
    if len(cells) == 1 and _WIDE.search(cells[0].text.strip()):
        notes.error(cells[0], "the columns must be set apart by tabs, not by spaces")
        return None
    if len(cells) == 1 and (mark := _other_mark(cells[0].text)):
        message = f"the columns must be set apart by tabs, not by {mark!r}"
        notes.error(cells[0], f"{message}: `translator glossary import` reads such a table")
        return None
    columns: list[str] = []
    for cell in cells:
        name = cell.text.strip()
        if name in columns and name:
            notes.error(cell, f"the column {name!r} stands twice")
            name = ""
        elif name and not is_column(name):
            near = difflib.get_close_matches(name.lower(), all_columns(), 1)
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


def _other_mark(line: str) -> str:
    """The sign, no tab, between the columns of a header row of spreadsheets' CSV, if it is one."""
    for mark in ",;":
        names = [name.strip(' "').lower() for name in line.split(mark)]
        if len(names) > 1 and any(is_column(name) for name in names):
            return mark
    return ""


def _row(
    number: int, parts: list[str], columns: list[str], notes: Notes, seen: dict[str, int]
) -> Row | None:
    for index in range(len(columns), len(parts)):
        if parts[index].strip():
            extra = _cell(parts, index, number)
            notes.error(extra, f"more cells than the header's {len(columns)} columns")
            break
    line = "".join(parts)
    # What is true of the whole row need not be asked of each cell.
    plain = line.isprintable() and unicodedata.is_normalized("NFC", line)
    whole = plain and len(line) <= MAX_CELL
    texts = {
        name: text
        for index, (name, text) in enumerate(zip(columns, parts, strict=False))
        if name and text and (whole or not _spoilt(_cell(parts, index, number), notes))
    }

    def place(column: str) -> Cell:
        return _cell(parts, columns.index(column), number)

    identity = texts.get("id", "").strip()
    if not identity:
        notes.error(place("id"), "a concept without an id")
    elif len(identity.split()) > 1:
        notes.error(place("id"), f"white space inside the id {_short(identity)}")
    elif identity in seen:
        message = f"the id {_short(identity)} stands in line {seen[identity]} already"
        notes.error(place("id"), message)
    else:
        seen[identity] = number
    names: dict[str, tuple[Variant, ...]] = {}
    for column, text in texts.items():
        if column in LANGUAGES:
            found = _variants(text) if plain else None
            if found is None:
                found = tuple(name.variant for name in _names(place(column), notes))
            if found:
                names[column] = found
    first = _cell(parts, 0, number)
    if not names:
        notes.error(first, f"the concept {_short(identity)} has no name in any language")
        return None
    policy, case = Policy.REQUIRE, CaseRule.FOLD
    if "policy" in texts:
        policy = _choice(texts["policy"], Policy, policy, lambda: place("policy"), notes)
    if "case" in texts:
        case = _choice(texts["case"], CaseRule, case, lambda: place("case"), notes)
    if len(names) == 1 and policy is not Policy.KEEP:
        notes.warning(first, f"the concept {_short(identity)} has names in one language only")
    dotted = any("." in column for column in texts)  # most rows have no such cells
    near = dotted or "before" in texts or "after" in texts
    concept = Concept(
        id=identity,
        names=names,
        policy=policy,
        case=case,
        pos=_hint("pos", texts, POS, place, notes) if "pos" in texts else "",
        gender=_hint("gender", texts, GENDERS, place, notes) if "gender" in texts else "",
        number=_hint("number", texts, NUMBERS, place, notes) if "number" in texts else "",
        forms=_by_language("forms", texts, place, notes) if dotted else {},
        before=_by_language("before", texts, place, notes) if near else {},
        after=_by_language("after", texts, place, notes) if near else {},
        domain=_plain(texts.get("domain")),
        note=_plain(texts.get("note")),
        source=_plain(texts.get("source")),
        line=number,
    )
    return Row(concept, parts, columns)


def _variants(text: str) -> tuple[Variant, ...] | None:
    """The variants of a printable, composed cell, or None if anything about it is odd."""
    if "|" not in text and text[0].isalnum() and text[-1] != " " and "  " not in text:
        return (Variant(text),)  # as most cells are
    found: list[Variant] = []
    for piece in text.split("|"):
        forbidden = piece[:1] == "!"
        name = piece[1:] if forbidden else piece
        if (
            not (name[:1].isalnum() or _SENSE.search(name))
            or name[0] == " "
            or name[-1] == " "
            or "  " in name
        ):
            return None
        found.append(Variant(name, forbidden))
    if len(found) > 1 and len({variant.text for variant in found}) < len(found):
        return None
    return tuple(found)


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


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFC", text.strip()) if text else ""


def _choice(
    text: str, kind: type[_Kind], default: _Kind, place: Callable[[], Cell], notes: Notes
) -> _Kind:
    value = text.strip().lower()
    if not value:
        return default
    found = _CHOICES[kind].get(value)
    if found is None:
        known = ", ".join(member.value for member in kind)
        what = "policy" if kind is Policy else "case"
        notes.error(place(), f"unknown {what} {_short(value)}; known are {known}")
        return default
    return cast(_Kind, found)


def _hint(
    column: str,
    texts: dict[str, str],
    known: Sequence[str],
    place: Callable[[str], Cell],
    notes: Notes,
) -> str:
    """What a row says of a name's grammar; of its kind anything may be said."""
    if not texts[column].strip():
        return ""
    value = full(texts[column])
    if value in known:
        return value
    listed = f"known are {', '.join(known)}"
    if column != "pos":
        notes.error(place(column), f"unknown {column} {_short(texts[column].strip())}; {listed}")
        return ""
    given = _plain(texts[column])
    notes.warning(place(column), f"the pos {_short(given)} steers no inflection; {listed}")
    return given


def _by_language(
    kind: str, texts: dict[str, str], place: Callable[[str], Cell], notes: Notes
) -> dict[str, tuple[str, ...]]:
    """The cells of ``forms.ru`` and its like by language code."""
    found: dict[str, tuple[str, ...]] = {}
    for column in texts:
        name, _, code = column.partition(".")
        if name == kind and (pieces := _list(place(column), kind, notes)):
            found[code or EVERY_LANGUAGE] = pieces
    return found


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


def _list(cell: Cell, kind: str, notes: Notes) -> tuple[str, ...]:
    """The forms or the context words of a cell."""
    if not cell.text.strip():
        return ()
    what = "form" if kind == "forms" else "word"
    found: list[str] = []
    for piece in _pieces(cell):
        text = " ".join(unicodedata.normalize("NFC", piece.text).split())
        label, sign, form = text.rpartition("=")
        if not any(c.isalnum() for c in form):
            notes.error(piece, f"an empty {what} beside '|'")
            continue
        if sign and kind == "forms" and label.strip() not in FORM_LABELS:
            listed = ", ".join(FORM_LABELS)
            notes.error(piece, f"unknown label {_short(label)} of a form; known are {listed}")
            continue
        found.append(text)
    return tuple(dict.fromkeys(found))


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")
