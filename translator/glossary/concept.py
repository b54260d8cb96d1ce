"""Concepts: one meaning, its names in every language and how strictly they are to be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from translator.glossary.columns import EVERY_LANGUAGE


class Policy(StrEnum):
    """What the translation owes to a concept."""

    REQUIRE = "require"
    PREFER = "prefer"
    KEEP = "keep"


class CaseRule(StrEnum):
    """Whether a term is found in any letter case or only as written."""

    FOLD = "fold"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Variant:
    """One name of a concept in one language; a forbidden one must not appear in translations."""

    text: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """One row of a glossary.

    ``names`` maps a language code to its variants in the row's order; the first that is not
    forbidden is preferred. ``forms`` maps a language code to extra inflected forms given by hand.
    ``pos``, ``gender`` and ``number`` are what the rules of inflection cannot see by themselves,
    in the words of ``columns``, or empty. ``before`` and ``after`` map a language code, or
    ``EVERY_LANGUAGE``, to words one of which must stand near the name in a source (one with ``!``
    must not). ``line`` is the row's line number in its file, from 1.
    ``joined`` is no column: suffixes are then written without the apostrophe before them.
    """

    id: str
    names: Mapping[str, tuple[Variant, ...]]
    policy: Policy = Policy.REQUIRE
    case: CaseRule = CaseRule.FOLD
    pos: str = ""
    gender: str = ""
    number: str = ""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    domain: str = ""
    note: str = ""
    source: str = ""
    line: int = 0
    joined: bool = False

    def variants(self, lang: str) -> tuple[str, ...]:
        """The names allowed in ``lang``, preferred first."""
        return tuple(v.text for v in self.names.get(lang, ()) if not v.forbidden)

    def forbidden(self, lang: str) -> tuple[str, ...]:
        """The names that must not appear in ``lang``."""
        return tuple(v.text for v in self.names.get(lang, ()) if v.forbidden)

    def preferred(self, lang: str) -> str:
        """The name to use in ``lang``, or an empty string if the concept has none there."""
        return next(iter(self.variants(lang)), "")

    def context(self, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that sense control looks for before and after a name in ``lang``."""
        before, after = (
            (*words.get(lang, ()), *words.get(EVERY_LANGUAGE, ()))
            for words in (self.before, self.after)
        )
        return before, after


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A concept found in a source text: ``start`` and ``end`` are character offsets there."""

    start: int
    end: int
    text: str
    concept: Concept
