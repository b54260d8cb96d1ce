"""The language files are well formed."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import unicodedata
from importlib.resources import files

import pytest

from translator.segmentation.data import Abbreviation, rules

LANGS = ["en", "ru", "az", "tr", "uk", "kk", "fa", "ka", "hy"]
KEYS = {a.value for a in Abbreviation if a is not Abbreviation.EITHER} | {
    "peer",
    "ordinal_dot",
    "colon_stop",
    "starters",
    "continuations",
    "speech",
    "exclaimed",
    "words",
    "domains",
    "conjunctions",
}


def table(name: str) -> dict[str, object]:
    path = files("translator.segmentation").joinpath("data", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["common", *LANGS])
def test_segmentation_data_is_well_formed(name: str) -> None:
    for key, value in table(name).items():
        assert key in KEYS
        if not isinstance(value, list):
            continue
        for entry in value:
            assert unicodedata.normalize("NFC", entry) == entry
            for word in entry.split(","):
                assert word.strip(), f"{name}: an empty word in {entry!r}"
                assert not word.endswith("."), f"{name}: {word!r} keeps its full stop"


# Letters that look alike in two alphabets are the usual slip of the hand.
@pytest.mark.parametrize(
    ("name", "foreign"),
    [("az", "CYRILLIC"), ("tr", "CYRILLIC"), ("en", "CYRILLIC"), ("ka", "CYRILLIC"),
     ("hy", "CYRILLIC"), ("fa", "LATIN"), ("ru", "LATIN"), ("uk", "LATIN"), ("kk", "LATIN")],
)  # fmt: skip
def test_segmentation_data_is_in_one_alphabet(name: str, foreign: str) -> None:
    allowed = {"No", "P.S", "en", "kz"}
    for key, value in table(name).items():
        if isinstance(value, list):
            for entry in value:
                for word in (w.strip() for w in entry.split(",")):
                    if word not in allowed:
                        letters = [c for c in word if unicodedata.name(c, "").startswith(foreign)]
                        assert not letters, f"{name}.{key}: {word}"


def test_segmentation_title_and_unit_are_told_apart_by_the_number() -> None:
    assert rules("ru").abbreviations["г"] is Abbreviation.EITHER
    assert rules("ru").abbreviations["Проф"] is Abbreviation.TITLE
    assert rules("az").abbreviations["mln"] is Abbreviation.UNIT
    assert rules("tr").pairs["ve ark"] is Abbreviation.END


def test_segmentation_unknown_language_has_the_common_rules() -> None:
    assert rules("xx").abbreviations["Mr"] is Abbreviation.TITLE
    assert rules("../en").abbreviations == rules("xx").abbreviations


def test_segmentation_import_loads_nothing_heavy() -> None:
    heavy = "('sentencex', 'tomllib', 'torch', 'numpy')"
    code = f"import sys, translator.segmentation; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
