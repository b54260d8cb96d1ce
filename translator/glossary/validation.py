"""What is doubtful in a glossary: look-alike letters, quotes, names that contradict each other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from translator.glossary.columns import BY_LANGUAGE
from translator.glossary.concept import Policy
from translator.glossary.folding import keys
from translator.glossary.table import Cell, Name, Notes, Row
from translator.languages import LANGUAGES

# letters of one alphabet that look like another's
_LATIN_TWINS = frozenset("aceopxyijsABCEHIJKMOPSTXYkəƏ")
_CYRILLIC_TWINS = frozenset("асеорхуіјѕАВСЕНІЈКМОРЅТХУкәӘ")
_WORD = re.compile(r"[^\W\d_]+")
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("„", "“”"))
_MARKS = frozenset('"()[]«»“”„')
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn the direction of writing
)


def examine(rows: Sequence[Row], notes: Notes) -> None:
    """Notes what is doubtful in the names of ``rows`` and between them.

    Most cells hold nothing odd: one search a cell and one set a language find those that do.
    """
    by_lang: dict[str, list[tuple[Row, str, bool]]] = {}
    for row in rows:
        for lang, variants in row.concept.names.items():
            all_names = by_lang.setdefault(lang, [])
            text = row.text(lang)
            allowed = "!" not in text
            for variant in variants:
                all_names.append((row, variant.text, variant.forbidden))
                allowed = allowed or not variant.forbidden
            if not allowed:
                cell = row.names(lang)[0].cell
                notes.warning(cell, f"no allowed name in {lang}, only forbidden ones")
            if _odd(lang).search(text) or not unicodedata.is_normalized("NFC", text):
                for name in row.names(lang):
                    _letters(name, lang, notes)
                    _quotes(name, notes)
        concept = row.concept
        for kind in BY_LANGUAGE:
            words: Mapping[str, tuple[str, ...]] = getattr(concept, kind)
            for lang in words:
                if lang and lang not in concept.names and concept.policy is not Policy.KEEP:
                    cell = row.cell(f"{kind}.{lang}")
                    notes.warning(cell, f"{kind}.{lang}: the concept has no name in {lang}")
    for lang, all_names in by_lang.items():
        _contradictions(lang, all_names, notes)


def _contradictions(lang: str, names: list[tuple[Row, str, bool]], notes: Notes) -> None:
    """Notes names that several concepts have, or that one has and another forbids."""
    folded = keys([text for _, text, _ in names], lang)
    if len(set(folded)) == len(folded):
        return
    counts = Counter(folded)
    allowed: dict[str, Row] = {}
    banned: dict[str, Row] = {}
    for place, (row, text, forbidden) in zip(folded, names, strict=True):
        if counts[place] == 1:
            continue
        concept = row.concept
        here, there = (banned, allowed) if forbidden else (allowed, banned)
        other = there.get(place)
        if other is not None and other.concept.id != concept.id:
            verb = ("allows", "forbids") if forbidden else ("forbids", "allows")
            notes.warning(
                _where(row, lang, text),
                f"{text!r}: the concept {other.concept.id!r} (line {other.concept.line}) "
                f"{verb[0]} it, {concept.id!r} {verb[1]} it",
            )
        twin = here.setdefault(place, row).concept
        told_apart = any(c.context(lang) != ((), ()) for c in (twin, concept))
        if twin.id != concept.id and not forbidden and not told_apart:
            notes.warning(
                _where(row, lang, text),
                f"{text!r} is a name of {twin.id!r} (line {twin.line}) as well",
            )


def _where(row: Row, lang: str, text: str) -> Cell:
    return next(name.cell for name in row.names(lang) if name.variant.text == text)


# what a letter of each script is, and what may be wrong in any cell
_SCRIPTS = {"Latin": r"A-Za-z\xaa\xba\xc0-\u01dc\u01de-\u024f\u0259\u1e00-\u1eff"}
_SCRIPTS["Cyrillic"] = r"\u0400-\u052f"
_SCRIPTS["Greek"] = r"\u0370-\u03ff\u1f00-\u1fff"
_SIGNS = "".join(map(re.escape, sorted(_MARKS | _INVISIBLE)))


@lru_cache(maxsize=64)
def _odd(lang: str) -> re.Pattern[str]:
    """What has to be looked at more closely in a cell of this language."""
    script = LANGUAGES[lang].script
    if script in _SCRIPTS:
        return re.compile(rf"[{_SIGNS}]|(?![{_SCRIPTS[script]}])[^\W\d_]")
    # letters of a script without look-alikes are compared with those that have them
    return re.compile(rf"[{_SIGNS}]|[{''.join(_SCRIPTS.values())}]")


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
