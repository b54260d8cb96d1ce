"""Any article written as a page reads back as the same article, as far as a page can hold it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.documents.article import Article, Block, BlockKind, Sentence
from translator.documents.choices import Choices
from translator.documents.web import html
from translator.parallel.html_translation import write
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit

KINDS = st.sampled_from(
    [
        BlockKind.HEADLINE,
        BlockKind.SUBHEAD,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.CAPTION,
    ]
)
WORDS = st.one_of(
    st.sampled_from(
        ["Bakı", "море", "<b>", "&amp;", "</p>", "3 < 4", '"x"', "دریا", "<!--", "]]>"]
    ),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=9
    ),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: "Word " + " ".join(words))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KINDS, st.integers(1, 3), TEXTS), min_size=1, max_size=6))
def test_written_and_read_again(made: list[tuple[BlockKind, int, str]]) -> None:
    blocks, source, at = [], "", 0
    for kind, level, text in made:
        text = " ".join(text.split())
        whole = Sentence(0, len(text), text)
        blocks.append(Block(kind, at, at + len(text), text, (), level, (whole,)))
        source += text + "\n\n"
        at = len(source)
    entries = tuple(ParallelBlock(b, (TranslationUnit(b.text, b.text),)) for b in blocks)
    parallel = ParallelText(Article(source, tuple(blocks), "plain"), "en", "ru", entries)
    page = write(parallel).decode("utf-8")
    again = html.choose(page, Choices(whole_page=True))
    found = [block.text for block in again.blocks if block.kind is not BlockKind.METADATA]
    assert [plain(text) for text in found] == [plain(block.text) for block in blocks]
    assert html.write(ParallelText(again, "ru", "ru", ())) == page


def plain(text: str) -> str:
    """What a page keeps of a text: blanks are one."""
    return " ".join(text.split())
