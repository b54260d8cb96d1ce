"""The XLIFF that is written: its structure by the standards, and what other tools make of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree
from parallel_samples import SEA, build, hostile, persian, russian

from translator.documents.article import BlockKind
from translator.parallel import xliff12, xliff21, xliff21_codes
from translator.parallel.text import ParallelText

XML = "{http://www.w3.org/XML/1998/namespace}"
ONE = {"x": xliff12.NAMESPACE}
TWO = {"x": xliff21_codes.NAMESPACE, "g": xliff21.GLOSSARY}
SAMPLES = [russian, persian, hostile]
# XLIFF 1.2, 2.2: children in their order, attributes required and allowed there
CHILDREN_12 = {
    "xliff": r"(file )+",
    "file": r"header body ",
    "header": r"tool (note )*",
    "body": r"(group )*",
    "group": r"(trans-unit )+",
    "trans-unit": r"source target (note )*",
    "source": "",
    "target": "",
    "note": "",
    "tool": "",
}
# XLIFF 2.1, 4.2.2: modules before notes, notes before segments
CHILDREN_21 = {
    "xliff": r"(file )+",
    "file": r"(notes )?((unit )+|group )",
    "group": "",
    "notes": r"(note )+",
    "unit": r"(glossary )?(notes )?segment ((ignorable )?segment )*",
    "segment": r"source target ",
    "ignorable": r"source ",
    "source": r"(mrk )*",
    "target": r"(mrk )?",
    "mrk": r"(mrk )?",
    "note": "",
    "glossary": r"(glossEntry )+",
    "glossEntry": r"term translation (definition )?",
    "term": "",
    "translation": "",
    "definition": "",
}


def name(element: etree._Element) -> str:
    return etree.QName(element).localname


def check_children(root: etree._Element, model: dict[str, str]) -> None:
    for element in root.iter():
        children = "".join(f"{name(child)} " for child in element)
        assert re.fullmatch(model[name(element)], children), (name(element), children)


@pytest.mark.parametrize("sample", SAMPLES)
def test_structure_of_1_2(sample: object) -> None:
    parallel = sample()  # type: ignore[operator]
    root = etree.fromstring(xliff12.write(parallel))
    check_children(root, CHILDREN_12)
    file = root.find("x:file", ONE)
    assert file is not None
    assert root.get("version") == "1.2"
    assert {"original", "source-language", "target-language", "datatype"} <= set(file.attrib)
    assert file.get("tool-id") == file.find(".//x:tool", ONE).get("tool-id")
    ids = [unit.get("id") for unit in root.iter(f"{{{xliff12.NAMESPACE}}}trans-unit")]
    assert len(set(ids)) == len(ids) == len(list(parallel.units))
    for target in root.iter(f"{{{xliff12.NAMESPACE}}}target"):
        states = ("translated", "needs-review-translation") if target.text or len(target) else ()
        assert target.get("state") in (states or ("needs-translation",))
        assert target.get(f"{XML}lang") == parallel.target_lang


@pytest.mark.parametrize("sample", SAMPLES)
def test_structure_of_2_1(sample: object) -> None:
    parallel = sample()  # type: ignore[operator]
    root = etree.fromstring(xliff21.write(parallel))
    check_children(root, CHILDREN_21)
    assert root.get("version") == "2.1"
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", parallel.target_lang)
    file = root.find("x:file", TWO)
    assert file.get("srcDir") is None
    assert file.get("trgDir") == ("rtl" if parallel.target_lang == "fa" else None)
    units = root.findall(".//x:unit", TWO)
    assert len({unit.get("id") for unit in units}) == len(units)
    for unit in units:
        ids = [e.get("id") for e in unit.iter() if name(e) in ("segment", "ignorable", "mrk")]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[\w.-]+", identity or "") for identity in ids)
        assert re.fullmatch(r"translator:[a-z-]+", unit.get("type") or "")
        marks = {mark.get("id") for mark in unit.iter(f"{{{xliff21_codes.NAMESPACE}}}mrk")}
        for entry in unit.iter(f"{{{xliff21.GLOSSARY}}}glossEntry"):
            assert (entry.get("ref") or "").removeprefix("#") in marks
        notes = {note.get("id") for note in unit.iter(f"{{{xliff21_codes.NAMESPACE}}}note")}
        pointed = {
            (mark.get("ref") or "").removeprefix("#n=")
            for mark in unit.iter(f"{{{xliff21_codes.NAMESPACE}}}mrk")
            if mark.get("type") == "comment"
        }
        assert notes == pointed


def test_units_of_2_1_hold_their_paragraph_whole() -> None:
    parallel = russian()
    root = etree.fromstring(xliff21.write(parallel))
    units = root.findall(".//x:unit", TWO)
    blocks = [block for block in parallel.blocks if block.units]
    for unit, block in zip(units, blocks, strict=True):
        sources = ["".join(s.itertext()) for s in unit.iter(f"{{{xliff21_codes.NAMESPACE}}}source")]
        assert "".join(sources) == block.block.text


def test_terms_of_2_1() -> None:
    root = etree.fromstring(xliff21.write(russian()))
    entries = {
        entry.findtext("g:term", namespaces=TWO): entry.findtext("g:translation", namespaces=TWO)
        for entry in root.iter(f"{{{xliff21.GLOSSARY}}}glossEntry")
    }
    assert entries["Caspian Sea"] == "Каспийское море"
    assert entries["Khazar Media Forum"] == "Каспийский медиафорум"
    marked = root.findall(".//x:mrk[@type='term']", TWO)
    assert [mark.text for mark in marked].count("Caspian Sea") == 1


def test_terms_without_a_name_in_the_target_are_left_out() -> None:
    text = build([(BlockKind.PARAGRAPH, 0, "", [("The Caspian Sea.", "x", ())])], "ka")
    assert SEA.preferred("ka") == ""
    written = xliff21.write(text)
    assert b"glossEntry" not in written
    assert b"The Caspian Sea." in written


@pytest.mark.parametrize("module", [xliff12, xliff21])
def test_nothing_translated(module: object) -> None:
    empty = build([(BlockKind.FURNITURE, 0, "", [("16 px", "", ())])], "ru")
    root = etree.fromstring(module.write(empty))  # type: ignore[attr-defined]
    check_children(root, CHILDREN_12 if module is xliff12 else CHILDREN_21)
    assert "16 px" not in "".join(root.itertext())


def test_reused_and_made_units_differ_in_1_2() -> None:
    text = build([(BlockKind.PARAGRAPH, 0, "", [("a", "b", ()), ("***", "***", ())])], "ru")
    block = text.blocks[0]
    kept = replace(block, units=(block.units[0], replace(block.units[1], attempts=0)))
    root = etree.fromstring(xliff12.write(replace(text, blocks=(kept,))))
    made = [target.get("state-qualifier") for target in root.findall(".//x:target", ONE)]
    assert made == ["mt-suggestion", None]


def peer_units(module: str, cls: str, data: bytes) -> list[tuple[str, str]]:
    storage = pytest.importorskip(f"translate.storage.{module}")
    store = getattr(storage, cls).parsestring(data)
    return [(str(unit.source), str(unit.target or "")) for unit in store.units if unit.source]


@pytest.mark.parametrize("sample", [russian, persian])
def test_translate_toolkit_reads_1_2(sample: object) -> None:
    parallel: ParallelText = sample()  # type: ignore[operator]
    units = peer_units("xliff", "xlifffile", xliff12.write(parallel))
    assert units == [(unit.source, unit.target) for unit in parallel.units]


@pytest.mark.parametrize("sample", [russian, persian])
def test_translate_toolkit_reads_2_1(sample: object) -> None:
    parallel: ParallelText = sample()  # type: ignore[operator]
    units = peer_units("xliff2", "Xliff2File", xliff21.write(parallel))
    assert [source for source, _ in units] == [unit.source for unit in parallel.units]
