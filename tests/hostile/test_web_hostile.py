"""Pages, feeds and JSON-LD that no newsroom makes: read, or refused in one line."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.documents.choices import Choices
from translator.documents.registry import load, write
from translator.documents.web import flow
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

ENDINGS = (".html", ".htm", ".xhtml", ".rss", ".atom", ".xml", ".jsonld", ".json")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web")


def through(path: Path, *, whole: bool = False, change: str = "¤") -> bytes | None:
    """The file's translation; None if it is refused, which it must be in one line."""
    try:
        article = load(path, lang="en", choices=Choices(whole_page=whole))
        cut = segment_article(article, "en")
        blocks = tuple(
            ParallelBlock(b, tuple(TranslationUnit(s.text, s.text + change) for s in b.sentences))
            for b in cut.blocks
        )
        at = 0
        for block in cut.blocks:
            assert 0 <= block.start < block.end <= len(article.text)
            assert block.start >= at
            at = block.start
        return write(ParallelText(cut, "en", "fa", blocks, model="m"))
    except TranslatorError as error:
        assert "\n" not in error.message
        assert error.hint
        return None


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ENDINGS), st.binary(max_size=200), st.booleans())
def test_any_bytes(folder: Path, ending: str, data: bytes, whole: bool) -> None:
    path = folder / f"a{ending}"
    path.write_bytes(data)
    through(path, whole=whole)


SOUP = st.sampled_from(
    [
        *("<html>", "<head>", "</head>", "<body>", "<p>", "</p>", "<div class=x>", "</div>"),
        *(
            "<b>",
            "</b>",
            "<a href='x' title='t'>",
            "</a>",
            "<img alt=a>",
            "<br>",
            "<table><tr><td>",
        ),
        *("<script type='application/ld+json'>", "</script>", '{"@type": "NewsArticle",', "}"),
        *('"headline": "a b"', "<title>", "</title>", "<!--", "-->", "<![CDATA[", "]]>", "<svg>"),
        *("<meta name=description content='c d'>", "<h1>", "</h1>", "word. ", "слово ", "&amp;"),
        *("&#0;", "&", "<", ">", '"', "'", "<?xml?>", "<!DOCTYPE html>", "\0", "\ud800", "<p/>"),
        *("<pre>", "<li>", "<figure><figcaption>", "<noscript>", "<textarea>", "\r\n", "𠀀"),
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(SOUP, max_size=40).map("".join), st.booleans())
def test_tag_soup(folder: Path, text: str, whole: bool) -> None:
    path = folder / "soup.html"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    through(path, whole=whole)


FEED = st.sampled_from(
    [
        *("<rss><channel>", "</channel></rss>", "<item>", "</item>", "<title>", "</title>"),
        *("<description>", "</description>", "<![CDATA[", "]]>", "<p>", "</p>", "&lt;b&gt;"),
        *("text. ", "&amp;lt;", "&nbsp;", "<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>"),
        *("<entry>", "</entry>", "<content type='xhtml'>", "</content>", "<?xml version='1.0'?>"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(FEED, max_size=20).map("".join))
def test_feed_soup(folder: Path, text: str) -> None:
    path = folder / "soup.rss"
    path.write_bytes(text.encode())
    through(path)


ENTRY = "<rss version='2.0'><channel><title>t</title><item><title>{}</title></item></channel></rss>"
BOMB = '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + ENTRY.format("&b;")
OUTER = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">' + ENTRY.format("The port is open.")


def refused(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TranslatorError) as caught:
        load(path, lang="en")
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert name in caught.value.message
    return caught.value.message


def test_entities_are_refused_and_an_external_part_is_ignored(folder: Path) -> None:
    assert "entities" in refused(folder, "bomb.rss", BOMB)
    path = folder / "outer.rss"
    path.write_text(OUTER)
    assert through(path, change="!") is not None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.html", "<html><body>" + "<div>" * 5_000 + "text"),
        ("deep.rss", "<rss><channel>" + "<item>" * 100_000),
        (
            "deep.jsonld",
            '{"@context": "https://schema.org", "@type": "NewsArticle", "a": ' + "[" * 100_000,
        ),
        ("tags.html", "<html><body><p>" + "<b>x" * 5_000),
        (
            "wide.jsonld",
            '{"@context": "https://schema.org", "@type": "NewsArticle", "a": ['
            + "0," * 2_000_000
            + "0]}",
        ),
        ("long.html", "<html><body>" + "word " * 4_100_000),
        ("empty.html", "<html><body><script>x</script></body></html>"),
        ("broken.rss", ENTRY.format("<b>x")),
        (
            "broken.jsonld",
            '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": }',
        ),
    ],
)
def test_one_clear_error(folder: Path, name: str, text: str) -> None:
    refused(folder, name, text)


def test_more_tags_than_any_page_has(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MAX_TOKENS", 5_000)
    assert "5,000 tags" in refused(folder, "wide.html", "<html><body>" + "<hr>" * 5_000 + "text")


@pytest.mark.parametrize("ending", [".html", ".rss", ".jsonld"])
def test_two_hundred_megabytes(folder: Path, ending: str) -> None:
    path = folder / f"huge{ending}"
    with path.open("wb") as file:
        file.write(b"<html><body><p>text")
        file.truncate(200 << 20)
    tracemalloc.start()
    try:
        with pytest.raises(TranslatorError, match="too much"):
            load(path)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()
        path.unlink()


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "</div>",
        "&",
        "<!--",
        "<![CDATA[",
        "<script>",
        "<title>",
        "<svg>",
        "<p ",
        "</",
        "<a b='",
    ],
)
def test_time_grows_with_the_length_alone(folder: Path, piece: str) -> None:
    path = folder / "long.html"
    path.write_text("<html><body><p>text</p>" + piece * 20_000)
    through(path)


def test_an_unknown_encoding_in_the_head_is_no_obstacle(folder: Path) -> None:
    path = folder / "a.html"
    for name in ("windows-1251", "no-such", "hex", "utf-16", "rot13", "undefined"):
        head = f'<html><head><meta charset="{name}"></head><body>'
        path.write_bytes(head.encode() + "<p>Порт открыт для судов.</p>".encode("cp1251"))
        article = load(path, lang="ru")
        assert article.blocks[-1].text == "Порт открыт для судов."
        assert article.encoding == "cp1251"
