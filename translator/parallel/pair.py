"""What every reader of parallel files gives: one pair of segments after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from translator.errors import ErrorCode, TranslatorError
from translator.languages import LANGUAGES, language

MAX_TEXT = 100_000
"""Characters in one text: more is no segment, whatever the file says."""

MACHINE = "machine"
"""`Pair.made` of a file that says so without a hash."""

Warn = Callable[[str], None]
Pairs = Iterator["Pair"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation as a file states them, inline markup flattened to text.

    ``segment`` is the unit's number in the file, from 1; a unit translated into several languages
    gives several pairs with one number. ``line`` is its line, 0 where it is not known. The
    languages are codes of the table, or the file's own primary subtags where the table has none,
    or empty where the file says nothing. ``target`` is empty for a unit without a translation.
    ``props`` are the file's further statements as (name, value). ``made`` is what it says of a
    machine's part in the target (see `translator.parallel.provenance`), empty for nothing.
    """

    source: str
    target: str
    source_lang: str = ""
    target_lang: str = ""
    segment: int = 0
    line: int = 0
    id: str = ""
    state: str = ""
    notes: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = ()
    made: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The languages to read a file in; an empty one leaves the choice to the file."""

    source_lang: str = ""
    target_lang: str = ""

    def fits(self, source_lang: str, target_lang: str) -> bool:
        """Whether a pair in those languages (empty: unknown) is one to read."""
        return _agree(self.source_lang, source_lang) and _agree(self.target_lang, target_lang)


ANY = Wanted()


def _agree(wanted: str, stated: str) -> bool:
    return not wanted or not stated or wanted == stated


def language_of(code: str) -> str:
    """The table's code for a language tag (``EN-US``, ``az_Latn``), else its primary subtag."""
    tag = code.strip()
    if not tag:
        return ""
    try:
        return language(tag).code
    except TranslatorError:
        return tag.replace("_", "-").partition("-")[0].casefold()


def is_language_code(text: str) -> bool:
    """Whether ``text`` is a code of the table, with or without region, and not a name."""
    tag = text.strip()
    if not tag.isascii() or " " in tag:
        return False
    head, _, region = tag.casefold().replace("_", "-").partition("-")
    if len(head) not in (2, 3) or (region and not region.replace("-", "").isalnum()):
        return False
    try:
        return language(head).code in LANGUAGES
    except TranslatorError:
        return False


def unreadable(place: str, what: str, hint: str) -> TranslatorError:
    """The error for a file that cannot be read; ``place`` is file:line:column as far as known."""
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, f"{place}: {what}", hint)


def check_length(text: str, place: str) -> str:
    """``text`` itself, refused where it is longer than a segment can be."""
    if len(text) > MAX_TEXT:
        raise unreadable(
            place,
            f"a text of {len(text):,} characters is no segment",
            f"cut it into segments of at most {MAX_TEXT:,} characters",
        )
    return text
