"""Source text that was copied instead of translated, whole or in single words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from translator.languages import fold
from translator.quality import untranslated
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import clip, folded_words, without_addresses, words

# Languages so close that good translations share many words.
_KIN = ({"az", "tr", "tk", "uz"}, {"ru", "uk", "be", "bg"}, {"kk", "ky"}, {"fa", "tg"})
_FEWEST = 3  # common words that must be there before a copy can be told from a name
_TITLE = 7  # words from which on an unchanged text cannot be only a name


def check(checked: Checked) -> Iterator[Finding]:
    """Report a target that is the source again, or else the words of it that were left."""
    whole = tuple(_whole(checked))
    yield from whole or untranslated.check(checked)


def _whole(checked: Checked) -> Iterator[Finding]:
    """Report a target that is the source again, wholly or nearly.

    Names, acronyms, numbers, addresses and single words may be equal; what counts are the common
    (small-lettered) words of the source that stand unchanged in the target.
    """
    source = _common(checked.source, checked.source_lang)
    same = " ".join(checked.source.split()) == " ".join(checked.target.split())
    if same and (len(source) >= _FEWEST or _length(checked.source) >= _TITLE):
        yield Finding(FindingCode.COPIED, "the source was copied, not translated")
        return
    if len(source) < 5:
        return
    target = folded_words(without_addresses(checked.target), checked.source_lang)
    if set(source).isdisjoint(target):
        return
    kept = sum((Counter(source) & Counter(target)).values())
    limit = 0.7 if _kin(checked.source_lang, checked.target_lang) else 0.5
    if kept / len(source) >= limit:
        yield Finding(
            FindingCode.COPIED,
            f"{kept} of {len(source)} common words were copied: {clip(checked.target, 40)!r}",
        )


def _common(text: str, lang: str) -> list[str]:
    """The words of ``text`` that are neither names, acronyms, numbers nor addresses."""
    return [
        fold(word, lang)
        for word in words(without_addresses(text))
        if len(word) > 1 and word.isalpha() and word == word.lower()
    ]


def _length(text: str) -> int:
    return len(words(without_addresses(text)))


def _kin(one: str, other: str) -> bool:
    return any(one in family and other in family for family in _KIN)
