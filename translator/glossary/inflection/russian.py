"""Russian forms through pymorphy3, with agreement inside names of several words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from translator.glossary.inflection.forms import Case, Form, Inflection, Number

_CASES = {
    "nomn": Case.NOM,
    "gent": Case.GEN,
    "gen2": Case.GEN,
    "datv": Case.DAT,
    "accs": Case.ACC,
    "acc2": Case.ACC,
    "ablt": Case.INS,
    "loct": Case.LOC,
    "loc2": Case.LOC,
}
_GOVERNS: dict[str, tuple[Case, ...]] = {}
for _case, _words in (
    ((Case.LOC, Case.ACC), "в во на о об обо"),
    ((Case.LOC,), "при"),
    ((Case.DAT, Case.ACC), "по"),
    ((Case.DAT,), "к ко благодаря согласно вопреки навстречу"),
    ((Case.INS, Case.GEN), "с со"),
    ((Case.INS,), "над надо перед передо между"),
    ((Case.INS, Case.ACC), "за под подо"),
    ((Case.ACC,), "про через сквозь"),
    (
        (Case.GEN,),
        (
            "из изо от ото до у без безо для около вокруг после против среди вдоль возле кроме "
            "ради вместо внутри вне близ мимо ввиду вследствие накануне относительно помимо насчёт"
        ),
    ),
):
    _GOVERNS |= dict.fromkeys(_words.split(), _case)

_EDGES = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.DOTALL)
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_PERSON = {"Name", "Surn", "Patr"}


@lru_cache(maxsize=1)
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=8192)
def _parse(word: str) -> tuple[Any, ...]:
    return tuple(_analyser().parse(word))


def _like(word: str, pattern: str) -> str:
    """``word`` with the capitals of ``pattern``, part by part of a hyphenated word."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    parts, patterns = word.split("-"), pattern.split("-")
    if len(parts) != len(patterns):
        patterns = [pattern] * len(parts)
    return "-".join(
        part[:1].upper() + part[1:] if model[:1].isupper() else part
        for part, model in zip(parts, patterns, strict=True)
    )


def _adjective(word: str) -> list[Any]:
    return [
        p
        for p in _parse(word)
        if p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn" and "Fixd" not in p.tag
    ]


