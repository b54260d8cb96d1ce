"""Google Cloud Translation: equivalent term sets in CSV, or one direction in two columns.

An equivalent term set has a header of language codes, optionally ``pos`` and ``description``; any
language can be the source. A unidirectional glossary has two columns and no header.
"""

from __future__ import annotations

from translator.glossary.exchange.base import Asked, Loss, Written, columns_lost
from translator.glossary.exchange.delimited import csv_text, read_literal, tsv_text
from translator.glossary.exchange.pairs import Limits, left_out, pairs_of, too_long
from translator.glossary.store import Glossary

LIMITS = Limits("Google", 1024)

read = read_literal


def write(glossary: Glossary, asked: Asked) -> Written:
    """A unidirectional glossary if two languages are asked for, else an equivalent term set."""
    if asked.source_lang or asked.target_lang:
        source, target = asked.pair("a unidirectional glossary")
        pairs, lost = pairs_of(glossary, source, target, LIMITS)
        rows = [(pair.source, pair.target) for pair in pairs]
        data = tsv_text(rows) if asked.ending == ".tsv" else csv_text(rows)
        return Written(data, tuple(lost), f"a unidirectional glossary, {source} to {target}")
    table, losses = term_sets(glossary, LIMITS)
    losses += columns_lost(glossary.concepts, ("gender", "number", "domain", "source"), "Google")
    described = (
        any(concept.pos for concept in glossary.concepts),
        any(concept.note for concept in glossary.concepts),
    )
    by_id = {concept.id: concept for concept in glossary.concepts}
    header = [*glossary.languages]
    header += ["pos"] * described[0] + ["description"] * described[1]
    out = [header]
    for identity, names in table:
        concept = by_id[identity]
        extra = [concept.pos] * described[0] + [concept.note] * described[1]
        out.append([*names, *extra])
    return Written(csv_text(out), tuple(losses), "an equivalent term set (languagesCodesSet)")


def term_sets(glossary: Glossary, limits: Limits) -> tuple[list[tuple[str, list[str]]], list[Loss]]:
    """The preferred names of each concept, one cell a language, by id; and what is left out."""
    rows: list[tuple[str, list[str]]] = []
    losses: list[Loss] = []
    for concept in glossary.concepts:
        cells = []
        for lang in glossary.languages:
            name = concept.preferred(lang)
            if name and too_long(name, limits):
                reason = f"{name[:40]!r}…: longer than {limits.service}'s {limits.name_bytes} bytes"
                losses.append(Loss(concept.id, lang, reason))
                name = ""
            cells.append(name)
        if sum(bool(cell) for cell in cells) < 2:
            losses.append(Loss(concept.id, "", "names in two languages are needed"))
            continue
        langs = glossary.languages
        losses += left_out(concept, langs, limits, preferred=set(langs))
        rows.append((concept.id, cells))
    return rows, losses
