"""The test and development sets, in any direction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from training.mixes import CORE, Mix
from training.prepare import clean, read_lines, read_pairs

FLORES = {"dev": "flores-dev.tsv.xz", "test": "flores-devtest.tsv"}
_NTREX = ("document", "en", "ru", "az", "tr", "uk", "fa", "kk", "ka", "hy", "de", "fr")


@dataclass(frozen=True)
class TestSet:
    """Source and reference lines of one direction."""

    name: str
    source: str
    target: str
    sources: list[str]
    references: list[str]


def flores(data: Path, part: str, source: str, target: str) -> list[tuple[str, str]]:
    """Lines of FLORES, ``dev`` or ``test``; two languages meet in its English. Empty if absent."""
    sides = []
    for language in (source, target):
        path = data / part / f"en-{language}" / FLORES[part]
        if language != "en" and not path.exists():
            return []
        sides.append(read_pairs(path) if language != "en" else ())
    if source == "en":
        return list(sides[1])
    if target == "en":
        return [(second, first) for first, second in sides[0]]
    other = dict(sides[1])
    return [(text, other[english]) for english, text in sides[0] if english in other]


def test_sets(
    data: Path, *, mix: Mix = CORE, limit: int | None = None, split: str = "test"
) -> list[TestSet]:
    """The visible test sets (or FLORES dev) in every direction of the mix."""
    found: list[TestSet] = []
    for source, target in sorted(mix.directions):
        sets = [(FLORES[split].split(".")[0], flores(data, split, source, target))]
        if split == "test":
            sets += _news(data, source, target)
            sets.append(("ntrex-visible", _ntrex(data / "test" / "ntrex-news.tsv", source, target)))
        for name, rows in sets:
            if rows:
                lines = rows[:limit]
                sources, references = [a for a, _ in lines], [b for _, b in lines]
                found.append(TestSet(name, source, target, sources, references))
    return found


def _news(data: Path, source: str, target: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """WMT's sets: English first, named after their direction where they have one."""
    if "en" not in (source, target):
        return []
    found = []
    other = target if source == "en" else source
    for path in sorted((data / "test" / f"en-{other}").glob("*.tsv")):
        name = path.name.removesuffix(".tsv")
        fixed = re.search(r"\.(\w\w)-(\w\w)$", name)
        if path.name == FLORES["test"] or (fixed and fixed.groups() != (source, target)):
            continue
        rows = list(read_pairs(path))
        found.append((name, rows if source == "en" else [(b, a) for a, b in rows]))
    return found


def _ntrex(path: Path, source: str, target: str) -> list[tuple[str, str]]:
    if not path.exists():
        return []
    rows = [line.split("\t") for line in read_lines(path)]
    columns = _NTREX.index(source), _NTREX.index(target)
    return [
        (clean(row[columns[0]]), clean(row[columns[1]]))
        for row in rows
        if len(row) == len(_NTREX) and row[1] != "en"
    ]
