"""Glossary terms that the translation owes and does not have."""

from __future__ import annotations

from collections.abc import Iterator

from translator.glossary.concept import Policy
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import clip


def check(checked: Checked) -> Iterator[Finding]:
    """Report each required concept of the source of which the target has no form.

    ``prefer`` obliges to nothing; ``keep`` asks for the source's own words where the glossary has
    no name in the target language.
    """
    if not checked.matches:
        return
    from translator.glossary.recognise import present

    seen: set[str] = set()
    for match in checked.matches:
        concept = match.concept
        if concept.id in seen or concept.policy is Policy.PREFER:
            continue
        seen.add(concept.id)
        expected = concept.preferred(checked.target_lang)
        if concept.policy is Policy.KEEP and match.text in checked.target:
            continue
        if not expected:
            if concept.policy is Policy.KEEP:
                yield Finding(
                    FindingCode.TERM_MISSING, f"{clip(match.text)!r} should be kept", concept.id
                )
            continue
        if not present(concept, checked.target, checked.target_lang):
            yield Finding(
                FindingCode.TERM_MISSING,
                f"{clip(match.text)!r} should be {clip(expected)!r}",
                concept.id,
            )
