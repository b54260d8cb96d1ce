"""Cleaned and aligned pairs with the weight that each is drawn by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.mixes import CORE, Mix
from training.sources import BY_NAME


@dataclass
class Corpus:
    """One language pair, cleaned and aligned, with drawing weights."""

    languages: tuple[str, str]
    rows: list[tuple[str, str, str]]
    weights: np.ndarray
    kinds: list[str]

    def and_also(self, other: Corpus) -> Corpus:
        """Both corpora's lines, of one pair of languages."""
        weights = np.concatenate([self.weights, other.weights])
        return Corpus(self.languages, self.rows + other.rows, weights, self.kinds + other.kinds)


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
    with path.open(encoding="utf-8") as file, path.with_suffix(".align").open() as links:
        for line, link in zip(file, links, strict=True):
            source, mark, first, second = line.rstrip("\n").split("\t")
            entry = BY_NAME[source]
            folder = name + "-synthetic" if mark == "s" else name
            if not entry.used_in(folder, permissive=permissive):
                continue
            factor = factors[folder]
            rows.append((first, second, link.rstrip("\n")))
            weights.append(entry.weight * factor)
            kinds.append(entry.kind)
    return Corpus(languages, rows, np.array(weights), kinds)


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
