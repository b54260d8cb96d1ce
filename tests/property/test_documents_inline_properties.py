"""Any markup on any text, with any alignment: back in balance, each piece once."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from translator.documents.article import Block, BlockKind, Inline, Sentence
from translator.documents.inline import doubts, place, woven
from translator.documents.web.flow import read
from translator.documents.web.passages import edits, passages
from translator.documents.xml.spans import spliced
from translator.engines.base import Link
from translator.parallel.text import ParallelBlock, TranslationUnit

WORDS = st.sampled_from(
    ["Каспий", "sea", "3.2", "«Bakı»", "—", "a-b", ",", "x", "دریا", "don’t", "  "]
)
TEXT = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
TAG = re.compile(r"\{(/?)(\d+)(!?)\}")


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A block with nested markup; each piece has a name of its own: {1}…{/1}, {2!} for points."""
    text = draw(TEXT)
    inlines: list[Inline] = []

    def fill(low: int, high: int, depth: int) -> None:
        at = low
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(at, high))
            end = draw(st.integers(start, high))
            number = len(inlines)
            shape = draw(st.sampled_from(["range", "range", "point", "break", "kept", "bare"]))
            if shape == "point":
                inlines.append(Inline(start, start, f"{{{number}!}}", ""))
                at = start
            elif shape == "break":
                end = min(start + 1, high)
                if text[start:end].isspace():
                    inlines.append(Inline(start, end, f"{{{number}!}}", ""))
                    at = end
            elif shape == "bare":
                if start < end:
                    inlines.append(Inline(start, end, "", "", keep=True))
                    at = end
            else:
                keep = shape == "kept"
                inlines.append(
                    Inline(start, end, f"{{{number}}}", f"{{/{number}}}", keep=keep and start < end)
                )
                if depth < 4 and not keep:
                    fill(start, end, depth + 1)
                at = end

    fill(0, len(text), 0)
    cut = draw(st.integers(0, len(text)))
    pieces = [(0, cut), (cut, len(text))]
    found = []
    for low, high in pieces:
        bare = text[low:high].strip()
        if bare:
            start = text.index(bare, low)
            found.append(Sentence(start, start + len(bare), bare))
    return Block(BlockKind.PARAGRAPH, 0, len(text), text, tuple(inlines), 0, tuple(found))


@st.composite
def units(draw: st.DrawFn, sentence: Sentence) -> TranslationUnit:
    target = draw(st.one_of(TEXT, st.just(""), st.just(sentence.text)))
    links = []
    for _ in range(draw(st.integers(0, 6))):
        a, c = draw(st.integers(-1, len(sentence.text))), draw(st.integers(-1, len(target)))
        links.append(Link(a, a + draw(st.integers(0, 9)), c, c + draw(st.integers(0, 9))))
    return TranslationUnit(sentence.text, target, alignment=tuple(links))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Block, tuple[TranslationUnit, ...]]:
    block = draw(blocks())
    return block, tuple(draw(units(sentence)) for sentence in block.sentences)


def balanced(written: str) -> list[str]:
    """The names of the markup in the text, in order; fails if it is not in balance."""
    opened: list[str] = []
    seen: list[str] = []
    for slash, number, point in TAG.findall(written):
        if slash:
            assert opened and opened.pop() == number
        else:
            seen.append(number)
            if not point:
                opened.append(number)
    assert not opened
    return seen


@settings(max_examples=300, deadline=None)
@given(cases())
def test_each_piece_comes_back_once_and_in_balance(
    case: tuple[Block, tuple[TranslationUnit, ...]],
) -> None:
    block, made = case
    placed = place(block, made)
    written = woven(placed, lambda piece, kept: piece)
    names = sorted(number for _, number, _ in TAG.findall("".join(i.open for i in block.inlines)))
    assert sorted(balanced(written)) == names
    for inline, before in zip(placed.inlines, block.inlines, strict=True):
        assert 0 <= inline.start <= inline.end <= len(placed.text)
        if before.keep and before.start < before.end:
            kept = block.text[before.start : before.end]
            assert placed.text[inline.start : inline.end] == kept
    assert all(0 <= number < len(made) for number in doubts(block, made))


TAGS = st.sampled_from(["b", "i", "a", "span", "em", "sup", "code", "q"])
PIECES = st.one_of(
    TEXT,
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(["<br>", "<img src=x>", "<!-- c -->", "&amp;", "<a href='#1'>[1]</a>", "<b/>"]),
    st.sampled_from(["<p>", "</p>", "<li>", "<td>", "<script>x</script>", "<", "&nbsp;", "<br/>"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.data())
@example("<b>a<i>b</b>c</i>", None)
def test_tags_of_a_page_come_back_once(text: str, data: st.DataObject | None) -> None:
    found = passages(read(text), text)
    entries = []
    for passage in found:
        block = passage.block
        bare = block.text.strip()
        start = block.text.index(bare)
        sentence = Sentence(start, start + len(bare), bare)
        unit = data.draw(units(sentence)) if data else TranslationUnit(bare, "слово")
        entries.append(
            ParallelBlock(
                Block(
                    block.kind, block.start, block.end, block.text, block.inlines, 0, (sentence,)
                ),
                (unit,),
            )
        )
    made = spliced(text, edits(text, found, entries))
    assert sorted(tags(made)) == sorted(tags(text))


def tags(text: str) -> list[str]:
    return re.findall(r"</?[a-z]+[^<>]*>|<!--.*?-->", text)
