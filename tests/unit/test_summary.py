"""The lines that tell a person what came out."""

from __future__ import annotations

import pytest

from translator.cli.summary import ranges, summary
from translator.documents.article import Article, Block, BlockKind, Sentence
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.quality.base import Finding, FindingCode

UNSURE = Finding(FindingCode.UNSURE, "the model was unsure")
NUMBER = Finding(FindingCode.NUMBER, "'5' is lost")


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "4"), ([1, 2, 3], "1-3"), ([1, 3, 4, 9], "1, 3-4, 9")],
)
def test_numbers_in_runs(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


def parallel(*findings: tuple[Finding, ...]) -> ParallelText:
    text = "A."
    block = Block(BlockKind.PARAGRAPH, 0, len(text), text, sentences=(Sentence(0, 2, text),))
    units = tuple(TranslationUnit(f"Line {i}.", "…", found) for i, found in enumerate(findings, 1))
    article = Article(text=text, blocks=(block,), lang="en", format="text")
    return ParallelText(article, "en", "ru", (ParallelBlock(block, units),))


def test_doubts_take_one_line_and_the_rest_come_first() -> None:
    lines = list(summary("a", parallel((UNSURE,), (UNSURE,), (NUMBER, UNSURE), (), (UNSURE,)), 1))
    assert "5 sentences, 4 flagged, 3 of them only unsure" in lines[0]
    assert lines[1:] == [
        "  sentence 3 (Line 3.): number: '5' is lost; unsure: the model was unsure",
        "  sentences 1-2, 5: unsure: the model was unsure",
    ]


def test_without_doubts_nothing_is_said_of_them() -> None:
    assert "unsure" not in " ".join(summary("a", parallel((NUMBER,), ()), 1))
