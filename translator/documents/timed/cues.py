"""The cues of subtitles: where texts stand, who speaks, which speeches run over several cues."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from translator.documents.article import Inline

Dialect = Literal["srt", "vtt"]

NEWLINE = r"(?:\r\n|\n|\r(?!\n))"
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
TIMING = re.compile(
    rf"(?:\A|(?<=[\r\n]))[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME})(?:[ \t][^\r\n]*)?(?=[\r\n]|\Z)"
)
_NUMBER = re.compile(rf"(?:{NEWLINE}|\A)[ \t]*\d+[ \t]*{NEWLINE}\Z")
_BLANK = re.compile(rf"{NEWLINE}[ \t]*(?:{NEWLINE}|\Z)")
_LINE = re.compile(r"[^\r\n]+")
_DASH = re.compile(r"(?:<[^<>]*>|\{\\[^}]*\})*[ \t]*[-‐‑–—][ \t]*(?=[^\s\-–—])")
_SPEAKER = re.compile(r"(?:<[^<>]*>|\{\\[^}]*\})*(?P<name>[^\W\d_][\w .'’-]{0,24}):[ \t]+\S")
_DATA = re.compile(r"[\[{].*\"[ \t]*[:,].*[\]}]", re.DOTALL)
# Names of tags that SubRip's players know; what else stands in angle brackets is text.
_TAGS = {
    "srt": re.compile(
        r"<(?P<close>/?)(?P<name>i|b|u|s|em|strong|font|span|ruby|rt|c)\b[^<>\r\n]*>"
        r"|\{\\[^{}\r\n]*\}|\{[yYcCfFsS]:[^{}\r\n]*\}",
        re.IGNORECASE,
    ),
    "vtt": re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z0-9]*)[^<>\r\n]*>|\{\\[^{}\r\n]*\}"),
}
_ENDED = re.compile(r"(?:[.!?…。！？؟♪♫]|\.{3})['\"”’»)\]]*$")
_LEADS_ON = re.compile(r"(?:\.\.\.|…)$")
_TRAILS = re.compile(r"^(?:\.\.\.|…)")
_ASIDE = re.compile(r"[\[(].*[\])]")
MAX_CUES = 6
MAX_LENGTH = 300
"""Cues and characters that a speech may run over: people do not read longer ones as one."""
MAX_PAUSE = 2.0
"""Seconds between two cues of one speech."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one speaker says in one cue.

    ``start`` and ``end`` are offsets in the file of its text, without a dash before it and without
    tags around it; ``text`` is what is seen, on one line; ``lines`` counts those it is on. What is
    sung or described (``[laughter]``) stands ``apart``.
    """

    start: int
    end: int
    text: str
    inlines: tuple[Inline, ...]
    lines: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """Pieces that belong together: what one speaker says without a stop.

    ``bounds`` are the offsets in ``text`` at which the pieces end.
    """

    pieces: tuple[Piece, ...]
    text: str
    inlines: tuple[Inline, ...]
    bounds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    begin: float
    end: float
    pieces: tuple[Piece, ...]
    opens: bool


def speeches(text: str, dialect: Dialect) -> Iterator[Speech]:
    """The speeches in a file of subtitles, in order; cues without letters are left out."""
    group: list[Piece] = []
    before: _Cue | None = None
    for cue in _cues(text, dialect):
        for number, piece in enumerate(cue.pieces):
            first = number == 0 and not cue.opens
            if group and not (first and before and _goes_on(group, before, piece, cue)):
                yield _joined(group)
                group = []
            group.append(piece)
        before = cue
    if group:
        yield _joined(group)


def _joined(group: Sequence[Piece]) -> Speech:
    text = ""
    inlines: list[Inline] = []
    bounds = []
    for piece in group:
        text += " " if text else ""
        shift = len(text)
        inlines += [
            Inline(shift + i.start, shift + i.end, i.open, i.close, i.keep) for i in piece.inlines
        ]
        text += piece.text
        bounds.append(len(text))
    return Speech(tuple(group), text, tuple(inlines), tuple(bounds))


def _goes_on(group: Sequence[Piece], before: _Cue, piece: Piece, cue: _Cue) -> bool:
    """Whether a piece continues the speech of the cue before it."""
    last = group[-1].text
    if piece is not cue.pieces[0] or before.pieces[-1:] != (group[-1],):
        return False
    if len(group) >= MAX_CUES or sum(len(each.text) for each in group) > MAX_LENGTH:
        return False
    if not -MAX_PAUSE < cue.begin - before.end < MAX_PAUSE:
        return False
    if group[-1].apart or piece.apart:
        return False
    starts_small = next((c.islower() for c in piece.text if c.isalpha()), False)
    if _LEADS_ON.search(last):
        return starts_small or bool(_TRAILS.match(piece.text))
    return not _ENDED.search(last)


def _cues(text: str, dialect: Dialect) -> Iterator[_Cue]:
    timings = list(TIMING.finditer(text))
    for number, match in enumerate(timings):
        stop = len(text)
        if number + 1 < len(timings):
            stop = timings[number + 1].start()
            if dialect == "srt":
                head = _NUMBER.search(text, match.end(), stop)
                stop = head.start() if head else stop
        blank = _BLANK.search(text, match.end(), stop)
        if dialect == "vtt" and blank:
            stop = blank.start()
        lines = [found.span() for found in _LINE.finditer(text, match.end(), stop)]
        lines = [(a, b) for a, b in lines if text[a:b].strip()]
        dashes = [_DASH.match(text, a, b) for a, b in lines]
        opens = [
            bool(dash) or _speaks_up(text, *line) for dash, line in zip(dashes, lines, strict=True)
        ]
        groups: list[list[tuple[int, int]]] = []
        for (a, b), dash, opening in zip(lines, dashes, opens, strict=True):
            if opening or not groups:
                groups.append([])
                a = dash.end() if dash else a
            groups[-1].append((a, b))
        found = (_piece(text, group, dialect) for group in groups)
        pieces = tuple(piece for piece in found if piece is not None)
        yield _Cue(_seconds(match[1]), _seconds(match[2]), pieces, opens[:1] == [True])


def _speaks_up(text: str, start: int, end: int) -> bool:
    """Whether a line begins with a speaker's name in capitals and a colon."""
    named = _SPEAKER.match(text, start, end)
    return named is not None and named["name"].isupper()


