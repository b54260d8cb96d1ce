"""Wire items and subtitles of our own writing: what is read in them, and what is written.

After a deliberate change: `python tests/golden/wire/test_wire_golden.py` writes the expected files
anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))  # for the run without pytest

from tests.echoing import echo
from translator.documents import registry
from translator.languages import language, upper

HERE = Path(__file__).parent
OUTLINES = HERE / "expected" / "outlines.json"
SOURCES = sorted(
    path
    for path in HERE.iterdir()
    if path.suffix in (".newsml", ".nitf", ".ninjs", ".srt", ".vtt")
)


def outline(path: Path) -> list[str]:
    """Each block in a line: kind, level, text, markup."""
    article = registry.load(path)
    lines = [f"{article.format} {article.lang}"]
    for block in article.blocks:
        marks = "".join(
            f" {block.text[i.start : i.end]!r}{'=' if i.keep else ''}{i.open}…{i.close}"
            for i in block.inlines
        )
        lines.append(f"{block.kind} {block.level} {block.text!r}{marks}")
    return lines


def target(path: Path) -> tuple[str, str]:
    """The language to translate into, and the document with every sentence in capitals."""
    source = path.name.split(".")[1]
    lang = "ru" if source != "ru" else "az"
    article = registry.load(path)
    parallel = echo(article, lang, lambda text: upper(text, source), source=source)
    written = registry.write(parallel).decode()
    return lang, re.sub(r"translator \d[\w.]*|versioninfo=\"[\w.]*\"", "…", written)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_blocks(path: Path) -> None:
    assert outline(path) == json.loads(OUTLINES.read_text("utf-8"))[path.name]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_translation_into_itself_is_the_source(path: Path) -> None:
    article = registry.load(path)
    source = language(path.name.split(".")[1]).code
    same = echo(article, source, source=source)
    assert registry.write(same) == path.read_bytes()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_translation(path: Path) -> None:
    assert target(path)[1].encode() == (HERE / "expected" / path.name).read_bytes()


if __name__ == "__main__":
    found = {path.name: outline(path) for path in SOURCES}
    OUTLINES.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for path in SOURCES:
        (HERE / "expected" / path.name).write_bytes(target(path)[1].encode())
