"""Which language a text is in, told offline by py3langid.

py3langid (naive Bayes over byte n-grams, after Lui and Baldwin's langid.py, 2012) is held to the
languages of our table. ``benchmarks/detection`` compares it with lingua.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from translator.errors import ErrorCode, TranslatorError
from translator.langid import identifier
from translator.languages import LANGUAGES

_SAMPLE = 60  # paragraphs
_PARAGRAPH = 600  # characters of each
_SHORT = 30  # letters; a shorter paragraph has no vote of its own
_TOO_SHORT = 5  # letters; below, any answer is a guess
_MAJORITY = 0.4  # a language with less of the text than this is not the text's
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_SCRIPTS = frozenset(row.script.upper() for row in LANGUAGES.values())


def detect(text: str) -> str:
    """The code of the language that most of ``text`` is in.

    Each paragraph votes with its letters, so that a quotation or a line of page furniture in
    another language does not decide.

    Args:
        text: an article's text, paragraphs on lines of their own.

    Raises:
        TranslatorError: ``language-undetected`` if there is too little text, if it is in a script
            of none of the languages known, or if no language has the most of it.
    """
    parts = _spread([part for line in text.splitlines() if (part := _clean(line))])
    if sum(map(_letters, parts)) < _TOO_SHORT:
        raise _undetected("there is too little text to tell its language")
    if (script := _script(parts)) not in _SCRIPTS:
        raise _undetected(f"the text is in no language known here (script: {script.title()})")
    votes: Counter[str] = Counter()
    for part in parts:
        votes[str(identifier().classify(part)[0])] += _letters(part)
    lang, most = votes.most_common(1)[0]
    if most < _MAJORITY * votes.total():
        shares = ", ".join(
            f"{LANGUAGES[code].name} {round(100 * count / votes.total())}%"
            for code, count in votes.most_common(3)
        )
        raise _undetected(f"the text is in several languages ({shares})")
    return lang


def _clean(line: str) -> str:
    return " ".join(_ADDRESS.sub(" ", line[: 4 * _PARAGRAPH]).split())


def _letters(text: str) -> int:
    return sum(1 for char in text if char.isalpha())


def _spread(parts: list[str]) -> list[str]:
    """Paragraphs from all over the text, of bounded number and length; all, if all are short."""
    long = [part for part in parts if _letters(part) >= _SHORT]
    if not long:
        return [" ".join(parts)[: 4 * _PARAGRAPH]]
    step = -(-len(long) // _SAMPLE)
    return [part[:_PARAGRAPH] for part in long[::step]]


def _script(parts: list[str]) -> str:
    """The script of most letters: the first word of their Unicode names."""
    scripts = Counter(
        unicodedata.name(char, "?").split(maxsplit=1)[0]
        for part in parts
        for char in part
        if char.isalpha()
    )
    return scripts.most_common(1)[0][0]


def _undetected(message: str) -> TranslatorError:
    return TranslatorError(
        ErrorCode.LANGUAGE_UNDETECTED, message, "name it, for example `-f az` for Azerbaijani"
    )
