"""What a check sees and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translator.glossary.concept import TermMatch


class FindingCode(StrEnum):
    """Stable names of what can be wrong with a translated segment."""

    EMPTY = "empty"
    LENGTH = "length"
    REPEATED = "repeated"
    COPIED = "copied"
    SCRIPT = "script"
    NUMBER = "number"
    DATE = "date"
    TERM_MISSING = "term-missing"
    TERM_FORBIDDEN = "term-forbidden"
    TERM_INCONSISTENT = "term-inconsistent"
    CAPPED = "capped"
    MARKUP = "markup"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a person should look at a segment; ``concept`` is a glossary concept's id."""

    code: FindingCode
    message: str
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A segment under examination: both texts as plain text, and what is known about them.

    ``matches`` are the glossary terms found in the source.
    """

    source: str
    target: str
    source_lang: str
    target_lang: str
    matches: tuple[TermMatch, ...] = ()
    capped: bool = False
    unsure: bool = False


Check = Callable[[Checked], Iterator[Finding]]
