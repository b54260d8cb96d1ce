"""What the Russian or Ukrainian words beside a name say of its case.

A model that wrote a name in a case of its own may have had a reason: a noun before it that it
complements, a verb that agrees with it, a word that asks for a dative. Where there is none, the
case is a slip.
"""

from __future__ import annotations

from collections.abc import Sequence

from translator.glossary.inflection.forms import Case
from translator.glossary.inflection.morphology import (
    ADJECTIVE,
    CYRILLIC,
    case_of,
    core,
    number_of,
    parse,
)
from translator.glossary.inflection.slavic_reading import read
from translator.glossary.inflection.slavic_words import GOVERNS
from translator.glossary.roles.base import words

AND = words("и или а та й і або")
_VERBAL = frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS"})
_IMPERSONAL = words(
    "необходимо нужно нужен нужна нужны надо следует предстоит грозит грозило пришлось "
    "приходится придётся удалось удается удаётся удастся хватает хватило хватит трудно легко "
    "можно нельзя разрешили разрешено запрещено потрібно треба потрібен потрібна потрібні "
    "слід вдалося"
)
_TIMES = words(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
    "понедельник вторник среда четверг пятница суббота воскресенье год день неделя месяц час "
    "время начало конец січень лютий березень квітень травень червень липень серпень вересень "
    "жовтень листопад грудень рік тиждень місяць"
)
_CLASSES = words(
    "город село посёлок поселок деревня порт остров река озеро республика штат станция район "
    "область компания агентство місто селище острів річка озеро республіка"
)
"""Nouns to which a name is apposed without a change: *в порту Алят*."""


def cases_of(word: str, lang: str) -> frozenset[Case]:
    """The cases that a word can stand in as a noun or an adjective."""
    found = (case_of(p, lang) for p in parse(word, lang) if p.tag.POS in ("NOUN", *ADJECTIVE))
    return frozenset(case for case in found if case is not None)


def possible(phrase: Sequence[str], lang: str) -> frozenset[Case]:
    """The cases that the words of a noun phrase can all stand in, up to its first noun.

    None where the dictionary knows no noun among them.
    """
    shared: frozenset[Case] | None = None
    for word in phrase:
        inner = core(word)[1]
        if not CYRILLIC.search(inner) or not parse(inner, lang)[0].is_known:
            continue
        here = cases_of(inner, lang)
        if here:
            shared = here if shared is None else shared & here
        if parse(inner, lang)[0].tag.POS == "NOUN":
            return shared or frozenset()
    return frozenset()


def is_noun(word: str, lang: str) -> bool:
    """Whether a word is most likely a noun."""
    return bool(parse(word, lang)[0].tag.POS == "NOUN")


def agreeing(adjectives: Sequence[str], lang: str) -> frozenset[Case] | None:
    """The cases that adjectives stand in together; None without any."""
    shared: frozenset[Case] | None = None
    for word in adjectives:
        if word[:1].isalpha() and parse(word, lang)[0].tag.POS in ADJECTIVE:
            here = cases_of(word, lang)
            shared = here if shared is None else shared & here
    return shared


def is_subject(after: Sequence[str], gender: str | None, number: str, lang: str) -> bool:
    """Whether a verb right after a name agrees with it.

    Args:
        gender: of the name's head, as the analyser has it.
        number: ``sing`` or ``plur``.
    """
    following = [
        word for word in after[:2] if word not in ("не", "же", "также", "уже", "ще", "вже")
    ]
    if not following or not following[0].islower():
        return False
    verb = parse(following[0], lang)[0]
    if verb.tag.POS == "PRTS" or verb.tag.POS == "VERB":
        agrees = number_of(verb) == number
        if verb.tag.tense == "past" or verb.tag.POS == "PRTS":
            return bool(agrees and (number == "plur" or verb.tag.gender == gender))
        return bool(agrees and verb.tag.person in (None, "3per"))
    return False


def licensed(
    cases: frozenset[Case], before: Sequence[str], after: Sequence[str], lang: str
) -> bool:
    """Whether something beside a name gives a reason for one of the oblique cases it stands in."""
    kind = str(parse(before[-1], lang)[0].tag.POS) if before else ""
    if Case.GEN in cases and (kind in ("NOUN", "NUMR") or (before and before[-1] in _FEW)):
        return True
    if Case.INS in cases and kind in ("NOUN", *_VERBAL):
        return True
    if Case.DAT in cases and (
        kind in ("NOUN", *_VERBAL)
        or any(word in _IMPERSONAL or parse(word, lang)[0].tag.POS == "INFN" for word in after)
    ):
        return True
    if Case.ACC in cases and Case.NOM not in cases:
        verbs = (*before[-4:], *after[:1])
        return any(parse(word, lang)[0].tag.POS in _VERBAL for word in verbs)
    return False


_PARTICLES = words("не же также уже ще вже")
_FEW = words("много мало несколько нет более менее багато мало кілька немає більше")


def conjunct(before: Sequence[str], lang: str) -> Case | None:
    """The case of the name before *and*, with which what follows shares its own.

    Args:
        before: the words up to the name, the conjunction last.
    """
    if len(before) < 2 or not before[-2][:1].isupper():
        return None
    told = read((before[-2],), lang, tuple(before[:-2]))
    return told.case if told else None


def is_complement(before: Sequence[str], lang: str) -> bool:
    """Whether a name after these words completes a noun with a preposition: *на востоке …*."""
    if len(before) < 2 or before[-2].lower() not in GOVERNS[lang]:
        return False
    reading = parse(before[-1], lang)[0]
    return bool(reading.tag.POS == "NOUN" and reading.normal_form not in _TIMES | _CLASSES)


def is_apposed(before: Sequence[str], lang: str) -> bool:
    """Whether a name right after these words only says which city, port or company it is."""
    return bool(before) and parse(before[-1], lang)[0].normal_form in _CLASSES
