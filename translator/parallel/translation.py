"""The translation alone, in the source's format or as plain text or Markdown."""

from __future__ import annotations

from translator.parallel.encode import utf8
from translator.parallel.text import ParallelText


def text(parallel: ParallelText) -> bytes:
    """The translation as plain text in UTF-8, with the source's lines, indents and list marks."""
    from translator.documents.plain import render_plain

    return utf8(render_plain(parallel))


def markdown(parallel: ParallelText) -> bytes:
    """The translation as Markdown in UTF-8, with the source's structure."""
    from translator.documents.markdown import render_markdown

    return utf8(render_markdown(parallel))
