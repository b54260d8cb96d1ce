"""From attention over tokens to links between words.

Each target word is linked with the source words that its tokens looked at most (soft alignment by
the attention of one head trained for it: Garg et al. 2019, "Jointly Learning to Align and
Translate with Transformer Models").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from translator.engines.base import Link
from translator.engines.marian_tokens import Span

_WORD = re.compile(r"<x\d>|</?term>|<as>|(?:\w|[\u0300-\u036f\u064b-\u065f\u0670\u200c])+|[^\w\s]")
_SHARE = 0.3
_LEAST = 0.1


def words(text: str) -> list[Span]:
    """The spans of the words, signs and reserved pieces of ``text``."""
    return [match.span() for match in _WORD.finditer(text)]


def links(
    attention: Any,
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    *,
    marks: Collection[str] = (),
) -> tuple[Link, ...]:
    """The word alignment that an attention matrix shows.

    Args:
        attention: A matrix, target tokens × source tokens, as lists or an array.
        source: The text that the model read.
        source_spans: Characters of ``source`` behind each column; empty for tag and end.
        target: The text that the model wrote.
        target_spans: Characters of ``target`` that each row wrote.
        marks: Source words that are never linked, the term annotation's.

    Returns:
        Links in the order of the target; a target word may have several or none.
    """
    import numpy as np

    source_words = [(a, b) for a, b in words(source) if source[a:b] not in marks]
    target_words = words(target)
    if not source_words or not target_words:
        return ()
    matrix = np.asarray(attention, dtype=np.float32)
    rows = _membership(target_spans[: matrix.shape[0]], target_words, np)
    columns = _membership(source_spans[: matrix.shape[1]], source_words, np)
    weights = rows.T @ matrix[: rows.shape[0], : columns.shape[0]] @ columns
    sums = rows.sum(axis=0)
    out: list[Link] = []
    for index, (start, end) in enumerate(target_words):
        if not sums[index]:
            continue
        share = weights[index] / sums[index]
        total = float(share.sum())
        if total < _LEAST:
            continue
        share = share / total
        chosen = sorted({int(share.argmax()), *np.flatnonzero(share >= _SHARE).tolist()})
        out += [Link(*source_words[column], start, end) for column in chosen]
    return tuple(out)


def _membership(spans: Sequence[Span], found: Sequence[Span], np: Any) -> Any:
    """A matrix, tokens × words: the part of each token's characters that lies in each word."""
    out = np.zeros((len(spans), len(found)), dtype=np.float32)
    first = 0
    for row, (start, end) in enumerate(spans):
        while first < len(found) and found[first][1] <= start:
            first += 1
        inside = []
        for column in range(first, len(found)):
            if found[column][0] >= end:
                break
            inside.append((column, min(end, found[column][1]) - max(start, found[column][0])))
        total = sum(width for _, width in inside)
        for column, width in inside:
            out[row, column] = width / total
    return out
