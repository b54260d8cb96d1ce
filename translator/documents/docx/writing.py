"""Runs of a Word paragraph made from a translation and the markup placed on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from translator.documents.article import Inline
from translator.documents.docx.atoms import Props
from translator.documents.docx.content import Content
from translator.documents.inline import Placed
from translator.documents.xml.escaping import escape

# Of a run's properties (ECMA-376 part 1, 17.3.2.28), as far as their order matters here.
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
    *("specVanish", "oMath"),
)
_COMPLEX = {"b": "bCs", "i": "iCs", "sz": "szCs"}
_UNSAID = frozenset(("lang", "rPrChange", "ins", "del", "moveFrom", "moveTo", "noProof"))


def dressed(props: Props, rtl: bool) -> str:
    """Properties for a run of the translation, as XML: no language of its own, its direction.

    Args:
        props: those of the source.
        rtl: whether the target is written from right to left.
    """
    kept = {name: raw for name, raw in props if name not in _UNSAID and name not in ("rtl", "cs")}
    if rtl:
        for name, twin in _COMPLEX.items():
            if name in kept and twin not in kept:
                kept[twin] = kept[name].replace(f"w:{name}", f"w:{twin}", 1)
        kept["rtl"] = "<w:rtl/>"
    rank = {name: number for number, name in enumerate(_ORDER)}
    ordered = sorted(kept, key=lambda name: rank.get(name, len(rank)))
    return f"<w:rPr>{''.join(kept[name] for name in ordered)}</w:rPr>" if kept else ""


@dataclass(slots=True)
class _Writing:
    """Runs being written; text of one look goes into one run."""

    rtl: bool
    parts: list[str] = field(default_factory=list)
    pending: str = ""
    props: str = ""

    def say(self, text: str, props: Props) -> None:
        look = dressed(props, self.rtl)
        if look != self.props:
            self.flush()
            self.props = look
        self.pending += text

    def raw(self, xml: str) -> None:
        if xml:
            self.flush()
            self.parts.append(xml)

    def flush(self) -> None:
        if self.pending:
            text = escape(self.pending)
            space = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
            self.parts.append(f"<w:r>{self.props}<w:t{space}>{text}</w:t></w:r>")
            self.pending = ""


def written(said: Sequence[tuple[Placed, Content]], rtl: bool) -> str:
    """The runs of a translation.

    Args:
        said: one after the other, a target and what the source says there; the inlines of both are
            the same ones, in the same order.
        rtl: whether the target is written from right to left.
    """
    out = _Writing(rtl)
    for placed, found in said:
        _add(out, placed, found)
    out.flush()
    return "".join(out.parts)


def _add(out: _Writing, placed: Placed, found: Content) -> None:
    text, marks = placed.text, found.marks
    order = sorted(range(len(marks)), key=lambda i: (placed.inlines[i].start, i))
    starts = {mark.pair[0] for mark in marks if mark.pair is not None and mark.pair[1]}
    held: dict[str, str] = {}
    opened: list[int] = []
    at = 0

    def say(end: int) -> None:
        nonlocal at
        if end > at:
            props = [found.base, *(p for i in opened if (p := marks[i].props) is not None)]
            out.say(text[at:end], props[-1])
            at = end

    def close() -> None:
        say(placed.inlines[opened[-1]].end)
        out.raw(marks[opened.pop()].close)

    for i in order:
        inline, mark = placed.inlines[i], marks[i]
        while opened and _behind(inline, placed.inlines[opened[-1]]):
            close()
        say(inline.start)
        if mark.pair is not None and not mark.pair[1] and mark.pair[0] in starts:
            held[mark.pair[0]] = held.get(mark.pair[0], "") + mark.open  # waits for its start
        else:
            out.raw(mark.open)
        if mark.pair is not None:
            if mark.pair[1]:
                starts.discard(mark.pair[0])
            if mark.pair[0] not in starts:
                out.raw(held.pop(mark.pair[0], ""))
        if mark.whole or (mark.open and not mark.close):
            at = max(at, inline.end)
            pad = inline.open.removeprefix(found.inlines[i].open)
            if pad:
                out.say(pad, found.base)
        else:
            opened.append(i)
    while opened:
        close()
    say(len(text))


def _behind(inline: Inline, outer: Inline) -> bool:
    """Whether ``inline`` begins after ``outer`` has ended."""
    empty = inline.start == inline.end == outer.start == outer.end
    return outer.end <= inline.start and not empty
