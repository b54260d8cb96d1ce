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
            _of("md.markdown", "read"),
            _of("md.markdown", "write"),
            "headings, lists, tables, emphasis, links, footnotes, front matter",
        ),
        Reader(
            "html",
            (".html", ".htm", ".xhtml"),
            _of("web.html", "read"),
            _of("web.html", "write"),
            "web pages: the article alone or all that is seen; captions, links, JSON-LD",
            _of("web.html", "like"),
            long_lines=True,
            lenient=True,
            choose=_of("web.html", "choose"),
            sign=_MARKUP,
        ),
        Reader(
            "feed",
            (".rss", ".atom", ".xml"),
            _of("web.feeds", "read"),
            _of("web.feeds", "write"),
            "RSS and Atom: each entry an article, its content with the markup in it",
            _of("web.feeds", "like"),
            long_lines=True,
            sign=_MARKUP,
        ),
        Reader(
            "jsonld",
            (".jsonld", ".json"),
            _of("web.jsonld", "read"),
            _of("web.jsonld", "write"),
            "schema.org articles as JSON-LD",
            _of("web.jsonld", "like"),
            long_lines=True,
            sign=_JSON,
        ),
        Reader(
            "csv",
            (".csv",),
            _of("tabular.tables", "read_csv"),
            _of("tabular.tables", "write"),
            "tables of articles: columns of headlines and texts, all others kept",
            _of("tabular.tables", "like"),
            lenient=True,
            choose=_of("tabular.tables", "read_csv"),
            sign=_TABLE,
        ),
        Reader(
            "tsv-articles",
            (".tsv", ".tab"),
            _of("tabular.tables", "read_tsv"),
            _of("tabular.tables", "write"),
            "the same with tabs; sentence pairs are no articles",
            _of("tabular.tables", "like"),
            lenient=True,
            choose=_of("tabular.tables", "read_tsv"),
            sign=_TABLE,
        ),
        Reader(
            "jsonl-articles",
            (".jsonl", ".ndjson"),
            _of("tabular.records", "read"),
            _of("tabular.records", "write"),
            "records of articles: fields of headlines and texts, all others kept",
            _of("tabular.records", "like"),
            lenient=True,
            choose=_of("tabular.records", "read"),
            sign=_JSON,
        ),
        Reader(
            "srt",
            (".srt",),
            _of("timed.subtitles", "read_srt"),
            _of("timed.subtitles", "write_srt"),
            "SubRip subtitles: times, positions, speakers, emphasis",
            _of("timed.subtitles", "like_srt"),
            sign=r"\s*\d",
        ),
        Reader(
            "vtt",
            (".vtt",),
            _of("timed.subtitles", "read_vtt"),
            _of("timed.subtitles", "write_vtt"),
            "WebVTT subtitles: the same, notes and styles",
            _of("timed.subtitles", "like_vtt"),
            sign="WEBVTT",
        ),
        Reader(
            "newsml",
            (".xml", ".newsml"),
            _of("wire.newsml", "read"),
            _of("wire.newsml", "write"),
            "IPTC NewsML-G2 items, packages and messages, with XHTML, NITF or text in them",
            _of("wire.newsml", "like"),
            long_lines=True,
            sign=_MARKUP,
        ),
        Reader(
            "nitf",
            (".nitf", ".xml"),
            _of("wire.nitf", "read"),
            _of("wire.nitf", "write"),
            "IPTC NITF 3: headlines, bylines, datelines, captions, keywords, inline markup",
            _of("wire.nitf", "like"),
            long_lines=True,
            sign=_MARKUP,
        ),
        Reader(
            "ninjs",
            (".json", ".ninjs"),
            _of("wire.ninjs", "read"),
            _of("wire.ninjs", "write"),
            "IPTC ninjs 1 to 3, with what is associated with an item",
            _of("wire.ninjs", "like"),
            long_lines=True,
            sign=_JSON,
        ),
    )
}

_CONTAINERS: tuple[Container, ...] = (
    Container(
        "docx",
        (".docx",),
        _of("docx.document", "read"),
        _of("docx.document", "write"),
        _of("docx.document", "like"),
        "Word: styles, tables, notes, headers, text boxes, links, alternative texts",
        b"PK",
    ),
    Container(
        "epub",
        (".epub",),
        _of("epub.document", "read"),
        _of("epub.document", "write"),
        _of("epub.document", "like"),
        "books: chapters, titles, tables of contents, links, notes, alternative texts",
        b"PK",
    ),
)

CONTAINERS: dict[str, Container] = {container.name: container for container in _CONTAINERS}
