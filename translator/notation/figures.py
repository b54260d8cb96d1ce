"""Figures in the notation of the language they stand in: separators, percent signs, suffixes.

A model copies figures as the source has them. What it copied is written as the Unicode CLDR has it
for the target (*1,250.5* is *1250,5* in Russian and *1.250,5* in Turkish); versions, codes, times
and whatever could be one stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from translator.glossary.inflection import Case, Inflection, give
from translator.glossary.rewriting import Edit, Span

# the decimal sign and those that set off thousands, the one to write first
_SIGNS: dict[str, tuple[str, str]] = {
    "en": (".", ","),
    "ru": (",", "\u00a0\u202f "),
    "uk": (",", "\u00a0\u202f "),
    "az": (",", ".\u00a0\u202f "),
    "tr": (",", ".\u00a0\u202f "),
}
# Slavic print sets thousands off from five digits on
_FEWEST = {"ru": 5, "uk": 5}

_DIGIT = re.compile(r"\d")
# a version, a section or a time: "version 2.5", "at 10.30"
_NO_NUMBER = re.compile(
    r"(?<!\w)(?:v|ver|versions?|release|no|sections?|chapter|articles?|paragraph|at)\.?\s$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?…:] )\b\w*[A-Z][\w-]*\s$")  # iOS 17.4
MONEY = re.compile(r"[$€£¥₼₽₺]\s?$")
# what makes a number a quantity whatever stands before it: In June 3.2 million
_QUANTITY = re.compile(
    r"[\s\u00a0-](?:thousand|million|billion|trillion|mln|bln|percent|per cent|points?|times|tons?"
    r"|tonnes?|barrels?|(?:kilo|centi|milli)?met(?:re|er)s?|kilograms?|miles?|degrees?|dollars?"
    r"|euros?|manats?|roubles?|rubles?|lira|hectares?|litres?|[ckm]?m|kg)(?!\w)"
)
# 18.09 may be a date
_TIME = re.compile(r"(?<![\d.,:])((?:[01]?\d|2[0-3]))\.(00|1[3-9]|[2-5]\d)(?![.,]?\d|\s?%)")
_TOLD = re.compile(r"(?<!\w)(?:saat|[вс]|до|к|около|о|з)\s$", re.IGNORECASE)
_MEASURED = re.compile(r"[\s\u00a0-][a-z]")
_PERCENT_AFTER = re.compile(r"(?<![\w%.,])(\d[\d.,\u00a0]*)[\s\u00a0]?%")
_PERCENT_BEFORE = re.compile(r"(?<![\w%])%[\s\u00a0]?(\d+(?:[.,\u00a0]\d+)*)")
_PERCENT_WORD = re.compile(r"(?<![\w%.,])(\d+(?:[.,]\d+)*)\syüzde\b")
_ORDINAL = re.compile(r"(?<![\w.,-])(?<!\d[ \u00a0\u202f])(\d{1,4})-(c[ıiuü])(?![\w-])")
_CASED = re.compile(r"(?<![\w.,])(?<!\d[ \u00a0\u202f])(\d{1,4})(['’-])([dt][aeə]n?)(?!\w)")


def separators(
    source: str, target: str, source_lang: str, target_lang: str, protected: Iterable[Span] = ()
) -> list[Edit]:
    """The edits of ``target`` that write numbers copied from ``source`` in its own notation.

    Args:
        source: a sentence.
        target: its translation.
        source_lang: the language of ``source``.
        target_lang: the language of ``target``; without a notation of either there are no edits.
        protected: stretches of ``source`` that stay letter for letter.
    """
    if not {source_lang, target_lang} <= _SIGNS.keys() or not _DIGIT.search(source):
        return []
    protected = tuple(protected)
    made = (
        *_times(source, target, source_lang),
        *_separators(source, target, source_lang, target_lang, protected),
    )
    return _outside(made, _kept(source, target, protected))


def signs(source: str, target: str, target_lang: str, protected: Iterable[Span] = ()) -> list[Edit]:
    """The edits of ``target`` that put percent signs and Turkic suffixes right.

    Args and exceptions are those of :func:`separators`.
    """
    if target_lang not in _SIGNS or not _DIGIT.search(target):
        return []
    made = (*_percent(target, target_lang), *_suffixes(target, target_lang))
    return _outside(made, _kept(source, target, protected))


def _outside(made: Iterable[Edit], taken: list[Span]) -> list[Edit]:
    """The edits that touch neither what is taken nor each other."""
    found: list[Edit] = []
    for edit in made:
        if all(edit.end <= low or high <= edit.start for low, high in taken):
            found.append(edit)
            taken = [*taken, (edit.start, edit.end)]
    return found


def _kept(source: str, target: str, protected: Iterable[Span]) -> list[Span]:
    """Where the protected stretches of the source stand in the target."""
    texts = {source[slice(*span)] for span in protected}
    return [
        found.span() for text in texts if text for found in re.finditer(re.escape(text), target)
    ]


def _separators(
    source: str, target: str, source_lang: str, target_lang: str, protected: tuple[Span, ...]
) -> Iterator[Edit]:
    point = _SIGNS[source_lang][0]
    for match in _number(source_lang).finditer(source):
        written, whole, fraction = match.group(), match["whole"], match["fraction"] or ""
        if written.isdigit() or any(low <= match.start() < high for low, high in protected):
            continue
        plain = whole.isdigit()
        if plain and (len(fraction) > 3 or (point == "." and not _is_measure(source, match))):
            continue
        made = write_number("".join(filter(str.isdigit, whole)), fraction, target_lang)
        if made == written:
            continue
        copy = re.escape(written).replace("\\ ", "[ \u00a0\u202f]")
        for copied in re.finditer(rf"(?<![\w.,:/@#]){copy}(?![/:@]|[.,:]?\d|\w)", target):
            yield Edit(copied.start(), copied.end(), made)


@cache
def _number(lang: str) -> re.Pattern[str]:
    """A number that stands alone."""
    return re.compile(rf"(?<![\w.,:/@#–-]){number_pattern(lang)}(?![\w/:@])")


def _times(source: str, target: str, source_lang: str) -> Iterator[Edit]:
    """Times of day with a stop, in languages whose decimals have a comma: 19.30 is 19:30 to all."""
    if source_lang == "en":
        return
    for match in _TIME.finditer(source):
        told = _TOLD.search(source, max(0, match.start() - 8), match.start())
        ending = re.match(r"['’-][^\W\d_]", source[match.end() : match.end() + 2])
        if not told and not ending:
            continue
        hour, minute = match.groups()
        for copied in re.finditer(rf"(?<![\d.,:]){hour}[.,]{minute}(?![\d:]|[.,]\d)", target):
            stop = copied.start() + len(hour)
            yield Edit(stop, stop + 1, ":")


def _is_measure(source: str, match: re.Match[str]) -> bool:
    """Whether an English number with a decimal point is a quantity: no time, version or section."""
    before = source[max(0, match.start() - 20) : match.start()]
    if MONEY.search(before) or source[match.end() : match.end() + 2].strip()[:1] == "%":
        return True
    if _QUANTITY.match(source, match.end()):
        return True
    if _NO_NUMBER.search(before) or _NAME.search(before):
        return False
    return bool(_MEASURED.match(source, match.end()))


def number_pattern(lang: str) -> str:
    """A regular expression of a number in the notation of ``lang``: ``whole`` and ``fraction``."""
    point, groups = _SIGNS[lang]
    return (
        rf"(?<![\d.,:])(?P<whole>\d{{1,3}}(?:[{groups}]\d{{3}})+|\d+)(?:[{point}](?P<fraction>\d+))?"
        rf"(?!\d|[.,:]\d)"
    )


def write_number(whole: str, fraction: str, lang: str) -> str:
    """A number in the notation of ``lang``; both parts are digits, ``fraction`` may be empty."""
    point, groups = _SIGNS[lang]
    if len(whole) >= _FEWEST.get(lang, 4):
        parts: list[str] = []
        while whole:
            parts.insert(0, whole[-3:])
            whole = whole[:-3]
        whole = groups[0].join(parts)
    return whole + (point + fraction if fraction else "")


def _percent(target: str, lang: str) -> Iterator[Edit]:
    """Turkish has the sign of percent before the figure, the others after it."""
    if lang == "tr":
        for match in _PERCENT_AFTER.finditer(target):
            yield Edit(match.start(), match.start(), "%")
            yield Edit(match.end(1), match.end(), "")
        for match in _PERCENT_WORD.finditer(target):
            yield Edit(match.start(), match.end(), f"yüzde {match[1]}")
    else:
        for match in _PERCENT_BEFORE.finditer(target):
            yield Edit(match.start(), match.start(1), "")
            yield Edit(match.end(), match.end(), "%")


def _suffixes(target: str, lang: str) -> Iterator[Edit]:
    """Turkic suffixes after figures, by the vowels of the numeral as it is said."""
    if lang == "az":
        for match in _ORDINAL.finditer(target):
            right = give(match[1], "az", Inflection(tail="ord"))
            if right != match.group():
                yield Edit(match.start(2), match.end(), right.rpartition("-")[2])
    if lang not in ("az", "tr"):
        return
    for match in _CASED.finditer(target):
        if (match[2] == "-") != (lang == "az"):
            continue
        case = Case.ABL if match[3].endswith("n") else Case.LOC
        right = give(match[1], lang, Inflection(case))[len(match[1]) + 1 :]
        if right != match[3]:
            yield Edit(match.start(3), match.end(), right)
