"""The part that a name plays in its sentence, and the form that this asks of its translation."""

from __future__ import annotations

from translator.glossary.roles.base import Relation, Role
from translator.glossary.roles.target import Surroundings, Wanted, wanted

__all__ = ["Relation", "Role", "Surroundings", "Wanted", "relation", "wanted"]


def relation(source: str, start: int, end: int, lang: str) -> Relation | None:
    """What ``source[start:end]`` is in its sentence; None where its neighbours do not tell it.

    Args:
        source: a sentence.
        start: where the name begins.
        end: where it ends, its suffixes included.
        lang: the language of the sentence.
    """
    if lang == "en":
        from translator.glossary.roles import english

        return english.relation(source, start, end)
    return None
