"""The case that a preposition asks of the name after it, where the name stands in another.

A model that was handed a name in its base form often leaves it there: *из Каспийский медиафорум*,
*в Каспийский медиафорум* for the place. Russian and Ukrainian prepositions say what is right; only
between place and direction after *в* and *на* does the sense of the sentence decide, and there a
word of motion before it is taken as the sign of a direction.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from translator.glossary.inflection import paradigm
from translator.glossary.inflection.forms import Case
from translator.glossary.inflection.slavic_words import GOVERNS
from translator.glossary.patterns import Found
from translator.glossary.roles.turkic import POSTPOSITIONS
from translator.languages import lower

_NUMERAL = re.compile(r"[IVXLC]+|\d{1,3}-?[а-яії]{1,3}")
_AFTER = re.compile(r"[\"'»”’]? (\w+)(?![\w-])")
# Those of the Turkic postpositions after which no other case is ever right.
_CERTAIN = {
    "az": frozenset(["ilə", "üçün", "tərəfindən", "görə", "aid", "dair"]),
    "tr": frozenset(
        ["ile", "için", "tarafından", "göre", "rağmen", "ait", "dair", "ilişkin", "yönelik"]
    ),
}
_BEFORE = re.compile(r"(?<![\w-])(\w+) \Z")
_PLACE = {
    "ru": frozenset({"в", "во", "на", "о", "об", "обо"}),
    "uk": frozenset({"в", "у", "на", "о", "об"}),
}
# Beginnings of words after which в and на lead somewhere.
_LEADING = {
    "ru": (
        "прибы приез приех прил приход вые выл вых выш вер возвра воше вош войт вход въе вступ "
        "направ отправ уех улет уше уход пое пут дорог визит экспорт импорт постав поступ перевоз "
        "перевез перее переда достав транспорт влож инвест превра пригла включ вне влия напад "
        "атак удар вторг вторж взгл смотр обраща обрат поверн рва спус впада впад попа отвоз отвез "
        "вез привез ввез ввод вве прин провод трубопров газопров нефтепров маршрут рейс перенес "
        "перенос стрем ссыл"
    ),
    "uk": (
        "прибу приї прил прий вих виї виліт вируш поверн увій вхід в'їзд вступ напра відправ "
        "поїзд поїха шлях дорог візит експорт імпорт постач надход перевез переда достав інвест "
        "перетв запрош включ внес вплив напад атак удар вторг погляд впада потрап ввез ввод "
        "маршрут рейс перенес поклик"
    ),
}
_MOTION = {lang: tuple(words.split()) for lang, words in _LEADING.items()}


def case_wanted(before: Sequence[str], cases: Collection[Case], lang: str) -> Case | None:
    """The case that a name has to stand in, or None where the one that it has can be right.

    Args:
        before: the words before the name in its clause, in order. Only the preposition itself and
            Roman or ordinal numerals may stand directly before it.
        cases: those that the name's form can be.
        lang: ``ru`` or ``uk``; other languages have no such prepositions.
    """
    words = list(before)
    while words and _NUMERAL.fullmatch(words[-1]):
        words.pop()
    if not words or lang not in GOVERNS:
        return None
    preposition = words[-1].lower()
    allowed = GOVERNS[lang].get(preposition)
    if allowed is None:
        return None
    if not set(allowed) & set(cases):
        return allowed[0]
    if preposition in _PLACE[lang] and Case.NOM in cases and Case.LOC not in cases:
        moved = any(word.lower().startswith(_MOTION[lang]) for word in words[:-1])
        return None if moved else Case.LOC
    return None


def misgoverned(text: str, found: Found, lang: str) -> bool:
    """Whether a name stands beside an adposition that certainly asks for another case.

    Args:
        text: where ``found`` stands.
        lang: its language; false for all but ``ru`` and ``uk``, ``az`` and ``tr``.
    """
    if lang in _CERTAIN:
        following = _AFTER.match(text, found.end)
        word = lower(following[1], lang) if following else ""
        return word in _CERTAIN[lang] and all(
            place.case is not POSTPOSITIONS[lang][word] and not place.tail
            for place in found.inflections
        )
    match = _BEFORE.search(text[: found.start])
    allowed = GOVERNS.get(lang, {}).get(match[1].lower()) if match else None
    if match is None or allowed is None or (lang == "uk" and match[1].lower() == "в"):
        return False
    if match[1].istitle() and text[: match.start(1)].strip():
        return False  # a name that looks like one
    if any(place.case in allowed or place.tail for place in found.inflections):
        return False
    concept = found.concept
    hand = tuple(concept.forms.get(lang, ()))
    forms = paradigm(found.name, lang, concept.pos, hand, concept.gender, concept.number).forms
    return len({form.text for form in forms}) > 1
