"""Figures in placeholders: carried when asked for, never put where nothing speaks for it."""

from __future__ import annotations

import pytest

from translator.engines.base import Hypothesis, Link
from translator.glossary import store
from translator.glossary.matching import Matcher
from translator.glossary.protection import figures
from translator.glossary.terminology import prepare, restore


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The VIII Forum drew 1,250 people", ["VIII", "1,250"]),
        ("18.5% more at 10:30 on 2023-09-18", ["18.5", "10:30", "2023-09-18"]),
        ("from 5–6 metres, $10,000.", ["5–6", "10,000"]),
        ("I am the 8th in CIVIL, code A-12, model T2000", []),
        ("Chapter IX, not MIX or DIV", ["IX"]),
    ],
)
def test_whole_figures_that_stand_alone_are_found(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in figures(text)] == found


def test_figures_travel_in_placeholders_only_when_asked_and_come_back() -> None:
    source = "The VIII Forum drew 1,250 people."
    assert prepare(source, (), "annotated", "en", "ru").request.text == source
    prepared = prepare(source, (), "annotated", "en", "ru", guard_figures=True)
    assert prepared.request.text == "The <x0> Forum drew <x1> people."
    answer = restore(prepared, Hypothesis("На <x0> форум пришли <x1> человек."))
    assert answer.text == "На VIII форум пришли 1250 человек."


def test_a_lost_figure_is_not_invented_but_a_lost_address_is_put_back() -> None:
    source = "See example.com or https://example.org/a for 12 reports."
    prepared = prepare(source, (), "annotated", "en", "ru", guard_figures=True)
    answer = restore(prepared, Hypothesis("Смотрите отчёты."))
    assert "https://example.org/a" in answer.text and "12" not in answer.text


def test_an_engine_that_knows_no_placeholders_reads_figures_as_they_are() -> None:
    source = "The VIII Forum drew 1,250 people."
    prepared = prepare(source, (), "none", "en", "ru", guard_figures=True)
    assert prepared.request.text == source
    assert restore(prepared, Hypothesis(source)).text == "The VIII Forum drew 1250 people."


def test_a_numeral_before_a_name_is_put_back_beside_it() -> None:
    matches = Matcher(store.load("caspian"), "en").match(
        source := "The VIII Khazar Media Forum met."
    )
    prepared = prepare(source, matches, "annotated", "en", "ru")
    request = prepared.request.text
    assert request == "The <x0> <term> Khazar Media Forum <as> Каспийский медиафорум </term> met."
    text = "Прошёл Каспийский медиафорум."
    at, name = request.index("Khazar"), text.index("К")
    links = (Link(at, at + 18, name, name + 22),)
    answer = restore(prepared, Hypothesis(text, alignment=links))
    assert answer.text == "Прошёл VIII Каспийский медиафорум."
