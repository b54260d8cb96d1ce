"""One concept, one name: what no single segment can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from translator.glossary.concept import Concept, Policy, TermMatch
from translator.parallel.text import ParallelText
from translator.quality.base import Finding
from translator.quality.naming import target_finding, target_name


def inconsistencies(parallel: ParallelText) -> ParallelText:
    """``parallel`` with a finding on every unit that calls a concept by a rarer name.

    A concept with several allowed names in the target language must go by one of them through the
    whole article; the name used most (the preferred one where they tie) sets the rule. Units in
    which no allowed name is found are the affair of the term-missing check.
    """
    used = names_used(parallel)
    rule = {
        concept_id: names.most_common(1)[0][0]
        for concept_id, names in used.items()
        if len(names) > 1
    }
    if not rule:
        return parallel
    blocks = tuple(
        replace(
            block,
            units=tuple(
                replace(unit, findings=unit.findings + found)
                if (found := _findings(unit.target, _concepts(unit.matches), rule, parallel))
                else unit
                for unit in block.units
            ),
        )
        for block in parallel.blocks
    )
    return replace(parallel, blocks=blocks)


def _concepts(matches: tuple[TermMatch, ...]) -> tuple[Concept, ...]:
    return tuple({match.concept.id: match.concept for match in matches}.values())


def names_used(parallel: ParallelText) -> dict[str, Counter[str]]:
    """How often each concept goes by each of its names, preferred names first.

    Concepts with one name in the target language are left out: they cannot go by two.
    """
    used: dict[str, Counter[str]] = {}
    for unit in parallel.units:
        for concept in _concepts(unit.matches):
            names = concept.variants(parallel.target_lang)
            if len(names) < 2 or concept.policy is Policy.KEEP:
                continue
            counts = used.setdefault(concept.id, Counter(dict.fromkeys(names, 0)))
            name = target_name(concept, unit.target, parallel.target_lang)
            if name:
                counts[name] += 1
    return {key: +counts for key, counts in used.items()}


def _findings(
    target: str, concepts: tuple[Concept, ...], rule: dict[str, str], parallel: ParallelText
) -> tuple[Finding, ...]:
    named = (
        (concept, target_name(concept, target, parallel.target_lang))
        for concept in concepts
        if concept.id in rule
    )
    found = (target_finding(concept, name, rule[concept.id]) for concept, name in named)
    return tuple(finding for finding in found if finding is not None)
