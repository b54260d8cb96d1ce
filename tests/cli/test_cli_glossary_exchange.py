"""``glossary import`` and ``export`` at the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from translator.glossary import store


def test_export_tells_what_it_cannot_carry(cli: Any, alone: Path) -> None:
    (alone / "g.tsv").write_text("id\ten\tru\na\tBaku\tБаку|!Баки\nb\tOil\t\n")
    ran = cli(
        "glossary", "export", "g.tsv", "--for", "deepl", "-f", "en", "-t", "ru", "-o", "g.csv"
    )
    assert (ran.code, ran.out) == (0, b"")
    assert (alone / "g.csv").read_text() == "Baku,Баку,en,ru\n"
    assert "a: forbidden 'Баки'" in ran.err
    assert "b: no name in ru" in ran.err
    ran = cli("glossary", "export", "g.tsv", "-o", "g.tbx", "--json", "--quiet")
    assert ran.envelope["results"][0]["format"] == "tbx"
    assert (alone / "g.tbx").read_bytes().startswith(b"<?xml")
    ran = cli("glossary", "export", "g.tsv", "--for", "csv", "-o", "-", "--quiet")
    assert ran.text.startswith("id,en,ru\n")


def test_the_shipped_glossary_goes_round(cli: Any, alone: Path) -> None:
    assert cli("glossary", "export", "caspian", "-o", "c.tmx", "--quiet").code == 0
    ran = cli("glossary", "import", "c.tmx", "-o", "copy", "--json", "--quiet")
    assert ran.envelope["results"][0]["losses"] == []
    original, copy = store.load("caspian"), store.load("copy")
    assert [dict(c.names) for c in copy.concepts] == [dict(c.names) for c in original.concepts]
    assert cli("glossary", "validate", "copy").code == 0


def test_import(cli: Any, alone: Path) -> None:
    (alone / "pairs.csv").write_text("Baku,Баку\n")
    assert cli("glossary", "import", "pairs.csv", "-o", "g.tsv").code == 2
    ran = cli("glossary", "import", "pairs.csv", "-o", "g.tsv", "-f", "en", "-t", "ru")
    assert ran.code == 0
    assert (alone / "g.tsv").read_text() == "id\ten\tru\nbaku\tBaku\tБаку\n"
    again = cli("glossary", "import", "pairs.csv", "-o", "g.tsv", "-f", "en", "-t", "ru")
    assert again.code == 2
    ran = cli("glossary", "import", "-", "-o", "h.tsv", stdin=b"en\tru\nBaku|x\t\xd0\x91\n")
    assert ran.code == 0
    assert store.load("h.tsv").concepts[0].variants("en") == ("Baku", "x")
    ran = cli(
        "glossary",
        "import",
        "-",
        "-o",
        "i.tsv",
        "--from-format",
        "google",
        stdin=b"en,ru\nA|x,\xd0\x91\n",
    )
    assert "'A|x'" in ran.err


def test_faults(cli: Any, alone: Path) -> None:
    (alone / "broken.tbx").write_text("<tbx><text>")
    assert cli("glossary", "import", "broken.tbx", "-o", "g.tsv").code == 5
    assert cli("glossary", "import", "gone.csv", "-o", "g.tsv").code == 5
    assert cli("glossary", "import", "broken.tbx", "-o", "g.tsv", "--from-format", "x").code == 2
    assert cli("glossary", "export", "caspian", "-o", "a.pdf").code == 2
    assert (
        cli(
            "glossary", "export", "caspian", "--for", "deepl", "-f", "de", "-t", "ru", "-o", "a.csv"
        ).code
        == 2
    )
    assert cli("glossary", "export", "caspian", "--for", "microsoft", "-o", "a.tmx").code == 2
    assert sorted(path.name for path in alone.iterdir()) == ["broken.tbx"]


def test_mistakes_of_the_other_program_are_told(cli: Any, alone: Path) -> None:
    (alone / "t.csv").write_text("en,ru\nBaku,Бaку\n")
    ran = cli("glossary", "import", "t.csv", "-o", "g.tsv")
    assert ran.code == 0
    assert "1 mistake that" in ran.err
    assert cli("glossary", "validate", "g.tsv").code == 1
