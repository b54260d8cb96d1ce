"""Texts inside the values of a table or record: taken out of their escapes, and put back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents import plain
from translator.documents.article import Block, BlockKind

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock

_WHOLE = (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.DATELINE, BlockKind.BYLINE)


@dataclass(frozen=True, slots=True)
class Value:
    """What a stretch of a file says, and where each of its characters stands there.

    From each offset in ``starts`` on, the text stands in the file without escapes from the place
    of the same number in ``places``, up to the next.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, offset: int) -> int:
        """The place in the file of an offset in ``text``."""
        k = bisect_right(self.starts, offset) - 1
        return self.places[k] + offset - self.starts[k]


def unescaped(
    text: str, start: int, end: int, escape: re.Pattern[str], meaning: Callable[[str], str]
) -> Value:
    """The value that stands in ``text`` from ``start`` to ``end``.

    Args:
        text: the whole file.
        start: where the value begins.
        end: where it ends.
        escape: matches one escape.
        meaning: the one character that an escape stands for.
    """
    parts: list[str] = []
    starts, places = [0], [start]
    at, size = start, 0
    for match in escape.finditer(text, start, end):
        parts += (text[at : match.start()], meaning(match[0]))
        size += match.start() - at + 1
        at = match.end()
        starts.append(size)
        places.append(at)
    parts.append(text[at:end])
    return Value("".join(parts), tuple(starts), tuple(places))


def blocks(value: Value, kind: BlockKind) -> list[Block]:
    """The blocks in a value: one for a headline and the like, a text's paragraphs otherwise."""
    text = value.text
    if not any(char.isalpha() for char in text):
        return []
    if kind in _WHOLE:
        start = len(text) - len(text.lstrip())
        body = text.strip()
        level = {BlockKind.HEADLINE: 1, BlockKind.SUBHEAD: 2}.get(kind, 0)
        return [_placed(value, Block(kind, start, start + len(body), body, level=level))]
    found = []
    for block in plain.read(text).blocks:
        if block.kind is BlockKind.HEADLINE:
            block = replace(block, kind=BlockKind.PARAGRAPH, level=0)  # its column would say so
        if block.kind is BlockKind.PARAGRAPH:
            block = replace(block, kind=kind)
        found.append(_placed(value, block))
    return found


def _placed(value: Value, block: Block) -> Block:
    return replace(block, start=value.place(block.start), end=value.place(block.end))


def target(entry: ParallelBlock) -> str | None:
    """The translation of a block as text, None where it stays as it stands in the file."""
    block = entry.block
    if not entry.units:
        return None
    inner = replace(entry, block=replace(block, start=0, end=len(block.text)))
    made = plain.target(block.text, inner)
    return None if made == block.text else made
