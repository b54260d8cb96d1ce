"""TBX (ISO 30042): version 3 Basic and Core in DCA style, and version 2 (TBX-Basic, TBX-Min) in.

A conceptEntry a concept, a langSec a language, a termSec a name. In Basic, the administrative
status says which name is preferred, admitted or deprecated (forbidden); Core has no such thing.
Ids are XML names in TBX: others are written with ``_xHHHH_`` for each character that none may have.
"""

from __future__ import annotations

import io
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from translator.glossary.columns import GENDERS, NUMBERS, full
from translator.glossary.concept import CaseRule, Concept, Policy
from translator.glossary.exchange.base import (
    MAX_RECORDS,
    Asked,
    Loss,
    Read,
    Record,
    Written,
    code_of,
    columns_lost,
    unreadable,
    unsaid,
)
from translator.glossary.store import Glossary
from translator.parallel import xml_reading as xml
from translator.parallel.xml_text import document, legal

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_NSMAP: Any = {None: NAMESPACE}
_ROOTS = frozenset({"tbx", "martif", "TBX"})
_ENTRIES = frozenset({"conceptEntry", "termEntry", "entry"})
_LANGS = frozenset({"langSec", "langSet", "langGroup"})
_TERMS = frozenset({"termSec", "tig", "ntig", "termGroup"})
_TEXTS = frozenset({"p", "term", "termNote", "descrip", "admin", "note"})
_POS = frozenset({"noun", "verb", "adjective", "adverb"})
_NOUNS = frozenset({"person", "place", "organisation"})
_GRAMMAR = {"grammaticalGender": "gender", "grammaticalNumber": "number"}
_INLINE = frozenset({"bpt", "ept", "ph", "it", "ut", "sc", "ec"})
_NAME_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u3001-\uD7FF"
)
_NO_NAME = re.compile(rf"_(?=x[0-9A-F]+_)|^[^{_NAME_START}]|[^{_NAME_START}\-.0-9\u00B7]")
_ESCAPE = re.compile(r"_x([0-9A-F]{1,6})_")


