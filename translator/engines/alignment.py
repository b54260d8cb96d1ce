"""From attention over tokens to links between words.

Each target word is linked with the source words that its tokens looked at most (soft alignment by
the attention of one head trained for it: Garg et al. 2019, "Jointly Learning to Align and
Translate with Transformer Models").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from operator import add

from translator.engines.base import Link
from translator.engines.marian_tokens import Span

_WORD = re.compile(r"<x\d>|</?term>|<as>|(?:\w|[\u0300-\u036f\u064b-\u065f\u0670\u200c])+|[^\w\s]")
_SHARE = 0.3
_LEAST = 0.1


def words(text: str) -> list[Span]:
    """The spans of the words, signs and reserved pieces of ``text``."""
    return [match.span() for match in _WORD.finditer(text)]


def links(
    attention: Sequence[Sequence[float]],
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    *,
    marks: Collection[str] = (),
) -> tuple[Link, ...]:
    """The word alignment that an attention matrix shows.

    Args:
        attention: A matrix, target tokens × source tokens.
        source: The text that the model read.
        source_spans: Characters of ``source`` behind each column; empty for tag and end.
        target: The text that the model wrote.
        target_spans: Characters of ``target`` that each row wrote.
        marks: Source words that are never linked, the term annotation's.

    Returns:
        Links in the order of the target; a target word may have several or none.
    """
    source_words = words(source)
    if marks:
        source_words = [(a, b) for a, b in source_words if source[a:b] not in marks]
    target_words = words(target)
    if not source_words or not target_words:
        return ()
    looks: list[tuple[Sequence[float], float]] = [((), 0.0)] * len(target_words)
    homes, split = _homes(target_spans[: len(attention)], target_words)
    for row, word in zip(attention, homes, strict=True):
        if word < len(looks):
            known, tokens = looks[word]
            looks[word] = (list(map(add, known, row)) if known else row), tokens + 1
    for token, word, part in split:
        known, tokens = looks[word]
        row = [look * part for look in attention[token]]
        looks[word] = (list(map(add, known, row)) if known else row), tokens + part
    width = len(attention[0]) if attention else 0
    homes, split = _homes(source_spans[:width], source_words)
    found: list[Link] = []
    for target_word, (row, tokens) in zip(target_words, looks, strict=True):
        if row:
            chosen = _chosen(row, tokens, homes, split, len(source_words))
            found += [Link(*source_words[word], *target_word) for word in chosen]
    return tuple(found)


def _chosen(
    looks: Sequence[float],
    tokens: float,
    homes: Sequence[int],
    split: Sequence[tuple[int, int, float]],
    count: int,
) -> list[int]:
    """The source words that a target word of so many tokens looked at."""
    seen = [0.0] * (count + 1)
    for word, look in zip(homes, looks, strict=False):
        seen[word] += look
    for column, word, part in split:
        seen[word] += looks[column] * part
    seen.pop()
    total = sum(seen)
    if total < _LEAST * tokens:
        return []
    least = _SHARE * total
    return [word for word, look in enumerate(seen) if look >= least] or [seen.index(max(seen))]


def _homes(
    spans: Sequence[Span], found: Sequence[Span]
) -> tuple[list[int], list[tuple[int, int, float]]]:
    """The word that each token lies in; one behind the last for tokens in none or in several.

    Then what lies in several, as token, word and the part of the token's characters in it.
    """
    starts, ends = [start for start, _ in found], [end for _, end in found]
    count = len(found)
    homes: list[int] = []
    split: list[tuple[int, int, float]] = []
    for token, (start, end) in enumerate(spans):
        word = bisect_right(ends, start)
        if word == count or start == end or starts[word] >= end:
            homes.append(count)
        elif word + 1 == count or starts[word + 1] >= end:
            homes.append(word)
        else:
            homes.append(count)
            after = bisect_left(starts, end)
            widths = [min(end, ends[w]) - max(start, starts[w]) for w in range(word, after)]
            whole = sum(widths)
            split += [(token, word + n, width / whole) for n, width in enumerate(widths)]
    return homes, split
