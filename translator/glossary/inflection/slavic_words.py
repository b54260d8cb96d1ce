"""What Russian and Ukrainian have of their own: prepositions, endings of names, exceptions."""

from __future__ import annotations

from translator.glossary.inflection.forms import Case


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _governing(*rows: tuple[tuple[Case, ...], str]) -> dict[str, tuple[Case, ...]]:
    found: dict[str, tuple[Case, ...]] = {}
    for cases, words in rows:
        found |= dict.fromkeys(words.split(), cases)
    return found


_GEN, _DAT, _ACC, _INS, _LOC = Case.GEN, Case.DAT, Case.ACC, Case.INS, Case.LOC

GOVERNS = {
    "ru": _governing(
        ((_LOC, _ACC), "в во на о об обо"),
        ((_LOC,), "при"),
        ((_DAT, _ACC), "по"),
        ((_DAT,), "к ко благодаря согласно вопреки навстречу"),
        ((_INS, _GEN), "с со"),
        ((_INS,), "над надо перед передо между"),
        ((_INS, _ACC), "за под подо"),
        ((_ACC,), "про через сквозь"),
        (
            (_GEN,),
            (
                "из изо от ото до у без безо для около вокруг после против среди вдоль возле кроме "
                "ради вместо внутри вне близ мимо ввиду вследствие накануне относительно помимо "
                "насчёт"
            ),
        ),
    ),
    "uk": _governing(
        ((_LOC, _ACC), "в на о об"),
        ((_LOC, _ACC, _GEN), "у"),
        ((_LOC,), "при"),
        ((_LOC, _ACC), "по"),
        ((_DAT,), "завдяки всупереч назустріч к"),
        ((_INS, _GEN), "з із зі"),
        ((_INS,), "над наді перед переді між поміж"),
        ((_INS, _ACC), "за під піді"),
        ((_ACC,), "про через крізь"),
        (
            (_GEN,),
            (
                "від од до без для біля коло навколо після проти серед уздовж вздовж крім ради "
                "замість усередині всередині поза поблизу мимо внаслідок напередодні щодо стосовно"
            ),
        ),
    ),
}
"""The cases that each preposition may govern, the likeliest first."""

OBLIQUE = (_GEN, _DAT, _ACC, _INS, _LOC)
"""The cases of the endings below, in their order."""

Endings = tuple[str, tuple[str, ...]]
"""The end of a word; what of it to take off, then what to put on in each oblique case."""


def _each(endings: str, *row: str) -> tuple[Endings, ...]:
    return tuple((end, row) for end in endings.split())


SURNAMES: dict[str, dict[str, tuple[Endings, ...]]] = {
    "ru": {
        "masc": (
            *_each("ов ев ёв ин ын", "", "а", "у", "а", "ым", "е"),
            *_each("ский цкий", "ий", "ого", "ому", "ого", "им", "ом"),
            *_each("ый", "ый", "ого", "ому", "ого", "ым", "ом"),
            *_each("ых их", "", "", "", "", "", ""),
            *_each("б в г д з к л м н п р с т ф х", "", "а", "у", "а", "ом", "е"),
            *_each("ж ч ш щ ц", "", "а", "у", "а", "ем", "е"),
        ),
        "femn": (
            *_each("ова ева ёва ина ына", "а", "ой", "ой", "у", "ой", "ой"),
            *_each("ская цкая", "ая", "ой", "ой", "ую", "ой", "ой"),
        ),
    },
    "uk": {
        "masc": (
            *_each("ов ев єв їв ін ин їн", "", "а", "у", "а", "им", "і"),
            *_each("ський цький", "ий", "ого", "ому", "ого", "им", "ому"),
            *_each("их", "", "", "", "", "", ""),
            *_each("б в г д з к л м н п р с т ф х ц", "", "а", "у", "а", "ом", "і"),
            *_each("ж ч ш щ", "", "а", "у", "а", "ем", "і"),
        ),
        "femn": (
            *_each("ова ева єва їва іна ина їна", "а", "ої", "ій", "у", "ою", "ій"),
            *_each("ська цька", "а", "ої", "ій", "у", "ою", "ій"),
        ),
    },
}
"""Endings of surnames that the dictionary may lack."""

SURNAME_ENDINGS = {
    "ru": {
        "femn": ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая"),
        "masc": ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий"),
    },
    "uk": {
        "femn": ("ова", "ева", "єва", "їва", "іна", "ська", "цька"),
        "masc": ("ов", "ев", "єв", "їв", "ін", "ський", "цький"),
    },
}
"""What tells a man's surname from a woman's."""

