"""Single words of an English source left as they are in a Cyrillic translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.languages import LANGUAGES
from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import clip, without_addresses

# a word of letters alone, no part of an address, a code or a compound
_WORD = re.compile(r"(?<![\w.@#/'’&-])[A-Za-z][a-z]{3,}(?![\w@#/'’&-]|\.\w)")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"|\([^)]*\)")
# nouns that stand with a capital for an institution named before; others may be brands
_NOUNS = frozenset(
    [
        "Forum",
        "Bank",
        "Ministry",
        "Minister",
        "Commission",
        "Committee",
        "Council",
        "Agency",
        "Organization",
        "Organisation",
        "Union",
        "Association",
        "Company",
        "Fund",
        "Foundation",
        "University",
        "Academy",
        "Institute",
        "Conference",
        "Congress",
        "Assembly",
        "Convention",
        "Treaty",
        "Government",
        "Parliament",
        "Court",
        "President",
        "State",
    ]
)
_SCHEMES = frozenset({"http", "https"})
# such a noun by itself, no part of a longer name
_NOUN = r"\b[Tt]he {}(?!\w|[-&/]| [A-Z\d]| of [A-Z])"


def check(checked: Checked) -> Iterator[Finding]:
    """Report words that the translation owes in its own alphabet.

    They are the source's small-lettered words of four letters and more, and nouns such as *Forum*
    that stand there with a capital right after *the*. Names of several words, what stands in
    quotation marks or brackets, addresses and terms of the glossary may stay.
    """
    language = LANGUAGES.get(checked.target_lang)
    if checked.source_lang != "en" or language is None or language.script != "Cyrillic":
        return
    target = _QUOTED.sub(" ", without_addresses(checked.target))
    left = dict.fromkeys(_WORD.findall(target))
    if not left:
        return
    terms = {word for match in checked.matches for word in match.text.split()}
    source = _QUOTED.sub(" ", without_addresses(checked.source))
    owed = [
        word
        for word in left
        if word not in terms
        and not re.search(rf"[A-Za-z]\w* {word}\b|\b{word} [A-Za-z]", target)
        and (
            re.search(rf"\b{word}\b", source)
            if word.islower() and word not in _SCHEMES
            else word in _NOUNS and re.search(_NOUN.format(word), source)
        )
    ]
    if owed:
        yield Finding(FindingCode.COPIED, f"left untranslated: {clip(', '.join(owed))!r}")
