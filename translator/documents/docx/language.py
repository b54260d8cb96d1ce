"""What a translated Word document says of itself: its language, its direction, its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from translator.documents import provenance
from translator.documents.docx.package import CORE, RELATIONS, TYPES, Package, Part, part
from translator.documents.docx.styles import on
from translator.documents.xml.escaping import escape, escape_attribute
from translator.documents.xml.spans import Document, Element, spliced

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText

Edit = tuple[int, int, str]
Before = Callable[[str], bool]

_SCRIPTED = ("az", "uz", "tg")  # languages that Word names together with their script
_PARAGRAPH_BEFORE_BIDI = frozenset(
    (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
        *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
    )
)
_TABLE_BEFORE_BIDI = frozenset(("tblStyle", "tblpPr", "tblOverlap"))
_SECTION_AFTER_BIDI = frozenset(("rtlGutter", "docGrid", "printerSettings", "sectPrChange"))
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</cp:coreProperties>'
)
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_DC = "http://purl.org/dc/elements/1.1/"


def tag(lang: str) -> str:
    """The language tag that Word gives a language: with its country (``ru-RU``, ``az-Latn-AZ``)."""
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(lang, ""))
    parts = likely.split("_")
    if len(parts) != 3:
        return lang
    return "-".join(parts if lang in _SCRIPTED else (parts[0], parts[2]))


def origin(parallel: ParallelText) -> str:
    """The sentence that says where the text comes from."""
    name = PurePath(parallel.article.name).name
    source = f" Source: {name}." if name not in ("", "-") else ""
    return f"{provenance.sentence(parallel)}. Check it before you publish it.{source}"


# --- direction ------------------------------------------------------------------------------


def direct(
    package: Package, edits: list[list[Edit]], turned: Sequence[tuple[int, Element]], rtl: bool
) -> None:
    """Add the edits that give translated paragraphs, tables and sections the target's direction."""
    for number, paragraph in turned:
        edits[number] += _paragraph(paragraph, rtl)
    for number in {number for number, _ in turned}:
        for element in package.parts[number].document.root.walk():
            if element.name == "tbl" and element.prefix == "w":
                edits[number] += _switch(
                    element, "tblPr", "bidiVisual", _TABLE_BEFORE_BIDI.__contains__, rtl
                )
            elif element.name == "sectPr":
                edits[number] += _switched(
                    element, "bidi", lambda name: name not in _SECTION_AFTER_BIDI, rtl
                )


def _paragraph(paragraph: Element, rtl: bool) -> Iterator[Edit]:
    yield from _switch(paragraph, "pPr", "bidi", _PARAGRAPH_BEFORE_BIDI.__contains__, rtl)


def _switch(element: Element, holder: str, name: str, before: Before, rtl: bool) -> Iterator[Edit]:
    """Edits that turn a switch among an element's properties on or off."""
    properties = element.first(holder)
    if properties is not None:
        yield from _switched(properties, name, before, rtl)
    elif rtl:
        yield element.inner_start, element.inner_start, f"<w:{holder}><w:{name}/></w:{holder}>"


def _switched(properties: Element, name: str, before: Before, rtl: bool) -> Iterator[Edit]:
    found = properties.first(name)
    if on(found) == rtl:
        return
    if found is not None:
        yield found.start, found.end, f"<w:{name}/>" if rtl else ""
        return
    if properties.empty:
        tag_name = f"w:{properties.name}"
        yield properties.start, properties.end, f"<{tag_name}><w:{name}/></{tag_name}>"
        return
    at = max((c.end for c in properties.elements if before(c.name)), default=properties.inner_start)
    yield at, at, f"<w:{name}/>"


# --- language and origin --------------------------------------------------------------------


def said(package: Package, edits: list[list[Edit]], parallel: ParallelText) -> dict[str, bytes]:
    """The parts, other than those translated, that must say something else now.

    The document's properties are among the translated parts if there are any; what they say of
    language and origin is added to ``edits``.
    """
    changed: dict[str, bytes] = {}
    if parallel.source_lang == parallel.target_lang:
        return changed
    for found in package.others.values():
        made = list(_languages(found, parallel))
        if made:
            changed[found.name] = found.encode(spliced(found.document.text, made))
    for number, entry in enumerate(package.parts):
        if entry.role == "properties":
            edits[number] += _properties(entry.document, parallel)
            return changed
    changed |= _new_properties(package, parallel)
    return changed


