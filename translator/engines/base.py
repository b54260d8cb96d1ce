"""What an engine is asked, what it answers and the Protocol between the two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol, runtime_checkable

Terminology = Literal["annotated", "prompted", "none"]


@dataclass(frozen=True, slots=True)
class Request:
    """One segment as the model reads it: one line, annotated and with placeholders in place.

    ``terms`` repeats the required (source, target) pairs for engines that are prompted.
    """

    text: str
    source_lang: str
    target_lang: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search: beam width, n-best size and the length of phrases that must not repeat."""

    beam: int = 1
    n_best: int = 1
    no_repeat_ngram: int = 0


class Link(NamedTuple):
    """An aligned pair of stretches: character offsets in the source and in the target.

    There is one for every word: a named tuple is made in a third of a dataclass's time.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation of one request.

    ``score`` is the mean log-probability per target token; a greedy search, which has nothing to
    compare, may leave it 0. ``capped`` is true when the search stopped at the length limit without
    an end-of-sentence token, ``unsure`` when its tokens were less probable than the model's makers
    trust; ``alignment`` links ``Request.text`` with ``text`` and is empty for
    engines that give none.
    """

    text: str
    score: float = 0.0
    capped: bool = False
    alignment: tuple[Link, ...] = ()
    unsure: bool = False


class Pairing(StrEnum):
    """How a model gets from one language to another."""

    DIRECT = "direct"
    PIVOT = "pivot"
    NONE = "none"


class Engine(Protocol):
    """A loaded model, ready to translate.

    ``max_tokens`` is the longest source, in the model's own tokens, that it reads whole.
    """

    name: str
    terminology: Terminology
    max_tokens: int

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The (source, target) language codes that the model translates directly.

        An empty set means that the model does not say; every pair is then tried.
        """
        ...

    def count(self, texts: Sequence[str]) -> list[int]:
        """The number of source tokens of each text, the end-of-sentence token included."""
        ...

    def translate(
        self, requests: Sequence[Request], decoding: Decoding = Decoding()
    ) -> list[list[Hypothesis]]:
        """``decoding.n_best`` hypotheses for each request, best first, in the requests' order."""
        ...


@runtime_checkable
class Background(Protocol):
    """An engine that works on while its caller does something else."""

    def start(
        self, requests: Sequence[Request], decoding: Decoding = Decoding()
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Begin what :meth:`Engine.translate` does; what is returned waits for the answers."""
        ...
