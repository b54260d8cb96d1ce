"""Web pages and feeds from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Port opens - Coast</title></head>
<body>
<nav><a href="/">Home page</a></nav>
<article>
<h1>Port opens</h1>
<p>The port of Baku opened on <b>Monday</b> after two years of repairs, the authority said.</p>
<p>Ships from Aktau were the first to arrive, and their crews were met with music and flowers.</p>
</article>
<footer>All rights are ours alone.</footer>
</body>
</html>
"""


@pytest.fixture
def page(cli: Any) -> Path:
    path = Path("page.html")
    path.write_text(PAGE)
    return path


def test_the_article_and_the_whole_page(cli: Any, page: Path, tiny_model: Path) -> None:
    options = ("-t", "ru", "-f", "en", "-m", tiny_model, "--no-memory")
    assert cli("translate", page, *options, "-o", "one.html").code == 0
    assert cli("translate", page, *options, "-o", "all.html", "--whole-page").code == 0
    one, everything = Path("one.html").read_text("utf-8"), Path("all.html").read_text("utf-8")
    for part in ("Home page</a>", "All rights are ours alone."):
        assert part in one
        assert part not in everything
    for made in (one, everything):
        assert '<html lang="ru">' in made
        assert "Port opens</h1>" not in made
        assert made.count("<b>") == made.count("</b>") == 1
        assert '<a href="/">' in made


def test_the_setting(cli: Any, page: Path) -> None:
    assert "Home page" not in cli("segment", page, "-f", "en").out.decode()
    Path("translator.toml").write_text("whole_page = true\n")
    assert "Home page" in cli("segment", page, "-f", "en").out.decode()


def test_a_page_becomes_other_formats(cli: Any, page: Path, tiny_model: Path) -> None:
    options = ("-t", "ru", "-f", "en", "-m", tiny_model, "--no-memory")
    outputs = ("-o", "a.md", "-o", "a.txt", "-o", "a.tmx", "-o", "a.bi.html")
    assert cli("translate", page, *options, *outputs).code == 0
    assert Path("a.md").read_text("utf-8").startswith("# ")
    assert "**" in Path("a.md").read_text("utf-8")
    assert "<" not in Path("a.txt").read_text("utf-8")


def test_another_format_becomes_a_page(cli: Any, tiny_model: Path) -> None:
    Path("a.md").write_text("# Port opens\n\nThe *port* of Baku opened on Monday.\n")
    ran = cli("translate", "a.md", "-t", "ru", "-f", "en", "-m", tiny_model, "-o", "a.html")
    assert ran.code == 0
    made = Path("a.html").read_text("utf-8")
    assert '<html lang="ru">' in made
    assert made.count("<h1>") == made.count("<em>") == 1


def test_a_hostile_feed_is_exit_5(cli: Any) -> None:
    Path("a.rss").write_text('<!DOCTYPE rss [<!ENTITY a "x">]><rss><channel/></rss>')
    ran = cli("translate", "a.rss", "-t", "ru")
    assert ran.code == 5
    assert "entities" in ran.err
    assert "Traceback" not in ran.err


def test_the_library(page: Path, tiny_model: Path) -> None:
    from translator import translate

    one = translate(page, "ru", from_lang="en", model=str(tiny_model))
    everything = translate(page, "ru", from_lang="en", model=str(tiny_model), whole_page=True)
    menu = "Home page"
    assert menu not in [unit.source for unit in one.units]
    assert menu in [unit.source for unit in everything.units]