def _seconds(stamp: str) -> float:
    seconds = 0.0
    for part in stamp.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _piece(text: str, lines: Sequence[tuple[int, int]], dialect: Dialect) -> Piece | None:
    """The piece on those lines; None for what has no letter in it, or is data for programs."""
    low, high = _bare(text, lines[0][0], lines[-1][1], dialect)
    parts: list[str] = []
    size = 0
    inlines: list[Inline] = []
    opened: list[tuple[str, int]] = []  # names of tags, numbers of their inlines

    def say(raw: str) -> None:
        nonlocal size
        seen = html.unescape(raw) if dialect == "vtt" else raw
        seen = re.sub(r"[ \t]*[\r\n]+[ \t]*|\t", " ", seen)
        if (not parts or parts[-1].endswith(" ")) and seen.startswith(" "):
            seen = seen.lstrip(" ")
        if seen:
            parts.append(seen)
            size += len(seen)

    at = low
    for tag in _TAGS[dialect].finditer(text, low, high):
        say(text[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").casefold()
        if not tag["close"]:
            opened.append((name, len(inlines)))
            inlines.append(Inline(size, size, tag[0], ""))
            continue
        for k in range(len(opened) - 1, -1, -1):
            if name and opened[k][0] == name:
                number = opened[k][1]
                inlines[number] = Inline(inlines[number].start, size, inlines[number].open, tag[0])
                del opened[k:]
                break
        else:
            inlines.append(Inline(size, size, tag[0], ""))
    say(text[at:high])
    seen = "".join(parts)
    if not any(char.isalpha() for char in seen) or _DATA.fullmatch(seen.strip()):
        return None
    bare = seen.rstrip()
    kept = tuple(
        Inline(min(i.start, len(bare)), min(i.end, len(bare)), i.open, i.close) for i in inlines
    )
    whole = text[lines[0][0] : lines[-1][1]]
    apart = "♪" in whole or "♫" in whole or bool(_ASIDE.fullmatch(bare))
    return Piece(low, high, bare, kept, len(lines), apart)


def _bare(text: str, low: int, high: int, dialect: Dialect) -> tuple[int, int]:
    """A stretch without the white space, note signs and tags at its edges.

    A pair of tags is left out if it encloses the whole, a single one wherever it stands.
    """
    tags = list(_TAGS[dialect].finditer(text, low, high))
    partner: dict[int, int] = {}
    opened: list[int] = []
    for k, tag in enumerate(tags):
        if not tag["name"]:
            continue
        if not tag["close"]:
            opened.append(k)
        else:
            same = [n for n in opened if tags[n]["name"].casefold() == tag["name"].casefold()]
            if same:
                partner[k], partner[same[-1]] = same[-1], k
                del opened[opened.index(same[-1]) :]
    first, last = 0, len(tags)
    while True:
        while low < high and (text[low].isspace() or text[low] in "♪♫"):
            low += 1
        while low < high and (text[high - 1].isspace() or text[high - 1] in "♪♫"):
            high -= 1
        opens = first < last and tags[first].start() == low
        closes = first < last and tags[last - 1].end() == high
        if opens and first not in partner:
            low, first = tags[first].end(), first + 1
        elif closes and last - 1 not in partner:
            high, last = tags[last - 1].start(), last - 1
        elif opens and closes and partner[first] == last - 1:
            low, high = tags[first].end(), tags[last - 1].start()
            first, last = first + 1, last - 1
        else:
            return low, high