def _head(word: str, pos: str) -> Any | None:
    """The reading of ``word`` as a noun in the nominative that suits a name of kind ``pos``."""
    if not _CYRILLIC.search(word):
        return None
    nouns = [p for p in _parse(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    if not nouns:
        return None
    person = pos == "person"
    singular = [p for p in nouns if p.tag.number == "sing"]
    known = [p for p in nouns if p.is_known]
    if not known and not singular and word[:1].isupper():
        return None  # a foreign name in -и or -ы is not a plural
    pool = known or singular
    pool = pool or nouns
    if not any(p.is_known for p in pool) and not person:
        pool = (
            [p for p in pool if p.tag.animacy == "inan" and not _PERSON & p.tag.grammemes]
            or [p for p in pool if p.tag.animacy == "inan"]
            or pool
        )
    elif pos and not person:
        pool = [p for p in pool if p.tag.animacy == "inan"] or pool
    return max(pool, key=lambda p: p.score)


_Table = dict[tuple[Case, str], list[str]]


def _noun_forms(parse: Any, number: str | None, *, inanimate: bool = False) -> _Table:
    """The forms of a noun by case and number, the usual one first.

    ``inanimate``: the name of a place or thing that the dictionary has as a person's.
    """
    table: _Table = {}
    for form in parse.lexeme:
        tag = form.tag
        if (
            tag.POS != parse.tag.POS
            or tag.case not in _CASES
            or tag.number != (number or tag.number)
        ):
            continue
        if "ADJF" in tag and (tag.animacy == "anim" or {"Supr", "Cmp2"} & tag.grammemes):
            continue
        if tag.number == "sing" and tag.gender != parse.tag.gender:
            continue  # a surname's lexeme holds both genders
        words = table.setdefault((_CASES[tag.case], tag.number), [])
        if tag.case == "loc2":
            words.insert(0, form.word)  # after в and на, where news needs it: в саду
        elif "Litr" not in tag and "Arch" not in tag and form.word not in words:
            words.append(form.word)
    if inanimate and parse.tag.gender == "masc" and (Case.ACC, "sing") in table:
        table[Case.ACC, "sing"] = [parse.word]
    return table


def _agreeing(parses: Sequence[Any], head: Any, case: Case, number: str) -> list[str]:
    """The forms of an adjective that agree with ``head`` put into ``case`` and ``number``."""
    for parse in parses:
        words = []
        for form in parse.lexeme:
            tag = form.tag
            if tag.POS not in ("ADJF", "PRTF") or _CASES.get(tag.case) != case:
                continue
            if {"Cmp2", "Supr"} & tag.grammemes or tag.number != number:
                continue
            if number == "sing" and tag.gender != (head.tag.gender or "masc"):
                continue
            if case is Case.ACC and tag.animacy not in (None, head.tag.animacy or "inan"):
                continue
            words.append(form.word)
        if words:
            return words
    return []


def _plan(words: Sequence[str], pos: str) -> tuple[int, Any] | None:
    """The head noun's place and reading: the first noun after agreeing adjectives only."""
    for index, word in enumerate(words):
        core = _EDGES.match(word).group(2)  # type: ignore[union-attr]
        head = _head(core, pos)
        modifiers = _adjective(core) if _CYRILLIC.search(core) else []
        if head is not None and not (modifiers and index + 1 < len(words)):
            return index, head
        if head is not None and modifiers:
            rest = _plan(words[index + 1 :], pos)
            if rest is None or not _agrees(modifiers, rest[1]):
                return index, head
            return rest[0] + index + 1, rest[1]
        if not modifiers and core and _CYRILLIC.search(core):
            return None
    last = _EDGES.match(words[-1]).group(2) if words else ""  # type: ignore[union-attr]
    if last[:1].isupper() and (modifiers := _adjective(last)):
        return len(words) - 1, modifiers[0]  # an adjective for a name: Грозный, Жилой
    return None


def _agrees(parses: Sequence[Any], head: Any) -> bool:
    return any(
        p.tag.number == head.tag.number
        and (p.tag.number == "plur" or p.tag.gender == head.tag.gender)
        for p in parses
    )


def _apposed(words: Sequence[str], index: int, head: Any, pos: str) -> list[int]:
    """The words after the head that decline with it: the names of a person."""
    found: list[int] = []
    if head.tag.animacy != "anim" or head.tag.number != "sing":
        return found
    for place in range(index + 1, len(words)):
        core = _EDGES.match(words[place]).group(2)  # type: ignore[union-attr]
        if not ((pos == "person" and core[:1].isupper()) or _personal(core)):
            break
        found.append(place)
    return found


def _personal(word: str) -> list[Any]:
    return [
        p
        for p in _parse(word)
        if p.tag.POS == "NOUN" and p.tag.case == "nomn" and _PERSON & p.tag.grammemes
    ]


def _person_forms(core: str, head: Any) -> _Table:
    gender = head.tag.gender
    suited = [p for p in _personal(core) if {gender, "ms-f"} & p.tag.grammemes]
    if suited:
        return _noun_forms(max(suited, key=lambda p: p.score), "sing")
    return _surname(core, gender)


def _surname(core: str, gender: str | None) -> _Table:
    """The oblique cases of a surname by its ending."""
    for ending, last in _SURNAMES.get(gender or "", ()):
        if core.endswith(ending) and len(core) > len(ending) + 1:
            stem = core[: len(core) - len(last[0])]
            return {
                (case, "sing"): [stem + end] for case, end in zip(_OBLIQUE, last[1:], strict=True)
            }
    return {}


# endings of surnames that the dictionary may lack: what to take off, then the oblique cases
_OBLIQUE = (Case.GEN, Case.DAT, Case.ACC, Case.INS, Case.LOC)
_SURNAMES = {
    "masc": (
        *((end, ("", "а", "у", "а", "ым", "е")) for end in ("ов", "ев", "ёв", "ин", "ын")),
        ("ский", ("ий", "ого", "ому", "ого", "им", "ом")),
        ("цкий", ("ий", "ого", "ому", "ого", "им", "ом")),
        *((end, ("", "а", "у", "а", "ом", "е")) for end in "бвгдзклмнпрстфх"),
    ),
    "femn": (
        *((end, ("а", "ой", "ой", "у", "ой", "ой")) for end in ("ова", "ева", "ёва", "ина", "ына")),
        ("ская", ("ая", "ой", "ой", "ую", "ой", "ой")),
        ("цкая", ("ая", "ой", "ой", "ую", "ой", "ой")),
    ),
}


def forms(name: str, pos: str = "") -> tuple[Form, ...]:
    """The forms of ``name`` in all cases, and in the plural where it can have one.

    Adjectives before the head noun agree with it, a person's names after it decline with it, all
    else stays. A name without a Russian head noun has one form.

    Args:
        name: the name in the nominative.
        pos: ``person``, or anything else the glossary says of the name's kind.
    """
    words = name.split(" ")
    plan = _plan(words, pos)
    if plan is None and pos == "person" and len(words) == 1:
        gender = "femn" if name.endswith(("а", "я")) else "masc"
        declined = ((case, forms) for (case, _), forms in _surname(name, gender).items())
        oblique = tuple(Form(text, Inflection(case)) for case, forms in declined for text in forms)
        return (Form(name, Inflection()), *oblique)
    if plan is None:
        return _foreign_name(name)
    index, head = plan
    cores = [_EDGES.match(word).groups() for word in words]  # type: ignore[union-attr]
    if len(cores[index][1]) > 1 and cores[index][1].isupper() and len(words) == 1:
        return (Form(name, Inflection()),)  # abbreviations do not decline
    apposed = _apposed(words, index, head, pos)
    followers = {i: _person_forms(cores[i][1], head) for i in apposed}
    adjectives = {i: _adjective(cores[i][1]) for i in range(index)}
    single = head.tag.number == "sing"
    # a proper name of one word and a person have no plural worth recognising
    both = single and not (len(words) == 1 and name[:1].isupper()) and not apposed
    inanimate = pos != "person" and bool(_PERSON & head.tag.grammemes or not head.is_known)
    table: _Table = {}
    for number in ("sing", "plur") if both else ("sing",) if single else ("plur",):
        table |= _noun_forms(head, number, inanimate=inanimate)
    found: list[Form] = [Form(name, Inflection(number=Number(head.tag.number)))]
    for (case, number), heads in table.items():
        choices: list[list[str]] = []
        for i, (_, core, _) in enumerate(cores):
            if i < index:
                choices.append(_agreeing(adjectives[i], head, case, number) or [core])
            elif i == index:
                choices.append(heads)
            else:
                choices.append(followers.get(i, {}).get((case, number), [core]))
        for combination in product(*choices):
            text = " ".join(
                before + (_like(word, core) if i <= index or i in followers else core) + after
                for i, ((before, core, after), word) in enumerate(
                    zip(cores, combination, strict=True)
                )
            )
            found.append(Form(text, Inflection(case, Number(number))))
    return tuple(dict.fromkeys(found))


def _foreign_name(name: str) -> tuple[Form, ...]:
    """A name of one word that the analyser takes for no noun: masculine if it ends so."""
    base = Form(name, Inflection())
    stem, last = name[:-1], name[-1:]
    if len(name) < 3 or not name[:1].isupper() or name[1:] != name[1:].lower():
        return (base,)
    if not _CYRILLIC.fullmatch(last) or last in "аеёиоуыэюяьъ" or not name.isalpha():
        return (base,)
    if last == "й":
        endings = ("я", "ю", "й", "ем", "е")
    else:
        stem = name
        endings = ("а", "у", "", "ем" if last in "жшчщц" else "ом", "е")
    cases = (Case.GEN, Case.DAT, Case.ACC, Case.INS, Case.LOC)
    oblique = (Form(stem + e, Inflection(c)) for c, e in zip(cases, endings, strict=True))
    return (base, *oblique)


def read(words: Sequence[str], before: Sequence[str] | None = None) -> Inflection | None:
    """The case and number that ``words`` stand in, or None if nothing tells.

    Args:
        words: the words of a noun phrase as they stand in a text, the head among them.
        before: the words before them, in the text's order; a preposition there, with only
            adjectives and figures between, narrows the case; None if they are not known.
    """
    governed, between = (None, []) if before is None else _governed(before)
    places: dict[tuple[Case, Number], float] | None = None
    for word in (*between, *words):
        core = _EDGES.match(word).group(2)  # type: ignore[union-attr]
        if not _CYRILLIC.search(core) or all("Fixd" in p.tag for p in _parse(core)):
            continue
        here = _readings(core, governed)
        if not here:
            continue
        kinds = {p.tag.POS for p in _parse(core)}
        noun = "NOUN" in kinds and word in words and not {"ADJF", "PRTF"} & kinds
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


_FIGURE = re.compile(r"[\dIVXLC]+(?:-?[а-я]{1,3})?")


def _governed(before: Sequence[str]) -> tuple[tuple[Case, ...], list[str]]:
    """The cases that the preposition before a phrase allows, and the adjectives after it.

    Without a preposition the locative is out of the question.
    """
    between: list[str] = []
    for word in reversed(before[-4:]):
        if word.lower() in _GOVERNS:
            return _GOVERNS[word.lower()], between
        if _FIGURE.fullmatch(word):
            continue
        if not _CYRILLIC.search(word) or _parse(word)[0].tag.POS not in ("ADJF", "PRTF"):
            break
        between.insert(0, word)
    return tuple(case for case in Case if case is not Case.LOC), between


def _readings(word: str, governed: Iterable[Case] | None) -> dict[tuple[Case, Number], float]:
    found: dict[tuple[Case, Number], float] = {}
    for p in _parse(word):
        if p.tag.POS not in ("NOUN", "ADJF", "PRTF") or p.tag.case not in _CASES:
            continue
        case = _CASES[p.tag.case]
        if governed is not None and case not in governed:
            continue
        place = (case, Number(p.tag.number or "sing"))
        found[place] = found.get(place, 0.0) + p.score
    return found
