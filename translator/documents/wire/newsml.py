"""NewsML-G2, the IPTC's envelope for news: news items, packages and messages that hold them.

Target documents say their language (``xml:lang``, ``contentMeta/language``), that a machine made
them (``itemMeta/edNote`` and ``generator``, from 2.33 on ``digitalSourceType``), and link their
source (``itemMeta/link``). An item gets an identifier of its own; its version stays its source's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.documents import provenance
from translator.documents.article import Article, Block, BlockKind
from translator.documents.web import embedded
from translator.documents.web.embedded import Part
from translator.documents.web.passages import Passage
from translator.documents.web.tags import Token
from translator.documents.web.vocabulary import XHTML, Vocabulary
from translator.documents.wire import nitf
from translator.documents.xml import edits as xml_edits
from translator.documents.xml.escaping import escape, escape_attribute
from translator.documents.xml.scan import parse, root_of
from translator.documents.xml.spans import Document, Element, spliced

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText

Edit = tuple[int, int, str]

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_SPACES = (NAMESPACE, "")  # some agencies leave it out
_ROOTS = ("newsItem", "packageItem", "newsMessage")
_ITEMS = ("newsItem", "packageItem")

# Labels and blocks of NAR may hold these.
_LABEL = Vocabulary(
    inline=frozenset(("a", "span", "inline", "ruby", "rb", "rt", "rp", "br")),
    blocks=frozenset(),
    points=frozenset(("br",)),
    breaks=frozenset(("br",)),
    xml=True,
)
_LABELS = {
    "title": BlockKind.METADATA,
    "headline": BlockKind.HEADLINE,
    "dateline": BlockKind.DATELINE,
    "by": BlockKind.BYLINE,
    "keyword": BlockKind.KEYWORD,
    "description": BlockKind.METADATA,
}
_HOLDERS = ("itemMeta", "contentMeta", "partMeta", "itemRef")
_BEFORE_GENERATOR = (
    *("itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus"),
    *("role", "fileName", "generator"),
)
_BEFORE_NOTE = (*_BEFORE_GENERATOR, "profile", "service", "title", "edNote")
_BEFORE_LINK = (
    *_BEFORE_NOTE,
    *("memberOf", "instanceOf", "signal", "altRep", "deliverableOf", "hash", "expires", "origRep"),
    *("incomingFeedId", "metadataCreator", "link"),
)
_BEFORE_SOURCE_TYPE = ("icon", "urgency", "contentCreated", "contentModified")
_SOURCE_TYPE_SINCE = (2, 33)
_COUNTS = ("wordcount", "linecount", "charcount")


def read(text: str) -> Article:
    """The news in a NewsML-G2 document.

    Raises:
        TranslatorError: ``input-unreadable`` if it is no well-formed XML, declares entities, is
            larger or deeper than any article, or has no text to translate.
    """
    document = parse(text)
    lang = _language(document.root)
    known = provenance.known_language(lang)
    return embedded.article(text, _parts(document, lang), "newsml", known)


def write(parallel: ParallelText) -> str:
    """The translation in the shape of the source."""
    document = parse(parallel.article.text)
    entries = {(entry.block.start, entry.block.end): entry for entry in parallel.blocks}
    made = xml_edits.encoding(document)
    for part in _parts(document, _language(document.root)):
        made += part.edits(part.inner(entries))
    if provenance.changed(parallel):
        spans = sorted((e.block.start, e.block.end) for e in parallel.blocks if e.units)
        made += _said(document, parallel)
        made += xml_edits.languages(document, spans, parallel.source_lang, parallel.target_lang)
    return ("\ufeff" if parallel.article.bom else "") + spliced(document.text, made)


def like(text: str) -> bool:
    """Whether the text is XML whose first element is a NewsML-G2 item or message."""
    root = root_of(text)
    return root is not None and root.name in _ROOTS and root.namespace in _SPACES


def _language(root: Element) -> str:
    """The code of the language that the content is in, or nothing."""
    tags = [e.attributes.get("tag", "") for e in root.walk() if e.name == "language"]
    holders = [e.attributes.get("xml:lang", "") for e in root.walk() if e.name in _ITEMS]
    tag = next((tag for tag in (*tags, *holders) if tag), "")
    return provenance.language_of(tag)


def _parts(document: Document, lang: str) -> Iterator[Part]:
    """What there is to read, in the document's order."""
    for element in document.root.walk():
        if element.namespace not in _SPACES:
            continue
        stated = element.inherited("xml:lang")
        foreign = bool(stated and lang) and not xml_edits.same_language(stated, lang)
        parent = element.parent.name if element.parent is not None else ""
        if element.name in _LABELS and parent in _HOLDERS and not foreign:
            yield _label(document, element, parent)
        elif element.name == "inlineXML" and not foreign:
            yield from _inline(document, element)
        elif element.name == "inlineData" and not foreign:
            yield from _data(document, element)


