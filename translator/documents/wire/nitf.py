"""NITF, the News Industry Text Format of the IPTC (3.2 to 3.6), alone or within NewsML-G2.

Target documents say their language (``baselang``), that they are machine translations
(``revision-history``) and of what (``meta name="translation-of"``); ``doc-id`` becomes one of
their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translator.documents import provenance
from translator.documents.article import Article, Block, BlockKind
from translator.documents.web import embedded
from translator.documents.web.embedded import Encoder, Part, Places, Span
from translator.documents.web.passages import Passage
from translator.documents.web.tags import Token
from translator.documents.web.vocabulary import XHTML, Vocabulary
from translator.documents.xml import edits as xml_edits
from translator.documents.xml.escaping import escape_attribute
from translator.documents.xml.scan import parse, root_of
from translator.documents.xml.spans import Document, Element, spliced

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText

Edit = tuple[int, int, str]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"

VOCABULARY = Vocabulary(
    inline=XHTML.inline,
    blocks=_names(
        "abstract bibliography block body body.content body.end body.head bq byline byttl caption "
        "col colgroup credit custom-table datasource dateline dd distributor dl docdata dt fn "
        "hedline head hl1 hl2 hr iim key-list keyword li media media-caption media-metadata "
        "media-object media-producer media-reference meta nitf nitf-table nitf-table-metadata "
        "note ol p pre pubdata revision-history rights series table table-reference tagline tbody "
        "td tfoot th thead title tobject tr ul"
    ),
    kept=XHTML.kept | {"virtloc", "pronounce"},
    points=_names("br hr alt-code col media-reference media-metadata keyword meta"),
    breaks=XHTML.breaks,
    opaque=_names("media-object custom-table iim tobject"),
    walls=_names("media-object custom-table iim tobject"),
    xml=True,
)
"""Elements after the schema of NITF 3.6; those that it does not know are markup within a line."""

_SPOKEN = {
    "keyword": (("key", BlockKind.KEYWORD),),
    "media-reference": (("alternate-text", BlockKind.ALT),),
}

_KINDS = {
    "hl1": (BlockKind.HEADLINE, 1),
    "hl2": (BlockKind.SUBHEAD, 2),
    "byline": (BlockKind.BYLINE, 0),
    "byttl": (BlockKind.BYLINE, 0),
    "tagline": (BlockKind.BYLINE, 0),
    "dateline": (BlockKind.DATELINE, 0),
    "media-caption": (BlockKind.CAPTION, 0),
    "caption": (BlockKind.CAPTION, 0),
    "bq": (BlockKind.QUOTE, 0),
    "fn": (BlockKind.PARAGRAPH, 0),
    "title": (BlockKind.METADATA, 0),
    "media-producer": (BlockKind.FURNITURE, 0),
    "distributor": (BlockKind.FURNITURE, 0),
    "rights": (BlockKind.FURNITURE, 0),
    "docdata": (BlockKind.FURNITURE, 0),
    "pubdata": (BlockKind.FURNITURE, 0),
    "pre": (BlockKind.CODE, 0),
}
_BEFORE_META = ("title", "meta")
_BEFORE_HISTORY = (*_BEFORE_META, "tobject", "iim", "docdata", "pubdata", "revision-history")


def read(text: str) -> Article:
    """The article in a NITF document.

    Raises:
        TranslatorError: ``input-unreadable`` if it is no well-formed XML, declares entities, is
            larger or deeper than any article, or has no text to translate.
    """
    document = parse(text)
    return embedded.article(text, [part(document, document.root)], "nitf", stated(document.root))


def write(parallel: ParallelText) -> str:
    """The translation in the shape of the source."""
    document = parse(parallel.article.text)
    entries = {(entry.block.start, entry.block.end): entry for entry in parallel.blocks}
    mine = part(document, document.root)
    made = xml_edits.encoding(document) + mine.inner(entries)
    if provenance.changed(parallel):
        spans = sorted((e.block.start, e.block.end) for e in parallel.blocks if e.units)
        made += language(document, document.root, parallel)
        made += xml_edits.languages(document, spans, parallel.source_lang, parallel.target_lang)
        made += _provenance(document, parallel)
    return ("\ufeff" if parallel.article.bom else "") + spliced(document.text, made)


def like(text: str) -> bool:
    """Whether the text is XML whose first element is NITF's."""
    root = root_of(text)
    return root is not None and root.name == "nitf" and root.namespace in ("", NAMESPACE)


def part(document: Document, root: Element) -> Part:
    """What there is to read in a ``nitf`` element."""
    return markup(document.text, (root.inner_start, root.inner_end))


def markup(
    text: str,
    place: Span | None = None,
    *,
    span: Places = lambda start, end: (start, end),
    encode: Encoder = lambda start, end, new: new,
) -> Part:
    """The same for NITF within something else; see `translator.documents.web.embedded.markup`."""
    return embedded.markup(
        text, place, VOCABULARY, span=span, encode=encode, kinds=_named, attributes=_spoken
    )


def language(document: Document, root: Element, parallel: ParallelText) -> list[Edit]:
    """The root says its language."""
    return [xml_edits.attribute(document, root, "baselang", parallel.target_lang)]


def stated(root: Element) -> str:
    """The code of the language that a ``nitf`` element says it is in, or nothing."""
    tag = root.attributes.get("baselang") or root.attributes.get("xml:lang") or ""
    return provenance.known_language(tag)


def _spoken(tag: Token) -> tuple[tuple[str, BlockKind], ...]:
    """The attributes of a tag that are read by people."""
    return _SPOKEN.get(tag.name.rpartition(":")[2], ())


def _named(passage: Passage) -> Block:
    """The block of a passage by the elements around it."""
    block = passage.block
    if passage.attribute is not None:
        return block
    for element in passage.element.chain if passage.element else ():
        if element.name in _KINDS:
            kind, level = _KINDS[element.name]
            kept = block.kind is BlockKind.FURNITURE and kind is not BlockKind.CODE
            return block if kept else replace(block, kind=kind, level=level)
    return block


def _provenance(document: Document, parallel: ParallelText) -> list[Edit]:
    root = document.root
    prefix = f"{root.prefix}:" if root.prefix else ""
    made: list[Edit] = []
    metas = []
    for identity in (e for e in root.walk() if e.name == "doc-id"):
        name = identity.attributes.get("id-string", "")
        if name:
            own = provenance.own_name(name, parallel.target_lang)
            made.append(xml_edits.attribute(document, identity, "id-string", own))
            said = escape_attribute(name)
            metas.append(f'<{prefix}meta name="translation-of" content="{said}"/>')
            break
    said = escape_attribute(provenance.sentence(parallel))
    history = [
        f'<{prefix}revision-history name="{provenance.NAME}" function="other" comment="{said}"/>'
    ]
    head = root.first("head")
    if head is None or head.empty:
        inner = "".join([f"<{prefix}head>", *metas, *history, f"</{prefix}head>"])
        if head is not None:
            return [*made, (head.start, head.end, inner)]
        return [*made, *xml_edits.after(document, root, (), [inner])]
    if metas:
        made += xml_edits.after(document, head, _BEFORE_META, metas)
    return [*made, *xml_edits.after(document, head, _BEFORE_HISTORY, history)]
