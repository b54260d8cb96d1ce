"""What inline markup looks like, whatever format it is written in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace

from translator.documents.article import Inline
from translator.documents.inline import Placed


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks, and the address that it leads to."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    mono: bool = False
    raised: bool = False
    lowered: bool = False
    link: str = ""


PLAIN = Look()
_BOLD, _ITALIC, _STRUCK, _MONO = (
    Look(bold=True),
    Look(italic=True),
    Look(struck=True),
    Look(mono=True),
)
_MARKS = {"**": _BOLD, "__": _BOLD, "*": _ITALIC, "_": _ITALIC, "~~": _STRUCK, "`": _MONO}
_TAGS = {
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), _ITALIC),
    **dict.fromkeys(("s", "del", "strike"), _STRUCK),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "pre"), _MONO),
    **dict.fromkeys(("u", "ins"), Look(underlined=True)),
    "sup": Look(raised=True),
    "sub": Look(lowered=True),
}
_TAG = re.compile(r"<(?:\w+:)?(\w+)")
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TARGET = re.compile(r"\]\(\s*<?([^\s<>]+?)>?(?:\s[^\n]*)?\)")
_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_BREAK = re.compile(r"<br\b|<w:r>(?:<w:rPr>(?:<w:[^<>]*/>)*</w:rPr>)?<w:(?:br|cr)\b", re.IGNORECASE)
_LINKS = ("a", "hyperlink")
# WordprocessingML: properties of runs, links made of fields
_WORD = re.compile(r"<w:(b|i|u|strike|vertAlign)(?:\s+w:val=\"(\w*)\")?[^<>]*/>")
_WORDS = {"b": _BOLD, "i": _ITALIC, "u": Look(underlined=True), "strike": _STRUCK}
_RAISED = {"superscript": Look(raised=True), "subscript": Look(lowered=True)}
_FIELD = re.compile(r"<w:instrText[^<>]*>\s*HYPERLINK\s+(?:\"|&quot;)([^\"<>]+?)(?:\"|&quot;)")
_NOTE = re.compile(r"\[\^([^\]]+)\]")


def is_break(inline: Inline) -> bool:
    """Whether it ends a line."""
    ends = "\n" in inline.open or _BREAK.match(inline.open) is not None
    return ends and not inline.close


def stretches(placed: Placed) -> Iterator[tuple[str, Look]]:
    """The text in stretches that look alike; a line break is a stretch of its own, ``\\n``.

    Marks of notes are text. What has no text, a picture for one, is left out.
    """
    text = placed.text
    points = [i for i in placed.inlines if i.open and not i.close]
    ranges = [i for i in placed.inlines if i.close or not i.open]
    cuts = {0, len(text), *(at for i in placed.inlines for at in (i.start, i.end))}
    order = sorted(cuts)
    skip = 0
    for start, end in zip(order, [*order[1:], len(text)], strict=True):
        for point in points:
            if point.start == start:
                if is_break(point):
                    yield "\n", PLAIN
                elif note := _NOTE.fullmatch(point.open.strip()):
                    yield note[1], replace(PLAIN, raised=True)
                skip = max(skip, point.end)
        piece = re.sub(r"\s", " ", text[max(start, skip) : end])
        if piece:
            look = PLAIN
            for inline in ranges:
                if inline.start <= start and end <= inline.end:
                    look = _with(look, inline, text[inline.start : inline.end])
            yield piece, look


def as_markdown(placed: Placed) -> Placed:
    """The same text with markup of any format as Markdown's; what that has no marks for goes."""
    found: list[Inline] = []
    for inline in placed.inlines:
        if inline.open and not inline.close:
            if is_break(inline):
                found.append(replace(inline, open="\\\n"))
            continue
        text = placed.text[inline.start : inline.end]
        look = _with(PLAIN, inline, text)
        if not text.strip():
            continue
        if look.link and inline.open:
            address = look.link.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
            found.append(replace(inline, open="[", close=f"](<{address}>)"))
        elif inline.keep and not inline.open:
            found.append(inline)
        elif mark := next((mark for mark, its in _MARKS.items() if its == look), ""):
            found.append(replace(inline, open=mark, close=mark, keep=mark == "`"))
    return Placed(placed.text, tuple(found))


def _with(look: Look, inline: Inline, text: str) -> Look:
    if inline.open.startswith("<w:"):
        look = _in_word(look, inline.open)
    tag = _TAG.match(inline.open)
    mark = _MARKS.get(inline.open.strip(" ")) if tag is None else _TAGS.get(tag[1].casefold())
    look = look if mark is None else _both(look, mark)
    address = ""
    if inline.open == "[" and (match := _TARGET.match(inline.close)):
        address = match[1]
    elif match := _FIELD.search(inline.open):
        address = html.unescape(match[1])
    elif tag is not None and tag[1].casefold() in _LINKS and (match := _HREF.search(inline.open)):
        address = html.unescape(next(group for group in match.groups() if group is not None))
    elif inline.keep and inline.open in ("", "<"):
        address = f"mailto:{text}" if _MAIL.fullmatch(text) else text
        address = f"https://{address}" if address.startswith("www.") else address
    if _ADDRESS.match(address) and address.isprintable() and len(address) < 2000:
        look = replace(look, link=address)
    return look


def _in_word(look: Look, mark: str) -> Look:
    """The look with what a run of WordprocessingML has of its own."""
    for found in _WORD.finditer(mark):
        if found[2] not in ("0", "false", "off", "none", "baseline"):
            own = _WORDS.get(found[1]) or _RAISED.get(found[2] or "", PLAIN)
            look = _both(look, own)
    return look


def _both(one: Look, two: Look) -> Look:
    """What looks as either does."""
    pairs = zip(astuple(one), astuple(two), strict=True)
    return Look(*(a or b for a, b in pairs))
