"""What a batch reports when everything in it is hostile: names, messages, texts."""

from __future__ import annotations

from typing import Any

from translator.batch.page import shortened

HOSTILE = "<script>alert(1)</script>&\"' " + "very-long-name-" * 12 + ".txt"


def _article(name: str, flags: int) -> dict[str, Any]:
    flag = {
        "segment": 3,
        "source": f"{HOSTILE} source",
        "target": f"{HOSTILE} target",
        "findings": [{"code": "number", "concept": "", "message": f"lost {HOSTILE}"}],
        "similar": {"source": "A", "target": "Б", "score": 80},
    }
    return shortened(
        {
            "input": name, "source_lang": "en", "target_lang": "fa", "status": "done", "now": True,
            "sentences": 1234, "words": 5678, "reused": 12, "terms_found": 3, "terms_applied": 2,
            "seconds": 1.5, "model": "m", "pivot": "en", "flagged": [flag] * flags,
            "outputs": [], "page": "fa/a%20b.bi.html",
        }
    )  # fmt: skip


def hostile_report() -> dict[str, Any]:
    """The content of a report, with every kind of entry in it."""
    failed = _article(HOSTILE, 0) | {
        "status": "failed",
        "error": {"code": "failed", "message": HOSTILE, "hint": HOSTILE},
    }
    return {
        "folder": HOSTILE, "targets": ["fa", "ru"], "formats": ["same"], "glossaries": [HOSTILE],
        "model": HOSTILE, "notice": f"note: {HOSTILE}",
        "part": "2-of-8", "finished": "2026-01-01", "seconds": 12.0,
        "run": dict.fromkeys(
            ("translated", "unchanged", "failed", "sentences_translated", "sentences_reused"), 1234
        ),
        "totals": dict.fromkeys(
            ("translations", "sentences", "words", "flagged", "terms_found", "terms_applied",
             "failed", "articles"), 12345,
        ),
        "articles": [failed, _article("a b.txt", 25), _article(HOSTILE, 0)],
        "unknown": [HOSTILE], "removed": [HOSTILE],
        "barred": [{"folder": HOSTILE, "reason": "permission denied"}],
        "inconsistent": [
            {"target_lang": "fa", "concept": HOSTILE, "name": HOSTILE, "count": 3,
             "others": [{"name": HOSTILE, "count": 1, "articles": [HOSTILE]}]},
        ],
    }  # fmt: skip
