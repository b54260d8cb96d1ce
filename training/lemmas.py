"""Base forms of target phrases, as a glossary would have them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

_TURKIC_CASE = re.compile(r"(?:[yn]?[ıiuüaeə]|n?[ıiuü]n|n?[dt][aeə]n?|y?l[aeə])$")
_TURKIC_POSSESSIVE = re.compile(r"(?:s?[ıiuü]|l[aeə]r[ıi]?)(?:n?[dt][aeə]n?|n[ıiuüaeə]|n[ıiuü]n)?$")
#: Languages whose base forms pymorphy3 knows.
SLAVIC = ("ru", "uk")
_APOSTROPHE = re.compile("(?<=\\w)['’](?=\\w)")


class Lemmatiser:
    """Base forms for one target language.

    ``counts`` are the forms seen in the corpus of that language.
    """

    def __init__(self, language: str, counts: Counter[str]) -> None:
        self.language = language
        self.counts = counts

    def __call__(self, words: Sequence[str], rng: random.Random) -> list[str]:
        """The phrase as a glossary would list it; as many words as before."""
        if self.language in SLAVIC:
            return slavic_phrase(words, self.language, keep_number=rng.random() < 0.7)
        if self.language in ("tr", "az"):
            last = self._turkic(words[-1], rng)
        else:
            last = self._english(words[-1], rng)
        return [*words[:-1], last]

    def _turkic(self, word: str, rng: random.Random) -> str:
        cut = _APOSTROPHE.search(word)
        if cut:
            return word[: cut.start()]
        pattern = _TURKIC_POSSESSIVE if rng.random() < 0.25 else _TURKIC_CASE
        found = []
        for length in range(1, 7):
            stem = word[:-length]
            if len(stem) >= 3 and pattern.fullmatch(word[-length:]) and self.counts[stem] >= 2:
                found.append(stem)
        return found[0] if found else word

    def _english(self, word: str, rng: random.Random) -> str:
        for ending in ("'s", "’s"):
            word = word.removesuffix(ending)
        plural = word.endswith("s") and len(word) > 4 and self.counts[word[:-1]] >= 2
        if plural and rng.random() < 0.3:
            return word[:-1]
        return word


@lru_cache
def _analyser(language: str) -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


@lru_cache(maxsize=400_000)
def _parse(word: str, language: str) -> Any:
    return _analyser(language).parse(word)[0]


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    if like[:1].isupper():
        return form[:1].upper() + form[1:]
    return form


def slavic_phrase(words: Sequence[str], language: str, *, keep_number: bool = True) -> list[str]:
    """Nominative of a Russian or Ukrainian phrase: the head noun and what agrees with it."""
    parses = [_parse(word, language) for word in words]
    head = next((i for i, p in enumerate(parses) if p.tag.POS == "NOUN"), None)
    if head is None:
        if len(words) == 1:
            return [_cased(parses[0].normal_form, words[0])]
        return list(words)
    noun = parses[head]
    number = noun.tag.number if keep_number and noun.tag.number else "sing"
    if "Pltm" in noun.tag:
        number = "plur"
    grammemes = {"nomn", number}
    if language == "uk" and number == "sing":
        grammemes.discard(number)  # its dictionary marks the plural alone
    out = list(words)
    form = noun.inflect(grammemes)
    if form is None:
        return list(words)
    out[head] = _cased(form.word, words[head])
    gender = noun.tag.gender
    if number == "sing" and gender:
        grammemes.add(gender)
    for index, parse in enumerate(parses):
        if index == head:
            continue
        if parse.tag.POS in ("ADJF", "PRTF") and index < head:
            agreed = parse.inflect(grammemes)
            if agreed is not None:
                out[index] = _cased(agreed.word, words[index])
        elif parse.tag.POS == "NOUN" and index == head + 1 and _is_name(parse):
            given = parse.inflect({"nomn"})
            if given is not None:
                out[index] = _cased(given.word, words[index])
    return out


def _is_name(parse: Any) -> bool:
    return any(g in parse.tag for g in ("Name", "Surn", "Patr"))
