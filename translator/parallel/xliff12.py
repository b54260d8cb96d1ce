"""XLIFF 1.2, written and read (1.0 and 1.1 too).

Written: a ``file`` for the article, a ``group`` for each block, a ``trans-unit`` for each sentence,
inline markup as codes, findings as ``note``. Read: units cut into ``mrk mtype="seg"`` give a pair
for each of them; ``alt-trans`` and units that are not to be translated are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from translator import __version__
from translator.parallel import xml_reading as xml
from translator.parallel.codes import Coded, Content, Kind, Role, coded
from translator.parallel.pair import ANY, MACHINE, Pair, Wanted, check_length, language_of
from translator.parallel.provenance import stamp
from translator.parallel.text import ParallelText, TranslationUnit
from translator.parallel.xml_correcting import Corrected, Edits, correct_tree
from translator.parallel.xml_text import append, document, legal

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
CODES = frozenset({"x", "bx", "ex", "bpt", "ept", "ph", "it"})
_TAGS = frozenset({"trans-unit"})
_NS = f"{{{NAMESPACE}}}"
_INLINE = frozenset({"source", "target", "note"})
# XLIFF 1.2, ctype: what it knows of codes around a text, and of those that stand for something
_AROUND = frozenset({Kind.BOLD, Kind.ITALIC, Kind.UNDERLINED, Kind.LINK})
_STANDING = frozenset({Kind.IMAGE, Kind.BREAK})
_DATATYPES = {"plain": "plaintext", "html": "html"}
_APPROVED = frozenset({"final", "signed-off"})


def write(parallel: ParallelText) -> bytes:
    """The units of ``parallel`` as an XLIFF 1.2 document, in UTF-8.

    A unit with findings has the state ``needs-review-translation``, one without a translation
    ``needs-translation``, every other ``translated``; what a model made says so (``mt-suggestion``,
    and a hash in ``extradata``). Characters that XML cannot hold are dropped.
    """
    from lxml import etree

    root = etree.Element(f"{_NS}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    file = etree.SubElement(
        root,
        f"{_NS}file",
        {
            "original": legal(parallel.article.name) or "-",
            "source-language": parallel.source_lang or "und",
            "target-language": parallel.target_lang,
            "datatype": _DATATYPES.get(form := parallel.article.format, f"x-{form}"),
            "tool-id": "translator",
        },
    )
    header = etree.SubElement(file, f"{_NS}header")
    tool = {"tool-id": "translator", "tool-name": "translator", "tool-version": __version__}
    etree.SubElement(header, f"{_NS}tool", tool)
    for label, text in (("model", parallel.model), ("pivot", parallel.pivot)):
        if text:
            note = etree.SubElement(header, f"{_NS}note", {"from": "translator"})
            note.text = legal(f"{label}: {text}")
    body = etree.SubElement(file, f"{_NS}body")
    number = 0
    for index, block in enumerate(parallel.blocks):
        if not block.units:
            continue
        kind = {"id": f"b{index}", "restype": f"x-{block.block.kind.value}"}
        group = etree.SubElement(body, f"{_NS}group", kind)
        for unit, texts in zip(block.units, coded(block), strict=True):
            number += 1
            _write_unit(group, number, unit, texts, parallel)
    return document(root, _INLINE)


def _write_unit(
    group: _Element, number: int, unit: TranslationUnit, texts: Coded, parallel: ParallelText
) -> None:
    from lxml import etree

    made = etree.SubElement(group, f"{_NS}trans-unit", id=str(number))
    made.set(xml.XML_SPACE, "preserve")
    if unit.attempts:
        made.set("extradata", stamp(unit, texts.target_text))
    source = etree.SubElement(made, f"{_NS}source", {xml.XML_LANG: parallel.source_lang or "und"})
    _write_content(source, texts.source)
    state = {"state": _state(unit)}
    if unit.attempts:
        state["state-qualifier"] = "mt-suggestion"
    lang = {xml.XML_LANG: parallel.target_lang}
    _write_content(etree.SubElement(made, f"{_NS}target", lang | state), texts.target)
    for finding in unit.findings:
        about = {"from": "translator", "annotates": "target", xml.XML_LANG: "en"}
        note = etree.SubElement(made, f"{_NS}note", about)
        note.text = legal(f"{finding.code.value}: {finding.message}")


def _state(unit: TranslationUnit) -> str:
    if not unit.target.strip():
        return "needs-translation"
    return "needs-review-translation" if unit.findings else "translated"


def _write_content(element: _Element, content: Content) -> None:
    """Text and codes: ``bpt`` and ``ept``, ``ph``, and ``it`` for half a pair."""
    from lxml import etree

    for piece in content:
        if isinstance(piece, str):
            append(element, piece)
            continue
        about = {"id": str(piece.number)}
        if piece.role is Role.ALONE:
            tag = "ph"
        elif not piece.paired:
            tag = "it"
            about["pos"] = piece.role.value
        else:
            tag = "bpt" if piece.role is Role.OPEN else "ept"
        if tag != "ept":
            known = _STANDING if tag == "ph" else _AROUND
            about["ctype"] = piece.kind.value if piece.kind in known else f"x-{piece.kind}"
        append(etree.SubElement(element, f"{_NS}{tag}", about), piece.text)


def read(stream: BinaryIO, name: str = "-", wanted: Wanted = ANY) -> Iterator[Pair]:
    """The segments of an XLIFF 1.x file in the file's order.

    A unit without a ``target`` gives a pair with an empty one.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read; a ``file`` in others is passed over.

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
        place = f"{name}:{xml.line_of(unit)}"
        if not xml.is_translated(unit):
            continue
        file = next((a for a in unit.iterancestors() if xml.local(a) == "file"), None)
        stated = ("", "") if file is None else _languages(file)
        for segment in _segments(unit):
            source, target, mark = segment
            text = check_length(xml.flat(source, CODES), place)
            if not text.strip():
                continue
            number += 1
            langs = _own(source, stated[0]), _own(target, stated[1])
            if not wanted.fits(*langs):
                continue
            holder = unit.find("{*}target")
            pair = Pair(
                text,
                check_length(xml.flat(target, CODES), place),
                langs[0] or wanted.source_lang,
                langs[1] or wanted.target_lang,
                number,
                xml.line_of(unit),
                (unit.get("id") or "") + (f"/{mark}" if mark else ""),
                "" if holder is None else holder.get("state") or "",
                tuple(note.text or "" for note in unit.iterfind("{*}note") if note.text),
                made=_made(unit, holder),
            )
            yield pair, target


