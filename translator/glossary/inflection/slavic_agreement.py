"""Russian and Ukrainian adjectives made to agree with a name that stands after them."""

from __future__ import annotations

from translator.glossary.inflection.forms import NO_HINTS, Case, Hints
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    CYRILLIC,
    GENDERS,
    NUMBERS,
    Head,
    case_of,
    cased,
    has_dictionary,
    parse,
)
from translator.glossary.inflection.slavic import suits
from translator.glossary.inflection.slavic_heads import Heads
from translator.glossary.inflection.slavic_heads import agreeing as agreeing_forms
from translator.glossary.inflection.slavic_persons import hinted


def head_of(name: str, lang: str, hints: Hints = NO_HINTS) -> Head | None:
    """What adjectives beside ``name`` agree with, or None if nothing tells."""
    words = name.split(" ")
    if has_dictionary(lang):
        hints = hinted(words, lang, hints)
    rules = Heads(lang, hints)
    plan = rules.plan(words) if has_dictionary(lang) else None
    gender = GENDERS.get(hints.gender)
    if plan is not None and (gender is None or suits(plan[1], hints)):
        _, noun = plan
        guessed = not rules.person and (noun.personal or not noun.known)
        return Head(noun.gender, noun.number, noun.animate and not guessed)
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
    wanted = agreeing_forms(suited, lang, head, case, number)
    if not wanted or word.lower().replace("ё", "е") in (w.replace("ё", "е") for w in wanted):
        return word
    return cased(wanted[0], word)
