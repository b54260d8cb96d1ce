"""Checking pairs and repairing the names in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parallel_samples import russian

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.concept import Concept
from translator.glossary.store import Glossary, load, parse
from translator.parallel.checking import (
    CheckedPair,
    check_pairs,
    keep_only,
    with_languages,
)
from translator.parallel.fixing import propose
from translator.parallel.pair import Pair
from translator.quality.base import FindingCode
from translator.quality.consistency import inconsistencies
from translator.quality.naming import one_name

NONE = Glossary("none", "", (), ())
CASPIAN = load("caspian")


def glossary(*rows: str, head: str = "id\ten\taz\tru\ttr") -> Glossary:
    found, problems = parse("\n".join((head, *rows)) + "\n", "test")
    assert not [p for p in problems if p.severity == "error"]
    return found


def checked(
    *texts: tuple[str, str], terms: Glossary = CASPIAN, langs: tuple[str, str] = ("en", "ru")
) -> list[CheckedPair]:
    pairs = [Pair(s, t, *langs, number) for number, (s, t) in enumerate(texts, 1)]
    return check_pairs(pairs, terms)


def codes(entries: list[CheckedPair]) -> list[list[str]]:
    return [[str(finding.code) for finding in entry.findings] for entry in entries]


def test_each_pair_by_itself() -> None:
    entries = checked(
        ("It drew 300 guests.", "Он собрал 200 гостей."),
        ("It opened.", ""),
        ("It closed on Friday evening.", "It closed on Friday evening."),
        ("Everything was fine.", "Всё было хорошо."),
        terms=NONE,
    )
    found = codes(entries)
    assert found[0] == ["number"]
    assert found[1] == ["empty"]
    assert "copied" in found[2]
    assert found[3] == []


def test_figures_and_rules_stay_as_they_are() -> None:
    assert codes(checked(("***", "***"), ("1,234", "1,234"), ("***", ""), ("a", ""))) == [
        [],
        [],
        [],
        ["empty"],
    ]


def test_names() -> None:
    entries = checked(
        ("On the shore of the Caspian Sea.", "На берегу Каспийского моря."),
        ("On the shore of the Caspian Sea.", "На берегу Хазарского моря."),
        ("On the shore of the Caspian Sea.", "На берегу большого моря."),
    )
    assert codes(entries) == [[], ["term-missing", "term-forbidden"], ["term-missing"]]
    assert {finding.concept for finding in entries[1].findings} == {"caspian-sea"}


def test_one_concept_named_in_two_ways_in_the_source() -> None:
    entries = checked(
        ("The VIII Caspian Media Forum opened.", "Открылся VIII Каспийский медиафорум."),
        ("Guests of the Khazar Media Forum spoke.", "Гости Каспийского медиафорума выступили."),
        ("The Caspian Media Forum closed.", "Каспийский медиафорум завершился."),
    )
    assert codes(entries) == [[], ["term-inconsistent"], []]
    finding = entries[1].findings[0]
    assert finding.concept == "caspian-media-forum"
    assert "the source says 'Khazar Media Forum' here" in finding.message
    assert "'Caspian Media Forum' elsewhere" in finding.message


def test_the_name_used_most_sets_the_rule_in_the_source() -> None:
    entries = checked(
        ("The Khazar Sea rose.", "Каспийское море поднялось."),
        ("The Khazar Sea fell.", "Каспийское море опустилось."),
        ("The Caspian Sea froze.", "Каспийское море замёрзло."),
    )
    assert codes(entries) == [[], [], ["term-inconsistent"]]


def test_a_tie_goes_to_the_preferred_name_and_both_names_in_one_segment_count() -> None:
    pair = (
        "The Khazar Sea, that is the Caspian Sea, rose.",
        "Каспийское море, то есть Каспийское море, поднялось.",
    )
    entries = checked(pair)
    assert codes(entries) == [["term-inconsistent"]]
    assert "'Khazar Sea' here and 'Caspian Sea' elsewhere" in entries[0].findings[0].message


@pytest.mark.parametrize(
    ("lang", "a", "b", "same"),
    [
        ("en", "Volga", "Volga River", True),
        ("en", "Caspian Sea", "Khazar Sea", False),
        ("en", "Convention on the Legal Status of the Caspian Sea", "Caspian Sea", True),
        ("en", "UN", "United Nations", True),
        ("en", "U.S.", "United States", True),
        ("az", "BMT", "Birləşmiş Millətlər Təşkilatı", True),
        ("en", "Baku", "Bakou", False),
        ("en", "Kura", "Kur River", False),
        ("ru", "Каспий", "Каспийское море", False),
    ],
)
def test_short_forms_are_the_same_name(lang: str, a: str, b: str, same: bool) -> None:
    assert one_name(a, b, lang) is same
    assert one_name(b, a, lang) is same


def test_a_short_form_in_the_source_is_no_fault() -> None:
    entries = checked(
        ("The Volga River is long.", "Волга длинна."), ("The Volga froze.", "Волга замёрзла.")
    )
    assert codes(entries) == [[], []]


def test_inflected_sources_are_one_name() -> None:
    entries = checked(
        ("Xəzər dənizinin sahili.", "The shore of the Caspian Sea."),
        ("Xəzərdə fırtına var.", "There is a storm in the Caspian Sea."),
        langs=("az", "en"),
    )
    assert all("term-inconsistent" not in found for found in codes(entries))


TWO_NAMES = glossary("forum\tForum of the Sea\t\tМорской форум|Форум моря\t")


def test_one_concept_named_in_two_ways_in_the_target() -> None:
    entries = checked(
        ("The Forum of the Sea opened.", "Открылся Морской форум."),
        ("The Forum of the Sea spoke.", "Форум моря высказался."),
        ("The Forum of the Sea closed.", "Морской форум завершился."),
        terms=TWO_NAMES,
    )
    assert codes(entries) == [[], ["term-inconsistent"], []]
    assert entries[1].rules == (("forum", "Морской форум"),)


def test_targets_are_judged_as_in_a_translation() -> None:
    """The same finding, word for word, as on an article that is translated here."""
    parallel = russian()
    texts = ["Морской форум открылся.", "Форум моря высказался.", "Морской форум завершился."]
    source = "The Forum of the Sea met."
    entries = checked(*((source, text) for text in texts), terms=TWO_NAMES)
    unit = next(parallel.units)
    units = tuple(
        replace(unit, source=source, target=text, findings=(), matches=entries[0].matches)
        for text in texts
    )
    block = replace(parallel.blocks[1], units=units)
    judged = inconsistencies(replace(parallel, blocks=(block,)))
    assert [u.findings for u in judged.units] == [entry.findings for entry in entries]


def test_languages_are_compared_apart() -> None:
    pairs = [
        Pair("The Khazar Sea.", "Каспийское море.", "en", "ru", 1),
        Pair("The Caspian Sea.", "Hazar Denizi.", "en", "tr", 2),
    ]
    assert codes(check_pairs(pairs, CASPIAN)) == [[], []]


def test_only() -> None:
    entries = checked(("On the Caspian Sea in 2023.", "На Хазарском море."))
    kept = keep_only(entries, frozenset({FindingCode.NUMBER}))
    assert codes(kept) == [["number"]]
    assert keep_only(entries, frozenset()) is entries


def test_missing_languages_are_recognised() -> None:
    pairs = [
        Pair("The forum was opened in the morning by the minister.", "Форум открыл министр утром.")
    ] * 3
    found = list(with_languages(iter(pairs)))
    assert {(p.source_lang, p.target_lang) for p in found} == {("en", "ru")}
    stated = [replace(pair, source_lang="de", target_lang="uk") for pair in pairs]
    assert list(with_languages(iter(stated))) == stated


@pytest.mark.parametrize(
    ("source", "target", "option"),
    [("1 2", "море и берег", "-f"), ("the sea and the shore", "1", "-t")],
)
def test_languages_that_cannot_be_told(source: str, target: str, option: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        list(with_languages(iter([Pair(source, target)])))
    assert caught.value.code is ErrorCode.LANGUAGE_UNDETECTED
    assert option in caught.value.hint


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "The forum was held on the shore of the Caspian Sea.",
            "Форум прошёл на берегу Хазарского моря.",
            "Форум прошёл на берегу Каспийского моря.",
        ),
        (
            "Guests came to the Khazar Media Forum and to the Caspian Sea.",
            "Гости приехали на Хазарский медиафорум и на Хазарское море.",
            "Гости приехали на Каспийский медиафорум и на Каспийское море.",
        ),
        (
            "The head of the Caspian Media Forum spoke.",
            "Глава Хазарского медиафорума\nвыступил.",
            "Глава Каспийского медиафорума\nвыступил.",
        ),
        (
            "STORM ON THE CASPIAN SEA",
            "БУРЯ НА ХАЗАРСКОМ МОРЕ",
            "БУРЯ НА КАСПИЙСКОМ МОРЕ",
        ),
    ],
)
def test_forbidden_names_give_way_in_their_form(source: str, target: str, expected: str) -> None:
    (entry,) = checked((source, target))
    fix = propose(entry)
    assert fix is not None
    assert fix.text == expected
    assert codes(checked((source, fix.text))) == [[]]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("On the shore of the Caspian Sea.", "На берегу большого моря."),
        ("On the shore of the Caspian Sea.", "Там было хорошо, и мы остались."),
        ("On the shore of the Caspian Sea.", ""),
        ("It drew 300 guests.", "Он собрал 200 гостей."),
        ("The Khazars lived here.", "Казахи жили здесь."),
    ],
)
def test_what_is_not_sure_is_left_alone(source: str, target: str) -> None:
    (entry,) = checked((source, target))
    assert entry.findings
    assert propose(entry) is None


def test_a_name_that_nothing_is_said_about_is_left_alone() -> None:
    (entry,) = checked(
        (
            "The Caspian Media Forum met by the Caspian Sea in 2023.",
            "Каспийский медиафорум прошёл у Каспия, а точнее у Хазарского моря.",
        )
    )
    fix = propose(entry)
    assert fix is not None
    assert "у Каспия, а точнее у Каспийского моря" in fix.text


def test_the_rarer_name_gives_way_to_the_one_used_most() -> None:
    source = "The Forum of the Sea met in the morning."
    entries = checked(
        (source, "Форум моря собрался утром."),
        (source, "Утром собрался Форум моря."),
        (source, "Морской форум собрался утром."),
        terms=TWO_NAMES,
    )
    assert codes(entries) == [[], [], ["term-inconsistent"]]
    fix = propose(entries[2])
    assert fix is not None
    assert fix.text == "Форум моря собрался утром."


def test_edits_lead_to_the_text() -> None:
    (entry,) = checked(("By the Caspian Sea.", "У Хазарского моря, у моря."))
    fix = propose(entry)
    assert fix is not None
    text = entry.pair.target
    for start, end, new in sorted(fix.edits, reverse=True):
        text = text[:start] + new + text[end:]
    assert text == fix.text == "У Каспийского моря, у моря."


def test_concepts_are_the_glossarys_own() -> None:
    entries = checked(("The Caspian Sea.", "Каспийское море."))
    concept = entries[0].matches[0].concept
    assert isinstance(concept, Concept)
    assert CASPIAN.concept("caspian-sea") == concept
