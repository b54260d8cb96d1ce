"""What is common to the forms of all languages: case, number, possessor and paradigms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Case(StrEnum):
    """Grammatical cases, of all languages together."""

    NOM = "nom"
    GEN = "gen"
    DAT = "dat"
    ACC = "acc"
    INS = "ins"
    LOC = "loc"
    ABL = "abl"
    VOC = "voc"


class Number(StrEnum):
    """Grammatical number."""

    SING = "sing"
    PLUR = "plur"


@dataclass(frozen=True, slots=True)
class Inflection:
    """The place of a form in its paradigm.

    ``owner`` is the person and number of the possessor where the noun itself shows it
    (Turkic: ``1sg`` to ``3pl``); ``tail`` is what follows the case: ``ki`` (the relative suffix),
    ``dir`` (the copula), ``ord`` (the ordinal of a figure) or ``hand``. The English genitive is
    ``Case.GEN``.
    """

    case: Case = Case.NOM
    number: Number = Number.SING
    owner: str = ""
    tail: str = ""


BASE = Inflection()


@dataclass(frozen=True, slots=True)
class Hints:
    """What a glossary says of a name's grammar, in the words of ``columns``; empty: nothing."""

    pos: str = ""
    gender: str = ""
    number: str = ""


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form as it is written.

    ``suffix`` is what was added to the unchanged base after an apostrophe or a hyphen, and is
    empty for a form written as one word; ``text`` is the whole form.
    """

    text: str
    inflection: Inflection
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Paradigm:
    """All forms of a name; the first form of an inflection is the one to write."""

    forms: tuple[Form, ...]

    def give(self, inflection: Inflection, *, joined: bool = False) -> str:
        """The form for ``inflection``, or for the nearest one that the name has.

        Args:
            joined: of two ways to write it the one without an apostrophe or a hyphen.
        """
        near = (
            lambda place: place == inflection,
            lambda place: (
                (place.case, place.number, place.tail) == (inflection.case, inflection.number, "")
            ),
            lambda place: (place.case, place.tail) == (inflection.case, ""),
            lambda place: (place.case, place.tail) == (Case.NOM, ""),
        )
        forms = sorted(self.forms, key=lambda form: bool(form.suffix)) if joined else self.forms
        for suits in near:
            for form in forms:
                if suits(form.inflection):
                    return form.text
        return self.forms[0].text


_CASES = {case.value: case for case in Case}
_NUMBERS = {"": Number.SING, "sing": Number.SING, "plur": Number.PLUR}
FORM_LABELS = tuple(
    f"{case}.{number}" if number else case for case in ("all", *_CASES) for number in _NUMBERS
)
"""What may stand before ``=`` in a glossary's ``forms``."""


def by_hand(entries: Iterable[str]) -> tuple[Form, ...]:
    """Forms given in a glossary's ``forms`` column.

    An entry is a form, or a form labelled with its case and number: ``gen=Зангезура``,
    ``gen.plur=…``; ``all=…`` is the form for every case, of a name that does not decline. One
    without a label is recognised but never written.
    """
    forms: list[Form] = []
    for entry in entries:
        label, sign, text = entry.partition("=")
        case, _, number = label.strip().partition(".")
        if sign and label.strip() in FORM_LABELS:
            cases = Case if case == "all" else (_CASES[case],)
            forms += [Form(text.strip(), Inflection(c, _NUMBERS[number])) for c in cases]
        else:
            forms.append(Form(entry.strip(), Inflection(tail="hand")))
    return tuple(form for form in forms if form.text)
