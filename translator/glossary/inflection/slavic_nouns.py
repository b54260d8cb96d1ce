"""Nouns of Russian and Ukrainian names: as the dictionary declines them, else by their endings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from translator.glossary.inflection.forms import Case
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    PERSON,
    case_of,
    gender_of,
    number_of,
    spelled_alike,
)
from translator.glossary.inflection.slavic_words import LOCATIVE_IN_U, NAMES, OBLIQUE, Endings

Table = dict[tuple[Case, str], list[str]]
"""The forms of a word by case and number (``sing``, ``plur``), the usual one first."""


@dataclass(frozen=True, slots=True)
class Noun:
    """The head of a name, in the nominative.

    ``gender`` is None where adjectives cannot tell it; ``common`` marks a noun of either gender;
    ``personal`` one that the dictionary has as a person's name. Without a ``reading`` by the
    analyser it declines by its ending, or not at all if it is ``fixed``.
    """

    word: str
    gender: str | None
    number: str = "sing"
    animate: bool = False
    common: bool = False
    personal: bool = False
    known: bool = False
    fixed: bool = False
    reading: Any = None

    @property
    def titular(self) -> bool:
        """Whether it is what a person is (*президент*), not what he is called."""
        return self.known and self.animate and not self.personal

    def forms(self, lang: str, number: str, *, living: bool | None = None) -> Table:
        """Its forms in ``number``; see ``noun_forms``."""
        if self.reading is not None:
            if living is None and self.animate and self.reading.tag.POS in ADJECTIVE:
                living = True
            return noun_forms(self.reading, number, lang, living=living)
        if number != self.number:
            return {}
        base = {(Case.NOM, number): [self.word]}
        if self.fixed:
            return base | {(case, number): [self.word] for case in OBLIQUE}
        kind = "plur" if number == "plur" else self.gender or ""
        return base | ended(self.word, NAMES[lang].get(kind, ()), number)


def noun_of(reading: Any) -> Noun:
    """The noun that the analyser reads."""
    grammemes = reading.tag.grammemes
    return Noun(
        reading.word,
        gender_of(reading),
        number_of(reading),
        reading.tag.animacy == "anim",
        bool({"ms-f", "GNdr"} & grammemes),
        bool(PERSON & grammemes),
        reading.is_known,
        "Fixd" in grammemes,
        reading,
    )


def noun_forms(reading: Any, number: str, lang: str, *, living: bool | None = None) -> Table:
    """The forms of a noun by case, the usual one first.

    Args:
        reading: the analyser's, of the nominative.
        number: ``sing`` or ``plur``.
        lang: ``ru`` or ``uk``.
        living: False for a place or thing that the dictionary has as a person, True for a person
            that it has as a thing; None if it is to be believed.
    """
    table: Table = {}
    gender = reading.tag.gender
    in_u = reading.is_known and reading.normal_form in LOCATIVE_IN_U[lang]
    for form in reading.lexeme:
        tag = form.tag
        case = case_of(form, lang)
        if tag.POS != reading.tag.POS or case is None or number_of(form) != number:
            continue
        if tag.POS in ADJECTIVE and (tag.animacy == "anim" or not same_kind(form, reading)):
            continue
        if number == "sing" and tag.gender != gender:
            continue  # a surname's lexeme holds both genders
        if not spelled_alike(form.word, reading.word):
            continue
        words = table.setdefault((case, number), [])
        if tag.case == "loc2":
            if in_u:
                words.insert(0, form.word)  # after в and на, where news needs it: в саду
        elif not {"Litr", "Arch"} & tag.grammemes and form.word not in words:
            words.append(form.word)
    # a man's name in -а (Никита) has an accusative of its own, as a place in -а has
    same = gender == "masc" and not reading.word.endswith(("а", "я"))
    if living is not None and same and (Case.ACC, "sing") in table:
        table[Case.ACC, "sing"] = list(table[Case.GEN, "sing"]) if living else [reading.word]
    if living is False and (Case.NOM, "plur") in table:
        table[Case.ACC, "plur"] = table[Case.NOM, "plur"]
    if lang == "uk":
        _ukrainian_order(table, reading, things=living is False or reading.tag.animacy != "anim")
    return table


def same_kind(form: Any, reading: Any) -> bool:
    """Whether an adjective's form is no comparative, and a participle's of one voice and tense."""
    mine, wanted = form.tag, reading.tag
    if {"Supr", "Cmp2"} & mine.grammemes:
        return False
    return mine.POS != "PRTF" or (mine.voice, mine.tense) == (wanted.voice, wanted.tense)


def _ukrainian_order(table: Table, reading: Any, *, things: bool) -> None:
    """Puts first what is usual to write; both endings are right and both are recognised."""
    word = reading.word
    for case in (Case.DAT, Case.LOC):
        texts = table.get((case, "sing"), [])
        short = min(map(len, texts), default=0) + 1
        texts.sort(key=lambda w: len(w) > short)  # -ові, -еві
    place = (Case.LOC, "sing")
    velar = reading.tag.gender == "masc" and word.endswith(("г", "к", "х"))
    if place in table and (velar or reading.normal_form in LOCATIVE_IN_U["uk"]):
        table[place].sort(key=lambda w: not w.endswith(("у", "ю")))
    if place in table and word.endswith("ий"):
        table[place].sort(key=lambda w: not w.endswith("ому"))  # злотий
    place = (Case.ACC, "plur")
    if place in table and len(table[place]) > 1:
        base = table.get((Case.NOM, "plur"), ())
        table[place].sort(key=lambda w: (w in base) is not things)


def ended(word: str, endings: Sequence[Endings], number: str = "sing") -> Table:
    """The oblique cases of a name by its ending; empty if none of ``endings`` is its own."""
    for ending, (cut, *rest) in endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: len(word) - len(cut)]
            return {(case, number): [stem + end] for case, end in zip(OBLIQUE, rest, strict=True)}
    return {}


def agrees(parses: Sequence[Any], noun: Noun) -> bool:
    """Whether an adjective, in one of its readings, may stand beside ``noun``."""
    return any(
        number_of(p) == noun.number
        and (noun.number == "plur" or noun.common or p.tag.gender == noun.gender)
        for p in parses
    )
