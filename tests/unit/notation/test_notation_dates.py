"""Dates read out of sentences and written in other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.notation.calendar import CALENDARS
from translator.notation.dates import Date, Relation, read, read_days
from translator.notation.placing import placed
from translator.notation.writing import plain, write

# source, what of it is the date, the date in other languages
WRITTEN = [
    (
        ("en", "It ends on Friday, Sept. 22.", "on Friday, Sept. 22"),
        ("ru", "в пятницу, 22 сентября"),
        ("az", "cümə günü, sentyabrın 22-də"),
        ("tr", "22 Eylül Cuma günü"),
        ("uk", "у пʼятницю, 22 вересня"),
    ),
    (
        ("en", "Signed on 18 September 2024 in Baku.", "on 18 September 2024"),
        ("ru", "18 сентября 2024 года"),
        ("az", "2024-cü il sentyabrın 18-də"),
        ("tr", "18 Eylül 2024'te"),
    ),
    (
        ("en", "Trade grew between January and June.", "between January and June"),
        ("ru", "с января по июнь"),
        ("az", "yanvar–iyun aylarında"),
        ("tr", "Ocak-Haziran döneminde"),
    ),
    (
        ("en", "Held since May 2019.", "since May 2019"),
        ("ru", "с мая 2019 года"),
        ("az", "2019-cu ilin mayından bəri"),
        ("tr", "Mayıs 2019'dan beri"),
    ),
    (
        ("en", "From Sept. 28 to Oct. 3, 2024, ships", "From Sept. 28 to Oct. 3, 2024"),
        ("ru", "с 28 сентября по 3 октября 2024 года"),
        ("az", "2024-cü il sentyabrın 28-dən oktyabrın 3-dək"),
        ("tr", "28 Eylül - 3 Ekim 2024 tarihleri arasında"),
    ),
    (
        ("en", "The forum of September 12-14 was", "September 12-14"),
        ("ru", "12–14 сентября"),
        ("az", "12–14 sentyabr"),
        ("tr", "12–14 Eylül"),
    ),
    (
        ("ru", "Это было в сентябре 2024 года.", "в сентябре 2024 года"),
        ("en", "in September 2024"),
        ("az", "2024-cü ilin sentyabrında"),
        ("tr", "Eylül 2024'te"),
        ("uk", "у вересні 2024 року"),
    ),
    (
        ("ru", "Проверка назначена на 15 ноября.", "15 ноября"),
        ("en", "November 15"),
        ("az", "15 noyabr"),
        ("tr", "15 Kasım"),
    ),
    (
        ("ru", "С 12 по 14 сентября прошёл форум", "С 12 по 14 сентября"),
        ("en", "on September 12–14"),
        ("az", "sentyabrın 12–14-də"),
        ("tr", "12–14 Eylül tarihlerinde"),
    ),
    (
        ("az", "Forum sentyabrın 22-də başa çatacaq.", "sentyabrın 22-də"),
        ("ru", "22 сентября"),
        ("en", "on September 22"),
        ("tr", "22 Eylül'de"),
    ),
    (
        ("az", "2024-cü ilin sentyabrında keçirilib", "2024-cü ilin sentyabrında"),
        ("ru", "в сентябре 2024 года"),
        ("en", "in September 2024"),
    ),
    (
        ("az", "Yanvar–iyun aylarında limandan", "Yanvar–iyun aylarında"),
        ("ru", "с января по июнь"),
        ("tr", "Ocak-Haziran döneminde"),
    ),
    (
        ("tr", "Seferler 9 Ekim Pazartesi günü başlıyor.", "9 Ekim Pazartesi günü"),
        ("ru", "в понедельник, 9 октября"),
        ("en", "on Monday, October 9"),
        ("az", "bazar ertəsi, oktyabrın 9-da"),
    ),
    (
        ("tr", "3 Ekim'e kadar sürecek", "3 Ekim'e kadar"),
        ("ru", "до 3 октября"),
        ("az", "oktyabrın 3-dək"),
        ("en", "until October 3"),
    ),
    (
        ("tr", "Eylül ayında yapılan forum", "Eylül ayında"),
        ("ru", "в сентябре"),
        ("az", "sentyabrda"),
        ("en", "in September"),
    ),
    (
        ("uk", "У п’ятницю, 22 вересня, форум", "У п’ятницю, 22 вересня"),
        ("ru", "в пятницу, 22 сентября"),
        ("en", "on Friday, September 22"),
    ),
]


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row[0][2])
def test_a_date_in_other_languages(row: tuple[tuple[str, ...], ...]) -> None:
    (lang, text, found), *others = row
    (date,) = read(text, lang)
    assert text[date.start : date.end] == found
    for target, wanted in others:
        assert write(date, target) == wanted


def test_a_day_of_the_week_alone() -> None:
    rows = {
        "en": ("It opened on Friday and", "on Friday"),
        "ru": ("Форум открылся в пятницу и", "в пятницу"),
        "az": ("Forum cümə günü açıldı", "cümə günü"),
        "tr": ("Forum cuma günü açıldı", "cuma günü"),
        "uk": ("Форум відкрився у пʼятницю", "у пʼятницю"),
    }
    for lang, (text, found) in rows.items():
        (date,) = read_days(text, lang)
        assert text[date.start : date.end] == found
        assert [write(date, target) for target in rows] == [row[1] for row in rows.values()]
    assert read_days("On Friday's show and on Friday morning; Black Friday", "en") == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "You may march on."),
        ("en", "Theresa May met April Jones."),
        ("en", "March 1,500 men came."),
        ("en", "In April Jones won, and the March on Rome began; Jan. said"),
        ("en", "An august gathering of 18 people."),
        ("ru", "Марта сказала, что Мая уехала."),
        ("ru", "Августа Петровна, 18 лет"),
        ("tr", "Kasım Süleymani ve Eylül Öz"),
        ("tr", "Fiyat aralık olarak verildi."),
        ("az", "Mart Kərimov may gətirdi."),
        ("uk", "Почався листопад і серп."),
        ("kk", "18 қыркүйек"),
    ],
)
def test_what_is_no_date(lang: str, text: str) -> None:
    assert read(text, lang) == ()


def test_every_case_is_found() -> None:
    for text in ("в мае 1969 года", "к маю 1969 года", "у лютому 1969 року"):
        assert read(text, "uk" if text[0] == "у" else "ru"), text


def test_an_abbreviation_takes_its_stop_and_a_month_in_full_does_not() -> None:
    for text, found in (("18 сент. 2024 г.", "18 сент. 2024 г."), ("18 сентября.", "18 сентября")):
        (date,) = read(text, "ru")
        assert text[date.start : date.end] == found


def test_a_date_at_the_head_of_a_sentence_has_a_capital() -> None:
    date = Date(0, 0, 9, relation=Relation.AT)
    assert write(date, "ru", first=True) == "В сентябре"
    assert write(date, "tr", first=True) == "Eylül ayında"


def test_datelines_shorten_months_as_english_agencies_do() -> None:
    assert plain(Date(0, 0, 9, 18), "en") == "Sept. 18"
    assert plain(Date(0, 0, 5, 18, 2024), "en") == "May 18, 2024"
    assert plain(Date(0, 0, 9, 18, 2024), "az") == "18 sentyabr 2024-cü il"


RELATIONS = st.sampled_from(Relation)


@given(
    lang=st.sampled_from(sorted(CALENDARS)),
    month=st.integers(1, 12),
    day=st.integers(0, 28),
    year=st.sampled_from([0, 1991, 2000, 2019, 2020, 2024]),
    weekday=st.integers(0, 7),
    relation=RELATIONS,
)
def test_what_is_written_is_read_again(
    lang: str, month: int, day: int, year: int, weekday: int, relation: Relation
) -> None:
    date = Date(0, 0, month, day, year, weekday=weekday if day else 0, relation=relation)
    text = write(date, lang)
    if not day and not year and relation is Relation.BARE:
        return  # a month's bare name is not certain to be one
    (again,) = read(text, lang)
    assert (again.month, again.day, again.year) == (month, day, year)


@given(st.sampled_from(sorted(CALENDARS)), st.text(max_size=80))
def test_reading_never_fails(lang: str, text: str) -> None:
    for date in read(text, lang):
        assert 0 <= date.start < date.end <= len(text) and 1 <= date.month <= 12


@pytest.mark.parametrize(
    ("text", "date", "lang", "wanted"),
    [
        ("Форум закроется в <x0>.", "on 18 September", "ru", "Форум закроется 18 сентября."),
        ("<x0> года прошла встреча.", "in May 2024", "ru", "В мае 2024 года прошла встреча."),
        ("Held in <x0>.", "18 сентября", "en", "Held on September 18."),
        ("Forum <x0>'te bitiyor.", "on 18 September", "tr", "Forum 18 Eylül'de bitiyor."),
        ("Forum <x0> günü bitiyor.", "on 18 September", "tr", "Forum 18 Eylül'de bitiyor."),
        ("Qərar <x0>-ə təyin edilir.", "15 November", "az", "Qərar 15 noyabra təyin edilir."),
        ("Karar <x0>'a alındı.", "15 November 2024", "tr", "Karar 15 Kasım 2024'e alındı."),
        ("Встреча к <x0>.", "by 3 May", "ru", "Встреча к 3 мая."),
    ],
)
def test_a_date_takes_the_place_of_its_sign(text: str, date: str, lang: str, wanted: str) -> None:
    (found,) = read(date, "ru" if "я" in date else "en")
    at = text.index("<x0>")
    edit = placed(text, at, at + 4, found, lang)
    assert text[: edit.start] + edit.text + text[edit.end :] == wanted
