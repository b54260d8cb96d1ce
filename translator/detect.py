"""Which language a text is in, told offline by lingua.

lingua's low-accuracy mode (letter trigrams only) loads in a tenth of a second and is right on all
but the shortest texts. Those are asked again of its full models, but only for the few languages
that the trigrams found likeliest, since each full model costs time and memory. Measurements:
``benchmarks/detection``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from translator.errors import ErrorCode, TranslatorError
from translator.languages import LANGUAGES

if TYPE_CHECKING:
    from lingua import Language, LanguageDetector

_SAMPLE = 60  # paragraphs
_PARAGRAPH = 400  # characters of each
_SHORT = 150  # letters; below, trigrams alone err too often
_TOO_SHORT = 5  # letters
_CANDIDATES = 4
_DOUBT = 0.4  # a language with less of the text than this is not the text's
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


def detect(text: str) -> str:
    """The code of the language that most of ``text`` is in.

    Args:
        text: an article's text, paragraphs on lines of their own.

    Raises:
        TranslatorError: ``language-undetected`` if there is too little text, if it is in no
            language that can be told, or if no language has the most of it.
    """
    parts = [part for line in text.splitlines() if (part := _clean(line))]
    letters = sum(map(_letters, parts))
    if letters < _TOO_SHORT:
        raise _undetected("there is too little text to tell its language")
    found = _few(" ".join(parts)) if letters < _SHORT else _vote(_spread(parts))
    if not found:
        raise _undetected("the language of the text cannot be told")
    return found


def _vote(parts: list[str]) -> str:
    """The language of the most letters, each paragraph counted for one language."""
    votes: Counter[str] = Counter()
    detector = _detector((), True)
    for part in parts:
        if lang := _code(detector.detect_language_of(part)):
            votes[lang] += _letters(part)
    if not votes:
        return ""
    lang, most = votes.most_common(1)[0]
    if most < _DOUBT * votes.total():
        shares = ", ".join(
            f"{LANGUAGES[code].name} {round(100 * count / votes.total())}%"
            for code, count in votes.most_common(3)
        )
        raise _undetected(f"the text is in several languages ({shares})")
    return lang


def _few(text: str) -> str:
    """The language of a short text: the full models of the likeliest languages decide."""
    ranked = _detector((), True).compute_language_confidence_values(text)
    likely = [value.language for value in ranked[:_CANDIDATES] if value.value > 0]
    if not likely:
        return ""
    if len(likely) == 1:
        return _code(likely[0])
    names = tuple(sorted(language.name for language in likely))
    return _code(_detector(names, False).detect_language_of(text))


@cache
def _detector(names: tuple[str, ...], low: bool) -> LanguageDetector:
    """A detector of the languages of those names, or of all in our table that lingua knows."""
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

    if names:
        languages = [getattr(Language, name) for name in names]
        builder = LanguageDetectorBuilder.from_languages(*languages)
    else:
        codes = [code.upper() for code in LANGUAGES]
        isos = [getattr(IsoCode639_1, code) for code in codes if hasattr(IsoCode639_1, code)]
        builder = LanguageDetectorBuilder.from_iso_codes_639_1(*isos)
    return (builder.with_low_accuracy_mode() if low else builder).build()


def _code(language: Language | None) -> str:
    return "" if language is None else language.iso_code_639_1.name.casefold()


def _clean(line: str) -> str:
    line = _ADDRESS.sub(" ", line[:2000])
    return " ".join(line.split()) if any(char.isalpha() for char in line) else ""


def _letters(text: str) -> int:
    return sum(1 for char in text if char.isalpha())


def _spread(parts: list[str]) -> list[str]:
    """At most ``_SAMPLE`` stretches of bounded length, from all over the text."""
    step = max(len(parts) // _SAMPLE, 1)
    chosen = parts[::step][:_SAMPLE]
    long = [part for part in chosen if _letters(part) >= 30]
    return [part[:_PARAGRAPH] for part in long] or [" ".join(chosen)[: 4 * _PARAGRAPH]]


def _undetected(message: str) -> TranslatorError:
    return TranslatorError(
        ErrorCode.LANGUAGE_UNDETECTED, message, "name it, for example `-f az` for Azerbaijani"
    )
