"""Checking the pairs of any parallel file: each by itself, then their names against one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.concept import Concept, TermMatch
from translator.glossary.matching import Matcher
from translator.glossary.store import Glossary
from translator.parallel.pair import Pair
from translator.quality import examine
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.naming import (
    ruling,
    source_finding,
    target_finding,
    target_name,
)
from translator.segments import one_line

_SAMPLE_PAIRS = 500
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """A pair and what was found.

    ``matches`` are the glossary terms of the source; ``rules`` are, for concepts that the
    translation names otherwise than the rest of the file, the names that it should use. A pair
    that nothing was found about, and that names no concept, has lost its texts: a file may hold
    millions.
    """

    pair: Pair
    findings: tuple[Finding, ...] = ()
    matches: tuple[TermMatch, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A concept in a pair and what both texts call it; empty for what has no part in the rule."""

    index: int
    concept: Concept
    in_source: tuple[str, ...]
    in_target: str


def check_pairs(pairs: Iterable[Pair], glossary: Glossary) -> list[CheckedPair]:
    """Every check on every pair, then one name for one concept in all of them.

    Args:
        pairs: in order; each states both of its languages.
        glossary: what names are right.

    Returns:
        One entry a pair, in order. Names are compared among the pairs of the same two languages.
    """
    matchers: dict[str, Matcher] = {}
    entries: list[CheckedPair] = []
    named: dict[tuple[str, str], list[_Named]] = {}
    for pair in pairs:
        matcher = matchers.get(pair.source_lang)
        if matcher is None:
            matcher = matchers[pair.source_lang] = Matcher(glossary, pair.source_lang)
        entry, concepts = _one(pair, matcher, len(entries))
        entries.append(entry)
        if concepts:
            named.setdefault((pair.source_lang, pair.target_lang), []).extend(concepts)
    for langs, concepts in named.items():
        _compare(entries, concepts, *langs)
    return entries


def findings_of(pair: Pair, matches: tuple[TermMatch, ...]) -> tuple[Finding, ...]:
    """What is wrong with one pair, taken by itself."""
    source, target = one_line(pair.source), one_line(pair.target)
    if source.strip() == target.strip() and not any(char.isalpha() for char in source):
        return ()  # figures, a row of asterisks: rightly the same in every language
    return examine(Checked(source, target, pair.source_lang, pair.target_lang, matches))


def _one(pair: Pair, matcher: Matcher, index: int) -> tuple[CheckedPair, list[_Named]]:
    found = matcher.find(one_line(pair.source))
    matches = tuple(TermMatch(f.start, f.end, f.text, f.concept) for f in found)
    findings = findings_of(pair, matches)
    target = one_line(pair.target)
    named = []
    for concept in {match.concept.id: match.concept for match in matches}.values():
        names = {f.name: True for f in found if f.concept is concept}
        known = {variant.text for variant in concept.names.get(pair.source_lang, ())}
        in_source = tuple(name for name in names if name in known)
        in_target = target_name(concept, target, pair.target_lang)
        if len(known) > 1 or in_target:
            named.append(_Named(index, concept, in_source, in_target))
    if not findings and not matches:
        pair = replace(pair, source="", target="", notes=(), props=())
    return CheckedPair(pair, findings, matches), named


def _compare(
    entries: list[CheckedPair], named: list[_Named], source_lang: str, target_lang: str
) -> None:
    """Add to ``entries`` what is wrong with the names of concepts, source and target."""
    sources: dict[str, Counter[str]] = {}
    targets: dict[str, Counter[str]] = {}
    for use in named:
        sources.setdefault(use.concept.id, Counter()).update(use.in_source)
        if use.in_target:
            targets.setdefault(use.concept.id, Counter())[use.in_target] += 1
    for use in named:
        concept = use.concept
        in_source = ruling(sources[concept.id], _order(concept, source_lang))
        in_target = ruling(targets.get(concept.id, {}), concept.variants(target_lang))
        found = [source_finding(concept, name, in_source, source_lang) for name in use.in_source]
        wrong = target_finding(concept, use.in_target, in_target)
        findings = tuple(finding for finding in (*found, wrong) if finding is not None)
        if not findings:
            continue
        entry = entries[use.index]
        rules = ((concept.id, in_target),) if wrong is not None else ()
        entries[use.index] = replace(
            entry, findings=entry.findings + findings, rules=entry.rules + rules
        )


def _order(concept: Concept, lang: str) -> tuple[str, ...]:
    return (*concept.variants(lang), *concept.forbidden(lang))


def with_languages(pairs: Iterator[Pair]) -> Iterator[Pair]:
    """``pairs`` with the languages that the file leaves out, recognised from the first of them.

    Raises:
        TranslatorError: ``language-undetected``.
    """
    first = list(islice(pairs, _SAMPLE_PAIRS))
    source = target = ""
    if any(not pair.source_lang for pair in first):
        source = _detected((p.source for p in first if not p.source_lang), "sources", "-f")
    if any(not pair.target_lang for pair in first):
        target = _detected((p.target for p in first if not p.target_lang), "translations", "-t")
    for pair in chain(first, pairs):
        if pair.source_lang and pair.target_lang:
            yield pair
            continue
        source = source or _detected((pair.source,), "sources", "-f")
        target = target or _detected((pair.target,), "translations", "-t")
        yield replace(
            pair,
            source_lang=pair.source_lang or source,
            target_lang=pair.target_lang or target,
        )


def _detected(texts: Iterable[str], what: str, option: str) -> str:
    from translator.detect import detect

    sample, size = [], 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    try:
        return detect("\n".join(sample))
    except TranslatorError as error:
        if error.code is not ErrorCode.LANGUAGE_UNDETECTED:
            raise
        raise TranslatorError(
            error.code,
            f"the language of the {what} cannot be told",
            f"name it with {option}, such as {option} {'en' if option == '-f' else 'ru'}",
        ) from None


def keep_only(entries: list[CheckedPair], codes: frozenset[FindingCode]) -> list[CheckedPair]:
    """``entries`` with the findings of those codes alone; all of them when there are none."""
    if not codes:
        return entries
    return [
        replace(entry, findings=tuple(f for f in entry.findings if f.code in codes))
        if entry.findings
        else entry
        for entry in entries
    ]
