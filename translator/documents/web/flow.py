"""Where text flows in HTML, or in XML that is like it: runs of text with the markup in them.

A run is what stands between two places where a line must end. Its span leaves out white space and
markup at its edges, so that these stay as they are whatever becomes of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from translator.documents.web.runs import Run, build, is_blank
from translator.documents.web.tags import Token, scan
from translator.documents.web.vocabulary import HTML, Vocabulary
from translator.errors import ErrorCode, TranslatorError

MAX_SIZE = 20_000_000
"""Characters in a text."""
MAX_TOKENS = 400_000
"""Tags and texts between them."""
MAX_DEPTH = 512
"""Elements inside one another, markup within lines not counted."""
_LONG_RUN = 500  # tokens after which a line break ends a run


@dataclass(slots=True, eq=False)
class Element:
    """An element that is no markup within a line."""

    name: str
    tag: Token
    parent: Element | None = None

    @property
    def chain(self) -> Iterator[Element]:
        """The element and those around it, from the inside."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


@dataclass(slots=True)
class Flow:
    """What a text consists of; everything is in its order.

    ``tags`` are all opening tags with the innermost element around each, ``opaque`` the tags of
    elements that stand for themselves, with the place of their content; ``closed`` says where the
    first end tag of each element stands.
    """

    runs: list[tuple[Run, Element | None]] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    tags: list[tuple[Token, Element | None]] = field(default_factory=list)
    opaque: list[tuple[Token, int, int]] = field(default_factory=list)
    closed: dict[str, int] = field(default_factory=dict)


def read(text: str, start: int = 0, end: int | None = None, vocabulary: Vocabulary = HTML) -> Flow:
    """The runs and elements of ``text[start:end]``; all places are offsets in ``text``.

    Raises:
        TranslatorError: ``input-unreadable`` if it is larger or deeper than any article.
    """
    stop = len(text) if end is None else end
    if stop - start > MAX_SIZE:
        raise _refused(f"{stop - start:,} characters of markup", f"at most {MAX_SIZE:,} are read")
    tokens: list[Token] = []
    for token in scan(text, start, stop, xml=vocabulary.xml):
        tokens.append(token)
        if len(tokens) > MAX_TOKENS:
            raise _refused(f"more than {MAX_TOKENS:,} tags", "no article has so many")
    return _Reading(text, vocabulary, tokens).read()


