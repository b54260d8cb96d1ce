"""Texts inside the values of a table or record: taken out of their escapes, and put back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents.article import Block, BlockKind

# What reads markup is imported where it is used: every text is looked at whether it is a table.
if TYPE_CHECKING:
    from translator.documents.web.embedded import Edit, Part, Places
    from translator.documents.web.passages import Passage
    from translator.parallel.text import ParallelBlock

_KEYWORD = re.compile(r"[^\s,;|](?:[^,;|]*[^\s,;|])?")
_MARKED = re.compile(
    r"</(?:a|abbr|b|cite|code|em|i|mark|p|q|s|small|span|strong|sub|sup|u)>|<br ?/?>", re.IGNORECASE
)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_WHOLE = frozenset(BlockKind) - {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.CAPTION}


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


def blocks(value: Value, kind: BlockKind, *, html: bool = False) -> list[Block]:
    """The blocks in a value, with their places in the file.

    A headline and the like is one block, a text has its paragraphs, keywords are one each.

    Args:
        value: what the file says.
        kind: what the value is.
        html: it may be HTML, which is then read as such; `edits` writes it.
    """
    if not any(map(str.isalpha, value.text)):
        return []
    if html and _is_markup(value.text):
        return _markup(value, kind).placed()
    if kind is BlockKind.KEYWORD:
        return [
            Block(kind, value.place(match.start()), value.place(match.end()), match[0])
            for match in _KEYWORD.finditer(value.text)
            if any(map(str.isalpha, match[0]))
        ]
    if kind in _WHOLE:
        return _prose(value, kind).placed()
    found = _prose(value, None).placed()
    return [replace(b, kind=kind) if b.kind is BlockKind.PARAGRAPH else b for b in found]


def edits(
    value: Value, entries: Iterable[ParallelBlock], encode: Callable[[str], str]
) -> list[Edit]:
    """The changes that make a value's translation, at their places in the file.

    Args:
        value: what the file says.
        entries: the translated blocks in it.
        encode: writes a text as the file would.
    """
    if _is_markup(value.text):
        part = _markup(value, BlockKind.PARAGRAPH)
        inner = part.inner({(entry.block.start, entry.block.end): entry for entry in entries})
        return [(start, end, encode(new)) for start, end, new in part.edits(inner)]
    made = ((entry.block, target(entry)) for entry in entries)
    return [(b.start, b.end, encode(text)) for b, text in made if text is not None]


def _is_markup(text: str) -> bool:
    """Whether a text is HTML: a document, or a paragraph with markup on some words."""
    from translator.documents.web import embedded

    marked = _MARKED.search(text) is not None and _BLANK_LINE.search(text) is None
    return marked or embedded.looks_like_markup(text)


def _markup(value: Value, kind: BlockKind) -> Part:
    from translator.documents.web import embedded

    def named(passage: Passage) -> Block:
        block = passage.block
        stays = passage.attribute is not None or not block.kind.translated
        return block if stays or kind not in _WHOLE else replace(block, kind=kind)

    return embedded.markup(value.text, span=_places(value), kinds=named)


def _prose(value: Value, kind: BlockKind | None) -> Part:
    from translator.documents.web import embedded

    return embedded.prose(value.text, kind, span=_places(value), encode=lambda start, end, new: new)


def _places(value: Value) -> Places:
    return lambda start, end: (value.place(start), value.place(end))


def target(entry: ParallelBlock) -> str | None:
    """The translation of a block of plain text, None where it stays as it stands."""
    from translator.documents import plain

    block = entry.block
    if not entry.units:
        return None
    inner = replace(entry, block=replace(block, start=0, end=len(block.text)))
    made = plain.target(block.text, inner)
    return None if made == block.text else made
