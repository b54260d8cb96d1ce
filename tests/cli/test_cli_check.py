"""``translator check``: findings, statuses, the envelope, repairs and the corrected copy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import ROOT, program
from translator.parallel.reading import open_parallel

ROWS = (
    (
        "The VIII Caspian Media Forum opened on the shore of the Caspian Sea.",
        "VIII Каспийский медиафорум открылся на берегу Хазарского моря.",
    ),
    ("Guests of the Caspian Media Forum spoke.", "Гости Каспийского медиафорума выступили."),
    ("The Khazar Media Forum drew 300 guests.", "Хазарский медиафорум собрал 200 гостей."),
    ("The weather in the town was fine.", "Погода в городе была прекрасной."),
)
TSV = "".join(f"{source}\t{target}\n" for source, target in ROWS)
FIXED = TSV.replace("Хазарского моря", "Каспийского моря").replace(
    "Хазарский медиафорум", "Каспийский медиафорум"
)
EXPECTED = [
    ["term-missing", "term-forbidden"],
    [],
    ["number", "term-missing", "term-forbidden", "term-inconsistent"],
    [],
]


@pytest.fixture
def pairs() -> str:
    Path("pairs.tsv").write_text(TSV, encoding="utf-8")
    return "pairs.tsv"


@pytest.fixture
def clean() -> str:
    Path("clean.tsv").write_text("".join(TSV.splitlines(True)[1:2]), encoding="utf-8")
    return "clean.tsv"


def found(ran: Any) -> list[list[str]]:
    return [[f["code"] for f in entry["findings"]] for entry in ran.envelope["results"]]


def test_for_a_person(cli: Any, pairs: str) -> None:
    ran = cli("check", pairs, "-f", "en", "-t", "ru", "-g", "caspian")
    assert ran.code == 0
    assert ran.text == (
        "segment 1, en to ru\n"
        "  term-missing: 'Caspian Sea' should be 'Каспийское море'\n"
        "  term-forbidden: 'Хазарского моря' must not be used; write 'Каспийское море'\n"
        "  en  The VIII Caspian Media Forum opened on the shore of the Caspian Sea.\n"
        "  ru  VIII Каспийский медиафорум открылся на берегу Хазарского моря.\n"
        "\n"
        "segment 3, en to ru\n"
        "  number: number 300 is missing (the translation has 200)\n"
        "  term-missing: 'Khazar Media Forum' should be 'Каспийский медиафорум'\n"
        "  term-forbidden: 'Хазарский медиафорум' must not be used; write 'Каспийский медиафорум'\n"
        "  term-inconsistent: the source says 'Khazar Media Forum' here and 'Caspian Media Forum' "
        "elsewhere\n"
        "  en  The Khazar Media Forum drew 300 guests.\n"
        "  ru  Хазарский медиафорум собрал 200 гостей.\n"
    )
    assert ran.err == (
        "pairs.tsv: en to ru: 4 segments, 2 flagged "
        "(2 term-missing, 2 term-forbidden, 1 number, 1 term-inconsistent)\n"
    )


def test_one_entry_a_segment_in_order(cli: Any, pairs: str) -> None:
    ran = cli("check", pairs, "-f", "en", "-t", "ru", "-g", "caspian", "--json")
    assert ran.code == 0
    envelope = ran.envelope
    assert envelope["command"] == "check"
    assert envelope["status"] == "flagged"
    assert found(ran) == EXPECTED
    for number, entry in enumerate(envelope["results"], 1):
        assert set(entry) == {"segment", "target_lang", "findings"}
        assert (entry["segment"], entry["target_lang"]) == (number, "ru")
        for finding in entry["findings"]:
            assert set(finding) == {"code", "concept", "message"}
    assert envelope["results"][0]["findings"][0]["concept"] == "caspian-sea"


def test_strict(cli: Any, pairs: str, clean: str) -> None:
    assert cli("check", pairs, "-g", "caspian", "--strict").code == 3
    assert cli("check", pairs, "-g", "caspian", "--strict", "--json").code == 3
    ran = cli("check", clean, "-f", "en", "-t", "ru", "-g", "caspian", "--strict", "--json")
    assert ran.code == 0
    assert ran.envelope["status"] == "ok"


def test_languages_are_recognised_or_stated(cli: Any, pairs: str) -> None:
    assert found(cli("check", pairs, "-g", "caspian", "--json")) == EXPECTED
    lines = "".join(f"{target}\t{source}\n" for source, target in ROWS)
    Path("ru-en.tsv").write_text(lines, encoding="utf-8")
    ran = cli("check", "ru-en.tsv", "-g", "caspian", "--json")
    assert ran.envelope["results"][0]["target_lang"] == "en"
    ran = cli("check", pairs, "-f", "klingon")
    assert ran.code == 2


def test_only(cli: Any, pairs: str) -> None:
    ran = cli("check", pairs, "-g", "caspian", "--only", "number,empty", "--json")
    assert found(ran) == [[], [], ["number"], []]
    ran = cli("check", pairs, "-g", "caspian", "--only", "length", "--only", "empty", "--strict")
    assert ran.code == 0
    assert "0 flagged" in ran.err
    ran = cli("check", pairs, "--only", "term-mising")
    assert ran.code == 2
    assert "did you mean term-missing?" in ran.err
    assert cli("check", pairs, "--only", ",").code == 2


def test_without_a_glossary(cli: Any, pairs: str) -> None:
    assert found(cli("check", pairs, "--json")) == [[], [], ["number"], []]


def test_settings_give_glossaries_and_strictness_but_no_languages(cli: Any, pairs: str) -> None:
    Path("translator.toml").write_text('to = ["az"]\nglossaries = ["caspian"]\nstrict = true\n')
    ran = cli("check", pairs, "--json")
    assert ran.code == 3
    assert found(ran) == EXPECTED


def test_standard_input(cli: Any) -> None:
    ran = cli("check", "-", "-g", "caspian", "--json", stdin=TSV.encode())
    assert found(ran) == EXPECTED
    ran = cli("check", "-", "-g", "caspian", stdin=TSV.encode())
    assert ran.err.startswith("standard input: en to ru: 4 segments")


def test_a_file_in_several_languages(cli: Any) -> None:
    variants = {"en": "The Caspian Sea.", "ru": "Хазарское море.", "tr": "Hazar Denizi."}
    tuvs = "".join(
        f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in variants.items()
    )
    Path("a.tmx").write_text(
        f'<tmx version="1.4"><header srclang="en"/><body><tu>{tuvs}</tu></body></tmx>'
    )
    results = cli("check", "a.tmx", "-g", "caspian", "--json").envelope["results"]
    assert [(entry["segment"], entry["target_lang"]) for entry in results] == [(1, "ru"), (1, "tr")]
    assert [bool(entry["findings"]) for entry in results] == [True, False]
    ran = cli("check", "a.tmx", "-g", "caspian", "-t", "tr", "--strict")
    assert ran.code == 0
    ran = cli("check", "a.tmx", "-f", "ru", "-t", "tr", "-g", "caspian", "--json")
    assert found(ran) == [[]]


def test_fix_proposes_and_changes_nothing(cli: Any, pairs: str) -> None:
    ran = cli("check", pairs, "-g", "caspian", "--fix")
    assert "  -   VIII Каспийский медиафорум открылся на берегу Хазарского моря.\n" in ran.text
    assert "  +   VIII Каспийский медиафорум открылся на берегу Каспийского моря.\n" in ran.text
    assert "2 repairs proposed; -o FILE writes them into a copy" in ran.err
    assert Path(pairs).read_text(encoding="utf-8") == TSV
    assert [path.name for path in Path().iterdir()] == [pairs]


def test_fix_in_the_envelope(cli: Any, pairs: str) -> None:
    results = cli("check", pairs, "-g", "caspian", "--fix", "--json").envelope["results"]
    assert [entry["fix"] for entry in results] == [
        "VIII Каспийский медиафорум открылся на берегу Каспийского моря.",
        None,
        "Каспийский медиафорум собрал 200 гостей.",
        None,
    ]


def test_the_corrected_copy(cli: Any, pairs: str) -> None:
    ran = cli("check", pairs, "-g", "caspian", "--fix", "-o", "out/fixed.tsv", "--strict")
    assert ran.code == 3
    assert "2 of 2 repairs written to out/fixed.tsv" in ran.err
    assert Path("out/fixed.tsv").read_text(encoding="utf-8") == FIXED
    assert Path(pairs).read_text(encoding="utf-8") == TSV
    ran = cli("check", "out/fixed.tsv", "-g", "caspian", "--json")
    assert found(ran) == [[], [], ["number", "term-inconsistent"], []]


def test_the_corrected_copy_of_standard_input(cli: Any) -> None:
    ran = cli("check", "-", "-g", "caspian", "--fix", "-o", "fixed", stdin=TSV.encode())
    assert ran.code == 0
    assert Path("fixed").read_text(encoding="utf-8") == FIXED


def test_repairs_across_inline_markup_are_told(cli: Any) -> None:
    Path("a.xlf").write_text(
        '<xliff version="1.2"><file source-language="en" target-language="ru"><body>'
        '<trans-unit id="1"><source>The Caspian Sea rose.</source>'
        '<target><g id="1">Хазарское</g> море поднялось.</target></trans-unit>'
        '<trans-unit id="2"><source>By the Khazar Media Forum.</source>'
        '<target>У <g id="1">Хазар</g>ского медиафорума.</target></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )
    ran = cli("check", "a.xlf", "-g", "caspian", "--fix", "-o", "b.xlf")
    assert ran.code == 0
    written = Path("b.xlf").read_text(encoding="utf-8")
    assert '<g id="1">Каспийское</g> море поднялось.' in written
    assert '<g id="1">Хазар</g>ского' in written
    assert "1 of 2 repairs written to b.xlf" in ran.err
    assert "warning: 1 of 2 repairs would reach across inline markup" in ran.err


def test_outputs_that_are_refused(cli: Any, pairs: str) -> None:
    ran = cli("check", pairs, "-o", "x.tsv")
    assert (ran.code, "needs --fix" in ran.err) == (2, True)
    ran = cli("check", pairs, "--fix", "-o", pairs)
    assert (ran.code, "overwrite the input" in ran.err) == (2, True)
    ran = cli("check", pairs, "--fix", "-o", "x.tmx")
    assert (ran.code, "written as tsv, not as .tmx" in ran.err) == (2, True)
    ran = cli("check", pairs, "--fix", "-o", "")
    assert ran.code == 2
    Path("folder").mkdir()
    ran = cli("check", pairs, "--fix", "-o", "folder")
    assert ran.code == 1
    assert Path(pairs).read_text(encoding="utf-8") == TSV
    assert sorted(path.name for path in Path().iterdir()) == ["folder", pairs]


def test_files_that_hold_no_pairs(cli: Any) -> None:
    Path("a.txt").write_text("A sentence.\nAnother.\n")
    ran = cli("check", "a.txt")
    assert (ran.code, ran.out) == (5, b"")
    assert "a.txt: no sentence pair in it" in ran.err
    ran = cli("check", "missing.tmx", "--json")
    assert ran.code == 5
    assert ran.envelope["errors"][0]["code"] == "input-missing"
    assert cli("check").code == 2
    Path("b.tsv").write_text("sea\tморе\n")
    assert cli("check", "b.tsv", "-f", "en", "-t", "ru", "-g", "nope").code == 2


def test_lines_without_a_tab_are_warned_of(cli: Any) -> None:
    Path("a.tsv").write_text("The sea rose.\tМоре поднялось.\nbare\n", encoding="utf-8")
    ran = cli("check", "a.tsv", "-f", "en", "-t", "ru", "--quiet")
    assert ran.code == 0
    assert ran.err == ("translator: warning: a.tsv:2: no second column; the line is passed over\n")


def test_control_characters_do_not_reach_the_terminal(cli: Any) -> None:
    Path("a.tsv").write_text("On 5 May \x1b[31mred\t\x1b[2JНа красном\n", encoding="utf-8")
    ran = cli("check", "a.tsv", "-f", "en", "-t", "ru")
    assert "\x1b" not in ran.text
    assert "\\x1b[31mred" in ran.text


def test_the_reader_of_the_output_has_gone(pairs: str) -> None:
    Path("long.tsv").write_text(TSV * 2000, encoding="utf-8")
    process = program("check", "long.tsv", "-f", "en", "-t", "ru", "--only", "number")
    assert process.stdout is not None
    process.stdout.close()
    with process:
        assert process.stderr is not None
        err = process.stderr.read()
    assert (process.returncode, err) == (141, b"")


def test_no_model_library_is_loaded(pairs: str) -> None:
    code = (
        "import sys; from translator.cli.app import run; "
        f"run(['check', {pairs!r}, '-f', 'en', '-t', 'ru', '-g', 'caspian', '--fix', '--quiet']); "
        "heavy = {'torch', 'transformers', 'ctranslate2', 'sacrebleu'} & set(sys.modules); "
        "sys.exit(len(heavy))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, timeout=120)
    assert ran.returncode == 0
    assert "Каспийского моря".encode() in ran.stdout


@pytest.mark.parametrize("ending", ["tmx", "tsv", "jsonl", "xlf", "xlf2"])
def test_what_translate_writes_is_checked_alike(cli: Any, tiny_model: Path, ending: str) -> None:
    Path("a.txt").write_text(
        "Forum news\n\nThe Khazar Media Forum opened in Baku. It drew 1234 guests.\n"
        "The Caspian Media Forum closed.\n"
    )
    common = ("-f", "en", "-t", "ru", "-g", "caspian")
    ran = cli("translate", "a.txt", *common, "-m", tiny_model, "-o", f"a.{ending}", "--json")
    flagged = {entry["segment"]: entry for entry in ran.envelope["results"][0]["flagged"]}
    with open_parallel(Path(f"a.{ending}")) as file:
        assert file.reader.name == ending
        assert len(list(file.pairs())) == ran.envelope["results"][0]["sentences"]
    results = cli("check", f"a.{ending}", *common, "--json").envelope["results"]
    for entry in results:
        sources = [f for f in entry["findings"] if "the source says" in f["message"]]
        rest = [f for f in entry["findings"] if f not in sources]
        assert rest == flagged.get(entry["segment"], {"findings": []})["findings"]
    assert any("the source says" in json.dumps(entry) for entry in results)
