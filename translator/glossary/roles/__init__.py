"""The part that a name plays in its sentence, and the form that this asks of its translation."""

from __future__ import annotations

from collections.abc import Sequence

from translator.glossary.inflection.forms import Inflection
from translator.glossary.roles.base import Relation, Role, Surroundings, Wanted
from translator.glossary.roles.target import wanted

__all__ = ["Relation", "Role", "Surroundings", "Wanted", "relation", "wanted"]


def relation(
    source: str, start: int, end: int, lang: str, places: Sequence[Inflection] = ()
) -> Relation | None:
    """What ``source[start:end]`` is in its sentence; None where nothing tells it.

    Args:
        source: a sentence.
        start: where the name begins.
        end: where it ends, its suffixes included.
        lang: the language of the sentence.
        places: the places of its form in its paradigm, where the language inflects.
    """
    if lang == "en":
        from translator.glossary.roles import english

        return english.relation(source, start, end)
    if lang in ("az", "tr"):
        from translator.glossary.roles import turkic_source

        return turkic_source.relation(source[end:], places, lang, opens=not source[:start].strip())
    if lang in ("ru", "uk"):
        from translator.glossary.roles import slavic_source

        return slavic_source.relation(source[:start], source[end:], places, lang)
    return None
