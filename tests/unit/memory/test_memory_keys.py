"""What a remembered translation's name depends on, and what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.engines.base import Link
from translator.glossary.concept import CaseRule, Concept, Policy, TermMatch, Variant
from translator.memory.keys import Keys, concept_hash, human_key, normal
from translator.segments import Ask, Segment

SEA = Concept(
    "sea",
    {
        "en": (Variant("Caspian Sea"),),
        "ru": (Variant("Каспийское море"), Variant("Хазарское море", forbidden=True)),
        "tr": (Variant("Hazar Denizi"),),
    },
)
TEXT = "The Caspian Sea is calm."


def _ask(text: str = TEXT, concept: Concept = SEA, start: int = 4, end: int = 15) -> Ask:
    return Ask(Segment(text, (TermMatch(start, end, text[start:end], concept),)), "en", "ru")


def _key(ask: Ask, identity: str = "m:1", quality: str = "draft") -> bytes:
    return Keys(identity, quality).machine(ask)


def test_the_same_always_has_the_same_name() -> None:
    assert _key(_ask()) == _key(_ask(concept=replace(SEA, note="x", line=9, domain="geo")))
    keys = Keys("m:1", "draft")
    assert keys.machine(_ask()) == keys.machine(_ask())


@pytest.mark.parametrize(
    "other",
    [
        replace(SEA, names=SEA.names | {"ru": (Variant("Каспий"),)}),
        replace(SEA, names=SEA.names | {"ru": SEA.names["ru"][:1]}),
        replace(SEA, names=SEA.names | {"en": (*SEA.names["en"], Variant("Khazar Sea"))}),
        replace(SEA, policy=Policy.KEEP),
        replace(SEA, case=CaseRule.EXACT),
        replace(SEA, pos="noun"),
        replace(SEA, forms={"ru": ("Каспийского моря",)}),
        replace(SEA, id="lake"),
    ],
)
def test_a_changed_concept_is_another_name(other: Concept) -> None:
    assert _key(_ask(concept=other)) != _key(_ask())


def test_another_languages_name_does_not_count_unless_the_concept_is_kept() -> None:
    other = replace(SEA, names=SEA.names | {"tr": (Variant("Hazar"),)})
    assert _key(_ask(concept=other)) == _key(_ask())
    kept, other = replace(SEA, policy=Policy.KEEP), replace(other, policy=Policy.KEEP)
    assert concept_hash(kept, ("en", "ru")) != concept_hash(other, ("en", "ru"))


def test_model_search_languages_and_protection_count() -> None:
    ask = _ask()
    names = {
        _key(ask),
        _key(ask, identity="m:2"),
        _key(ask, quality="best"),
        _key(replace(ask, target_lang="tr")),
        _key(replace(ask, source_lang="ru")),
        _key(replace(ask, segment=replace(ask.segment, protected=((0, 3),)))),
        _key(replace(ask, segment=replace(ask.segment, matches=()))),
        _key(_ask("The Caspian Sea is calm!")),
    }
    assert len(names) == 8


def test_white_space_does_not_count() -> None:
    spread = Ask(Segment("The  Caspian   Sea is calm.", (TermMatch(5, 18, "x", SEA),)), "en", "ru")
    plain = Ask(Segment(TEXT, (TermMatch(4, 15, "x", SEA),)), "en", "ru")
    assert _key(spread) == _key(plain)


def test_a_persons_name_needs_no_model_and_no_certain_spelling() -> None:
    assert human_key("Cafe\u0301  is open.", "en", "ru") == human_key(
        "Caf\u00e9 is open.", "en", "ru"
    )
    assert human_key("A", "en", "ru") != human_key("A", "en", "tr")


@given(st.text("ab  \u00a0", max_size=20))
def test_normalised_offsets_lead_back(text: str) -> None:
    found = normal(text)
    assert found.text == " ".join(text.split())
    if found.places:
        assert len(found.places) == len(found.text)
    words = [i for i, c in enumerate(found.text) if c != " "]
    links = tuple(Link(i, i + 1, 0, 1) for i in words)
    back = found.to_original(links)
    assert [text[link.source_start : link.source_end] for link in back] == [
        found.text[i] for i in words
    ]
    assert found.from_original(back) == links
