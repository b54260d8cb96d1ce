"""Cleaned and aligned pairs with the weight that each is drawn by."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from training.mixes import CORE, Direction, Mix
from training.sources import BY_NAME, MACHINE_WEIGHT


@dataclass(frozen=True)
class Made:
    """How a model had a part in a row: the side it wrote, and the direction to be learnt."""

    side: int
    direction: Direction


@dataclass
class Corpus:
    """One language pair, cleaned and aligned, with drawing weights.

    ``made`` has the numbers of the rows of which a model wrote one side (`synthesise.py`).
    """

    languages: tuple[str, str]
    rows: list[tuple[str, str, str]]
    weights: np.ndarray
    kinds: list[str]
    made: dict[int, Made] = field(default_factory=dict)

    def and_also(self, other: Corpus) -> Corpus:
        """Both corpora's lines, of one pair of languages."""
        weights = np.concatenate([self.weights, other.weights])
        made = self.made | {len(self.rows) + i: how for i, how in other.made.items()}
        rows, kinds = self.rows + other.rows, self.kinds + other.kinds
        return Corpus(self.languages, rows, weights, kinds, made)

    def drawn(self, direction: Direction) -> np.ndarray:
        """The weights in one direction: a row that a model had a part in counts in one only."""
        weights = self.weights.copy()
        for i, how in self.made.items():
            if how.direction != direction:
                weights[i] = 0.0
        return weights

    def written(self, side: int) -> list[str]:
        """The lines of one side that people wrote."""
        return [
            row[side]
            for i, row in enumerate(self.rows)
            if i not in self.made or self.made[i].side != side
        ]


def read_corpus(
    work: Path, languages: tuple[str, str], *, mix: Mix = CORE, permissive: bool = False
) -> Corpus:
    """Read ``clean/<pair>.tsv`` and its alignment; only freely licensed sources if wanted."""
    path = work / "clean" / f"{languages[0]}-{languages[1]}.tsv"
    factors = mix.factors()
    name = f"{languages[0]}-{languages[1]}"
    rows: list[tuple[str, str, str]] = []
    weights: list[float] = []
    kinds: list[str] = []
    made: dict[int, Made] = {}
    with path.open(encoding="utf-8") as file, path.with_suffix(".align").open() as links:
        for line, link in zip(file, links, strict=True):
            source, mark, first, second = line.rstrip("\n").split("\t")
            entry = BY_NAME[source]
            folder = name + "-synthetic" if mark == "s" else name
            if not entry.used_in(folder, permissive=permissive):
                continue
            factor = factors[folder]
            if how := read_mark(mark, languages):
                made[len(rows)] = how
                factor *= MACHINE_WEIGHT
            rows.append((first, second, link.rstrip("\n")))
            weights.append(entry.weight * factor)
            kinds.append(entry.kind)
    return Corpus(languages, rows, np.array(weights), kinds, made)


def mark_of(made: Made, languages: Direction) -> str:
    """The second column of a row that a model had a part in: the side and the way, ``1>``."""
    return f"{made.side}{'>' if made.direction == languages else '<'}"


def read_mark(mark: str, languages: Direction) -> Made | None:
    """What `mark_of` wrote; None for a row that people wrote."""
    if mark[1:] not in ("<", ">"):
        return None
    return Made(int(mark[0]), languages if mark[1] == ">" else (languages[1], languages[0]))


def read_corpora(work: Path, mix: Mix, *, permissive: bool = False) -> list[Corpus]:
    """One corpus for each language pair of the mix, what can be triangulated in it."""
    from training.triangulate import triangulate  # which needs Corpus

    corpora = {
        pair: read_corpus(work, pair, mix=mix, permissive=permissive)
        for pair in mix.pairs
        if (work / "clean" / f"{pair[0]}-{pair[1]}.tsv").exists()
    }
    for one, other in mix.triangles:
        made = triangulate(corpora["en", one], corpora["en", other])
        own = corpora.get((one, other))
        corpora[one, other] = made if own is None else own.and_also(made)
    return [corpora[pair] for pair in sorted(corpora)]
