"""Pairs of which a model writes one side: back-translation and sequence-level distillation.

- *Back-translation* (Sennrich, Haddow and Birch, 2016): genuine text of the target language, whose
  source a model makes. The genuine side is what the decoder learns to write, so a poor model in
  the other direction still helps where genuine text is scarce.
- *Distillation* (Kim and Rush, 2016): the same sources as ever, their targets made by a larger
  model; what a small model then learns is simpler.

The text is that of the cleaned pairs: the English news of one pair is text without a translation
for every other. A row keeps the name of the source that its genuine side is from, and with it its
licence, kind and weight (times `MACHINE_WEIGHT`); its mark says which side was made and which way
it is learnt. Rows are added before `align`, and those of an earlier run are taken out.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from training.corpus import Made, mark_of, read_mark
from training.evaluate import repeated
from training.mixes import Direction, Mix
from training.prepare import acceptable, key

#: What a newsroom may write; documentation and interfaces are plentiful as they are.
KINDS = ("news", "prose", "everyday")
_CHUNK = 512


class Translates(Protocol):
    """The model, as `training.evaluate.Engine` has it."""

    def translate(self, sentences: Sequence[str], target: str, *, beam: int = 1) -> list[str]: ...


@dataclass(frozen=True)
class Text:
    """A line that people wrote, and the source that it is from."""

    source: str
    line: str


def texts(work: Path, mix: Mix, language: str, kinds: dict[str, str]) -> Iterator[Text]:
    """The lines of ``language`` in the cleaned pairs, each once.

    ``kinds`` has the kind of every source; those not in `KINDS` are passed over.
    """
    seen: set[str] = set()
    for pair in mix.pairs:
        if language not in pair:
            continue
        for row in _rows(_path(work, pair)):
            source, mark, line = row[0], row[1], row[2 + pair.index(language)]
            if mark == "-" and kinds.get(source) in KINDS and key(line) not in seen:
                seen.add(key(line))
                yield Text(source, line)


def synthesise(
    engine: Translates,
    work: Path,
    mix: Mix,
    direction: Direction,
    *,
    kinds: dict[str, str],
    distil: bool = False,
    limit: int | None = None,
    beam: int = 1,
    seed: int = 1,
) -> dict[str, int]:
    """Add machine-made pairs of one direction to ``work/clean``.

    Args:
        engine: The model that writes: for back-translation it must know the opposite direction.
        work: The folder that `prepare` wrote.
        mix: Whose pairs there are.
        direction: The direction that the new pairs are for.
        kinds: The kind of every source.
        distil: Make targets of genuine sources, not sources of genuine targets.
        limit: At most that many lines, drawn at random.
        beam: Of the search.
        seed: Of the drawing.

    Returns:
        How many lines were asked for, and how many pairs passed the filters of `prepare`.

    Raises:
        ValueError: The mix has no pair of that direction.
    """
    languages = direction if direction in mix.pairs else direction[::-1]
    if languages not in mix.pairs:
        raise ValueError(f"no text of {'-'.join(direction)} in this mix")
    genuine, other = direction if distil else direction[::-1]
    made = Made(languages.index(other), direction)
    path = _path(work, languages)
    old = [row for row in _rows(path) if read_mark(row[1], languages) != made]
    known = set() if distil else {key(row[2 + languages.index(genuine)]) for row in old}
    wanted = [t for t in texts(work, mix, genuine, kinds) if key(t.line) not in known]
    if limit is not None and limit < len(wanted):
        wanted = random.Random(seed).sample(wanted, limit)
    new = list(_pairs(engine, wanted, made, languages, beam))
    _write(path, [*old, *new])
    return {"lines": len(wanted), "kept": len(new)}


def _pairs(
    engine: Translates, wanted: Sequence[Text], made: Made, languages: Direction, beam: int
) -> Iterator[list[str]]:
    """Rows for ``clean/<pair>.tsv``, those that a filter refuses left out."""
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        written = engine.translate([t.line for t in chunk], languages[made.side], beam=beam)
        for text, line in zip(chunk, written, strict=True):
            sides = (line, text.line) if made.side == 0 else (text.line, line)
            if not repeated(line) and not acceptable(*sides, languages):
                yield [text.source, mark_of(made, languages), *sides]


def _path(work: Path, pair: Direction) -> Path:
    return work / "clean" / f"{pair[0]}-{pair[1]}.tsv"


def _rows(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)
    temporary.replace(path)
    path.with_suffix(".align").unlink(missing_ok=True)  # of other lines: align again
