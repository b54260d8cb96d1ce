"""Batches of similar length and the limits that both engines work to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator.engines.base import Decoding

GREEDY = Decoding()
# Tokens in a batch, padding included. On two cores the built-in model costs as much processor
# time at 1,024 as at 2,048, a tenth more at 512 and a third more at 256.
BATCH_TOKENS = 1024


def length_limit(source_tokens: int, positions: int) -> int:
    """The most target tokens to allow for a source of so many: three times and a little.

    Generous, because a script that a model spells in bytes takes three tokens a letter.
    """
    return max(1, min(positions - 1, 3 * source_tokens + 32))


def batches(
    lengths: Sequence[int], todo: Sequence[int], workers: int = 1, budget: int = BATCH_TOKENS
) -> Iterator[list[int]]:
    """The numbers in ``todo`` grouped into batches of similar length, the longest first.

    Args:
        lengths: The tokens of every source.
        todo: The numbers of the sources to take.
        workers: Batches that can be worked on at once; there are at least as many batches if
            there are sources enough.
        budget: The most tokens in a batch, padding included; a longer source is a batch alone.
    """
    order = sorted(todo, key=lambda i: -lengths[i])
    budget = min(budget, -(-sum(lengths[i] for i in todo) // workers))
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
