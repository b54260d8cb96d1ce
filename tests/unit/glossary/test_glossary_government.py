"""Names in the case that the preposition before them asks for."""

from __future__ import annotations

import pytest

from translator.glossary.concept import Concept, Variant
from translator.glossary.government import case_wanted
from translator.glossary.inflection.forms import Case
from translator.glossary.matching import Matcher
from translator.glossary.repair import repair
from translator.glossary.rewriting import Draft
from translator.quality import term_missing
from translator.quality.base import Checked


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


@pytest.mark.parametrize(
    ("said", "flagged"),
    [
        ("Гости прибыли из Каспийский медиафорум.", True),
        ("Речь в Каспийскому медиафоруму затянулась.", True),
        ("Гости прибыли из Каспийского медиафорума.", False),
        ("В Каспийский медиафорум верят.", False),
        ("Из-за шторма Каспийский медиафорум отменили.", False),
        ("Каспийский медиафорум: о Каспийский медиафорум", False),  # once it is right
    ],
)
def test_a_name_in_a_case_that_its_preposition_rules_out_is_found(said: str, flagged: bool) -> None:
    matches = Matcher((FORUM,), "en").match(SOURCE)
    found = list(term_missing.check(Checked(SOURCE, said, "en", "ru", matches)))
    assert bool(found) is flagged


def test_names_that_do_not_decline_are_in_any_case() -> None:
    nato = concept("nato", "NATO", "НАТО")
    matches = Matcher((nato,), "en").match("He left NATO.")
    checked = Checked("He left NATO.", "Он вышел из НАТО.", "en", "ru", matches)
    assert not list(term_missing.check(checked))
