"""Translation memories as TMX 1.4b: what other programs' users have translated, and back.

The parser asks nothing of the network, loads no DTD (an external one is ignored), expands no
entity and refuses a file that defines any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.errors import ErrorCode, TranslatorError
from translator.languages import language
from translator.memory.base import EVERYTHING, Memory, Origin, Selection, Unit
from translator.memory.keys import human_key

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot hold, not even as a character reference.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})  # other programs' markup, no text
_BATCH = 1000


@dataclass
class Imported:
    """What became of a file: units read, and how many were left out and why.

    ``machine`` counts units that a machine translated and nobody has read.
    """

    units: int = 0
    machine: int = 0
    empty: int = 0
    unknown: dict[str, int] = field(default_factory=dict)


def import_tmx(
    memory: Memory,
    path: Path,
    *,
    source_lang: str = "",
    target_lang: str = "",
    reviewed: bool = False,
) -> Imported:
    """Take the units of a TMX file into ``memory`` as people's translations.

    Args:
        memory: where to commit, a thousand at a time.
        path: the file.
        source_lang: only units from this language; the file's own source language by default.
        target_lang: only units into this language.
        reviewed: take units that carry a machine's mark too, because a person has read them.

    Raises:
        TranslatorError: ``input-missing`` or ``input-unreadable``, with the line;
            ``memory-unusable``.
    """
    done = Imported()
    units = _units(path, source_lang, target_lang, reviewed=reviewed, done=done)
    while batch := list(islice(units, _BATCH)):
        memory.put_many(batch)
        done.units += len(batch)
    return done


def _units(
    path: Path, source_lang: str, target_lang: str, *, reviewed: bool, done: Imported
) -> Iterator[Unit]:
    head = ""
    for element in _elements(path):
        if element.tag == "header":
            head = element.get("srclang", "")
            continue
        if not reviewed and _by_machine(element):
            done.machine += 1
            continue
        texts = _texts(element, done)
        own = _code(element.get("srclang", "") or head)
        for source in [source_lang or own] if source_lang or own else list(texts):
            for target in texts:
                if source not in texts or target == source or target_lang not in ("", target):
                    continue
                if not texts[source] or not texts[target]:
                    done.empty += 1
                    continue
                key = human_key(texts[source], source, target)
                yield Unit(key, source, target, texts[source], texts[target], origin=Origin.HUMAN)


def _by_machine(element: _Element) -> bool:
    props = {prop.get("type", ""): prop.text or "" for prop in element.iter("prop")}
    if "x-origin" in props:
        return props["x-origin"] == Origin.MACHINE
    return bool(props.get("x-model"))


def _texts(element: _Element, done: Imported) -> dict[str, str]:
    """The text of each variant by its language's code; the first where a language comes twice."""
    texts: dict[str, str] = {}
    for variant in element.iter("tuv"):
        name = variant.get(_XML_LANG) or variant.get("lang") or ""
        code = _code(name)
        segment = variant.find("seg")
        if not code:
            done.unknown[name] = done.unknown.get(name, 0) + 1
        elif segment is not None:
            texts.setdefault(code, " ".join("".join(_text(segment)).split()))
    return texts


def _text(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _CODES:
            yield from _text(child)
        yield child.tail or ""


def _code(name: str) -> str:
    try:
        return language(name).code if name else ""
    except TranslatorError:
        return ""


def _elements(path: Path) -> Iterator[_Element]:
    """The header and every unit of a TMX file, each forgotten after it was looked at."""
    from lxml import etree

    try:
        with path.open("rb") as file:
            events: Any = etree.iterparse(
                file,
                events=("start", "end"),
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
            )
            root = None
            for event, element in events:
                if root is None:
                    root = element
                    _verify(root, path)
                if event == "start" or element.tag not in ("header", "tu"):
                    continue
                yield element
                parent = element.getparent()
                element.clear()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = (error.msg or "no XML").partition(", line")[0]
        raise _unreadable(f"{path}:{line}:{column}: {reason}") from error
    except FileNotFoundError:
        raise TranslatorError(
            ErrorCode.INPUT_MISSING, f"{path}: no such file", "check the name and the folder"
        ) from None
    except OSError as error:
        raise _unreadable(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _verify(root: _Element, path: Path) -> None:
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise _unreadable(f"{path}: it defines entities, which are not read")
    if root.tag != "tmx":
        raise _unreadable(f"{path}: an XML file, but no TMX (its root is <{root.tag}>)")


def _unreadable(message: str) -> TranslatorError:
    return TranslatorError(
        ErrorCode.INPUT_UNREADABLE, message, "export it once more as TMX 1.4 in UTF-8"
    )


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
            etree.SubElement(tu, "note").text = _legal(f"{finding.code}: {finding.message}")
        for kind, text in (("origin", unit.origin), ("model", unit.model)):
            if text:
                etree.SubElement(tu, "prop", type=f"x-{kind}").text = _legal(text)
        for lang, text in ((unit.source_lang, unit.source), (unit.target_lang, unit.target)):
            variant = etree.SubElement(tu, "tuv", {_XML_LANG: lang})
            etree.SubElement(variant, "seg").text = _legal(text)
        yield etree.tostring(tu, encoding="UTF-8") + b"\n"
    yield b"</body>\n</tmx>\n"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
