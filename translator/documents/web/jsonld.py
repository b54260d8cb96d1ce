"""schema.org articles as JSON-LD, in a file of their own or in a page, translated in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.documents import json_spans
from translator.documents.article import Article, Block, BlockKind
from translator.documents.json_spans import Document, Node
from translator.documents.tabular import values
from translator.documents.xml.spans import spliced
from translator.languages import LANGUAGES

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock, ParallelText

Edit = tuple[int, int, str]

SOURCE_TYPE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
"""schema.org's name for IPTC's ``trainedAlgorithmicMedia``."""

_ARTICLE = re.compile(
    r"(?:https?://schema\.org/|schema:)?(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting)"
)
_PICTURE = re.compile(r"(?:https?://schema\.org/|schema:)?(?:Image|Video|Audio|Media)Object")
_PAGE = re.compile(r"(?:https?://schema\.org/|schema:)?(?:\w*Page)")
_LIKE = re.compile(
    r"\"@type\"\s*:\s*\[?\s*\"(?:https?://schema\.org/|schema:)?(?:\w*Article|\w*BlogPosting|Report)\""
)
_ARTICLE_FIELDS = {
    "headline": BlockKind.HEADLINE,
    "alternativeHeadline": BlockKind.SUBHEAD,
    "name": BlockKind.METADATA,
    "abstract": BlockKind.PARAGRAPH,
    "description": BlockKind.METADATA,
    "dateline": BlockKind.DATELINE,
    "articleBody": BlockKind.PARAGRAPH,
    "text": BlockKind.PARAGRAPH,
    "articleSection": BlockKind.KEYWORD,
    "keywords": BlockKind.KEYWORD,
}
_PICTURE_FIELDS = {
    "caption": BlockKind.CAPTION,
    "description": BlockKind.CAPTION,
    "name": BlockKind.CAPTION,
}
_PAGE_FIELDS = {
    "headline": BlockKind.METADATA,
    "name": BlockKind.METADATA,
    "description": BlockKind.METADATA,
    "keywords": BlockKind.KEYWORD,
}
_WITHIN = frozenset(  # fields whose objects are looked into
    (
        *("mainEntity", "mainEntityOfPage", "@graph", "hasPart", "isPartOf", "liveBlogUpdate"),
        *("image", "video", "audio", "associatedMedia", "primaryImageOfPage", "thumbnail"),
        *("itemListElement", "item"),
    )
)
_WHERE = re.compile(r"https?://\S+")


def like(text: str) -> bool:
    """Whether the text is JSON that speaks of an article in schema.org's words."""
    head = text[:20_000]
    if head.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return False
    return "schema.org" in head and _LIKE.search(text, 0, 1 << 20) is not None


def read(text: str) -> Article:
    """The texts of the articles in a JSON-LD document.

    Raises:
        TranslatorError: ``input-unreadable`` if it is no JSON, or larger or deeper than an article.
    """
    document = json_spans.parse(text)
    return Article(text, tuple(blocks(document)), "jsonld", lang=_language(document))


def write(parallel: ParallelText) -> str:
    """The document with the translations in place, and what they are said in it."""
    text = parallel.article.text
    document = json_spans.parse(text)
    bom = "\ufeff" if parallel.article.bom else ""
    return bom + spliced(text, edits(document, parallel, parallel.blocks))


def blocks(document: Document) -> list[Block]:
    """What is to be translated in a document, in order; places are offsets in its text."""
    found: list[Block] = []
    for entry in _entries(document):
        for key, kind in entry.fields.items():
            for node in _strings(document, entry.node.members.get(key)):
                value = document.value(node)
                if kind is BlockKind.KEYWORD:
                    found += _keywords(value)
                else:
                    found += values.blocks(value, kind)
    return sorted(found, key=lambda block: block.start)


