"""A sentence on its way through the pipeline: on one line, its terms found, its parts to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from translator.documents.article import Block, BlockKind, Sentence
from translator.glossary.concept import TermMatch

if TYPE_CHECKING:
    from translator.glossary.matching import Matcher


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence on its way: its text on one line, its terms and the parts to carry verbatim.

    Line breaks are made spaces one for one, so that offsets hold in the article too. ``kind`` is
    the part that its block plays.
    """

    text: str
    matches: tuple[TermMatch, ...] = ()
    protected: tuple[tuple[int, int], ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH

    @property
    def translatable(self) -> bool:
        """Whether there is anything to translate: a row of asterisks or figures is kept."""
        return any(char.isalpha() for char in self.text)


@dataclass(frozen=True, slots=True)
class Ask:
    """A segment and the languages to translate it between."""

    segment: Segment
    source_lang: str
    target_lang: str


def one_line(text: str) -> str:
    """``text`` with every white space, control character and lone surrogate made a space."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(" " if c.isspace() or category(c) in ("Cc", "Cs") else c for c in text)


def outside(
    protected: Sequence[tuple[int, int]], matches: Sequence[TermMatch]
) -> tuple[TermMatch, ...]:
    """The matches that touch nothing protected: an address holds no names to translate."""
    return tuple(
        match
        for match in matches
        if not any(match.start < end and start < match.end for start, end in protected)
    )


def segment_of(block: Block, sentence: Sentence, matcher: Matcher) -> Segment:
    """A sentence of ``block`` with its terms and the inline parts that are to be kept."""
    text = one_line(sentence.text)
    protected = tuple(
        (max(inline.start, sentence.start) - sentence.start, inline.end - sentence.start)
        for inline in block.inlines
        if inline.keep and sentence.start <= inline.start and inline.end <= sentence.end
    )
    return Segment(text, outside(protected, matcher.match(text)), protected, block.kind)


def onward(segment: Segment, text: str, matcher: Matcher) -> Segment:
    """The pivot's text as the next hop's segment, with the same stretches protected."""
    kept = {segment.text[start:end] for start, end in segment.protected}
    places = ((text.find(part), len(part)) for part in kept if part in text)
    protected = tuple(sorted((start, start + length) for start, length in places))
    return Segment(text, outside(protected, matcher.match(text)), protected)
