"""A head start for the embeddings: pieces that translate each other begin close together.

Counts which source pieces every target piece is aligned to, both ways, adds
neighbours on the same side, and factorises the positive pointwise mutual
information.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from training.batches import Shard


def counts(shards: list[Path], size: int, *, window: float = 0.3) -> np.ndarray:
    """Symmetric weighted counts of aligned and neighbouring pieces."""
    matrix = np.zeros(size * size, dtype=np.float32)

    def add(row: np.ndarray, column: np.ndarray, value: np.ndarray) -> None:
        flat = row.astype(np.int64) * size + column.astype(np.int64)
        nonlocal matrix
        matrix += np.bincount(flat, value, minlength=size * size).astype(np.float32)

    for path in shards:
        shard = Shard.load(path)
        base = np.repeat(shard.source_offsets[:-1], np.diff(shard.target_offsets))
        for offset in range(min(int(shard.length.max()), 6)):
            inside = shard.length > offset
            source = shard.source[base[inside] + shard.start[inside] + offset]
            add(shard.target[inside], source, 1.0 / shard.length[inside])
        for flat in (shard.source, shard.target):
            for distance in (1, 2):
                weights = np.full(len(flat) - distance, window / distance)
                add(flat[:-distance], flat[distance:], weights)
    square = matrix.reshape(size, size)
    return square + square.T


def embeddings(shards: list[Path], size: int, dimension: int, *, seed: int = 1) -> np.ndarray:
    """One row a piece, unit variance per coordinate on the average."""
    matrix = counts(shards, size)
    total = float(matrix.sum())
    marginal = matrix.sum(1) + 1e-9
    smooth = marginal**0.75
    smooth *= total / smooth.sum()
    seen = matrix > 0.5
    value = np.zeros_like(matrix)
    np.divide(matrix * total, marginal[:, None] * smooth[None], out=value, where=seen)
    value = np.log(np.maximum(value, 1.0))
    torch.manual_seed(seed)
    left, singular, _ = torch.svd_lowrank(torch.from_numpy(value), q=dimension + 32, niter=3)
    vectors = (left * singular.sqrt())[:, :dimension].numpy()
    vectors -= vectors.mean(0)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    generator = np.random.default_rng(seed)
    noise = generator.standard_normal((size, dimension)) / np.sqrt(dimension)
    vectors = np.where(length > 1e-3, vectors / np.maximum(length, 1e-3), 0) * 0.9 + noise * 0.3
    rotation, _ = np.linalg.qr(generator.standard_normal((dimension, dimension)))
    result: np.ndarray = (vectors @ rotation * np.sqrt(dimension)).astype(np.float32)
    return result
