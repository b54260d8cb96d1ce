"""Translation memory in TMX 1.4b, as computer-aided translation tools exchange it."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from translator import __version__
from translator.parallel.provenance import stamp
from translator.parallel.text import ParallelText, TranslationUnit

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot hold, not even as a character reference.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(parallel: ParallelText) -> bytes:
    """The units of ``parallel`` as a TMX document, in UTF-8.

    A flag becomes a ``note`` of its unit; the block's kind, the model and the pivot language are
    ``prop`` elements, as is a hash of what a machine made. Characters that XML cannot hold are
    dropped. The same input gives the same bytes: dates are written only if SOURCE_DATE_EPOCH
    (seconds since 1970) gives one.
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
        for unit in block.units:
            number += 1
            tu = etree.SubElement(body, "tu", tuid=str(number))
            _fill(tu, unit, block.block.kind.value, parallel)
    etree.indent(tmx)
    return etree.tostring(tmx, xml_declaration=True, encoding="UTF-8", doctype=_DOCTYPE) + b"\n"


def _fill(tu: _Element, unit: TranslationUnit, kind: str, parallel: ParallelText) -> None:
    from lxml import etree

    for finding in unit.findings:
        note = etree.SubElement(tu, "note", {_XML_LANG: "en"})
        note.text = _legal(f"{finding.code.value}: {finding.message}")
    _prop(tu, "block", kind)
    _prop(tu, "model", parallel.model)
    _prop(tu, "pivot", parallel.pivot)
    _prop(tu, "made", stamp(unit))
    for lang, text in (
        (parallel.source_lang, unit.source),
        (parallel.target_lang, unit.target),
    ):
        tuv = etree.SubElement(tu, "tuv", {_XML_LANG: lang})
        etree.SubElement(tuv, "seg").text = _legal(text)


def _prop(parent: _Element, kind: str, text: str) -> None:
    from lxml import etree

    if text:
        etree.SubElement(parent, "prop", type=f"x-{kind}").text = _legal(text)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _date() -> str:
    """SOURCE_DATE_EPOCH as TMX writes dates, or an empty string."""
    try:
        seconds = int(os.environ.get("SOURCE_DATE_EPOCH", ""))
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%dT%H%M%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
