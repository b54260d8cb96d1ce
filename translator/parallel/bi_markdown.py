"""Source and target side by side as a Markdown table, flags as footnotes."""

from __future__ import annotations

import re

from translator.documents.article import BlockKind
from translator.languages import LANGUAGES
from translator.parallel.encode import one_line, utf8
from translator.parallel.summary import language_names, notice, summary, title
from translator.parallel.text import ParallelText

# What would be read as markup inside a table cell.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~$#&])")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def write(parallel: ParallelText) -> bytes:
    """A Markdown document: a heading, the facts, a table with a row a sentence, the flags.

    Kept blocks (page furniture, code) are left out.
    """
    source, target = language_names(parallel)
    rows = [f"| {source} | {target} |", "| --- | --- |"]
    flags: list[str] = []
    for block in parallel.blocks:
        for unit in block.units:
            mark = ""
            if unit.findings:
                reasons = "; ".join(_escaped(finding.message) for finding in unit.findings)
                flags.append(f"{len(flags) + 1}. {reasons}")
                mark = f" **({len(flags)})**"
            cells = (
                _cell(unit.source, parallel.source_lang, block.block.kind),
                (_cell(unit.target, parallel.target_lang, block.block.kind) or "—") + mark,
            )
            rows.append(f"| {cells[0]} | {cells[1]} |")
    parts = [f"# {_escaped(title(parallel))}", _escaped(summary(parallel)), "\n".join(rows)]
    if flags:
        count = len(flags)
        heading = "1 sentence" if count == 1 else f"{count} sentences"
        parts += [f"## {heading} worth a look", "\n".join(flags)]
    parts.append(f"*{_escaped(notice(parallel))}*")
    return utf8("\n\n".join(parts) + "\n")


def _cell(text: str, lang: str, kind: BlockKind) -> str:
    cell = _escaped(text)
    if cell and kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD):
        cell = f"**{cell}**"
    row = LANGUAGES.get(lang)
    if cell and row is not None and row.rtl:
        cell = f'<span dir="rtl" lang="{lang}">{cell}</span>'
    return cell


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(_CONTROLS.sub("", one_line(text)).split()))
