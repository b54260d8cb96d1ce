"""Every check but the numbers': translations that must pass, and ones that must be caught."""

from __future__ import annotations

import pytest

from translator.glossary.concept import Concept, Policy, TermMatch, Variant
from translator.quality import CHECKS, Checked, FindingCode, examine

LONG = (
    "The delegation visited the monument in the park, laid flowers and then met with the governor "
    "of the region to discuss cooperation in the field of media."
)
LONG_RU = (
    "Делегация посетила памятник в парке, возложила цветы, а затем встретилась с губернатором "
    "области, чтобы обсудить сотрудничество в сфере СМИ."
)


def codes(source: str, target: str, pair: str = "en-ru", **more: object) -> list[FindingCode]:
    source_lang, target_lang = pair.split("-")
    checked = Checked(source, target, source_lang, target_lang, **more)  # type: ignore[arg-type]
    return [finding.code for finding in examine(checked)]


def messages(source: str, target: str, pair: str = "en-ru", **more: object) -> list[str]:
    source_lang, target_lang = pair.split("-")
    checked = Checked(source, target, source_lang, target_lang, **more)  # type: ignore[arg-type]
    return [finding.message for finding in examine(checked)]


def test_every_code_of_a_segment_has_its_check() -> None:
    assert set(CHECKS) == set(FindingCode) - {FindingCode.TERM_INCONSISTENT, FindingCode.MARKUP}


def test_a_good_translation() -> None:
    assert codes(LONG, LONG_RU) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Yes.", "Да."),
        ("NATO", "НАТО"),
        ("— * —", "— * —"),
        ("OK", "OK"),
        ("Reuters", "Reuters"),
        ("News.az", "News.az"),
        (
            "https://example.org/a-long-path/of/words?x=1",
            "https://example.org/a-long-path/of/words?x=1",
        ),
        ("Apple Inc.", "Apple Inc."),
        ("Bloomberg / Reuters", "Bloomberg / Reuters"),
        ("Write to press@example.org", "Пишите на press@example.org"),
        ("He uses an iPhone and a MacBook Pro.", "Он пользуется iPhone и MacBook Pro."),
        ("Very, very good.", "Очень, очень хорошо."),
        ("No, no, no!", "Нет, нет, нет!"),
        ("An SMS came.", "Пришла SMSка."),
        ("The IT company grew.", "IT-компания выросла."),
        ("...", "…"),
        ("5", "5"),
    ],
)
def test_harmless(source: str, target: str) -> None:
    assert codes(source, target) == []


def test_empty() -> None:
    assert messages("Hello.", "") == ["the translation is empty"]
    assert messages("Hello.", " \n") == ["the translation is empty"]
    assert messages("Hello.", " . ") == ["the translation has no words"]
    assert codes("", "") == []
    assert codes("— — —", "") == []


def test_capped() -> None:
    assert FindingCode.CAPPED in codes(LONG, LONG_RU, capped=True)


def test_unsure() -> None:
    assert codes(LONG, LONG_RU, unsure=True) == [FindingCode.UNSURE]


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        (LONG, "Делегация посетила памятник.", "en-ru"),
        (LONG, "Heyət abidəni ziyarət etdi.", "en-az"),
        (LONG, "Heyet anıtı ziyaret etti.", "en-tr"),
        (LONG_RU, "The delegation left.", "ru-en"),
    ],
)
def test_too_short(source: str, target: str, pair: str) -> None:
    assert codes(source, target, pair) == [FindingCode.LENGTH]
    assert "too short" in messages(source, target, pair)[0]


def test_too_long() -> None:
    rambling = "Да, " + LONG_RU
    assert messages("Yes, they met.", rambling) == [
        "the translation is too long: 20 words for 3 words"
    ]


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        (
            LONG,
            "Делегация посетила парк в парке в парке в парке и встретилась с главой области.",
            "en-ru",
        ),
        (
            LONG,
            "Делегация делегация делегация посетила памятник в парке и встретилась с губернатором.",
            "en-ru",
        ),
        (
            LONG,
            "Делегация встретилась с главой, встретилась с главой, чтобы обсудить проблемы СМИ.",
            "en-ru",
        ),
        ("It is a good day for all.", "Это хорошоооооооооооооо для всех.", "en-ru"),
        ("It is a good day for all.", "Это хахахахахахахахахаха для всех.", "en-ru"),
        (
            LONG,
            "Heyət abidəni ziyarət etdi, abidəni ziyarət etdi və qubernatorla danışdı.",
            "en-az",
        ),
    ],
)
def test_repeated(source: str, target: str, pair: str) -> None:
    assert FindingCode.REPEATED in codes(source, target, pair)


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        (
            "Never, never, never, never give up on it.",
            "Никогда, никогда, никогда, никогда не сдавайтесь.",
            "en-ru",
        ),
        ("He walked slowly and quietly home.", "Yavaş yavaş, sessizce eve yürüdü.", "en-tr"),
        ("We will win, we will win, we will win!", "Мы победим, мы победим, мы победим!", "en-ru"),
        ("Aaaaaaaaaaaah, she cried out loud.", "Ааааааааааааа, — громко закричала она.", "en-ru"),
    ],
)
def test_repeated_where_the_source_repeats(source: str, target: str, pair: str) -> None:
    assert FindingCode.REPEATED not in codes(source, target, pair)


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        (LONG, LONG, "en-ru"),
        (LONG, LONG, "en-tr"),
        (LONG, LONG.replace("visited", "ziyaret etti"), "en-tr"),
        (LONG_RU, LONG_RU, "ru-uk"),
        ("Forum opens in the old town", "Forum opens in the old town", "en-az"),
        (
            "Caspian Media Forum Opens In Old City Of Baku",
            "Caspian Media Forum Opens In Old City Of Baku",
            "en-az",
        ),
    ],
)
def test_copied(source: str, target: str, pair: str) -> None:
    assert FindingCode.COPIED in codes(source, target, pair)


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("Heydar Aliyev Center, Baku", "Heydar Aliyev Center, Baku", "en-az"),
        ("Caspian Media Forum", "Caspian Media Forum", "en-az"),
        ("Manchester United – Real Madrid 2:1", "Manchester United – Real Madrid 2:1", "en-tr"),
        ("hotel", "hotel", "en-tr"),
        (
            "Azərbaycan nümayəndə heyəti forumda iştirak etdi və çıxış etdi.",
            "Azerbaycan heyeti forumda yer aldı ve konuşma yaptı.",
            "az-tr",
        ),
    ],
)
def test_not_copied(source: str, target: str, pair: str) -> None:
    assert FindingCode.COPIED not in codes(source, target, pair)


