"""The other commands: segment, languages, formats, glossary and models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import ROOT

GLOSSARY = (
    "id\ten\tru\tpolicy\tnote\n"
    "sea\tCaspian Sea|Khazar Sea\tКаспийское море|!Хазарское море\trequire\ta sea\n"
    "baku\tBaku\tБаку\tkeep\t\n"
)


@pytest.fixture
def ours() -> Path:
    path = Path("ours.tsv")
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


def test_segment(cli: Any) -> None:
    Path("a.md").write_text("Mr. Ismayilov spoke\nin **Baku**. He left.\n\n```\ncode\n```\n")
    ran = cli("segment", "a.md", "-f", "en")
    assert ran.code == 0
    assert ran.text == "Mr. Ismayilov spoke in Baku.\nHe left.\n"
    assert "2 sentences, language en" in ran.err
    assert cli("segment", "-", "-f", "en", stdin=b"One. Two.").text == "One.\nTwo.\n"


def test_segment_as_json_gives_the_places(cli: Any) -> None:
    text = "A headline\n\n  Mr. Ismayilov spoke. He left.\n"
    Path("a.txt").write_text(text)
    results = cli("segment", "a.txt", "-f", "en", "--json").envelope["results"]
    assert [row["text"] for row in results] == ["A headline", "Mr. Ismayilov spoke.", "He left."]
    assert [row["segment"] for row in results] == [1, 2, 3]
    for row in results:
        block = text[row["block_start"] : row["block_end"]]
        assert block[row["start"] : row["end"]] == row["text"]
    assert {row["lang"] for row in results} == {"en"}


def test_segment_recognises_the_language(cli: Any) -> None:
    Path("a.txt").write_text("Форум открылся в Баку. Министр сказал, что гостей было много.\n")
    ran = cli("segment", "a.txt")
    assert ran.text.count("\n") == 2
    assert "language ru" in ran.err


@pytest.mark.parametrize("name", ["missing.txt", ".", "empty.txt"])
def test_segment_what_cannot_be_read(cli: Any, name: str) -> None:
    Path("empty.txt").write_text("")
    ran = cli("segment", name)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (5, b"", 2)


def test_languages(cli: Any) -> None:
    ran = cli("languages")
    assert ran.code == 0
    line = next(line for line in ran.text.splitlines() if line.startswith("az "))
    assert "Azerbaijani" in line
    assert "Azərbaycan dili" in line
    rows = {row["code"]: row for row in cli("languages", "--json").envelope["results"]}
    assert rows["fa"]["rtl"] is True
    assert rows["az"]["rules"] is True
    assert rows["de"]["rules"] is False


def test_formats(cli: Any) -> None:
    rows = {row["name"]: row for row in cli("formats", "--json").envelope["results"]}
    assert rows["txt"]["read"] is True
    assert rows["tmx"]["written"] == "parallel text"
    assert (rows["tmx"]["read"], rows["tmx"]["checked"]) == (False, True)
    assert (rows["bi.md"]["read"], rows["bi.md"]["checked"]) == (False, True)
    assert ".tmx" in cli("formats").text


def test_every_format_has_its_place_in_the_reference(cli: Any) -> None:
    page = (ROOT / "docs" / "reference" / "formats.md").read_text("utf-8")
    for row in cli("formats", "--json").envelope["results"]:
        assert row["summary"], row["name"]
        if row["read"] or row["written"] == "parallel text":
            assert f"`{row['endings'][0]}`" in page, row["name"]


def test_glossary_list(cli: Any) -> None:
    ran = cli("glossary", "list")
    assert ran.code == 0
    assert "caspian" in ran.text
    rows = cli("glossary", "list", "--json").envelope["results"]
    (row,) = (r for r in rows if r["name"] == "caspian")
    assert row["concepts"] >= 30
    assert {"en", "az", "ru", "tr"} <= set(row["languages"])


def test_glossary_show(cli: Any, ours: Path) -> None:
    ran = cli("glossary", "show", ours)
    assert ran.code == 0
    assert "Каспийское море|!Хазарское море" in ran.text
    assert "2 concepts" in ran.err
    narrow = cli("glossary", "show", ours, "--lang", "en")
    assert "Caspian Sea" in narrow.text
    assert "море" not in narrow.text
    sea, baku = cli("glossary", "show", ours, "--json").envelope["results"]
    assert sea["names"]["ru"] == {"allowed": ["Каспийское море"], "forbidden": ["Хазарское море"]}
    assert (sea["note"], sea["line"], baku["policy"]) == ("a sea", 2, "keep")


def test_glossary_show_what_is_not_there(cli: Any) -> None:
    ran = cli("glossary", "show", "caspain")
    assert ran.code == 2
    assert "did you mean 'caspian'?" in ran.err


@pytest.mark.parametrize(
    ("text", "options", "found"),
    [
        ("Khazar", [], ["sea"]),
        ("хазарское", [], ["sea"]),
        ("We met in Baku by the Caspian Sea.", ["-f", "en"], ["baku", "sea"]),
        ("на берегу Каспийского моря", ["-f", "ru"], ["sea"]),
        ("Baku", [], ["baku"]),
    ],
)
def test_glossary_find(
    cli: Any, ours: Path, text: str, options: list[str], found: list[str]
) -> None:
    ran = cli("glossary", "find", ours, text, *options, "--json")
    assert ran.code == 0
    assert [row["id"] for row in ran.envelope["results"]] == found
    assert cli("glossary", "find", ours, text, *options).text.count("\n") == 1 + len(found)


def test_glossary_find_nothing(cli: Any, ours: Path) -> None:
    ran = cli("glossary", "find", ours, "quetzal")
    assert (ran.code, ran.out) == (1, b"")
    assert "nothing in ours matches 'quetzal'" in ran.err


def test_glossary_validate(cli: Any, ours: Path) -> None:
    ran = cli("glossary", "validate", ours, "caspian")
    assert ran.code == 0
    assert "ours.tsv: 2 concepts, 0 mistakes" in ran.err
    assert cli("glossary", "validate", ours, "--quiet").err == ""


def test_glossary_validate_names_the_places(cli: Any, ours: Path) -> None:
    Path("bad.tsv").write_text("id\ten\tru\nx\tX|\tИкс\n\ty\tигрек\n", encoding="utf-8")
    ran = cli("glossary", "validate", "bad.tsv", ours)
    assert ran.code == 1
    places = [line.split(": ")[0] for line in ran.text.splitlines()]
    assert places == ["bad.tsv:2:5", "bad.tsv:3:1"]
    envelope = cli("glossary", "validate", "bad.tsv", ours, "--json").envelope
    assert [row["valid"] for row in envelope["results"]] == [False, True]
    assert [entry["code"] for entry in envelope["errors"]] == ["glossary-invalid"]
    assert envelope["results"][0]["problems"][0]["line"] == 2


def test_glossary_validate_what_is_not_there(cli: Any) -> None:
    assert cli("glossary", "validate", "gone.tsv").code == 2
    assert cli("glossary", "validate", "gone.tsv", "caspian").code == 1


def test_models(cli: Any, tiny_model: Path, isolated_dirs: Path) -> None:
    folder = isolated_dirs / "data" / "models"
    folder.mkdir()
    (folder / "mine").symlink_to(tiny_model)
    (folder / "broken").mkdir()
    (folder / "broken" / "config.json").write_text("{")
    ran = cli("models", "list")
    assert ran.code == 0
    rows = {line.split()[0]: line for line in ran.text.splitlines()}
    assert "ready" in rows["mine"]
    assert "damaged" in rows["broken"]
    assert "broken: " in ran.err
    found = {row["name"]: row for row in cli("models", "list", "--json").envelope["results"]}
    assert found["mine"]["status"] == "ready"


def test_model_info(cli: Any, tiny_model: Path) -> None:
    ran = cli("models", "info", tiny_model)
    assert ran.code == 0
    assert "en-ru" in ran.text
    assert str(tiny_model) in ran.text
    (row,) = cli("models", "info", tiny_model, "--json").envelope["results"]
    assert "en-ru" in row["pairs"]
    assert row["terminology"] == "annotated"
    assert row["bytes"] > 0


def test_model_info_of_what_is_no_model(cli: Any) -> None:
    Path("m").mkdir()
    for name in ("m", "./m", "nonsense"):
        ran = cli("models", "info", name)
        assert ran.code == 4
        assert len(ran.err.splitlines()) == 2
    Path("m/config.json").write_text(json.dumps({"model_type": "marian"}))
    assert cli("models", "info", "./m").code == 4
