"""Inline markup in TMX and XLIFF: written as codes, balanced, and no part of the text read back."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from parallel_samples import SEA

from tests.echoing import echo
from translator.documents.md import markdown
from translator.engines.base import Link
from translator.glossary.concept import TermMatch
from translator.parallel import tmx, xliff12, xliff21
from translator.parallel.codes import Code, Kind, Role, coded
from translator.parallel.pair import Pair
from translator.parallel.reading import open_parallel
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit

WRITERS = [tmx, xliff12, xliff21]
TEXT = (
    "# The **port**[^1]\n\n"
    'See **[the *Caspian* Sea](http://x.y "t"). It is calm** today.[^1] `x=1` is  \n'
    "calm ![](a.png) and <b>bold</b> at http://a.b/c.\n\n[^1]: Note\n"
)


def read(data: bytes) -> list[Pair]:
    with open_parallel(None, data=data) as file:
        return list(file.pairs())


def written(writer: object, parallel: ParallelText) -> str:
    data: bytes = writer.write(parallel)  # type: ignore[attr-defined]
    return data.decode()


@pytest.mark.parametrize("writer", WRITERS)
def test_codes_are_no_part_of_the_text(writer: object) -> None:
    parallel = echo(markdown.read(TEXT), "ru", str.upper)
    found = read(written(writer, parallel).encode())
    assert [p.source for p in found] == [u.source for u in parallel.units]
    assert [" ".join(p.target.split()) for p in found] == [
        " ".join(u.target.replace("X=1", "x=1").split()) for u in parallel.units
    ]


def test_tmx() -> None:
    text = written(tmx, echo(markdown.read(TEXT)))
    assert 'The <bpt i="1" x="1" type="bold">**</bpt>port<ept i="1">**</ept>' in text
    assert '<ph x="2" type="fnote">[^1]</ph></seg>' in text
    assert 'See <it pos="begin" x="1" type="bold">**</it><bpt i="2" x="2" type="link">[' in text
    assert 'It is calm<it pos="end" x="1" type="bold">**</it> today.' in text


def test_xliff_1_2() -> None:
    text = written(xliff12, echo(markdown.read(TEXT)))
    assert 'The <bpt id="1" ctype="bold">**</bpt>port<ept id="1">**</ept>' in text
    assert '<it id="1" pos="open" ctype="bold">**</it>' in text
    assert '<it id="1" pos="close" ctype="bold">**</it>' in text
    assert '<ph id="6" ctype="lb">  \n</ph>' in text
    assert '<bpt id="8" ctype="bold">&lt;b&gt;</bpt>bold<ept id="8">&lt;/b&gt;</ept>' in text
    assert 'datatype="x-markdown"' in text


def test_xliff_2_1() -> None:
    text = written(xliff21, echo(markdown.read(TEXT)))
    bold = 'type="fmt" subType="xlf:b"'
    assert f'The <pc id="1" {bold} dataRefStart="d1" dataRefEnd="d1">port</pc>' in text
    assert f'See <sc id="1" {bold} dataRef="d1"/><pc id="2" type="link"' in text
    assert 'It is calm<ec startRef="1" dataRef="d1"/> today.' in text
    assert '<data id="d4" xml:space="preserve">](http://x.y "t")</data>' in text


def test_a_term_that_crosses_markup() -> None:
    parallel = echo(markdown.read("On the **big Caspian** Sea, the **Caspian Sea**.\n"))
    (block,) = parallel.blocks
    (unit,) = block.units
    places = [unit.source.find("Caspian Sea"), unit.source.rfind("Caspian Sea")]
    matches = tuple(TermMatch(at, at + 11, "Caspian Sea", SEA) for at in places)
    unit = TranslationUnit(unit.source, unit.target, (), matches)
    made = ParallelText(
        parallel.article, "en", "ru", (ParallelBlock(block.block, (unit,)),), "echo"
    )
    text = written(xliff21, made)
    assert '<sm id="t1" type="term"/>Caspian</pc> Sea<em startRef="t1"/>' in text
    assert '<mrk id="t2" type="term">Caspian Sea</mrk></pc>' in text
    assert read(text.encode())[0].source == unit.source


WORDS = st.sampled_from(["Caspian", "море", "port,", "3.2", "«Bakı»", "&", "<x", "]]>", "a_b"])
PLAIN = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
SPAN = st.one_of(
    PLAIN,
    st.builds("**{}**".format, PLAIN),
    st.builds("*{} **{}***".format, PLAIN, PLAIN),
    st.builds("**{}. {}**".format, PLAIN, PLAIN),
    st.builds('[{}](https://x.y/z "T")'.format, PLAIN),
    st.builds("![{}](p.png)".format, PLAIN),
    st.builds("<b>{}</b>".format, PLAIN),
    st.sampled_from(["`x`", "![](a.png)", "<br>", "a  \nb", "https://a.b/c", "End. Next"]),
)
PARAGRAPH = st.lists(SPAN, min_size=1, max_size=6).map(" ".join)


@st.composite
def parallels(draw: st.DrawFn) -> ParallelText:
    """Markdown with markup everywhere, its words in another order, linked at random."""
    parallel = echo(markdown.read(draw(PARAGRAPH) + ".\n"))
    blocks = []
    for block in parallel.blocks:
        units = []
        for unit in block.units:
            words = unit.source.split()
            target = " ".join(draw(st.permutations(words)))
            links = [
                Link(draw(st.integers(0, 5)), draw(st.integers(6, 12)), 0, len(target) // 2 + 1)
                for _ in range(draw(st.integers(0, 2)))
            ]
            units.append(TranslationUnit(unit.source, target, alignment=tuple(links)))
        blocks.append(ParallelBlock(block.block, tuple(units)))
    return ParallelText(parallel.article, "en", "ru", tuple(blocks), "echo")


@given(parallels())
@settings(max_examples=60)
def test_every_code_stands_once_in_source_and_target(parallel: ParallelText) -> None:
    for block in parallel.blocks:
        for texts in coded(block):
            sides = []
            for content in (texts.source, texts.target):
                codes = [piece for piece in content if isinstance(piece, Code)]
                sides.append(Counter((code.role, code.number) for code in codes))
                opened: list[int] = []
                for code in codes:
                    if code.paired and code.role is Role.OPEN:
                        opened.append(code.number)
                    elif code.paired and code.role is Role.CLOSE:
                        assert opened.pop() == code.number
                assert not opened
            assert sides[0] == sides[1]
            assert max(sides[0].values(), default=1) == 1
            breaks = sum(c.kind is Kind.BREAK for c in texts.source if isinstance(c, Code))
            assert breaks == sum(c.kind is Kind.BREAK for c in texts.target if isinstance(c, Code))


@given(parallels())
@settings(max_examples=60)
def test_what_is_written_with_codes_is_read_without_them(parallel: ParallelText) -> None:
    if not any(unit.source.strip() for unit in parallel.units):
        return
    expected = [
        (" ".join(unit.source.split()), " ".join(texts.target_text.split()))
        for block in parallel.blocks
        for unit, texts in zip(block.units, coded(block), strict=True)
    ]
    for writer in WRITERS:
        data = written(writer, parallel).encode()
        etree.fromstring(data)
        found = [(" ".join(p.source.split()), " ".join(p.target.split())) for p in read(data)]
        assert found == expected
