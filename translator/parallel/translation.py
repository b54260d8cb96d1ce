"""The translation alone, in the source's format or as plain text or Markdown."""

from __future__ import annotations

from translator.parallel.encode import utf8
from translator.parallel.text import ParallelText


def text(parallel: ParallelText) -> bytes:
    """The translation as plain text in UTF-8, with the source's lines, indents and list marks."""
    return utf8(_written(parallel, ".txt"))


def markdown(parallel: ParallelText) -> bytes:
    """The translation as Markdown in UTF-8, with the source's structure."""
    return utf8(_written(parallel, ".md"))


def _written(parallel: ParallelText, ending: str) -> str:
    """The translation by the article's own reader, if files of that ending are what it reads."""
    from translator.documents.registry import READERS, same_endings

    if ending in same_endings(parallel.article.format):
        return READERS[parallel.article.format].write(parallel)
    from translator.documents.render import render_markdown, render_plain

    return render_markdown(parallel) if ending == ".md" else render_plain(parallel)
