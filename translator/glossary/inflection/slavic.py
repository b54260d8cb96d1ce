"""Russian and Ukrainian forms through pymorphy3, with agreement inside names of several words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from translator.glossary.inflection.forms import NO_HINTS, Case, Form, Hints, Inflection, Number
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    CYRILLIC,
    GENDERS,
    NUMBERS,
    PERSON,
    Head,
    case_of,
    cased,
    core,
    has_dictionary,
    number_of,
    parse,
)
from translator.glossary.inflection.slavic_words import (
    FOREIGN_ATTRIBUTES,
    LOCATIVE_IN_U,
    NAMES,
    OBLIQUE,
    SURNAMES,
    Endings,
)

_Table = dict[tuple[Case, str], list[str]]


def forms(name: str, lang: str, hints: Hints = NO_HINTS) -> tuple[Form, ...]:
    """The forms of ``name`` in all cases, and in the plural where it can have one.

    Adjectives before the head noun agree with it, a person's names after it decline with it, all
    else stays. A name without a head noun in the language has one form.

    Args:
        name: the name in the nominative.
        lang: ``ru`` or ``uk``.
        hints: what the glossary says: its kind (``person``, ``adjective``, others are things),
            the gender and number of its head.
    """
    if not has_dictionary(lang):
        return (Form(name, Inflection()),)
    return tuple(dict.fromkeys(Declension(lang, hints).of(name)))


@dataclass(frozen=True, slots=True)
class Declension:
    """The rules of one language under the hints that a glossary gives."""

    lang: str
    hints: Hints

    @property
    def person(self) -> bool:
        return self.hints.pos == "person"

    def of(self, name: str) -> Iterable[Form]:
        words = name.split(" ")
        if self.hints.pos == "adjective":
            return self._adjective_in_all_genders(name, words)
        plan = self.plan(words)
        if plan is not None and self.person and self.hints.gender and not self.suits(plan[1]):
            return self._person_of_gender(name, words)
        if plan is None or (len(words) == 1 and not self.suits(plan[1])):
            return self._by_endings(name, words)
        index, head = plan
        cores = [core(word) for word in words]
        if len(cores[index][1]) > 1 and cores[index][1].isupper() and len(words) == 1:
            return (Form(name, Inflection()),)  # abbreviations do not decline
        return self._declined(name, cores, index, head)

    def _declined(
        self, name: str, cores: list[tuple[str, str, str]], index: int, head: Any
    ) -> Iterable[Form]:
        apposed = self._apposed([inner for _, inner, _ in cores], index, head)
        gender = GENDERS.get(self.hints.gender) or head.tag.gender
        followers = {i: self._person_forms(cores[i][1], gender) for i in apposed}
        adjectives = {i: self._adjective(cores[i][1]) for i in range(index)}
        single = number_of(head) == "sing"
        # a proper name of one word and a person have no plural worth recognising
        proper = len(cores) == 1 and name[:1].isupper()
        both = single and not proper and not apposed and self.hints.number != "singular"
        inanimate = not self.person and bool(PERSON & head.tag.grammemes or not head.is_known)
        ruling = Head(
            head.tag.gender, number_of(head), head.tag.animacy == "anim" and not inanimate
        )
        table: _Table = {}
        for number in ("sing", "plur") if both else ("sing",) if single else ("plur",):
            table |= self._noun_forms(head, number, inanimate=inanimate)
        found: list[Form] = [Form(name, Inflection(number=Number(number_of(head))))]
        for (case, number), heads in table.items():
            choices: list[list[str]] = []
            for i, (_, inner, _) in enumerate(cores):
                if i < index:
                    choices.append(self.agreeing(adjectives[i], ruling, case, number) or [inner])
                elif i == index:
                    choices.append(heads)
                else:
                    choices.append(followers.get(i, {}).get((case, number), [inner]))
            for combination in product(*choices):
                text = " ".join(
                    before + (cased(word, inner) if i <= index or i in followers else inner) + after
                    for i, ((before, inner, after), word) in enumerate(
                        zip(cores, combination, strict=True)
                    )
                )
                found.append(Form(text, Inflection(case, Number(number))))
        return found

    def plan(self, words: Sequence[str]) -> tuple[int, Any] | None:
        """The head noun's place and reading: the first noun after agreeing adjectives only."""
        for index, word in enumerate(words):
            inner = core(word)[1]
            if index + 1 < len(words) and inner.lower() in FOREIGN_ATTRIBUTES:
                continue
            head = self._head(inner)
            modifiers = self._adjective(inner) if CYRILLIC.search(inner) else []
            if head is not None and not (modifiers and index + 1 < len(words)):
                return index, head
            if head is not None and modifiers:
                rest = self.plan(words[index + 1 :])
                if rest is None or not _agrees(modifiers, rest[1]):
                    return index, head
                return rest[0] + index + 1, rest[1]
            if not modifiers and inner and CYRILLIC.search(inner):
                return None
        last = core(words[-1])[1] if words else ""
        if last[:1].isupper() and (modifiers := self._adjective(last)):
            return len(words) - 1, modifiers[0]  # an adjective for a name: Грозный, Жилой
        return None

    def _adjective(self, word: str) -> list[Any]:
        return [
            p
            for p in parse(word, self.lang)
            if p.tag.POS in ADJECTIVE
            and case_of(p, self.lang) is Case.NOM
            and "Fixd" not in p.tag.grammemes
        ]

    def _head(self, word: str) -> Any | None:
        """The reading of ``word`` as a noun in the nominative that suits the hints."""
        if not CYRILLIC.search(word):
            return None
        nouns = [
            p
            for p in parse(word, self.lang)
            if p.tag.POS == "NOUN" and case_of(p, self.lang) is Case.NOM
        ]
        if not nouns:
            return None
        singular = [p for p in nouns if number_of(p) == "sing"]
        known = [p for p in nouns if p.is_known]
        wanted = [p for p in nouns if self.suits(p)]
        if not known and not singular and word[:1].isupper() and self.hints.number != "plural":
            return None  # a foreign name in -и or -ы is not a plural
        if self.hints.gender or self.hints.number:
            known = [p for p in known if p in wanted]
            pool = known or wanted or nouns
        else:
            pool = known or singular or nouns
        if not any(p.is_known for p in pool) and not self.person:
            pool = (
                [p for p in pool if p.tag.animacy == "inan" and not PERSON & p.tag.grammemes]
                or [p for p in pool if p.tag.animacy == "inan"]
                or pool
            )
        elif self.hints.pos and not self.person:
            pool = [p for p in pool if p.tag.animacy == "inan"] or pool
        elif self.person:
            pool = [p for p in pool if PERSON & p.tag.grammemes] or pool
        things = not self.person
        return max(pool, key=lambda p: (p.score, things and p.tag.animacy == "inan"))

    def suits(self, reading: Any) -> bool:
        """Whether a reading is of the gender and number that the hints ask for."""
        gender = GENDERS.get(self.hints.gender)
        number = NUMBERS.get(self.hints.number)
        if number and number_of(reading) != number:
            return False
        if not gender or number_of(reading) == "plur":
            return True
        return bool({gender, "ms-f", "GNdr"} & reading.tag.grammemes)

    def _noun_forms(self, reading: Any, number: str, *, inanimate: bool = False) -> _Table:
        """The forms of a noun by case, the usual one first.

        ``inanimate``: the name of a place or thing that the dictionary has as a person's.
        """
        table: _Table = {}
        gender = reading.tag.gender
        for form in reading.lexeme:
            tag = form.tag
            case = case_of(form, self.lang)
            if tag.POS != reading.tag.POS or case is None or number_of(form) != number:
                continue
            if tag.POS in ADJECTIVE and (tag.animacy == "anim" or {"Supr", "Cmp2"} & tag.grammemes):
                continue
            if number == "sing" and tag.gender != gender:
                continue  # a surname's lexeme holds both genders
            words = table.setdefault((case, number), [])
            if tag.case == "loc2":
                words.insert(0, form.word)  # after в and на, where news needs it: в саду
            elif (
                "Litr" not in tag.grammemes
                and "Arch" not in tag.grammemes
                and form.word not in words
            ):
                words.append(form.word)
        if inanimate and gender == "masc" and (Case.ACC, "sing") in table:
            table[Case.ACC, "sing"] = [reading.word]
        if inanimate and (Case.NOM, "plur") in table:
            table[Case.ACC, "plur"] = table[Case.NOM, "plur"]
        if self.lang == "uk":
            _ukrainian_order(table, reading, inanimate=inanimate)
        return table

    def agreeing(self, parses: Sequence[Any], head: Head, case: Case, number: str) -> list[str]:
        """The forms of an adjective that agree with ``head`` put into ``case`` and ``number``."""
        gender, animate = head.gender or "masc", head.animate
        for reading in parses:
            words: list[str] = []
            for form in reading.lexeme:
                tag = form.tag
                if tag.POS not in ADJECTIVE or case_of(form, self.lang) is not case:
                    continue
                if {"Cmp2", "Supr"} & tag.grammemes or number_of(form) != number:
                    continue
                if number == "sing" and tag.gender != gender:
                    continue
                if case is Case.ACC and tag.animacy not in (None, "anim" if animate else "inan"):
                    continue
                if form.word not in words:
                    words.append(form.word)
            if self.lang == "uk" and case is Case.ACC and len(words) > 1:
                # its adjectives do not say which of the two forms is for the living
                ending = ("ого", "іх", "их") if animate else ("ий", "ій", "і")
                words = [word for word in words if word.endswith(ending)] or words
            if self.lang == "uk" and case is Case.LOC:
                words.sort(key=lambda word: not word.endswith("ому"))
            if words:
                return words
        return []

    def _apposed(self, words: Sequence[str], index: int, head: Any) -> list[int]:
        """The words after the head that decline with it: the names of a person."""
        found: list[int] = []
        if head.tag.animacy != "anim" or number_of(head) != "sing":
            return found
        for place in range(index + 1, len(words)):
            inner = words[place]
            if not ((self.person and inner[:1].isupper()) or self._personal(inner)):
                break
            found.append(place)
        return found

    def _personal(self, word: str) -> list[Any]:
        return [
            p
            for p in parse(word, self.lang)
            if p.tag.POS == "NOUN"
            and case_of(p, self.lang) is Case.NOM
            and PERSON & p.tag.grammemes
            and number_of(p) == "sing"
        ]

    def _person_of_gender(self, name: str, words: Sequence[str]) -> Iterable[Form]:
        """A person of whose given name the analyser thinks otherwise: Мехрибан Алиева."""
        gender = GENDERS.get(self.hints.gender)
        tables = [self._person_forms(word, gender) for word in words]
        yield Form(name, Inflection())
        for case in OBLIQUE:
            choices = (
                table.get((case, "sing"), [word]) for table, word in zip(tables, words, strict=True)
            )
            for combination in product(*choices):
                text = " ".join(map(cased, combination, words))
                yield Form(text, Inflection(case))

    def _person_forms(self, word: str, gender: str | None) -> _Table:
        suited = [p for p in self._personal(word) if {gender, "ms-f"} & p.tag.grammemes]
        if suited and (self.lang == "ru" or any(p.is_known for p in suited)):
            return self._noun_forms(max(suited, key=lambda p: p.score), "sing")
        return _ended(word, SURNAMES[self.lang].get(gender or "", ()))

    def _adjective_in_all_genders(self, name: str, words: Sequence[str]) -> Iterable[Form]:
        """The forms of an adjective, its last word; those of the gender hinted at first."""
        before, inner, after = core(words[-1])
        lead = " ".join([*words[:-1], ""])
        wanted = GENDERS.get(self.hints.gender, "masc")
        found = [(True, Form(name, Inflection()))]
        for reading in self._adjective(inner)[:1]:
            for form in reading.lexeme:
                case = case_of(form, self.lang)
                if form.tag.POS not in ADJECTIVE or case is None:
                    continue
                text = lead + before + cased(form.word, inner) + after
                place = Inflection(case, Number(number_of(form)))
                found.append((form.tag.gender in (wanted, None), Form(text, place)))
        return [form for _, form in sorted(found, key=lambda row: not row[0])]

    def _by_endings(self, name: str, words: Sequence[str]) -> Iterable[Form]:
        """A name of one word that the analyser takes for no noun of the kind asked for."""
        base = Form(name, Inflection(number=Number(NUMBERS.get(self.hints.number, "sing"))))
        if len(words) > 1 or len(name) < 3 or not name[:1].isupper():
            return (base,)
        if name[1:] != name[1:].lower() or not CYRILLIC.fullmatch(name[-1]) or not name.isalpha():
            return (base,)
        gender = GENDERS.get(self.hints.gender, "")
        if self.person:
            gender = gender or ("femn" if name.endswith(("а", "я")) else "masc")
            table = _ended(name, SURNAMES[self.lang].get(gender, ()))
        elif self.hints.number == "plural":
            table = _ended(name, NAMES[self.lang]["plur"], "plur")
        elif not gender and name[-1] in "аеєёиіїоуыэюяьъ":
            return (base,)  # nothing tells whether it declines
        else:
            table = _ended(name, NAMES[self.lang].get(gender or "masc", ()))
        oblique = (
            Form(text, Inflection(case, Number(number)))
            for (case, number), texts in table.items()
            for text in texts
        )
        return (base, *oblique)