class _Reading:
    """The walk over the tokens with the stack of open elements."""

    def __init__(self, text: str, vocabulary: Vocabulary, tokens: Sequence[Token]) -> None:
        self.text = text
        self.words = vocabulary
        self.tokens = tokens
        self.flow = Flow()
        self.open: list[Element] = []
        self.places: dict[str, list[int]] = {}  # of open elements in `open`, by name
        self.run: list[Token] = []

    def read(self) -> Flow:
        closing = self._opaque_ends()
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if i in closing:
                self._opaque(token, self.tokens[closing[i]])
                i = closing[i]
            elif token.kind == "open":
                self._begin(token)
            elif token.kind == "close":
                self._finish(token)
            else:
                self.run.append(token)
            i += 1
        self._flush()
        return self.flow

    def _opaque_ends(self) -> dict[int, int]:
        """For each opening tag of an opaque element, by its number, that of its end tag."""
        waiting: dict[str, list[int]] = {}
        found: dict[int, int] = {}
        for i, token in enumerate(self.tokens):
            name = local(token.name)
            if name in self.words.opaque and not (token.empty and self.words.xml):
                if token.kind == "open":
                    waiting.setdefault(name, []).append(i)
                elif token.kind == "close" and waiting.get(name):
                    found[waiting[name].pop()] = i
        return found

    def _opaque(self, token: Token, last: Token) -> None:
        self.flow.tags.append((token, self._top()))
        self.flow.opaque.append((token, token.end, last.start))
        whole = Token("other", token.start, last.end)
        if local(token.name) in self.words.walls:
            self._flush()
        else:
            self.run.append(whole)

    def _begin(self, token: Token) -> None:
        name = local(token.name)
        self.flow.tags.append((token, self._top()))
        if self.words.is_inline(name) or name in self.words.opaque:
            breaks = name in self.words.breaks
            long = breaks and len(self.run) > _LONG_RUN
            if (
                long
                or (breaks and self._line_ends())
                or (name in ("span", "a") and self._beside(token))
            ):
                self._flush()
            self.run.append(token)
            return
        self._flush()
        if not self.words.xml:
            self._imply(name)
        if name in self.words.points or (token.empty and self.words.xml):
            return
        if len(self.open) >= MAX_DEPTH:
            line = self.text.count("\n", 0, token.start) + 1
            raise _refused(
                f"line {line}: elements more than {MAX_DEPTH} deep", "no article is so deep"
            )
        element = Element(name, token, self._top())
        self.flow.elements.append(element)
        self.places.setdefault(name, []).append(len(self.open))
        self.open.append(element)

    def _finish(self, token: Token) -> None:
        name = local(token.name)
        if self.words.is_inline(name) or name in self.words.opaque:
            self.run.append(token)
            return
        self._flush()
        self.flow.closed.setdefault(name, token.start)
        at = self._last(name)
        if at >= 0 and (name in self.words.through or at >= self._fence()):
            self._close(at)

    def _fence(self) -> int:
        return max(map(self._last, self.words.fences), default=-1)

    def _imply(self, name: str) -> None:
        """Close what the beginning of an element closes in HTML."""
        if name in self.words.closes_p and (at := self._last("p")) > self._fence():
            self._close(at)
        for starts, ended, limits in self.words.closed_by:
            if name in starts:
                limit = max(map(self._last, limits), default=-1)
                nearest = (self._next(each, limit) for each in ended)
                self._close(min(nearest, default=len(self.open)))

    def _close(self, at: int) -> None:
        """Close the open elements from number ``at`` on."""
        while len(self.open) > at:
            self.places[self.open.pop().name].pop()

    def _next(self, name: str, after: int) -> int:
        """The first open element of that name behind number ``after``."""
        places = self.places.get(name, [])
        at = bisect_right(places, after)
        return places[at] if at < len(places) else len(self.open)

    def _last(self, name: str) -> int:
        places = self.places.get(name)
        return places[-1] if places else -1

    def _top(self) -> Element | None:
        return self.open[-1] if self.open else None

    def _beside(self, token: Token) -> bool:
        """Whether a link or styled span follows another, nothing between: boxes, not one text."""
        last = self.run[-1] if self.run else None
        if last is None or last.kind != "close" or last.name != token.name:
            return False
        return token.name == "a" or bool(token.get("class"))

    def _line_ends(self) -> bool:
        """Whether the run so far ends in a line break, or is a link alone, as in a menu."""
        tokens = [t for t in self.run[:12] if t.kind != "text" or not is_blank(self.text, t)]
        while tokens and local(tokens[0].name) in self.words.breaks:
            del tokens[0]
        links = [token.kind for token in tokens if token.name == "a"]
        ends = tokens and len(self.run) <= 12 and tokens[0].name == tokens[-1].name == "a"
        if ends and links == ["open", "close"]:
            return True
        for token in reversed(self.run):
            if token.kind == "open" and local(token.name) in self.words.breaks:
                return True
            if token.kind == "text" and not is_blank(self.text, token):
                return False
            if token.kind in ("open", "close"):
                return False
        return False

    def _flush(self) -> None:
        if self.run:
            built = build(self.text, self.run, self.words)
            if built is not None:
                self.flow.runs.append((built, self._top()))
            self.run = []


def local(name: str) -> str:
    """A tag's name without its prefix."""
    return name.rpartition(":")[2]


def _refused(what: str, hint: str) -> TranslatorError:
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, what, hint)
