"""Markdown's inline markup: parsed into visible text and inlines, rendered back from them.

markdown-it's inline tokens carry no offsets; its inline parser is extended here to note the
stretch of source that each rule consumed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from translator.documents.article import Inline
from translator.documents.furniture import bare_links

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Env = dict[str, Any]
_VERBATIM_TAGS = frozenset(("code", "kbd", "samp", "var", "script", "style", "math"))
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>\s*$")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes; its inline tokens know their source.

    Only blocks are parsed at first: the children of inline tokens are empty. `Token.meta["at"]`
    of what :func:`tokens` gives holds the start and end offsets of the stretch that made it.
    """
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import ParserInline

    from translator.documents.md.footnotes import add_footnotes

    class Placing(ParserInline):
        """The inline parser, noting for each token the source that its rule consumed."""

        def tokenize(self, state: StateInline) -> None:
            rules = self.ruler.getRules("")
            end = state.posMax
            nesting = state.md.options["maxNesting"]
            while state.pos < end:
                start, count = state.pos, len(state.tokens)
                matched = state.level < nesting and any(rule(state, False) for rule in rules)
                if not matched:
                    state.append_pending(state.src[state.pos])
                    state.pos += 1
                    continue
                for token in state.tokens[count:]:
                    token.meta.setdefault("at", (start, state.pos))
                last = state.tokens[-1] if state.tokens[count:] else None
                if last is not None and last.type == "link_close" and last.info != "auto":
                    last.meta["at"] = (state.env["inner-end"], state.pos)
            if state.pending:
                state.pushPending()
            state.env["inner-end"] = end

    markdown = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    placing = Placing()
    placing.ruler.enableOnly(markdown.inline.ruler.get_active_rules())
    second = [
        name for name in markdown.inline.ruler2.get_active_rules() if name != "fragments_join"
    ]
    placing.ruler2.enableOnly(second)
    markdown.inline = placing
    markdown.core.ruler.enableOnly(["normalize", "block"])
    add_footnotes(markdown)
    return markdown


def parse(content: str, env: Env, prefixes: Sequence[str] = ()) -> tuple[str, tuple[Inline, ...]]:
    """The visible text of a paragraph's content and the markup on it.

    A soft line break is a space in the text; a hard one is a line feed with an inline of its own.

    Args:
        content: an inline token's content.
        env: the document's environment, which holds its link references.
        prefixes: what stands before each line of the content in the source (`> `).
    """
    found: list[Token] = []
    markdown = parser()
    markdown.inline.parse(content, markdown, env, found)
    reading = _Reading(list(prefixes))
    reading.read(content, found)
    return reading.result()


@dataclass(slots=True)
class _Open:
    order: int
    start: int
    mark: str
    type: str
    at: int = 0


