"""What sentencex says about a place, asked in windows so that its time and memory stay linear.

sentencex pairs quotation marks over a whole paragraph, which takes it quadratic time on one long
line, and leaves out line ends between its own chunks. So it is given windows of a few thousand
characters in which quotation marks and line ends are blanked out, one character for one, and only
the places of its boundaries are used, never its strings. Quotations are the filter's own business.
"""

from __future__ import annotations

import re

_WINDOW = 4096
_TRIES = 40
_BLANKED = '"“”„‟«»‹›‘‚‛`《》「」\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029'
_SURROGATE = re.compile("[\ud800-\udfff]")


class Peer:
    """sentencex's boundaries in ``text``, found window by window as they are asked for."""

    def __init__(self, text: str, lang: str) -> None:
        self._text = text
        self._lang = lang
        self._places: list[int] = []
        self._next = 0
        self._end = 0

    def breaks(self, low: int, high: int) -> bool:
        """Whether sentencex sees a boundary after ``low`` and not after ``high``.

        Calls must go forward through the text. At a window's edge, where it cannot tell, yes.
        """
        while low >= self._end and self._end < len(self._text):
            self._advance()
        if high >= self._end:
            return True
        places = self._places
        at = self._next
        while at < len(places) and places[at] <= low:
            at += 1
        self._next = at
        return at < len(places) and places[at] <= high

    def _advance(self) -> None:
        import sentencex

        text, start = self._text, self._end
        end = start + _WINDOW
        if end >= len(text):
            end = len(text)
        else:
            end = self._cut(start + _WINDOW // 2, end)
        window = text[start:end].replace("'", "’")
        for mark in _BLANKED:
            window = window.replace(mark, " ")
        try:
            pieces = sentencex.segment(self._lang, window)
        except UnicodeEncodeError:
            pieces = sentencex.segment(self._lang, _SURROGATE.sub("\ufffd", window))
            window = _SURROGATE.sub("\ufffd", window)
        places = []
        at = 0
        for piece in pieces:
            found = window.find(piece, at)
            if found > at:  # something was left out
                places.append(start + found)
            at = max(found, at) + len(piece)
            places.append(start + at)
        self._places, self._next, self._end = places, 0, end

    def _cut(self, low: int, high: int) -> int:
        """A space between two words in ``text[low:high]``, where no sentence can end."""
        text = self._text
        at = high
        for _ in range(_TRIES):
            at = text.rfind(" ", low, at)
            if at <= low:
                break
            if text[at - 1].isalpha():
                return at
        return high
