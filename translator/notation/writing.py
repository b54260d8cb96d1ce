"""Dates as the news desks of a language write them in a sentence."""

from __future__ import annotations

from translator.glossary.inflection import Case, Inflection, give
from translator.languages import upper
from translator.notation.calendar import CALENDARS
from translator.notation.dates import Date, Relation

_CASE = {
    Relation.BARE: Case.NOM,
    Relation.AT: Case.LOC,
    Relation.FROM: Case.ABL,
    Relation.SINCE: Case.ABL,
    Relation.UNTIL: Case.DAT,
}
# Associated Press style: months that are shortened beside a day in datelines
_SHORT = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}


def write(date: Date, lang: str, *, first: bool = False) -> str:
    """``date`` in ``lang``, a language with a calendar, bound in as its relation says.

    Args:
        date: the day, month or range; its place in the source does not matter.
        lang: the code of the language to write in.
        first: whether it begins a sentence, with a capital.
    """
    if date.month:
        text = _WRITERS[lang](date, lang)
    else:
        text = CALENDARS[lang].weekday_within[date.weekday - 1]
    return upper(text[0], lang) + text[1:] if first else text


def plain(date: Date, lang: str) -> str:
    """A day as it stands in a dateline: by itself, its month shortened where agencies do so."""
    own = CALENDARS[lang]
    days, year = _days(date), str(date.year) if date.year else ""
    lead = f"{own.weekdays[date.weekday - 1]}, " if date.weekday else ""
    if lang == "en":
        month = _SHORT.get(date.month, own.name[date.month - 1])
        return f"{lead}{month} {days}" + (f", {year}" if year else "")
    return f"{lead}{days} {own.beside[date.month - 1]}{_year(year, lang)}"


def _year(year: str, lang: str) -> str:
    if not year:
        return ""
    if lang == "az":
        return f" {_ordinal(year)} il"
    return f" {year}" + {"ru": " года", "uk": " року"}.get(lang, "")


def _days(date: Date) -> str:
    return f"{date.day}–{date.end_day}" if date.end_day else str(date.day)


def _english(date: Date, lang: str) -> str:
    names, days = CALENDARS["en"].name, CALENDARS["en"].weekdays
    first, year = names[date.month - 1], str(date.year) if date.year else ""
    if date.day:
        text = f"{first} {_days(date)}" + (f", {year}" if year else "")
        if date.end_month:
            last = names[date.end_month - 1]
            text = f"{first} {date.day} to {last} {date.end_day}" + (f", {year}" if year else "")
        if date.weekday:
            text = f"{days[date.weekday - 1]}, {text}"
    else:
        text = first + (f" {year}" if year else "")
        if date.end_month:
            text = f"{first} to {names[date.end_month - 1]}" + (f" {year}" if year else "")
    ranged = bool(date.end_month or date.end_day)
    at = "from" if ranged and date.end_month else "on" if date.day else "in"
    lead = {Relation.BARE: "", Relation.AT: at}.get(date.relation, date.relation.value)
    return f"{lead} {text}".lstrip()


def _slavic(date: Date, lang: str) -> str:
    own = CALENDARS[lang]
    russian = lang == "ru"
    with_, until, through = ("с", "до", "по") if russian else ("з", "до", "по")
    year = _year(str(date.year) if date.year else "", lang)
    lead = {Relation.FROM: with_, Relation.SINCE: with_, Relation.UNTIL: until}.get(
        date.relation, ""
    )
    month = date.month - 1
    if date.day:
        text = f"{_days(date)} {own.beside[month]}{year}"
        if date.end_month:
            last = own.beside[date.end_month - 1]
            return f"{with_} {date.day} {own.beside[month]} {through} {date.end_day} {last}{year}"
        if date.weekday and not lead:
            days = own.weekday_within if date.relation is Relation.AT else own.weekdays
            text = f"{days[date.weekday - 1]}, {text}"
        return f"{lead} {text}".lstrip()
    if date.end_month:
        last = own.name[date.end_month - 1]
        return f"{with_} {own.beside[month]} {through} {last}{year}"
    if date.relation is Relation.AT:
        return own.within[month] + year
    return (f"{lead} {own.beside[month]}" if lead else own.name[month]) + year


def _azerbaijani(date: Date, lang: str) -> str:
    own = CALENDARS["az"]
    month, year = own.name[date.month - 1], _ordinal(str(date.year)) if date.year else ""
    relation = date.relation
    if date.day and date.end_month:
        begin = f"{_cased(month, Case.GEN, lang)} {_cased(str(date.day), Case.ABL, lang)}"
        last = f"{_cased(own.name[date.end_month - 1], Case.GEN, lang)} {date.end_day}-dək"
        return (f"{year} il " if year else "") + f"{begin} {last}"
    if date.day:
        if relation is Relation.BARE:
            return plain(date, lang)
        weekday = f"{own.weekday_within[date.weekday - 1]}, " if date.weekday else ""
        day = _days(date)
        cased = f"{day}-dək" if relation is Relation.UNTIL else _cased(day, _CASE[relation], lang)
        text = f"{_cased(month, Case.GEN, lang)} {cased}"
        return weekday + (f"{year} il " if year else "") + text + _since(relation, lang)
    of_year = f"{year} ilin " if year else ""
    if date.end_month:
        months = f"{month}–{own.name[date.end_month - 1]}"
        return of_year + months + (" aylarında" if relation is Relation.AT else "")
    owner = "3sg" if year else ""
    case = Case.DAT if relation is Relation.UNTIL else _CASE[relation]
    text = of_year + give(month, lang, Inflection(case, owner=owner))
    return text + ("dək" if relation is Relation.UNTIL else _since(relation, lang))


def _turkish(date: Date, lang: str) -> str:
    own = CALENDARS["tr"]
    month, year = own.name[date.month - 1], f" {date.year}" if date.year else ""
    relation = date.relation
    if date.end_month:
        last = own.name[date.end_month - 1]
        if date.day:
            return f"{date.day} {month} - {date.end_day} {last}{year} tarihleri arasında"
        return f"{month}-{last}{year}" + (" döneminde" if relation is Relation.AT else "")
    if not date.day and not year and relation is Relation.AT:
        return own.within[date.month - 1]
    text = f"{_days(date)} {month}{year}" if date.day else f"{month}{year}"
    if date.weekday and relation in (Relation.AT, Relation.BARE):
        text += f" {own.weekdays[date.weekday - 1]}"
        return text + (" günü" if relation is Relation.AT else "")
    if date.end_day and relation is Relation.AT:
        return f"{text} tarihlerinde"
    return _cased(text, _CASE[relation], lang) + _since(relation, lang)


_WRITERS = {
    "en": _english,
    "ru": _slavic,
    "uk": _slavic,
    "az": _azerbaijani,
    "tr": _turkish,
}


def _ordinal(year: str) -> str:
    """A year as an Azerbaijani ordinal: *2024-cü*."""
    return give(year, "az", Inflection(tail="ord"))


def _cased(text: str, case: Case, lang: str) -> str:
    return give(text, lang, Inflection(case))


def _since(relation: Relation, lang: str) -> str:
    """The word after a Turkic date in its case."""
    words = {
        "az": {Relation.SINCE: " bəri", Relation.FROM: " etibarən"},
        "tr": {
            Relation.SINCE: " beri",
            Relation.FROM: " itibaren",
            Relation.UNTIL: " kadar",
        },
    }
    return words[lang].get(relation, "")
