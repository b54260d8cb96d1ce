"""Ten saved pages of different make-up: their articles found, the rest left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
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
            and name not in ("lang", "dir", "xml:lang")
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
    assert root.get("lang") == target
    if choices == WHOLE:
        assert root.get("dir", "ltr") == ("rtl" if language(target).rtl else "ltr")
    assert root.xpath("//meta[@name='machine-translation']")
    before = article.text.replace("windows-1251", "utf-8").encode("utf-8")
    assert outline(made) == outline(before)
    text = made.decode("utf-8")
    assert text.count("¤&gt;") + text.count("\\u003c¤>") >= len(article.blocks) - 3
    for phrase in EXPECTED[page.name]["elsewhere"]:
        assert phrase in text or choices == WHOLE
    for document in root.xpath("//script[@type='application/ld+json']/text()"):
        json.loads(document)


def said_of(element: etree._Element, name: str) -> str:
    """What an element or the nearest around it says of its language or direction."""
    around = [element, *element.iterancestors()]
    return next((e.get(name).split("-")[0] for e in around if e.get(name)), "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("target", ["fa", "en", "ru"])
def test_each_text_says_its_language_and_direction(page: Path, target: str) -> None:
    """Menus keep theirs, to the side of the page and to the capital letters (idman, İDMAN)."""
    source = lang_of(page)
    if source == target:
        target = "az"
    veiled = translated(load(page, lang=source), target, lambda text: re.sub(r"[^\W\d_]", "¤", text))
    made = write(veiled)
    root = lxml_html.document_fromstring(made)
    assert said_of(root.find(".//title"), "lang") == target
    seen = {source: 0, target: 0}
    for element in root.find("body").iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        for holder, text in [(element, element.text), *((element, c.tail) for c in element)]:
            if not re.search(r"[^\W\d_]|¤", text or "") or said_of(holder, "translate") == "no":
                continue
            lang = target if "¤" in text else source
            seen[lang] += 1
            side = "rtl" if language(lang).rtl else "ltr"
            found = said_of(holder, "lang"), said_of(holder, "dir") or "ltr"
            assert found == (lang, side), (text, found)
    assert all(seen.values())


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
