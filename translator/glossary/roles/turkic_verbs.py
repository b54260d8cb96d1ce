"""The case that an Azerbaijani or Turkish verb asks of the name before it.

A verb stands at the end of its clause with what it governs before it: *foruma qatıldı*, *forumdan
ayrıldı*. The table is ``turkic_verbs.toml``; the suffixes follow Göksel and Kerslake, *Turkish: A
Comprehensive Grammar* (2005), chapter 8, without vowel harmony, which no misreading hangs on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from translator.glossary.inflection.forms import Case
from translator.languages import lower

_SUFFIX = (
    r"(?:m[aeə]|[yn]?[aeə]bil|[ıiuü]?yor|m[ıiuü]ş|[dt][ıiuü]|y?[aeə]c[aeə][kqğy]|y?[ıiuü]b|y?[ıiuü]p"
    r"|[ıiuüaeə]?r|m[aeə]l[ıi]|m[aeə][kqğy]|y?[aeə]n|[dt][ıiuü][kqğy]|y?[aeə]r[aeə][kq]|s[aeə]|m[ıiuü]r"
    r"|l[aeə]r|y?[ıiuü][mk]|s[ıiuü]n|s[ıiuü]|n?[ıiuü]n|[ıiuü]|[dt][ıiuü]r|y?[aeə]|[dt][aeə]n?|m)"
)
_AHEAD = 6


@dataclass(frozen=True, slots=True)
class _Row:
    allowed: tuple[Case, ...]
    form: re.Pattern[str]
    others: tuple[str, ...]


def governed(after: Sequence[str], lang: str, *, near: bool) -> tuple[Case, ...]:
    """The cases that the first governing verb after a name allows, the usual one first.

    Args:
        after: the words of the sentence after the name, in order.
        lang: ``az`` or ``tr``.
        near: whether only the very next word can govern the name, not one further on in its clause.
    """
    for word in after[: 1 if near else _AHEAD]:
        if not word[0].islower():  # a name or a sign: Çatem is no form of çatmaq
            break
        small = lower(word, lang)
        for row in _rows()[lang]:
            if row.form.fullmatch(small) and not small.startswith(row.others):
                return row.allowed
    return ()


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {lang: tuple(map(_row, rows)) for lang, rows in tomllib.loads(text).items()}


def _row(entry: dict[str, object]) -> _Row:
    stems = "|".join(str(entry.get("stems", "")).split())
    words = "|".join(str(entry.get("words", "")).split())
    verbs = f"(?:{stems}){_SUFFIX}+" if stems else ""
    allowed, others = entry["allowed"], entry.get("except", [])
    assert isinstance(allowed, list)
    assert isinstance(others, list)
    return _Row(
        tuple(Case(case) for case in allowed),
        re.compile("|".join(part for part in (verbs, words) if part)),
        tuple(others),
    )
