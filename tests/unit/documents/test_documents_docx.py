"""Word documents: read into blocks, written back with only their texts changed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.office import GOLDEN, members, persian, translated, tree, zipped
from translator.documents.article import Article, BlockKind
from translator.documents.docx import document as docx
from translator.documents.docx.package import open_package
from translator.documents.docx.pieces import pieces
from translator.documents.docx.writing import written
from translator.documents.inline import Placed
from translator.documents.registry import load, write
from translator.documents.stored import InMemory
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.codes import Kind, kind_of
from translator.parallel.text import ParallelText

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEWS = tree("news.docx")
SOURCE = zipped(NEWS)


def outline(article: Article) -> list[str]:
    """Each block in a line: kind, level, text, and what stands on which words."""
    lines = []
    for block in article.blocks:
        marks = "".join(
            f" [{block.text[i.start : i.end]}{'=' if i.keep else ''} {i.open[:40]}]"
            for i in block.inlines
        )
        lines.append(f"{block.kind} {block.level} {block.text!r}{marks}")
    return lines


def body(*paragraphs: str) -> bytes:
    """A Word document of those paragraphs."""
    head = NEWS["word/document.xml"].decode().partition("<w:body>")[0]
    text = f"{head}<w:body>{''.join(paragraphs)}<w:sectPr/></w:body></w:document>"
    return zipped(NEWS | {"word/document.xml": text})


def run(text: str, props: str = "") -> str:
    """A run of that text; ``props`` are its properties."""
    holder = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{holder}<w:t xml:space="preserve">{text}</w:t></w:r>'


def step(kind: str) -> str:
    """A step of a complex field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


BOLD = "<w:b/>"


def document(data: bytes) -> str:
    return members(data)["word/document.xml"].decode()


