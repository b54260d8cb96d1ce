"""What an EPUB is packed in (EPUB 3.3, OPF 2.0.1): its package, chapters, tables of contents."""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from translator.documents.archive import Archive, open_archive, unreadable
from translator.documents.stored import Stored
from translator.documents.web.flow import Flow
from translator.documents.web.flow import read as read_flow
from translator.documents.web.passages import Passage, passages
from translator.documents.web.vocabulary import HTML, XHTML, Vocabulary
from translator.documents.xml import scan as xml_scan
from translator.documents.xml.spans import Document, Element
from translator.errors import TranslatorError

MAX_TEXT = 40_000_000
"""Characters in all chapters."""

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGE = "application/xhtml+xml"
_NCX = "application/x-dtbncx+xml"
# Fonts made unreadable for other programs; nothing of the text is hidden by it.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_FALLBACKS = 10  # one after the other; a circle of them leads nowhere
_ENTITY = re.compile(r"<!ENTITY\b")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_SAVE = "save it again from the program that made it"


@dataclass(frozen=True)
class Part:
    """A member that is translated: its name, its text and the encoding to write it in.

    ``role`` is ``package``, ``contents`` (a table of contents that is no chapter) or ``chapter``.
    """

    name: str
    role: str
    text: str
    bom: bool = False

    def encode(self, text: str) -> bytes:
        """The member's bytes for another text, in UTF-8."""
        return (codecs.BOM_UTF8 if self.bom else b"") + text.encode()

    @cached_property
    def document(self) -> Document:
        """The part as XML.

        Raises:
            TranslatorError: ``input-unreadable``, with the member's name.
        """
        try:
            return xml_scan.parse(self.text)
        except TranslatorError as error:
            raise TranslatorError(error.code, f"{self.name}: {error.message}", error.hint) from None

    def page(self) -> tuple[Flow, list[Passage]]:
        """The part as a page: well-formed ones as XML, others as browsers would read them.

        Made anew each time, for all pages of a book together would take much memory.

        Raises:
            TranslatorError: ``input-unreadable``, with the member's name.
        """
        try:
            words = self._vocabulary()
            flow = read_flow(self.text, vocabulary=words)
            return flow, passages(flow, self.text, words)
        except TranslatorError as error:
            raise TranslatorError(error.code, f"{self.name}: {error.message}", error.hint) from None

    def _vocabulary(self) -> Vocabulary:
        """How the page's tags are meant."""
        try:
            xml_scan.parse(self.text)
        except TranslatorError:
            if _ENTITY.search(self.text, 0, 1 << 20):
                raise
            return HTML
        return XHTML


@dataclass(frozen=True, slots=True)
class Book:
    """An EPUB: ``parts`` are the package, the chapters in reading order, then what leads to them.

    ``version`` is that of the package, 2 or 3.
    """

    archive: Archive
    parts: tuple[Part, ...]
    version: int
    obfuscated: bool = False

    @property
    def package(self) -> Document:
        """The package document."""
        return self.parts[0].document


def open_book(kept: Stored) -> Book:
    """The EPUB in a file.

    Raises:
        TranslatorError: ``input-unreadable``, also for one whose text is encrypted.
    """
    archive = open_archive(kept)
    container = _part(archive, _CONTAINER, "container").document
    roots = [element for element in container.root.walk() if element.name == "rootfile"]
    name = next((unquote(root.attributes.get("full-path", "")) for root in roots), "")
    if not name:
        raise unreadable("the EPUB does not say where its package is", _SAVE)
    package = _part(archive, name, "package")
    version = 2 if package.document.root.attributes.get("version", "").startswith("2") else 3
    pages = list(_pages(archive, package))
    if all(role != "chapter" for _, role in pages):
        raise unreadable("the EPUB names no chapter that is in it", _SAVE)
    fonts = _encrypted(archive, [name, *(page for page, _ in pages)])
    parts = [package]
    size = len(package.text)
    for entry, role in pages:
        parts.append(_part(archive, entry, role))
        size += len(parts[-1].text)
        if size > MAX_TEXT:
            raise unreadable(
                f"more than {MAX_TEXT:,} characters of text", "translate the book in parts"
            )
    return Book(archive, tuple(parts), version, fonts)


def _pages(archive: Archive, package: Part) -> Iterator[tuple[str, str]]:
    """The members that are pages or tables of contents, and what they are."""
    root = package.document.root
    folder = posixpath.dirname(package.name)
    items: dict[str, Element] = {}
    for element in root.walk():
        if element.name == "item":
            items.setdefault(element.attributes.get("id", ""), element)
    spine = [item.attributes.get("idref", "") for item in root.walk() if item.name == "itemref"]
    wanted = [(_readable(items, key), "chapter") for key in dict.fromkeys(spine) if key in items]
    for item in items.values():
        kind = item.attributes.get("media-type", "")
        nav = "nav" in item.attributes.get("properties", "").split()
        if kind == _NCX or (nav and all(item is not chapter for chapter, _ in wanted)):
            wanted.append((item, "contents"))
    seen: set[str] = set()
    for item, role in wanted:
        path = unquote(item.attributes.get("href", "").partition("#")[0])
        name = posixpath.normpath(posixpath.join(folder, path))
        kind = item.attributes.get("media-type", "")
        if kind in (_PAGE, _NCX, "text/html") and name in archive.members and name not in seen:
            seen.add(name)
            yield name, role


def _readable(items: Mapping[str, Element], key: str) -> Element:
    """The item, or the page that stands for it where not every reader knows its format."""
    item = items[key]
    for _ in range(_FALLBACKS):
        if item.attributes.get("media-type", "") in (_PAGE, "text/html"):
            return item
        item = items.get(item.attributes.get("fallback", ""), item)
    return items[key]


def _part(archive: Archive, name: str, role: str) -> Part:
    data = archive.read(name)
    bom = data.startswith(codecs.BOM_UTF8)
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.decode("utf-8-sig" if bom else encoding)
    except (UnicodeDecodeError, LookupError):
        raise unreadable(f"{name} is not in {encoding.upper()} as it says", _SAVE) from None
    return Part(name, role, text, bom)


def _encrypted(archive: Archive, names: list[str]) -> bool:
    """Whether fonts are obfuscated; texts that are encrypted are refused."""
    if _ENCRYPTION not in archive.members:
        return False
    fonts = False
    for data in _part(archive, _ENCRYPTION, "encryption").document.root.all("EncryptedData"):
        method = data.first("EncryptionMethod")
        algorithm = method.attributes.get("Algorithm", "") if method else ""
        target = data.first("CipherData", "CipherReference")
        path = unquote(target.attributes.get("URI", "")) if target else ""
        if algorithm not in _FONTS or path in names:
            raise unreadable(
                "the EPUB is protected (DRM): its text is encrypted",
                "use an edition without protection",
            )
        fonts = True
    return fonts