def _made(unit: _Element, target: _Element | None) -> str:
    """What the unit says of a machine; a person's approval outranks it."""
    state = "" if target is None else target.get("state") or ""
    if unit.get("approved") == "yes" or state in _APPROVED:
        return ""
    hashed = unit.get("extradata") or ""
    if hashed.startswith(MACHINE):
        return hashed
    qualifier = "" if target is None else target.get("state-qualifier") or ""
    return MACHINE if qualifier in ("mt-suggestion", "leveraged-mt") else ""


def _languages(file: _Element) -> tuple[str, str]:
    return (
        language_of(file.get("source-language") or ""),
        language_of(file.get("target-language") or ""),
    )


def _own(element: _Element | None, stated: str) -> str:
    """The language that the element itself states, else that of its file."""
    if element is None:
        return stated
    holder = element
    while xml.local(holder) in ("mrk", "g") and holder.getparent() is not None:
        holder = holder.getparent()  # type: ignore[assignment]
    return language_of(holder.get(xml.XML_LANG) or "") or stated


def _segments(unit: _Element) -> Iterator[tuple[_Element, _Element | None, str]]:
    """Source, target and mark of each segment; the whole unit where it is not cut into any."""
    source, target = unit.find("{*}source"), unit.find("{*}target")
    cut = unit.find("{*}seg-source")
    marks = _marks(cut)
    others = _marks(target)
    if marks and (others or target is None or not xml.flat(target, CODES).strip()):
        for mark, element in marks.items():
            yield element, others.get(mark), mark
    elif source is not None:
        yield source, target, ""


def _marks(element: _Element | None) -> dict[str, _Element]:
    if element is None:
        return {}
    return {
        mark.get("mid") or str(index): mark
        for index, mark in enumerate(element.iter("{*}mrk"))
        if mark.get("mtype") == "seg"
    }
