"""Terms on the way through an engine: written into its request, and put right in its answer.

An engine whose terminology is ``annotated`` reads ``<term> source words <as> target name </term>``
and copies placeholders ``<x0>`` … ``<x9>``; every other engine reads plain text. ``restore`` is
the same for all: placeholders back (each exactly once), leaked signs dropped, links mapped to the
plain texts, required names put right (see ``repair``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from translator.engines.base import Hypothesis, Link, Request, Terminology
from translator.glossary.concept import Policy, TermMatch
from translator.glossary.placing import insertion, mangled
from translator.glossary.protection import (
    MAX_LITERALS,
    MAX_PLACEHOLDERS,
    disarmed,
    figures,
    ordinal,
    protected_spans,
)
from translator.glossary.repair import repair
from translator.glossary.rewriting import Draft, Edit, Span, rewrite
from translator.notation import dates, ordinals, quantities
from translator.notation import figures as notation
from translator.notation.calendar import CALENDARS
from translator.notation.dates import Date
from translator.notation.placing import amount, placed
from translator.notation.quantities import Quantity

TERM, AS, END = "<term>", "<as>", "</term>"

_LEAKED = re.compile(
    r"<\s*term\s*>(?P<source>(?:(?!<\s*/?\s*term\s*>).)*?)"
    r"<\s*as\s*>(?P<target>(?:(?!<\s*/?\s*(?:term|as)\s*>).)*?)<\s*/\s*term\s*>",
    re.IGNORECASE,
)
_STRAY = re.compile(r"\s*<\s*(?:/\s*)?(?:term|as)\s*>(?:\s+(?=[.,;:!?…)»”]))?", re.IGNORECASE)
# white space to be made one space
_SPACES = re.compile(r"\s{2,}|[^\S ]")
_PLACEHOLDER = re.compile(r"<\s*x\s*(\d+)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the request and the stretch of the source that it stands for."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request and what is needed to undo what was done to its source.

    ``placeholders[i]`` is the span of ``source`` that ``<xi>`` stands for; ``literal`` are the
    protected spans that stand in the request as they are. A placeholder from ``optional`` on that
    an answer has lost stays lost, for the checks to see. ``handed`` is whether the names stand in
    the request. ``written`` are the placeholders that are written anew in the target.
    """

    request: Request
    source: str
    matches: tuple[TermMatch, ...]
    placeholders: tuple[Span, ...]
    literal: tuple[Span, ...]
    chunks: tuple[Chunk, ...]
    optional: int
    handed: bool = False
    written: Mapping[Span, Date | Quantity] = field(default_factory=dict)


