"""Dates in running text: which day, month, year and day of the week, and how they are bound in.

Only what is certain is read: an ambiguous month (*May*, *March*, *Ekim*) needs a day, a year or a
word such as *in* beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from translator.languages import lower
from translator.notation.calendar import CALENDARS
from translator.notation.date_patterns import (
    AFTERWARDS,
    AMBIGUOUS,
    DAY_STEMS,
    ENDINGS,
    ON_DAYS,
    PREPOSITIONS,
    SAID_DAYS,
    SHAPES,
    SHORT_DAYS,
    SURE_DAYS,
)


class Relation(StrEnum):
    """What the words around a date, taken in with it, say of it."""

    BARE = ""
    AT = "at"
    FROM = "from"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Date:
    """A date that stands in ``text[start:end]``; what it does not say is 0.

    ``month`` and ``day`` begin a range that ``end_month`` and ``end_day`` end; ``end_month`` is 0
    for days of one month. ``weekday`` is 1 for Monday; ``month`` is 0 for a day of the week alone.
    """

    start: int
    end: int
    month: int
    day: int = 0
    year: int = 0
    end_month: int = 0
    end_day: int = 0
    weekday: int = 0
    relation: Relation = Relation.BARE


_NUMBER = r"[0-3]?\d)(?:st|nd|rd|th)?(?!\w|[.,:/]\d|\s?%|-\d{3})"
_YEAR = r"(?P<yN>(?:1[0-9]|20)\d\d)(?!\d|[.,/–-]\d)"
_STEPS = frozenset({3, 5})  # March and May after "the" are a march and hawthorn
_NAMED = re.compile(r"['’]| [^\W\d_a-z]")
_WORD = re.compile(r"[^\W\d_]+")
# Black Friday, Sheffield Wednesday; last Monday may be any day of last week
_IN_NAME = re.compile(
    r"(?:-|[Ll]ast |(?<!\w)(?!(?:On|By|Since|This|Next|Until|From|Every) )[A-Z]\w* )$"
)
_REACH = 50  # characters that a date may go on to either side of its month
_PART = re.compile(r"\{([A-Z])(\d?)\}")


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is looked for in texts of one language."""

    stems: tuple[str, ...]
    shapes: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]
    days: tuple[re.Pattern[str], ...]
    on_days: re.Pattern[str]
    sure_days: re.Pattern[str]
    said_days: tuple[re.Pattern[str], ...]


@cache
def _reader(lang: str) -> _Reader:
    own = CALENDARS[lang]
    full, short = "|".join(own.forms), "|".join(own.short)
    # the cases of май have but two letters in common
    cases = ("май", "мая", "мае", "маю", "маем") if lang == "ru" else ()
    parts = {
        "M": rf"(?P<mN>(?:{full})(?!\w)|(?:{short})(?!\w)\.?)",
        "F": rf"(?P<mN>{full})(?!\w)",
        "W": rf"(?P<wN>{'|'.join(own.days)}{SHORT_DAYS.get(lang, '')})(?!\w)",
        "D": rf"(?<![\w.,:$€£/№-])(?P<dN>{_NUMBER}",
        "L": rf"(?P<dN>{_NUMBER}",
        "Y": _YEAR,
        "G": _YEAR + r"(?:-г?о)?(?:\s*(?:года|году|год|року|році|рік|гг?\.|рр?\.)(?!\w))?",
        "R": r"\s?[-–—]\s?",
        "P": rf"(?P<pN>{'|'.join(PREPOSITIONS[lang]) or '(?!)'})",
    }

    def made(shape: str) -> re.Pattern[str]:
        pattern = _PART.sub(lambda found: parts[found[1]].replace("N>", f"{found[2]}>"), shape)
        return re.compile(rf"(?<!\w){pattern}", re.IGNORECASE)

    return _Reader(
        tuple({lower(name, lang)[:3] for name in (*own.name, *own.beside, *cases)}),
        tuple(made(shape) for shape in SHAPES[lang]),
        tuple(
            re.compile(f"(?:{form}|{short})", re.IGNORECASE)
            for form, short in zip(own.forms, own.short, strict=True)
        ),
        tuple(re.compile(form.split("(?=")[0].split("(?!")[0], re.IGNORECASE) for form in own.days),
        re.compile(ON_DAYS[lang]),
        re.compile(SURE_DAYS[lang]),
        tuple(re.compile(said) for said in SAID_DAYS[lang]),
    )


