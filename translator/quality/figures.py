"""Reading numbers, dates and times out of text in any locale.

A figure can often be read in several ways (``1.234`` is a thousand or a little more than one,
``10.30`` a time or a decimal); all its readings are kept, and two texts agree when some reading
of each figure is found on the other side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from translator.languages import lower
from translator.quality.number_words import number_words, scale_of

Reading = frozenset[Decimal]

_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_SPACES = " \u00a0\u202f\u2009\u2007"
_CHUNK = re.compile(rf"\d+(?:[.,:/'’٫٬·]\d+|[{_SPACES}]\d{{3}}(?!\d)|،\d{{3}}(?!\d))*")
_DATE = re.compile(
    r"(?<![\d.,/-])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4}|\d{2}))"
    r"(?![\d/-]|[.,]\d)"
)
# A scale may come after an ending ("2-х мільйонів", "5'er bin").
_NEXT_WORD = re.compile(rf"(?:[-'’][^\W\d_]{{1,4}}(?=[{_SPACES}]))?[{_SPACES}\n-]*([^\W\d_]+)")
# The power of a unit: "km2", "м3".
_POWER = re.compile(r"(?<=[mм])[23](?![\d\w])")
_GLUED = re.compile(r"[A-Za-z]+")
_RANGE = re.compile(
    r"[\s\u00a0]*(?:[-–—]|to|or|and|и|или|до|та|або|və|ilə|ve|ila|ya da|تا|و)[\s\w]{0,3}"
)
_HOURS = re.compile(r"(?:0\d{3}|\d{4}(?=\s?(?:UTC|GMT|hours|hrs|h\b)))(?!\d)")
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.33", "⅔": "0.67", "⅛": "0.125"}
_ROMAN = re.compile(r"(?<!\w)[IVXLCDM]+(?!\w|-\d)")
_ROMAN_SHAPE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"\d|(?<!\w)[IVXLCDMІХСМ]+(?!\w|-\d)")
_LOOKALIKES = str.maketrans("ІХСМ", "IXCM")  # Cyrillic letters used for Roman numerals
_LONGEST = 40  # characters; longer runs of digits are compared by their beginning
_TWELVE = Decimal(12)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written, with every way to read it; a reading may have several values."""

    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    scale: Decimal = Decimal(1)


