"""A run of text and tags read into visible text and inline markup, and written from them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from translator.documents.article import Inline
from translator.documents.furniture import bare_links
from translator.documents.inline import Placed, woven
from translator.documents.web.tags import Token
from translator.documents.web.vocabulary import Vocabulary
from translator.documents.xml.escaping import escape, unescape
from translator.errors import ErrorCode, TranslatorError

Span = tuple[int, int]

MAX_INLINES = 2_000
"""Tags within one run."""

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_EDGE = " \t\n\r\f"
_NOTE = re.compile(r"(?:^|[\s_-])(?:foot|end)?(?:note|ref|cite|fn)(?:ref|s)?(?:$|[\s_\d-])")
_CDATA = len("<![CDATA[")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with markup in it.

    ``start`` and ``end`` enclose it in the document; ``text`` is what is seen of it. ``places``
    say for each of ``inlines`` where its ``open`` and its ``close`` stand in the document.
    ``wrappers`` are the tags of markup that is around the whole of it, from the outside, and lies
    outside of the span.
    """

    start: int
    end: int
    text: str
    inlines: tuple[Inline, ...]
    places: tuple[tuple[Span, Span], ...]
    wrappers: tuple[Token, ...]
    tokens: tuple[Token, ...]


def build(text: str, tokens: Sequence[Token], words: Vocabulary) -> Run | None:
    """The run that the tokens make; None if there is nothing to read in it.

    Raises:
        TranslatorError: ``input-unreadable`` if there is more markup in it than in any paragraph.
    """
    if all(token.kind != "text" or is_blank(text, token) for token in tokens):
        return None
    pairs = _pairs(tokens, words)
    low, high, wrappers = _trim(text, tokens, pairs)
    kept = tokens[low : high + 1]
    if sum(token.kind in ("open", "other") for token in kept) > MAX_INLINES:
        line = text.count("\n", 0, kept[0].start) + 1
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE,
            f"line {line}: more than {MAX_INLINES:,} tags in one paragraph",
            "no article has so many; break it into paragraphs",
        )
    here = {a - low: b - low for a, b in pairs.items() if low <= a and b <= high}
    return _Building(text, kept, here, words).run(wrappers)


def is_blank(text: str, token: Token) -> bool:
    """Whether there is nothing to see in a text token."""
    raw = text[token.start : token.end]
    return not raw.strip() or (len(raw) < 1000 and not html.unescape(raw).strip())


def edge(text: str, token: Token, *, left: bool) -> int:
    """Where in the document a text token's visible text begins or ends."""
    raw = text[token.start : token.end]
    if token.cdata:
        return token.start - _CDATA if left else token.end + 3
    if left:
        return token.end - len(raw.lstrip(_EDGE))
    return token.start + len(raw.rstrip(_EDGE))


