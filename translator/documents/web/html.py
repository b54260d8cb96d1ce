"""Web pages: the article in them, or all that can be seen, translated in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents import json_spans
from translator.documents.article import Article, Block, BlockKind
from translator.documents.choices import NONE, Choices
from translator.documents.web import flow, jsonld, page_marks
from translator.documents.web.flow import Flow
from translator.documents.web.passages import Passage, edits, may_be_translated, passages
from translator.documents.web.tags import Token
from translator.documents.xml.spans import spliced
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText

_HEAD = re.compile(
    r"\ufeff?(?:\s+|<\?xml\b[^>]*>|<!--(?:[^-]|-(?!->))*+-->)*+<(?:!doctype\s+html\b|html[\s>])",
    re.IGNORECASE,
)
_META = {
    "description": BlockKind.METADATA,
    "abstract": BlockKind.METADATA,
    "og:title": BlockKind.METADATA,
    "og:description": BlockKind.METADATA,
    "og:image:alt": BlockKind.METADATA,
    "twitter:title": BlockKind.METADATA,
    "twitter:description": BlockKind.METADATA,
    "twitter:image:alt": BlockKind.METADATA,
    "dc.title": BlockKind.METADATA,
    "dc.description": BlockKind.METADATA,
    "keywords": BlockKind.KEYWORD,
    "news_keywords": BlockKind.KEYWORD,
    "article:tag": BlockKind.KEYWORD,
    "article:section": BlockKind.KEYWORD,
    "headline": BlockKind.METADATA,
    "alternativeheadline": BlockKind.METADATA,
}
_SAID = (("alt", BlockKind.ALT), ("title", BlockKind.ALT))
_WIDGETS = ("placeholder", "aria-label", "label", "summary")
_PRESSED = ("submit", "button", "reset")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was scanned; ``data`` are the JSON-LD documents in it."""

    text: str
    flow: Flow
    passages: list[Passage]
    data: tuple[json_spans.Document, ...]


def like(text: str) -> bool:
    """Whether the text begins as a page does."""
    return _HEAD.match(text, 0, 1 << 16) is not None


def read(text: str) -> Article:
    """The article in a page; menus, comments and all else around it are no part of it.

    Raises:
        TranslatorError: ``input-unreadable`` if the page is larger or deeper than any, or says
            nothing.
    """
    return choose(text, NONE)


def choose(text: str, choices: Choices) -> Article:
    """As `read`; all that can be seen on the page if ``choices`` ask for the whole of it."""
    page = scan(text)
    if choices.whole_page:
        picked = _all(page)
    else:
        from translator.documents.web.extraction import pick

        picked = pick(page)
    found = [passage.block for passage in picked]
    for document in page.data:
        found += [_aside(block) for block in jsonld.blocks(document)]
    if not found:
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE, "no text in the page", "save it as your browser shows it"
        )
    return Article(text, tuple(sorted(found, key=lambda block: block.start)), "html")


def write(parallel: ParallelText) -> str:
    """The page with the translation in place of what was read of it.

    It says its language and direction, its encoding (which is UTF-8), that a machine translated
    it and where its source is; all else stays as it was, to the byte.
    """
    article = parallel.article
    page = scan(article.text)
    made = edits(page.text, page.passages, parallel.blocks)
    for document in page.data:
        made += jsonld.edits(document, parallel, parallel.blocks, script=True)
    made += page_marks.edits(page, parallel)
    return ("\ufeff" if article.bom else "") + spliced(article.text, made)


def scan(text: str) -> Page:
    """Everything that could be translated in a page."""
    found = flow.read(text)
    data = []
    for tag, start, end in found.opaque:
        if tag.name == "script" and tag.get("type").strip().lower() == "application/ld+json":
            try:
                data.append(json_spans.parse(text, start, end))
            except TranslatorError:  # what search engines could not read either
                continue
    return Page(text, found, passages(found, text, attributes=spoken), tuple(data))


def spoken(tag: Token) -> Iterator[tuple[str, BlockKind]]:
    """The attributes of a tag whose values people see or hear, and what they are."""
    if tag.name == "meta":
        name = tag.get("name") or tag.get("property") or tag.get("itemprop")
        kind = _META.get(name.strip().lower())
        if kind is not None:
            yield "content", kind
        return
    if tag.name == "link":
        return
    yield from _SAID
    for name in _WIDGETS:
        yield name, BlockKind.METADATA
    if tag.name == "input" and tag.get("type").lower() in _PRESSED:
        yield "value", BlockKind.METADATA


def _all(page: Page) -> Iterable[Passage]:
    """Every passage, the first heading as the headline."""
    headed = False
    for passage in page.passages:
        if not headed and passage.block.level == 1 and passage.block.kind is BlockKind.SUBHEAD:
            headed = True
            passage = replace(passage, block=replace(passage.block, kind=BlockKind.HEADLINE))
        if passage.block.kind is BlockKind.FURNITURE and may_be_translated(passage):
            passage = replace(passage, block=replace(passage.block, kind=BlockKind.PARAGRAPH))
        yield passage


def _aside(block: Block) -> Block:
    """What a page says in its data is no part of its running text."""
    if block.kind is BlockKind.KEYWORD:
        return block
    return replace(block, kind=BlockKind.METADATA, level=0)
