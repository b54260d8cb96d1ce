"""The table of formats that are read: adding one is a module and an entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.documents.article import Article
from translator.documents.choices import Choices
from translator.documents.stored import Stored
from translator.later import later

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText


@dataclass(frozen=True, slots=True)
class Reader:
    """A format of text: its name, the file endings it goes by, and how to read and write it.

    ``write`` gives the translation in the same format, the source's structure kept. ``summary``
    says what the format can carry. ``like`` tells from the text itself whether it is of this
    format, for certain; it must be quick and never fail. Without it the ending alone decides;
    ``lenient`` lets the ending decide too where ``like`` does not hold. ``long_lines`` allows
    lines of any length. ``choose`` reads as a user wishes, where the format leaves a choice.
    ``sign`` is a pattern that every text begins with for which ``like`` holds: others need no
    closer look.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[str], Article]
    write: Callable[[ParallelText], str]
    summary: str = ""
    like: Callable[[str], bool] | None = None
    long_lines: bool = False
    lenient: bool = False
    choose: Callable[[str, Choices], Article] | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """A format whose files are archives: read and written piece by piece; else as `Reader`.

    ``like`` decides alone: the ending of an archive says nothing that its members do not. Only
    bytes that begin with ``sign`` are shown to it.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[Stored], Article]
    write: Callable[[ParallelText], Iterable[bytes]]
    like: Callable[[Stored], bool]
    summary: str = ""
    sign: bytes = b""


_MARKUP, _JSON = r"[\ufeff\s]*<", r"[\ufeff\s]*[{\[]"
# a delimiter in the first line, which may be one of Excel's that names it
_TABLE = r"(?i:sep=)|[^\r\n]*[\",;\t|]"


def _of(module: str, name: str) -> Callable[..., Any]:
    return later(f"translator.documents.{module}", name)


# Where several formats share an ending, the first whose ``like`` holds is taken.
READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader(
            "plain",
            (".txt", ".text"),
            _of("plain", "read"),
            _of("plain", "write"),
            "paragraphs, lists, datelines",
        ),
        Reader(
            "markdown",
            (".md", ".markdown", ".mdown", ".mkd"),
            _of("markdown", "read"),
            _of("markdown", "write"),
            "headings, lists, tables, emphasis, links, footnotes, front matter",
        ),
        Reader(
            "html",
            (".html", ".htm", ".xhtml"),
            _of("html", "read"),
            _of("html", "write"),
            "web pages: the article alone or all that is seen; captions, links, JSON-LD",
            _of("html", "like"),
            long_lines=True,
            lenient=True,
            choose=_of("html", "choose"),
            sign=_MARKUP,
        ),
        Reader(
            "feed",
            (".rss", ".atom", ".xml"),
            _of("feeds", "read"),
            _of("feeds", "write"),
            "RSS and Atom: each entry an article, its content with the markup in it",
            _of("feeds", "like"),
            long_lines=True,
            sign=_MARKUP,
        ),
        Reader(
            "jsonld",
            (".jsonld", ".json"),
            _of("jsonld", "read"),
            _of("jsonld", "write"),
            "schema.org articles as JSON-LD",
            _of("jsonld", "like"),
            long_lines=True,
            sign=_JSON,
        ),
        Reader(
            "csv",
            (".csv",),
            _of("tables", "read_csv"),
            _of("tables", "write"),
            "tables of articles: columns of headlines and texts, all others kept",
            _of("tables", "like"),
            lenient=True,
            choose=_of("tables", "read_csv"),
            sign=_TABLE,
        ),
        Reader(
            "tsv-articles",
            (".tsv", ".tab"),
            _of("tables", "read_tsv"),
            _of("tables", "write"),
            "the same with tabs; sentence pairs are no articles",
            _of("tables", "like"),
            lenient=True,
            choose=_of("tables", "read_tsv"),
            sign=_TABLE,
        ),
        Reader(
            "jsonl-articles",
            (".jsonl", ".ndjson"),
            _of("records", "read"),
            _of("records", "write"),
            "records of articles: fields of headlines and texts, all others kept",
            _of("records", "like"),
            lenient=True,
            choose=_of("records", "read"),
            sign=_JSON,
        ),
        Reader(
            "srt",
            (".srt",),
            _of("subtitles", "read_srt"),
            _of("subtitles", "write_srt"),
            "SubRip subtitles: times, positions, speakers, emphasis",
            _of("subtitles", "like_srt"),
            sign=r"\s*\d",
        ),
        Reader(
            "vtt",
            (".vtt",),
            _of("subtitles", "read_vtt"),
            _of("subtitles", "write_vtt"),
            "WebVTT subtitles: the same, notes and styles",
            _of("subtitles", "like_vtt"),
            sign="WEBVTT",
        ),
        Reader(
            "newsml",
            (".xml", ".newsml"),
            _of("newsml", "read"),
            _of("newsml", "write"),
            "IPTC NewsML-G2 items, packages and messages, with XHTML, NITF or text in them",
            _of("newsml", "like"),
            long_lines=True,
            sign=_MARKUP,
        ),
        Reader(
            "nitf",
            (".nitf", ".xml"),
            _of("nitf", "read"),
            _of("nitf", "write"),
            "IPTC NITF 3: headlines, bylines, datelines, captions, keywords, inline markup",
            _of("nitf", "like"),
            long_lines=True,
            sign=_MARKUP,
        ),
        Reader(
            "ninjs",
            (".json", ".ninjs"),
            _of("ninjs", "read"),
            _of("ninjs", "write"),
            "IPTC ninjs 1 to 3, with what is associated with an item",
            _of("ninjs", "like"),
            long_lines=True,
            sign=_JSON,
        ),
    )
}

_CONTAINERS: tuple[Container, ...] = (
    Container(
        "docx",
        (".docx",),
        _of("docx", "read"),
        _of("docx", "write"),
        _of("docx", "like"),
        "Word: styles, tables, notes, headers, text boxes, links, alternative texts",
        b"PK",
    ),
    Container(
        "epub",
        (".epub",),
        _of("epub", "read"),
        _of("epub", "write"),
        _of("epub", "like"),
        "books: chapters, titles, tables of contents, links, notes, alternative texts",
        b"PK",
    ),
)

CONTAINERS: dict[str, Container] = {container.name: container for container in _CONTAINERS}
