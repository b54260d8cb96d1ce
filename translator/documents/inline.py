"""Markup carried from the source to the target along the word alignment.

Each stretch of markup goes to the run of target words that the alignment speaks for most clearly:
a word linked into the stretch counts for the run, one linked elsewhere against it (a maximum
subarray, after Kadane). Where an engine gives no alignment, words are linked in proportion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from translator.documents.article import Block, Inline

if TYPE_CHECKING:
    from translator.parallel.text import TranslationUnit

_WORD = re.compile(r"\w+(?:[-'’.,:/@]\w+)*")
_UNLINKED = -0.3  # what a word without links costs a run that bridges it

Span = tuple[int, int]
Pair = tuple[int, int, int, int]  # source start and end, target start and end


@dataclass(frozen=True, slots=True)
class Placed:
    """A block's target text and the source's markup on it.

    The inlines stand in the source's order of opening; they nest and never cross.
    """

    text: str
    inlines: tuple[Inline, ...] = ()


def place(block: Block, units: Sequence[TranslationUnit]) -> Placed:
    """The target text of ``block`` with each of its inlines placed on it.

    What stands between two sentences in the source stands between them in the target too. Every
    inline of the block comes back once; the text of one that is kept stands in the target as it
    is, put there if the model lost it.

    Args:
        block: a block cut into sentences.
        units: one for each of its sentences.
    """
    text, sentences, links = _joined(block, units)
    if not block.inlines:
        return Placed(text)
    ground = _Ground(block.text, text, sentences, links)
    taken: dict[int, Span] = {}
    for i, inline in enumerate(block.inlines):
        if inline.keep and inline.start < inline.end:
            taken = ground.secure(i, inline, taken)
    settler = _Settler(ground, block.inlines, taken)
    settler.settle()
    return Placed(
        ground.text,
        tuple(
            replace(
                inline,
                start=taken[i][0],
                end=taken[i][1],
                open=inline.open + settler.pads.get(i, ""),
            )
            for i, inline in enumerate(block.inlines)
        ),
    )


def _joined(block: Block, units: Sequence[TranslationUnit]) -> tuple[str, list[Pair], list[Pair]]:
    """The target text, its sentences, and its links with the source."""
    parts: list[str] = []
    sentences: list[Pair] = []
    links: list[Pair] = []
    at = size = 0

    def carry(start: int, end: int) -> None:
        nonlocal size
        if start < end:
            parts.append(block.text[start:end])
            links.append((start, end, size, size + end - start))
            size += end - start

    for sentence, unit in zip(block.sentences, units, strict=True):
        carry(at, sentence.start)
        at = sentence.end
        target = re.sub(r"\s", " ", unit.target)
        parts.append(target)
        sentences.append((sentence.start, at, size, size + len(target)))
        start = sentence.start
        found = [
            (
                start + a.source_start,
                start + a.source_end,
                size + a.target_start,
                size + a.target_end,
            )
            for a in unit.alignment
            if 0 <= a.source_start < a.source_end <= at - start
            and 0 <= a.target_start < a.target_end <= len(target)
        ]
        links += found or _proportional(sentence.text, target, start, size)
        size += len(target)
    carry(at, len(block.text))
    return "".join(parts), sentences, links


def _proportional(source: str, target: str, start: int, at: int) -> list[Pair]:
    """Word linked with word by their places in the sentence."""
    ours = [match.span() for match in _WORD.finditer(source)]
    theirs = [match.span() for match in _WORD.finditer(target)]
    if not ours or not theirs:
        return []
    size = max(len(ours), len(theirs))
    pairs = ((ours[k * len(ours) // size], theirs[k * len(theirs) // size]) for k in range(size))
    return [(start + a, start + b, at + c, at + d) for (a, b), (c, d) in pairs]


class _Ground:
    """A block's target text, its words and their links with the source."""

    def __init__(self, source: str, text: str, sentences: list[Pair], links: list[Pair]) -> None:
        self.source = source
        self.text = text
        self.sentences = sentences
        self.links = links
        self._survey()

    def _survey(self) -> None:
        self.words: list[Span] = [match.span() for match in _WORD.finditer(self.text)]
        links = sorted(self.links, key=lambda link: link[2])
        self.origins: list[list[Span]] = []
        first = 0
        longest = max((link[3] - link[2] for link in links), default=0)
        for start, end in self.words:
            while first < len(links) and links[first][2] + longest <= start:
                first += 1
            here: list[Span] = []
            for a, b, c, d in links[first:]:
                if c >= end:
                    break
                if d > start:
                    here.append((a, b))
            self.origins.append(here)

    def run(self, start: int, end: int, free: Sequence[int]) -> Span | None:
        """The run of words, as indices from and to, that the source stretch went to.

        Args:
            start: first source offset of the stretch.
            end: the offset after it.
            free: indices of the words that may be used, ascending.
        """
        whole = [(c, d) for a, b, c, d in self.sentences if start <= a and b <= end]
        best, top = None, 0.0
        total, first, last = 0.0, 0, -2
        for i in free:
            if i != last + 1 or total <= 0:
                total, first = 0.0, i
            last = i
            total += self._vote(i, start, end, whole)
            if total > top:
                top, best = total, (first, i + 1)
        return best

    def _vote(self, i: int, start: int, end: int, whole: Sequence[Span]) -> float:
        word = self.words[i]
        if any(c <= word[0] and word[1] <= d for c, d in whole):
            return 1.0
        origins = self.origins[i]
        if not origins:
            return _UNLINKED
        inside = sum(1 for a, b in origins if a < end and start < b)
        return 1.0 if inside * 2 >= len(origins) else -1.0 + inside / len(origins)

    def after(self, at: int) -> int:
        """The target offset that the point ``at`` in the source went to, after a word."""
        a, _, c, d = next((s for s in self.sentences if at < s[1]), (0, 0, -1, 0))
        if c < 0:
            return max(len(self.text) - (len(self.source) - at), 0)
        if at <= a:
            return c - (a - at) if self.source[at:a] == self.text[c - (a - at) : c] else c
        before = [match.span() for match in _WORD.finditer(self.source, a, at)]
        for start, end in reversed(before):
            ends = [
                self._end(link, end) for link in self.links if link[0] < end and start < link[1]
            ]
            if ends:
                return self._over_same(self.source[end:at], max(ends), d)
        return self._over_same(self.source[a:at], c, d)

    def _end(self, link: Pair, at: int) -> int:
        """Where the point ``at`` in a link's source went to: its end, or there in a copy."""
        a, b, c, d = link
        copied = at < b and self.source[a:b] == self.text[c:d]
        return c + at - a if copied else d

    def _over_same(self, passed: str, at: int, stop: int) -> int:
        """``at``, moved over what stands there as it does in the source, or over its like."""
        marks = re.sub(r"\s", " ", passed.rstrip())
        if marks and self.text.startswith(marks, at, stop):
            return at + len(marks)
        return self._over_marks(at, stop) if passed and passed.strip() == passed else at

    def _over_marks(self, at: int, stop: int) -> int:
        while at < stop and not (self.text[at].isspace() or self.text[at].isalnum()):
            at += 1
        return at

    def secure(self, index: int, inline: Inline, taken: dict[int, Span]) -> dict[int, Span]:
        """``taken`` with a place for a kept inline, whose text is put there if it is missing."""
        literal = self.source[inline.start : inline.end]
        near = self.after(inline.start)
        found = self._spots(literal, taken) or self._spots(literal.strip(), taken)
        spots = [spot for spot in found if self._whole(*spot)] or found
        if spots:
            start, end = min(spots, key=lambda spot: abs(spot[0] - near))
            filling = literal
        else:
            free = [
                i
                for i, (a, b) in enumerate(self.words)
                if all(b <= c or d <= a for c, d in taken.values())
            ]
            run = self.run(inline.start, inline.end, free)
            if run is not None and self._mangled(run, inline):
                start, end = self.words[run[0]][0], self.words[run[1] - 1][1]
                filling = literal
            else:
                for a, b in sorted(taken.values()):
                    near = b if a <= near < b else near
                start = end = near
                left = " " if start and not self.text[start - 1].isspace() else ""
                right = " " if self.text[end : end + 1].isalnum() else ""
                filling = left + literal + right
        moved = {
            i: (self._shift(a, start, end, filling), self._shift(b, start, end, filling))
            for i, (a, b) in taken.items()
        }
        if self.text[start:end] != filling:
            self._splice(start, end, filling)
        lead = filling.index(literal)
        moved[index] = (start + lead, start + lead + len(literal))
        return moved

    def _spots(self, literal: str, taken: dict[int, Span]) -> list[Span]:
        """Where the target has that text, runs of blanks being alike, outside of ``taken``."""
        parts = (re.escape(part) for part in re.split(r"\s+", literal))
        return [
            match.span()
            for match in re.finditer(r"\s+".join(parts), self.text)
            if match.end() > match.start()
            and all(match.end() <= a or b <= match.start() for a, b in taken.values())
        ]

    def _whole(self, start: int, end: int) -> bool:
        """Whether no word is cut at the ends of that stretch of the target."""
        return not any(
            0 < at < len(self.text) and self.text[at - 1].isalnum() and self.text[at].isalnum()
            for at in (start, end)
        )

    def _mangled(self, run: Span, inline: Inline) -> bool:
        """Whether those words come from within the inline alone."""
        return all(
            all(inline.start <= a and b <= inline.end for a, b in self.origins[i])
            for i in range(*run)
        )

    @staticmethod
    def _shift(at: int, start: int, end: int, filling: str) -> int:
        if at <= start:
            return at
        return at + len(filling) - (end - start) if at >= end else start + len(filling)

    def _splice(self, start: int, end: int, filling: str) -> None:
        self.text = self.text[:start] + filling + self.text[end:]

        def moved(pairs: list[Pair]) -> list[Pair]:
            return [
                (a, b, self._shift(c, start, end, filling), self._shift(d, start, end, filling))
                for a, b, c, d in pairs
            ]

        self.links, self.sentences = moved(self.links), moved(self.sentences)
        self._survey()


