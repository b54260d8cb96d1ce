"""Russian and Ukrainian adjectives made to agree with a name that stands after them."""

from __future__ import annotations

from translator.glossary.inflection.forms import NO_HINTS, Case, Hints
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    CYRILLIC,
    GENDERS,
    NUMBERS,
    PERSON,
    Head,
    case_of,
    cased,
    has_dictionary,
    number_of,
    parse,
)
from translator.glossary.inflection.slavic import Declension


def head_of(name: str, lang: str, hints: Hints = NO_HINTS) -> Head | None:
    """What adjectives beside ``name`` agree with, or None if nothing tells."""
    rules = Declension(lang, hints)
    plan = rules.plan(name.split(" ")) if has_dictionary(lang) else None
    gender = GENDERS.get(hints.gender)
    if plan is not None and not (gender and not rules.suits(plan[1])):
        _, noun = plan
        guessed = not rules.person and bool(PERSON & noun.tag.grammemes or not noun.is_known)
        return Head(noun.tag.gender, number_of(noun), noun.tag.animacy == "anim" and not guessed)
    number = NUMBERS.get(hints.number, "sing")
    if not gender and CYRILLIC.search(name[-1:]) and name[-1:].lower() not in "аеєёиіїоуыэюяьъ":
        gender = "masc"
    return Head(gender, number, rules.person) if gender or number == "plur" else None


def is_adjective(word: str, lang: str, case: Case) -> bool:
    """Whether ``word`` is most likely an adjective, and may stand in ``case``."""
    readings = parse(word, lang)
    return readings[0].tag.POS in ADJECTIVE and any(
        p.tag.POS in ADJECTIVE and case_of(p, lang) is case for p in readings
    )


def agreeing(word: str, lang: str, head: Head, case: Case, number: str) -> str:
    """``word``, an adjective that stands in ``case``, as it agrees with ``head``.

    Args:
        word: as it stands in a text; see ``is_adjective``.
        number: ``sing`` or ``plur``; what the head stands in.
    """
    readings = parse(word, lang)
    suited = [p for p in readings if p.tag.POS in ADJECTIVE and case_of(p, lang) is case]
    wanted = Declension(lang, NO_HINTS).agreeing(suited, head, case, number)
    if not wanted or word.lower().replace("ё", "е") in (w.replace("ё", "е") for w in wanted):
        return word
    return cased(wanted[0], word)
