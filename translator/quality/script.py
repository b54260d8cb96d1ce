"""Text in the wrong alphabet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from translator.languages import LANGUAGES
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import clip, script_of, without_addresses, words

_SMALLEST_SHARE = 0.6  # of the letters that must be in the target language's script
_FEWEST = 8  # letters; fewer tell nothing
# An acronym or brand in Latin letters with an ending of the language: "SMSки", "HD-шный".
_WITH_ENDING = re.compile(r"[A-Z][A-Za-z]*[A-Z]+(?=[а-яёіїєґәөүқғңһұ]{1,4}$)")

# A letter that is not surely of the alphabet.
_OTHERS = {
    "Latin": re.compile(r"[^\W\d_A-Za-zÀ-ÖØ-öø-ɏ]"),
    "Cyrillic": re.compile(r"[^\W\d_\u0400-\u0481\u048a-\u04ff]"),
}


def check(checked: Checked) -> Iterator[Finding]:
    """Report a wrong script, words that mix alphabets and characters that broke on the way.

    Words that stand in the source too (names, brands) are tolerated as long as they are
    capitalised; a word of letters from two alphabets is not, unless the source has it as well.
    """
    language = LANGUAGES.get(checked.target_lang)
    if language is None:
        return
    usual = _OTHERS.get(language.script)
    if usual and not usual.search(checked.target) and "\ufffd" not in checked.target:
        return  # most translations have no letter of another alphabet
    source_words = set(words(checked.source))
    if "\ufffd" in checked.target and "\ufffd" not in checked.source:
        yield Finding(FindingCode.SCRIPT, "characters are broken (\ufffd)")
    counts: dict[str, int] = {}
    for word in words(without_addresses(checked.target)):
        scripts = _scripts(word)
        if len(scripts) > 1 and word not in source_words and not _WITH_ENDING.match(word):
            yield Finding(FindingCode.SCRIPT, f"{clip(word)!r} mixes {_listed(scripts)} letters")
        if word in source_words and language.script not in scripts and word != word.lower():
            continue
        for name, count in scripts.items():
            counts[name] = counts.get(name, 0) + count
    letters = sum(counts.values())
    if letters >= _FEWEST and counts.get(language.script, 0) / letters < _SMALLEST_SHARE:
        wrong = max((s for s in counts if s != language.script), key=lambda s: counts[s])
        yield Finding(
            FindingCode.SCRIPT, f"much of the translation is in {wrong}, not {language.script}"
        )
        return
    for name in counts:
        if name in (language.script, "Latin"):
            continue
        if name not in map(script_of, checked.source):
            strange = [w for w in words(checked.target) if any(script_of(c) == name for c in w)]
            if not any(len(_scripts(w)) > 1 for w in strange):
                yield Finding(FindingCode.SCRIPT, f"{name} letters: {clip(strange[0])!r}")


@lru_cache(maxsize=8192)
def _scripts(word: str) -> Mapping[str, int]:
    """How many letters of each script there are in a word."""
    return Counter(filter(None, map(script_of, word)))


def _listed(scripts: Iterable[str]) -> str:
    return " and ".join(sorted(scripts))
