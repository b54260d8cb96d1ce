"""The table of months and days against the Unicode CLDR."""

from __future__ import annotations

import pytest
from babel import Locale

from translator.notation.calendar import CALENDARS
from translator.notation.dates import month_of, weekday_of


@pytest.mark.parametrize("lang", CALENDARS)
def test_names_are_those_of_cldr(lang: str) -> None:
    own, cldr = CALENDARS[lang], Locale(lang)
    # babel has no stand-alone names of Turkish: those in a date are the same
    alone = cldr.months["format" if lang == "tr" else "stand-alone"]["wide"]
    assert own.name == tuple(alone.values())
    assert own.beside == tuple(cldr.months["format"]["wide"].values())
    days = cldr.days["format"]["wide"]
    assert own.weekdays == tuple(days[number] for number in range(7))


@pytest.mark.parametrize("lang", CALENDARS)
def test_every_form_is_read_as_its_month_and_day(lang: str) -> None:
    own, cldr = CALENDARS[lang], Locale(lang)
    for number in range(12):
        short = cldr.months["format"]["abbreviated"][number + 1]
        words = [own.name[number], own.beside[number], short]
        if lang != "tr":
            words.append(own.within[number].split(" ")[-1])
        assert [month_of(word, lang) for word in words] == [number + 1] * len(words)
    assert [weekday_of(day, lang) for day in own.weekdays] == [1, 2, 3, 4, 5, 6, 7]
