"""``translator translate`` from end to end, with a tiny model that changes the script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.tiny_model import transliterate

TEXT = "Baku opens a forum\n\nThe forum was held in Baku. It drew 1234 guests.\n"


@pytest.fixture
def article() -> Path:
    path = Path("a.txt")
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def model(tiny_model: Path) -> tuple[str, str, str, str]:
    """What every command here ends with: the tiny model, and no doubt about the source."""
    return ("-m", str(tiny_model), "-f", "en")


def test_the_translation_is_printed_and_nothing_else(cli: Any, article: Path, model: Any) -> None:
    ran = cli("translate", article, "-t", "ru", *model)
    assert ran.code == 0
    assert ran.text == transliterate(TEXT, "ru")
    assert re.search(r"^a\.txt: en to ru: 3 sentences, 0 flagged, \d+\.\d s$", ran.err, re.M)


def test_quiet(cli: Any, article: Path, model: Any) -> None:
    ran = cli("translate", article, "-t", "ru", "--quiet", *model)
    assert (ran.code, ran.err) == (0, "")
    assert ran.text == transliterate(TEXT, "ru")


def test_standard_input(cli: Any, model: Any) -> None:
    ran = cli("translate", "-", "-t", "ru", *model, stdin=TEXT.encode())
    assert ran.text == transliterate(TEXT, "ru")
    assert "standard input: en to ru" in ran.err


def test_standard_input_into_a_folder(cli: Any, model: Any) -> None:
    ran = cli("translate", "-", "-t", "ru", "-o", "out/", *model, stdin=TEXT.encode())
    assert ran.code == 0
    assert Path("out/stdin.ru.txt").read_text() == transliterate(TEXT, "ru")


def test_the_ending_picks_the_format(cli: Any, article: Path, model: Any) -> None:
    names = ["o.txt", "o.tmx", "o.tsv", "o.jsonl", "o.bi.md", "o.bi.html"]
    options = [word for name in names for word in ("-o", name)]
    ran = cli("translate", article, "-t", "ru", *options, *model)
    assert (ran.code, ran.out) == (0, b"")
    assert Path("o.txt").read_text() == transliterate(TEXT, "ru")
    assert "<tmx" in Path("o.tmx").read_text()
    assert Path("o.tsv").read_text().splitlines()[-1].count("\t") == 1
    assert "<html" in Path("o.bi.html").read_text()
    assert f"written: {', '.join(names)}" in ran.err


def test_several_targets_and_inputs(cli: Any, article: Path, model: Any) -> None:
    Path("b.en.md").write_text("# Baku\n\nThe **forum** is open.\n")
    ran = cli("translate", "a.txt", "b.en.md", "-t", "ru,tr", "-o", "{lang}/{name}.md", *model)
    assert ran.code == 0
    assert sorted(map(str, Path().glob("*/*.md"))) == ["ru/a.md", "ru/b.md", "tr/a.md", "tr/b.md"]
    assert "# " in Path("ru/b.md").read_text()
    assert f"**{transliterate('forum', 'ru')}**" in Path("ru/b.md").read_text()


def test_one_bad_input_never_stops_the_others(cli: Any, article: Path, model: Any) -> None:
    Path("empty.txt").write_text("")
    inputs = ["missing.txt", "empty.txt", "a.txt"]
    ran = cli("translate", *inputs, "-t", "ru", "-o", "out/", *model)
    assert ran.code == 1
    assert Path("out/a.ru.txt").read_text() == transliterate(TEXT, "ru")
    assert [p.name for p in Path("out").iterdir()] == ["a.ru.txt"]
    assert re.findall(r"error: (\w+\.txt)", ran.err) == ["missing.txt", "empty.txt"]
    envelope = cli("translate", *inputs, "-t", "ru", "-o", "out/", "--json", *model).envelope
    assert envelope["status"] == "failed"
    assert [e["code"] for e in envelope["errors"]] == ["input-missing", "input-unreadable"]
    assert [r["input"] for r in envelope["results"]] == ["a.txt"]


def test_the_one_input_missing(cli: Any, model: Any) -> None:
    ran = cli("translate", "missing.txt", "-t", "ru", *model)
    assert (ran.code, ran.out) == (5, b"")
    assert len(ran.err.splitlines()) == 2
    ran = cli("translate", "missing.txt", "-t", "ru,tr", "-o", "{lang}.txt", *model)
    assert ran.code == 5


def test_json(cli: Any, article: Path, model: Any) -> None:
    envelope = cli("translate", article, "-t", "ru", "--json", *model).envelope
    assert (envelope["command"], envelope["status"]) == ("translate", "ok")
    ran = cli("translate", article, "-t", "ru,tr", "--json", *model)
    assert ran.code == 0
    envelope = ran.envelope
    assert envelope["status"] == "flagged", "the model copies Latin letters"
    russian, turkish = envelope["results"]
    assert russian["text"] == transliterate(TEXT, "ru")
    assert (russian["source_lang"], russian["target_lang"], russian["pivot"]) == ("en", "ru", "")
    assert (russian["sentences"], russian["flagged"], russian["outputs"]) == (3, [], [])
    assert turkish["target_lang"] == "tr"
    written = cli("translate", article, "-t", "ru", "--json", "-o", "o.txt", *model).envelope
    assert written["results"][0]["outputs"] == ["o.txt"]
    assert "text" not in written["results"][0]


@pytest.fixture
def copying(tiny_bilingual: Path) -> tuple[str, str, str, str]:
    """A model that copies its source, which the checks do not let pass."""
    return ("-m", str(tiny_bilingual), "-f", "en")


def test_flags_and_strict(cli: Any, article: Path, copying: Any) -> None:
    ran = cli("translate", article, "-t", "ru", *copying)
    assert ran.code == 0
    assert "3 sentences, 3 flagged" in ran.err
    assert "sentence 2 (The forum was held in Baku.): " in ran.err
    strict = cli("translate", article, "-t", "ru", "--strict", "-o", "o.txt", *copying)
    assert strict.code == 3
    assert Path("o.txt").exists()
    envelope = cli("translate", article, "-t", "ru", "--strict", "--json", *copying).envelope
    assert envelope["status"] == "flagged"
    flagged = envelope["results"][0]["flagged"]
    assert [entry["segment"] for entry in flagged] == [1, 2, 3]
    assert flagged[1]["source"] == "The forum was held in Baku."
    assert all(set(f) == {"code", "concept", "message"} for e in flagged for f in e["findings"])
    assert cli("translate", "a.txt", "gone", "-t", "ru", "--strict", "--json", *copying).code == 1


def test_strict_from_the_settings(cli: Any, article: Path, copying: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("TRANSLATOR_STRICT", "1")
    assert cli("translate", article, "-t", "ru", *copying).code == 3


def test_what_comes_from_the_memory_is_told(cli: Any, article: Path, model: Any) -> None:
    argv = ("translate", article, "-t", "ru", "--memory", "m.sqlite", *model)
    assert "memory" not in cli(*argv).err
    again = cli(*argv)
    assert "3 sentences, 0 flagged, 3 from memory" in again.err
    assert again.text == transliterate(TEXT, "ru")
    assert cli(*argv, "--json").envelope["results"][0]["reused"] == 3
    assert cli(*argv, "--no-memory", "--json").envelope["results"][0]["reused"] == 0


def test_many_flags_are_told_in_ten_lines(cli: Any, copying: Any) -> None:
    Path("a.txt").write_text("".join(f"The forum number {n} is open.\n\n" for n in range(30)))
    ran = cli("translate", "a.txt", "-t", "ru", *copying)
    assert len(re.findall(r"^  sentence \d+", ran.err, re.M)) == 10
    assert "and 20 more" in ran.err


def test_a_pivot_is_told(cli: Any, tiny_model: Path) -> None:
    Path("a.txt").write_text("Forum bu gün Bakıda açıldı.\n")
    ran = cli("translate", "a.txt", "-f", "az", "-t", "ru", "-m", tiny_model)
    assert ran.code == 0
    assert "ru from az through English" in ran.err
    result = cli("translate", "a.txt", "-f", "az", "-t", "ru", "-m", tiny_model, "--json").envelope[
        "results"
    ][0]
    assert result["pivot"] == "en"


def test_a_language_into_itself(cli: Any, article: Path, model: Any) -> None:
    ran = cli("translate", article, "-t", "en", *model)
    assert ran.code == 2
    assert "in English already" in ran.err
    ran = cli("translate", article, "-t", "en,ru", "-o", "{lang}.txt", *model)
    assert ran.code == 1
    assert Path("ru.txt").exists()
    assert not Path("en.txt").exists()


def test_a_pair_that_the_model_does_not_know(cli: Any, article: Path, model: Any) -> None:
    ran = cli("translate", article, "-t", "fr", *model)
    assert ran.code == 2
    assert "cannot translate en to fr" in ran.err


def test_glossaries(cli: Any, article: Path, model: Any) -> None:
    Path("ours.tsv").write_text("id\ten\tru\nbaku\tBaku\tБаку\n", encoding="utf-8")
    Path("more.tsv").write_text("id\ten\tru\nforum\tforum\tфорум\n", encoding="utf-8")
    ran = cli("translate", article, "-t", "ru", "-g", "ours.tsv", "-g", "more.tsv", *model)
    assert ran.code == 0
    assert ran.text.count("Баку") == 2
    assert ran.text.count("форум") == 2
    assert "4 of 4 terms applied" in ran.err


def test_a_glossary_from_the_settings(cli: Any, article: Path, model: Any) -> None:
    Path("ours.tsv").write_text("id\ten\tru\nbaku\tBaku\tБаку\n", encoding="utf-8")
    Path("translator.toml").write_text('glossaries = ["./ours.tsv"]\nto = "ru"\n')
    assert cli("translate", article, *model).text.count("Баку") == 2


def test_a_glossary_with_mistakes_stops_before_the_model(cli: Any, article: Path) -> None:
    Path("bad.tsv").write_text("id\ten\tru\nbaku\tBaku|\tБаку\n", encoding="utf-8")
    ran = cli("translate", article, "-t", "ru", "-g", "bad.tsv", "-m", "no-such-model")
    assert ran.code == 1
    assert "bad.tsv:2:" in ran.err
    assert cli("translate", article, "-t", "ru", "-g", "caspain").code == 2


def test_encoding(cli: Any, tiny_model: Path) -> None:
    text = "форум открыт в баку.\n"
    Path("a.txt").write_bytes(text.encode("koi8-r"))
    ran = cli(
        "translate", "a.txt", "-t", "en", "-f", "ru", "--encoding", "koi8-r", "-m", tiny_model
    )
    assert ran.text == transliterate(text, "en")


def test_quality_engine_and_threads(cli: Any, article: Path, model: Any) -> None:
    options = ("--quality", "best", "--engine", "ctranslate2", "--threads", "1")
    ran = cli("translate", article, "-t", "ru", *options, *model)
    assert (ran.code, ran.text) == (0, transliterate(TEXT, "ru"))


@pytest.mark.slow
def test_the_reference_engine(cli: Any, article: Path, model: Any) -> None:
    ran = cli("translate", article, "-t", "ru", "--engine", "transformers", *model)
    assert (ran.code, ran.text) == (0, transliterate(TEXT, "ru"))


def test_a_missing_model(cli: Any, article: Path) -> None:
    ran = cli("translate", article, "-t", "ru", "-f", "en", "-m", "no-such-model")
    assert ran.code == 4
    assert len(ran.err.splitlines()) == 2
    assert "`translator models list`" in ran.err


def test_a_damaged_model_stops_everything(cli: Any, article: Path, tiny_model: Path) -> None:
    import shutil

    shutil.copytree(tiny_model, "model")
    weights = Path("model/model.safetensors")
    weights.write_bytes(weights.read_bytes()[:-100])
    Path("b.txt").write_text(TEXT)
    ran = cli("translate", "a.txt", "b.txt", "-t", "ru", "-f", "en", "-m", "./model", "-o", "out/")
    assert ran.code == 4
    assert ran.err.count("translator: error:") == 1
    assert not Path("out").exists()
    ran = cli("translate", "a.txt", "-t", "ru", "-f", "en", "-m", "./model", "--json")
    assert [entry["code"] for entry in ran.envelope["errors"]] == ["model-damaged"]


def test_nothing_is_done_when_the_outputs_cannot_be(cli: Any, article: Path) -> None:
    for place, code in (("o.nonsense", 2), ("/proc/o.txt", 1), ("a.txt", 2), ("a.txt/o.txt", 1)):
        ran = cli("translate", article, "-t", "ru", "-o", place, "-m", "no-such-model")
        assert (ran.code, len(ran.err.splitlines())) == (code, 2), ran.err
    assert article.read_text() == TEXT


def test_the_folder_is_in_the_way(cli: Any, article: Path, model: Any) -> None:
    Path("o.txt").mkdir()
    Path("o.txt/a.ru.txt").mkdir()
    ran = cli("translate", article, "-t", "ru", "-o", "o.txt", *model)
    assert ran.code == 1
    assert "folder" in ran.err


def test_written_files_are_whole_or_not_there(cli: Any, article: Path, model: Any) -> None:
    Path("o.txt").write_text("old")
    assert cli("translate", article, "-t", "ru", "-o", "o.txt", *model).code == 0
    assert Path("o.txt").read_text() == transliterate(TEXT, "ru")
    assert {path.name for path in Path().iterdir()} == {"a.txt", "o.txt"}


def test_furniture_alone_needs_no_model(cli: Any) -> None:
    Path("a.txt").write_text("https://example.org/x\n")
    ran = cli("translate", "a.txt", "-t", "ru", "-f", "en", "-m", "no-such-model")
    assert (ran.code, ran.text) == (0, "https://example.org/x\n")


TABLE = "id;title;note\r\n1;Baku opens a forum;The sea is calm.\r\n"


def test_columns_of_a_table(cli: Any, model: Any, article: Path) -> None:
    Path("a.csv").write_text(TABLE, "utf-8", newline="")
    ran = cli("translate", "a.csv", "-t", "ru", "-o", "ru.csv", "-o", "ru.tsv", *model)
    assert (ran.code, ran.out) == (0, b"")
    title = transliterate("Baku opens a forum", "ru")
    made = Path("ru.csv").read_bytes().decode()
    assert made == TABLE.replace("Baku opens a forum", title)
    assert Path("ru.tsv").read_text("utf-8") == f"Baku opens a forum\t{title}\n"
    ran = cli("translate", "a.csv", article, "-t", "ru", "-o", "o/", "--columns", "NOTE", *model)
    note = transliterate("The sea is calm.", "ru")
    assert Path("o/a.ru.csv").read_bytes().decode() == TABLE.replace("The sea is calm.", note)
    assert "a.txt: it has no columns" in ran.err
    ran = cli("translate", "a.csv", "-t", "ru", "--columns", "body", *model)
    assert (ran.code, "no column is called 'body'" in ran.err) == (2, True)
