"""The forms of names, by language: recognising them and giving them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from translator.glossary.inflection.forms import (
    BASE,
    Case,
    Form,
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

INFLECTED = frozenset({"en", "az", "tr", "ru"})


@lru_cache(maxsize=32768)
def paradigm(name: str, lang: str, pos: str = "", hand: tuple[str, ...] = ()) -> Paradigm:
    """All forms of ``name``.

    Args:
        name: the base form.
        lang: its language; one without rules gives the base form and those given by hand.
        pos: the kind of name as the glossary states it (``person`` matters in Russian).
        hand: the glossary's ``forms`` for the language; they come before the rules' own, and a
            form labelled with its case displaces the rules' form for it.
    """
    name = unicodedata.normalize("NFC", name)
    given = by_hand(hand)
    labelled = {form.inflection for form in given if form.inflection.tail != "hand"}
    ruled = tuple(form for form in _rules(name, lang, pos) if form.inflection not in labelled)
    base = () if any(form.text == name for form in ruled) else (Form(name, BASE),)
    first = tuple(form for form in given if form.inflection.tail != "hand")
    rest = tuple(form for form in given if form.inflection.tail == "hand")
    return Paradigm((*base, *first, *ruled, *rest))


def _rules(name: str, lang: str, pos: str) -> tuple[Form, ...]:
    if lang in ("az", "tr"):
        from translator.glossary.inflection import turkic

        return turkic.forms(name, lang)
    if lang == "ru":
        from translator.glossary.inflection import russian

        return russian.forms(name, pos)
    if lang == "en":
        from translator.glossary.inflection import english

        return english.forms(name)
    return (Form(name, BASE),)


def give(
    name: str,
    lang: str,
    inflection: Inflection,
    pos: str = "",
    hand: tuple[str, ...] = (),
) -> str:
    """``name`` in the form of ``inflection``, or in the nearest that it has."""
    return paradigm(name, lang, pos, hand).give(inflection)


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
    if lang == "ru":
        from translator.glossary.inflection import russian

        return russian.read(words, before)
    if lang in ("az", "tr"):
        from translator.glossary.inflection import turkic

        return turkic.read(words[-1], lang, base)
    if lang == "en":
        last = words[-1].replace("’", "'")
        return Inflection(Case.GEN) if last.endswith(("'s", "s'")) else BASE
    return None
