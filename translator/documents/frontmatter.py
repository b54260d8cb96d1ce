"""Front matter at the head of a Markdown file: its title and summary are translated."""

from __future__ import annotations

import json
import re

from translator.documents.article import Block, BlockKind

_FENCED = re.compile(
    r"(?:---[ \t]*(?:\r\n?|\n)(?:.*(?:\r\n?|\n))*?(?:---|\.\.\.)|"
    r"\+\+\+[ \t]*(?:\r\n?|\n)(?:.*(?:\r\n?|\n))*?\+\+\+)[ \t]*(?=[\r\n]|$)"
)
_FIELD = re.compile(
    r"^(?P<key>title|subtitle|description|summary)[ \t]*[:=][ \t]*"
    r"(?P<value>\"[^\"\\\r\n]+\"|'[^'\r\n]+'|[^\s\"'\[\]{}>|&*!#%@`,][^\r\n#]*?)[ \t]*(?=\r|\n)",
    re.MULTILINE,
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
        start, after = match.span("value")
        if text[start] in "\"'":
            start, after = start + 1, after - 1
        value = text[start:after]
        if value.strip() != value or not any(char.isalpha() for char in value):
            continue
        if text.startswith("+++") and text[start - 1] not in "\"'":
            continue
        kind = BlockKind.HEADLINE if match["key"] == "title" else BlockKind.PARAGRAPH
        found.append(Block(kind, start, after, value, level=1 if match["key"] == "title" else 0))
    return found


def value(text: str, block: Block, target: str) -> str:
    """``target`` as it must be written in the place of ``block``: quoted as its neighbours ask."""
    before = text[block.start - 1]
    if before == '"':
        return json.dumps(target, ensure_ascii=False)[1:-1]
    if before == "'":
        return target.replace("'", "’" if text.startswith("+++") else "''")
    return json.dumps(target, ensure_ascii=False) if _UNSAFE.search(target) else target
