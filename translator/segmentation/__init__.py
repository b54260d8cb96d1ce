"""Cutting blocks into sentences.

sentencex proposes, and a boundary filter with each language's abbreviations decides; see
:mod:`translator.segmentation.boundaries` for the rules and their sources. Nothing is lost: the
segments of a text, joined, are the text.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from translator.documents.article import Article, Block, BlockKind, Sentence
from translator.segmentation.boundaries import boundaries

__all__ = ["segment", "segment_article", "sentences"]

_DATELINE = 160  # characters; what is longer is no dateline, whatever it is called


def segment(text: str, lang: str) -> list[str]:
    """``text`` cut into segments of one sentence each, with the white space after it.

    Args:
        text: any string; a blank line always ends a sentence, a single line end never does.
        lang: ISO 639-1 code of the text's language; any code is accepted, those without data of
            their own are cut by general rules.

    Returns:
        The segments in order; ``"".join(segment(text, lang)) == text`` for every string.
    """
    cuts = [0, *boundaries(text, lang), len(text)]
    return [text[low:high] for low, high in pairwise(cuts) if low < high]


def sentences(text: str, lang: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` with their offsets, without the white space around them.

    Args:
        text: any string; see :func:`segment`.
        lang: ISO 639-1 code of the text's language.
    """
    return _sentences(text, boundaries(text, lang))


def segment_article(article: Article, lang: str) -> Article:
    """``article`` with ``Block.sentences`` filled for the blocks that are translated.

    No sentence ends inside inline markup that is kept as it is (code, bare links).

    Args:
        article: as a reader gave it.
        lang: ISO 639-1 code of the article's language.
    """
    blocks = tuple(
        replace(block, sentences=_of_block(block, lang)) if block.kind.translated else block
        for block in article.blocks
    )
    return replace(article, blocks=blocks)


def _of_block(block: Block, lang: str) -> tuple[Sentence, ...]:
    kept = [(inline.start, inline.end) for inline in block.inlines if inline.keep]
    # a dateline is one segment, whatever stops are in it
    whole = block.kind is BlockKind.DATELINE and len(block.text) <= _DATELINE
    cuts = [] if whole else boundaries(block.text, lang)
    if kept:
        cuts = [cut for cut in cuts if not any(low < cut < high for low, high in kept)]
    return _sentences(block.text, cuts)


def _sentences(text: str, inner: list[int]) -> tuple[Sentence, ...]:
    found = []
    cuts = [0, *inner, len(text)]
    for low, high in pairwise(cuts):
        piece = text[low:high]
        bare = piece.strip()
        if bare:
            start = low + len(piece) - len(piece.lstrip())
            found.append(Sentence(start, start + len(bare), bare))
    return tuple(found)
