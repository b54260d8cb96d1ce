"""Cutting a request at clause marks into parts that a model reads whole, and joining the answers.

A part never ends inside a term annotation, unless the annotation alone is longer than the model
reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from translator.engines.base import Hypothesis, Link, Request

# Shorter halves say too little to be translated alone.
_LEAST = 12

Span = tuple[int, int]


def halves(text: str, lang: str) -> list[Span]:
    """``text`` cut in two at the clause mark nearest its middle; one span if it has none.

    Both halves have letters and at least a dozen characters.
    """
    from translator.segmentation.clauses import split_clauses

    pieces = _spans(split_clauses(text, lang))
    cuts = [
        (end, start)
        for (_, end), (start, _) in pairwise(pieces)
        if end >= _LEAST
        and len(text) - start >= _LEAST
        and _letters(text[:end])
        and _letters(text[start:])
    ]
    if not cuts:
        return [(0, len(text))]
    end, start = min(cuts, key=lambda cut: abs(sum(cut) - len(text)))
    return [(0, end), (start, len(text))]


def fit(text: str, lang: str, fits: Callable[[str], bool]) -> list[Span]:
    """``text`` cut at the best marks into as many parts as it takes for each to fit."""
    if fits(text):
        return [(0, len(text))]
    from translator.segmentation.clauses import split_to_fit

    spans = _spans(split_to_fit(text, fits, lang))
    return [part for span in spans for part in _force(text, span, fits)] or [(0, len(text))]


def _force(text: str, span: Span, fits: Callable[[str], bool]) -> Iterator[Span]:
    """``span`` itself, or its parts if it is a number or an annotation beyond all bounds."""
    start, end = span
    if end - start < 2 or fits(text[start:end]):
        yield span
        return
    middle = (start + end) // 2
    yield from _force(text, (start, middle), fits)
    yield from _force(text, (middle, end), fits)


def _spans(pieces: Sequence[str]) -> list[Span]:
    """The spans of consecutive pieces without the white space around them; blank ones dropped."""
    out: list[Span] = []
    place = 0
    for piece in pieces:
        start = place + len(piece) - len(piece.lstrip())
        place += len(piece)
        if piece.strip():
            out.append((start, start + len(piece.strip())))
    return out


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
    return Hypothesis(
        "".join(texts),
        score,
        any(h.capped for h in hypotheses),
        tuple(links),
        any(h.unsure for h in hypotheses),
    )
