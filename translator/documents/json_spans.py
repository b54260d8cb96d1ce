"""JSON with the exact place of everything in it: a part can be changed and the rest kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from translator.documents.tabular import values
from translator.errors import ErrorCode, TranslatorError

MAX_SIZE = 20_000_000
"""Characters in a document."""
MAX_NODES = 400_000
"""Values in a document."""
MAX_DEPTH = 100

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]|[^\s{}\[\],:"]+')
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"{_PAIR}|\\u[0-9a-fA-F]{{4}}|\\.")
_FOREIGN = re.compile(r"\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])[0-9a-fA-F]{1,3}")
_MEND = "save it again from the program that wrote it, or correct it there"

Kind = Literal["object", "array", "string", "other"]


@dataclass(slots=True, eq=False)
class Node:
    """A value and its place; a string's is that between its quotes.

    ``members`` are an object's, by key (the last of several with one key), ``items`` an array's.
    """

    kind: Kind
    start: int
    end: int = 0
    members: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The value and all those in it, in the document's order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed([*node.members.values(), *node.items])


@dataclass(frozen=True, slots=True)
class Document:
    """A text that holds JSON."""

    text: str
    root: Node

    def string(self, node: Node | None) -> str:
        """What a string says; nothing for any other value, and for none."""
        if node is None or node.kind != "string":
            return ""
        return self.value(node).text

    def value(self, node: Node) -> values.Value:
        """What a string says, and where each of its characters stands."""
        return values.unescaped(self.text, node.start, node.end, _ESCAPE, _meaning)

    def written(self, text: str, *, script: bool = False) -> str:
        """``text`` as it stands between the quotes of a string in this document.

        Args:
            text: any text.
            script: whether the document stands in a HTML ``script`` element, which must not end.
        """
        start, end = self.root.start, self.root.end
        letters = self.text.isascii() and bool(_FOREIGN.search(self.text, start, end))
        made = json.dumps(text, ensure_ascii=letters)[1:-1]
        if self.text.find("\\/", start, end) >= 0:
            made = made.replace("/", "\\/")
        return made.replace("<", "\\u003c") if script else made

    def added(self, node: Node, members: dict[str, Any]) -> tuple[int, int, str]:
        """The change that adds members to an object, in the manner of the one before."""
        last = list(node.members.values())[-1:]
        compact = not last or ": " not in self.text[node.start : node.start + 200]
        separators = (",", ":") if compact else (", ", ": ")
        pairs = [
            f'"{key}"{separators[1]}{json.dumps(value, ensure_ascii=False, separators=separators)}'
            for key, value in members.items()
        ]
        if not last:
            return node.start + 1, node.start + 1, ",".join(pairs)
        head = self.text[node.start + 1 : node.end]
        gap = head[: len(head) - len(head.lstrip())] or ("" if compact else " ")
        at = last[0].end + (last[0].kind == "string")
        return at, at, "".join(f",{gap}{pair}" for pair in pairs)


def parse(text: str, start: int = 0, end: int | None = None) -> Document:
    """The JSON value in ``text[start:end]``; places are offsets in ``text``.

    Raises:
        TranslatorError: ``input-unreadable``, with line and column, if it is no JSON, or larger or
            deeper than an article is.
    """
    stop = len(text) if end is None else end
    if stop - start > MAX_SIZE:
        raise _refused(f"{stop - start:,} characters of JSON", f"at most {MAX_SIZE:,} are read")
    inner = text[start:stop]
    if sum(map(inner.count, ",[{")) > 4 * MAX_NODES:  # before they become objects
        raise _refused(f"more than {MAX_NODES:,} values", "no article has so many")
    blank = len(inner) - len(inner.lstrip("\ufeff \t\r\n"))
    try:
        json.loads(inner[blank:])
    except json.JSONDecodeError as error:
        at = start + blank + error.pos
        line = text.count("\n", 0, at) + 1
        place = f"line {line}, column {at - text.rfind(chr(10), 0, at)}"
        raise _refused(f"{place}: no JSON: {error.msg.lower()}", _MEND) from None
    except RecursionError:
        raise _refused("JSON nested too deeply", "no article is so deep") from None
    except ValueError as error:  # a number of too many digits
        raise _refused(str(error).partition(";")[0].lower(), _MEND) from None
    return Document(text, _tree(text, start + blank, stop))


def _tree(text: str, start: int, end: int) -> Node:
    """The value; the text is known to be JSON."""
    top = Node("array", start)
    opened = [top]
    keys: list[str | None] = [None]  # of each open value: the key that its next member has
    count = 0
    after_key = False
    for match in _TOKEN.finditer(text, start, end):
        token = match[0]
        if token in "}]":
            opened.pop().end = match.end()
            keys.pop()
            continue
        if token == ",":
            continue
        if token == ":":
            after_key = True
            continue
        holder = opened[-1]
        if holder.kind == "object" and not after_key:
            keys[-1] = json.loads(token)
            continue
        after_key = False
        count += 1
        if count > MAX_NODES:
            raise _refused(f"more than {MAX_NODES:,} values", "no article has so many")
        kinds: dict[str, Kind] = {"{": "object", "[": "array", '"': "string"}
        kind = kinds.get(token[0], "other")
        inside = 1 if kind == "string" else 0
        node = Node(kind, match.start() + inside, match.end() - inside)
        if holder.kind == "object":
            holder.members.pop(keys[-1] or "", None)
            holder.members[keys[-1] or ""] = node
        else:
            holder.items.append(node)
        if kind in ("object", "array"):
            if len(opened) > MAX_DEPTH:
                raise _refused(f"JSON nested more than {MAX_DEPTH} deep", "no article is so deep")
            opened.append(node)
            keys.append(None)
    return top.items[0]


def _meaning(escape: str) -> str:
    char: str = json.loads(f'"{escape}"')
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


def _refused(what: str, hint: str) -> TranslatorError:
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, what, hint)
