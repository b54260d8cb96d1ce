"""Target text and markup written as Markdown that means just that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from translator.documents.article import Inline
from translator.documents.inline import Placed, woven
from translator.documents.web.markup import Env, parse, parser

Place = Literal["paragraph", "heading", "cell"]

_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]{1,32};)")
_LIGHT = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|(?<!\s)\*|\*(?!\s)|`|<(?=[A-Za-z/!?])|~(?=~)|(?<=~)~|"
    r"(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])|\[(?=\^)"
)
_ALL = re.compile(r"[!-/:-@\[-`{-~]")
_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?:#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|=+\s*$|-+\s*$|~~~|\|)"
)
_HTML = {"*": ("<em>", "</em>"), "_": ("<em>", "</em>"), "~~": ("<del>", "</del>")}
_HTML |= {"**": ("<strong>", "</strong>"), "__": ("<strong>", "</strong>")}


def render(placed: Placed, env: Env, place: Place = "paragraph") -> str:
    """Markdown for ``placed``, escaped where it would be misread.

    What comes out is read back; if the text or the markup is not what it was, more is escaped,
    then emphasis is written as HTML tags.

    Args:
        placed: a block's text with its markup.
        env: the document's link references.
        place: where it will stand.
    """
    first = ""
    for placing, escapes in _attempts(placed):
        written = _write(placing, escapes)
        if place != "cell":
            written = _guard(written)
        if place == "heading" and (match := re.search(r"#+$", written)):
            written = written[: match.start()] + "\\" + written[match.start() :]
        first = first or written
        if _same(written, placing, env, place):
            return _cell(written) if place == "cell" else written
    return _cell(first) if place == "cell" else first


def _cell(written: str) -> str:
    return written.replace("|", "\\|")


def _attempts(placed: Placed) -> Iterator[tuple[Placed, re.Pattern[str]]]:
    yield placed, _LIGHT
    yield placed, _ALL
    stars = {"_": "*", "__": "**"}
    starred = tuple(
        replace(i, open=stars.get(i.open, i.open), close=stars.get(i.close, i.close))
        for i in placed.inlines
    )
    yield Placed(placed.text, starred), _ALL
    tagged = tuple(
        replace(i, open=_HTML[i.open][0], close=_HTML[i.close][1])
        if i.open in _HTML and i.close in _HTML
        else i
        for i in placed.inlines
    )
    yield Placed(placed.text, tagged), _ALL


def _write(placed: Placed, escapes: re.Pattern[str]) -> str:
    written = woven(placed, lambda piece, kept: piece if kept else _escape(piece, escapes))
    return written.strip(" \t")


def _escape(piece: str, escapes: re.Pattern[str]) -> str:
    if escapes is _LIGHT:
        piece = _ENTITY.sub("\0", piece)
        return escapes.sub(lambda match: "\\" + match[0], piece).replace("\0", "\\&")
    return escapes.sub(lambda match: "\\" + match[0], piece)


def _guard(written: str) -> str:
    """Escape what would begin a list, heading, quotation and so on at the head of a line."""
    lines = written.split("\n")
    for i, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" >\t")) if i else 0
        body = line[indent:]
        if match := _START.match(body):
            number = match["number"]
            body = f"{number}\\{body[len(number) :]}" if number else "\\" + body
            lines[i] = line[:indent] + body
    return "\n".join(lines)


def _same(written: str, placed: Placed, env: Env, place: Place) -> bool:
    """Whether ``written`` is read as one paragraph with that text and that markup."""
    content = written
    if place != "cell":
        head = "# " if place == "heading" else ""
        plain = re.sub(r"\n[ \t>]*", "\n", written)
        copy: Env = {"references": dict(env.get("references", {}))}
        tokens = parser().parse(head + plain, copy)
        if len(tokens) != 3 or tokens[1].type != "inline":
            return False
        if tokens[0].type != ("heading_open" if head else "paragraph_open"):
            return False
        content = tokens[1].content
    text, inlines = parse(content, env)
    if text.split() != placed.text.split():
        return False
    return _marks(inlines) == _marks(placed.inlines)


def _marks(inlines: Sequence[Inline]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for inline in inlines:
        if inline.open or inline.close:
            mark = re.sub(r"\n[ \t>]*", "\n", inline.open)
            found[mark.strip(" "), inline.close.strip(" ")] += 1
    return found