class _Builder:
    """The request's text as it grows, with its chunks."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.size = 0
        self.chunks: list[Chunk] = []

    def add(self, text: str, start: int, end: int) -> None:
        """``text``, standing for ``source[start:end]`` (for nothing where that is empty)."""
        self.out.append(text)
        if text and start < end:
            self.chunks.append(Chunk(self.size, self.size + len(text), start, end))
        self.size += len(text)

    def copy(self, start: int, end: int) -> None:
        """The source's own words, white space as single spaces, a model's signs disarmed."""
        text = disarmed(self.source[start:end])
        done = 0
        for run in _SPACES.finditer(text):
            self.add(text[done : run.start()], start + done, start + run.start())
            self.add(" ", start + run.start(), start + run.end())
            done = run.end()
        self.add(text[done:], start + done, end)


def prepare(
    source: str,
    matches: Iterable[TermMatch],
    engine_terminology: Terminology,
    source_lang: str,
    target_lang: str,
    *,
    protected: Iterable[Span] = (),
    guard_figures: bool = False,
) -> Prepared:
    """What the engine is to read for ``source``.

    Args:
        source: a sentence; line breaks in it become spaces in the request.
        matches: the glossary terms found in it.
        engine_terminology: what the engine can do with terms.
        source_lang: the code of the source's language.
        target_lang: the code of the target's.
        protected: further (start, end) offsets in ``source`` to be kept letter for letter.
        guard_figures: carry numbers, amounts and dates in placeholders too, where the engine knows
            any. One that an answer loses all the same is not put back: no place speaks for it.
    """
    matches = tuple(matches)
    spans = protected_spans(source, matches, source_lang, protected)
    annotated = engine_terminology == "annotated"
    placeholders = spans[:MAX_PLACEHOLDERS] if annotated else ()
    literal = spans[len(placeholders) :][:MAX_LITERALS]
    terms = [
        match
        for match in matches
        if match.concept.policy is not Policy.KEEP
        and match.concept.preferred(target_lang)
        and all(match.end <= start or end <= match.start for start, end in spans)
    ]
    if annotated:
        # the numeral of "VIII Forum" belongs to the name: lost, it is put back beside it
        numerals = (ordinal(source, match.start) for match in terms)
        placeholders += tuple(span for span in numerals if span is not None and span not in spans)
        placeholders = placeholders[:MAX_PLACEHOLDERS]
    optional = len(placeholders)
    written: dict[Span, Date | Quantity] = {}
    if annotated and guard_figures:
        taken = [*spans, *placeholders, *((match.start, match.end) for match in matches)]
        if target_lang in CALENDARS:
            found: tuple[Date | Quantity, ...] = (
                *dates.read(source, source_lang),
                *dates.read_days(source, source_lang),
                *quantities.read(source, source_lang),
            )
            for each in found:
                if all(each.end <= a or b <= each.start for a, b in taken):
                    written[each.start, each.end] = each
                    taken.append((each.start, each.end))
        alone = [s for s in figures(source) if all(s[1] <= a or b <= s[0] for a, b in taken)]
        placeholders += (*written, *alone)[: MAX_PLACEHOLDERS - optional]
    builder = _Builder(source)
    done = 0
    events: list[tuple[int, int, int | TermMatch]] = [
        (start, end, index) for index, (start, end) in enumerate(placeholders)
    ]
    if annotated:
        events += [(match.start, match.end, match) for match in terms]
    for start, end, what in sorted(events, key=lambda event: event[:2]):
        if start < done:
            continue
        builder.copy(done, start)
        if isinstance(what, int):
            builder.add(f"<x{what}>", start, end)
        else:
            builder.add(TERM + " ", 0, 0)
            builder.copy(start, end)
            builder.add(f" {AS} ", 0, 0)
            builder.add(disarmed(what.concept.preferred(target_lang)), start, end)
            builder.add(" " + END, 0, 0)
        done = end
    builder.copy(done, len(source))
    pairs = [(" ".join(m.text.split()), m.concept.preferred(target_lang)) for m in terms]
    request = Request("".join(builder.out), source_lang, target_lang, tuple(dict.fromkeys(pairs)))
    chunks = tuple(builder.chunks)
    return Prepared(
        request, source, matches, placeholders, literal, chunks, optional, annotated, written
    )


def restore(prepared: Prepared, hypothesis: Hypothesis) -> Hypothesis:
    """The answer to ``prepared.request`` as a translation of ``prepared.source``.

    Returns:
        The hypothesis with its final text, its alignment linking ``prepared.source`` with that
        text. What could not be put right is left for the checks to flag.
    """
    size = len(hypothesis.text)
    inside = [x for x in hypothesis.alignment if 0 <= x.target_start < x.target_end <= size]
    draft = Draft(hypothesis.text, _to_source(prepared, inside))
    if prepared.placeholders or "<" in draft.text:
        draft = draft.edited(_unmarked(draft.text))
        draft = _placeholders_back(prepared, draft)
    draft = _literals_back(prepared, draft)
    request = prepared.request
    names = repair(
        draft,
        prepared.source,
        prepared.matches,
        request.source_lang,
        request.target_lang,
        handed=prepared.handed,
    )
    done = _figures_written(prepared, names)
    return replace(hypothesis, text=done.text, alignment=done.links)


def _figures_written(prepared: Prepared, draft: Draft) -> Draft:
    """Numerals and figures in the target's own notation, but for what is kept as it is."""
    source, langs = prepared.source, (prepared.request.source_lang, prepared.request.target_lang)
    kept = (*prepared.placeholders[: prepared.optional], *prepared.literal)
    draft = draft.edited(ordinals.edits(source, draft.text, prepared.matches, *langs))
    draft = draft.edited(notation.separators(source, draft.text, *langs, kept))
    return draft.edited(notation.signs(source, draft.text, langs[1], kept))


