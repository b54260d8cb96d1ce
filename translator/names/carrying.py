"""A person's or a place's name in another language: by the lexicon, else by endings and letters."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.languages import lower
from translator.names import lexicon, patronymics
from translator.names.letters import respelled

# endings of surnames: by language, what each class looks like; the longest is tried first
_ENDINGS: dict[str, dict[str, str]] = {
    # class    az, ru, tr, en
    "zade": {"az": "zadə", "ru": "заде", "tr": "zade", "en": "zade"},
    "oglu": {"az": "oğlu", "ru": "оглу", "tr": "oğlu", "en": "oglu"},
    "beyli": {"az": "bəyli", "ru": "бейли", "tr": "beyli", "en": "beyli"},
    "tsky": {"az": "tski", "ru": "цкий", "tr": "tskiy", "en": "tsky"},
    "tskaya": {"az": "tskaya", "ru": "цкая", "tr": "tskaya", "en": "tskaya"},
    "sky": {"az": "ski", "ru": "ский", "tr": "skiy", "en": "sky"},
    "skaya": {"az": "skaya", "ru": "ская", "tr": "skaya", "en": "skaya"},
    "yeva": {"az": "yeva", "ru": "ева", "tr": "yeva", "en": "yeva"},
    "yev": {"az": "yev", "ru": "ев", "tr": "yev", "en": "yev"},
    "yova": {"az": "yova", "ru": "ёва", "tr": "yova", "en": "yova"},
    "yov": {"az": "yov", "ru": "ёв", "tr": "yov", "en": "yov"},
    "ova": {"az": "ova", "ru": "ова", "tr": "ova", "en": "ova"},
    "ov": {"az": "ov", "ru": "ов", "tr": "ov", "en": "ov"},
    "eva": {"az": "eva", "ru": "ева", "tr": "eva", "en": "eva"},
    "ev": {"az": "ev", "ru": "ев", "tr": "ev", "en": "ev"},
    "shvili": {"az": "şvili", "ru": "швили", "tr": "şvili", "en": "shvili"},
    "dze": {"az": "dze", "ru": "дзе", "tr": "dze", "en": "dze"},
    "yan": {"az": "yan", "ru": "ян", "tr": "yan", "en": "yan"},
    "enko": {"az": "enko", "ru": "енко", "tr": "enko", "en": "enko"},
    "chuk": {"az": "çuk", "ru": "чук", "tr": "çuk", "en": "chuk"},
    "vich": {"az": "viç", "ru": "вич", "tr": "viç", "en": "vich"},
    "ina": {"az": "ina", "ru": "ина", "tr": "ina", "en": "ina"},
    "in": {"az": "in", "ru": "ин", "tr": "in", "en": "in"},
    "li": {"az": "li", "ru": "ли", "tr": "li", "en": "li"},
    "ly": {"az": "lı", "ru": "лы", "tr": "lı", "en": "li"},
    "lu": {"az": "lu", "ru": "лу", "tr": "lu", "en": "lu"},
    "lyu": {"az": "lü", "ru": "лю", "tr": "lü", "en": "lu"},
}
_ALIASES = {
    "en": {"zadeh": "zade", "skiy": "sky", "skii": "sky", "ski": "sky", "oghlu": "oglu"},
    "ru": {"оглы": "oglu", "ьян": "yan"},
    "az": {},
    "tr": {"ski": "sky"},
}
_VOWELS = "aəeıioöuüаеёиоуыэюя"
# by letters as a whole, for the border between stem and ending says nothing
_WHOLE = frozenset({"enko", "chuk", "vich", "in", "ina", "shvili", "dze", "yan"})
_SLAVIC = _WHOLE | {"sky", "skaya", "tsky", "tskaya"}
# endings that surnames of the West have by chance
_FOREIGN_TOO = frozenset({"in", "ina", "li", "ly", "lu", "lyu"})
# the vowel harmony of -li, which English spells one way
_HARMONY = frozenset({"li", "ly", "lu", "lyu"})
_HARMONIC = (
    dict.fromkeys("aıаыя", "ly")
    | dict.fromkeys("eəiеиэ", "li")
    | dict.fromkeys("ouоу", "lu")
    | dict.fromkeys("öüёю", "lyu")
)
_TURKIC = frozenset({"zade", "beyli", "ly", "li", "lu", "lyu"})


@lru_cache(maxsize=8192)
def ending(surname: str, lang: str) -> tuple[str, str]:
    """The stem and the class of a surname; both empty for one without a known ending."""
    low = lower(surname, lang)
    table = {row[lang]: kind for kind, row in reversed(_ENDINGS.items())} | _ALIASES[lang]
    for text in sorted(table, key=len, reverse=True):
        kind = table[text]
        if low.endswith(text) and len(low) - len(text) >= (3 if kind == "yan" else 2):
            stem = surname[: len(surname) - len(text)]
            if lang == "ru" and kind in ("ev", "eva", "yev", "yeva"):
                soft = low[len(stem) - 1] in _VOWELS + "ьъ"
                kind = ("yev" if soft else "ev") + ("a" if kind.endswith("a") else "")
            return stem, kind
    return "", ""


def origin_of(surname: str, lang: str, beside: str = "") -> str:
    """Where a surname is at home (``t``, ``o``, ``s``, ``w``), empty if nothing tells.

    ``beside`` is the home of the given name before it: *Galli* after *Boris* is no *Gallı*, and
    *Austin* after *Charles* no Russian.
    """
    row = _listed(surname, lang)
    if row is not None:
        return row.origin
    stem, kind = ending(surname, lang)
    if not kind or (lang == "tr" and kind in ("in", "ina", "yan")):
        return ""
    known = _stem_row(stem, lang, "")
    if known is not None and kind != "oglu":
        return known.origin
    if (kind in _HARMONY and beside == "s") or (kind in _FOREIGN_TOO and beside == "w"):
        return ""
    if kind in _TURKIC:
        return "t"
    if kind == "oglu":
        return "o"
    if kind in _SLAVIC:
        return "s"
    return "t" if re.search("[əğqöü]", surname.lower()) else "s"


def _listed(surname: str, lang: str) -> lexicon.Row | None:
    """The surname's own row in the lexicon, a woman's under the man's."""
    row = lexicon.surname(surname, lang)
    if row is None and surname.endswith(("ova", "eva", "ова", "ева", "ёва")):
        row = lexicon.surname(surname[:-1], lang)
    return row


