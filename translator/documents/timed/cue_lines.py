"""A translated speech on its cues: divided among them as the source was, and set in lines.

After common rules of subtitling (Karamitroglou 1998, and broadcasters' guides): two lines of 42
characters, broken where the sense pauses, the lower line rather the longer one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

WIDTH = 42
_GAP = re.compile(r"\s+")
_PAUSE = re.compile(r"[,;:.!?…—–][\"'”’»)\]]*$")


def divide(text: str, anchors: Sequence[int]) -> list[int]:
    """Where to cut ``text`` so that its parts end near ``anchors``, between words.

    Args:
        text: the translation of one speech.
        anchors: the offsets at which its parts should end, ascending, the text's end left out.

    Returns:
        As many offsets, ascending, each at the beginning of a word or at the text's end; two that
        are equal leave a part without words.
    """
    gaps = [match.end() for match in _GAP.finditer(text.rstrip())]
    if len(gaps) < len(anchors):  # fewer words than parts: one each
        return [*gaps, *[len(text)] * (len(anchors) - len(gaps))]
    reach = max(len(text) // (len(anchors) + 1), 1)
    cuts: list[int] = []
    first = 0  # of the gaps that are left
    for number, anchor in enumerate(anchors):
        usable = gaps[first : len(gaps) - (len(anchors) - number - 1)]
        costs = [abs(gap - anchor) - _ease(text, gap) * reach for gap in usable]
        cut = usable[costs.index(min(costs))]
        first = gaps.index(cut, first) + 1
        cuts.append(cut)
    return cuts


def _ease(text: str, gap: int) -> float:
    """How natural a cut before ``gap`` is: a quarter of a part's length at a pause."""
    return 0.25 if _PAUSE.search(text[max(gap - 6, 0) : gap].rstrip()) else 0.0


def breaks(text: str, lines: int, width: int = WIDTH) -> list[int]:
    """The offsets of the blanks in ``text`` that become line ends.

    Args:
        text: what one speaker says in one cue.
        lines: how many lines the source has; more than two are used only if it has more, or if the
            text does not fit.
        width: characters in a line.
    """
    if len(text) <= width:
        return []
    wanted = max(2, math.ceil(len(text) / width))
    found: list[int] = []
    for count in range(wanted, wanted + 3):
        found = _broken(text, count)
        if _widest(text, found) <= width:
            return found
        if count >= max(lines, 2) and _widest(text, found) <= width + 6:
            return found
    return _broken(text, max(wanted, lines))


def _widest(text: str, places: Sequence[int]) -> int:
    edges = [-1, *places, len(text)]
    return max(b - a - 1 for a, b in pairwise(edges))


def _broken(text: str, count: int) -> list[int]:
    """The best places to break a text into so many lines: even ones, pauses preferred."""
    blanks = [match.start() for match in re.finditer(" ", text)]
    found: list[int] = []
    low = -1
    for left in range(count - 1, 0, -1):
        usable = [blank for blank in blanks if blank > low + 1]
        if not usable:
            break
        share = (len(text) - low - 1) / (left + 1)
        ideal = low + share - (1 if left == 1 else 0)  # the lower line rather the longer one
        low = min(
            usable,
            key=lambda blank: abs(blank - ideal) - (4 if _PAUSE.search(text[:blank][-4:]) else 0),
        )
        found.append(low)
    return found