def _languages(found: Part, parallel: ParallelText) -> Iterator[Edit]:
    """Edits to the languages that styles and settings name."""
    from translator.languages import LANGUAGES

    document = found.document
    lang = tag(parallel.target_lang)
    row = LANGUAGES.get(parallel.target_lang)
    names = ("w:bidi", "w:val") if row is not None and row.rtl else ("w:val",)
    seen = False
    for element in document.root.walk():
        if element.name == "rPr" and names[0] == "w:bidi":
            yield from _twins(document, element)
        if element.name not in ("lang", "themeFontLang") or element.prefix != "w":
            continue
        seen = True
        for name in names:
            place = document.attribute(element, name)
            if place:
                yield *place, lang
            elif name == names[0]:
                at = document.name_end(element)
                yield at, at, f' {name}="{lang}"'
    if not seen and found.role == "styles":
        said = f'<w:lang {names[0]}="{lang}"/>'
        defaults = document.root.first("docDefaults")
        first = document.root.first("docDefaults", "rPrDefault")
        properties = document.root.first("docDefaults", "rPrDefault", "rPr")
        if properties is not None and not properties.empty:
            yield properties.inner_end, properties.inner_end, said
        elif first is not None:
            whole = f"<w:rPrDefault><w:rPr>{said}</w:rPr></w:rPrDefault>"
            yield first.start, first.end, whole
        elif defaults is None and not document.root.empty:
            at = document.root.inner_start
            whole = f"<w:rPrDefault><w:rPr>{said}</w:rPr></w:rPrDefault>"
            yield at, at, f"<w:docDefaults>{whole}</w:docDefaults>"


def _twins(document: Document, properties: Element) -> Iterator[Edit]:
    """Edits that let Arabic letters look as a style lets others look: bold, italic, their size."""
    for name, twin in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
        found = properties.first(name)
        if found is not None and properties.first(twin) is None:
            raw = document.text[found.start : found.end]
            yield found.end, found.end, raw.replace(f"w:{name}", f"w:{twin}")


def _properties(document: Document, parallel: ParallelText) -> Iterator[Edit]:
    """Edits to ``core.xml``: the language, and in the comments where the text comes from."""
    note = escape(origin(parallel))
    for name, text in (("language", tag(parallel.target_lang)), ("description", note)):
        element = document.root.first(name)
        if element is None:
            at = document.root.inner_end
            prefix = next(
                (key[6:] for key, value in document.root.attributes.items() if value == _DC), ""
            )
            opened = f"{prefix}:{name}" if prefix else f'{name} xmlns="{_DC}"'
            yield at, at, f"<{opened}>{text}</{opened.partition(' ')[0]}>"
        elif element.empty:
            opened = document.text[element.start : element.end].rstrip("/>").rstrip()
            closed = f"{element.prefix}:{element.name}".lstrip(":")
            yield element.start, element.end, f"{opened}>{text}</{closed}>"
        elif name == "language":
            yield element.inner_start, element.inner_end, text
        elif note not in document.text:
            yield element.inner_end, element.inner_end, f" | {text}"


def _new_properties(package: Package, parallel: ParallelText) -> dict[str, bytes]:
    """Properties for a document without any, and the entries that lead to them."""
    if CORE in package.archive.members:
        return {}
    text = (
        f"<dc:language>{tag(parallel.target_lang)}</dc:language>"
        f"<dc:description>{escape(origin(parallel))}</dc:description>"
    )
    changed = {CORE: _CORE.format(text).encode()}
    relation = (
        f'<Relationship Id="translatorCore" Type="{_CORE_RELATION}" Target="{CORE}"/>',
        RELATIONS,
    )
    override = (
        f'<Override PartName="/{CORE}" ContentType="{escape_attribute(_CORE_TYPE)}"/>',
        TYPES,
    )
    for entry, name in (relation, override):
        found = part(package.archive, name, "")
        at = found.document.root.inner_end
        changed[name] = found.encode(spliced(found.document.text, [(at, at, entry)]))
    return changed
