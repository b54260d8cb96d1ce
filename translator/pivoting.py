"""Two hops by way of English, as one."""

from __future__ import annotations

from dataclasses import replace

from translator.engines.base import Link
from translator.engines.decode import Outcome
from translator.memory.recall import Answer


def through(first: Answer | None, second: Answer) -> Answer:
    """Two hops as one: alignments joined where they meet in the pivot, attempts added up."""
    if first is None:
        return second
    one, two = first.outcome, second.outcome
    links = tuple(
        Link(a.source_start, a.source_end, b.target_start, b.target_end)
        for a in one.hypothesis.alignment
        for b in two.hypothesis.alignment
        if a.target_start < b.source_end and b.source_start < a.target_end
    )
    hypothesis = replace(
        two.hypothesis,
        alignment=tuple(dict.fromkeys(links)),
        capped=one.hypothesis.capped or two.hypothesis.capped,
        unsure=one.hypothesis.unsure or two.hypothesis.unsure,
    )
    joined = Outcome(hypothesis, two.findings, one.attempts + two.attempts)
    return Answer(joined, first.reused and second.reused)
