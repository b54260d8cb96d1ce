"""Loading glossaries: what is read, what is refused and what the errors say."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import ErrorCode, TranslatorError
from translator.glossary import store, table
from translator.glossary.concept import CaseRule, Policy

HEAD = "id\ten\taz\tru\ttr\tpolicy\tcase\tforms.ru\tnote"


def errors(text: str) -> list[str]:
    found = store.parse(text, "t")[1]
    return [f"{p.line}:{p.column}: {p.message}" for p in found if p.severity == "error"]


def warnings(text: str) -> list[str]:
    found = store.parse(text, "t")[1]
    return [f"{p.line}:{p.column}: {p.message}" for p in found if p.severity == "warning"]


def row(*cells: str) -> str:
    return HEAD + "\n" + "\t".join(cells) + "\n"


def test_a_row_becomes_a_concept() -> None:
    text = "# ours\n\n" + row("sea", "Caspian Sea|Khazar Sea", "", "Каспий|!Хазар", "", "prefer")
    glossary, problems = store.parse(text, "ours", "ours.tsv")
    assert problems == ()
    (concept,) = glossary.concepts
    assert glossary.languages == ("en", "az", "ru", "tr")
    assert concept.variants("en") == ("Caspian Sea", "Khazar Sea")
    assert concept.preferred("ru") == "Каспий"
    assert concept.forbidden("ru") == ("Хазар",)
    assert concept.preferred("az") == ""
    assert (concept.policy, concept.case, concept.line) == (Policy.PREFER, CaseRule.FOLD, 4)
    assert glossary.concept("sea") is concept
    assert glossary.concept("land") is None


def test_byte_order_mark_and_any_line_end(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes(
        b"\xef\xbb\xbfid\ten\tru\r\n# c\r\na\tBaku\t\xd0\x91\xd0\xb0\xd0\xba\xd1\x83\r\n"
    )
    (concept,) = store.load(str(path)).concepts
    assert concept.preferred("ru") == "Баку"
    assert concept.line == 3


def test_forms_and_case_are_read() -> None:
    text = row(
        "z", "Zangezur", "", "Зангезур", "", "keep", "exact", "gen=Зангезура|Зангезуром", "n"
    )
    (concept,) = store.parse(text, "t")[0].concepts
    assert concept.forms == {"ru": ("gen=Зангезура", "Зангезуром")}
    assert (concept.policy, concept.case, concept.note) == (Policy.KEEP, CaseRule.EXACT, "n")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "1:1: no header row: the first row names the columns"),
        ("# only a comment\n", "1:1: no header row: the first row names the columns"),
        ("en\tru\n", "1:1: no column 'id' in the header row"),
        ("id\tnote\n", "1:1: no column of a language in the header row, such as 'en'"),
        ("id   en   ru\n", "1:1: the columns must be set apart by tabs, not by spaces"),
        ("id\ten\ten\n", "1:7: the column 'en' stands twice"),
        ("id\ten\tplicy\n", "1:7: unknown column 'plicy'; did you mean 'policy'?"),
        ("id\ten\t\tru\n", "1:7: a column without a name"),
        (row("", "Baku"), "2:1: a concept without an id"),
        (row("a b", "Baku"), "2:1: white space inside the id 'a b'"),
        (row("a", "", ""), "2:1: the concept 'a' has no name in any language"),
        (
            row("a", "Baku", "", "", "", "must"),
            "2:11: unknown policy 'must'; known are require, prefer, keep",
        ),
        (
            row("a", "Baku", "", "", "", "", "any"),
            "2:12: unknown case 'any'; known are fold, exact",
        ),
        (row("a", "Baku||Baki"), "2:8: an empty name beside '|' or after '!'"),
        (row("a", "Baku|!"), "2:8: an empty name beside '|' or after '!'"),
        (row("a", "Baku|—"), "2:8: a name without a letter or figure: '—'"),
        (row("a", "Baku|!Baku"), "2:8: 'Baku' is both allowed and forbidden"),
        (row("a", "Baku", "B\0akı"), "2:9: a control or unassigned character (U+0000)"),
        (
            row("a", "Baku", "", "Кacпий"),
            "2:9: two alphabets in the word 'Кacпий': 'a' is Latin, 'c' is Latin",
        ),
        (row("a", "Baku", "Xəzәr"), "2:8: two alphabets in the word 'Xəzәr': 'ә' is Cyrillic"),
        (row("a", "Baku", "Xǝzər"), "2:8: 'Xǝzər' has 'ǝ' (U+01DD) where 'ə' (U+0259) is meant"),
        (row("a", *["x"] * 9), "2:19: more cells than the header's 9 columns"),
        (row("a", "B" * 10_001), "2:3: a cell of 10,001 characters; at most 10,000 are read"),
        (row("a", "B", "", "", "", "", "", "x||y"), "2:12: an empty form beside '|'"),
    ],
)
def test_errors_have_line_and_column(text: str, error: str) -> None:
    assert error in errors(text)


def test_second_of_two_ids_is_an_error() -> None:
    assert errors(row("a", "Baku") + "a\tOil\n") == ["3:1: the id 'a' stands in line 2 already"]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (row("a", " Baku"), "2:3: stray spaces in ' Baku'"),
        (row("a", "Baku|Bay  of Baku"), "2:8: stray spaces in 'Bay  of Baku'"),
        (row("a", "Baku|Baku"), "2:8: 'Baku' stands twice"),
        (row("a", "Baku"), "2:1: the concept 'a' has names in one language only"),
        (row("a", "«Baku"), "2:3: quotes or brackets that do not close in '«Baku'"),
        (row("a", '"Baku"'), "2:3: quotes around '\"Baku\"': they count as part of the name"),
        (row("a", "Ba\u200bku"), "2:3: an invisible character in 'Ba\\u200bku' (U+200B)"),
        (row("a", "!Baku", "Bakı"), "2:3: no allowed name in en, only forbidden ones"),
        (row("a", "Baku") + "b\tbaku\n", "3:3: 'baku' is a name of 'a' (line 2) as well"),
        (
            row("a", "Baku") + "b\t!Baku|Oil\n",
            "3:3: 'Baku': the concept 'a' (line 2) allows it, 'b' forbids it",
        ),
        (
            row("a", "!Baku|Oil") + "b\tBaku\n",
            "3:3: 'Baku': the concept 'a' (line 2) forbids it, 'b' allows it",
        ),
        (row("a", "Baku", "Баку"), "2:8: 'Баку' is not written in Latin letters"),
    ],
)
def test_doubts_are_warnings(text: str, warning: str) -> None:
    assert warning in warnings(text)
    assert errors(text) == []


def test_a_thousand_mistakes_give_a_few_lines_and_the_total(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("id\ten\n" + "".join(f"a{i}\t|\n" for i in range(1000)), encoding="utf-8")
    with pytest.raises(TranslatorError) as caught:
        store.load(str(path))
    assert caught.value.code is ErrorCode.GLOSSARY_INVALID
    lines = caught.value.message.splitlines()
    assert len(lines) == 11
    assert lines[0].startswith(f"{path}:2:1: ")
    assert lines[-1] == f"{path}: 2,990 more errors, 3,000 in all"
    assert "glossary validate" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"id\ten\na\tBa\xffku\n", ":2:5: no UTF-8 (byte 0xFF)"),
        (b"id\ten\na\tBa\0ku\n", ":2:5: a binary file, no text (NUL byte)"),
        ("id\ten\n".encode("utf-16"), ": the file is UTF-16, not UTF-8"),
        (bytes(range(256)) * 100, ":1:1: a binary file"),
        (b"", ":1:1: no header row"),
        (
            ("id\ten\t" + "\t".join(f"c{i}" for i in range(100_000))).encode(),
            ":1:1: 100,002 columns",
        ),
    ],
)
def test_hostile_files_are_refused_in_a_line(tmp_path: Path, data: bytes, part: str) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes(data)
    with pytest.raises(TranslatorError) as caught:
        store.load(str(path))
    assert caught.value.code is ErrorCode.GLOSSARY_INVALID
    assert str(path) + part in caught.value.message
    assert len(caught.value.message) < 1000


@pytest.mark.parametrize("name", ["no-such", "", ".", "a\0b", "no/such.tsv", "x" * 5000])
def test_missing_glossaries(name: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        store.load(name)
    assert caught.value.code is ErrorCode.GLOSSARY_MISSING


def test_missing_names_get_a_suggestion() -> None:
    with pytest.raises(TranslatorError) as caught:
        store.load("Caspain")
    assert caught.value.hint == "did you mean 'caspian'?"


def test_a_folder_is_no_glossary(tmp_path: Path) -> None:
    with pytest.raises(TranslatorError) as caught:
        store.load(str(tmp_path))
    assert caught.value.code is ErrorCode.GLOSSARY_MISSING
    assert "folder" in caught.value.message


def test_later_glossaries_have_their_way() -> None:
    one = store.parse("id\ten\tru\na\tBaku\tБаку\nb\tOil\tнефть\n", "one")[0]
    two = store.parse("id\ten\taz\na\tBaku\tBakı\n", "two")[0]
    both = store.combine([one, two])
    assert [c.id for c in both.concepts] == ["a", "b"]
    assert both.concepts[0].preferred("az") == "Bakı"
    assert both.languages == ("en", "ru", "az")
    assert store.combine([one]) is one
    assert store.combine([]).concepts == ()


def test_find_in_any_language_and_nearly_spelled() -> None:
    glossary = store.load("caspian")
    assert store.find(glossary, "xezer deni")[0].concept.id == "caspian-sea"
    assert store.find(glossary, "Каспийский медиафорум")[0].score == 1.0
    assert store.find(glossary, "Astrakan")[0].concept.id == "astrakhan"
    assert store.find(glossary, "caspian-media")[0].lang == ""
    parts = [hit.concept.id for hit in store.find(glossary, "khazr")]
    assert parts[0] == "khazars"
    assert "caspian-sea" in parts  # whose other name is the Khazar Sea
    assert store.find(glossary, "zzzzzz") == ()
    assert store.find(glossary, " ") == ()


def test_validate_takes_a_text_or_a_glossary() -> None:
    text = row("a", "Baku|Baku", "Bakı")
    assert [p.message for p in store.validate(text)] == ["'Baku' stands twice"]
    assert store.parse(text, "t")[1] == tuple(store.validate(text))


def test_warnings_never_crowd_out_a_mistake(tmp_path: Path) -> None:
    """A glossary with more doubts than are noted is refused for the mistake behind them."""
    lines = [f"c{number}\tName {number}\t" for number in range(table.MAX_PROBLEMS + 5)]
    text = "id\ten\tru\n" + "\n".join(lines) + "\nlast\tLast\tПосл\nlast\tLast2\tПосл2\n"
    _, notes = store.examined(text, "t")
    assert (notes.errors, notes.warnings) == (1, table.MAX_PROBLEMS + 5)
    assert len(notes.problems) == table.MAX_PROBLEMS + 1
    (tmp_path / "g.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(TranslatorError, match="stands in line 10007 already"):
        store.load(str(tmp_path / "g.tsv"))


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_table_of_a_spreadsheet_is_told_from_a_glossary(mark: str) -> None:
    problems = store.validate(mark.join(("id", "en", "ru")) + "\n" + mark.join("aBБ") + "\n")
    assert [(p.line, p.column) for p in problems] == [(1, 1)]
    assert f"by tabs, not by {mark!r}" in problems[0].message
    assert "glossary import" in problems[0].message


def test_signs_that_turn_the_writing_are_seen() -> None:
    problems = store.validate("id\ten\taz\na\t\u202eBaku\tBakı\n")
    assert [(p.line, p.column, p.severity) for p in problems] == [(2, 3, "warning")]
    assert "U+202E" in problems[0].message
