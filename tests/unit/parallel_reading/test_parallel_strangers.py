"""Other people's programs agree with what is written, and what they write comes back.

translate-toolkit (GPL) is a peer of the tests alone (``tests/peers.txt``); OmegaT is a package of
Debian. Each is used where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from parallel_samples import persian, russian

from tests.news_samples import PAIRS, marked, newsroom
from translator.memory.base import Origin
from translator.memory.importing import import_file
from translator.memory.sqlite import SqliteMemory
from translator.parallel import tmx, xliff12, xliff21
from translator.parallel.text import ParallelText

ENDINGS = {tmx: "tmx", xliff12: "xlf", xliff21: "xlf2"}
PEERS = {
    tmx: ("tmx", "tmxfile"),
    xliff12: ("xliff", "xlifffile"),
    xliff21: ("xliff2", "Xliff2File"),
}
each_writer = pytest.mark.parametrize("writer", PEERS, ids=ENDINGS.values())


def opened(writer: Any, parallel: ParallelText) -> Any:
    """What translate-toolkit makes of the parallel text as ``writer`` writes it."""
    module, name = PEERS[writer]
    found = pytest.importorskip(f"translate.storage.{module}")
    return getattr(found, name).parsestring(writer.write(parallel))


@each_writer
def test_translate_toolkit_gives_back_what_it_read(writer: Any) -> None:
    for parallel in (russian(), persian(), marked(), *(newsroom(*pair) for pair in PAIRS)):
        store = opened(writer, parallel)
        assert len([unit for unit in store.units if unit.source]) == len(list(parallel.units))
        assert texts(bytes(store)) == texts(writer.write(parallel))


def texts(data: bytes) -> list[str]:
    """Every text of a source, target or segment, with the marks in its codes."""
    tags = ("source", "target", "seg")
    return [
        "".join(element.itertext())
        for element in etree.fromstring(data).iter()
        if isinstance(element.tag, str) and etree.QName(element).localname in tags
    ]


@each_writer
@pytest.mark.parametrize("pair", [("en", "ru"), ("az", "en"), ("ru", "fa")], ids="-".join)
def test_what_a_person_changed_in_translate_toolkit(
    writer: Any, pair: tuple[str, str], tmp_path: Path
) -> None:
    """It comes into the memory as a person's, and nothing else of the file does.

    The peer's editor of bare text knows no codes: a unit without any is changed.
    """
    store = opened(writer, newsroom(*pair))
    unit = [unit for unit in store.units if unit.source and not codes(unit)][-1]
    new = "Поправлено: «человеком» & 25 раз <i>."
    unit.target = new
    path = tmp_path / f"edited.{ENDINGS[writer]}"
    path.write_bytes(bytes(store))
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    done = import_file(memory, path)
    assert (done.units, done.pairs) == (1, {pair: 1})
    (kept,) = memory.units()
    assert (kept.source, kept.target, kept.origin) == (str(unit.source), new, Origin.HUMAN)


def codes(unit: Any) -> list[etree._Element]:
    """What stands in the unit's translation besides text."""
    return [
        child for element in unit.xmlelement.iter("{*}target", "{*}seg", "seg") for child in element
    ]


def test_words_within_markup_changed_in_translate_toolkit(tmp_path: Path) -> None:
    """Its editor keeps the codes of XLIFF 1.2; the text is read without them."""
    store = opened(xliff12, newsroom("en", "ru"))
    unit = next(unit for unit in store.units if "240" in str(unit.source))
    rich = unit.rich_target
    words = next(part for part in rich[0].flatten() if "240" in str(part))
    words.sub = ["240 журналистов"]
    unit.rich_target = rich
    path = tmp_path / "edited.xlf"
    path.write_bytes(bytes(store))
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    assert import_file(memory, path).units == 1
    (kept,) = memory.units()
    assert kept.target == "Тхе форум дреъ 240 журналистов."


def test_units_approved_in_translate_toolkit(tmp_path: Path) -> None:
    """Whoever approves a machine's sentence has made it a person's."""
    store = opened(xliff12, newsroom("tr", "az"))
    units = [unit for unit in store.units if unit.source]
    units[2].markapproved()
    path = tmp_path / "approved.xlf"
    path.write_bytes(bytes(store))
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    assert import_file(memory, path).units == 1


PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{}</source_lang><target_lang>{}</target_lang>
<sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


def omegat(project: Path, source: str, target: str) -> None:
    """Translate a project's ``source`` into its ``target``, as from the command line."""
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True, exist_ok=True)
    (project / "omegat.project").write_text(PROJECT.format(source, target))
    subprocess.run(
        [
            *("omegat", "--mode=console-translate", "--quiet"),
            *(f"--config-dir={project}/config", str(project)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed")
@pytest.mark.parametrize("pair", [("en", "ru"), ("az", "en")], ids="-".join)
def test_omegat(tmp_path: Path, pair: tuple[str, str]) -> None:
    """It gives our XLIFF back as it was, and translates a text with our TMX."""
    samples = {"news": newsroom(*pair)}
    if pair == ("en", "ru"):
        samples |= {"plain": russian(), "marked": marked()}
    translated = [unit for parallel in samples.values() for unit in parallel.units if unit.target]
    plain = [unit for unit in translated if "\n" not in unit.source]
    (tmp_path / "source").mkdir()
    (tmp_path / "tm" / "auto").mkdir(parents=True)
    (tmp_path / "source" / "a.txt").write_text("\n\n".join(u.source for u in plain), "utf-8")
    for name, parallel in samples.items():
        (tmp_path / "tm" / "auto" / f"{name}.tmx").write_bytes(tmx.write(parallel))
        (tmp_path / "source" / f"{name}.xlf").write_bytes(xliff12.write(parallel))
    omegat(tmp_path, *pair)
    made = (tmp_path / "target" / "a.txt").read_text("utf-8")
    assert made == "\n\n".join(unit.target for unit in plain)
    for name in samples:
        before, after = (
            etree.tostring(etree.parse(tmp_path / side / f"{name}.xlf"), method="c14n")
            for side in ("source", "target")
        )
        assert before == after


WORK = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" creationtoolversion="3.6" o-tmf="OmegaT TMX"
 adminlang="EN-US" datatype="plaintext" segtype="sentence" srclang="en"/><body><tu>
<tuv lang="en"><seg>{}</seg></tuv><tuv lang="ru" changeid="editor"><seg>{}</seg></tuv>
</tu></body></tmx>
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed")
def test_what_a_person_changed_in_omegat(tmp_path: Path) -> None:
    """It works on the targets of XLIFF: what it makes of ours comes into the memory."""
    parallel = newsroom("en", "ru")
    last = list(parallel.units)[-1]
    for folder in ("source", "omegat"):
        (tmp_path / folder).mkdir()
    new = "Он проходит каждый год."
    (tmp_path / "omegat" / "project_save.tmx").write_text(WORK.format(last.target, new), "utf-8")
    (tmp_path / "source" / "a.xlf").write_bytes(xliff12.write(parallel))
    omegat(tmp_path, "en", "ru")
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    assert import_file(memory, tmp_path / "target" / "a.xlf").units == 1
    (kept,) = memory.units()
    assert (kept.source, kept.target, kept.origin) == (last.source, new, Origin.HUMAN)
