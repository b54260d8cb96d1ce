"""TMX and XLIFF as written are valid by the standards' own schemas, whatever the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from lxml import etree
from parallel_samples import hostile, persian, russian

from tests import standards
from tests.commandline import ROOT
from tests.echoing import echo
from tests.news_samples import PAIRS, marked, newsroom
from translator.documents import registry
from translator.errors import TranslatorError
from translator.parallel import tmx, xliff12, xliff21
from translator.parallel.reading import open_parallel
from translator.parallel.text import ParallelText
from translator.parallel.xliff21_codes import NAMESPACE

STRICT = standards.KEPT / "oasis" / "xliff-core-1.2-strict.xsd"
CORE = standards.KEPT / "oasis" / "xliff-core-2.0.xsd"
SAMPLES: list[Callable[[], ParallelText]] = [
    russian,
    persian,
    hostile,
    marked,
    *(partial(newsroom, *pair) for pair in PAIRS),
]
NAMES = [*("russian", "persian", "hostile", "marked"), *("-".join(pair) for pair in PAIRS)]
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)


def check(schema: Any, element: etree._Element) -> None:
    assert schema.validate(element), schema.error_log


@each_sample
def test_tmx(sample: Callable[[], ParallelText]) -> None:
    check(standards.tmx_kept(), etree.fromstring(tmx.write(sample())))


@each_sample
def test_xliff_1_2(sample: Callable[[], ParallelText]) -> None:
    check(standards.xsd(STRICT), etree.fromstring(xliff12.write(sample())))


@each_sample
def test_xliff_2_1(sample: Callable[[], ParallelText]) -> None:
    check_xliff_2(etree.fromstring(xliff21.write(sample())))


def check_xliff_2(root: etree._Element) -> None:
    check(standards.xsd(CORE), root)
    for glossary in root.iter(f"{{{xliff21.GLOSSARY}}}glossary"):
        check(standards.glossary_module(), etree.ElementTree(glossary).getroot())
    for unit in root.iter(f"{{{NAMESPACE}}}unit"):
        assert list(broken_rules(unit)) == []


def broken_rules(unit: etree._Element) -> Iterator[str]:
    """What a unit does against the rules that XLIFF 2.1 states in words (sections 4.2 and 4.3)."""
    data = [e.get("id") for e in unit.iter(f"{{{NAMESPACE}}}data")]
    parts = [e for e in unit if etree.QName(e).localname in ("segment", "ignorable")]
    for side in ("source", "target"):
        inline = [e for part in parts for s in part.iterfind(f"{{*}}{side}") for e in s.iter("*")]
        ids = [e.get("id") for e in inline if e.get("id")]
        if len(set(ids)) < len(ids):
            yield f"an id stands twice in the {side}"
        opened = {e.get("id") for e in inline if etree.QName(e).localname in ("sc", "sm")}
        closed = [e.get("startRef") for e in inline if e.get("startRef")]
        if not set(closed) <= opened or len(set(closed)) < len(closed):
            yield f"what ends in the {side} did not begin there"
        alone = {e.get("id") for e in inline if e.get("isolated") == "yes"}
        if opened - set(closed) - alone:
            yield f"what begins in the {side} does not end there"
        for e in inline:
            for name in ("dataRef", "dataRefStart", "dataRefEnd"):
                if e.get(name) and e.get(name) not in data:
                    yield f"{e.get(name)} is no original data"
    ids = [e.get("id") for part in parts for e in (part, *part.iterfind("{*}source//*"))]
    if len(set(ids) - {None}) < len([identity for identity in ids if identity]):
        yield "segments and codes share an id"
    for part in parts:
        if part.get("subState") and not part.get("state"):
            yield "a state below none"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('<pc id="2"', '<pc id="1"', "an id stands twice in the source"),
        ('<ec startRef="1"', '<ec startRef="9"', "what ends in the source did not begin there"),
        ('dataRefEnd="d4"', 'dataRefEnd="x"', "x is no original data"),
        ('<segment id="s2"', '<segment id="s1"', "segments and codes share an id"),
    ],
)
def test_the_rules_are_held(old: str, new: str, rule: str) -> None:
    written = xliff21.write(marked()).decode()
    assert old in written
    units = etree.fromstring(written.replace(old, new).encode()).iter(f"{{{NAMESPACE}}}unit")
    assert rule in [broken for unit in units for broken in broken_rules(unit)]


def test_the_samples_have_everything() -> None:
    """Findings, terms, codes alone and around words; each has to be valid above."""
    texts = [xliff21.write(sample()).decode() for sample in SAMPLES]
    for tag in ("note ", "gls:definition>", "pc ", "ph ", "sc ", "ec ", "mrk ", "ignorable "):
        assert sum(f"<{tag}" in text for text in texts) > 1, tag
    findings = {f.code for sample in SAMPLES for unit in sample().units for f in unit.findings}
    assert len(findings) > 4


@pytest.mark.slow
def test_every_golden_article() -> None:
    """Whatever its format and markup: valid in each, and its sentences are read again."""
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
        written = {writer: writer.write(parallel) for writer in (tmx, xliff12, xliff21)}
        check(standards.tmx_kept(), etree.fromstring(written[tmx]))
        check(standards.xsd(STRICT), etree.fromstring(written[xliff12]))
        check_xliff_2(etree.fromstring(written[xliff21]))
        for data in written.values():
            with open_parallel(None, data=data) as file:
                assert [" ".join(pair.source.split()) for pair in file.pairs()] == wanted, path
    assert seen > 50


# --- as published, where they are at hand --------------------------------------------------


def test_tmx_as_published() -> None:
    published = standards.tmx_published()
    for sample in SAMPLES:
        check(published, etree.fromstring(tmx.write(sample())))


def test_the_document_type_kept_here_is_that_of_tmx() -> None:
    assert facts(standards.tmx_kept()) == facts(standards.tmx_published())


def facts(dtd: etree.DTD) -> dict[str, Any]:
    """Elements with what they may hold, and their attributes."""
    return {
        element.name: (
            content(element.content),
            {
                (a.prefix, a.name): (a.type, a.default, a.default_value, set(a.values()))
                for a in element.iterattributes()
            },
        )
        for element in dtd.iterelements()
    }


def content(part: Any) -> Any:
    """A content model as nested tuples."""
    if part is None:
        return None
    return part.type, part.occur, part.name, content(part.left), content(part.right)


def test_xliff_1_2_transitional() -> None:
    transitional = standards.xsd(standards.elsewhere("xliff-core-1.2-transitional.xsd"))
    for sample in SAMPLES:
        check(transitional, etree.fromstring(xliff12.write(sample())))


def test_xliff_2_1_with_its_modules() -> None:
    whole = standards.xliff_2_whole()
    for sample in SAMPLES:
        check(whole, etree.fromstring(xliff21.write(sample())))


def test_the_modules_are_held() -> None:
    """A wrong child of the glossary is seen: its module is really part of what is held."""
    root = etree.fromstring(xliff21.write(russian()))
    entry = next(root.iter(f"{{{xliff21.GLOSSARY}}}glossEntry"))
    entry.append(etree.Element(f"{{{xliff21.GLOSSARY}}}term"))
    assert not standards.glossary_module().validate(etree.ElementTree(entry.getparent()).getroot())
    assert not standards.xliff_2_whole().validate(root)
