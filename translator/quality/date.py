"""Months and days of the week that were lost, changed or invented."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.languages import lower
from translator.notation.calendar import CALENDARS
from translator.notation.dates import months, weekdays, weekdays_of
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.figures import plain_digits
from translator.quality.number_words import month_of, number_words

_WORD = re.compile(r"[^\W\d_]+")
# 18.09.2024, 2024-09-18, 9/11
_NUMERIC = re.compile(r"(?<!\d)\d{1,4}([./-])\d{1,2}(?:\1\d{2,4})?(?!\d)")


def check(checked: Checked) -> Iterator[Finding]:
    """Report months and days of the week that the target lacks, and months that it invents.

    A month counts as kept in any form of its name, shortened too, or as the number of a date in
    figures. Only what is certain to be a month or a day in the source is looked for, in languages
    that have a calendar in :mod:`translator.notation.calendar`. Of a target without one whose
    months are known (Persian, Kazakh) a month is reported only where another stands instead.
    """
    source, target = checked.source, checked.target
    whole = checked.target_lang in CALENDARS
    if not whole and not number_words(checked.target_lang).months:
        return
    named = months(source, checked.source_lang)
    lost: list[str] = []
    if named:
        theirs = _months(target, checked.target_lang, source)
        lost = [
            word for word, number in named.items() if number not in theirs and (whole or theirs)
        ]
        for word in lost:
            yield Finding(FindingCode.DATE, f"the month {word} is missing")
    if whole and checked.source_lang in CALENDARS and not lost:
        invented = months(target, checked.target_lang)
        ours = _months(source, checked.source_lang, "") if invented else set()
        for word, number in invented.items():
            if number not in ours:
                yield Finding(FindingCode.DATE, f"the month {word} is not in the source")
    days = weekdays(source, checked.source_lang) if whole else {}
    if days:
        found = weekdays_of(target, checked.target_lang)
        for word, number in days.items():
            # one that stays as it is belongs to a name: Sunday Times
            if number not in found and word not in target:
                yield Finding(FindingCode.DATE, f"the day {word} is missing")


def _months(text: str, lang: str, source: str) -> set[int]:
    """Every month that ``text`` may name, in words or in the figures of a date.

    A word that was copied from the source counts only where the target writes it so too.
    """
    names = CALENDARS[lang].name if lang in CALENDARS else ()
    copied = {*_WORD.findall(source)} - {*names}
    words = [lower(word, lang) for word in _WORD.findall(text) if word not in copied]
    found = {month_of(word, lang) for word in words} - {0}
    found |= {number for word, number in months(text, lang).items() if word not in copied}
    for match in _NUMERIC.finditer(plain_digits(text)):
        found.update(int(part) for part in re.split(r"\D", match.group()))
    return found
