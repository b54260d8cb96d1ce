"""The shapes of dates by language, as data for :mod:`translator.notation.dates`.

A shape is a regular expression with parts in braces: ``{M}`` a month, abbreviated too; ``{F}`` a
month in full; ``{W}`` a day of the week; ``{D}`` a day's number, ``{L}`` the last one of a range;
``{Y}`` a year, ``{G}`` a year with its word (``2024 года``); ``{R}`` the dash of a range; ``{P}`` a
preposition. A digit sets a second one of a kind apart: 1 ends a range, 2 begins it.

The groups: ``bare`` is a month that nothing beside it makes certain, ``range`` the words around a
range, ``suffix`` a Turkic case ending, ``after`` a word after the date, ``on`` the word *day*.
"""

from __future__ import annotations

# longer ones first where one begins another
SHAPES: dict[str, tuple[str, ...]] = {
    "en": (
        (
            r"(?P<range>from|between)\s+{M}\s+{D}\s+(?:to|until|through|and)\s+(?:{M1}\s+)?{L1}"
            r"(?:,?\s+{Y})?"
        ),
        (
            r"(?P<range>from|between)\s+{D}(?:\s+{M2})?\s+(?:to|until|through|and)\s+{L1}\s+{M}"
            r"(?:,?\s+{Y})?"
        ),
        r"(?P<range>from|between)\s+{F}\s+(?:to|through|and)\s+{F1}(?:(?:\s+of|,)?\s+{Y})?",
        r"(?:{P}\s+)?(?:{W}[,.]{0,2}\s+)?(?:the\s+)?{M}\s+{D}(?:{R}{L1})?(?:,?\s+{Y})?",
        (
            r"(?:{P}\s+)?(?:{W}[,.]{0,2}\s+)?(?:the\s+)?{D}(?:{R}{L1})?(?:\s+of)?\s+{M}"
            r"(?:,?\s+{Y})?"
        ),
        r"(?:{P}\s+)?{F}{R}{F1}(?:(?:\s+of|,)?\s+{Y})?",
        r"(?:{P}\s+)?{M}(?:\s+of|,)?\s+{Y}",
        r"(?:{P}\s+)?(?P<bare>{M})",
    ),
    "ru": (
        r"(?P<range>с)\s+{D}(?:\s+{M2})?\s+по\s+{L1}\s+{M}(?:,?\s+{G})?",
        r"(?P<range>с)\s+{F}\s+по\s+{F1}(?:\s+{G})?",
        r"(?:{P}\s+)?(?:{W},?\s+)?{D}(?:{R}{L1})?\s+{M}(?:,?\s+{G})?",
        r"(?:{P}\s+)?{F}{R}{F1}(?:\s+{G})?",
        r"(?:{P}\s+)?{F}\s+{G}",
        r"(?:{P}\s+)?(?P<bare>{F})",
    ),
    "uk": (
        r"(?P<range>з|із)\s+{D}(?:\s+{M2})?\s+(?:по|до)\s+{L1}\s+{M}(?:,?\s+{G})?",
        r"(?P<range>з|із)\s+{F}\s+(?:по|до)\s+{F1}(?:\s+{G})?",
        r"(?:{P}\s+)?(?:{W},?\s+)?{D}(?:{R}{L1})?\s+{M}(?:,?\s+{G})?",
        r"(?:{P}\s+)?{F}{R}{F1}(?:\s+{G})?",
        r"(?:{P}\s+)?{F}\s+{G}",
        r"(?:{P}\s+)?(?P<bare>{F})",
    ),
    "az": (
        (
            r"(?:{W}(?:\s+günü)?,?\s+)?(?:{Y}\s?-?c[ıiuü]\s+il(?:in)?\s+)?{F}\s+{D}(?:{R}{L1})?"
            r"(?:-(?P<suffix>[^\W\d]+))?(?:\s+(?P<after>qədər|etibarən|bəri))?"
        ),
        (
            r"(?:{W}(?:\s+günü)?,?\s+)?{D}(?:{R}{L1})?\s+{M}"
            r"(?:,?\s+{Y}(?:\s?-?c[ıiuü]\s+il(?P<suffix>d[əe]n?)?(?!\w))?)?"
            r"(?:\s+(?P<after>tarixində|tarixindən|tarixinədək))?"
        ),
        (
            r"{Y}\s?-?c[ıiuü]\s+il(?:in)?\s+{F}(?:{R}{F1})?"
            r"(?:\s+(?P<after>aylarında|ayında|ayından|ayınadək))?"
        ),
        r"{F}{R}{F1}(?:\s+(?P<after>aylarında|ayında|ayından|ayınadək))?",
        r"{F}\s+{Y}(?:\s?-?c[ıiuü]\s+il(?P<suffix>d[əe]n?)?(?!\w))?",
        r"(?P<bare>{F})(?:\s+(?P<after>ayında|ayından|ayınadək|ayının|ayı|qədər|etibarən|bəri))?",
    ),
    "tr": (
        (
            r"(?:{W}(?:\s+günü)?,?\s+)?{D}(?:{R}{L1})?\s+{M}(?:\s+{Y})?(?:['’](?P<suffix>[^\W\d]+))?"
            r"(?:\s+{W1}(?:\s+(?P<on>günü))?)?"
            r"(?:\s+(?P<after>tarihinde|tarihinden|kadar|beri|itibaren))?"
        ),
        (
            r"{Y}(?:['’]\w+)?(?:\s+yılı(?:nın)?)?\s+{F}(?:{R}{F1})?"
            r"(?:\s+(?P<after>ayında|aylarında|döneminde|ayından))?"
        ),
        r"{F}{R}{F1}(?:\s+{Y})?(?:\s+(?P<after>ayında|aylarında|döneminde))?",
        r"{F}\s+{Y}(?:['’](?P<suffix>[^\W\d]+))?(?:\s+(?P<after>döneminde|kadar|beri|itibaren))?",
        r"(?P<bare>{F})(?:\s+(?P<after>ayında|ayından|ayına|ayının|ayı|kadar|beri|itibaren))?",
    ),
}


