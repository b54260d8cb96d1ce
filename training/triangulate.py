"""Pairs without English, made where two English pairs have the same English line.

The word alignment is composed: a Russian and a Turkish word are linked where the same English word
is linked to both, surely if both links are sure. So nothing has to be aligned again, and nothing
more to travel with a bundle.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from training.align import parse_links
from training.corpus import Corpus

#: An English headword has several senses: its translations need not be translations of each other.
AMBIGUOUS = "dictionary"


def compose(first: str, second: str) -> str:
    """Links of two lines with the same source, as links between their targets."""
    sides = [parse_links(first), parse_links(second)]
    found: dict[tuple[int, int], bool] = {}
    reached: list[dict[int, list[tuple[int, bool]]]] = [{}, {}]
    for side, (sure, possible) in zip(reached, sides, strict=True):
        for links, certain in ((sure, True), (possible, False)):
            for i, j in links:
                side.setdefault(i, []).append((j, certain))
    for i, ends in reached[0].items():
        for a, certain in ends:
            for b, also in reached[1].get(i, ()):
                found[a, b] = found.get((a, b), False) or (certain and also)
    return " ".join(f"{a}{'-' if found[a, b] else '~'}{b}" for a, b in sorted(found))


def triangulate(first: Corpus, second: Corpus) -> Corpus:
    """The second languages of two corpora whose first language is English, as a pair.

    A line counts as much as the lighter of the two that it is made of; of several with the same
    English the first is taken. Dictionary entries are left out.
    """
    if first.languages[0] != second.languages[0]:
        raise ValueError("the two pairs must begin with the same language")
    known: Mapping[str, int] = {
        row[0]: i for i, row in reversed(list(enumerate(second.rows))) if _usable(second, i)
    }
    rows: list[tuple[str, str, str]] = []
    weights: list[float] = []
    kinds: list[str] = []
    done: set[str] = set()
    for i, (english, text, links) in enumerate(first.rows):
        other = known.get(english)
        if other is None or english in done or not _usable(first, i):
            continue
        done.add(english)
        row = second.rows[other]
        rows.append((text, row[1], compose(links, row[2])))
        weights.append(min(float(first.weights[i]), float(second.weights[other])))
        kinds.append(first.kinds[i])
    languages = (first.languages[1], second.languages[1])
    return Corpus(languages, rows, np.array(weights), kinds)


def _usable(corpus: Corpus, index: int) -> bool:
    return corpus.kinds[index] != AMBIGUOUS and index not in corpus.made
