"""Microsoft Translator: phrase dictionaries of Custom Translator, and glossaries for documents.

A phrase dictionary is an aligned pair, here as TMX; a glossary of document translation has two
columns, in TSV or CSV. Both have one direction and find names as they are written only.
"""

from __future__ import annotations

from translator.glossary.exchange import tmx
from translator.glossary.exchange.base import Asked, Read, Written
from translator.glossary.exchange.delimited import csv_text, read_literal, tsv_text
from translator.glossary.exchange.pairs import Limits, pairs_of
from translator.glossary.store import Glossary

LIMITS = Limits("Microsoft", 1024, one_case=True)


def read(data: bytes, asked: Asked) -> Read:
    """A phrase dictionary in TMX, or two columns."""
    if asked.ending == ".tmx" or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return tmx.read(data, asked)
    return read_literal(data, asked)


def write(glossary: Glossary, asked: Asked) -> Written:
    """One direction, as TMX (a phrase dictionary) or in two columns (for documents)."""
    source, target = asked.pair("a phrase dictionary")
    pairs, lost = pairs_of(glossary, source, target, LIMITS)
    rows = [(pair.source, pair.target) for pair in pairs]
    if asked.ending == ".tmx":
        data = tmx.document(
            ((str(n), (source, a), (target, b)) for n, (a, b) in enumerate(rows, 1)), source
        )
        return Written(data, tuple(lost), "upload it as a phrase dictionary")
    data = csv_text(rows) if asked.ending == ".csv" else tsv_text(rows)
    return Written(data, tuple(lost), "a glossary for document translation")
