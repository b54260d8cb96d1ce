"""DeepL: entries in CSV or TSV, and the multilingual glossaries of its API's version 3 in JSON.

A row is ``source,target,source_lang,target_lang``; a dictionary has one direction. Limits as
documented by DeepL in 2025: 1024 bytes a name, 10 MiB a glossary, no name twice in a dictionary.
"""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.exchange.base import (
    Asked,
    Loss,
    Read,
    Written,
    code_of,
    decoded,
    unreadable,
)
from translator.glossary.exchange.delimited import csv_text, read_literal, table, tsv_text
from translator.glossary.exchange.pairs import Limits, Pair, pairs_of, records_of
from translator.glossary.store import Glossary

LIMITS = Limits("DeepL", 1024)
MAX_BYTES = 10 * 1024 * 1024
KNOWN = frozenset(
    (
        *("ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hu", "id"),
        *("it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv"),
        *("th", "tr", "uk", "vi", "zh"),
    )
)
"""The languages that DeepL documented for glossaries in 2025; its API lists the present ones."""


def read(data: bytes, asked: Asked) -> Read:
    """Entries in CSV or TSV, with or without language columns, or a glossary in JSON."""
    if asked.ending == ".json" or data.lstrip()[:1] == b"{":
        return _read_json(data, asked)
    return read_literal(data, asked)


def _read_json(data: bytes, asked: Asked) -> Read:
    try:
        document: Any = json.loads(decoded(data, asked.name))
        pairs: list[Pair] = []
        losses: list[Loss] = []
        for part in document["dictionaries"]:
            source, target = code_of(str(part["source_lang"])), code_of(str(part["target_lang"]))
            if not source or not target:
                named = f"{part['source_lang']} → {part['target_lang']}"
                losses.append(Loss("", "", f"the dictionary {named}: a language not known here"))
                continue
            ending = ".csv" if part.get("entries_format") == "csv" else ".tsv"
            entries = str(part["entries"])
            rows = (
                table(entries.encode("utf-8"), Asked(ending=ending, name=asked.name))
                if entries.strip()
                else []
            )
            pairs += [Pair(r[0], r[1], source, target) for r in rows if len(r) > 1 and all(r[:2])]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise unreadable(
            asked.name, "no glossary of DeepL's API, version 3", "it has a list 'dictionaries'"
        ) from None
    return Read(records_of(pairs), tuple(losses))


def write(glossary: Glossary, asked: Asked) -> Written:
    """Entries of one direction, or of every direction if no languages are asked for."""
    if asked.source_lang or asked.target_lang:
        directions = [asked.pair("a DeepL dictionary")]
    else:
        directions = list(permutations(glossary.languages, 2))
    rows: list[Pair] = []
    losses: dict[Loss, None] = {}
    dictionaries = []
    for source, target in directions:
        pairs, lost = pairs_of(glossary, source, target, LIMITS)
        losses |= dict.fromkeys(lost)
        rows += pairs
        entries = tsv_text((pair.source, pair.target) for pair in pairs).decode("utf-8")
        if pairs:
            dictionaries.append(
                {
                    "source_lang": source,
                    "target_lang": target,
                    "entries": entries.rstrip("\n"),
                    "entries_format": "tsv",
                }
            )
    if asked.ending == ".json":
        document = {"name": glossary.name, "dictionaries": dictionaries}
        data = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    elif asked.ending == ".tsv":
        if len(directions) > 1:
            raise TranslatorError(
                ErrorCode.USAGE,
                "DeepL's TSV holds one direction",
                "give -f and -t, or write .csv or .json for all of them",
            )
        data = tsv_text((pair.source, pair.target) for pair in rows)
    else:
        data = csv_text((p.source, p.target, p.source_lang, p.target_lang) for p in rows)
    doubtful = sorted({lang for pair in directions for lang in pair} - KNOWN)
    advice = "one dictionary a direction"
    if doubtful:
        advice += f"; DeepL may not take {', '.join(doubtful)}: see its /v3/languages"
    if len(data) > MAX_BYTES:
        advice += "; larger than the 10 MiB that DeepL takes: split it"
    return Written(data, tuple(losses), advice)
