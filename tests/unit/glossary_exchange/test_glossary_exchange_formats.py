"""Formats of exchange: what they look like, what they lose, what strangers' files become."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from translator.errors import ErrorCode, TranslatorError
from translator.glossary import store
from translator.glossary.exchange.base import Asked, glossary_text
from translator.glossary.exchange.registry import FORMATS, format_of

TEXT = (
    "id\ten\tru\taz\tpolicy\tcase\tpos\tforms.ru\tdomain\tnote\tsource\n"
    "sea\tCaspian Sea|Khazar Sea\tКаспийское море|Каспий|!Хазарское море\tXəzər dənizi\t\t\tnoun"
    '\tgen=Каспия\twaters\tsalt; "wide"\thttps://e.org/?a&b\n'
    "un\tUN\tООН\t\tprefer\texact\n"
    "tv\tCBC\t\t\tkeep\texact\n"
    "far\tFar, away\tДалеко\t\t\t\t\t\t\t<note>\n"
)
GLOSSARY = store.parse(TEXT, "test")[0]


def exported(name: str, **asked: str) -> tuple[str, list[str]]:
    written = FORMATS[name].write(GLOSSARY, Asked(**asked))
    return written.data.decode(), [f"{x.id}/{x.lang}: {x.reason}" for x in written.losses]


def imported(name: str, text: str | bytes, **asked: str) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    made, _ = glossary_text(FORMATS[name].read(data, Asked(**asked)).records)
    problems = store.parse(made, "t")[1]
    assert [p for p in problems if p.severity == "error"] == []
    return made.splitlines()


@pytest.mark.parametrize("name", ["csv", "tsv", "tmx"])
def test_everything_comes_back(name: str) -> None:
    ending = f".{name}"
    written = FORMATS[name].write(GLOSSARY, Asked(ending=ending))
    assert written.losses == ()
    read = FORMATS[name].read(written.data, Asked(ending=ending))
    again = store.parse(glossary_text(read.records)[0], "test")[0]
    assert [
        (c.id, dict(c.names), c.policy, c.case, dict(c.forms), c.note) for c in again.concepts
    ] == [(c.id, dict(c.names), c.policy, c.case, dict(c.forms), c.note) for c in GLOSSARY.concepts]
    assert [(c.pos, c.domain, c.source) for c in again.concepts] == [
        (c.pos, c.domain, c.source) for c in GLOSSARY.concepts
    ]


def test_deepl_one_direction() -> None:
    text, losses = exported("deepl", source_lang="en", target_lang="ru", ending=".csv")
    assert text.splitlines() == [
        "Caspian Sea,Каспийское море,en,ru",
        "Khazar Sea,Каспийское море,en,ru",
        "UN,ООН,en,ru",
        "CBC,CBC,en,ru",
        '"Far, away",Далеко,en,ru',
    ]
    assert "sea/ru: forbidden 'Хазарское море': DeepL has no such thing" in losses
    assert "sea/ru: 'Каспий': one translation a name is all it takes" in losses
    assert any(loss.startswith("un/: policy prefer") for loss in losses)
    assert any(loss.startswith("un/: case exact") for loss in losses)
    text, losses = exported("deepl", source_lang="az", target_lang="en", ending=".tsv")
    assert text == "Xəzər dənizi\tCaspian Sea\n"
    assert "far/az: no name in az" in losses


def test_deepl_every_direction_in_json() -> None:
    text, _ = exported("deepl", ending=".json")
    document = json.loads(text)
    pairs = Counter((d["source_lang"], d["target_lang"]) for d in document["dictionaries"])
    assert set(pairs.values()) == {1}
    assert len(pairs) == 6
    assert document["dictionaries"][0]["entries_format"] == "tsv"
    lines = imported("deepl", text, ending=".json")
    assert lines[0] == "id\ten\tru\taz"
    assert "caspian-sea\tCaspian Sea|Khazar Sea\tКаспийское море|Каспий\tXəzər dənizi" in lines
    with pytest.raises(TranslatorError):
        exported("deepl", ending=".tsv")


def test_deepl_in() -> None:
    assert imported(
        "deepl", "hermosa,belle\nexquisito,délicieux\n", source_lang="es", target_lang="fr"
    ) == [
        "id\tes\tfr",
        "hermosa\thermosa\tbelle",
        "exquisito\texquisito\tdélicieux",
    ]
    rows = 'Baku,Баку,EN,RU,0.9\n"Sea, the",Море,en,ru,1\nBakı,Баку,az,ru,1\n'
    assert imported("deepl", rows) == [
        "id\ten\tru\taz",
        "baku\tBaku\tБаку\tBakı",
        "sea-the\tSea, the\tМоре",
    ]


def test_google() -> None:
    text, losses = exported("google", ending=".csv")
    assert text.splitlines() == [
        "en,ru,az,pos,description",
        'Caspian Sea,Каспийское море,Xəzər dənizi,noun,"salt; ""wide"""',
        "UN,ООН,,,",
        '"Far, away",Далеко,,,<note>',
    ]
    assert "tv/: names in two languages are needed" in losses
    assert imported("google", text)[1].split("\t") == [
        *("caspian-sea", "Caspian Sea", "Каспийское море", "Xəzər dənizi", "noun"),
        'salt; "wide"',
    ]
    text, _ = exported("google", source_lang="ru", target_lang="en", ending=".tsv")
    assert text.splitlines()[:2] == ["Каспийское море\tCaspian Sea", "Каспий\tCaspian Sea"]


