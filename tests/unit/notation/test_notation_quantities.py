"""Amounts with their scale and unit."""

from __future__ import annotations

import pytest

from translator.engines.base import Hypothesis
from translator.glossary.terminology import prepare, restore
from translator.notation.quantities import read, write

LANGS = ("en", "ru", "az", "tr", "uk")


@pytest.mark.parametrize(
    ("lang", "text", "found", "written"),
    [
        (
            "az",
            "limandan 3,2 mln. ton yük",
            "3,2 mln. ton",
            "3.2 million tonnes|3,2 млн т|3,2 milyon ton|3,2 milyon ton|3,2 млн т",
        ),
        (
            "ru",
            "в т. ч. 190 тыс. т зерна",
            "190 тыс. т",
            "190 thousand tonnes|190 тыс. т|190 min ton|190 bin ton|190 тис. т",
        ),
        (
            "ru",
            "4,8 млрд тенге",
            "4,8 млрд",
            "4.8 billion|4,8 млрд|4,8 milyard|4,8 milyar|4,8 млрд",
        ),
        ("tr", "yüzde 18,5 arttı", "yüzde 18,5", "18.5%|18,5%|18,5%|%18,5|18,5%"),
        ("tr", "nüfusun %7'si", "%7", "7%|7%|7%|%7|7%"),
        ("en", "fell by 20 centimetres", "20 centimetres", "20 cm|20 см|20 sm|20 cm|20 см"),
        ("en", "rose to 1,250 km.", "1,250 km", "1,250 km|1250 км|1.250 km|1.250 km|1250 км"),
        ("uk", "5,5 млн тонн", "5,5 млн тонн", "5.5 million tonnes|5,5 млн т|5,5 milyon ton|..."),
    ],
)
def test_amounts_in_other_languages(lang: str, text: str, found: str, written: str) -> None:
    (amount,) = read(text, lang)
    assert text[amount.start : amount.end] == found
    for target, wanted in zip(LANGS, written.split("|"), strict=False):
        assert wanted == "..." or write(amount, target) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "$10 million and 1,250 people at 160 km/h"),
        ("ru", "18 сентября 2024 года в 10.30, № 12"),
        ("tr", "3.2.1 sürümü"),
        ("de", "3 Millionen"),
        ("en", ""),
    ],
)
def test_what_is_no_amount(lang: str, text: str) -> None:
    assert read(text, lang) == ()


def test_amounts_travel_in_placeholders_when_asked() -> None:
    source = "Limandan 3,2 mln. ton yük keçib."
    prepared = prepare(source, (), "annotated", "az", "ru", guard_figures=True)
    assert prepared.request.text == "Limandan <x0> yük keçib."
    answer = restore(prepared, Hypothesis("Через порт прошло <x0> груза."))
    assert answer.text == "Через порт прошло 3,2 млн т груза."


@pytest.mark.parametrize(
    ("lang", "answer", "wanted"),
    [
        ("tr", "Liman <x0>'ı aldı.", "Liman 3,2 milyon tonu aldı."),
        ("az", "Liman <x0>-i aldı.", "Liman 3,2 milyon tonu aldı."),
        ("tr", "Liman <x0> aldı.", "Liman 3,2 milyon ton aldı."),
        ("ru", "Порт принял <x0>.", "Порт принял 3,2 млн т."),
    ],
)
def test_an_amount_takes_on_the_ending_behind_its_sign(lang: str, answer: str, wanted: str) -> None:
    source = "The port took 3.2 million tonnes."
    prepared = prepare(source, (), "annotated", "en", lang, guard_figures=True)
    assert restore(prepared, Hypothesis(answer)).text == wanted
