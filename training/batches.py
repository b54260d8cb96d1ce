"""Length-bucketed batches from packed shards, held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor


@dataclass
class Shard:
    """The arrays of one packed file."""

    source: np.ndarray
    source_offsets: np.ndarray
    target: np.ndarray
    target_offsets: np.ndarray
    start: np.ndarray
    length: np.ndarray
    direction: np.ndarray

    @classmethod
    def load(cls, path: Path) -> Shard:
        """Read everything at once."""
        with np.load(path) as arrays:
            return cls(**{name: arrays[name] for name in cls.__dataclass_fields__})

    def __len__(self) -> int:
        return len(self.direction)


def plan(shard: Shard, tokens: int, seed: int) -> list[np.ndarray]:
    """Batches of about ``tokens`` padded target pieces, in random order."""
    rng = np.random.default_rng(seed)
    sources, targets = np.diff(shard.source_offsets), np.diff(shard.target_offsets)
    noise = rng.random(len(shard))
    order = np.lexsort((noise, sources // 2, (targets + noise * 2).astype(int) // 3))
    batches: list[np.ndarray] = []
    current: list[int] = []
    longest = 0
    for index in order:
        size = int(max(targets[index], sources[index] * 0.75))
        if current and max(longest, size) * (len(current) + 1) > tokens:
            batches.append(np.array(current))
            current, longest = [], 0
        current.append(int(index))
        longest = max(longest, size)
    if current:
        batches.append(np.array(current))
    rng.shuffle(batches)
    return batches


def collate(
    shard: Shard,
    indices: np.ndarray,
    pad: int,
    device: str = "cpu",
    *,
    shuffle_source: bool = False,
) -> dict[str, Tensor]:
    """Tensors of one batch; ``shuffle_source`` gives every target a wrong source."""
    givers = np.roll(indices, 1) if shuffle_source else indices
    s_len = (shard.source_offsets[givers + 1] - shard.source_offsets[givers]).astype(int)
    t_len = (shard.target_offsets[indices + 1] - shard.target_offsets[indices]).astype(int)
    source = np.full((len(indices), s_len.max()), pad, dtype=np.int64)
    target = np.full((len(indices), t_len.max()), pad, dtype=np.int64)
    start = np.zeros_like(target)
    length = np.zeros_like(target)
    for row, (giver, taker) in enumerate(zip(givers, indices, strict=True)):
        a, b = shard.source_offsets[giver], shard.source_offsets[giver + 1]
        source[row, : b - a] = shard.source[a:b]
        a, b = shard.target_offsets[taker], shard.target_offsets[taker + 1]
        target[row, : b - a] = shard.target[a:b]
        start[row, : b - a] = shard.start[a:b]
        length[row, : b - a] = shard.length[a:b]
    decoder = np.full_like(target, pad)
    decoder[:, 1:] = target[:, :-1]
    arrays = {
        "source": source,
        "source_mask": (np.arange(source.shape[1])[None] < s_len[:, None]).astype(np.int64),
        "decoder_input": decoder,
        "target": target,
        "target_mask": np.arange(target.shape[1])[None] < t_len[:, None],
        "start": start,
        "length": length,
    }
    return {name: torch.from_numpy(a).to(device) for name, a in arrays.items()}


def endless(
    files: list[Path], tokens: int, seed: int, position: tuple[int, int]
) -> Iterator[tuple[Shard, np.ndarray, tuple[int, int]]]:
    """Batches for ever, from ``(file number, batch number)`` on.

    New files that appear in the folder are used once their turn comes.
    """
    number, skip = position
    folder = files[0].parent
    while True:
        known = sorted(folder.glob("shard-*[0-9].npz"))
        shard = Shard.load(known[number % len(known)])
        for count, indices in enumerate(plan(shard, tokens, seed * 1000 + number)):
            if count >= skip:
                yield shard, indices, (number, count + 1)
        number, skip = number + 1, 0
