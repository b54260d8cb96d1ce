"""The lines that tell a person what came out."""

from __future__ import annotations

import pytest

from translator.cli.summary import summary
from translator.documents.article import Article, Block, BlockKind, Sentence
from translator.parallel.summary import ranges
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


def test_a_batch_keeps_the_numbers_of_doubts_and_tells_them() -> None:
    from translator.batch.page import _row, shortened, urgency
    from translator.batch.result import described

    facts = described(parallel((UNSURE,), (UNSURE,), (NUMBER, UNSURE), (), (UNSURE,)), 1.0)
    assert facts["unsure"] == [1, 2, 5]
    assert [flag["segment"] for flag in facts["flagged"]] == [3]
    entry = {"input": "a", "source_lang": "en", "target_lang": "ru", "status": "done", "now": True}
    article = shortened(entry | facts)
    assert (article["flags"], len(article["flagged"])) == (4, 1)
    row = _row(article)
    assert "4 sentences worth a look" in row and "unsure of its words: 1-2, 5" in row
    assert urgency(article) < urgency(shortened(entry | facts | {"unsure": []})), "more to look at"
    only = _row(shortened(entry | described(parallel((UNSURE,), ()), 1.0)))
    assert "1 sentence worth a look" in only and "and 1 more" not in only
