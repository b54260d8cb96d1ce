"""Word documents (DOCX): read paragraph by paragraph, written back with all else as it was.

Text of the body, tables, text boxes, notes, headers and footers is translated, as are pictures'
alternative texts and the document's title. Comments, charts and whatever else there is stay byte
for byte. The XML is edited in place: ECMA-376 part 1, WordprocessingML, transitional or strict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from translator.documents.article import Article, Block, BlockKind, Sentence

if TYPE_CHECKING:
    from translator.documents.docx.content import Content
    from translator.documents.docx.package import Package
    from translator.documents.docx.pieces import Piece
    from translator.documents.stored import Stored
    from translator.documents.xml.spans import Element
    from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit


def like(kept: Stored) -> bool:
    """Whether a file is a Word document, sound or not."""
    from translator.documents.archive import names

    found = names(kept)
    return "[Content_Types].xml" in found and any(name.startswith("word/") for name in found)


def read(kept: Stored) -> Article:
    """The article in a Word document.

    Raises:
        TranslatorError: ``input-unreadable``, or ``format-unknown`` for templates and documents
            with macros.
    """
    from translator.documents.archive import unreadable
    from translator.documents.docx.package import open_package
    from translator.documents.docx.pieces import pieces

    package = open_package(kept)
    bases = _bases(package)
    blocks = tuple(
        Block(
            piece.kind,
            bases[piece.part] + piece.start,
            bases[piece.part] + piece.end,
            piece.text,
            piece.content.inlines if piece.content else (),
            piece.level,
        )
        for piece in pieces(package)
        if not piece.echo
    )
    if not blocks:
        raise unreadable("no text in it", "give a document that holds an article")
    return Article("".join(part.document.text for part in package.parts), blocks, "docx", file=kept)


def write(parallel: ParallelText) -> Iterator[bytes]:
    """The translation as a Word document: the source's, its texts replaced.

    It says its language and direction, and in its properties that a machine translated it.
    """
    from translator.documents.docx import language as docx_language
    from translator.documents.docx.package import open_package
    from translator.documents.docx.pieces import pieces
    from translator.documents.xml.spans import spliced
    from translator.languages import LANGUAGES

    package = open_package(parallel.article.file)
    target = LANGUAGES.get(parallel.target_lang)
    rtl = target is not None and target.rtl
    edits: list[list[tuple[int, int, str]]] = [[] for _ in package.parts]
    texts: list[tuple[int, tuple[int, int, str]]] = []
    turned: list[tuple[int, Element]] = []
    for group, entries in _groups(pieces(package), parallel.blocks):
        if any(entry.units for entry in entries):
            first, last = group[0], group[-1]
            new = _rewritten(package, group, entries, rtl)
            texts.append((first.part, (first.start, last.end, new)))
        if group[0].paragraph is not None and group[0].kind is not BlockKind.CODE:
            turned.append((group[0].part, group[0].paragraph))
    docx_language.direct(package, edits, list(dict.fromkeys(turned)), rtl)
    for number, edit in texts:  # after what goes in before them
        edits[number].append(edit)
    changed = docx_language.said(package, edits, parallel)
    for part, made in zip(package.parts, edits, strict=True):
        if made:
            changed[part.name] = part.encode(spliced(part.document.text, made))
    return package.archive.rewritten(changed)


def _bases(package: Package) -> list[int]:
    """Where each part begins in the article's text."""
    bases, size = [], 0
    for part in package.parts:
        bases.append(size)
        size += len(part.document.text)
    return bases


def _groups(
    found: Sequence[Piece], blocks: Sequence[ParallelBlock]
) -> Iterator[tuple[list[Piece], list[ParallelBlock]]]:
    """The pieces that are written together, with their blocks; an echo has its original's."""
    given = iter(blocks)
    entries = [None if piece.echo else next(given) for piece in found]
    known: dict[str, ParallelBlock] = {}
    for entry in entries:
        if entry is not None:
            known.setdefault(" ".join(entry.block.text.split()), entry)
    group: list[Piece] = []
    paired: list[ParallelBlock] = []
    for piece, entry in zip(found, entries, strict=True):
        if entry is None:
            entry = _again(piece, known)
            if entry is None:
                continue
        if group and piece.joint is None:
            yield group, paired
            group, paired = [], []
        group.append(piece)
        paired.append(entry)
    if group:
        yield group, paired


def _again(piece: Piece, known: dict[str, ParallelBlock]) -> ParallelBlock | None:
    """The translation of a piece that says what another block says."""
    from translator.parallel.text import ParallelBlock

    said = known.get(" ".join(piece.text.split()))
    if said is None or not said.units:
        return None
    sentences: list[Sentence] = []
    units: list[TranslationUnit] = []
    at = 0
    for unit in said.units:
        start = piece.text.find(unit.source, at)
        if start < 0:
            return None
        at = start + len(unit.source)
        sentences.append(Sentence(start, at, unit.source))
        units.append(unit)
    block = Block(
        piece.kind,
        piece.start,
        piece.end,
        piece.text,
        piece.content.inlines if piece.content else (),
        sentences=tuple(sentences),
    )
    return ParallelBlock(block, tuple(units))


def _rewritten(
    package: Package, group: Sequence[Piece], entries: Sequence[ParallelBlock], rtl: bool
) -> str:
    from translator.documents.docx.writing import written
    from translator.documents.inline import Placed, place
    from translator.documents.xml.escaping import escape_attribute

    document = package.parts[group[0].part].document
    source = document.text[group[0].start : group[-1].end]
    said: list[tuple[Placed, Content]] = []
    same = True
    for piece, entry in zip(group, entries, strict=True):
        block = entry.block
        placed = place(block, entry.units) if entry.units else Placed(block.text, block.inlines)
        if piece.content is None:
            return source if placed.text == piece.text else escape_attribute(placed.text)
        same = same and placed == Placed(piece.text, block.inlines)
        if piece.joint is not None:
            said.append((Placed(piece.joint.text, piece.joint.inlines), piece.joint))
        said.append((placed, piece.content))
    if same and rtl == ("<w:rtl/>" in source):  # word for word what it was: so are its runs
        return source
    return written(said, rtl)