@pytest.mark.parametrize(
    ("source", "target", "pair", "part"),
    [
        (
            LONG,
            "Delegatsiya posetila pamyatnik, vozlozhila tsvety i vstretilas s gubernatorom.",
            "en-ru",
            "Latin, not Cyrillic",
        ),
        (LONG, LONG_RU, "en-az", "Cyrillic, not Latin"),
        (LONG, LONG_RU, "en-fa", "Cyrillic, not Arabic"),
        (
            "The city has a new park.",
            "В городе новый пapк.",
            "en-ru",
            "'пapк' mixes Cyrillic and Latin",
        ),
        ("The city has a new park.", "Şəhərdə yеni park var.", "en-az", "mixes Cyrillic and Latin"),
        (
            "The city has a new park.",
            "Шәhәрдә yeni park açıldı və hamı sevindi.",
            "en-az",
            "Шәhәрдә",
        ),
        (
            "The city has a new park.",
            "В городе новый 公園 для всех.",
            "en-ru",
            "East Asian letters",
        ),
        ("The city has a new park.", "В городе новый պարկ для всех.", "en-ru", "Armenian letters"),
    ],
)
def test_wrong_script(source: str, target: str, pair: str, part: str) -> None:
    found = messages(source, target, pair)
    assert any(part in message for message in found), found


def test_broken_characters_are_told_unless_the_source_has_them() -> None:
    one = Checked("A café in Baku.", "\ufffd\ufffd кафе в Баку.", "en", "ru")
    assert [f.code for f in examine(one)] == [FindingCode.SCRIPT]
    both = Checked("A caf\ufffd in Baku.", "Каф\ufffd в Баку.", "en", "ru")
    assert examine(both) == ()


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        (
            "Microsoft, Google, Apple and Amazon met with OpenAI and Anthropic on Monday.",
            "Microsoft, Google, Apple и Amazon встретились с OpenAI и Anthropic в понедельник.",
            "en-ru",
        ),
        ("The word мир means peace.", "«Мир» (мир) sülh deməkdir.", "en-az"),
        ("Particles α and β were found.", "Обнаружены частицы α и β.", "en-ru"),
        ("A 5 µm film, 10 Ω resistor.", "Плёнка 5 µm, резистор 10 Ω.", "en-ru"),
        ("The BBC's Ω-3 story.", "Статья BBC про Ω-3.", "en-ru"),
    ],
)
def test_script_tolerates_names_and_quotations(source: str, target: str, pair: str) -> None:
    assert FindingCode.SCRIPT not in codes(source, target, pair)


FORUM = Concept(
    "forum",
    {
        "en": (Variant("Caspian Media Forum"),),
        "ru": (Variant("Каспийский медиафорум"), Variant("Хазарский медиафорум", forbidden=True)),
    },
)
AGENCY = Concept("agency", {"en": (Variant("MEDIA"),)}, policy=Policy.KEEP)


def match(concept: Concept, text: str, start: int = 4) -> TermMatch:
    return TermMatch(start, start + len(text), text, concept)


def test_term_missing() -> None:
    matches = (match(FORUM, "Caspian Media Forum"),) * 2
    source = "The Caspian Media Forum has opened."
    assert codes(source, "Каспийский медиафорум открылся.", matches=matches) == []
    assert codes(source, "На Каспийском медиафоруме объявили открытие.", matches=matches) == []
    assert messages(source, "Форум прессы открылся.", matches=matches) == [
        "'Caspian Media Forum' should be 'Каспийский медиафорум'"
    ]


def test_term_forbidden() -> None:
    matches = (match(FORUM, "Caspian Media Forum"),)
    source = "The Caspian Media Forum has opened."
    found = messages(source, "Открытие Хазарского медиафорума состоялось.", matches=matches)
    assert "'Хазарского медиафорума' must not be used; write 'Каспийский медиафорум'" in found


def test_kept_term() -> None:
    matches = (match(AGENCY, "MEDIA"),)
    assert codes("The MEDIA said so.", "Об этом сообщает MEDIA.", matches=matches) == []
    found = messages("The MEDIA said so.", "Об этом сообщают СМИ.", matches=matches)
    assert found == ["'MEDIA' is missing"]


def test_preferred_term_is_not_owed() -> None:
    concept = Concept("forum", FORUM.names, policy=Policy.PREFER)
    matches = (match(concept, "Caspian Media Forum"),)
    assert (
        codes("The Caspian Media Forum has opened.", "Форум прессы открылся.", matches=matches)
        == []
    )


def test_messages_are_one_short_line() -> None:
    source = "word\n" * 200 + " 2023"
    target = ("слово\u2028тест " * 2 + "\n") * 200
    for message in messages(source, target):
        assert "\n" not in message
        assert len(message) < 160