def read(data: bytes, asked: Asked) -> Read:
    """The concepts of a TBX file of any dialect, as far as a glossary has a place for them.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    stream = io.BytesIO(data)
    root = xml.root_of(stream, asked.name)
    if root.name not in _ROOTS:
        raise unreadable(asked.name, f"no TBX: its root element is {root.name!r}")
    records: list[Record] = []
    losses: list[Loss] = []
    for entry in xml.units(stream, asked.name, _ENTRIES):
        records.append(_record(entry, losses))
        if len(records) > MAX_RECORDS:
            raise unreadable(asked.name, f"more than {MAX_RECORDS:,} concepts")
    return Read(records, tuple(losses))


def _record(entry: _Element, losses: list[Loss]) -> Record:
    record = Record(id=_unescaped(entry.get("id") or entry.get(xml.XML_LANG[:-4] + "id") or ""))
    for part in entry.iter():
        kind = xml.local(part)
        if kind in _LANGS:
            _language(part, record, losses)
        elif kind not in _TERMS:
            _field(part, kind, record)
    for category, column in _GRAMMAR.items():
        _agreed(entry, category, column, record, losses)
    return record


def _agreed(
    entry: _Element, category: str, column: str, record: Record, losses: list[Loss]
) -> None:
    """Gender and number belong to a term there, to a concept here: where all terms agree."""
    said = {
        full(part.text or "")
        for part in entry.iter()
        if (part.get("type") if isinstance(part.tag, str) else "") == category
        or xml.local(part) == category
    }
    if len(said) == 1 and said <= {*GENDERS, *NUMBERS}:
        record.fields[column] = said.pop()
    elif said:
        losses.append(Loss(record.id, "", f"the {column} of each term: {', '.join(sorted(said))}"))


def _field(part: _Element, kind: str, record: Record) -> None:
    """A category of the concept: by its ``type`` (DCA) or as an element of its own (DCT)."""
    category = part.get("type") or kind
    column = {
        "note": "note",
        "definition": "note",
        "subjectField": "domain",
        "source": "source",
        "partOfSpeech": "pos",
    }.get(category)
    text = xml.flat(part, _INLINE).strip()
    if column is None or not text or record.fields.get(column):
        return
    if column == "pos" and text not in _POS:
        return
    record.fields[column] = text


def _language(section: _Element, record: Record, losses: list[Loss]) -> None:
    named = xml.lang_of(section, "lang")
    lang = code_of(named)
    if not lang:
        losses.append(Loss(record.id, named, "a language that is not known here"))
        return
    found: list[tuple[str, bool, bool]] = []
    for group in section.iter():
        if xml.local(group) not in _TERMS:
            continue
        terms = [part for part in group.iter() if xml.local(part) == "term"]
        status = _status(group)
        forbidden = status.startswith(("deprecated", "superseded", "obsolete", "notRecommended"))
        for term in terms[:1]:
            found.append((xml.flat(term, _INLINE).strip(), forbidden, status.startswith("prefer")))
    # the preferred one first, the others in the file's order
    for text, forbidden, _ in sorted(found, key=lambda name: not name[2]):
        if text:
            record.name(lang, text, forbidden)


def _status(group: _Element) -> str:
    for part in group.iter():
        kind = part.get("type") or xml.local(part)
        if kind in ("administrativeStatus", "normativeAuthorization", "termStatus"):
            return (part.text or "").strip()
    return ""


def write(glossary: Glossary, asked: Asked, *, basic: bool) -> Written:
    """Every concept as an entry; with languages asked for, only those."""
    from lxml import etree

    wanted = [lang for lang in (asked.source_lang, asked.target_lang) if lang]
    langs = wanted or list(glossary.languages)
    root = etree.Element(
        f"{{{NAMESPACE}}}tbx",
        {"type": "TBX-Basic" if basic else "TBX-Core", "style": "dca", xml.XML_LANG: "en"},
        nsmap=_NSMAP,
    )
    description = _sub(_sub(root, "tbxHeader"), "fileDesc")
    _sub(_sub(description, "sourceDesc"), "p", f"glossary {glossary.name}, written by translator")
    body = _sub(_sub(root, "text"), "body")
    losses: list[Loss] = []
    for concept in glossary.concepts:
        there = [lang for lang in langs if concept.names.get(lang)]
        if not there or not (basic or any(concept.variants(lang) for lang in there)):
            losses.append(Loss(concept.id, "", f"no name in {', '.join(langs)}"))
            continue
        losses += _unsaid(concept, there, basic=basic)
        _entry(body, concept, there, basic=basic)
    if not basic:
        plain = ("pos", "gender", "number", "domain", "source")
        losses += columns_lost(glossary.concepts, plain, "TBX-Core")
    return Written(document(root, _TEXTS), tuple(losses), "")


write_basic = partial(write, basic=True)
write_core = partial(write, basic=False)


def _entry(body: _Element, concept: Concept, langs: list[str], *, basic: bool) -> None:
    entry = _sub(body, "conceptEntry", id=_escaped(concept.id))
    if basic and concept.domain:
        _sub(entry, "descrip", concept.domain, type="subjectField")
    if basic and concept.source:
        _sub(entry, "admin", concept.source, type="source")
    if concept.note:
        _sub(entry, "note", concept.note)
    for lang in langs:
        names = [v for v in concept.names[lang] if basic or not v.forbidden]
        if not names:
            continue
        section = _sub(entry, "langSec")
        section.set(xml.XML_LANG, lang)
        preferred = concept.preferred(lang)
        for variant in names:
            term = _sub(section, "termSec")
            _sub(term, "term", variant.text)
            if not basic:
                continue
            pos = "noun" if concept.pos in _NOUNS else concept.pos
            if pos in _POS:
                _sub(term, "termNote", pos, type="partOfSpeech")
            if concept.gender:
                _sub(term, "termNote", concept.gender, type="grammaticalGender")
            status = (
                "deprecatedTerm"
                if variant.forbidden
                else "preferredTerm"
                if variant.text == preferred
                else "admittedTerm"
            )
            _sub(term, "termNote", f"{status}-admn-sts", type="administrativeStatus")


def _unsaid(concept: Concept, langs: list[str], *, basic: bool) -> list[Loss]:
    """What TBX has no category for."""
    found = unsaid(concept, langs)
    if concept.policy is not Policy.REQUIRE:
        found.append(Loss(concept.id, "", f"policy {concept.policy}"))
    if concept.case is not CaseRule.FOLD:
        found.append(Loss(concept.id, "", f"case {concept.case}"))
    if basic and concept.pos in _NOUNS:
        found.append(Loss(concept.id, "", f"pos {concept.pos}: a noun there"))
    elif basic and concept.pos and concept.pos not in _POS:
        found.append(Loss(concept.id, "", f"pos {concept.pos}"))
    if basic and concept.number:
        found.append(Loss(concept.id, "", f"number {concept.number}"))
    if basic:
        return found
    for lang in langs:
        found += [Loss(concept.id, lang, f"forbidden {name!r}") for name in concept.forbidden(lang)]
    return found


def _sub(parent: _Element, name: str, text: str = "", **attributes: str) -> _Element:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    if text:
        element.text = legal(text)
    return element


def _escaped(identity: str) -> str:
    return _NO_NAME.sub(lambda found: f"_x{ord(found.group()):04X}_", identity)


def _unescaped(name: str) -> str:
    return _ESCAPE.sub(lambda found: _char(found), name)


def _char(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return chr(code) if code < 0x110000 else found.group()
