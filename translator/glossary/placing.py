"""Where in a translation something belongs that must stand there letter for letter."""

from __future__ import annotations

import difflib
import re

from translator.glossary.rewriting import Draft, Edit, Span

_MANGLED = 0.75


def insertion(draft: Draft, source: str, span: Span) -> Edit:
    """An edit that puts ``source[span]`` where its neighbours' translations, or its own relative
    place, put it: between words, outside what is kept, before the final stop.
    """
    wanted = source[slice(*span)]
    text = draft.text
    body = text.rstrip()
    stop = len(body) - len(body.rstrip(".!?…"))
    limit = len(body) - stop if source[span[1] :].strip(" .!?…\"'»”") == "" else len(body)
    before = [link for link in draft.links if link.source_end <= span[0]]
    after = [link for link in draft.links if link.source_start >= span[1]]
    if before and span[0] - max(link.source_end for link in before) <= 2:
        place = max(before, key=lambda link: (link.source_end, link.target_end)).target_end
    elif after and min(link.source_start for link in after) - span[1] <= 2:
        place = min(after, key=lambda link: (link.source_start, link.target_start)).target_start
    else:
        rest = len(source) - (span[1] - span[0])
        place = round(len(text) * (span[0] / rest if rest else 1.0))
    if not source[span[1] :].strip(" .!?…\"'»”"):
        place = limit
    gaps = [0, limit] + [m.start() for m in re.finditer(r" ", text) if m.start() <= limit]
    gaps = [gap for gap in gaps if all(gap <= low or high <= gap for low, high in draft.kept)]
    place = min(gaps or [len(text)], key=lambda gap: abs(gap - place))
    lead = " " if place and not text[place - 1].isspace() else ""
    tail = " " if text[place : place + 1] and text[place] not in " .,;:!?…)»”\"'" else ""
    return Edit(place, place, lead + wanted + tail)


def mangled(draft: Draft, source: str, span: Span) -> Edit | None:
    """An edit that mends a damaged copy of ``source[span]`` in the draft, or None."""
    wanted = source[slice(*span)]
    best: tuple[float, Span] | None = None
    for match in re.finditer(r"\S+", draft.text):
        low, high = match.span()
        high -= len(match.group()) - len(match.group().rstrip(".,;:!?…)»”\"'"))
        if low >= high or not draft.free(low, high):
            continue
        text = draft.text[low:high].casefold()
        ratio = difflib.SequenceMatcher(None, text, wanted.casefold(), autojunk=False).ratio()
        if ratio >= _MANGLED and (best is None or ratio > best[0]):
            best = (ratio, (low, high))
    return Edit(*best[1], wanted) if best else None
