"""The text of a glossary taken apart without loss: every line as it stands, rows found by id."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.columns import BY_LANGUAGE, PLAIN_COLUMNS
from translator.languages import LANGUAGES, language

BOM = "\ufeff"
_ENDS = re.compile(r"(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``body`` and the line end that follows it, empty for a last line without one."""

    body: str
    end: str


@dataclass(frozen=True)
class Sheet:
    """The lines of a glossary; ``header`` is the index of the row that names the columns.

    ``text`` gives back exactly what ``of`` was given.
    """

    lines: tuple[Line, ...]
    header: int
    bom: str = ""

    @classmethod
    def of(cls, text: str) -> Sheet:
        """The sheet of a glossary's text.

        Raises:
            TranslatorError: ``glossary-invalid`` if no row names an ``id`` column.
        """
        bom = BOM if text.startswith(BOM) else ""
        parts = [*_ENDS.split(text[len(bom) :]), ""]
        lines = [Line(parts[i], parts[i + 1]) for i in range(0, len(parts), 2)]
        if not lines[-1].body:
            lines.pop()
        for index, line in enumerate(lines):
            if is_row(line.body):
                if "id" in [cell.strip() for cell in line.body.split("\t")]:
                    return cls(tuple(lines), index, bom)
                break
        raise TranslatorError(
            ErrorCode.GLOSSARY_INVALID,
            "the glossary has no header row with a column 'id'",
            "`translator glossary new` makes one to start from",
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names in the header row."""
        return tuple(cell.strip() for cell in self.lines[self.header].body.split("\t"))

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The index of each concept's line, by id; of an id that stands twice, the first."""
        found: dict[str, int] = {}
        place = self.columns.index("id")
        for index in range(self.header + 1, len(self.lines)):
            body = self.lines[index].body
            if is_row(body):
                cells = body.split("\t", place + 1)
                found.setdefault(cells[place].strip() if place < len(cells) else "", index)
        return found

    @property
    def end(self) -> str:
        """The line end that the file uses."""
        return self.lines[self.header].end or "\n"

    def text(self) -> str:
        return self.bom + "".join(line.body + line.end for line in self.lines)

    def row(self, identity: str) -> int:
        """The index of the line of a concept.

        Raises:
            TranslatorError: ``failed`` if there is none of that id, with the closest as a hint.
        """
        index = self.rows.get(identity)
        if index is None or not identity:
            near = difflib.get_close_matches(identity.lower(), [*self.rows], 1)
            hint = f"did you mean {near[0]!r}?" if near else "`translator glossary show` lists them"
            raise TranslatorError(ErrorCode.FAILED, f"no concept {identity!r}", hint)
        return index

    def cells(self, index: int) -> dict[str, str]:
        """The cells of a line by column, as they stand, white space around them included."""
        parts = self.lines[index].body.split("\t")
        return dict(zip(self.columns, parts, strict=False))

    def with_line(self, index: int, body: str) -> Sheet:
        """The sheet with another body in one line."""
        lines = list(self.lines)
        lines[index] = Line(body, lines[index].end)
        return replace(self, lines=tuple(lines))

    def with_cell(self, index: int, column: str, value: str) -> Sheet:
        """The sheet with another value in one cell; the other cells stay as they are."""
        place = self.columns.index(column)
        parts = self.lines[index].body.split("\t")
        if not value and place >= len(parts):
            return self
        parts += [""] * (place + 1 - len(parts))
        parts[place] = value
        return self.with_line(index, "\t".join(parts))

    def with_column(self, name: str) -> Sheet:
        """The sheet with one column more, after the last: so that no other row changes.

        Raises:
            TranslatorError: ``glossary-invalid`` if there is text where the column would stand.
        """
        columns = list(self.columns)
        if name in columns:
            return self
        parts = self.lines[self.header].body.split("\t")
        if not columns[-1]:
            parts.pop()
        place = len(parts)
        for index in self.rows.values():
            cells = self.lines[index].body.split("\t")
            if any(cell.strip() for cell in cells[place:]):
                raise TranslatorError(
                    ErrorCode.GLOSSARY_INVALID,
                    f"line {index + 1}: more cells than the header's {place} columns",
                    f"mend the row first: the column {name!r} would begin there",
                )
        return self.with_line(self.header, "\t".join([*parts, name]))

    def inserted(self, index: int, bodies: Iterable[str]) -> Sheet:
        """The sheet with new lines before the line ``index``."""
        lines = list(self.lines)
        if 0 < index == len(lines) and not lines[-1].end:
            lines[-1] = Line(lines[-1].body, self.end)
        lines[index:index] = [Line(body, self.end) for body in bodies]
        header = self.header + (len(lines) - len(self.lines) if index <= self.header else 0)
        return replace(self, lines=tuple(lines), header=header)

    def without(self, index: int) -> Sheet:
        """The sheet without one line."""
        return replace(self, lines=self.lines[:index] + self.lines[index + 1 :])

    def last(self) -> int:
        """The index after the last line that is not blank."""
        index = len(self.lines)
        while not self.lines[index - 1].body.strip():
            index -= 1
        return index


def is_row(body: str) -> bool:
    """Whether a line is neither blank nor a comment."""
    return bool(body.strip()) and not body.startswith("#")


def column_name(name: str) -> str:
    """The column that ``name`` means: one of the plain ones, ``forms.<code>`` or a language.

    Raises:
        TranslatorError: ``language-unknown``.
    """
    wanted = name.strip()
    if wanted.lower() in PLAIN_COLUMNS or wanted in LANGUAGES:
        return wanted.lower()
    head, dot, code = wanted.partition(".")
    if dot and head.lower() in BY_LANGUAGE:
        return f"{head.lower()}.{language(code).code}"
    try:
        return language(wanted).code
    except TranslatorError as error:
        near = difflib.get_close_matches(wanted.lower(), PLAIN_COLUMNS, 1)
        if near:
            error.hint = f"did you mean {near[0]!r}?"
        else:
            error.hint = f"a language code, or one of {', '.join(PLAIN_COLUMNS)}, forms.ru"
        raise


def cell_text(value: str) -> str:
    """``value`` as a cell holds it: composed, one line, without spaces around it.

    Raises:
        TranslatorError: ``usage`` if a tab or line break is in it.
    """
    text = unicodedata.normalize("NFC", value).strip()
    if re.search(r"[\t\r\n]", text):
        raise TranslatorError(
            ErrorCode.USAGE, f"a tab or line break in {text!r}", "a cell is one line without tabs"
        )
    return text


def joined(cells: Sequence[str]) -> str:
    """Cells as a row, empty ones at its end left out."""
    return "\t".join(cells).rstrip("\t")
