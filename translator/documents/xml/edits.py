"""Changes that the XML of a translated document needs besides its texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from translator.documents.provenance import language_of
from translator.documents.xml.escaping import escape_attribute
from translator.documents.xml.spans import Document, Element
from translator.languages import LANGUAGES

Edit = tuple[int, int, str]


def encoding(document: Document) -> list[Edit]:
    """The declaration says UTF-8, in which everything is written."""
    place = document.encoding
    if place is None or document.text[slice(*place)].casefold() in ("utf-8", "utf8"):
        return []
    return [(*place, "UTF-8")]


def attribute(document: Document, element: Element, name: str, value: str) -> Edit:
    """The attribute with that value, whether the element has it or not."""
    place = document.attribute(element, name)
    if place is not None:
        return (*place, escape_attribute(value))
    at = document.name_end(element)
    return at, at, f' {name}="{escape_attribute(value)}"'


def without(document: Document, element: Element, name: str) -> list[Edit]:
    """The element without an attribute, such as a count of words that is true no more."""
    place = document.attribute(element, name)
    if place is None:
        return []
    start = document.text.rindex(name, element.start, place[0])
    while document.text[start - 1].isspace():
        start -= 1
    return [(start, place[1] + 1, "")]


def languages(
    document: Document, spans: Sequence[tuple[int, int]], source: str, target: str
) -> list[Edit]:
    """Elements that say they are in the source's language, and hold what was translated.

    Args:
        document: as read.
        spans: the places of what is translated, in order.
        source: code of the language translated from; regions count for nothing.
        target: what is said instead.
    """
    starts = [start for start, _ in spans]
    made: list[Edit] = []
    for element in document.root.walk():
        for name in ("xml:lang", "lang"):
            stated = element.attributes.get(name, "")
            first = bisect_left(starts, element.start)
            holds = first < len(starts) and spans[first][1] <= element.end
            if holds and same_language(stated, source):
                made.append(attribute(document, element, name, target))
    return made


def direction(document: Document, element: Element, target: str) -> list[Edit]:
    """The element says which way the target's letters run, where that is not from left to right."""
    row = LANGUAGES.get(target)
    stated = element.attributes.get("dir", "")
    if row is not None and row.rtl:
        return [] if stated == "rtl" else [attribute(document, element, "dir", "rtl")]
    return [attribute(document, element, "dir", "ltr")] if stated == "rtl" else []


def same_language(tag: str, code: str) -> bool:
    """Whether a language tag (``en-GB``) is one of the language with that code."""
    return bool(tag) and language_of(tag) == code


def after(
    document: Document, parent: Element, before: Iterable[str], written: Sequence[str]
) -> list[Edit]:
    """New elements where a sequence has its place for them, set like their neighbours.

    Args:
        document: as read.
        parent: gets them.
        before: local names of the children that must come before them.
        written: the elements, each as XML.
    """
    names = set(before)
    children = list(parent.elements)
    last = None
    for child in children:
        if child.name not in names:
            break
        last = child
    if last is not None:
        at, anchor = last.end, last
    elif parent.empty:
        return []
    else:
        at, anchor = parent.inner_start, children[0] if children else parent
    gap = ""
    if children:
        line = document.text[: anchor.start]
        gap = line[len(line.rstrip()) :]
        gap = gap[gap.rfind("\n") :] if "\n" in gap else ""
    return [(at, at, "".join(gap + element for element in written))]