def texts(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of every paragraph that has some."""
    root = etree.fromstring(members(data)[name])
    found = ["".join(t.text or "" for t in p.iterfind(f".//{W}t")) for p in root.iter(f"{W}p")]
    return [text for text in found if text]


def upper(data: bytes) -> ParallelText:
    return translated(load(None, data=data), str.upper)


def test_blocks() -> None:
    expected = json.loads((GOLDEN / "news.docx.json").read_text("utf-8"))
    assert outline(load(None, data=SOURCE)) == expected


def test_spans_are_exact() -> None:
    article = load(None, data=SOURCE)
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end
        last = block.end
        words = re.sub(r"<[^>]*>", "", article.text[block.start : block.end])
        if block.inlines == ():
            assert words == block.text.replace("&", "&amp;").replace("<", "&lt;").replace(
                ">", "&gt;"
            )


@pytest.mark.parametrize("target", ["ru", "fa"])
def test_written_as_expected(target: str) -> None:
    """The parts as they are written in the golden files: Russian, and Persian right to left."""
    article = replace(load(None, data=SOURCE), name="news.docx")
    answer = persian if target == "fa" else str.upper
    made = members(write(translated(article, answer, target)))
    for path in sorted((GOLDEN / f"news.{target}.docx").rglob("*.xml")):
        name = path.relative_to(GOLDEN / f"news.{target}.docx").as_posix()
        assert made[name].decode() == path.read_text("utf-8"), name


def test_what_is_not_translated_is_the_same_byte_for_byte() -> None:
    made = members(write(upper(SOURCE)))
    assert list(made) == list(NEWS)
    changed = {name for name in NEWS if made[name] != NEWS[name]}
    assert changed == {
        "word/document.xml",
        "word/styles.xml",
        "word/settings.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "docProps/core.xml",
    }


def test_a_translation_into_itself_is_the_document() -> None:
    article = load(None, data=SOURCE)
    assert members(write(translated(article, str, "en"))) == NEWS


def test_properties_of_paragraphs_and_everything_around_stay_element_by_element() -> None:
    made = etree.fromstring(members(write(upper(SOURCE)))["word/document.xml"])
    before = etree.fromstring(NEWS["word/document.xml"])
    names = ("r", "hyperlink", "proofErr", "ins", "del", "smartTag", "sdt", "fldSimple")
    runs = {f"{W}{name}" for name in (*names, "commentRangeStart", "commentRangeEnd")}

    def skeleton(element: etree._Element) -> list[object]:
        here = [(element.tag, dict(element.attrib), (element.text or "").strip())]
        return here + [
            entry for child in element if child.tag not in runs for entry in skeleton(child)
        ]

    assert skeleton(made) == skeleton(before)


def test_runs_cut_by_the_speller_are_one_and_formatting_goes_with_its_words() -> None:
    cut = f'{run("The Cas")}<w:proofErr w:type="spellStart"/>{run("pian", "<w:noProof/>")}'
    data = body(f"<w:p>{cut}{run(' is ')}{run('salt', BOLD)}{run('y', BOLD)}{run('.')}</w:p>")
    block = load(None, data=data).blocks[0]
    assert (block.text, [block.text[i.start : i.end] for i in block.inlines]) == (
        "The Caspian is salty.",
        ["salty"],
    )
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>SALTY</w:t></w:r>"
    expected = f"<w:p>{run('THE CASPIAN IS ')}{bold}<w:r><w:t>.</w:t></w:r></w:p>"
    assert expected in document(write(upper(data)))


def test_insertions_count_and_deletions_do_not() -> None:
    made = write(upper(SOURCE))
    assert any(text.startswith("THE FORUM DREW 300 GUESTS") for text in texts(made))
    assert "<w:del" not in document(made)
    assert "<w:ins " not in document(made)


def test_a_range_of_a_comment_never_ends_before_it_begins() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    marked = f"{run('two ', BOLD)}{start}{run('three', BOLD)}{run(' four')}{end}"
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    data = body(f"<w:p>{run('one ')}{marked}{mark}{run(' five.')}</w:p>")
    for answer in (str.upper, lambda text: " ".join(reversed(text.split()))):
        made = document(write(translated(load(None, data=data), answer)))
        assert made.count("commentRange") == 2
        assert made.index("commentRangeStart") < made.index("commentRangeEnd")


def test_text_boxes_and_their_copy_for_older_programs() -> None:
    made = texts(write(upper(SOURCE)))
    assert made.count("THE FORUM CLOSES ON FRIDAY.") == 2
    assert sum("THE BOX STANDS BEFORE THIS SENTENCE." in text for text in made) == 1


def test_columns_set_with_tabs_are_blocks_of_their_own() -> None:
    made = members(write(upper(SOURCE)))["word/header1.xml"].decode()
    assert "<w:t>NEWS DESK</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>EMBARGOED" in made


def test_fields_are_kept_and_links_made_of_fields_go_with_their_words() -> None:
    made = members(write(upper(SOURCE)))
    assert "PAGE </w:instrText>" in made["word/footer1.xml"].decode()
    assert texts(write(upper(SOURCE)), "word/footer1.xml") == ["PAGE 1 OF 2"]
    link = re.search(
        r"separate\"/></w:r><w:r><w:rPr><w:rStyle w:val=\"a8\"/></w:rPr><w:t>([^<]*)</w:t></w:r>"
        r"<w:r><w:fldChar w:fldCharType=\"end\"/>",
        made["word/document.xml"].decode(),
    )
    assert link is not None
    assert link[1] == "THE PROGRAMME"


def test_a_field_that_ends_in_another_paragraph_is_left_as_it_is() -> None:
    begun = f"{step('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{step('separate')}"
    first = f"<w:p>{begun}<w:r><w:t>First heading</w:t></w:r></w:p>"
    data = body(f"{first}<w:p><w:r><w:t>Second heading</w:t></w:r>{step('end')}</w:p>")
    made = document(write(upper(data)))
    order = re.findall(r"fldCharType=\"(\w+)\"|<w:t>([^<]*)", made)
    assert order == [
        ("begin", ""),
        ("separate", ""),
        ("", "FIRST HEADING"),
        ("", "SECOND HEADING"),
        ("end", ""),
    ]


LINK = '<w:hyperlink r:id="rId8">'
BEGIN, APART, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
TOLD = "<w:r><w:instrText> REF a </w:instrText></w:r>"


@pytest.mark.parametrize(
    "crossed",
    [
        f"{BEGIN}{TOLD}{LINK}{APART}{run('two three')}{END}</w:hyperlink>",
        f"{BEGIN}{TOLD}{LINK}{APART}{run('two')}</w:hyperlink>{run(' three')}{END}",
        f"{LINK}{run('two ')}{BEGIN}{TOLD}</w:hyperlink>{APART}{run('three')}{END}",
        LINK.join(
            [
                "",
                f"{BEGIN}{TOLD}{APART}{run('two ')}</w:hyperlink>",
                f"{run('three')}{END}</w:hyperlink>",
            ]
        ),
        f"{BEGIN}{TOLD}{LINK}{APART}</w:hyperlink>{run('two three')}{END}",
    ],
)
def test_a_field_that_a_link_crosses_stays_as_it_is(crossed: str) -> None:
    data = body(f"<w:p>{run('One ')}{crossed}{run(' four five.')}</w:p>")
    backwards = write(
        translated(load(None, data=data), lambda text: " ".join(reversed(text.split())))
    )
    for made in (document(write(upper(data))), document(backwards)):
        assert crossed in made
        assert made.count("fldChar ") == 3
    assert "FOUR FIVE." in document(write(upper(data)))


def test_fields_in_fields_without_end_are_refused() -> None:
    for instruction in (TOLD, "<w:r><w:instrText> HYPERLINK b </w:instrText></w:r>"):
        for close in (END, ""):
            begun = run("A ") + f"{BEGIN}{instruction}{APART}" * 3000
            deep = begun + run("text") + close * 3000
            with pytest.raises(TranslatorError, match="fields more than 100 deep") as caught:
                load(None, data=body(f"<w:p>{deep}</w:p>"))
            assert caught.value.code is ErrorCode.INPUT_UNREADABLE


def test_steps_of_a_field_without_end_stay_together() -> None:
    started = f"{BEGIN}{TOLD}{APART}"
    data = body(f"<w:p>{run('Contents of ')}{started}{run('the page here.')}</w:p>")
    assert started in document(write(upper(data)))


def test_exchange_formats_are_told_what_the_markup_is() -> None:
    article = load(None, data=SOURCE)
    kinds = {
        block.text[i.start : i.end] or i.open[i.open.rindex("<w:") :][:18]: kind_of(i)
        for block in article.blocks
        for i in block.inlines
        if i.open
    }
    assert kinds["five countries"] is Kind.BOLD
    assert kinds["Sea"] is Kind.ITALIC
    assert kinds["Caspian Sea"] is kinds["the programme"] is Kind.LINK
    assert kinds["\n"] is Kind.BREAK
    assert kinds["<w:footnoteReferen"] is Kind.NOTE
    link = next(i for block in article.blocks for i in block.inlines if "rId8" in i.open)
    assert 'href="https://forum.example.org/"' in link.open


def test_hidden_text_is_not_translated() -> None:
    made = document(write(upper(SOURCE)))
    assert "<w:vanish/></w:rPr><w:t>secret</w:t>" in made
    assert "SECRET" not in made


def test_an_entry_in_a_table_of_contents_says_what_its_heading_says() -> None:
    page = f"{step('begin')}<w:r><w:instrText>PAGEREF a</w:instrText></w:r>{step('separate')}"
    entry = f"<w:r><w:t>A heading</w:t></w:r><w:r><w:tab/></w:r>{page}{run('7')}{step('end')}"
    toc = f"{step('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{step('separate')}"
    link = '<w:hyperlink w:anchor="a">'
    data = body(f"<w:p>{toc}{link}{entry}</w:hyperlink></w:p>", f"<w:p>{step('end')}</w:p>")
    article = load(None, data=data)
    assert [block.text for block in article.blocks[:2]] == ["A heading", "7"]
    made = document(write(translated(article, str.upper)))
    assert f"{toc}{link}{entry.replace('A heading', 'A HEADING')}</w:hyperlink>" in made


def test_a_link_around_a_picture_stays_around_it() -> None:
    shape = '<wp:inline><wp:docPr id="1" name="p" descr=""/></wp:inline>'
    picture = f"<w:r><w:drawing>{shape}</w:drawing></w:r>"
    link = f'<w:hyperlink r:id="rId8">{picture}</w:hyperlink>'
    data = body(f"<w:p>{run('See ')}{link}{run(' there.')}</w:p>")
    assert link in document(write(upper(data)))


def test_alternative_texts_are_translated_and_names_of_files_are_not() -> None:
    for said, expected in (("A <b> & sea", "A &lt;B&gt; &amp; SEA"), ("IMG.jpg", "IMG.jpg")):
        quoted = said.replace("&", "&amp;").replace("<", "&lt;")
        shape = f'<wp:inline><wp:docPr id="1" name="p" descr="{quoted}"/></wp:inline>'
        picture = f"<w:p><w:r><w:drawing>{shape}</w:drawing></w:r></w:p>"
        data = body(f"<w:p>{run('Text here.')}</w:p>", picture)
        assert f'descr="{expected}"' in document(write(upper(data)))


def test_an_attribute_that_has_not_changed_is_written_as_it_was() -> None:
    shape = "<wp:inline><wp:docPr id='1' name='p' descr='&#65; \"ship\"'/></wp:inline>"
    data = body(f"<w:p>{run('Text.')}</w:p><w:p><w:r><w:drawing>{shape}</w:drawing></w:r></w:p>")
    article = load(None, data=data)
    assert shape in document(write(translated(article, str, "en")))
    assert "descr='A &quot;SHIP&quot;'" in document(write(translated(article, str.upper)))


def test_a_headline_without_styles() -> None:
    plain = "<w:p><w:r>{}<w:t>{}</w:t></w:r></w:p>"
    bold = "<w:rPr><w:b/></w:rPr>"
    data = body(
        plain.format("", "Forum opens in Baku"),
        plain.format("", "Journalists met on Monday. They talked about the sea."),
        plain.format(bold, "What was said"),
        plain.format("", "Nothing of note was said on that day."),
    )
    kinds = [block.kind for block in load(None, data=data).blocks[:4]]
    P = BlockKind.PARAGRAPH
    assert kinds == [BlockKind.HEADLINE, P, BlockKind.SUBHEAD, P]


def test_a_document_without_properties_gets_some() -> None:
    bare = {name: data for name, data in NEWS.items() if name != "docProps/core.xml"}
    types = NEWS["[Content_Types].xml"].decode()
    bare["[Content_Types].xml"] = re.sub(
        r'<Override PartName="/docProps/core.xml"[^>]*>', "", types
    ).encode()
    bare["_rels/.rels"] = re.sub(
        r'<Relationship Id="rId2"[^>]*>', "", NEWS["_rels/.rels"].decode()
    ).encode()
    made = write(upper(zipped(bare)))
    core = members(made)["docProps/core.xml"].decode()
    assert "<dc:language>ru-RU</dc:language>" in core
    assert "Machine translation" in core
    again = load(None, data=made)
    assert "core-properties" in again.text


def test_the_other_direction_is_taken_back() -> None:
    right = write(translated(load(None, data=SOURCE), persian, "fa"))
    assert "<w:bidi/>" in document(right)
    left = write(translated(load(None, data=right), str.upper, "en", source="fa"))
    assert not re.search(r"<w:(?:bidi|rtl|bidiVisual)/>", document(left))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "macros"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "template",
        ),
    ],
)
def test_templates_and_macros_are_refused(kind: str, said: str) -> None:
    types = NEWS["[Content_Types].xml"].decode()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = zipped(NEWS | {"[Content_Types].xml": types.replace(main, kind)})
    with pytest.raises(TranslatorError) as caught:
        load(None, data=data)
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN
    assert said in caught.value.message


def test_entities_and_document_types_are_refused() -> None:
    text = NEWS["word/document.xml"].decode().partition("?>\n")[2]
    for head in (
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ):
        with pytest.raises(TranslatorError) as caught:
            load(None, data=zipped(NEWS | {"word/document.xml": head + text}))
        assert caught.value.code is ErrorCode.INPUT_UNREADABLE
        assert "word/document.xml" in caught.value.message


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(SOURCE)
    assert load(path).format == "docx"


def test_utf_16_and_byte_order_marks_come_back() -> None:
    text = NEWS["word/document.xml"].decode()
    wide = text.replace("UTF-8", "UTF-16").encode("utf-16")
    made = members(write(upper(zipped(NEWS | {"word/document.xml": wide}))))["word/document.xml"]
    assert made.startswith(wide[:2])
    assert "FIGHT DISINFORMATION." in made.decode("utf-16")
    marked = b"\xef\xbb\xbf" + NEWS["word/document.xml"]
    made = members(write(upper(zipped(NEWS | {"word/document.xml": marked}))))["word/document.xml"]
    assert made.startswith(b"\xef\xbb\xbf<?xml")


def test_like() -> None:
    assert docx.like(InMemory(SOURCE))
    assert not docx.like(InMemory(b"PK\x03\x04"))
    assert not docx.like(InMemory(b""))


def test_a_document_without_text_is_refused() -> None:
    bare = {name: data for name, data in NEWS.items() if name in ("[Content_Types].xml",)}
    only = {
        "_rels/.rels": NEWS["_rels/.rels"],
        "word/document.xml": document(body("<w:p/>")),
    }
    with pytest.raises(TranslatorError) as caught:
        load(None, data=zipped(bare | only))
    assert "no text" in caught.value.message


def test_a_paragraph_with_more_markup_than_any_is_refused() -> None:
    many = "".join(run(f"word{i} ", BOLD if i % 2 else "") for i in range(5000))
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    fields = run("a ") + field * 200
    for inside, said in ((many, "pieces of markup"), (fields, "200 fields")):
        with pytest.raises(TranslatorError) as caught:
            load(None, data=body(f"<w:p>{inside}</w:p>"))
        assert caught.value.code is ErrorCode.INPUT_UNREADABLE
        assert said in caught.value.message


@pytest.mark.parametrize("target", ["ru", "fa"])
def test_what_was_written_once_is_written_the_same_again(target: str) -> None:
    """Without the short cut for texts that have not changed."""
    answer = persian if target == "fa" else str.upper
    package = open_package(InMemory(write(translated(load(None, data=SOURCE), answer, target))))
    seen = 0
    for piece in pieces(package):
        if piece.content is None or piece.kind in (BlockKind.CODE, BlockKind.FURNITURE):
            continue
        source = package.parts[piece.part].document.text[piece.start : piece.end]
        said = [(Placed(piece.text, piece.content.inlines), piece.content)]
        again = written(said, target == "fa")
        if piece.joint is None and source.startswith("<w:") and source.endswith("</w:r>"):
            assert again == source
            seen += 1
    assert seen > 10
