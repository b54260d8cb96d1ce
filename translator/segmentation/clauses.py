"""Cutting a segment that is too long for a model into pieces, at the marks of its clauses.

Nothing is lost: the pieces, joined, are the text. A cut stands after the white space that follows
a mark, so every piece but the first begins with a word. Term annotations (``<term> … </term>``),
placeholders (``<x0>``) and numbers (``1 234,5``) are never cut.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise

from translator.segmentation.boundaries import boundaries
from translator.segmentation.data import rules

_CLOSE = r"[\"'’”“»›)\]]*+"
# In order of preference, after the ends of whole sentences.
_STRONG = re.compile(
    rf"(?:[;؛·]|[:՝](?=[\"'’”“»›)\]]*+\s)|\.(?=\s*[ա-ֆԱ-Ֆ«])){_CLOSE}\s++|\s[—–―-]\s++"
)
_COMMA = re.compile(rf"[,،՝、，]{_CLOSE}(?:\s++[—–―-])?\s++|[、，；]")
_SPACE = re.compile(r"\s++")
_TAG = re.compile(r"<term>|</term>|<as>|<x\d{1,3}>|>>[\w-]{1,12}<<")
_NUMBER = re.compile(r"\d(?:[\d.,:'’٫٬/]|[ \u00a0\u202f](?=\d)|[–-](?=\d))*+")
_WORD = re.compile(r"[^\W\d_]++")
_JOINERS = frozenset("\u200c\u200d\u2060\ufeff")


def split_clauses(text: str, lang: str) -> list[str]:
    """``text`` cut after every clause mark: sentence ends, semicolons, colons, dashes, commas.

    Args:
        text: any string, with or without term annotations and placeholders.
        lang: ISO 639-1 code of its language.

    Returns:
        The pieces in order; joined they are ``text``.
    """
    guard = _Guarded(text)
    cuts = sorted({*boundaries(text, lang), *_after(_STRONG, text), *_after(_COMMA, text)})
    return _pieces(text, [at for at in cuts if guard.allows(at)])


def split_to_fit(text: str, fits: Callable[[str], bool], lang: str) -> list[str]:
    """``text`` cut into as few and as even pieces as it takes for each to fit.

    A text that is too long is cut near its middle, at the best kind of mark that stands there:
    the end of a sentence; a semicolon, colon or dash; a comma; before a conjunction; a space; and
    inside a word if it is one giant word. Both halves are then treated alike.

    Args:
        text: any string, with or without term annotations and placeholders.
        fits: whether the model reads a piece whole; it sees the pieces as they are returned.
        lang: ISO 639-1 code of the text's language.

    Returns:
        The pieces in order; joined they are ``text``. A piece that cannot be cut (a single
        character, an annotated term, a placeholder, a number, white space) is returned even if it
        does not fit.
    """
    if not text or fits(text):
        return [text] if text else []
    cutter = _Cutter(text, lang)
    found: list[str] = []
    waiting = [(0, len(text))]
    while waiting:
        low, high = waiting.pop()
        whole = high - low < len(text) and fits(text[low:high])  # all of it was tried above
        cut = None if whole else cutter.best(low, high)
        if cut is None:
            found.append(text[low:high])
        else:
            waiting += [(cut, high), (low, cut)]
    return found


class _Cutter:
    """The places where a text may be cut, by rank."""

    def __init__(self, text: str, lang: str) -> None:
        self._text = text
        self._guard = guard = _Guarded(text)
        ranks = (
            boundaries(text, lang),
            _after(_STRONG, text),
            _after(_COMMA, text),
            _before_conjunctions(text, lang),
            _after(_SPACE, text),
        )
        self._ranks = [[at for at in rank if guard.allows(at)] for rank in ranks]

    def best(self, low: int, high: int) -> int | None:
        """Where to cut ``text[low:high]``: strictly inside, or None if nowhere.

        The middle half is searched by rank; then all of it, by rank; then inside words.
        """
        piece = self._text[low:high]
        low += len(piece) - len(piece.lstrip())  # no piece is to be blank
        high -= len(piece) - len(piece.rstrip())
        if low >= high:
            return None
        middle, quarter = (low + high) // 2, (high - low) // 4
        for start, end in ((low + quarter, high - quarter), (low, high)):
            for rank in self._ranks:
                at = _nearest(rank, middle, start, end)
                if at is not None:
                    return at
        return self._inside(low, high, middle)

    def _inside(self, low: int, high: int, middle: int) -> int | None:
        """A place near ``middle`` between two whole characters outside guarded stretches."""
        for at in self._guard.around(middle, low, high):
            if low < at < high and not _joined(self._text, at):
                return at
        return None


class _Guarded:
    """The stretches of a text that must not be cut: annotated terms, tags and numbers."""

    def __init__(self, text: str) -> None:
        spans: list[tuple[int, int]] = []
        opened: int | None = None
        for tag in _TAG.finditer(text):
            if tag.group() == "<term>":
                opened = tag.start() if opened is None else opened
                spans.append(tag.span())
            elif tag.group() == "</term>" and opened is not None:
                spans.append((opened, tag.end()))
                opened = None
            else:
                spans.append(tag.span())
        spans += [number.span() for number in _NUMBER.finditer(text)]
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def _span(self, at: int) -> tuple[int, int] | None:
        index = bisect_left(self._starts, at) - 1
        if index >= 0 and at < self._ends[index]:
            return self._starts[index], self._ends[index]
        return None

    def allows(self, at: int) -> bool:
        """Whether a cut at ``at`` is outside every guarded stretch."""
        return self._span(at) is None

    def around(self, middle: int, low: int, high: int) -> Iterator[int]:
        """Allowed places, from ``middle`` outwards: to the right first, then to the left."""
        at = middle
        while at < high:
            span = self._span(at)
            if span is None:
                yield at
            at = at + 1 if span is None else span[1]
        at = middle - 1
        while at > low:
            span = self._span(at)
            if span is None:
                yield at
            at = at - 1 if span is None else span[0]


def _joined(text: str, at: int) -> bool:
    """Whether the characters around ``at`` belong together (combining marks, joiners, flags)."""
    import unicodedata

    left, right = text[at - 1], text[at]
    return (
        unicodedata.category(right) in ("Mn", "Mc", "Me")
        or left in _JOINERS
        or right in _JOINERS
        or (left == "\r" and right == "\n")
        or ("\U0001f1e6" <= left <= "\U0001f1ff" and "\U0001f1e6" <= right <= "\U0001f1ff")
        or "\U0001f3fb" <= right <= "\U0001f3ff"
    )


def _after(mark: re.Pattern[str], text: str) -> list[int]:
    return [found.end() for found in mark.finditer(text) if 0 < found.end() < len(text)]


def _before_conjunctions(text: str, lang: str) -> list[int]:
    known = rules(lang).conjunctions
    return [
        found.start()
        for found in _WORD.finditer(text)
        if found.group() in known and found.start() and text[found.start() - 1].isspace()
    ]


def _nearest(places: list[int], middle: int, low: int, high: int) -> int | None:
    """The place nearest to ``middle`` that lies strictly between ``low`` and ``high``."""
    at = bisect_left(places, middle)
    near = [p for p in places[max(0, at - 1) : at + 1] if low < p < high]
    return min(near, key=lambda p: abs(p - middle)) if near else None


def _pieces(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *cuts, len(text)]
    return [text[a:b] for a, b in pairwise(edges) if a < b]
