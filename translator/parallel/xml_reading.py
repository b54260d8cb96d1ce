"""Reading strangers' XML: streamed, without network, entities or external parts, within limits.

The prolog is read by expat alone, which stops at the root element: a document type that declares
entities is refused before anything could expand them, an external one is never opened. The rest
goes through lxml with its own limits on depth and on the size of a text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from translator.errors import TranslatorError
from translator.parallel.pair import unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PROLOG = 1 << 20
MAX_UNIT = 1 << 20
"""Bytes in one unit."""
MAX_BETWEEN = 12 << 20
"""Bytes between two units: headers, and the source document that some tools put into theirs."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHUNK = 1 << 16
_MEND = "export the file again from the program that wrote it"


@dataclass(frozen=True, slots=True)
class Root:
    """A document's first element: its name without prefix, its namespace, its attributes."""

    name: str
    namespace: str
    attributes: Mapping[str, str]


class _Found(Exception):
    """Ends the reading of the prolog."""

    def __init__(self, root: Root) -> None:
        super().__init__()
        self.root = root


def root_of(stream: BinaryIO, name: str) -> Root:
    """The root element of the XML document in ``stream``, which is read from its beginning.

    Args:
        stream: seekable; left at its beginning.
        name: the file's name, for errors.

    Raises:
        TranslatorError: ``input-unreadable`` if there is no root element near the beginning, the
            document declares entities, or is in an encoding that is not read.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator="\n")

    def start(tag: str, attributes: dict[str, str]) -> None:
        namespace, _, local = tag.rpartition("\n")
        raise _Found(Root(local, namespace, attributes))

    def entity(*_: Any) -> None:
        raise unreadable(
            f"{name}:{parser.CurrentLineNumber}",
            "the document declares entities",
            "remove the ENTITY declarations: translation files need none, and they can do harm",
        )

    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    stream.seek(0)
    try:
        left = MAX_PROLOG
        while left > 0:
            chunk = stream.read(min(_CHUNK, left))
            left -= len(chunk)
            parser.Parse(chunk, not chunk)
            if not chunk:
                break
    except _Found as found:
        return found.root
    except expat.ExpatError as error:
        place = f"{name}:{error.lineno}:{error.offset + 1}"
        raise unreadable(place, f"no XML: {expat.ErrorString(error.code)}", _MEND) from None
    except (LookupError, UnicodeError, ValueError) as error:
        raise unreadable(name, f"no XML: {error}", "save it in UTF-8") from None
    finally:
        stream.seek(0)
    raise unreadable(name, f"no element in the first {MAX_PROLOG >> 20} MiB", _MEND)


def units(
    stream: BinaryIO, name: str, tags: frozenset[str], *, keep: bool = False
) -> Iterator[_Element]:
    """Every element with one of the local names ``tags``, whole, in the document's order.

    Elements are dropped as soon as the next one is asked for, so that memory does not grow with
    the file; their ancestors' attributes can be read meanwhile. An element inside another of
    ``tags`` comes as its part only.

    Args:
        stream: an XML document whose prolog was found harmless (see `root_of`).
        name: the file's name, for errors.
        tags: local names, without namespace.
        keep: keep the whole tree, to be written again.

    Raises:
        TranslatorError: ``input-unreadable``, with line and column.
    """
    from lxml import etree

    guarded = _Guarded(stream, name)
    events = etree.iterparse(
        guarded,
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in sorted(tags)],
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        remove_comments=not keep,
        remove_pis=not keep,
        collect_ids=False,
        huge_tree=False,
        strip_cdata=not keep,
    )
    depth = 0
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            guarded.restart(inside=depth > 0)
            if depth == 0:
                yield element
                if not keep:
                    _drop(element)
    except etree.XMLSyntaxError as error:
        raise syntax_error(name, error) from None
    except (LookupError, UnicodeError, ValueError) as error:
        raise unreadable(name, f"no XML: {error}", "save it in UTF-8") from None


class _Guarded:
    """A stream that refuses to go on for too long inside one unit or without any.

    The parser holds in memory what it has not handed over: a token without an end, elements that
    nobody asked for, a million entities.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._since = 0
        self._inside = False

    def restart(self, *, inside: bool) -> None:
        """A unit has begun or ended."""
        self._since = 0
        self._inside = inside

    def read(self, size: int = -1) -> bytes:
        limit = MAX_UNIT if self._inside else MAX_BETWEEN
        if self._since > limit:
            where = "in one unit" if self._inside else "without a unit"
            raise unreadable(self._name, f"more than {limit >> 20} MiB {where}", _MEND)
        data = self._stream.read(size)
        self._since += len(data)
        return data


