"""pymorphy3's readings of Russian and Ukrainian words, in the terms of the paradigms here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile, zip_longest
from typing import Any

from translator.glossary.inflection.forms import Case

CASES = {
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
"""The cases of both languages; Ukrainian has the vocative besides."""
EDGES = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.DOTALL)
CYRILLIC = re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ]")
ADJECTIVE = frozenset({"ADJF", "PRTF"})

PERSON = {"Name", "Surn", "Patr"}
GENDERS = {"masculine": "masc", "feminine": "femn", "neuter": "neut"}
NUMBERS = {"singular": "sing", "plural": "plur"}


@lru_cache(maxsize=2)
def _analyser(lang: str) -> Any:
    import pymorphy3

    # Its place is said, for pymorphy3 would look for it through all installed packages.
    path = import_module(f"pymorphy3_dicts_{lang}").get_path()
    return pymorphy3.MorphAnalyzer(path, lang)


@lru_cache(maxsize=2)
def has_dictionary(lang: str) -> bool:
    """Whether the dictionary of ``lang`` is installed: the Ukrainian one is an extra."""
    return find_spec(f"pymorphy3_dicts_{lang}") is not None


@lru_cache(maxsize=8192)
def parse(word: str, lang: str) -> tuple[Any, ...]:
    """The readings of ``word`` that pymorphy3 knows or guesses, the likeliest first."""
    return tuple(_analyser(lang).parse(word))


def case_of(reading: Any, lang: str) -> Case | None:
    """The case of a reading or of a form of a lexeme; None if it has none."""
    tag = reading.tag.case
    if lang == "uk":
        if tag == "voct":
            return Case.VOC
        if tag is None and reading.word == reading.normal_form and reading.tag.gender:
            return Case.NOM  # some words of the dictionary lack the mark
    return CASES.get(tag)


def number_of(reading: Any) -> str:
    """``sing`` or ``plur``: the Ukrainian dictionary marks the plural only."""
    return str(reading.tag.number or "sing")


def gender_of(reading: Any) -> str | None:
    """``masc``, ``femn`` or ``neut``, if the reading has one; a plain string."""
    return str(reading.tag.gender) if reading.tag.gender else None


def spelled_alike(form: str, base: str) -> bool:
    """Whether ``form`` begins as its base form does, and has as many hyphens.

    The dictionary joins spellings (*Таиланд*, *Тайланд*) and stems (*війна*, *воєн*) under one
    word; names are looked for by their beginnings.
    """
    size = max(1, min(4, len(base) - 3))
    return form[:size] == base[:size] and form.count("-") == base.count("-")


def core(word: str) -> tuple[str, str, str]:
    """What stands before the letters of ``word``, the letters, what stands after."""
    before, inner, after = EDGES.match(word).groups()  # type: ignore[union-attr]
    return before, inner, after


@dataclass(frozen=True, slots=True)
class Head:
    """What adjectives see of a name: its gender (None in the plural), number and animacy."""

    gender: str | None
    number: str
    animate: bool


def cased(word: str, pattern: str) -> str:
    """``word`` with the capitals of ``pattern``, part by part of a hyphenated word.

    A *ё* that ``pattern`` writes *е* is written so too: *Счетная палата*, *Счетной палаты*.
    """
    same = zip_longest(word, pattern.lower()[: len(word)])
    word = "".join("е" if (a, b) == ("ё", "е") else a for a, b in same)
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    pairs = zip(word.lower(), pattern.lower(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if any(c.isupper() for c in pattern[1:shared]):
        return pattern[:shared] + word[shared:]  # capitals within: КазМунайГаз
    parts, patterns = word.split("-"), pattern.split("-")
    if len(parts) != len(patterns):
        patterns = [pattern] * len(parts)
    return "-".join(
        part[:1].upper() + part[1:] if model[:1].isupper() else part
        for part, model in zip(parts, patterns, strict=True)
    )
