"""Where glossary terms stand in both texts of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from translator.parallel.text import TranslationUnit


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that names a glossary concept; ``title`` explains it in a line."""

    start: int
    end: int
    concept: str
    title: str = ""


def source_marks(unit: TranslationUnit) -> tuple[Mark, ...]:
    """The terms found in ``unit.source``, in order and without overlaps."""
    return _apart(
        Mark(match.start, match.end, match.concept.id, match.concept.note) for match in unit.matches
    )


def target_marks(unit: TranslationUnit, lang: str) -> tuple[Mark, ...]:
    """The forms of the source's terms in ``unit.target``, in order and without overlaps.

    Args:
        unit: a translated segment.
        lang: the target language's code.
    """
    if not unit.matches:
        return ()
    from translator.glossary.recognise import find_forms

    concepts = {match.concept.id: match.concept for match in unit.matches}
    return _apart(
        Mark(start, end, concept.id, concept.note)
        for concept in concepts.values()
        for start, end, _ in find_forms(concept, unit.target, lang)
    )


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order; of two that overlap the longer stays."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start)):
        if mark.start < mark.end and all(
            mark.end <= other.start or mark.start >= other.end for other in kept
        ):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda m: m.start))
