"""Every writer against its golden file, and what is particular to each format."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree
from parallel_samples import SEA, build, hostile, persian, russian

from translator import __version__
from translator.documents.article import BlockKind
from translator.errors import ErrorCode, TranslatorError
from translator.parallel import bi_html, bi_markdown, jsonl, moses, summary, tmx, tsv
from translator.parallel.marks import source_marks, target_marks
from translator.parallel.registry import WRITERS, writer_for
from translator.parallel.text import ParallelText, TranslationUnit

GOLDEN = Path(__file__).parents[2] / "golden" / "parallel"
SAMPLES = {"russian": russian, "persian": persian, "hostile": hostile}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize("ending", ["tsv", "jsonl", "tmx", "bi.md", "bi.html"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_golden(sample: str, ending: str) -> None:
    """Set UPDATE_GOLDEN=1 to write the files anew, then read the difference."""
    made = WRITERS[ending].write(SAMPLES[sample]()).replace(__version__.encode(), b"VERSION")
    path = GOLDEN / f"{sample}.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(made)
    assert made == path.read_bytes()


@pytest.mark.parametrize("sample", SAMPLES)
def test_golden_side_by_side_in_word(sample: str) -> None:
    """The document and its comments; the rest of the archive is python-docx's."""
    made = b""
    with zipfile.ZipFile(io.BytesIO(WRITERS["bi.docx"].write(SAMPLES[sample]()))) as archive:
        for name in sorted({"word/document.xml", "word/comments.xml"} & set(archive.namelist())):
            root = etree.fromstring(archive.read(name))
            etree.indent(root)
            made += f"<!-- {name} -->\n".encode() + etree.tostring(root, encoding="utf-8") + b"\n"
    made = re.sub(rb'(w:date=")[^"]+', rb"\1DATE", made)
    path = GOLDEN / f"{sample}.bi.docx.xml"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(made)
    assert made == path.read_bytes()


@pytest.mark.parametrize("sample", SAMPLES)
def test_golden_aligned_files(sample: str) -> None:
    """A sentence a line, as many lines in each; one without a translation is empty."""
    made = moses.write(SAMPLES[sample]())
    assert len(made) == 2 and len({text.count(b"\n") for text in made.values()}) == 1
    for ending, text in made.items():
        path = GOLDEN / f"{sample}.moses{ending}"
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_bytes(text)
        assert text == path.read_bytes()


@pytest.mark.parametrize("name", ["tsv", "jsonl", "tmx", "bi.md", "bi.html"])
def test_kept_blocks(name: str) -> None:
    written = WRITERS[name].write(russian()).decode()
    assert ("16 px" in written) == (name == "bi.html")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("out/ru.bi.html", "bi.html"),
        ("OUT.BI.HTML", "bi.html"),
        ("a.md", "md"),
        ("a.bi.md", "bi.md"),
        (".tmx", "tmx"),
        ("tmx", "tmx"),
        ("a.md.tmx", "tmx"),
        ("a.txt", "txt"),
        ("same", "txt"),
        ("noending", "txt"),
    ],
)
def test_writer_for(name: str, expected: str) -> None:
    assert writer_for(name, "plain").name == expected


def test_writer_for_an_unknown_ending() -> None:
    with pytest.raises(TranslatorError) as caught:
        writer_for("a.exe", "plain")
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN
    assert ".tmx" in caught.value.hint


def units(*pairs: tuple[str, str]) -> ParallelText:
    return build([(BlockKind.PARAGRAPH, 0, "", [(s, t, ()) for s, t in pairs])], "ru")


def test_tsv_has_a_header_only_where_the_first_pair_looks_like_one() -> None:
    assert tsv.write(units(("Hello.", "Привет."))).decode() == "Hello.\tПривет.\n"
    assert tsv.write(units(("Source", "target"))).decode().splitlines()[0] == "source\ttarget"
    assert tsv.write(units(("en", "ru"))).decode().splitlines()[0] == "source\ttarget"
    assert tsv.write(units(("Russian", "Русский"))).decode().splitlines()[0] == "source\ttarget"


def test_tsv_cells_stay_on_their_line() -> None:
    written = tsv.write(units(("a\tb\r\nc\u2028d\x85e", "x\vy\n"))).decode()
    assert written == "a b c d e\tx y \n"
    assert len(written.splitlines()) == 1


def test_nothing_translated() -> None:
    empty = build([(BlockKind.FURNITURE, 0, "", [("16 px", "", ())])], "ru")
    assert tsv.write(empty) == b""
    assert jsonl.write(empty) == b""
    assert etree.fromstring(tmx.write(empty)).find("body") is not None
    assert "0 sentences" in bi_html.write(empty).decode()


def test_jsonl_tells_all() -> None:
    records = [json.loads(line) for line in jsonl.write(russian()).decode().splitlines()]
    flagged = records[4]
    assert flagged["kind"] == "paragraph"
    assert (flagged["block"], flagged["sentence"]) == (4, 1)
    assert [f["code"] for f in flagged["findings"]] == ["number", "term-missing"]
    (term,) = flagged["terms"]
    assert flagged["source"][term["start"] : term["end"]] == term["text"] == "Khazar Media Forum"
    assert term["target"] == "Каспийский медиафорум"
    assert flagged["article"] == "caspian.en.md"
    assert flagged["model"] == "builtin 0"


