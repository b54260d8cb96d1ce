"""Reading the case and number of Russian and Ukrainian words in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translator.glossary.inflection.forms import Case, Inflection, Number
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    CYRILLIC,
    case_of,
    core,
    has_dictionary,
    number_of,
    parse,
)
from translator.glossary.inflection.slavic_words import GOVERNS


def read(words: Sequence[str], lang: str, before: Sequence[str] | None = None) -> Inflection | None:
    """The case and number that ``words`` stand in, or None if nothing tells.

    Args:
        words: the words of a noun phrase as they stand in a text, the head among them.
        lang: ``ru`` or ``uk``.
        before: the words before them, in the text's order; a preposition there, with only
            adjectives and figures between, narrows the case; None if they are not known.
    """
    if not has_dictionary(lang):
        return None
    governed, between = (None, []) if before is None else _governed(before, lang)
    places: dict[tuple[Case, Number], float] | None = None
    for word in (*between, *words):
        inner = core(word)[1]
        if not CYRILLIC.search(inner) or all("Fixd" in p.tag.grammemes for p in parse(inner, lang)):
            continue
        here = _readings(inner, lang, governed)
        if not here:
            continue
        kinds = {p.tag.POS for p in parse(inner, lang)}
        noun = "NOUN" in kinds and word in words and not ADJECTIVE & kinds
        if places is None:
            places = here
        else:
            shared = {place: places[place] * here[place] for place in places if place in here}
            # where adjective and noun disagree the noun is more to be trusted
            places = shared or (here if noun else places)
        if noun:
            break
    if places:
        case, number = max(places, key=lambda place: places[place])
        return Inflection(case, number)
    if governed and len(governed) <= 2:
        return Inflection(governed[0])
    return None


_FIGURE = re.compile(r"[\dIVXLC]+(?:-?[а-яії]{1,3})?")


def _governed(before: Sequence[str], lang: str) -> tuple[tuple[Case, ...], list[str]]:
    """The cases that the preposition before a phrase allows, and the adjectives after it.

    Without a preposition the locative is out of the question.
    """
    between: list[str] = []
    for word in reversed(before[-4:]):
        if word.lower() in GOVERNS[lang]:
            return GOVERNS[lang][word.lower()], between
        if _FIGURE.fullmatch(word):
            continue
        if not CYRILLIC.search(word) or parse(word, lang)[0].tag.POS not in ADJECTIVE:
            break
        between.insert(0, word)
    return tuple(case for case in Case if case is not Case.LOC), between


def _readings(
    word: str, lang: str, governed: Iterable[Case] | None
) -> dict[tuple[Case, Number], float]:
    found: dict[tuple[Case, Number], float] = {}
    for p in parse(word, lang):
        case = case_of(p, lang)
        if p.tag.POS not in ("NOUN", *ADJECTIVE) or case is None:
            continue
        if governed is not None and case not in governed:
            continue
        place = (case, Number(number_of(p)))
        found[place] = found.get(place, 0.0) + p.score
    return found
