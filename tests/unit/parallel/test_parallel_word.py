"""Word documents made anew: the translation, and both texts side by side."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from parallel_samples import hostile, persian, russian

from tests.office import members, translated, tree, zipped
from translator.documents import registry
from translator.documents.article import BlockKind
from translator.memory.importing import import_file
from translator.memory.opening import open_memory
from translator.parallel import bi_docx, read_bi_docx, word_translation
from translator.parallel.pair import Pair, Wanted
from translator.parallel.provenance import from_machine
from translator.parallel.reading import open_parallel
from translator.parallel.registry import writer_for
from translator.parallel.text import ParallelText

MARKDOWN = """# Forum opens *today*

BAKU, Sept. 18 — The **forum** opened; see [the site](https://example.org/a?b=1&c=2).

## What was said

1. First things
2. Second things

- A point
  - A lower point

> Media brings nations closer.

Text with `code`, a note[^1] and [a trap](ftp://example.org).

7. Seventh

[^1]: The note.
"""


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def shouted(target: str = "ru") -> ParallelText:
    return translated(registry.load(None, data=MARKDOWN.encode()), str.upper, target)


def pairs(data: bytes) -> list[Pair]:
    return list(read_bi_docx.read(io.BytesIO(data)))


def edited(data: bytes, old: str, new: str) -> bytes:
    """The document with a text replaced, as an editor would."""
    document = opened(data)
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for run in cell.paragraphs[0].runs:
                run.text = run.text.replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_lists_and_quotations_are_word_s_own() -> None:
    document = opened(word_translation.write(shouted()))
    assert [(p.style and p.style.name, p.text) for p in document.paragraphs][:9] == [
        ("Title", "FORUM OPENS TODAY"),
        ("Normal", "BAKU, SEPT. 18 — THE FORUM OPENED; SEE THE SITE."),
        ("Heading 1", "WHAT WAS SAID"),
        ("List Number", "FIRST THINGS"),
        ("List Number", "SECOND THINGS"),
        ("List Bullet", "A POINT"),
        ("List Bullet 2", "A LOWER POINT"),
        ("Quote", "MEDIA BRINGS NATIONS CLOSER."),
        ("Normal", "TEXT WITH code, A NOTE1 AND A TRAP."),
    ]


def test_emphasis_and_links() -> None:
    document = opened(word_translation.write(shouted()))
    looks = {
        run.text: (run.bold, run.italic, run.font.name)
        for paragraph in document.paragraphs
        for run in paragraph.runs
    }
    assert looks["FORUM"][0] is True
    assert looks["TODAY"][1] is True
    assert looks["code"][2] == "Courier New"
    links = [link for p in document.paragraphs for link in p.hyperlinks]
    assert [(link.text, link.address) for link in links] == [
        ("THE SITE", "https://example.org/a?b=1&c=2")
    ]


def test_numbered_lists_begin_anew_and_keep_their_numbers() -> None:
    document = opened(word_translation.write(shouted()))
    xml = members(word_translation.write(shouted()))["word/numbering.xml"].decode()
    numbers = [
        p._p.pPr.numPr.numId.val
        for p in document.paragraphs
        if p.style and p.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    assert '<w:startOverride w:val="7"/>' in xml


def test_what_the_document_says_of_itself() -> None:
    properties = opened(word_translation.write(shouted("az"))).core_properties
    assert properties.title == "Forum opens today"
    assert properties.language == "az-Latn-AZ"
    assert "Machine translation from English to Azerbaijani" in properties.comments
    footer = opened(word_translation.write(shouted())).sections[0].footer.paragraphs[0].text
    assert footer.startswith("Machine translation")


def test_right_to_left() -> None:
    parts = members(word_translation.write(persian()))
    body = parts["word/document.xml"].decode()
    paragraphs = body.count("<w:p>")
    assert body.count("<w:bidi/>") == paragraphs == len(persian().blocks)
    assert '<w:lang w:bidi="fa-IR"/>' in body
    assert "<w:spacing w:val" not in parts["word/styles.xml"].decode()


@pytest.mark.parametrize("write", [word_translation.write, bi_docx.write])
@pytest.mark.parametrize("sample", [russian, persian, hostile])
def test_the_same_text_gives_the_same_bytes(write: object, sample: object) -> None:
    assert callable(write)
    assert callable(sample)
    data = write(sample())
    assert data == write(sample())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert all(info.date_time[0] == 1980 for info in archive.infolist())


def test_endings() -> None:
    assert writer_for("a.docx").name == "docx"
    assert writer_for("a.bi.docx").name == "bi.docx"
    assert writer_for("a.docx", "docx") is writer_for("a.docx")


def test_side_by_side() -> None:
    document = opened(bi_docx.write(russian()))
    (table,) = document.tables
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows[0] == ("English", "Russian")
    assert rows[1:] == [(unit.source, unit.target) for unit in russian().units]
    xml = members(bi_docx.write(russian()))["word/document.xml"].decode()
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count('w:fill="FFF2CC"') == len(russian().flagged)
    comments = [comment.text for comment in document.comments]
    assert comments[0] == "number 2023 is missing; " + russian().flagged[0].findings[1].message


def test_side_by_side_is_read_again() -> None:
    for sample in (russian(), persian()):
        found = pairs(bi_docx.write(sample))
        assert [(pair.source, pair.target) for pair in found] == [
            (unit.source, unit.target) for unit in sample.units
        ]
        assert {(pair.source_lang, pair.target_lang) for pair in found} == {
            ("en", sample.target_lang)
        }
        assert all(from_machine(pair) for pair in found)


def test_a_change_is_a_person_s() -> None:
    data = edited(bi_docx.write(russian()), "Он завершится в пятницу.", "Он закроется в пятницу.")
    changed = [pair.target for pair in pairs(data) if not from_machine(pair)]
    assert changed == ["Он закроется в пятницу."]


def test_tracked_changes_count_as_made() -> None:
    parts = members(bi_docx.write(russian()))
    body = parts["word/document.xml"].decode()
    old = "Он завершится в пятницу."
    at = body.index(old)
    run = body[body.rindex("<w:r>", 0, at) : body.index("</w:r>", at) + 6]
    gone = run.replace("<w:t>", "<w:delText>").replace("</w:t>", "</w:delText>")
    tracked = (
        f'<w:del w:id="900" w:author="D">{gone}</w:del>'
        f'<w:ins w:id="901" w:author="D">{run.replace("завершится", "закроется")}</w:ins>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (
            parts | {"word/document.xml": body.replace(run, tracked).encode()}
        ).items():
            archive.writestr(name, data)
    found = pairs(out.getvalue())
    assert [pair.target for pair in found if not from_machine(pair)] == ["Он закроется в пятницу."]


def test_import_takes_what_a_person_changed(tmp_path: Path) -> None:
    path = tmp_path / "news.bi.docx"
    path.write_bytes(edited(bi_docx.write(russian()), "Он завершится", "Он закроется"))
    memory = open_memory(str(tmp_path / "desk.sqlite"))
    assert memory is not None
    done = import_file(memory, path)
    assert (done.units, done.pairs) == (1, {("en", "ru"): 1})
    assert done.machine == len(list(russian().units)) - 2  # one is empty


def test_corrections_are_written_into_the_cells(tmp_path: Path) -> None:
    path = tmp_path / "news.bi.docx"
    path.write_bytes(bi_docx.write(russian()))
    with open_parallel(path) as file:
        assert file.reader.name == "bi.docx"
        found = list(file.pairs())
        number = next(i for i, pair in enumerate(found) if pair.target.startswith("Форум"))
        data, done = file.corrected(Wanted(), {number: [(0, 5, "Медиафорум & co")]})
    assert done == {number}
    again = pairs(data)
    assert again[number].target.startswith("Медиафорум & co проводится")
    rest = [i for i in range(len(found)) if i != number]
    assert [again[i] for i in rest] == [found[i] for i in rest]


def test_rows_of_other_make_are_passed_over_with_a_word() -> None:
    document = opened(bi_docx.write(russian()))
    table = document.tables[0]
    table.rows[2].cells[0].merge(table.rows[2].cells[1])
    out = io.BytesIO()
    document.save(out)
    said: list[str] = []
    found = list(read_bi_docx.read(io.BytesIO(out.getvalue()), "a.docx", warn=said.append))
    assert len(found) == len(list(russian().units)) - 1
    assert said == ["a.docx: 1 cells in a row of the table; it is passed over"]


def test_the_word_document_of_a_word_document_is_its_own(tmp_path: Path) -> None:
    data = word_translation.write(shouted())
    article = registry.load(None, data=data)
    kinds = [block.kind for block in article.blocks if block.kind.running]
    assert kinds[:4] == [
        BlockKind.HEADLINE,
        BlockKind.DATELINE,
        BlockKind.PARAGRAPH,
        BlockKind.SUBHEAD,
    ]
    again = translated(replace(article, lang="en"), str.lower)
    assert word_translation.write(again) == registry.write(again)


def test_what_word_s_markup_becomes_in_other_formats() -> None:
    parallel = translated(registry.load(None, data=zipped(tree("news.docx"))), str.upper)
    markdown = writer_for("a.md", "docx").write(parallel).decode()
    assert "JOURNALISTS FROM **FIVE COUNTRIES** MET" in markdown
    assert "[CASPIAN *SEA*](<https://forum.example.org/>) ON MONDAY." in markdown
    assert "ASTRAKHAN.\\\nSEE [THE PROGRAMME](<https://example.org/>) OR" in markdown
    assert "NEWS DESK" not in markdown
    assert "ASTRAKHAN.\nSEE THE PROGRAMME OR" in writer_for("a.txt").write(parallel).decode()
    page = writer_for("a.html", "docx").write(parallel).decode()
    assert "<strong>FIVE COUNTRIES</strong>" in page
    assert '<a href="https://example.org/">THE PROGRAMME</a>' in page
