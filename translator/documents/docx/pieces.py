"""The pieces of a Word document that are blocks of its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translator.documents.article import BlockKind, Inline
from translator.documents.docx.atoms import field_spans, has_text
from translator.documents.docx.content import Content, content
from translator.documents.docx.package import Package
from translator.documents.docx.styles import Style, style_of
from translator.documents.furniture import is_furniture
from translator.documents.roles import dateline, like_headline, role
from translator.documents.xml.spans import Document, Element

_RUN_IN = 3  # a dateline runs into one of the first paragraphs, if anywhere
_ENDED = re.compile(r"[?!.…]['\"”’»)\]]*$")
_TABS = re.compile(r"[ \t]*\t[ \t]*")  # columns, not words of one sentence
_FILE_NAME = re.compile(
    r"[^\s/]{1,80}\.(?:jpe?g|png|gif|webp|tiff?|bmp|svg|emf|wmf)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a part that is a block of the article, or says again what one says.

    ``start`` and ``end`` are offsets in the part. ``content`` is None where the stretch is plain
    text, an attribute's value for one. ``joint`` is what stands between it and the piece before it
    in its paragraph; ``echo`` marks what is in the document for older programs only.
    """

    part: int
    kind: BlockKind
    level: int
    start: int
    end: int
    text: str
    content: Content | None = None
    paragraph: Element | None = None
    joint: Content | None = None
    echo: bool = False


def pieces(package: Package) -> list[Piece]:
    """The pieces of all parts, in order."""
    found: list[Piece] = []
    for number, part in enumerate(package.parts):
        if part.role == "properties":
            found += _properties(package, number, found)
        else:
            found += sorted(_of_part(package, number), key=lambda piece: piece.start)
    return _with_heads(_with_dateline(package, found))


def _properties(package: Package, number: int, before: Sequence[Piece]) -> Iterator[Piece]:
    """Title and keywords among the document's properties.

    The title mostly says what the headline says.
    """
    document = package.parts[number].document
    title, keywords = document.root.first("title"), document.root.first("keywords")
    if title is not None and any(char.isalpha() for char in document.value(title)):
        text = document.value(title)
        again = any(" ".join(piece.text.split()) == " ".join(text.split()) for piece in before)
        start, end = title.inner_start, title.inner_end
        yield Piece(number, BlockKind.METADATA, 0, start, end, text, echo=again)
    if keywords is not None:
        decoded = document.decoded(keywords.children)
        for match in re.finditer(r"[^\s,;][^,;]*(?<=\S)", decoded.text):
            if any(char.isalpha() for char in match[0]):
                yield Piece(number, BlockKind.KEYWORD, 0, *decoded.span(*match.span()), match[0])


def _of_part(package: Package, number: int) -> Iterator[Piece]:
    part = package.parts[number]
    waiting: list[tuple[Element, bool]] = [(part.document.root, False)]
    while waiting:
        element, echo = waiting.pop()
        if element.name == "p" and element.prefix == "w":
            yield from _paragraph(package, number, element, echo)
        elif element.name == "docPr" and not echo:
            yield from _alternative(part.document, number, element)
        echo = echo or element.name == "Fallback"
        waiting += [(child, echo) for child in element.elements]


def _alternative(document: Document, number: int, element: Element) -> Iterator[Piece]:
    """A picture's alternative text."""
    text = element.attributes.get("descr", "")
    place = document.attribute(element, "descr")
    if place and any(char.isalpha() for char in text) and not _FILE_NAME.fullmatch(text.strip()):
        yield Piece(number, BlockKind.ALT, 0, *place, text)


def _paragraph(package: Package, number: int, paragraph: Element, echo: bool) -> Iterator[Piece]:
    document = package.parts[number].document
    style = style_of(paragraph, package.styles)
    for elements in _stretches(paragraph):
        found = content(document, elements, package.parts[number].links)
        if not found.text.strip():
            continue
        start, end = elements[0].start, elements[-1].end
        whole = Piece(
            number, style.kind, style.level, start, end, found.text, found, paragraph, echo=echo
        )
        tabs = [] if echo else [match.span() for match in _TABS.finditer(found.text)]
        for piece in _parted(document, whole, tabs):
            kind = _kind(style, piece.content or found)
            if package.parts[number].role in ("header", "footer") and kind.translated:
                kind = BlockKind.METADATA  # on every page, part of no text
            yield replace(piece, kind=kind, level=style.level if kind is style.kind else 0)


def _stretches(parent: Element) -> Iterator[list[Element]]:
    """The children of a paragraph that make up text, cut at text boxes, without what is around it.

    Anchors of pictures, bookmarks and comments before the first word and after the last are left
    where they are, as is a link around columns (an entry in a table of contents).
    """
    group: list[Element] = []
    children = [child for child in parent.elements if child.name != "pPr"]
    for child in [*children, None]:
        if child is not None and not (_boxed(child) and not has_text(child)):
            group.append(child)
            continue
        worded = [i for i, element in enumerate(group) if has_text(element)]
        if worded:
            first, last = worded[0], worded[-1]
            for begin, end in reversed(field_spans(group)):
                if begin <= last and first <= end:
                    first, last = min(first, begin), max(last, end)
            inside = group[first : last + 1]
            if len(inside) == 1 and inside[0].name == "hyperlink" and _tabbed(inside[0]):
                yield from _stretches(inside[0])
            else:
                yield inside
        group = []


