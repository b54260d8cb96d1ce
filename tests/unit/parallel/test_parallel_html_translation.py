"""A page made of an article of another format."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from translator.documents.registry import load
from translator.documents.render import render_markdown
from translator.parallel.html_translation import write
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

MARKDOWN = """# Port & sea < 4

**BAKU, Sept. 18** — A *new* [line](https://a.b/c?d=1&e=2) and `x < y`.[^1]

By Ann Smith

1. one
2. two
   - inner **bold**

> Said *he*.

| a | b |
|---|---|
| c | d |

```
if a < b: <script>
```

<script>alert(1)</script>

Text <b onclick="x()">bold</b> [bad](javascript:alert(1)).\\
Next line.

[^1]: The note.
"""


def same(data: bytes, target_lang: str = "fa", name: str = "") -> ParallelText:
    article = segment_article(load(None, data=data, lang="en"), "en")
    blocks = tuple(
        ParallelBlock(b, tuple(TranslationUnit(s.text, s.text) for s in b.sentences))
        for b in article.blocks
    )
    return ParallelText(article, "en", target_lang, blocks, model="test")


def test_structure_and_markup() -> None:
    page = write(same(MARKDOWN.encode()))
    root = html.document_fromstring(page)
    assert (root.get("lang"), root.get("dir")) == ("fa", "rtl")
    assert root.xpath("string(//h1)") == "Port & sea < 4" == root.xpath("string(//title)")
    assert root.xpath("//p/strong")[0].text == "BAKU, Sept. 18"
    assert root.xpath("//a/@href") == ["https://a.b/c?d=1&e=2"]
    assert root.xpath("string(//p/code)") == "x < y"
    assert root.xpath("string(//sup)") == "1"
    assert [li.text.strip() for li in root.xpath("//ol/li")] == ["one", "two"]
    assert root.xpath("string(//ol/li/ul/li/strong)") == "bold"
    assert root.xpath("string(//blockquote//em)") == "he"
    assert [[td.text for td in tr] for tr in root.xpath("//tr")] == [["a", "b"], ["c", "d"]]
    assert "if a < b: <script>" in root.xpath("string(//pre/code)")
    assert len(root.xpath("//br")) == 1
    assert root.xpath("//meta[@name='machine-translation']")


def test_nothing_of_the_source_s_html_comes_in() -> None:
    page = write(same(MARKDOWN.encode())).decode()
    assert "<script" not in page
    assert "onclick" not in page
    assert not html.document_fromstring(page).xpath("//a[starts-with(@href, 'javascript')]")
    assert "<strong>bold</strong> " in page


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<p>a <b>bold</b> and <i>thin</i></p>", "a **bold** and *thin*\n"),
        (
            "<p>see <a href='https://a.b/c'>this <b>x</b></a>.</p>",
            "see [this **x**](<https://a.b/c>).\n",
        ),
        ("<p>one<br>two <code>a*b</code></p>", "one\\\ntwo `a*b`\n"),
        ("<p>a <span class=x>b</span><img src=y> * c</p>", "a b * c\n"),
        ("<h1>T</h1><ul><li>a<li>b</ul>", "# T\n\n- a\n- b\n"),
    ],
)
def test_a_page_as_markdown(text: str, written: str) -> None:
    made = render_markdown(same(f"<html><body>{text}</body></html>".encode()))
    assert " ".join(made.split(" ")).replace("  ", " ") == written


@pytest.mark.skipif(not shutil.which("tidy"), reason="needs HTML Tidy")
@pytest.mark.parametrize("lang", ["az", "ru", "fa"])
def test_tidy_finds_no_fault(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(write(same(MARKDOWN.encode(), lang)))
    ran = subprocess.run(
        ["tidy", "-q", "-e", "-utf8", str(path)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
