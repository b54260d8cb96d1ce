"""Whatever a parallel file holds: pairs or one clear refusal; what is written is read again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from parallel_samples import build

from translator.documents.article import BlockKind
from translator.errors import ErrorCode, TranslatorError
from translator.glossary.store import load
from translator.parallel.checking import check_pairs
from translator.parallel.fixing import propose
from translator.parallel.pair import ANY, Pair, Wanted
from translator.parallel.reading import READERS, ParallelFile, open_parallel
from translator.parallel.registry import WRITERS
from translator.parallel.saving import save

ANYTHING = st.text(st.characters(), max_size=40)
PARTS = st.sampled_from(
    [
        *("<tmx version='1.4'>", "</tmx>", "<header srclang='en'/>", "<body>", "</body>", "<tu>"),
        *("</tu>", "<tuv xml:lang='en'>", "<tuv lang='ru'>", "</tuv>", "<seg>", "</seg>", "<hi>"),
        *("</hi>", "<ph/>", "<xliff version='1.2'>", "<xliff version='2.0'>", "</xliff>", "<file>"),
        *("</file>", "<unit>", "</unit>", "<segment>", "</segment>", "<source>", "</source>"),
        *("<target>", "</target>", "<trans-unit>", "</trans-unit>", "<mrk mtype='seg' mid='1'>"),
        *("</mrk>", "<cp hex='0'/>", "<cp hex='zz'/>", "&amp;", "&x;", "<![CDATA[", "]]>", "<!--"),
        *("-->", "<!DOCTYPE tmx>", "<!DOCTYPE a [", "<!ENTITY a 'b'>", "]>", "text", "\t", "\n"),
        *("\r\n", '{"source": "a", "target": "b"}', '{"en": "a", "ru": "b"}', "{", "}", "[", '"'),
        *("| English | Russian |", "| --- | --- |", "|", "\\|", "**(1)**", "—", "<!DOCTYPE html>"),
        *(
            '<meta name="generator" content="translator 1">',
            "<p data-n=1 id=s1>",
            "<b id=t1 data-n>",
        ),
        *("source\ttarget", "en\tru", "\ufeff", "\x00", "\x85", "null", "<?xml version='1.0'?>"),
    ]
)
SOUP = st.lists(PARTS | st.text(max_size=3), max_size=30).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "utf-32"])
BYTES = st.binary(max_size=200) | st.builds(
    lambda text, encoding: text.encode(encoding, "replace"), SOUP, ENCODINGS
)
WANTED = st.builds(Wanted, st.sampled_from(["", "en", "az"]), st.sampled_from(["", "ru"]))


@settings(max_examples=400, deadline=None)
@given(BYTES, WANTED)
def test_bytes_give_pairs_or_one_refusal(data: bytes, wanted: Wanted) -> None:
    warnings: list[str] = []
    try:
        with open_parallel(None, data=data) as file:
            pairs = list(file.pairs(wanted, warnings.append))
            copied, changed = file.corrected(wanted, {})
    except TranslatorError as error:
        assert error.code is ErrorCode.INPUT_UNREADABLE
        assert len(error.message.split("\n")) == 1
        return
    assert pairs
    assert changed == frozenset()
    with open_parallel(None, data=copied) as file:
        again = list(file.pairs(wanted))
    assert [(p.source, p.target) for p in again] == [(p.source, p.target) for p in pairs]
    for pair in pairs:
        assert pair.source.strip()
        assert wanted.fits(pair.source_lang, pair.target_lang)


@settings(max_examples=200, deadline=None)
@given(BYTES, st.sampled_from(sorted(READERS)))
def test_every_reader_on_anything(data: bytes, name: str) -> None:
    import io

    reader = READERS[name]
    try:
        for pair in ParallelFile("x", reader, io.BytesIO(data)).pairs():
            json.dumps(pair.source)
            pair.source.encode("utf-8")
            pair.target.encode("utf-8")
    except TranslatorError as error:
        assert error.code is ErrorCode.INPUT_UNREADABLE


def units(pairs: list[tuple[str, str]]) -> Any:
    return build([(BlockKind.PARAGRAPH, 0, "", [(s, t, ()) for s, t in pairs])], "ru")


@settings(deadline=None)
@given(
    st.lists(st.tuples(ANYTHING, ANYTHING), min_size=1, max_size=4),
    st.sampled_from(["tmx", "xlf", "xlf2", "jsonl", "tsv", "bi.html", "bi.md"]),
)
@example([("\ud800", "\udfff")], "bi.md")
@example([("\ud800", "\udfff")], "tsv")
def test_what_is_written_is_read(pairs: list[tuple[str, str]], name: str) -> None:
    pairs = [("begin", "начало"), *((s, t) for s, t in pairs if s.strip())]
    data = WRITERS[name].write(units(pairs))
    with open_parallel(None, data=data) as file:
        assert file.reader.name == name
        read = [(pair.source, pair.target) for pair in file.pairs()]
    kept = [pair for pair in pairs if held(pair[0], name).strip()]
    if name == "bi.html":  # an HTML parser has its own mind about line ends
        read = [(" ".join(source.split()), " ".join(target.split())) for source, target in read]
    assert read == [(held(source, name), held(target, name)) for source, target in kept]


FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def held(text: str, name: str) -> str:
    """What a format can hold of ``text``."""
    from translator.parallel.encode import one_line
    from translator.parallel.xml_text import legal

    if name in ("tmx", "xlf", "xlf2"):
        return legal(text)
    if name == "bi.html":
        return " ".join(FORBIDDEN.sub("\ufffd", text).split())
    text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    if name == "bi.md":
        return "" if text.strip() == "—" else " ".join(CONTROLS.sub("", one_line(text)).split())
    return one_line(text) if name == "tsv" else text


SHOWN = ANYTHING.map(lambda text: " ".join(CONTROLS.sub("", held(text, "xlf")).split()))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(SHOWN, SHOWN), min_size=1, max_size=4))
def test_word_tables_are_read_as_they_were_written(pairs: list[tuple[str, str]]) -> None:
    """Word shows no control characters, and folds white space."""
    pairs = [("begin", "начало"), *((source, target) for source, target in pairs if source)]
    data = WRITERS["bi.docx"].write(units(pairs))
    with open_parallel(None, data=data) as file:
        assert file.reader.name == "bi.docx"
        assert [(pair.source, pair.target) for pair in file.pairs()] == pairs


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(ANYTHING, ANYTHING), min_size=1, max_size=4))
def test_aligned_files_are_read_as_they_were_written(pairs: list[tuple[str, str]]) -> None:
    pairs = [("begin", "начало"), *((s, t) for s, t in pairs if held(s, "tsv").strip())]
    with TemporaryDirectory() as folder:
        source, target = save(units(pairs), Path(folder) / "a.moses")
        assert (source.suffix, target.suffix) == (".en", ".ru")
        with open_parallel(source) as file:
            read = [(pair.source, pair.target) for pair in file.pairs()]
    assert read == [(held(s, "tsv"), held(t, "tsv")) for s, t in pairs]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(ANYTHING, ANYTHING), min_size=2, max_size=4),
    st.integers(0, 3),
    st.sampled_from(["tmx", "xlf", "xlf2", "jsonl", "tsv"]),
    ANYTHING,
)
def test_a_change_changes_one_target(
    pairs: list[tuple[str, str]], which: int, name: str, new: str
) -> None:
    pairs = [(f"s {s}", f"t {t}") for s, t in pairs]
    which = which % len(pairs)
    with open_parallel(None, data=WRITERS[name].write(units(pairs))) as file:
        before = [pair.target for pair in file.pairs()]
        new = held(new, name)
        made, changed = file.corrected(ANY, {which: [(0, 1, new)]})
    assert changed == {which}
    with open_parallel(None, data=made) as file:
        after = [pair.target for pair in file.pairs()]
    assert after[which] == new + before[which][1:]
    assert after[:which] + after[which + 1 :] == before[:which] + before[which + 1 :]


NAMES = st.sampled_from(
    [
        *("Caspian Sea", "Khazar Sea", "Khazar Media Forum", "Caspian Media Forum", "Khazars"),
        *("Каспийское море", "Хазарского моря", "Хазарском медиафоруме", "на Каспии", "хазары"),
        *("Xəzər dənizi", "Hazar Denizi'nde", "the ", ", ", ". ", "300 ", "“", "İ", "\n"),
    ]
)
TEXT = st.lists(NAMES | st.text(max_size=4), max_size=8).map(" ".join)
LANGS = st.sampled_from(["en", "ru", "az", "tr", "sv"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), LANGS, LANGS)
def test_checks_and_repairs_never_fail(
    pairs: list[tuple[str, str]], source_lang: str, target_lang: str
) -> None:
    given_ = [Pair(s, t, source_lang, target_lang, n) for n, (s, t) in enumerate(pairs, 1)]
    entries = check_pairs(given_, CASPIAN)
    assert [entry.pair.segment for entry in entries] == [pair.segment for pair in given_]
    for entry, pair in zip(entries, given_, strict=True):
        fix = propose(entry)
        if fix is None:
            continue
        assert entry.findings
        text = pair.target
        for start, end, new in sorted(fix.edits, reverse=True):
            text = text[:start] + new + text[end:]
        assert text == fix.text != pair.target
        (again,) = check_pairs([Pair(pair.source, fix.text, source_lang, target_lang, 1)], CASPIAN)
        assert {f.code for f in again.findings} <= {f.code for f in entry.findings}


CASPIAN = load("caspian")
