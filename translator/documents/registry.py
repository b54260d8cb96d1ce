"""The formats that can be read: by name, by file ending and by the look of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from translator.documents.article import Article
from translator.documents.choices import NONE, Choices
from translator.documents.encoding import decode
from translator.documents.formats import CONTAINERS, READERS, Container, Reader
from translator.documents.stored import InMemory, Stored, stored, whole
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText

__all__ = [
    "CONTAINERS",
    "READERS",
    "Container",
    "Reader",
    "endings",
    "keep",
    "load",
    "pieces",
    "reader_for",
    "same_endings",
    "write",
]

Source = TypeVar("Source", str, Stored)
Made = TypeVar("Made")


# Formats that look like text but whose markup would be taken for the article.
_OTHER = (
    *(".mhtml", ".xml", ".rss", ".atom", ".json", ".jsonl", ".yaml"),
    *(".yml", ".toml", ".csv", ".tsv", ".tmx", ".tbx", ".xlf", ".xlf2", ".xliff", ".sdlxliff"),
    *(".po", ".tex", ".rtf", ".doc", ".docx", ".odt", ".epub", ".pdf", ".srt", ".vtt", ".rst"),
)
_XML = (".xml", ".newsml", ".nitf", ".rss", ".atom")
_JSON = (".json", ".jsonld", ".ninjs")
MAX_TEXT = 64 << 20
"""Bytes of one text: some thousand articles, held in memory as a whole."""
MAX_FILE = 512 << 20
"""Bytes of any file; archives hold pictures."""
_LONGEST_LINE = 1_000_000  # characters; no article has one, and nobody could read its translation


def endings() -> list[str]:
    """Every file ending that is read, in order."""
    formats: list[Reader | Container] = [*READERS.values(), *CONTAINERS.values()]
    return sorted({ending for entry in formats for ending in entry.endings})


def same_endings(name: str) -> tuple[str, ...]:
    """The endings of the format that an article was read with."""
    entry = READERS.get(name) or CONTAINERS.get(name)
    return entry.endings if entry else ()


def pieces(parallel: ParallelText) -> Iterable[bytes]:
    """The translation in the format that its article was read with, piece by piece."""
    from translator.parallel.encode import utf8

    container = CONTAINERS.get(parallel.article.format)
    if container is not None:
        return container.write(parallel)
    return (utf8(READERS[parallel.article.format].write(parallel)),)


def write(parallel: ParallelText) -> bytes:
    """The same as a whole."""
    return b"".join(pieces(parallel))


def reader_for(name: str, text: str) -> Reader:
    """The reader for a file called ``name`` ("-" for standard input) that holds ``text``.

    What the text is for certain comes before what the ending says.

    Raises:
        TranslatorError: ``format-unknown`` if the ending is that of a format that is not read, or
            of one that the text is not in.
    """
    ending = PurePath(name).suffix.casefold()
    named = [reader for reader in READERS.values() if ending in reader.endings]
    others = [reader for reader in READERS.values() if reader not in named]
    for reader in (*named, *others):
        if reader.like is not None and re.match(reader.sign, text) and reader.like(text):
            return reader
    for reader in named:
        if reader.like is None or reader.lenient:
            return reader
    if named or ending in _OTHER:
        if named:
            _verify(name, ending, text)
        raise _unknown(name, ending, bool(named))
    return READERS["markdown" if _like_markdown(text) else "plain"]


def _verify(name: str, ending: str, text: str) -> None:
    """Say where a text that begins as XML or JSON, as its ending says, is neither.

    Raises:
        TranslatorError: ``input-unreadable``, with line and column.
    """
    from translator.documents import json_spans
    from translator.documents.xml import scan as xml_scan

    first = text.lstrip("\ufeff \t\r\n")[:1]
    if ending in _XML and first == "<":
        _named(name, xml_scan.parse, text)
    elif ending in _JSON and first in ("{", "["):
        _named(name, json_spans.parse, text)


def _unknown(name: str, ending: str, known: bool) -> TranslatorError:
    if any(ending in container.endings for container in CONTAINERS.values()):
        return TranslatorError(
            ErrorCode.FORMAT_UNKNOWN,
            f"{name}: no {ending} file: it holds plain text",
            "call it .txt if that is what it is",
        )
    what = (
        f"no {ending} file of a kind that is known" if known else f"{ending} files cannot be read"
    )
    return TranslatorError(
        ErrorCode.FORMAT_UNKNOWN,
        f"{name}: {what}",
        f"`translator formats` lists what can be read; the endings: {' '.join(endings())}",
    )


_SURE = re.compile(r"#{1,6} \S|```|!?\[[^\]\n]+\]\([^)\s]+\)|\|? *:?-{3,}:? *\|")
_EMPHASIS = re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?![\w*])")


def _like_markdown(text: str) -> bool:
    """Whether a text without a telling name is Markdown: two signs of it in its first lines."""
    signs = 0
    for line in text[:20_000].splitlines():
        signs += bool(_SURE.match(line.lstrip()) or _EMPHASIS.search(line))
        signs += bool(re.search(r"\w\]\((?:https?://|/|#|mailto:)", line))
        if signs > 1:
            return True
    return False


def load(
    path: Path | None,
    *,
    data: bytes | Stored | None = None,
    encoding: str = "",
    lang: str = "",
    choices: Choices = NONE,
) -> Article:
    """Read one article.

    Args:
        path: the file, or None for the bytes in ``data``, which is then named "-".
        data: the file's bytes or what `keep` made of it, if at hand.
        encoding: see `translator.documents.encoding.decode`.
        lang: code of the source language, if known.
        choices: what the user wishes; a format that leaves no choice is read as ever.

    Raises:
        TranslatorError: ``input-missing``, ``input-unreadable`` (not a file, not text, empty, not
            permitted), ``format-unknown`` or ``usage`` (no such encoding).
    """
    name = "-" if path is None else str(path)
    choices = replace(choices, lang=lang)
    if isinstance(data, bytes):
        data = InMemory(data)
    elif data is None:
        if path is None:
            raise ValueError("neither a path nor data")
        data = keep(path)
    _check_size(name, data)
    with data.open() as file:
        head = file.read(4)
    for container in CONTAINERS.values():
        if head.startswith(container.sign) and container.like(data):
            article = _named(name, container.read, data)
            return replace(article, name=name, lang=lang or article.lang, file=data)
    text = whole(data)
    if head.startswith(b"PK\x03\x04"):
        from translator.documents.archive import refuse

        _named(name, refuse, data)
    try:
        decoded = decode(text, encoding=encoding, lang=lang)
    except TranslatorError as error:
        if error.code is ErrorCode.USAGE:
            raise
        raise TranslatorError(error.code, f"{name}: {error.message}", error.hint) from None
    _check(name, decoded.text)
    reader = reader_for(name, decoded.text)
    if not reader.long_lines:
        _check_lines(name, decoded.text)
    article = _named(name, _read(reader, choices), decoded.text)
    return replace(
        article,
        name=name,
        lang=lang or article.lang,
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _read(reader: Reader, choices: Choices) -> Callable[[str], Article]:
    choose = reader.choose
    if choose is None or choices == NONE:
        return reader.read
    return lambda text: choose(text, choices)


def _named(name: str, read: Callable[[Source], Made], source: Source) -> Made:
    """What ``read`` makes of ``source``; its errors say which file they are about."""
    try:
        return read(source)
    except TranslatorError as error:
        raise TranslatorError(error.code, f"{name}: {error.message}", error.hint) from None


def keep(path: Path | None, stream: BinaryIO | None = None) -> Stored:
    """A file, kept so that it can be read piece by piece; it is not verified yet.

    Args:
        path: the file, or None for ``stream`` (standard input), which is read to its end.
        stream: what else to read.

    Raises:
        TranslatorError: ``input-missing`` or ``input-unreadable``.
    """
    try:
        if stream is not None:
            return stored(stream, path, MAX_FILE)
        assert path is not None
        with path.open("rb") as file:
            return stored(file, path, MAX_FILE)
    except FileNotFoundError:
        raise TranslatorError(
            ErrorCode.INPUT_MISSING, f"{path}: no such file", "check the name and the folder"
        ) from None
    except IsADirectoryError:
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE,
            f"{path}: a folder, not a file",
            "`translator batch` translates a folder",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE,
            f"{path or '-'}: {reason}",
            "check the file and its permissions",
        ) from None


def _check_size(name: str, kept: Stored) -> None:
    with kept.open() as file:
        limit = MAX_FILE if file.read(2) == b"PK" else MAX_TEXT
    if kept.size > limit:
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE,
            f"{name}: {kept.size / (1 << 20):,.0f} MiB are too much for one file of articles",
            f"split it into files of at most {limit >> 20} MiB",
        )


def _check(name: str, text: str) -> None:
    if not text.strip("\ufeff\u200b\u2060 \t\r\n\f\x0b\x85\xa0\u2028\u2029"):
        what = "no text in it" if text else "empty"
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE, f"{name}: {what}", "give a file that holds an article"
        )


def _check_lines(name: str, text: str) -> None:
    if len(text) <= _LONGEST_LINE:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > _LONGEST_LINE:
            raise TranslatorError(
                ErrorCode.INPUT_UNREADABLE,
                f"{name}:{number}: a line of {len(line):,} characters is no article",
                f"break it into paragraphs of at most {_LONGEST_LINE:,} characters",
            )
