"""EPUB 2 and 3: chapters in reading order, titles, tables of contents, translated in place.

Fonts, pictures, styles and whatever else there is stay byte for byte, the order of the members and
the uncompressed ``mimetype`` at their head included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents.article import Article, Block, BlockKind
from translator.documents.provenance import language_of

if TYPE_CHECKING:
    from translator.documents.epub.package import Book, Part
    from translator.documents.stored import Stored
    from translator.documents.web.passages import Passage
    from translator.documents.xml.spans import Element
    from translator.parallel.text import ParallelBlock, ParallelText

_MIME = b"mimetypeapplication/epub+zip"
_SAID = {
    "title": BlockKind.METADATA,
    "description": BlockKind.METADATA,
    "subject": BlockKind.KEYWORD,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a part, its places counted in the part."""

    part: int
    block: Block


def like(kept: Stored) -> bool:
    """Whether a file is an EPUB, sound or not."""
    from translator.documents.archive import names

    with kept.open() as file:
        head = file.read(200)
    if not head.startswith(b"PK\x03\x04"):
        return False
    return _MIME in head or "META-INF/container.xml" in names(kept)


def read(kept: Stored) -> Article:
    """The text of an EPUB.

    Raises:
        TranslatorError: ``input-unreadable``, also for one that is protected.
    """
    from translator.documents.archive import unreadable
    from translator.documents.epub.package import open_book

    book = open_book(kept)
    bases = _bases(book)
    blocks = tuple(
        replace(
            piece.block,
            start=bases[piece.part] + piece.block.start,
            end=bases[piece.part] + piece.block.end,
        )
        for piece in pieces(book)
    )
    if not any(block.kind.running for block in blocks):
        raise unreadable("no text in it", "give a book that holds text, not pictures of it")
    return Article("".join(part.text for part in book.parts), blocks, "epub", file=kept)


def write(parallel: ParallelText) -> Iterator[bytes]:
    """The translation as an EPUB: the source's, its texts replaced.

    It says its language and direction, that a machine translated it, and what it was made from.
    """
    from translator.documents.epub import marks as epub_marks
    from translator.documents.epub.package import open_book
    from translator.documents.web.passages import edits
    from translator.documents.xml.spans import spliced

    book = open_book(parallel.article.file)
    changed: dict[str, bytes] = {}
    blocks = iter([*parallel.blocks, None])
    entry = next(blocks)
    for base, part in zip(_bases(book), book.parts, strict=True):
        mine: list[ParallelBlock] = []
        while entry is not None and entry.block.start < base + len(part.text):
            mine.append(_moved(entry, -base))
            entry = next(blocks)
        flow, found = part.page() if _is_page(part) else (None, [])
        made = edits(part.text, found, mine) if flow else list(_plain(mine))
        made += epub_marks.edits(book, part, flow, parallel)
        if made:
            changed[part.name] = part.encode(spliced(part.text, made))
    return book.archive.rewritten(changed)


def _plain(entries: Sequence[ParallelBlock]) -> Iterator[tuple[int, int, str]]:
    """The changes to texts without markup."""
    from translator.documents.inline import place
    from translator.documents.xml.escaping import escape

    for entry in entries:
        block = entry.block
        target = place(block, entry.units).text if entry.units else block.text
        if target != block.text:
            yield block.start, block.end, escape(target)


def _moved(entry: ParallelBlock, by: int) -> ParallelBlock:
    block = entry.block
    return replace(entry, block=replace(block, start=block.start + by, end=block.end + by))


def _bases(book: Book) -> list[int]:
    """Where each part begins in the article's text."""
    bases, size = [], 0
    for part in book.parts:
        bases.append(size)
        size += len(part.text)
    return bases


def pieces(book: Book) -> list[Piece]:
    """The blocks of all parts, in order; the first heading of the first rank is the headline."""
    found: list[Piece] = []
    for number, part in enumerate(book.parts):
        if part.role == "package":
            found += [Piece(number, block) for block in _package(part)]
        elif not _is_page(part):
            found += [Piece(number, block) for block in _contents(part)]
        else:
            aside = part.role == "contents"
            for passage in part.page()[1]:
                block = passage.block
                if block.kind.translated and _foreign(passage):
                    block = replace(block, kind=BlockKind.FURNITURE, level=0)
                elif block.kind.translated and aside:
                    block = replace(block, kind=BlockKind.METADATA, level=0)
                found.append(Piece(number, block))
    return _with_headline(found)


def _foreign(passage: Passage) -> bool:
    """Whether it is a quotation in another language than the chapter's, by what its tags say."""
    langs = [
        language_of(element.tag.get("xml:lang") or element.tag.get("lang"))
        for element in (passage.element.chain if passage.element else ())
        if element.tag.get("xml:lang") or element.tag.get("lang")
    ]
    whole = passage.element is None or passage.element.name in ("html", "body", "section")
    return not whole and len(langs) > 1 and langs[0] != langs[-1]


def _is_page(part: Part) -> bool:
    """Whether it is a page, not the package or an NCX."""
    if part.role == "package":
        return False
    return re.search(r"<(?:\w+:)?ncx\b", part.text[:20_000]) is None


def _package(part: Part) -> Iterator[Block]:
    """What the package says of the book in words."""
    metadata = part.document.root.first("metadata")
    for element in metadata.walk() if metadata is not None else ():
        kind = _SAID.get(element.name)
        if kind is not None and element.prefix == "dc":
            yield from _block(part, element, kind)


def _contents(part: Part) -> Iterator[Block]:
    """The titles in an NCX table of contents."""
    for element in part.document.root.walk():
        if element.name == "text":
            yield from _block(part, element, BlockKind.METADATA)


def _block(part: Part, element: Element, kind: BlockKind) -> Iterator[Block]:
    text = part.document.value(element)
    start, end = element.inner_start, element.inner_end
    if any(map(str.isalpha, text)) and not re.search(r"<\w", text) and len(text) < 20_000:
        yield Block(kind, start, end, text)


def _with_headline(found: Sequence[Piece]) -> list[Piece]:
    out = list(found)
    for number, piece in enumerate(out):
        if piece.block.kind is BlockKind.SUBHEAD and piece.block.level == 1:
            out[number] = replace(piece, block=replace(piece.block, kind=BlockKind.HEADLINE))
            break
    return out
