"""What is recorded and reported of an article in a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from translator.batch.ledger import Record
from translator.engines.decode import faulty
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.summary import counts, terms
from translator.parallel.text import ParallelText, TranslationUnit
from translator.quality.consistency import names_used

_EXCERPT = 160


def described(parallel: ParallelText, seconds: float) -> dict[str, Any]:
    """The facts of a translation, as the report shows them; ``seconds`` is what it took.

    Of sentences that the model was only unsure of, which may be most, the numbers alone are kept.
    """
    number = counts(parallel)
    flagged = [(n, unit) for n, unit in enumerate(parallel.units, 1) if unit.findings]
    found, applied = terms(parallel)
    return {
        "sentences": number["sentence"],
        "words": number["word"],
        "reused": parallel.reused,
        "terms_found": found,
        "terms_applied": applied,
        "seconds": round(seconds, 3),
        "model": parallel.model,
        "pivot": parallel.pivot,
        "names": {concept: dict(names) for concept, names in names_used(parallel).items() if names},
        "flagged": [_flagged(n, unit) for n, unit in flagged if faulty(unit.findings)],
        "unsure": [n for n, unit in flagged if not faulty(unit.findings)],
    }


def flags(result: Mapping[str, Any]) -> int:
    """How many sentences of a translation are flagged, doubts of the model among them."""
    return len(result.get("flagged", ())) + len(result.get("unsure", ()))


def _flagged(number: int, unit: TranslationUnit) -> dict[str, Any]:
    return {
        "segment": number,
        "source": _excerpt(unit.source),
        "target": _excerpt(unit.target),
        "findings": [
            {"code": str(f.code), "concept": f.concept, "message": f.message} for f in unit.findings
        ],
    }


def skipped(record: Record, reason: str) -> Record:
    """``record`` of an article that needs no translation, and why."""
    return replace(record, result=record.result | {"skipped": reason})


def failed(record: Record, error: Exception) -> Record:
    """``record`` with what went wrong."""
    if not isinstance(error, TranslatorError):
        text = " ".join(str(error).split())
        error = TranslatorError(
            ErrorCode.FAILED,
            f"{record.name}: unexpected {type(error).__name__}{': ' if text else ''}{text}",
            "this is a mistake in translator; please report it with the article",
        )
    told = {"code": str(error.code), "message": error.message, "hint": error.hint}
    return replace(record, error=told)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"
