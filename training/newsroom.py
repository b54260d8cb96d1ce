"""What news has and documentation has not: datelines, initials, addresses, slips of the hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from training.annotate import Pair, is_name

# The same places and agencies in the same order in every language.
PLACES = {
    "en": "Baku Moscow Ankara Istanbul Tbilisi Astana Astrakhan Tehran Ganja Shusha London",
    "ru": "Баку Москва Анкара Стамбул Тбилиси Астана Астрахань Тегеран Гянджа Шуша Лондон",
    "az": "Bakı Moskva Ankara İstanbul Tbilisi Astana Həştərxan Tehran Gəncə Şuşa London",
    "uk": "Баку Москва Анкара Стамбул Тбілісі Астана Астрахань Тегеран Гянджа Шуша Лондон",
    "tr": "Bakü Moskova Ankara İstanbul Tiflis Astana Astrahan Tahran Gence Şuşa Londra",
}
AGENCIES = {
    "en": "AZERTAC TASS APA Report Trend Anadolu Reuters",
    "ru": "АЗЕРТАДЖ ТАСС APA Report Trend Анадолу Рейтер",
    "az": "AZƏRTAC TASS APA Report Trend Anadolu Reuters",
    "uk": "АЗЕРТАДЖ ТАРС APA Report Trend Анадолу Рейтер",
    "tr": "AZERTAC TASS APA Report Trend AA Reuters",
}
_SITES = (
    "news",
    "report",
    "media",
    "azertag",
    "trend",
    "xeber",
    "gazete",
    "press",
    "info",
    "caspian",
)
_ZONES = ("az", "ru", "com.tr", "com", "org", "gov.az", "info")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def day_and_month(language: str, month: int) -> str:
    """``{} noyabr``: how a language writes a day of a month, from CLDR."""
    from datetime import date

    from babel.dates import format_date

    pattern = "MMMM d" if language == "en" else "d MMMM"
    written: str = format_date(date(2001, month, 28), pattern, locale=language)
    return written.replace("28", "{}")


def dateline(pair: Pair, languages: tuple[str, str], rng: random.Random) -> Pair:
    """The pair as an article's first sentence: ``BAKU, November 25 (AZERTAC) –`` before it."""
    if any(language not in PLACES for language in languages):
        return pair
    place = rng.randrange(len(PLACES["en"].split()))
    agency = rng.randrange(len(AGENCIES["en"].split()))
    day, month = str(rng.randrange(1, 29)), rng.randrange(1, 13)
    loud, dash = rng.random() < 0.7, rng.choice("–—-")
    heads = []
    for language in languages:
        name = PLACES[language].split()[place]
        if loud:
            name = (name.replace("i", "İ") if language in ("az", "tr") else name).upper()
        date = day_and_month(language, month).format(day).split()
        heads.append([f"{name},", *date, f"({AGENCIES[language].split()[agency]})", dash])
    ahead, other = len(heads[0]), len(heads[1])
    if ahead != other:
        return pair
    order = list(range(ahead))
    first_is_day = [head[1].isdigit() for head in heads]
    if first_is_day[0] != first_is_day[1]:
        order[1], order[2] = order[2], order[1]
    links = {j: [order[j]] for j in range(other)}
    links.update({j + other: [i + ahead for i in s] for j, s in pair.links.items()})
    sure = [(order[j], j) for j in range(other)]
    sure += [(i + ahead, j + other) for i, j in pair.sure]
    return Pair(heads[0] + pair.source, heads[1] + pair.target, links, sure)


def initials(pair: Pair, rng: random.Random) -> Pair:
    """``Ilham Aliyev`` as ``I. Aliyev`` on both sides, where both words are aligned names."""
    source, target = list(pair.source), list(pair.target)
    known = set(pair.sure)
    for i, j in pair.sure:
        following = (i + 1, j + 1)
        if following not in known or rng.random() < 0.5:
            continue
        if all(
            is_name(side, k, k + 2) and side[k].isalpha() and len(side[k]) > 2
            for side, k in ((source, i), (target, j))
        ):
            source[i], target[j] = f"{source[i][0]}.", f"{target[j][0]}."
    return Pair(source, target, pair.links, pair.sure)


def address(pair: Pair, rng: random.Random) -> Pair:
    """A web address, e-mail address or handle at the end of both sides, to be copied."""
    site = f"{rng.choice(_SITES)}{rng.choice(('', '', '24', '-online'))}.{rng.choice(_ZONES)}"
    word = rng.choice(
        (
            site.capitalize(),
            site,
            f"https://{site}/{rng.choice(_SITES)}/{rng.randrange(10**5)}",
            f"{rng.choice(_SITES)}@{site}",
            f"@{rng.choice(_SITES)}_{rng.choice(_ZONES)[:2]}",
        )
    )
    word = rng.choice(("{}", "({})", "{}.")).format(word)
    at = len(pair.source), len(pair.target)
    links = pair.links | {at[1]: [at[0]]}
    return Pair([*pair.source, word], [*pair.target, word], links, [*pair.sure, at])


def typo(tokens: Sequence[str], rng: random.Random) -> list[str]:
    """One slip in one longer word: two letters swapped, one left out, one doubled or wrong."""
    long = [k for k, token in enumerate(tokens) if len(token) > 5 and token.isalpha()]
    if not long:
        return list(tokens)
    k = rng.choice(long)
    word, at = tokens[k], rng.randrange(1, len(tokens[k]) - 2)
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + (rng.choice(_LETTERS) if word.isascii() else word[at + 1]) + word[at + 1 :],
    )
    return [*tokens[:k], rng.choice(slips), *tokens[k + 1 :]]


def newsroom(pair: Pair, languages: tuple[str, str], rng: random.Random) -> Pair:
    """The pair with a few of these, rarely."""
    marked = any("<" in token for token in pair.source)
    if not marked and rng.random() < 0.06:
        pair = initials(pair, rng)
    if rng.random() < 0.02:
        pair = address(pair, rng)
    if rng.random() < 0.02:
        pair = dateline(pair, languages, rng)
    if not marked and rng.random() < 0.03:
        pair = Pair(typo(pair.source, rng), pair.target, pair.links, pair.sure)
    return pair
