"""Fathers' names in a person's name: *Heydər oğlu*, *Гейдар оглы*, *Владимирович*."""

from __future__ import annotations

import re
from functools import cache

from translator.names import lexicon
from translator.names.letters import respelled

_SON_AND_DAUGHTER = {
    "m": {"az": "oğlu", "ru": "оглы", "tr": "oğlu", "en": "oglu"},
    "f": {"az": "qızı", "ru": "кызы", "tr": "kızı", "en": "gizi"},
}
CHILD = {
    lang: {row[lang]: gender for gender, row in _SON_AND_DAUGHTER.items()} for lang in lexicon.LANGS
}
"""Words after a father's name, and the sex of the child."""
CHILD["en"] |= {"oghlu": "m", "kizi": "f", "qizi": "f", "gyzy": "f", "kyzy": "f", "ogly": "m"}
CHILD["ru"] |= {"оглу": "m", "огли": "m", "гызы": "f", "кизи": "f"}

_RUSSIAN = re.compile(
    r"([А-ЯЁ][а-яё]+(?:ович|евич))(?:а|у|ем|е)?|([А-ЯЁ][а-яё]+(?:овн|евн))(?:а|ы|е|у|ой)"
)
_LATIN = {
    "az": re.compile(r"\w{2,}(?:oviç|eviç|ovna|evna)"),
    "tr": re.compile(r"\w{2,}(?:oviç|eviç|ovna|evna)"),
    "en": re.compile(r"\w{2,}(?:ovich|evich|ovna|evna)"),
}


_CHILD_FORM = re.compile("(oğlu|qızı|kızı)(?:n[uı]n|na|n[uı]|nda|ndan|yla)")


def child_word(word: str, lang: str) -> str:
    """*oğlu* or *qızı* of which ``word`` is a form, empty for other words."""
    if word in CHILD[lang]:
        return word
    found = _CHILD_FORM.fullmatch(word) if lang in ("az", "tr") else None
    return found[1] if found and found[1] in CHILD[lang] else ""


def base(word: str, lang: str) -> str:
    """The nominative of a Russian patronymic, whose form ``word`` may be; empty for other words."""
    if lang != "ru":
        return word if _LATIN[lang].fullmatch(word) else ""
    found = _RUSSIAN.fullmatch(word)
    return "" if found is None else found[1] or found[2] + "а"


def child(word: str, source: str, target: str) -> str:
    """*oğlu* or *qızı* in another language."""
    return _SON_AND_DAUGHTER[CHILD[source][word]][target]


def carried(word: str, source: str, target: str) -> str:
    """A Russian patronymic in another language, empty if there is no sure way.

    From Russian by its letters, but *Гейдарович* is *Heydər oğlu*; into Russian as those that the
    table of given names makes.
    """
    russian = word if source == "ru" else _index(source).get(lexicon.folded(word, source), "")
    if not russian or target == "ru":
        return russian
    father = _fathers().get(russian)
    if father is not None and father.origin == "t":
        child_of = _SON_AND_DAUGHTER["f" if russian.endswith("а") else "m"]
        return f"{father.write(target)} {child_of[target]}"
    return respelled(russian, "ru", target, "s")


@cache
def _fathers() -> dict[str, lexicon.Row]:
    """The Russian patronymics of the given names of men."""
    found: dict[str, lexicon.Row] = {}
    for row in lexicon.rows("given"):
        if row.gender == "m" and row.origin in ("s", "t"):
            for made in _made(row.write("ru")):
                found.setdefault(made, row)
    return found


@cache
def _index(lang: str) -> dict[str, str]:
    """The Russian patronymics by what their letters give in another language."""
    return {
        lexicon.folded(respelled(made, "ru", lang, "s"), lang): made
        for made, row in _fathers().items()
        if row.origin == "s"
    }


def _made(father: str) -> tuple[str, ...]:
    """A son's and a daughter's patronymic; none for a name in a vowel."""
    if " " in father or father[-1] in "аеёиоуыэюя":
        return ()
    if father.endswith("ий"):
        soft = "и" if father[-4:-2].isalpha() and _hard(father[-4:-2]) else "ь"
        stem = father[:-2] + soft + "е"
    elif father[-1] in "йь":
        stem = father[:-1] + "е"
    else:
        stem = father + ("е" if father[-1] in "жцчшщ" else "о")
    return stem + "вич", stem + "вна"


def _hard(pair: str) -> bool:
    """Two consonants: *Дмитрий*, *Дмитриевич*, but *Юрий*, *Юрьевич*."""
    return not set(pair.lower()) & set("аеёиоуыэюя")
