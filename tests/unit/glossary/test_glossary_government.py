"""Names in the case that the preposition before them asks for."""

from __future__ import annotations

import pytest

from translator.glossary.concept import Concept, Variant
from translator.glossary.government import case_wanted
from translator.glossary.inflection.forms import Case
from translator.glossary.matching import Matcher
from translator.glossary.repair import repair
from translator.glossary.rewriting import Draft


def concept(name: str, english: str, russian: str) -> Concept:
    return Concept(name, {"en": (Variant(english),), "ru": (Variant(russian),)})


FORUM = concept("forum", "Caspian Media Forum", "Каспийский медиафорум")
CITY = concept("city", "Astrakhan", "Астрахань")
SOURCE = "The Caspian Media Forum was held in Astrakhan."


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Гости из Каспийский медиафорум вернулись.", "из Каспийского медиафорума"),
        ("Он выступил в VIII Каспийский медиафорум.", "в VIII Каспийском медиафоруме"),
        ("К Каспийский медиафорум готовы все.", "К Каспийскому медиафоруму"),
        ("Речь шла о Каспийский медиафорум.", "о Каспийском медиафоруме"),
        ("Делегация прибыла на Каспийский медиафорум.", "на Каспийский медиафорум"),
        ("Каспийский медиафорум открыт.", "Каспийский медиафорум открыт"),
        ("Он доволен Каспийским медиафорумом.", "Каспийским медиафорумом"),
        ("В 2023 Каспийский медиафорум открылся.", "В 2023 Каспийский медиафорум"),
        ("В среду Каспийский медиафорум открылся.", "В среду Каспийский медиафорум"),
        ("Встреча прошла в Астрахань.", "в Астрахани"),
        ("Министр прилетел в Астрахань.", "в Астрахань"),
        ("Самолёт вылетел из Астрахань.", "из Астрахани"),
        ("Речь в Каспийской медиафорум затянулась.", "в Каспийском медиафоруме"),
    ],
)
def test_prepositions_govern_names(said: str, right: str) -> None:
    matches = Matcher((FORUM, CITY), "en").match(SOURCE)
    assert right in repair(Draft(said, ()), SOURCE, matches, "en", "ru").text


def test_what_can_be_right_is_left_alone() -> None:
    assert case_wanted(["с"], {Case.GEN}, "ru") is None
    assert case_wanted(["с"], {Case.NOM}, "ru") is Case.INS
    assert case_wanted(["в"], {Case.NOM, Case.ACC, Case.LOC}, "ru") is None  # Баку
    assert case_wanted(["вступил", "в"], {Case.NOM, Case.ACC}, "ru") is None
    assert case_wanted(["для"], {Case.NOM}, "tr") is None
    assert case_wanted([], {Case.NOM}, "ru") is None
