"""Markdown: read into blocks of visible text with their markup, written back around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.documents.article import Article, Block, BlockKind, Inline
from translator.documents.escaping import Place, render
from translator.documents.furniture import is_furniture
from translator.documents.inline import place
from translator.documents.md import frontmatter
from translator.documents.roles import dateline, role
from translator.documents.web.markup import Env, parse, parser
from translator.documents.xml.spans import spliced

if TYPE_CHECKING:
    from markdown_it.token import Token

    from translator.parallel.text import ParallelText

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_RUN_IN = 3  # a dateline runs into one of the first paragraphs, if anywhere


def read(text: str) -> Article:
    """The article in a Markdown text; never fails.

    CommonMark with tables, strikethrough, footnotes and front matter. A block's span holds its
    markup; marks of headings, lists and quotations lie outside it. Code and HTML blocks are kept.
    """
    found = _Scan(text).run()
    return Article(text, tuple(entry.block for entry in found), "markdown")


def write(parallel: ParallelText) -> str:
    """The translation in the shape of the source, with its markup placed on the target.

    A paragraph comes out on one line, whatever lines it was on.
    """
    article = parallel.article
    scan = _Scan(article.text)
    places: dict[int, Place] = {entry.block.start: entry.place for entry in scan.run()}
    head = frontmatter.end(article.text)
    edits = frontmatter.languages(article.text, parallel.source_lang, parallel.target_lang)
    for entry in parallel.blocks:
        block = entry.block
        if not entry.units:
            continue
        placed = place(block, entry.units)
        if block.end <= head:
            written = frontmatter.value(article.text, block, placed.text)
        else:
            written = render(placed, scan.env, places.get(block.start, "paragraph"))
        edits.append((block.start, block.end, written))
    return ("\ufeff" if article.bom else "") + spliced(article.text, edits)


@dataclass(frozen=True, slots=True)
class _Found:
    block: Block
    place: Place


@dataclass(slots=True)
class _Scan:
    """One reading of a text: markdown-it's blocks with their places in the source."""

    text: str
    env: Env = field(default_factory=dict)
    lines: list[tuple[int, int]] = field(default_factory=list)
    found: list[_Found] = field(default_factory=list)
    lists: int = 0
    quotes: int = 0
    heading: int = 0
    headings: int = 0
    fresh: list[bool] = field(default_factory=list)  # of each open list item: no paragraph yet
    row: list[tuple[int, int]] = field(default_factory=list)  # cells' pieces, to come
    paragraphs: int = 0

    def run(self) -> list[_Found]:
        self.lines = _lines(self.text)
        head = frontmatter.end(self.text)
        self.found = [_Found(block, "paragraph") for block in frontmatter.blocks(self.text)]
        body = re.sub(r"[^\r\n]+", "", self.text[:head]) + self.text[head:]
        for token in parser().parse(body, self.env):
            self._token(token)
        return self.found

    def _token(self, token: Token) -> None:
        kind, step = token.type, token.nesting
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.lists += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists -= 1
        elif kind in ("blockquote_open", "blockquote_close"):
            self.quotes += step
        elif kind == "list_item_open":
            self.fresh.append(True)
        elif kind == "list_item_close":
            self.fresh.pop()
        elif kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind == "heading_close":
            self.heading = 0
        elif kind == "tr_open" and token.map:
            self.row = self._pieces(token.map[0])
        elif kind in ("fence", "code_block"):
            self._verbatim(token, BlockKind.CODE)
        elif kind == "html_block":
            self._verbatim(token, BlockKind.FURNITURE)
        elif kind == "inline" and token.map and token.content:
            if self.row:
                self._cell(token.content)
            else:
                self._inline(token.content, token.map[0])
        elif kind == "tr_close":
            self.row = []

    def _add(self, block: Block, place: Place = "paragraph") -> None:
        if block.end > block.start and (not self.found or block.start >= self.found[-1].block.end):
            self.found.append(_Found(block, place))

    def _verbatim(self, token: Token, kind: BlockKind) -> None:
        if not token.map:
            return
        start = self.lines[token.map[0]][0]
        end = self.lines[min(token.map[1], len(self.lines)) - 1][1]
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip())
        self._add(Block(kind, start, start + len(raw.strip()), token.content.strip("\r\n")))

    # --- tables ---------------------------------------------------------------------------

    def _pieces(self, number: int) -> list[tuple[int, int]]:
        """What stands between the unescaped pipes of a line."""
        start, end = self.lines[number]
        found = []
        for match in re.finditer(r"(?:[^|\\]|\\.|\\$)*(?:\||$)", self.text[start:end]):
            stop = match.end() - 1 if match[0].endswith("|") else match.end()
            found.append((start + match.start(), start + stop))
        return found or [(start, end)]

    def _cell(self, content: str) -> None:
        for k, (start, end) in enumerate(self.row):
            raw = self.text[start:end]
            plain = raw.strip()
            if plain.replace("\\|", "|") == content:
                at = start + raw.index(plain)
            elif k == 0 and plain.replace("\\|", "|").endswith(content):
                plain = content.replace("|", "\\|")  # after a list's or quotation's mark
                at = start + raw.rstrip().rfind(plain)
                if at < start:
                    continue
            else:
                continue
            del self.row[: k + 1]
            text, inlines = parse(content, self.env)
            kind = BlockKind.PARAGRAPH if _speaks(text, inlines) else BlockKind.FURNITURE
            self._add(Block(kind, at, at + len(plain), text, inlines), "cell")
            self.row = self.row or [(end, end)]
            return

    # --- paragraphs and headings ----------------------------------------------------------

    def _inline(self, content: str, first: int) -> None:
        spots = self._spots(content, first)
        if spots is None:
            return
        start, end, prefixes = spots
        kind, level = self._kind()
        if kind is BlockKind.LIST_ITEM and (task := _TASK.match(content)):
            content, start = content[task.end() :], start + task.end()
        if kind is BlockKind.PARAGRAPH and self.paragraphs < _RUN_IN:
            cut = self._dateline(content, start)
            content, start = content[cut:], start + cut
            if not content:
                return
        text, inlines = parse(content, self.env, prefixes)
        kind = _judged(kind, text, inlines)
        if kind is BlockKind.PARAGRAPH:
            self.paragraphs += 1
        place: Place = "heading" if self.heading else "paragraph"
        self._add(Block(kind, start, end, text, inlines, level), place)

    def _kind(self) -> tuple[BlockKind, int]:
        if self.heading:
            first = not self.headings
            self.headings += 1
            if self.heading == 1 and first:
                return BlockKind.HEADLINE, 1
            return BlockKind.SUBHEAD, self.heading
        if self.fresh and self.fresh[-1]:
            self.fresh[-1] = False
            return BlockKind.LIST_ITEM, self.lists
        return (BlockKind.QUOTE if self.quotes else BlockKind.PARAGRAPH), 0

    def _spots(self, content: str, first: int) -> tuple[int, int, list[str]] | None:
        """Where the content's lines stand in the source, and what stands before each."""
        prefixes: list[str] = []
        start = end = -1
        for k, part in enumerate(content.split("\n")):
            if first + k >= len(self.lines):
                return None
            low, high = self.lines[first + k]
            body = (
                part.strip(" \t").replace("\ufffd", "\0")
                if "\0" in self.text
                else part.strip(" \t")
            )
            line = self.text[low:high].rstrip(" \t")
            if not line.endswith(body):
                line = line.rstrip("#").rstrip(" \t")
                if not self.heading or not line.endswith(body):
                    return None
            at = len(line) - len(body)
            prefixes.append(line[:at])
            if start < 0:
                start = low + at
            end = low + len(line)
        return start, end, prefixes

    def _dateline(self, content: str, start: int) -> int:
        """Take a dateline off the head of the content; how much of it is gone then."""
        line = content.split("\n", 1)[0]
        bold = re.match(r"(\*\*|__|\*|_)(?P<inner>[^*_]+)\1", line)
        bare = line if bold is None else bold["inner"] + line[bold.end() :]
        stop, after = dateline(bare, first=self.paragraphs == 0)
        whole = stop == len(bare) and len(line) == len(content)
        if not stop or (stop == len(bare) and not whole):
            return 0
        if bold is None:
            width = 0
        elif stop == len(bold["inner"].rstrip()):
            width = 2 * len(bold[1])
            stop = len(bold["inner"])
        else:
            return 0
        raw = line[: stop + width]
        text, inlines = parse(raw, self.env)
        if bold is None and (inlines or text != raw):
            return 0
        self._add(Block(BlockKind.DATELINE, start, start + len(raw), text, inlines))
        return len(content) if whole else max(after, stop) + width


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of each line as Markdown counts them, line ends left out."""
    found = []
    for match in _LINE.finditer(text):
        body = match[0].rstrip("\r\n")
        found.append((match.start(), match.start() + len(body)))
    return found


def _speaks(text: str, inlines: Sequence[Inline]) -> bool:
    """Whether there is a letter outside of what is kept."""
    return any(char.isalpha() for part in _loose(text, inlines) for char in part)


def _loose(text: str, inlines: Sequence[Inline]) -> Iterator[str]:
    at = 0
    for inline in inlines:
        if inline.keep:
            yield text[at : inline.start]
            at = max(at, inline.end)
    yield text[at:]


def _judged(kind: BlockKind, text: str, inlines: Sequence[Inline]) -> BlockKind:
    """The kind that the text itself calls for, where its place in the document leaves it open."""
    if not _speaks(text, inlines):
        return BlockKind.FURNITURE
    if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and is_furniture(text):
        return BlockKind.FURNITURE
    if kind is not BlockKind.PARAGRAPH:
        return kind
    if len(inlines) > 0 and inlines[0].open == "![" and inlines[0].end == len(text.rstrip()):
        return BlockKind.CAPTION if inlines[0].start == 0 else kind
    return role(text)
