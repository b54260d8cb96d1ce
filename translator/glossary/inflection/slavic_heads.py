"""The head noun of a Russian or Ukrainian name, and the adjectives that agree with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from translator.glossary.inflection.forms import Case, Hints
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    CYRILLIC,
    GENDERS,
    NUMBERS,
    PERSON,
    Head,
    case_of,
    core,
    gender_of,
    number_of,
    parse,
    spelled_alike,
)
from translator.glossary.inflection.slavic_nouns import Noun, agrees, noun_of, same_kind
from translator.glossary.inflection.slavic_words import (
    AND,
    COMPARATIVES,
    FOREIGN_ATTRIBUTES,
    OFFICES,
)

Readings = Sequence[Any]
_VOWEL = "аеєёиіїоуыэюя"
_MINISTRY = re.compile(r"Мін|Мин")
_ADJECTIVE_ENDS = (
    *("ий", "ый", "ой", "ій", "ая", "яя", "ое", "ее", "ые", "ие"),
    *("ська", "цька", "ське", "цьке"),
)
_SMALL_WORDS = {"PREP", "CONJ", "PRCL", "ADVB", "INFN"}


def adjective(word: str, lang: str) -> list[Any]:
    """The readings of ``word`` as an adjective in the nominative, the likeliest first."""
    found = [
        p
        for p in parse(word, lang)
        if p.tag.POS in ADJECTIVE
        and case_of(p, lang) is Case.NOM
        and "Fixd" not in p.tag.grammemes
        and (p.is_known or "Poss" not in p.tag.grammemes)
    ]
    return sorted(found, key=lambda p: p.normal_form in COMPARATIVES)


def agreeing(parses: Readings, lang: str, head: Head, case: Case, number: str) -> list[str]:
    """The forms of an adjective that agree with ``head`` put into ``case`` and ``number``."""
    gender, animate = head.gender or "masc", head.animate
    for reading in parses:
        words: list[str] = []
        for form in reading.lexeme:
            tag = form.tag
            if tag.POS not in ADJECTIVE or case_of(form, lang) is not case:
                continue
            if not same_kind(form, reading) or number_of(form) != number:
                continue
            if not spelled_alike(form.word, reading.word):
                continue
            if number == "sing" and tag.gender != gender:
                continue
            if case is Case.ACC and tag.animacy not in (None, "anim" if animate else "inan"):
                continue
            if form.word not in words:
                words.append(form.word)
        if lang == "uk" and case is Case.ACC and len(words) > 1:
            # its adjectives do not say which of the two forms is for the living
            ending = ("ого", "іх", "их") if animate else ("ий", "ій", "і")
            words = [word for word in words if word.endswith(ending)] or words
        if lang == "uk" and case is Case.LOC:
            words.sort(key=lambda word: not word.endswith("ому"))
        if words:
            return words
    return []


@dataclass(frozen=True, slots=True)
class Heads:
    """Finding the head of a name under the hints that a glossary gives."""

    lang: str
    hints: Hints

    @property
    def person(self) -> bool:
        return self.hints.pos == "person"

    def plan(self, words: Sequence[str]) -> tuple[int, Noun] | None:
        """The head noun's place and the noun: the first after agreeing adjectives only.

        Where no noun agrees with them, the word after them is declined by its ending.
        """
        return self._plan(words, 0, (), False) or self._plan(words, 0, (), True)

    def _plan(
        self, words: Sequence[str], at: int, before: tuple[Readings, ...], guess: bool
    ) -> tuple[int, Noun] | None:
        inner = core(words[at])[1]
        following = core(words[at + 1])[1] if at + 1 < len(words) else ""
        if following and inner.lower() in FOREIGN_ATTRIBUTES:
            return self._plan(words, at + 1, before, guess)
        if following and before and inner in AND[self.lang] and adjective(following, self.lang):
            return self._plan(words, at + 1, before, guess)  # экономический и социальный
        if abbreviation := _abbreviation(inner, words, before, self.lang):
            return at, abbreviation
        modifiers = adjective(inner, self.lang) if CYRILLIC.search(inner) else []
        noun = self._head(inner, before, alone=not following[:1].isupper())
        owned = noun is not None and noun.known and len(following) > 1 and following.isupper()
        if modifiers and following and not owned:  # рада ООН is no adjective
            found = self._plan(words, at + 1, (*before, modifiers), guess)
            if found is not None:
                return found
        if noun is not None and modifiers and following:
            noun = noun if noun.known and (self.person or not noun.personal) else None
        foreign = noun is not None and not self.person and not noun.known
        if foreign and _foreign(following, self.lang):
            return None  # Хьюман Райтс Вотч
        if noun is not None:
            return at, noun
        if modifiers and not following and inner[:1].isupper() and inner not in AND[self.lang]:
            shaped = any(p.is_known for p in modifiers) or inner.endswith(_ADJECTIVE_ENDS)
            fitting = [p for p in modifiers if all(_alike(other, p) for other in before)]
            if fitting and shaped:
                return at, noun_of(fitting[0])  # an adjective for a name: Грозный, Жилой
        if guess and before and (guessed := self._guessed(inner, before)):
            return at, guessed
        if guess and modifiers and not before and _small_word(following, self.lang):
            p = modifiers[0]  # an adjective for a person: уполномоченный по правам
            return at, Noun(inner, gender_of(p), number_of(p), True, known=True, reading=p)
        return None

    def _head(self, word: str, before: Sequence[Readings], *, alone: bool) -> Noun | None:
        """``word`` as a noun in the nominative that agrees with ``before`` and suits the hints.

        ``alone``: no other name follows it, so that it may be a place's rather than a man's.
        """
        if not CYRILLIC.search(word) or _small_word(word, self.lang):
            return None
        nouns = [p for p in parse(word, self.lang) if self._nominative(p, word)]
        if _ministry(word, nouns, self.lang):
            return Noun(word, "neut", known=True, fixed=True)
        if before:
            fitting = [p for p in nouns if all(agrees(other, noun_of(p)) for other in before)]
            fixed = [p for p in nouns if "Fixd" in p.tag.grammemes and not PERSON & p.tag.grammemes]
            if not fitting and fixed:
                return _undeclined(word, before)
            nouns = fitting
        reading = self._likeliest(nouns, word, alone)
        return None if reading is None else noun_of(reading)

    def _nominative(self, reading: Any, word: str) -> bool:
        if reading.tag.POS != "NOUN" or case_of(reading, self.lang) is not Case.NOM:
            return False
        grammemes = reading.tag.grammemes
        if "Abbr" in grammemes and not word.isupper() and word[:1].isupper():
            return False  # Гуам is no ГУАМ
        many = number_of(reading) == "plur" and self.hints.number != "plural"
        if many and word[:1].isupper() and "ё" in reading.word and "ё" not in word.lower():
            return False  # Тесла is no тёсла
        guess = "Fixd" in grammemes and not reading.is_known and not self.person
        return not (guess and word[-1:] not in "еєиіїоуыэю")

    def _likeliest(self, nouns: Sequence[Any], word: str, alone: bool) -> Any | None:
        if not nouns:
            return None
        singular = [p for p in nouns if number_of(p) == "sing"]
        known = [p for p in nouns if p.is_known or is_compound(word, self.lang)]
        wanted = [p for p in nouns if self._wanted(p)]
        if not known and not singular and word[:1].isupper() and self.hints.number != "plural":
            return None  # a foreign name in -и or -ы is not a plural
        if self.hints.gender or self.hints.number:
            known = [p for p in known if p in wanted]
            pool = known or wanted or list(nouns)
        else:
            pool = known or singular or list(nouns)
        if self.person:
            pool = [p for p in pool if PERSON & p.tag.grammemes] or pool
        elif not any(p.is_known for p in pool):
            pool = (
                [p for p in pool if p.tag.animacy == "inan" and not PERSON & p.tag.grammemes]
                or [p for p in pool if p.tag.animacy == "inan"]
                or pool
            )
        elif self.hints.pos:
            pool = [p for p in pool if p.tag.animacy == "inan"] or pool
        elif alone and word[:1].isupper() and PERSON & pool[0].tag.grammemes:
            pool = [p for p in pool if "Geox" in p.tag.grammemes] or pool  # Джуба

        living = self.person or word.lower() in OFFICES

        def likeliest(p: Any) -> tuple[float, bool]:
            thing = p.tag.animacy == "inan"
            if living:
                return p.score, not thing
            return p.score + 0.1 * thing, thing  # швейцарский франк is no Frank

        return max(pool, key=likeliest)

    def _wanted(self, reading: Any) -> bool:
        noun = noun_of(reading)
        gender, number = GENDERS.get(self.hints.gender), NUMBERS.get(self.hints.number)
        if number not in (None, noun.number):
            return False
        return gender is None or noun.number == "plur" or noun.common or noun.gender == gender

    def _guessed(self, word: str, before: Sequence[Readings]) -> Noun | None:
        """``word`` as the noun that the adjectives before it ask for (*армянский драм*)."""
        known = [p for p in parse(word, self.lang) if p.is_known]
        if any(p.tag.POS in _SMALL_WORDS for p in known):
            return None
        cases = {case_of(p, self.lang) for p in known if p.tag.POS == "NOUN"}
        if cases & {Case.DAT, Case.INS, Case.LOC} and Case.NOM not in cases:
            return None  # заведующий кафедрой
        return _undeclined(word, before, declined=True)


def _undeclined(word: str, before: Sequence[Readings], *, declined: bool = False) -> Noun | None:
    """A noun of the gender and number that all adjectives before it share.

    With ``declined`` one that takes the endings of its gender, if its last letter is one of them.
    """
    for p in before[-1]:
        gender, number = gender_of(p), number_of(p)
        if not all(_alike(other, p) for other in before[:-1]):
            continue
        last = word[-1:].lower()
        ends = {
            "masc": last.isalpha() and last not in _VOWEL and CYRILLIC.search(last),
            "femn": last in ("а", "я", "ь") and word[-2:-1].lower() not in _VOWEL.replace("и", ""),
        }
        takes = last in "иы" if number == "plur" else ends.get(gender or "", False)
        return Noun(word, gender, number, known=True, fixed=not (declined and takes))
    return None


def _alike(parses: Readings, reading: Any) -> bool:
    return any(
        number_of(p) == number_of(reading)
        and (number_of(p) == "plur" or p.tag.gender == reading.tag.gender)
        for p in parses
    )


def _abbreviation(
    word: str, words: Sequence[str], before: Sequence[Readings], lang: str
) -> Noun | None:
    """An abbreviation at the head of several words: *УК Азербайджана*, *РКИК ООН*."""
    if len(words) < 2 or len(word) < 2 or not word.isupper() or not CYRILLIC.search(word):
        return None
    readings = [p for p in parse(word, lang) if p.is_known]
    short = any("Abbr" in p.tag.grammemes for p in readings)
    if not short and readings and all(part.isupper() for part in words):
        return None  # a headline
    if before:
        fitting = [p for p in readings if p.tag.POS == "NOUN" and _agrees_all(before, p)]
        noun = noun_of(fitting[0]) if fitting else None
        gender = noun.gender if noun else None
        made = _undeclined(word, before)
        return Noun(word, gender, known=True, fixed=True) if gender else made
    return Noun(word, None, known=True, fixed=True)


def _agrees_all(before: Sequence[Readings], reading: Any) -> bool:
    noun = noun_of(reading)
    return all(agrees(other, noun) for other in before)


def _ministry(word: str, nouns: Sequence[Any], lang: str) -> bool:
    """Whether ``word`` is *Мин-* before a genitive, which does not decline: *Минспорта*."""
    rest = word[3:]
    if not _MINISTRY.match(word) or len(rest) < 4 or any(p.is_known for p in nouns):
        return False
    return any(
        p.is_known and p.tag.POS == "NOUN" and case_of(p, lang) is Case.GEN
        for p in parse(rest, lang)
    )


def _foreign(word: str, lang: str) -> bool:
    """Whether ``word`` is a name that the dictionary does not have."""
    capital = word[:1].isupper() and CYRILLIC.search(word)
    return bool(capital) and not any(p.is_known for p in parse(word, lang))


def is_compound(word: str, lang: str) -> bool:
    """Whether a word with a hyphen is made of words that the dictionary has; no name is."""
    first, *rest = word.split("-")
    if not rest or not all(part.islower() for part in rest):
        return False
    return all(parse(part, lang)[0].is_known for part in (first, *rest))


def _small_word(word: str, lang: str) -> bool:
    return word[:1].islower() and parse(word, lang)[0].tag.POS == "PREP"