@lru_cache(maxsize=4096)
def month_of(word: str, lang: str) -> int:
    """The number of the month that ``word`` names in any form, or 0."""
    if not word or lang not in CALENDARS:
        return 0
    bare = word.removesuffix(".")
    return next((n for n, p in enumerate(_reader(lang).months, 1) if p.fullmatch(bare)), 0)


@lru_cache(maxsize=4096)
def weekday_of(word: str, lang: str) -> int:
    """The number of the day of the week that ``word`` names, 1 for Monday, or 0."""
    if not word:
        return 0
    found = next((n for n, p in enumerate(_reader(lang).days, 1) if p.fullmatch(word)), 0)
    if not found and lang == "en":
        own = CALENDARS[lang].weekdays
        found = next((n for n, day in enumerate(own, 1) if day.lower().startswith(word.lower())), 0)
    return found


def read(text: str, lang: str) -> tuple[Date, ...]:
    """The dates in ``text``, in order.

    Args:
        text: one segment.
        lang: its language's code; one without a calendar here gives nothing.
    """
    if lang not in CALENDARS:
        return ()
    reader = _reader(lang)
    found: list[Date] = []
    for low, high in _windows(text, reader.stems, lang):
        for shape in reader.shapes:
            for match in shape.finditer(text, low, high):
                if all(match.end() <= date.start or date.end <= match.start() for date in found):
                    date = _date(match, lang)
                    if date is not None:
                        found.append(date)
    return tuple(sorted(found, key=lambda date: date.start))


def _windows(text: str, stems: tuple[str, ...], lang: str) -> list[tuple[int, int]]:
    """Where dates may stand: around the first letters of months, from space to space."""
    small = lower(text, lang)
    places: list[int] = []
    for stem in stems:
        at = small.find(stem)
        while at >= 0:
            if at == 0 or not small[at - 1].isalpha():
                places.append(at)
            at = small.find(stem, at + 1)
    windows: list[tuple[int, int]] = []
    for place in sorted(places):
        low = max(0, text.rfind(" ", 0, max(0, place - _REACH)))
        high = text.find(" ", place + _REACH)
        high = len(text) if high < 0 else high
        if windows and low <= windows[-1][1]:
            windows[-1] = windows[-1][0], high
        else:
            windows.append((low, high))
    return windows


def read_days(text: str, lang: str) -> tuple[Date, ...]:
    """The days of the week in ``text`` on which, as it says, something happens: *on Friday*."""
    if lang not in CALENDARS or not any(stem in text for stem in DAY_STEMS[lang]):
        return ()
    found = (
        Date(
            *match.span(),
            0,
            weekday=weekday_of(match[match.lastindex or 0], lang),
            relation=Relation.AT,
        )
        for match in _reader(lang).on_days.finditer(text)
    )
    return tuple(date for date in found if date.weekday)


def months(text: str, lang: str) -> dict[str, int]:
    """The months that ``text`` names for certain, as written, and their numbers."""
    named: dict[str, int] = {}
    for date in read(text, lang):
        wanted = {date.month, date.end_month} - {0}
        for word in _WORD.findall(text, date.start, date.end):
            if month_of(word, lang) in wanted:
                named[word] = month_of(word, lang)
    return named


def weekdays(text: str, lang: str) -> dict[str, int]:
    """The days of the week that ``text`` names for certain, as written, and their numbers."""
    if lang not in CALENDARS or not any(stem in text for stem in DAY_STEMS[lang]):
        return {}
    reader = _reader(lang)
    return {
        match.group(): weekday_of(match.group(), lang)
        for match in reader.sure_days.finditer(text)
        if not (lang == "en" and _IN_NAME.search(text[max(0, match.start() - 15) : match.start()]))
    }