class _Settler:
    """Gives every inline its place, parents before children, so that none cross."""

    def __init__(self, ground: _Ground, inlines: Sequence[Inline], taken: dict[int, Span]) -> None:
        self.ground = ground
        self.inlines = inlines
        self.taken = taken
        self.pads: dict[int, str] = {}
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

    def _ranges(self, siblings: Sequence[int], zone: Span) -> None:
        ranges = [i for i in siblings if not _void(self.inlines[i])]
        if not ranges:
            return
        words = self.ground.words
        free = {k for k, (a, b) in enumerate(words) if zone[0] <= a and b <= zone[1]}
        for i in ranges:  # what is kept has its place already
            if i in self.taken:
                span = self.taken[i]
                free -= {k for k in free if words[k][0] < span[1] and span[0] < words[k][1]}
        for i in ranges:
            if i in self.taken:
                continue
            inner = [self.taken[k] for k in self._within(i) if k in self.taken]
            run = self._run(i, sorted(free))
            if run is None and not inner:
                at = min(max(self.ground.after(self.inlines[i].start), zone[0]), zone[1])
                self.taken[i] = (at, at)
                continue
            start, end = (words[run[0]][0], words[run[1] - 1][1]) if run else inner[0]
            for a, b in inner:  # a parent reaches over what is kept inside it
                start, end = min(start, a), max(end, b)
            self.taken[i] = (max(start, zone[0]), min(end, zone[1]))
            free -= {k for k in free if words[k][0] < end and start < words[k][1]}
        self._part(ranges, zone)

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
            for start, end, k in solid:  # not into a sibling, nor before one that it followed
                if start < at < end or (start == at < end and k < i):
                    at = end
            end = at
            if inline.start < inline.end:  # stands for the blank before or after the point
                if at < zone[1] and text[at].isspace():
                    end = at + 1
                elif at > last and text[at - 1].isspace():
                    at -= 1
            elif self._spaced(inline.start):
                bare = at > zone[0] and not text[at - 1].isspace()
                if bare and at < zone[1] and text[at].isspace():
                    at = end = at + 1
                if self._spaced(inline.start + 1) and text[at : at + 1].strip():
                    self.pads[i] = " "
            self.taken[i] = (at, end)
            if before >= 0 and at == last and self._spaced(inline.start):
                self.pads[before] = " "
            last, before = end, i if inline.start == inline.end else -1

    def _spaced(self, at: int) -> bool:
        return self.ground.source[max(at - 1, 0) : at].isspace()


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
