"""What a Word document is packed in: its parts, found by their relationships (ECMA-376 part 2)."""

from __future__ import annotations

import codecs
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from translator.documents.archive import Archive, open_archive, unreadable
from translator.documents.docx.styles import Style, styles
from translator.documents.stored import Stored
from translator.documents.xml.scan import parse
from translator.documents.xml.spans import Document, Element
from translator.errors import ErrorCode, TranslatorError

TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"
CORE = "docProps/core.xml"

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_VARIANTS = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": "a document with macros (DOCM)",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "a template (DOTM)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "a template (DOTX)"
    ),
}
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_TRANSLATED = ("footnotes", "endnotes", "header", "footer")
_SAVE = "save it again in Word or LibreOffice"


@dataclass(frozen=True, slots=True)
class Part:
    """An XML member: what it is for, its text, and the encoding it goes back into.

    ``links`` are the addresses outside of the document, by their ids in it.
    """

    name: str
    role: str
    document: Document
    encoding: str = "utf-8"
    links: Mapping[str, str] = field(default_factory=dict)

    def encode(self, text: str) -> bytes:
        """The member's bytes for another text."""
        if self.encoding == "utf-16":
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        return text.encode(self.encoding)


@dataclass(frozen=True)
class Package:
    """A Word document: ``parts`` are those that are translated, the body first.

    ``others`` are the styles and settings, by their roles.
    """

    archive: Archive
    parts: tuple[Part, ...]
    others: Mapping[str, Part]

    @cached_property
    def styles(self) -> Mapping[str, Style]:
        """What the document's paragraph styles mean."""
        part = self.others.get("styles")
        return styles(part.document if part else None)


def open_package(kept: Stored) -> Package:
    """The Word document in a file.

    Raises:
        TranslatorError: ``input-unreadable``, or ``format-unknown`` for templates and documents
            with macros.
    """
    archive = open_archive(kept)
    types = part(archive, TYPES, "types").document
    top = dict(_relations(archive, ""))
    main = next((name for name, kind in top.items() if kind == "officeDocument"), "")
    if main not in archive.members:
        raise unreadable("the Word document does not say where its text is", _SAVE)
    kind = next(
        (
            entry.attributes.get("ContentType", "")
            for entry in types.root.all("Override")
            if entry.attributes.get("PartName", "").lstrip("/") == main
        ),
        "",
    )
    if kind != _MAIN:
        raise TranslatorError(
            ErrorCode.FORMAT_UNKNOWN,
            f"{_VARIANTS.get(kind, 'an Office file of another kind')} cannot be read",
            "save it as a Word document (.docx)",
        )
    body = _linked(archive, part(archive, main, "body"))
    if body.document.root.prefix != "w" or body.document.root.namespace not in _NAMESPACES:
        raise unreadable(f"{main} is not written as Word documents are", _SAVE)
    others: dict[str, Part] = {}
    parts = [body]
    for name, role in sorted(_relations(archive, main), key=lambda entry: _rank(entry[1])):
        if name not in archive.members:
            continue
        if role in ("styles", "settings") and role not in others:
            others[role] = part(archive, name, role)
        elif role in _TRANSLATED:
            found = _linked(archive, part(archive, name, role))
            if found.document.root.prefix == "w" and all(p.name != name for p in parts):
                parts.append(found)
    for name, role in top.items():
        if role == "core-properties" and name in archive.members:
            parts.append(part(archive, name, "properties"))
            break
    return Package(archive, tuple(parts), others)


def _rank(role: str) -> int:
    return _TRANSLATED.index(role) if role in _TRANSLATED else len(_TRANSLATED)


def _relations(archive: Archive, source: str) -> Iterator[tuple[str, str]]:
    """The members that ``source`` (empty: the package) leads to, and as what."""
    folder = posixpath.dirname(source)
    for entry in _entries(archive, source):
        if entry.attributes.get("TargetMode") == "External":
            continue
        target = entry.attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        yield posixpath.normpath(path), entry.attributes.get("Type", "").rpartition("/")[2]


def _linked(archive: Archive, found: Part) -> Part:
    """The part with the addresses that it leads to."""
    outside = {
        entry.attributes.get("Id", ""): entry.attributes.get("Target", "")
        for entry in _entries(archive, found.name)
        if entry.attributes.get("TargetMode") == "External"
    }
    return replace(found, links=outside)


def _entries(archive: Archive, source: str) -> Iterator[Element]:
    folder, base = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name in archive.members:
        yield from part(archive, name, "relations").document.root.all("Relationship")


def part(archive: Archive, name: str, role: str) -> Part:
    """A member that is XML.

    Raises:
        TranslatorError: ``input-unreadable``, also for one with a document type: Office has none.
    """
    data = archive.read(name)
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        document = parse(data.decode(encoding))
    except UnicodeDecodeError:
        raise unreadable(f"{name} is not in {encoding.upper()}", _SAVE) from None
    except TranslatorError as error:
        raise TranslatorError(error.code, f"{name}: {error.message}", error.hint) from None
    if document.doctype:
        raise unreadable(f"{name} declares a document type, which can do harm", _SAVE)
    return Part(name, role, document, encoding)
