"""Amazon Translate: custom terminology in CSV, one source language (UNI) or any (MULTI).

The header has language codes; in a UNI terminology the first column is the source, and no source
stands twice. The direction is said when the file is uploaded, not in the file. Names are found
as they are written only. Limits as documented by Amazon: 200 bytes a name, 10 MB a file.
"""

from __future__ import annotations

from translator.glossary.concept import Policy
from translator.glossary.exchange.base import Asked, Loss, Written, columns_lost
from translator.glossary.exchange.delimited import csv_text, read_literal, tsv_text
from translator.glossary.exchange.google import term_sets
from translator.glossary.exchange.pairs import NOTES, Limits, left_out, too_long
from translator.glossary.store import Glossary

LIMITS = Limits("Amazon", 200, one_case=True)

read = read_literal


def write(glossary: Glossary, asked: Asked) -> Written:
    """A UNI terminology if a source language is asked for, else a MULTI one."""
    if asked.source_lang or asked.target_lang:
        return _one_source(glossary, asked)
    sets, losses = term_sets(glossary, LIMITS)
    losses += columns_lost(glossary.concepts, NOTES, LIMITS.service)
    rows = [list(glossary.languages), *(names for _, names in sets)]
    data = tsv_text(rows) if asked.ending == ".tsv" else csv_text(rows)
    return Written(data, tuple(losses), "upload it with Directionality=MULTI")


def _one_source(glossary: Glossary, asked: Asked) -> Written:
    source = asked.source_lang or glossary.languages[0]
    wanted = (asked.target_lang,) if asked.target_lang else glossary.languages
    targets = [lang for lang in wanted if lang != source]
    rows = [[source, *targets]]
    losses: list[Loss] = []
    taken: dict[str, str] = {}
    for concept in glossary.concepts:
        keep = concept.policy is Policy.KEEP
        names = concept.variants(source)
        if not names or not (keep or any(concept.preferred(lang) for lang in targets)):
            lang = source if not names else ", ".join(targets)
            losses.append(Loss(concept.id, lang, f"no name in {lang}"))
            continue
        losses += left_out(concept, (source, *targets), LIMITS, preferred=set(targets))
        for name in names:
            row = [name, *(name if keep else concept.preferred(lang) for lang in targets)]
            long = next((cell for cell in row if too_long(cell, LIMITS)), "")
            if long:
                reason = f"{long[:40]!r}…: longer than Amazon's {LIMITS.name_bytes} bytes"
                losses.append(Loss(concept.id, source, reason))
            elif name in taken:
                reason = f"{name!r} stands for {taken[name]!r} already"
                losses.append(Loss(concept.id, source, reason))
            else:
                taken[name] = concept.id
                rows.append(row)
    losses += columns_lost(glossary.concepts, NOTES, LIMITS.service)
    data = tsv_text(rows) if asked.ending == ".tsv" else csv_text(rows)
    return Written(data, tuple(losses), "upload it with Directionality=UNI")
