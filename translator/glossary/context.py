"""Sense control: the words that must stand near a name for it to mean its concept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translator.glossary.concept import Concept
from translator.glossary.folding import Folded
from translator.glossary.patterns import Pattern

NEAR = 6
"""How many words away a context word may stand."""


class Context:
    """The context words of one concept in one language, in any of their forms.

    One of the words must stand within ``NEAR`` words before or after the name, on its own side;
    none of those with ``!`` may.

    Args:
        before: words, or runs of them, that stand before the name.
        after: words that stand after it.
        lang: their language.
    """

    def __init__(self, before: Iterable[str], after: Iterable[str], lang: str) -> None:
        sides = (tuple(before), tuple(after))
        self._wanted = [_patterns((w for w in side if w[:1] != "!"), lang) for side in sides]
        self._barred = [_patterns((w[1:] for w in side if w[:1] == "!"), lang) for side in sides]

    def allows(self, view: Folded, first: int, last: int, text: str) -> bool:
        """Whether the words around the name from word ``first`` to ``last`` speak for it.

        Args:
            view: the folding of ``text``.
        """
        before = range(max(0, first - NEAR), first)
        after = range(last + 1, min(len(view.words), last + 1 + NEAR))
        if _any(self._barred, before, after, view, text):
            return False
        return not any(self._wanted) or _any(self._wanted, before, after, view, text)


def _patterns(words: Iterable[str], lang: str) -> list[Pattern]:
    concept = Concept("context", {})
    return [Pattern(word.strip(), lang, concept) for word in words if word.strip()]


def _any(
    sides: Sequence[Sequence[Pattern]], before: range, after: range, view: Folded, text: str
) -> bool:
    return any(
        pattern.parts[1]
        and index + len(pattern.parts[1]) <= places.stop
        and pattern.at(view, index, text) is not None
        for patterns, places in zip(sides, (before, after), strict=True)
        for pattern in patterns
        for index in places
    )
