"""What a translated page says of itself: language, direction, encoding, origin."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from translator.documents.provenance import sentence
from translator.documents.web.passages import Edit, may_be_translated
from translator.documents.web.tags import Attribute, Token
from translator.languages import LANGUAGES

if TYPE_CHECKING:
    from translator.documents.web.flow import Element
    from translator.documents.web.html import Page
    from translator.documents.web.passages import Passage
    from translator.parallel.text import ParallelText

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(r"\ufeff?<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_FIRST = re.compile(r"\ufeff?(?:\s+|<\?[^>]*>|<!--(?:[^-]|-(?!->))*+-->|<![^>]*>)*+")
_LANGUAGE_NAMES = ("content-language", "language", "dc.language", "og:locale", "inlanguage")
_LANG = ("lang", "xml:lang")
_WEB = re.compile(r"https?://[^\s\"'<>]+")


def edits(page: Page, parallel: ParallelText) -> list[Edit]:
    """The changes to a page's own statements.

    Without a translation (source and target in one language) only the encoding is stated.
    """
    made = list(_encoding(page))
    if parallel.source_lang != parallel.target_lang:
        parts = _parts(page, parallel)
        made += _languages(page, parallel, parts)
        made += _head(page, parallel, parts)
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


@dataclass(frozen=True, slots=True)
class _Parts:
    """Which elements of a page's body are translated, by the places of their tags.

    ``whole`` hold nothing but the translation, ``outer`` are the outermost of them. ``mixed`` hold
    text besides that could have been translated and was not: menus, comments.
    """

    whole: frozenset[int]
    outer: frozenset[int]
    mixed: frozenset[int]


def _parts(page: Page, parallel: ParallelText) -> _Parts:
    places = {entry.block.start for entry in parallel.blocks if entry.units}
    seen = [passage for passage in page.passages if not _in_head(passage)]
    mixed: dict[int, Element] = {}
    for passage in seen:
        if passage.block.start not in places and may_be_translated(passage):
            _climb(passage, mixed)
    whole: dict[int, Element] = {}
    marked: set[int] = set()
    for passage in seen:
        if passage.block.start in places:
            _climb(passage, whole, mixed)
            alone = passage.element is None or passage.element.tag.start in mixed
            if alone and passage.run and passage.run.wrappers:
                marked.add(passage.run.wrappers[0].start)  # its own markup within the line
    outer = {
        start
        for start, element in whole.items()
        if element.parent is None or element.parent.tag.start in mixed
    }
    return _Parts(frozenset(whole.keys() | marked), frozenset(outer | marked), frozenset(mixed))


def _in_head(passage: Passage) -> bool:
    chain = passage.element.chain if passage.element else ()
    return any(element.name in ("head", "title") for element in chain)


def _climb(
    passage: Passage, found: dict[int, Element], barred: Container[int] = frozenset()
) -> None:
    """Add the elements around a passage, up to one that is there already or barred."""
    for element in passage.element.chain if passage.element else ():
        start = element.tag.start
        if start in found or start in barred:
            return
        found[start] = element


def _languages(page: Page, parallel: ParallelText, parts: _Parts) -> Iterator[Edit]:
    """The target's code and direction for what is translated, the source's for what is not.

    ``html`` speaks for the page and its title: it gets the target's code. Where other text stays,
    ``body`` says its language, and the outermost translated elements theirs, so that menus keep
    their side of the page and the capitals of their language.
    """
    source, target = parallel.source_lang, parallel.target_lang
    side = _direction(target)
    turned = side if side != _direction(source) else ""
    tags = _first_tags(page)
    body = tags.get("body") if parts.mixed else None
    for tag, _ in page.flow.tags:
        if tag.name == "meta":
            yield from _meta_language(tag, source, target)
        elif tag.name == "html":
            yield from _changed(tag, target, "" if parts.mixed else turned)
            yield from _added(tag, target, "" if parts.mixed or side == "ltr" else side)
        elif tag is body:
            yield from _added(tag, _stated(tags.get("html")) or source, "")
        elif tag.start in parts.whole:
            yield from _changed(tag, target, turned, source)
            if parts.mixed and tag.start in parts.outer:
                yield from _added(tag, target if body else "", turned)


def _changed(tag: Token, lang: str, direction: str, source: str = "") -> Iterator[Edit]:
    """Another language where an element states one (``source``, if given), another direction."""
    for each in tag.attributes:
        if each.name in _LANG and (not source or _primary(each.value) == source):
            yield _value(each, lang)
        elif each.name == "dir" and direction and each.value.strip().lower() != "auto":
            yield _value(each, direction)


def _added(tag: Token, lang: str, direction: str) -> Iterator[Edit]:
    """What an element does not state of its language and direction."""
    text = f' lang="{lang}"' if lang and not any(tag.attribute(name) for name in _LANG) else ""
    if direction and tag.attribute("dir") is None:
        text += f' dir="{direction}"'
    if text:
        at = tag.start + len("<") + len(tag.name)
        yield at, at, text


def _stated(tag: Token | None) -> str:
    """The language that an element states."""
    return next((tag.get(name).strip() for name in _LANG if tag and tag.get(name).strip()), "")


def _first_tags(page: Page) -> dict[str, Token]:
    return {tag.name: tag for tag, _ in reversed(page.flow.tags)}


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


def _direction(code: str) -> str:
    return "rtl" if code in LANGUAGES and LANGUAGES[code].rtl else "ltr"


def _head(page: Page, parallel: ParallelText, parts: _Parts) -> Iterator[Edit]:
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
    tags = _first_tags(page)
    start = match.end() if (match := _FIRST.match(page.text)) else 0
    if "html" not in tags:
        turns = not parts.mixed and _direction(parallel.target_lang) == "rtl"
        direction = ' dir="rtl"' if turns else ""
        yield start, start, f'<html lang="{parallel.target_lang}"{direction}>\n'
    if lines:
        at = page.flow.closed.get("head", -1)
        if at < 0:
            at = next((tags[name].end for name in ("head", "html") if name in tags), start)
        yield at, at, "".join(f"{line}\n" for line in lines)


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
