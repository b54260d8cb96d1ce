"""Matching: boundaries, case, spelling of the same letters, overlaps and offsets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.glossary import store
from translator.glossary.concept import CaseRule, Concept, Policy, Variant
from translator.glossary.matching import Matcher, possible
from translator.glossary.recognise import find_forms, forbidden_in, present


def concept(
    id: str,
    lang: str,
    *names: str,
    case: CaseRule = CaseRule.FOLD,
    policy: Policy = Policy.REQUIRE,
    forms: Iterable[str] = (),
) -> Concept:
    variants = tuple(Variant(n.removeprefix("!"), n.startswith("!")) for n in names)
    return Concept(id, {lang: variants}, policy, case, forms={lang: tuple(forms)} if forms else {})


def found(lang: str, text: str, *concepts: Concept) -> list[str]:
    matches = Matcher(concepts, lang).match(text)
    for match in matches:
        assert text[match.start : match.end] == match.text
    return [match.text for match in matches]


SEA = concept("sea", "en", "Caspian Sea")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("the Caspian Sea.", ["Caspian Sea"]),
        ("the Caspian Sea's coast", ["Caspian Sea's"]),
        ("the Caspian Sea’s coast", ["Caspian Sea’s"]),
        ("CASPIAN SEA", ["CASPIAN SEA"]),
        ("caspian sea", ["caspian sea"]),
        ("the Caspian\n  Sea", ["Caspian\n  Sea"]),
        ("the Caspian\u00a0Sea", ["Caspian\u00a0Sea"]),
        ("Caspian Seas", ["Caspian Seas"]),
        ("Caspian Sea-based", ["Caspian Sea"]),
        ("“Caspian Sea”", ["Caspian Sea"]),
        ("Caspian Sea Caspian Sea", ["Caspian Sea", "Caspian Sea"]),
        ("Caspian Search", []),
        ("Transcaspian Sea", []),
        ("Caspian, Sea", []),
        ("Cas\u00adpian Sea", ["Cas\u00adpian Sea"]),
        ("", []),
    ],
)
def test_boundaries_in_english(text: str, forms: list[str]) -> None:
    assert found("en", text, SEA) == forms


def test_longest_first() -> None:
    forum = concept("forum", "en", "Caspian Sea Forum")
    assert found("en", "the Caspian Sea Forum on the Caspian Sea", SEA, forum) == [
        "Caspian Sea Forum",
        "Caspian Sea",
    ]


@pytest.mark.parametrize("lang", ["az", "tr"])
def test_dotted_and_dotless_i(lang: str) -> None:
    irak, isik = concept("i", lang, "İrak"), concept("ı", lang, "Işık")
    assert found(lang, "irak İRAK IRAK ırak", irak) == ["irak", "İRAK"]
    assert found(lang, "IŞIK ışık işik İŞİK", isik) == ["IŞIK", "ışık"]


def test_i_in_english_has_one_dot() -> None:
    assert found("en", "IRAQ iraq Iraq", concept("i", "en", "Iraq")) == ["IRAQ", "iraq", "Iraq"]


@pytest.mark.parametrize(
    ("lang", "name", "text"),
    [
        ("tr", "Türkmenbaşı", "Türkmenbaşı'nda"),
        ("az", "Şuşa", "Şuşada"),
        ("ru", "Бёюк-Зиря", "Бёюк-Зиря"),
        ("ru", "Йошкар-Ола", "Йошкар-Ола"),
        ("tr", "İğdır", "İĞDIR"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed(lang: str, name: str, text: str, form: str) -> None:
    written = unicodedata.normalize(form, text)
    assert found(lang, f"«{written}»", concept("x", lang, name)) == [written]
    assert found(lang, written, concept("x", lang, unicodedata.normalize(form, name))) == [written]


def test_offsets_are_those_of_the_original() -> None:
    text = "ﬁne \u200bC\u0327a\u0301 straße, Bakı\u0301 — Bakı"
    (match,) = Matcher([concept("b", "az", "Bakı")], "az").match(text)
    assert (match.start, match.text) == (len(text) - 4, "Bakı")


def test_yo_and_stress_do_not_matter_in_russian() -> None:
    green = concept("z", "ru", "Зелёное озеро")
    assert found("ru", "зеленое озеро, Зелёного о́зера", green) == [
        "зеленое озеро",
        "Зелёного о́зера",
    ]


def test_adjectives_as_russian_names() -> None:
    assert found("ru", "в Грозном, Грозный", concept("g", "ru", "Грозный")) == [
        "Грозном",
        "Грозный",
    ]


def test_look_alike_schwas() -> None:
    assert found("az", "Xәzәr dәnizi", concept("s", "az", "Xəzər dənizi")) == ["Xәzәr dәnizi"]


@pytest.mark.parametrize(
    ("lang", "name", "text"),
    [
        ("ru", "Каспийское море", "Kаспийского мoря"),  # Latin K and o
        ("uk", "Каспійське море", "Каспiйського моря"),  # Latin i
        ("az", "Xəzər dənizi", "Хəzər dənizində"),  # Cyrillic Х
        ("en", "Caspian Sea", "Саspian Sea"),  # Cyrillic С and а
    ],
)
def test_words_of_two_alphabets(lang: str, name: str, text: str) -> None:
    assert found(lang, f"({text})", concept("s", lang, name)) == [text]
    # a word of one alphabet is that alphabet's
    assert found(lang, "TAP ТАР", concept("t", lang, "TAP")) == ["TAP"]


@pytest.mark.parametrize(
    ("lang", "name", "text"),
    [
        ("az", "Xəzər dənizi", "Xəzər dənizinin"),
        ("ru", "Каспийское море", "Каспийского моря"),
        ("uk", "Каспійське море", "Каспійського моря"),
        ("tr", "Hazar Denizi", "Hazar Denizi'ne"),
        ("tr", "Hazar Denizi", "Hazar Denizi’ne"),
        ("en", "Caspian", "Caspian's"),
        ("en", "Caspian Sea", "CASPIAN SEA’S"),
        ("az", "BMT", "BMT-nin"),
        ("az", "BMT", "BMT‑nin"),  # a hyphen that does not break
        ("ru", "Баку — Тбилиси — Джейхан", "Баку-Тбилиси-Джейхан"),
        ("tr", "İstanbul", "İSTANBUL'UN"),
        ("az", "İran", "İRANIN"),
        ("uk", "Лук'янов", "Лук’янова"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_inflected_source_words(lang: str, name: str, text: str, form: str) -> None:
    written = unicodedata.normalize(form, text)
    assert found(lang, f"the {written}, x", concept("x", lang, name)) == [written]


def test_dashes_and_quotes_of_all_kinds() -> None:
    route = concept("r", "ru", "коридор «Север — Юг»")
    text = 'по коридору "Север-Юг", коридора «Север – Юг»'
    assert found("ru", text, route) == ['коридору "Север-Юг"', "коридора «Север – Юг»"]


def test_exact_case() -> None:
    pipe = concept("tap", "en", "TAP", case=CaseRule.EXACT)
    assert found("en", "tap Tap TAP TAP's", pipe) == ["TAP", "TAP's"]
    leader = concept("l", "ru", "общенациональный лидер", case=CaseRule.EXACT)
    assert found("ru", "Общенационального лидера", leader) == ["Общенационального лидера"]
    assert found("ru", "общенациональный Лидер", leader) == []


def test_kept_names_are_found_in_every_language() -> None:
    news = concept("n", "en", "News.az", policy=Policy.KEEP)
    assert found("az", "News.az-a, news.az", news) == ["News.az-a", "news.az"]
    assert found("ru", "сообщает News.az.", news) == ["News.az"]


def test_forms_by_hand() -> None:
    sea = concept("s", "az", "Xəzər dənizi", forms=["Xəzərin", "gen=Xəzər dənizinin"])
    assert found("az", "Xəzərin və Xəzər dənizinin, Xəzər", sea) == ["Xəzərin", "Xəzər dənizinin"]


def test_names_that_end_in_a_sign() -> None:
    assert found("en", "C++ and C", concept("c", "en", "C++")) == ["C++"]
    assert found("en", "U.S. and U.S", concept("c", "en", "U.S.")) == ["U.S."]
    assert found("en", "#Baku Baku", concept("c", "en", "#Baku")) == ["#Baku"]


def test_other_scripts_and_languages_without_rules() -> None:
    assert found("ka", "კასპიის ზღვა", concept("s", "ka", "კასპიის ზღვა")) == ["კასპიის ზღვა"]
    assert found("fa", "در دریای خزر است", concept("s", "fa", "دریای خزر")) == ["دریای خزر"]
    assert found("de", "das KASPISCHE MEER", concept("s", "de", "Kaspische Meer")) == [
        "KASPISCHE MEER"
    ]


def test_recognition_tells_allowed_from_forbidden() -> None:
    sea = concept("s", "ru", "Каспийское море", "!Хазарское море")
    assert present(sea, "в Каспийском море", "ru")
    assert not present(sea, "в Хазарском море", "ru")
    assert forbidden_in(sea, "в Хазарском море", "ru") == "Хазарском море"
    assert forbidden_in(sea, "в Каспийском море", "ru") == ""
    assert find_forms(sea, "Каспийского моря и Хазарского моря", "ru") == (
        (0, 16, "Каспийского моря"),
    )


def test_nothing_is_owed_where_there_is_no_name() -> None:
    assert present(concept("s", "ru", "Каспий"), "anything", "en")


def test_thousands_of_concepts_give_the_same_matches() -> None:
    many = [concept(f"c{i}", "ru", f"Имя{i} Фамилия{i}") for i in range(5000)]
    sea = concept("s", "ru", "Каспийское море")
    assert found("ru", "Имя7 Фамилия7 у Каспийского моря", *many, sea) == [
        "Имя7 Фамилия7",
        "Каспийского моря",
    ]


@pytest.mark.parametrize("lang", ["en", "ru", "az", "tr", "ka"])
def test_what_may_occur_holds_all_that_does(lang: str) -> None:
    glossary = store.load("caspian")
    every = Matcher(glossary, lang)
    for concept in glossary.concepts[::3]:
        for name in concept.variants(lang):
            for text in (name, f"«{name.upper()}», {name}"):
                few = Matcher(possible(glossary.concepts, lang, text), lang)
                assert few.match(text) == every.match(text)


_PIECES = ["Baku", "BAKU", "Caspian Sea", "Xəzər", "Kаспий", "e\u0301", "-", "–", "\n", " ", "'s"]


@given(
    st.lists(st.sampled_from([*_PIECES, "IRAN", "İran", "sea"]), max_size=9),
    st.sampled_from(["en", "ru", "az"]),
)
def test_a_quick_look_never_misses_a_name(parts: list[str], lang: str) -> None:
    names = ("Baku", "Caspian-Sea", "Каспий", "Xəzər", "İran", "é")
    matcher = Matcher([Concept(name, {lang: (Variant(name),)}) for name in names], lang)
    text = "".join(parts)
    if any(map(matcher.match, text.split("\n"))):
        assert matcher.may_match(text)
