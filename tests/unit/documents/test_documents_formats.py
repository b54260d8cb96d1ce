"""The registry: content before endings, archives from bytes, the translation in the same format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translator.documents import plain, registry
from translator.documents.article import Article
from translator.documents.registry import Container, Reader
from translator.documents.stored import whole
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.registry import SAME, could_be_written, writer_for
from translator.parallel.text import ParallelBlock, ParallelText


@pytest.fixture
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format told by its first letters, and an archive."""
    told = Reader("told", (".told",), plain.read, plain.write, like=lambda text: text[:2] == "T:")
    box = Container(
        "box",
        (".box",),
        lambda kept: Article(whole(kept)[4:].decode(), (), "box"),
        lambda parallel: [b"BOX:", parallel.article.text.upper().encode()],
        lambda kept: whole(kept).startswith(b"BOX:"),
    )
    monkeypatch.setitem(registry.READERS, "told", told)
    monkeypatch.setitem(registry.CONTAINERS, "box", box)


@pytest.mark.usefixtures("formats")
def test_content_comes_before_the_ending() -> None:
    assert registry.reader_for("a.txt", "T: news").name == "told"
    assert registry.reader_for("-", "T: news").name == "told"
    assert registry.reader_for("a.txt", "news").name == "plain"


@pytest.mark.usefixtures("formats")
def test_an_ending_that_the_content_belies_is_refused() -> None:
    with pytest.raises(TranslatorError) as caught:
        registry.reader_for("a.told", "news")
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN
    assert ".told" in caught.value.message


@pytest.mark.usefixtures("formats")
def test_archives_are_read_from_bytes_and_written_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_bytes(b"BOX:news")
    article = registry.load(path)
    assert (article.format, article.text, whole(article.file)) == ("box", "news", b"BOX:news")
    parallel = ParallelText(article, "en", "ru", tuple(map(ParallelBlock, article.blocks)))
    assert registry.write(parallel) == b"BOX:NEWS"
    for name in ("ru.box", SAME, "ru"):
        assert writer_for(name, "box").write(parallel) == b"BOX:NEWS"


@pytest.mark.usefixtures("formats")
def test_what_could_be_written_is_known_before_reading() -> None:
    assert could_be_written(Path("ru.box"))
    assert could_be_written(Path("ru.tmx"))
    assert not could_be_written(Path("ru.exe"))
    with pytest.raises(TranslatorError, match=r"ru\.box"):
        writer_for("ru.box", "plain")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("html", "\n<!-- a page --><!DOCTYPE html><p>a"),
        ("html", "\ufeff\u3000<HTML><p>a"),
        ("feed", '\x85\n<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>'),
        ("jsonld", '\ufeff [{"@context": "https://schema.org", "@type": "NewsArticle"}]'),
        ("csv", "sep=:\ntitle:text\na:b\n"),
        ("csv", '"title"|"text"\r\na|b\r\n'),
        ("csv", '"title\n";text\na;b\n'),
        ("tsv-articles", "\ttext\na\tb\n"),
        ("jsonl-articles", '\n\u2003{"title": "a"}\n{"title": "b"}\n'),
        ("srt", "\n\u0661\n00:00:01,000 --> 00:00:02,000\na\n"),
        ("vtt", "WEBVTT"),
        ("newsml", '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>'),
        ("nitf", "<!DOCTYPE nitf><nitf/>"),
        ("ninjs", '\ufeff\n{"uri": "tag:a", "headline": "b", "body_text": "c"}'),
    ],
)
def test_what_a_format_is_told_by_begins_with_its_sign(name: str, text: str) -> None:
    reader = registry.READERS[name]
    assert reader.like is not None
    assert reader.like(text)
    assert re.match(reader.sign, text)


def test_prose_is_shown_to_no_format_of_data() -> None:
    shown = [
        r.name for r in registry.READERS.values() if r.like and re.match(r.sign, "BAKU. A day")
    ]
    assert shown == []