def _tabbed(element: Element) -> bool:
    return any(node.name == "tab" for node in element.walk())


def _boxed(element: Element) -> bool:
    return any(node.name == "txbxContent" for node in element.walk())


def _kind(style: Style, found: Content) -> BlockKind:
    if not _speaks(found):
        return BlockKind.FURNITURE
    if style.kind is BlockKind.CODE:
        return BlockKind.CODE
    if style.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and is_furniture(found.text):
        return BlockKind.FURNITURE
    return role(found.text) if style.kind is BlockKind.PARAGRAPH else style.kind


def _speaks(found: Content) -> bool:
    """Whether there is a letter outside of what is kept."""
    at = 0
    for inline in (*found.inlines, Inline(len(found.text), len(found.text), "", "", keep=True)):
        if inline.keep:
            if any(char.isalpha() for char in found.text[at : inline.start]):
                return True
            at = max(at, inline.end)
    return False


def _with_dateline(package: Package, found: list[Piece]) -> list[Piece]:
    """``found`` with the dateline cut off that one of the first paragraphs begins with."""
    out: list[Piece] = []
    seen = 0
    for piece in found:
        inside = piece.kind is BlockKind.PARAGRAPH and piece.part == 0 and not piece.echo
        if not inside or piece.content is None or piece.joint is not None or seen >= _RUN_IN:
            out.append(piece)
            continue
        seen += 1
        text = piece.text
        lead = len(text) - len(text.lstrip())
        stop, after = (lead + at for at in dateline(text[lead:], first=seen == 1))
        if stop == lead:
            out.append(piece)
        elif after >= len(text):
            out.append(replace(piece, kind=BlockKind.DATELINE))
        else:
            line, *rest = _parted(package.parts[piece.part].document, piece, [(stop, after)])
            out += [replace(line, kind=BlockKind.DATELINE) if rest else line, *rest]
    return out


def _parted(document: Document, piece: Piece, gaps: Sequence[tuple[int, int]]) -> list[Piece]:
    """The piece cut at gaps in its text, as far as no markup reaches across."""
    whole = piece.content
    if whole is None:
        return [piece]
    out: list[Piece] = []
    joint: Content | None = None
    at, start = 0, piece.start
    for stop, after in gaps:
        if stop <= at or after >= len(piece.text) or not whole.whole(stop, after):
            continue
        part = whole.cut(at, stop)
        end = whole.spot(document, stop - 1)[1]
        out.append(replace(piece, start=start, end=end, text=part.text, content=part, joint=joint))
        at, start = after, whole.spot(document, after)[0]
        joint = whole.cut(stop, after)
    if not out:
        return [piece]
    part = whole.cut(at, len(whole.text))
    return [*out, replace(piece, start=start, text=part.text, content=part, joint=joint)]


def _with_heads(found: list[Piece]) -> list[Piece]:
    """``found`` with a headline: the first heading, else a first paragraph that looks like one.

    Without any heading style, short paragraphs in bold are the subheads.
    """
    own = [i for i, piece in enumerate(found) if piece.part == 0 and not piece.echo]
    own = [i for i in own if found[i].content is not None and found[i].kind.translated]
    heads = [i for i in own if found[i].kind is BlockKind.SUBHEAD]
    if not own:
        return found
    if any(found[i].kind is BlockKind.HEADLINE for i in own):
        if any(found[i].level == 1 for i in heads):  # Word's heading 1, below the title
            for i in (i for i in heads if found[i].level):
                found[i] = replace(found[i], level=found[i].level + 1)
        return found
    if heads:
        if found[heads[0]].level == 1:
            found[heads[0]] = replace(found[heads[0]], kind=BlockKind.HEADLINE)
        return found
    bodies = [i for i in own if found[i].kind is BlockKind.PARAGRAPH and not _in_table(found[i])]
    ended = [i for i in bodies if _ENDED.search(found[i].text.strip())]
    if not ended or bodies[0] != own[0]:
        return found
    for i in bodies[:-1]:
        text = found[i].text.strip()
        if i == bodies[0]:
            if i not in ended and like_headline(text):
                found[i] = replace(found[i], kind=BlockKind.HEADLINE, level=1)
        elif len(text) <= 90 and i not in ended and _bold(found[i]) and like_headline(text):
            found[i] = replace(found[i], kind=BlockKind.SUBHEAD, level=2)
    return found


def _in_table(piece: Piece) -> bool:
    element = piece.paragraph
    while element is not None:
        if element.name == "tc":
            return True
        element = element.parent
    return False


def _bold(piece: Piece) -> bool:
    return piece.content is not None and any(
        name == "b" and "val=" not in raw for name, raw in piece.content.base
    )