def weekdays_of(text: str, lang: str) -> set[int]:
    """Every day of the week that ``text`` may name, adjectives included."""
    low = lower(text, lang)
    return {number for number, said in enumerate(_reader(lang).said_days, 1) if said.search(low)}


def _date(match: re.Match[str], lang: str) -> Date | None:
    """What a match says, or None if that is no date."""
    part = match.groupdict(default="")
    month = month_of(part["m"], lang)
    end_month = month_of(part.get("m1", ""), lang)
    if earlier := month_of(part.get("m2", ""), lang):
        month, end_month = earlier, month
    day, last = int(part.get("d") or 0), int(part.get("d1") or 0)
    in_order = not last or last > day or end_month
    if not month or day > 31 or last > 31 or not in_order or (part.get("d") and not day):
        return None
    if part.get("bare") and not _certain(match, month, lang):
        return None
    start, relation = _bound(match, part, lang)
    weekday = weekday_of(part.get("w") or part.get("w1") or "", lang)
    year = int(part.get("y") or 0)
    return Date(start, match.end(), month, day, year, end_month, last, weekday, relation)


def _bound(match: re.Match[str], part: dict[str, str], lang: str) -> tuple[int, Relation]:
    """Where the date begins, its preposition included if that is understood, and its relation."""
    if part.get("range"):
        return match.start(), Relation.AT
    if part.get("p"):
        said = PREPOSITIONS[lang][part["p"].lower()]
        if said and not _mismatched(said, part, lang):
            return match.start(), Relation(said)
        after = match.string[match.end("p") :]
        return match.end("p") + len(after) - len(after.lstrip()), Relation.BARE
    if lang in ("ru", "uk"):
        return match.start(), Relation.AT if part.get("d") else Relation.BARE
    return match.start(), _after(part, lang)


def _mismatched(said: str, part: dict[str, str], lang: str) -> bool:
    """Whether a preposition does not go with what follows it: *in September 18*."""
    if said != "at":
        return False
    has_day = bool(part.get("d"))
    if lang == "en":
        return (part["p"].lower() == "on") != has_day
    return has_day and not part.get("w")


def _after(part: dict[str, str], lang: str) -> Relation:
    """What a Turkic case ending, or a word after the date, says."""
    if said := AFTERWARDS.get(part.get("after", "").lower(), ""):
        return Relation(said)
    if part.get("on"):
        return Relation.AT
    suffix = part.get("suffix") or ""
    if not suffix and not (part.get("d") and lang == "az"):
        month = lower(part.get("m1") or part["m"], lang).replace("'", "’")
        names = (lower(name, lang) for name in CALENDARS[lang].name)
        stem = next((name for name in names if month.startswith(name)), month)
        suffix = month[len(stem) :].lstrip("’")
    for pattern, said in ENDINGS:
        if re.fullmatch(pattern, suffix.lower()):
            return Relation(said)
    return Relation.BARE


def _certain(match: re.Match[str], month: int, lang: str) -> bool:
    """Whether a month without day and year is one for sure, and no word or name."""
    word = match["m"]
    if lang == "tr":
        if word.islower() and month == 12 and not (match["after"] or "").startswith("ay"):
            return False  # aralık: a range
        return bool(match["after"]) or "'" in word or "’" in word
    if lang == "az":
        inflected = word.islower() and word != CALENDARS[lang].name[month - 1]
        return bool(match["after"]) or inflected
    told, ambiguous = (match["p"] or "").lower(), month in AMBIGUOUS[lang]
    if lang != "en":
        return word.islower() and (bool(told) or not ambiguous)
    if not word[0].isupper():
        return False
    if word not in CALENDARS[lang].name:
        return bool(told) and word.endswith(".")
    if ambiguous and (not told or (told == "the" and month in _STEPS)):
        return False
    if _NAMED.match(match.string, match.end()):
        return not ambiguous and (bool(told) or match.string[match.end()] != " ")
    return True
