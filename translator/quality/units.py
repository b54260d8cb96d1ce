"""Figures that a good translation converts: miles to kilometres, pounds to kilograms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from translator.quality.figures import Figure

_Convert = Callable[[float], float]


def _times(factor: float) -> _Convert:
    return lambda value: value * factor


# English units, and what becomes of them: metres and centimetres, kilograms, kilometres (an hour).
# Tons and yards are left out: their conversions are too near to the figure itself.
_UNITS: tuple[tuple[str, tuple[_Convert, ...]], ...] = (
    (r"miles?|mph|mi", (_times(1.609), _times(1609))),
    (r"feet|foot|ft|['’′]", (_times(0.3048), _times(30.48))),
    (r"inch(?:es)?|in\b|[\"”″]", (_times(2.54), _times(25.4), _times(0.0254))),
    (r"pounds?|lbs?", (_times(0.4536), _times(453.6))),
    (r"ounces?|oz", (_times(28.35), _times(0.02835), _times(29.57))),
    (r"acres?", (_times(0.4047), _times(4047), _times(0.004047))),
    (r"gallons?", (_times(3.785),)),
    (r"(?:sq(?:uare|\.)?|mi) miles?", (_times(2.59),)),
    (r"(?:sq(?:uare|\.)?) (?:feet|foot|ft)", (_times(0.0929),)),
    (r"degrees?|°|s\b|f\b", (lambda value: (value - 32) / 1.8,)),
    (r"stones?|st\b", (_times(6.35),)),
)
_AFTER = tuple(
    (
        re.compile(
            rf"(?:\s*(?:-|–|—|to|or|and|by|x)\s*\d[\d.,]*)?[\s\u00a0-]*(?:{pattern})(?![a-z])",
            re.IGNORECASE,
        ),
        conversions,
    )
    for pattern, conversions in _UNITS
)
_TOLERANCE = 0.11  # "20 feet" is six metres to a newspaper


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with a customary unit, and what it may be in metric units."""

    figure: Figure
    values: tuple[float, ...]


def conversions(figures: Iterable[Figure], text: str, lang: str) -> list[Measure]:
    """The figures of ``text`` that have a customary unit, converted.

    Args:
        figures: the numbers in ``text``.
        text: one segment, with digits in ASCII.
        lang: its language; only English has customary units here.
    """
    if lang != "en":
        return []
    return [
        Measure(figure, tuple(convert(v) for convert in found for v in _singles(figure)))
        for figure in figures
        for pattern, found in _AFTER
        if pattern.match(text, figure.end)
    ]


def explained(
    figure: Figure, own: Iterable[Measure], theirs: Iterable[Measure], others: Iterable[Figure]
) -> bool:
    """Whether ``figure`` stands in the other text in another unit.

    Args:
        figure: a number that one text has and the other has not.
        own: the customary measures of its own text.
        theirs: those of the other text.
        others: all figures of the other text.
    """
    given = [value for other in others for value in _singles(other)]
    if any(
        _near(wanted, value)
        for measure in own
        if measure.figure == figure
        for wanted in measure.values
        for value in given
    ):
        return True
    values = _singles(figure)
    return any(_near(wanted, v) for measure in theirs for wanted in measure.values for v in values)


def _singles(figure: Figure) -> list[float]:
    return [float(next(iter(reading))) for reading in figure.readings if len(reading) == 1]


def _near(wanted: float, given: float) -> bool:
    return abs(wanted - given) <= abs(wanted) * _TOLERANCE
