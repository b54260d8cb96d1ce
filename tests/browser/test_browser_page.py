"""The side-by-side page in headless Chromium: phone and desktop, light and dark, print, keys."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from chromium import Chromium
from parallel_samples import hostile, persian, russian

from translator.parallel import bi_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.find(), reason="Chromium is not installed"),
]
SAMPLES = {"russian": russian, "persian": persian, "hostile": hostile}


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as running:
        yield running


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, sample in SAMPLES.items():
        made[name] = folder / f"{name}.bi.html"
        made[name].write_bytes(bi_html.write(sample()))
    return made


def lit(browser: Chromium) -> list[str]:
    found: list[str] = browser.js("[...document.querySelectorAll('.s.lit')].map(e => e.id)")
    return found


def lights(browser: Chromium, *ids: str) -> None:
    """Wait until just these sentences are lit: a busy browser answers input a little later."""
    wanted = json.dumps(list(ids))
    found = "JSON.stringify([...document.querySelectorAll('.s.lit')].map(e => e.id))"
    browser.until(f"{found} === JSON.stringify({wanted})")
    assert lit(browser) == list(ids)


def shown(browser: Chromium, selector: str) -> bool:
    return bool(
        browser.js(f"getComputedStyle(document.querySelector('{selector}')).display != 'none'")
    )


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("sample", SAMPLES)
def test_no_overflow_no_complaint_no_request(
    browser: Chromium, pages: dict[str, Path], sample: str, width: int
) -> None:
    browser.view(width)
    browser.open(pages[sample])
    assert browser.js("document.documentElement.scrollWidth") <= width
    # Nothing sticks out of its column either.
    outside = browser.js(
        "[...document.querySelectorAll('.cell, .s, .kept, .review')].filter(e =>"
        " e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -3)"
        ".map(e => e.className)"
    )
    assert outside == []
    assert browser.complaints() == []
    assert browser.requests() == []


def test_columns_stand_side_by_side_or_stacked(browser: Chromium, pages: dict[str, Path]) -> None:
    edges = (
        "[...document.querySelectorAll('.paragraph .cell')].map(e => e.getBoundingClientRect())"
        ".map(r => [r.left, r.top, r.right, r.bottom])"
    )
    browser.view(1280)
    browser.open(pages["russian"])
    source, target = browser.js(edges)
    assert source[2] < target[0]
    assert abs(source[1] - target[1]) < 3
    browser.view(390)
    source, target = browser.js(edges)
    assert source[3] <= target[1]
    assert source[0] == target[0]


@pytest.mark.parametrize("side", ["s", "t"])
def test_hovering_lights_the_partner(browser: Chromium, pages: dict[str, Path], side: str) -> None:
    browser.view(1280)
    browser.open(pages["russian"])
    browser.hover(f"#{side}6")
    lights(browser, "s6", "t6")
    browser.hover("h1")
    lights(browser)


@pytest.mark.parametrize("side", ["s", "t"])
def test_tapping_lights_the_partner(browser: Chromium, pages: dict[str, Path], side: str) -> None:
    browser.view(390)
    browser.open(pages["russian"])
    browser.tap(f"#{side}5")
    browser.until("document.querySelector('.s.lit')")
    lights(browser, "s5", "t5")
    assert shown(browser, "#w5")
    box = browser.js(
        "(r => [r.left, r.right])(document.getElementById('w5').getBoundingClientRect())"
    )
    assert box[0] >= 0
    assert box[1] <= 390
    browser.tap("h1")
    browser.until("!document.querySelector('.s.lit')")
    lights(browser)
    assert not shown(browser, "#w5")


def test_flags_show_their_reasons(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.view(1280)
    browser.open(pages["russian"])
    assert not shown(browser, "#w5")
    browser.hover(".flag")
    browser.until("getComputedStyle(document.getElementById('w5')).display !== 'none'")
    assert "number 2023 is missing" in browser.js("document.getElementById('w5').innerText")
    browser.click(".review li:nth-child(2) a")
    browser.until("document.activeElement.id === 't11'")
    lights(browser, "s11", "t11")


def test_keyboard(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.view(1280)
    browser.open(pages["russian"])
    for _ in range(3):  # two links of the list, then the first sentence
        browser.press("Tab")
    browser.until("document.activeElement.id === 't1'")
    lights(browser, "s1", "t1")
    for key, there in (("ArrowDown", "t2"), ("ArrowLeft", "s2"), ("ArrowUp", "s1")):
        browser.press(key)
        browser.until(f"document.activeElement.id === '{there}'")
    lights(browser, "s1", "t1")
    browser.press("Escape")
    lights(browser)


def test_a_term_lights_on_both_sides(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.view(1280)
    browser.open(pages["russian"])
    browser.hover("#s4 .term")
    browser.until("document.querySelectorAll('.term.on').length === 2")
    on = browser.js("[...document.querySelectorAll('.term.on')].map(e => e.textContent)")
    assert on == ["Caspian Sea", "Каспийского моря"]


def test_direction(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.view(1280)
    browser.open(pages["persian"])
    direction = "getComputedStyle(document.querySelector('{}')).direction"
    assert browser.js(direction.format(".target")) == "rtl"
    assert browser.js(direction.format(".source")) == "ltr"
    # The text begins at the right edge of its column.
    edges = browser.js(
        "[document.querySelector('#t1'), document.querySelector('.headline .target')]"
        ".map(e => e.getBoundingClientRect().right)"
    )
    assert abs(edges[0] - edges[1]) < 4


def test_article_text_is_only_text(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    assert browser.js("document.title").startswith("</title><script>")
    assert "owned" not in browser.js("document.title").split("'")[0]
    assert browser.js("document.querySelectorAll('main script, main img, iframe').length") == 0
    assert browser.js("document.querySelector('.headline .source').textContent").startswith(
        "</title><script>document.title"
    )


def test_policy_stops_foreign_scripts_and_requests(
    browser: Chromium, pages: dict[str, Path]
) -> None:
    browser.open(pages["russian"])
    browser.js(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); document.body.insertAdjacentHTML('beforeend',"
        ' \'<img src="https://example.org/x.png" onerror="window.ran = 2">\'); })()'
    )
    assert browser.js("window.ran") is None
    refused = " ".join(browser.complaints())
    assert "Content Security Policy" in refused


@pytest.mark.parametrize("dark", [False, True])
def test_colours_can_be_read(browser: Chromium, pages: dict[str, Path], dark: bool) -> None:
    """Contrast of at least 4.5 to 1 (WCAG 2 AA) for running text, notes and flags."""
    browser.view(1280, dark=dark)
    browser.open(pages["russian"])
    paper = browser.js("getComputedStyle(document.body).backgroundColor")
    assert (luminance(paper) < 0.1) == dark
    for selector in (
        ".paragraph .target",
        ".facts",
        ".flag",
        ".dateline .source",
        ".review .reason",
    ):
        ink = browser.js(f"getComputedStyle(document.querySelector('{selector}')).color")
        one, other = sorted((luminance(ink), luminance(paper)))
        assert (other + 0.05) / (one + 0.05) >= 4.5, selector


def luminance(colour: str) -> float:
    """Relative luminance of ``rgb(…)`` by the formula of WCAG 2."""
    channels = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_print(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.view(794, 1123, media="print")
    browser.open(pages["russian"])
    browser.js("document.querySelector('#t5').focus()")
    assert not shown(browser, "#w5")
    places = browser.js(
        "['main', '.review', '.end'].map(s => document.querySelector(s))"
        ".map(e => e.getBoundingClientRect().top)"
    )
    assert places == sorted(places)
    source, target = browser.js(
        "[...document.querySelectorAll('.paragraph .cell')].map(e => e.getBoundingClientRect())"
        ".map(r => [r.left, r.right])"
    )
    assert source[1] < target[0]
    browser.view(1280)
    printed = browser.pdf()
    assert printed.startswith(b"%PDF")
    assert pages_of(printed) == 1


def pages_of(pdf: bytes) -> int:
    """The number of pages of a PDF, object streams unpacked."""
    data = pdf
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            data += zlib.decompress(packed)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", data))


def test_readable_without_its_script(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.view(390)
        browser.open(pages["russian"])
        assert browser.js("document.querySelector('#t4').innerText").startswith("Журналисты")
        assert browser.complaints() == []
        browser.hover(".flag")
        browser.until("getComputedStyle(document.getElementById('w5')).display !== 'none'")
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_picture_is_not_blank(
    browser: Chromium, pages: dict[str, Path], width: int, dark: bool
) -> None:
    browser.view(width, dark=dark)
    browser.open(pages["persian"])
    picture = browser.shot()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
