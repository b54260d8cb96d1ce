"""News feeds: RSS 0.9x, 1.0 and 2.0, and Atom (RFC 4287); each entry is an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents import plain
from translator.documents.article import Article, Block, BlockKind
from translator.documents.web import flow
from translator.documents.web.passages import Edit, Passage, edits, passages
from translator.documents.web.vocabulary import XHTML
from translator.documents.xml import scan as xml_scan
from translator.documents.xml.escaping import escape, escape_attribute
from translator.documents.xml.spans import Decoded, Document, Element, spliced

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock, ParallelText

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SOURCE_TYPE = "trainedAlgorithmicMedia"
"""IPTC's name, in that list, for what a model made that was trained on samples."""

_RSS = {
    "title": BlockKind.HEADLINE,
    "description": BlockKind.PARAGRAPH,
    "encoded": BlockKind.PARAGRAPH,
    "subtitle": BlockKind.SUBHEAD,
    "summary": BlockKind.PARAGRAPH,
    "category": BlockKind.KEYWORD,
    "subject": BlockKind.KEYWORD,
    "keywords": BlockKind.KEYWORD,
}
_ATOM = {
    "title": BlockKind.HEADLINE,
    "summary": BlockKind.PARAGRAPH,
    "content": BlockKind.PARAGRAPH,
    "subtitle": BlockKind.METADATA,
}
_MEDIA = {"title": BlockKind.CAPTION, "description": BlockKind.CAPTION, "text": BlockKind.CAPTION}
_CHANNEL = {"description": BlockKind.METADATA, "subtitle": BlockKind.METADATA}
_GROUPS = ("group", "content", "thumbnail")  # elements of media that hold others
_MARKED = re.compile(r"<[A-Za-z/!]|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);")


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of one element.

    ``found`` are its passages (blocks alone where it is plain text), with places in ``text``;
    ``outer`` puts a stretch of it, and what is to be there, into the document.
    """

    text: str
    found: list[Passage]
    outer: Callable[[int, int, str], Edit]
    marked: bool = True


def like(text: str) -> bool:
    """Whether the text begins as a feed does."""
    root = xml_scan.root_of(text)
    if root is None:
        return False
    if root.name == "feed":
        return root.namespace == ATOM
    return root.name == "rss" or (root.name == "RDF" and "http://purl.org/rss/1.0/" in text[:4096])


def read(text: str) -> Article:
    """The entries of a feed, one after the other.

    Raises:
        TranslatorError: ``input-unreadable`` if it is no well-formed XML, declares entities, or is
            larger or deeper than a feed is.
    """
    document = xml_scan.parse(text)
    blocks: list[Block] = []
    for layer in _layers(document):
        for passage in layer.found:
            start, end, _ = layer.outer(passage.block.start, passage.block.end, "")
            blocks.append(replace(passage.block, start=start, end=end))
    return Article(text, tuple(sorted(blocks, key=lambda block: block.start)), "feed")


def write(parallel: ParallelText) -> str:
    """The feed with the translation in place; all else stays as it was, to the byte.

    It says its language and its encoding (which is UTF-8); each entry says that a machine
    translated it, and an Atom entry where its source is. A RSS entry's link leads there anyway.
    """
    article = parallel.article
    document = xml_scan.parse(article.text)
    made: list[Edit] = []
    entries = {(e.block.start, e.block.end): e for e in parallel.blocks if e.units}
    for layer in _layers(document):
        made += _translated(layer, entries)
    if document.encoding and article.text[slice(*document.encoding)].lower() != "utf-8":
        made.append((*document.encoding, "UTF-8"))
    if parallel.source_lang != parallel.target_lang:
        made += _statements(document, parallel)
    return ("\ufeff" if article.bom else "") + spliced(article.text, made)


def _translated(layer: Layer, entries: dict[tuple[int, int], ParallelBlock]) -> Iterator[Edit]:
    inner: list[ParallelBlock] = []
    for passage in layer.found:
        start, end = passage.block.start, passage.block.end
        entry = entries.get(layer.outer(start, end, "")[:2])
        if entry is not None:
            inner.append(replace(entry, block=replace(entry.block, start=start, end=end)))
    if layer.marked:
        for edit in edits(layer.text, layer.found, inner):
            yield layer.outer(*edit)
        return
    for entry in inner:
        target = plain.target(layer.text, entry)
        if target != layer.text[entry.block.start : entry.block.end]:
            yield layer.outer(entry.block.start, entry.block.end, target)


# --- what is read --------------------------------------------------------------------------


def _layers(document: Document) -> Iterator[Layer]:
    for element, kind in _texts(document.root):
        layer = _layer(document, element, kind)
        if layer.found:
            yield layer


def _texts(root: Element) -> Iterator[tuple[Element, BlockKind]]:
    """The elements whose text is translated."""
    atom = root.name == "feed"
    channel = root if atom else root.first("channel")
    if channel is not None:
        for element in channel.elements:
            if element.name in _CHANNEL and element.namespace != MEDIA:
                yield element, BlockKind.METADATA
    for entry in _entries(root):
        waiting = list(entry.elements)
        while waiting:
            element = waiting.pop(0)
            if element.namespace == MEDIA:
                if element.name in _MEDIA and not list(element.elements):
                    yield element, _MEDIA[element.name]
                elif element.name in _GROUPS:
                    waiting = [*element.elements, *waiting]
            elif element.name == "content" and element.attributes.get("src"):
                continue
            elif kind := (_ATOM if atom else _RSS).get(element.name):
                yield element, kind


def _entries(root: Element) -> Iterator[Element]:
    if root.name == "feed":
        yield from root.all("entry")
        return
    yield from root.all("item")
    for channel in root.all("channel"):
        yield from channel.all("item")


def _layer(document: Document, element: Element, kind: BlockKind) -> Layer:
    text = document.text
    told = element.attributes.get("type", "")
    if told in ("xhtml", "application/xhtml+xml") or (not told and list(element.elements)):
        scanned = flow.read(text, element.inner_start, element.inner_end, XHTML)
        found = _judged(passages(scanned, text, XHTML), kind)
        return Layer(text, found, lambda start, end, new: (start, end, new))
    decoded = document.decoded(element.children)
    outer = _outer(decoded)
    inner = decoded.text
    if told in ("html", "text/html") or (not told and _MARKED.search(inner)):
        return Layer(inner, _judged(passages(flow.read(inner), inner), kind), outer)
    return Layer(inner, [Passage(block, None) for block in _plain(inner, kind)], outer, False)


def _outer(decoded: Decoded) -> Callable[[int, int, str], Edit]:
    def outer(start: int, end: int, new: str) -> Edit:
        return (*decoded.span(start, end), decoded.encode(start, end, new))

    return outer


def _plain(text: str, kind: BlockKind) -> list[Block]:
    """The blocks of a text without markup."""
    if not any(map(str.isalpha, text)):
        return []
    if kind is not BlockKind.PARAGRAPH:
        start = len(text) - len(text.lstrip())
        body = text.strip()
        level = {BlockKind.HEADLINE: 1, BlockKind.SUBHEAD: 2}.get(kind, 0)
        return [Block(kind, start, start + len(body), body, level=level)]
    return [
        replace(block, kind=BlockKind.PARAGRAPH, level=0)
        if block.kind is BlockKind.HEADLINE
        else block
        for block in plain.read(text).blocks
    ]


def _judged(found: list[Passage], kind: BlockKind) -> list[Passage]:
    """The passages with the kind of the element, unless that is running text of many kinds."""
    if kind is BlockKind.PARAGRAPH:
        return found
    level = {BlockKind.HEADLINE: 1, BlockKind.SUBHEAD: 2}.get(kind, 0)
    return [
        replace(passage, block=replace(passage.block, kind=kind, level=level))
        if passage.run is not None and passage.block.kind is not BlockKind.CODE
        else passage
        for passage in found
    ]


# --- what it says of itself ----------------------------------------------------------------


def _statements(document: Document, parallel: ParallelText) -> Iterator[Edit]:
    root = document.root
    yield from _languages(document, parallel)
    for entry in _entries(root):
        if entry.empty:
            continue
        lines = []
        if root.name == "feed":
            source = _alternate(entry)
            if source:
                stated = _primary(entry.attributes.get("xml:lang", ""))
                code = escape_attribute(stated or parallel.source_lang)
                lines.append(
                    _tag(
                        entry,
                        f'link rel="via" hreflang="{code}" href="{escape_attribute(source)}"/',
                    )
                )
            if parallel.model:
                lines.append(_tag(entry, f'category scheme="{SOURCE_TYPES}" term="{SOURCE_TYPE}"/'))
        elif parallel.model and root.name == "rss":
            name = f"{entry.prefix}:category".lstrip(":")
            lines.append(f'<{name} domain="{SOURCE_TYPES}">{SOURCE_TYPE}</{name}>')
        yield from _appended(document, entry, lines)


def _tag(beside: Element, content: str) -> str:
    return f"<{beside.prefix}:{content}>" if beside.prefix else f"<{content}>"


def _appended(document: Document, holder: Element, lines: list[str]) -> Iterator[Edit]:
    """Lines behind the last child, indented as it is."""
    last = next(reversed(list(holder.elements)), None)
    if not lines or last is None:
        return
    before = document.text[: last.start]
    gap = before[len(before.rstrip(" \t\r\n")) :]
    yield last.end, last.end, "".join(gap + line for line in lines)


def _alternate(entry: Element) -> str:
    """The address that an Atom entry is published at."""
    for link in entry.all("link"):
        if link.attributes.get("rel", "alternate") == "alternate":
            return link.attributes.get("href", "")
    return ""


def _languages(document: Document, parallel: ParallelText) -> Iterator[Edit]:
    source, target = parallel.source_lang, parallel.target_lang
    root = document.root
    translated = {id(root), *map(id, _entries(root)), *(id(each) for each, _ in _texts(root))}
    for element in root.walk():
        stated = element.attributes.get("xml:lang", "")
        if stated and (_primary(stated) == source or id(element) in translated):
            place = document.attribute(element, "xml:lang")
            if place is not None:
                yield *place, target
        elif element is root and root.name == "feed":
            at = document.name_end(root)
            yield at, at, f' xml:lang="{target}"'
    channel = root.first("channel")
    if channel is None:
        return
    said = [each for each in channel.all("language") if not each.empty]
    for each in said:
        yield each.inner_start, each.inner_end, target
    if not said and root.name == "rss":
        title = channel.first("title")
        if title is not None:
            before = document.text[: title.start]
            gap = before[len(before.rstrip(" \t\r\n")) :]
            name = f"{channel.prefix}:language".lstrip(":")
            yield title.end, title.end, f"{gap}<{name}>{escape(target)}</{name}>"


def _primary(code: str) -> str:
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
