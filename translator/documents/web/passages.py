"""Blocks of (X)HTML, each with the way to write its translation into its place.

For readers of anything that holds HTML: a page, a chapter of a book, the body of a wire item, the
content of a feed's entry::

    found = passages(read(text, start, end, XHTML), text)  # `translator.documents.web.flow.read`
    blocks = [passage.block for passage in found]          # places are offsets in `text`
    …
    written = spliced(text, edits(text, found, parallel.blocks))

Everything outside of the blocks' spans stays as it is. A block for an attribute of a tag that
stands within a paragraph comes after the paragraph's, its span inside the other's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents.article import Block, BlockKind
from translator.documents.furniture import is_furniture
from translator.documents.inline import Placed, place
from translator.documents.roles import dateline, role
from translator.documents.web.flow import Element, Flow
from translator.documents.web.runs import Run, build, is_left_alone, write
from translator.documents.web.tags import Attribute, Token
from translator.documents.web.vocabulary import HTML, Vocabulary
from translator.documents.xml.escaping import escape, escape_attribute
from translator.documents.xml.spans import spliced

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock

Edit = tuple[int, int, str]
Spoken = Callable[[Token], Iterable[tuple[str, BlockKind]]]

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_CLASSES = {
    BlockKind.CAPTION: re.compile(r"caption|credit-text|photo-?desc|img-?desc|şəkil-?alti"),
    BlockKind.BYLINE: re.compile(r"byline|(?:^|[\s_-])authors?(?:$|[\s_-])|author-?name"),
    BlockKind.DATELINE: re.compile(r"dateline"),
}
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, and what it was read from: a run of text, or the value of an attribute.

    ``element`` is the innermost element around it.
    """

    block: Block
    element: Element | None
    run: Run | None = None
    attribute: Attribute | None = None
    tag: Token | None = None


def passages(
    flow: Flow,
    text: str,
    words: Vocabulary = HTML,
    attributes: Spoken = lambda tag: (("alt", BlockKind.ALT),),
) -> list[Passage]:
    """What there is to read in a text.

    Args:
        flow: the text as `translator.documents.web.flow.read` gave it.
        text: the same text.
        words: the vocabulary that it was read with.
        attributes: says of a tag which attributes have values to read, and what those are.

    Returns:
        The passages by their places. The kinds are what the elements, their classes and the words
        say; a paragraph that is a dateline's and goes on is two passages.
    """
    found: list[Passage] = []
    titled = False  # a headline has just been seen
    for run, element in flow.runs:
        kind, level = _kind(run, element)
        if kind is BlockKind.PARAGRAPH and element is not None and (cut := _cut(run, titled)):
            parts = _split(text, run, cut, words)
        else:
            parts = [(kind, run)]
        for part, piece in parts:
            block = Block(part, piece.start, piece.end, piece.text, piece.inlines, level)
            found.append(Passage(block, element, piece))
        titled = kind is BlockKind.SUBHEAD and level == 1
    for tag, element in flow.tags:
        if is_left_alone(tag) or _is_left(element):
            continue
        for name, kind in attributes(tag):
            value = tag.attribute(name)
            if value is not None and any(map(str.isalpha, value.value)):
                block = Block(kind, value.start, value.end, value.value)
                found.append(Passage(block, element, attribute=value, tag=tag))
    return sorted(found, key=lambda passage: passage.block.start)


def _kind(run: Run, element: Element | None) -> tuple[BlockKind, int]:
    """What the elements around a run say that it is, else what its words say."""
    lists = 0
    kind: BlockKind | None = None
    if _is_left(element):
        return BlockKind.FURNITURE, 0
    for each in element.chain if element else ():
        name = each.name
        if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            return BlockKind.SUBHEAD, int(name[1])
        if name in ("pre", "listing", "xmp", "plaintext"):
            return BlockKind.CODE, 0
        if name == "title":
            return BlockKind.METADATA, 0
        lists += name in _LISTS
        kind = kind or _KINDS.get(name)
    if not _speaks(run):
        return BlockKind.FURNITURE, 0
    around = " ".join(
        f"{tag.get('class')} {tag.get('itemprop')} {tag.get('rel')}"
        for tag in (*run.wrappers, *([element.tag] if element else []), *_first_tag(run))
    ).casefold()
    for named, pattern in _CLASSES.items():
        if len(run.text) < 400 and pattern.search(around):
            return named, 0
    if kind in (None, BlockKind.LIST_ITEM) and is_furniture(run.text):
        return BlockKind.FURNITURE, 0
    if kind is BlockKind.LIST_ITEM:
        return kind, max(lists, 1)
    return kind or role(run.text), 0


def _first_tag(run: Run) -> Sequence[Token]:
    """The markup that a short run begins with: a name with a time behind it is a byline."""
    return run.tokens[:1] if run.inlines and run.inlines[0].start == 0 < len(run.text) < 120 else ()


_KINDS = {
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
}


