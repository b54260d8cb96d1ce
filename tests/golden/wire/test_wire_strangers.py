"""Others read what is written: the IPTC's own library, and its schemas where they are at hand.

The schemas are not kept here (see ``tests/schemas/README.md``). With ``TRANSLATOR_SCHEMAS`` naming
a folder that holds them, sources and translations are validated against them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import NewsMLG2
import pytest
from jsonschema.validators import validator_for
from lxml import etree
from referencing import Registry, Resource

from tests import standards
from tests.echoing import echo
from translator.documents import registry
from translator.languages import upper

HERE = Path(__file__).parent
SOURCES = sorted(p for p in HERE.iterdir() if p.suffix in (".newsml", ".nitf", ".ninjs"))
NITF = "http://iptc.org/std/NITF/2006-10-18/"


def texts(path: Path) -> list[str]:
    """The source and its translations."""
    article = registry.load(path)
    source = path.name.split(".")[1]
    written = [article.text]
    for target in ("ru", "az", "tr", "en", "fa"):
        if target != source:
            parallel = echo(article, target, lambda text: upper(text, source), source=source)
            written.append(registry.write(parallel).decode())
    return written


def test_the_iptcs_library_reads_a_translated_item() -> None:
    _, written, *_ = texts(HERE / "forum.en.newsml")
    item = NewsMLG2.NewsMLG2Document(written.encode()).get_item()
    assert item.guid.endswith(":ru") and item.version == "3"
    about, content = item.itemmeta, item.contentmeta
    assert str(about.generator[0] if isinstance(about.generator, list) else about.generator)
    links = about.link if isinstance(about.link, (list, tuple)) else [about.link]
    assert [link.residref for link in links] == ["urn:newsml:wire.example:20260918:FORUM-ASTRAKHAN"]
    assert content.language.tag == "ru"
    assert str(content.headline[0]) == "CASPIAN MEDIA FORUM OPENS IN ASTRAKHAN"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_schemas(path: Path) -> None:
    for text in texts(path):
        if path.suffix == ".ninjs":
            valid_ninjs(json.loads(text))
        else:
            valid_xml(text, path.suffix)


def valid_xml(text: str, kind: str) -> None:
    if kind == ".nitf" and NITF not in text:  # older ones have no namespace
        text = re.sub(r"<!DOCTYPE[^>]*>", "", text).replace("&nbsp;", "\xa0")
        text = text.replace("<nitf", f'<nitf xmlns="{NITF}"', 1)
    name = "nitf-3-6.xsd" if kind == ".nitf" else "NewsML-G2_*-spec-All-Power.xsd"
    standards.xsd(standards.elsewhere(name)).assertValid(etree.fromstring(text.encode()))


def valid_ninjs(item: dict[str, object]) -> None:
    stated = item.get("standard") or item.get("$standard") or {}
    version = stated.get("version", "1.6") if isinstance(stated, dict) else "1.6"
    schema = json.loads(standards.elsewhere(f"ninjs-schema_{version}.json").read_text("utf-8"))
    elsewhere = Resource.from_contents({"$schema": "http://json-schema.org/draft-07/schema#"})
    known = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", elsewhere)
    validator_for(schema)(schema, registry=known).validate(item)
