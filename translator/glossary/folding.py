"""Text folded for comparison, with the way back to the offsets of the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
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
    starts: Sequence[int]
    ends: Sequence[int]
    words: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of the non-empty stretch ``text[start:end]``."""
        return self.starts[start], self.ends[end - 1]

    def word(self, index: int) -> str:
        """The word of that index, folded."""
        start, end = self.words[index]
        return self.text[start:end]

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


def _joins(char: str) -> bool:
    """Whether ``char`` may compose with what stands before it: a mark or a Hangul part."""
    return char > "\u02ff" and (_is_mark(char) or "\u1160" <= char <= "\u11ff")


_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r" *-[ -]*|  +")
# by language, each character that folds to exactly one and what it folds to
_SINGLE: dict[str, dict[int, str]] = {}


def _single(text: str, lang: str) -> str | None:
    """``text`` folded character by character, or None if that cannot be done one to one."""
    table = _SINGLE.setdefault(lang, {})
    for char in set(text):
        if ord(char) not in table:
            piece = _piece(char, lang)
            if len(piece) != 1 or _joins(char):
                return None
            table[ord(char)] = piece
    return text.translate(table)


def _piece(cluster: str, lang: str) -> str:
    char = cluster[0]
    if char in _INVISIBLE:
        return ""
    if char.isspace():
        return " "
    if char in HYPHENS:
        return "-"
    if char in APOSTROPHES:
        return "'"
    if char in QUOTES:
        return '"'
    return _fold_cluster(cluster, lang)


@lru_cache(maxsize=1024)
def folded(text: str, lang: str) -> Folded:
    """``text`` folded by the rules of ``lang``, with offsets into the original.

    Args:
        text: any string.
        lang: an ISO 639-1 code; an unknown one folds as English does.
    """
    plain = _single(text, lang)
    starts: Sequence[int]
    ends: Sequence[int]
    if plain is not None:
        letters, starts, ends = plain, range(len(text)), range(1, len(text) + 1)
    else:
        letters, starts, ends = _by_clusters(text, lang)
    letters = _one_script(letters, lang)
    if _RUN.search(letters):
        letters, starts, ends = _runs_joined(letters, starts, ends)
    simple = plain is not None
    words = [match.span() for match in _WORD.finditer(letters)] if simple else _words(letters)
    return Folded(letters, starts, ends, tuple(words))


def fold_text(text: str, lang: str) -> str:
    """The text of ``folded``, without its offsets; for less, and of any length."""
    plain = _single(text, lang)
    letters = _one_script(plain if plain is not None else _by_clusters(text, lang)[0], lang)
    return _RUN.sub(lambda run: "-" if "-" in run.group() else " ", letters)


# small letters of the two alphabets that look alike, themselves or as capitals
_LATIN_TO_CYRILLIC = str.maketrans("abcehijkmopstxy", "авсен\u0456јкморѕтху")
_CYRILLIC_TO_LATIN = str.maketrans("авсенһіјкморѕтхуә", "abcehhijkmopstxyə")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[\u0430-\u04ff]")


def _one_script(letters: str, lang: str) -> str:
    """``letters`` with each word that mixes two alphabets in the language's own, where it can be.

    Such a word (*Kаспий* with a Latin K) is a slip that a reader does not see.
    """
    if not (_CYRILLIC.search(letters) and _LATIN.search(letters)) or lang not in LANGUAGES:
        return letters
    script = LANGUAGES[lang].script
    if script not in ("Latin", "Cyrillic"):
        return letters
    table = _LATIN_TO_CYRILLIC if script == "Cyrillic" else _CYRILLIC_TO_LATIN
    other = _LATIN if script == "Cyrillic" else _CYRILLIC

    def mended(word: re.Match[str]) -> str:
        text = word.group()
        if not (_LATIN.search(text) and _CYRILLIC.search(text)):
            return text
        one = text.translate(table)
        return text if other.search(one) else one

    return _WORD.sub(mended, letters)


def _by_clusters(text: str, lang: str) -> tuple[str, list[int], list[int]]:
    """Base characters folded together with the marks that follow them."""
    spans: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if spans and _joins(char) and not text[spans[-1][0]].isspace():
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in spans:
        for letter in _piece(text[start:end], lang):
            out.append(letter)
            starts.append(start)
            ends.append(end)
    return "".join(out), starts, ends


def _runs_joined(
    letters: str, starts: Sequence[int], ends: Sequence[int]
) -> tuple[str, list[int], list[int]]:
    """Runs of spaces made one space, and of hyphens with the spaces around them one hyphen."""
    out: list[str] = []
    first: list[int] = []
    last: list[int] = []
    done = 0
    for run in _RUN.finditer(letters):
        low, high = run.span()
        out += [letters[done:low], "-" if "-" in run.group() else " "]
        first += [*starts[done:low], starts[low]]
        last += [*ends[done:low], ends[high - 1]]
        done = high
    return (
        "".join((*out, letters[done:])),
        [*first, *starts[done:]],
        [*last, *ends[done:]],
    )


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
    plain = _single(text, lang)
    letters = plain if plain is not None else _by_clusters(text, lang)[0]
    return _RUN.sub(lambda run: "-" if "-" in run.group() else " ", letters).strip()


def keys(texts: Sequence[str], lang: str) -> list[str]:
    """The ``key`` of each text; many at once, none of them with ``|``, cost a fraction."""
    joined = "|".join(texts)
    plain = _single(joined, lang) if joined.count("|") == len(texts) - 1 else None
    if plain is None:
        return [key(text, lang) for text in texts]
    runs = _RUN.sub(lambda run: "-" if "-" in run.group() else " ", plain)
    return [text.strip() for text in runs.split("|")]


def exact_key(text: str) -> str:
    """``text`` with its letter case kept but composed and its marks and spaces made uniform."""
    kept = unicodedata.normalize("NFC", text).translate(_UNIFORM)
    return _RUN.sub(lambda run: "-" if "-" in run.group() else " ", kept).strip()


_UNIFORM = dict.fromkeys(map(ord, _INVISIBLE)) | {
    ord(char): sign
    for chars, sign in (
        (APOSTROPHES, "'"),
        (HYPHENS, "-"),
        (QUOTES, '"'),
        ("\t\n\r\v\f\x85\xa0\u2002\u2003\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u3000", " "),
    )
    for char in chars
}
