"""The parallel formats that can be read; adding one is a module and a line here.

What a file holds decides how it is read; its ending only where that leaves a doubt.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from translator.documents.stored import stored
from translator.errors import ErrorCode, TranslatorError
from translator.parallel import (
    moses,
    read_bi_docx,
    read_bi_html,
    read_bi_markdown,
    read_jsonl,
    read_tmx,
    read_tsv,
    xliff12,
    xliff21,
    xliff21_codes,
)
from translator.parallel.pair import ANY, Pair, Wanted, Warn, unreadable
from translator.parallel.xml_correcting import Corrected, Edits
from translator.parallel.xml_reading import Root, root_of

__all__ = ["READABLE", "READERS", "ParallelFile", "Reader", "open_parallel"]

MAX_CORRECTED = 256 << 20
"""Bytes of a file that can be written again with corrections: it is then held as a whole."""

_HEAD = 1 << 16
_KNOWN = "`translator formats` lists the parallel texts that can be read, and their endings"


@dataclass(frozen=True, slots=True)
class Reader:
    """One parallel format: how to read it and how to write it again with other targets.

    ``says`` is false for a format that has no place for who made a translation.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[BinaryIO, str, Wanted, Warn], Iterator[Pair]]
    correct: Callable[[BinaryIO, str, Wanted, Edits], Corrected]
    says: bool = True


def _silent(
    read: Callable[[BinaryIO, str, Wanted], Iterator[Pair]],
) -> Callable[[BinaryIO, str, Wanted, Warn], Iterator[Pair]]:
    """A reader that has nothing to warn of."""
    return lambda stream, name, wanted, warn: read(stream, name, wanted)