def plain_digits(text: str) -> str:
    """``text`` with the decimal digits of all scripts as ASCII, length unchanged."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), text)


def has_numbers(text: str) -> bool:
    """Whether there is a digit or what may be a Roman numeral in ``text``."""
    return _NUMBER.search(text) is not None


def figures(text: str, lang: str) -> list[Figure]:
    """The numbers in ``text`` that are written in digits, in order.

    Args:
        text: one segment.
        lang: its language code, for scale words (``3,5 млн``) and times after noon.
    """
    text = plain_digits(text)
    tables = number_words(lang)
    found: list[Figure] = []
    place = 0
    while True:
        chunk = _CHUNK.search(text, place)
        if chunk is None:
            break
        if _POWER.match(text, chunk.start()):
            place = chunk.end()
            continue
        date = _DATE.match(text, chunk.start())
        if date and (readings := _date(date)):
            found.append(Figure(date.group(), date.start(), date.end(), readings))
            place = date.end()
            continue
        figure = _figure(text, chunk, lang)
        found.append(figure)
        place = figure.end
    found = _joined(text, found)
    if tables.evening and tables.evening.search(text):
        found = [_after_noon(figure) for figure in found]
    return found


def _date(match: re.Match[str]) -> tuple[Reading, ...]:
    year, _, month, day = match.group(1, 2, 3, 4)
    if year is None:
        day, _, month, year = match.group(5, 6, 7, 8)
    parts = [int(day), int(month)]
    if not (min(parts) in range(1, 13) and max(parts) <= 31):
        return ()
    years = [int(year)] if len(year) == 4 else [int(year), 2000 + int(year), 1900 + int(year)]
    return tuple(_reading(*parts, one) for one in years)


def _figure(text: str, chunk: re.Match[str], lang: str) -> Figure:
    start, end = chunk.span()
    written = chunk.group()
    single, several = _read(written, lang)
    fraction = _FRACTIONS.get(text[end : end + 1])
    if fraction:
        single = [value + Decimal(fraction) for value in single]
        end += 1
    scale, scaled_end, sure = _scale(text, end, lang)
    if scale != 1:
        readings = [_reading(value * scale) for value in single]
        if not sure:
            readings += [_reading(value) for value in single]
            scaled_end = end
        return Figure(
            text[start:scaled_end],
            start,
            scaled_end,
            _unique(readings),
            scale if sure else Decimal(1),
        )
    readings = [_reading(value) for value in single] + several
    whole = single[0] if single and written.isdigit() else None
    if whole is not None and len(written) == 2:
        before = text[max(0, start - 5) : start]
        if whole % 10 == 0:  # the nineties
            readings.append(_reading(1900 + whole))
        if before and (before[-1] in "'’‘" or before[-1].isalpha()):  # '19, SS19
            readings += [_reading(1900 + whole), _reading(2000 + whole)]
        elif earlier := re.search(r"(\d\d)\d\d[-–—/]$", before):  # 2019-20
            readings.append(_reading(int(earlier.group(1)) * 100 + whole))
    if len(written) == 4 and _HOURS.match(text, start) and int(written[2:]) < 60:
        readings.append(_clock(int(written[:2]), int(written[2:])))  # 0230 hours
    return Figure(written, start, end, _unique(readings))


def _read(written: str, lang: str) -> tuple[list[Decimal], list[Reading]]:
    """The single values that a chunk of digits may have, and its readings as several numbers."""
    if len(written) > _LONGEST:
        return [Decimal(re.sub(r"\D", "", written)[:_LONGEST])], []
    parts = re.split(r"\D", written)
    marks = re.sub(r"\d", "", written)
    if not marks:
        return [Decimal(written)], []
    single: list[Decimal] = []
    several: list[Reading] = []
    kinds = {" " if mark in _SPACES else mark for mark in marks}
    if kinds <= {".", ",", " ", "'", "’", "٬", "،"} and len(kinds) == 1 and _grouped(parts):
        single.append(Decimal("".join(parts)))
    last, rest = marks[-1], {" " if mark in _SPACES else mark for mark in marks[:-1]}
    decimal_marks = ".,٫٬·/" if lang == "fa" else ".,٫·"
    groups = not rest or (len(rest) == 1 and not rest & {":", "/", "٫", last})
    if last in decimal_marks and groups and (not rest or _grouped(parts[:-1])):
        single.append(Decimal("".join(parts[:-1]) + "." + parts[-1]))
    numbers = [int(part) for part in parts]
    if marks in (":", ".", "٫") and numbers[0] <= 24 and len(parts[1]) == 2 and numbers[1] < 60:
        several.append(_clock(*numbers))
    if ":" in kinds or "/" in kinds or " " in kinds or not single:
        several.append(_reading(*numbers))
    if kinds == {" "}:
        several.append(_reading(int("".join(parts))))  # a telephone number
    if "/" in kinds and len(parts) == 2 and len(parts[0]) == 4 and len(parts[1]) == 2:
        several.append(_reading(numbers[0], numbers[0] // 100 * 100 + numbers[1]))
    return single, several


def _grouped(parts: list[str]) -> bool:
    """Whether digits stand in thousands (``1 234 567``) or in Indian groups (``12,34,567``)."""
    head, *groups = parts
    if not groups or not 1 <= len(head) <= 3 or head.startswith("0"):
        return False
    if all(len(group) == 3 for group in groups):
        return True
    return len(head) <= 2 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[:-1])


def _clock(hour: int, minute: int) -> Reading:
    return _reading(hour, minute) if minute else _reading(hour)


def _scale(text: str, end: int, lang: str) -> tuple[Decimal, int, bool]:
    """The multiplier after a figure, where it ends, and whether it is certain."""
    glued = _GLUED.match(text, end)
    if glued:
        power = number_words(lang).glued.get(glued.group().lower())
        if power is not None:
            return Decimal(10) ** power, glued.end(), len(glued.group()) > 1
    scale = Decimal(1)
    more = number_words(lang).more.match(text, end)
    place = more.end() if more else end
    while True:
        word = _NEXT_WORD.match(text, place)
        if word is None:
            break
        value = scale_of(lower(word.group(1), lang), lang)
        if value is None:
            break
        scale *= value
        place = end = word.end(1)
    return scale, end, True


def _joined(text: str, found: list[Figure]) -> list[Figure]:
    """Figures that share a scale ("3 to 5 million") or add up ("2 min 500"), read so as well."""
    result = list(found)
    for index in range(len(result) - 1):
        left, right = result[index], result[index + 1]
        between = text[left.end : right.start]
        if left.scale == 1 and right.scale > 1 and _RANGE.fullmatch(between):
            more = [_reading(*(v * right.scale for v in reading)) for reading in left.readings]
            result[index] = replace(left, readings=_unique([*left.readings, *more]))
        elif left.scale > 1 and not between.strip():
            sums = [
                _reading(one + other)
                for a in left.readings
                for b in right.readings
                for one in a
                for other in b
                if other < left.scale and len(a) == len(b) == 1
            ]
            result[index] = replace(left, readings=_unique([*left.readings, *sums]))
            result[index + 1] = replace(right, readings=_unique([*right.readings, *sums]))
    return result


def _after_noon(figure: Figure) -> Figure:
    """A time between one and twelve, read on the 24-hour clock as well."""
    more = [
        frozenset(v + 12 if v == first and v < _TWELVE else v for v in reading)
        for reading in figure.readings
        if len(reading) <= 2 and (first := min(reading)) <= _TWELVE
    ]
    hours = re.match(r"\d{1,2}", figure.text)
    if hours and figure.scale == 1:
        hour = Decimal(hours.group())
        more += [
            frozenset((reading - {hour}) | {hour + 12})
            for reading in figure.readings
            if hour in reading and hour < _TWELVE
        ]
    return replace(figure, readings=_unique([*figure.readings, *more]))


def _reading(*values: int | Decimal) -> Reading:
    return frozenset(Decimal(value) for value in values)


def _unique(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(readings))


def roman(text: str) -> list[tuple[str, int]]:
    """The Roman numerals in ``text``, as written and their values, single letters included."""
    found = []
    for match in _ROMAN.finditer(text.translate(_LOOKALIKES)):
        value = _roman_value(match.group())
        if value:
            found.append((match.group(), value))
    return found


@lru_cache(maxsize=512)
def _roman_value(numeral: str) -> int:
    if not _ROMAN_SHAPE.fullmatch(numeral):
        return 0
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for char, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = worth[char]
        total += -value if following and worth[following] > value else value
    return total