def _silent(words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), "")


# what a preposition says of the date; those that say nothing only make the month certain
PREPOSITIONS: dict[str, dict[str, str]] = {
    "en": {
        "on": "at",
        "in": "at",
        "from": "from",
        "since": "since",
        "until": "until",
        "till": "until",
        **_silent(
            "of by during before after around early late mid last next this every to through the"
        ),
    },
    "ru": {
        "во": "at",
        "в": "at",
        "с": "from",
        "до": "until",
        **_silent("на к от из об о за для после перед по между около начала начале конца конце"),
    },
    "uk": {
        "у": "at",
        "в": "at",
        "із": "from",
        "з": "from",
        "до": "until",
        **_silent("на від про за для після перед по між"),
    },
    "az": {},
    "tr": {},
}
SHORT_DAYS = {"en": r"|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)(?=[.,])"}

# case endings and words after a Turkic date
ENDINGS = (
    (r"(?:[ıiuü]n)?[dt][aeə]n", "from"),
    (r"(?:[ıiuü]n)?[dt][aeə]", "at"),
    (r"(?:[ıiuü]?n)?(?:[aeə])?d[aeə]k", "until"),
)
AFTERWARDS = {
    "qədər": "until",
    "kadar": "until",
    "etibarən": "from",
    "itibaren": "from",
    "bəri": "since",
    "beri": "since",
    "ayında": "at",
    "aylarında": "at",
    "döneminde": "at",
    "tarixində": "at",
    "tarihinde": "at",
    "ayından": "from",
    "tarixindən": "from",
    "tarihinden": "from",
    "ayınadək": "until",
    "tarixinədək": "until",
}

# months that are words or names as well, and need a preposition when alone
AMBIGUOUS = {
    "en": frozenset({3, 4, 5, 6, 8}),
    "ru": frozenset({3, 5, 8}),
    "uk": frozenset({2, 7, 8, 11}),
}