def _drop(element: _Element) -> None:
    """Forget a unit and all that stands before it."""
    element.clear()
    for holder in (element, *element.iterancestors()):
        parent = holder.getparent()
        while parent is not None and holder.getprevious() is not None:
            del parent[0]


def syntax_error(name: str, error: Any) -> TranslatorError:
    """lxml's complaint as one line with its place."""
    line, column = error.position or (0, 0)
    what = re.sub(r", line \d+, column \d+( \(.*\))?$", "", str(error.msg or "broken off"))
    what = what.removesuffix(", use XML_PARSE_HUGE option")
    logged = list(error.error_log or ())
    if what == "no element found" and logged:
        what, line, column = logged[-1].message, logged[-1].line, logged[-1].column
    place = f"{name}:{line}:{column + 1}" if line else name
    return unreadable(place, f"no XML: {' '.join(what.split())}", _MEND)


def local(element: _Element) -> str:
    """The name of an element without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: _Element) -> int:
    """The line that an element begins on, from 1; 0 if it is not known."""
    line: Any = element.sourceline
    return line or 0


def lang_of(element: _Element, *names: str) -> str:
    """``xml:lang``, or the first of the attributes ``names`` that there is, or nothing."""
    for key in (XML_LANG, *names):
        value = element.get(key)
        if value:
            return value
    return ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in a segment and the place it comes from.

    ``owner`` holds the text as its ``text`` or, with ``tail``, behind itself; None for text that
    stands for an element or entity.
    """

    text: str
    owner: _Element | None = None
    tail: bool = False


def pieces(element: _Element, codes: frozenset[str]) -> Iterator[Piece]:
    """The text in ``element``, run by run; elements called one of ``codes`` hold no text.

    A code that says it is a line break gives one; XLIFF's ``cp`` gives its character; entities
    that only a DTD could explain are read as HTML's.
    """
    if element.text:
        yield Piece(element.text, element)
    for child in element:
        name = local(child)
        if not name:
            if str(getattr(child, "text", "")).startswith("&"):
                yield Piece(html.unescape(str(child.text)))
        elif name == "cp":
            yield Piece(_character(child.get("hex") or ""))
        elif name in codes:
            kinds = (child.get(key) or "" for key in ("ctype", "type", "subType"))
            if any(kind.rpartition(":")[2] in ("lb", "x-lb") for kind in kinds):
                yield Piece("\n")
        else:
            yield from pieces(child, codes)
        if child.tail:
            yield Piece(child.tail, child, True)


def _character(code: str) -> str:
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return char if char.isprintable() or char in "\t\n" else "\ufffd"


def flat(element: _Element | None, codes: frozenset[str]) -> str:
    """The text in ``element`` without its inline markup; nothing for None."""
    return "" if element is None else "".join(piece.text for piece in pieces(element, codes))


def is_translated(element: _Element) -> bool:
    """Whether the nearest ``translate`` attribute, its own or an ancestor's, does not say no."""
    for holder in (element, *element.iterancestors()):
        stated = holder.get("translate")
        if stated is not None:
            return stated != "no"
    return True
