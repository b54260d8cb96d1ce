"""Taking people's translations into the memory, from any parallel file.

A file that translator wrote marks what a machine made; what was changed since, and what other
programs' users have translated, is a person's. Where a format has no place for such marks, what
the memory itself remembers of a machine tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from translator.languages import LANGUAGES
from translator.memory.base import Memory, Origin, Selection, Unit
from translator.memory.keys import human_key
from translator.parallel.checking import with_languages
from translator.parallel.pair import Pair, Wanted, Warn
from translator.parallel.provenance import from_machine
from translator.parallel.reading import ParallelFile, open_parallel

_BATCH = 1000


@dataclass
class Imported:
    """What became of a file: units read, and how many were left out and why.

    ``machine`` counts units that a machine translated and nobody has changed, ``pairs`` the units
    by their languages, ``unknown`` the variants in languages that are not in the table. ``files``
    are those that were read.
    """

    units: int = 0
    machine: int = 0
    empty: int = 0
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    files: tuple[Path, ...] = ()


def import_file(
    memory: Memory,
    path: Path,
    wanted: Wanted = Wanted(),  # noqa: B008
    *,
    reviewed: bool = False,
    warn: Warn = lambda line: None,
) -> Imported:
    """Take the translations of a parallel file into ``memory`` as people's.

    Args:
        memory: where to commit, a thousand at a time.
        path: the file, in any format of `translator.parallel.reading`.
        wanted: only units from and into these languages; those that the file does not state are
            taken for them, else recognised.
        reviewed: take what a machine made and nobody changed too, because a person has read it.
        warn: told, in one line, of what is passed over.

    Raises:
        TranslatorError: ``input-missing`` or ``input-unreadable``, with the line;
            ``language-undetected``; ``memory-unusable``.
    """
    done = Imported()
    with open_parallel(path, wanted=wanted) as file:
        done.files = file.paths
        pairs = with_languages(_every_way(file.pairs(wanted, warn), wanted))
        units = _units(pairs, _Machines(memory, file), reviewed, done)
        while batch := list(islice(units, _BATCH)):
            memory.put_many(batch)
            done.units += len(batch)
    return done


def _units(
    pairs: Iterator[Pair], machines: _Machines, reviewed: bool, done: Imported
) -> Iterator[Unit]:
    for pair in pairs:
        source, target = (" ".join(text.split()) for text in (pair.source, pair.target))
        langs = pair.source_lang, pair.target_lang
        strange = [lang for lang in langs if lang not in LANGUAGES]
        if strange:
            done.unknown[strange[-1]] = done.unknown.get(strange[-1], 0) + 1
        elif not target:
            done.empty += 1
        elif not reviewed and (from_machine(pair) or machines.made(*langs, source, target)):
            done.machine += 1
        else:
            done.pairs[langs] = done.pairs.get(langs, 0) + 1
            yield Unit(human_key(source, *langs), *langs, source, target, origin=Origin.HUMAN)


class _Machines:
    """What a machine made as far as the memory knows, for files that do not say."""

    def __init__(self, memory: Memory, file: ParallelFile) -> None:
        self._memory = memory
        self._asked = not file.reader.says
        self._known: dict[tuple[str, str], set[int]] = {}

    def made(self, source_lang: str, target_lang: str, source: str, target: str) -> bool:
        """Whether a machine's unit in the memory has these texts, in whichever direction."""
        if not self._asked:
            return False
        there, back = (source_lang, target_lang), (target_lang, source_lang)
        return hash((source, target)) in self._units(there) or (
            hash((target, source)) in self._units(back)
        )

    def _units(self, langs: tuple[str, str]) -> set[int]:
        if langs not in self._known:
            chosen = Selection(*langs, origin=Origin.MACHINE)
            self._known[langs] = {
                hash((unit.source, " ".join(unit.target.split())))
                for unit in self._memory.units(chosen)
            }
        return self._known[langs]


def _every_way(pairs: Iterator[Pair], wanted: Wanted) -> Iterator[Pair]:
    """``pairs``, and in a TMX whose units are of no one source language those of all others too."""
    group: list[Pair] = []
    for pair in pairs:
        if group and group[0].segment != pair.segment:
            yield from _turned(group, wanted)
            group = []
        yield pair
        if ("srclang", "*all*") in pair.props and not wanted.source_lang:
            group.append(pair)
    yield from _turned(group, wanted)


def _turned(group: list[Pair], wanted: Wanted) -> Iterator[Pair]:
    if not group:
        return
    texts = {group[0].source_lang: group[0].source}
    for pair in group:
        texts.setdefault(pair.target_lang, pair.target)
    for source_lang, source in texts.items():
        for target_lang, target in texts.items():
            if source_lang in ("", target_lang, group[0].source_lang) or not source.strip():
                continue
            if wanted.target_lang in ("", target_lang):
                yield Pair(source, target, source_lang, target_lang, group[0].segment)
