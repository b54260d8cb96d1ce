"""Other people's programs and schemas agree with what is written; each where it is installed.

translate-toolkit (GPL) is never installed by this project; OmegaT is a package of Debian, and so
are the OASIS schemas (in php-symfony-translation). The document type of TMX 1.4b is transcribed
here from its specification.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from parallel_samples import hostile, persian, russian

from tests.commandline import ROOT
from tests.echoing import echo
from translator.documents import markdown, registry
from translator.errors import TranslatorError
from translator.parallel import tmx, xliff12, xliff21
from translator.parallel.reading import open_parallel
from translator.parallel.text import ParallelText

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
MARKED = (
    "# The **port**[^1]\n\nSee **[the *sea*](http://x.y). It is calm** today. `x=1` is  \n"
    "calm ![](a.png) ![a port](b.png) and <b>bold</b><a id='x'></a>.\n\n[^1]: Note\n"
)


def marked() -> ParallelText:
    return echo(markdown.read(MARKED), "ru", str.swapcase)


SAMPLES = [russian, persian, hostile, marked]
TMX_14 = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  creationdate CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT note (#PCDATA)> <!ATTLIST note xml:lang CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA | bpt | ept | ph | it)*>
<!ELEMENT bpt (#PCDATA)>
<!ATTLIST bpt i CDATA #REQUIRED x CDATA #IMPLIED type CDATA #IMPLIED>
<!ELEMENT ept (#PCDATA)> <!ATTLIST ept i CDATA #REQUIRED>
<!ELEMENT it (#PCDATA)>
<!ATTLIST it pos (begin|end) #REQUIRED x CDATA #IMPLIED type CDATA #IMPLIED>
<!ELEMENT ph (#PCDATA)> <!ATTLIST ph x CDATA #IMPLIED type CDATA #IMPLIED>
"""


@pytest.mark.parametrize("sample", SAMPLES)
def test_tmx_is_valid(sample: object) -> None:
    document = etree.fromstring(tmx.write(sample()))  # type: ignore[operator]
    dtd = etree.DTD(io.StringIO(TMX_14))
    assert dtd.validate(document), dtd.error_log


def schema(name: str) -> etree.XMLSchema:
    if not (SCHEMAS / name).exists():
        pytest.skip("the OASIS schemas are not installed")
    document = etree.parse(SCHEMAS / name)
    for element in document.iter("{http://www.w3.org/2001/XMLSchema}import"):
        element.set("schemaLocation", str(SCHEMAS / "xml.xsd"))
    return etree.XMLSchema(document)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(
    ("writer", "name"),
    [(xliff12, "xliff-core-1.2-strict.xsd"), (xliff21, "xliff-core-2.0.xsd")],
)
def test_xliff_is_valid(writer: object, name: str, sample: object) -> None:
    document = etree.fromstring(writer.write(sample()))  # type: ignore[attr-defined, operator]
    wanted = schema(name)
    assert wanted.validate(document), wanted.error_log


@pytest.mark.slow
def test_every_golden_article() -> None:
    """Whatever its format and markup: valid in each, and its sentences are read again."""
    schemas = {
        tmx: etree.DTD(io.StringIO(TMX_14)),
        xliff12: schema("xliff-core-1.2-strict.xsd"),
        xliff21: schema("xliff-core-2.0.xsd"),
    }
    seen = 0
    for path in sorted((ROOT / "tests" / "golden").rglob("*.*")):
        try:
            parallel = echo(registry.load(path), "ru", str.swapcase)
        except TranslatorError:  # a part of an article, or none
            continue
        wanted = [" ".join(u.source.split()) for u in parallel.units if u.source.strip()]
        if not wanted:
            continue
        seen += 1
        for writer, valid in schemas.items():
            data = writer.write(parallel)
            assert valid.validate(etree.fromstring(data)), (path, valid.error_log)
            with open_parallel(None, data=data) as file:
                assert [" ".join(pair.source.split()) for pair in file.pairs()] == wanted, path
    assert seen > 50


def storage(module: str, name: str) -> type:
    found: type = getattr(pytest.importorskip(f"translate.storage.{module}"), name)
    return found


@pytest.mark.parametrize("sample", [russian, persian, marked])
@pytest.mark.parametrize(
    ("writer", "module", "name"),
    [
        (tmx, "tmx", "tmxfile"),
        (xliff12, "xliff", "xlifffile"),
        (xliff21, "xliff2", "Xliff2File"),
    ],
)
def test_translate_toolkit_gives_back_what_it_read(
    writer: object, module: str, name: str, sample: object
) -> None:
    parallel: ParallelText = sample()  # type: ignore[operator]
    data: bytes = writer.write(parallel)  # type: ignore[attr-defined]
    store = storage(module, name).parsestring(data)  # type: ignore[attr-defined]
    units = [unit for unit in store.units if unit.source]
    assert len(units) == len(list(parallel.units))
    again = bytes(store)
    assert texts(again) == texts(data)


def texts(data: bytes) -> list[list[str]]:
    """Every text of a source, target or segment, with the marks in its codes."""
    tags = ("source", "target", "seg")
    return [
        ["".join(element.itertext())]
        for element in etree.fromstring(data).iter()
        if isinstance(element.tag, str) and etree.QName(element).localname in tags
    ]


PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en</source_lang><target_lang>ru</target_lang>
<sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed")
def test_omegat(tmp_path: Path) -> None:
    """It gives our XLIFF back as it was, and translates a text with our TMX."""
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "omegat.project").write_text(PROJECT)
    translated = [unit for unit in russian().units if unit.target]
    (tmp_path / "source" / "a.txt").write_text("\n\n".join(u.source for u in translated), "utf-8")
    for name, sample in (("r", russian), ("m", marked)):
        (tmp_path / "tm" / "auto" / f"{name}.tmx").write_bytes(tmx.write(sample()))
        (tmp_path / "source" / f"{name}.xlf").write_bytes(xliff12.write(sample()))
    subprocess.run(
        [
            *("omegat", "--mode=console-translate", "--quiet"),
            *(f"--config-dir={tmp_path}/config", str(tmp_path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = (tmp_path / "target" / "a.txt").read_text("utf-8")
    assert made == "\n\n".join(unit.target for unit in translated)
    for name in ("r.xlf", "m.xlf"):
        before, after = (
            etree.tostring(etree.parse(tmp_path / side / name), method="c14n")
            for side in ("source", "target")
        )
        assert before == after
