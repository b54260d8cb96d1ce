"""A translation that is too short or too long for its source."""

from __future__ import annotations

from collections.abc import Iterator

from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import words

# Length against English for the same meaning: characters, words. Measured on the development
# set of FLORES-200 and on NTREX-128; languages that neither covers here count as 1, 1.
_RELATIVE: dict[str, tuple[float, float]] = {
    "az": (1.09, 0.87),
    "de": (1.19, 1.01),
    "en": (1.00, 1.00),
    "fa": (0.96, 1.14),
    "fr": (1.17, 1.14),
    "hy": (1.06, 0.86),
    "ka": (1.07, 0.79),
    "kk": (1.04, 0.81),
    "ru": (1.10, 0.92),
    "tr": (1.04, 0.81),
    "uk": (1.03, 0.88),
}

# Bounds on target/expected, and the slack (characters, words) that frees short segments.
# Of human reference translations fewer than one in a thousand lie outside.
_SHORTEST, _LONGEST = 0.50, 1.95
_FEWEST, _MOST = 0.42, 2.10
_SLACK, _WORD_SLACK = 14, 3


def check(checked: Checked) -> Iterator[Finding]:
    """Report a target much shorter or longer than sources of this length usually become.

    Lengths are compared in characters and in words, each scaled by the usual ratio of the two
    languages. A constant slack makes the check tolerant of headlines and single words.
    """
    source, target = len(checked.source.strip()), len(checked.target.strip())
    of_source = _RELATIVE.get(checked.source_lang, (1.0, 1.0))
    of_target = _RELATIVE.get(checked.target_lang, (1.0, 1.0))
    expected = source * of_target[0] / of_source[0]
    source_words, target_words = len(words(checked.source)), len(words(checked.target))
    expected_words = source_words * of_target[1] / of_source[1]
    if (
        target < expected * _SHORTEST - _SLACK
        or target_words < expected_words * _FEWEST - _WORD_SLACK
    ):
        fault = "short"
    elif (
        target > expected * _LONGEST + _SLACK or target_words > expected_words * _MOST + _WORD_SLACK
    ):
        fault = "long"
    else:
        return
    yield Finding(
        FindingCode.LENGTH,
        f"the translation is too {fault}: {_count(target_words)} for {_count(source_words)}",
    )


def _count(number: int) -> str:
    return f"{number} word" if number == 1 else f"{number} words"
