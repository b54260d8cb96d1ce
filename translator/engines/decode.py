"""Decoding with second thoughts: what fails a check is tried again, and the best attempt is kept.

The ladder, three attempts at most: the plain search; a wider one that repeats no phrase; the
segment cut in two at a clause mark. The lightest findings win, the earlier attempt
among equals.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from translator.engines import splitting
from translator.engines.base import Background, Decoding, Engine, Hypothesis, Request
from translator.quality.base import Finding, FindingCode

Judge = Callable[[int, Hypothesis], tuple[Hypothesis, tuple[Finding, ...]]]
Again = Callable[[Sequence[int]], tuple[Mapping[int, Request], Judge]]
Quality = Literal["draft", "best"]

GREEDY = Decoding()
BEST = Decoding(beam=4, n_best=4)
CAREFUL = Decoding(beam=4, n_best=1, no_repeat_ngram=3)
WINDOW = 4096  # source tokens decoded between two calls of progress

# What a finding weighs when attempts are compared: losing the text is worse than losing a name,
# a lost name or number is worse than an odd length.
SEVERITY: Mapping[str, int] = {
    FindingCode.EMPTY: 100,
    FindingCode.CAPPED: 60,
    FindingCode.REPEATED: 50,
    FindingCode.SCRIPT: 40,
    FindingCode.COPIED: 30,
    FindingCode.LENGTH: 20,
    FindingCode.TERM_MISSING: 12,
    FindingCode.TERM_FORBIDDEN: 12,
    FindingCode.NUMBER: 10,
    FindingCode.DATE: 10,
    FindingCode.TERM_INCONSISTENT: 2,
    FindingCode.MARKUP: 1,
    FindingCode.UNSURE: 1,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The attempt that was kept, what is still wrong with it and how many there were."""

    hypothesis: Hypothesis
    findings: tuple[Finding, ...]
    attempts: int


def weight(findings: Sequence[Finding]) -> int:
    """How bad the findings are together; nothing weighs 0."""
    return sum(severity(finding.code) for finding in findings)


def faulty(findings: Sequence[Finding]) -> bool:
    """Whether another attempt may mend something: a model's doubts stay what they are."""
    return any(finding.code is not FindingCode.UNSURE for finding in findings)


def severity(code: str) -> int:
    """What a finding of that code weighs."""
    return SEVERITY.get(code, 10)