def edits(
    document: Document,
    parallel: ParallelText,
    entries: Sequence[ParallelBlock],
    *,
    script: bool = False,
) -> list[Edit]:
    """The changes that translate a document.

    Args:
        document: the JSON-LD.
        parallel: the translation that it belongs to, for its languages.
        entries: the translated blocks; those that lie elsewhere are passed over.
        script: whether the document stands in a HTML ``script`` element.
    """
    made: list[Edit] = []
    for entry in entries:
        start, end = entry.block.start, entry.block.end
        if document.root.start <= start and end <= document.root.end:
            target = values.target(entry)
            if target is not None:
                made.append((start, end, document.written(target, script=script)))
    if parallel.source_lang != parallel.target_lang:
        for found in _entries(document):
            if found.main:
                made += _statements(document, found, parallel)
    return made


@dataclass(frozen=True, slots=True)
class _Entry:
    """An object whose texts are translated; ``main`` is true for articles."""

    node: Node
    fields: dict[str, BlockKind]
    main: bool


def _entries(document: Document) -> Iterator[_Entry]:
    waiting = [document.root]
    while waiting:
        node = waiting.pop()
        if node.kind == "array":
            waiting += reversed(node.items)
            continue
        if node.kind != "object":
            continue
        kinds = [document.string(each) for each in _listed(node.members.get("@type"))]
        if any(map(_ARTICLE.fullmatch, kinds)):
            yield _Entry(node, _ARTICLE_FIELDS, True)
        elif any(map(_PICTURE.fullmatch, kinds)):
            yield _Entry(node, _PICTURE_FIELDS, False)
        elif any(map(_PAGE.fullmatch, kinds)):
            yield _Entry(node, _PAGE_FIELDS, False)
        elif "@graph" not in node.members and not node.members.get("mainEntity"):
            continue
        waiting += reversed([each for key, each in node.members.items() if key in _WITHIN])


def _listed(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return node.items if node.kind == "array" else [node]


def _strings(document: Document, node: Node | None) -> Iterator[Node]:
    """The strings in a field: its own, its items', or the names of what it lists."""
    for each in _listed(node):
        named = each.members.get("name") if each.kind == "object" else each
        if named is not None and named.kind == "string":
            yield named


def _keywords(value: values.Value) -> Iterator[Block]:
    """The keywords in a string that may hold several, parted by commas."""
    for match in re.finditer(r"[^,;،]+", value.text):
        word = match[0].strip()
        if any(map(str.isalpha, word)):
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            start, end = value.place(at), value.place(at + len(word))
            yield Block(BlockKind.KEYWORD, start, end, word)


def _language(document: Document) -> str:
    """The language that the first article says it is in, if it is one that is known."""
    for entry in _entries(document):
        code = document.string(entry.node.members.get("inLanguage")).partition("-")[0].lower()
        if entry.main and code in LANGUAGES:
            return code
    return ""


def _statements(document: Document, entry: _Entry, parallel: ParallelText) -> Iterator[Edit]:
    """What the translation says of itself: its language, its source, and that it is a machine's."""
    members = entry.node.members
    added: dict[str, Any] = {}
    stated = members.get("inLanguage")
    original = document.string(stated) or parallel.source_lang
    if stated is None:
        added["inLanguage"] = parallel.target_lang
    elif stated.kind == "string":
        yield stated.start, stated.end, parallel.target_lang
    elif stated.kind == "object" and (code := stated.members.get("alternateName")):
        yield code.start, code.end, parallel.target_lang
    if "translationOfWork" not in members:
        source: dict[str, Any] = {"@type": "CreativeWork"}
        if url := _address(document, members):
            source["url"] = url
        added["translationOfWork"] = source | {"inLanguage": original}
    if parallel.model and "digitalSourceType" not in members:
        added["digitalSourceType"] = SOURCE_TYPE
    if added:
        yield document.added(entry.node, added)


def _address(document: Document, members: dict[str, Node]) -> str:
    """Where the article is published, as it says itself."""
    for key in ("url", "mainEntityOfPage", "@id"):
        node = members.get(key)
        if node is not None and node.kind == "object":
            node = node.members.get("@id") or node.members.get("url")
        if _WHERE.fullmatch(address := document.string(node)):
            return address
    return ""
