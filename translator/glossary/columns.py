"""The columns of a glossary beside those of languages, and what may stand in them."""

from __future__ import annotations

from translator.languages import LANGUAGES

PLAIN_COLUMNS = (
    *("id", "policy", "case", "pos", "gender", "number"),
    *("before", "after", "domain", "note", "source"),
)
BY_LANGUAGE = ("forms", "before", "after")
"""Columns that there may be one of for each language: ``forms.ru``, ``before.az``."""

EVERY_LANGUAGE = ""
"""The key of context words that count in every language: those of a plain ``before``."""

GENDERS = ("masculine", "feminine", "neuter")
NUMBERS = ("singular", "plural")
POS = (
    *("noun", "person", "place", "organisation"),
    *("adjective", "verb", "adverb", "phrase"),
)
"""What ``pos`` may say and the rules of inflection know; other words are kept, and steer nothing.

A verb, an adverb and a phrase do not inflect.
"""
_SHORT = {
    **dict.fromkeys(("m", "masc", "male"), "masculine"),
    **dict.fromkeys(("f", "fem", "femn", "female"), "feminine"),
    **dict.fromkeys(("n", "neut"), "neuter"),
    **dict.fromkeys(("s", "sg", "sing"), "singular"),
    **dict.fromkeys(("p", "pl", "plur"), "plural"),
    "organization": "organisation",
    "name": "noun",
}


def full(value: str) -> str:
    """A value of ``pos``, ``gender`` or ``number`` in full: ``m`` is ``masculine``."""
    small = value.strip().lower()
    return _SHORT.get(small, small)


def is_column(name: str) -> bool:
    """Whether a glossary may have a column of that name."""
    kind, dot, code = name.partition(".")
    if dot:
        return kind in BY_LANGUAGE and code in LANGUAGES
    return name in PLAIN_COLUMNS or name in LANGUAGES


def all_columns() -> tuple[str, ...]:
    """Every name that a column may have."""
    by_language = (f"{kind}.{code}" for kind in BY_LANGUAGE for code in LANGUAGES)
    return (*PLAIN_COLUMNS, *LANGUAGES, *by_language)
