"""Names that recur and that no concept covers, and their translations by how often they meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Cli
from translator.errors import TranslatorError
from translator.glossary.store import combine, load
from translator.suggestion.candidates import Collection, stem
from translator.suggestion.reading import Text, texts
from translator.suggestion.suggest import suggest

PAIRS = [
    ("The Media Forum opened in Guba.", "Медиафорум открылся в Губе."),
    ("Guests of the Media Forum came from Guba.", "Гости Медиафорума приехали из Губы."),
    ("The Green Council met in Guba.", "Зелёный совет собрался в Губе."),
    ("We thanked the Green Council.", "Мы поблагодарили Зелёный совет."),
    ("Nobody heard the Green Council.", "Никто не слышал Зелёного совета."),
    ("The sea is calm today.", "Море сегодня спокойно."),
]


def pairs() -> list[Text]:
    return [Text("a.tsv", "en", source, "ru", target) for source, target in PAIRS]


def test_names_are_paired_with_their_translations_in_the_base_form() -> None:
    rows = {row.name: row for row in suggest(pairs(), combine([]))}
    assert {name: row.count for name, row in rows.items()} == {
        "Guba": 3,
        "Green Council": 3,
        "Media Forum": 2,
    }
    proposed = {name: row.translations["ru"].name for name, row in rows.items()}
    assert proposed["Green Council"] == "Зелёный совет"
    assert proposed["Media Forum"] == "Медиафорум"
    assert proposed["Guba"].startswith("Губ")
    assert all(0.5 <= row.translations["ru"].score <= 1 for row in rows.values())
    assert rows["Guba"].contexts[0] == ("a.tsv", "The Media Forum opened in Guba.")


def test_what_a_concept_covers_is_not_suggested(tmp_path: Path) -> None:
    table = tmp_path / "ours.tsv"
    table.write_text("id\ten\tru\nguba\tGuba\tГуба\n", "utf-8")
    names = [row.name for row in suggest(pairs(), load(str(table)))]
    assert names == ["Green Council", "Media Forum"]


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("az", ("Qazaxıstan", "Qazaxıstana", "Qazaxıstandan", "Qazaxıstanın")),
        ("az", ("Forumu", "Forumunun", "Forumuna")),
        ("tr", ("Gürcistan'dan", "Gürcistan", "Gürcistan’ın")),
        ("ru", ("Карабах", "Карабахе", "Карабаха", "Карабахом")),
        ("ru", ("Каспийское", "Каспийского", "Каспийскому")),
        ("en", ("Majlis", "Majli")),
    ],
)
def test_forms_of_a_word_count_together(lang: str, forms: tuple[str, ...]) -> None:
    assert len({stem(form, lang) for form in forms}) == 1


def test_first_words_headlines_and_words_written_small_are_no_names() -> None:
    collection = Collection("en")
    for text in (
        "Yesterday ships left. Ships came.",
        "Yesterday nothing came. Big Week Brings Many Ships Here",
        "Big Week Brings Many Ships Here",
        "The Port is open, the port is busy, the port is full and the port is ours.",
        "In the Port of Turkmenbashi ships wait.",
        "Near the Port of Turkmenbashi ships sank.",
    ):
        collection.add(text, "a")
    assert [c.name for c in collection.candidates(2)] == ["Port of Turkmenbashi"]


@pytest.mark.parametrize(
    "text", ["", "…", "A", "Aa Bb Cc " * 2000, "«»\u0301 İ̇ 𝐀𝐁 'ʼ’", "O'O'O' X-1-Y"]
)
def test_odd_texts_are_counted(text: str) -> None:
    for lang in ("en", "az", "ru", "fa"):
        Collection(lang).add(text, "a")


def test_the_command_reads_a_folder_and_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text(
        "en\tru\n" + "".join(f"{a}\t{b}\n" for a, b in PAIRS), "utf-8"
    )
    (tmp_path / "broken.tmx").write_bytes(b"<tmx><body>")
    (tmp_path / "article.en.txt").write_text("Ships left Guba. We saw Guba.\n", "utf-8")
    cli = Cli()
    result = cli("glossary", "suggest", tmp_path, "-f", "en", "-t", "ru", "--json")
    envelope = result.envelope
    assert result.code == 1 and envelope["status"] == "failed"
    assert "broken.tmx" in envelope["errors"][0]["message"]
    first = envelope["results"][0]
    assert (first["name"], first["count"]) == ("Guba", 5)
    assert set(first["files"]) == {"article.en.txt", "pairs.tsv"}
    assert first["translations"]["ru"]["together"] == 3
    table = cli("glossary", "suggest", tmp_path / "pairs.tsv", "--least", "3")
    assert table.code == 0
    assert [line.split()[:3] for line in table.text.splitlines()[1:]] == [
        ["3", "en", "Green"],
        ["3", "en", "Guba"],
    ]


def test_records_of_articles_are_read_and_addresses_hold_no_names(tmp_path: Path) -> None:
    record = '{"headline": "News", "body": "He met Zarifa Bey at https://x.example/Zarifa-Bey."}\n'
    (tmp_path / "a.jsonl").write_text(record, "utf-8")
    (tmp_path / "b.jsonl").write_text('{"en": "Then Zarifa Bey left.", "ru": "x"}\n', "utf-8")
    (tmp_path / "c.tsv").write_text("headline\tbody\tn\nNews\tBut Zarifa Bey stayed.\t1\n", "utf-8")
    errors: list[TranslatorError] = []
    read = list(texts([tmp_path], source_lang="en", warn=errors.append))
    assert not errors
    assert {text.file for text in read} == {"a.jsonl", "b.jsonl", "c.tsv"}
    rows = suggest(read, combine([]))
    assert [(row.name, row.count) for row in rows] == [("Zarifa Bey", 3)]
