"""Amounts with their scale and unit: *3,2 mln. ton* is *3.2 million tonnes*, *3,2 млн т*.

They are read for the second attempt, as dates are: a model that lost the million is asked with the
whole amount in a placeholder, which is then written by rule. Where a language would inflect a unit,
its abbreviation is written, which does not decline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from translator.notation.figures import MONEY, number_pattern, write_number


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that stands in ``text[start:end]``.

    ``whole`` and ``fraction`` are digits; ``scale`` is the power of ten of a word such as million,
    0 without one; ``unit`` a key of the table of units, or empty.
    """

    start: int
    end: int
    whole: str
    fraction: str
    scale: int
    unit: str


# what is written first; then, as a regular expression, how it may be read
_SCALES: dict[int, dict[str, tuple[str, str]]] = {
    3: {
        "en": ("thousand", r"thousand"),
        "ru": ("тыс.", r"тыс\.|тысяч[аиу]?"),
        "uk": ("тис.", r"тис\.|тисяч[аіу]?"),
        "az": ("min", r"min"),
        "tr": ("bin", r"bin"),
    },
    6: {
        "en": ("million", r"million|mln|mn"),
        "ru": ("млн", r"млн\.?|миллион(?:а|ов)?"),
        "uk": ("млн", r"млн\.?|мільйон(?:а|и|ів)?"),
        "az": ("milyon", r"mln\.?|milyon"),
        "tr": ("milyon", r"mln\.?|milyon"),
    },
    9: {
        "en": ("billion", r"billion|bln|bn"),
        "ru": ("млрд", r"млрд\.?|миллиард(?:а|ов)?"),
        "uk": ("млрд", r"млрд\.?|мільярд(?:а|и|ів)?"),
        "az": ("milyard", r"mlrd\.?|milyard"),
        "tr": ("milyar", r"milyar"),
    },
    12: {
        "en": ("trillion", r"trillion"),
        "ru": ("трлн", r"трлн\.?|триллион(?:а|ов)?"),
        "uk": ("трлн", r"трлн\.?|трильйон(?:а|и|ів)?"),
        "az": ("trilyon", r"trln\.?|trilyon"),
        "tr": ("trilyon", r"trilyon"),
    },
}
_UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "tonne": {
        "en": ("tonnes", r"(?:metric )?tons?|tonnes?"),
        "ru": ("т", r"т\.?|тонн[аы]?"),
        "uk": ("т", r"т\.?|тонн[аи]?"),
        "az": ("ton", r"ton"),
        "tr": ("ton", r"ton"),
    },
    "km": {
        "en": ("km", r"km|kilomet(?:re|er)s?"),
        "ru": ("км", r"км|километр(?:а|ов)?"),
        "uk": ("км", r"км|кілометр(?:а|и|ів)?"),
        "az": ("km", r"km|kilometr"),
        "tr": ("km", r"km|kilometre"),
    },
    "cm": {
        "en": ("cm", r"cm|centimet(?:re|er)s?"),
        "ru": ("см", r"см|сантиметр(?:а|ов)?"),
        "uk": ("см", r"см|сантиметр(?:а|и|ів)?"),
        "az": ("sm", r"sm|santimetr"),
        "tr": ("cm", r"cm|sm|santimetre"),
    },
    "kg": {
        "en": ("kg", r"kg|kilogram(?:me)?s?"),
        "ru": ("кг", r"кг|килограмм(?:а|ов)?"),
        "uk": ("кг", r"кг|кілограм(?:а|и|ів)?"),
        "az": ("kq", r"kq|kiloqram"),
        "tr": ("kg", r"kg|kilogram"),
    },
    "percent": {
        "en": ("%", r"%|percent|per cent"),
        "ru": ("%", r"%|процент(?:а|ов)?"),
        "uk": ("%", r"%|відсотк(?:а|и|ів)|відсоток"),
        "az": ("%", r"%|faiz"),
        "tr": ("%", r"%"),
    },
}


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """A number with a scale or a unit, or with both."""
    number = number_pattern(lang)
    scales = "|".join(f"(?P<s{power}>{row[lang][1]})" for power, row in _SCALES.items())
    units = "|".join(f"(?P<{unit}>{row[lang][1]})" for unit, row in _UNITS.items())
    before = r"(?P<ahead>yüzde\s|%\s?)?" if lang == "tr" else ""
    return re.compile(
        rf"(?<![\w%]){before}{number}(?:[\s\u00a0-]?(?:{scales})(?![\w/]))?"
        rf"(?:[\s\u00a0-]?(?:{units})(?![\w/]))?"
    )


def read(text: str, lang: str) -> tuple[Quantity, ...]:
    """The amounts in ``text`` that have a scale or a unit; none in a language without tables."""
    if lang not in _SCALES[6] or not any(char.isdigit() for char in text):
        return ()
    found: list[Quantity] = []
    for match in _pattern(lang).finditer(text):
        part = match.groupdict()
        scale = next((power for power in _SCALES if part[f"s{power}"]), 0)
        unit = next((unit for unit in _UNITS if part[unit]), "")
        if part.get("ahead"):
            if scale or unit:
                continue
            unit = "percent"
        if (scale or unit) and not MONEY.search(text, 0, match.start()):
            whole = "".join(filter(str.isdigit, part["whole"]))
            fraction = part["fraction"] or ""
            end = match.end()
            if match.group().endswith(".") and not text[end:].strip():
                end -= 1  # the sentence's own stop
            found.append(Quantity(match.start(), end, whole, fraction, scale, unit))
    return tuple(found)


def write(quantity: Quantity, lang: str) -> str:
    """``quantity`` in ``lang``, a language with tables."""
    number = write_number(quantity.whole, quantity.fraction, lang)
    if quantity.scale:
        number = f"{number} {_SCALES[quantity.scale][lang][0]}"
    if quantity.unit == "percent":
        return f"%{number}" if lang == "tr" else f"{number}%"
    return f"{number} {_UNITS[quantity.unit][lang][0]}" if quantity.unit else number
