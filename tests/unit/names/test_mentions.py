"""Short mentions: the head noun of a concept that the article has named stands for it."""

from __future__ import annotations

import pytest

from translator.documents.article import BlockKind
from translator.glossary.concept import Concept, Policy, Variant
from translator.glossary.matching import Matcher
from translator.names.mentions import head, with_mentions
from translator.segments import Segment


def concept(number: int, **names: str) -> Concept:
    every = {lang: tuple(map(Variant, text.split("|"))) for lang, text in names.items()}
    return Concept(f"c{number}", every, Policy.REQUIRE)


CONCEPTS = (
    concept(
        1,
        en="Caspian Media Forum",
        ru="Каспийский медиафорум",
        az="Xəzər Media Forumu",
        tr="Hazar Medya Forumu",
    ),
    concept(
        2,
        en="Central Bank|Bank of Azerbaijan",
        ru="Центральный банк",
        az="Mərkəzi Bank",
        tr="Merkez Bankası",
    ),
    concept(
        3,
        en="Ministry of Culture",
        ru="Министерство культуры",
        az="Mədəniyyət Nazirliyi",
        tr="Kültür Bakanlığı",
    ),
    concept(4, en="Supreme Council", ru="Верховная рада", az="Ali Rada", tr="Yüksek Rada"),
    concept(5, en="World Youth Forum", ru="Форум молодёжи", az="Gənclər Toplantısı"),
)


def short(
    lang: str, target: str, *sentences: str, kind: BlockKind = BlockKind.PARAGRAPH
) -> list[tuple[str, str]]:
    matcher = Matcher(CONCEPTS, lang)
    segments = [Segment(text, matcher.match(text), (), kind) for text in sentences]
    return [
        (match.text, match.concept.preferred(target))
        for segment in with_mentions(segments, lang, target)
        for match in segment.matches
        if match.concept not in CONCEPTS
    ]


@pytest.mark.parametrize(
    ("lang", "target", "named", "text", "expected"),
    [
        ("en", "ru", "The Caspian Media Forum opened.", "The Forum ends.", ("Forum", "форум")),
        ("en", "az", "The Caspian Media Forum opened.", "at the Forum", ("Forum", "Forum")),
        ("en", "tr", "The Central Bank met.", "It said the Bank's rate.", ("Bank's", "Banka")),
        ("en", "az", "The Ministry of Culture met.", "He told the Ministry.",
         ("Ministry", "Nazirlik")),
        ("en", "tr", "The Ministry of Culture met.", "the Ministry said", ("Ministry", "Bakanlık")),
        ("az", "ru", "Xəzər Media Forumu başladı.", "Bu gün Forumun işi davam edir.",
         ("Forumun", "форум")),
        ("az", "en", "Mədəniyyət Nazirliyi bildirib.", "Bunu isə Nazirlik təsdiqləyib.",
         ("Nazirlik", "Ministry")),
        ("ru", "az", "Центральный банк снизил ставку.", "Об этом сообщил Банк.",
         ("Банк", "Bank")),
        ("ru", "tr", "Открылся Каспийский медиафорум.", "В рамках Форума прошли встречи.",
         ("Форума", "Forum")),
        ("tr", "ru", "Hazar Medya Forumu başladı.", "Bugün ise Forum'un ikinci günü.",
         ("Forum'un", "форум")),
    ],
)  # fmt: skip
def test_the_head_noun_stands_for_the_concept_that_was_named(
    lang: str, target: str, named: str, text: str, expected: tuple[str, str]
) -> None:
    assert short(lang, target, named, text) == [expected]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ["The Forum opened.", "The Caspian Media Forum ends."]),  # not named before
        ("en", ["The Caspian Media Forum opened.", "The forum ends."]),
        ("en", ["The Caspian Media Forum opened.", "A Forum was planned."]),
        ("en", ["The Caspian Media Forum opened.", "He went to the World Forum."]),
        ("en", ["The Caspian Media Forum opened.", "He went to the Forum House."]),
        ("en", ["The Central Bank met.", "He left the Bank of England."]),
        ("en", ["The Central Bank met.", "He left the West Bank."]),
        ("en", ["The Central Bank met.", "THE BANK MET"]),
        ("en", ["The Ministry of Culture met.", "He told the Ministry of Defence."]),
        ("en", ["The Supreme Council met.", "He told the Council."]),  # another head in Russian
        ("ru", ["Центральный банк снизил ставку.", "Банк объяснил решение."]),
        ("ru", ["Центральный банк снизил ставку.", "Об этом сообщил Банк развития."]),
        ("ru", ["Открылось Министерство культуры.", "Его сменило Министерство обороны."]),
        ("az", ["Xəzər Media Forumu başladı.", "Forum davam edir."]),
        ("az", ["Xəzər Media Forumu başladı.", "Burada Bakı Forumu da keçirilib."]),
        ("tr", ["Hazar Medya Forumu başladı.", "Burada Dünya Forumu da var."]),
    ],
)
def test_words_of_another_sense_or_of_a_longer_name_are_left_alone(
    lang: str, sentences: list[str]
) -> None:
    assert short(lang, "ru" if lang != "ru" else "az", *sentences) == []


def test_the_latest_concept_with_that_head_is_meant() -> None:
    sentences = ["The World Youth Forum met the Caspian Media Forum.", "He left the Forum."]
    assert short("en", "az", *sentences) == [("Forum", "Forum")]
    # the World Youth Forum has no forum's name in Azerbaijani: nothing is said of it
    assert (
        short("en", "az", "The Caspian Media Forum.", "The World Youth Forum.", "the Forum") == []
    )


def test_headlines_and_other_languages_are_left_alone() -> None:
    sentences = ["Caspian Media Forum Opens", "Guests of the Forum Arrive"]
    assert short("en", "ru", *sentences, kind=BlockKind.HEADLINE) == []
    assert short("en", "uk", *sentences) == []


@pytest.mark.parametrize(
    ("name", "lang", "noun"),
    [
        ("Caspian Media Forum", "en", "forum"),
        ("Forum of Caspian Media", "en", "forum"),
        ("Friends of the Forum", "en", ""),
        ("Xəzər Media Forumu", "az", "Forum"),
        ("Forum iştirakçıları", "az", ""),
        ("Forum", "en", ""),
        ("Каспийский медиафорум", "ru", "форум"),
        ("участники форума", "ru", ""),
    ],
)
def test_the_noun_that_heads_a_name(name: str, lang: str, noun: str) -> None:
    assert head(name, lang, 0) == noun
