"""Edits of a glossary's text: what is asked for changes, and nothing else."""

from __future__ import annotations

import pytest

from translator.errors import ErrorCode, TranslatorError
from translator.glossary import editing, store
from translator.glossary.sheet import Sheet, column_name

TEXT = (
    "\ufeff# our names\r\n"
    "\r\n"
    "id\ten\tru\tpolicy\r\n"
    "baku\t Baku \tБаку\r\n"
    "# the sea\n"
    "caspian-sea\tCaspian Sea|Khazar Sea\tКаспийское море|!Хазарское море\trequire\t\r\n"
    "\r\n"
)


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def test_a_sheet_gives_its_text_back() -> None:
    for text in (TEXT, TEXT.rstrip(), "id\ten", "id\ten\r", "\n\n#\nid\ten\n\n"):
        assert Sheet.of(text).text() == text


def test_add_puts_a_row_behind_the_last() -> None:
    done = editing.add(TEXT, {"ru": "Россия", "en": "Russia"})
    assert done.id == "russia"
    assert lines(done.text) == [*lines(TEXT)[:6], "russia\tRussia\tРоссия\r\n", "\r\n"]
    assert lines(done.text)[done.line - 1].startswith("russia\t")


def test_add_to_a_file_without_a_last_line_end() -> None:
    done = editing.add("id\ten\nbaku\tBaku", {"en": "Sumgait"}, "sumqayit")
    assert done.text == "id\ten\nbaku\tBaku\nsumqayit\tSumgait\n"


def test_an_unknown_language_gets_a_column_and_no_row_changes() -> None:
    done = editing.add(TEXT, {"en": "Tbilisi", "ka": "თბილისი"})
    before, after = lines(TEXT), lines(done.text)
    assert after[2] == "id\ten\tru\tpolicy\tka\r\n"
    assert after[:2] + after[3:6] == before[:2] + before[3:6]
    assert after[6] == "tbilisi\tTbilisi\t\t\tთბილისი\r\n"
    assert [p.message for p in store.parse(done.text, "g")[1]] == ["stray spaces in ' Baku '"]


def test_a_column_is_not_named_over_text_that_nobody_read() -> None:
    with pytest.raises(TranslatorError, match="more cells"):
        editing.add("id\ten\nbaku\tBaku\tsomething\n", {"ru": "Баку"})
    done = editing.change("id\ten\t\nbaku\tBaku\t\n", "baku", {"ru": "Баку"})
    assert done.text == "id\ten\tru\nbaku\tBaku\tБаку\n"


def test_set_changes_one_cell() -> None:
    done = editing.change(TEXT, "caspian-sea", {"ru": "Каспий"})
    assert done.text == TEXT.replace("Каспийское море|!Хазарское море", "Каспий")
    done = editing.change(TEXT, "baku", {"policy": "keep"})
    assert done.text == TEXT.replace("\t Baku \tБаку", "\t Baku \tБаку\tkeep")
    assert done.line == 4


def test_an_empty_value_clears_a_cell() -> None:
    assert editing.change(TEXT, "baku", {"ru": ""}).text == TEXT.replace("Баку", "")
    assert editing.change(TEXT, "baku", {"tr": ""}).text == TEXT


def test_remove_takes_the_row_alone() -> None:
    done = editing.remove(TEXT, ["caspian-sea"])
    assert lines(done.text) == [*lines(TEXT)[:5], *lines(TEXT)[6:]]
    assert editing.remove(TEXT, ["baku", "caspian-sea"]).text.count("\n") == 5


def test_what_is_not_there_is_not_changed() -> None:
    for edit in (
        lambda: editing.change(TEXT, "bakku", {"ru": "x"}),
        lambda: editing.remove(TEXT, ["bakku"]),
    ):
        with pytest.raises(TranslatorError) as caught:
            edit()
        assert "baku" in caught.value.hint
    with pytest.raises(TranslatorError, match="line 4"):
        editing.add(TEXT, {"en": "Baku"})


@pytest.mark.parametrize("value", ["a\tb", "a\nb", "a\rb"])
def test_a_cell_is_one_line(value: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        editing.change(TEXT, "baku", {"note": value})
    assert caught.value.code is ErrorCode.USAGE


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"policy": "sometimes"}, "unknown policy"),
        ({"ru": "Бaку"}, "two alphabets"),
        ({"ru": "Баку|!Баку"}, "both allowed and forbidden"),
        ({"ru": "a||b"}, "empty name"),
        ({"id": "caspian-sea"}, "stands in line"),
        ({"id": "#baku"}, "comment"),
        ({"id": ""}, "without an id"),
        ({"en": "", "ru": ""}, "no name in any language"),
    ],
)
def test_an_edit_that_makes_a_mistake_is_refused(cells: dict[str, str], message: str) -> None:
    with pytest.raises(TranslatorError, match=message):
        editing.check(TEXT, editing.change(TEXT, "baku", cells))


def test_mistakes_elsewhere_do_not_keep_from_mending_one() -> None:
    text = "id\ten\tpolicy\na\tA\tnone\nb\tB\tnone\n"
    edited = editing.change(text, "a", {"policy": "keep"})
    assert editing.check(text, edited) == ()
    with pytest.raises(TranslatorError, match="unknown policy"):
        editing.check(text, editing.change(text, "b", {"en": "C"}))
    # a row that was blamed for being the second of its id
    text = "id\ten\nx\tA\nx\tB\n"
    assert editing.check(text, editing.change(text, "x", {"id": "y"}))[0].severity == "warning"


def test_doubts_about_the_edited_row_are_told() -> None:
    edited = editing.add(TEXT, {"en": "Baku City|Baku", "ru": "Город Баку"})
    assert any("baku" in doubt.message for doubt in editing.check(TEXT, edited))


@pytest.mark.parametrize(
    ("cells", "slug"),
    [
        ({"ru": "Баку", "en": "Baku"}, "baku"),
        ({"az": "Xəzər dənizi"}, "xezer-denizi"),
        ({"tr": "İstanbul Boğazı"}, "istanbul-bogazi"),
        ({"en": "!bad|U.N. (Charter)"}, "u-n-charter"),
        ({"ru": "Каспийское море"}, "каспийское-море"),
        ({"note": "x"}, "concept"),
    ],
)
def test_ids_are_made_from_names(cells: dict[str, str], slug: str) -> None:
    assert editing.slug(cells) == slug


def test_columns_are_known_by_many_names() -> None:
    assert [column_name(n) for n in ("ru", "Russian", "NOTE", "forms.aze", "id")] == [
        "ru",
        "ru",
        "note",
        "forms.az",
        "id",
    ]
    with pytest.raises(TranslatorError) as caught:
        column_name("klingon")
    assert "note" in caught.value.hint
