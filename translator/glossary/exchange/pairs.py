"""Concepts as pairs of names, source and target, as most services want them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from translator.glossary.concept import CaseRule, Concept, Policy
from translator.glossary.exchange.base import Loss, Record, columns_lost, unsaid
from translator.glossary.store import Glossary

NOTES = ("pos", "gender", "number", "domain", "note", "source")
"""The columns that a pair of names leaves behind."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry: a source name and what it is translated as."""

    source: str
    target: str
    source_lang: str
    target_lang: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service takes: bytes in UTF-8 a name, and what it knows of a concept."""

    service: str
    name_bytes: int
    one_case: bool = False
    """Whether it finds names only as they are written."""


def pairs_of(
    glossary: Glossary, source_lang: str, target_lang: str, limits: Limits
) -> tuple[list[Pair], list[Loss]]:
    """Every name in the source language with the preferred one in the target language."""
    pairs: list[Pair] = []
    losses: list[Loss] = []
    taken: dict[str, str] = {}
    for concept in glossary.concepts:
        sources = concept.variants(source_lang)
        target = concept.preferred(target_lang)
        keep = concept.policy is Policy.KEEP
        if not sources or not (target or keep):
            lang = source_lang if not sources else target_lang
            losses.append(Loss(concept.id, lang, f"no name in {lang}"))
            continue
        losses += left_out(concept, (source_lang, target_lang), limits, preferred={target_lang})
        for source in sources:
            pair = Pair(source, source if keep else target, source_lang, target_lang)
            long = next((n for n in (source, pair.target) if too_long(n, limits)), "")
            if long:
                losses.append(Loss(concept.id, source_lang, _long(long, limits)))
            elif source in taken:
                reason = f"{source!r} stands for {taken[source]!r} already"
                losses.append(Loss(concept.id, source_lang, reason))
            else:
                taken[source] = concept.id
                pairs.append(pair)
    losses += columns_lost(glossary.concepts, NOTES, limits.service)
    return pairs, losses


def too_long(name: str, limits: Limits) -> bool:
    return len(name.encode("utf-8")) > limits.name_bytes


def _long(name: str, limits: Limits) -> str:
    return f"{name[:40]!r}…: longer than {limits.service}'s {limits.name_bytes} bytes"


def left_out(
    concept: Concept, langs: Iterable[str], limits: Limits, *, preferred: set[str]
) -> list[Loss]:
    """What a service without forbidden names, policies and forms cannot be told of a concept.

    Args:
        preferred: the languages of which it is told the preferred name only.
    """
    langs = tuple(langs)
    found = unsaid(concept, langs)
    for lang in langs:
        found += [
            Loss(concept.id, lang, f"forbidden {name!r}: {limits.service} has no such thing")
            for name in concept.forbidden(lang)
        ]
        if lang in preferred:
            found += [
                Loss(concept.id, lang, f"{name!r}: one translation a name is all it takes")
                for name in concept.variants(lang)[1:]
            ]
    if concept.policy is Policy.PREFER:
        found.append(Loss(concept.id, "", "policy prefer: it is always used there"))
    if (concept.case is CaseRule.EXACT) != limits.one_case:
        wanted = "as written only" if limits.one_case else "in any letter case"
        found.append(Loss(concept.id, "", f"case {concept.case}: it is found {wanted}"))
    return found


def records_of(pairs: Iterable[Pair]) -> list[Record]:
    """Pairs put together: entries that share a name in one language are one concept.

    Of the names in a language, those that translate others come first.
    """
    parent: dict[tuple[str, str], tuple[str, str]] = {}
    targets: set[tuple[str, str]] = set()

    def root(node: tuple[str, str]) -> tuple[str, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for pair in pairs:
        source, target = (pair.source_lang, pair.source), (pair.target_lang, pair.target)
        targets.add(target)
        first, second = root(source), root(target)
        if first != second:
            parent[second] = first
    records: dict[tuple[str, str], Record] = {}
    for node in parent:  # languages in the file's order
        records.setdefault(root(node), Record()).names.setdefault(node[0], [])
    for node in sorted(parent, key=lambda node: node not in targets):
        records[root(node)].name(*node)
    first_seen = {root(node): place for place, node in reversed([*enumerate(parent)])}
    return [records[key] for key in sorted(records, key=lambda key: first_seen[key])]
