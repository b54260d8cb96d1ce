"""Reading TMX, 1.1 to 1.4b: any source language, any number of variants, inline markup flattened.

Codes (``bpt``, ``ept``, ``it``, ``ph``, ``ut``) and what stands in them (``sub``) are no part of
the sentence; the text in ``hi`` is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from translator.parallel import xml_reading as xml
from translator.parallel.pair import ANY, MACHINE, Pair, Wanted, check_length, language_of
from translator.parallel.xml_correcting import Corrected, Edits, correct_tree

if TYPE_CHECKING:
    from lxml.etree import _Element

CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_TAGS = frozenset({"header", "tu"})
_ATTRIBUTES = (
    *("creationdate", "creationid", "creationtool", "changedate", "changeid"),
    *("lastusagedate", "usagecount", "datatype", "segtype", "o-tmf"),
)


def read_tmx(stream: BinaryIO, name: str = "-", wanted: Wanted = ANY) -> Iterator[Pair]:
    """The units of a TMX file, one pair for each translation, in the file's order.

    The source is the variant in the language wanted, else in the unit's or the header's
    ``srclang``, else the first; every variant in another language is a target, or those in the
    target language wanted. Units without both are passed over.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read.

    Returns:
        Pairs; ``id`` is the ``tuid``, ``notes`` are those of the unit and of both variants,
        ``props`` the ``prop`` elements by type, then attributes such as ``creationdate``, and
        ``srclang`` if that is ``*all*``: the unit may be read in any direction.

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
    header_lang = ""
    number = 0
    for element in xml.units(stream, name, _TAGS, keep=keep):
        if xml.local(element) == "header":
            header_lang = element.get("srclang") or ""
            continue
        number += 1
        yield from _unit(element, number, f"{name}:{xml.line_of(element)}", header_lang, wanted)


def _unit(
    tu: _Element, number: int, place: str, header_lang: str, wanted: Wanted
) -> Iterator[tuple[Pair, _Element]]:
    variants = [
        (language_of(xml.lang_of(tuv, "lang")), tuv, seg)
        for tuv in tu
        if xml.local(tuv) == "tuv"
        for seg in tuv
        if xml.local(seg) == "seg"
    ]
    if len(variants) < 2:
        return
    stated = tu.get("srclang") or header_lang
    source_lang = wanted.source_lang or ("" if stated == "*all*" else language_of(stated))
    source = next((variant for variant in variants if variant[0] == source_lang), None)
    if source is None:
        if wanted.source_lang:
            return
        source = next((v for v in variants if v[0] != wanted.target_lang), variants[0])
    text = check_length(xml.flat(source[2], CODES), place)
    if not text.strip():
        return
    others = [v for v in variants if v[0] != source[0]] or [v for v in variants if v is not source]
    for lang, tuv, seg in others:
        if wanted.target_lang and lang != wanted.target_lang:
            continue
        props = tuple(_props((tu, tuv)))
        any_way = (("srclang", stated),) if stated == "*all*" else ()
        yield (
            Pair(
                text,
                check_length(xml.flat(seg, CODES), place),
                source[0],
                lang,
                number,
                xml.line_of(tu),
                tu.get("tuid") or "",
                "",
                tuple(_texts((tu, source[1], tuv), "note")),
                (*props, *_attributes(tu, tuv), *any_way),
                _made(dict(props)),
            ),
            seg,
        )


def _made(props: dict[str, str]) -> str:
    """What a unit says of a machine: a hash, an origin, or the model alone."""
    if "x-origin" in props:
        return MACHINE if props["x-origin"] == MACHINE else ""
    return props.get("x-made") or (MACHINE if props.get("x-model") else "")


def _texts(parents: tuple[_Element, ...], tag: str) -> Iterator[str]:
    for parent in parents:
        for child in parent:
            if xml.local(child) == tag and (child.text or "").strip():
                yield child.text or ""


def _props(parents: tuple[_Element, ...]) -> Iterator[tuple[str, str]]:
    for parent in parents:
        for child in parent:
            if xml.local(child) == "prop":
                yield child.get("type") or "", child.text or ""


def _attributes(tu: _Element, tuv: _Element) -> Iterator[tuple[str, str]]:
    for key in _ATTRIBUTES:
        value = tuv.get(key) or tu.get(key)
        if value:
            yield key, value
