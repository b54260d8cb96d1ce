"""Reading tab-separated pairs: source, tab, target, a pair a line, no quoting.

The first row is a header only if its cells are ``source``/``target`` or language codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from translator.parallel.lines import BOM, lines
from translator.parallel.pair import (
    ANY,
    Pair,
    Wanted,
    Warn,
    check_length,
    is_language_code,
    language_of,
)
from translator.parallel.xml_correcting import Corrected, Edits

_BREAKS = re.compile("[\t\r\n]+")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Where source and target stand in a row, and their languages if the header names them."""

    source: int = 0
    target: int = 1
    source_lang: str = ""
    target_lang: str = ""


def read(
    stream: BinaryIO, name: str = "-", wanted: Wanted = ANY, warn: Warn = lambda line: None
) -> Iterator[Pair]:
    """The rows of a TSV file in the file's order; empty lines and lines without a tab give none.

    With a header of language codes the columns wanted are read, else the first two.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read.
        warn: told of lines without a tab.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    for _, _, _, pair in _rows(stream, name, wanted, warn):
        if pair is not None:
            yield pair


def correct(stream: BinaryIO, name: str, wanted: Wanted, edits: Edits) -> Corrected:
    """The file with changed targets; see `translator.parallel.reading.corrected`."""
    out = []
    number, done, encoding = -1, set(), "utf-8"
    for line, columns, code, pair in _rows(stream, name, wanted, lambda text: None):
        encoding = code
        if pair is None:
            out.append(line)
            continue
        number += 1
        if number not in edits:
            out.append(line)
            continue
        body = line.rstrip("\r\n")
        cells = body.split("\t")
        text = cells[columns.target]
        for start, end, new in sorted(edits[number], reverse=True):
            text = text[:start] + _BREAKS.sub(" ", new) + text[end:]
        cells[columns.target] = text
        out.append("\t".join(cells) + line[len(body) :])
        done.add(number)
    return "".join(out).encode(encoding), frozenset(done)


def _rows(
    stream: BinaryIO, name: str, wanted: Wanted, warn: Warn
) -> Iterator[tuple[str, Columns, str, Pair | None]]:
    """Every line as it stands, with its pair if it holds one."""
    columns = Columns(source_lang=wanted.source_lang, target_lang=wanted.target_lang)
    segment = bare = 0
    first = True
    for number, line, encoding in lines(stream, name):
        text = line.removeprefix(BOM).rstrip("\r\n")
        cells = text.split("\t")
        pair = None
        if first and text.strip():
            first = False
            header = _header(cells, wanted)
            if header is not None:
                columns = header
                yield line, columns, encoding, None
                continue
        if len(cells) > max(columns.source, columns.target):
            source = check_length(cells[columns.source], f"{name}:{number}")
            target = check_length(cells[columns.target], f"{name}:{number}")
            langs = columns.source_lang, columns.target_lang
            if source.strip():
                segment += 1
                pair = Pair(source, target, *langs, segment, number)
                pair = pair if wanted.fits(*langs) else None
        elif text.strip():
            bare += 1
            if bare <= _SHOWN:
                warn(f"{name}:{number}: no second column; the line is passed over")
        yield line, columns, encoding, pair
    if bare > _SHOWN:
        warn(f"{name}: {bare - _SHOWN:,} more lines without a second column")


def _header(cells: list[str], wanted: Wanted) -> Columns | None:
    """The columns that the first row names, or None if it is no header."""
    heads = [cell.strip().casefold() for cell in cells]
    if len(heads) < 2 or not all(h in ("source", "target") or is_language_code(h) for h in heads):
        return None
    if set(heads) & {"source", "target"}:
        source = heads.index("source") if "source" in heads else 0
        others = [index for index in range(len(heads)) if index != source]
        target = heads.index("target") if "target" in heads else others[0]
        if source == target:
            source = next(index for index in range(len(heads)) if index != target)
        return Columns(
            source,
            target,
            _lang(heads[source]) or wanted.source_lang,
            _lang(heads[target]) or wanted.target_lang,
        )
    langs = [language_of(head) for head in heads]
    source = langs.index(wanted.source_lang) if wanted.source_lang in langs else -1
    target = langs.index(wanted.target_lang) if wanted.target_lang in langs else -1
    if source < 0:
        source = next(index for index in range(len(langs)) if index != target)
    if target < 0:
        target = next(index for index in range(len(langs)) if index != source)
    return Columns(source, target, langs[source], langs[target])


def _lang(head: str) -> str:
    return "" if head in ("source", "target") else language_of(head)
