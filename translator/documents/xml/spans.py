"""XML with the exact place of everything in it, so that a part can be changed and the rest kept.

`translator.documents.xml.scan` makes it of a text; the places are counted in characters of that.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from translator.documents.xml.escaping import decode, escape, newlines, unescape

NAME = r"[^\s<>/=\"'!?&]+"
ATTRIBUTE = re.compile(rf"\s(?P<name>{NAME})\s*=\s*(?P<value>\"[^\"]*\"|'[^']*')")
_DECLARATION = re.compile(
    r"\ufeff?<\?xml\s[^<>]*?\bencoding\s*=\s*(?:\"(?P<encoding>[^\"<>]*)\"|'(?P<other>[^'<>]*)')"
)

Kind = Literal["text", "cdata", "comment", "instruction"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is no element: text, a CDATA section, a comment or a processing instruction.

    ``start`` and ``end`` are offsets in the document of its content, a CDATA section's marks left
    out; those of comments and instructions are with their marks.
    """

    kind: Kind
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Element:
    """An element: its local name, prefix, namespace and attributes, and where it stands.

    ``start`` and ``end`` hold the whole, ``inner_start`` and ``inner_end`` what is between its
    tags; those two are equal to ``end`` for a tag that closes itself. Attributes have their names
    as written, ``xml:lang`` for one. A prefix that is not declared has no namespace.
    """

    name: str
    prefix: str
    namespace: str
    attributes: dict[str, str]
    start: int
    inner_start: int
    inner_end: int = 0
    end: int = 0
    parent: Element | None = None
    children: list[Element | Chunk] = field(default_factory=list)

    @property
    def elements(self) -> Iterator[Element]:
        """The elements among the children."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self, *names: str) -> Iterator[Element]:
        """The children with one of those local names."""
        return (child for child in self.elements if child.name in names)

    def first(self, *path: str) -> Element | None:
        """The first child of that name, its first child of the next name, and so on."""
        found: Element | None = self
        for name in path:
            if found is None:
                break
            found = next(found.all(name), None)
        return found

    def walk(self) -> Iterator[Element]:
        """The element and those in it, in the document's order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(list(element.elements))

    @property
    def empty(self) -> bool:
        """Whether it is one tag that closes itself."""
        return self.inner_start == self.end

    def inherited(self, name: str) -> str:
        """The attribute's value here or on the nearest element around that has one, or nothing."""
        element: Element | None = self
        while element is not None:
            if name in element.attributes:
                return element.attributes[name]
            element = element.parent
        return ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as XML means it, and where each of its characters is written.

    ``starts`` and ``ends`` are offsets in the document of what each character is written as
    (``&amp;``); ``sections`` are the places of CDATA sections.
    """

    text: str
    starts: array[int]
    ends: array[int]
    sections: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the document the stretch of the text is written; it must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def encode(self, start: int, end: int, replacement: str) -> str:
        """``replacement`` as it must be written in the place of that stretch of the text."""
        first, last = self.span(start, end)
        opened, closed = self._in_section(first), self._in_section(last - 1)
        if opened:
            return replacement.replace("]]>", "]]]]><![CDATA[>") + ("" if closed else "]]>")
        return escape(replacement) + ("<![CDATA[" if closed else "")

    def _in_section(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.sections)


@dataclass(frozen=True, slots=True)
class Document:
    """A well-formed document; ``doctype`` says whether it names a document type."""

    text: str
    root: Element
    doctype: bool = False

    @property
    def encoding(self) -> tuple[int, int] | None:
        """Where the declaration names the encoding."""
        match = _DECLARATION.match(self.text)
        return None if match is None else match.span(match.lastgroup or 0)

    def attribute(self, element: Element, name: str) -> tuple[int, int] | None:
        """The place of an attribute's value between its quotes."""
        tag = self.text[element.start : element.inner_start]
        for match in ATTRIBUTE.finditer(tag):
            if match["name"] == name:
                return element.start + match.start("value") + 1, element.start + match.end() - 1
        return None

    def name_end(self, element: Element) -> int:
        """Where the name in an element's tag ends: a new attribute goes there."""
        return element.start + 1 + len(f"{element.prefix}:{element.name}".lstrip(":"))

    def value(self, element: Element) -> str:
        """All text in the element, that of elements inside included."""
        parts: list[str] = []
        waiting: list[Element | Chunk] = [element]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element):
                waiting += reversed(node.children)
            elif node.kind == "cdata":
                parts.append(newlines(self.text[node.start : node.end]))
            elif node.kind == "text":
                parts.append(unescape(self.text[node.start : node.end]))
        return "".join(parts)

    def decoded(self, chunks: Sequence[Element | Chunk]) -> Decoded:
        """The text of sibling chunks with its places; elements and comments among them are none."""
        parts: list[str] = []
        starts, ends = array("L"), array("L")
        sections: list[tuple[int, int]] = []
        for chunk in chunks:
            if isinstance(chunk, Chunk) and chunk.kind in ("text", "cdata"):
                span, raw = (chunk.start, chunk.end), chunk.kind == "cdata"
                sections += [span] if raw else []
                parts.append(decode(self.text, span, raw=raw, starts=starts, ends=ends))
        return Decoded("".join(parts), starts, ends, tuple(sections))


def spliced(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """``text`` with stretches replaced.

    Args:
        text: a document.
        edits: start, end and what to put there, in any order; of those that overlap the one that
            begins first, and of those that begin together the first given, is made.
    """
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        if start < at:
            continue
        parts += (text[at:start], new)
        at = end
    parts.append(text[at:])
    return "".join(parts)
