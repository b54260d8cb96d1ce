"""What stands in a Word paragraph, one thing after another: texts, breaks, fields, pictures.

Insertions count, deletions do not; the speller's marks are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from translator.documents.archive import unreadable
from translator.documents.docx.styles import named, on
from translator.documents.xml.spans import Document, Element

Props = tuple[tuple[str, str], ...]
"""A run's properties: the name of each and its XML."""

GONE = frozenset(
    (
        *("del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"),
        *("moveToRangeEnd", "proofErr", "delText", "delInstrText", "softHyphen"),
        *("lastRenderedPageBreak", "rPr", "pPr", "smartTagPr", "customXmlPr"),
    )
)
BOXES = frozenset(("drawing", "pict", "object", "AlternateContent", "oMath", "oMathPara"))
_FRAMES = frozenset(("hyperlink", "smartTag", "customXml", "dir", "bdo"))
_CLEAR = frozenset(("ins", "moveTo"))
_BLANKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
_PAIRS = re.compile(r"(bookmark|commentRange|perm)(Start|End)$")

MAX_DEPTH = 100
"""Fields in fields."""

Fields = Mapping[int, tuple[int, int]]
"""By where a field begins: the last of its instruction (what separates it), and its end."""

Kind = Literal["text", "blank", "void", "kept", "open", "close"]


@dataclass(slots=True)
class Atom:
    """One thing in a paragraph.

    ``raw`` is its XML, in a run if it must be in one; for ``open`` that before what is inside, and
    ``close`` that after it. ``field`` names the steps of a complex field: begin, instr, separate
    or end. ``pair`` names one end of a range (a bookmark, a comment): its kind and id, and
    whether it is the start. ``span`` is the place in the document.
    """

    kind: Kind
    raw: str
    text: str = ""
    props: Props = ()
    close: str = ""
    field: str = ""
    pair: tuple[str, bool] | None = None
    element: Element | None = None
    span: tuple[int, int] = (0, 0)


def has_text(element: Element) -> bool:
    """Whether anything in a paragraph's child is read as its text."""
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.name == "t":
            return node.inner_end > node.inner_start
        if node.name not in GONE and node.name not in BOXES:
            waiting += node.elements
    return False


def field_spans(elements: Sequence[Element]) -> list[tuple[int, int]]:
    """Where complex fields begin and end among siblings, those alone that do both."""
    spans: list[tuple[int, int]] = []
    begun: list[int] = []
    for number, element in enumerate(elements):
        for node in element.walk():
            kind = named(node, "fldCharType") if node.name == "fldChar" else ""
            if kind == "begin":
                begun.append(number)
            elif kind == "end" and begun:
                spans.append((begun.pop(), number))
    return spans


def atoms(document: Document, elements: Sequence[Element]) -> list[Atom]:
    """What stands in siblings, in order; a complex field that ends among them is one atom.

    Args:
        document: the part that they stand in.
        elements: children of a ``w:p``.
    """
    found = [atom for element in elements for atom in _atoms(document, element)]
    whole = _uncrossed(found)
    return _gathered(_folded(whole, _fields(whole)[0], 0, len(whole)))


def _atoms(document: Document, element: Element) -> Iterator[Atom]:
    name = element.name
    raw = document.text[element.start : element.end]
    if name == "r":
        yield from _run(document, element)
    elif name in _CLEAR:
        for child in element.elements:
            yield from _atoms(document, child)
    elif name in GONE:
        return
    elif name in _FRAMES or name == "sdt":
        inner = element.first("sdtContent") if name == "sdt" else element
        if inner is None or inner.empty:
            yield Atom("void", raw)
            return
        after = next(inner.all("smartTagPr", "customXmlPr"), None)
        begin = after.end if after is not None else inner.inner_start
        yield Atom(
            "open",
            document.text[element.start : begin],
            close=document.text[inner.inner_end : element.end],
        )
        for child in inner.elements:
            yield from _atoms(document, child)
        yield Atom("close", "")
    elif name == "fldSimple":
        inner_atoms = [atom for child in element.elements for atom in _atoms(document, child)]
        if _links(named(element, "instr")):
            head = document.text[element.start : element.inner_start]
            yield Atom("open", head, close="</w:fldSimple>")
            yield from inner_atoms
            yield Atom("close", "")
        else:
            said = "".join(atom.text for atom in inner_atoms)
            yield Atom("kept" if said else "void", raw, said, span=(element.start, element.end))
    else:
        yield Atom("void", raw, pair=_pair(element))


def _run(document: Document, run: Element) -> Iterator[Atom]:
    holder = run.first("rPr")
    props: Props = ()
    if holder is not None:
        props = tuple(
            (child.name, document.text[child.start : child.end]) for child in holder.elements
        )
    around = f"<w:r>{joined(props)}"
    hidden = holder is not None and on(holder.first("vanish"))
    for child in run.elements:
        name, span = child.name, (child.start, child.end)
        raw = f"{around}{document.text[child.start : child.end]}</w:r>"
        if name in GONE:
            continue
        if name == "fldChar":
            yield Atom("void", raw, field=named(child, "fldCharType"))
        elif name == "instrText":
            yield Atom("void", raw, document.value(child), field="instr")
        elif hidden:
            yield Atom("void", raw)
        elif name == "t":
            text = shown(child, document.value(child))
            if text:
                yield Atom("text", raw, text, props, element=child, span=span)
        elif name in _BLANKS:
            yield Atom("blank", raw, _BLANKS[name], props, span=span)
        elif name == "noBreakHyphen":
            yield Atom("text", raw, "\u2011", props, span=span)
        else:
            yield Atom("void", raw)


