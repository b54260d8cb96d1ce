"""Months and days of the week by language, in the order of the calendar (January, Monday first).

``name`` is how the calendar calls a month, ``beside`` how it stands beside a day (``18 сентября``),
``within`` what says that something happened in it, with its preposition where there is one.
A test holds ``name``, ``beside`` and ``weekdays`` to the Unicode CLDR.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """One language's months and days.

    ``forms`` are regular expressions of every form of a month that is certain without a day beside
    it, ``short`` of its abbreviations, without their stop; ``days`` of the forms of a day.
    ``capital`` tells that months and days begin with a capital.
    """

    name: tuple[str, ...]
    beside: tuple[str, ...]
    within: tuple[str, ...]
    forms: tuple[str, ...]
    short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekday_within: tuple[str, ...]
    days: tuple[str, ...]
    capital: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


def _stems(text: str, endings: str) -> tuple[str, ...]:
    return tuple(f"{stem}(?:{endings})" for stem in text.split())


_EN = _words(
    "January February March April May June July August September October November December"
)
_EN_DAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_TR = _words("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık")
_AZ = _words("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr")
_RU_SOFT = "ь|я|ю|[её]м|е"
_RU_HARD = "|а|у|ом|е"
_UK_SOFT = "ень|ня|ню|нем|ні"
# a suffix of Turkic nouns after a month; the apostrophe is Turkish
_SUFFIX = (
    r"(?:[ae]|[ıiuü]|[ıiuü]n(?:d[ae](?:n|ki)?|[ae](?:d[ae]k)?)?|"
    r"[dt][ae](?:n|ki)?|l[ae]r\w*|[ae]?d[ae]k)"
)

CALENDARS: dict[str, Calendar] = {
    "en": Calendar(
        name=_EN,
        beside=_EN,
        within=tuple(f"in {name}" for name in _EN),
        forms=_EN,
        short=_words("Jan Feb Mar Apr May June? July? Aug Sept? Oct Nov Dec"),
        weekdays=_EN_DAYS,
        weekday_within=tuple(f"on {name}" for name in _EN_DAYS),
        days=_words("Mondays? Tuesdays? Wednesdays? Thursdays? Fridays? Saturdays? Sundays?"),
        capital=True,
    ),
    "ru": Calendar(
        name=_words(
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
        ),
        beside=_words(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ),
        within=_words(
            "в_январе в_феврале в_марте в_апреле в_мае в_июне в_июле в_августе в_сентябре"
            " в_октябре в_ноябре в_декабре"
        ),
        forms=(
            *_stems("январ феврал", _RU_SOFT),
            f"март(?:{_RU_HARD})",
            f"апрел(?:{_RU_SOFT})",
            "ма(?:й|я|ю|ем|е)",
            *_stems("июн июл", _RU_SOFT),
            f"август(?:{_RU_HARD})",
            *_stems("сентябр октябр ноябр декабр", _RU_SOFT),
        ),
        short=_words("янв февр? мар апр мая июн июл авг сент? окт нояб? дек"),
        weekdays=_words("понедельник вторник среда четверг пятница суббота воскресенье"),
        weekday_within=_words(
            "в_понедельник во_вторник в_среду в_четверг в_пятницу в_субботу в_воскресенье"
        ),
        days=(
            "понедельник(?:а|у|ом|е|и|ов|ам)?",
            "вторник(?:а|у|ом|е|и|ов|ам)?",
            "сред(?:а|ы|у)",
            "четверг(?:а|у|ом|е|и|ов|ам)?",
            "пятниц(?:а|ы|у|е|ей|ам)?",
            "суббот(?:а|ы|у|е|ой|ам)?",
            "воскресен(?:ье|ья|ью|ьем|ьям|ий)",
        ),
    ),
    "uk": Calendar(
        name=_words(
            "січень лютий березень квітень травень червень липень серпень вересень жовтень"
            " листопад грудень"
        ),
        beside=_words(
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
        ),
        within=_words(
            "у_січні у_лютому у_березні у_квітні у_травні у_червні у_липні у_серпні у_вересні"
            " у_жовтні у_листопаді у_грудні"
        ),
        forms=(
            f"січ(?:{_UK_SOFT})",
            "лют(?:ий|ого|ому|им)",
            *_stems("берез квіт трав черв лип серп верес жовт", _UK_SOFT),
            "листопад(?:|а|у|і|ом)",
            f"груд(?:{_UK_SOFT})",
        ),
        short=_words("січ лют бер квіт трав черв лип серп вер жовт лист груд"),
        weekdays=_words("понеділок вівторок середа четвер пʼятниця субота неділя"),
        weekday_within=_words(
            "у_понеділок у_вівторок у_середу у_четвер у_пʼятницю у_суботу в_неділю"
        ),
        days=(
            "понеділ(?:ок|к(?:а|у|ом|и|ів))",
            "вівтор(?:ок|к(?:а|у|ом|и|ів))",
            "серед(?:а|и|у)",
            "четвер(?:|г(?:а|у|ом|и))",
            "п[’'ʼ]?ятниц(?:я|і|ю|ею)",
            "субот(?:а|и|у|і|ою)",
            "неділ(?:я|і|ю|ею)",
        ),
    ),
    "az": Calendar(
        name=_AZ,
        beside=_AZ,
        within=_words(
            "yanvarda fevralda martda apreldə mayda iyunda iyulda avqustda sentyabrda oktyabrda"
            " noyabrda dekabrda"
        ),
        forms=tuple(f"{name}(?:{_SUFFIX.replace('e', 'ə')})?" for name in _AZ),
        short=_words("yan fev mar apr may iyn iyl avq sent? okt noy dek"),
        weekdays=_words("bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı cümə şənbə bazar"),
        weekday_within=_words(
            "bazar_ertəsi çərşənbə_axşamı çərşənbə_günü cümə_axşamı cümə_günü şənbə_günü bazar_günü"
        ),
        days=(
            r"bazar\s+ertəsi",
            r"çərşənbə\s+axşamı",
            r"çərşənbə(?!\s+axşamı)",
            r"cümə\s+axşamı",
            r"cümə(?!\s+axşamı)(?=\s+gün)",
            r"(?<!\w)şənbə",
            r"bazar(?=\s+gün)",
        ),
    ),
    "tr": Calendar(
        name=_TR,
        beside=_TR,
        within=tuple(
            f"{name} ayında"
            for name in _words(
                "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
            )
        ),
        forms=tuple(
            f"{stem}(?:['’]?{_SUFFIX})?"
            for stem in _words(
                "Oca[kğ] Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralı[kğ]"
            )
        ),
        short=_words("Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara"),
        weekdays=_words("Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar"),
        weekday_within=_words(
            "pazartesi_günü salı_günü çarşamba_günü perşembe_günü cuma_günü cumartesi_günü"
            " pazar_günü"
        ),
        days=(
            "Pazartesi",
            "Salı",
            "Çarşamba",
            "Perşembe",
            "Cuma(?!rtesi)",
            "Cumartesi",
            r"Pazar(?=\s+gün)",
        ),
        capital=True,
    ),
}
