"""The number of a name: one or many in the source, and what a numeral in the target makes of it.

A noun is singular after a numeral in Azerbaijani and Turkish; in Russian and Ukrainian it is in the
genitive, singular after two to four (*Русская грамматика*, 1980, vol. 2, § 1817).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.glossary.concept import Concept
from translator.glossary.inflection import Case, Inflection, Number, paradigm
from translator.glossary.roles.base import Relation, Surroundings, words
from translator.languages import lower

_NUMERALS = {
    "az": words(
        "iki üç dörd beş altı yeddi səkkiz doqquz on iyirmi otuz qırx əlli altmış yetmiş səksən "
        "doxsan yüz min neçə xeyli çox hər heç"
    ),
    "tr": words(
        "iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen "
        "doksan yüz bin birkaç çok her hiçbir"
    ),
}
_DETERMINERS = {
    "az": words("bir bu həmin o hər yeni böyük və ilə üçün"),
    "tr": words("bir bu aynı o her yeni büyük ve ile için"),
}
_FEW = words("два две оба обе три четыре дві обидва обидві чотири")
_MANY = words("много мало несколько сколько столько багато мало кілька скільки")


def number_wanted(
    source: Number | None,
    relation: Relation | None,
    around: Surroundings,
    concept: Concept,
    lang: str,
) -> Number | None:
    """The number that a concept's name has to stand in, or None if any will do.

    Args:
        source: the number of the mention in the source, if its form tells.
        relation: what the source says of it.
        around: the words beside the name in the target.
    """
    name = concept.preferred(lang)
    if source is None or lang not in ("ru", "uk", *_NUMERALS):
        return None
    hand = tuple(concept.forms.get(lang, ()))
    forms = paradigm(name, lang, concept.pos, hand, concept.gender, concept.number).forms
    if forms[0].inflection.number is Number.PLUR:
        return None
    if source is Number.SING:
        return Number.SING
    if all(form.inflection.number is Number.SING for form in forms):
        return None
    if lang in _NUMERALS and relation is not None and relation.amount:
        return Number.SING  # "yüzlerce fok"
    if lang in _NUMERALS and around.before:
        last = lower(around.before[-1], lang)
        if last in _NUMERALS[lang] or re.fullmatch(r"[\d.,]+", last):
            return Number.SING
    return Number.PLUR


def possessed(
    relation: Relation, around: Surroundings, places: Sequence[Inflection], lang: str
) -> bool:
    """Whether a Turkic noun after another lacks the possessive of a compound: *qaz yatağı*."""
    if lang not in _NUMERALS or not relation.compound or not around.before:
        return False
    last = lower(around.before[-1], lang)
    if not last.isalpha() or last in _NUMERALS[lang] or last in _DETERMINERS[lang]:
        return False
    return not any(place.owner for place in places)


def counted(place: Inflection, around: Surroundings, name: str, lang: str) -> Inflection:
    """``place``, a plural, as a Russian or Ukrainian numeral before the name has it."""
    if lang not in ("ru", "uk") or place.case not in (Case.NOM, Case.ACC, Case.GEN):
        return place
    for word in reversed(around.before[-3:]):
        few = word.lower() in _FEW or re.fullmatch(r"(?:\d*[^1\D])?[234]", word)
        if few and place.case is not Case.GEN:
            return Inflection(Case.GEN) if " " not in name else place
        if word.isdecimal() or word.lower() in _MANY or _is_numeral(word, lang):
            return Inflection(Case.GEN, Number.PLUR)
    return place


def _is_numeral(word: str, lang: str) -> bool:
    from translator.glossary.inflection import morphology

    if not morphology.has_dictionary(lang) or not word[0].isalpha():
        return False
    return bool(morphology.parse(word, lang)[0].tag.POS == "NUMR")
