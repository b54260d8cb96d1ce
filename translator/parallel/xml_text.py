"""Writing XML: what it can hold, and lines that a person can read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# What XML 1.0 cannot hold, not even as a character reference.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def append(element: _Element, text: str) -> None:
    """Put ``text`` at the end of an element's content, as far as XML can hold it."""
    text = legal(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def document(root: _Element, inline: frozenset[str], doctype: str | None = None) -> bytes:
    """The document in UTF-8, a line for each element, nothing changed inside those of ``inline``.

    Args:
        root: the first element; its children are given white space.
        inline: local names of the elements in which white space means something.
        doctype: the document type declaration to write before it.
    """
    from lxml import etree

    _indent(root, inline, "\n")
    before = f"{doctype}\n" if doctype else ""
    body = etree.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{before}{body}\n".encode()


def _indent(element: _Element, inline: frozenset[str], line: str) -> None:
    if not len(element) or str(element.tag).rpartition("}")[2] in inline:
        return
    element.text = line + "  "
    for child in element:
        _indent(child, inline, line + "  ")
        child.tail = line + "  "
    element[-1].tail = line