def _pairs(tokens: Sequence[Token], words: Vocabulary) -> dict[int, int]:
    """For each opening tag that is closed, by its number, that of the tag that closes it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    counts: dict[str, int] = {}
    for i, token in enumerate(tokens):
        if token.kind == "open":
            if _has_inside(token, words):
                opened.append(i)
                counts[token.name] = counts.get(token.name, 0) + 1
        elif token.kind == "close" and counts.get(token.name):
            while True:  # what was opened within it and is still open stands for itself
                last = opened.pop()
                counts[tokens[last].name] -= 1
                if tokens[last].name == token.name:
                    break
            found[last] = i
    return found


def _has_inside(token: Token, words: Vocabulary) -> bool:
    name = token.name.rpartition(":")[2]
    return name not in words.points and not (token.empty and words.xml)


def _trim(
    text: str, tokens: Sequence[Token], pairs: Mapping[int, int]
) -> tuple[int, int, tuple[Token, ...]]:
    """The first and the last token that must be in the run, and the markup around them all."""
    backwards = {b: a for a, b in pairs.items()}
    seen = _seen(text, tokens)
    low, high = 0, len(tokens) - 1
    wrappers: list[Token] = []
    while True:
        close = pairs.get(low, -1)
        first, last = tokens[low], tokens[high]
        if close == high:
            wrappers.append(first)
            low, high = low + 1, high - 1
        elif close >= 0 and seen[close] == seen[low]:
            low = close + 1
        elif close < 0 and not (first.kind == "text" and seen[low + 1] > seen[low]):
            low += 1
        elif high in backwards and seen[high] == seen[backwards[high]]:
            high = backwards[high] - 1
        elif high not in backwards and not (last.kind == "text" and seen[high + 1] > seen[high]):
            high -= 1
        else:
            return low, high, tuple(wrappers)


def _seen(text: str, tokens: Sequence[Token]) -> list[int]:
    """For each token and the end, how many before it say something."""
    seen = [0]
    for token in tokens:
        seen.append(seen[-1] + (token.kind == "text" and not is_blank(text, token)))
    return seen


@dataclass(slots=True)
class _Building:
    """The walk over a run's tokens."""

    source: str
    tokens: Sequence[Token]
    pairs: Mapping[int, int]
    words: Vocabulary
    parts: list[str] = field(default_factory=list)
    size: int = 0
    seen: list[int] = field(default_factory=list)
    touched: int = 0  # the size at the last tag
    last: str = "\n"
    found: list[tuple[int, Inline, tuple[Span, Span]]] = field(default_factory=list)

    def run(self, wrappers: tuple[Token, ...]) -> Run:
        tokens = self.tokens
        self.seen = _seen(self.source, tokens)
        opened: dict[int, int] = {}  # of end tags: the opening tag's number
        starts: dict[int, int] = {}
        first, final = tokens[0], tokens[-1]
        start = edge(self.source, first, left=True) if first.kind == "text" else first.start
        end = edge(self.source, final, left=False) if final.kind == "text" else final.end
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.kind == "text":
                self._say(token, start if i == 0 else 0, end if i == len(tokens) - 1 else 0)
            elif i in self.pairs:
                close = self.pairs[i]
                if self._stands_alone(i, close):
                    self._point(i, token.start, tokens[close].end)
                    i = close
                else:
                    opened[close] = i
                    starts[i] = self.size
            elif i in opened:
                self._range(opened[i], starts[opened[i]], token)
            elif token.kind == "open" and token.name.rpartition(":")[2] in self.words.breaks:
                self._break(i, token)
            else:
                self._point(i, token.start, token.end)
            if token.kind != "text":
                self.touched = self.size
            i += 1
        ordered = sorted(self.found, key=lambda entry: entry[0])
        text = "".join(self.parts)
        inlines, places = _with_links(
            text, [inline for _, inline, _ in ordered], [place for *_, place in ordered]
        )
        return Run(start, end, text, inlines, places, wrappers, tuple(tokens))

    def _say(self, token: Token, start: int, end: int) -> None:
        raw = self.source[
            token.start if token.cdata else max(start, token.start) : token.end
            if token.cdata or not end
            else end
        ]
        if not token.cdata:
            raw = unescape(raw) if self.words.xml else html.unescape(raw)
        text = _BLANKS.sub(" ", raw)
        if self.last and self.last in " \n" and text.startswith(" "):
            text = text[1:]
        if text:
            self.parts.append(text)
            self.size += len(text)
            self.last = text[-1]

    def _point(self, order: int, start: int, end: int) -> None:
        inline = Inline(self.size, self.size, self.source[start:end], "")
        self.found.append((order, inline, ((start, end), (end, end))))
        name = self.tokens[order].name.rpartition(":")[2]
        if name and self.tokens[order].kind == "open" and name in self.words.points:
            self.last = ""  # a picture is seen: the blanks before and after it both count

    def _break(self, order: int, token: Token) -> None:
        if self.last == " " and self.size > self.touched:
            self.parts[-1] = self.parts[-1][:-1]
            self.size -= 1
        mark = self.source[token.start : token.end]
        place = ((token.start, token.end), (token.end, token.end))
        self.found.append((order, Inline(self.size, self.size + 1, mark, ""), place))
        self.parts.append("\n")
        self.size += 1
        self.last = "\n"

    def _range(self, i: int, start: int, close: Token) -> None:
        token = self.tokens[i]
        marks = self.source[token.start : token.end], self.source[close.start : close.end]
        inline = Inline(start, self.size, *marks, keep=is_kept(token, self.words))
        self.found.append((i, inline, ((token.start, token.end), (close.start, close.end))))

    def _stands_alone(self, i: int, close: int) -> bool:
        """Whether there is nothing to translate in the pair: a mark of a note, an empty anchor."""
        if self.seen[close] == self.seen[i]:
            return True
        inside = self.tokens[i + 1 : close]
        if len(inside) > 12 or sum(t.end - t.start for t in inside if t.kind == "text") > 40:
            return False
        words = "".join(self.source[t.start : t.end] for t in inside if t.kind == "text")
        if any(char.isalpha() for char in html.unescape(words)):
            return False
        tags = [self.tokens[i], *(t for t in inside if t.kind == "open")]
        linked = any(t.get("href").startswith("#") for t in tags)
        raised = any(t.name == "sup" for t in tags)
        named = any(_NOTE.search(_roles(t)) for t in tags)
        return linked or (named and raised) or any("noteref" in _roles(t) for t in tags)


def _roles(token: Token) -> str:
    names = ("class", "role", "epub:type", "rel")
    return " ".join(token.get(name) for name in names).casefold()


def is_kept(token: Token, words: Vocabulary) -> bool:
    """Whether what is in the element stays untranslated."""
    return token.name.rpartition(":")[2] in words.kept or is_left_alone(token)


def is_left_alone(token: Token) -> bool:
    """Whether the element says that nothing in it is to be translated."""
    left = token.get("translate").casefold() == "no"
    return left or "notranslate" in token.get("class").split()


def _with_links(
    text: str, inlines: list[Inline], places: list[tuple[Span, Span]]
) -> tuple[tuple[Inline, ...], tuple[tuple[Span, Span], ...]]:
    """The inlines and places with web addresses in the text kept as they are."""
    for start, end in bare_links(text):
        if any(_touches(inline, start, end) for inline in inlines):
            continue
        at = sum(1 for i in inlines if (i.start, -i.end) <= (start, -end))
        inlines.insert(at, Inline(start, end, "", "", keep=True))
        places.insert(at, ((0, 0), (0, 0)))
    return tuple(inlines), tuple(places)


def _touches(inline: Inline, start: int, end: int) -> bool:
    if inline.keep and inline.start < end and start < inline.end:
        return True
    return start < inline.start < end or start < inline.end < end


def write(placed: Placed) -> str:
    """HTML or XML for a run's text with the markup that has its place on it."""
    return woven(placed, lambda piece, kept: escape(piece))
