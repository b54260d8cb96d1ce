"""Whatever the translations are, wire items, feeds and JSON-LD stay whole and hold them.

Whatever the bytes of an item are, reading it ends well.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from translator.documents import registry
from translator.documents.article import Article, Sentence
from translator.documents.inline import place
from translator.errors import TranslatorError
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit

GOLDEN = Path(__file__).parents[1] / "golden" / "wire"
ITEMS = sorted(p for p in GOLDEN.iterdir() if p.suffix in (".newsml", ".nitf", ".ninjs"))
WEB = sorted(
    p for p in (GOLDEN.parent / "web").iterdir() if p.suffix in (".rss", ".atom", ".jsonld")
)
SUBTITLES = sorted(p for p in GOLDEN.iterdir() if p.suffix in (".srt", ".vtt"))
PIECES = st.sampled_from(
    ["word", "Xəzər", "Каспий", "a<b", "&amp;", "&", "]]>", '"q"', "it's", "\\", "\\u0041", "</p>",
     "<b>", "--", "-->", "{", "}", "5", "№", "𝄞", "\u00a0x", "/", "<![CDATA[", "<?x?>", "&#65;"]
)  # fmt: skip
TARGET = st.lists(PIECES, min_size=1, max_size=6).map(lambda parts: " ".join([*parts, "end"]))


@cache
def article(path: Path) -> Article:
    return registry.load(path)


def translated(source: Article, make: Callable[[str], str]) -> ParallelText:
    """Every block one sentence, its translation made by ``make``."""
    entries = []
    for block in source.blocks:
        if not block.kind.translated:
            entries.append(ParallelBlock(block))
            continue
        cut = replace(block, sentences=(Sentence(0, len(block.text), block.text),))
        entries.append(ParallelBlock(cut, (TranslationUnit(block.text, make(block.text)),)))
    return ParallelText(source, source.lang or "en", "kk", tuple(entries), "model <1>")


def expected(parallel: ParallelText) -> list[str]:
    """The target texts that must be there, without white space: markup may stand apart."""
    return [
        "".join(place(entry.block, entry.units).text.split())
        for entry in parallel.blocks
        if entry.units
    ]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*ITEMS, *WEB]), st.randoms(use_true_random=False), st.data())
def test_any_translation_can_be_read_again(path: Path, random, data) -> None:
    targets = data.draw(st.lists(TARGET, min_size=3, max_size=3))
    parallel = translated(article(path), lambda text: random.choice(targets))
    written = registry.write(parallel).decode("utf-8")
    if path.suffix in (".ninjs", ".jsonld"):
        json.loads(written)
    else:
        etree.fromstring(written.encode(), etree.XMLParser(load_dtd=False, no_network=True))
    again = registry.load(None, data=written.encode())
    assert again.format == parallel.article.format and again.lang in ("kk", "")
    joined = "".join("".join(block.text for block in again.blocks).split())
    at = 0
    for text in expected(parallel):
        if path.suffix == ".ninjs" or not any(map(str.isalpha, text)):
            continue  # a plain text may be cut into blocks anew
        if path in WEB and re.search("[<&]", text):
            continue  # an untyped text of a feed that looks like markup is taken for it
        at = joined.find(text, at)
        assert at >= 0, (text, joined)


def skeleton(text: str) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    """Names and attributes of all elements, those that a translation may change left out."""
    text = text.replace("&nbsp;", "\xa0")
    root = etree.fromstring(text.encode(), etree.XMLParser(load_dtd=False, no_network=True))
    changing = ("guid", "id-string", "baselang", "tag", "key", "alternate-text", "alt", "lang",
                "wordcount", "charcount")  # fmt: skip
    return Counter(
        (
            re.sub(r"\{.*\}", "", str(element.tag)),
            tuple(
                (k, v) for k, v in element.attrib.items() if k.rpartition("}")[2] not in changing
            ),
        )
        for element in root.iter(etree.Element)
    )


ADDED = ("generator", "edNote", "link", "digitalSourceType", "meta", "revision-history", "head")


@pytest.mark.parametrize("path", [p for p in ITEMS if p.suffix != ".ninjs"], ids=lambda p: p.name)
def test_what_is_not_translated_is_the_same_element_by_element(path: Path) -> None:
    source = article(path)
    written = registry.write(translated(source, str.swapcase)).decode()
    before, after = skeleton(source.text), skeleton(written)
    assert not before - after
    assert {name for name, _ in after - before} <= set(ADDED)
    # Everything outside of the blocks stands there in the same order.
    at, rest = 0, written
    for block in source.blocks:
        for chunk in re.findall(r">([^<>]*[^\s<>][^<>]*)<", source.text[at : block.start]):
            assert chunk in rest
        at = max(at, block.end)


@pytest.mark.parametrize("path", [p for p in ITEMS if p.suffix == ".ninjs"], ids=lambda p: p.name)
def test_other_values_of_ninjs_are_the_same(path: Path) -> None:
    source = article(path)
    before = json.loads(source.text)
    after = json.loads(registry.write(translated(source, str.swapcase)))
    said = re.compile(
        r"/(?:associations/\w+/)?(?:language|ednote|edNote|\w*count|title|headline\w*|byline|by|located|"
        r"description_\w+|body_\w+|(?:headlines|bodies|descriptions)/\d+/(?:value|\w*count))|/uri"
    )

    def compare(one: object, other: object, place: str) -> None:
        if isinstance(one, dict) and isinstance(other, dict):
            assert list(other)[: len(one)] == list(one)
            for key, value in one.items():
                compare(value, other[key], f"{place}/{key}")
        elif isinstance(one, list) and isinstance(other, list):
            for number, (a, b) in enumerate(zip(one, other, strict=False)):
                compare(a, b, f"{place}/{number}")
        else:
            assert one == other or said.fullmatch(place), place

    compare(before, after, "")


HEADS = [
    b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">',
    b"<nitf><body>",
    b'{"uri":"x","headline":',
    b'{"uri":1,"bodies":[{"value":',
    b"WEBVTT\n\n",
    b"1\n00:00:01,000 --> 00:00:02,000\n",
    b'<?xml version="1.0" encoding="windows-1251"?><nitf>',
    b"",
]
ENDINGS = ["a.xml", "a.newsml", "a.nitf", "a.json", "a.ninjs", "a.srt", "a.vtt"]


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=120), st.sampled_from(ENDINGS))
def test_any_bytes_are_read_or_refused(tmp_path_factory, head, rest, name) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(head + rest)
    _read_and_write(path)


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from([*ITEMS, *SUBTITLES]),
    st.lists(
        st.tuples(st.integers(0, 6000), st.integers(0, 300), st.binary(max_size=4)), max_size=3
    ),
)
def test_damaged_items_are_read_or_refused(tmp_path_factory, path: Path, wounds) -> None:
    data = path.read_bytes()
    for at, length, new in wounds:
        at %= len(data) + 1
        data = data[:at] + new + data[at + length :]
    damaged = tmp_path_factory.getbasetemp() / path.name
    damaged.write_bytes(data)
    _read_and_write(damaged)


def _read_and_write(path: Path) -> None:
    try:
        source = registry.load(path)
    except TranslatorError as error:
        assert error.message and "\n" not in error.message and error.hint
        return
    for block in source.blocks:
        assert 0 <= block.start < block.end <= len(source.text)
    kept = ParallelText(source, "en", "en", tuple(map(ParallelBlock, source.blocks)))
    mark = "\ufeff" if source.bom else ""
    said = registry.write(kept).decode()
    assert said == mark + source.text or "encoding" in source.text[:200]
    registry.write(translated(source, str.upper))
