"""How far a batch is, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from translator.batch.ledger import Record


@dataclass
class Progress:
    """How far a run is.

    ``total`` and ``done`` count pairs of article and language, ``size`` and ``size_done`` their
    bytes; the rest counts sentences and words of what is done. ``translated`` are sentences that
    went through the model, ``engine`` the seconds that this took. ``pooled`` and ``advanced`` tell
    how far the pool is that is with the engine now, and what begins with ``pool`` how much it is;
    what begins with ``behind`` is translated and waits to be written.
    """

    total: int = 0
    size: int = 0
    done: int = 0
    size_done: int = 0
    sentences: int = 0
    translated: int = 0
    reused: int = 0
    words: int = 0
    flagged: int = 0
    failed: int = 0
    skipped: int = 0
    passed: int = 0
    terms_found: int = 0
    terms_applied: int = 0
    pooled: int = 0
    advanced: int = 0
    pool_sentences: int = 0
    pool_words: int = 0
    pool_size: int = 0
    behind: int = 0
    behind_words: int = 0
    behind_size: int = 0
    engine: float = 0.0
    current: str = ""
    errors: list[Record] = field(default_factory=list)

    def so_far(self, kind: str) -> float:
        """How much is translated, written or not: of ``sentences``, ``words`` or ``size``."""
        done = self.size_done if kind == "size" else getattr(self, kind)
        behind = self.behind if kind == "sentences" else getattr(self, f"behind_{kind}")
        pool = getattr(self, f"pool_{kind}")
        share = min(1.0, self.advanced / self.pooled) if self.pooled else 0.0
        return float(done + behind + pool * share)

    def figures(self) -> dict[str, float]:
        """Everything that is counted and can be added up."""
        return {name: getattr(self, name) for name in _ADDED}

    def add(self, figures: Mapping[str, float]) -> None:
        """Count in what another run did."""
        for name, value in figures.items():
            setattr(self, name, getattr(self, name) + type(getattr(self, name))(value))


_ADDED = (
    *("total", "size", "done", "size_done", "sentences", "translated", "reused", "words"),
    *("flagged", "failed", "skipped", "passed", "terms_found", "terms_applied", "engine"),
)

Listener = Callable[[Progress], None]
