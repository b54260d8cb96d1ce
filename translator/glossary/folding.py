"""Text folded for comparison, with the way back to the offsets of the original."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from translator.languages import LANGUAGES, fold

APOSTROPHES = frozenset("'’‘ʼʻ‛`´′＇ʹ")
HYPHENS = frozenset("-‐‑‒–—―−－")
QUOTES = frozenset('"«»„“”‟＂')
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_STRESS = "\u0301"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    ``text`` has every run of white space as one space, every dash with the spaces around it as
    one hyphen, apostrophes and quotation marks straight, invisible characters gone, letters
    composed and in small case. ``starts[i]`` and ``ends[i]`` are the offsets in the original of
    what became ``text[i]``. ``words`` are the (start, end) offsets in ``text`` of its runs of
    letters, marks and digits.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of the non-empty stretch ``text[start:end]``."""
        return self.starts[start], self.ends[end - 1]

    def word_at(self, start: int) -> int:
        """The index of the first word that begins at ``start`` or after."""
        return bisect_left(self.words, (start, 0))


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str, lang: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    if lang in LANGUAGES and LANGUAGES[lang].script == "Cyrillic":
        composed = composed.replace(_STRESS, "")
    folded = fold(composed, lang)
    if lang == "ru":
        return folded.replace("ё", "е")
    if lang == "az":
        # the Cyrillic and the African look-alikes of the schwa
        return folded.replace("ә", "ə").replace("ǝ", "ə")
    return folded


@lru_cache(maxsize=8192)
def is_word_char(char: str) -> bool:
    """Whether ``char`` is a letter, a mark or a digit."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=8192)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _clusters(text: str) -> list[tuple[int, int]]:
    """Base characters with the marks that follow them; Hangul letters by whole runs."""
    if text.isascii():
        return [(i, i + 1) for i in range(len(text))]
    spans: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        joins = char > "\u02ff" and (_is_mark(char) or "\u1160" <= char <= "\u11ff")
        if spans and joins and spans[-1][1] == i and not text[spans[-1][0]].isspace():
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return spans


def folded(text: str, lang: str) -> Folded:
    """``text`` folded by the rules of ``lang``, with offsets into the original.

    Args:
        text: any string.
        lang: an ISO 639-1 code; an unknown one folds as English does.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        char = text[start]
        if char in _INVISIBLE:
            continue
        if char.isspace():
            if out and out[-1] in " -":
                ends[-1] = end
                continue
            piece = " "
        elif char in HYPHENS:
            if out and out[-1] == " ":
                out.pop()
                ends.pop()
                begin = starts.pop()
                out.append("-")
                starts.append(begin)
                ends.append(end)
                continue
            piece = "-"
        elif char in APOSTROPHES:
            piece = "'"
        elif char in QUOTES:
            piece = '"'
        else:
            piece = _fold_cluster(text[start:end], lang)
        for letter in piece:
            out.append(letter)
            starts.append(start)
            ends.append(end)
    joined = "".join(out)
    return Folded(joined, tuple(starts), tuple(ends), tuple(_words(joined)))


def _words(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = -1
    for i, char in enumerate(text):
        if is_word_char(char):
            if begin < 0:
                begin = i
        elif begin >= 0:
            spans.append((begin, i))
            begin = -1
    if begin >= 0:
        spans.append((begin, len(text)))
    return spans


@lru_cache(maxsize=65536)
def key(text: str, lang: str) -> str:
    """``text`` folded for comparison, without the offsets."""
    return folded(text, lang).text.strip()


def exact_key(text: str) -> str:
    """``text`` with its letter case kept but composed and its marks and spaces made uniform."""
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if char in _INVISIBLE:
            continue
        if char.isspace():
            if not out or out[-1] not in (" ", "-"):
                out.append(" ")
        elif char in HYPHENS:
            if out and out[-1] == " ":
                out.pop()
            out.append("-")
        else:
            out.append("'" if char in APOSTROPHES else '"' if char in QUOTES else char)
    return "".join(out).strip()
