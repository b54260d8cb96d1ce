"""Conventional spellings of names: given names, surnames and towns, as rows of one small table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from translator.languages import fold

LANGS = ("az", "ru", "tr", "en")


@dataclass(frozen=True, slots=True)
class Row:
    """One name in the four languages.

    ``spellings`` maps a language to its spellings, the one to write first. ``gender`` is ``m`` or
    ``f``, empty for surnames and places. ``origin`` is where the name is at home: ``t``
    (Azerbaijani and its neighbours'), ``o`` (Turkey), ``s`` (Russian and other Slavic), ``w``
    (the West: spelled at home in Latin letters, by sound in Azerbaijani and Russian).
    ``word`` tells that it is an ordinary word, or a town, as well.
    """

    spellings: dict[str, tuple[str, ...]]
    gender: str
    origin: str
    word: bool

    def write(self, lang: str) -> str:
        """The spelling to write in ``lang``."""
        return self.spellings[lang][0]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of ``given``, ``surnames`` or ``places``."""
    text = (files("translator.names") / "data" / f"{table}.tsv").read_text(encoding="utf-8")
    out: list[Row] = []
    for line in text.splitlines()[1:]:
        kind, origin, *cells = line.split("\t")
        spellings = {lang: tuple(c.split("|")) for lang, c in zip(LANGS, cells, strict=True)}
        gender = kind[0] if kind[0] in "mf" else ""
        out.append(Row(spellings, gender, origin, kind.endswith("?")))
    return tuple(out)


@cache
def index(table: str, lang: str) -> dict[str, tuple[Row, ...]]:
    """The rows of a table by their folded spellings in ``lang``."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows(table):
        for spelling in row.spellings[lang]:
            key = folded(spelling, lang)
            found[key] = (*found.get(key, ()), row)
    return found


@lru_cache(maxsize=8192)
def folded(word: str, lang: str) -> str:
    """``word`` for comparison: small letters, ``ё`` as ``е``."""
    return fold(word, lang).replace("ё", "е")


def best(found: tuple[Row, ...], lang: str, origin: str = "") -> Row | None:
    """Of rows that share a spelling the one at home where the text, or the rest of the name, is."""
    if not found:
        return None
    home = origin or {"tr": "o", "ru": "", "az": "t", "en": ""}.get(lang, "")
    return next((row for row in found if row.origin == home), found[0])


def given(word: str, lang: str, origin: str = "") -> Row | None:
    """The given name that ``word`` is, uninflected."""
    return best(index("given", lang).get(folded(word, lang), ()), lang, origin)


def surname(word: str, lang: str, origin: str = "") -> Row | None:
    """The surname, or the stem of surnames, that ``word`` is."""
    return best(index("surnames", lang).get(folded(word, lang), ()), lang, origin)
