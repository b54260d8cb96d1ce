"""The result: source and target side by side, block by block and sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translator.documents.article import Article, Block
from translator.engines.base import Link
from translator.glossary.concept import TermMatch
from translator.quality.base import Finding


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One segment and its translation.

    ``source`` is the sentence as it stands in the article (line breaks inside it included);
    ``matches`` have offsets in ``source``; ``alignment`` links ``source`` with ``target``.
    ``attempts`` counts the decodings it took, 0 when nothing was decoded.
    """

    source: str
    target: str
    findings: tuple[Finding, ...] = ()
    matches: tuple[TermMatch, ...] = ()
    alignment: tuple[Link, ...] = ()
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class ParallelBlock:
    """A block of the source and its units; ``units`` is empty for a block that is kept as it is.

    The units correspond one to one to ``block.sentences``.
    """

    block: Block
    units: tuple[TranslationUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class ParallelText:
    """An article and its translation into one language.

    ``pivot`` is the language that the translation went through, or an empty string; ``reused``
    counts the units that came from the translation memory.
    """

    article: Article
    source_lang: str
    target_lang: str
    blocks: tuple[ParallelBlock, ...]
    model: str = ""
    pivot: str = ""
    reused: int = 0

    @property
    def units(self) -> Iterator[TranslationUnit]:
        """All translation units in the article's order."""
        return (unit for block in self.blocks for unit in block.units)

    @property
    def flagged(self) -> tuple[TranslationUnit, ...]:
        """The units that a check found fault with."""
        return tuple(unit for unit in self.units if unit.findings)
