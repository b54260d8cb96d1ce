"""What the styles of a Word document say of its paragraphs: headline, list, quotation and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from translator.documents.article import BlockKind
from translator.documents.xml.spans import Document, Element

# Word's names of its own styles; they are English in every language's Word, unlike the ids.
_NAMES = (
    (re.compile(r"title|headline"), BlockKind.HEADLINE),
    (re.compile(r"subtitle|standfirst|lead|deck|subhead\w*"), BlockKind.SUBHEAD),
    (re.compile(r"caption|photo caption|image caption|table caption|figure"), BlockKind.CAPTION),
    (re.compile(r"(?:intense )?quote|quotations?|block ?text|block quotation"), BlockKind.QUOTE),
    (re.compile(r"list(?: (?:bullet|number|continue))?(?: [2-5])?"), BlockKind.LIST_ITEM),
    (re.compile(r"by ?line|author"), BlockKind.BYLINE),
    (re.compile(r"date ?line"), BlockKind.DATELINE),
    (
        re.compile(r"html preformatted|preformatted text|macro text|source code|plain code"),
        BlockKind.CODE,
    ),
)
_HEADING = re.compile(r"heading ([1-9])")
_BODY_LEVEL = 9  # of an outline: no heading


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph is: its kind, its level, whether it stands in a list, whether it is bold."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    listed: bool = False
    bold: bool = False


PLAIN = Style()


def named(element: Element, name: str) -> str:
    """An attribute of the element's own namespace."""
    return element.attributes.get(f"{element.prefix}:{name}", "")


def value(element: Element | None) -> str:
    """The ``w:val`` of an element."""
    return "" if element is None else named(element, "val")


def on(element: Element | None) -> bool:
    """Whether a switch such as ``w:b`` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def styles(document: Document | None) -> Mapping[str, Style]:
    """The paragraph styles by id; a style has what it is based on has, unless it says other."""
    if document is None:
        return {}
    entries = {named(found, "styleId"): found for found in document.root.all("style")}
    done: dict[str, Style] = {}
    for key in entries:
        chain: list[str] = []
        at = key
        while at in entries and at not in chain and at not in done:
            chain.append(at)
            at = value(entries[at].first("basedOn"))
        for name in reversed(chain):
            done[name] = _style(
                entries[name], done.get(value(entries[name].first("basedOn")), PLAIN)
            )
    return done


def _style(entry: Element, parent: Style) -> Style:
    name = " ".join(value(entry.first("name")).casefold().split())
    kind, level = parent.kind, parent.level
    outline = value(entry.first("pPr", "outlineLvl"))
    if match := _HEADING.fullmatch(name):
        kind, level = BlockKind.SUBHEAD, int(match[1])
    elif found := next((kind for pattern, kind in _NAMES if pattern.fullmatch(name)), None):
        kind, level = found, 1 if found in (BlockKind.HEADLINE, BlockKind.LIST_ITEM) else 0
    elif outline.isdecimal() and int(outline[:2]) < _BODY_LEVEL:
        kind, level = BlockKind.SUBHEAD, int(outline[:2]) + 1
    listed = entry.first("pPr", "numPr", "numId") is not None or parent.listed
    bold = entry.first("rPr", "b")
    return Style(kind, level, listed, on(bold) if bold is not None else parent.bold)


def style_of(paragraph: Element, known: Mapping[str, Style]) -> Style:
    """What a paragraph is by its style and its own properties."""
    properties = paragraph.first("pPr")
    if properties is None:
        return PLAIN
    style = known.get(value(properties.first("pStyle")), PLAIN)
    outline = value(properties.first("outlineLvl"))
    if style.kind is BlockKind.PARAGRAPH and outline.isdecimal() and int(outline[:2]) < _BODY_LEVEL:
        return Style(BlockKind.SUBHEAD, int(outline[:2]) + 1, bold=style.bold)
    numbered = properties.first("numPr", "numId")
    listed = value(numbered) != "0" if numbered is not None else style.listed
    if listed and style.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        depth = value(properties.first("numPr", "ilvl"))
        level = int(depth[:1]) + 1 if depth.isdecimal() else max(style.level, 1)
        return Style(BlockKind.LIST_ITEM, level, True, style.bold)
    return style