def _label(document: Document, element: Element, parent: str) -> Part:
    kind = _LABELS[element.name]
    role = element.attributes.get("role", "") + element.attributes.get("roleuri", "")
    if element.name == "description" and ("caption" in role or parent == "partMeta"):
        kind = BlockKind.CAPTION
    if kind is BlockKind.HEADLINE and (parent != "contentMeta" or "sub" in role.casefold()):
        kind = BlockKind.SUBHEAD
    level = {BlockKind.HEADLINE: 1, BlockKind.SUBHEAD: 2}.get(kind, 0)

    def named(passage: Passage) -> Block:
        return replace(passage.block, kind=kind, level=level)

    place = (element.inner_start, element.inner_end)
    return embedded.markup(document.text, place, _LABEL, kinds=named, attributes=_none)


def _none(tag: Token) -> tuple[tuple[str, BlockKind], ...]:
    return ()


def _inline(document: Document, element: Element) -> Iterator[Part]:
    for child in element.elements:
        if child.name == "nitf" and child.namespace in (nitf.NAMESPACE, *_SPACES):
            yield nitf.part(document, child)
        elif child.name in ("html", "body", "div", "article", "section", "p"):
            yield embedded.markup(document.text, (child.start, child.end), XHTML)


def _data(document: Document, element: Element) -> Iterator[Part]:
    kind = element.attributes.get("contenttype", "text/plain").partition(";")[0].strip()
    if element.attributes.get("encoding") or kind not in ("text/plain", "text/html"):
        return
    decoded = document.decoded(element.children)
    if kind == "text/html":
        yield embedded.markup(decoded.text, span=decoded.span, encode=decoded.encode)
    else:
        yield embedded.prose(decoded.text, None, span=decoded.span, encode=decoded.encode)


# --- what a translation says of itself ----------------------------------------------------------


def _said(document: Document, parallel: ParallelText) -> list[Edit]:
    made: list[Edit] = []
    source, target = parallel.source_lang, parallel.target_lang
    for element in document.root.walk():
        if element.name == "nitf":
            made += nitf.language(document, element, parallel)
        if element.name == "html" or element.name in _ITEMS:
            made += xml_edits.direction(document, element, target)
        if element.namespace not in _SPACES:
            continue
        if element.name in _ITEMS:
            made += _item(document, element, parallel)
        elif element.name == "language" and xml_edits.same_language(
            element.attributes.get("tag", ""), source
        ):
            made.append(xml_edits.attribute(document, element, "tag", target))
        elif element.name in ("inlineXML", "inlineData"):
            for name in _COUNTS:
                made += xml_edits.without(document, element, name)
    return made


def _item(document: Document, item: Element, parallel: ParallelText) -> list[Edit]:
    made: list[Edit] = []
    prefix = f"{item.prefix}:" if item.prefix else ""
    name = item.attributes.get("guid", "")
    if not item.attributes.get("xml:lang"):
        made.append(xml_edits.attribute(document, item, "xml:lang", parallel.target_lang))
    if name:
        own = provenance.own_name(name, parallel.target_lang)
        made.append(xml_edits.attribute(document, item, "guid", own))
    about = item.first("itemMeta")
    if about is not None:
        version = escape_attribute(provenance.release())
        tool = f'<{prefix}generator versioninfo="{version}">{provenance.NAME}</{prefix}generator>'
        said = escape(provenance.sentence(parallel))
        note = f'<{prefix}edNote xml:lang="en">{said}</{prefix}edNote>'
        if item.attributes.get("conformance") == "power":  # the core has none
            made += xml_edits.after(document, about, _BEFORE_GENERATOR, [tool])
        made += xml_edits.after(document, about, _BEFORE_NOTE, [note])
        if name:
            made += xml_edits.after(document, about, _BEFORE_LINK, [_link(item, prefix, name)])
    content = item.first("contentMeta")
    if content is not None and item.name == "newsItem" and _has_source_type(item):
        kind = f'<{prefix}digitalSourceType uri="{provenance.SOURCE_TYPE}"/>'
        made += xml_edits.after(document, content, _BEFORE_SOURCE_TYPE, [kind])
    return made


def _link(item: Element, prefix: str, name: str) -> str:
    version = item.attributes.get("version", "")
    stated = f' version="{escape_attribute(version)}"' if version.isdecimal() else ""
    kind = "newsitem" if item.name == "newsItem" else "packageitem"
    return (
        f'<{prefix}link reluri="{provenance.TRANSLATION_OF}" residref="{escape_attribute(name)}"'
        f'{stated} contenttype="application/vnd.iptc.g2.{kind}+xml"/>'
    )


def _has_source_type(item: Element) -> bool:
    """Whether the item may say how its text came about, and does not say how a picture did."""
    parts = item.attributes.get("standardversion", "").split(".")
    known = tuple(int(part) for part in parts[:2] if part.isdecimal())
    content = item.first("contentMeta", "digitalSourceType")
    nature = item.first("itemMeta", "itemClass")
    text = nature is not None and nature.attributes.get("qcode", "").endswith(":text")
    power = item.attributes.get("conformance") == "power"
    return power and known >= _SOURCE_TYPE_SINCE and content is None and text
