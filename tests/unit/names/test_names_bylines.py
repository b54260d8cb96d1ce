"""Bylines by rule."""

from __future__ import annotations

import pytest

from translator.names.bylines import translated
from translator.names.offering import with_names
from translator.segments import Segment


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "By Leyla Mammadova", {"ru": "Лейла Мамедова", "az": "Leyla Məmmədova"}),
        ("en", "By Leyla Mammadova and Rashad Aliyev", {"ru": "Лейла Мамедова и Рашад Алиев"}),
        (
            "ru",
            "Автор: Лейла Мамедова",
            {"en": "By Leyla Mammadova", "tr": "Yazan: Leyla Memmedova"},
        ),
        ("az", "Müəllif: Leyla Məmmədova", {"ru": "Автор: Лейла Мамедова"}),
    ],
)
def test_bylines(lang: str, text: str, wanted: dict[str, str]) -> None:
    for target, line in wanted.items():
        (segment,) = with_names([Segment(text)], lang, target)
        made = translated(text, segment.matches, lang, target)
        assert made is not None and made.text == line
        for link in made.alignment:
            assert text[link.source_start : link.source_end][0].isupper()
            assert made.text[link.target_start : link.target_end][0].isupper()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "By Leyla Mammadova, staff writer"),
        ("en", "By the sea"),
        ("en", "Leyla Mammadova"),
        ("ru", "Автор неизвестен"),
        ("en", ""),
    ],
)
def test_what_is_not_understood_whole_is_left_to_the_model(lang: str, text: str) -> None:
    (segment,) = with_names([Segment(text)], lang, "az")
    assert translated(text, segment.matches, lang, "az") is None
