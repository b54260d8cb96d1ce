"""The translation as a Word document, whatever format its article was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from translator.documents.article import Block, BlockKind
from translator.documents.inline import Placed, place
from translator.documents.looks import Look, stretches
from translator.parallel import word
from translator.parallel.text import ParallelBlock, ParallelText

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_NUMBER = re.compile(r"\(?(\d{1,9})[.)][ \t]+(?:\[[ xX]\][ \t]+)?$")
_STYLES = {
    BlockKind.HEADLINE: "Title",
    BlockKind.CAPTION: "Caption",
    BlockKind.QUOTE: "Quote",
    BlockKind.CODE: "No Spacing",
}


def write(parallel: ParallelText) -> bytes:
    """The Word document that `pieces` gives, as a whole."""
    return b"".join(pieces(parallel))


def pieces(parallel: ParallelText) -> Iterable[bytes]:
    """A Word document: that of the source with its texts replaced, or a new one.

    A new one has headings, lists, quotations, links and emphasis, and at the foot of each page
    says that a machine translated it.
    """
    from translator.documents import registry
    from translator.parallel.summary import notice

    if parallel.article.format == "docx":
        return registry.pieces(parallel)
    made = word.new(parallel)
    writing = _Writing(made, parallel)
    for entry in parallel.blocks:
        if entry.block.kind.running:
            writing.add(entry)
    footer = made.document.sections[0].footer.paragraphs[0]
    run = word.say(footer, notice(parallel), "en", Look(italic=True))
    if run is not None:
        from docx.shared import Pt

        run.font.size = Pt(8)
    return (made.data(),)


class _Writing:
    """Blocks being written one after the other."""

    def __init__(self, made: word.Word, parallel: ParallelText) -> None:
        self.made = made
        self.parallel = parallel
        self.previous: Block | None = None
        self.paragraph: Paragraph | None = None
        self.list = 0  # the number of the numbered list that goes on

    def add(self, entry: ParallelBlock) -> None:
        block, text = entry.block, self.parallel.article.text
        before = self.previous.end if self.previous else 0
        gap = text[before : block.start]
        placed = place(block, entry.units) if entry.units else Placed(block.text, block.inlines)
        lang = self.parallel.target_lang if entry.units else self.parallel.source_lang
        if self.paragraph is not None and self._runs_on(gap):
            word.say(self.paragraph, gap, lang)
        else:
            self.paragraph = self._paragraph(block, gap)
        self.previous = block
        if block.kind is BlockKind.CODE:
            word.say(self.paragraph, block.text, "en", Look(mono=True))
            return
        for piece, look in stretches(placed):
            word.say(self.paragraph, piece, lang, look)
        if block.kind is BlockKind.BYLINE:
            for run in self.paragraph.runs:
                run.font.italic = run.font.cs_italic = True

    def _runs_on(self, gap: str) -> bool:
        """Whether the block goes on the line of a dateline before it."""
        previous = self.previous
        if previous is None or previous.kind is not BlockKind.DATELINE:
            return False
        return len(gap) <= 10 and not re.search(r"[\n\r<]", gap)

    def _paragraph(self, block: Block, gap: str) -> Paragraph:
        lang = self.parallel.target_lang
        style = _STYLES.get(block.kind, "Normal")
        if block.kind is BlockKind.SUBHEAD:
            style = f"Heading {min(max(block.level - 1, 1), 9)}"
        if block.kind is not BlockKind.LIST_ITEM:
            self.list = 0
            return self.made.paragraph(style, lang)
        depth = f" {min(block.level, 3)}" if block.level > 1 else ""
        number = _NUMBER.search(gap)
        if number is None:
            return self.made.paragraph(f"List Bullet{depth}", lang)
        paragraph = self.made.paragraph(f"List Number{depth}", lang)
        if not self.list or (number[1] == "1" and not depth):
            self.list = _new_list(self.made, f"List Number{depth}", int(number[1]))
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = self.list
        return paragraph


def _new_list(made: word.Word, style: str, first: int) -> int:
    """A numbered list of the style's kind that begins with ``first``; its number."""
    found: Any = made.document.styles[style].element
    numbering: Any = made.document.part.numbering_part.element
    number = found.pPr.numPr.numId.val
    kind = numbering.num_having_numId(number).abstractNumId.val
    entry = numbering.add_num(kind)
    entry.add_lvlOverride(ilvl=0).add_startOverride(first)
    return int(entry.numId)
