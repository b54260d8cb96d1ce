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
    share = weights / np.where(sums > 0, sums, 1)[:, None]
    total = share.sum(axis=1)
    seen = (sums > 0) & (total >= _LEAST)
    share /= np.where(seen, total, 1)[:, None]
    chosen = share >= _SHARE
    chosen[np.arange(len(target_words)), share.argmax(axis=1)] = True
    chosen &= seen[:, None]
    return tuple(
        Link(*source_words[column], *target_words[row])
        for row, column in zip(*(places.tolist() for places in chosen.nonzero()), strict=True)
    )


def _membership(spans: Sequence[Span], found: Sequence[Span], np: Any) -> Any:
    """A matrix, tokens × words: the part of each token's characters that lies in each word."""
    tokens, spots = np.array(spans).reshape(-1, 2), np.array(found)
    width = np.minimum.outer(tokens[:, 1], spots[:, 1])
    width -= np.maximum.outer(tokens[:, 0], spots[:, 0])
    width = np.maximum(width, 0).astype(np.float32)
    return width / np.maximum(width.sum(axis=1), 1)[:, None]
