"""Sentences with offsets, and the blocks of an article."""

from __future__ import annotations

from translator.documents.article import Article, Block, BlockKind, Inline, Sentence
from translator.segmentation import segment_article, sentences


def test_segmentation_sentences_have_exact_offsets() -> None:
    text = "  One. \n Two!\u00a0 Three  "
    assert sentences(text, "en") == (
        Sentence(2, 6, "One."),
        Sentence(9, 13, "Two!"),
        Sentence(15, 20, "Three"),
    )


def test_segmentation_sentences_of_blank_text() -> None:
    assert sentences(" \n\t", "en") == ()


def article(*blocks: Block) -> Article:
    return Article(text="\n\n".join(b.text for b in blocks), blocks=blocks, format="txt")


def test_segmentation_fills_translated_blocks_only() -> None:
    text = "One. Two."
    blocks = [Block(kind, 0, len(text), text) for kind in BlockKind]
    result = segment_article(article(*blocks), "en")
    for block in result.blocks:
        # a dateline is one, whatever stops are in it
        wanted = 1 if block.kind is BlockKind.DATELINE else 2
        assert len(block.sentences) == (wanted if block.kind.translated else 0)
        for sentence in block.sentences:
            assert block.text[sentence.start : sentence.end] == sentence.text


def test_segmentation_never_cuts_inside_kept_markup() -> None:
    text = "Run echo One. Two first. Then stop."
    code = Inline(4, 17, "`", "`", keep=True)
    bold = Inline(0, len(text), "**", "**")
    block = Block(BlockKind.PARAGRAPH, 0, len(text), text, (code, bold))
    (result,) = segment_article(article(block), "en").blocks
    assert [s.text for s in result.sentences] == ["Run echo One. Two first.", "Then stop."]