def test_amazon() -> None:
    multi = FORMATS["amazon"].write(GLOSSARY, Asked(ending=".csv"))
    assert "MULTI" in multi.advice
    assert multi.data.decode().splitlines()[:2] == [
        "en,ru,az",
        "Caspian Sea,Каспийское море,Xəzər dənizi",
    ]
    uni = FORMATS["amazon"].write(GLOSSARY, Asked(source_lang="ru", ending=".csv"))
    assert "UNI" in uni.advice
    assert uni.data.decode().splitlines()[:3] == [
        "ru,en,az",
        "Каспийское море,Caspian Sea,Xəzər dənizi",
        "Каспий,Caspian Sea,Xəzər dənizi",
    ]
    long = store.parse("id\ten\tru\na\t" + "b" * 201 + "\tв\n", "t")[0]
    written = FORMATS["amazon"].write(long, Asked(source_lang="en"))
    assert written.data == b"en,ru\n"
    assert "200 bytes" in written.losses[-1].reason


def test_microsoft() -> None:
    text, losses = exported("microsoft", source_lang="en", target_lang="ru", ending=".tmx")
    assert text.count("<tu ") == 5
    assert 'srclang="en"' in text
    assert any("case fold" in loss for loss in losses)
    assert imported("microsoft", text, ending=".tmx")[0] == "id\ten\tru"
    text, _ = exported("microsoft", source_lang="en", target_lang="ru", ending=".tsv")
    assert text.startswith("Caspian Sea\tКаспийское море\n")
    with pytest.raises(TranslatorError) as caught:
        exported("microsoft", ending=".tmx")
    assert caught.value.code is ErrorCode.USAGE


def test_a_source_name_of_two_concepts_is_carried_once() -> None:
    twice = store.parse("id\ten\tru\na\tBaku\tБаку\nb\tBaku\tБаки\n", "t")[0]
    for name in ("deepl", "google", "amazon", "microsoft"):
        written = FORMATS[name].write(
            twice, Asked(source_lang="en", target_lang="ru", ending=".csv")
        )
        assert written.data.decode().count("Baku") == 1
        assert any("stands for 'a' already" in loss.reason for loss in written.losses)


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            "English;Russian;Comment\nBaku;Баку;a city\n",
            ["id\ten\tru\tnote", "baku\tBaku\tБаку\ta city"],
        ),
        ("id,en-US,ru_RU,x\na,Baku,Баку,?\n", ["id\ten\tru", "a\tBaku\tБаку"]),
        (
            "\ufeffen\tru\r\nBaku|Baki\tБаку|!Баки\r\n",
            ["id\ten\tru", "baku\tBaku|Baki\tБаку|!Баки"],
        ),
        (
            "source,target,source_lang,target_lang\nBaku,Баку,en,ru\n",
            ["id\ten\tru", "baku\tBaku\tБаку"],
        ),
        ("id,en\n#1,One\n#1,Two\n,Two\n", ["id\ten", "1\tOne", "1-2\tTwo", "two\tTwo"]),
    ],
)
def test_tables_of_others(table: str, lines: list[str]) -> None:
    assert imported("csv", table) == lines


def test_utf16_as_spreadsheets_write_it() -> None:
    assert imported("csv", "en\tru\nBaku\tБаку\n".encode("utf-16"))[1] == "baku\tBaku\tБаку"


