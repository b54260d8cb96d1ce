"""Texts within a document that are written there in its own way: HTML in JSON, plain text in XML.

Each has places of its own; its blocks stand at their places in the document, and what changes in
it is written as the document calls for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.documents import plain
from translator.documents.article import Article, Block, BlockKind
from translator.documents.web import flow, passages
from translator.documents.web.passages import Passage, Spoken
from translator.documents.web.vocabulary import HTML, Vocabulary
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock

Edit = tuple[int, int, str]
Span = tuple[int, int]
Places = Callable[[int, int], Span]
Encoder = Callable[[int, int, str], str]
Kinds = Callable[[Passage], Block]
"""What the block of a passage is, where more is known of it than its markup says."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text in a document.

    ``span`` tells where in the document a stretch of ``text`` is written, ``encode`` how what
    comes in its place is. ``blocks`` have their places in ``text``, as ``passages`` have, which
    are none for plain text.
    """

    text: str
    span: Places
    encode: Encoder
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...] = ()

    def placed(self) -> list[Block]:
        """The blocks with their places in the document."""
        found = []
        for block in self.blocks:
            start, end = self.span(block.start, block.end)
            found.append(replace(block, start=start, end=end))
        return found

    def inner(self, entries: Mapping[Span, ParallelBlock]) -> list[Edit]:
        """The changes in ``text`` itself that make its translation.

        Args:
            entries: the translated blocks by their places in the document.
        """
        mine: list[ParallelBlock] = []
        for block in self.blocks:
            entry = entries.get(self.span(block.start, block.end))
            if entry is not None and entry.units:
                place = replace(entry.block, start=block.start, end=block.end)
                mine.append(replace(entry, block=place))
        if self.passages:
            return passages.edits(self.text, self.passages, mine)
        made = ((e.block.start, e.block.end, plain.target(self.text, e)) for e in mine)
        return [edit for edit in made if edit[2] != self.text[edit[0] : edit[1]]]

    def edits(self, inner: Iterable[Edit]) -> list[Edit]:
        """The same changes as they are made in the document."""
        return [(*self.span(a, b), self.encode(a, b, new)) for a, b, new in inner]


def markup(
    text: str,
    place: Span | None = None,
    words: Vocabulary = HTML,
    *,
    span: Places = lambda start, end: (start, end),
    encode: Encoder = lambda start, end, new: new,
    kinds: Kinds = lambda passage: passage.block,
    attributes: Spoken = lambda tag: (("alt", BlockKind.ALT),),
) -> Part:
    """The part that is HTML, or XML of a known vocabulary.

    Args:
        text: what is written, without the escapes of the document that holds it; the document
            itself for XML within it.
        place: which stretch of the text; all of it by default.
        words: what its elements mean.
        span: see `Part`; by default ``text`` is the document.
        encode: see `Part`.
        kinds: makes the blocks of what is read.
        attributes: see `passages.passages`.
    """
    start, end = place or (0, len(text))
    found = passages.passages(flow.read(text, start, end, words), text, words, attributes)
    named = tuple(replace(passage, block=kinds(passage)) for passage in found)
    return Part(text, span, encode, tuple(passage.block for passage in named), named)


def prose(
    text: str,
    kind: BlockKind | None,
    *,
    span: Places,
    encode: Encoder,
) -> Part:
    """The part that is plain text.

    Args:
        text: what is written, without the escapes of the document that holds it.
        kind: the one block's kind; None for a whole text with paragraphs.
        span: see `Part`.
        encode: see `Part`.
    """
    if kind is None:
        return Part(text, span, encode, tuple(map(_demoted, plain.read(text).blocks)))
    body = text.strip()
    if not any(map(str.isalpha, body)):
        return Part(text, span, encode, ())
    start = text.index(body)
    level = {BlockKind.HEADLINE: 1, BlockKind.SUBHEAD: 2}.get(kind, 0)
    return Part(text, span, encode, (Block(kind, start, start + len(body), body, level=level),))


def _demoted(block: Block) -> Block:
    """A headline found in a text is none: the document says which is."""
    return replace(block, kind=BlockKind.SUBHEAD) if block.kind is BlockKind.HEADLINE else block


def article(text: str, parts: Iterable[Part], name: str, lang: str) -> Article:
    """The article that the parts of a document make.

    Args:
        text: the document.
        parts: what there is to read in it, in any order.
        name: of the format.
        lang: code of the language that it says it is in, or nothing.

    Raises:
        TranslatorError: ``input-unreadable`` if there is nothing to translate in it: it must not
            come out as a translation.
    """
    blocks = [block for part in parts for block in part.placed()]
    if not any(block.kind.translated for block in blocks):
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE,
            "no text in it that could be translated",
            "translated are headlines, captions, keywords, and bodies in plain text, HTML or NITF",
        )
    blocks.sort(key=lambda block: block.start)
    return Article(text, tuple(blocks), name, lang=lang)


def looks_like_markup(text: str) -> bool:
    """Whether a text is HTML or XML rather than plain."""
    body = text.strip()
    return body.startswith("<") and body.endswith(">")
