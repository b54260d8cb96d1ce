"""How languages say numbers, months and times of day, read from ``number_words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One language's tables, compiled.

    ``known`` is false for a language of which only the scales (thousand, million) are known;
    ``evening`` finds the words that put a time of day after noon, ``percent`` those that speak of
    percents; ``glued`` has the powers of ten
    of letters that stand right after a figure (``5bn``); ``times`` matches words that a number
    multiplies (``decades``), ``more`` what may stand before a scale (``50 or more million``).
    """

    known: bool
    values: tuple[tuple[re.Pattern[str], Decimal], ...]
    months: tuple[re.Pattern[str], ...]
    evening: re.Pattern[str] | None
    percent: re.Pattern[str] | None
    times: re.Pattern[str]
    more: re.Pattern[str]
    glued: Mapping[str, int]


@cache
def number_words(lang: str) -> NumberWords:
    """The tables of ``lang``; a language without any of its own gets the scales alone."""
    tables = _tables()
    table = tables.get(lang, tables["other"])
    endings = f"(?:{table['endings']})"
    return NumberWords(
        known=lang in tables,
        values=tuple(
            (re.compile(pattern.replace("~", endings)), Decimal(value))
            for value, pattern in table["values"].items()
        ),
        months=tuple(
            re.compile(pattern.replace("~", endings)) for pattern in table.get("months", ())
        ),
        evening=re.compile(table["evening"], re.IGNORECASE) if "evening" in table else None,
        percent=re.compile(table["percent"], re.IGNORECASE) if "percent" in table else None,
        times=re.compile(table.get("times", "(?!)").replace("~", endings)),
        more=re.compile(rf"\s(?:{table.get('more', '(?!)')})(?=\s)", re.IGNORECASE),
        glued=table.get("glued", {}),
    )


@lru_cache(maxsize=16384)
def values_of(word: str, lang: str) -> tuple[Decimal, ...]:
    """The values that a small-lettered word of ``lang`` may stand for."""
    tables = number_words(lang)
    return tuple(value for pattern, value in tables.values if pattern.fullmatch(word))


@lru_cache(maxsize=16384)
def month_of(word: str, lang: str) -> int:
    """The number of the month that a small-lettered word of ``lang`` may name, or 0.

    Adjectives count too (*сентябрьский*); what is certain is read by `notation.dates`.
    """
    patterns = enumerate(number_words(lang).months, start=1)
    return next((number for number, pattern in patterns if pattern.fullmatch(word)), 0)


def scale_of(word: str, lang: str) -> Decimal | None:
    """The multiplier that a small-lettered word stands for (1,000 and more)."""
    return next((value for value in values_of(word, lang) if value >= 1000), None)


@cache
def _tables() -> dict[str, Any]:
    text = files("translator.quality").joinpath("number_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
