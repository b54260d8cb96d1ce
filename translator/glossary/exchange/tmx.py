"""TMX 1.4b: a unit a concept. What TMX has no place for stands in ``prop`` elements, losslessly.

Read from any program: variants of a unit in any number of languages become one concept.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from translator import __version__
from translator.glossary.columns import BY_LANGUAGE, PLAIN_COLUMNS
from translator.glossary.exchange.base import (
    MAX_RECORDS,
    Asked,
    Loss,
    Read,
    Record,
    Written,
    code_of,
    native,
    record_of,
    unreadable,
)
from translator.glossary.store import Glossary
from translator.parallel import xml_reading as xml
from translator.parallel.read_tmx import CODES
from translator.parallel.xml_text import document as xml_document
from translator.parallel.xml_text import legal

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = frozenset({"seg", "prop", "note"})
_MORE = "x-variants"


def read(data: bytes, asked: Asked) -> Read:
    """The units of a TMX file as records.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    stream = io.BytesIO(data)
    root = xml.root_of(stream, asked.name)
    if root.name != "tmx":
        raise unreadable(asked.name, f"no TMX: its root element is {root.name!r}")
    records: list[Record] = []
    losses: list[Loss] = []
    for unit in xml.units(stream, asked.name, frozenset({"tu"})):
        records.append(_record(unit, losses))
        if len(records) > MAX_RECORDS:
            raise unreadable(asked.name, f"more than {MAX_RECORDS:,} units")
    return Read(records, tuple(losses))


def _record(unit: _Element, losses: list[Loss]) -> Record:
    record = Record(id=unit.get("tuid") or "")
    for child in unit:
        kind, text = xml.local(child), child.text or ""
        if kind == "note":
            record.fields["note"] = " ".join(filter(None, [record.fields.get("note"), text]))
        elif kind == "prop":
            column = (child.get("type") or "").removeprefix("x-")
            if column in PLAIN_COLUMNS and column != "id":
                record.fields[column] = text
        elif kind == "tuv":
            _variant(child, record, losses)
    return record


def _variant(variant: _Element, record: Record, losses: list[Loss]) -> None:
    named = xml.lang_of(variant, "lang")
    lang = code_of(named)
    if not lang:
        losses.append(Loss(record.id, named, "a language that is not known here"))
        return
    ours = ""
    for child in variant:
        kind = xml.local(child)
        if kind == "prop" and child.get("type") == _MORE:
            ours = child.text or ""
        elif kind == "prop" and (child.get("type") or "").removeprefix("x-") in BY_LANGUAGE:
            column = (child.get("type") or "").removeprefix("x-")
            record.fields[f"{column}.{lang}"] = child.text or ""
    if ours:
        record.names.setdefault(lang, []).extend(record_of({lang: ours}).names.get(lang, []))
        return
    for child in variant:
        if xml.local(child) == "seg":
            record.name(lang, xml.flat(child, CODES))


def write(glossary: Glossary, asked: Asked) -> Written:
    """Every concept as a unit; with languages asked for, only those."""
    from lxml import etree

    wanted = [lang for lang in (asked.source_lang, asked.target_lang) if lang]
    langs = wanted or list(glossary.languages)
    body, losses = [], []
    for concept in glossary.concepts:
        cells = native(concept)
        there = [lang for lang in langs if lang in cells]
        if not any(concept.preferred(lang) for lang in there):
            losses.append(Loss(concept.id, "", f"no name in {', '.join(langs)}"))
            continue
        unit = etree.Element("tu", tuid=legal(concept.id))
        if concept.note:
            etree.SubElement(unit, "note").text = legal(concept.note)
        for column in PLAIN_COLUMNS:
            if column in cells and column not in ("id", "note"):
                _prop(unit, f"x-{column}", cells[column])
        for lang in there:
            variant = etree.SubElement(unit, "tuv", {xml.XML_LANG: lang})
            if cells[lang] != concept.preferred(lang):
                _prop(variant, _MORE, cells[lang])
            for kind in BY_LANGUAGE:
                if words := cells.get(f"{kind}.{lang}"):
                    _prop(variant, f"x-{kind}", words)
            etree.SubElement(variant, "seg").text = legal(concept.preferred(lang))
        body.append(unit)
    advice = "other programs read the preferred names; the rest stands in prop elements"
    return Written(_document(body, asked.source_lang or "*all*"), tuple(losses), advice)


def document(
    units: Iterable[tuple[str, tuple[str, str], tuple[str, str]]], source_lang: str
) -> bytes:
    """Pairs, each with an id, as a TMX document."""
    from lxml import etree

    body = []
    for identity, *names in units:
        unit = etree.Element("tu", tuid=identity)
        for lang, text in names:
            variant = etree.SubElement(unit, "tuv", {xml.XML_LANG: lang})
            etree.SubElement(variant, "seg").text = legal(text)
        body.append(unit)
    return _document(body, source_lang)


def _document(units: Iterable[_Element], source_lang: str) -> bytes:
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "translator",
            "creationtoolversion": __version__,
            "segtype": "phrase",
            "o-tmf": "translator",
            "adminlang": "en",
            "srclang": source_lang,
            "datatype": "plaintext",
        },
    )
    etree.SubElement(root, "body").extend(units)
    return xml_document(root, _TEXTS)


def _prop(parent: _Element, kind: str, text: str) -> None:
    from lxml import etree

    etree.SubElement(parent, "prop", type=kind).text = legal(text)
