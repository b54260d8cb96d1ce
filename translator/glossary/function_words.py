"""Words in a target text, and those that carry grammar alone."""

from __future__ import annotations

import re

from translator.glossary.folding import key
from translator.glossary.rewriting import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*")
_FUNCTION = {
    "en": "the a an of in on at to for from by with and or as into about",
    "ru": "в во на о об обо и или а с со к ко у из от до по для при за под над между через около",
    "az": "və ilə üçün ki də da isə kimi bu o ya həm",
    "tr": "ve ile için ki de da ise gibi bu o bir ya hem",
}
_FUNCTION_WORDS = {lang: frozenset(words.split()) for lang, words in _FUNCTION.items()}


def words_of(text: str) -> list[Span]:
    """Where the words of ``text`` stand; hyphens, apostrophes and points inside belong to them."""
    return [match.span() for match in _WORD.finditer(text)]


def is_function_word(word: str, lang: str) -> bool:
    """Whether a word of the language is an article, a preposition or a conjunction."""
    return key(word, lang) in _FUNCTION_WORDS.get(lang, frozenset())
