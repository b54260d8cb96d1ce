"""The formats that a translation can be written in; adding one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.documents import registry
from translator.errors import ErrorCode, TranslatorError
from translator.later import later
from translator.parallel.text import ParallelText


@dataclass(frozen=True, slots=True)
class Writer:
    """One output format.

    ``write`` gives the whole file's bytes; ``parallel`` is true where both languages are in it.
    ``split`` gives the files of a format that has one for each language, by their endings;
    ``pieces`` what ``write`` does, piece by piece, where that may be larger than memory.
    """

    name: str
    endings: tuple[str, ...]
    write: Callable[[ParallelText], bytes]
    parallel: bool
    summary: str = ""
    split: Callable[[ParallelText], dict[str, bytes]] | None = None
    pieces: Callable[[ParallelText], Iterable[bytes]] | None = None


def _of(module: str, name: str) -> Callable[..., Any]:
    return later(f"translator.parallel.{module}", name)


_TABLE = (
    Writer(
        "txt", (".txt", ".text"), _of("translation", "text"), False, "the translation as plain text"
    ),
    Writer(
        "md",
        (".md", ".markdown"),
        _of("translation", "markdown"),
        False,
        "the translation as Markdown",
    ),
    Writer(
        "html",
        (".html", ".htm"),
        _of("html_translation", "write"),
        False,
        "the translation as a page",
    ),
    Writer(
        "docx",
        (".docx",),
        _of("word_translation", "write"),
        False,
        "the translation as a Word document",
        pieces=_of("word_translation", "pieces"),
    ),
    Writer(
        "tsv", (".tsv",), _of("tsv", "write"), True, "sentence pairs, a pair a line: the text alone"
    ),
    Writer(
        "jsonl",
        (".jsonl", ".ndjson"),
        _of("jsonl", "write"),
        True,
        "sentence pairs with blocks, terms, flags and model",
    ),
    Writer(
        "moses",
        (".moses",),
        _of("tsv", "write"),
        True,
        "aligned files NAME.en and NAME.ru, a sentence a line: the text alone",
        _of("moses", "write"),
    ),
    Writer(
        "tmx",
        (".tmx",),
        _of("tmx", "write"),
        True,
        "translation memory, TMX 1.4b: inline codes, flags, model",
    ),
    Writer(
        "xlf",
        (".xlf", ".xliff"),
        _of("xliff12", "write"),
        True,
        "XLIFF 1.2: blocks, inline codes, states, flags",
    ),
    Writer(
        "xlf2",
        (".xlf2",),
        _of("xliff21", "write"),
        True,
        "XLIFF 2.1: the same, and the glossary module",
    ),
    Writer(
        "bi.md",
        (".bi.md",),
        _of("bi_markdown", "write"),
        True,
        "side by side, a Markdown table: headlines, flags",
    ),
    Writer(
        "bi.docx",
        (".bi.docx",),
        _of("bi_docx", "write"),
        True,
        "side by side, a Word table: headlines, flags as comments",
    ),
    Writer(
        "bi.html",
        (".bi.html", ".bi.htm"),
        _of("bi_html", "write"),
        True,
        "side by side, a web page: blocks, terms, flags",
    ),
)

SAME = "same"  # the format that the article was read with

WRITERS: dict[str, Writer] = {writer.name: writer for writer in _TABLE}

_ENDINGS = sorted(
    ((ending, writer) for writer in _TABLE for ending in writer.endings),
    key=lambda item: -len(item[0]),
)


def writer_for(path_or_ending: str | Path, source_format: str = "") -> Writer:
    """The writer for a file name, an ending or a format's name.

    Args:
        path_or_ending: ``out/ru.bi.html``, ``.tmx`` or ``tmx``; the longest ending that fits wins.
        source_format: the format's name that the article was read with. Its own endings, a name
            without any, and the format name ``same`` lead to the translation in that format.

    Raises:
        TranslatorError: ``format-unknown``.
    """
    name = Path(path_or_ending).name.casefold() or str(path_or_ending).casefold()
    own = registry.same_endings(source_format)
    if name in WRITERS:
        return WRITERS[name]
    if name == SAME:
        return _same(own)
    for ending, writer in sorted(
        [*((ending, None) for ending in own), *_ENDINGS], key=lambda item: -len(item[0])
    ):
        if name.endswith(ending):
            return writer or _same(own)
    if "." not in name.strip("."):
        return _same(own)
    known = " ".join(dict.fromkeys([*own, *(writer.endings[0] for writer in _TABLE)]))
    raise TranslatorError(
        ErrorCode.FORMAT_UNKNOWN,
        f"no format is known for {str(path_or_ending)!r}",
        f"name the output with one of these endings: {known}",
    )


def could_be_written(path: Path) -> bool:
    """Whether some article could be written to a file of that name."""
    name = path.name.casefold()
    known = (*registry.endings(), *(ending for ending, _ in _ENDINGS))
    return "." not in name.strip(".") or name.endswith(tuple(known))


def _same(endings: tuple[str, ...]) -> Writer:
    """The writer of the translation in the format that the article was read with."""
    for writer in _TABLE:
        if not writer.parallel and set(writer.endings) & set(endings):
            return writer
    return (
        Writer(SAME, endings, registry.write, False, pieces=registry.pieces)
        if endings
        else WRITERS["txt"]
    )
