"""Names and their translations in parallel texts, by how often they meet and how alike they look.

Dice's coefficient over the segments in which two names stand (Dice 1945; used for bilingual
lexicons by Smadja, McKeown and Hatzivassiloglou 1996), and the likeness of the letters once the
source is written in the target's alphabet. Each name gets one partner, the surest pairs first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from translator.glossary.folding import key
from translator.names.letters import respelled
from translator.names.lexicon import LANGS
from translator.suggestion.candidates import Candidate

_LEAST = 0.5  # below this a pair is a guess
_ALIKE = 0.6  # letters that make up for a single meeting
_WORD_MORE = 0.05  # what each word more or less takes from the score
_CROWD = 40  # names in one segment: more is a list


@dataclass(frozen=True, slots=True)
class Partner:
    """A proposed translation: the segments that hold both, and how sure it is, from 0 to 1."""

    name: str
    together: int
    score: float


class Meetings:
    """Counts in how many segments the names of two languages stand, and stand together."""

    def __init__(self) -> None:
        self._source: Counter[str] = Counter()
        self._target: Counter[str] = Counter()
        self._both: Counter[tuple[str, str]] = Counter()

    def add(self, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        """Count a segment that holds these names."""
        self._source.update(source)
        self._target.update(target)
        if len(source) <= _CROWD and len(target) <= _CROWD:
            self._both.update(product(source, target))

    def partners(
        self, sources: Mapping[str, Candidate], targets: Mapping[str, Candidate]
    ) -> dict[str, Partner]:
        """The likeliest translation of each source name, by its key."""
        ranked: list[tuple[float, int, str, str]] = []
        for (one, two), both in self._both.items():
            if one not in sources or two not in targets:
                continue
            source, target = sources[one], targets[two]
            dice = 2 * both / (self._source[one] + self._target[two])
            alike = likeness(source.name, target.name, source.lang, target.lang)
            if both < 2 and alike < _ALIKE:
                continue
            # of names that always meet those with as many words belong together
            apart = abs(source.words - target.words)
            score = max(dice, (dice + alike) / 2) - _WORD_MORE * apart
            ranked.append((round(score, 3), self._both[one, two], one, two))
        ranked.sort(key=lambda row: (-row[0], -row[1], row[2:]))
        chosen: dict[str, Partner] = {}
        taken: set[str] = set()
        for score, _, one, two in ranked:
            if score >= _LEAST and one not in chosen and two not in taken:
                taken.add(two)
                chosen[one] = Partner(targets[two].name, self._both[one, two], score)
        return chosen


def likeness(one: str, two: str, source_lang: str, target_lang: str) -> float:
    """How alike the letters of two names are, the first written in the second's alphabet."""
    if source_lang in LANGS and target_lang in LANGS and source_lang != target_lang:
        one = " ".join(respelled(word, source_lang, target_lang) for word in one.split(" "))
    return SequenceMatcher(
        None, key(one, target_lang), key(two, target_lang), autojunk=False
    ).ratio()