NAMES: dict[str, dict[str, tuple[Endings, ...]]] = {
    "ru": {
        "masc": (
            *_each("ь", "ь", "я", "ю", "ь", "ем", "е"),
            *_each("й", "й", "я", "ю", "й", "ем", "е"),
            *_each("ж ш ч щ ц", "", "а", "у", "", "ем", "е"),
            *_each("б в г д з к л м н п р с т ф х", "", "а", "у", "", "ом", "е"),
        ),
        "femn": (
            *_each("ь", "ь", "и", "и", "ь", "ью", "и"),
            *_each("ия", "я", "и", "и", "ю", "ей", "и"),
            *_each("я", "я", "и", "е", "ю", "ей", "е"),
            *_each("га ка ха", "а", "и", "е", "у", "ой", "е"),
            *_each("жа ша ча ща", "а", "и", "е", "у", "ей", "е"),
            *_each("ца", "а", "ы", "е", "у", "ей", "е"),
            *_each("а", "а", "ы", "е", "у", "ой", "е"),
        ),
        "plur": (
            *_each("ы", "ы", "", "ам", "ы", "ами", "ах"),
            *_each("ги ки хи жи ши чи щи", "и", "", "ам", "и", "ами", "ах"),
        ),
    },
    "uk": {
        "masc": (
            *_each("ь", "ь", "я", "ю", "ь", "ем", "і"),
            *_each("й", "й", "я", "ю", "й", "єм", "ї"),
            *_each("ж ш ч щ", "", "а", "у", "", "ем", "і"),
            *_each("г к х", "", "у", "у", "", "ом", "у"),
            *_each("б в д з л м н п р с т ф ц", "", "а", "у", "", "ом", "і"),
        ),
        "femn": (
            *_each("ь", "ь", "і", "і", "ь", "ю", "і"),
            *_each("ія", "я", "ї", "ї", "ю", "єю", "ї"),
            *_each("я", "я", "і", "і", "ю", "ею", "і"),
            *_each("жа ша ча ща", "а", "і", "і", "у", "ею", "і"),
            *_each("га", "га", "ги", "зі", "гу", "гою", "зі"),
            *_each("ка", "ка", "ки", "ці", "ку", "кою", "ці"),
            *_each("ха", "ха", "хи", "сі", "ху", "хою", "сі"),
            *_each("а", "а", "и", "і", "у", "ою", "і"),
        ),
        "plur": (*_each("и", "и", "", "ам", "и", "ами", "ах"),),
    },
}
"""Endings of one-word names that the analyser takes for no noun, by gender."""

LOCATIVE_IN_U = {
    "ru": _set(
        "порт аэропорт морпорт сад детсад ботсад край лес год мост берег крым дон пруд снег "
        "шкаф полк плен бой тыл рай угол пол лоб нос рот лёд мёд мох мех луг строй бор вал"
    ),
    "uk": _set("порт сад степ край міст рік ліс тил полк"),
}
"""Nouns whose usual locative after *в* and *на* ends in -у or -ю (*в порту*, *у порту*).

Russian has more of them, in phrases (*на дому*, *на веку*) and not in names.
"""

AND = {"ru": frozenset({"и", "или"}), "uk": frozenset({"і", "й", "та", "або"})}
"""What joins two adjectives, or two nouns, of one name."""

OFFICES = _set("агент директор проводник")
"""Persons, though the dictionary has an instrument of that name as well."""

COMPARATIVES = frozenset({"больший"})
"""Adjectives that share forms with the positive, which names have (*Большая семёрка*)."""

AGREEING = {
    "ru": {"река": "femn", "речка": "femn", "город": ""},
    "uk": {"річка": "femn", "ріка": "femn", "місто": ""},
}
"""Words after which a place's name declines (*на реке Куре*), and the gender that it must have."""

BEFORE_ADJECTIVES = {
    "ru": _set("остров улица площадь проспект бульвар хребет мыс"),
    "uk": _set("острів вулиця площа проспект бульвар хребет мис"),
}
"""Words after which a name that is an adjective agrees (*на острове Жилом*)."""

RANKS = _set("бек бей хан ага паша шах")
"""After a hyphen in a person's name; of such a name they alone decline (*Гасан-бека*)."""

SONS = _set("оглы оглу кызы гызы огли кизи")
"""After a father's name; neither declines (*Гейдар оглы*)."""

FOREIGN_ATTRIBUTES = frozenset({"милли", "міллі"})
"""First words of names that stay as they are before a noun that declines (*Милли Меджлис*)."""
