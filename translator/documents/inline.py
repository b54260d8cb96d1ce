"""Markup carried from the source to the target along the word alignment.

Each stretch of markup goes to the run of target words that the alignment speaks for most clearly:
a word linked into the stretch counts for the run, one linked elsewhere against it (a maximum
subarray, after Kadane). Where an engine gives no alignment, words are linked in proportion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents.article import Block, Inline, Sentence
from translator.documents.ground import WORD, Ground, Pair, Span
from translator.documents.settling import Settler

if TYPE_CHECKING:
    from translator.parallel.text import TranslationUnit


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
    if _unchanged(block, units):
        return Placed(_joined(block, units)[0], block.inlines)
    settled = _settled(block, units)
    if isinstance(settled, str):
        return Placed(settled)
    settler, taken = settled, settled.taken
    return Placed(
        settler.ground.text,
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


def doubts(block: Block, units: Sequence[TranslationUnit]) -> list[int]:
    """The units in which the place of some markup is uncertain, by number.

    It is where the alignment does not say which target words the marked ones became (they are
    linked with none, or with words far apart), where there is no alignment, and where a text that
    must stay as it is was lost by the model and put back. Markup around a whole sentence, and a
    mark at its end, need no alignment.
    """
    if not any(inline.open or inline.close for inline in block.inlines):
        return []
    if _unchanged(block, units):
        return []
    settled = _settled(block, units)
    if isinstance(settled, str):
        return []
    found = []
    for number, (sentence, unit) in enumerate(zip(block.sentences, units, strict=True)):
        for i, inline in enumerate(block.inlines):
            if inline.end < sentence.start or sentence.end < inline.start:
                continue
            within = sentence.start < inline.start or inline.end < sentence.end
            if not within or _at_edge(inline, sentence) or not inline.open:
                continue
            kept = inline.keep and inline.start < inline.end
            lost = kept and block.text[inline.start : inline.end] not in unit.target
            blind = not kept and not unit.alignment and unit.target != sentence.text
            if lost or blind or i in settled.doubtful:
                found.append(number)
                break
    return found


def _unchanged(block: Block, units: Sequence[TranslationUnit]) -> bool:
    """Whether every sentence is as in the source: then so is the markup, within words too."""
    return all(
        unit.target == sentence.text for unit, sentence in zip(units, block.sentences, strict=True)
    )


def _at_edge(inline: Inline, sentence: Sentence) -> bool:
    """Whether the inline is a point before the sentence's first letter or behind its last."""
    if inline.close:
        return False
    ahead = sentence.text[: max(inline.start - sentence.start, 0)]
    behind = sentence.text[max(inline.end - sentence.start, 0) :]
    return not any(map(str.isalnum, ahead)) or not any(map(str.isalnum, behind))


def _settled(block: Block, units: Sequence[TranslationUnit]) -> Settler | str:
    """The block's inlines in their places; its target text if it has none."""
    text, sentences, links = _joined(block, units)
    if not block.inlines:
        return text
    ground = Ground(block.text, text, sentences, links)
    taken: dict[int, Span] = {}
    for i, inline in enumerate(block.inlines):
        if inline.keep and inline.start < inline.end:
            taken = ground.secure(i, inline, taken)
    settler = Settler(ground, block.inlines, taken)
    settler.settle()
    return settler


def woven(placed: Placed, say: Callable[[str, bool], str]) -> str:
    """The text with its markup in it.

    Args:
        placed: a text and the markup on it.
        say: how a piece of the text is written; told whether markup around it keeps it as it is.
    """
    text = placed.text
    # Where several begin at one point, the source's order has the outer ones first.
    order = sorted(range(len(placed.inlines)), key=lambda i: (placed.inlines[i].start, i))
    parts: list[str] = []
    opened: list[Inline] = []
    at = 0

    def until(end: int) -> None:
        nonlocal at
        if end > at:
            parts.append(say(text[at:end], any(inline.keep for inline in opened)))
            at = end

    for i in order:
        inline = placed.inlines[i]
        while opened and (opened[-1].end <= inline.start and not _inside(inline, opened[-1])):
            until(opened[-1].end)
            parts.append(opened.pop().close)
        until(inline.start)
        parts.append(inline.open)
        if inline.close or not inline.open:
            opened.append(inline)
        else:
            at = max(at, inline.end)
    while opened:
        until(opened[-1].end)
        parts.append(opened.pop().close)
    until(len(text))
    return "".join(parts)


def _inside(inner: Inline, outer: Inline) -> bool:
    """Whether an empty inline at the end of another belongs into it: only if that is empty too."""
    return inner.start == inner.end == outer.start == outer.end


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
    ours = [match.span() for match in WORD.finditer(source)]
    theirs = [match.span() for match in WORD.finditer(target)]
    if not ours or not theirs:
        return []
    size = max(len(ours), len(theirs))
    pairs = ((ours[k * len(ours) // size], theirs[k * len(theirs) // size]) for k in range(size))
    return [(start + a, start + b, at + c, at + d) for (a, b), (c, d) in pairs]
