"""What the boundary filter knows about each language, read from ``data/<code>.toml``.

A language is one file; a language without a file uses what ``common.toml`` says, which holds for
all. Every list holds strings of words separated by commas. Abbreviations are written without
their last full stop, by class:

``title``
    stands before a name or a word it belongs to: never ends a sentence (``Mr``, ``ул``, ``e.g``);
    wins over ``reference`` if listed as both.
``reference``
    stands before a number: no end before a digit, a Roman numeral or a single letter, an ordinary
    word elsewhere (``No``, ``стр``, ``Sept``).
``unit``
    stands after a number: ends a sentence only before a capital that begins one (``млн``, ``km``).
``end``
    often ends a sentence: does so before any capital (``etc``, ``и т.д``, ``və s``).
``closing``
    belongs to the name before it, which may go on with a capital: ends a sentence only before a
    word in ``starters`` (``Inc``, ``A.Ş``, ``U.S``).

One that is listed both as a title and as a unit (Russian ``г``: city, year) is a unit after a
number and a title elsewhere.

The division of labour between title-like and end-capable abbreviations follows the annotation of
T. Kiss and J. Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32 (2006), and the suppression lists of CLDR's segmentation data (UTS #35, part 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from importlib.resources import files

from translator import languages


class Abbreviation(Enum):
    """How an abbreviation behaves before the next word; see the module's docstring."""

    TITLE = "title"
    REFERENCE = "reference"
    UNIT = "unit"
    END = "end"
    CLOSING = "closing"
    EITHER = "title or unit"


@dataclass(frozen=True, slots=True)
class Rules:
    """The knowledge about one language.

    ``abbreviations`` maps every accepted spelling (as listed, capitalised) to its class;
    ``pairs`` does so for abbreviations of two words. ``starters`` are words that begin sentences
    but not names; ``continuations`` are capitalised words that go on after a unit (``ABŞ``);
    ``speech`` are verbs of saying; ``exclaimed`` are names with an
    exclamation mark; ``domains`` are endings of names such as Day.Az and Node.Js; ``words`` look
    like abbreviations to sentencex but are ordinary words here; ``conjunctions`` begin clauses.
    ``ordinal_dot``: a number with a full stop is an ordinal. ``colon_stop``: a colon
    serves as the full stop. ``peer`` is the language code that sentencex is given.
    """

    lang: str
    peer: str
    abbreviations: dict[str, Abbreviation] = field(default_factory=dict)
    pairs: dict[str, Abbreviation] = field(default_factory=dict)
    starters: frozenset[str] = frozenset()
    continuations: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    exclaimed: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    ordinal_dot: bool = False
    colon_stop: bool = False


def _read(name: str) -> dict[str, object]:
    import tomllib

    path = files("translator.segmentation").joinpath("data", f"{name}.toml")
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _spellings(written: str, lang: str) -> set[str]:
    """``written``, and capitalised if it is two or more small letters."""
    if len(written) > 1 and written == languages.lower(written, lang):
        return {written, languages.upper(written[0], lang) + written[1:]}
    return {written}


def _words(table: dict[str, object], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"{key} must be a list")
    return [word.strip() for entry in value for word in str(entry).split(",") if word.strip()]


@lru_cache(maxsize=64)
def rules(lang: str) -> Rules:
    """The rules for the language with the ISO 639-1 code ``lang``, whatever it is.

    A code without a data file gets the rules that hold for every language.
    """
    common, own = _read("common"), _read(lang) if lang.isalpha() else {}
    abbreviations: dict[str, Abbreviation] = {}
    pairs: dict[str, Abbreviation] = {}
    titles: set[str] = set()
    for table in (common, own):
        titles |= set(_words(table, Abbreviation.TITLE.value))
        entries = [(kind, entry) for kind in Abbreviation for entry in _words(table, kind.value)]
        for kind, entry in entries:
            known = pairs if " " in entry else abbreviations
            if entry not in titles or kind is not Abbreviation.REFERENCE:
                either = kind is Abbreviation.UNIT and entry in titles
                known[entry] = Abbreviation.EITHER if either else kind
        for _, entry in entries:
            known = pairs if " " in entry else abbreviations
            for spelling in _spellings(entry, lang):
                known.setdefault(spelling, known[entry])
    words = frozenset(_words(own, "words"))
    for word in words:
        abbreviations.pop(word, None)

    def both(key: str) -> frozenset[str]:
        return frozenset(_words(common, key) + _words(own, key))

    return Rules(
        lang=lang,
        peer=str(own.get("peer", lang)),
        abbreviations=abbreviations,
        pairs=pairs,
        starters=both("starters"),
        continuations=both("continuations"),
        speech=both("speech"),
        exclaimed=both("exclaimed"),
        domains=both("domains"),
        words=words,
        conjunctions=both("conjunctions"),
        ordinal_dot=bool(own.get("ordinal_dot", False)),
        colon_stop=bool(own.get("colon_stop", False)),
    )
