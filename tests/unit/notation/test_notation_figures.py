"""Figures in the notation of the language they stand in."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from translator.glossary.rewriting import Span, rewrite
from translator.notation.figures import separators, signs

NBSP = "\u00a0"
LANGS = ("en", "ru", "uk", "az", "tr")


def written(source: str, target: str, pair: str, protected: tuple[Span, ...] = ()) -> str:
    """``target`` with its figures put right."""
    first, second = pair.split("-")
    made = rewrite(target, separators(source, target, first, second, protected)).text
    return rewrite(made, signs(source, made, second, protected)).text


@pytest.mark.parametrize(
    ("pair", "source", "target", "wanted"),
    [
        ("en-ru", "1,250 people, 18.5% more", "1,250 человек, 18.5%", "1250 человек, 18,5%"),
        ("en-ru", "$10,000 and 1,234.5 tons", "10,000 и 1,234.5 т", f"10{NBSP}000 и 1234,5 т"),
        ("en-tr", "1,250 people, 18.5% more", "1,250 kişi, 18.5%'lik", "1.250 kişi, %18,5'lik"),
        ("en-tr", "18.5 percent of it", "18.5 yüzde", "yüzde 18,5"),
        ("en-az", "a prize of $10,000", "10,000 dollar", "10.000 dollar"),
        ("en-az", "by 1.2 kilometres", "1.2 kilometr", "1,2 kilometr"),
        (
            "ru-en",
            "на 18,5%, 3,2 млн, 10 000 т",
            "18,5%, 3,2 mln, 10 000",
            "18.5%, 3.2 mln, 10,000",
        ),
        ("ru-tr", "1 250 человек", f"1{NBSP}250 kişi", "1.250 kişi"),
        ("tr-ru", "3.200 ton, %7,5", "3.200 тонн, %7,5", "3200 тонн, 7,5%"),
        ("az-en", "3,2 mln. ton", "3,2 million tonnes", "3.2 million tonnes"),
        ("en-az", "in 2024", "2024-ci ildə", "2024-cü ildə"),
        ("en-tr", "in 2019 and 2024", "2019'te, 2024'da, 6'de", "2019'da, 2024'te, 6'da"),
        # what stays
        ("en-az", "30,000 people", "30 000-dən çox", "30 000-dən çox"),
        ("en-ru", "At 10.30 in version 2.5 of iOS 17.4", "В 10.30 2.5 17.4", "В 10.30 2.5 17.4"),
        ("en-ru", "He runs Python 3.11 here", "Он Python 3.11", "Он Python 3.11"),
        ("en-ru", "Section 3.2 says", "Раздел 3.2", "Раздел 3.2"),
        ("en-ru", "See 1,250 words", "см. https://e.org/1,250", "см. https://e.org/1,250"),
        ("tr-en", "akşam 19.30'da", "at 19.30", "at 19:30"),
        ("ru-az", "в 19.30 часов", "19.30-da", "19:30-da"),
        ("tr-en", "18.09'da", "on 18.09", "on 18.09"),
        ("en-ru", "In June 3.2 million tons", "В июне 3.2 млн т", "В июне 3,2 млн т"),
        ("en-tr", "18.5'te", "18,5'te", "18,5'te"),
        ("en-de", "1,250 people", "1,250 Leute", "1,250 Leute"),
        ("en-ru", "It rose by 18.5%.", "Рост 118.5.", "Рост 118.5."),
    ],
)
def test_figures(pair: str, source: str, target: str, wanted: str) -> None:
    assert written(source, target, pair) == wanted


def test_what_is_protected_stays_letter_for_letter() -> None:
    source, target = "Code 1,250 has 1,250 kinds.", "Код 1,250"
    assert written(source, target, "en-ru", ((5, 10),)) == target


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("value", ["18.5", "12345.25", "1234567"])
def test_the_notation_is_that_of_cldr(lang: str, value: str) -> None:
    english = format_decimal(value, locale="en")
    assert written(f"{english} tons", f"{english} t", f"en-{lang}") == (
        f"{format_decimal(value, locale=lang)} t"
    )


def test_percent_is_that_of_cldr() -> None:
    # Russian print leaves the space out
    for lang in ("en", "uk", "az", "tr"):
        wanted = format_percent(0.185, "#,##0.#%" if lang != "tr" else "%#,##0.#", locale=lang)
        assert written("18.5% more", "18.5% x", f"en-{lang}") == f"{wanted} x"


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(LANGS), st.sampled_from(LANGS))
def test_any_texts_are_harmless(source: str, target: str, first: str, second: str) -> None:
    assert isinstance(written(source, target, f"{first}-{second}"), str)


@given(st.text("0123456789.,%'- abde", max_size=40), st.sampled_from(LANGS))
def test_what_is_right_is_not_changed_again(text: str, lang: str) -> None:
    once = rewrite(text, signs("", text, lang)).text
    assert rewrite(once, signs("", once, lang)).text == once
