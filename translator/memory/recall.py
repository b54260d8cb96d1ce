"""Remembering instead of translating: the seam between the pipeline and a memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.engines.base import Hypothesis
from translator.engines.decode import Outcome
from translator.memory.base import Memory, Origin, Unit
from translator.memory.keys import Keys, human_key, normal
from translator.quality.base import Finding, FindingCode
from translator.segments import Ask

Solve = Callable[[Sequence[Ask]], list[Outcome]]
Judge = Callable[[Ask, str], tuple[Finding, ...]]

WINDOW = 512  # sentences translated between two commits


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome, and whether it was there: remembered, or made for an equal segment before."""

    outcome: Outcome
    reused: bool


def by_people(memory: Memory, asks: Sequence[Ask], judge: Judge) -> list[Answer | None]:
    """What people made of the segments, None where nobody has translated one.

    A person's translation that lacks a stretch to be kept letter for letter is of another
    sentence, and not used.
    """
    keys = [human_key(a.segment.text, a.source_lang, a.target_lang) for a in asks]
    units = memory.get_many(list(dict.fromkeys(keys)))
    out: list[Answer | None] = []
    for ask, key in zip(asks, keys, strict=True):
        unit = units.get(key)
        text = ask.segment.text
        if unit is None or any(text[a:b] not in unit.target for a, b in ask.segment.protected):
            out.append(None)
        else:
            outcome = Outcome(Hypothesis(unit.target), judge(ask, unit.target), 0)
            out.append(Answer(outcome, True))
    return out


def by_machine(
    memory: Memory,
    keys: Keys,
    asks: Sequence[Ask],
    solve: Solve,
    *,
    model: str,
    window: int = WINDOW,
    advance: Callable[[int], None] = lambda count: None,
) -> list[Answer]:
    """Outcomes for the segments: remembered where there is one, else made and committed.

    What is missing is made window by window, each committed before the next is begun: whatever
    stops the process loses one window at most.

    Args:
        memory: where to look and where to commit.
        keys: the names of this model's units.
        asks: segments of any number of articles, duplicates among them.
        solve: makes the outcomes of distinct segments, in order, and tells of its own progress.
        model: the model's name, for people.
        window: the most segments given to ``solve`` at once.
        advance: called with the number of segments that needed no solving.
    """
    names = [keys.machine(ask) for ask in asks]
    known = memory.get_many(list(dict.fromkeys(names)))
    missing: dict[bytes, int] = {}
    for number, name in enumerate(names):
        if name not in known:
            missing.setdefault(name, number)
    if len(asks) > len(missing):
        advance(len(asks) - len(missing))
    # Longest first, so that a window's segments are of a length and make full batches.
    order = sorted(missing.values(), key=lambda number: -len(asks[number].segment.text))
    for start in range(0, len(order), window):
        chunk = order[start : start + window]
        now = int(time.time())
        made = [
            _unit(names[number], asks[number], outcome, model, now)
            for number, outcome in zip(chunk, solve([asks[n] for n in chunk]), strict=True)
        ]
        known.update((unit.key, unit) for unit in made)
        known.update(memory.put_many(made))
    return [
        Answer(_outcome(known[name], ask), missing.get(name) != number)
        for number, (name, ask) in enumerate(zip(names, asks, strict=True))
    ]


def _unit(key: bytes, ask: Ask, outcome: Outcome, model: str, now: int) -> Unit:
    source = normal(ask.segment.text)
    return Unit(
        key,
        ask.source_lang,
        ask.target_lang,
        source.text,
        outcome.hypothesis.text,
        outcome.findings,
        source.from_original(outcome.hypothesis.alignment),
        outcome.attempts,
        Origin.MACHINE,
        model,
        now,
    )


def _outcome(unit: Unit, ask: Ask) -> Outcome:
    codes = {finding.code for finding in unit.findings}
    alignment = normal(ask.segment.text).to_original(unit.alignment)
    hypothesis = Hypothesis(
        unit.target,
        capped=FindingCode.CAPPED in codes,
        alignment=alignment,
        unsure=FindingCode.UNSURE in codes,
    )
    return Outcome(hypothesis, unit.findings, unit.attempts)
