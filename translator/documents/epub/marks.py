"""What a translated EPUB says of itself: language, direction, identity, who translated it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from translator.documents import provenance
from translator.documents.xml.edits import attribute, same_language
from translator.documents.xml.escaping import escape
from translator.languages import LANGUAGES

if TYPE_CHECKING:
    from translator.documents.epub.package import Book, Part
    from translator.documents.web.flow import Flow
    from translator.documents.xml.spans import Document, Element
    from translator.parallel.text import ParallelText

Edit = tuple[int, int, str]


def edits(book: Book, part: Part, flow: Flow | None, parallel: ParallelText) -> list[Edit]:
    """The changes to a part's own statements; none if nothing was translated.

    Args:
        book: the whole.
        part: one of its parts.
        flow: the part as a page, None if it is none.
        parallel: the translation.
    """
    made = list(_declared(part))
    if not provenance.changed(parallel):
        return made
    if part.role == "package":
        return made + list(_package(book, part.document, parallel))
    if flow is not None:
        return made + list(_page(book, flow, parallel))
    return made + list(_contents(book, part.document, parallel))


def _declared(part: Part) -> Iterator[Edit]:
    """UTF-8, whatever encoding the part was in."""
    match = re.match(r"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)[\"']", part.text)
    if match and match[1].casefold() not in ("utf-8", "utf8"):
        yield *match.span(1), "UTF-8"


def _rtl(lang: str) -> bool:
    return lang in LANGUAGES and LANGUAGES[lang].rtl


def _page(book: Book, flow: Flow, parallel: ParallelText) -> Iterator[Edit]:
    """The languages and directions that a chapter's elements state."""
    source, target = parallel.source_lang, parallel.target_lang
    turned = _rtl(source) != _rtl(target)
    for tag, _ in flow.tags:
        root = tag.name.rpartition(":")[2] == "html"
        langs = [each for each in tag.attributes if each.name in ("lang", "xml:lang")]
        own = [each for each in langs if root or same_language(each.value, source)]
        for each in own:
            yield each.start, each.end, target
        direction = tag.attribute("dir")
        if direction is not None and turned and (own or root):
            yield direction.start, direction.end, "rtl" if _rtl(target) else "ltr"
        if root:
            names = ("xml:lang",) if book.version == 2 else ("xml:lang", "lang")
            missing = "" if langs else "".join(f' {name}="{target}"' for name in names)
            missing += ' dir="rtl"' if direction is None and _rtl(target) else ""
            at = tag.start + 1 + len(tag.name)
            if missing:
                yield at, at, missing


def _package(book: Book, document: Document, parallel: ParallelText) -> Iterator[Edit]:
    source, target = parallel.source_lang, parallel.target_lang
    root = document.root
    for element in root.walk():
        if same_language(element.attributes.get("xml:lang", ""), source):
            yield attribute(document, element, "xml:lang", target)
    spine = root.first("spine")
    if spine is not None and book.version == 3 and _rtl(source) != _rtl(target):
        direction = "rtl" if _rtl(target) else "ltr"
        yield attribute(document, spine, "page-progression-direction", direction)
    metadata = root.first("metadata")
    if metadata is None:
        return
    languages = [e for e in metadata.walk() if e.name == "language" and not e.empty]
    for number, element in enumerate(languages):
        if number == 0:
            yield element.inner_start, element.inner_end, target
        elif same_language(document.value(element).strip(), source):
            yield element.start, element.end, ""
    added = [f'<dc:contributor id="translated-by">{escape(provenance.sentence(parallel))}']
    if book.version == 2:
        added = [f'<dc:contributor opf:role="trl">{escape(provenance.sentence(parallel))}']
    added[0] += "</dc:contributor>"
    if book.version == 3:
        added.append(
            '<meta refines="#translated-by" property="role" scheme="marc:relators">trl</meta>'
        )
    identity = _identity(document)
    if identity is not None and not book.obfuscated:
        said = document.value(identity).strip()
        yield identity.inner_start, identity.inner_end, new_identity(said, target)
        for name in ("opf:scheme", "scheme"):
            if document.attribute(identity, name):
                yield attribute(document, identity, name, "UUID")
        if metadata.first("source") is None:
            added.append(f"<dc:source>{escape(said)}</dc:source>")
    last = max((child.end for child in metadata.elements), default=metadata.inner_start)
    yield last, last, "".join(f"\n    {entry}" for entry in _bound(added, metadata, root))


def _bound(added: list[str], metadata: Element, root: Element) -> list[str]:
    """The elements with ``opf`` bound to its namespace, where an attribute needs it."""
    scope = root.attributes | metadata.attributes
    if "xmlns:opf" in scope:
        return added
    space = ' xmlns:opf="http://www.idpf.org/2007/opf" opf:role'
    return [entry.replace(" opf:role", space) for entry in added]


def _identity(document: Document) -> Element | None:
    """The identifier by which reading systems know the book."""
    wanted = document.root.attributes.get("unique-identifier", "")
    for element in document.root.walk():
        if element.name == "identifier" and element.attributes.get("id", "") == wanted:
            return None if element.empty else element
    return None


def new_identity(identifier: str, lang: str) -> str:
    """The identifier of a translation: the same each time for the same book and language."""
    return uuid5(NAMESPACE_URL, provenance.own_name(identifier, lang)).urn


def _contents(book: Book, document: Document, parallel: ParallelText) -> Iterator[Edit]:
    """An NCX names the language and repeats the book's identifier."""
    source, target = parallel.source_lang, parallel.target_lang
    for element in document.root.walk():
        if same_language(element.attributes.get("xml:lang", ""), source):
            yield attribute(document, element, "xml:lang", target)
        if element.name != "meta" or element.attributes.get("name") != "dtb:uid":
            continue
        identity = _identity(book.package)
        said = book.package.value(identity).strip() if identity is not None else ""
        if said == element.attributes.get("content", "").strip() and not book.obfuscated:
            yield attribute(document, element, "content", new_identity(said, target))
