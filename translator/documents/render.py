"""A translation written as plain text or Markdown whatever format its article was read from."""

from __future__ import annotations

import re
from collections.abc import Callable

from translator.documents.article import Block, BlockKind
from translator.documents.escaping import render
from translator.documents.inline import Placed, place
from translator.documents.looks import as_markdown, is_break
from translator.parallel.text import ParallelBlock, ParallelText

_NUMBER = re.compile(r"(\(?\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?$")
_NOTE = re.compile(r"(\[\^[^\]\s]+\]:)[ \t]*$")
_LINED = ("plain", "markdown")  # formats whose line ends separate paragraphs
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]$")


def render_plain(parallel: ParallelText) -> str:
    """The translation as plain text: one paragraph a line, a blank line between paragraphs.

    Markup goes, its text stays; list items have their numbers or hyphens.
    """
    return _rendered(parallel, _plain)


def render_markdown(parallel: ParallelText) -> str:
    """The translation as Markdown: headings, lists and quotations by the blocks' kinds.

    Markup is kept if the article was read from Markdown; other text is escaped.
    """
    return _rendered(parallel, _markdown)


def _rendered(
    parallel: ParallelText, write: Callable[[ParallelBlock, str, bool], tuple[str, str]]
) -> str:
    text = parallel.article.text
    written = "\ufeff" if parallel.article.bom else ""
    lined = parallel.article.format in _LINED
    previous: Block | None = None
    for entry in parallel.blocks:
        block = entry.block
        if not block.kind.running:
            continue
        gap = text[previous.end : block.start] if previous else text[: block.start]
        mark, body = write(entry, gap, parallel.article.format == "markdown")
        if previous is None:
            written += mark + body
        elif lined and not re.search(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", gap):
            # on one line: a dateline and its paragraph, or the cells of a table
            written += ("\t" if "|" in gap else gap) + body
        else:
            items = previous.kind is block.kind is BlockKind.LIST_ITEM
            row = lined and gap.strip(" \t").startswith("|") and previous.kind is block.kind
            written += ("\n" if items or row else "\n\n") + mark + body
        previous = block
    return written + ("\n" if written else "")


def _placed(entry: ParallelBlock) -> Placed:
    block = entry.block
    if entry.units:
        return place(block, entry.units)
    return Placed(block.text, block.inlines)


def _mark(block: Block, gap: str) -> str:
    """The list mark of an item: its own number, or a hyphen, under the items above it."""
    if block.kind is BlockKind.LIST_ITEM:
        number = _NUMBER.search(gap)
        return "   " * max(block.level - 1, 0) + (f"{number[1]} " if number else "- ")
    note = _NOTE.search(gap)
    return f"{note[1]} " if note else ""


def _plain(entry: ParallelBlock, gap: str, marked: bool) -> tuple[str, str]:
    block = entry.block
    if block.kind is BlockKind.CODE:
        return "", block.text
    placed = _placed(entry)
    parts: list[str] = []
    at = 0
    for inline in sorted(placed.inlines, key=lambda inline: inline.start):
        if inline.close or not inline.open:
            continue
        parts.append(_line(placed.text[at : inline.start]))
        at = max(at, inline.end)
        if is_break(inline):
            parts.append("\n")
        elif _NOTE_MARK.fullmatch(inline.open):
            parts.append(inline.open)
    parts.append(_line(placed.text[at:]))
    return _mark(block, gap), "".join(parts).strip()


def _markdown(entry: ParallelBlock, gap: str, marked: bool) -> tuple[str, str]:
    block = entry.block
    if block.kind is BlockKind.CODE:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", block.text)), 3)
        return "", f"{fence}\n{block.text}\n{fence}"
    placed = _placed(entry)
    if not marked:
        placed = as_markdown(placed) if placed.inlines else Placed(" ".join(placed.text.split()))
    if block.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD):
        level = block.level or (1 if block.kind is BlockKind.HEADLINE else 2)
        return "#" * min(level, 6) + " ", render(placed, {}, "heading")
    body = render(placed, {})
    if block.kind is BlockKind.QUOTE:
        return "> ", body
    return _mark(block, gap), body


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
