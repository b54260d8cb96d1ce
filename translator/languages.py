"""The table of languages: codes, names, scripts, direction, casing, quotes and code pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from translator.errors import ErrorCode, TranslatorError


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    ``code`` is ISO 639-1, ``code3`` ISO 639-3 as translation models write it; ``script`` is the
    Unicode name of the script that its letters belong to; ``code_pages`` are the encodings that
    old files in it use; ``quotes`` are its primary quotation marks.
    """

    code: str
    code3: str
    name: str
    native: str
    script: str = "Latin"
    code_pages: tuple[str, ...] = ("cp1252",)
    quotes: tuple[str, str] = ("“", "”")
    dotted_i: bool = False
    rtl: bool = False


_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso-8859-5")
_TURKISH = ("cp1254", "iso-8859-9")
_ARABIC = ("cp1256", "iso-8859-6")
_CENTRAL = ("cp1250", "iso-8859-2")

_TABLE = (
    Language("ar", "ara", "Arabic", "العربية", "Arabic", _ARABIC, ("“", "”"), rtl=True),
    Language("az", "aze", "Azerbaijani", "Azərbaycan dili", "Latin", _TURKISH, dotted_i=True),
    Language("be", "bel", "Belarusian", "Беларуская", "Cyrillic", _CYRILLIC, ("«", "»")),
    Language("bg", "bul", "Bulgarian", "Български", "Cyrillic", _CYRILLIC, ("„", "“")),
    Language("cs", "ces", "Czech", "Čeština", "Latin", _CENTRAL, ("„", "“")),
    Language("de", "deu", "German", "Deutsch", quotes=("„", "“")),
    Language("el", "ell", "Greek", "Ελληνικά", "Greek", ("cp1253", "iso-8859-7"), ("«", "»")),
    Language("en", "eng", "English", "English"),
    Language("es", "spa", "Spanish", "Español", quotes=("«", "»")),
    Language("fa", "pes", "Persian", "فارسی", "Arabic", _ARABIC, ("«", "»"), rtl=True),
    Language("fr", "fra", "French", "Français", quotes=("«", "»")),
    Language("he", "heb", "Hebrew", "עברית", "Hebrew", ("cp1255", "iso-8859-8"), rtl=True),
    Language("hy", "hye", "Armenian", "Հայերեն", "Armenian", (), ("«", "»")),
    Language("it", "ita", "Italian", "Italiano", quotes=("«", "»")),
    Language("ka", "kat", "Georgian", "ქართული", "Georgian", (), ("„", "“")),
    Language("kk", "kaz", "Kazakh", "Қазақ тілі", "Cyrillic", _CYRILLIC, ("«", "»")),
    Language("ky", "kir", "Kyrgyz", "Кыргызча", "Cyrillic", _CYRILLIC, ("«", "»")),
    Language("nl", "nld", "Dutch", "Nederlands"),
    Language("pl", "pol", "Polish", "Polski", "Latin", _CENTRAL, ("„", "”")),
    Language("pt", "por", "Portuguese", "Português", quotes=("«", "»")),
    Language("ro", "ron", "Romanian", "Română", "Latin", _CENTRAL, ("„", "”")),
    Language("ru", "rus", "Russian", "Русский", "Cyrillic", _CYRILLIC, ("«", "»")),
    Language("tg", "tgk", "Tajik", "Тоҷикӣ", "Cyrillic", _CYRILLIC, ("«", "»")),
    Language("tk", "tuk", "Turkmen", "Türkmençe", "Latin", _TURKISH),
    Language("tr", "tur", "Turkish", "Türkçe", "Latin", _TURKISH, dotted_i=True),
    Language("uk", "ukr", "Ukrainian", "Українська", "Cyrillic", ("cp1251", "koi8-u"), ("«", "»")),
    Language("uz", "uzb", "Uzbek", "Oʻzbekcha", "Latin", _TURKISH),
)

LANGUAGES: dict[str, Language] = {row.code: row for row in _TABLE}

_ALIASES = {row.code3: row for row in _TABLE} | {
    "azj": LANGUAGES["az"],
    "fas": LANGUAGES["fa"],
    "per": LANGUAGES["fa"],
    "geo": LANGUAGES["ka"],
    "arm": LANGUAGES["hy"],
    "ger": LANGUAGES["de"],
    "fre": LANGUAGES["fr"],
}
_NAMES = {name.casefold(): row for row in _TABLE for name in (row.name, row.native)}


def language(code: str) -> Language:
    """The language that ``code`` names.

    Args:
        code: ISO 639-1 or 639-3, with or without region and script (``az``, ``aze``, ``az-AZ``,
            ``azj_Latn``), or the language's name in English or in itself.

    Raises:
        TranslatorError: ``language-unknown`` if there is no such language in the table.
    """
    wanted = code.strip().casefold()
    head = wanted.replace("_", "-").split("-", 1)[0]
    found = LANGUAGES.get(head) or _ALIASES.get(head) or _NAMES.get(wanted)
    if found is None:
        raise TranslatorError(
            ErrorCode.LANGUAGE_UNKNOWN,
            f"unknown language {code!r}",
            "`translator languages` lists the codes",
        )
    return found


def lower(text: str, lang: str) -> str:
    """``text`` in small letters, by the rules of ``lang`` (``I`` is ``ı`` in Turkish)."""
    row = LANGUAGES.get(lang)
    if row is not None and row.dotted_i:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def upper(text: str, lang: str) -> str:
    """``text`` in capitals, by the rules of ``lang`` (``i`` is ``İ`` in Azerbaijani)."""
    row = LANGUAGES.get(lang)
    if row is not None and row.dotted_i:
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


@lru_cache(maxsize=8192)
def fold(text: str, lang: str) -> str:
    """``text`` folded for comparison regardless of letter case, by the rules of ``lang``."""
    return lower(text, lang).casefold().replace("̇", "")
