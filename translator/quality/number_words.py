"""How languages say numbers in words: units, tens, scales, months, parts of the day.

Each table is a list of regular expressions that match a whole small-lettered word, endings
included. They serve to *explain* a figure ("two" for 2), so that they may be generous: a word
read as a number too many only makes a check milder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_TURKIC_END = (
    r"(?:['’]?(?:[ıiuü]?nc[ıiuü]|[ıiuü]m?|[sş]?[aəe]r|l[aəe]r|l[ıiuü][kqğ]|[dt][aəe]n?|y?[aəe]"
    r"|n?[ıiuü]n|s[ıi]|n[aəe]|d[ıiuü]r)\w*)?"
)


def _turkic(*stems: str) -> str:
    return rf"(?:{'|'.join(stems)}){_TURKIC_END}"


_EN = {
    "0": "zero|nil|none|no",
    "1": "one|ones|first|once|single|a|an|sole|only|another|1st",
    "2": "two|second|seconds|twice|both|double|doubled|pair|couple|duo|twin|twins|half|halves"
    "|halved|either|two-?\\w+|bi\\w+",
    "0.5": "half|halves",
    "50": "half|fifty|fiftieth|fifties|fifty\\w+",
    "3": "three|third|thirds|thrice|triple|tripled|treble|trio|hat-?trick|tri\\w+|three\\w+",
    "4": "four|fourth|fourths|quarter|quarters|quadruple\\w*|quarterly|four\\w+",
    "25": "quarter|quarters",
    "0.25": "quarter|quarters",
    "15": "quarter|fifteen\\w*",
    "30": "half|thirty|thirtieth|thirties|thirty\\w+",
    "5": "five|fifth|fifths|five\\w+|quintuple\\w*",
    "6": "six|sixth|sixths|half-?dozen|six\\w+",
    "7": "seven|seventh|week|weeks|seven\\w+",
    "8": "eight|eighth|eight\\w+",
    "9": "nine|ninth|nine\\w+",
    "10": "ten|tenth|tenths|tens|decade|decades|decadal|tenfold",
    "11": "eleven|eleventh",
    "12": "twelve|twelfth|dozen|dozens|noon|midday|midnight|year",
    "13": "thirteen|thirteenth",
    "14": "fourteen|fourteenth|fortnight",
    "16": "sixteen|sixteenth",
    "17": "seventeen|seventeenth",
    "18": "eighteen|eighteenth|eighteen\\w+",
    "19": "nineteen|nineteenth",
    "20": "twenty|twentieth|twenties|score|twenty\\w+",
    "24": "day|daily|round-the-clock|midnight",
    "40": "forty|fortieth|forties",
    "60": "sixty|sixtieth|sixties|hour|minute",
    "70": "seventy|seventieth|seventies",
    "80": "eighty|eightieth|eighties",
    "90": "ninety|ninetieth|nineties",
    "100": "hundred|hundreds|hundredth|century|centuries|centenary|cent",
    "1000": "thousand|thousands|thousandth|millennium|millennia|grand",
    "1000000": "million|millions|millionth",
    "1000000000": "billion|billions|billionth",
    "1000000000000": "trillion|trillions",
}
_RU = {
    "0": "ноль|нол\\w+|нул\\w+",
    "1": "один|одн\\w+|перв\\w+|раз|единствен\\w+|впервые|едино\\w+",
    "2": "дв\\w+|втор\\w+|об[аеоё]\\w*|пар\\w+|дважды|вдво\\w+|вдвое|полови\\w+|попол\\w+|полтор\\w+",
    "0.5": "полови\\w+|пол|пол\\w+",
    "50": "пятьдесят\\w*|пятидесят\\w+|полови\\w+|полсот\\w+|полусот\\w+|полвек\\w*|полтинник\\w*",
    "3": "тр[иеё]\\w*|трижды|втро\\w+|трет\\w+|трой\\w+|тройк\\w+",
    "4": "четыр\\w+|четв[её]р\\w+|вчетвер\\w+|квартал\\w*",
    "25": "четверт\\w+",
    "0.25": "четверт\\w+",
    "1.5": "полтор\\w+|полуто?р\\w+",
    "15": "пятнадцат\\w+|четверть\\w*",
    "30": "тридцат\\w+|пол|пол\\w+",
    "5": "пят[иьёе]\\w*|пятый|пят\\w{2,4}|впятеро",
    "6": "шест[иьоыу]\\w*|шест\\w{2,4}|полдюжин\\w*",
    "7": "сем[ьи]\\w*|семью|семер\\w+|седьм\\w+|недел\\w+",
    "8": "восем\\w*|восьм\\w+",
    "9": "девят[иьоыу]\\w*|девят\\w{2,4}",
    "10": "десят\\w+|декад\\w+",
    "11": "одиннадцат\\w+",
    "12": "двенадцат\\w+|дюжин\\w*|пол(?:день|ночь)|полудн\\w*|полуноч\\w*|год\\w*",
    "13": "тринадцат\\w+",
    "14": "четырнадцат\\w+",
    "16": "шестнадцат\\w+",
    "17": "семнадцат\\w+",
    "18": "восемнадцат\\w+|совершеннолет\\w+",
    "19": "девятнадцат\\w+",
    "20": "двадцат\\w+",
    "24": "сут\\w+|кругл\\w*суточ\\w*",
    "40": "сорок\\w*",
    "60": "шестьдесят\\w*|шестидесят\\w+",
    "70": "семьдесят\\w*|семидесят\\w+",
    "80": "восемьдесят\\w*|восьмидесят\\w+",
    "90": "девяност\\w+",
    "100": "сто|ста|сот\\w+|век\\w*|столет\\w+|стол[её]т\\w+|сто\\w+",
    "200": "двести|двухсот\\w*|двумст\\w*",
    "300": "триста|тр[её]хсот\\w*",
    "400": "четыреста|четыр[её]хсот\\w*",
    "500": "пятьсот|пятисот\\w*",
    "600": "шестьсот|шестисот\\w*",
    "700": "семьсот|семисот\\w*",
    "800": "восемьсот|восьмисот\\w*",
    "900": "девятьсот|девятисот\\w*",
    "1000": "тысяч\\w*|тыс",
    "1000000": "миллион\\w*|млн",
    "1000000000": "миллиард\\w*|млрд|биллион\\w*",
    "1000000000000": "триллион\\w*|трлн",
}
_UK = {
    "0": "нуль|нул\\w+",
    "1": "оди?н\\w*|одн\\w+|перш\\w+|раз|єдин\\w+|вперше|уперше",
    "2": "дв\\w+|друг\\w+|об[аоиі]\\w*|пар\\w+|двічі|вдвічі|удвічі|вдво\\w+|полов\\w+|навпіл|півтор\\w+",
    "0.5": "полов\\w+|пів|пів\\w+",
    "50": "п[’'ʼ]?ятдесят\\w*|полов\\w+|півсот\\w+|півстол\\w+",
    "3": "тр[иьо]\\w*|тричі|втрич?і|втро\\w+|трет\\w+|трійк\\w+",
    "4": "чотир\\w+|четвер\\w+|чверт\\w+|квартал\\w*|вчетверо",
    "25": "чверт\\w+",
    "0.25": "чверт\\w+",
    "1.5": "півтор\\w+",
    "15": "п[’'ʼ]?ятнадцят\\w+|чверт\\w+",
    "30": "тридцят\\w+|пів|пів\\w+",
    "5": "п[’'ʼ]ят\\w*",
    "6": "шіст\\w*|шест\\w+|шост\\w+",
    "7": "сім\\w*|сем\\w+|сьом\\w+|тиж\\w+",
    "8": "вісім\\w*|восьм\\w+",
    "9": "дев[’'ʼ]ят\\w*",
    "10": "десят\\w+|декад\\w+",
    "11": "одинадцят\\w+",
    "12": "дванадцят\\w+|дюжин\\w*|південь|північ|опівн\\w+|рік|рок\\w+",
    "13": "тринадцят\\w+",
    "14": "чотирнадцят\\w+",
    "16": "шістнадцят\\w+",
    "17": "сімнадцят\\w+",
    "18": "вісімнадцят\\w+|повноліт\\w+",
    "19": "дев[’'ʼ]ятнадцят\\w+",
    "20": "двадцят\\w+",
    "24": "доб\\w+|цілодобов\\w+",
    "40": "сорок\\w*",
    "60": "шістдесят\\w*|шестидесят\\w+",
    "70": "сімдесят\\w*|семидесят\\w+",
    "80": "вісімдесят\\w*|восьмидесят\\w+",
    "90": "дев[’'ʼ]яност\\w+",
    "100": "сто|ста|сот\\w+|вік|віц\\w+|стол\\w+|сто\\w+",
    "200": "двісті|двохсот\\w*",
    "300": "триста|трьохсот\\w*",
    "400": "чотириста|чотирьохсот\\w*",
    "500": "п[’'ʼ]ятсот\\w*|п[’'ʼ]ятисот\\w*",
    "600": "шістсот|шестисот\\w*",
    "700": "сімсот|семисот\\w*",
    "800": "вісімсот|восьмисот\\w*",
    "900": "дев[’'ʼ]ятсот|дев[’'ʼ]ятисот\\w*",
    "1000": "тисяч\\w*|тис",
    "1000000": "мільйон\\w*|млн",
    "1000000000": "мільярд\\w*|млрд",
    "1000000000000": "трильйон\\w*|трлн",
}
_AZ = {
    "0": _turkic("sıfır"),
    "1": _turkic("bir", "ilk", "birinci", "yegan", "təkcə") + r"|tək\w*|dəfə|birlikdə",
    "2": _turkic("iki", "cüt", "ikiqat", "yarı", "yarım", "hər") + r"|iki\w+",
    "0.5": r"yarı\w*",
    "50": _turkic("əlli") + r"|yarı\w*",
    "3": _turkic("üç") + r"|üç\w+",
    "4": _turkic("dörd", "rüb") + r"|dörd\w+",
    "25": r"rüb\w*|dörddəbir\w*",
    "0.25": r"rüb\w*|dörddəbir\w*",
    "15": "rüb\\w*",
    "30": _turkic("otuz") + r"|yarı\w*",
    "5": _turkic("beş"),
    "6": _turkic("altı"),
    "7": _turkic("yeddi") + r"|həftə\w*",
    "8": _turkic("səkkiz"),
    "9": _turkic("doqquz"),
    "10": r"on(?:['’]?(?:uncu|dan|luq|luğ|larca|un)\w*)?|onillik\w*|onilliy\w*|dekada\w*",
    "12": r"düjün\w*|il|ildə|illik",
    "20": _turkic("iyirmi"),
    "24": r"sutka\w*|gün\w*",
    "40": _turkic("qırx"),
    "60": _turkic("altmış"),
    "70": _turkic("yetmiş"),
    "80": _turkic("səksən"),
    "90": _turkic("doxsan"),
    "100": _turkic("yüz") + r"|əsr\w*|yüzillik\w*|yüzilliy\w*",
    "1000": _turkic("min") + r"|minillik\w*|minilliy\w*",
    "1000000": _turkic("milyon", "mln"),
    "1000000000": _turkic("milyard", "mlrd"),
    "1000000000000": _turkic("trilyon", "trln"),
}
_TR = {
    "0": _turkic("sıfır"),
    "1": _turkic("bir", "ilk", "birinci") + r"|tek\w*|kez|birlikte|yegane\w*",
    "2": _turkic("iki", "çift", "yarı", "yarım", "ikili", "her") + r"|iki\w+",
    "0.5": r"yarı\w*|buçuk\w*",
    "50": _turkic("elli") + r"|yarı\w*",
    "1.5": r"buçuk\w*",
    "3": _turkic("üç") + r"|üç\w+",
    "4": _turkic("dört", "dörd", "çeyrek", "çeyreğ") + r"|dört\w+",
    "25": r"çeyre[kğ]\w*",
    "0.25": r"çeyre[kğ]\w*",
    "15": r"çeyre[kğ]\w*",
    "30": _turkic("otuz") + r"|buçuk\w*|yarı\w*",
    "5": _turkic("beş"),
    "6": _turkic("altı"),
    "7": _turkic("yedi") + r"|hafta\w*",
    "8": _turkic("sekiz"),
    "9": _turkic("dokuz"),
    "10": r"on(?:['’]?(?:uncu|dan|luk|luğ|larca|un)\w*)?|onyıl\w*",
    "12": r"düzine\w*|yıl|yılda|yıllık",
    "20": _turkic("yirmi"),
    "24": r"gün\w*",
    "40": _turkic("kırk"),
    "60": _turkic("altmış"),
    "70": _turkic("yetmiş"),
    "80": _turkic("seksen"),
    "90": _turkic("doksan"),
    "100": _turkic("yüz") + r"|yüzyıl\w*|asır|asr\w*",
    "1000": _turkic("bin", "binyıl"),
    "1000000": _turkic("milyon", "mn"),
    "1000000000": _turkic("milyar", "mlr"),
    "1000000000000": _turkic("trilyon"),
}
_FA_END = r"(?:\u200c?(?:م|ین|مین|ها|های|هایی|گانه|تا|تن|ی|مي|می))*"


def _persian(*stems: str) -> str:
    return rf"(?:{'|'.join(stems)}){_FA_END}"


_FA = {
    "0": "صفر",
    "1": _persian("یک", "اول", "اولین", "نخست", "نخستین", "یکم", "تنها", "یگانه") + r"|یک\w*",
    "2": _persian("دو", "دوم", "هردو", "هر", "جفت", "دوبار", "نصف", "نیم", "نیمی", "نیمه")
    + r"|دو\w*",
    "0.5": _persian("نیم", "نصف", "نیمه"),
    "50": _persian("پنجاه", "نیمی", "نصف", "نیم"),
    "3": _persian("سه", "سوم", "ثلث", "سومین") + r"|سه\w*",
    "4": _persian("چهار", "چارک", "ربع") + r"|چهار\w*",
    "25": _persian("ربع"),
    "0.25": _persian("ربع"),
    "15": _persian("پانزده", "ربع"),
    "30": _persian("سی", "نیم"),
    "5": _persian("پنج"),
    "6": _persian("شش", "شیش"),
    "7": _persian("هفت", "هفته"),
    "8": _persian("هشت"),
    "9": _persian("نه", "نهم"),
    "10": _persian("ده", "دهه", "ده‌ها"),
    "11": _persian("یازده"),
    "12": _persian("دوازده", "ظهر", "نیمه‌شب", "سال", "نیمروز"),
    "13": _persian("سیزده"),
    "14": _persian("چهارده"),
    "16": _persian("شانزده"),
    "17": _persian("هفده"),
    "18": _persian("هجده", "هیجده"),
    "19": _persian("نوزده"),
    "20": _persian("بیست"),
    "24": _persian("شبانه‌روز", "شبانه‌روزی", "روز"),
    "40": _persian("چهل"),
    "60": _persian("شصت"),
    "70": _persian("هفتاد"),
    "80": _persian("هشتاد"),
    "90": _persian("نود"),
    "100": _persian("صد", "یکصد", "قرن", "سده"),
    "200": _persian("دویست"),
    "300": _persian("سیصد"),
    "400": _persian("چهارصد"),
    "500": _persian("پانصد"),
    "600": _persian("ششصد"),
    "700": _persian("هفتصد"),
    "800": _persian("هشتصد"),
    "900": _persian("نهصد"),
    "1000": _persian("هزار", "هزاره"),
    "1000000": _persian("میلیون", "ملیون"),
    "1000000000": _persian("میلیارد", "ملیارد", "بیلیون"),
    "1000000000000": _persian("تریلیون", "تریلیارد"),
}
_KK = {
    "1": r"бір\w*|алғаш\w*|жалғыз\w*",
    "2": r"ек[іе]\w*|жарты\w*|қос\w*|жұп\w*",
    "0.5": r"жарты\w*|жарым\w*",
    "50": r"елу\w*|жарты\w*",
    "3": r"үш\w*",
    "4": r"төрт\w*|тоқсан\w*",
    "5": r"бес\w*",
    "6": r"алты\w*",
    "7": r"жеті\w*|апта\w*",
    "8": r"сегіз\w*",
    "9": r"тоғыз\w*",
    "10": r"он|оны\w*|ондаған\w*|онжылды\w*",
    "12": r"жыл\w*",
    "20": r"жиырма\w*",
    "24": r"тәулі\w*",
    "30": r"отыз\w*|жарты\w*",
    "40": r"қырық\w*",
    "60": r"алпыс\w*",
    "70": r"жетпіс\w*",
    "80": r"сексен\w*",
    "90": r"тоқсан\w*",
    "100": r"жүз\w*|ғасыр\w*",
    "1000": r"мың\w*",
    "1000000": r"миллион\w*|млн",
    "1000000000": r"миллиард\w*|млрд",
    "1000000000000": r"триллион\w*|трлн",
}

# Scales of other languages, for figures such as "3,5 Millionen"; their number words are not known.
_SCALES = {
    "1000": r"tausend|mille|mil|тысяч\w*|հազար\w*|ათას\w*|mijë|tysi[ąę]\w*|tis[íi]c\w*|ألف|آلاف|ming",
    "1000000": r"million\w*|mio|millón|millones|milion\w*|miljoen|milhões|mln|миллион\w*|միլիոն\w*"
    r"|მილიონ\w*|مليون|ملايين|млн",
    "1000000000": r"milliard\w*|mrd|md|miliard\w*|miljard|mld|млрд|միլիարդ\w*|მილიარდ\w*|مليار"
    r"|مليارات|billion\w*",
    "1000000000000": r"billion\w*|trillion\w*|trilion\w*|տրիլիոն\w*|ტრილიონ\w*|تريليون|трлн",
}

_WORDS = {"en": _EN, "ru": _RU, "uk": _UK, "az": _AZ, "tr": _TR, "fa": _FA, "kk": _KK}

_MONTHS = {
    "en": "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
    "ru": "янв\\w*|фев\\w*|март\\w*|апр\\w*|ма[йяею]\\w*|июн\\w*|июл\\w*|авг\\w*|сент?\\w*|окт\\w*"
    "|ноя\\w*|дек\\w*",
    "uk": "січ\\w*|лют\\w*|бер\\w*|квіт\\w*|трав\\w*|черв\\w*|лип\\w*|серп\\w*|верес\\w*|жовт\\w*"
    "|листоп\\w*|груд\\w*",
    "az": "yan\\w*|fev\\w*|mart\\w*|apr\\w*|may\\w*|iyun\\w*|iyul\\w*|avq\\w*|sent\\w*|okt\\w*|noy\\w*"
    "|dek\\w*",
    "tr": "oca[kğ]\\w*|şub\\w*|mart\\w*|nis\\w*|may\\w*|haz\\w*|tem\\w*|ağu\\w*|eyl\\w*|eki\\w*|kas\\w*"
    "|ara\\w*",
    "kk": "қаңтар\\w*|ақпан\\w*|наурыз\\w*|сәуір\\w*|мамыр\\w*|маусым\\w*|шілде\\w*|тамыз\\w*"
    "|қыркүйек\\w*|қазан\\w*|қараша\\w*|желтоқсан\\w*",
    "fa": "ژانویه\\w*|فوریه\\w*|مارس|آوریل|(?:مه|می)|(?:ژوئن|جون)|(?:ژوئیه|جولای|ژولای)"
    "|(?:اوت|آگوست|اگست|آگست)|(?:سپتامبر|سپتمبر)|(?:اکتبر|اکتوبر)|(?:نوامبر|نومبر)|(?:دسامبر|دسمبر)",
}

# Words that put a time of day after noon.
_EVENING = {
    "en": r"\bp\.?\s?m\b|\bafternoon|\bevening|\bnight",
    "ru": r"\bвечер|\bдня\b|\bноч|\bполудн",
    "uk": r"\bвеч[іо]р|\bдня\b|\bноч|\bпополудн",
    "az": r"\baxşam|\bgünorta|\bgecə",
    "tr": r"\bakşam|\böğle|\bgece|\bÖS\b",
    "fa": r"عصر|شب|بعدازظهر|بعد از ظهر",
    "kk": r"кеш|түн|түстен",
}
_EN_GLUED = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "b": 9, "tn": 12, "trn": 12}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One language's tables, compiled; ``known`` is false where only the scales are."""

    known: bool
    values: tuple[tuple[re.Pattern[str], Decimal], ...]
    months: tuple[re.Pattern[str], ...]
    evening: re.Pattern[str] | None

    def read(self, word: str) -> tuple[Decimal, ...]:
        """The values that a small-lettered word may stand for."""
        return tuple(value for pattern, value in self.values if pattern.fullmatch(word))

    def month(self, word: str) -> int:
        """The number of the month that a small-lettered word names, or 0."""
        for number, pattern in enumerate(self.months, start=1):
            if pattern.fullmatch(word):
                return number
        return 0

    def scale(self, word: str) -> Decimal | None:
        """The multiplier that a small-lettered word stands for (1,000 and more)."""
        found = [value for value in self.read(word) if value >= 1000]
        return found[0] if found else None


@lru_cache(maxsize=32)
def number_words(lang: str) -> NumberWords:
    """The tables of ``lang``; a language without any gets the scales alone."""
    table = _WORDS.get(lang, _SCALES)
    values = tuple((re.compile(pattern), Decimal(value)) for value, pattern in table.items())
    months = tuple(re.compile(pattern) for pattern in _split(_MONTHS.get(lang, "")))
    evening = _EVENING.get(lang)
    return NumberWords(
        lang in _WORDS,
        values,
        months,
        re.compile(evening, re.IGNORECASE) if evening else None,
    )


def glued_scale(suffix: str, lang: str) -> Decimal | None:
    """The multiplier of letters that stand right after a figure in English (``5bn``)."""
    power = _EN_GLUED.get(suffix.lower()) if lang == "en" else None
    return None if power is None else Decimal(10) ** power


def _split(alternatives: str) -> list[str]:
    """The top-level alternatives of a regular expression."""
    parts, depth, current = [], 0, ""
    for char in alternatives:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    return [*parts, current] if current else parts