def _to_source(prepared: Prepared, links: Sequence[Link]) -> tuple[Link, ...]:
    """``links`` with their source side in the plain source; those of signs alone are dropped."""
    source = prepared.source
    if prepared.request.text == source and all(x.source_end <= len(source) for x in links):
        spans = ((x, source[x.source_start : x.source_end]) for x in dict.fromkeys(links))
        return tuple(x for x, text in spans if text and not text.isspace())
    starts = [chunk.start for chunk in prepared.chunks]
    mapped: dict[Link, None] = {}
    for link in links:
        low, high = len(prepared.source), 0
        index = max(0, bisect_right(starts, link.source_start) - 1)
        for chunk in prepared.chunks[index:]:
            if chunk.start >= link.source_end:
                break
            start, end = max(chunk.start, link.source_start), min(chunk.end, link.source_end)
            if start >= end or prepared.request.text[start:end].isspace():
                continue
            if chunk.end - chunk.start == chunk.source_end - chunk.source_start:
                shift = chunk.source_start - chunk.start
                low, high = min(low, start + shift), max(high, end + shift)
            else:
                low, high = min(low, chunk.source_start), max(high, chunk.source_end)
        if low < high:
            mapped[Link(low, high, link.target_start, link.target_end)] = None
    return tuple(mapped)


def _unmarked(text: str) -> list[Edit]:
    """Edits that take annotations which leaked into the answer out of it."""
    edits: list[Edit] = []
    done = 0
    for match in _LEAKED.finditer(text):
        edits += _stray(text, done, match.start())
        low, high = match.span("target")
        core = text[low:high]
        low += len(core) - len(core.lstrip())
        high = max(low, high - (len(core) - len(core.rstrip())))
        edits += [Edit(match.start(), low, ""), Edit(high, match.end(), "")]
        done = match.end()
    return edits + _stray(text, done, len(text))


def _stray(text: str, start: int, end: int) -> list[Edit]:
    edits: list[Edit] = []
    for match in _STRAY.finditer(text, start, end):
        low, high = match.span()
        if edits:
            low = max(low, edits[-1].end)
        if low == 0:
            high += len(text[high:end]) - len(text[high:end].lstrip())
        edits.append(Edit(low, high, ""))
    return edits


def _placeholders_back(prepared: Prepared, draft: Draft) -> Draft:
    """Each placeholder's own text in its place, exactly once."""
    edits: list[Edit] = []
    places: list[tuple[Edit, Span]] = []
    spans = dict(enumerate(prepared.placeholders))
    for match in _PLACEHOLDER.finditer(draft.text):
        low, high = match.span()
        span = spans.pop(int(match.group(1)), None) if len(match.group(1)) == 1 else None
        if span is not None:
            lang, what = prepared.request.target_lang, prepared.written.get(span)
            if isinstance(what, Date):
                edits.append(placed(draft.text, low, high, what, lang))
            elif what is not None:
                edits.append(amount(draft.text, low, high, what, lang))
            else:
                edits.append(Edit(low, high, prepared.source[slice(*span)]))
            places.append((edits[-1], span))
            continue
        # one too many: it goes, and a space with it
        spaced = low > (edits[-1].end if edits else 0) and draft.text[low - 1] == " "
        ahead = low == 0 and draft.text[high : high + 1] == " "
        edits.append(Edit(low - spaced, high + ahead, ""))
    starts = dict(rewrite(draft.text, edits).moved)
    draft = draft.edited(edits)
    for edit, _ in places:
        draft = draft.keep(starts[edit], starts[edit] + len(edit.text))
    for span in (span for index, span in spans.items() if index < prepared.optional):
        draft = draft.put(insertion(draft, prepared.source, span), span)
    return draft


def _literals_back(prepared: Prepared, draft: Draft) -> Draft:
    """What had to stand in the request as it is, as it stands in the source."""
    names = [(m.start, m.end) for m in prepared.matches if m.concept.policy is Policy.KEEP]
    missing: list[Span] = []
    for span in prepared.literal:
        wanted = prepared.source[slice(*span)]
        sent = disarmed(" ".join(wanted.split()))
        at = _free_place(draft, sent)
        if at >= 0:
            draft = draft.put(Edit(at, at + len(sent), wanted), span)
        else:
            missing.append(span)
    for span in missing:
        edit = mangled(draft, prepared.source, span)
        is_name = any(low <= span[0] and span[1] <= high for low, high in names)
        if edit is None and not is_name:
            # an address or a code that got lost is worth more than the flow of the sentence
            edit = insertion(draft, prepared.source, span)
        if edit is not None:
            draft = draft.put(edit, span)
    return draft


def _free_place(draft: Draft, text: str) -> int:
    at = draft.text.find(text)
    while at >= 0 and not draft.free(at, at + len(text)):
        at = draft.text.find(text, at + 1)
    return at
