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

_AGREEING = words("город село деревня река місто річка столица")
AND = words("и или а та й і або")
_VERBAL = frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS"})
_IMPERSONAL = words(
    "необходимо нужно нужен нужна нужны надо следует предстоит грозит грозило пришлось "
    "приходится придётся удалось удается удаётся удастся хватает хватило хватит трудно легко "
    "можно нельзя разрешили разрешено запрещено потрібно треба потрібен потрібна потрібні "
    "слід вдалося"
)
_MODAL = words(
    "необходимо нужно нужен нужна нужны надо следует предстоит пришлось приходится придётся "
    "удалось удается удаётся удастся потрібно треба потрібен потрібна потрібні слід вдалося"
)
_TIMES = words(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
    "понедельник вторник среда четверг пятница суббота воскресенье год день неделя месяц час "
    "время начало конец січень лютий березень квітень травень червень липень серпень вересень "
    "жовтень листопад грудень рік тиждень місяць"
)
_CLASSES = words(
    "город столица село посёлок поселок деревня порт остров река озеро республика штат станция "
    "район "
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
    if verb.tag.POS in ("PRTS", "ADJS", "VERB"):
        agrees = number_of(verb) == number
        if verb.tag.tense == "past" or verb.tag.POS != "VERB":
            return bool(agrees and (number == "plur" or verb.tag.gender == gender))
        return bool(agrees and verb.tag.person in (None, "3per"))
    return False


def licensed(
    cases: frozenset[Case], before: Sequence[str], after: Sequence[str], lang: str
) -> bool:
    """Whether something beside a name gives a reason for one of the oblique cases it stands in."""
    reading = parse(before[-1], lang)[0] if before else None
    kind = str(reading.tag.POS) if reading is not None and reading.is_known else ""
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


_ACTIONS = ("ание", "ение", "тие", "ция", "держка", "щита", "ання", "ення", "ття", "ція")
_PARTICLES = words("не же также уже ще вже")
_FEW = words("много мало несколько нет более менее багато мало кілька немає більше")


def asks_dative(after: Sequence[str]) -> bool:
    """Whether the words right after a name make it the one who must, or can: *Парижу нужно*."""
    return any(word in _MODAL for word in after[:2])


def conjunct(before: Sequence[str], lang: str) -> Case | None:
    """The case of the name before *and*, with which what follows shares its own.

    Args:
        before: the words up to the name, the conjunction last.
    """
    if len(before) < 2 or not before[-2][:1].isupper():
        return None
    told = read((before[-2],), lang, tuple(before[:-2]))
    return told.case if told else None


def completes(before: Sequence[str], lang: str, *, known: bool = True) -> bool:
    """Whether a name right after these words can complete a noun, which is not one of time.

    Args:
        known: whether the dictionary must know the noun.
    """
    reading = parse(before[-1], lang)[0] if before else None
    if reading is None or (known and not reading.is_known):
        return False
    return reading.tag.POS == "NOUN" and reading.normal_form not in _TIMES


def is_action(before: Sequence[str], lang: str) -> bool:
    """Whether the word before a name is a noun of action, of which the name is the object."""
    return completes(before, lang) and parse(before[-1], lang)[0].normal_form.endswith(_ACTIONS)


def is_complement(before: Sequence[str], lang: str) -> bool:
    """Whether a name after these words completes a noun with a preposition: *на востоке …*."""
    place = len(before) - 2
    while place >= 0 and parse(before[place], lang)[0].tag.POS in ADJECTIVE:
        place -= 1
    governed = place >= 0 and before[place].lower() in GOVERNS[lang]
    return governed and completes(before, lang)


def apposed(before: Sequence[str], lang: str) -> Case | None:
    """The case of a name that only says which city or port the word before it means.

    The name of a city agrees with the word (*в городе Баку*, *города Шуши*), others do not
    change (*в порту Алят*).
    """
    reading = parse(before[-1], lang)[0] if before else None
    if reading is None or reading.normal_form not in _CLASSES or number_of(reading) != "sing":
        return None
    if reading.normal_form not in _AGREEING:
        return Case.NOM
    told = read((before[-1],), lang, tuple(before[:-1]))
    return told.case if told else Case.NOM
