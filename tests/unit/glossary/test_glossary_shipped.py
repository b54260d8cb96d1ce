"""The glossaries that ship: clean, complete, sourced, at one with each other, and found by form."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from babel.core import get_cldr_version

from translator.glossary import store, territories
from translator.glossary.concept import CaseRule, Concept
from translator.glossary.folding import key
from translator.glossary.inflection import Case, Inflection, give
from translator.glossary.matching import Matcher
from translator.glossary.recognise import forbidden_in, present

LANGUAGES = ("en", "az", "ru", "tr")
COUNTS = {"azerbaijan": 300, "caspian": 250, "organisations": 200, "territories": 500}


@cache
def load(name: str) -> store.Glossary:
    return store.load(name)


@cache
def matcher(name: str, lang: str, senses: bool = True) -> Matcher:
    return Matcher(load(name), lang, senses=senses)


def test_they_ship() -> None:
    assert {item.name for item in store.shipped()} == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_each_is_clean_complete_and_sourced(name: str) -> None:
    glossary = load(name)
    assert store.validate(store.read_text(Path(glossary.path))) == []
    assert len(glossary.concepts) >= COUNTS[name]
    for concept in glossary.concepts:
        assert concept.source, concept.id
        for lang in LANGUAGES:
            assert concept.preferred(lang), (concept.id, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COUNTS)
def test_every_name_is_found_and_recognised(name: str, lang: str) -> None:
    for concept in load(name).concepts:
        for variant in concept.names[lang]:
            (match,) = matcher(name, lang, False).match(f"({variant.text})")
            assert match.concept is concept, variant.text
            assert match.text == variant.text
            if variant.forbidden:
                assert forbidden_in(concept, variant.text, lang) == variant.text


@pytest.mark.parametrize("lang", ["az", "ru", "tr", "uk"])
@pytest.mark.parametrize("name", COUNTS)
def test_every_case_of_every_name_is_found(name: str, lang: str) -> None:
    for concept in load(name).concepts:
        base, hand = concept.preferred(lang), concept.forms.get(lang, ())
        if not base:
            continue  # Ukrainian is filled where it is certain
        forms = [give(base, lang, Inflection(case), concept.pos, hand) for case in Case]
        found = matcher(name, lang, False).match("; ".join(forms))
        assert [(m.concept.id, m.text) for m in found] == [(concept.id, form) for form in forms]
        assert present(concept, forms[-1], lang)


def test_they_do_not_contradict_each_other() -> None:
    """What two glossaries both name is the same concept in both, under one id."""
    concepts: dict[str, Concept] = {}
    owners: dict[tuple[str, str], list[tuple[Concept, str]]] = {}
    for name in COUNTS:
        for concept in load(name).concepts:
            twin = concepts.setdefault(concept.id, concept)
            for field in ("names", "policy", "case", "pos", "forms"):
                assert getattr(twin, field) == getattr(concept, field), (name, concept.id, field)
            for lang, variants in concept.names.items():
                for variant in variants:
                    owners.setdefault((lang, key(variant.text, lang)), []).append(
                        (concept, variant.text)
                    )
    for (lang, _), named in owners.items():
        if len({concept.id for concept, _ in named}) > 1:
            # GUAM, the organisation, and Guam, the island
            assert {concept.case for concept, _ in named} == {CaseRule.EXACT}, (lang, named)
            texts = {(concept.id, text) for concept, text in named}
            assert len({text for _, text in texts}) == len(texts), (lang, named)


def test_territories_are_what_the_script_makes() -> None:
    table = (territories.folder() / "territories.tsv").read_text("utf-8")
    if f"CLDR {get_cldr_version()}" not in table:
        pytest.skip("made from another version of CLDR than this babel has")
    assert table == territories.make()


def test_territories_leave_out_and_put_right() -> None:
    table = load("territories")
    assert table.concept("country-je") is None  # a part of New Jersey
    turkey = table.concept("country-tr")
    assert turkey is not None
    assert turkey.variants("en") == ("Türkiye", "Turkey")
    assert turkey.names["ka"][0].text == "თურქეთი"
    dollar = table.concept("currency-usd")
    assert dollar is not None and dollar.preferred("az") == "ABŞ dolları"


SENSES = [
    ("en", "a turkey, a guinea pig and fine china", []),
    ("en", "Peaches from Atlanta, Georgia", ["other-georgia-us"]),
    ("en", "Georgia and the South China Sea", ["country-ge", "other-south-china-sea"]),
    ("en", "Russian tanks, the Russian language", ["language-ru"]),
    ("en", "the manat and the dollar", []),
    ("en", "tell us about the US", ["country-us"]),
    ("en", "Michael Jordan, Jordan Spieth and Sofia Coppola", []),
    ("en", "a Georgia state senator from Atlanta", []),
    (
        "en",
        "King Abdullah of Jordan went to Sofia, the Bulgarian town",
        ["country-jo", "capital-bg"],
    ),
    ("ru", "чад, вена и куба", []),
    ("ru", "Того же мнения президент Того", ["country-tg"]),
    ("tr", "Mali Suçları Araştırma Kurulu", []),
    ("tr", "Mali, Nijer ve Burkina Faso", ["country-ml", "country-ne", "country-bf"]),
    ("ru", "на русском языке в Вене", ["language-ru", "capital-at"]),
    ("tr", "mısır ve fas; Mısır'da Türkçenin", ["country-eg", "language-tr"]),
    ("az", "ABŞ-ın dolları ABŞ dollarıdır", ["country-us", "currency-usd"]),
]


# every name in a report on a delegation's visit to Astrakhan, and what it is
SEED = {
    "Azerbaijani delegation participates in the VIII Caspian Media Forum": "caspian-media-forum",
    "which is held in Astrakhan, Russia,": "astrakhan",
    "Media Development Agency of the Republic of Azerbaijan": "media-agency-full",
    "(MEDIA) told": "media-agency-abbr",
    "told News.az.": "news-az",
    "the monument of the Great Leader": "great-leader",
    "named after National Leader Heydar Aliyev": "national-leader-heydar-aliyev",
    "the “Eternal Torch of Glory” monument": "eternal-torch-of-glory",
    "in the Brotherhood Garden": "brotherhood-garden",
    "met with Igor Babushkin,": "igor-babushkin",
    "governor of Astrakhan region": "governor-of-astrakhan-region",
    "Ahmad Ismayilov on behalf of": "ahmad-ismayilov",
    "of the VIII Khazar Media Forum": "caspian-media-forum",
    "Mr. Ismayilov spoke": "ismayilov",
    "between the Republic of Azerbaijan": "republic-of-azerbaijan",
    "and the Russian Federation,": "russian-federation",
    "especially the Astrakhan region,": "astrakhan-region",
}


@pytest.mark.parametrize("text", SEED)
def test_the_article_that_started_it_is_covered(text: str) -> None:
    both = store.combine([load("caspian"), load("azerbaijan")])
    assert [m.concept.id for m in Matcher(both, "en").match(text)] == [SEED[text]]


AZERBAIJAN = [
    ("en", "a report on a trend in the media, the APA style", ["apa"]),
    ("en", "The Report is on the Trend of the year", []),
    ("en", "Oil grows dearer, Report informs", ["report"]),
    ("en", "He told Trend that oil grows dearer", ["trend"]),
    ("az", "“Report” xəbər verir, Trend xəbər verir; Trend dəyişib", ["report", "trend"]),
    ("en", "Report News Agency and Trend News Agency", ["report-agency", "trend-agency"]),
    (
        "en",
        "The Great Patriotic War and the Patriotic War",
        ["great-patriotic-war", "patriotic-war"],
    ),
    ("tr", "bu gence sordu; Gence'ye gitti; Kız Kalesi'nde", ["ganja", "maiden-tower"]),
    ("tr", "bir yanardağ patladı", []),
    ("ru", "нижняя губа; в Губе и в Шуше", ["guba", "shusha"]),
    ("az", "Gəncəviyə yox, Nizami Gəncəviyə", ["nizami-ganjavi"]),
    (
        "az",
        "Şirvanşahlar sarayına, “Şöhrət” ordeninə",
        ["palace-of-the-shirvanshahs", "shohrat-order"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "ids"), AZERBAIJAN)
def test_azerbaijan_keeps_senses_apart(lang: str, text: str, ids: list[str]) -> None:
    assert [m.concept.id for m in matcher("azerbaijan", lang).match(text)] == ids


ORGANISATIONS = [
    ("en", "who met the WHO in the EU, and the UN's chief", ["who-abbr", "eu-abbr", "un-abbr"]),
    (
        "en",
        "the UN Security Council and the Council of Europe",
        ["un-security-council", "council-of-europe"],
    ),
    ("az", "BMT-nin, ATƏT-in və Avropa Şurasının", ["un-abbr", "osce-abbr", "council-of-europe"]),
    ("ru", "Экономическому и социальному совету ООН и ОБСЕ", ["ecosoc", "osce-abbr"]),
    ("tr", "BM'nin ve Avrupa Birliği'nin", ["un-abbr", "eu"]),
    ("tr", "BRICS'e ve Dünya Bankası'na", ["brics-abbr", "world-bank"]),
]


@pytest.mark.parametrize(("lang", "text", "ids"), ORGANISATIONS)
def test_organisations_keep_senses_apart(lang: str, text: str, ids: list[str]) -> None:
    assert [m.concept.id for m in matcher("organisations", lang).match(text)] == ids


@pytest.mark.parametrize(("lang", "text", "ids"), SENSES)
def test_territories_keep_senses_apart(lang: str, text: str, ids: list[str]) -> None:
    assert [m.concept.id for m in matcher("territories", lang).match(text)] == ids
