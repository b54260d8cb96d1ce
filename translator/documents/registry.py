"""The formats that can be read: by name, by file ending and by the look of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from translator.documents import markdown, plain
from translator.documents.article import Article
from translator.documents.encoding import decode
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, the file endings it goes by, and how to read and write it.

    ``write`` gives the translation in the same format, the source's structure kept.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[str], Article]
    write: Callable[[ParallelText], str]


READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("plain", (".txt", ".text"), plain.read, plain.write),
        Reader("markdown", (".md", ".markdown", ".mdown", ".mkd"), markdown.read, markdown.write),
    )
}

# Formats that look like text but whose markup would be taken for the article.
_OTHER = (
    *(".html", ".htm", ".xhtml", ".mhtml", ".xml", ".rss", ".atom", ".json", ".jsonl", ".yaml"),
    *(".yml", ".toml", ".csv", ".tsv", ".tmx", ".tbx", ".xlf", ".xlf2", ".xliff", ".sdlxliff"),
    *(".po", ".tex", ".rtf", ".doc", ".docx", ".odt", ".epub", ".pdf", ".srt", ".vtt", ".rst"),
)
_LONGEST_LINE = 1_000_000  # characters; no article has one, and nobody could read its translation


def reader_for(name: str, text: str) -> Reader:
    """The reader for a file called ``name`` ("-" for standard input) that holds ``text``.

    Raises:
        TranslatorError: ``format-unknown`` if the ending is that of a format that is not read.
    """
    ending = PurePath(name).suffix.casefold()
    for reader in READERS.values():
        if ending in reader.endings:
            return reader
    if ending in _OTHER:
        known = " ".join(sorted(end for reader in READERS.values() for end in reader.endings))
        raise TranslatorError(
            ErrorCode.FORMAT_UNKNOWN,
            f"{name}: {ending} files cannot be read",
            f"the endings that can: {known}",
        )
    return READERS["markdown" if _like_markdown(text) else "plain"]


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
    path: Path | None, *, data: bytes | None = None, encoding: str = "", lang: str = ""
) -> Article:
    """Read one article.

    Args:
        path: the file, or None for the bytes in ``data``, which is then named "-".
        data: the file's bytes, if they are at hand.
        encoding: see `translator.documents.encoding.decode`.
        lang: code of the source language, if known.

    Raises:
        TranslatorError: ``input-missing``, ``input-unreadable`` (not a file, not text, empty, not
            permitted), ``format-unknown`` or ``usage`` (no such encoding).
    """
    name = "-" if path is None else str(path)
    if data is None:
        if path is None:
            raise ValueError("neither a path nor data")
        data = _bytes(path)
    try:
        decoded = decode(data, encoding=encoding, lang=lang)
    except TranslatorError as error:
        if error.code is ErrorCode.USAGE:
            raise
        raise TranslatorError(error.code, f"{name}: {error.message}", error.hint) from None
    _check(name, decoded.text)
    article = reader_for(name, decoded.text).read(decoded.text)
    return replace(article, name=name, lang=lang, encoding=decoded.encoding, bom=decoded.bom)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
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
            ErrorCode.INPUT_UNREADABLE, f"{path}: {reason}", "check the file and its permissions"
        ) from None


def _check(name: str, text: str) -> None:
    if not text.strip("\ufeff\u200b\u2060 \t\r\n\f\x0b\x85\xa0\u2028\u2029"):
        what = "no text in it" if text else "empty"
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE, f"{name}: {what}", "give a file that holds an article"
        )
    if len(text) <= _LONGEST_LINE:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > _LONGEST_LINE:
            raise TranslatorError(
                ErrorCode.INPUT_UNREADABLE,
                f"{name}:{number}: a line of {len(line):,} characters is no article",
                f"break it into paragraphs of at most {_LONGEST_LINE:,} characters",
            )
