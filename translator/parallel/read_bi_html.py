"""Reading the side-by-side page again, as a person may have changed it in an editor.

Only pages of our own are read: a sentence is an element with ``data-n`` whose id is ``s`` (source)
or ``t`` (target) and that number. Everything else on the page may have been changed at will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from translator.parallel.pair import ANY, Pair, Wanted, check_length, language_of, unreadable
from translator.parallel.xml_correcting import Corrected, Edits

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE = 16 << 20
"""Bytes of one page, which is held in memory as a whole."""

_PLACE = re.compile(r"([st])(\d{1,9})")
_APART = frozenset({"flag", "why", "none", "mark"})  # our own words around a sentence


def like(text: str) -> bool:
    """Whether the beginning of a file is that of a page which translator wrote."""
    return re.search(r'<meta\s+name="generator"\s+content="translator\b', text) is not None


def read(stream: BinaryIO, name: str = "-", wanted: Wanted = ANY) -> Iterator[Pair]:
    """The sentences of a page in order.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read; a page in others gives nothing.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    sources: dict[int, HtmlElement] = {}
    targets: dict[int, HtmlElement] = {}
    for element in _page(stream, name).iterfind(".//*[@data-n]"):
        match = _PLACE.fullmatch(element.get("id") or "")
        if match:
            (sources if match[1] == "s" else targets).setdefault(int(match[2]), element)
    for number, element in sorted(sources.items()):
        source = check_length(_text(element), f"{name}: sentence {number}")
        other = targets.get(number)
        target = "" if other is None else check_length(_text(other), f"{name}: sentence {number}")
        langs = _lang(element), "" if other is None else _lang(other)
        if source.strip() and wanted.fits(*langs):
            yield Pair(
                source,
                target,
                langs[0] or wanted.source_lang,
                langs[1] or wanted.target_lang,
                number,
                id=str(number),
                made="" if other is None else other.get("data-made") or "",
            )


def correct(stream: BinaryIO, name: str, wanted: Wanted, edits: Edits) -> Corrected:
    """Pages are not written again."""
    raise unreadable(
        name,
        "side-by-side texts are read but not written again",
        "repair the article's .tmx, .xlf, .tsv or .jsonl",
    )


def _page(stream: BinaryIO, name: str) -> HtmlElement:
    from lxml import etree, html

    stream.seek(0)
    data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise unreadable(
            name,
            f"a page of more than {MAX_PAGE >> 20} MiB",
            "give the article's .tmx, which is read in pieces",
        )
    if data and b"</html" not in data.replace(b"\0", b"").lower():
        raise unreadable(  # half a sentence would pass for what a person made of it
            name, "the page ends before its end", "copy or download it again"
        )
    try:
        parser = html.HTMLParser(encoding=None if data[:2] in _MARKS else "utf-8", no_network=True)
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise unreadable(name, f"no page that can be read: {error}", "save it once more") from None


_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _text(element: HtmlElement) -> str:
    """The sentence in an element, without the marks that the page puts beside it."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _APART & set((child.get("class") or "").split()):
            parts.append("\n" if child.tag == "br" else _text(child))
        elif child.tag == "mark":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _lang(element: HtmlElement) -> str:
    for holder in (element, *element.iterancestors()):
        if holder.get("lang"):
            return language_of(holder.get("lang") or "")
    return ""
