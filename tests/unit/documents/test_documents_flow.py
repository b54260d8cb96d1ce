"""Blocks and markup read out of HTML with their places, and written back into them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from translator.documents.article import BlockKind, Sentence
from translator.documents.web.flow import MAX_DEPTH, read
from translator.documents.web.passages import Passage, edits, passages
from translator.documents.web.runs import MAX_INLINES
from translator.documents.web.vocabulary import HTML, XHTML, Vocabulary
from translator.documents.xml.spans import spliced
from translator.engines.base import Link
from translator.errors import TranslatorError
from translator.parallel.text import ParallelBlock, TranslationUnit


def found(text: str, words: Vocabulary = HTML) -> list[Passage]:
    return passages(read(text, vocabulary=words), text, words)


def seen(text: str, words: Vocabulary = HTML) -> list[str]:
    return [passage.block.text for passage in found(text, words)]


def translated(text: str, change: Callable[[str], str], words: Vocabulary = HTML) -> str:
    """``text`` with every block's text changed, word aligned with word."""
    entries = []
    made = found(text, words)
    for passage in made:
        block = passage.block
        sentence = Sentence(0, len(block.text), block.text)
        target = change(block.text)
        links, at = [], 0
        for ours, theirs in zip(block.text.split(), target.split(), strict=False):
            a, b = block.text.index(ours, at), target.index(theirs)
            links.append(Link(a, a + len(ours), b, b + len(theirs)))
            at = a + len(ours)
        unit = TranslationUnit(block.text, target, alignment=tuple(links))
        cut = type(block)(
            block.kind, block.start, block.end, block.text, block.inlines, 0, (sentence,)
        )
        entries.append(ParallelBlock(cut, (unit,)))
    return spliced(text, edits(text, made, entries))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<p>A <b>bold</b> word</p>tail", ["A bold word", "tail"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["a", "b", "c"]),
        ("line<br>break", ["line\nbreak"]),
        ("old <br> <br/> layout<br><br><br>here", ["old", "layout", "here"]),
        ("<td>a<td>b<tr><td>c", ["a", "b", "c"]),
        ("a&nbsp;b &lt;c&gt; &eacute;", ["a\xa0b <c> é"]),
        ("  much\n\t space <i> in </i> it ", ["much space in it"]),
        ("<script>var a = '<p>no</p>'</script><style>p{}</style><p>yes", ["yes"]),
        ("<p>x <svg><text>no</text></svg> y", ["x y"]),
        ("<p>x <!-- no --> y", ["x y"]),
        ("<svg><p>never closed", ["never closed"]),
        ("<p>it is 3 < 4 & so", ["it is 3 < 4 & so"]),
        ("<p>&nbsp;</p><p>***</p>", ["***"]),
        ("<x-card><p>a</p></x-card><x-b>c</x-b>", ["a", "c"]),
        ("<title>A &amp; <b></title><textarea>t", ["A & <b>", "t"]),
        ("<p>said.<sup><a href='#n1'>[1]</a></sup> Then<sup>2</sup>", ["said. Then2"]),
        ("<a href=x>one</a><br> <a href=y>two</a><br>three<br>four", ["one", "two", "three\nfour"]),
        ("see <a href=x>one</a><br>two", ["see one\ntwo"]),
        ("<a href=x>one</a><a href=y>two</a> <a href=z>three</a>", ["one", "two three"]),
        ("<span class=a>one</span><span class=b>two</span><span>s</span>", ["one", "twos"]),
        ("<p>in <a href='#x'>12</a> and <a href='/y'>13</a>", ["in and 13"]),
    ],
)
def test_what_is_read(text: str, blocks: list[str]) -> None:
    assert [text.replace("  ", " ") for text in seen(text)] == blocks


def test_xml_is_read_by_its_own_rules() -> None:
    text = "<x:p>a<x:br/>b <![CDATA[<i>c</i> & d]]></x:p><p>e <P>f</P></p>"
    assert seen(text, XHTML) == ["a\nb <i>c</i> & d", "e f"]
    assert translated(text, str.upper, XHTML) == (
        "<x:p>A<x:br/>B &lt;I&gt;C&lt;/I&gt; &amp; D</x:p><p>E <P>F</P></p>"
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<h1>a</h1><h3>b</h3>", ["subhead", "subhead"]),
        (
            "<figure><img alt='ship at sea'><figcaption>A ship</figcaption></figure>",
            ["alt", "caption"],
        ),
        ("<blockquote><p>said he</p></blockquote><ol><li>one</ol>", ["quote", "list-item"]),
        ("<pre>x = 1</pre><p translate=no>Keep me</p>", ["code", "furniture"]),
        (
            "<p class='byline'>Leyla Həsənova</p><span class=author>A. B.</span>",
            ["byline", "byline"],
        ),
        ("<p>BAKU, Sept. 18 (AZERTAC) — The port is open.", ["dateline", "paragraph"]),
        ("<h1>Port</h1><p><b>BAKU</b> — The port is open.", ["subhead", "dateline", "paragraph"]),
        ("<p>BAKU, Sept. 18 <i>(AZERTAC) — The</i> port is open.", ["paragraph"]),
    ],
)
def test_what_it_is(text: str, kinds: list[str]) -> None:
    assert [passage.block.kind.value for passage in found(text)] == kinds


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<p> <b>a b</b> c </p>\n", "<p> <b>A B</b> C </p>\n"),
        ("<p><a href='/x?a&b'><b>all</b></a></p>", "<p><a href='/x?a&b'><b>ALL</b></a></p>"),
        ("a &lt; b &nbsp; c", "A &lt; B   C"),
        (
            "<p>a <img src=i alt='b \"c\"' title=d> e",
            "<p>A <img src=i alt='B &quot;C&quot;' title=d> E",
        ),
        ("<p>a <img alt=b> e", '<p>A <img alt="B"> E'),
        ("<p><img alt='b'>  a", "<p><img alt='B'>  A"),
        ("<p>a<br>b <i>c", "<p>A<br>B <i>C"),
        ("<p>x <code>y &lt; z</code> w", "<p>X <code>y &lt; z</code> W"),
    ],
)
def test_what_is_written(text: str, written: str) -> None:
    def shout(text: str) -> str:
        return text.upper().replace("Y < Z", "y < z")

    assert translated(text, shout) == written


def test_unchanged_text_keeps_its_bytes() -> None:
    text = "<P CLASS=x>Much\n  <B>space </B>and&nbsp;more&#33; <br   />Q</P>\r\n<!-- c --><hr>"
    assert translated(text, lambda text: text) == text


def test_places_are_offsets_in_the_whole() -> None:
    text = "<p>not this</p><div><p>but <b>this</b>.</p></div>"
    start = text.index("<div>")
    (passage,) = passages(read(text, start), text)
    assert text[passage.block.start : passage.block.end] == "but <b>this</b>."
    assert passage.block.kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * (MAX_DEPTH + 1) + "text",
        "<p>a" + "<b>a" * (MAX_INLINES + 1),
        " " * 20_000_001,
    ],
)
def test_what_no_article_is(text: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        read(text)
    assert caught.value.hint
