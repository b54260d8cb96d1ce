"""How XML writes characters: references, escapes, line ends."""

from __future__ import annotations

import re
from array import array
from html.entities import html5

REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<number>[0-9]+)|(?P<name>[^;&<\s#]+));")
_SPECIAL = re.compile(rf"\r\n?|{REFERENCE.pattern}")
_NEWLINE = re.compile(r"\r\n?")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def meaning(match: re.Match[str]) -> str | None:
    """What a reference found by `REFERENCE` stands for; None if it is no character."""
    if match["name"]:
        return html5.get(match["name"] + ";") if match["name"] != "apos" else "'"
    digits = (match["hex"] or match["number"]).lstrip("0") or "0"
    if len(digits) > 7:
        return None
    code = int(digits, 16 if match["hex"] else 10)
    return chr(code) if code < 0x110000 else None


def unescape(text: str) -> str:
    """``text`` as XML means it: references resolved, line ends made one. Unknown names stay."""
    text = newlines(text)
    if "&" not in text:
        return text
    return REFERENCE.sub(lambda match: meaning(match) or match[0], text)


def newlines(text: str) -> str:
    """``text`` with its line ends made one."""
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def escape(text: str) -> str:
    """``text`` as character data; what XML cannot hold is left out."""
    text = _ILLEGAL.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """``text`` as an attribute's value in either kind of quotes."""
    text = escape(text).replace('"', "&quot;").replace("'", "&apos;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def decode(
    text: str, span: tuple[int, int], *, raw: bool, starts: array[int], ends: array[int]
) -> str:
    """A stretch of a document as XML means it.

    Args:
        text: the document.
        span: start and end of the stretch.
        raw: whether references are none there, as in a CDATA section.
        starts: the place where each character is written begins; appended to.
        ends: where that place ends; appended to.
    """
    parts: list[str] = []
    at, last = span
    for match in [*(_NEWLINE if raw else _SPECIAL).finditer(text, at, last), None]:
        stop = match.start() if match else last
        parts.append(text[at:stop])
        starts.extend(range(at, stop))
        ends.extend(range(at + 1, stop + 1))
        if match:
            meant = "\n" if match[0][0] == "\r" else (meaning(match) or match[0])
            parts.append(meant)
            starts.extend([match.start()] * len(meant))
            ends.extend([match.end()] * len(meant))
            at = match.end()
    return "".join(parts)
