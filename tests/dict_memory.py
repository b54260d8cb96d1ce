"""A translation memory in a dictionary: nothing but what the Protocol asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from translator.memory.base import EVERYTHING, Group, Match, Origin, Selection, Stats, Unit


class DictMemory:
    """As a store on another machine would be: no file, no path, no connection."""

    def __init__(self) -> None:
        self.kept: dict[bytes, Unit] = {}
        self.commits: list[int] = []

    @property
    def place(self) -> str:
        return "memory://test"

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, Unit]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def put_many(self, units: Sequence[Unit]) -> dict[bytes, Unit]:
        self.commits.append(len(units))
        stay: dict[bytes, Unit] = {}
        for unit in units:
            if unit.origin is Origin.MACHINE and unit.key in self.kept:
                stay[unit.key] = self.kept[unit.key]
            else:
                self.kept[unit.key] = unit
        return stay

    def search(
        self,
        text: str,
        *,
        source_lang: str = "",
        target_lang: str = "",
        origin: Origin | None = None,
        limit: int = 10,
        least: float = 60,
    ) -> list[Match]:
        wanted = Selection(source_lang, target_lang, origin)
        found = [Match(unit, 100.0) for unit in self.units(wanted) if unit.source == text]
        return found[:limit]

    def units(self, selection: Selection = EVERYTHING) -> Iterator[Unit]:
        for unit in list(self.kept.values()):
            if all(
                wanted in ("", None, getattr(unit, name))
                for name in ("source_lang", "target_lang", "origin", "model")
                for wanted in [getattr(selection, name)]
            ):
                yield unit

    def stats(self) -> Stats:
        kinds = Counter(
            (u.source_lang, u.target_lang, u.origin, u.model) for u in self.kept.values()
        )
        groups = tuple(Group(*kind, units, 0, 0) for kind, units in kinds.items())
        return Stats(self.place, 0, groups)

    def forget(self, selection: Selection) -> int:
        gone = [unit.key for unit in self.units(selection)]
        for key in gone:
            del self.kept[key]
        return len(gone)

    def close(self) -> None:
        pass
