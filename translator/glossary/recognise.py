"""Whether a translation holds a concept's name in one of its forms, and where."""

from __future__ import annotations

from functools import lru_cache

from translator.glossary.concept import Concept
from translator.glossary.matching import Found, Matcher

_CACHE_SIZE = 2048


class _Identity:
    """A concept as a cache key: concepts hold mappings and so cannot be hashed."""

    __slots__ = ("concept",)

    def __init__(self, concept: Concept) -> None:
        self.concept = concept

    def __hash__(self) -> int:
        return hash((self.concept.id, self.concept.line))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.concept == other.concept


@lru_cache(maxsize=_CACHE_SIZE)
def _matcher(concept: _Identity, lang: str) -> Matcher:
    return Matcher((concept.concept,), lang, senses=False)


def find_names(concept: Concept, text: str, lang: str) -> tuple[Found, ...]:
    """The forms of all names of ``concept`` in ``text``, forbidden ones among them, in order."""
    return _matcher(_Identity(concept), lang).find(text)


def find_forms(concept: Concept, text: str, lang: str) -> tuple[tuple[int, int, str], ...]:
    """Where the allowed names of ``concept`` stand in ``text``.

    Returns:
        (start, end, form) with offsets in ``text``, in order; ``form`` is ``text[start:end]``.
    """
    return tuple(
        (found.start, found.end, found.text)
        for found in find_names(concept, text, lang)
        if not found.forbidden
    )


def present(concept: Concept, text: str, lang: str) -> bool:
    """Whether an allowed name of ``concept`` stands in ``text`` in one of its forms.

    True also when the concept has no name in ``lang``: nothing is then owed to it.
    """
    if not concept.preferred(lang) and not _kept(concept):
        return True
    return any(not found.forbidden for found in find_names(concept, text, lang))


def forbidden_in(concept: Concept, text: str, lang: str) -> str:
    """The first form of a forbidden name of ``concept`` in ``text``, or an empty string."""
    for found in find_names(concept, text, lang):
        if found.forbidden:
            return found.text
    return ""


def _kept(concept: Concept) -> bool:
    return concept.policy == "keep" and any(concept.variants(code) for code in concept.names)
