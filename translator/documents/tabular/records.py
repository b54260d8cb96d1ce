"""Records of articles as JSON Lines: some fields are translated in place, all else is kept.

Each line is a JSON object, an article or a part of one. Fields may lie deeper (``article.title``)
and may be lists of texts; key order, escapes, spaces and numbers stay as they were written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from translator.documents.article import Article, Block, BlockKind
from translator.documents.choices import NONE, Choices
from translator.documents.tabular import columns, values
from translator.documents.xml.spans import spliced
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.documents.web.embedded import Edit
    from translator.parallel.text import ParallelBlock, ParallelText

MAX_DEPTH = 100

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]|[^\s{}\[\],:"]+')
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"{_PAIR}|\\u[0-9a-fA-F]{{4}}|\\.")
_FOREIGN = re.compile(r"\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])[0-9a-fA-F]{1,3}")
_HEAD = 1 << 16

Place = tuple[str, int, int]
"""A text in the file: its field, such as ``article.title``, and the offsets inside its quotes."""


def read(text: str, choices: Choices = NONE) -> Article:
    """The texts of records in JSON Lines.

    Args:
        text: the whole file, a JSON object a line.
        choices: ``columns`` are the fields to translate; without any they are told by their names.

    Raises:
        TranslatorError: ``input-unreadable`` (no JSON, nested too deeply, no field that is known),
            ``parallel-text`` or ``usage`` (no field of a wanted name).
    """
    found: list[Place] = []
    fields: dict[str, None] = {}
    for field, start, end in _texts(text):
        fields[field] = None
        found.append((field, start, end))
    if _pairs(list(fields)) and not choices.columns:
        raise columns.parallel_text()
    picked = _picked(list(fields), choices)
    rows: list[tuple[str, list[Block]]] = []
    last = -1
    for field, start, end in found:
        if not rows or "\n" in text[last:start]:
            rows.append(("", []))
        last = end
        code, blocks = rows[-1]
        if field in picked:
            blocks += values.blocks(_value(text, start, end), picked[field], html=True)
        elif columns.states_language(_last(field)) and not code:
            rows[-1] = text[start:end], blocks
    lang, chosen = columns.in_language(rows, choices.lang)
    return Article(text, tuple(chosen), "jsonl-articles", lang=lang)


def write(parallel: ParallelText) -> str:
    """The records with the translations in the places of their sources.

    Letters are escaped (``\\u0430``) and slashes (``\\/``) if the source's were. A field that
    states the language says the target's.
    """
    text = parallel.article.text
    ascii_only = text.isascii() and _FOREIGN.search(text) is not None
    langs = parallel.source_lang, parallel.target_lang
    made: list[Edit] = []
    entries = list(reversed(parallel.blocks))
    for field, start, end in _texts(text):
        mine: list[ParallelBlock] = []
        while entries and entries[-1].block.start < end:
            mine.append(entries.pop())
        if any(entry.units for entry in mine):
            slashed = "\\/" in text[start:end]
            made += values.edits(
                _value(text, start, end), mine, partial(_escaped, ascii_only, slashed)
            )
        elif columns.states_language(_last(field)):
            said = columns.language_after(text[start:end], *langs)
            made += [(start, end, said)] if said else []
    return ("\ufeff" if parallel.article.bom else "") + spliced(text, made)


def _escaped(ascii_only: bool, slashed: bool, new: str) -> str:
    written = json.dumps(new, ensure_ascii=ascii_only)[1:-1]
    return written.replace("/", "\\/") if slashed else written


def like(text: str) -> bool:
    """Whether the first two lines are JSON objects, with a field that is known."""
    head = text[:_HEAD].lstrip()
    if not head.startswith("{"):
        return False
    lines = [line for line in head.split("\n") if line.strip()][:3]
    if len(lines) < 2 or (len(lines) < 3 and len(text) > _HEAD):
        return False
    try:
        fields = {field: None for field, _, _ in _texts("\n".join(lines[:2]))}
        return not _pairs(list(fields)) and bool(_picked(list(fields), NONE))
    except TranslatorError:
        return False


def _picked(fields: list[str], choices: Choices) -> dict[str, BlockKind]:
    if choices.columns:
        return columns.pick(fields, choices.columns)
    outer = [field for field in fields if "." not in field]
    picked = columns.pick(outer, ()) or columns.pick(fields, ())
    if not picked:
        raise columns.none_found(fields, "field")
    return picked


def _pairs(fields: list[str]) -> bool:
    """Whether the records are sentence pairs; a ``translation`` may hold the languages."""
    outer = {field for field in fields if "." not in field}
    inner = {field.rpartition(".")[2] for field in fields if field.startswith("translation.")}
    return {"source", "target"} <= outer or any(map(columns.is_parallel, (outer, inner)))


def _texts(text: str) -> Iterator[Place]:
    """Every text of every record, in order.

    Raises:
        TranslatorError: ``input-unreadable``, with line and column.
    """
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip(" \t\r\ufeff"):
            _verify(line, number)
            yield from _strings(line, at, number)
        at += len(line) + 1


def _verify(line: str, number: int) -> None:
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise _broken(number, f", column {error.colno:,}: no JSON: {error.msg.lower()}") from None
    except RecursionError:
        raise _broken(number, ": JSON nested too deeply") from None
    except ValueError as error:  # a number of too many digits
        raise _broken(number, f": {str(error).partition(';')[0].lower()}") from None
    if not isinstance(record, dict):
        raise _broken(number, ": no JSON object")


def _strings(line: str, base: int, number: int) -> Iterator[Place]:
    """The texts of one record; the line is known to be JSON."""
    keys: list[str | None] = []  # of the objects around, None for lists
    expecting = False  # the next text is a key
    for match in _TOKEN.finditer(line):
        token = match[0]
        if token in "{[":
            expecting = token == "{"
            keys.append("" if expecting else None)
            if len(keys) > MAX_DEPTH:
                raise _broken(number, f": JSON nested more than {MAX_DEPTH} deep")
        elif token in "}]":
            keys.pop()
        elif token == ",":
            expecting = keys[-1] is not None
        elif token[0] == '"' and expecting:
            keys[-1] = json.loads(token)
            expecting = False
        elif token[0] == '"':
            field = ".".join(key for key in keys if key is not None)
            yield field, base + match.start() + 1, base + match.end() - 1


def _broken(number: int, what: str) -> TranslatorError:
    return TranslatorError(
        ErrorCode.INPUT_UNREADABLE,
        f"line {number:,}{what}",
        "each line must hold one JSON object",
    )


def _last(field: str) -> str:
    return field.rpartition(".")[2]


def _value(text: str, start: int, end: int) -> values.Value:
    return values.unescaped(text, start, end, _ESCAPE, _meaning)


def _meaning(escape: str) -> str:
    char: str = json.loads(f'"{escape}"')
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char
