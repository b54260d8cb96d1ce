"""The forms of names, by language: recognising them and giving them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from translator.glossary.inflection.forms import (
    BASE,
    Case,
    Form,
    Hints,
    Inflection,
    Number,
    Paradigm,
    by_hand,
)

__all__ = [
    "BASE",
    "Case",
    "Form",
    "Inflection",
    "Number",
    "Paradigm",
    "give",
    "paradigm",
    "read",
]

INFLECTED = frozenset({"en", "az", "tr", "ru", "uk"})
UNINFLECTED = frozenset({"verb", "adverb", "phrase"})


@lru_cache(maxsize=32768)
def paradigm(
    name: str,
    lang: str,
    pos: str = "",
    hand: tuple[str, ...] = (),
    gender: str = "",
    number: str = "",
) -> Paradigm:
    """All forms of ``name``.

    Args:
        name: the base form.
        lang: its language; one without rules gives the base form and those given by hand.
        pos: the kind of name as the glossary states it; one of ``columns.POS`` steers the rules.
        hand: the glossary's ``forms`` for the language; they come before the rules' own, and a
            form labelled with its case displaces the rules' form for it.
        gender: ``masculine``, ``feminine``, ``neuter``, or empty if the rules are to find out.
        number: ``singular`` or ``plural``: what the base form is, or empty likewise.
    """
    name = unicodedata.normalize("NFC", name)
    given = by_hand(hand)
    labelled = {form.inflection for form in given if form.inflection.tail != "hand"}
    ruled = tuple(
        form
        for form in _rules(name, lang, Hints(pos, gender, number))
        if form.inflection not in labelled
    )
    base = () if any(form.text == name for form in ruled) else (Form(name, BASE),)
    first = tuple(form for form in given if form.inflection.tail != "hand")
    rest = tuple(form for form in given if form.inflection.tail == "hand")
    return Paradigm((*base, *first, *ruled, *rest))


def _rules(name: str, lang: str, hints: Hints) -> tuple[Form, ...]:
    if hints.pos in UNINFLECTED:
        return (Form(name, BASE),)
    if lang in ("az", "tr"):
        from translator.glossary.inflection import turkic

        return turkic.forms(name, lang, hints)
    if lang in ("ru", "uk"):
        from translator.glossary.inflection import slavic

        return slavic.forms(name, lang, hints)
    if lang == "en":
        from translator.glossary.inflection import english

        return english.forms(name, hints)
    return (Form(name, BASE),)


def give(
    name: str,
    lang: str,
    inflection: Inflection,
    pos: str = "",
    hand: tuple[str, ...] = (),
    gender: str = "",
    number: str = "",
    *,
    joined: bool = False,
) -> str:
    """``name`` in the form of ``inflection``, or in the nearest that it has; see ``paradigm``."""
    return paradigm(name, lang, pos, hand, gender, number).give(inflection, joined=joined)


def read(
    words: tuple[str, ...], lang: str, before: tuple[str, ...] | None = None, base: str = ""
) -> Inflection | None:
    """The case and number that ``words`` stand in, or None where nothing tells.

    Args:
        words: the words of a noun phrase as they stand in a text.
        before: the words before them in their clause, in order; None if they are not known.
        base: a name of which they may be a form.
    """
    if not words:
        return None
    if lang in ("ru", "uk"):
        from translator.glossary.inflection import slavic_reading

        return slavic_reading.read(words, lang, before)
    if lang in ("az", "tr"):
        from translator.glossary.inflection import turkic_reading

        return turkic_reading.read(words[-1], lang, base)
    if lang == "en":
        last = words[-1].replace("’", "'")
        return Inflection(Case.GEN) if last.endswith(("'s", "s'")) else BASE
    return None
