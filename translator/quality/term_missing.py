"""Glossary terms that the translation owes and does not have."""

from __future__ import annotations

from collections.abc import Iterator

from translator.glossary.concept import Policy
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import clip


def check(checked: Checked) -> Iterator[Finding]:
    """Report each required concept of the source of which the target has no form, or only forms
    in a case that the preposition right before them rules out.

    ``prefer`` obliges to nothing; ``keep`` asks for the source's own words where the glossary has
    no name in the target language.
    """
    if not checked.matches:
        return
    from translator.glossary.government import misgoverned
    from translator.glossary.recognise import find_names, present

    seen: set[str] = set()
    for match in checked.matches:
        concept = match.concept
        if concept.id in seen or concept.policy is Policy.PREFER:
            continue
        seen.add(concept.id)
        expected = concept.preferred(checked.target_lang)
        if concept.policy is Policy.KEEP and match.text in checked.target:
            continue
        if not expected and concept.policy is not Policy.KEEP:
            continue
        if not expected or not present(concept, checked.target, checked.target_lang):
            same = expected in ("", match.text)
            owed = "is missing" if same else f"should be {clip(expected)!r}"
            message = f"{clip(match.text)!r} {owed}"
            yield Finding(FindingCode.TERM_MISSING, message, concept.id)
            continue
        lang = checked.target_lang
        standing = [f for f in find_names(concept, checked.target, lang) if not f.forbidden]
        if standing and all(misgoverned(checked.target, found, lang) for found in standing):
            message = f"{clip(standing[0].text)!r} is not the case that the word beside it asks for"
            yield Finding(FindingCode.TERM_MISSING, message, concept.id)