def given(word: str, source: str, target: str, origin: str = "") -> str:
    """A given name, of one word or more, in ``target``; empty if there is no sure way."""
    row = lexicon.given(word, source, origin)
    turkish = source == "tr" and origin == "o"
    if row is not None and not (turkish and row.origin == "t"):
        return row.write(target)
    if " " in word:
        parts = [_part(part, source, target, origin) for part in _parts(word, source)]
        return " ".join(parts) if all(parts) else ""
    sure = _regular(source, target, origin) or source == "ru"
    sure = sure or (source, target, origin) == ("en", "ru", "t")
    return respelled(word, source, target, origin) if sure else ""


def _parts(word: str, lang: str) -> list[str]:
    """The given names in a row; a father's name and *oğlu* are one."""
    parts: list[str] = []
    for part in word.split(" "):
        if part in patronymics.CHILD[lang] and parts:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def _part(part: str, source: str, target: str, origin: str) -> str:
    father, _, child = part.partition(" ")
    if child:
        name = given(father, source, target, origin)
        return f"{name} {patronymics.child(child, source, target)}" if name else ""
    if patronymics.base(part, source) and lexicon.given(part, source) is None:
        return patronymics.carried(part, source, target)
    return given(part, source, target, origin)


def surname(word: str, source: str, target: str, origin: str = "") -> str:
    """A surname in ``target``; empty if there is no sure way.

    Args:
        word: the surname in the nominative.
        source: its language.
        target: the language wanted.
        origin: where the person's given name is at home, if that is known.
    """
    row = _listed(word, source)
    if row is not None:
        listed = row.write(target)
        woman = lexicon.surname(word, source) is None
        return listed + {"ru": "а"}.get(target, "a") if woman else listed
    stem, kind = ending(word, source)
    if (kind in _HARMONY and origin == "s") or (kind in _FOREIGN_TOO and origin == "w"):
        kind = ""  # Boris Galli, Charles Austin
    home = origin_of(word, source) or origin
    if kind in _WHOLE:
        return respelled(word, source, target, home)
    if kind:
        made = _stem(stem, source, target, home) if kind not in _SLAVIC else ""
        if kind in _HARMONY and source == "en":
            kind = _HARMONIC.get(_last_vowel(made), kind)
        return _joined(made or respelled(stem, source, target, home), kind, target)
    return respelled(word, source, target, origin) if _regular(source, target, origin) else ""


