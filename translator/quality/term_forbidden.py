"""Glossary forms that must not appear in a translation."""

from __future__ import annotations

from collections.abc import Iterator

from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import clip


def check(checked: Checked) -> Iterator[Finding]:
    """Report a forbidden name of a concept that the source mentions."""
    if not checked.matches:
        return
    from translator.glossary.recognise import forbidden_in

    seen: set[str] = set()
    for match in checked.matches:
        concept = match.concept
        if concept.id in seen or not concept.forbidden(checked.target_lang):
            continue
        seen.add(concept.id)
        wrong = forbidden_in(concept, checked.target, checked.target_lang)
        if wrong:
            right = concept.preferred(checked.target_lang)
            mend = f"; write {clip(right)!r}" if right else ""
            yield Finding(
                FindingCode.TERM_FORBIDDEN, f"{clip(wrong)!r} must not be used{mend}", concept.id
            )
