"""One concept by two names within an article."""

from __future__ import annotations

from dataclasses import replace

from parallel_samples import build

from translator.documents.article import BlockKind
from translator.glossary.concept import Concept, Policy, TermMatch, Variant
from translator.parallel.text import ParallelText
from translator.quality.base import FindingCode
from translator.quality.consistency import inconsistencies

AGENCY = Concept(
    "agency",
    {
        "en": (Variant("Media Agency"),),
        "ru": (
            Variant("Агентство медиа"),
            Variant("Медиаагентство"),
            Variant("Медиаконтора", True),
        ),
    },
)


def article(*targets: str, concept: Concept = AGENCY) -> ParallelText:
    source = "The Media Agency said so."
    made = build([(BlockKind.PARAGRAPH, 0, "", [(source, t, ()) for t in targets])], "ru")
    matches = (TermMatch(4, 16, "Media Agency", concept),)
    (block,) = made.blocks
    units = tuple(replace(unit, matches=matches) for unit in block.units)
    return replace(made, blocks=(replace(block, units=units),))


def flagged(parallel: ParallelText) -> list[list[str]]:
    return [[f.message for f in unit.findings] for unit in inconsistencies(parallel).units]


def test_the_rarer_name_is_flagged() -> None:
    text = article(
        "Так сообщило Медиаагентство.", "По словам Медиаагентства.", "Агентство медиа сказало."
    )
    assert flagged(text) == [
        [],
        [],
        ["'Агентство медиа' is 'Медиаагентство' elsewhere in this text"],
    ]
    (finding,) = list(inconsistencies(text).units)[2].findings
    assert finding.code is FindingCode.TERM_INCONSISTENT
    assert finding.concept == "agency"


def test_the_preferred_name_wins_a_tie() -> None:
    text = article("Так сообщило Медиаагентство.", "Агентство медиа сказало.")
    assert [bool(found) for found in flagged(text)] == [True, False]


def test_inflection_is_no_inconsistency() -> None:
    assert flagged(article("Агентство медиа сказало.", "По словам Агентства медиа.")) == [[], []]


def test_missing_and_forbidden_names_are_left_to_their_own_checks() -> None:
    assert flagged(
        article("Агентство медиа сказало.", "Медиаконтора сказала.", "Оно сказало.")
    ) == [
        [],
        [],
        [],
    ]


def test_kept_terms_and_single_names() -> None:
    kept = Concept("agency", AGENCY.names, policy=Policy.KEEP)
    assert flagged(article("Медиаагентство.", "Агентство медиа.", concept=kept)) == [[], []]
    text = article("Агентство медиа сказало.")
    assert inconsistencies(text) is text
