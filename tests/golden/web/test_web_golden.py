"""Feeds and JSON-LD: what is read of them, and that nothing else changes.

After a deliberate change: `python tests/golden/web/test_web_golden.py` writes the translations
anew; read the difference before committing it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from translator.documents.article import Article
from translator.documents.registry import load, write
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

HERE = Path(__file__).parent
SOURCES = sorted(p for p in HERE.iterdir() if p.suffix in (".rss", ".atom", ".jsonld"))


def translated(source: Path, target_lang: str, change: Callable[[str], str]) -> ParallelText:
    lang = source.name.split(".")[1]
    article: Article = load(source, lang=lang)
    cut = segment_article(article, lang)
    blocks = tuple(
        ParallelBlock(b, tuple(TranslationUnit(s.text, change(s.text)) for s in b.sentences))
        for b in cut.blocks
    )
    return ParallelText(cut, lang, target_lang, blocks, model="" if target_lang == lang else "m")


def shouted(source: Path) -> bytes:
    """A translation into Persian that can be told from its source: capitals and signs."""
    return write(translated(source, "fa", lambda text: text.upper() + " <&]]>"))


def target_of(source: Path) -> Path:
    return source.with_name(source.name.replace(".", "-fa.", 1) + ".txt")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_unchanged_texts_come_back_byte_for_byte(source: Path) -> None:
    lang = source.name.split(".")[1]
    assert write(translated(source, lang, lambda text: text)) == source.read_bytes()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_the_translation_is_the_one_that_was_read_over(source: Path) -> None:
    assert shouted(source).decode() == target_of(source).read_text("utf-8")


@pytest.mark.parametrize(
    "source", [p for p in SOURCES if p.suffix != ".jsonld"], ids=lambda path: path.name
)
def test_feedparser_reads_the_same_feed(source: Path) -> None:
    before, after = feedparser.parse(source.read_bytes()), feedparser.parse(shouted(source))
    assert not after.bozo
    assert after.version == before.version
    assert after.feed.language == "fa"
    assert len(after.entries) == len(before.entries)
    for old, new in zip(before.entries, after.entries, strict=True):
        assert new.get("id") == old.get("id")
        assert new.get("link") == old.get("link")
        assert new.get("published") == old.get("published")
        if "title" in old:
            assert new.title.startswith(old.title.upper()[:9])
            assert any(tag.term == "trainedAlgorithmicMedia" for tag in new.tags)
        for ours, theirs in zip(old.get("content", ()), new.get("content", ()), strict=True):
            for mark in ("<p>", "<b>", "<strong>", "<br", "<li>", "<img", "<a href", "<pre>"):
                assert theirs.value.count(mark) == ours.value.count(mark)


def test_json_keeps_all_but_the_texts() -> None:
    source = HERE / "article.tr.jsonld"
    before, after = json.loads(source.read_text("utf-8")), json.loads(shouted(source))
    old, new = before["@graph"][1], after["@graph"][1]
    assert after["@graph"][0] == before["@graph"][0]
    assert list(new)[: len(old)] == list(old)
    assert set(new) - set(old) == {"translationOfWork", "digitalSourceType"}
    assert new["inLanguage"] == "fa"
    assert new["translationOfWork"]["url"] == old["url"]
    for key in ("@type", "@id", "url", "author", "publisher", "wordCount"):
        assert new[key] == old[key]


if __name__ == "__main__":
    for path in SOURCES:
        target_of(path).write_bytes(shouted(path))
