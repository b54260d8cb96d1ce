"""Footnotes for markdown-it: `[^1]` in a text and `[^1]: …` at the head of a note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_NOTE = re.compile(r"\[\^[^\]\s\[]{1,99}\]:[ \t]*")
_MARK = re.compile(r"\[\^[^\]\s\[]{1,99}\]")


def add_footnotes(markdown: MarkdownIt) -> None:
    """Let ``markdown`` read footnotes: `footnote` blocks with their mark cut off, and marks."""
    markdown.block.ruler.before(
        "reference", "footnote", _note, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.inline.ruler.before("link", "footnote_ref", _mark)


def _mark(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    match = _MARK.match(state.src, state.pos, state.posMax)
    if match is None or state.src[match.end() : match.end() + 1] == "(":
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.content = match[0]
    state.pos = match.end()
    return True


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A note: its first line without the mark, and the indented lines after it, as blocks."""
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    match = _NOTE.match(state.src, first, state.eMarks[start])
    if match is None or match.end() == state.eMarks[start]:
        return False
    if silent:
        return True
    marks, shift, count = state.bMarks[start], state.tShift[start], state.sCount[start]
    indent, parent = state.blkIndent, state.parentType
    state.push("footnote_open", "", 1)
    state.bMarks[start], state.tShift[start] = match.end(), 0
    state.sCount[start] = state.blkIndent = indent + 4
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start] = marks, shift, count
    state.blkIndent, state.parentType = indent, parent
    state.push("footnote_close", "", -1)
    return True
