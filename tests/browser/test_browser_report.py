"""A batch's report in headless Chromium: phone and desktop, hostile names, nothing asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chromium
import pytest
from chromium import Chromium

from translator.batch.page import page, shortened

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.find(), reason="Chromium is not installed"),
]
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


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    failed = _article(HOSTILE, 0) | {
        "status": "failed",
        "error": {"code": "failed", "message": HOSTILE, "hint": HOSTILE},
    }
    content = {
        "folder": HOSTILE, "targets": ["fa", "ru"], "formats": ["same"], "glossaries": [HOSTILE],
        "model": HOSTILE, "part": "2-of-8", "finished": "2026-01-01", "seconds": 12.0,
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
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(content), "utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as running:
        yield running


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_overflow_no_script_no_request(browser: Chromium, report: Path, width: int) -> None:
    browser.view(width)
    browser.open(report)
    browser.js("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert browser.js("document.documentElement.scrollWidth") <= width
    assert browser.js("document.scripts.length") == 0
    assert browser.complaints() == [] and browser.requests() == []


def test_flags_lead_into_the_side_by_side_page(browser: Chromium, report: Path) -> None:
    browser.view(1280)
    browser.open(report)
    links = browser.js("[...document.querySelectorAll('.flags a')].map(e => e.href)")
    assert len(links) == 20 and all(link.endswith("fa/a%20b.bi.html#t3") for link in links)
    assert browser.js("document.querySelector('.flags').innerText").startswith("25 sentences")
    assert browser.js("document.querySelector('tbody th').innerText").endswith("failed")
