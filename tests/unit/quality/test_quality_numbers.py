"""Numbers across locales: 44 good and 44 bad translations for each of three pairs, and details."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.quality import Checked, Finding, date, number

GOLDEN = Path(__file__).parents[2] / "golden" / "quality"
ROWS = [
    (pair, *line.split("\t"))
    for pair in ("en-ru", "en-az", "en-tr")
    for line in (GOLDEN / f"numbers.{pair}.tsv").read_text(encoding="utf-8").splitlines()
]


def found(source: str, target: str, pair: str) -> list[Finding]:
    source_lang, target_lang = pair.split("-")
    checked = Checked(source, target, source_lang, target_lang)
    return [*number.check(checked), *date.check(checked)]


def test_there_are_enough_pairs() -> None:
    for pair in ("en-ru", "en-az", "en-tr"):
        assert sum(row[0] == pair for row in ROWS) >= 40


@pytest.mark.parametrize(("pair", "source", "good", "bad", "part"), ROWS)
def test_good_and_bad(pair: str, source: str, good: str, bad: str, part: str) -> None:
    assert found(source, good, pair) == []
    messages = [finding.message for finding in found(source, bad, pair)]
    assert messages
    assert any(part in message for message in messages), messages


@pytest.mark.parametrize(("pair", "source", "good", "bad", "part"), ROWS)
def test_both_directions(pair: str, source: str, good: str, bad: str, part: str) -> None:
    back = "-".join(reversed(pair.split("-")))
    assert found(good, source, back) == []
    assert found(bad, source, back)


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("It cost 1,234.5 dollars.", "قیمت آن ۱۲۳۴٫۵ دلار بود.", "en-fa"),
        ("It cost 26,750 dollars.", "قیمت آن ۲۶،۷۵۰ دلار بود.", "en-fa"),
        ("Growth was 81.5 percent.", "رشد ۸۱٫۵ درصد بود.", "en-fa"),
        ("Growth was 81.5 percent.", "رشد ۸۱.۵ درصد بود.", "en-fa"),
        ("Over 2 million children.", "Понад 2-х мільйонів дітей.", "en-uk"),
        ("50 million or more speakers", "50 и более миллионов говорящих", "en-ru"),
        ("2.2 million km2 of ocean", "2,2 миллиона кв. км океана", "en-ru"),
        ("Population: 12,34,567", "Население: 1 234 567", "en-ru"),
        ("Population: 1'234'567", "Население: 1 234 567", "en-ru"),
        ("He waited 3½ hours.", "Он ждал 3,5 часа.", "en-ru"),
        ("The 0230 UTC report", "Сводка за 02:30 UTC", "en-ru"),
        ("in the ’90s", "в 1990-х", "en-ru"),
        ("waves of 20 feet", "волны высотой 6 метров", "en-ru"),
        ("It rose by 20 per cent.", "Рост составил 20%.", "en-ru"),
        ("Qiymət 20 faiz artıb.", "The price rose by 20%.", "az-en"),
        ("Fiyatlar yüzde 20 arttı.", "Prices rose by 20%.", "tr-en"),
        ("Цены выросли на 20 процентов.", "Qiymətlər 20% artıb.", "ru-az"),
        ("20 Prozent", "20%", "de-en"),
        ("in 80-degree heat", "в жару 27 градусов", "en-ru"),
        ("in the 21st century", "в ХХІ веке", "en-ru"),
        ("King George V visited", "Приехал король Георг 5", "en-ru"),
        ("George V and the DC Comics CD", "Георг V и диск комиксов", "en-ru"),
        ("five hundred and twelve people", "512 человек", "en-ru"),
        ("512 people", "пятьсот двенадцать человек", "en-ru"),
        ("45 ships", "qırx beş gəmi", "en-az"),
        ("2 100 000 manat", "iki milyon yüz min manat", "en-az"),
        ("half past, 50% of them", "половина из них", "en-ru"),
        ("9 Uhr 30", "9:30", "de-fr"),
        ("seven and a half years", "7,5 года", "en-ru"),
        ("7.5 years", "семь с половиной лет", "en-ru"),
        ("7.5 years", "yedi buçuk yıl", "en-tr"),
        ("It exceeds $10 bln and 5 mln.", "Больше 10 млрд долларов и 5 млн.", "en-ru"),
        ("3 Hunde", "trois chiens", "de-fr"),
    ],
)
def test_same_number(source: str, target: str, pair: str) -> None:
    assert found(source, target, pair) == []


@pytest.mark.parametrize(
    ("source", "target", "pair", "message"),
    [
        ("In 2023 it rained.", "Шёл дождь.", "en-ru", "number 2023 is missing"),
        ("It rained.", "В 2023 году шёл дождь.", "en-ru", "number 2023 is not in the source"),
        (
            "In 2023 it rained.",
            "В 2013 году шёл дождь.",
            "en-ru",
            "number 2023 is missing (the translation has 2013)",
        ),
        ("on 1818 and 1810", "в 1810", "en-ru", "number 1818 is missing"),
        ("19.30'da biniyorlar", "They board.", "tr-en", "number 19.30 is missing"),
        (
            "The level fell by 20 centimetres.",
            "Səviyyə 20% düşüb.",
            "en-az",
            "the percent sign is not in the source",
        ),
        ("20 ton buğda", "20% of wheat", "az-en", "the percent sign is not in the source"),
        ("40 Hunde", "quatre chiens", "de-fr", "number 40 is missing"),
    ],
)
def test_messages(source: str, target: str, pair: str, message: str) -> None:
    assert [finding.message for finding in found(source, target, pair)] == [message]


def test_endless_digits_are_harmless() -> None:
    findings = found("1" * 6000 + " " + "5," * 3000, "—", "en-ru")
    assert 0 < len(findings) <= 4
    assert all(len(finding.message) < 100 for finding in findings)
