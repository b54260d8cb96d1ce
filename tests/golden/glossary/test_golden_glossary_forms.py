"""Tables of forms written by hand: what must be accepted, refused and produced."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.glossary.columns import GENDERS, NUMBERS
from translator.glossary.concept import Concept, Variant
from translator.glossary.inflection import Case, Inflection, Number, give
from translator.glossary.recognise import present

HERE = Path(__file__).parent
# how many forms each table holds at least
SIZES = {"ru": 210, "az": 210, "tr": 210, "uk": 95}
LANGUAGES = tuple(SIZES)


def rows(lang: str) -> list[tuple[str, str, str, str]]:
    lines = (HERE / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 4 for row in cells)
    return [(row[0], row[1], row[2], row[3]) for row in cells]


TABLE = [(lang, *row) for lang in LANGUAGES for row in rows(lang)]


def inflection(label: str) -> Inflection:
    case, _, number = label.partition(".")
    return Inflection(Case(case), Number(number or "sing"))


def hints(kind: str) -> dict[str, str]:
    """``person feminine`` as the columns of a glossary."""
    found = {}
    for word in kind.split():
        column = "gender" if word in GENDERS else "number" if word in NUMBERS else "pos"
        found[column] = word
    return found


@pytest.mark.parametrize(("lang", "term", "kind", "text", "verdict"), TABLE)
def test_recognised_or_refused(lang: str, term: str, kind: str, text: str, verdict: str) -> None:
    concept = Concept("term", {lang: (Variant(term),)}, **hints(kind))
    assert present(concept, text, lang) is (verdict != "-")


@pytest.mark.parametrize(
    ("lang", "term", "kind", "text", "verdict"), [row for row in TABLE if row[4] not in "+-"]
)
def test_given(lang: str, term: str, kind: str, text: str, verdict: str) -> None:
    assert give(term, lang, inflection(verdict), **hints(kind)) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_large_and_hold_near_misses(lang: str) -> None:
    table = rows(lang)
    assert sum(row[3] != "-" for row in table) >= SIZES[lang]
    assert sum(row[3] == "-" for row in table) >= SIZES[lang] // 5
    assert len(table) == len(set(table))
