"""What is doubtful in a glossary: look-alike letters, quotes, names that contradict each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from translator.glossary.folding import key
from translator.glossary.table import Cell, Name, Notes, Row
from translator.languages import LANGUAGES

# letters of one alphabet that look like another's
_LATIN_TWINS = frozenset("aceopxyijsABCEHIJKMOPSTXYkəƏ")
_CYRILLIC_TWINS = frozenset("асеорхуіјѕАВСЕНІЈКМОРЅТХУкәӘ")
_WORD = re.compile(r"[^\W\d_]+")
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("„", "“”"))
_MARKS = frozenset('"()[]«»“”„')
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")


def examine(rows: Iterable[Row], notes: Notes) -> None:
    """Notes what is doubtful in the names of ``rows`` and between them."""
    allowed: dict[tuple[str, str], tuple[str, Cell]] = {}
    banned: dict[tuple[str, str], tuple[str, Cell]] = {}
    for row in rows:
        for lang, names in row.names.items():
            if all(name.variant.forbidden for name in names):
                notes.warning(names[0].cell, f"no allowed name in {lang}, only forbidden ones")
            for name in names:
                _letters(name, lang, notes)
                _quotes(name, notes)
                _between(row.concept.id, name, lang, allowed, banned, notes)


def _between(
    concept: str,
    name: Name,
    lang: str,
    allowed: dict[tuple[str, str], tuple[str, Cell]],
    banned: dict[tuple[str, str], tuple[str, Cell]],
    notes: Notes,
) -> None:
    text = name.variant.text
    place = (lang, key(text, lang))
    here, there = (banned, allowed) if name.variant.forbidden else (allowed, banned)
    other = there.get(place)
    if other is not None and other[0] != concept:
        verb = ("allows", "forbids") if name.variant.forbidden else ("forbids", "allows")
        notes.warning(
            name.cell,
            f"{text!r}: the concept {other[0]!r} (line {other[1].line}) {verb[0]} it, "
            f"{concept!r} {verb[1]} it",
        )
    twin = here.setdefault(place, (concept, name.cell))
    if twin[0] != concept and not name.variant.forbidden:
        notes.warning(name.cell, f"{text!r} is a name of {twin[0]!r} (line {twin[1].line}) as well")


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0].capitalize()


def _letters(name: Name, lang: str, notes: Notes) -> None:
    if name.variant.text.isascii() and LANGUAGES[lang].script == "Latin":
        return
    for word in _WORD.finditer(name.variant.text):
        letters = word.group()
        scripts = {_script(c) for c in letters} & {"Latin", "Cyrillic", "Greek"}
        if len(scripts) > 1:
            latin = [c for c in letters if _script(c) == "Latin"]
            cyrillic = [c for c in letters if _script(c) == "Cyrillic"]
            odd = min((latin, cyrillic), key=len) or latin or cyrillic
            twins = set(latin) <= _LATIN_TWINS or set(cyrillic) <= _CYRILLIC_TWINS
            signs = ", ".join(f"{c!r} is {_script(c)}" for c in dict.fromkeys(odd))
            text = f"two alphabets in the word {letters!r}: {signs}"
            (notes.error if twins else notes.warning)(name.cell, text)
            continue
        if lang == "az" and "ǝ" in letters.lower():
            notes.error(name.cell, f"{letters!r} has 'ǝ' (U+01DD) where 'ə' (U+0259) is meant")
        home = LANGUAGES[lang].script
        if scripts and home not in scripts and "Latin" not in scripts:
            notes.warning(name.cell, f"{letters!r} is not written in {home} letters")
    unseen = _INVISIBLE.intersection(name.variant.text)
    if unseen:
        codes = ", ".join(f"U+{ord(c):04X}" for c in sorted(unseen))
        notes.warning(name.cell, f"an invisible character in {name.variant.text!r} ({codes})")


def _quotes(name: Name, notes: Notes) -> None:
    text = name.variant.text
    if not _MARKS.intersection(text):
        return
    if text.count('"') % 2 or any(
        text.count(a) != sum(text.count(c) for c in b) for a, b in _PAIRS[:3]
    ):
        notes.warning(name.cell, f"quotes or brackets that do not close in {text!r}")
    elif len(text) > 2 and text[0] == text[-1] == '"':
        notes.warning(name.cell, f"quotes around {text!r}: they count as part of the name")
