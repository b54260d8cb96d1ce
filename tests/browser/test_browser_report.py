"""A batch's report in headless Chromium: phone and desktop, hostile names, nothing asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from chromium import Chromium

from tests.report_sample import hostile_report
from translator.batch.page import page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.find(), reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(hostile_report()), "utf-8")
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
    browser.js("document.querySelectorAll('details').forEach(e => e.open = true)")
    first = browser.js("document.querySelector('.flags li').innerText").splitlines()
    assert len(first) >= 3 and first[0].endswith("target") and first[1].endswith("source")
    failed = browser.js("document.querySelector('.review li').innerText")
    assert "into Persian:" in failed, "what failed is told above, not in the table"
    assert "failed" not in browser.js("document.querySelector('tbody').innerText")
