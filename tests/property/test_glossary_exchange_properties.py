"""Import after export is the identity where the format can hold it; edits and merges keep rest."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.errors import TranslatorError
from translator.glossary import editing, store
from translator.glossary.columns import GENDERS, NUMBERS
from translator.glossary.concept import CaseRule, Policy
from translator.glossary.exchange.base import Asked, glossary_text
from translator.glossary.exchange.registry import FORMATS
from translator.glossary.merging import merge
from translator.glossary.sheet import Sheet
from translator.glossary.store import Glossary

LANGS = ("en", "ru", "az", "tr", "uk", "fa")
WORD = st.text(st.sampled_from("abcdeəıİşğ́ЖжёБїґçخزر,;\"'&<>=/-() 1"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
NAME = WORD.filter(lambda text: any(c.isalnum() for c in text))
NOTE = st.one_of(st.just(""), WORD)
ID = st.text(st.sampled_from("ab1-_/xA:éЖ"), min_size=1, max_size=8)


@st.composite
def glossaries(draw: st.DrawFn, *, plain: bool = False) -> Glossary:
    """A glossary without mistakes; ``plain``: allowed names of its own in every language."""
    ids = draw(st.lists(ID, min_size=1, max_size=5, unique=True))
    columns = ("policy", "case", "pos", "gender", "number", "before", "after.ru", "forms.az")
    rows = ["\t".join(("id", *LANGS, *columns, "domain", "note", "source"))]
    number = 0
    for identity in ids:
        cells = [identity]
        for _ in LANGS:
            names = []
            for name in draw(st.lists(NAME, min_size=1, max_size=1 if plain else 3)):
                number += 1
                mark = "" if plain or not names else draw(st.sampled_from(["", "!"]))
                names.append(f"{mark}{name} {number}")
            cells.append("|".join(names))
        if not plain:
            cells += [draw(st.sampled_from(["", *map(str, Policy)]))]
            cells += [draw(st.sampled_from(["", *map(str, CaseRule)]))]
            cells += [draw(st.sampled_from(["", "noun", "person"]))]
            cells += [draw(st.sampled_from(["", *GENDERS])), draw(st.sampled_from(["", *NUMBERS]))]
            words = st.lists(NAME.map(lambda name: name.replace("=", "")), max_size=2)
            cells += ["|".join(filter(str.isalnum, draw(words))) for _ in range(2)]
            cells += [draw(st.sampled_from(["", "gen=a", "all=b|c"]))]
            cells += [draw(NOTE), draw(NOTE), draw(NOTE)]
        rows.append("\t".join(cells))
    return store.parse("\n".join(rows) + "\n", "g")[0]


def back(glossary: Glossary, name: str, **asked: str) -> Glossary:
    data = FORMATS[name].write(glossary, Asked(**asked)).data
    read = FORMATS[name].read(data, Asked(**asked))
    return store.parse(glossary_text(read.records)[0], "g")[0]


def names(glossary: Glossary) -> list[dict[str, object]]:
    return [{lang: concept.names.get(lang) for lang in LANGS} for concept in glossary.concepts]


@settings(max_examples=60, deadline=None)
@given(glossaries(), st.sampled_from(["csv", "tsv", "tmx"]))
def test_lossless_formats(glossary: Glossary, name: str) -> None:
    again = back(glossary, name, ending=f".{name}")
    assert again.languages == glossary.languages
    assert [replace(c, line=0) for c in again.concepts] == [
        replace(c, line=0) for c in glossary.concepts
    ]


@settings(max_examples=40, deadline=None)
@given(glossaries())
def test_tbx(glossary: Glossary) -> None:
    again = back(glossary, "tbx")
    assert [c.id for c in again.concepts] == [c.id for c in glossary.concepts]
    assert names(again) == names(glossary)
    assert [(c.domain, c.note, c.source) for c in again.concepts] == [
        (c.domain, c.note, c.source) for c in glossary.concepts
    ]
    assert [c.gender for c in again.concepts] == [c.gender for c in glossary.concepts]


@settings(max_examples=40, deadline=None)
@given(glossaries(plain=True), st.sampled_from(["deepl", "google", "amazon", "tbx-core"]))
def test_names_of_services(glossary: Glossary, name: str) -> None:
    assert names(back(glossary, name, ending="" if name == "tbx-core" else ".csv")) == names(
        glossary
    )


@settings(max_examples=40, deadline=None)
@given(
    glossaries(plain=True),
    st.sampled_from([("deepl", ".tsv"), ("google", ".csv"), ("microsoft", ".tmx")]),
)
def test_one_direction(glossary: Glossary, kind: tuple[str, str]) -> None:
    name, ending = kind
    again = back(glossary, name, source_lang="ru", target_lang="en", ending=ending)
    assert [(c.preferred("ru"), c.preferred("en")) for c in again.concepts] == [
        (c.preferred("ru"), c.preferred("en")) for c in glossary.concepts
    ]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(FORMATS)), st.sampled_from(["", "en"]))
def test_any_bytes_are_read_or_explained(data: bytes, name: str, lang: str) -> None:
    heads = (b"", b"id,en,ru\n", b"<tmx><body><tu>", b'{"dictionaries":[')
    for head in heads:
        asked = Asked(source_lang=lang, target_lang="ru" if lang else "")
        try:
            read = FORMATS[name].read(head + data, asked)
        except TranslatorError:
            continue
        text, kept = glossary_text(read.records)
        assert len(store.parse(text, "g")[0].concepts) <= len(kept.records)


ANY_TEXT = st.text(st.sampled_from("ab|!#\t\r\n\ufeff É"), max_size=60)


@given(ANY_TEXT)
def test_a_sheet_is_lossless(rest: str) -> None:
    text = "id\ten\tru\n" + rest
    assert Sheet.of(text).text() == text


@settings(max_examples=80)
@given(ANY_TEXT, st.sampled_from(["en", "ru", "az", "note"]), NAME)
def test_an_edit_touches_one_line(rest: str, column: str, value: str) -> None:
    text = "# c\r\nid\ten\tru\r\nx y\t\n" + "key\tA\tБ\n" + rest
    try:
        done = editing.change(text, "key", {column: value})
    except TranslatorError:
        return
    pattern = re.compile(r"(?<=\r\n)|(?<=\n)|(?<=\r)(?!\n)")
    before, after = pattern.split(text), pattern.split(done.text)
    assert len(before) == len(after)
    assert {n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b} <= {1, 3}


@settings(max_examples=60, deadline=None)
@given(glossaries(), st.data())
def test_merging_with_an_unchanged_side(glossary: Glossary, data: st.DataObject) -> None:
    base = FORMATS["tsv"].write(glossary, Asked(ending=".tsv")).data.decode()
    concept = data.draw(st.sampled_from(glossary.concepts))
    edited = data.draw(
        st.sampled_from(
            [
                editing.change(base, concept.id, {"en": "new", "note": "n"}).text,
                editing.remove(base, [concept.id]).text,
                editing.add(base, {"en": "newest"}, "fresh").text,
            ]
        )
    )
    for ours, theirs in ((edited, base), (base, edited), (edited, edited)):
        done = merge(base, ours, theirs)
        assert done.conflicts == ()
        assert done.text == edited


@settings(max_examples=60, deadline=None)
@given(glossaries(), st.data())
def test_merging_changes_of_different_cells(glossary: Glossary, data: st.DataObject) -> None:
    """Two people change two cells, of one row or of two: both changes stand, and nothing else."""
    rows = FORMATS["tsv"].write(glossary, Asked(ending=".tsv")).data.decode().splitlines()
    places = st.lists(st.integers(0, len(rows)), max_size=3)
    for place in sorted(data.draw(places), reverse=True):
        rows.insert(place, data.draw(st.sampled_from(["", "# a comment", "#"])))
    base = "\r\n".join([*rows, ""])
    cells = [(concept.id, lang) for concept in glossary.concepts for lang in LANGS]
    mine, other = data.draw(st.lists(st.sampled_from(cells), min_size=2, max_size=2, unique=True))

    def changed(text: str, cell: tuple[str, str], value: str) -> str:
        return editing.change(text, cell[0], {cell[1]: value}).text

    ours, theirs = changed(base, mine, "one"), changed(base, other, "two")
    assert ours != base != theirs
    done = merge(base, ours, theirs)
    assert done.conflicts == ()
    assert done.text == changed(ours, other, "two")
    clash = merge(base, ours, changed(base, mine, "three"))
    assert [(c.id, c.column, c.ours, c.theirs) for c in clash.conflicts] == [
        (*mine, "one", "three")
    ]
