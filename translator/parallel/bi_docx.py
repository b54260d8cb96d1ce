"""Source and target side by side in a Word document: a table with a row a sentence.

Flagged sentences are shaded and have a comment each that says why. Around each target there is a
bookmark with the hash of what the machine wrote (see `translator.parallel.provenance`), so that
`translator.parallel.read_bi_docx` can tell what a person has changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from translator.documents.article import BlockKind
from translator.documents.looks import Look
from translator.documents.provenance import NAME
from translator.parallel import word
from translator.parallel.encode import one_line
from translator.parallel.provenance import stamp
from translator.parallel.summary import count, language_names, notice, summary, title
from translator.parallel.text import ParallelText, TranslationUnit
from translator.parallel.xml_text import legal

if TYPE_CHECKING:
    from docx.table import Table, _Cell, _Row
    from docx.text.run import Run

_SHADE = "FFF2CC"
_HEAD = "D9E2F3"
_BOLD = Look(bold=True)
_ROOM = 50  # twentieths of a point
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def write(parallel: ParallelText) -> bytes:
    """A Word document on wide pages: a heading, the facts, the table; its head repeats.

    Kept blocks (page furniture, code) are left out.
    """
    made = word.new(parallel, wide=True)
    made.document.add_heading(legal(title(parallel)), 1)
    facts, flagged = summary(parallel), len(parallel.flagged)
    if flagged:
        facts += f" · {count(flagged, 'sentence')} shaded, for a reason that its comment gives"
    word.say(made.paragraph("Normal", "en"), facts, "en")
    _Table(made, parallel).fill()
    word.say(made.paragraph("Normal", "en"), notice(parallel), "en", Look(italic=True))
    return made.data()


class _Table:
    """The table being filled."""

    def __init__(self, made: word.Word, parallel: ParallelText) -> None:
        self.made = made
        self.parallel = parallel
        self.number = 0

    def fill(self) -> None:
        from docx.oxml.parser import OxmlElement

        table = self.made.document.add_table(1, 2, style="Table Grid")
        _pad(table)
        head: Any = table.rows[0]._tr
        head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, name in zip(table.rows[0].cells, language_names(self.parallel), strict=True):
            word.say(cell.paragraphs[0], name, "en", _BOLD)
            _shade(cell, _HEAD)
        for block in self.parallel.blocks:
            heading = block.block.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD)
            for unit in block.units:
                self._row(table.add_row(), unit, _BOLD if heading else Look())

    def _row(self, row: _Row, unit: TranslationUnit, look: Look) -> None:
        from docx.oxml.parser import OxmlElement

        self.number += 1
        properties: Any = row._tr
        properties.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        source, target = row.cells
        self._cell(source, unit.source, self.parallel.source_lang, look)
        run = self._cell(target, unit.target, self.parallel.target_lang, look)
        if unit.attempts:
            made = stamp(replace(unit, target=_plain(unit.target))).partition("-")[2]
            _bookmark(target, f"made_{self.number}_{made}", self.number)
        if unit.findings and run is not None:
            _shade(target, _SHADE)
            reasons = "; ".join(_plain(finding.message) for finding in unit.findings)
            comment = self.made.document.add_comment(run, reasons, author=NAME, initials="t")
            element: Any = comment._comment_elm
            for name in [name for name in element.attrib if name.endswith("}date")]:
                del element.attrib[name]

    def _cell(self, cell: _Cell, text: str, lang: str, look: Look) -> Run | None:
        paragraph = cell.paragraphs[0]
        word.turn(paragraph, lang)
        return word.say(paragraph, _plain(text), lang, look)


def _plain(text: str) -> str:
    return " ".join(_CONTROLS.sub("", one_line(text)).split())


def _pad(table: Table) -> None:
    """Room above and below the sentences."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    margins: Any = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin: Any = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_ROOM))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties: Any = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def _shade(cell: _Cell, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    shade: Any = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties: Any = cell._tc
    properties.get_or_add_tcPr().append(shade)


def _bookmark(cell: _Cell, name: str, number: int) -> None:
    """A bookmark around a cell's text."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    start: Any = OxmlElement("w:bookmarkStart")
    end: Any = OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph: Any = cell.paragraphs[0]._p
    at = 0 if paragraph.pPr is None else 1
    paragraph.insert(at, start)
    paragraph.append(end)