TMX_DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  creationdate CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
<!ELEMENT note (#PCDATA)> <!ATTLIST note xml:lang CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED>
"""


@pytest.mark.parametrize("sample", SAMPLES)
def test_tmx_is_valid(sample: str) -> None:
    """Against the part of TMX 1.4b's structure that is written here, in our own words."""
    document = etree.fromstring(tmx.write(SAMPLES[sample]()))
    dtd = etree.DTD(io.StringIO(TMX_DTD))
    assert dtd.validate(document), dtd.error_log


def test_tmx_reads_back() -> None:
    made = tmx.write(russian())
    assert made.startswith(
        b"<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">"
    )
    document = etree.fromstring(made)
    read = [tuple(seg.text or "" for seg in tu.iter("seg")) for tu in document.iter("tu")]
    assert read == [(unit.source, unit.target) for unit in russian().units]
    assert [tuv.get(XML_LANG) for tuv in document.iter("tuv")][:2] == ["en", "ru"]
    notes = [note.text for note in document.iter("note")]
    assert notes[0] == "number: number 2023 is missing"
    assert len(notes) == 3
    kinds = [
        p.text for tu in document.iter("tu") for p in tu.iter("prop") if p.get("type") == "x-block"
    ]
    assert kinds[:3] == ["headline", "byline", "dateline"]
    assert {p.text for p in document.iter("prop") if p.get("type") == "x-pivot"} == set()
    assert b'x-pivot">tr<' in tmx.write(persian())


def test_tmx_date_comes_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"creationdate" not in tmx.write(russian())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1695030000")
    assert b'creationdate="20230918T094000Z"' in tmx.write(russian())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert b"creationdate" not in tmx.write(russian())


def test_markdown_cells_hold_no_markup() -> None:
    written = bi_markdown.write(units(("a|b *c* <d> `e` #f", "[g](h)"))).decode()
    assert r"| a\|b \*c\* \<d\> \`e\` \#f | \[g\](h) |" in written


def test_markdown_marks_direction() -> None:
    assert '<span dir="rtl" lang="fa">' in bi_markdown.write(persian()).decode()


class Outline(HTMLParser):
    """Which tags are open, whether each is closed, and what attributes there are."""

    VOID = frozenset({"meta", "link", "br", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("sample", SAMPLES)
def test_page_is_well_formed(sample: str) -> None:
    page = bi_html.write(SAMPLES[sample]()).decode()
    outline = Outline()
    outline.feed(page)
    assert outline.wrong == []
    assert outline.open == []
    ids = [a["id"] for _, a in outline.tags if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] for tag, a in outline.tags if tag == "a"]
    assert all(link and link[0] == "#" and link[1:] in ids for link in links)
    assert all(a["aria-describedby"] in ids for _, a in outline.tags if "aria-describedby" in a)
    names = [tag for tag, _ in outline.tags]
    assert names.count("script") == names.count("style") == 1
    assert "img" not in names
    assert not any(name.startswith("on") or name == "style" for _, a in outline.tags for name in a)


def test_page_says_what_it_is() -> None:
    page = bi_html.write(persian()).decode()
    assert "Machine translation through Turkish." in page
    assert "1 sentence worth a look" in page
    assert 'class="cell target" lang="fa" dir="rtl"' in page
    assert "model builtin 0" in page


def test_page_without_flags() -> None:
    assert "No check found fault" in bi_html.write(units(("One.", "Один."))).decode()


def test_marks_do_not_overlap() -> None:
    unit = next(u for u in russian().units if "Khazar Media Forum" in u.source)
    doubled = replace(unit, matches=unit.matches * 2)
    assert source_marks(doubled) == source_marks(unit)
    sea = TranslationUnit("Caspian Sea", "у Каспийского моря", matches=())
    assert target_marks(sea, "ru") == ()


def test_target_marks_find_inflected_forms() -> None:
    unit = next(u for u in russian().units if "Caspian Sea" in u.source)
    (mark,) = target_marks(unit, "ru")
    assert (unit.target[mark.start : mark.end], mark.concept) == ("Каспийского моря", SEA.id)


def test_title_without_a_headline() -> None:
    text = units(("One.", "Один."))
    assert summary.title(text) == "caspian.en.md"
    assert (
        summary.title(replace(text, article=replace(text.article, name="-"))) == "English – Russian"
    )


def test_a_page_keeps_the_marks_of_lists_and_of_direct_speech() -> None:
    from translator.documents import plain
    from translator.parallel.text import ParallelBlock
    from translator.segmentation import segment_article

    article = segment_article(
        plain.read("— Море мелеет, — сказал он.\n\n1) Порт\n2) Рыба\n\n• Лёд\n"), "ru"
    )
    blocks = tuple(
        ParallelBlock(block, tuple(TranslationUnit(s.text, s.text) for s in block.sentences))
        for block in article.blocks
    )
    page = bi_html.write(ParallelText(replace(article, lang="ru"), "ru", "en", blocks)).decode()
    marks = re.findall('<span class="mark">(.*?)</span>', page)
    assert marks == ["—", "—", "1)", "1)", "2)", "2)", "•", "•"]