@dataclass(slots=True)
class _Reading:
    """The walk over the inline tokens."""

    prefixes: list[str]
    parts: list[str] = field(default_factory=list)
    size: int = 0
    found: list[tuple[int, Inline]] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    orders: int = 0

    def say(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def order(self) -> int:
        self.orders += 1
        return self.orders

    def void(self, mark: str) -> None:
        self.found.append((self.order(), Inline(self.size, self.size, mark, "")))

    def keep(self, text: str, before: str, after: str) -> None:
        start = self.size
        self.say(text)
        self.found.append((self.order(), Inline(start, self.size, before, after, keep=True)))

    def read(self, content: str, tokens: Sequence[Token]) -> None:
        skip = False
        base = len(self.opened)
        for token in tokens:
            kind = token.type
            start, end = token.meta.get("at", (0, 0))
            if skip:
                skip = kind != "link_close"
            elif kind in ("text", "text_special"):
                self.say(token.content.replace("\n", " "))
            elif kind == "softbreak":
                self.say(" ")
            elif kind == "hardbreak":
                line = content.count("\n", 0, end)
                prefix = self.prefixes[line] if line < len(self.prefixes) else ""
                mark = "\\\n" if content[start] == "\\" else "  \n"
                self.found.append(
                    (self.order(), Inline(self.size, self.size + 1, mark + prefix, ""))
                )
                self.say("\n")
            elif kind == "code_inline":
                self._code(token, content[start:end])
            elif kind == "link_open" and token.info == "auto":
                self.keep(content[start + 1 : end - 1], "<", ">")
                skip = True
            elif kind == "image":
                self._image(token, content[start:end])
            elif kind == "html_inline":
                self._html(token.content)
            elif kind == "footnote_ref":
                self.void(token.content)
            elif token.nesting > 0:
                mark = "[" if kind == "link_open" else token.markup
                self.opened.append(_Open(self.order(), self.size, mark, kind[:-5], start))
            elif token.nesting < 0:
                self._close(kind[:-6], token.markup, content, start, end)
        while len(self.opened) > base:
            self._abandon(self.opened.pop())

    def _code(self, token: Token, raw: str) -> None:
        fence = len(token.markup)
        inner = raw[fence : len(raw) - fence].replace("\n", " ")
        pad = " " if inner != token.content else ""
        self.keep(token.content, token.markup + pad, pad + token.markup)

    def _image(self, token: Token, raw: str) -> None:
        label = token.content
        close = _link_end(raw[2 + len(label) :], label)
        if not token.children:
            self.void("![" + _one_line(label) + close)
            return
        order, start = self.order(), self.size
        self.read(label, token.children)
        self.found.append((order, Inline(start, self.size, "![", close)))

    def _html(self, raw: str) -> None:
        raw = _one_line(raw)
        match = _TAG.match(raw)
        if match and match[1]:
            name = "<" + match[2].lower()
            if self.opened and self.opened[-1].type == name:
                tag = self.opened.pop()
                keep = match[2].lower() in _VERBATIM_TAGS
                inline = Inline(tag.start, self.size, tag.mark, raw, keep)
                self.found.append((tag.order, inline))
                return
        elif match and not match[3]:
            name = "<" + match[2].lower()
            self.opened.append(_Open(self.order(), self.size, raw, name))
            return
        self.void(raw)

    def _close(self, kind: str, markup: str, content: str, start: int, end: int) -> None:
        while self.opened and self.opened[-1].type != kind:
            self._abandon(self.opened.pop())
        if not self.opened:
            return
        mark = self.opened.pop()
        if kind == "link":
            label = content[mark.at + 1 : start]
            markup = _link_end(content[start:end], label)
        self.found.append((mark.order, Inline(mark.start, self.size, mark.mark, markup)))

    def _abandon(self, tag: _Open) -> None:
        """A tag that nothing closes stands for itself."""
        self.found.append((tag.order, Inline(tag.start, tag.start, tag.mark, "")))

    def result(self) -> tuple[str, tuple[Inline, ...]]:
        text = "".join(self.parts)
        ordered = [inline for _, inline in sorted(self.found, key=lambda entry: entry[0])]
        for start, end in bare_links(text):
            if not any(_touches(inline, start, end) for inline in ordered):
                at = sum(1 for i in ordered if (i.start, -i.end) <= (start, -end))
                ordered.insert(at, Inline(start, end, "", "", keep=True))
        return text, tuple(ordered)


def _touches(inline: Inline, start: int, end: int) -> bool:
    """Whether the inline is kept there, or begins or ends within the stretch."""
    if inline.keep and inline.start < end and start < inline.end:
        return True
    return start < inline.start < end or start < inline.end < end


def _one_line(text: str) -> str:
    return re.sub(r"[ \t]*\n[ \t]*", " ", text)


def _link_end(raw: str, label: str) -> str:
    """What closes a link; a short reference is spelled out, for its text will be translated."""
    if raw in ("]", "][]"):
        return f"][{_one_line(label)}]"
    return _one_line(raw)
