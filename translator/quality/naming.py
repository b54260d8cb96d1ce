"""One concept, one name, on either side of any set of segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from translator.glossary.concept import Concept, Policy
from translator.glossary.folding import folded
from translator.languages import upper
from translator.quality.base import Finding, FindingCode
from translator.quality.words import clip

_ABBREVIATION = 6


def target_name(concept: Concept, text: str, lang: str) -> str:
    """The allowed name of ``concept`` that stands in ``text``, the preferred one first.

    Empty where none stands there, where the concept has only one, or where it is to be kept as it
    is: nothing can then be named in two ways.
    """
    from translator.glossary.recognise import present

    if concept.policy is Policy.KEEP or len(concept.variants(lang)) < 2:
        return ""
    for variant in concept.names.get(lang, ()):
        alone = replace(concept, names={lang: (variant,)})
        if not variant.forbidden and present(alone, text, lang):
            return variant.text
    return ""


def ruling(counts: Mapping[str, int], order: Iterable[str]) -> str:
    """The name used most; of several used as often, the first in ``order``."""
    ranked = Counter({name: counts[name] for name in order if counts.get(name)})
    return ranked.most_common(1)[0][0] if ranked else ""


def source_finding(concept: Concept, name: str, rule: str, lang: str) -> Finding | None:
    """The finding on a source that says ``name`` where the rest of the text says ``rule``.

    A short form of the rule's name, or an abbreviation, is no other name.
    """
    if name == rule or not name or not rule or one_name(name, rule, lang):
        return None
    return Finding(
        FindingCode.TERM_INCONSISTENT,
        f"the source says {clip(name)!r} here and {clip(rule)!r} elsewhere",
        concept.id,
    )


def target_finding(concept: Concept, name: str, rule: str) -> Finding | None:
    """The finding on a translation that says ``name`` where the rest of the text says ``rule``."""
    if name == rule or not name or not rule:
        return None
    return Finding(
        FindingCode.TERM_INCONSISTENT,
        f"{clip(name)!r} is {clip(rule)!r} elsewhere in this text",
        concept.id,
    )


def one_name(a: str, b: str, lang: str) -> bool:
    """Whether one of the names is a short form or an abbreviation of the other.

    *Volga* and *Volga River* are one name, *Caspian Sea* and *Khazar Sea* are two.
    """
    if _abbreviation(a, lang) != _abbreviation(b, lang):
        return True
    first, second = _words(a, lang), _words(b, lang)
    return first <= second or second <= first


def _words(name: str, lang: str) -> frozenset[str]:
    view = folded(name, lang)
    return frozenset(view.text[start:end] for start, end in view.words)


def _abbreviation(name: str, lang: str) -> bool:
    letters = name.replace(".", "")
    return (
        letters.isalpha() and 1 < len(letters) <= _ABBREVIATION and upper(letters, lang) == letters
    )
