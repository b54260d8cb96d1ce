"""Subtitles in SubRip and WebVTT: speeches are translated whole and laid over their cues again.

Times, numbers, positions, notes and styles stay as they are. A sentence that runs over several
cues is one block, so that it is translated as one; its translation is divided among the same cues
in proportion, between words, at a pause where there is one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from translator.documents import provenance
from translator.documents.article import Article, Block, BlockKind, Inline
from translator.documents.inline import Placed, place
from translator.documents.timed.cue_lines import breaks, divide
from translator.documents.timed.cues import NEWLINE, TIMING, Dialect, Piece, Speech, speeches
from translator.documents.xml.spans import spliced

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock, ParallelText

_VTT = re.compile(r"WEBVTT(?:[ \t\r\n]|\Z)")
_SRT = re.compile(r"\s*\d+[ \t]*(?:\r\n|\n|\r)[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
_HEAD_LANGUAGE = re.compile(r"(?<=[\r\n])Language:[ \t]*(?P<tag>[^\r\n]*?)[ \t]*(?=[\r\n]|\Z)")


def read_srt(text: str) -> Article:
    """The speeches in a SubRip file; never fails."""
    return _read(text, "srt")


def read_vtt(text: str) -> Article:
    """The speeches in a WebVTT file; never fails."""
    return _read(text, "vtt")


def write_srt(parallel: ParallelText) -> str:
    """The translation on the source's cues."""
    return _written(parallel, "srt", [])


def write_vtt(parallel: ParallelText) -> str:
    """The translation on the source's cues; the head says its language and that it was made."""
    return _written(parallel, "vtt", _head(parallel))


def like_srt(text: str) -> bool:
    """Whether the text begins with a cue of SubRip."""
    return _SRT.match(text) is not None


def like_vtt(text: str) -> bool:
    """Whether the text begins as WebVTT must."""
    return _VTT.match(text) is not None


def _read(text: str, dialect: Dialect) -> Article:
    blocks = tuple(
        Block(
            BlockKind.PARAGRAPH,
            speech.pieces[0].start,
            speech.pieces[-1].end,
            speech.text,
            speech.inlines,
        )
        for speech in speeches(text, dialect)
    )
    lang = ""
    if dialect == "vtt" and (stated := _stated(text)):
        lang = provenance.known_language(stated["tag"])
    return Article(text, blocks, dialect, lang=lang)


def _stated(text: str) -> re.Match[str] | None:
    """The line of a WebVTT file's head that names its language."""
    first = TIMING.search(text)
    blank = re.search(rf"{NEWLINE}[ \t]*{NEWLINE}", text)
    ends = [match.start() for match in (first, blank) if match]
    return _HEAD_LANGUAGE.search(text, 0, min(ends, default=len(text)))


def _head(parallel: ParallelText) -> list[tuple[int, int, str]]:
    text = parallel.article.text
    if not provenance.changed(parallel):
        return []
    edits = []
    if stated := _stated(text):
        edits.append((*stated.span("tag"), parallel.target_lang))
    end = re.search(rf"{NEWLINE}[ \t]*(?P<end>{NEWLINE})", text)
    if end:
        edits.append(
            (end.end(), end.end(), f"NOTE {provenance.sentence(parallel)}{end['end'] * 2}")
        )
    return edits


def _written(parallel: ParallelText, dialect: Dialect, edits: list[tuple[int, int, str]]) -> str:
    text = parallel.article.text
    first = re.search(NEWLINE, text)
    newline = first[0] if first else "\n"
    found = {speech.pieces[0].start: speech for speech in speeches(text, dialect)}
    for entry in parallel.blocks:
        speech = found.get(entry.block.start)
        if speech is None or not entry.units:
            continue
        placed = place(entry.block, entry.units)
        if placed.text.split() == entry.block.text.split():
            continue
        parts = _parts(placed, _cuts(speech, entry, placed.text))
        for piece, part in zip(speech.pieces, parts, strict=True):
            edits.append((piece.start, piece.end, _render(part, piece, dialect, newline)))
    return ("\ufeff" if parallel.article.bom else "") + spliced(text, edits)


def _cuts(speech: Speech, entry: ParallelBlock, target: str) -> list[int]:
    """Where the translation is cut: at the ends of sentences, within them in proportion."""
    ends = [0]
    at = size = 0
    for sentence, unit in zip(entry.block.sentences, entry.units, strict=True):
        size += sentence.start - at + len(unit.target)
        at = sentence.end
        ends.append(size)
    scale = len(target) / ends[-1] if ends[-1] else 1.0  # what was kept may have changed its length
    starts = [sentence.start for sentence in entry.block.sentences]
    anchors = []
    for bound in speech.bounds[:-1]:
        k = bisect_right(starts, bound) - 1
        if k < 0:
            anchors.append(0)
            continue
        sentence = entry.block.sentences[k]
        share = (bound - sentence.start) / max(sentence.end - sentence.start, 1)
        made = len(entry.units[k].target)
        anchors.append(round((ends[k + 1] - made + min(share, 1.0) * made) * scale))
    return divide(target, anchors)


def _parts(placed: Placed, cuts: Sequence[int]) -> list[Placed]:
    """The translation cut in parts, markup closed and opened again where it is cut."""
    edges = [0, *cuts, len(placed.text)]
    parts: list[Placed] = []
    for low, high in pairwise(edges):
        body = placed.text[low:high].rstrip()
        last = high == len(placed.text)
        inlines = []
        for inline in placed.inlines:
            point = inline.start == inline.end
            if point and not (low <= inline.start < high or (last and inline.start == high)):
                continue
            a, b = max(inline.start - low, 0), min(inline.end - low, len(body))
            if point or a < b:
                a = min(a, len(body))
                inlines.append(replace(inline, start=a, end=max(a, b)))
        parts.append(Placed(body, tuple(inlines)))
    for k, part in enumerate(parts):  # too few words: what is said stays to be seen
        if not part.text:
            near = parts[k - 1] if k else next((each for each in parts if each.text), part)
            parts[k] = near
    return parts


def _render(part: Placed, piece: Piece, dialect: Dialect, newline: str) -> str:
    text = part.text
    for at in breaks(text, piece.lines):
        text = text[:at] + "\n" + text[at + 1 :]

    def say(stretch: str) -> str:
        if dialect == "vtt":
            stretch = html.escape(stretch, quote=False)
        return stretch.replace("-->", "→").replace("\n", newline)

    written: list[str] = []
    opened: list[Inline] = []
    at = 0
    order = sorted(range(len(part.inlines)), key=lambda k: (part.inlines[k].start, k))
    for k in order:
        inline = part.inlines[k]
        while opened and opened[-1].end <= inline.start and opened[-1].end > opened[-1].start:
            written += (say(text[at : opened[-1].end]), opened[-1].close)
            at = opened.pop().end
        written += (say(text[at : inline.start]), inline.open)
        at = max(at, inline.start)
        if inline.close:
            opened.append(inline)
    while opened:
        end = max(opened[-1].end, at)
        written += (say(text[at:end]), opened.pop().close)
        at = end
    written.append(say(text[at:]))
    return "".join(written)
