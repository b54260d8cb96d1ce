"""The example articles are read into the blocks written down here.

After a deliberate change: `python tests/golden/documents/test_documents_golden.py` writes the file
anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from translator.documents.article import Sentence
from translator.documents.registry import READERS, load
from translator.documents.render import render_markdown, render_plain
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit

EXPECTED = Path(__file__).with_name("expected.json")
ROOT = Path(__file__).parents[3]
SOURCES = sorted([*ROOT.glob("examples/*.*"), *Path(__file__).parent.glob("*.txt")])


def outline(path: Path) -> list[str]:
    """Each block in a line: kind, level, markup, beginning and end of its text."""
    lines = []
    for block in load(path).blocks:
        marks = "".join(
            f" {block.text[i.start : i.end]!r}{'=' if i.keep else ''}{i.open}…{i.close}"
            for i in block.inlines
        )
        text = block.text if len(block.text) < 60 else block.text[:28] + " … " + block.text[-28:]
        lines.append(f"{block.kind} {block.level} {text!r}{marks}")
    return lines


def same(path: Path) -> ParallelText:
    """The article translated into itself, a block a sentence."""
    article = load(path)
    entries = []
    for block in article.blocks:
        units: tuple[TranslationUnit, ...] = ()
        if block.kind.translated:
            block = replace(block, sentences=(Sentence(0, len(block.text), block.text),))
            units = (TranslationUnit(block.text, block.text),)
        entries.append(ParallelBlock(block, units))
    return ParallelText(article, "en", "en", tuple(entries))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_blocks(path: Path) -> None:
    assert outline(path) == json.loads(EXPECTED.read_text("utf-8"))[path.name]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_translation_into_itself_is_the_article(path: Path) -> None:
    parallel = same(path)
    assert READERS[parallel.article.format].write(parallel) == parallel.article.text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_other_formats_hold_the_same_words_in_the_same_order(path: Path) -> None:
    parallel = same(path)
    words = [word for block in parallel.article.blocks for word in block.text.split()]
    for written in (render_plain(parallel), render_markdown(parallel)):
        at, bare = 0, re.sub(r"[*\\[]|\]\(.*?\)", "", written)
        for word in words:
            at = bare.find(word, at)
            assert at >= 0, word


if __name__ == "__main__":
    found = {path.name: outline(path) for path in SOURCES}
    EXPECTED.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
