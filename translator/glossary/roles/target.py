"""The case that a name is to stand in, from what the source makes of it and the words beside it.

The evidence, strongest first: an adposition beside the name in the target; the role that the source
gives it; the form that the model wrote. A form in a case of its own is a model's own decision; the
base form is also what a model writes for want of anything better, most of all one that was handed
the name so.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from translator.glossary.government import case_wanted
from translator.glossary.inflection.forms import Case
from translator.glossary.inflection.slavic_words import GOVERNS
from translator.glossary.roles import slavic, turkic
from translator.glossary.roles.base import Relation, Role

_NUMERAL = re.compile(r"[IVXLC]+|\d+(?:-?[а-яії]{1,3})?")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a name's sentence before it, in order, and after it.

    ``between`` counts those right before it that belong to it: numerals, and adjectives that
    agree with it.
    """

    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    between: int = 0

    @property
    def outside(self) -> tuple[str, ...]:
        """The words before the name and what belongs to it."""
        return self.before[: len(self.before) - self.between]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The case to put a name in, and a preposition to put before it where one is missing."""

    case: Case
    preposition: str = ""


def wanted(
    relation: Relation | None,
    around: Surroundings,
    cases: Collection[Case],
    name: str,
    lang: str,
    *,
    handed: bool,
) -> Wanted | None:
    """What a name has to become, or None where it can stay as it is.

    Args:
        relation: what the source says of it, if anything.
        around: the words beside it in the target.
        cases: those that the form that stands there can be.
        name: its base form.
        lang: the target's language.
        handed: whether the model was handed the name in its base form; the form that it wrote then
            counts for less than the role in the source.
    """
    if lang in GOVERNS:
        return _slavic(relation, around, frozenset(cases), name, lang, handed=handed)
    if lang in turkic.POSTPOSITIONS and relation is not None:
        return _turkic(relation, around, frozenset(cases), lang, handed=handed)
    return None


def _slavic(
    relation: Relation | None,
    around: Surroundings,
    cases: frozenset[Case],
    name: str,
    lang: str,
    *,
    handed: bool,
) -> Wanted | None:
    outside = around.outside
    preposition = outside[-1].lower() if outside else ""
    governed = GOVERNS[lang].get(preposition)
    if governed is not None:
        case = None
        if relation is not None and handed:
            case = slavic.PREPOSITIONS[lang].get(relation.role, {}).get(preposition)
        if case is None or case not in governed:
            case = case_wanted(outside, cases, lang)
        return None if case is None or case in cases else Wanted(case)
    if relation is None or not handed or len(cases) > 4:
        return None
    case = slavic.BARE.get(relation.role)
    if case is not None:
        return None if case in cases else Wanted(case)
    missing = slavic.put_before(relation, name, lang)
    if missing is None:
        return None
    word, case = missing
    if preposition in ("и", "или", "а", "та", "й", "і", "або", ","):
        return None if case in cases else Wanted(case)
    if Case.NOM in cases or cases == {Case.LOC}:
        return Wanted(case, word)
    return None


def _turkic(
    relation: Relation, around: Surroundings, cases: frozenset[Case], lang: str, *, handed: bool
) -> Wanted | None:
    following = around.after[0].lower() if around.after else ""
    governed = turkic.POSTPOSITIONS[lang].get(following)
    if governed is not None:
        if governed in cases or (governed is Case.NOM and Case.GEN in cases):
            return None
        return Wanted(governed) if handed else None
    fitting = turkic.CASES.get(relation.role)
    if not handed or fitting is None or cases & set(fitting):
        return None
    if Case.NOM in cases:
        if relation.role not in turkic.BESIDE_BASE or following in turkic.AND[lang]:
            return None
        if relation.role is Role.OBJECT and not relation.definite:
            return None
        if relation.role is Role.OWNER and around.after and around.after[0][:1].isupper():
            return None  # an office or an institution: Almanya Başbakanı
    return Wanted(fitting[0])
