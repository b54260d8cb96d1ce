"""Reading the side-by-side Word table again, as a person may have changed it.

A table is read whose first row names two languages, in any of Word's columns; changes that are
tracked count as made. The bookmark around a target says what the machine wrote there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from translator.errors import TranslatorError
from translator.languages import language
from translator.parallel.pair import ANY, Pair, Wanted, Warn, check_length, unreadable
from translator.parallel.xml_correcting import Corrected, Edits

if TYPE_CHECKING:
    from translator.documents.docx.package import Package
    from translator.documents.xml.spans import Document, Element

MAX_FILE = 64 << 20
"""Bytes of one document, which is held in memory as a whole."""

_MADE = re.compile(r"made_\d+_([0-9a-f]{8,32})")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: its pair, and the cell of the target."""

    pair: Pair
    target: Element


def like(stream: BinaryIO) -> bool:
    """Whether a file is a Word document; it is left at its beginning."""
    from translator.documents.docx import document as docx
    from translator.documents.stored import InMemory

    stream.seek(0)
    head = stream.read(4)
    # Only an archive is worth reading whole.
    found = head == b"PK\x03\x04" and docx.like(InMemory(head + stream.read(MAX_FILE)))
    stream.seek(0)
    return found


def read(
    stream: BinaryIO, name: str = "-", wanted: Wanted = ANY, warn: Warn = lambda line: None
) -> Iterator[Pair]:
    """The rows of the table in order; what stands around it is passed over.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read; a table in others gives nothing.
        warn: told of rows that have not two cells.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    for row in _rows(_package(stream, name).parts[0].document, name, wanted, warn):
        yield row.pair


def correct(stream: BinaryIO, name: str, wanted: Wanted, edits: Edits) -> Corrected:
    """The document with changed targets; one with markup inside stays as it is."""
    from translator.documents.docx.content import content
    from translator.documents.docx.writing import written
    from translator.documents.inline import Placed
    from translator.documents.xml.spans import spliced
    from translator.parallel.summary import is_rtl

    package = _package(stream, name)
    part = package.parts[0]
    made: list[tuple[int, int, str]] = []
    done: set[int] = set()
    rows = _rows(part.document, name, wanted, lambda line: None)
    for number, row in enumerate(rows):
        paragraphs = list(row.target.all("p"))
        runs = [run for run in paragraphs[0].all("r") if run.first("t")] if paragraphs else []
        if number not in edits or not runs or len(paragraphs) > 1:
            continue
        found = content(part.document, runs)
        if found.text != row.pair.target or found.inlines:
            continue
        text = found.text
        for start, end, new in sorted(edits[number], reverse=True):
            text = text[:start] + new + text[end:]
        inner = written([(Placed(text), found)], is_rtl(row.pair.target_lang))
        made.append((runs[0].start, runs[0].end, inner))
        made += [(run.start, run.end, "") for run in runs[1:]]
        done.add(number)
    changed = {part.name: part.encode(spliced(part.document.text, made))} if made else {}
    return b"".join(package.archive.rewritten(changed)), frozenset(done)


def _package(stream: BinaryIO, name: str) -> Package:
    from translator.documents.docx.package import open_package
    from translator.documents.stored import InMemory

    stream.seek(0)
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise unreadable(name, f"more than {MAX_FILE >> 20} MiB", "split the document")
    try:
        return open_package(InMemory(data))
    except TranslatorError as error:
        raise TranslatorError(error.code, f"{name}: {error.message}", error.hint) from None


def _rows(document: Document, name: str, wanted: Wanted, warn: Warn) -> Iterator[_Row]:
    segment = 0
    for table in document.root.walk():
        if table.name != "tbl" or table.prefix != "w":
            continue
        langs: tuple[str, str] | None = None
        for row in table.all("tr"):
            cells = list(row.all("tc"))
            if langs is None:
                langs = _languages(document, cells)
                if langs is None:
                    break
                continue
            if len(cells) != 2:
                warn(f"{name}: {len(cells)} cells in a row of the table; it is passed over")
                continue
            place = f"{name}: row {segment + 1}"
            source, target = (check_length(_text(document, cell), place) for cell in cells)
            if source.strip():
                segment += 1
                if wanted.fits(*langs):
                    pair = Pair(source, target, *langs, segment, made=_made(cells[1]))
                    yield _Row(pair, cells[1])


def _languages(document: Document, cells: list[Element]) -> tuple[str, str] | None:
    """The languages that the head of a table names."""
    if len(cells) != 2:
        return None
    try:
        source, target = (language(_text(document, cell).strip()).code for cell in cells)
    except TranslatorError:
        return None
    return source, target


def _text(document: Document, cell: Element) -> str:
    """What a cell says; its paragraphs are sentences of one segment."""
    from translator.documents.docx.content import content

    said = (
        content(document, [child for child in paragraph.elements if child.name != "pPr"]).text
        for paragraph in cell.all("p")
    )
    return " ".join(" ".join(text.split()) for text in said if text.strip())


def _made(cell: Element) -> str:
    """What the bookmark in a cell says of the machine's text."""
    for element in cell.walk():
        if element.name == "bookmarkStart":
            match = _MADE.fullmatch(element.attributes.get("w:name", ""))
            if match:
                return f"machine-{match[1]}"
    return ""
