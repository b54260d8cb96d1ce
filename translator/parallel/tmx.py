"""Translation memory in TMX 1.4b, as computer-aided translation tools exchange it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from translator import __version__
from translator.parallel.codes import Coded, Content, Kind, Role, coded
from translator.parallel.provenance import stamp
from translator.parallel.text import ParallelText, TranslationUnit
from translator.parallel.xml_text import append, document, legal

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {Kind.NOTE: "fnote", Kind.UNDERLINED: "ulined", Kind.OTHER: "x-other"}
_INLINE = frozenset({"seg"})


def write(parallel: ParallelText) -> bytes:
    """The units of ``parallel`` as a TMX document, in UTF-8.

    Inline markup is written as codes, a flag becomes a ``note`` of its unit; the block's kind, the
    model, the pivot language and a hash of what a machine made are ``prop`` elements. Characters
    that XML cannot hold are dropped. The same input gives the same bytes: dates are written only
    if SOURCE_DATE_EPOCH (seconds since 1970) gives one.
    """
    from lxml import etree

    tmx = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": "translator",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "translator",
        "adminlang": "en",
        "srclang": parallel.source_lang,
        "datatype": "plaintext",
    }
    date = _date()
    if date:
        header["creationdate"] = date
    head = etree.SubElement(tmx, "header", header)
    _prop(head, "article", parallel.article.name)
    _prop(head, "model", parallel.model)
    _prop(head, "pivot", parallel.pivot)
    body = etree.SubElement(tmx, "body")
    number = 0
    for block in parallel.blocks:
        for unit, texts in zip(block.units, coded(block), strict=True):
            number += 1
            tu = etree.SubElement(body, "tu", tuid=str(number))
            _fill(tu, unit, texts, block.block.kind.value, parallel)
    return document(tmx, _INLINE, _DOCTYPE)


def _fill(
    tu: _Element, unit: TranslationUnit, texts: Coded, kind: str, parallel: ParallelText
) -> None:
    from lxml import etree

    for finding in unit.findings:
        note = etree.SubElement(tu, "note", {_XML_LANG: "en"})
        note.text = legal(f"{finding.code.value}: {finding.message}")
    _prop(tu, "block", kind)
    _prop(tu, "model", parallel.model)
    _prop(tu, "pivot", parallel.pivot)
    _prop(tu, "made", stamp(unit, texts.target_text))
    for lang, content in (
        (parallel.source_lang, texts.source),
        (parallel.target_lang, texts.target),
    ):
        tuv = etree.SubElement(tu, "tuv", {_XML_LANG: lang})
        _write_content(etree.SubElement(tuv, "seg"), content)


def _write_content(seg: _Element, content: Content) -> None:
    """Text and codes; ``x`` says which codes of source and target are the same."""
    from lxml import etree

    for piece in content:
        if isinstance(piece, str):
            append(seg, piece)
            continue
        number = str(piece.number)
        kind = {"type": _TYPES.get(piece.kind, piece.kind.value)}
        if piece.role is Role.ALONE:
            made = etree.SubElement(seg, "ph", {"x": number} | kind)
        elif not piece.paired:
            pos = "begin" if piece.role is Role.OPEN else "end"
            made = etree.SubElement(seg, "it", {"pos": pos, "x": number} | kind)
        elif piece.role is Role.OPEN:
            made = etree.SubElement(seg, "bpt", {"i": number, "x": number} | kind)
        else:
            made = etree.SubElement(seg, "ept", {"i": number})
        append(made, piece.text)


def _prop(parent: _Element, kind: str, text: str) -> None:
    from lxml import etree

    if text:
        etree.SubElement(parent, "prop", type=f"x-{kind}").text = legal(text)


def _date() -> str:
    """SOURCE_DATE_EPOCH as TMX writes dates, or an empty string."""
    try:
        seconds = int(os.environ.get("SOURCE_DATE_EPOCH", ""))
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%dT%H%M%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