def may_be_translated(passage: Passage) -> bool:
    """Whether there are words in the passage, and nothing says that they are to be left alone."""
    left = _is_left(passage.element)
    return passage.run is not None and _speaks(passage.run) and not left


def _is_left(element: Element | None) -> bool:
    """Whether an element around says so; a whole page does in order to stop the browsers' offer."""
    chain = element.chain if element else ()
    return any(is_left_alone(each.tag) for each in chain if each.name not in ("html", "body"))


def _speaks(run: Run) -> bool:
    """Whether there is a letter outside of what is kept."""
    at = 0
    for inline in run.inlines:
        if inline.keep:
            if any(map(str.isalpha, run.text[at : inline.start])):
                return True
            at = max(at, inline.end)
    return any(map(str.isalpha, run.text[at:]))


def _cut(run: Run, first: bool) -> tuple[int, int] | None:
    """Where a dateline at the head of a paragraph ends and the text after it begins."""
    stop, after = dateline(run.text, first=first)
    return (stop, after) if stop and after <= len(run.text) else None


def _split(
    text: str, run: Run, cut: tuple[int, int], words: Vocabulary
) -> list[tuple[BlockKind, Run]]:
    """A dateline and its paragraph as two runs, if no markup reaches over the border."""
    stop, after = cut
    if after >= len(run.text):
        return [(BlockKind.DATELINE, run)]
    whole = [(BlockKind.PARAGRAPH, run)]
    crossing = any(
        (i.start < stop < i.end and i.end > stop and i.start < i.end) or (i.start < after < i.end)
        for i in run.inlines
    )
    if crossing:
        return whole
    size = 0
    for k, token in enumerate(run.tokens):
        if token.kind != "text":
            continue
        raw = text[max(token.start, run.start) : token.end]
        if size + len(raw) > stop or after < size + len(raw):
            # plain characters only, so that places in the text and in the source agree
            low = max(token.start, run.start)
            if "&" in raw or _squeezed(raw) or size > stop or size + len(raw) <= after:
                return whole
            head = [*run.tokens[:k], replace(token, end=low + stop - size)]
            tail = [replace(token, start=low + after - size), *run.tokens[k + 1 :]]
            ahead, behind = build(text, head, words), build(text, tail, words)
            if ahead is None or behind is None:
                return whole
            return [(BlockKind.DATELINE, ahead), (BlockKind.PARAGRAPH, behind)]
        if "&" in raw or _squeezed(raw):
            return whole
        size += len(raw)
    return whole


def _squeezed(raw: str) -> bool:
    """Whether white space in it counts for less than it is."""
    return any(char in raw for char in "\n\r\t\f") or "  " in raw


def edits(text: str, found: Sequence[Passage], entries: Iterable[ParallelBlock]) -> list[Edit]:
    """The changes that make a translation of a text: start, end and what is to be there.

    Args:
        text: the text that the passages were read from.
        found: its passages; those that no entry belongs to stay as they are.
        entries: the translated blocks, found again by their places.
    """
    by_place = {(p.block.start, p.block.end): p for p in found}
    runs: list[tuple[Run, ParallelBlock]] = []
    values: list[Edit] = []
    for entry in entries:
        passage = by_place.get((entry.block.start, entry.block.end))
        if passage is None or not entry.units:
            continue
        if passage.run is not None:
            runs.append((passage.run, entry))
        elif passage.attribute is not None:
            values += _attribute(passage.attribute, entry)
    values.sort()
    made: list[Edit] = []
    for run, entry in runs:
        placed = place(entry.block, entry.units)
        if _SPACE.sub(" ", placed.text) != _SPACE.sub(" ", run.text):
            made.append((run.start, run.end, write(_marked(text, run, placed, values))))
    return made + values


def _attribute(attribute: Attribute, entry: ParallelBlock) -> list[Edit]:
    target = place(entry.block, entry.units).text
    if target == attribute.value:
        return []
    value = escape_attribute(target) if attribute.quote == "'" else _quoted(target)
    return [(attribute.start, attribute.end, value if attribute.quote else f'"{value}"')]


def _quoted(target: str) -> str:
    return escape(target).replace('"', "&quot;")


def _marked(text: str, run: Run, placed: Placed, values: Sequence[Edit]) -> Placed:
    """``placed`` with the translated attributes in its tags."""
    inside = values[bisect_left(values, (run.start,)) : bisect_left(values, (run.end,))]
    if not inside:
        return placed
    inlines = list(placed.inlines)
    for k, (inline, (opening, _)) in enumerate(zip(run.inlines, run.places, strict=True)):
        mine = [
            (a - opening[0], b - opening[0], new)
            for a, b, new in inside
            if opening[0] <= a < opening[1]
        ]
        if mine:
            pad = inlines[k].open[len(inline.open) :]
            inlines[k] = replace(inlines[k], open=spliced(inline.open, mine) + pad)
    return Placed(placed.text, tuple(inlines))
