"""Three-way merge of glossaries: concept by concept and cell by cell, not line by line.

Two people may add concepts in the same place or change two cells of one row without a conflict.
The order of our rows and columns stays; rows that only they have go after the row that they stand
behind there. Comments and blank lines belong to the row below them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.sheet import Line, Sheet, is_row, joined
from translator.glossary.table import CONFLICT_MARKS

_OURS, _BETWEEN, _THEIRS = CONFLICT_MARKS
_ROW = "*"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that both sides changed, each in its own way.

    ``column`` is ``*`` when one side removed the row and the other changed it; a row that is not
    there has an empty value. ``line`` is the line of the conflict's mark in the merged text.
    """

    id: str
    column: str
    base: str
    ours: str
    theirs: str
    line: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text; rows in conflict stand in it twice, between marks as git writes them."""

    text: str
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row with what stands above it."""

    above: tuple[Line, ...]
    line: Line
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        return unicodedata.normalize("NFC", self.cells.get(column, "").strip())

    def same(self, other: _Entry) -> bool:
        return all(self.cell(c) == other.cell(c) for c in {*self.cells, *other.cells})


@dataclass(frozen=True, slots=True)
class _Side:
    sheet: Sheet
    head: tuple[Line, ...]
    entries: Mapping[str, _Entry]
    tail: tuple[Line, ...]


def merge(base: str, ours: str, theirs: str) -> Merged:
    """What ``theirs`` changed since ``base``, done to ``ours``.

    Raises:
        TranslatorError: ``glossary-invalid`` if one of them has no header, an id twice or marks
            of an earlier conflict.
    """
    sides = [_side(base, "base"), _side(ours, "ours"), _side(theirs, "theirs")]
    return _Merging(*sides).run()


def _side(text: str, name: str) -> _Side:
    try:
        sheet = Sheet.of(text)
    except TranslatorError as error:
        error.message = f"{name}: {error.message}"
        raise
    entries: dict[str, _Entry] = {}
    above: list[Line] = []
    place = sheet.columns.index("id")
    for index in range(sheet.header + 1, len(sheet.lines)):
        line = sheet.lines[index]
        body = line.body
        if not is_row(body):
            above.append(line)
            continue
        cells = sheet.cells(index)
        identity = cells.get("id", "").strip()
        if body.startswith(CONFLICT_MARKS) or not identity or identity in entries:
            what = (
                "the mark of an earlier conflict"
                if body.startswith(CONFLICT_MARKS)
                else f"the id {identity!r} twice"
                if identity
                else f"no id in column {place + 1}"
            )
            raise TranslatorError(
                ErrorCode.GLOSSARY_INVALID, f"{name}, line {index + 1}: {what}", "mend it first"
            )
        entries[identity] = _Entry(tuple(above), line, cells)
        above = []
    return _Side(sheet, sheet.lines[: sheet.header], entries, tuple(above))


