"""Changing a text in several places at once and carrying offsets along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from translator.engines.base import Link

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` in the place of the stretch from ``start`` to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A changed text; ``moved`` holds each edit with its start in the new text, in order."""

    text: str
    moved: tuple[tuple[Edit, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the old stretch lies now; one cut by an edit takes in the edit's whole text.

        None when nothing of it is left.
        """
        low, high = self._start(start), self._end(end)
        return (low, high) if low < high else None

    def _start(self, offset: int) -> int:
        shift = 0
        for edit, place in self.moved:
            if edit.start <= offset < edit.end:
                return place
            if edit.end > offset:
                break
            shift = place + len(edit.text) - edit.end
        return offset + shift

    def _end(self, offset: int) -> int:
        shift = 0
        for edit, place in self.moved:
            if edit.start >= offset:
                break
            if edit.end > offset:
                return place + len(edit.text)
            shift = place + len(edit.text) - edit.end
        return offset + shift


def rewrite(text: str, edits: Iterable[Edit]) -> Rewritten:
    """``text`` with all ``edits`` made; they must not overlap."""
    out: list[str] = []
    moved: list[tuple[Edit, int]] = []
    done = size = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        out.append(text[done : edit.start])
        size += edit.start - done
        moved.append((edit, size))
        out.append(edit.text)
        size += len(edit.text)
        done = edit.end
    out.append(text[done:])
    return Rewritten("".join(out), tuple(moved))


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation being put right.

    ``links`` join the plain source with ``text``; ``kept`` are the spans of ``text`` that are
    already as they must be.
    """

    text: str
    links: tuple[Link, ...] = ()
    kept: tuple[Span, ...] = ()

    def edited(self, edits: Iterable[Edit]) -> Draft:
        """The draft with ``edits`` made; links and kept spans whose text is gone are dropped."""
        edits = tuple(edits)
        if not edits:
            return self
        new = rewrite(self.text, edits)
        links: dict[Link, None] = {}
        for link in self.links:
            span = new.span(link.target_start, link.target_end)
            if span is not None:
                links[Link(link.source_start, link.source_end, *span)] = None
        kept = tuple(span for old in self.kept if (span := new.span(*old)) is not None)
        return Draft(new.text, tuple(links), kept)

    def put(self, edit: Edit, source: Span) -> Draft:
        """The draft with one edit made, its text linked to ``source`` and kept from now on."""
        new = rewrite(self.text, [edit])
        draft = self.edited([edit])
        start = new.moved[0][1]
        start += len(edit.text) - len(edit.text.lstrip())
        end = start + len(edit.text.strip())
        return replace(draft, links=(*draft.links, Link(*source, start, end))).keep(start, end)

    def keep(self, start: int, end: int) -> Draft:
        """The draft with a further span that is as it must be."""
        return replace(self, kept=(*self.kept, (start, end)))

    def free(self, start: int, end: int) -> bool:
        """Whether the stretch touches no kept span."""
        return all(end <= low or high <= start for low, high in self.kept)
