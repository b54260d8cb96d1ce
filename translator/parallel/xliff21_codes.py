"""The content of a segment in XLIFF 2: text, codes, and the marks of glossary terms.

Stretches that lie one in another become elements around their text (``pc``, ``mrk``); one that goes
on in the next segment, or crosses another, is written as two empty elements (``sc`` and ``ec``,
``sm`` and ``em``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.parallel.codes import Code, Content, Kind, Role
from translator.parallel.xml_text import append

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_NS = f"{{{NAMESPACE}}}"
_TYPES = {
    Kind.BOLD: ("fmt", "xlf:b"),
    Kind.ITALIC: ("fmt", "xlf:i"),
    Kind.UNDERLINED: ("fmt", "xlf:u"),
    Kind.BREAK: ("fmt", "xlf:lb"),
    Kind.LINK: ("link", ""),
    Kind.IMAGE: ("image", ""),
    Kind.NOTE: ("other", "translator:note"),
    Kind.OTHER: ("other", ""),
}

Term = tuple[int, int, str]
"""Where a term stands in the segment's text, and the id of its mark."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """The beginning or the end of a term's mark."""

    id: str
    opens: bool


_Piece = str | Code | _Edge


def write_content(
    element: _Element, content: Content, data: Mapping[str, str], terms: Iterable[Term] = ()
) -> None:
    """Fill ``source``, ``target`` or a mark in them.

    Args:
        element: what to fill.
        content: the segment's text and codes.
        data: the ids of the codes' texts in the unit's original data.
        terms: in order, without overlaps.
    """
    from lxml import etree

    pieces = list(_with_terms(content, list(terms)))
    ends = _nested(pieces)
    spans = {*ends, *ends.values()}
    open_elements = [element]
    for k, piece in enumerate(pieces):
        holder = open_elements[-1]
        if isinstance(piece, str):
            append(holder, piece)
        elif k in ends:
            end = pieces[ends[k]]
            open_elements.append(etree.SubElement(holder, *_around(piece, end, data)))
        elif k in spans:
            open_elements.pop()
        else:
            etree.SubElement(holder, *_alone(piece, data))


def _with_terms(content: Content, terms: list[Term]) -> Iterator[_Piece]:
    """``content`` with the edges of terms, as near to their words as can be."""
    edges = [(start, _Edge(identity, True)) for start, _, identity in terms]
    edges += [(end, _Edge(identity, False)) for _, end, identity in terms]
    edges.sort(key=lambda edge: (edge[0], edge[1].opens))
    edges.reverse()
    at = 0
    for piece in content:
        if not isinstance(piece, str):
            at += piece.kind is Kind.BREAK
            yield piece
            continue
        done = 0
        while edges and edges[-1][0] <= at + len(piece):
            place, edge = edges[-1]
            if edge.opens and place == at + len(piece):
                break  # its words come in the next piece
            edges.pop()
            if place - at > done:
                yield piece[done : place - at]
                done = place - at
            yield edge
        if done < len(piece):
            yield piece[done:]
        at += len(piece)
    for _, edge in reversed(edges):
        yield edge


def _nested(pieces: list[_Piece]) -> dict[int, int]:
    """The numbers of beginnings and ends that hold a stretch; a term that crosses a code has none.

    Codes do not cross one another.
    """
    waiting: list[int] = []
    pairs: dict[int, int] = {}
    for k, piece in enumerate(pieces):
        if isinstance(piece, str) or (isinstance(piece, Code) and not _is_edge(piece)):
            continue
        if _opens(piece):
            waiting.append(k)
            continue
        start = next((j for j in waiting if _match(pieces[j], piece)), None)
        if start is None:
            continue
        if start == waiting[-1] or isinstance(piece, Code):
            pairs[start] = k
            waiting = waiting[: waiting.index(start)]
        else:
            waiting.remove(start)
    return pairs


def _is_edge(code: Code) -> bool:
    return code.role is not Role.ALONE and code.paired


def _opens(piece: _Piece) -> bool:
    return piece.opens if isinstance(piece, _Edge) else getattr(piece, "role", "") is Role.OPEN


def _match(opened: _Piece, closing: _Piece) -> bool:
    if isinstance(opened, _Edge):
        return isinstance(closing, _Edge) and opened.id == closing.id
    return (
        isinstance(opened, Code) and isinstance(closing, Code) and (opened.number == closing.number)
    )


def _around(start: _Piece, end: _Piece, data: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Tag and attributes of the element around a stretch."""
    if isinstance(start, _Edge):
        return f"{_NS}mrk", {"id": start.id, "type": "term"}
    assert isinstance(start, Code) and isinstance(end, Code)
    refs = {"dataRefStart": data[start.text], "dataRefEnd": data[end.text]}
    return f"{_NS}pc", {"id": str(start.number)} | _kind(start) | refs


def _alone(piece: _Piece, data: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Tag and attributes of an element without content."""
    if isinstance(piece, _Edge):
        if piece.opens:
            return f"{_NS}sm", {"id": piece.id, "type": "term"}
        return f"{_NS}em", {"startRef": piece.id}
    assert isinstance(piece, Code)
    ref = {"dataRef": data[piece.text]}
    if piece.role is Role.CLOSE:
        return f"{_NS}ec", {"startRef": str(piece.number)} | ref
    tag = "ph" if piece.role is Role.ALONE else "sc"
    return f"{_NS}{tag}", {"id": str(piece.number)} | _kind(piece) | ref


def _kind(code: Code) -> dict[str, str]:
    kind, sub = _TYPES[code.kind]
    return {"type": kind} | ({"subType": sub} if sub else {})
