"""What is told about a finished translation: lines for a person, an entry for a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translator.engines.decode import faulty
from translator.parallel.summary import ranges, terms
from translator.parallel.text import ParallelText, TranslationUnit

_SHOWN = 10
_EXCERPT = 60


def summary(
    name: str, parallel: ParallelText, seconds: float, outputs: Sequence[Path] = ()
) -> Iterator[str]:
    """The lines that tell a person what came out and what deserves a look."""
    units = list(parallel.units)
    found, applied = terms(parallel)
    flagged = [(number, unit) for number, unit in enumerate(units, 1) if unit.findings]
    unsure = [number for number, unit in flagged if not faulty(unit.findings)]
    parts = [_count(len(units), "sentence"), f"{len(flagged)} flagged"]
    if unsure:
        parts.append(f"{len(unsure)} of them only unsure")
    if parallel.reused:
        parts.append(f"{parallel.reused} from memory")
    if found:
        parts.append(f"{applied} of {_count(found, 'term')} applied")
    parts.append(f"{seconds:.1f} s")
    arrow = f"{parallel.source_lang} to {parallel.target_lang}"
    yield f"{name}: {arrow}: {', '.join(parts)}"
    if parallel.pivot:
        from translator.languages import language

        through = language(parallel.pivot).name
        yield f"  {parallel.target_lang} from {parallel.source_lang} through {through}"
    if outputs:
        yield f"  written: {', '.join(str(path) for path in outputs)}"
    flagged = [(number, unit) for number, unit in flagged if faulty(unit.findings)]
    for number, unit in flagged[:_SHOWN]:
        reasons = "; ".join(f"{f.code}: {f.message}" for f in unit.findings)
        yield f"  sentence {number} ({_excerpt(unit.source)}): {reasons}"
    if len(flagged) > _SHOWN:
        yield f"  and {len(flagged) - _SHOWN} more; --json or -o NAME.bi.html shows them all"
    if unsure:
        finding = units[unsure[0] - 1].findings[0]
        noun = "sentence" if len(unsure) == 1 else "sentences"
        yield f"  {noun} {ranges(unsure)}: {finding.code}: {finding.message}"


def entry(
    name: str,
    parallel: ParallelText,
    seconds: float,
    outputs: Sequence[Path] = (),
    text: str | None = None,
) -> dict[str, Any]:
    """The same for the JSON envelope, with every flagged sentence and, if given, the text."""
    units = list(parallel.units)
    found, applied = terms(parallel)
    result: dict[str, Any] = {
        "input": name,
        "format": parallel.article.format,
        "source_lang": parallel.source_lang,
        "target_lang": parallel.target_lang,
        "pivot": parallel.pivot,
        "model": parallel.model,
        "seconds": round(seconds, 3),
        "sentences": len(units),
        "reused": parallel.reused,
        "terms_found": found,
        "terms_applied": applied,
        "flagged": [_flagged(n, unit) for n, unit in enumerate(units, 1) if unit.findings],
        "outputs": [str(path) for path in outputs],
    }
    if text is not None:
        result["text"] = text
    return result


def _flagged(number: int, unit: TranslationUnit) -> dict[str, Any]:
    return {
        "segment": number,
        "source": unit.source,
        "target": unit.target,
        "attempts": unit.attempts,
        "findings": [
            {"code": str(f.code), "concept": f.concept, "message": f.message} for f in unit.findings
        ],
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"
