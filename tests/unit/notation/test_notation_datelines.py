"""Datelines by rule."""

from __future__ import annotations

import pytest

from translator.glossary.concept import Concept, Policy, TermMatch, Variant
from translator.notation.datelines import translated

ROWS = [
    ("en", "BAKU, Sept. 18", {"ru": "БАКУ, 18 сентября", "az": "BAKI, 18 sentyabr"}),
    ("en", "BAKU, Sept. 18", {"tr": "BAKÜ, 18 Eylül", "uk": "БАКУ, 18 вересня"}),
    ("en", "BAKU, Sept. 18 (Reuters)", {"ru": "БАКУ, 18 сентября (Reuters)"}),
    ("en", "BAKU, Azerbaijan (AP)", {"tr": "BAKÜ, Azerbaycan (AP)"}),
    ("en", "LONDON, 3 May 2024", {"tr": "LONDRA, 3 Mayıs 2024", "az": "LONDON, 3 may 2024-cü il"}),
    ("en", "VIENNA/BAKU, Sept 18 (TASS)", {"ru": "ВЕНА/БАКУ, 18 сентября (ТАСС)"}),
    (
        "en",
        "Monday, September 18, 2023, 14:30",
        {"ru": "понедельник, 18 сентября 2023 года, 14:30"},
    ),
    ("en", "Astrakhan", {"az": "Həştərxan", "ru": "Астрахань"}),
    ("ru", "БАКУ, 18 сен — РИА Новости", {"en": "BAKU, Sept. 18 (RIA Novosti)"}),
    ("en", "NEW YORK (Reuters)", {"ru": "НЬЮ-ЙОРК (Reuters)", "az": "NYU-YORK (Reuters)"}),
    ("en", "ST. PETERSBURG, Russia, Oct. 3", {"ru": "САНКТ-ПЕТЕРБУРГ, Россия, 3 октября"}),
    ("tr", "İSTANBUL (AA)", {"ru": "СТАМБУЛ (AA)", "en": "ISTANBUL (AA)"}),
    ("ru", "БАКУ, 18 сен — Trend", {"tr": "BAKÜ, 18 Eylül (Trend)"}),
    ("ru", "Баку. 18 сентября. ИНТЕРФАКС", {"en": "Baku, Sept. 18, INTERFAX"}),
    ("ru", "Баку. 18 сентября. ИНТЕРФАКС", {"az": "Bakı. 18 sentyabr. İNTERFAKS"}),
    ("ru", "Актау, 4 октября, «Каспийская неделя»", {"tr": "Aktau, 4 Ekim, “Hazar Haftası”"}),
    ("ru", "Баку, 18 сентября (AZERTAC)", {"az": "Bakı, 18 sentyabr (AZERTAC)"}),
    ("ru", "МОСКВА, 3 мая 2024 года. /ТАСС/", {"en": "MOSCOW, May 3, 2024, /TASS/"}),
    ("az", "Bakı, 18 sentyabr, AZƏRTAC", {"ru": "Баку, 18 сентября, АЗЕРТАДЖ"}),
    ("az", "Bakı. 18 sentyabr. Report.az", {"ru": "Баку. 18 сентября. Report.az"}),
    ("az", "BAKI, 3 İYUN", {"ru": "БАКУ, 3 июня", "en": "BAKU, June 3"}),
    ("tr", "BAKÜ, 18 Eylül (AA)", {"en": "BAKU, Sept. 18 (AA)", "az": "BAKI, 18 sentyabr (AA)"}),
    ("uk", "Баку, 18 вересня", {"ru": "Баку, 18 сентября"}),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), ROWS)
def test_datelines(lang: str, text: str, wanted: dict[str, str]) -> None:
    for target, line in wanted.items():
        made = translated(text, (), lang, target)
        assert made is not None and made.text == line


@pytest.mark.parametrize(
    ("lang", "text", "target"),
    [
        ("en", "SPRINGFIELD, Sept. 18", "ru"),  # letters alone do not tell its sound
        ("en", "BAKU, Sept. 18, 12 people", "ru"),
        ("en", "BAKU, Sept. 18, Oct. 3", "ru"),
        ("en", "BAKU, Sept. 18", "de"),
        ("en", "BAKU, Sept. 18 " * 20, "ru"),
        ("en", "", "ru"),
    ],
)
def test_what_is_not_understood_whole_is_left_to_the_model(
    lang: str, text: str, target: str
) -> None:
    assert translated(text, (), lang, target) is None


def test_the_desks_own_glossary_comes_first() -> None:
    names = {"en": (Variant("Baku"),), "tr": (Variant("Bakû"),)}
    match = TermMatch(0, 4, "BAKU", Concept("baku", names))
    made = translated("BAKU, Sept. 18", (match,), "en", "tr")
    assert made is not None and made.text == "BAKÛ, 18 Eylül"
    kept = TermMatch(0, 4, "BAKU", Concept("baku", names, Policy.KEEP))
    made = translated("BAKU, Sept. 18", (kept,), "en", "tr")
    assert made is not None and made.text == "BAKU, 18 Eylül"


def test_parts_are_aligned() -> None:
    text = "BAKU, Sept. 18 (Reuters)"
    made = translated(text, (), "en", "ru")
    assert made is not None
    pairs = [
        (text[x.source_start : x.source_end], made.text[x.target_start : x.target_end])
        for x in made.alignment
    ]
    assert pairs == [("BAKU", "БАКУ"), ("Sept. 18", "18 сентября"), ("Reuters", "Reuters")]
