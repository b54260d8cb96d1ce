"""Months and days of the week that a translation lost or changed."""

from __future__ import annotations

import pytest

from translator.quality import examine
from translator.quality.base import Checked, FindingCode


def messages(source: str, target: str, pair: str) -> list[str]:
    """What the check says of a pair of sentences."""
    findings = examine(Checked(source, target, *pair.split("-")))
    return [finding.message for finding in findings if finding.code is FindingCode.DATE]


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("It opened on Sept. 18.", "Он открылся 18 сентября.", "en-ru"),
        ("It opened on 18 September 2024.", "Он открылся 18.09.2024.", "en-ru"),
        ("It opened on 9/11.", "Он открылся 11 сентября.", "en-ru"),
        ("It opened in May.", "Forum mayda açıldı.", "en-az"),
        ("The June summit was long.", "Июньский саммит был долгим.", "en-ru"),
        ("В сентябре было тепло.", "Eylül ayı sıcaktı.", "ru-tr"),
        ("Sentyabrın 22-də başa çatacaq.", "It ends on September 22.", "az-en"),
        ("9 Ekim Pazartesi günü başlıyor.", "Начнутся в понедельник, 9 октября.", "tr-ru"),
        ("It ends on Friday.", "Cümə günü başa çatır.", "en-az"),
        ("The Friday meeting ended.", "Пятничная встреча завершилась.", "en-ru"),
        ("It rose to the range.", "Endeks aralığına kadar yükseldi.", "en-tr"),
        # names and other words
        ("Theresa May met April Jones.", "Тереза Мэй встретила Эйприл Джонс.", "en-ru"),
        ("He reads the Sunday Times.", "Он читает Sunday Times.", "en-ru"),
        ("On Black Friday shops open early.", "Mağazalar erkən açılır.", "en-az"),
        ("Среда обитания меняется.", "The habitat changes.", "ru-en"),
        ("Pazar büyük.", "The market is big.", "tr-en"),
        ("It opened in May 2019.", "Forum 2019-cu ilin mayında açıldı.", "en-az"),
        # languages without a calendar here
        ("It opened on Sept. 18.", "Es begann am 18.", "en-de"),
    ],
)
def test_dates_that_are_there(source: str, target: str, pair: str) -> None:
    assert messages(source, target, pair) == []


@pytest.mark.parametrize(
    ("source", "target", "pair", "lost"),
    [
        ("BAKU, Sept. 18", "Bakı, 18", "en-az", ["the month Sept is missing"]),
        ("On 3 May it rained.", "3 июня шёл дождь.", "en-ru", ["the month May is missing"]),
        ("In May it rained.", "Шёл дождь.", "en-ru", ["the month May is missing"]),
        # words that are no months: a name, and "extra"
        ("Jack Ma spoke in May.", "Джек Ма выступил.", "en-ru", ["the month May is missing"]),
        ("An extra day in October.", "Ek bir gün.", "en-tr", ["the month October is missing"]),
        (
            "It opened in May 2019.",
            "Forum May 2019-da açıldı.",
            "en-az",
            ["the month May is missing"],
        ),
        ("The June summit ended.", "Sammit bitdi.", "en-az", ["the month June is missing"]),
        (
            "Held since 2016.",
            "2016-cı ilin yanvarında.",
            "en-az",
            ["the month yanvarında is not in the source"],
        ),
        ("It is shut until Oct.", "O bağlıdır.", "en-az", ["the month Oct is missing"]),
        ("From November Kit stars.", "Kit çəkilir.", "en-az", ["the month November is missing"]),
        ("It ends on Friday.", "Cümə axşamı başa çatır.", "en-az", ["the day Friday is missing"]),
        (
            "В пятницу, 22 сентября, форум закроется.",
            "Forum 22 ekimde kapanacak.",
            "ru-tr",
            ["the month сентября is missing", "the day пятницу is missing"],
        ),
        (
            "Between January and June trade grew.",
            "Ocak ve Temmuz arasında ticaret arttı.",
            "en-tr",
            ["the month June is missing"],
        ),
        (
            "9 Ekim Pazartesi günü başlıyor.",
            "It begins on October 9.",
            "tr-en",
            ["the day Pazartesi is missing"],
        ),
    ],
)
def test_dates_that_are_lost(source: str, target: str, pair: str, lost: list[str]) -> None:
    assert messages(source, target, pair) == lost
