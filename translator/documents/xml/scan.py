"""Reading XML: whether it is well-formed and harmless, and where everything stands.

expat judges whether a text is well-formed; the places are counted in characters of the decoded
text, whatever its declaration says of bytes. Nothing is fetched: an external document type is
ignored, one that declares entities is refused. HTML's named characters are understood in any
document, for feeds and NITF use them without saying where they are defined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.documents.xml.escaping import REFERENCE, meaning, newlines, unescape
from translator.documents.xml.spans import ATTRIBUTE, NAME, Chunk, Document, Element, Kind
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MAX_SIZE = 20_000_000
"""Characters in a document."""
MAX_ELEMENTS = 300_000
MAX_DEPTH = 256
MAX_ATTRIBUTES = 256
MAX_TOKEN = 4 << 20
"""Bytes in one tag, comment or instruction."""
XML = "http://www.w3.org/XML/1998/namespace"
_SLICE = 1 << 18
_MEND = "save it again from the program that wrote it, or correct it there"


@dataclass(frozen=True, slots=True)
class Root:
    """What the first tag says: its local name, the namespaces declared in it, its attributes."""

    name: str
    namespace: str
    attributes: dict[str, str]


def root_of(text: str) -> Root | None:
    """The first tag of what looks like XML, found quickly and without judging the rest."""
    match = _HEAD.match(text, 0, 1 << 17)
    if match is None:
        return None
    tag = _TAG.match(text, match.end())
    if tag is None:
        return None
    prefix, name, attributes = _parts(tag[0])
    key = f"xmlns:{prefix}" if prefix else "xmlns"
    return Root(name, attributes.get(key, ""), attributes)


def parse(text: str) -> Document:
    """The document in ``text``.

    Raises:
        TranslatorError: ``input-unreadable``, with line and column, if the text is not well-formed
            XML, declares entities, or is larger, deeper or of more elements than an article is.
    """
    from xml.parsers import expat

    if len(text) > MAX_SIZE:
        raise _refused(f"{len(text):,} characters of XML", f"at most {MAX_SIZE:,} are read")
    scan = _Scan(text)
    parser = expat.ParserCreate("utf-8")
    scan.attach(parser)
    data = memoryview(text.encode("utf-8", "surrogatepass"))
    try:
        for at in range(0, len(data), _SLICE):
            parser.Parse(data[at : at + _SLICE], False)
            if at + _SLICE - parser.CurrentByteIndex > MAX_TOKEN + _SLICE:
                raise _refused(
                    _at(parser, f"a tag or comment of more than {MAX_TOKEN >> 20} MiB"), _MEND
                )
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = f"{expat.ErrorString(error.code)}{scan.expected()}"
        place = f"line {error.lineno}, column {error.offset + 1}"
        raise _refused(f"{place}: no well-formed XML: {what}", _MEND) from None
    if scan.root is None:
        raise _refused("no element in it", _MEND)
    return Document(text, scan.root, scan.doctype)


class _Scan:
    """Builds the tree from expat's events, of which only the places are used."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ascii = text.isascii()
        self.root: Element | None = None
        self.doctype = False
        self._open: list[Element] = []
        self._scopes: list[dict[str, str]] = [{"xml": XML, "": ""}]
        self._count = 0
        self._done = 0  # offset up to which the text is accounted for
        self._section = 0
        self._bytes = self._chars = 0

    def attach(self, parser: XMLParserType) -> None:
        self.parser = parser
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = lambda _: self._aside("comment", "-->")
        parser.ProcessingInstructionHandler = lambda *_: self._aside("instruction", "?>")
        parser.StartCdataSectionHandler = self._open_section
        parser.EndCdataSectionHandler = self._close_section
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        # Names that only a document type could explain are left to us.
        parser.SetParamEntityParsing(2)  # always; but what is read in place of it is empty
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = self._external

    def expected(self) -> str:
        """The tag that must come before any other can end."""
        if not self._open:
            return ""
        last = self._open[-1]
        name = f"{last.prefix}:{last.name}" if last.prefix else last.name
        line = self.text.count("\n", 0, last.start) + 1
        return f"; </{name[:60]}>, opened in line {line}, is missing"

    def _here(self) -> int:
        """The offset of the present event in characters."""
        at = self.parser.CurrentByteIndex
        if self.ascii:
            return at
        # A character has one to four bytes: go on from the last place.
        low, need = self._chars, at - self._bytes
        while need > 0:
            piece = self.text[low : low + max(need // 4, 1)]
            low += len(piece)
            need -= len(piece.encode("utf-8", "surrogatepass"))
        self._chars, self._bytes = low, at
        return low

    def _start(self, qualified: str, _: Any) -> None:
        at = self._here()
        self._text(at)
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _refused(
                _at(self.parser, f"more than {MAX_ELEMENTS:,} elements"), "no article has so many"
            )
        if len(self._open) >= MAX_DEPTH:
            raise _refused(
                _at(self.parser, f"elements more than {MAX_DEPTH} deep"), "no article has so many"
            )
        tag = _TAG.match(self.text, at)
        if tag is None:
            raise _refused(_at(self.parser, "a tag that cannot be read"), _MEND)
        prefix, name, attributes = _parts(tag[0])
        self._references(at, tag.end())
        if len(attributes) > MAX_ATTRIBUTES:
            raise _refused(
                _at(self.parser, f"more than {MAX_ATTRIBUTES} attributes in a tag"), _MEND
            )
        scope = self._scopes[-1]
        declared = {
            key.partition(":")[2]: value
            for key, value in attributes.items()
            if key == "xmlns" or key.startswith("xmlns:")
        }
        if declared:
            scope = scope | declared
        self._scopes.append(scope)
        parent = self._open[-1] if self._open else None
        element = Element(
            name, prefix, scope.get(prefix, ""), attributes, at, tag.end(), parent=parent
        )
        if parent is not None:
            parent.children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._done = tag.end()

    def _end(self, _: str) -> None:
        element = self._open[-1]
        if self.text.endswith("/>", element.start, element.inner_start):
            element.inner_end = element.end = element.inner_start
        else:
            element.inner_end = self._here()
            self._text(element.inner_end)
            self._done = element.end = self.text.index(">", element.inner_end) + 1
        self._open.pop()
        self._scopes.pop()

    def _aside(self, kind: Kind, mark: str) -> None:
        if not self._open:
            return
        at = self._here()
        self._text(at)
        self._done = self.text.index(mark, at) + len(mark)
        self._open[-1].children.append(Chunk(kind, at, self._done))

    def _open_section(self) -> None:
        at = self._here()
        self._text(at)
        self._section = at + len("<![CDATA[")

    def _close_section(self) -> None:
        end = self.text.index("]]>", self._section)
        self._open[-1].children.append(Chunk("cdata", self._section, end))
        self._done = end + 3

    def _text(self, end: int) -> None:
        """Account for the text before an event."""
        if self._open and end > self._done:
            chunk = Chunk("text", self._done, end)
            self._references(chunk.start, chunk.end)
            self._open[-1].children.append(chunk)

    def _references(self, start: int, end: int) -> None:
        for match in REFERENCE.finditer(self.text, start, end):
            if meaning(match) is None:
                at = match.start()
                line = self.text.count("\n", 0, at) + 1
                place = f"line {line}, column {at - self.text.rfind(chr(10), 0, at)}"
                what = f"{place}: {match[0][:40]} is defined nowhere"
                raise _refused(what, "write the character itself")

    def _doctype(self, *_: Any) -> None:
        self.doctype = True

    def _external(self, context: str | None, *_: Any) -> int:
        self.parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    def _entity(self, *_: Any) -> None:
        raise _refused(
            _at(self.parser, "the document declares entities, which can do harm"),
            "remove the ENTITY declarations; articles need none",
        )


_TAG = re.compile(rf"<{NAME}(?:\s+{NAME}\s*=\s*(?:\"[^\"]*\"|'[^']*'))*+\s*/?>")
# What may stand before the first tag; inside of a document type, comments and quoted texts.
_HEAD = re.compile(
    r"\ufeff?(?:\s+|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->|"
    r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+(?:\[(?:<!--(?:[^-]|-(?!->))*+-->|"
    r"\"[^\"]*\"|'[^']*'|<(?!!--)|[^<\]\"'])*+\]\s*)?>)*+"
)


def _parts(tag: str) -> tuple[str, str, dict[str, str]]:
    """A tag's prefix, local name and attributes."""
    match = re.match(NAME, tag[1:])
    prefix, _, name = (match[0] if match else "").rpartition(":")
    attributes = {
        found["name"]: unescape(re.sub(r"[\t\n]", " ", newlines(found["value"][1:-1])))
        for found in ATTRIBUTE.finditer(tag)
    }
    return prefix, name, attributes


def _at(parser: XMLParserType, what: str) -> str:
    return f"line {parser.CurrentLineNumber}, column {parser.CurrentColumnNumber + 1}: {what}"


def _refused(what: str, hint: str) -> TranslatorError:
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, what, hint)
