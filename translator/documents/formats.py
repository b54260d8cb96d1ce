"""The table of formats that are read: adding one is a module and an entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.documents import (
    docx,
    epub,
    feeds,
    html,
    jsonld,
    markdown,
    newsml,
    ninjs,
    nitf,
    plain,
    records,
    subtitles,
    tables,
)
from translator.documents.article import Article
from translator.documents.choices import Choices
from translator.documents.stored import Stored

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


@dataclass(frozen=True, slots=True)
class Container:
    """A format whose files are archives: read and written piece by piece; else as `Reader`.

    ``like`` decides alone: the ending of an archive says nothing that its members do not.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[Stored], Article]
    write: Callable[[ParallelText], Iterable[bytes]]
    like: Callable[[Stored], bool]
    summary: str = ""


# Where several formats share an ending, the first whose ``like`` holds is taken.
READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("plain", (".txt", ".text"), plain.read, plain.write, "paragraphs, lists, datelines"),
        Reader(
            "markdown",
            (".md", ".markdown", ".mdown", ".mkd"),
            markdown.read,
            markdown.write,
            "headings, lists, tables, emphasis, links, footnotes, front matter",
        ),
        Reader(
            "html",
            (".html", ".htm", ".xhtml"),
            html.read,
            html.write,
            "web pages: the article alone or all that is seen; captions, links, JSON-LD",
            html.like,
            long_lines=True,
            lenient=True,
            choose=html.choose,
        ),
        Reader(
            "feed",
            (".rss", ".atom", ".xml"),
            feeds.read,
            feeds.write,
            "RSS and Atom: each entry an article, its content with the markup in it",
            feeds.like,
            long_lines=True,
        ),
        Reader(
            "jsonld",
            (".jsonld", ".json"),
            jsonld.read,
            jsonld.write,
            "schema.org articles as JSON-LD",
            jsonld.like,
            long_lines=True,
        ),
        Reader(
            "csv",
            (".csv",),
            tables.read_csv,
            tables.write,
            "tables of articles: columns of headlines and texts, all others kept",
            tables.like,
            lenient=True,
            choose=tables.read_csv,
        ),
        Reader(
            "tsv-articles",
            (".tsv", ".tab"),
            tables.read_tsv,
            tables.write,
            "the same with tabs; sentence pairs are no articles",
            tables.like,
            lenient=True,
            choose=tables.read_tsv,
        ),
        Reader(
            "jsonl-articles",
            (".jsonl", ".ndjson"),
            records.read,
            records.write,
            "records of articles: fields of headlines and texts, all others kept",
            records.like,
            lenient=True,
            choose=records.read,
        ),
        Reader(
            "srt",
            (".srt",),
            subtitles.read_srt,
            subtitles.write_srt,
            "SubRip subtitles: times, positions, speakers, emphasis",
            subtitles.like_srt,
        ),
        Reader(
            "vtt",
            (".vtt",),
            subtitles.read_vtt,
            subtitles.write_vtt,
            "WebVTT subtitles: the same, notes and styles",
            subtitles.like_vtt,
        ),
        Reader(
            "newsml",
            (".xml", ".newsml"),
            newsml.read,
            newsml.write,
            "IPTC NewsML-G2 items, packages and messages, with XHTML, NITF or text in them",
            newsml.like,
            long_lines=True,
        ),
        Reader(
            "nitf",
            (".nitf", ".xml"),
            nitf.read,
            nitf.write,
            "IPTC NITF 3: headlines, bylines, datelines, captions, keywords, inline markup",
            nitf.like,
            long_lines=True,
        ),
        Reader(
            "ninjs",
            (".json", ".ninjs"),
            ninjs.read,
            ninjs.write,
            "IPTC ninjs 1 to 3, with what is associated with an item",
            ninjs.like,
            long_lines=True,
        ),
    )
}

_CONTAINERS: tuple[Container, ...] = (
    Container(
        "docx",
        (".docx",),
        docx.read,
        docx.write,
        docx.like,
        "Word: styles, tables, notes, headers, text boxes, links, alternative texts",
    ),
    Container(
        "epub",
        (".epub",),
        epub.read,
        epub.write,
        epub.like,
        "books: chapters, titles, tables of contents, links, notes, alternative texts",
    ),
)

CONTAINERS: dict[str, Container] = {container.name: container for container in _CONTAINERS}
