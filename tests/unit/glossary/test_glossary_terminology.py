"""Terms through an engine: requests, placeholders, leaks, alignment and repair."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from translator.engines.base import Hypothesis, Link, Terminology
from translator.glossary import store
from translator.glossary.concept import Concept, Policy, Variant
from translator.glossary.institutions import Practice, is_institution, written
from translator.glossary.matching import Matcher
from translator.glossary.terminology import Prepared, prepare, restore

CASPIAN = store.load("caspian")


def prepared(
    source: str,
    target_lang: str,
    terminology: Terminology = "none",
    concepts: Iterable[Concept] = CASPIAN.concepts,
    protected: tuple[tuple[int, int], ...] = (),
    source_lang: str = "en",
) -> Prepared:
    matches = Matcher(concepts, source_lang).match(source)
    return prepare(source, matches, terminology, source_lang, target_lang, protected=protected)


def links(source: str, target: str, pairs: str) -> tuple[Link, ...]:
    """Links between words split at white space, written as ``0-1 2-3``."""
    left = [m.span() for m in re.finditer(r"\S+", source)]
    right = [m.span() for m in re.finditer(r"\S+", target)]
    found = (pair.split("-") for pair in pairs.split())
    return tuple(Link(*left[int(a)], *right[int(b)]) for a, b in found)


def answer(job: Prepared, target: str, pairs: str = "") -> Hypothesis:
    return restore(job, Hypothesis(target, alignment=links(job.request.text, target, pairs)))


# --- requests


def test_annotated_request() -> None:
    job = prepared('At the "Khazar Media Forum", in Baku, News.az said.', "ru", "annotated")
    assert job.request.text == (
        'At the "<term> Khazar Media Forum <as> Каспийский медиафорум </term>", in '
        "<term> Baku <as> Баку </term>, <x0> said."
    )


def test_plain_request_is_one_line() -> None:
    job = prepared("the Khazar\n Media\tForum https://a.az/b", "ru")
    assert job.request.text == "the Khazar Media Forum https://a.az/b"
    assert job.request.terms == (("Khazar Media Forum", "Каспийский медиафорум"),)


def test_possessives_are_annotated_whole() -> None:
    job = prepared("the Caspian Sea's level", "az", "annotated")
    assert job.request.text == "the <term> Caspian Sea's <as> Xəzər dənizi </term> level"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("see https://news.az/a?b=1&c=(d).", ["https://news.az/a?b=1&c=(d)"]),
        ("(www.socar.az)", ["www.socar.az"]),
        ("mail info@socar.az, please", ["info@socar.az"]),
        ("by @user_1 on #Xəzər2023!", ["@user_1", "#Xəzər2023"]),
        ("code AZ-1234 and EN-10/204-B", ["AZ-1234", "EN-10/204-B"]),
        ("a 2023-09-18 date, COVID, re-2020 and $5", []),
        ("literal <term> and >>rus<< and <x3>", ["<term>", ">>rus<<", "<x3>"]),
        ("on News.az's page", ["News.az"]),
    ],
)
def test_what_is_kept_letter_for_letter(source: str, kept: list[str]) -> None:
    job = prepared(source, "ru", "annotated")
    assert [source[start:end] for start, end in job.placeholders] == kept
    assert restore(job, Hypothesis(job.request.text)).text == source


def test_given_spans_are_kept_and_win() -> None:
    source = "run Baku Caspian Sea now"
    job = prepared(source, "ru", "annotated", protected=((4, 16),))
    assert job.request.text == "run <x0> Sea now"


def test_at_most_ten_placeholders_and_the_rest_disarmed() -> None:
    source = " ".join(f"<x{i}>" for i in range(12))
    job = prepared(source, "ru", "annotated")
    assert len(job.placeholders) == 10
    assert job.request.text.endswith("<x9> ‹x10› ‹x11›")
    assert restore(job, Hypothesis(job.request.text)).text == source


def test_markup_is_harmless_to_plain_engines_too() -> None:
    job = prepared("a >>rus<< b </s> c", "ru")
    assert job.request.text == "a ››rus‹‹ b ‹/s› c"
    assert restore(job, Hypothesis("а ››rus‹‹ б ‹/s› в")).text == "а >>rus<< б </s> в"


# --- answers


def test_placeholders_exactly_once() -> None:
    job = prepared("News.az and info@a.az", "ru", "annotated")
    twice = answer(job, "<x1> и <x0> и снова <x0> и <x7>.")
    assert twice.text == "info@a.az и News.az и снова и."
    assert answer(job, "< x0 > и <X1>").text == "News.az и info@a.az"


def test_suffixes_stay_on_placeholders() -> None:
    job = prepared("News.az reported", "az", "annotated")
    assert answer(job, "<x0>-a görə").text == "News.az-a görə"


def test_a_lost_placeholder_goes_beside_its_neighbour() -> None:
    job = prepared("He told News.az about it.", "ru", "annotated")
    assert job.request.text == "He told <x0> about it."
    assert answer(job, "Он рассказал об этом.", "0-0 1-1 3-2 4-3").text == (
        "Он рассказал News.az об этом."
    )
    assert answer(job, "Он рассказал об этом.").text.count("News.az") == 1


def test_a_lost_last_placeholder_goes_before_the_stop() -> None:
    job = prepared("The report is at https://a.az/x.", "tr", "annotated")
    assert answer(job, "Rapor buradadır.").text == "Rapor buradadır https://a.az/x."


def test_leaked_annotations_are_taken_out() -> None:
    job = prepared("in the Caspian Sea.", "ru", "annotated")
    leaked = "в <term> Caspian Sea <as> Каспийском море </term>."
    assert answer(job, leaked).text == "в Каспийском море."
    assert answer(job, "<term> в Каспийском море </term> .").text == "в Каспийском море."


def test_alignment_is_mapped_to_the_plain_texts() -> None:
    source = "in the Caspian Sea today"
    job = prepared(source, "ru", "annotated")
    done = answer(job, "сегодня в Каспийском море", "0-1 2-2 3-2 6-2 7-3 8-3 9-0")
    pairs = {
        (source[x.source_start : x.source_end], done.text[x.target_start : x.target_end])
        for x in done.alignment
    }
    assert ("in", "в") in pairs
    assert ("today", "сегодня") in pairs
    assert ("Caspian Sea", "море") in pairs
    assert not any("term" in left for left, _ in pairs)


def test_plain_engine_keeps_addresses() -> None:
    job = prepared("Write to info@socar.az or see https://socar.az/en today.", "ru")
    good = "Пишите на info@socar.az или смотрите https://socar.az/en сегодня."
    assert answer(job, good).text == good
    mangled = answer(job, "Пишите на Info@Socar.az или смотрите https: // socar.az/en сегодня.")
    assert "info@socar.az" in mangled.text
    lost = answer(job, "Пишите нам сегодня.")
    assert lost.text.count("info@socar.az") == 1
    assert lost.text.count("https://socar.az/en") == 1


def test_plain_engine_kept_names_are_mended_but_not_forced() -> None:
    job = prepared("It told News.az so.", "ru")
    assert answer(job, "Об этом сообщили News.Az.").text == "Об этом сообщили News.az."
    assert answer(job, "Об этом сообщили агентству.").text == "Об этом сообщили агентству."


# --- repair

FORUM = "He spoke at the VIII Khazar Media Forum in Baku."

REPAIRS = [
    # a forbidden name, in its own case
    (
        "ru",
        FORUM,
        "Он выступил на VIII Хазарском медиафоруме в Баку.",
        "",
        "Он выступил на VIII Каспийском медиафоруме в Баку.",
    ),
    # with an alignment as well
    (
        "ru",
        FORUM,
        "Он выступил на VIII Хазарском медиафоруме в Баку.",
        "0-0 1-1 2-2 5-4 6-5 7-5 9-7",
        "Он выступил на VIII Каспийском медиафоруме в Баку.",
    ),
    # another spelling
    (
        "ru",
        FORUM,
        "Он выступил на VIII Каспийском медиа форуме в Баку.",
        "",
        "Он выступил на VIII Каспийском медиафоруме в Баку.",
    ),
    # wrong agreement
    (
        "ru",
        FORUM,
        "Он выступил на VIII Каспийский медиафоруме в Баку.",
        "",
        "Он выступил на VIII Каспийском медиафоруме в Баку.",
    ),
    # left untranslated
    (
        "ru",
        FORUM,
        "Он выступил на VIII Khazar Media Forum в Баку.",
        "",
        "Он выступил на VIII Каспийском медиафоруме в Баку.",
    ),
    # other words, found by the alignment
    (
        "ru",
        FORUM,
        "Он выступил на VIII форуме хазарских СМИ в Баку.",
        "0-0 1-1 2-2 5-5 6-6 7-4 8-7 9-8",
        "Он выступил на VIII Каспийском медиафоруме в Баку.",
    ),
    # nothing speaks for a place: left alone
    ("ru", FORUM, "Он выступил с речью в Баку.", "0-0 1-1 9-5", "Он выступил с речью в Баку."),
    # the case comes from the preposition where the words do not tell
    (
        "ru",
        "Work of the Khazar Media Forum goes on.",
        "Работа для CMF идёт.",
        "0-0 3-2 4-2 5-2 6-3",
        "Работа для Каспийского медиафорума идёт.",
    ),
    # said twice in a row
    (
        "ru",
        "The Caspian Media Forum opened.",
        "Каспийский медиафорум Каспийский медиафорум открылся.",
        "",
        "Каспийский медиафорум открылся.",
    ),
    # the source's words left standing beside the name
    ("ru", "in the Caspian Sea", "в Caspian Sea Каспийском море", "", "в Каспийском море"),
    (
        "tr",
        "to the Caspian Media Forum",
        "Hazar Medya Forumu'na Caspian Media Forum",
        "",
        "Hazar Medya Forumu'na",
    ),
    # right already: left alone
    ("ru", "on the Caspian Sea", "на Каспийском море", "", "на Каспийском море"),
    ("ru", "the shelf of the Caspian Sea", "шельф Хазарского моря", "", "шельф Каспийского моря"),
    ("ru", "the shelf of the Caspian Sea", "шельф Каспия", "", "шельф Каспийского моря"),
    (
        "ru",
        "The Caspian Sea is deep.",
        "Море Хазар глубоко.",
        "1-0 2-1 4-2",
        "Каспийское море глубоко.",
    ),
    (
        "ru",
        "littoral states: Caspian states met",
        "государства: каспийские государства встретились",
        "0-0 1-0 2-1 3-2 4-3",
        "государства: прикаспийские государства встретились",
    ),
    (
        "az",
        "He spoke at the Khazar Media Forum.",
        "O, Xəzər KİV Forumunda çıxış etdi.",
        "0-0 1-4 1-5 4-1 5-2 6-3",
        "O, Xəzər Media Forumunda çıxış etdi.",
    ),
    (
        "az",
        "He spoke at the Khazar Media Forum.",
        "O, Khazar Media Forumunda çıxış etdi.",
        "",
        "O, Xəzər Media Forumunda çıxış etdi.",
    ),
    ("az", "from Astrakhan", "Astraxandan", "", "Həştərxandan"),
    ("az", "to the Port of Baku", "Bakı limanına", "", "Bakı Beynəlxalq Dəniz Ticarət Limanına"),
    (
        "tr",
        "He spoke at the Khazar Media Forum.",
        "Hazar Basın Forumu'nda konuştu.",
        "",
        "Hazar Medya Forumu'nda konuştu.",
    ),
    (
        "tr",
        "He spoke at the Khazar Media Forum.",
        "Kazar Medya Forumu'na gitti.",
        "",
        "Kazar Medya Forumu'na gitti.",
    ),
    (
        "tr",
        "He went to the Khazar Media Forum.",
        "Kazar Medya Forumu'na gitti.",
        "0-3 1-3 4-0 5-1 6-2",
        "Hazar Medya Forumu'na gitti.",
    ),
    (
        "tr",
        "the coast of the Caspian Sea",
        "Hazar Deniz'in kıyısı",
        "0-2 4-0 5-1",
        "Hazar Denizi'nin kıyısı",
    ),
]


@pytest.mark.parametrize(("lang", "source", "target", "pairs", "right"), REPAIRS)
def test_repair(lang: str, source: str, target: str, pairs: str, right: str) -> None:
    assert answer(prepared(source, lang), target, pairs).text == right


def test_every_mention_gets_its_name_once() -> None:
    source = "The Caspian Media Forum met; the Khazar Media Forum closed."
    job = prepared(source, "ru")
    done = answer(
        job, "Хазарский медиафорум собрался; форум хазаров закрылся.", "1-0 2-1 3-1 4-2 6-4 8-3 9-5"
    )
    assert done.text == "Каспийский медиафорум собрался; Каспийский медиафорум закрылся."


def test_another_terms_words_are_not_taken() -> None:
    source = "the Caspian Sea near Baku"
    job = prepared(source, "ru")
    # the alignment is wrong: it links Baku with the sea's words
    done = answer(job, "Каспийское море близко", "1-0 2-1 4-0 4-1 3-2")
    assert done.text == "Каспийское море близко"


def test_preferred_only_leaves_other_allowed_names() -> None:
    names = {"en": (Variant("Caspian seal"),), "ru": (Variant("тюлень"), Variant("нерпа"))}
    seal = Concept("seal", names, Policy.PREFER)
    assert answer(prepared("a Caspian seal", "ru", concepts=[seal]), "нерпа").text == "нерпа"


def test_sentence_openings_take_a_capital() -> None:
    job = prepared("The Khazars came.", "ru")
    assert answer(job, "Казары пришли.", "1-0 2-1").text == "Хазары пришли."


def test_names_get_their_capitals_back() -> None:
    job = prepared("the Caspian Media Forum and the Caspian Sea", "az")
    done = answer(job, "xəzər media Forumunda və Xəzər Dənizində", "1-0 2-1 3-2 4-3 6-4 7-5")
    assert done.text == "Xəzər Media Forumunda və Xəzər Dənizində"
    assert {done.text[x.target_start : x.target_end] for x in done.alignment} == {
        *done.text.split()
    }


def test_links_follow_a_repair() -> None:
    source = "the Khazar Media Forum opened"
    job = prepared(source, "ru")
    done = answer(job, "открылся хазарский форум прессы", "1-1 2-3 3-2 4-0")
    assert done.text == "открылся Каспийский медиафорум"
    spans = {done.text[x.target_start : x.target_end] for x in done.alignment}
    assert spans == {"открылся", "Каспийский медиафорум"}
    assert all(0 <= x.target_start < x.target_end <= len(done.text) for x in done.alignment)


def test_empty_answers_and_sources() -> None:
    assert answer(prepared("the Caspian Sea", "ru"), "").text == ""
    assert answer(prepared("", "ru", "annotated"), "").text == ""
    assert "News.az" in answer(prepared("News.az", "ru", "annotated"), "").text


# --- what stands beside a name


@pytest.mark.parametrize(
    ("lang", "names", "target", "mended"),
    [
        # another gender, and adjectives before a figure
        (
            "ru",
            "Каспийский медиафорум|!Хазарская конференция",
            "в рамках восьмой международной Хазарской конференции",
            "в рамках восьмого международного Каспийского медиафорума",
        ),
        (
            "ru",
            "Каспийский медиафорум|!Хазарская конференция",
            "Эта VIII Хазарская конференция открылась",
            "Этот VIII Каспийский медиафорум открылась",
        ),
        # another number; the accusative of things
        (
            "ru",
            "Нефтяные Камни|!Нефтяная Скала",
            "увидели старую Нефтяную Скалу",
            "увидели старые Нефтяные Камни",
        ),
        # an adjective in another case belongs to something else
        (
            "ru",
            "Каспийский медиафорум|!Хазарская конференция",
            "считают важной Хазарскую конференцию",
            "считают важной Каспийский медиафорум",
        ),
        (
            "uk",
            "Каспійський медіафорум|!Хазарська конференція",
            "на восьмій Хазарській конференції",
            "на восьмому Каспійському медіафорумі",
        ),
        ("en", "Caspian Forum|!Astrakhan Forum", "an Astrakhan Forum", "a Caspian Forum"),
        ("en", "Astrakhan Forum|!Caspian Forum", "A Caspian Forum", "An Astrakhan Forum"),
        ("en", "Caspian Forum|!Khazar Forum", "a Khazar Forum", "a Caspian Forum"),
    ],
)
def test_words_beside_a_new_name_agree_with_it(
    lang: str, names: str, target: str, mended: str
) -> None:
    variants = tuple(Variant(n.removeprefix("!"), n.startswith("!")) for n in names.split("|"))
    forum = Concept("forum", {"az": (Variant("Forum"),), lang: variants})
    job = prepared("Forum", lang, concepts=[forum], source_lang="az")
    assert answer(job, target).text == mended


@pytest.mark.parametrize(
    ("practice", "wrong", "set_off"),
    [
        ("apostrophe", "Hazar Medya Forumu'ndan", "Hazar Medya Forumu'ndan"),
        ("joined", "Hazar Medya Forumundan", "Hazar Medya Forumundan"),
    ],
)
def test_both_practices_of_the_turkish_apostrophe(
    practice: Practice, wrong: str, set_off: str
) -> None:
    text = "id\ten\ttr\nforum\tForum\tHazar Medya Forumu|!Kaspi Forumu\nsea\tSea\tHazar Denizi\n"
    concepts = written(store.parse(text, "g")[0], practice).concepts
    job = prepared("Forum and Sea", "tr", concepts=concepts)
    # what is written in the place of another name, and what a model wrote
    assert answer(job, "Kaspi Forumu'ndan Hazar Denizi'ne").text == f"{wrong} Hazar Denizi'ne"
    done = answer(job, "Hazar Medya Forumu’ndan Hazar Denizi'ne").text
    assert done.replace("’", "'") == f"{set_off} Hazar Denizi'ne"
    # and the other practice is left where a person or the model has it
    assert "Forumundan" in answer(job, "Hazar Medya Forumundan Hazar Denizi'ne").text


@pytest.mark.parametrize(
    ("pos", "name", "institution"),
    [
        ("", "Dışişleri Bakanlığı", True),
        ("", "Rusya Federasyonu", False),
        ("organisation", "SOCAR", True),
        ("place", "Hazar Medya Forumu", False),
        ("", "", False),
    ],
)
def test_which_turkish_names_are_institutions(pos: str, name: str, institution: bool) -> None:
    names = {"tr": (Variant(name),)} if name else {"en": (Variant("x"),)}
    assert is_institution(Concept("x", names, pos=pos)) is institution


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("Hazar Denizi'de fırtına", "Hazar Denizi'nde fırtına"),
        ("Hazar'da fırtına", "Hazar Denizi'nde fırtına"),
        ("Hazar Denizi'nde fırtına", "Hazar Denizi'nde fırtına"),
    ],
)
def test_a_short_name_is_not_made_long_where_the_long_one_stands_misspelt(
    target: str, right: str
) -> None:
    glossary, _ = store.parse("id\ten\ttr\nsea\tCaspian Sea\tHazar Denizi|Hazar\n", "g")
    matches = Matcher(glossary, "en").match("storm in the Caspian Sea")
    job = prepare("storm in the Caspian Sea", matches, "none", "en", "tr")
    assert restore(job, Hypothesis(target)).text == right
