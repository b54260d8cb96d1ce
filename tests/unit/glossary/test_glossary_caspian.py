"""The shipped glossary: clean, complete, and every name found by its own matcher."""

from __future__ import annotations

import pytest

from translator.glossary import store
from translator.glossary.inflection import Case, Inflection, give
from translator.glossary.matching import Matcher
from translator.glossary.recognise import forbidden_in, present

LANGUAGES = ("en", "az", "ru", "tr")
CASPIAN = store.load("caspian")


def test_it_ships() -> None:
    assert "caspian" in [item.name for item in store.shipped()]


def test_it_is_clean_complete_and_sourced() -> None:
    assert store.validate(CASPIAN) == []
    assert len(CASPIAN.concepts) >= 60
    assert set(LANGUAGES) <= set(CASPIAN.languages)
    for concept in CASPIAN.concepts:
        assert concept.source, concept.id
        for lang in LANGUAGES:
            assert concept.preferred(lang), (concept.id, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_is_found_and_recognised(lang: str) -> None:
    matcher = Matcher(CASPIAN, lang)
    for concept in CASPIAN.concepts:
        for variant in concept.names[lang]:
            (match,) = matcher.match(f"({variant.text})")
            assert match.concept is concept, variant.text
            assert match.text == variant.text
            if variant.forbidden:
                assert forbidden_in(concept, variant.text, lang) == variant.text
            else:
                assert present(concept, variant.text, lang)


@pytest.mark.parametrize("lang", ["az", "ru", "tr"])
@pytest.mark.parametrize("case", list(Case))
def test_every_case_of_every_name_is_found(lang: str, case: Case) -> None:
    matcher = Matcher(CASPIAN, lang)
    for concept in CASPIAN.concepts:
        name = concept.preferred(lang)
        form = give(name, lang, Inflection(case), concept.pos, concept.forms.get(lang, ()))
        found = matcher.match(f"... {form}, ...")
        assert [(m.concept.id, m.text) for m in found] == [(concept.id, form)]
        assert present(concept, form, lang)


SENSES = [
    ("en", "VIII Khazar Media Forum", ["caspian-media-forum"]),
    ("en", "The Khazars lived north of the Caspian Sea", ["khazars", "caspian-sea"]),
    ("en", "the Khazar Khaganate", ["khazar-khaganate"]),
    (
        "en",
        "Khazar University in the Khazar district of Baku",
        ["khazar-university", "khazar-district", "baku"],
    ),
    ("en", "Convention on the Legal Status of the Caspian Sea", ["caspian-convention"]),
    ("en", "the mass media and the tap water", []),
    (
        "az",
        "Xəzərin sahili, Xəzər rayonu və xəzərlər",
        ["caspian-sea", "khazar-district", "khazars"],
    ),
    ("az", "Xəzər dənizçisi", []),
    ("ru", "на Каспии и в Хазарском каганате", ["caspian-sea", "khazar-khaganate"]),
    ("ru", "куры и аракс", []),
    ("tr", "Hazar'ın kıyısında Hazarlar yaşadı", ["caspian-sea", "khazars"]),
    ("tr", "Hazar Denizcilik", []),
]


@pytest.mark.parametrize(("lang", "text", "ids"), SENSES)
def test_senses_are_kept_apart(lang: str, text: str, ids: list[str]) -> None:
    assert [match.concept.id for match in Matcher(CASPIAN, lang).match(text)] == ids
