"""Roman numerals of events: before the name, with a stop in Turkish: *VIII. Hazar Forumu*."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.glossary.concept import TermMatch
from translator.glossary.recognise import find_forms
from translator.glossary.rewriting import Edit

_BEFORE = re.compile(r"(?<!\w)([IVX]{1,6})(\.?)\s$")


def edits(
    source: str, target: str, matches: Iterable[TermMatch], source_lang: str, target_lang: str
) -> list[Edit]:
    """The edits of ``target`` that put the numerals of names where its language has them.

    Args:
        source: a sentence.
        target: its translation.
        matches: the terms found in ``source``.
        source_lang: the language of ``source``, in English of which *I* alone is a word.
        target_lang: the language of ``target``.
    """
    found: list[Edit] = []
    for match in matches:
        numeral = _BEFORE.search(source, max(0, match.start - 9), match.start)
        if numeral is None or (numeral[1] == "I" and source_lang == "en"):
            continue
        written = numeral[1] + ("." if target_lang == "tr" else "")
        for start, end, _ in find_forms(match.concept, target, target_lang):
            before = _BEFORE.search(target, max(0, start - 9), start)
            after = re.compile(rf"\s{numeral[1]}\b\.?(?=\s)").match(target, end)
            if before is not None and before[1] == numeral[1]:
                edit = [Edit(before.start(), before.end() - 1, written)]
            elif before is None and after is not None:
                edit = [Edit(start, start, f"{written} "), Edit(end, after.end(), "")]
            else:
                continue
            found += [each for each in edit if target[each.start : each.end] != each.text]
            break
    return list(dict.fromkeys(found))
