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
from translator.languages import lower

_NUMERAL = re.compile(r"[IVXLC]+|\d+(?:-?[а-яії]{1,3})?")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a name's sentence before it, in order, and after it.

    ``between`` counts those right before it that belong to it: numerals, and adjectives that
    agree with it; ``quoted`` is whether the name stands alone in quotation marks.
    """

    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    between: int = 0
    quoted: bool = False

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
        from translator.glossary.inflection.slavic_agreement import head_of

        head = head_of(name, lang) if handed and relation else None
        agreement = (head.gender, head.number) if head else (None, "sing")
        return _slavic(relation, around, frozenset(cases), name, lang, *agreement, handed=handed)
    if lang in turkic.POSTPOSITIONS and relation is not None:
        return _turkic(relation, around, frozenset(cases), lang, handed=handed)
    return None


def _slavic(
    relation: Relation | None,
    around: Surroundings,
    cases: frozenset[Case],
    name: str,
    lang: str,
    gender: str | None,
    number: str,
    *,
    handed: bool,
) -> Wanted | None:
    from translator.glossary.roles import slavic_evidence as evidence

    outside = around.outside
    last = outside[-1].lower() if outside else ""
    governed = GOVERNS[lang].get(last)
    if relation is None or not handed:
        told = None
        if governed is not None:
            told = case_wanted(outside, cases, lang)
        elif handed and last in evidence.AND and Case.NOM in cases:
            told = evidence.conjunct(outside, lang)
        return None if told is None or told in cases else Wanted(told)
    adjectives = evidence.agreeing(around.before[len(outside) :], lang)
    if governed is not None:
        case = slavic.PREPOSITIONS[lang].get(relation.role, {}).get(last)
        if adjectives and not adjectives.isdisjoint(governed) and case not in adjectives:
            case = next(case for case in governed if case in adjectives)
            return None if case in cases & adjectives else Wanted(case)
        if case is None or case not in governed:
            case = case_wanted(outside, cases, lang)
        return None if case is None or case in cases else Wanted(case)
    if len(cases) > 4 or around.quoted:
        return None
    missing = slavic.put_before(relation, name, lang)
    case = slavic.BARE.get(relation.role) or (missing[1] if missing else None)
    if case is None:
        return None
    if last in (*evidence.AND, ","):
        shared = evidence.conjunct(outside, lang)
        if shared is not None and case not in evidence.cases_of(outside[-2], lang):
            case = shared
        return None if case in cases else Wanted(case)
    whose = relation.role in (Role.OWNER, Role.ADJUNCT) and outside
    completes = whose and evidence.is_noun(outside[-1], lang)
    if (
        Case.NOM in cases
        and not completes
        and evidence.is_subject(around.after, gender, number, lang)
    ):
        return None
    if Case.NOM not in cases and evidence.licensed(cases, outside, around.after, lang):
        return None
    if adjectives and case not in adjectives and Case.NOM not in adjectives:
        case = next(iter(adjectives)) if len(adjectives) == 1 else case
    if missing is None:
        return None if case in cases else Wanted(case)
    if Case.NOM not in cases and cases != {Case.LOC}:
        return None
    if evidence.is_apposed(outside, lang):
        return None
    if evidence.is_complement(outside, lang):
        return None if Case.GEN in cases else Wanted(Case.GEN)
    return Wanted(case, missing[0])


def _turkic(
    relation: Relation, around: Surroundings, cases: frozenset[Case], lang: str, *, handed: bool
) -> Wanted | None:
    following = lower(around.after[0], lang) if around.after else ""
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
        if (
            around.after[:1] in ((",",), ("/",))
            and around.after[1:2]
            and around.after[1][0].isupper()
        ):
            return None  # the first of several
        modifies = around.after and turkic.POSSESSED.fullmatch(around.after[0])
        if modifies and relation.role in (Role.PLACE, Role.ORIGIN, Role.GOAL):
            return None
        if relation.role is Role.OBJECT and not relation.definite:
            return None
        if relation.role is Role.OWNER and around.after and around.after[0][:1].isupper():
            return None  # an office or an institution: Almanya Başbakanı
    return Wanted(fitting[0])