_TABLE = (
    Reader("tmx", (".tmx",), _silent(read_tmx.read_tmx), read_tmx.correct),
    Reader(
        "xlf",
        (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
        _silent(xliff12.read),
        xliff12.correct,
    ),
    Reader("xlf2", (".xlf2",), _silent(xliff21.read), xliff21.correct),
    Reader("tsv", (".tsv", ".tab"), read_tsv.read, read_tsv.correct, says=False),
    Reader("jsonl", (".jsonl", ".ndjson"), read_jsonl.read, read_jsonl.correct),
    Reader(
        "bi.html",
        (".bi.html", ".bi.htm"),
        _silent(read_bi_html.read),
        read_bi_html.correct,
    ),
    Reader("bi.docx", (".bi.docx",), read_bi_docx.read, read_bi_docx.correct, says=False),
    Reader("bi.md", (".bi.md",), read_bi_markdown.read, read_bi_markdown.correct, says=False),
)

READERS: Mapping[str, Reader] = {reader.name: reader for reader in _TABLE}

READABLE = frozenset({*READERS, moses.NAME})
"""The names of the formats that can be read; aligned files are told by their names."""


@dataclass(frozen=True, slots=True)
class ParallelFile:
    """A parallel file, opened and recognised; ``stream`` is seekable.

    ``paths`` are the files that it consists of.
    """

    name: str
    reader: Reader
    stream: BinaryIO
    paths: tuple[Path, ...] = ()

    def pairs(self, wanted: Wanted = ANY, warn: Warn = lambda line: None) -> Iterator[Pair]:
        """The file's pairs in order, read from the beginning, one at a time.

        Args:
            wanted: the languages to read; those that the file does not state are taken for them.
            warn: told, in one line, of what is passed over.

        Raises:
            TranslatorError: ``input-unreadable``, also when there is no pair in the whole file,
                or none in the languages wanted; texts without any translation are no pairs.
        """
        translated = False
        waiting: list[Pair] = []
        for pair in self._read(wanted, warn):
            if translated or pair.target.strip():
                translated = True
                yield from waiting
                waiting.clear()
                yield pair
            elif len(waiting) < _WAITING:
                waiting.append(pair)
            else:  # nothing translated for so long: give up waiting, not memory
                translated = True
                yield from waiting
                waiting.clear()
                yield pair
        if not translated:
            raise self._nothing(wanted, len(waiting))

    def corrected(self, wanted: Wanted, edits: Edits) -> Corrected:
        """The whole file with changes in the targets of some pairs, all else as it is.

        Args:
            wanted: the languages that `pairs` was called with.
            edits: by the number of a pair, from 0 in the order of `pairs`: (start, end, new text)
                with offsets in its target.

        Returns:
            The new bytes, and the numbers of the pairs that were changed; a change that would
            reach across inline markup is not made.

        Raises:
            TranslatorError: ``input-unreadable``, also for a file that is too large for this.
        """
        size = self.stream.seek(0, io.SEEK_END)
        self.stream.seek(0)
        if size > MAX_CORRECTED:
            raise unreadable(
                self.name,
                f"{size >> 20:,} MiB are too much to correct at once",
                f"split the file into parts of at most {MAX_CORRECTED >> 20} MiB",
            )
        return self.reader.correct(self.stream, self.name, wanted, edits)

    def _read(self, wanted: Wanted, warn: Warn) -> Iterator[Pair]:
        try:
            yield from self.reader.read(self.stream, self.name, wanted, warn)
        except BrokenPipeError:  # of what is warned of
            raise
        except OSError as error:
            raise unreadable(self.name, error.strerror or str(error), "check the disk") from None

    def _nothing(self, wanted: Wanted, untranslated: int) -> TranslatorError:
        if untranslated:
            return unreadable(
                self.name,
                f"{untranslated:,} source texts and no translation",
                "translate it first, or check the file that holds the translations",
            )
        if wanted != ANY:
            every = self.reader.read(self.stream, self.name, ANY, lambda line: None)
            found = {}
            for number, pair in enumerate(every):
                found[pair.source_lang or "?", pair.target_lang or "?"] = True
                if number > 1000:
                    break
            if found:
                wish = f"{wanted.source_lang or 'any'} to {wanted.target_lang or 'any'}"
                held = ", ".join(f"{source} to {target}" for source, target in list(found)[:5])
                return unreadable(
                    self.name, f"no sentence pair from {wish} in it", f"it holds {held}"
                )
        return unreadable(self.name, "no sentence pair in it", _KNOWN)


_WAITING = 10_000


@contextmanager
def open_parallel(
    path: Path | None, *, data: bytes | BinaryIO = b"", wanted: Wanted = ANY
) -> Iterator[ParallelFile]:
    """Open a parallel file and find out its format.

    Args:
        path: the file, or None for the bytes in ``data``, which are then named "-". With a file
            named by its language (``news.en``) comes the other that is aligned with it.
        data: standard input or its bytes.
        wanted: tells which other where there are several.

    Raises:
        TranslatorError: ``input-missing`` or ``input-unreadable``.
    """
    if path is None:
        with io.BytesIO(data) if isinstance(data, bytes) else _spooled(data) as stream:
            yield ParallelFile("-", reader_for("-", stream), stream)
        return
    both = moses.partner(path, wanted)
    with _opened(both[0] if both else path) as stream:
        if both:
            name = str(both[0])
            yield ParallelFile(name, _aligned(*both), stream, both)
        else:
            name = str(path)
            yield ParallelFile(name, reader_for(name, stream), stream, (path,))


def _aligned(source: Path, target: Path) -> Reader:
    files = moses.Aligned(source, target)
    return Reader(moses.NAME, (target.suffix,), _silent(files.read), files.correct, says=False)


def _spooled(pipe: BinaryIO) -> BinaryIO:
    """What comes through a pipe, which cannot be read twice: in a temporary file, if it is much."""
    return stored(pipe, None, sys.maxsize).open()


def _opened(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise unreadable(str(path), "a folder, not a file", "name a file in it")
        if path.is_file():
            return path.open("rb")
        with path.open("rb") as pipe:
            return _spooled(pipe)
    except FileNotFoundError:
        raise TranslatorError(
            ErrorCode.INPUT_MISSING, f"{path}: no such file", "check the name and the folder"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(str(path), reason, "check the file and its permissions") from None


def reader_for(name: str, stream: BinaryIO) -> Reader:
    """The reader for what ``stream`` holds; it is left at its beginning.

    Raises:
        TranslatorError: ``input-unreadable`` if it is no parallel text that is known.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise unreadable(name, "empty", "give a file that holds sentence pairs")
    text = _text(head)
    if text is None:
        if read_bi_docx.like(stream):
            return READERS["bi.docx"]
        raise unreadable(name, "not a text file", _KNOWN)
    first_line = text.lstrip().partition("\n")[0]
    if _HTML.match(text) and "\t" not in first_line:
        if read_bi_html.like(text):
            return READERS["bi.html"]
        raise unreadable(name, "a page, but no side-by-side page of translator's", _KNOWN)
    if _XML.match(text):
        try:
            root = root_of(stream, name)
        except TranslatorError:
            if "\t" not in first_line or first_line.startswith(("<?xml", "<!DOCTYPE")):
                raise
        else:
            if root.name in ("tmx", "xliff") or "\t" not in first_line:
                return _of_root(root, name)
    if read_bi_markdown.like(text):
        return READERS["bi.md"]
    ending = PurePath(name).suffix.casefold()
    if text.lstrip().startswith("{"):
        if "\t" in first_line and not first_line.startswith('{"'):
            return READERS["tsv"]
        return READERS["jsonl"]
    if "\t" in text:
        return READERS["tsv"]
    known = next((reader for reader in _TABLE if ending in reader.endings), None)
    if known is None:
        raise unreadable(name, "no sentence pair in it", _KNOWN)
    if known.name in ("tmx", "xlf", "xlf2"):
        raise unreadable(f"{name}:1", "no XML: it does not begin with <", _KNOWN)
    return known


_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.DOTALL | re.IGNORECASE)
_XML = re.compile(r"\s*<[?!A-Za-z_]")


def _text(head: bytes) -> str | None:
    """The first part of a file as text, good enough to recognise it; None if it is none."""
    for mark, encoding in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if head.startswith(mark):
            return head.decode(encoding, "replace").removeprefix("\ufeff")
    if head.count(b"\0") * 8 > len(head) or head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"%PDF-")):
        return None
    return head.decode("utf-8", "replace").removeprefix("\ufeff")


def _of_root(root: Root, name: str) -> Reader:
    if root.name == "tmx":
        return READERS["tmx"]
    if root.name == "xliff":
        version = root.attributes.get("version", "")
        second = version.startswith("2") or root.namespace == xliff21_codes.NAMESPACE
        return READERS["xlf2" if second else "xlf"]
    raise unreadable(name, f"no parallel text: its root element is <{root.name[:40]}>", _KNOWN)
