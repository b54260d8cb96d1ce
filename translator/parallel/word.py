"""What the Word documents that are made anew have in common (python-docx makes them)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.documents.looks import PLAIN, Look
from translator.parallel.summary import is_rtl, title
from translator.parallel.text import ParallelText
from translator.parallel.xml_text import legal

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_A4 = (7_560_000, 10_692_000)  # in English metric units, 914,400 to the inch
_MARGIN = 720_000


@dataclass(frozen=True, slots=True)
class Word:
    """A Word document being made."""

    document: Document

    def paragraph(self, style: str, lang: str) -> Paragraph:
        """A new paragraph at the end, in that style and the direction of that language."""
        paragraph = self.document.add_paragraph(style=style)
        turn(paragraph, lang)
        return paragraph

    def data(self) -> bytes:
        """The file; the same content gives the same bytes."""
        from translator.documents.archive import open_archive
        from translator.documents.stored import InMemory

        out = io.BytesIO()
        self.document.save(out)
        return b"".join(open_archive(InMemory(out.getvalue())).rewritten({}, timeless=True))


def new(parallel: ParallelText, *, wide: bool = False) -> Word:
    """An empty document that says what it is: its title, its language, that a machine made it.

    Args:
        parallel: what will be in it.
        wide: whether its pages lie on their long side.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Emu

    from translator.documents.docx.language import origin, tag

    document = docx.Document()
    section = document.sections[0]
    width, height = reversed(_A4) if wide else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Emu(width), Emu(height)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Emu(_MARGIN))
    properties = document.core_properties
    properties.title = legal(title(parallel))[:255]
    properties.author = ""
    properties.comments = legal(origin(parallel))[:255]
    properties.language = tag(parallel.target_lang)
    element: Any = properties._element
    for name in ("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "cp:revision"):
        for found in element.findall(qn(name)):
            element.remove(found)
    styles: Any = document.styles.element
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag(parallel.target_lang))
        if is_rtl(parallel.target_lang):
            lang.set(qn("w:bidi"), tag(parallel.target_lang))
    for apart in list(styles.iter(qn("w:spacing"))):  # between letters; Arabic ones are joined
        if apart.getparent().tag == qn("w:rPr"):
            apart.getparent().remove(apart)
    return Word(document)


def turn(paragraph: Paragraph, lang: str) -> None:
    """Give a paragraph the direction of a language."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    if not is_rtl(lang):
        return
    properties: Any = paragraph._p.get_or_add_pPr()
    after = [qn(f"w:{name}") for name in ("spacing", "ind", "contextualSpacing", "jc", "rPr")]
    place = next((i for i, child in enumerate(properties) if child.tag in after), len(properties))
    properties.insert(place, OxmlElement("w:bidi"))


def say(paragraph: Paragraph, text: str, lang: str, look: Look = PLAIN) -> Run | None:
    """Add text to a paragraph; ``\\n`` is a line break. Gives the run, None for a link's.

    Args:
        paragraph: where it goes, at the end.
        text: one look's text.
        lang: the code of its language.
        look: how it looks and where it leads.
    """
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    run = paragraph.add_run(legal(text).replace("\t", " ").replace("\r", " "))
    font = run.font
    if look.bold:
        font.bold = font.cs_bold = True
    if look.italic:
        font.italic = font.cs_italic = True
    if look.struck:
        font.strike = True
    if look.underlined:
        font.underline = True
    if look.raised:
        font.superscript = True
    if look.lowered:
        font.subscript = True
    if look.mono:
        font.name = "Courier New"
    if is_rtl(lang):
        font.rtl = True
    _name_language(run, lang)
    if not look.link:
        return run
    from docx.shared import RGBColor

    font.underline, font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(look.link, _LINK, is_external=True))
    holder: Any = paragraph._p
    holder.remove(run._r)
    link.append(run._r)
    holder.append(link)
    return None


def _name_language(run: Run, lang: str) -> None:
    """Tell the speller what language the run is in."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    from translator.documents.docx.language import tag

    properties: Any = run._r.get_or_add_rPr()
    element: Any = OxmlElement("w:lang")
    element.set(qn("w:bidi" if is_rtl(lang) else "w:val"), tag(lang))
    properties.append(element)
