"""The W3C's checker of HTML (Nu, vnu.jar) finds no fault with the pages that are written.

It is used where ``VNU_JAR`` names it, or where `.ci/run` has put it. HTML Tidy reads the pages of
other tests; it is older than the HTML of today.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from parallel_samples import hostile, persian, russian

from tests.commandline import ROOT
from tests.news_samples import PAIRS, marked, newsroom
from tests.office import translated
from tests.report_sample import hostile_report
from translator.batch.page import page as report_page
from translator.documents import registry
from translator.documents.choices import Choices
from translator.parallel import bi_html, html_translation

JAR = Path(os.environ.get("VNU_JAR") or ROOT / ".venv/nu/node_modules/vnu-jar/build/dist/vnu.jar")
PAGES = sorted((ROOT / "tests" / "golden" / "pages").glob("*.html"))
# It cannot compute the hashes that our policy allows, and guesses languages from few words.
PASSED_OVER = re.compile(r"Content Security Policy|appears to be written in")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (JAR.exists() and shutil.which("java")), reason="vnu.jar is not installed"
    ),
]


def said(folder: Path) -> dict[str, list[str]]:
    """What the checker says of each page in a folder."""
    ran = subprocess.run(
        ["java", "-jar", JAR, "--stdout", "--exit-zero-always", "--format", "json", folder],
        check=True,
        capture_output=True,
        timeout=300,
    )
    found: dict[str, list[str]] = {path.name: [] for path in folder.iterdir()}
    for message in json.loads(ran.stdout)["messages"]:
        if not PASSED_OVER.search(message["message"]):
            found[message["url"].rpartition("/")[2]].append(message["message"])
    return found


def test_pages_of_our_own(tmp_path: Path) -> None:
    samples = {f.__name__: f() for f in (russian, persian, hostile, marked)}
    samples |= {"-".join(pair): newsroom(*pair) for pair in PAIRS}
    for name, parallel in samples.items():
        (tmp_path / f"{name}.bi.html").write_bytes(bi_html.write(parallel))
        (tmp_path / f"{name}.html").write_bytes(html_translation.write(parallel))
    (tmp_path / "report.html").write_text(report_page(hostile_report()), "utf-8")
    assert said(tmp_path) == {path.name: [] for path in tmp_path.iterdir()}


@pytest.mark.parametrize("whole", [False, True], ids=["article", "whole"])
def test_a_translated_page_has_no_fault_that_it_had_not(tmp_path: Path, whole: bool) -> None:
    for path in PAGES:
        article = registry.load(path, choices=Choices(whole_page=whole))
        source = path.name.split(".")[1]
        target = "fa" if source != "fa" else "az"
        made = registry.write(translated(article, str.upper, target, source))
        (tmp_path / f"{path.stem}.html").write_bytes(made)
        (tmp_path / f"{path.stem}.source.html").write_bytes(path.read_bytes())
    found = said(tmp_path)
    for path in PAGES:
        new = set(found[f"{path.stem}.html"]) - set(found[f"{path.stem}.source.html"])
        assert not new, path.name


def test_the_checker_is_heard(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><title>a</title><p dir=up>a</i>", "utf-8")
    assert len(said(tmp_path)["bad.html"]) > 1
