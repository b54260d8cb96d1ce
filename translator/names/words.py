"""Runs of capitalised words and initials in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.names.patronymics import child_word

_TOKEN = re.compile(
    r"(?<!\w)(?P<initial>[^\W\d_]\.)(?=\s?[^\W\d_])|(?P<word>[^\W\d_]+(?:[-‑'’ʼ][^\W\d_]+)*)"
)
_APOSTROPHE = re.compile(r"['’ʼ]")


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word or an initial, or *oğlu* and *qızı* after a father's name.

    ``base`` is the word without what follows an apostrophe (*Fidan'ın*, *Aliyev's*); ``first``
    tells that it opens its sentence, ``before`` is the word before it.
    """

    start: int
    end: int
    text: str
    base: str
    kind: str
    first: bool
    before: str = ""

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals altogether: an abbreviation or a headline."""
        return len(self.base) > 1 and self.base.isupper()

    @property
    def suffixed(self) -> bool:
        return self.base != self.text


def runs(text: str, lang: str) -> Iterator[Sequence[Word]]:
    """The runs of capitalised words in ``text`` with nothing but a space between them."""
    run: list[Word] = []
    end = -1
    first, before = True, ""
    for match in _TOKEN.finditer(text):
        word = _word(match, first, before)
        if run and (child := child_word(match.group(), lang)):
            word = Word(*match.span(), match.group(), child, "child", False, before)
        first, before = False, match.group()
        gap = text[end : match.start()] if end >= 0 else ""
        if run and (gap not in (" ", "", "\u00a0") or word is None):
            yield run
            run = []
        if word is not None:
            run.append(word)
        end = match.end()
    if run:
        yield run


def _word(match: re.Match[str], first: bool, before: str) -> Word | None:
    text = match.group()
    if not text[:1].isupper():
        return None
    if match.lastgroup == "initial":
        return Word(*match.span(), text, text, "initial", first, before)
    parts = _APOSTROPHE.split(text)
    base = text
    if len(parts) == 2 and parts[1].islower():
        base = parts[0]
    return Word(*match.span(), text, base, "word", first, before)
