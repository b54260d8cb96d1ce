"""Words, alphabets and shortened quotations: what several checks need."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from translator.languages import fold, lower

# A word is letters and digits with single apostrophes inside.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘][^\W_]+)*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#]\w+|\b(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?"
)
_DOT = "\u0307"  # what is left of a capital I with a dot
# something in every address
_SIGN = re.compile(r"[@#]|://|www\.|\.[a-z]")


@lru_cache(maxsize=16)
def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` without punctuation."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=16)
def folded_words(text: str, lang: str) -> tuple[str, ...]:
    """The words of ``text``, folded by the rules of ``lang``."""
    folded = lower(text, lang).casefold()
    if len(folded) == len(text) and _DOT not in folded:
        return words(folded)  # no letter became two, and none of them a sign
    return tuple(fold(word, lang) for word in words(text))


@lru_cache(maxsize=16)
def without_addresses(text: str) -> str:
    """``text`` with web and mail addresses, handles and hashtags blanked out."""
    return _ADDRESS.sub(" ", text) if _SIGN.search(text) else text


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """The script of a letter, as ``Language.script`` names it, or an empty string.

    Args:
        char: one character; anything but a letter of one script gives an empty string.
    """
    if not char.isalpha() or unicodedata.category(char) == "Lm":
        return ""
    name = unicodedata.name(char, "")
    head = name.split(" ", 1)[0]
    if head in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"):
        return "East Asian"
    if head in ("FEMININE", "MASCULINE", "MICRO", "OHM", "KELVIN", "ANGSTROM", "MATHEMATICAL"):
        return ""
    return head.capitalize()


def clip(text: str, limit: int = 60) -> str:
    """``text`` on one line, shortened to ``limit`` characters for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
