"""What a translated page says of itself: language, direction, encoding, origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from translator.documents.passages import Edit
from translator.documents.provenance import sentence
from translator.documents.tags import Attribute, Token
from translator.languages import LANGUAGES

if TYPE_CHECKING:
    from translator.documents.html import Page
    from translator.parallel.text import ParallelText

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(r"\ufeff?<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_FIRST = re.compile(r"\ufeff?(?:\s+|<\?[^>]*>|<!--(?:[^-]|-(?!->))*+-->|<![^>]*>)*+")
_LANGUAGE_NAMES = ("content-language", "language", "dc.language", "og:locale", "inlanguage")
_WEB = re.compile(r"https?://[^\s\"'<>]+")


def edits(page: Page, parallel: ParallelText) -> list[Edit]:
    """The changes to a page's own statements.

    Without a translation (source and target in one language) only the encoding is stated.
    """
    made = list(_encoding(page))
    if parallel.source_lang != parallel.target_lang:
        made += _languages(page, parallel)
        made += _head(page, parallel)
    return made


def _encoding(page: Page) -> Iterator[Edit]:
    """UTF-8 wherever another encoding is named."""
    if (match := _DECLARED.match(page.text)) and not _is_utf8(match[1]):
        yield *match.span(1), "UTF-8"
    for tag, _ in page.flow.tags:
        if tag.name != "meta":
            continue
        named = tag.attribute("charset")
        if named is not None and not _is_utf8(named.value):
            yield _value(named, "utf-8")
        content = tag.attribute("content")
        if content is not None and tag.get("http-equiv").strip().lower() == "content-type":
            match = _CHARSET.search(page.text, content.start, content.end)
            if match and not _is_utf8(match[1]):
                yield *match.span(1), "utf-8"


def _is_utf8(name: str) -> bool:
    return name.strip().lower() in ("utf-8", "utf8")


def _languages(page: Page, parallel: ParallelText) -> Iterator[Edit]:
    """The target's code and direction where the source's are stated."""
    source, target = parallel.source_lang, parallel.target_lang
    turned = _is_rtl(source) != _is_rtl(target)
    places = [entry.block.start for entry in parallel.blocks if entry.units]
    holders = _holders(page, places)
    for tag, _ in page.flow.tags:
        root = tag.name == "html"
        if tag.name == "meta":
            yield from _meta_language(tag, source, target)
        if not root and tag.start not in holders:
            continue
        lang = [each for each in tag.attributes if each.name in ("lang", "xml:lang")]
        own = [each for each in lang if _primary(each.value) == source or root]
        for each in own:
            yield _value(each, target)
        direction = tag.attribute("dir")
        if direction is not None and turned and (own or root):
            yield _value(direction, "rtl" if _is_rtl(target) else "ltr")
        if root:
            missing = "" if lang else f' lang="{target}"'
            if direction is None and _is_rtl(target):
                missing += ' dir="rtl"'
            at = tag.start + len("<html")
            if missing:
                yield at, at, missing


def _holders(page: Page, places: list[int]) -> set[int]:
    """The elements around translated blocks, by the places of their tags."""
    wanted = set(places)
    found: set[int] = set()
    for passage in page.passages:
        if passage.block.start in wanted and passage.element is not None:
            for element in passage.element.chain:
                if element.tag.start in found:
                    break
                found.add(element.tag.start)
    return found


def _meta_language(tag: Token, source: str, target: str) -> Iterator[Edit]:
    content = tag.attribute("content")
    if content is None:
        return
    named = (tag.get("http-equiv") or tag.get("name") or tag.get("property")).strip().lower()
    if named in _LANGUAGE_NAMES and _primary(content.value) == source:
        yield _value(content, target)


def _primary(code: str) -> str:
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]


def _value(attribute: Attribute, value: str) -> Edit:
    return attribute.start, attribute.end, value if attribute.quote else f'"{value}"'


def _is_rtl(code: str) -> bool:
    return code in LANGUAGES and LANGUAGES[code].rtl


def _head(page: Page, parallel: ParallelText) -> Iterator[Edit]:
    """A link to the source and a note of the machine, at the end of the head."""
    closing = "/>" if re.match(r"\ufeff?\s*<\?xml", page.text) else ">"
    lines = []
    if url := _source(page):
        lines.append(
            f'<link rel="alternate" hreflang="{parallel.source_lang}" href="{escape(url)}"{closing}'
        )
    if parallel.model:
        note = escape(sentence(parallel))
        lines.append(f'<meta name="machine-translation" content="{note}"{closing}')
    tags = {tag.name: tag for tag, _ in reversed(page.flow.tags)}  # the first of each name
    start = match.end() if (match := _FIRST.match(page.text)) else 0
    if "html" not in tags:
        yield start, start, _opening(parallel.target_lang)
    if lines:
        at = page.flow.closed.get("head", -1)
        if at < 0:
            at = next((tags[name].end for name in ("head", "html") if name in tags), start)
        yield at, at, "".join(f"{line}\n" for line in lines)


def _opening(lang: str) -> str:
    direction = ' dir="rtl"' if _is_rtl(lang) else ""
    return f'<html lang="{lang}"{direction}>\n'


def _source(page: Page) -> str:
    """The address that the page names as its own."""
    shared = ""
    for tag, _ in page.flow.tags:
        address = (tag.get("href") or tag.get("content")).strip()
        if not _WEB.fullmatch(address):
            continue
        if tag.name == "link" and "canonical" in tag.get("rel").lower().split():
            return address
        if tag.name == "meta" and tag.get("property") == "og:url":
            shared = address
    return shared
