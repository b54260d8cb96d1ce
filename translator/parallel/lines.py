"""Reading text files line by line, whatever their size, with a limit on a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from translator.parallel.pair import unreadable

MAX_LINE = 4 << 20
"""Bytes in one line."""

BOM = "\ufeff"
_HINT = "save the file as UTF-8"
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, str, str]]:
    """The lines of a text in UTF-8, or in UTF-16 with a byte order mark.

    Only line feeds end a line; signs that some programs take for line ends stay inside.

    Args:
        stream: seekable; read from its beginning.
        name: the file's name, for errors.

    Returns:
        Line number from 1, the line with its end and, on the first, its byte order mark; the
        encoding. Together the lines give the file back.

    Raises:
        TranslatorError: ``input-unreadable`` for other encodings and for lines that are too long.
    """
    stream.seek(0)
    head = stream.read(4)
    stream.seek(0)
    if head in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        raise unreadable(name, "UTF-32 is not read", _HINT)
    encoding = next((found for mark, found in _MARKS if head.startswith(mark)), "utf-8")
    split = _utf16(stream, name, encoding) if encoding != "utf-8" else _bytes(stream, name)
    for number, data in enumerate(split, 1):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            where = f"{name}:{number}"
            if encoding == "utf-8":
                column = len(data[: error.start].decode("utf-8", "replace")) + 1
                where = f"{where}:{column}"
            raise unreadable(where, f"not valid text in {encoding.upper()}", _HINT) from None
        yield number, text, encoding


def _bytes(stream: BinaryIO, name: str) -> Iterator[bytes]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        _check(len(line), name, number)
        yield line


def _utf16(stream: BinaryIO, name: str, encoding: str) -> Iterator[bytes]:
    end = "\n".encode(encoding)
    number, rest = 0, b""
    while chunk := stream.read(1 << 16):
        rest += chunk
        start = 0
        at = rest.find(end)
        while at >= 0:
            if at % 2 == start % 2 == 0:
                number += 1
                yield rest[start : at + 2]
                start = at + 2
                at = rest.find(end, start)
            else:
                at = rest.find(end, at + 1)
        rest = rest[start:]
        _check(len(rest), name, number + 1)
    if rest:
        yield rest


def _check(size: int, name: str, number: int) -> None:
    if size > MAX_LINE:
        raise unreadable(
            f"{name}:{number}",
            f"a line of more than {MAX_LINE >> 20} MiB",
            "give a file with one pair a line",
        )
