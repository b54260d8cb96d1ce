"""XLIFF 2.1, written and read (2.0 too).

Written: a ``unit`` for each block, a ``segment`` for each sentence, the space between them as
``ignorable``; inline markup as codes, its marks as original data; findings as ``note`` elements
that a comment mark in the target points to; glossary terms in the glossary module, marked in the
source. Read: every segment of a unit that is to be translated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from translator.parallel import xml_reading as xml
from translator.parallel.codes import Coded, coded
from translator.parallel.pair import ANY, Pair, Wanted, check_length, language_of
from translator.parallel.provenance import stamp
from translator.parallel.summary import is_rtl
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.parallel.xliff21_codes import NAMESPACE, write_content
from translator.parallel.xml_correcting import Corrected, Edits, correct_tree
from translator.parallel.xml_text import append, document, legal

if TYPE_CHECKING:
    from lxml.etree import _Element

GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
CODES = frozenset({"ph", "sc", "ec", "sm", "em"})
_TAGS = frozenset({"unit"})
_NS, _GLS = f"{{{NAMESPACE}}}", f"{{{GLOSSARY}}}"
_INLINE = frozenset({"source", "target", "note", "data", "term", "translation"})


def write(parallel: ParallelText) -> bytes:
    """The units of ``parallel`` as an XLIFF 2.1 document, in UTF-8.

    A segment with findings is ``initial``, every other ``translated``; what a model
    made has a hash in its ``subState``. Characters that XML cannot
    hold are dropped.
    """
    from lxml import etree

    root = etree.Element(
        f"{_NS}xliff",
        {
            "version": "2.1",
            "srcLang": parallel.source_lang or "und",
            "trgLang": parallel.target_lang,
        },
        nsmap={None: NAMESPACE, "gls": GLOSSARY},  # type: ignore[dict-item]
    )
    about = {"id": "f1", "original": legal(parallel.article.name) or "-"}
    for name, lang in (("srcDir", parallel.source_lang), ("trgDir", parallel.target_lang)):
        if is_rtl(lang):
            about[name] = "rtl"
    file = etree.SubElement(root, f"{_NS}file", about)
    facts = [("model", parallel.model), ("pivot", parallel.pivot)]
    if any(text for _, text in facts):
        notes = etree.SubElement(file, f"{_NS}notes")
        for label, text in facts:
            if text:
                note = etree.SubElement(notes, f"{_NS}note", {"category": label})
                note.text = legal(text)
    for index, block in enumerate(parallel.blocks):
        if block.units:
            _write_block(file, index, block, parallel)
    if not any(block.units for block in parallel.blocks):
        etree.SubElement(file, f"{_NS}group", {"id": "g0"})
    return document(root, _INLINE)


def _write_block(file: _Element, index: int, block: ParallelBlock, parallel: ParallelText) -> None:
    from lxml import etree

    kind = f"translator:{block.block.kind.value}"
    made = etree.SubElement(file, f"{_NS}unit", {"id": f"u{index}", "type": kind})
    made.set(xml.XML_SPACE, "preserve")
    terms = _glossary(made, block, parallel.target_lang)
    flagged = [(n, finding) for n, unit in enumerate(block.units, 1) for finding in unit.findings]
    if flagged:
        notes = etree.SubElement(made, f"{_NS}notes")
        for n, (_, finding) in enumerate(flagged, 1):
            what = {"id": f"n{n}", "category": finding.code.value, "appliesTo": "target"}
            note = etree.SubElement(notes, f"{_NS}note", what)
            note.text = legal(f"{finding.code.value}: {finding.message}")
    segments = coded(block)
    data = _original_data(made, segments)
    end = 0
    for number, (sentence, unit, texts) in enumerate(
        zip(block.block.sentences, block.units, segments, strict=True), 1
    ):
        between = block.block.text[end : sentence.start] if number > 1 else ""
        if between:
            space = etree.SubElement(made, f"{_NS}ignorable", {"id": f"i{number}"})
            etree.SubElement(space, f"{_NS}source").text = legal(between)
        end = sentence.end
        marks = [n for n, (at, _) in enumerate(flagged, 1) if at == number]
        segment = _write_segment(made, number, unit, texts)
        write_content(
            etree.SubElement(segment, f"{_NS}source"), texts.source, data, terms.get(number, [])
        )
        holder = etree.SubElement(segment, f"{_NS}target")
        for mark in marks:
            about = {"id": f"c{mark}", "type": "comment", "ref": f"#n=n{mark}"}
            holder = etree.SubElement(holder, f"{_NS}mrk", about)
        write_content(holder, texts.target, data)


def _write_segment(made: _Element, number: int, unit: TranslationUnit, texts: Coded) -> _Element:
    from lxml import etree

    about = {"id": f"s{number}", "state": "initial" if unit.findings else "translated"}
    if unit.attempts:
        about["subState"] = f"translator:{stamp(unit, texts.target_text)}"
    return etree.SubElement(made, f"{_NS}segment", about)


def _original_data(made: _Element, segments: list[Coded]) -> dict[str, str]:
    """Write the unit's marks as they stand in the article; returns the id of each."""
    from lxml import etree

    codes = (
        piece
        for texts in segments
        for piece in (*texts.source, *texts.target)
        if not isinstance(piece, str)
    )
    data = {text: f"d{n}" for n, text in enumerate(dict.fromkeys(c.text for c in codes), 1)}
    if data:
        holder = etree.SubElement(made, f"{_NS}originalData")
        for text, identity in data.items():
            written = etree.SubElement(holder, f"{_NS}data", {"id": identity})
            written.set(xml.XML_SPACE, "preserve")
            append(written, text)
    return data


