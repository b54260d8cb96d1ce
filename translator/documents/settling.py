"""Where each inline of a block goes in the target, so that they nest and never cross."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from translator.documents.article import Inline
from translator.documents.ground import Ground, Span


class Settler:
    """Gives every inline its place, parents before children, so that none cross."""

    def __init__(self, ground: Ground, inlines: Sequence[Inline], taken: dict[int, Span]) -> None:
        self.ground = ground
        self.inlines = inlines
        self.taken = taken
        self.pads: dict[int, str] = {}
        self.doubtful: set[int] = set()  # inlines whose words the links do not tell
        self.children: list[list[int]] = [[] for _ in inlines]
        self.roots: list[int] = []
        opened: list[int] = []
        for i, inline in enumerate(inlines):
            while opened and not _holds(inlines[opened[-1]], inline):
                opened.pop()
            (self.children[opened[-1]] if opened else self.roots).append(i)
            opened.append(i)

    def settle(self) -> None:
        work = [(self.roots, (0, len(self.ground.text)))]
        while work:
            siblings, zone = work.pop()
            self._ranges(siblings, zone)
            self._points(siblings, zone)
            work += [(self.children[i], self.taken[i]) for i in siblings if self.children[i]]
        for i, inline in enumerate(self.inlines):
            if self._is_initial(inline):
                start, end = self.taken[i]
                self.taken[i] = start, min(end, start + 1)

    def _is_initial(self, inline: Inline) -> bool:
        """Whether the inline is around the first letter of a word alone, as a drop cap is."""
        around = self.ground.source[inline.start : inline.end + 1]
        return inline.end - inline.start == 1 and len(around) == 2 and around.isalnum()

    def _ranges(self, siblings: Sequence[int], zone: Span) -> None:
        ranges = [i for i in siblings if not _void(self.inlines[i])]
        if not ranges:
            return
        words = self.ground.words
        free = [k for k, (a, b) in enumerate(words) if zone[0] <= a and b <= zone[1]]
        for i in ranges:  # what is kept has its place already
            if i in self.taken:
                self._use(free, *self.taken[i])
        for i in ranges:
            if i in self.taken:
                continue
            inner = [self.taken[k] for k in self._within(i) if k in self.taken]
            run = self._run(i, free)
            if run is None or not self.ground.speaks_for(self.inlines[i], run):
                self.doubtful.add(i)
            if run is None and not inner:
                at = min(max(self.ground.after(self.inlines[i].start), zone[0]), zone[1])
                self.taken[i] = (at, at)
                continue
            start, end = (words[run[0]][0], words[run[1] - 1][1]) if run else inner[0]
            for a, b in inner:  # a parent reaches over what is kept inside it
                start, end = min(start, a), max(end, b)
            self.taken[i] = (max(start, zone[0]), min(end, zone[1]))
            self._use(free, start, end)
        self._part(ranges, zone)

    def _use(self, free: list[int], start: int, end: int) -> None:
        """Take the words that the stretch touches from ``free``, which is in order."""
        words = self.ground.words
        low = bisect_left(free, start, key=lambda k: words[k][1] - 1)
        high = bisect_left(free, end, key=lambda k: words[k][0])
        del free[low : max(low, high)]

    def _within(self, i: int) -> list[int]:
        found = list(self.children[i])
        for k in found:
            found += self.children[k]
        return found

    def _run(self, i: int, free: list[int]) -> Span | None:
        inline = self.inlines[i]
        run = self.ground.run(inline.start, inline.end, free)
        if run is not None or not free:
            return run
        near = self.ground.after(inline.start)
        nearest = min(free, key=lambda k: abs(self.ground.words[k][0] - near))
        return nearest, nearest + 1

    def _part(self, ranges: Sequence[int], zone: Span) -> None:
        """Widen the ranges over the marks that belong to them; cut those that overlap."""
        text = self.ground.text
        order = sorted(ranges, key=lambda i: self.taken[i])
        for left, right in pairwise(order):
            (a, b), (c, d) = self.taken[left], self.taken[right]
            if b > c:
                self.taken[right] = (b, max(b, d))
                if self.inlines[right].keep:
                    self.taken[left], self.taken[right] = (min(a, c), c), (c, d)
        for k, i in enumerate(order):
            inline = self.inlines[i]
            if inline.keep or inline.start >= inline.end:
                continue
            low = self.taken[order[k - 1]][1] if k else zone[0]
            high = self.taken[order[k + 1]][0] if k + 1 < len(order) else zone[1]
            start, end = self.taken[i]
            if start == end:
                continue
            inner = self.ground.source[inline.start : inline.end]
            marks = next((n for n, char in enumerate(inner) if not _mark(char)), 0)
            while start > max(low, self.taken[i][0] - marks) and _mark(text[start - 1]):
                start -= 1
            marks = next((n for n, char in enumerate(reversed(inner)) if not _mark(char)), 0)
            while end < min(high, self.taken[i][1] + marks) and _mark(text[end]):
                end += 1
            self.taken[i] = (start, end)

    def _points(self, siblings: Sequence[int], zone: Span) -> None:
        """Places for what has no inside: line breaks, footnote marks, empty images."""
        text = self.ground.text
        solid = sorted((*self.taken[i], i) for i in siblings if not _void(self.inlines[i]))
        last, before = zone[0], -1
        for i in siblings:
            inline = self.inlines[i]
            if not _void(inline):
                before = -1
                continue
            at = min(max(self.ground.after(inline.start), last), zone[1])
            at = _clear(at, i, solid)
            end = at
            if inline.start < inline.end:  # stands for the blank before or after the point
                if at < zone[1] and text[at].isspace():
                    end = at + 1
                elif at > last and text[at - 1].isspace():
                    at -= 1
            elif self._spaced(inline.start):
                bare = at > zone[0] and not text[at - 1].isspace()
                if bare and at < zone[1] and text[at].isspace():
                    at = end = _clear(at + 1, i, solid)
                if self._spaced(inline.start + 1) and text[at : at + 1].strip():
                    self.pads[i] = " "
            self.taken[i] = (at, end)
            if before >= 0 and at == last and self._spaced(inline.start):
                self.pads[before] = " "
            last, before = end, i if inline.start == inline.end else -1

    def _spaced(self, at: int) -> bool:
        return self.ground.source[max(at - 1, 0) : at].isspace()


def _clear(at: int, index: int, solid: Sequence[tuple[int, int, int]]) -> int:
    """``at``, moved out of siblings' inside, and behind one that it followed in the source."""
    for start, end, k in solid:
        if start < at < end or (start == at < end and k < index):
            at = end
    return at


def _void(inline: Inline) -> bool:
    return bool(inline.open) and not inline.close


def _mark(char: str) -> bool:
    return not (char.isalnum() or char.isspace() or char == "_")


def _holds(outer: Inline, inner: Inline) -> bool:
    """Whether ``inner``, which was opened later, lies in ``outer``.

    A point at the outer one's end is taken to lie after it.
    """
    if _void(outer) or (outer.keep and not outer.close.startswith("</")):
        return False
    if outer.start == outer.end or inner.start < outer.end:
        return outer.start <= inner.start and inner.end <= outer.end
    return False
