"""Markdown survives translation: identity round trips and hostile rearrangements."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from translator.documents.article import Article, Sentence
from translator.documents.inline import place
from translator.documents.md import markdown
from translator.engines.base import Link
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit

HTML = MarkdownIt("commonmark").enable("table").enable("strikethrough")

WORDS = st.sampled_from(
    [
        "Caspian",
        "Xəzər",
        "море",
        "forum,",
        "port.",
        "3.2",
        "2023",
        "1.",
        "#5",
        "a_b",
        "«Bakı»",
        "don’t",
        "*",
        "-",
        "_",
        "&",
        "&amp;",
        "&copy;",
        "<",
        ">",
        "[sic]",
        "C:\\dir",
        "\\*",
        "!",
        "(x)",
        "~",
        "|",
        "`",
        "=",
        "+",
        "https://a.b/c_d?e=1&f=2",
    ]
)
PLAIN = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
SIMPLE = st.sampled_from(["Baku", "the port", "Каспий", "x", "«ad»", "3.2 million"])
SPAN = st.one_of(
    PLAIN,
    st.builds("**{}**".format, SIMPLE),
    st.builds("*{}*".format, SIMPLE),
    st.builds("_{}_".format, SIMPLE),
    st.builds("***{}***".format, SIMPLE),
    st.builds("**{} *{}* {}**".format, SIMPLE, SIMPLE, SIMPLE),
    st.builds("~~{}~~".format, SIMPLE),
    st.builds('[{}](https://x.y/z_1 "T")'.format, SIMPLE),
    st.builds("[**{}** {}](/u)".format, SIMPLE, SIMPLE),
    st.builds("![{}](p.png)".format, SIMPLE),
    st.builds("[![{}](p.png)](/u)".format, SIMPLE),
    st.builds("`{}`".format, st.sampled_from(["x = *y*", "a", "`` b", "<t>"])),
    st.sampled_from(["`` ` ``", "<https://a.b/c>", "<br>", "[ref]", "[text][ref]", "![](e.png)"]),
    st.builds("<b>{}</b>".format, SIMPLE),
)
LINE = st.lists(SPAN, min_size=1, max_size=5).map(" ".join)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from(["\n", "  \n", "\\\n"]).map(lambda end: end.join(lines))
)
BLOCK = st.one_of(
    PARAGRAPH,
    st.builds("# {}".format, LINE),
    st.builds("## {} ##".format, LINE),
    st.builds("{}\n===".format, LINE),
    st.builds("- {}\n- {}\n  - {}".format, LINE, LINE, LINE),
    st.builds("1. {}\n\n   {}\n2. {}".format, LINE, LINE, LINE),
    st.builds("> {}\n> {}".format, LINE, LINE),
    st.builds("> - {}\n>   {}".format, LINE, LINE),
    st.builds("| {} | b |\n|---|:-:|\n| {} | c\\|d |".format, SIMPLE, SIMPLE),
    st.sampled_from(["```py\nx = 1\n```", "    code", "---", "<div>\n*a*\n</div>", "<!-- c -->"]),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=4).map(
    lambda blocks: "\n\n".join(blocks) + "\n\n[ref]: https://r.f\n"
)


def shown(text: str) -> str:
    """The HTML of a Markdown text, white space and short references evened out."""
    rendered = HTML.render(text)
    rendered = re.sub(r"(?s)<pre>.*?</pre>", lambda m: m[0].replace("\n", "\0"), rendered)
    return re.sub(r"\s+", " ", rendered.replace("<br />", " <br /> ")).strip()


def identity(article: Article) -> ParallelText:
    entries = []
    for block in article.blocks:
        if not block.kind.translated:
            entries.append(ParallelBlock(block))
            continue
        cut = replace(block, sentences=(Sentence(0, len(block.text), block.text),))
        words = [match.span() for match in re.finditer(r"\S+", block.text)]
        links = tuple(Link(*span, *span) for span in words)
        entries.append(
            ParallelBlock(cut, (TranslationUnit(block.text, block.text, alignment=links),))
        )
    return ParallelText(article, "en", "en", tuple(entries))


# The same examples each run: a search for new ones belongs to who changes the code.
@settings(max_examples=250, deadline=None, derandomize=True)
@given(DOCUMENT)
def test_identity_translation_keeps_the_rendered_page(text: str) -> None:
    article = markdown.read(text)
    assert shown(markdown.write(identity(article))) == shown(text)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("ab *_`~[]()!<>#-+.1:|\\&;\n\r\t\x0c\u2028^/=\"'"), max_size=80
    )
)
def test_soup_is_read_with_true_offsets_and_written(text: str) -> None:
    article = markdown.read(text)
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
        for inline in block.inlines:
            assert 0 <= inline.start <= inline.end <= len(block.text)
    markdown.write(identity(article))
    kept = ParallelText(article, "en", "en", tuple(map(ParallelBlock, article.blocks)))
    assert markdown.write(kept) == text


@settings(max_examples=150, deadline=None)
@given(LINE, st.randoms(use_true_random=False), st.booleans())
def test_inlines_are_neither_lost_nor_invented_and_never_cross(text, random, aligned) -> None:
    article = markdown.read(text + "\n\n[ref]: /r\n")
    for block in article.blocks:
        words = [match.span() for match in re.finditer(r"\w+", block.text)]
        target = " ".join(random.sample(["слово", "Bakı,", "«x»", "порт.", "и", "1."] * 3, 7))
        theirs = [match.span() for match in re.finditer(r"\w+", target)]
        links = [Link(*random.choice(words), *random.choice(theirs)) for _ in words for _ in "ab"]
        cut = replace(block, sentences=(Sentence(0, len(block.text), block.text),))
        unit = TranslationUnit(block.text, target, alignment=tuple(links) if aligned else ())
        placed = place(cut, [unit])
        marks = Counter((i.open.rstrip(" "), i.close, i.keep) for i in block.inlines)
        assert Counter((i.open.rstrip(" "), i.close, i.keep) for i in placed.inlines) == marks
        for one, source in zip(placed.inlines, block.inlines, strict=True):
            assert 0 <= one.start <= one.end <= len(placed.text)
            if one.keep:
                literal = block.text[source.start : source.end]
                assert placed.text[one.start : one.end] == literal
        spans = [(i.start, i.end) for i in placed.inlines]
        for a, b in spans:
            for c, d in spans:
                assert not (a < c < b < d), (placed, block)
        for word in target.split():
            assert word.strip("«».,") in placed.text or any(i.keep for i in block.inlines)
