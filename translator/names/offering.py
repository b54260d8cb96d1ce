"""Names as concepts of one article: preferred, never required, and after any glossary's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.glossary.concept import CaseRule, Concept, Policy, TermMatch, Variant
from translator.glossary.matching import Matcher
from translator.glossary.recognise import find_names
from translator.names import carrying, russian
from translator.names.finding import Name, names_in
from translator.names.lexicon import LANGS
from translator.segments import Segment, outside

PREFIX = "name:"


def is_local(concept: Concept) -> bool:
    """Whether a concept is a name found in an article, of no glossary."""
    return concept.id.startswith(PREFIX)


def with_names(segments: Sequence[Segment], lang: str, target_lang: str) -> tuple[Segment, ...]:
    """The segments of an article with the names that no glossary term covers among their matches.

    Args:
        segments: all of one article, in order.
        lang: their language.
        target_lang: the language to translate into.
    """
    if lang not in LANGS or target_lang not in LANGS:
        return tuple(segments)
    found = names_in([segment.text for segment in segments], lang)
    every: dict[str, Concept] = {}
    for concept in (concept for name in found for concept in concepts_of(name, lang)):
        every.setdefault(concept.id, concept)
    concepts = [concept for concept in every.values() if concept.preferred(target_lang)]
    if not concepts:
        return tuple(segments)
    matcher = Matcher(concepts, lang)
    return tuple(joined(segment, matcher.match(segment.text)) for segment in segments)


def carried_on(segment: Segment, before: Iterable[TermMatch], lang: str) -> Segment:
    """``segment``, a translation on its way, with the names of the sentence that it was made of."""
    names = {match.concept.id: match.concept for match in before if is_local(match.concept)}
    matches = [
        TermMatch(found.start, found.end, found.text, concept)
        for concept in names.values()
        for found in find_names(concept, segment.text, lang)
    ]
    return joined(segment, matches)


def joined(segment: Segment, names: Sequence[TermMatch]) -> Segment:
    """``segment`` with those of ``names`` that touch nothing found or protected before."""
    taken = [*segment.protected, *((match.start, match.end) for match in segment.matches)]
    free = outside(taken, names)
    if not free:
        return segment
    matches = sorted((*segment.matches, *free), key=lambda match: match.start)
    return replace(segment, matches=tuple(matches))


def concepts_of(name: Name, lang: str) -> tuple[Concept, ...]:
    """The concepts of a name found in a text of ``lang``: a person's, and the surname's alone."""
    if name.place:
        return (_concept("", name, lang),)
    surname = _concept("", name, lang)
    return (_concept(name.given, name, lang), surname) if name.given else (surname,)


def _concept(given: str, name: Name, lang: str) -> Concept:
    whole = _whole(given, name.last, name)
    names = {lang: (Variant(whole),)}
    forms = {}
    if lang == "ru" and not name.place:
        forms["ru"] = _russian(given, name.last, name)
    for target in LANGS:
        if target == lang:
            continue
        first, last = _carried(given, name, lang, target)
        if not last or (given and not first):
            continue
        names[target] = (Variant(_whole(first, last, name)),)
        if target == "ru" and not name.place and (name.gender or last.endswith(("ов", "ев"))):
            forms["ru"] = _russian(first, last, name)
    kind = "place" if name.place else "person"
    return Concept(
        f"{PREFIX}{whole}{':f' if name.gender == 'f' else ''}",
        names,
        Policy.PREFER,
        CaseRule.EXACT,
        pos=kind,
        forms=forms,
    )


def _whole(given: str, last: str, name: Name) -> str:
    parts = (last, given) if name.official else (given, last)
    return " ".join(filter(None, parts))


def _russian(given: str, last: str, name: Name) -> tuple[str, ...]:
    return russian.labelled(given, last, name.gender or "m", surname_first=name.official)


def _carried(given: str, name: Name, lang: str, target: str) -> tuple[str, str]:
    if name.place:
        return "", carrying.place(name.last, lang, target)
    first = carrying.given(given, lang, target, name.origin) if given else ""
    return first, carrying.surname(name.last, lang, target, name.origin)
