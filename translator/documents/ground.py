"""A target text with its words and their links with the source, on which markup is placed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from translator.documents.article import Inline

WORD = re.compile(r"\w+(?:[-'’.,:/@]\w+)*")
_UNLINKED = -0.3  # what a word without links costs a run that bridges it

Span = tuple[int, int]
Pair = tuple[int, int, int, int]  # source start and end, target start and end


class _Used:
    """Stretches of a text that are in use; told by bisection whether another touches one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)  # those that begin before ``end``
        return before > 0 and self._reach[before - 1] > start


class Ground:
    """A block's target text, its words and their links with the source."""

    def __init__(self, source: str, text: str, sentences: list[Pair], links: list[Pair]) -> None:
        self.source = source
        self.text = text
        self.sentences = sentences
        self.links = links
        self._survey()

    def _survey(self) -> None:
        self.words: list[Span] = [match.span() for match in WORD.finditer(self.text)]
        links = sorted(self.links, key=lambda link: link[2])
        self.origins: list[list[Span]] = []
        first = 0
        longest = max((link[3] - link[2] for link in links), default=0)
        for start, end in self.words:
            while first < len(links) and links[first][2] + longest <= start:
                first += 1
            here: list[Span] = []
            for k in range(first, len(links)):  # a slice would copy the rest for every word
                a, b, c, d = links[k]
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
        low, high = self.window(start, end)
        first_word = bisect_left(self.words, (low, low))
        last_word = bisect_left(self.words, (high, high))
        free = free[bisect_left(free, first_word) : bisect_left(free, last_word)]
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

    def speaks_for(self, inline: Inline, run: Span) -> bool:
        """Whether the links say that the inline's words are the run's: most of those that are
        linked into it are there, and so are most of those there linked into it."""
        if not WORD.search(self.source, inline.start, inline.end):
            return True
        low, high = self.window(inline.start, inline.end)
        whole = [(c, d) for a, b, c, d in self.sentences if inline.start <= a and b <= inline.end]
        inside = outside = strange = 0
        for i in range(bisect_left(self.words, (low, low)), bisect_left(self.words, (high, high))):
            linked = self._vote(i, inline.start, inline.end, whole) > 0
            if run[0] <= i < run[1]:
                inside += linked
                strange += not linked and bool(self.origins[i])
            else:
                outside += linked
        return inside > outside and inside > strange

    def window(self, start: int, end: int) -> Span:
        """The target stretch of the sentences that the source stretch touches."""
        spans = [(c, d) for a, b, c, d in self.sentences if a < end and start < b]
        return (spans[0][0], spans[-1][1]) if spans else (0, len(self.text))

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
        before = [match.span() for match in WORD.finditer(self.source, a, at)]
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
        near = here = self.after(inline.start)
        before = self.source[: inline.start]
        blanks = len(before) - len(before.rstrip())
        if blanks and self.text[near : near + blanks].isspace():
            here = near + blanks
        low, high = self.window(inline.start, inline.end)
        found = (
            self._spots(literal, taken, low, high)
            or self._spots(literal, taken, 0, len(self.text))
            or self._spots(literal.strip(), taken, 0, len(self.text))
        )
        spots = (
            [spot for spot in found if spot[0] == here]
            or [spot for spot in found if self._whole(*spot)]
            or found
        )
        if spots:
            start, end = min(spots, key=lambda spot: abs(spot[0] - here))
            filling = literal
        else:
            used = _Used(taken.values())
            free = [i for i, word in enumerate(self.words) if not used.touches(*word)]
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
        moved = (
            taken
            if self.text[start:end] == filling
            else {
                i: (self._shift(a, start, end, filling), self._shift(b, start, end, filling))
                for i, (a, b) in taken.items()
            }
        )
        if self.text[start:end] != filling:
            self._splice(start, end, filling)
        lead = filling.index(literal)
        moved[index] = (start + lead, start + lead + len(literal))
        return moved

    def _spots(self, literal: str, taken: dict[int, Span], low: int, high: int) -> list[Span]:
        """Where the target has that text, runs of blanks being alike, outside of ``taken``."""
        core = literal.strip()
        inner = r"\s+".join(re.escape(part) for part in core.split())
        lead, _, trail = literal.partition(core) if core else (literal, "", "")
        pattern = re.compile(re.escape(lead) + inner + re.escape(trail))
        used = _Used(taken.values())
        return [
            match.span()
            for match in pattern.finditer(self.text, low, high)
            if match.end() > match.start() and not used.touches(*match.span())
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
