"""Page furniture: what copy-paste drags along and nobody wants translated.

A line is furniture when all of it fits one of a few narrow shapes, in English, Russian,
Azerbaijani, Turkish or Persian: share bars, bare addresses, photo credits, time stamps, view
counts, tag lists, pointers to other articles, calls to subscribe, cookie and copyright notices. In
doubt it is not: leaving a share bar to the model costs little, losing a sentence of the article a
lot.
The words and phrases are data, in ``furniture.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_LONGEST = 240  # characters; furniture is short


@lru_cache(maxsize=64)
def is_furniture(line: str) -> bool:
    """Whether ``line`` is page furniture, to be kept as it is rather than translated.

    Args:
        line: one line or short paragraph of visible text.
    """
    if len(line) > 4 * _LONGEST:
        return not any(char.isalpha() for char in line) or not (" " in line or "\t" in line)
    text = unicodedata.normalize("NFC", " ".join(line.split()))
    if not any(char.isalpha() for char in text):
        return True
    if len(text) > _LONGEST:
        return bool(_LINK.fullmatch(text))
    small = text.replace("İ", "i").lower()
    shapes = _shapes()
    return (
        _is_stamp(small, shapes)
        or _is_bar(small, shapes)
        or _is_addresses(text, shapes)
        or any(phrase.fullmatch(small) for phrase in shapes.phrases)
        or _is_credit(text, shapes)
        or _is_row(text, shapes)
    )


def bare_links(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand in ``text``, without the punctuation after them."""
    if "@" not in text and "//" not in text and "www" not in text.lower():
        return []
    found = []
    for match in _LINK.finditer(text):
        address = match[0].rstrip(_TRAILING)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_TRAILING)
        found.append((match.start(), match.start() + len(address)))
    return found


@dataclass(frozen=True, slots=True)
class _Shapes:
    """``furniture.toml``, ready for use."""

    words: dict[str, frozenset[str]]
    phrases: tuple[re.Pattern[str], ...]
    credit: re.Pattern[str]
    particles: frozenset[str]
    institutions: frozenset[str]


@cache
def _shapes() -> _Shapes:
    text = files("translator.documents").joinpath("furniture.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    parts = {name: "|".join(part.strip().splitlines()) for name, part in data["parts"].items()}

    def fill(template: str) -> str:
        for name, part in parts.items():
            template = template.replace("{" + name + "}", part)
        return template

    phrases = [
        re.compile(
            fill(shape.get("before", ""))
            + "(?:"
            + fill("|".join(shape["phrases"].strip().splitlines()))
            + ")"
            + fill(shape.get("after", ""))
        )
        for shape in data["shape"]
    ]
    label = "|".join(data["credit"]["label"].strip().splitlines())
    sign = r"(?P<sign>\s*[:©/|—–]+\s*|\s+)(?P<name>\S.{0,90})"
    return _Shapes(
        {name: frozenset(words.split()) for name, words in data["words"].items()},
        tuple(phrases),
        re.compile(f"(?P<label>{label}){sign}", re.IGNORECASE),
        frozenset(data["credit"]["particles"].split()),
        frozenset(data["credit"]["institutions"].split()),
    )


# --- addresses -----------------------------------------------------------------------------

_TRAILING = ".,;:!?'’…"
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»“”]+|"
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?:[\w-]{1,63}\.){1,4}(?:com|net|org|info|az|ru|tr|kz|tm|ir|ge|ua|uk|io|me|tv|eu)(?:/\S*)?"
    r"|[@#][\w.]{2,50}",
    re.IGNORECASE,
)


def _is_addresses(text: str, shapes: _Shapes) -> bool:
    """Nothing but addresses, handles and hashtags, perhaps with `Source:` before them."""
    seen = False
    for word in text.split():
        bare = word.strip("()[]<>|,;:•·—–-→»")
        if not any(char.isalpha() for char in bare):
            continue
        if _LINK.fullmatch(bare) or _DOMAIN.fullmatch(bare):
            seen = True
        elif bare.casefold().rstrip(".") not in shapes.words["address_label"]:
            return False
    return seen


# --- time stamps and page tools ------------------------------------------------------------

_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d\S*")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*[^\W_]|[^\W\d_]")


def _is_stamp(small: str, shapes: _Shapes) -> bool:
    if not any(map(str.isdigit, small)):
        return False
    words = [word.rstrip(".") for word in _WORD.findall(_ISO.sub("2000-01-01", small))]
    if not shapes.words["stamp"].issuperset(words):
        return False
    return bool(_CLOCK.search(small)) or not shapes.words["stamp_label"].isdisjoint(words)


def _is_row(text: str, shapes: _Shapes) -> bool:
    """`AA | 18.09.2023 14:05 | Views: 120`: furniture between bars, a name perhaps among it."""
    parts = [part.strip() for part in re.split(r"\s[|•·]\s", text)]
    if not 2 <= len(parts) <= 6:
        return False
    others = [part for part in parts if not is_furniture(part)]
    if not others:
        return True
    stamped = any(_is_stamp(part.lower(), shapes) for part in parts)
    return stamped and len(others) == 1 and _short_name(others[0])


def _short_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 3 and all(word[0].isupper() for word in words)


def _is_bar(small: str, shapes: _Shapes) -> bool:
    words = re.findall(r"a[+-](?!\w)|[^\W\d_]+(?:-[^\W\d_]+)*", small)
    bar, fill = shapes.words["bar"], shapes.words["bar_fill"]
    known = [word for word in words if word in bar]
    if not known or any(word not in bar and word not in fill for word in words):
        return False
    if small.endswith((".", "!", "?")) and len(words) > 3:
        return False
    return len(known) >= 3 or not shapes.words["bar_sure"].isdisjoint(known)


# --- credits -------------------------------------------------------------------------------

_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?…]$")


def _is_credit(text: str, shapes: _Shapes) -> bool:
    """`Photo: Reuters / J. Smith`: a label, a sign, then names, agencies and addresses only."""
    match = shapes.credit.fullmatch(text.strip("()[] "))
    if match is None or _SENTENCE_END.search(match["name"]):
        return False
    words = match["name"].split()
    if len(words) > 8 or not (match["sign"].strip() or " " in match["label"].strip()):
        return False
    bare = [word.strip('()[],.;:«»"“”©/|') for word in words]
    if bare[0].casefold() in shapes.institutions:
        return len(words) <= 6
    named = [word for word in bare if word.casefold() not in shapes.particles]
    return bool(named) and all(_is_name(word) for word in named)


def _is_name(word: str) -> bool:
    return not word or not word[0].islower() or bool(_DOMAIN.fullmatch(word))
