"""Datelines by rule: place, date and agency, each in the target's way, the rest as it stands.

*BAKU, Sept. 18 (AZERTAC)* becomes *БАКУ, 18 сентября (АЗЕРТАДЖ)*. What the rule does not
understand whole is left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from translator.engines.base import Hypothesis, Link
from translator.glossary.concept import Concept, Policy, TermMatch
from translator.glossary.rewriting import Edit, rewrite
from translator.languages import LANGUAGES, fold, upper
from translator.names import carrying
from translator.names.lexicon import LANGS
from translator.notation.calendar import CALENDARS
from translator.notation.dates import Date, Relation, read
from translator.notation.writing import plain, write

_LONGEST = 120  # characters; what is longer is no dateline
_SHIPPED = ("territories", "azerbaijan", "caspian")
# between places, date and agency
_BORDER = re.compile(
    r"\s*(?:,\s|[()\[\]«»“”\"/]|\s[—–-]{1,2}\s)\s*|(?<=[^\W\d_]{3})\.\s+|[.,:]\s*$"
)
_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|\"[^\"]+\"")
_TIME = re.compile(r"\d{1,2}[:.]\d\d")
_DASHED = re.compile(r"\s+[—–-]{1,2}\s+")
# those that Russian writes in its own letters
_AGENCIES = {
    "interfax": "Интерфакс",
    "tass": "ТАСС",
    "ria novosti": "РИА Новости",
    "ria": "РИА",
    "regnum": "Регнум",
    "kazinform": "Казинформ",
    "kazis": "КазИС",
    "ukrinform": "Укринформ",
    "belta": "БЕЛТА",
    "apa": "АПА",
    "turan": "Туран",
}
_LATIN = {
    fold(name, "ru"): latin
    for name, latin in (
        *((cyrillic, latin) for latin, cyrillic in _AGENCIES.items()),
        ("Рейтер", "reuters"),
        ("Рейтерс", "reuters"),
    )
}
_SPELT = {"interfax": "Interfax", "ria novosti": "RIA Novosti", "reuters": "Reuters"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between borders."""

    start: int
    end: int
    text: str


def translated(
    text: str, matches: Sequence[TermMatch], source_lang: str, target_lang: str
) -> Hypothesis | None:
    """A dateline in ``target_lang``, its parts aligned; None if it is not understood whole.

    Args:
        text: the dateline, without the dash after it.
        matches: the terms and names found in it. A name that none of them covers is looked for in
            the glossaries of places that are shipped, then among the names of cities and towns.
        source_lang: its language.
        target_lang: the language wanted.
    """
    if len(text) > _LONGEST or not {source_lang, target_lang} <= CALENDARS.keys():
        return None
    dates = [date for date in read(text, source_lang) if date.day]
    if len(dates) > 1:
        return None
    date = dates[0] if dates else None
    place_end = date.start if date else _first_bracket(text)
    edits: list[Edit] = []
    kept: list[_Piece] = []
    for piece in _pieces(text, date):
        made = (
            _place(piece, matches, source_lang, target_lang)
            if piece.start < place_end
            else _agency(piece, matches, source_lang, target_lang)
        )
        if not made:
            return None
        if made == piece.text:
            kept.append(piece)
        else:
            edits.append(Edit(piece.start, piece.end, made))
    if date:
        edits.append(Edit(date.start, date.end, _date(date, target_lang)))
    if not edits and not kept:
        return None
    return _made(text, edits, kept, _borders(text, date, target_lang))


def _made(
    text: str, edits: Sequence[Edit], kept: Iterable[_Piece], borders: Sequence[Edit]
) -> Hypothesis:
    new = rewrite(text, [*edits, *borders])
    starts = dict(new.moved)
    links = [Link(e.start, e.end, starts[e], starts[e] + len(e.text)) for e in edits]
    for piece in kept:
        span = new.span(piece.start, piece.end)
        if span is not None:
            links.append(Link(piece.start, piece.end, *span))
    return Hypothesis(new.text, alignment=tuple(sorted(links, key=lambda link: link.source_start)))


def _first_bracket(text: str) -> int:
    found = re.search(r"[(\[/]", text)
    return found.start() if found else len(text)


def _pieces(text: str, date: Date | None) -> Iterator[_Piece]:
    """What stands between the borders of a dateline, its date aside."""
    stretches = [(0, len(text))] if date is None else [(0, date.start), (date.end, len(text))]
    for low, high in stretches:
        at = low
        for border in (*_BORDER.finditer(text, low, high), None):
            end = border.start() if border else high
            piece = text[at:end]
            if any(char.isalnum() for char in piece):
                start = at + len(piece) - len(piece.lstrip(" .,"))
                piece = piece.strip(" .,")
                yield _Piece(start, start + len(piece), piece)
            at = border.end() if border else high


