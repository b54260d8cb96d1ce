"""Persons' names in Russian and Ukrainian: who is one, of which gender, how each part declines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from translator.glossary.inflection.forms import Case, Hints
from translator.glossary.inflection.morphology import PERSON, case_of, number_of, parse
from translator.glossary.inflection.slavic_nouns import Table, ended, noun_forms
from translator.glossary.inflection.slavic_words import (
    RANKS,
    SONS,
    SURNAME_ENDINGS,
    SURNAMES,
)


def surname_gender(words: Sequence[str], lang: str) -> str | None:
    """``masc`` or ``femn`` where the last of a person's names tells it: *Алиев*, *Алиева*."""
    if len(words) < 2:
        return None
    last = words[-1].lower()
    for gender, endings in SURNAME_ENDINGS[lang].items():
        if last.endswith(endings) and len(last) > 4:
            return gender
    return None


def hinted(words: Sequence[str], lang: str, hints: Hints) -> Hints:
    """``hints``, with the kind of a name that is evidently a person's (*Мехрибан Алиева*).

    It has capitals throughout and begins with a given name and ends as surnames do, or begins
    with a word that the dictionary does not know and ends in -ов, -ев or -ова, -ева.
    """
    if hints.pos or not 2 <= len(words) <= 5 or surname_gender(words, lang) is None:
        return hints
    fathers = names_of_father(words)
    proper = (w for i, w in enumerate(words) if i not in fathers)
    if not all(w[:1].isupper() and w.isalpha() and not w.isupper() for w in proper):
        return hints
    known = [p for p in parse(words[0], lang) if p.is_known]
    likely = [p for p in known if p.score == known[0].score]
    named = any("Name" in p.tag.grammemes for p in likely)
    if named or (not known and words[-1].lower().endswith(_SURE[lang])):
        return replace(hints, pos="person")
    return hints


_SURE = {
    "ru": ("ов", "ев", "ёв", "ова", "ева", "ёва"),
    "uk": ("ов", "ев", "єв", "ова", "ева", "єва"),
}


def personal(word: str, lang: str) -> list[Any]:
    """The readings of ``word`` as a person's name in the nominative."""
    return [
        p
        for p in parse(word, lang)
        if p.tag.POS == "NOUN"
        and case_of(p, lang) is Case.NOM
        and PERSON & p.tag.grammemes
        and number_of(p) == "sing"
    ]


def name_forms(word: str, gender: str | None, lang: str) -> Table:
    """The forms of one of a person's names; empty if it does not decline for that gender."""
    if ranked(word):
        first, _, rank = word.rpartition("-")
        table = name_forms(rank, gender, lang)
        return {at: [f"{first}-{text}" for text in texts] for at, texts in table.items()}
    suited = [p for p in personal(word, lang) if {gender, "ms-f"} & p.tag.grammemes]
    if suited and (lang == "ru" or any(p.is_known for p in suited)):
        return noun_forms(max(suited, key=lambda p: p.score), "sing", lang, living=True)
    return ended(word, SURNAMES[lang].get(gender or "", ()))


def ranked(word: str) -> bool:
    """Whether a name ends in a rank, which alone declines: *Гасан-бек*, *Гасан-бека*."""
    first, _, last = word.rpartition("-")
    return bool(first) and last.lower() in RANKS


def names_of_father(words: Sequence[str]) -> frozenset[int]:
    """The places of a father's name and *оглы* or *кызы* after it, which do not decline."""
    sons = [i for i, word in enumerate(words) if i and word.lower() in SONS]
    return frozenset((*sons, *(i - 1 for i in sons)))
