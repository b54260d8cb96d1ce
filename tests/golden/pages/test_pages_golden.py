"""Ten saved pages of different make-up: their articles found, the rest left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html as lxml_html

from translator.documents.article import Article, BlockKind
from translator.documents.choices import Choices
from translator.documents.registry import load, write
from translator.languages import language
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

HERE = Path(__file__).parent
PAGES = sorted(path for path in HERE.iterdir() if path.suffix in (".html", ".xhtml"))
EXPECTED = json.loads((HERE / "expected.json").read_text("utf-8"))
WHOLE = Choices(whole_page=True)


def lang_of(page: Path) -> str:
    return page.name.split(".")[1]


def translated(
    article: Article, target_lang: str, change: Callable[[str], str] = lambda text: text
) -> ParallelText:
    """The article with every sentence changed; a model's work if the language is another."""
    cut = segment_article(article, article.lang)
    blocks = tuple(
        ParallelBlock(b, tuple(TranslationUnit(s.text, change(s.text)) for s in b.sentences))
        for b in cut.blocks
    )
    model = "" if target_lang == article.lang else "test"
    return ParallelText(cut, article.lang, target_lang, blocks, model=model)


def test_there_are_ten() -> None:
    assert len(PAGES) == 10 == len(EXPECTED)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_article_is_found(page: Path) -> None:
    article = load(page)
    found = [[b.kind.value, b.text] for b in article.blocks if b.kind.running]
    assert found == EXPECTED[page.name]["blocks"]
    heads = [b.text for b in article.blocks if b.kind is BlockKind.HEADLINE]
    assert [" ".join(head.split()) for head in heads] == [EXPECTED[page.name]["headline"]]
    whole = "\n".join(block.text for block in article.blocks)
    assert EXPECTED[page.name]["elsewhere"]
    source = article.text
    for phrase in EXPECTED[page.name]["elsewhere"]:
        assert phrase in source
        assert phrase not in whole


@pytest.mark.parametrize("choices", [Choices(), WHOLE], ids=["article", "whole"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_unchanged_pages_come_back_byte_for_byte(page: Path, choices: Choices) -> None:
    article = load(page, lang=lang_of(page), choices=choices)
    expected = page.read_bytes()
    if article.encoding != "utf-8":
        text = expected.decode(article.encoding).replace("windows-1251", "utf-8")
        expected = text.encode("utf-8")
    assert write(translated(article, article.lang)) == expected


def outline(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, but for what a translation changes."""
    found = []
    for element in lxml_html.document_fromstring(data).iter():
        if not isinstance(element.tag, str):
            continue
        attributes = {
            name: value
            for name, value in sorted(element.attrib.items())
            if name not in ("alt", "title", "content", "placeholder", "aria-label", "value")
            and not (element.tag == "html" and name in ("lang", "dir", "{xml}lang", "xml:lang"))
        }
        own = element.get("name") == "machine-translation"
        if not own and not (element.get("rel") == "alternate" and element.get("hreflang")):
            found.append((element.tag, attributes))
    return found


@pytest.mark.parametrize("choices", [Choices(), WHOLE], ids=["article", "whole"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_translation_keeps_the_structure(page: Path, choices: Choices) -> None:
    source = lang_of(page)
    target = "en" if source == "fa" else "fa"
    article = load(page, lang=source, choices=choices)
    made = write(translated(article, target, lambda text: f"¤ {text} <¤>"))
    root = lxml_html.document_fromstring(made)
    assert (root.get("lang"), root.get("dir", "ltr")) == (
        target,
        "rtl" if language(target).rtl else "ltr",
    )
    assert root.xpath("//meta[@name='machine-translation']")
    before = article.text.replace("windows-1251", "utf-8").encode("utf-8")
    assert outline(made) == outline(before)
    text = made.decode("utf-8")
    assert text.count("¤&gt;") + text.count("\\u003c¤>") >= len(article.blocks) - 3
    for phrase in EXPECTED[page.name]["elsewhere"]:
        assert phrase in text or choices == WHOLE
    for document in root.xpath("//script[@type='application/ld+json']/text()"):
        json.loads(document)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_whole_page_leaves_nothing_out(page: Path) -> None:
    article = load(page, choices=WHOLE)
    blocks = [block.text for block in article.blocks if block.kind.translated]
    read = "".join(filter(str.isalpha, "".join(blocks)))
    root = lxml_html.document_fromstring(article.text.partition("?>")[2] or article.text)
    for element in root.xpath("//script | //style | //comment()"):
        element.drop_tree()
    for piece in root.itertext():
        letters = "".join(filter(str.isalpha, piece))
        assert letters in read
    for attribute in root.xpath("//@alt | //@title | //@placeholder | //meta[@name]/@content"):
        if "width=" not in attribute:
            assert "".join(filter(str.isalpha, attribute)) in read