def shown(element: Element, text: str) -> str:
    """The text of a ``w:t`` as Word shows it."""
    text = re.sub(r"[\r\n\t]", " ", text)
    return text if element.inherited("xml:space") == "preserve" else text.strip(" ")


def _links(instruction: str) -> bool:
    return instruction.strip().upper().startswith("HYPERLINK")


def _pair(element: Element) -> tuple[str, bool] | None:
    match = _PAIRS.match(element.name)
    if match is None:
        return None
    return f"{match[1]} {named(element, 'id')}", match[2] == "Start"


def joined(props: Props) -> str:
    return f"<w:rPr>{''.join(raw for _, raw in props)}</w:rPr>" if props else ""


def _folded(atoms: list[Atom], fields: Fields, at: int, stop: int) -> list[Atom]:
    """Complex fields as one: a link goes around its text, any other is kept as it is."""
    out: list[Atom] = []
    while at < stop:
        if at not in fields:
            out.append(atoms[at])
            at += 1
            continue
        middle, end = fields[at]
        head = atoms[at : middle + 1]
        inner = _folded(atoms, fields, middle + 1, end)
        raw = "".join(written(head))  # without a separator, links and all
        if _links("".join(atom.text for atom in head if atom.field == "instr")):
            out += [Atom("open", raw, close=atoms[end].raw), *inner, Atom("close", "")]
        else:
            body = "".join(written(inner)) + atoms[end].raw
            said = "".join(atom.text for atom in inner if atom.field != "instr")
            spans = [atom.span for atom in inner if atom.text]
            span = (spans[0][0], spans[-1][1]) if spans else (0, 0)
            out.append(Atom("kept" if said else "void", raw + body, said, span=span))
        at = end + 1
    return out


def _uncrossed(atoms: list[Atom]) -> list[Atom]:
    """Fields that a frame crosses are kept as they are, and the frame with them.

    Their steps must not change their order, which a frame that moves would do.
    """
    out: list[Atom] = []
    done = 0
    fields, frames = _fields(atoms)
    for begin, (middle, end) in sorted(fields.items()):
        if begin < done or middle >= 0:
            continue
        for a, b in frames:
            if a < begin < b < end or begin < a < end < b:
                begin, end = min(a, begin), max(b, end)
        if begin < done:
            continue
        group = atoms[begin : end + 1]
        worded = [atom for atom in group if atom.text and atom.field != "instr"]
        said = "".join(atom.text for atom in worded)
        span = (worded[0].span[0], worded[-1].span[1]) if worded else (0, 0)
        raw = "".join(written(group))
        out += [*atoms[done:begin], Atom("kept" if said else "void", raw, said, span=span)]
        done = end + 1
    return out + atoms[done:]


def _fields(atoms: Sequence[Atom]) -> tuple[Fields, list[tuple[int, int]]]:
    """The fields that end here, and where frames begin and end.

    A field that does not lie in one frame step by step has -1 for where its text begins.

    Raises:
        TranslatorError: ``input-unreadable``, for fields in fields without end.
    """
    begun: list[list[int]] = []  # where each field begins, and where its text does, and in what
    opened: list[int] = []
    fields: dict[int, tuple[int, int]] = {}
    frames: list[tuple[int, int]] = []
    for at, atom in enumerate(atoms):
        frame = opened[-1] if opened else -1
        if atom.kind == "open":
            opened.append(at)
        elif atom.kind == "close":
            frames.append((opened.pop(), at))
        elif atom.field == "begin":
            begun.append([at, frame])
            if len(begun) > MAX_DEPTH:
                raise unreadable(f"fields more than {MAX_DEPTH} deep", "no article has so many")
        elif atom.field == "separate" and begun and len(begun[-1]) == 2:
            begun[-1] += [at, frame]
        elif atom.field == "end" and begun:
            begin, around, *text = begun.pop()
            middle, within = text or (at - 1, frame)
            fields[begin] = (middle if around == within == frame else -1, at)
    return fields, sorted(frames)


def _gathered(atoms: list[Atom]) -> list[Atom]:
    """Steps of a field that does not end here, and that stand side by side, as one."""
    out: list[Atom] = []
    for atom in atoms:
        if atom.field and out and out[-1].field:
            out[-1] = Atom("void", out[-1].raw + atom.raw, field=atom.field)
        else:
            out.append(atom)
    return out


def written(atoms: Sequence[Atom]) -> Iterator[str]:
    closes: list[str] = []
    for atom in atoms:
        if atom.kind == "open":
            closes.append(atom.close)
        yield closes.pop() if atom.kind == "close" else atom.raw