def decode(
    engine: Engine,
    requests: Sequence[Request],
    judge: Judge,
    *,
    quality: Quality = "draft",
    progress: Callable[[int], None] | None = None,
    retry: Again | None = None,
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
        retry: Puts the segments of those numbers more carefully, with a judge of their own, for
            all attempts but the first; without it the requests are asked again as they are.

    Returns:
        One outcome for each request, in order.
    """
    ladder = ((BEST if quality == "best" else GREEDY, False), (CAREFUL, False), (CAREFUL, True))
    best: dict[int, Outcome] = {}
    left: Sequence[int] = range(len(requests))
    asked: Sequence[Request] | Mapping[int, Request] = requests
    judging = judge
    for rung, (decoding, halved) in enumerate(ladder):
        if not left:
            break
        if rung == 1 and retry is not None:
            asked, judging = retry(left)
        failing: list[int] = []
        work, unchanged = _plan(engine, asked, left, halved=halved)
        for window, answers in _answered(engine, _windows(work), decoding):
            for item, hypotheses in zip(window, answers, strict=True):
                for number in item.numbers:
                    _judge(best, number, hypotheses, judging)
                    if faulty(best[number].findings):
                        failing.append(number)
            if progress is not None:
                final = [n for item in window for n in item.numbers if not faulty(best[n].findings)]
                if final:
                    progress(len(final))
        left = failing if not halved else ()
        lost = len(failing) + unchanged if halved else 0
        if progress is not None and lost:
            progress(lost)
    return [best[number] for number in range(len(requests))]


def _judge(
    best: dict[int, Outcome], number: int, hypotheses: Sequence[Hypothesis], judge: Judge
) -> None:
    """Put the lightest of the hypotheses and of what was known into ``best``: one attempt more."""
    known = best.get(number)
    attempts = known.attempts + 1 if known else 1
    kept = (known.hypothesis, known.findings) if known else None
    for hypothesis in hypotheses:
        judged = judge(number, hypothesis)
        if kept is None or weight(judged[1]) < weight(kept[1]):
            kept = judged
        if not faulty(kept[1]):
            break
    if kept is None:
        raise ValueError("the engine gave no hypothesis")
    best[number] = Outcome(*kept, attempts)


@dataclass(frozen=True, slots=True)
class _Work:
    """A distinct request, the numbers that ask it, the spans it is cut into, its tokens."""

    request: Request
    numbers: tuple[int, ...]
    spans: tuple[splitting.Span, ...]
    tokens: int

    @property
    def parts(self) -> list[Request]:
        return splitting.parts(self.request, self.spans)


def _plan(
    engine: Engine,
    requests: Sequence[Request] | Mapping[int, Request],
    numbers: Sequence[int],
    *,
    halved: bool,
) -> tuple[list[_Work], int]:
    """The distinct requests among ``numbers``, longest first, cut into parts that fit.

    With ``halved`` each is cut in two first; those that have no clause mark are left out, and
    the second value counts them.
    """
    groups: dict[Request, list[int]] = {}
    for number in numbers:
        groups.setdefault(requests[number], []).append(number)
    counts = engine.count([request.text for request in groups]) if groups else []
    work: list[_Work] = []
    unchanged = 0

    def fits(text: str) -> bool:
        return engine.count([text])[0] <= engine.max_tokens

    for (request, asking), size in zip(groups.items(), counts, strict=True):
        text, lang = request.text, request.source_lang
        whole = [(0, len(text))]
        if size > engine.max_tokens:
            whole = splitting.fit(text, lang, fits)
        spans = whole
        if halved:
            spans = [
                (start + a, start + b)
                for start, end in whole
                for a, b in splitting.halves(text[start:end], lang)
            ]
            if spans == whole:
                unchanged += len(asking)
                continue
        work.append(_Work(request, tuple(asking), tuple(spans), size))
    return sorted(work, key=lambda item: -item.tokens), unchanged


def _windows(work: Sequence[_Work]) -> Iterator[list[_Work]]:
    """``work`` in stretches of bounded size, so that progress is told and Ctrl-C is quick."""
    window: list[_Work] = []
    tokens = 0
    for item in work:
        if window and tokens + item.tokens > WINDOW:
            yield window
            window, tokens = [], 0
        window.append(item)
        tokens += item.tokens
    if window:
        yield window


def _answered(
    engine: Engine, windows: Iterable[list[_Work]], decoding: Decoding
) -> Iterator[tuple[list[_Work], list[list[Hypothesis]]]]:
    """Each window with its answers; an engine that can is at work on the next one meanwhile."""
    begun: deque[tuple[list[_Work], Callable[[], list[list[Hypothesis]]]]] = deque()
    for window in windows:
        begun.append((window, _begin(engine, window, decoding)))
        if len(begun) > 1:
            earlier, answers = begun.popleft()
            yield earlier, answers()
    for window, answers in begun:
        yield window, answers()


def _begin(
    engine: Engine, work: Sequence[_Work], decoding: Decoding
) -> Callable[[], list[list[Hypothesis]]]:
    """Ask the engine; what is returned waits for its hypotheses for each piece of work.

    Those of parts are joined rank by rank.
    """
    distinct = list(dict.fromkeys(part for item in work for part in item.parts))
    if isinstance(engine, Background):
        answers = engine.start(distinct, decoding)
    else:
        answers = partial(engine.translate, distinct, decoding)

    def joined() -> list[list[Hypothesis]]:
        known = dict(zip(distinct, answers(), strict=True))
        return [_joined(item.spans, [known[part] for part in item.parts]) for item in work]

    return joined


def _joined(
    spans: Sequence[splitting.Span], found: Sequence[Sequence[Hypothesis]]
) -> list[Hypothesis]:
    if len(found) == 1:
        return list(found[0])
    ranks = range(max(len(hypotheses) for hypotheses in found))
    return [splitting.join(spans, [h[min(r, len(h) - 1)] for h in found]) for r in ranks]
