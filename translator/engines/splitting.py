"""Cutting a request at clause marks into parts that a model reads whole, and joining the answers.

A part never ends inside a term annotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from translator.engines.base import Hypothesis, Link, Request

# Places to cut before, from the strongest mark to the weakest.
_MARKS = (
    re.compile(r"(?<=[.!?…։؟۔])[\"'”»’)\]]*\s+"),
    re.compile(r"(?<=[;:؛])\s+|\s+(?=[—–]\s)"),
    re.compile(r"(?<=[,،՝])\s+"),
    re.compile(r"\s+"),
    re.compile(r"(?<=\w)(?=\w)"),
)
_ANNOTATION = re.compile(r"<term>.*?</term>|<x\d>")
_LEAST = 12

Span = tuple[int, int]


def clauses(text: str) -> list[Span]:
    """``text`` cut at its strongest inner marks, about in the middle; one span if it has none."""
    for pattern in _MARKS[:3]:
        cuts = [
            (a, b)
            for a, b in _cuts(text, pattern)
            if a >= _LEAST and len(text) - b >= _LEAST and _letters(text[:a]) and _letters(text[b:])
        ]
        if cuts:
            start, end = min(cuts, key=lambda cut: abs(cut[0] + cut[1] - len(text)))
            return [(0, start), (end, len(text))]
    return [(0, len(text))]


def fit(text: str, longest: int, count: Callable[[Sequence[str]], list[int]]) -> list[Span]:
    """``text`` cut into as many parts as it takes for each to have at most ``longest`` tokens."""
    done: list[Span] = []
    waiting = [(0, len(text))]
    while waiting:
        start, end = waiting.pop()
        part = text[start:end]
        if count([part])[0] <= longest:
            done.append((start, end))
            continue
        halves = _halve(part)
        if len(halves) == 1:
            raise ValueError(f"cannot be cut to {longest} tokens: {part[:60]!r}")
        waiting += [(start + a, start + b) for a, b in reversed(halves)]
    return done


def _halve(text: str) -> list[Span]:
    """Two parts cut at the strongest mark in the middle half, or at any mark at all."""
    for margin in (len(text) // 4, 1):
        for pattern in _MARKS:
            cuts = [
                (a, b) for a, b in _cuts(text, pattern) if a >= margin and len(text) - b >= margin
            ]
            if cuts:
                start, end = min(cuts, key=lambda cut: abs(cut[0] + cut[1] - len(text)))
                return [(0, start), (end, len(text))]
    return [(0, len(text))]


def _cuts(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """Where ``pattern`` separates, outside annotations and placeholders."""
    found = (match.span() for match in _ANNOTATION.finditer(text))
    kept = [span for span in found if span != (0, len(text))]
    return [
        (match.end() if not match.group().isspace() else match.start(), match.end())
        for match in pattern.finditer(text)
        if not any(
            a < match.end() and match.start() < b for a, b in kept if (a, b) != (0, len(text))
        )
    ]


def _letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def parts(request: Request, spans: Sequence[Span]) -> list[Request]:
    """One request for each span."""
    return [replace(request, text=request.text[a:b]) for a, b in spans]


def join(spans: Sequence[Span], hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """The answers to the parts as one answer to the whole, alignment offsets included."""
    texts: list[str] = []
    links: list[Link] = []
    length = 0
    for (start, _), hypothesis in zip(spans, hypotheses, strict=True):
        if texts and texts[-1] and hypothesis.text:
            texts.append(" ")
            length += 1
        links += [
            Link(
                link.source_start + start,
                link.source_end + start,
                link.target_start + length,
                link.target_end + length,
            )
            for link in hypothesis.alignment
        ]
        texts.append(hypothesis.text)
        length += len(hypothesis.text)
    weights = [end - start for start, end in spans]
    score = sum(h.score * w for h, w in zip(hypotheses, weights, strict=True)) / max(
        1, sum(weights)
    )
    return Hypothesis("".join(texts), score, any(h.capped for h in hypotheses), tuple(links))
