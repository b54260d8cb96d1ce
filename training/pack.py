"""Draw, augment, annotate and pack training pairs into numpy shards.

A shard holds flat arrays: ``source`` and ``target`` ids with offsets (the
target tag opens the source, ``</s>`` closes both), the direction of every
pair, and for every target piece the span of source pieces that its word is
aligned to (length 0 where there is none).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from training.align import parse_links
from training.annotate import (
    MAX_PHRASE,
    TERM_AS,
    TERM_CLOSE,
    TERM_OPEN,
    Pair,
    annotate,
    attested,
)
from training.augment import augment, join
from training.corpus import Corpus, read_corpora
from training.heldout import flores
from training.lemmas import Lemmatiser
from training.mixes import CORE, Mix
from training.newsroom import newsroom
from training.tokenise import EOS_ID, Tokeniser

MAX_PIECES = 110
ANNOTATED = 0.3
TWO_SENTENCES = 0.07


def make_pair(row: tuple[str, str, str]) -> Pair:
    """Tokens and links; unlinked target tokens take a possible link."""
    sure, possible = parse_links(row[2])
    links: dict[int, list[int]] = {}
    for i, j in sure:
        links.setdefault(j, []).append(i)
    covered = set(links)
    for i, j in possible:
        if j not in covered:
            links.setdefault(j, []).append(i)
    return Pair(row[0].split(), row[1].split(), links, sure)


def encode(
    pair: Pair, tokeniser: Tokeniser, language: str
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Source ids, target ids, and per target piece the start and length of its span."""
    source = [tokeniser.tag(language)]
    spans: list[tuple[int, int]] = []
    for token in pair.source:
        ids = tokeniser.token(token)
        spans.append((len(source), len(source) + len(ids)))
        source.extend(ids)
    source.append(EOS_ID)
    target: list[int] = []
    starts: list[int] = []
    lengths: list[int] = []
    for j, token in enumerate(pair.target):
        ids = tokeniser.token(token)
        start, length = _span(pair.links.get(j), spans)
        target.extend(ids)
        same = _common(ids, source[start : start + length])
        for k in range(len(ids)):
            position = same.get(k)
            starts.append(start if position is None else start + position)
            lengths.append(length if position is None else 1)
    target.append(EOS_ID)
    starts.append(len(source) - 1)
    lengths.append(1)
    return source, target, starts, lengths


def _common(ids: Sequence[int], span: Sequence[int]) -> dict[int, int]:
    """Pieces that both have in a row: they are aligned one to one, to teach copying."""
    found: dict[int, int] = {}
    for k, piece in enumerate(ids):
        before = found.get(k - 1)
        if before is not None:
            if before + 1 < len(span) and span[before + 1] == piece:
                found[k] = before + 1
        elif not found and piece in span:
            found[k] = list(span).index(piece)
    return found


