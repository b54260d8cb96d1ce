"""Which columns of a table, or fields of a record, hold an article's texts, and what each is.

Wire services, archives and spreadsheets name them in many ways; the common ones are told by name,
in English, Russian, Azerbaijani and Turkish, with or without a language behind (``title_az``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from translator.documents.article import Block, BlockKind
from translator.errors import ErrorCode, TranslatorError
from translator.languages import LANGUAGES

_NAMES = {
    BlockKind.HEADLINE: "headline title head heading hed header заголовок başlıq sərlövhə başlık",
    BlockKind.SUBHEAD: "subhead subheading subheadline subtitle kicker подзаголовок altbaşlıq "
    "altbaşlık",
    BlockKind.DATELINE: "dateline",
    BlockKind.BYLINE: "byline",
    BlockKind.CAPTION: "caption photocaption imagecaption подпись şəkilaltı altyazı",
    BlockKind.ALT: "alt alttext imagealt",
    BlockKind.KEYWORD: "keywords ключевыеслова açarsözlər anahtarkelimeler",
    BlockKind.QUOTE: "quote pullquote цитата sitat alıntı",
    BlockKind.PARAGRAPH: "text body bodytext content article articlebody articletext story "
    "fulltext maintext paragraph paragraphs lead lede deck dek standfirst summary abstract "
    "description teaser intro excerpt annotation текст тело содержание лид анонс аннотация "
    "описание mətn məzmun giriş xülasə annotasiya metin içerik haber spot özet açıklama",
}
_LANGUAGE = frozenset(
    ("lang", "language", "locale", "inlanguage", "languagecode", "langcode", "язык", "dil")
)
_NOISE = re.compile(r"[\s_.\-]+")
_SUFFIX = re.compile(r"(?P<base>.+)[\s_.\-](?P<lang>[A-Za-z]{2,3})")


def _key(name: str) -> str:
    folded = _NOISE.sub("", name).casefold()
    return folded.replace("ı", "i").replace("i\u0307", "i")


_KINDS = {_key(name): kind for kind, names in _NAMES.items() for name in names.split()}
_SHOWN = 12


def kind_of(name: str) -> BlockKind | None:
    """The part that the texts of a column play, None where its name does not tell."""
    found = _KINDS.get(_key(name))
    if found is None and (parts := _in_language(name)):
        found = _KINDS.get(_key(parts[0]))
    return found


def states_language(name: str) -> bool:
    """Whether a column of that name says what language its row is in."""
    return _key(name) in _LANGUAGE


def language_after(value: str, source: str, target: str) -> str | None:
    """What a statement of the language becomes in the translation, None where it stays.

    Args:
        value: what the source says: a code, with a region or without.
        source: the language translated from.
        target: the language translated into.
    """
    head = value.strip().replace("_", "-").partition("-")[0].casefold()
    return target if head and head == source != target else None


def in_language(rows: Sequence[tuple[str, list[Block]]], wanted: str) -> tuple[str, list[Block]]:
    """The language of rows that may say theirs, and the blocks of those in it or in none stated.

    Args:
        rows: what each says its language is, and its blocks.
        wanted: the code of the language to translate from, if known; where no row states it, the
            user knows better.

    Raises:
        TranslatorError: ``language-undetected`` if they say several and nobody says which to read.
    """
    heads = [code.strip().replace("_", "-").partition("-")[0].casefold() for code, _ in rows]
    stated = Counter(head for head in heads if head in LANGUAGES)
    if len(stated) > 1 and not wanted:
        told = ", ".join(f"{code} {count:,}" for code, count in stated.most_common(_SHOWN))
        raise TranslatorError(
            ErrorCode.LANGUAGE_UNDETECTED,
            f"records in several languages: {told}",
            f"name the one to translate, such as -f {next(iter(stated))}; those in others stay",
        )
    lang = wanted or next(iter(stated), "")
    others = stated.keys() - {lang} if lang in stated else frozenset()
    pairs = zip(heads, rows, strict=True)
    return lang, [block for head, (_, made) in pairs if head not in others for block in made]


def pick(names: Sequence[str], wanted: Sequence[str]) -> dict[str, BlockKind]:
    """The columns to translate among ``names`` and the part that each plays.

    Args:
        names: of the columns, in order.
        wanted: the names that the user gave; without any they are told by themselves.

    Returns:
        An empty mapping if none tells.

    Raises:
        TranslatorError: ``usage`` for a wanted column that is not there, or where one text stands
            in several languages and nobody says which to read.
    """
    if wanted:
        return {
            name: kind_of(name.rpartition(".")[2]) or BlockKind.PARAGRAPH
            for name in (_named(one, names) for one in wanted)
        }
    known = {name: kind for name in names if (kind := kind_of(name.rpartition(".")[2]))}
    bases: dict[str, str] = {}
    for name in known:
        parts = _in_language(name)
        base = _key(parts[0] if parts else name)
        if parts and base in bases:
            raise TranslatorError(
                ErrorCode.USAGE,
                f"{bases[base]!r} and {name!r} are one text in two languages",
                f"say which is to be translated, such as --columns {bases[base]}",
            )
        if parts:
            bases[base] = name
    return known


def none_found(names: Sequence[str], what: str = "column") -> TranslatorError:
    """The error for a table in which no column tells that it is to be translated."""
    return TranslatorError(
        ErrorCode.INPUT_UNREADABLE,
        f"no {what} is known as a headline or text; there are: {_list(names)}",
        f"name those to translate, such as --columns {_example(names)}",
    )


def parallel_text() -> TranslatorError:
    """The error for a table of sentence pairs, which is no article."""
    return TranslatorError(
        ErrorCode.PARALLEL_TEXT,
        "sentence pairs, not articles",
        "`translator check` and `translator memory import` read parallel texts; "
        "--columns names a column that is to be translated all the same",
    )


def is_parallel(names: Iterable[str]) -> bool:
    """Whether columns so named hold sentence pairs: ``source`` and ``target``, or languages."""
    heads = [name.strip().casefold() for name in names]
    codes = sum(head.partition("-")[0] in LANGUAGES for head in heads)
    return {"source", "target"} <= set(heads) or (codes > 1 and codes == len(heads))


def _in_language(name: str) -> tuple[str, str] | None:
    """``title_az`` as its name and its language."""
    match = _SUFFIX.fullmatch(name.strip())
    if match and match["lang"].casefold() in LANGUAGES:
        return match["base"], match["lang"].casefold()
    return None


def _named(wanted: str, names: Sequence[str]) -> str:
    for same in (str, str.strip, _key):
        for name in names:
            if same(name) == same(wanted):
                return name
    raise TranslatorError(
        ErrorCode.USAGE, f"no column is called {wanted!r}", f"there are: {_list(names)}"
    )


def _list(names: Sequence[str]) -> str:
    shown = [" ".join(name.split())[:40] or "(no name)" for name in names[:_SHOWN]]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(shown) + more


def _example(names: Sequence[str]) -> str:
    named = [name.strip() for name in names if name.strip() and " " not in name.strip()]
    return ",".join(named[-2:]) or "title,body"