class _Merging:
    """The state of one merge: the lines written so far and the conflicts in them."""

    def __init__(self, base: _Side, ours: _Side, theirs: _Side) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.end = ours.sheet.end
        sheet = ours.sheet
        for column in theirs.sheet.columns:
            # a column that we removed and they kept stays away unless they filled it meanwhile
            if column and (column not in base.sheet.columns or self._filled(column)):
                sheet = sheet.with_column(column)
        self.header = sheet.lines[sheet.header]
        self.columns = sheet.columns
        self.out: list[Line] = []
        self.conflicts: list[Conflict] = []

    def _filled(self, column: str) -> bool:
        if column in self.ours.sheet.columns:
            return False
        base = self.base.entries
        return any(
            entry.cell(column) != (base[key].cell(column) if key in base else "")
            for key, entry in self.theirs.entries.items()
        )

    def run(self) -> Merged:
        self.out += _notes(self.base.head, self.ours.head, self.theirs.head)
        self.out.append(self.header)
        followers = self._followers()
        for identity in followers.get("", ()):
            self._added(identity)
        for identity in self.ours.entries:
            self._kept(identity)
            for other in followers.get(identity, ()):
                self._added(other)
        self.out += _notes(self.base.tail, self.ours.tail, self.theirs.tail)
        return Merged(self._text(), tuple(self.conflicts))

    def _text(self) -> str:
        last = len(self.out) - 1
        ends = (
            line.end or ("" if index == last and line is self.ours.sheet.lines[-1] else self.end)
            for index, line in enumerate(self.out)
        )
        bodies = (line.body for line in self.out)
        text = "".join(body + end for body, end in zip(bodies, ends, strict=True))
        return self.ours.sheet.bom + text

    def _line(self, body: str) -> Line:
        return Line(body, self.end)

    def _followers(self) -> dict[str, list[str]]:
        """The ids that only they have, by the id of ours that they are to stand behind."""
        found: dict[str, list[str]] = {}
        anchor = ""
        for identity in self.theirs.entries:
            if identity in self.ours.entries:
                anchor = identity
            else:
                found.setdefault(anchor, []).append(identity)
        return found

    def _added(self, identity: str) -> None:
        """A row that they have and we do not: new, or removed by us."""
        theirs = self.theirs.entries[identity]
        base = self.base.entries.get(identity)
        row = self._arranged(theirs.cells.get)
        if base is None:
            self.out += [*(self._line(line.body) for line in theirs.above), self._line(row)]
        elif not base.same(theirs):
            self._clash(Conflict(identity, _ROW, base.line.body, "", theirs.line.body, 0), "", row)

    def _kept(self, identity: str) -> None:
        """A row of ours; they may have changed or removed it."""
        ours = self.ours.entries[identity]
        base = self.base.entries.get(identity)
        theirs = self.theirs.entries.get(identity)
        if theirs is None:
            if base is None:
                self.out += [*ours.above, ours.line]
            elif base.same(ours):
                self.out += _notes(base.above, ours.above, ())
            else:
                self.out += ours.above
                clash = Conflict(identity, _ROW, base.line.body, ours.line.body, "", 0)
                self._clash(clash, ours.line.body, "")
            return
        above = base.above if base else ()
        self.out += _notes(above, ours.above, theirs.above)
        merged, clashes = dict(ours.cells), []
        for column in self.columns:
            b = base.cell(column) if base else ""
            o, t = ours.cell(column), theirs.cell(column)
            if t in (o, b):
                continue
            if o != b:
                clashes.append(Conflict(identity, column, b, o, t, 0))
            merged[column] = theirs.cells.get(column, "")
        if not clashes:
            self.out.append(self._row(base, ours, theirs, merged))
            return
        for clash in clashes:
            merged[clash.column] = ours.cells.get(clash.column, "")
        mine = self._arranged(merged.get)
        for clash in clashes:
            merged[clash.column] = theirs.cells.get(clash.column, "")
        self._clash(clashes[0], mine, self._arranged(merged.get), *clashes[1:])

    def _row(
        self, base: _Entry | None, ours: _Entry, theirs: _Entry, merged: Mapping[str, str]
    ) -> Line:
        """A row that both have, as it stands in one of them where it can."""
        if merged == ours.cells:
            return ours.line
        alike = self.theirs.sheet.columns == self.columns
        if alike and base is not None and base.line.body == ours.line.body:
            return Line(theirs.line.body, ours.line.end)
        width = len(ours.line.body.split("\t"))
        row = self._arranged(merged.get).split("\t")
        return Line("\t".join([*row, *[""] * (width - len(row))]), ours.line.end)

    def _clash(self, first: Conflict, mine: str, other: str, *more: Conflict) -> None:
        line = len(self.out) + 1
        for c in (first, *more):
            self.conflicts.append(Conflict(c.id, c.column, c.base, c.ours, c.theirs, line))
        bodies = [f"{_OURS} ours", mine, _BETWEEN, other, f"{_THEIRS} theirs"]
        self.out += [self._line(body) for body in bodies if body]

    def _arranged(self, cell: Callable[[str, str], str]) -> str:
        return joined([cell(column, "") if column else "" for column in self.columns])


def _notes(base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line]) -> tuple[Line, ...]:
    """Comments and blank lines of both sides; of what both changed, everything."""
    was, mine, other = ([line.body for line in lines] for lines in (base, ours, theirs))
    if other in (was, mine):
        return tuple(ours)
    known = {*mine, *was}
    fresh = [line for line in theirs if line.body not in known]
    if mine == was:
        still = set(other)
        kept = [line for line in ours if line.body in still]
        if len(kept) + len(fresh) != len(other):
            return tuple(theirs)
        return (*kept, *fresh) if other[: len(kept)] == [k.body for k in kept] else tuple(theirs)
    return (*ours, *fresh)
