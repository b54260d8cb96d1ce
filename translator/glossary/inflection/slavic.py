"""Russian and Ukrainian forms through pymorphy3, with agreement inside names of several words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from translator.glossary.inflection.forms import NO_HINTS, Case, Form, Hints, Inflection, Number
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    CYRILLIC,
    GENDERS,
    NUMBERS,
    Head,
    case_of,
    cased,
    core,
    has_dictionary,
    number_of,
)
from translator.glossary.inflection.slavic_heads import Heads, adjective, agreeing, is_compound
from translator.glossary.inflection.slavic_nouns import Noun, Table, ended, same_kind
from translator.glossary.inflection.slavic_persons import (
    hinted,
    name_forms,
    names_of_father,
    personal,
    ranked,
    surname_gender,
)
from translator.glossary.inflection.slavic_words import (
    AGREEING,
    AND,
    BEFORE_ADJECTIVES,
    NAMES,
    OBLIQUE,
    RANKS,
    SURNAMES,
)


def forms(name: str, lang: str, hints: Hints = NO_HINTS) -> tuple[Form, ...]:
    """The forms of ``name`` in all cases, and in the plural where it can have one.

    Adjectives before the head noun agree with it, a person's names after it decline with it, two
    names joined by *and* decline both, all else stays. A name without a head noun in the language
    has one form.

    Args:
        name: the name in the nominative.
        lang: ``ru`` or ``uk``.
        hints: what the glossary says: its kind (``person``, ``adjective``, others are things),
            the gender and number of its head.
    """
    if not has_dictionary(lang):
        return (Form(name, Inflection()),)
    words = name.split(" ")
    return tuple(dict.fromkeys(Declension(lang, hinted(words, lang, hints)).of(name)))


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
        plan = Heads(self.lang, self.hints).plan(words)
        if joined := self._joined(words, -1 if plan is None else plan[0]):
            return joined
        gender = GENDERS.get(self.hints.gender)
        if self.person and len(words) > 1:
            gender = gender or surname_gender(words, self.lang)
            if gender and (plan is None or not (plan[1].titular or _of(gender, plan[1]))):
                return self._person_of_gender(name, words, gender)
        if plan is None or (len(words) == 1 and not suits(plan[1], self.hints)):
            return self._by_endings(name, words)
        index, head = plan
        cores = [core(word) for word in words]
        inner = cores[index][1]
        if len(words) == 1 and len(inner) > 1 and inner.isupper():
            return _of_abbreviation(name)
        return self._declined(name, cores, index, head)

    def _declined(
        self, name: str, cores: list[tuple[str, str, str]], index: int, head: Noun
    ) -> Iterable[Form]:
        followers = self._followers([inner for _, inner, _ in cores], index, head)
        adjectives = {i: adjective(cores[i][1], self.lang) for i in range(index)}
        single = head.number == "sing"
        # a proper name of one word and a person have no plural worth recognising
        proper = len(cores) == 1 and name[:1].isupper()
        both = single and not proper and not followers and self.hints.number != "singular"
        guessed = head.personal or not head.known or self.hints.pos == "place"
        person = self.person or bool(followers and head.animate)
        living = True if person else False if guessed else None
        ruling = Head(head.gender, head.number, head.animate if living is None else living)
        table: Table = {}
        for number in ("sing", "plur") if both else ("sing",) if single else ("plur",):
            table |= head.forms(self.lang, number, living=living)
        inner = cores[index][1]
        if person and ranked(inner):
            table |= name_forms(inner, head.gender, self.lang)
        elif "-" in inner and not head.known and not is_compound(inner, self.lang):
            first = head.word[: head.word.rindex("-")]  # Бендер-Аббаса
            for words in table.values():
                words[:] = [first + word[word.rindex("-") :] for word in words]
        found: list[Form] = [Form(name, Inflection(number=Number(head.number)))]
        for (case, number), heads in table.items():
            choices: list[list[str]] = []
            for i, (_, inner, _) in enumerate(cores):
                if i < index:
                    agreed = agreeing(adjectives[i], self.lang, ruling, case, number)
                    choices.append(agreed or [inner])
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

    def _joined(self, words: Sequence[str], head: int) -> tuple[Form, ...]:
        """Two names joined by *and* (*Босния и Герцеговина*); empty if these words are not that.

        The first of them has nothing after its head, or is one word that does not decline.
        """
        places = [i for i, word in enumerate(words) if word in AND[self.lang]]
        if len(places) != 1 or not 0 < places[0] < len(words) - 1 or head > places[0]:
            return ()
        first, second = words[: places[0]], words[places[0] + 1 :]
        heads = Heads(self.lang, NO_HINTS)
        left, right = heads.plan(first), heads.plan(second)
        if left is None or right is None:
            proper = all(part[0][:1].isupper() for part in (first, second))
            if not proper or len(first if left is None else second) > 1:
                return ()
        if left is not None and left[0] != len(first) - 1:
            return ()
        uneven = left and right and left[1].number != right[1].number
        if uneven and not second[0][:1].isupper():
            return ()  # наука и образования
        sides = [_by_case(" ".join(part), self.lang) for part in (first, second)]
        found = [Form(" ".join(words), Inflection())]
        for case in OBLIQUE:
            for a, b in product(*(side.get(case, side[Case.NOM]) for side in sides)):
                found.append(Form(f"{a} {words[places[0]]} {b}", Inflection(case)))
        return tuple(found)

    def _followers(self, words: Sequence[str], index: int, head: Noun) -> dict[int, Table]:
        """The words after the head that decline with it, with their forms."""
        if head.number != "sing":
            return {}
        rest = hinted(words[index + 1 :], self.lang, NO_HINTS)
        person = self.person or (head.titular and rest.pos == "person")
        if not head.animate and not person:
            return self._place_after(words, index, head)
        if not person and not head.known:
            return {}
        gender = GENDERS.get(self.hints.gender) or surname_gender(words, self.lang)
        gender = gender if person and gender else head.gender
        found: dict[int, Table] = {}
        fathers = names_of_father(words)
        for place in range(index + 1, len(words)):
            inner = words[place]
            if place in fathers:
                continue
            named = inner[:1].isupper() or inner in RANKS
            if not ((person and named) or personal(inner, self.lang)):
                break
            found[place] = name_forms(inner, gender, self.lang)
        return found

    def _place_after(self, words: Sequence[str], index: int, head: Noun) -> dict[int, Table]:
        """The name of a river, town or island that declines after the word for it.

        Both ways are recognised: maps and laws leave such names as they are (*город Шуша*).
        """
        kind, place = words[index].lower(), index + 1
        if place != len(words) - 1 or not words[place][:1].isupper():
            return {}
        name = words[place]
        if kind in AGREEING[self.lang]:
            noun = Heads(self.lang, NO_HINTS).plan([name])
            gender = noun[1].gender if noun else "femn" if name[-1] in "ая" else "masc"
            if (noun and noun[1].number != "sing") or AGREEING[self.lang][kind] not in ("", gender):
                return {}
            table = {(case, "sing"): texts for case, texts in _by_case(name, self.lang).items()}
        elif kind in BEFORE_ADJECTIVES[self.lang]:
            readings = adjective(name, self.lang)
            thing = Head(head.gender, "sing", False)
            table = {
                (case, "sing"): agreeing(readings, self.lang, thing, case, "sing")
                for case in (Case.NOM, *OBLIQUE)
            }
            if not all(table.values()):
                return {}
        else:
            return {}
        return {place: {at: [*texts, name] for at, texts in table.items()}}

    def _person_of_gender(self, name: str, words: Sequence[str], gender: str) -> Iterator[Form]:
        """A person of whose given name the analyser thinks otherwise: Мехрибан Алиева."""
        fathers = names_of_father(words)
        tables = [
            {} if i in fathers else name_forms(word, gender, self.lang)
            for i, word in enumerate(words)
        ]
        yield Form(name, Inflection())
        for case in (*OBLIQUE, Case.VOC):
            if not any((case, "sing") in table for table in tables):
                continue
            choices = (
                table.get((case, "sing"), [word]) for table, word in zip(tables, words, strict=True)
            )
            for combination in product(*choices):
                text = " ".join(map(cased, combination, words))
                yield Form(text, Inflection(case))

    def _adjective_in_all_genders(self, name: str, words: Sequence[str]) -> Iterable[Form]:
        """The forms of an adjective, its last word; those of the gender hinted at first."""
        before, inner, after = core(words[-1])
        lead = " ".join([*words[:-1], ""])
        wanted = GENDERS.get(self.hints.gender, "masc")
        found = [(True, Form(name, Inflection()))]
        for reading in adjective(inner, self.lang)[:1]:
            for form in reading.lexeme:
                case = case_of(form, self.lang)
                if form.tag.POS not in ADJECTIVE or case is None or not same_kind(form, reading):
                    continue
                text = lead + before + cased(form.word, inner) + after
                place = Inflection(case, Number(number_of(form)))
                found.append((form.tag.gender in (wanted, None), Form(text, place)))
        return [form for _, form in sorted(found, key=lambda row: not row[0])]

    def _by_endings(self, name: str, words: Sequence[str]) -> Iterable[Form]:
        """A name of one word that the analyser takes for no noun of the kind asked for."""
        base = Form(name, Inflection(number=Number(NUMBERS.get(self.hints.number, "sing"))))
        before, inner, after = core(name)
        last = inner.rsplit("-", 1)[-1]
        if len(words) > 1 or len(inner) < 3 or not last[:1].isupper():
            return (base,)
        if not last.isalpha() or last[1:] != last[1:].lower() or not CYRILLIC.fullmatch(last[-1]):
            return (base,)
        gender = GENDERS.get(self.hints.gender, "")
        if self.person:
            gender = gender or ("femn" if inner.endswith(("а", "я")) else "masc")
            table = ended(inner, SURNAMES[self.lang].get(gender, ()))
        elif self.hints.number == "plural":
            table = ended(inner, NAMES[self.lang]["plur"], "plur")
        else:
            if not gender and last[-1] in "ая" and last[-2:-1].lower() not in _VOWELS:
                gender = "femn"  # Кампала; Самоа does not decline
            if not gender and last[-1] in "аеєёиіїоуыэюяьъ":
                return (base,)  # nothing tells whether it declines
            table = ended(inner, NAMES[self.lang].get(gender or "masc", ()))
        oblique = (
            Form(before + text + after, Inflection(case, Number(number)))
            for (case, number), texts in table.items()
            for text in texts
        )
        return (base, *oblique)


_VOWELS = frozenset("аеєёиіїоуыэюя")


def _of(gender: str, noun: Noun) -> bool:
    return noun.number == "plur" or noun.common or noun.gender == gender


def suits(noun: Noun, hints: Hints) -> bool:
    """Whether a noun is of the gender and number that the hints ask for."""
    gender = GENDERS.get(hints.gender)
    number = NUMBERS.get(hints.number)
    return number in (None, noun.number) and (gender is None or _of(gender, noun))


def _by_case(name: str, lang: str) -> dict[Case, list[str]]:
    """The forms of ``name`` in its own number."""
    found: dict[Case, list[str]] = {}
    every = forms(name, lang)
    for form in every:
        if form.inflection.number == every[0].inflection.number:
            found.setdefault(form.inflection.case, []).append(form.text)
    return found


def _of_abbreviation(name: str) -> Iterator[Form]:
    """Abbreviations do not decline in writing that is edited, and take small endings in some.

    *МИДа* is found in a text, and never written.
    """
    yield Form(name, Inflection())
    if name[-1] in "БВГДЖЗКЛМНПРСТФХЦЧШ" and name[-2:-1] in "АЕИОУЫЭЮЯІЄЇ":
        for case, ending in zip(OBLIQUE, ("а", "у", "", "ом", "е"), strict=True):
            yield Form(name, Inflection(case))
            if ending:
                yield Form(name + ending, Inflection(case))
