"""Tags, text and the rest of a HTML or XML text, each with its exact place.

A scanner, not a parser: it says where things stand and repairs nothing. In HTML it follows the
tokenization of the HTML standard (section 13.2.5), in XML well-formed documents.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["open", "close", "text", "raw", "other"]

_NAME = re.compile(r"[^\s/>\x00]+")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>=]++)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]*+)))?"
)
_GAP = re.compile(r"[\s/]*+")
_UNCLOSED = re.compile(r"=\s*+[\"']")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_SUBSET = re.compile(r"<![^<>\[]*\[.*?\]\s*>", re.DOTALL)
_VERBATIM = frozenset(
    ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp")
)
_SPOKEN = frozenset(("textarea", "title"))  # their content is text with character references
_CLOSING = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _VERBATIM}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag; ``start`` and ``end`` enclose its value, without the quotes.

    ``name`` is in small letters in HTML; ``quote`` is empty for a value that has none around it.
    """

    name: str
    value: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the text: a tag, text, the inside of a script (``raw``), or anything else.

    ``name`` is that of a tag, in small letters in HTML; ``empty`` is true for ``<br/>``. ``cdata``
    marks text that stands as it is, whose ``start`` and ``end`` lie inside the marks.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    empty: bool = False
    cdata: bool = False

    def get(self, name: str) -> str:
        """The value of the first attribute of that name, or nothing."""
        found = self.attribute(name)
        return found.value if found else ""

    def attribute(self, name: str) -> Attribute | None:
        """The first attribute of that name, if there is one."""
        return next((each for each in self.attributes if each.name == name), None)


def scan(
    text: str, start: int = 0, end: int | None = None, *, xml: bool = False
) -> Iterator[Token]:
    """Everything in ``text[start:end]``, in order; what no token covers is a CDATA section's mark.

    Args:
        text: the document.
        start: where to begin.
        end: where to stop; the text's end by default.
        xml: names keep their case, CDATA sections are text, no element's content is special.
    """
    stop = len(text) if end is None else end
    at = plain = start
    while at < stop:
        at = text.find("<", at, stop)
        if at < 0:
            break
        token = _markup(text, at, stop, xml)
        if token is None:
            at += 1
            continue
        if plain < at:
            yield Token("text", plain, at)
        yield token
        at = plain = token.end + 3 if token.cdata else token.end
        if token.kind == "open" and token.name in _VERBATIM and not xml:
            found = _CLOSING[token.name].search(text, at, stop)
            inner = found.start() if found else stop
            if at < inner:
                yield Token("text" if token.name in _SPOKEN else "raw", at, inner)
            at = plain = inner
    if plain < stop:
        yield Token("text", plain, stop)


def _markup(text: str, at: int, stop: int, xml: bool) -> Token | None:
    """The tag, comment or instruction at ``at``; None if the bracket is text."""
    second = text[at + 1 : at + 2]
    if second == "/":
        third = text[at + 2 : at + 3]
        if third.isalpha() or (xml and third in "_:"):
            return _tag(text, at, at + 2, stop, "close", xml)
        return Token("other", at, _after(text, ">", at, stop))
    if second.isalpha() or (xml and second and second in "_:"):
        return _tag(text, at, at + 1, stop, "open", xml)
    if second == "!":
        return _declaration(text, at, stop, xml)
    if second == "?":
        return Token("other", at, _after(text, "?>" if xml else ">", at, stop))
    return None


def _tag(text: str, at: int, name_at: int, stop: int, kind: Kind, xml: bool) -> Token:
    match = _NAME.match(text, name_at, stop)
    name = match[0] if match else ""
    here = match.end() if match else name_at
    attributes: list[Attribute] = []
    while True:
        gap = _GAP.match(text, here, stop)
        here = gap.end() if gap else here
        if here >= stop:
            return Token("other", at, stop)
        if text[here] == ">":
            break
        found = _ATTRIBUTE.match(text, here, stop)
        if found:
            attributes.append(_attribute(found, xml))
            here = found.end()
        elif _UNCLOSED.match(text, here, stop):  # the rest of the text is that value
            return Token("other", at, stop)
        else:
            here += 1
    empty = bool(gap and gap[0].endswith("/"))
    if not xml:
        name = name.lower()
    return Token(kind, at, here + 1, name, tuple(attributes), empty)


def _attribute(found: re.Match[str], xml: bool) -> Attribute:
    name = found["name"] if xml else found["name"].lower()
    for group, quote in (("double", '"'), ("single", "'"), ("bare", "")):
        value = found[group]
        if value is not None:
            return Attribute(name, html.unescape(value), *found.span(group), quote)
    return Attribute(name, "", found.end(), found.end(), "")


def _declaration(text: str, at: int, stop: int, xml: bool) -> Token:
    if text.startswith("<!--", at):
        if xml:
            return Token("other", at, _after(text, "-->", at + 4, stop))
        match = _COMMENT.match(text, at, stop)
        return Token("other", at, match.end() if match else stop)
    if xml and text.startswith("<![CDATA[", at):
        closing = text.find("]]>", at + 9, stop)
        return Token("text", at + 9, stop if closing < 0 else closing, cdata=True)
    if xml and (subset := _SUBSET.match(text, at, stop)):
        return Token("other", at, subset.end())
    return Token("other", at, _after(text, ">", at, stop))


def _after(text: str, mark: str, at: int, stop: int) -> int:
    found = text.find(mark, at, stop)
    return stop if found < 0 else found + len(mark)
