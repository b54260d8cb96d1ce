"""Numbers, dates and times that were lost, changed or invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from translator.languages import lower
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.figures import Figure, figures, has_numbers, plain_digits, roman
from translator.quality.number_words import month_of, number_words, values_of
from translator.quality.units import conversions, explained
from translator.quality.words import clip

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[-'’ʼ\u200c][^\W\d_]+)*")
_AND = {"and", "и", "с", "і", "та", "з", "із", "və", "ve", "و"}
_HALF = Decimal("0.5")
_SMALL = Decimal(12)
_MOST = 4  # findings about one segment
_PERCENT = re.compile("[%٪‰]")


def check(checked: Checked) -> Iterator[Finding]:
    """Report each number of the source that the target lacks, and the other way round.

    A number counts as kept in any locale's notation, in words, as a Roman numeral or, in a date,
    as the name of the month. Small numbers that were not there in digits are let pass where the
    words of either language are not known.
    """
    if not has_numbers(checked.source) and not has_numbers(checked.target):
        return
    if _percent_invented(checked):
        yield Finding(FindingCode.NUMBER, "the percent sign is not in the source")
    source = _Side(checked.source, checked.source_lang)
    target = _Side(checked.target, checked.target_lang)
    missing, added = _unmatched(source, target), _unmatched(target, source)
    if len(missing) == len(added) == 1:
        yield Finding(
            FindingCode.NUMBER,
            f"number {missing[0]} is missing (the translation has {added[0]})",
        )
        return
    for text in missing[:_MOST]:
        yield Finding(FindingCode.NUMBER, f"number {text} is missing")
    for text in added[: _MOST - len(missing[:_MOST])]:
        yield Finding(FindingCode.NUMBER, f"number {text} is not in the source")


def _percent_invented(checked: Checked) -> bool:
    """Whether the target has a percent sign where the source speaks of no percents.

    A model that has lost a unit likes to write one: "20 centimetres" became "20%".
    """
    words = number_words(checked.source_lang).percent
    return (
        words is not None
        and _PERCENT.search(checked.target) is not None
        and _PERCENT.search(checked.source) is None
        and words.search(checked.source) is None
    )


class _Side:
    """One text of the pair: its figures, and lazily what it says in words."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang
        self.figures = figures(text, lang)
        self.written = {v for f in self.figures for reading in f.readings for v in reading}
        self.numerals = roman(text)
        self.tables = number_words(lang)
        self.measures = conversions(self.figures, plain_digits(text), lang)
        self._said: set[Decimal] | None = None

    @property
    def said(self) -> set[Decimal]:
        """The values that words, months and Roman numerals of the text stand for."""
        if self._said is None:
            self._said = _said(self.text, self.lang)
            self._said |= {Decimal(value) for _, value in self.numerals}
        return self._said

    def says(self, numeral: str) -> bool:
        """Whether a numeral stands in the text as a word of its own, suffixes aside."""
        return bool(re.search(rf"(?<!\w){numeral}(?![IVXLCDM])", self.text))

    def has(self, value: Decimal) -> bool:
        return value in self.written or value in self.said


def _unmatched(one: _Side, other: _Side) -> list[str]:
    """The numbers of ``one`` that ``other`` has in no form, as written."""
    words_known = one.tables.known and other.tables.known
    lost = []
    for figure in one.figures:
        if any(all(other.has(value) for value in reading) for reading in figure.readings):
            continue
        if not words_known and _is_small(figure):
            continue
        if explained(figure, one.measures, other.measures, other.figures):
            continue
        lost.append(clip(figure.text, 40))
    for numeral, value in one.numerals:
        # Other letters are as often an abbreviation (CD, MD, DC) as a number.
        certain = len(numeral) > 1 and set(numeral) <= set("IVX")
        if certain and not other.has(Decimal(value)) and not other.says(numeral):
            lost.append(numeral)
    return list(dict.fromkeys(lost))


def _is_small(figure: Figure) -> bool:
    return any(len(r) == 1 and max(r) <= _SMALL for r in figure.readings)


def _said(text: str, lang: str) -> set[Decimal]:
    """Every value that number words may stand for, alone or together ("two hundred and five")."""
    tables = number_words(lang)
    values: set[Decimal] = set()
    total = current = Decimal(0)
    run: list[Decimal] = []  # what the number words so far come to
    for token in _TOKEN.findall(lower(plain_digits(text), lang)):
        if month := month_of(token, lang):
            values.add(Decimal(month))
        pieces = [token] if values_of(token, lang) else re.split(r"[-'’ʼ\u200c]", token)
        for piece in pieces:
            if piece in _AND:
                continue
            read = values_of(piece, lang)
            if not read:
                total = current = Decimal(0)
                run = []
                continue
            if _HALF in read:
                values.update(value + _HALF for value in run)
            values.update(read)
            if current and tables.times.fullmatch(piece):
                values.update(current * value for value in read)
            value = max(read) if piece not in ("a", "an") else Decimal(1)
            if value >= 1000:
                total, current = total + max(current, Decimal(1)) * value, Decimal(0)
            elif value == 100 and 0 < current < 10:
                current *= 100
            elif _fits(current, value):
                current += value
            else:
                total, current = Decimal(0), value
            values.add(total + current)
            values.add(current or value)
            run.append(total + current)
    return values


def _fits(current: Decimal, value: Decimal) -> bool:
    """Whether ``value`` may follow ``current`` within one number (20 then 5, 300 then 12)."""
    if value < 1 or current == 0:
        return current == 0
    room = Decimal(10) if value < 10 else Decimal(100)
    return value < 100 and current % room == 0
