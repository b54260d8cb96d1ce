"""The translation memory as TMX 1.4b, for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from translator.memory.base import EVERYTHING, Memory, Selection
from translator.parallel.xml_reading import XML_LANG
from translator.parallel.xml_text import legal


def export_tmx(memory: Memory, selection: Selection = EVERYTHING) -> Iterator[bytes]:
    """The selected units as a TMX document, piece by piece.

    Each says in ``prop`` elements whether a person or a machine made it, and which model.
    """
    from lxml import etree

    from translator import __version__

    header = etree.Element(
        "header",
        creationtool="translator",
        creationtoolversion=__version__,
        segtype="sentence",
        adminlang="en",
        srclang=selection.source_lang or "*all*",
        datatype="plaintext",
    )
    header.set("o-tmf", "translator")
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    yield b'<tmx version="1.4">\n' + etree.tostring(header) + b"\n<body>\n"
    for unit in memory.units(selection):
        tu = etree.Element("tu", srclang=unit.source_lang)
        for finding in unit.findings:
            etree.SubElement(tu, "note").text = legal(f"{finding.code}: {finding.message}")
        for kind, text in (("origin", unit.origin), ("model", unit.model)):
            if text:
                etree.SubElement(tu, "prop", type=f"x-{kind}").text = legal(text)
        for lang, text in ((unit.source_lang, unit.source), (unit.target_lang, unit.target)):
            variant = etree.SubElement(tu, "tuv", {XML_LANG: lang})
            etree.SubElement(variant, "seg").text = legal(text)
        yield etree.tostring(tu, encoding="UTF-8") + b"\n"
    yield b"</body>\n</tmx>\n"
