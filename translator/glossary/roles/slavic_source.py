"""The role of a name in a Russian or Ukrainian sentence: its preposition and its own case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.glossary.inflection import morphology
from translator.glossary.inflection.forms import Case, Inflection
from translator.glossary.inflection.slavic_words import GOVERNS
from translator.glossary.roles import slavic
from translator.glossary.roles import slavic_evidence as evidence
from translator.glossary.roles.base import Relation, Role

_WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s\"«»“”„]")
_SEVERAL = {"у", "по", "за"}
"""Prepositions of too many senses."""
_BARE = {
    Case.NOM: Role.SUBJECT,
    Case.GEN: Role.OWNER,
    Case.DAT: Role.RECIPIENT,
    Case.ACC: Role.OBJECT,
    Case.INS: Role.AGENT,
}


def relation(before: str, after: str, places: Sequence[Inflection], lang: str) -> Relation | None:
    """What a name is of whose form ``places`` tell and which stands between the two texts."""
    if not morphology.has_dictionary(lang):
        return None
    words = _WORD.findall(before[-120:])[-8:]
    while words and (
        words[-1].isdecimal()
        or re.fullmatch("[IVXLC]+", words[-1])
        or morphology.parse(words[-1], lang)[0].tag.POS in morphology.ADJECTIVE
    ):
        words.pop()
    cases = {place.case for place in places}
    last = words[-1].lower() if words else ""
    if last in GOVERNS[lang]:
        return None if last in _SEVERAL else _after_preposition(last, cases, lang)
    if last in evidence.AND or last == ",":
        return None
    following = _WORD.findall(after[:60])[:3]
    if len(cases) == 1:
        (case,) = cases
        if case is Case.NOM and not words and not following:
            return Relation(Role.NAMED)
        return Relation(_BARE[case]) if case in _BARE else None
    if Case.NOM in cases:
        verb = any(morphology.parse(w, lang)[0].tag.POS == "VERB" for w in words[-1:])
        return Relation(Role.OBJECT) if verb else None if words else Relation(Role.SUBJECT)
    if Case.GEN in cases and words and evidence.is_noun(words[-1], lang):
        return Relation(Role.OWNER)
    return None


def _after_preposition(word: str, cases: set[Case], lang: str) -> Relation | None:
    for role, prepositions in slavic.PREPOSITIONS[lang].items():
        if role not in (Role.OWNER, Role.AGENT) and prepositions.get(word) in cases:
            return Relation(role, word)
    return None
