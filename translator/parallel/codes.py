"""Inline markup in parallel texts: which marks stand where in each segment, source and target.

Formats write the same codes in their own ways. A stretch of markup that lies in one segment opens
and closes there; one that goes on in the next segment opens in the first and closes in the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from translator.documents.article import Block, BlockKind, Inline, Sentence
from translator.documents.inline import place
from translator.parallel.text import ParallelBlock, TranslationUnit


class Role(StrEnum):
    """What a code does at its place."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


class Kind(StrEnum):
    """What a code marks, as far as exchange formats have a word for it."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINED = "underlined"
    LINK = "link"
    IMAGE = "image"
    BREAK = "lb"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Code:
    """A mark between the words of a segment.

    ``number`` is that of the markup in its block, from 1, the same in source and target; ``text``
    is the mark as the article's format writes it. ``paired`` says that the opening and the closing
    code stand in one segment.
    """

    role: Role
    number: int
    kind: Kind
    text: str
    paired: bool = True


Content = tuple[str | Code, ...]
"""A segment: runs of text and the codes between them."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A segment with its codes; ``target_text`` is the target without them."""

    source: Content
    target: Content
    target_text: str


def coded(entry: ParallelBlock) -> list[Coded]:
    """The segments of a block, each with its codes, one for each unit."""
    block = entry.block
    if not any(inline.open or inline.close for inline in block.inlines):
        return [Coded((unit.source,), (unit.target,), unit.target) for unit in entry.units]
    if len(block.sentences) != len(entry.units):
        return [Coded((unit.source,), (unit.target,), unit.target) for unit in entry.units]
    parts = _shared(block)
    return [
        _segment(sentence, unit, parts.get(k, []))
        for k, (sentence, unit) in enumerate(zip(block.sentences, entry.units, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of an inline that lies in one sentence, whose offsets it has."""

    number: int
    inline: Inline
    opens: bool
    closes: bool


def _shared(block: Block) -> dict[int, list[_Part]]:
    """The parts of each sentence, by its number."""
    parts: dict[int, list[_Part]] = {}
    for number, inline in enumerate(block.inlines, 1):
        if not (inline.open or inline.close):
            continue
        where = _sentences(block.sentences, inline)
        for k in where:
            sentence = block.sentences[k]
            size = sentence.end - sentence.start
            start = min(max(inline.start - sentence.start, 0), size)
            end = max(min(inline.end - sentence.start, size), start)
            cut = replace(inline, start=start, end=end)
            parts.setdefault(k, []).append(_Part(number, cut, k == where[0], k == where[-1]))
    return parts


def _sentences(sentences: Sequence[Sentence], inline: Inline) -> list[int]:
    """The numbers of the sentences that an inline reaches into; the next one if it is in none."""
    if inline.start < inline.end:
        found = [
            k for k, s in enumerate(sentences) if s.start < inline.end and inline.start < s.end
        ]
        if found:
            return found
    for k, sentence in enumerate(sentences):
        if inline.start <= sentence.end:
            return [k]
    return [len(sentences) - 1] if sentences else []


def _segment(sentence: Sentence, unit: TranslationUnit, parts: list[_Part]) -> Coded:
    if not parts:
        return Coded((unit.source,), (unit.target,), unit.target)
    inlines = tuple(part.inline for part in parts)
    source = tuple(_content(unit.source, parts, inlines))
    if not unit.target.strip():
        return Coded(source, (unit.target,), unit.target)
    whole = Sentence(0, len(sentence.text), sentence.text)
    block = Block(BlockKind.PARAGRAPH, 0, whole.end, sentence.text, inlines, sentences=(whole,))
    placed = place(block, (unit,))
    target = tuple(_content(placed.text, parts, placed.inlines))
    text = "".join(
        piece if isinstance(piece, str) else "\n" * (piece.kind is Kind.BREAK) for piece in target
    )
    return Coded(source, target, text)


def _content(text: str, parts: Sequence[_Part], inlines: Sequence[Inline]) -> Iterator[str | Code]:
    """``text`` cut at its codes; the inlines are those of ``parts``, in the same order."""
    order = sorted(range(len(inlines)), key=lambda i: (inlines[i].start, i))
    opened: list[int] = []
    at = 0

    def until(end: int) -> Iterator[str | Code]:
        nonlocal at
        if end > at:
            yield text[at:end]
            at = end

    def closed() -> Iterator[str | Code]:
        i = opened.pop()
        yield from until(inlines[i].end)
        if parts[i].closes:
            yield _code(parts[i], Role.CLOSE, inlines[i].close)

    for i in order:
        inline = inlines[i]
        while opened and inlines[opened[-1]].end <= inline.start:
            yield from closed()
        yield from until(inline.start)
        if not inline.close:
            yield _code(parts[i], Role.ALONE, inline.open)
            at = max(at, inline.end)
            continue
        if parts[i].opens:
            yield _code(parts[i], Role.OPEN, inline.open)
        opened.append(i)
    while opened:
        yield from closed()
    yield from until(len(text))


def _code(part: _Part, role: Role, text: str) -> Code:
    return Code(role, part.number, kind_of(part.inline), text, part.opens and part.closes)


_LOOKS = r"<w:r><w:rPr>(?:<w:[^<>]*/>)*?"
_RUN = r"<w:r>(?:<w:rPr>(?:<w:[^<>]*/>)*</w:rPr>)?"
_KINDS = (
    (re.compile(r"\*\*|__|<(?:b|strong)\b", re.IGNORECASE), Kind.BOLD),
    (re.compile(r"\*|_|<(?:i|em|cite)\b", re.IGNORECASE), Kind.ITALIC),
    (re.compile(r"<u\b", re.IGNORECASE), Kind.UNDERLINED),
    (re.compile(r"!\[|<img\b", re.IGNORECASE), Kind.IMAGE),
    (re.compile(r"\[\^|<sup\b", re.IGNORECASE), Kind.NOTE),
    (re.compile(r"\[|<a\b|<(?:https?|mailto):", re.IGNORECASE), Kind.LINK),
    (re.compile(r"(?:\\| *)\r?\n|<br\b", re.IGNORECASE), Kind.BREAK),
    # WordprocessingML
    (re.compile(_RUN + r"<w:(?:drawing|pict)\b"), Kind.IMAGE),
    (re.compile(_RUN + r"<w:(?:foot|end)noteReference\b"), Kind.NOTE),
    (re.compile(r"<w:hyperlink\b|<w:r>.*?> ?HYPERLINK "), Kind.LINK),
    (re.compile(_RUN + r"<w:(?:br|cr)\b"), Kind.BREAK),
    (re.compile(_LOOKS + r"<w:b/>"), Kind.BOLD),
    (re.compile(_LOOKS + r"<w:i/>"), Kind.ITALIC),
    (re.compile(_LOOKS + r"<w:u\s"), Kind.UNDERLINED),
)


def kind_of(inline: Inline) -> Kind:
    """What an inline marks, told by the mark that opens it."""
    return next((kind for mark, kind in _KINDS if mark.match(inline.open)), Kind.OTHER)
