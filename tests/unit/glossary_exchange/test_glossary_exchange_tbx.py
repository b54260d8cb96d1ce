"""TBX: the structure of what is written, and other programs' dialects."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.standards import elsewhere
from translator.glossary import store
from translator.glossary.columns import GENDERS
from translator.glossary.exchange.base import Asked, glossary_text
from translator.glossary.exchange.registry import FORMATS

NS = {"t": "urn:iso:std:iso:30042:ed-2"}
TAG = "{urn:iso:std:iso:30042:ed-2}"
XML = "{http://www.w3.org/XML/1998/namespace}"
GLOSSARY = store.parse(
    "id\ten\tru\tpolicy\tcase\tpos\tgender\tforms.ru\tdomain\tnote\tsource\tbefore\n"
    "sea\tCaspian Sea|Khazar Sea\tКаспий|!Хазар\t\t\tnoun\tm\t\twaters\tsalt & <wide>\tatlas\n"
    "3/1 x_x003A_\tB\t!Б\tkeep\texact\tperson\t\tgen=Бы\t\t\t\tthe\n".replace("3/1 x", "3/1x"),
    "g",
)[0]

STATUSES = {
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
}


def tree(name: str) -> etree._Element:
    return etree.fromstring(FORMATS[name].write(GLOSSARY, Asked()).data)


def imported(data: str) -> list[str]:
    return glossary_text(FORMATS["tbx"].read(data.encode(), Asked()).records)[0].splitlines()


def test_basic_has_the_structure_of_the_standard() -> None:
    root = tree("tbx")
    assert (root.tag, root.get("type"), root.get("style")) == (
        TAG + "tbx",
        "TBX-Basic",
        "dca",
    )
    assert root.get(f"{XML}lang")
    assert [etree.QName(child).localname for child in root] == ["tbxHeader", "text"]
    assert root.xpath("string(t:tbxHeader/t:fileDesc/t:sourceDesc/t:p)", namespaces=NS)
    entries = root.xpath("t:text/t:body/t:conceptEntry", namespaces=NS)
    assert len(entries) == 2
    for entry in entries:
        kinds = [etree.QName(child).localname for child in entry]
        assert kinds == sorted(kinds, key=lambda kind: kind == "langSec")
        assert {d.get("type") for d in entry.findall("t:descrip", NS)} <= {"subjectField"}
        assert {d.get("type") for d in entry.findall("t:admin", NS)} <= {"source"}
        for section in entry.findall("t:langSec", NS):
            assert section.get(f"{XML}lang")
            for term in section.findall("t:termSec", NS):
                parts = [etree.QName(child).localname for child in term]
                assert parts[0] == "term"
                assert set(parts[1:]) <= {"termNote"}
                notes = {n.get("type"): n.text for n in term.findall("t:termNote", NS)}
                assert notes.pop("administrativeStatus") in STATUSES
                assert notes.pop("partOfSpeech", "noun") in ("noun", "verb", "adjective", "adverb")
                assert notes.pop("grammaticalGender", "neuter") in GENDERS
                assert notes == {}


def test_ids_are_xml_names_and_come_back() -> None:
    ids = [entry.get("id") for entry in tree("tbx").iter(TAG + "conceptEntry")]
    assert ids == ["sea", "_x0033__x002F_1x_x005F_x003A_"]
    read = FORMATS["tbx"].read(FORMATS["tbx"].write(GLOSSARY, Asked()).data, Asked())
    assert [record.id for record in read.records] == [c.id for c in GLOSSARY.concepts]


def test_core_holds_names_and_notes_alone() -> None:
    root = tree("tbx-core")
    assert root.get("type") == "TBX-Core"
    kinds = {etree.QName(element).localname for element in root.find("t:text", NS).iter()}
    assert kinds == {"text", "body", "conceptEntry", "note", "langSec", "termSec", "term"}
    assert "Хазар" not in "".join(root.itertext())
    losses = [loss.reason for loss in FORMATS["tbx-core"].write(GLOSSARY, Asked()).losses]
    assert "forbidden 'Хазар'" in losses


def test_what_basic_has_no_category_for() -> None:
    losses = [loss.reason for loss in FORMATS["tbx"].write(GLOSSARY, Asked()).losses]
    assert losses == [
        "forms given by hand",
        "the words that must stand before it",
        "policy keep",
        "case exact",
        "pos person: a noun there",
    ]


def test_version_2() -> None:
    assert imported(
        '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
        '<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>'
        '<termEntry id="c5"><descrip type="subjectField">geography</descrip>'
        "<descripGrp><descrip type='definition'>a sea</descrip></descripGrp>"
        '<langSet xml:lang="en-GB"><tig><term>Khazar Sea</term>'
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>'
        "<tig><term>Caspian</term></tig>"
        '<ntig><termGrp><term>Caspian <hi>Sea</hi></term><termNote type="administrativeStatus">'
        "preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>"
        '<langSet xml:lang="ru"><tig><term>Каспийское море</term></tig></langSet>'
        '<langSet xml:lang="x-none"><tig><term>?</term></tig></langSet>'
        "</termEntry></body></text></martif>"
    ) == [
        "id\ten\tru\tdomain\tnote",
        "c5\tCaspian Sea|!Khazar Sea|Caspian\tКаспийское море\tgeography\ta sea",
    ]


def test_version_3_in_the_other_style() -> None:
    assert imported(
        '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" '
        'xmlns:min="http://www.tbxinfo.net/ns/min"><tbxHeader/><text><body><conceptEntry id="c1">'
        "<min:subjectField>sky</min:subjectField>"
        '<langSec xml:lang="de"><termSec><term>Mond</term>'
        "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>"
        "<min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>"
        '<langSec xml:lang="en"><termSec><term>moon</term></termSec></langSec>'
        "</conceptEntry></body></text></tbx>"
    ) == ["id\tde\ten\tpos\tdomain", "c1\tMond\tmoon\tnoun\tsky"]


@pytest.mark.parametrize("name", ["tbx", "tbx-core"])
def test_valid_by_the_published_schema(name: str) -> None:
    """TBXcoreStructV03.rng of LTAC's TBX_Core_RNG, which has no licence and is not kept here."""
    schema = etree.RelaxNG(etree.parse(elsewhere("TBXcoreStructV03.rng")))
    schema.assertValid(tree(name).getroottree())


def test_what_terms_disagree_about_is_said_of_no_concept() -> None:
    entry = (
        '<tbx type="TBX-Basic" style="dca"><text><body><conceptEntry id="sea">'
        '<langSec xml:lang="de"><termSec><term>See</term>'
        '<termNote type="grammaticalGender">{}</termNote></termSec></langSec>'
        '<langSec xml:lang="ru"><termSec><term>море</term>'
        '<termNote type="grammaticalGender">neuter</termNote></termSec></langSec>'
        "</conceptEntry></body></text></tbx>"
    )
    assert imported(entry.format("neuter"))[1] == "sea\tSee\tморе\tneuter"
    read = FORMATS["tbx"].read(entry.format("feminine").encode(), Asked())
    assert read.records[0].fields == {}
    assert [loss.reason for loss in read.losses] == ["the gender of each term: feminine, neuter"]
