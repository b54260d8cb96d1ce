"""Word links of terms made whole, so that markup on a term goes to its whole target name.

An engine's attention tells words, and of a name often only some: *Hazar* of *Hazar Denizi'nin*.
What the glossary knows is surer: the name in the target, suffixes included, is what the term
became, and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translator.engines.base import Link
from translator.glossary.concept import TermMatch
from translator.glossary.matching import Found, apart
from translator.glossary.recognise import find_names

_WORD = re.compile(r"\w+(?:[-'’ʼ.]\w+)*")

Span = tuple[int, int]


def linked(
    alignment: tuple[Link, ...],
    matches: Sequence[TermMatch],
    target: str,
    lang: str,
    marked: Iterable[Span] = (),
) -> tuple[Link, ...]:
    """``alignment`` with every term linked to its name in the target as a whole, and to no more.

    Args:
        alignment: links of the source with ``target``; none are made where there are none.
        matches: the terms found in the source.
        target: the translation.
        lang: the code of its language.
        marked: what markup stands on, as offsets in the source. Where several pieces of it share
            a term, and the links do not tell which word became which, its words are shared out in
            order.
    """
    if not alignment:
        return alignment
    marked = tuple(marked)
    out = list(alignment)
    for match, found in _answered(alignment, matches, target, lang):
        span = _suffixed(target, found)
        inner = [
            link
            for link in out
            if match.start <= link.source_start
            and link.source_end <= match.end
            and span[0] <= link.target_start
            and link.target_end <= span[1]
        ]
        out = [
            link
            for link in out
            if not _overlap((link.source_start, link.source_end), (match.start, match.end))
            and not _overlap((link.target_start, link.target_end), span)
        ]
        out += _within(match, span, target, inner, _pieces(match, marked) > 1)
    return tuple(sorted(out, key=lambda link: (link.target_start, link.source_start)))


def _within(
    match: TermMatch, span: Span, target: str, inner: Sequence[Link], shared: bool
) -> list[Link]:
    """The links between a term and its name."""
    ours = _words(match.text, match.start)
    theirs = _words(target[slice(*span)], span[0])
    told = {
        (link.source_start, link.source_end): link
        for link in inner
        if (link.source_start, link.source_end) in ours
        and (link.target_start, link.target_end) in theirs
    }
    aims = {(link.target_start, link.target_end) for link in inner}
    if len(ours) == len(theirs) == len(told) == len(aims) == len(inner):
        return list(told.values())
    if not shared:
        return [Link(match.start, match.end, *their) for their in theirs]
    size = max(len(ours), len(theirs))
    return [
        Link(*ours[k * len(ours) // size], *theirs[k * len(theirs) // size]) for k in range(size)
    ]


def _pieces(match: TermMatch, marked: Iterable[Span]) -> int:
    """How many pieces of markup, one beside the other, stand on parts of a term."""
    count, last = 0, 0
    for start, end in sorted(marked, key=lambda span: span[1]):
        partly = _overlap((start, end), (match.start, match.end)) and (
            match.start < start or end < match.end
        )
        if partly and start >= last:
            count, last = count + 1, end
    return count


def _answered(
    alignment: Sequence[Link], matches: Sequence[TermMatch], target: str, lang: str
) -> list[tuple[TermMatch, Found]]:
    """The terms with the names in the target that answer them: by the links, then in order."""
    concepts = {match.concept.id: match.concept for match in matches}.values()
    every = [
        found
        for concept in concepts
        for found in find_names(concept, target, lang)
        if not found.forbidden
    ]
    every.sort(key=lambda found: (found.start - found.end, found.start))
    rest = list(apart(every))
    pairs: list[tuple[TermMatch, Found]] = []
    open_: list[TermMatch] = []
    for match in matches:
        mine = [found for found in rest if found.concept.id == match.concept.id]
        best = max(mine, key=lambda found: _shared(alignment, match, found), default=None)
        if best is not None and _shared(alignment, match, best):
            rest.remove(best)
            pairs.append((match, best))
        else:
            open_.append(match)
    for match in open_:
        first = next((found for found in rest if found.concept.id == match.concept.id), None)
        if first is not None:
            rest.remove(first)
            pairs.append((match, first))
    return pairs


def _shared(alignment: Sequence[Link], match: TermMatch, found: Found) -> int:
    """How many links speak for the name's being the term's."""
    return sum(
        _overlap((link.source_start, link.source_end), (match.start, match.end))
        and _overlap((link.target_start, link.target_end), (found.start, found.end))
        for link in alignment
    )


def _suffixed(target: str, found: Found) -> Span:
    """Where the name stands, the rest of its last word included."""
    tail = re.match(r"\w*(?:['’ʼ-]\w+)*", target[found.end :])
    return found.start, found.end + (tail.end() if tail else 0)


def _words(text: str, at: int) -> list[Span]:
    return [(at + found.start(), at + found.end()) for found in _WORD.finditer(text)]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
