"""``translator evaluate``: scores with signatures, speed, flags, refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tiny_model import transliterate
from translator.evaluation import read_lines, scores

SOURCE = ("Baku is on the sea.", "", "The forum was held in Baku. It drew 34 guests.", "A sea.")


@pytest.fixture
def files() -> tuple[str, str]:
    Path("test.en").write_text("\n".join(SOURCE) + "\n", encoding="utf-8")
    text = "\n".join(transliterate(line, "ru") for line in SOURCE)
    Path("test.ru").write_text(text + "\n", encoding="utf-8")
    return "test.en", "test.ru"


def test_a_perfect_model(cli: Any, tiny_model: Path, files: tuple[str, str]) -> None:
    ran = cli("evaluate", *files, "-f", "en", "-t", "ru", "-m", tiny_model, "--json")
    assert ran.code == 0
    (result,) = ran.envelope["results"]
    bleu, chrf = result["scores"]
    assert (bleu["metric"], chrf["metric"]) == ("BLEU", "chrF2")
    assert bleu["value"] == pytest.approx(100)
    assert chrf["value"] == pytest.approx(100)
    assert "tok:13a" in bleu["signature"] and "version:" in bleu["signature"]
    assert "nc:6" in chrf["signature"] and "nrefs:1" in chrf["signature"]
    assert result["segments"] == 3
    assert result["source_words"] == sum(len(line.split()) for line in SOURCE)
    assert result["seconds"] > 0
    assert result["words_per_second"] > 0
    assert result["flagged"] <= sum(result["findings"].values())
    assert result["flagged_rate"] == pytest.approx(result["flagged"] / 3, abs=1e-4)


def test_lines_stay_lines(cli: Any, tiny_model: Path, files: tuple[str, str]) -> None:
    ran = cli("evaluate", *files, "-f", "en", "-t", "ru", "-m", tiny_model, "-o", "hyp.ru")
    assert ran.code == 0
    assert Path("hyp.ru").read_text(encoding="utf-8") == Path("test.ru").read_text(encoding="utf-8")
    lines = ran.text.splitlines()
    assert lines[0].split() == ["MEASURE", "VALUE", "HOW"]
    assert [line.split()[0] for line in lines[1:]] == [
        "BLEU",
        "chrF2",
        "segments",
        "words",
        "flagged",
    ]
    assert "translations written to hyp.ru" in ran.err


def test_a_glossary_counts(cli: Any, tiny_model: Path) -> None:
    Path("a.en").write_text("The Caspian Sea rose again today.\n")
    Path("a.ru").write_text("Каспийское море сегодня снова поднялось.\n", encoding="utf-8")
    common = ("evaluate", "a.en", "a.ru", "-f", "en", "-t", "ru", "-m", tiny_model, "--json")
    (plain,) = cli(*common).envelope["results"]
    (with_terms,) = cli(*common, "-g", "caspian").envelope["results"]
    assert "term-missing" not in plain["findings"]
    assert with_terms["scores"][1]["value"] > plain["scores"][1]["value"]
    assert "term-missing" not in with_terms["findings"]


def test_scores_are_sacrebleus() -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    hypotheses = ["the sea rose again", "it was a fine day", ""]
    references = ["the sea rose", "it was a very fine day", "rain"]
    bleu, chrf = scores(hypotheses, references)
    assert bleu.value == sacrebleu.corpus_bleu(hypotheses, [references]).score
    assert chrf.value == sacrebleu.corpus_chrf(hypotheses, [references]).score
    assert 0 < bleu.value < 100


def test_refusals(cli: Any, files: tuple[str, str]) -> None:
    source, reference = files
    Path("short.ru").write_text("Один.\n", encoding="utf-8")
    ran = cli("evaluate", source, "short.ru", "-f", "en", "-t", "ru", "-m", "none")
    assert ran.code == 5
    assert "test.en has 4 lines and short.ru has 1" in ran.err
    ran = cli("evaluate", source, "missing.ru", "-f", "en", "-t", "ru", "-m", "none")
    assert (ran.code, "missing.ru: no such file" in ran.err) == (5, True)
    ran = cli("evaluate", source, reference, "-f", "en")
    assert (ran.code, "no target language" in ran.err) == (2, True)
    ran = cli("evaluate", source, reference, "-f", "en", "-t", "ru", "-o", reference)
    assert (ran.code, "overwrite the input" in ran.err) == (2, True)
    ran = cli("evaluate", source, reference, "-f", "en", "-t", "ru", "-m", "./none")
    assert ran.code == 4
    Path("empty").write_text("\n\n")
    ran = cli("evaluate", "empty", "empty", "-f", "en", "-t", "ru", "-m", "none")
    assert (ran.code, "no sentence in it" in ran.err) == (5, True)
    assert cli("evaluate", source, "-t", "ru").code == 2


def test_only_line_feeds_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("one\u2028two\x85three\r\nfour\n\nfive".encode())
    assert read_lines(path) == ("one\u2028two\x85three", "four", "", "five")
    path.write_bytes("море\r\nпорт\r\n".encode("cp1251"))
    assert read_lines(path, encoding="cp1251") == ("море", "порт")