def _stem_row(stem: str, lang: str, origin: str) -> lexicon.Row | None:
    row = lexicon.surname(stem, lang) or lexicon.given(stem, lang, origin)
    return None if row is None or row.origin == "s" else row


def _stem(stem: str, source: str, target: str, origin: str) -> str:
    """A surname's stem by the lexicon, whole or as two names in one (*Əliməmməd*)."""
    row = _stem_row(stem, source, origin)
    if row is not None:
        return row.write(target)
    for cut in range(3, len(stem) - 2):
        first, second = (_stem_row(part, source, origin) for part in (stem[:cut], stem[cut:]))
        if first is not None and second is not None:
            return first.write(target) + lower(second.write(target), target)
    return ""


def _last_vowel(text: str) -> str:
    return next((char for char in reversed(text.lower()) if char in _VOWELS), "")


def _joined(stem: str, kind: str, lang: str) -> str:
    """A stem with its ending; ``-yev`` after a vowel, ``-ev`` or ``-ov`` after a consonant."""
    text = _ENDINGS[kind][lang]
    if kind in ("yev", "yeva"):
        # Abdullah, Abdullayev; Нагы, Нагиев
        stem = stem.removesuffix("h") if stem.endswith("ah") else stem
        stem = re.sub("(?<=[гк])ы$", "и", stem)
    if kind in ("yov", "yova") and stem.endswith(("ç", "ş", "ch", "sh")):
        return stem + text.replace("yo", "e" if lang == "en" else "o")
    if kind in ("yev", "yeva", "ev", "eva") and lang != "ru":
        soft = stem[-1:].lower() in _VOWELS + "y" and not stem.lower().endswith("y")
        text = text.removeprefix("y")
        return stem + ("y" if soft or kind.startswith("y") else "") + text
    if kind in ("yev", "yeva") and lang == "ru" and stem[-1:].lower() not in _VOWELS + "ьъ":
        return stem + "ь" + text
    return stem + text


def _regular(source: str, target: str, origin: str) -> bool:
    """Whether letters alone tell how a name without a known ending is written.

    Azerbaijani and Russian respell all names by sound. Others keep the spelling that a name has at
    home, which its respelling does not tell: *Джонсон* is *Johnson*.
    """
    if {source, target} == {"az", "ru"}:
        return True
    return source in ("az", "tr") and origin in ("t", "o")


@lru_cache(maxsize=4096)
def place(word: str, source: str, target: str) -> str:
    """A place's name in ``target``: a town of the lexicon, else by its letters."""
    row = lexicon.best(
        lexicon.index("places", source).get(lexicon.folded(word, source), ()), source
    )
    if row is not None:
        return row.write(target)
    if source == "en" and target in ("az", "tr"):
        return ""
    origin = "o" if source == "tr" else "s" if source == "ru" else "t"
    return respelled(word, source, target, origin)
