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
    source_words = [(a, b) for a, b in words(source) if source[a:b] not in marks]
    target_words = words(target)
    if not source_words or not target_words:
        return ()
    rows: list[list[tuple[int, float]]] = [[] for _ in (*target_words, ())]
    homes, split = _homes(target_spans[: len(attention)], target_words)
    for row, word in enumerate(homes):
        rows[word].append((row, 1.0))
    for row, word, part in split:
        rows[word].append((row, part))
    width = len(attention[0]) if attention else 0
    homes, split = _homes(source_spans[:width], source_words)
    found: list[Link] = []
    for target_word, parts in zip(target_words, rows, strict=False):
        if not parts:
            continue
        looks: Sequence[float] = ()
        for row, part in parts:
            own = attention[row] if part == 1 else [look * part for look in attention[row]]
            looks = list(map(add, looks, own)) if looks else own
        seen = [0.0] * (len(source_words) + 1)
        for word, look in zip(homes, looks, strict=False):
            seen[word] += look
        for column, word, part in split:
            seen[word] += looks[column] * part
        seen.pop()
        total = sum(seen)
        if total < _LEAST * sum(part for _, part in parts):
            continue
        least = _SHARE * total
        chosen = [word for word, share in enumerate(seen) if share >= least]
        found += [
            Link(*source_words[word], *target_word) for word in chosen or [seen.index(max(seen))]
        ]
    return tuple(found)


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
