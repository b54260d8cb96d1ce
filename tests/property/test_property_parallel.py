"""Any text survives writing and reading, as far as the format can hold it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from parallel_samples import build

from translator.documents.article import BlockKind
from translator.parallel import bi_html, bi_markdown, jsonl, tmx, tsv
from translator.parallel.text import ParallelText
from translator.quality import Checked, Finding, FindingCode, examine

ANY = st.text(st.characters(), max_size=80)  # lone surrogates and control characters included
PAIRS = st.lists(st.tuples(ANY, ANY), min_size=1, max_size=4)
BREAKS = re.compile("\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def units(pairs: list[tuple[str, str]]) -> ParallelText:
    finding = Finding(FindingCode.COPIED, pairs[0][0])
    rows = [(source, target, (finding,)) for source, target in pairs]
    return build([(BlockKind.PARAGRAPH, 0, "", rows)], "fa", name=pairs[0][1])


@given(PAIRS)
def test_tsv(pairs: list[tuple[str, str]]) -> None:
    lines = tsv.write(units(pairs)).decode("utf-8").split("\n")
    assert lines.pop() == ""
    rows = [tuple(line.split("\t")) for line in lines]
    expected = [
        tuple(SURROGATES.sub("\ufffd", BREAKS.sub(" ", text)) for text in pair) for pair in pairs
    ]
    assert rows[-len(expected) :] == expected
    assert len(rows) == len(expected) or rows[0] == ("source", "target")


@given(PAIRS)
def test_jsonl_holds_everything(pairs: list[tuple[str, str]]) -> None:
    lines = jsonl.write(units(pairs)).decode("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert [(record["source"], record["target"]) for record in records] == pairs


@given(PAIRS)
def test_tmx(pairs: list[tuple[str, str]]) -> None:
    document = etree.fromstring(tmx.write(units(pairs)))
    read = [tuple(seg.text or "" for seg in tu.iter("seg")) for tu in document.iter("tu")]
    assert read == [tuple(NOT_IN_XML.sub("", text) for text in pair) for pair in pairs]


class Body(HTMLParser):
    """The text of every sentence, and the tags met."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: dict[str, str] = {}
        self.tags: set[str] = set()
        self._inside = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        if values.get("class", "") in ("s", "s flagged"):
            self._inside = values["id"] or ""
            self._depth = 0
            self.sentences[self._inside] = ""
        elif self._inside:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._depth == 0:
            self._inside = ""
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.sentences[self._inside] += data


@given(PAIRS)
def test_page(pairs: list[tuple[str, str]]) -> None:
    page = bi_html.write(units(pairs)).decode("utf-8")
    body = Body()
    body.feed(page)
    body.close()
    assert body.tags <= {
        *("html", "head", "meta", "link", "title", "style", "script", "body", "div", "header", "p"),
        *("h1", "h2", "span", "nav", "ol", "li", "b", "a", "main", "mark", "footer"),
    }
    for number, (source, target) in enumerate(pairs, start=1):
        assert body.sentences[f"s{number}"] == clean(source)
        if target.strip():
            assert body.sentences[f"t{number}"] == clean(target)


def clean(text: str) -> str:
    forbidden = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
    return re.sub(forbidden, "\ufffd", text)


@given(PAIRS)
def test_markdown_table_keeps_its_shape(pairs: list[tuple[str, str]]) -> None:
    lines = bi_markdown.write(units(pairs)).decode("utf-8").split("\n")
    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) == len(pairs) + 2
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3 for row in rows)


LANGS = st.sampled_from(["en", "ru", "az", "tr", "uk", "fa", "kk", "de", "xx", ""])
NUMERIC = st.text(st.sampled_from("0123456789.,:/-–%' \u00a0٠۵٫٬XVI½млрдbnpm"), max_size=40)


@settings(max_examples=300)
@given(ANY | NUMERIC, ANY | NUMERIC, LANGS, LANGS, st.booleans())
def test_checks_never_fail(
    source: str, target: str, source_lang: str, target_lang: str, capped: bool
) -> None:
    for finding in examine(Checked(source, target, source_lang, target_lang, capped=capped)):
        assert finding.message
        assert len(finding.message.splitlines()) == 1


@given(ANY | NUMERIC, LANGS)
def test_numbers_agree_with_themselves(text: str, lang: str) -> None:
    from translator.quality import number

    assert list(number.check(Checked(text, text, lang, lang))) == []
