"""Which part a stretch of text plays: dateline, byline, caption, headline or paragraph."""

from __future__ import annotations

import re

from translator.documents.article import BlockKind

_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "янв|февр|фев|апр|авг|сент|сен|окт|нояб|ноя|дек|"
    "yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr|"
    "ocak|şubat|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|"
    "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
)
_DAY = (
    rf"(?:\d{{1,2}}\s+(?:{_MONTH})\.?|(?:{_MONTH})\.?\s+\d{{1,2}})"
    r"(?:,?\s+(?:19|20)\d\d(?:\s*(?:г\.|года|il|ci il))?)?"
)
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}[\w’'.\-]*"
_PLACE = rf"{_WORD}(?:\s+{_WORD}){{0,3}}"
_AGENCY = (
    rf"(?:[(/\[]\s*{_LETTER}[^()/\[\]\n]{{1,30}}[)/\]]|"
    rf"[«“\"][^«»“”\"\n]{{2,30}}[»”\"]|{_LETTER}[\w.\-]{{1,20}})"
)
_DASH = r"(?:[—–-]{1,2}|:)"

# BAKU, Sept. 18 (AZERTAC) — / Баку, 18 сентября, АЗЕРТАДЖ
_DATED = re.compile(
    rf"(?P<line>{_PLACE}(?:,\s*{_PLACE})?\s*[,.]\s*{_DAY}"
    rf"(?P<agency>\s*[,.]?\s*{_AGENCY})?)"
    rf"(?P<after>\.?\s+{_DASH}\s+|(?(agency):\s+|(?!))|\s*[.:]?\s*$)",
    re.IGNORECASE,
)
# БАКУ, 18 сен — РИА Новости. Форум
_CAPITAL = r"(?-i:[^\W\d_a-zа-яіїєґəğıöşüç])"
_DASHED = re.compile(
    rf"(?P<line>{_PLACE}(?:,\s*{_PLACE})?\s*[,.]\s*{_DAY}\s+[—–-]{{1,2}}\s+"
    rf"{_CAPITAL}\w+(?:[ /]{_CAPITAL}\w+){{0,3}})(?P<after>\.\s+)(?=[«“\"]?{_CAPITAL})",
    re.IGNORECASE,
)
# BAKU, Azerbaijan (AP) — / ASTRAKHAN (TASS) — / Баку. /Trend/ -
_AGENCIED = re.compile(
    rf"(?P<line>{_PLACE}(?:,\s*{_PLACE})?\s*[,.]?\s*[(/]{_LETTER}[\w .\-]{{1,20}}[)/])"
    r"(?P<after>\s+[—–-]{1,2}\s+|\s*$)"
)
# BAKU — (the city alone, in capitals)
_CITY = re.compile(r"(?P<line>[^\W\d_]{3,}(?:[ -][^\W\d_]{2,}){0,2})(?P<after>\s+[—–]\s+)(?=\S)")
_DATE = re.compile(rf"{_DAY}\s*\.?", re.IGNORECASE)

_NAME = r"[^\W\d_a-zа-яəğıöşüç][\w’'.\-]*"
_BYLINE = re.compile(
    r"(?:By|BY|Автор(?:ы)?|АВТОР|Текст|Подготовил[аи]?|Корреспондент|Müəllif|Hazırladı|"
    rf"Mətn|Müxbir|Yazar|Yazan|Haber|Hazırlayan|Muhabir|Reporting by|Reported by|Author)"
    rf"\s*:?\s+{_NAME}(?:\s+{_NAME}){{1,3}}"
    rf"(?:(?:\s*,\s*|\s+(?:and|и|və|ve)\s+){_NAME}(?:\s+[\w’'.\-]+){{0,4}}){{0,3}}"
)
_CAPTION = re.compile(
    r"(?:Photo|Image|Picture|Pictured|Caption|Фото|На фото|На снимке|Foto|Fotoda|Şəkil|Şəkildə|"
    r"Fotoğraf|Fotoğrafta|Görsel)\s*[:.]\s+\S",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.;:,…—–-]['\"”’»)\]]*$")
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»][.!?]?$")


def dateline(text: str, *, first: bool) -> tuple[int, int]:
    """Where a dateline at the head of ``text`` ends, and where the text after it begins.

    Both are 0 if there is none; both are ``len(text)`` if it is the whole.

    Args:
        text: a paragraph.
        first: whether it is the article's first paragraph, where less is needed to be sure.
    """
    head = text[:160]
    if _DATE.fullmatch(head):
        return len(text), len(text)
    patterns = (_DASHED, _DATED, _AGENCIED, *((_CITY,) if first else ()))
    for pattern in patterns:
        match = pattern.match(head)
        if match is None or not _is_place(match["line"]):
            continue
        if pattern is _CITY and not (match["line"].isupper() and head[match.end()].isupper()):
            continue
        if match.end() >= len(text):
            return len(text), len(text)
        if match["after"].strip() and len(text) - match.end() > 1:
            return match.end("line"), match.end()
    return 0, 0


def _is_place(text: str) -> bool:
    """Whether each of the words before the first comma begins with a capital."""
    place = re.split(r"[,.(/]", text, maxsplit=1)[0]
    return all(word[0].isupper() or not word[0].islower() for word in place.split())


def role(text: str) -> BlockKind:
    """What the words of ``text`` alone say it is; a paragraph if they say nothing."""
    if len(text) < 160 and _BYLINE.fullmatch(text.rstrip(".")):
        return BlockKind.BYLINE
    if len(text) < 600 and _CAPTION.match(text):
        return BlockKind.CAPTION
    if _QUOTED.fullmatch(text):
        return BlockKind.QUOTE
    return BlockKind.PARAGRAPH


def like_headline(text: str, *, limit: int = 160) -> bool:
    """Whether ``text`` looks like a headline: short, capital first, no full stop at its end."""
    if not 2 < len(text) <= limit or _ENDS.search(text):
        return False
    letter = next((char for char in text if char.isalpha()), "")
    return bool(letter) and not letter.islower()