def _date(date: Date, lang: str) -> str:
    if date.end_month or (date.weekday and lang == "tr"):
        return write(replace(date, relation=Relation.BARE), lang)
    return plain(date, lang)


def _borders(text: str, date: Date | None, lang: str) -> list[Edit]:
    """Quotation marks of the target; no stops and dashes in English and Turkish."""
    quotes = [
        Edit(place, place + 1, mark)
        for found in _QUOTED.finditer(text)
        for place, mark in zip(
            (found.start(), found.end() - 1), LANGUAGES[lang].quotes, strict=True
        )
        if text[place] != mark
    ]
    if lang not in ("en", "tr") or date is None:
        return quotes
    edits = [
        Edit(stop.start(), stop.start() + 1, ",")
        for stop in re.finditer(r"(?<=[^\W\d_]{3})\.(?=\s+\S)", text)
        if not date.start <= stop.start() < date.end
    ]
    dash = _DASHED.match(text, date.end)
    if dash:
        end = len(text.rstrip(" .:"))
        edits += [Edit(dash.start(), dash.end(), " ("), Edit(end, len(text), ")")]
        edits = [edit for edit in edits if edit.start < end or edit.text == ")"]
    return edits + quotes


def _place(piece: _Piece, matches: Iterable[TermMatch], source: str, target: str) -> str:
    """The name of a place in ``target``, its letter case kept; empty if it is not known."""
    text = piece.text
    if any(char.isdigit() for char in text):
        return ""
    made = _term(piece, matches, source, target) or _shipped(text, source, target)
    if not made and {source, target} <= set(LANGS):
        words = [carrying.place(word, source, target) for word in text.split()]
        made = " ".join(words) if all(words) else ""
        if made == text or (source == "en" and target == "ru" and not _listed(text)):
            made = ""
    if not made and LANGUAGES[source].script == LANGUAGES[target].script:
        return text
    return _cased(made, text, target)


def _listed(text: str) -> bool:
    """Whether the towns' own table knows an English name: letters alone do not tell its sound."""
    from translator.names.lexicon import folded, index

    return folded(text, "en") in index("places", "en")


def _agency(piece: _Piece, matches: Iterable[TermMatch], source: str, target: str) -> str:
    """An agency's name, or a time of day, which is kept; empty if it cannot be one."""
    text = piece.text
    if any(char.isdigit() for char in text):
        return text if _TIME.fullmatch(text) else ""
    if made := _term(piece, matches, source, target) or _shipped(text, source, target):
        return _cased(made, text, target)
    if LANGUAGES[target].script == "Cyrillic":
        cyrillic = _AGENCIES.get(text.lower(), "")
        return (upper(cyrillic, target) if text.isupper() else cyrillic) or text
    latin = _LATIN.get(fold(text, "ru"), "")
    if not latin:
        return text
    return latin.upper() if text.isupper() or latin not in _SPELT else _SPELT[latin]


def _term(piece: _Piece, matches: Iterable[TermMatch], source: str, target: str) -> str:
    for match in matches:
        if (match.start, match.end) == (piece.start, piece.end):
            if match.concept.policy is Policy.KEEP:
                return piece.text
            return match.concept.preferred(target)
    return ""


def _shipped(text: str, source: str, target: str) -> str:
    name = fold(text, source)
    concept = _known(source).get(name)
    made = concept.preferred(target) if concept else ""
    return made or _cities(source).get(name, {}).get(target, "")


@cache
def _cities(lang: str) -> dict[str, dict[str, str]]:
    """The names of cities that news come from and no glossary lists, by the one in ``lang``."""
    text = files("translator.notation").joinpath("cities.tsv").read_text(encoding="utf-8")
    head, *rows = [line.split("\t") for line in text.splitlines()]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        names = dict(zip(head, row, strict=True))
        preferred = {code: name.split("|")[0] for code, name in names.items()}
        found |= {fold(name, lang): preferred for name in names[lang].split("|")}
    return found


@cache
def _known(lang: str) -> dict[str, Concept]:
    """The shipped concepts of places and media by their folded names in ``lang``."""
    from translator.glossary import store

    found: dict[str, Concept] = {}
    for name in _SHIPPED:
        for concept in store.load(name).concepts:
            if concept.domain in ("place", "capital", "country", "region", "media", "forum"):
                for variant in concept.variants(lang):
                    found.setdefault(fold(variant, lang), concept)
    return found


def _cased(made: str, like: str, lang: str) -> str:
    """``made`` in capitals if ``like`` is."""
    return upper(made, lang) if like.isupper() and len(like) > 1 else made