def _glossary(
    made: _Element, block: ParallelBlock, lang: str
) -> dict[int, list[tuple[int, int, str]]]:
    """Write the unit's glossary module; returns the marks of each segment, in order."""
    from lxml import etree

    marks: dict[int, list[tuple[int, int, str]]] = {}
    entries: dict[str, _Element] = {}
    count = 0
    glossary = None
    for number, unit in enumerate(block.units, 1):
        end = 0
        for match in sorted(unit.matches, key=lambda match: match.start):
            name = match.concept.preferred(lang)
            if match.start < end or not name or not legal(match.text).strip():
                continue
            end = match.end
            count += 1
            mark = f"t{count}"
            marks.setdefault(number, []).append((match.start, match.end, mark))
            if match.concept.id in entries:
                continue
            if glossary is None:
                glossary = etree.SubElement(made, f"{_GLS}glossary")
            entry = etree.SubElement(glossary, f"{_GLS}glossEntry", {"ref": f"#{mark}"})
            entries[match.concept.id] = entry
            etree.SubElement(entry, f"{_GLS}term").text = legal(match.text)
            etree.SubElement(entry, f"{_GLS}translation").text = legal(name)
            if match.concept.note:
                etree.SubElement(entry, f"{_GLS}definition").text = legal(match.concept.note)
    return marks


def read(stream: BinaryIO, name: str = "-", wanted: Wanted = ANY) -> Iterator[Pair]:
    """The segments of an XLIFF 2.x file in the file's order.

    A segment without a ``target`` gives a pair with an empty one. Notes that a mark in the segment
    points to are the segment's; those that nothing points to are every segment's of their unit.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read; a file in others gives nothing.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    xml.root_of(stream, name)
    for pair, _ in _found(stream, name, wanted):
        yield pair


def correct(stream: BinaryIO, name: str, wanted: Wanted, edits: Edits) -> Corrected:
    """The file with changed targets; see `translator.parallel.reading.corrected`."""
    return correct_tree(stream, _found(stream, name, wanted, keep=True), CODES, edits)


def _found(
    stream: BinaryIO, name: str, wanted: Wanted, *, keep: bool = False
) -> Iterator[tuple[Pair, _Element | None]]:
    number = 0
    for unit in xml.units(stream, name, _TAGS, keep=keep):
        if not xml.is_translated(unit):
            continue
        root = next((a for a in unit.iterancestors() if xml.local(a) == "xliff"), unit)
        langs = language_of(root.get("srcLang") or ""), language_of(root.get("trgLang") or "")
        if not wanted.fits(*langs):
            continue
        notes = {
            note.get("id") or f" {index}": note.text
            for index, note in enumerate(unit.iterfind("{*}notes/{*}note"))
            if note.text
        }
        pointed = {_note_of(mark) for mark in unit.iter("{*}mrk")} & notes.keys()
        for segment in unit.iterfind("{*}segment"):
            source, target = segment.find("{*}source"), segment.find("{*}target")
            place = f"{name}:{xml.line_of(segment)}"
            text = check_length(xml.flat(source, CODES), place)
            if not text.strip():
                continue
            number += 1
            own = {_note_of(mark) for mark in segment.iter("{*}mrk")}
            pair = Pair(
                text,
                check_length(xml.flat(target, CODES), place),
                langs[0] or wanted.source_lang,
                langs[1] or wanted.target_lang,
                number,
                xml.line_of(segment),
                "/".join(part for part in (unit.get("id"), segment.get("id")) if part),
                segment.get("state") or "",
                tuple(text for key, text in notes.items() if key in own or key not in pointed),
                made=_made(segment),
            )
            yield pair, target


def _made(segment: _Element) -> str:
    """What the segment says of a machine; a person's review outranks it."""
    if segment.get("state") in ("reviewed", "final"):
        return ""
    owner, _, hashed = (segment.get("subState") or "").partition(":")
    return hashed if owner == "translator" else ""


def _note_of(mark: _Element) -> str:
    """The id of the note that a comment mark points to (``#n=n1``, ``#/f=…/u=…/n=n1``)."""
    ref = mark.get("ref") or ""
    return ref.rpartition("n=")[2] if mark.get("type") == "comment" and "n=" in ref else ""
