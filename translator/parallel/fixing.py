"""Repairs for names that checks found fault with: only those that nothing speaks against.

A repair puts one name of a concept in the place of another, or of a slightly misspelt one, in the
same case and number (see `translator.glossary.repair`). It is proposed only if the checks find
less fault with the result and none that was not there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from translator.glossary.concept import Concept, Policy, TermMatch, Variant
from translator.glossary.folding import key
from translator.languages import upper
from translator.parallel.checking import CheckedPair, findings_of
from translator.quality.base import Finding, FindingCode
from translator.segments import one_line

_TERMS = (FindingCode.TERM_MISSING, FindingCode.TERM_FORBIDDEN)
_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Fix:
    """A repaired translation; ``edits`` (start, end, text) lead to it from the old one."""

    text: str
    edits: tuple[tuple[int, int, str], ...]


def propose(entry: CheckedPair) -> Fix | None:
    """The repair of a pair's translation, or None where there is none to be sure of."""
    from translator.glossary.repair import repair
    from translator.glossary.rewriting import Draft

    pair = entry.pair
    rules = dict(entry.rules)
    faulty = {f.concept for f in entry.findings if f.code in _TERMS} | rules.keys()
    forbidden = {f.concept for f in entry.findings if f.code is FindingCode.TERM_FORBIDDEN}
    concepts = {
        match.concept.id: _ruled(
            match.concept, rules.get(match.concept.id), pair.target_lang, forbidden
        )
        for match in entry.matches
        if match.concept.id in faulty
    }
    matches = tuple(
        replace(match, concept=concepts[match.concept.id])
        for match in entry.matches
        if match.concept.id in concepts
    )
    if not matches or not pair.target.strip():
        return None
    source, target = one_line(pair.source), one_line(pair.target)
    draft = repair(Draft(target), source, matches, pair.source_lang, pair.target_lang)
    edits = tuple(
        _in_capitals(edit, target, matches, pair.target_lang) for edit in _edits(target, draft.text)
    )
    if not edits or not all(_sure(edit, target, matches, pair.target_lang) for edit in edits):
        return None
    text = _applied(pair.target, edits)
    return Fix(text, edits) if _better(entry, text, rules) else None


def _ruled(concept: Concept, name: str | None, lang: str, forbidden: set[str]) -> Concept:
    """``concept`` so that the repair does what was found wanting and no more.

    Where one of its names has become the rule, all others give way to that; where a forbidden one
    was used, only that gives way and allowed ones stay.
    """
    if name:
        rest = tuple(variant for variant in concept.names[lang] if variant.text != name)
        names = {**concept.names, lang: (Variant(name), *rest)}
        return replace(concept, names=names, policy=Policy.REQUIRE)
    if concept.id in forbidden:
        return replace(concept, policy=Policy.PREFER)
    return concept


def _edits(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What changed, in whole words, with offsets in ``old``."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield starts[a], starts[b], "".join(after[c:d])


def _in_capitals(
    edit: tuple[int, int, str], target: str, matches: tuple[TermMatch, ...], lang: str
) -> tuple[int, int, str]:
    """``edit`` in capitals where it changes a name of several words in capitals: a headline."""
    from translator.glossary.recognise import find_names

    start, end, new = edit
    for match in matches:
        for found in find_names(match.concept, target, lang):
            if found.start <= start and end <= found.end and found.text.isupper():
                return (start, end, upper(new, lang)) if " " in found.text else edit
    return edit


def _applied(text: str, edits: tuple[tuple[int, int, str], ...]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _sure(
    edit: tuple[int, int, str], target: str, matches: tuple[TermMatch, ...], lang: str
) -> bool:
    """Whether the words that give way are a name of the concept, or nearly the new ones."""
    from translator.glossary.recognise import find_names

    start, end, new = edit
    for match in matches:
        for found in find_names(match.concept, target, lang):
            if found.start <= start and end <= found.end:
                return True
    old = target[start:end]
    if not old.strip():
        return False
    if any(key(old, lang) == key(match.text, lang) for match in matches):
        return True
    return difflib.SequenceMatcher(None, key(old, lang), key(new, lang)).ratio() >= _ALIKE


def _better(entry: CheckedPair, text: str, rules: dict[str, str]) -> bool:
    """Whether the checks find less fault with ``text``, and nothing that was not there."""
    before = {_identity(f) for f in findings_of(entry.pair, entry.matches)}
    after = {_identity(f) for f in findings_of(replace(entry.pair, target=text), entry.matches)}
    return after <= before and (len(after) < len(before) or bool(rules))


def _identity(finding: Finding) -> tuple[str, str]:
    return finding.code.value, finding.concept
