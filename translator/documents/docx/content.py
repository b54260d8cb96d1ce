"""The text of a Word paragraph and the markup on it.

Word cuts a paragraph into runs wherever anything differs, the speller's marks and the history of
edits included. Runs that look alike are one here; what differs from most of its paragraph is an
inline, as are links, fields, notes, pictures and breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from translator.documents.archive import unreadable
from translator.documents.article import Inline
from translator.documents.docx.atoms import Atom, Props, atoms, joined, shown, written
from translator.documents.furniture import bare_links
from translator.documents.xml.escaping import escape_attribute
from translator.documents.xml.spans import Document, Element

# What two runs may differ in and still look alike.
_ALIKE = frozenset(
    (
        *("lang", "noProof", "rPrChange", "kern", "w", "ins", "del", "bCs", "iCs", "szCs", "rtl"),
        *("cs", "snapToGrid", "eastAsianLayout", "webHidden", "specVanish"),
    )
)
MAX_INLINES = 2_000
"""Stretches of markup in one paragraph."""
MAX_KEPT = 100
"""Fields or addresses in one paragraph; each is looked for in the translation."""

_ID = re.compile(r"<w:hyperlink\s[^>]*\br:id=\"([^\"]*)\"[^>]*>$")
_EMPHASIS = re.compile(r"<w:(?:b|i|u|em|strike|caps|smallCaps|highlight|shd)\b")
_TIGHT = 10  # twentieths of a point; letters so little apart are a converter's work


@dataclass(frozen=True, slots=True)
class Mark:
    """What an inline is in the document.

    ``open`` and ``close`` are XML that goes around the runs inside, or in their place for what is
    void or kept; both are empty for a stretch that only looks different. ``props`` are those of
    the text inside, None if it has those of the text around. ``pair`` names one end of a range
    (a bookmark, a comment): its kind and id, and whether it is the start.
    """

    open: str = ""
    close: str = ""
    props: Props | None = None
    whole: bool = False
    pair: tuple[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What some siblings in a paragraph say; ``marks`` belong to ``inlines`` one by one.

    ``base`` is what most of the text looks like. ``spots`` tell where in the text what begins.
    """

    text: str
    inlines: tuple[Inline, ...] = ()
    marks: tuple[Mark, ...] = ()
    base: Props = ()
    spots: tuple[tuple[int, Atom], ...] = ()

    def whole(self, start: int, end: int) -> bool:
        """Whether that stretch of the text can be cut out without cutting an inline."""
        return not any(i.start < at < i.end for i in self.inlines for at in (start, end))

    def cut(self, start: int, end: int) -> Content:
        """A stretch of the text that is `whole`; what stands at its end belongs to it.

        At its beginning only what is around text does, unless it begins the whole.
        """
        chosen = [
            (replace(inline, start=inline.start - start, end=inline.end - start), mark)
            for inline, mark in zip(self.inlines, self.marks, strict=True)
            if start <= inline.start <= inline.end <= end and (inline.end > start or start == 0)
        ]
        return replace(
            self,
            text=self.text[start:end],
            inlines=tuple(inline for inline, _ in chosen),
            marks=tuple(mark for _, mark in chosen),
            spots=(),
        )

    def spot(self, document: Document, at: int) -> tuple[int, int]:
        """Where in the document the character ``at`` of the text is written."""
        begin, atom = max((s for s in self.spots if s[0] <= at), key=lambda s: s[0])
        element = atom.element
        if element is None or atom.kind != "text" or element.name != "t":
            return atom.span
        decoded = document.decoded(element.children)
        here = at - begin + decoded.text.index(shown(element, decoded.text)[:1])
        return decoded.span(here, here + 1)


def content(
    document: Document, elements: Sequence[Element], links: Mapping[str, str] | None = None
) -> Content:
    """The text and markup of siblings in a paragraph.

    Args:
        document: the part that they stand in.
        elements: children of a ``w:p``; fields that begin in them end in them, or are voids.
        links: the part's addresses by their ids; they are told in an ``href`` of the inlines'.
    """
    return _Reading(atoms(document, elements), links or {}).result()


def _look(props: Props) -> tuple[str, ...]:
    """What of a run's properties is seen."""
    return tuple(
        sorted(
            raw
            for name, raw in props
            if name not in _ALIKE
            and not (name == "spacing" and _small(raw))
            and not (name == "rFonts" and re.fullmatch(r"<w:rFonts\s+w:hint=\"\w*\"\s*/>", raw))
            and not (name == "color" and 'w:val="auto"' in raw)
        )
    )


