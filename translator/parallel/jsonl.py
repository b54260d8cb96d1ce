"""Sentence pairs with everything known about them, a JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from translator.parallel.provenance import stamp
from translator.parallel.text import ParallelText

# Line ends to some readers; lone surrogates, which UTF-8 cannot hold.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write(parallel: ParallelText) -> bytes:
    """One object a unit, in the article's order.

    Keys: ``source``, ``target``, ``source_lang``, ``target_lang``; ``block`` (its number in the
    article, from 0), ``kind``, ``level``, ``sentence`` (its number in the block, from 0);
    ``findings`` (code, message, concept); ``terms`` (concept, text, start, end in ``source``,
    target: the preferred name); ``attempts``; ``article``, ``model``, ``pivot`` and
    ``made`` (see `translator.parallel.provenance`).
    """
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in _records(parallel))
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", "".join(lines)).encode("utf-8")


def _records(parallel: ParallelText) -> Iterator[dict[str, object]]:
    for index, block in enumerate(parallel.blocks):
        for number, unit in enumerate(block.units):
            yield {
                "source": unit.source,
                "target": unit.target,
                "source_lang": parallel.source_lang,
                "target_lang": parallel.target_lang,
                "block": index,
                "kind": block.block.kind.value,
                "level": block.block.level,
                "sentence": number,
                "findings": [
                    {"code": f.code.value, "message": f.message, "concept": f.concept}
                    for f in unit.findings
                ],
                "terms": [
                    {
                        "concept": match.concept.id,
                        "text": match.text,
                        "start": match.start,
                        "end": match.end,
                        "target": match.concept.preferred(parallel.target_lang),
                    }
                    for match in unit.matches
                ],
                "attempts": unit.attempts,
                "article": parallel.article.name,
                "model": parallel.model,
                "pivot": parallel.pivot,
                "made": stamp(unit),
            }
