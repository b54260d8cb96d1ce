"""The case of a Russian or Ukrainian name, chosen from its role and the words beside it."""

from __future__ import annotations

from translator.glossary.government import case_wanted
from translator.glossary.inflection.forms import Case
from translator.glossary.inflection.slavic_agreement import head_of
from translator.glossary.inflection.slavic_words import GOVERNS, OBLIQUE
from translator.glossary.roles import slavic
from translator.glossary.roles import slavic_evidence as evidence
from translator.glossary.roles.base import Relation, Role, Surroundings, Wanted

_AMBIGUOUS = 5
"""As many cases as a name that does not decline can be."""


def choice(
    relation: Relation | None,
    around: Surroundings,
    cases: frozenset[Case],
    name: str,
    lang: str,
    *,
    handed: bool,
) -> Wanted | None:
    """See ``target.wanted``."""
    outside = around.outside
    last = outside[-1].lower() if outside else ""
    case: Case | None = None
    if relation is None or not handed:
        if last in GOVERNS[lang]:
            case = case_wanted(outside, cases, lang)
        elif handed and last in evidence.AND and Case.NOM in cases:
            case = evidence.conjunct(outside, lang)
        return Wanted(case) if case else None
    adjectives = evidence.agreeing(around.before[len(outside) :], lang) or frozenset()
    if last in GOVERNS[lang]:
        case = _governed(relation, last, adjectives, lang) or case_wanted(outside, cases, lang)
        return Wanted(case) if case else None
    if len(cases) >= _AMBIGUOUS or around.quoted:
        return None
    lost = slavic.put_before(relation, name, lang)
    case = slavic.BARE.get(relation.role) or (lost[1] if lost else None)
    if case is None:
        return None
    if last in evidence.AND or (last == "," and relation.role is not Role.SUBJECT):
        shared = evidence.conjunct(outside, lang)
        differs = shared and case not in evidence.cases_of(outside[-2], lang)
        return Wanted(shared if shared and differs else case)
    if relation.role is Role.SUBJECT and evidence.asks_dative(around.after):
        return Wanted(Case.DAT)
    if _meant_so(relation, around, cases, name, lang):
        return None
    if adjectives and case not in adjectives and Case.NOM not in adjectives:
        return Wanted(next(case for case in OBLIQUE if case in adjectives))
    apposed = evidence.apposed(outside, lang)
    if apposed is not None and relation.role not in (Role.SUBJECT, Role.OBJECT):
        return Wanted(apposed)
    if lost is None:
        nominal = relation.role is Role.OBJECT and evidence.is_action(outside, lang)
        return Wanted(Case.GEN if nominal else case)
    if Case.NOM not in cases and cases != {Case.LOC}:
        return None
    if evidence.is_complement(outside, lang):
        return Wanted(Case.GEN)
    return Wanted(case, lost[0])


def _governed(
    relation: Relation, preposition: str, adjectives: frozenset[Case], lang: str
) -> Case | None:
    """The case after a preposition, if adjectives or the role tell which of several."""
    allowed = GOVERNS[lang][preposition]
    case = slavic.PREPOSITIONS[lang].get(relation.role, {}).get(preposition)
    if not adjectives.isdisjoint(allowed) and case not in adjectives:
        return next(case for case in allowed if case in adjectives)
    return case if case in allowed else None


def _meant_so(
    relation: Relation, around: Surroundings, cases: frozenset[Case], name: str, lang: str
) -> bool:
    """Whether the words beside a name give a reason for the case that it stands in."""
    outside = around.outside
    if Case.NOM not in cases:
        return evidence.licensed(cases, outside, around.after, lang)
    whose = relation.role in (Role.OWNER, Role.ADJUNCT)
    if whose and evidence.completes(outside, lang, known=False):
        return False  # "президент Россия заявил"
    head = head_of(name, lang)
    return head is not None and evidence.is_subject(around.after, head.gender, head.number, lang)