def _span(indices: Sequence[int] | None, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if not indices:
        return 0, 0
    ordered = sorted(indices)
    last = ordered[0]
    for index in ordered[1:]:
        if index != last + 1:
            break
        last = index
    start, end = spans[ordered[0]][0], spans[last][1]
    return start, end - start


def rare_names(counts: Counter[str], limit: int = 30_000) -> list[str]:
    """Rare capitalised words and crossings of their halves."""
    rare = sorted(
        w for w, n in counts.items() if n <= 3 and w[:1].isupper() and w.isalpha() and len(w) > 3
    )
    rng = random.Random(7)
    rng.shuffle(rare)
    rare = rare[:limit]
    crossed = []
    for first, second in pairwise(rare):
        head, tail = first[: (len(first) + 1) // 2], second[len(second) // 2 :].lower()
        crossed.append(head + tail)
    return rare + crossed


class Drawer:
    """An endless stream of packed pairs for one direction."""

    def __init__(
        self,
        corpus: Corpus,
        direction: tuple[str, str],
        tokeniser: Tokeniser,
        counts: Counter[str],
        rng: random.Random,
    ) -> None:
        self.corpus, self.direction, self.tokeniser, self.rng = corpus, direction, tokeniser, rng
        self.back = direction != corpus.languages
        self.lemmatise = Lemmatiser(direction[1], counts)
        self.names = rare_names(counts)

    def __iter__(self) -> Iterator[tuple[list[int], list[int], list[int], list[int]]]:
        rng = self.rng
        weights = self.corpus.drawn(self.direction)
        while True:
            whole = weights.astype(np.int64)
            extra = np.random.default_rng(rng.randrange(2**32)).random(len(whole))
            times = whole + (extra < weights - whole)
            order = np.repeat(np.arange(len(whole)), times)
            np.random.default_rng(rng.randrange(2**32)).shuffle(order)
            for index in order:
                packed = self.example(int(index))
                if packed is not None:
                    yield packed

    def example(self, index: int) -> tuple[list[int], list[int], list[int], list[int]] | None:
        """One pair, hardened, annotated and encoded; None when too long."""
        rng, corpus = self.rng, self.corpus
        kind = corpus.kinds[index]
        pair = self._pair(index)
        if kind != "dictionary":
            pair = newsroom(augment(pair, self.direction, rng), self.direction, rng)
            if rng.random() < ANNOTATED:
                pair = annotate(pair, rng, self.lemmatise, self.names)
            following = index + 1
            last = following >= len(corpus.rows) or corpus.kinds[following] != kind
            last = last or corpus.made.get(index) != corpus.made.get(following)
            if not last and len(pair.source) < 20 and rng.random() < TWO_SENTENCES:
                pair = join(pair, self._pair(following))
        elif rng.random() < 0.35:
            pair = self._dictionary_term(pair)
        packed = encode(pair, self.tokeniser, self.direction[1])
        if max(len(packed[0]), len(packed[1])) > MAX_PIECES:
            return None
        return packed

    def _dictionary_term(self, pair: Pair) -> Pair:
        """An entry as a bare annotation, at times with an unrelated target, to be copied."""
        rng, target = self.rng, pair.target
        if rng.random() < 0.5:
            target = [rng.choice(self.names) for _ in range(rng.choice((1, 1, 2, 3)))]
        if len(target) > MAX_PHRASE:
            return pair
        source = [TERM_OPEN, *pair.source, TERM_AS, *target, TERM_CLOSE]
        first = len(pair.source) + 2
        links = {j: [first + j] for j in range(len(target))}
        return Pair(source, list(target), links, [(first + j, j) for j in range(len(target))])

    def _pair(self, index: int) -> Pair:
        pair = make_pair(self.corpus.rows[index])
        return pair.reversed() if self.back else pair


def forms(corpora: Sequence[Corpus]) -> dict[str, Counter[str]]:
    """The attested words of every language."""
    counts: dict[str, Counter[str]] = {}
    for corpus in corpora:
        for side, language in enumerate(corpus.languages):
            lines = [line.split() for line in corpus.written(side)]
            counts.setdefault(language, Counter()).update(attested(lines))
    return counts


def pack(
    work: Path,
    *,
    shards: int,
    tokens: int,
    seed: int = 1,
    first: int = 0,
    name: str = "packed",
    mix: Mix = CORE,
    permissive: bool = False,
) -> None:
    """Write ``work/<name>/shard-NNN.npz``, each of about ``tokens`` target pieces."""
    out = work / name
    out.mkdir(parents=True, exist_ok=True)
    tokeniser = Tokeniser(work / "source.model")
    corpora = read_corpora(work, mix, permissive=permissive)
    counts = forms(corpora)
    streams = {}
    for corpus in corpora:
        for direction in (corpus.languages, corpus.languages[::-1]):
            if direction in mix.directions:
                rng = random.Random(f"{seed}-{direction}-{first}")
                streams[direction] = iter(
                    Drawer(corpus, direction, tokeniser, counts[direction[1]], rng)
                )
    for number in range(first, first + shards):
        write_shard(
            out / f"shard-{number:03d}.npz", streams, mix, tokens, random.Random(seed + number)
        )


def pack_together(work: Path, processes: int, *, shards: int, first: int, **options: Any) -> None:
    """`pack` by several processes at once, each with shards of its own."""
    from concurrent.futures import ProcessPoolExecutor

    if processes < 2:
        pack(work, shards=shards, first=first, **options)
        return
    share = -(-shards // processes)
    starts = range(first, first + shards, share)
    with ProcessPoolExecutor(processes) as pool:
        jobs = [
            pool.submit(pack, work, shards=min(share, first + shards - at), first=at, **options)
            for at in starts
        ]
        for job in jobs:
            job.result()


def write_shard(
    path: Path,
    streams: dict[tuple[str, str], Iterator[tuple[list[int], list[int], list[int], list[int]]]],
    mix: Mix,
    tokens: int,
    rng: random.Random,
) -> None:
    """Fill one shard with every direction's share."""
    drawn: list[tuple[int, tuple[list[int], list[int], list[int], list[int]]]] = []
    total = sum(mix.directions[d] for d in streams)
    codes = {direction: code for code, direction in enumerate(sorted(mix.directions))}
    for direction in sorted(streams):
        left = tokens * mix.directions[direction] / total
        for packed in streams[direction]:
            drawn.append((codes[direction], packed))
            left -= len(packed[1])
            if left <= 0:
                break
    rng.shuffle(drawn)
    save_packed(path, [p for _, p in drawn], [c for c, _ in drawn])


def save_packed(
    path: Path,
    packed: Sequence[tuple[list[int], list[int], list[int], list[int]]],
    codes: Sequence[int],
) -> None:
    """Write the arrays of a shard, atomically."""

    def offsets(column: int) -> np.ndarray:
        return np.cumsum([0] + [len(p[column]) for p in packed]).astype(np.int64)

    def flat(column: int) -> np.ndarray:
        return np.array([i for p in packed for i in p[column]], dtype=np.int16)

    temporary = path.with_suffix(".tmp.npz")
    np.savez(
        temporary,
        source=flat(0),
        source_offsets=offsets(0),
        target=flat(1),
        target_offsets=offsets(1),
        start=flat(2),
        length=flat(3),
        direction=np.array(codes, dtype=np.int8),
    )
    temporary.replace(path)


def pack_dev(
    data: Path, work: Path, *, mix: Mix = CORE, most: int = 80, name: str = "packed"
) -> None:
    """Some FLORES dev lines of every direction, unannotated, for the loss and the gap."""
    tokeniser = Tokeniser(work / "source.model")
    packed: list[tuple[list[int], list[int], list[int], list[int]]] = []
    codes: list[int] = []
    for code, (source, target) in enumerate(sorted(mix.directions)):
        for first, second in flores(data, "dev", source, target)[:most]:
            pair = Pair(first.split(), second.split())
            packed.append(encode(pair, tokeniser, target))
            codes.append(code)
    if packed:
        save_packed(work / name / "dev.npz", packed, codes)