def _ukrainian_order(table: _Table, reading: Any, *, inanimate: bool) -> None:
    """Puts first what is usual to write; both endings are right and both are recognised."""
    place = (Case.DAT, "sing")
    if place in table:
        table[place].sort(key=lambda word: word.endswith(("ові", "еві", "єві")))
    place = (Case.LOC, "sing")
    velar = reading.tag.gender == "masc" and reading.word.endswith(("г", "к", "х"))
    if place in table and (velar or reading.normal_form in LOCATIVE_IN_U):
        table[place].sort(key=lambda word: not word.endswith(("у", "ю")))
    place = (Case.ACC, "plur")
    if place in table and len(table[place]) > 1:
        things = inanimate or reading.tag.animacy != "anim"
        base = table.get((Case.NOM, "plur"), ())
        table[place].sort(key=lambda word: (word in base) is not things)


def _ended(word: str, endings: Sequence[Endings], number: str = "sing") -> _Table:
    """The oblique cases of a name by its ending."""
    for ending, (cut, *rest) in endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: len(word) - len(cut)]
            return {(case, number): [stem + end] for case, end in zip(OBLIQUE, rest, strict=True)}
    return {}


def _agrees(parses: Sequence[Any], head: Any) -> bool:
    return any(
        number_of(p) == number_of(head)
        and (number_of(p) == "plur" or p.tag.gender == head.tag.gender)
        for p in parses
    )
