"""Decoding with second thoughts: what fails a check is tried again, and the best attempt is kept.

The ladder, three attempts at most: the plain search; a wider one that repeats no phrase; the
segment cut in two at a clause mark. The lightest findings win, the earlier attempt
among equals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from translator.engines import splitting
from translator.engines.base import Decoding, Engine, Hypothesis, Request
from translator.quality.base import Finding, FindingCode

Judge = Callable[[int, Hypothesis], tuple[Hypothesis, tuple[Finding, ...]]]
Quality = Literal["draft", "best"]

GREEDY = Decoding()
BEST = Decoding(beam=4, n_best=4)
CAREFUL = Decoding(beam=4, n_best=1, no_repeat_ngram=3)
_WINDOW = 4096  # source tokens decoded between two progress calls

# What a finding weighs when attempts are compared: losing the text is worse than losing a name,
# a lost name or number is worse than an odd length.
SEVERITY = {
    FindingCode.EMPTY: 100,
    FindingCode.CAPPED: 60,
    FindingCode.REPEATED: 50,
    FindingCode.SCRIPT: 40,
    FindingCode.COPIED: 30,
    FindingCode.LENGTH: 20,
    FindingCode.TERM_MISSING: 12,
    FindingCode.TERM_FORBIDDEN: 12,
    FindingCode.NUMBER: 10,
    FindingCode.TERM_INCONSISTENT: 2,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The attempt that was kept, what is still wrong with it and how many there were."""

    hypothesis: Hypothesis
    findings: tuple[Finding, ...]
    attempts: int


def weight(findings: Sequence[Finding]) -> int:
    """How bad the findings are together; nothing weighs 0."""
    return sum(SEVERITY[finding.code] for finding in findings)


def decode(
    engine: Engine,
    requests: Sequence[Request],
    judge: Judge,
    *,
    quality: Quality = "draft",
    progress: Callable[[int], None] | None = None,
) -> list[Outcome]:
    """Translate all requests, trying again where the judge finds fault.

    Identical requests are decoded once. A request longer than the engine reads is cut at clause
    marks, never inside a term annotation, and its parts' translations are joined.

    Args:
        engine: The model.
        requests: Segments of any number of articles, in any order.
        judge: Given a request's number and an answer, returns the finished answer (placeholders
            back, terms repaired) and what is wrong with it.
        quality: ``draft`` searches greedily, ``best`` with beam 4 and the judge's choice of four.
        progress: Called with the number of segments that have become final since the last call.

    Returns:
        One outcome for each request, in order.
    """
    first = BEST if quality == "best" else GREEDY
    best: dict[int, Outcome] = {}
    left = list(range(len(requests)))
    for attempt, decoding in enumerate((first, CAREFUL, CAREFUL), 1):
        failing: list[int] = []
        for window in _windows(engine, requests, left, halved=attempt == 3):
            answers = _answers(engine, [work.parts for work in window], decoding)
            final = 0
            for work, hypotheses in zip(window, answers, strict=True):
                for number in work.numbers:
                    for hypothesis in hypotheses:
                        _consider(best, number, judge(number, hypothesis), attempt)
                        if not best[number].findings:
                            break
                    if best[number].findings and attempt < 3:
                        failing.append(number)
                    else:
                        final += 1
            if progress is not None and final:
                progress(final)
        left = failing
    return [best[number] for number in range(len(requests))]


def _consider(
    best: dict[int, Outcome],
    number: int,
    judged: tuple[Hypothesis, tuple[Finding, ...]],
    attempt: int,
) -> None:
    hypothesis, findings = judged
    before = best.get(number)
    if before is None or weight(findings) < weight(before.findings):
        best[number] = Outcome(hypothesis, findings, attempt)
    else:
        best[number] = Outcome(before.hypothesis, before.findings, attempt)


@dataclass(frozen=True, slots=True)
class _Work:
    """A distinct request: the numbers that ask it, its parts and its length in tokens."""

    numbers: tuple[int, ...]
    parts: _Parts
    tokens: int


@dataclass(frozen=True, slots=True)
class _Parts:
    request: Request
    spans: tuple[splitting.Span, ...]


def _windows(
    engine: Engine, requests: Sequence[Request], numbers: Sequence[int], *, halved: bool
) -> Iterator[list[_Work]]:
    """Distinct requests in order of length, in windows of bounded size.

    With ``halved`` each is cut in two at a clause mark.
    """
    groups: dict[Request, list[int]] = {}
    for number in numbers:
        groups.setdefault(requests[number], []).append(number)
    counts = engine.count([request.text for request in groups])
    rows = sorted(zip(groups.items(), counts, strict=True), key=lambda row: -row[1])
    window: list[_Work] = []
    tokens = 0
    for (request, asking), size in rows:
        spans = splitting.clauses(request.text) if halved else [(0, len(request.text))]
        spans = [
            (start + a, start + b)
            for start, end in spans
            for a, b in splitting.fit(request.text[start:end], engine.max_tokens, engine.count)
        ]
        if window and tokens + size > _WINDOW:
            yield window
            window, tokens = [], 0
        window.append(_Work(tuple(asking), _Parts(request, tuple(spans)), size))
        tokens += size
    if window:
        yield window


def _answers(engine: Engine, work: Sequence[_Parts], decoding: Decoding) -> list[list[Hypothesis]]:
    """The engine's hypotheses for each piece of work; parts are joined rank by rank."""
    flat = [part for item in work for part in splitting.parts(item.request, item.spans)]
    distinct = list(dict.fromkeys(flat))
    answers = dict(zip(distinct, engine.translate(distinct, decoding), strict=True))
    out: list[list[Hypothesis]] = []
    for item in work:
        ranked = [answers[part] for part in splitting.parts(item.request, item.spans)]
        if len(ranked) == 1:
            out.append(list(ranked[0]))
            continue
        ranks = max(map(len, ranked))
        out.append(
            [
                splitting.join(item.spans, [r[min(rank, len(r) - 1)] for r in ranked])
                for rank in range(ranks)
            ]
        )
    return out
