"""What a translation memory holds, and the narrow door that every store of it stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from translator.engines.base import Link
from translator.quality.base import Finding


class Origin(StrEnum):
    """Who translated a unit; what a person wrote outranks what a machine did."""

    MACHINE = "machine"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Unit:
    """A remembered translation.

    ``key`` names everything that the translation depends on (see :mod:`translator.memory.keys`).
    ``alignment`` has its source offsets in ``source``, whose white space is normalised.
    ``created`` is in seconds since 1970, 0 where it is not known.
    """

    key: bytes
    source_lang: str
    target_lang: str
    source: str
    target: str
    findings: tuple[Finding, ...] = ()
    alignment: tuple[Link, ...] = ()
    attempts: int = 0
    origin: Origin = Origin.MACHINE
    model: str = ""
    created: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that a search found and how like it is, from 0 to 100."""

    unit: Unit
    score: float


@dataclass(frozen=True, slots=True)
class Selection:
    """Which units are meant; an empty field means any, and all of nothing given is everything.

    ``text`` is looked for in source and target, letter for letter; ``before`` is a time in seconds
    since 1970.
    """

    source_lang: str = ""
    target_lang: str = ""
    origin: Origin | None = None
    model: str = ""
    text: str = ""
    before: int = 0


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one kind: how many, and when the first and the last were made."""

    source_lang: str
    target_lang: str
    origin: Origin
    model: str
    units: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stats:
    """A memory at a glance; ``size`` is in bytes on the disk."""

    place: str
    size: int
    groups: tuple[Group, ...]

    @property
    def units(self) -> int:
        """All units together."""
        return sum(group.units for group in self.groups)


class Memory(Protocol):
    """A store of units. Every method may raise ``TranslatorError`` with ``memory-unusable``."""

    @property
    def place(self) -> str:
        """Where the units are: a path or an address. One place is one memory."""
        ...

    def get_many(self, keys: Sequence[bytes]) -> dict[bytes, Unit]:
        """The units of those keys that there are."""
        ...

    def put_many(self, units: Sequence[Unit]) -> dict[bytes, Unit]:
        """Commit units, all or none.

        A machine's unit never replaces another: the first committed wins. A person's replaces
        what there is.

        Returns:
            The units that were there before and stay, by their keys.
        """
        ...

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
        """The units whose sources are most like ``text``, best first, people's before machines'.

        Args:
            text: a sentence or a part of one.
            source_lang, target_lang: codes, or empty for any.
            origin: only people's or only machines' units.
            limit: the most matches to return.
            least: the least likeness, from 0 to 100.
        """
        ...

    def units(self, selection: Selection = EVERYTHING) -> Iterator[Unit]:
        """The selected units, oldest first, without holding all of them at once."""
        ...

    def stats(self) -> Stats:
        """How much there is of what."""
        ...

    def forget(self, selection: Selection) -> int:
        """Remove the selected units for good; returns how many there were."""
        ...

    def close(self) -> None:
        """Give back what is held open; the memory cannot be used any more."""
        ...
