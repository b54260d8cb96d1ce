"""Lines of a plain text, and which of them make up one paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

# Marks that come before an item's text and are carried over as they are.
_BULLET = re.compile(r"(?:[-*+•‣▪▫●◦○■□►▶➤➢✓✔·–—]|\(\d{1,3}\)|\(?[a-zа-яəğıöşüç]\))[ \t\u00a0]+")
_NUMBER = re.compile(r"(\d{1,3})([.)])[ \t\u00a0]+")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_INVISIBLE = "\ufeff\u200b\u2060"
_STOP = re.compile(r"[.!?…։؟۔:;]['\"”’»“)\]]*$")
_WIDE = 130
_NARROW = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    ``start`` and ``end`` are offsets of its text without indent, mark and trailing blanks,
    ``origin`` is that of its mark or text; ``indent`` counts the characters before ``origin`` on
    the line. ``joined`` is false when a blank line or a page break lies before it.
    """

    origin: int
    start: int
    end: int
    text: str
    indent: int
    mark: str = ""
    joined: bool = False

    @property
    def width(self) -> int:
        return self.indent + self.end - self.origin

    @property
    def stops(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _STOP.search(self.text[-8:]) is not None


def split(text: str) -> list[Line]:
    """The lines of ``text`` that hold more than blanks, in order."""
    found: list[Line] = []
    offset = 0
    joined = False
    for raw in text.splitlines(keepends=True):
        line = _line(raw, offset, joined)
        joined = line is not None and raw[-1] not in "\x0c\x1c\x1d\x1e\u2029"
        if line is not None:
            found.append(line)
        offset += len(raw)
    return _check_numbers(found, text)


def _line(raw: str, offset: int, joined: bool) -> Line | None:
    end = len(raw)
    while end and (raw[end - 1].isspace() or raw[end - 1] in _INVISIBLE):
        end -= 1
    origin = start = _skip(raw, 0, end)
    if start == end:
        return None
    mark = ""
    for pattern in (_QUOTE, _BULLET, _NUMBER):
        match = pattern.match(raw, start, end)
        if match and match.end() < end:
            mark = match[0].strip()
            start = _skip(raw, match.end(), end)
            break
    return Line(offset + origin, offset + start, offset + end, raw[start:end], origin, mark, joined)


def _skip(raw: str, at: int, end: int) -> int:
    while at < end and (raw[at].isspace() or raw[at] in _INVISIBLE):
        at += 1
    return at


def _check_numbers(lines: list[Line], text: str) -> list[Line]:
    """Numbers followed by a stop are marks only in a row: a lone ``3.`` may be an ordinal."""
    numbered = [
        (i, int(match[1]), match[2])
        for i, line in enumerate(lines)
        if line.mark and (match := _NUMBER.match(line.mark + " "))
    ]
    kept = {i for i, _, after in numbered if after == ")"}
    for (i, one, after), (j, two, other) in pairwise(numbered):
        if two == one + 1 and after == other:
            kept |= {i, j}
    for i, _, _ in numbered:
        if i not in kept:
            line = lines[i]
            bare = text[line.origin : line.end]
            lines[i] = replace(line, start=line.origin, text=bare, mark="")
    return lines


def paragraphs(lines: Sequence[Line], alone: Callable[[Line], bool]) -> list[list[Line]]:
    """``lines`` in groups, each of which is one hard-wrapped paragraph or a single line.

    Two lines belong together when the first does not end a sentence and the second goes on with a
    small letter, or when the file is known to be wrapped and the second line's first word would
    not have fitted on the first.

    Args:
        lines: all lines of a text.
        alone: whether a line stands for itself whatever its neighbours are.
    """
    solitary = [alone(line) for line in lines]
    chunks: list[list[int]] = []
    for i, line in enumerate(lines):
        if chunks and line.joined and not line.mark and not solitary[i] and not solitary[i - 1]:
            chunks[-1].append(i)
        else:
            chunks.append([i])
    runs = [[lines[i] for i in chunk] for chunk in chunks]
    evidence = [sum(_goes_on(a, b) for a, b in pairwise(run)) for run in runs]
    wrapped_file = sum(evidence) > 1
    groups: list[list[Line]] = []
    for run, found in zip(runs, evidence, strict=True):
        width = max(line.width for line in run)
        wrapped = (found or wrapped_file) and _NARROW <= width <= _WIDE
        groups.append([run[0]])
        for one, two in pairwise(run):
            if _goes_on(one, two) or (wrapped and _filled(one, two, width)):
                groups[-1].append(two)
            else:
                groups.append([two])
    return groups


def _goes_on(one: Line, two: Line) -> bool:
    first = two.text[0]
    if one.stops or len(one.text) < 30:
        return False
    if first.islower():
        return True
    caseless = first.isalpha() and not first.isupper()
    return caseless and one.width <= _WIDE and abs(one.width - two.width) < 25


def _filled(one: Line, two: Line, width: int) -> bool:
    """Whether ``one`` is full: the next word would have made it longer than ``width``."""
    if two.indent > one.indent + 1 and not one.mark:
        return False
    word = two.text.split(maxsplit=1)[0]
    return one.width + 1 + len(word) > width
