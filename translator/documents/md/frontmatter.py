"""Front matter at the head of a Markdown file: its texts are translated, its language changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from translator.documents.article import Block, BlockKind

_FENCED = re.compile(
    r"(?:---[ \t]*(?:\r\n?|\n)(?:.*(?:\r\n?|\n))*?(?:---|\.\.\.)|"
    r"\+\+\+[ \t]*(?:\r\n?|\n)(?:.*(?:\r\n?|\n))*?\+\+\+)[ \t]*(?=[\r\n]|$)"
)
_FIELD = re.compile(
    r"^(?P<key>[A-Za-z_]+)[ \t]*[:=][ \t]*"
    r"(?P<value>\"(?:[^\"\\\r\n]|\\[^\r\n])+\"|'(?:[^'\r\n]|'')+'|"
    r"[^\s\"'\[\]{}>|&*!#%@`,][^\r\n#]*?)[ \t]*(?=\r|\n)",
    re.MULTILINE,
)
_KINDS = {
    "title": BlockKind.HEADLINE,
    "headline": BlockKind.HEADLINE,
    "subtitle": BlockKind.PARAGRAPH,
    "description": BlockKind.PARAGRAPH,
    "summary": BlockKind.PARAGRAPH,
    "excerpt": BlockKind.PARAGRAPH,
    "lead": BlockKind.PARAGRAPH,
    "caption": BlockKind.CAPTION,
    "alt": BlockKind.ALT,
    "image_alt": BlockKind.ALT,
    "keywords": BlockKind.KEYWORD,
}
_LANGUAGES = ("lang", "language", "locale")
_LIST = re.compile(r"^(?P<key>keywords)[ \t]*[:=][ \t]*\[(?P<items>[^\[\]{}\r\n]*)\]", re.MULTILINE)
_ITEM = re.compile(
    r"\"(?P<double>[^\"\\]+)\"|'(?P<single>[^']+)'|(?P<bare>[^\s,\"'&*!|>%@`#][^,\"'#]*)"
)
_UNSAFE = re.compile(r":(?:\s|$)|\s#|^[\s\"'\[\]{}>|&*!#%@`,?:-]|\s$")


def end(text: str) -> int:
    """The offset at which the front matter of ``text`` ends; 0 if it has none."""
    match = _FENCED.match(text)
    return match.end() if match else 0


def blocks(text: str) -> list[Block]:
    """The translatable values in the front matter of ``text``."""
    stop = end(text)
    found = []
    for match in _FIELD.finditer(text, 0, stop):
        kind = _KINDS.get(match["key"].lower())
        if kind is None:
            continue
        start, after = match.span("value")
        if text[start] in "\"'":
            start, after = start + 1, after - 1
        value = _meant(text[start:after], text[start - 1])
        if value.strip() != value or not any(char.isalpha() for char in value):
            continue
        if text.startswith("+++") and text[start - 1] not in "\"'":
            continue
        found.append(Block(kind, start, after, value, level=int(kind is BlockKind.HEADLINE)))
    return sorted([*found, *_keywords(text, stop)], key=lambda block: block.start)


def _meant(value: str, quote: str) -> str:
    """What a value between such quotes says; nothing if its escapes are not JSON's."""
    if quote == '"' and "\\" in value:
        try:
            return str(json.loads(f'"{value}"'))
        except ValueError:
            return ""
    return value.replace("''", "'") if quote == "'" else value


def _keywords(text: str, stop: int) -> Iterator[Block]:
    """The keywords in a list on one line."""
    for match in _LIST.finditer(text, 0, stop):
        for item in _ITEM.finditer(text, *match.span("items")):
            start, after = item.span(item.lastgroup or 0)
            word = text[start:after].rstrip()
            quoted = item.lastgroup != "bare"
            if any(map(str.isalpha, word)) and (quoted or not text.startswith("+++")):
                yield Block(BlockKind.KEYWORD, start, start + len(word), word)


def languages(text: str, source: str, target: str) -> list[tuple[int, int, str]]:
    """The changes by which the front matter names the target's language instead of the source's."""
    found: list[tuple[int, int, str]] = []
    for match in _FIELD.finditer(text, 0, end(text) if source != target else 0):
        named = match["value"].strip("\"'")
        if match["key"].lower() in _LANGUAGES and re.split("[-_]", named.lower())[0] == source:
            start = match.start("value") + match["value"].index(named)
            found.append((start, start + len(named), target))
    return found


def value(text: str, block: Block, target: str) -> str:
    """``target`` as it must be written in the place of ``block``: quoted as its neighbours ask."""
    before = text[block.start - 1]
    if before == '"':
        return json.dumps(target, ensure_ascii=False)[1:-1]
    if before == "'":
        return target.replace("'", "’" if text.startswith("+++") else "''")
    listed = block.kind is BlockKind.KEYWORD and _in_list(text, block.start)
    unsafe = _UNSAFE.search(target) or (listed and re.search(r"[,\[\]{}]", target))
    return json.dumps(target, ensure_ascii=False) if unsafe else target


def _in_list(text: str, at: int) -> bool:
    line = text[:at].rpartition("\n")[2]
    return "[" in line
