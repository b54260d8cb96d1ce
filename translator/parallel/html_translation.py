"""The translation as a web page, whatever format its article was read from."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from translator.documents.article import Block, BlockKind
from translator.documents.inline import Placed, place
from translator.documents.looks import Look, stretches
from translator.documents.provenance import sentence
from translator.parallel.encode import utf8
from translator.parallel.summary import is_rtl

if TYPE_CHECKING:
    from translator.parallel.text import ParallelBlock, ParallelText

# What HTML forbids even escaped, but for the white space among it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NUMBER = re.compile(r"\(?(\d{1,9})[.)][ \t]+(?:\[[ xX]\][ \t]+)?$")
_LINE = re.compile(r"[\n\r<]")
_DEEPEST = 6
_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.5}"
    "pre{white-space:pre-wrap;direction:ltr;text-align:left}figure{margin:1em 0}"
    ".byline,figcaption,.kept{color:#555;font-size:.9em}table{border-collapse:collapse}"
    "td{border:1px solid #999;padding:.2em .6em}"
)


def write(parallel: ParallelText) -> bytes:
    """A page: that of the source with its texts replaced, or a new one, in UTF-8.

    A new one has headings, lists, quotations, tables, links and emphasis; it says its language and
    direction, and that a machine translated it. Nothing of the source's own markup but web and
    mail addresses comes into it.
    """
    if parallel.article.format == "html":
        from translator.documents import registry

        return registry.write(parallel)
    writing = _Writing(parallel)
    for entry in parallel.blocks:
        writing.add(entry)
    return utf8(_page(parallel, writing.finished()))


def _page(parallel: ParallelText, body: str) -> str:
    lang = parallel.target_lang
    direction = ' dir="rtl"' if is_rtl(lang) else ""
    title = next(
        (_target(e) for e in parallel.blocks if e.block.kind is BlockKind.HEADLINE),
        parallel.article.name if parallel.article.name != "-" else sentence(parallel),
    )
    words = [_target(e) for e in parallel.blocks if e.block.kind is BlockKind.KEYWORD]
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(lang)}"{direction}>',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title>",
        *([f'<meta name="keywords" content="{_text(", ".join(words))}">'] if words else []),
        *(
            [f'<meta name="machine-translation" content="{_text(sentence(parallel))}">']
            if parallel.model
            else []
        ),
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<article>",
        body,
        "</article>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _target(entry: ParallelBlock) -> str:
    text = place(entry.block, entry.units).text if entry.units else entry.block.text
    return " ".join(text.split())


class _Writing:
    """Blocks being written one after the other."""

    def __init__(self, parallel: ParallelText) -> None:
        self.parallel = parallel
        self.lined = parallel.article.format in ("plain", "markdown")
        self.lines: list[str] = []
        self.lists: list[str] = []  # the names of the open lists, from the outside
        self.row: list[str] = []
        self.table: list[list[str]] = []
        self.previous: Block | None = None

    def add(self, entry: ParallelBlock) -> None:
        block = entry.block
        if not block.kind.running:
            return
        before = self.previous.end if self.previous else 0
        gap = self.parallel.article.text[before : block.start]
        content = self._content(entry)
        cell = self.lined and "|" in re.split(r"[\r\n]", gap)[-1]
        if not (cell and self.previous and not _LINE.search(gap)):
            self._end_row()
        if cell and block.kind is not BlockKind.LIST_ITEM:
            self._end_lists(0)
            self.row.append(content)
        else:
            self._end_table()
            self._block(entry, gap, content)
        self.previous = block

    def finished(self) -> str:
        self._end_row()
        self._end_table()
        self._end_lists(0)
        return "\n".join(self.lines)

    def _content(self, entry: ParallelBlock) -> str:
        block = entry.block
        if block.kind is BlockKind.CODE:
            return _text(block.text)
        placed = place(block, entry.units) if entry.units else Placed(block.text, block.inlines)
        return "".join(_styled(piece, look) for piece, look in stretches(placed)).strip()

    def _block(self, entry: ParallelBlock, gap: str, content: str) -> None:
        block = entry.block
        kind = block.kind
        if kind is BlockKind.LIST_ITEM:
            self._item(block, gap, content)
            return
        self._end_lists(0)
        previous = self.previous
        runs_on = (
            previous is not None
            and previous.kind is BlockKind.DATELINE
            and len(gap) <= 10
            and not _LINE.search(gap)
        )
        if runs_on and self.lines:
            self.lines[-1] = self.lines[-1].removesuffix("</p>") + f"{_text(gap)}{content}</p>"
            return
        if kind is BlockKind.HEADLINE:
            line = f"<h1>{content}</h1>"
        elif kind is BlockKind.SUBHEAD:
            level = min(max(block.level, 2), _DEEPEST)
            line = f"<h{level}>{content}</h{level}>"
        elif kind is BlockKind.QUOTE:
            line = f"<blockquote><p>{content}</p></blockquote>"
        elif kind is BlockKind.CAPTION:
            line = f"<figure><figcaption>{content}</figcaption></figure>"
        elif kind is BlockKind.CODE:
            line = f"<pre><code>{content}</code></pre>"
        elif entry.units:
            named = f' class="{kind.value}"' if kind is not BlockKind.PARAGRAPH else ""
            line = f"<p{named}>{content}</p>"
        else:
            line = f'<p class="kept" lang="{_text(self.parallel.source_lang)}">{content}</p>'
        self.lines.append(line)

    def _item(self, block: Block, gap: str, content: str) -> None:
        number = _NUMBER.search(gap)
        name = "ol" if number else "ul"
        depth = min(max(block.level, 1), _DEEPEST, len(self.lists) + 1)
        self._end_lists(depth)
        if len(self.lists) == depth and self.lists[-1] != name:
            self._end_lists(depth - 1)
        if len(self.lists) < depth:
            start = f' start="{int(number[1])}"' if number and int(number[1]) != 1 else ""
            self.lines.append(f"<{name}{start}>")
            self.lists.append(name)
        else:
            self.lines[-1] += "</li>"
        self.lines.append(f"<li>{content}")

    def _end_lists(self, depth: int) -> None:
        while len(self.lists) > depth:
            self.lines[-1] += "</li>"
            self.lines.append(f"</{self.lists.pop()}>")

    def _end_row(self) -> None:
        if self.row:
            self.table.append(self.row)
            self.row = []

    def _end_table(self) -> None:
        if self.table:
            rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in self.table)
            inside = "\n".join(f"<tr>{row}</tr>" for row in rows)
            self.lines.append(f"<table>\n{inside}\n</table>")
            self.table = []


def _styled(piece: str, look: Look) -> str:
    """A stretch of text in its markup."""
    if piece == "\n":
        return "<br>\n"
    made = _text(piece)
    for wanted, tag in (
        (look.mono, "code"),
        (look.raised, "sup"),
        (look.lowered, "sub"),
        (look.struck, "del"),
        (look.underlined, "u"),
        (look.italic, "em"),
        (look.bold, "strong"),
    ):
        made = f"<{tag}>{made}</{tag}>" if wanted else made
    return f'<a href="{_text(look.link)}">{made}</a>' if look.link else made


def _text(text: str) -> str:
    """``text`` safe in HTML, in attributes too."""
    return escape(_FORBIDDEN.sub("\ufffd", text))
