"""Plain text: read into blocks with exact offsets, written back around them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.documents.article import Article, Block, BlockKind, Inline
from translator.documents.furniture import bare_links, is_furniture
from translator.documents.inline import place
from translator.documents.lines import Line, paragraphs, split
from translator.documents.roles import dateline, like_headline, role

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock, ParallelText

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SENTENCE = re.compile(r"[?!.…]['\"”’»)\]]*$")
_RUN_IN = 3  # a dateline runs into one of the first paragraphs, if anywhere


def read(text: str) -> Article:
    """The article in a plain text; never fails.

    Blocks' spans leave out indents, list and quote marks, line ends and the dash after a dateline
    that runs into its paragraph. Any line end that Unicode knows ends a line.
    """
    groups = paragraphs(split(text), _alone)
    blocks: list[Block] = []
    seen = 0  # paragraphs so far
    for group in groups:
        found = _blocks(text, group, seen)
        seen += sum(block.kind is BlockKind.PARAGRAPH for block in found)
        blocks += found
    return Article(text, tuple(_with_heads(text, blocks)), "plain")


def _alone(line: Line) -> bool:
    if is_furniture(line.text) or role(line.text) is BlockKind.BYLINE:
        return True
    return dateline(line.text, first=False)[0] == len(line.text)


def _blocks(text: str, group: Sequence[Line], seen: int) -> list[Block]:
    start, end = group[0].start, group[-1].end
    body = text[start:end]
    if len(group) == 1 and is_furniture(body):
        return [Block(BlockKind.FURNITURE, start, end, body)]
    if group[0].mark:
        quoted = group[0].mark.startswith(">")
        if quoted:
            return [_block(BlockKind.QUOTE, start, body)]
        return [_block(BlockKind.LIST_ITEM, start, body, level=1)]
    if seen < _RUN_IN:
        stop, after = dateline(body, first=seen == 0)
        if stop:
            line = _block(BlockKind.DATELINE, start, body[:stop])
            if after >= len(body):
                return [line]
            return [line, _block(BlockKind.PARAGRAPH, start + after, body[after:])]
    return [_block(role(body), start, body)]


def _block(kind: BlockKind, start: int, body: str, level: int = 0) -> Block:
    links = tuple(Inline(a, b, "", "", keep=True) for a, b in bare_links(body))
    return Block(kind, start, start + len(body), body, links, level)


def _with_heads(text: str, blocks: list[Block]) -> list[Block]:
    """``blocks`` with the headline and subheads among them named."""
    bodies = [i for i, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    heads = [i for i in bodies if _stands_free(text, blocks, i) and _like_head(blocks[i])]
    if not bodies or len(bodies) == len(heads):
        heads = heads[:1] if len(bodies) > 1 else []
    for i in heads:
        if i == bodies[0]:
            blocks[i] = replace(blocks[i], kind=BlockKind.HEADLINE, level=1)
        elif len(blocks[i].text) <= 90 and not _SENTENCE.search(blocks[i].text):
            follows = i + 1 < len(blocks) and blocks[i + 1].kind.translated
            if follows and len(blocks[i + 1].text) > len(blocks[i].text):
                blocks[i] = replace(blocks[i], kind=BlockKind.SUBHEAD, level=2)
    return blocks


def _like_head(block: Block) -> bool:
    """Whether the block could be a headline: no row of a table, no address in it."""
    return not block.inlines and not re.search(r"[|\t]", block.text) and like_headline(block.text)


def _stands_free(text: str, blocks: Sequence[Block], i: int) -> bool:
    """Whether the block has its lines for itself: nothing before or after it on them."""
    before = text[blocks[i - 1].end : blocks[i].start] if i else "\n"
    after = text[blocks[i].end : blocks[i + 1].start] if i + 1 < len(blocks) else "\n"
    return bool(_BREAK.search(before)) and bool(_BREAK.search(after))


def write(parallel: ParallelText) -> str:
    """The translation in the shape of the source: the same blank lines, indents, marks, order."""
    text = parallel.article.text
    parts = ["\ufeff" if parallel.article.bom else ""]
    at = 0
    for entry in parallel.blocks:
        block = entry.block
        parts += (text[at : block.start], target(text, entry))
        at = block.end
    parts.append(text[at:])
    return "".join(parts)


def target(text: str, entry: ParallelBlock) -> str:
    """What stands in the place of a block of ``text`` in its translation.

    A paragraph that was wrapped over several lines is wrapped again to the same width; a text
    that is the same in both languages stays as it stands.
    """
    block = entry.block
    source = text[block.start : block.end]
    if not entry.units:
        return source
    words = place(block, entry.units).text.split()
    made = " ".join(words)
    broken = _BREAK.search(source)
    if words == source.split():
        return source
    if broken is None:
        return made
    column = block.start - _line_start(text, block.start)
    rest = source[broken.end() :]
    indent = rest[: len(rest) - len(rest.lstrip())]
    first, *others = _BREAK.split(source)
    widest = max(column + len(first), *(len(line) for line in others))
    lines = textwrap.wrap(
        made,
        max(widest, 40),
        initial_indent=" " * column,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return broken[0].join(lines)[column:]


def _line_start(text: str, at: int) -> int:
    """The offset at which the line that holds ``at`` begins."""
    return 1 + max(text.rfind(char, 0, at) for char in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
