"""The published schemas that files are held against; ``schemas/README.md`` says which and whence.

Some are kept beside this module. The others are used where ``TRANSLATOR_SCHEMAS`` names a folder
that holds them, in whatever subfolders; and TMX's own document type comes with OmegaT.
"""

from __future__ import annotations

import io
import os
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

KEPT = Path(__file__).parent / "schemas"
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"
MODULES = {
    f"urn:oasis:names:tc:xliff:{name}:2.0": f"{name}.xsd" for name in ("glossary", "metadata")
}
_XSD = "{http://www.w3.org/2001/XMLSchema}"


def elsewhere(pattern: str) -> Path:
    """The newest file of that name in TRANSLATOR_SCHEMAS; without one the test is skipped."""
    folder = os.environ.get("TRANSLATOR_SCHEMAS", "")
    found = sorted(Path(folder).rglob(pattern), key=lambda path: path.name) if folder else []
    if not found:
        pytest.skip(f"TRANSLATOR_SCHEMAS names no folder with {pattern}")
    return found[-1]


@cache
def xsd(path: Path) -> etree.XMLSchema:
    """A schema, with our own copy of the attributes of XML that it imports from the network."""
    document = etree.parse(path)
    for element in document.iter(f"{_XSD}import"):
        if element.get("namespace") == "http://www.w3.org/XML/1998/namespace":
            element.set("schemaLocation", (KEPT / "xml.xsd").as_uri())
    return etree.XMLSchema(document)


@cache
def glossary_module() -> etree.RelaxNG:
    """The glossary module of XLIFF 2.1."""
    return etree.RelaxNG(etree.parse(KEPT / "xliff-glossary.rng"))


def tmx_kept() -> etree.DTD:
    """The document type of TMX 1.4b, as transcribed here."""
    return etree.DTD(str(KEPT / "tmx14.dtd"))


def tmx_published() -> etree.DTD:
    """The document type of TMX 1.4b, as published."""
    if not OMEGAT.exists():
        pytest.skip("OmegaT, which brings the document type of TMX, is not installed")
    with zipfile.ZipFile(OMEGAT) as archive:
        return etree.DTD(io.BytesIO(archive.read("schemas/tmx14.dtd")))


def xliff_2_whole() -> etree.XMLSchema:
    """The core of XLIFF 2.1 and its modules, which lie together, as one schema."""
    core = elsewhere("xliff_core_2.0.xsd")
    places = {name: core.parent / file for name, file in MODULES.items()} | {XLIFF_2: core}
    imports = "".join(
        f'<xs:import namespace="{name}" schemaLocation="{path.as_uri()}"/>'
        for name, path in places.items()
    )
    whole = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(whole))
