"""What stands in a Word paragraph, one thing after another: texts, breaks, fields, pictures.

Insertions count, deletions do not; the speller's marks are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from translator.documents.docx_styles import named, on
from translator.documents.xml_spans import Document, Element

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
    return _folded([atom for element in elements for atom in _atoms(document, element)])


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


def _folded(atoms: list[Atom]) -> list[Atom]:
    """Complex fields as one: a link goes around its text, any other is kept as it is."""
    out: list[Atom] = []
    at = 0
    while at < len(atoms):
        end, middle = _field(atoms, at) if atoms[at].field == "begin" else (-1, -1)
        if end < 0:
            out.append(atoms[at])
            at += 1
            continue
        head = atoms[at : middle + 1]
        inner = _folded(atoms[middle + 1 : end])
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


def written(atoms: Sequence[Atom]) -> Iterator[str]:
    closes: list[str] = []
    for atom in atoms:
        if atom.kind == "open":
            closes.append(atom.close)
        yield closes.pop() if atom.kind == "close" else atom.raw


def _field(atoms: Sequence[Atom], begin: int) -> tuple[int, int]:
    """The indices of the field's end and of what separates its instruction from its text.

    (-1, -1) for one that does not end, or not within the frame that it began in.
    """
    depth = frames = 0
    middle = -1
    for at in range(begin, len(atoms)):
        kind = atoms[at].field
        frames += (atoms[at].kind == "open") - (atoms[at].kind == "close")
        if frames < 0:
            break
        depth += (kind == "begin") - (kind == "end")
        if kind == "separate" and depth == 1 and middle < 0:
            middle = at
            if frames:
                break
        if depth == 0:
            return (at, middle if middle >= 0 else at - 1) if frames == 0 else (-1, -1)
    return -1, -1
