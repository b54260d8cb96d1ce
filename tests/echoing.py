"""Parallel texts whose translation is a function of the source, for round trips without a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from translator.documents.article import Article
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article


def echo(
    article: Article, lang: str = "ru", change: Callable[[str], str] = str, *, source: str = "en"
) -> ParallelText:
    """Every sentence of ``article`` with ``change`` of it as its translation."""
    cut = segment_article(replace(article, lang=article.lang or source), article.lang or source)
    blocks = tuple(
        ParallelBlock(
            block,
            tuple(TranslationUnit(s.text, change(s.text)) for s in block.sentences),
        )
        for block in cut.blocks
    )
    return ParallelText(cut, cut.lang, lang, blocks, "echo")