# days of the week that are for certain no names (*Black Friday*), other words (*среда*) or a market
# (*pazar*), and letters that a text with one of them has
SURE_DAYS = {
    "en": r"[MTWFS][a-z]{2,5}day\b(?!['’])",
    "ru": r"\b(?:понедельник|вторник|четверг)(?:[ауи]|ом|ов|ам)?\b|\bпятниц[аыуе]\b"
    r"|\bсуббот[аыуе]\b|\bвоскресень[еяю]\b|(?<=\b[Вв] )среду\b",
    "uk": r"\b(?:понеділ|вівтор)(?:ок|к[ауи]|ком)\b|\bчетвер(?:г[ауи])?\b"
    r"|\bп[’'ʼ]ятниц[яіюі]\b|\bсубот[аиуі]\b|\bнеділ[яіюі]\b|(?<=\b[Ууві] )середу\b",
    "az": r"\bbazar ertəsi\b|\bçərşənbə axşamı\b|\bcümə axşamı\b|\bçərşənbə(?= gün)"
    r"|\b(?:cümə|şənbə|bazar)(?= gün)",
    "tr": r"\b(?:Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|[Pp]azar)(?= gün)"
    r"|\b(?:pazartesi|salı|çarşamba|perşembe|cuma|cumartesi)\b",
}
DAY_STEMS = {
    "en": ("day",),
    "ru": ("ник", "сред", "четв", "ниц", "суб", "воск"),
    "uk": ("ділок", "ділк", "вівт", "серед", "четв", "ниц", "субот", "неділ"),
    "az": ("axşamı", "ertəsi", "gün"),
    "tr": (" gün", "pazartesi", "salı", "çarşamba", "perşembe", "cuma"),
}
# a day of the week by itself, with what says that something happens on it
ON_DAYS = {
    "en": r"\b[Oo]n ([MTWFS][a-z]{2,5}day)\b(?!['’]| (?:morning|afternoon|evening|night))",
    "ru": r"\b[Вв]о? (понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\b",
    "uk": r"\b[УуВв] (понеділок|вівторок|середу|четвер|п[’'ʼ]ятницю|суботу|неділю)\b",
    "az": r"\b([Bb]azar ertəsi|[Çç]ərşənbə axşamı|[Cc]ümə axşamı)(?: günü)?\b"
    r"|\b([Çç]ərşənbə|[Cc]ümə|[Şş]ənbə|[Bb]azar) günü\b",
    "tr": r"\b([Pp]azartesi|[Ss]alı|[Çç]arşamba|[Pp]erşembe|[Cc]uma|[Cc]umartesi|[Pp]azar) günü\b"
    r"|\b(pazartesi|salı|çarşamba|perşembe|cuma|cumartesi)\b",
}
# what may be meant as a day of the week, Monday first
SAID_DAYS = {
    "en": (r"\bmon", r"\btue", r"\bwed", r"\bthu", r"\bfri", r"\bsat", r"\bsun"),
    "ru": (
        "понедельни",
        "вторни",
        r"\bсред(?:[ауеы]|ой|ам)\b",
        "четверг|четвергов",
        "пятни[цч]",
        "суббот",
        "воскрес",
    ),
    "uk": (
        "понеділ",
        "вівтор",
        r"\bсеред(?:[аиуі]|ою|ам)\b",
        "четвер",
        "ятни[цч]",
        "субот",
        "неділ",
    ),
    "az": (
        "bazar ert",
        "çərşənbə axşam",
        "çərşənbə(?! axşam)",
        "cümə axşam",
        "cümə(?! axşam)",
        "(?<!çər)şənbə",
        "bazar(?! ert)",
    ),
    "tr": (
        "pazartesi",
        "salı",
        "çarşamba",
        "perşembe",
        "cuma(?!rtesi)",
        "cumartesi",
        "pazar(?!tesi)",
    ),
}
