"""What an article is made of: blocks with exact places in the source text, cut into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.documents.stored import NOTHING, Stored


class BlockKind(StrEnum):
    """The part a block plays in its article.

    ``ALT`` describes a picture or link for those who do not see it; ``METADATA`` is what a file
    says about its article: a page's title, a summary for search engines.
    """

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CAPTION = "caption"
    ALT = "alt"
    KEYWORD = "keyword"
    METADATA = "metadata"
    CODE = "code"
    FURNITURE = "furniture"

    @property
    def translated(self) -> bool:
        """Whether blocks of this kind go through the model; the others are kept as they are."""
        return self not in (BlockKind.CODE, BlockKind.FURNITURE)

    @property
    def running(self) -> bool:
        """Whether blocks of this kind are part of the text that people read from top to bottom."""
        return self not in (BlockKind.ALT, BlockKind.KEYWORD, BlockKind.METADATA)


@dataclass(frozen=True, slots=True)
class Inline:
    """Markup around a stretch of a block's visible text.

    ``start`` and ``end`` are offsets in ``Block.text``; ``open`` and ``close`` are the source
    format's own marks (``**``, ``[``, ``](https://…)``). ``keep`` means that the text inside is
    carried over untranslated (code, bare links).
    """

    start: int
    end: int
    open: str
    close: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of ``Block.text`` without the white space around it.

    ``start`` and ``end`` are offsets in ``Block.text``; ``text`` equals ``Block.text[start:end]``.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One headline, paragraph, list item and so on.

    ``start`` and ``end`` are offsets in ``Article.text`` of the stretch that a translation
    replaces, markup included; indents, list marks and line ends lie outside it. ``text`` is the
    visible text without markup: for plain text it equals ``Article.text[start:end]``.
    ``level`` is the depth of a heading or list item (1 for the outermost), else 0.
    """

    kind: BlockKind
    start: int
    end: int
    text: str
    inlines: tuple[Inline, ...] = ()
    level: int = 0
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A document as read: the whole source text and the blocks found in it, in order.

    ``text`` is the decoded source with its own line ends; everything outside the blocks' spans is
    carried into the translation unchanged. ``format`` names the registry entry that read it,
    ``lang`` is the source language's code once known. ``file`` is the file itself where that is a
    container (DOCX, EPUB): ``text`` is then the text of its parts, one after the other.
    """

    text: str
    blocks: tuple[Block, ...]
    format: str
    name: str = "-"
    lang: str = ""
    encoding: str = "utf-8"
    bom: bool = False
    file: Stored = NOTHING

    @property
    def translated_text(self) -> str:
        """The text of all blocks that will be translated, for language detection."""
        return "\n".join(block.text for block in self.blocks if block.kind.translated)