def test_what_no_cell_holds_is_told() -> None:
    data = "en,ru\nA|B,Аб\n!C,Це\n—,тире\n".encode()
    read = FORMATS["google"].read(data, Asked())
    text, kept = glossary_text(read.records)
    assert text == "id\tru\nаб\tАб\nце\tЦе\nтире\tтире\n"
    assert [loss.reason.split(":")[0] for loss in kept.losses] == ["'A|B'", "'!C'", "'—'"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("csv", b""),
        ("csv", b"\xff\xfe\x00"),
        ("csv", b"a,b\n"),
        ("csv", b"a,b,c\n"),
        ("csv", b'en,ru\n"Baku,x\n'),
        ("csv", b"en,ru\n\xc3\x28,x\n"),
        ("csv", b"PK\x03\x04\0\0"),
        ("deepl", b"{}"),
        ("deepl", b'{"dictionaries": [3]}'),
        ("deepl", b'{"dictionaries": ' + b"[" * 100_000),
        ("tmx", b"<tbx/>"),
        ("tmx", b"<tmx><body><tu></body></tmx>"),
        ("tbx", b"<html/>"),
        ("tbx", b""),
        ("tbx", b'<!DOCTYPE tbx [<!ENTITY a "aaaa">]><tbx>&a;</tbx>'),
        ("tmx", b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>'),
    ],
)
def test_what_is_no_glossary_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(TranslatorError) as caught:
        FORMATS[name].read(data, Asked())
    assert caught.value.code in (ErrorCode.INPUT_UNREADABLE, ErrorCode.USAGE)


def test_formats_by_ending_and_by_what_is_in_them() -> None:
    assert format_of(".CSV").name == "csv"
    assert format_of("", b"\xef\xbb\xbf <?xml?><tmx>").name == "tmx"
    assert format_of(".xml", b"<martif>").name == "tbx"
    with pytest.raises(TranslatorError) as caught:
        format_of(".pdf")
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_line_that_tells_excel_what_separates_cells(mark: str) -> None:
    rows = (["en", "ru"], ["Caspian", "Каспий"], ["Baku", "Баку"])
    text = f"sep={mark}\r\n" + "".join(mark.join(row) + "\r\n" for row in rows)
    read = FORMATS["csv"].read(b"\xef\xbb\xbf" + text.encode(), Asked(ending=".csv"))
    made = store.parse(glossary_text(read.records)[0], "t")[0]
    assert [(c.preferred("en"), c.preferred("ru")) for c in made.concepts] == [
        ("Caspian", "Каспий"),
        ("Baku", "Баку"),
    ]


def test_a_note_too_long_for_a_cell_is_told() -> None:
    data = f"id,en,ru,note\na,Baku,Баку,{'n' * 20_000}\n".encode()
    text, kept = glossary_text(FORMATS["csv"].read(data, Asked(ending=".csv")).records)
    assert [(x.id, x.reason) for x in kept.losses] == [("a", "note: a text of 20,000 characters")]
    assert text == "id\ten\tru\na\tBaku\tБаку\n"


def test_many_records_of_one_id_each_get_their_own() -> None:
    """In time that grows with their number, not with its square."""
    rows = [f"same{'-3' if n == 1 else ''},Name {n},Имя {n}\n" for n in range(50_000)]
    data = ("id,en,ru\n" + "".join(rows)).encode()
    text, kept = glossary_text(FORMATS["csv"].read(data, Asked(ending=".csv")).records)
    ids = [line.split("\t")[0] for line in text.splitlines()[1:]]
    assert ids[:5] == ["same", "same-3", "same-2", "same-4", "same-5"]
    assert len(set(ids)) == len(ids) == 50_000
    assert kept.losses == ()


def test_the_comments_of_a_glossary_are_no_concepts() -> None:
    rows = "# names\n\nid\ten\tru\n# seas\nsea\tSea\tМоре\n"
    read = FORMATS["tsv"].read(rows.encode(), Asked(ending=".tsv"))
    assert glossary_text(read.records) == ("id\ten\tru\nsea\tSea\tМоре\n", read)
    # a table of anybody else's may have names that begin so
    pairs = FORMATS["tsv"].read("en\tru\n#one\t#раз\n".encode(), Asked(ending=".tsv"))
    assert [record.names["en"] for record in pairs.records] == [[("#one", False)]]