def _plainest(counts: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """The look that most letters have, or that which lacks only its emphasis."""
    most = counts.most_common(1)[0][0]
    plain = [
        look
        for look, letters in counts.items()
        if letters and set(look) < set(most) and all(map(_EMPHASIS.match, set(most) - set(look)))
    ]
    return max(plain, key=lambda look: counts[look], default=most)


def _small(raw: str) -> bool:
    match = re.search(r"val=\"(-?\d{1,4})\"", raw)
    return match is not None and abs(int(match[1])) <= _TIGHT


@dataclass(slots=True)
class _Stretch:
    order: int
    scope: int
    start: int
    end: int
    look: tuple[str, ...]
    props: Props


@dataclass(slots=True)
class _Reading:
    """The walk over a paragraph's atoms."""

    atoms: list[Atom]
    links: Mapping[str, str]
    text: str = ""
    found: list[tuple[int, Inline, Mark]] = field(default_factory=list)
    stretches: list[_Stretch] = field(default_factory=list)
    spots: list[tuple[int, Atom]] = field(default_factory=list)

    def result(self) -> Content:
        opened: list[tuple[int, int, Atom]] = []  # order, start, atom
        frames: list[tuple[int, Inline, Atom]] = []
        parts: list[str] = []
        size = 0
        for order, atom in enumerate(self.atoms):
            scope = opened[-1][0] if opened else -1
            if atom.kind == "open":
                opened.append((order, size, atom))
            elif atom.kind == "close":
                begin, start, head = opened.pop()
                if start == size:  # a link around a picture, say
                    self.found = [entry for entry in self.found if entry[0] < begin]
                    raw = "".join(written(self.atoms[begin:order])) + head.close
                    self._add(begin, Inline(size, size, raw, ""), Mark(raw))
                    continue
                shown = self._addressed(head.raw)
                frames.append((begin, Inline(start, size, shown, head.close), head))
            elif atom.kind == "void":
                self._add(order, Inline(size, size, atom.raw, ""), Mark(atom.raw, pair=atom.pair))
            else:
                end = size + len(atom.text)
                self.spots.append((size, atom))
                if atom.kind == "text":
                    self._stretch(order, scope, size, end, atom)
                elif atom.kind == "blank":
                    self._add(order, Inline(size, end, atom.raw, ""), Mark(atom.raw))
                else:
                    inline = Inline(size, end, "", "", keep=True)
                    self._add(order, inline, Mark(atom.raw, whole=True))
                parts.append(atom.text)
                size = end
        self.text = "".join(parts)
        bases = self._bases()
        for order, inline, head in frames:
            props = bases.get(order, ((), ()))[1]
            self._add(order, inline, Mark(head.raw, head.close, props))
        self._differing(bases)
        self.found.sort(key=lambda entry: entry[0])
        kept = sum(inline.keep for _, inline, _ in self.found)
        if len(self.found) > MAX_INLINES or kept > MAX_KEPT:
            what = (
                f"{len(self.found):,} pieces of markup" if kept <= MAX_KEPT else f"{kept:,} fields"
            )
            raise unreadable(
                f"{what} in the paragraph that begins {self.text.strip()[:40]!r}",
                "no article has so many; break the paragraph up",
            )
        self._bare()
        return Content(
            self.text,
            tuple(inline for _, inline, _ in self.found),
            tuple(mark for _, _, mark in self.found),
            bases.get(-1, ((), ()))[1],
            tuple(self.spots),
        )

    def _addressed(self, raw: str) -> str:
        """A link's tag with the address that it leads to, for formats that have no ids."""
        match = _ID.match(raw)
        address = self.links.get(match[1], "") if match else ""
        return f'{raw[:-1]} href="{escape_attribute(address)}">' if address else raw

    def _add(self, order: int, inline: Inline, mark: Mark) -> None:
        self.found.append((order, inline, mark))

    def _stretch(self, order: int, scope: int, start: int, end: int, atom: Atom) -> None:
        look = _look(atom.props)
        blank = not atom.text.strip()
        last = self.stretches[-1] if self.stretches else None
        if last is not None and last.scope == scope and (last.look == look or blank):
            last.end = end
            return
        self.stretches.append(_Stretch(order, scope, start, end, look, atom.props))

    def _bases(self) -> dict[int, tuple[tuple[str, ...], Props]]:
        """For each frame (-1: the paragraph) how its text looks that is not marked in any way.

        That is how most of it does, or the rest, if most is only emphasised.
        """
        sizes: dict[int, Counter[tuple[str, ...]]] = {}
        props: dict[tuple[int, tuple[str, ...]], Props] = {}
        for s in self.stretches:
            letters = sum(map(str.isalpha, self.text[s.start : s.end]))
            sizes.setdefault(s.scope, Counter())[s.look] += letters
            props.setdefault((s.scope, s.look), s.props)
        return {
            scope: (look, props[scope, look])
            for scope, counts in sizes.items()
            for look in [_plainest(counts)]
        }

    def _differing(self, bases: dict[int, tuple[tuple[str, ...], Props]]) -> None:
        for s in self.stretches:
            # The blank after a stretch looks like anything.
            end = s.start + len(self.text[s.start : s.end].rstrip())
            if s.look != bases[s.scope][0] and end > s.start:
                inline = Inline(s.start, end, f"<w:r>{joined(s.props)}", "</w:r>")
                self._add(s.order, inline, Mark(props=s.props))

    def _bare(self) -> None:
        """Addresses written out are kept, unless other markup begins or ends in them."""
        for start, end in bare_links(self.text)[:MAX_KEPT]:
            crossed = any(
                (i.keep and i.start < end and start < i.end)
                or start < i.start < end
                or start < i.end < end
                for _, i, _ in self.found
            )
            if not crossed:
                at = sum(1 for _, i, _ in self.found if (i.start, -i.end) <= (start, -end))
                link = Inline(start, end, "", "", keep=True)
                self.found.insert(at, (0, link, Mark()))
