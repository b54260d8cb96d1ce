"""What holds for every text: no crash, honest offsets, forms recognised, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from translator.engines.base import Hypothesis, Link
from translator.glossary import store
from translator.glossary.columns import GENDERS, NUMBERS, POS
from translator.glossary.concept import CaseRule, Concept, Policy, Variant
from translator.glossary.folding import folded
from translator.glossary.inflection import paradigm
from translator.glossary.inflection.forms import FORM_LABELS
from translator.glossary.matching import Matcher
from translator.glossary.recognise import find_names, present
from translator.glossary.repair import repair
from translator.glossary.rewriting import Draft, Edit, rewrite
from translator.glossary.terminology import prepare, restore

LANGS = st.sampled_from(["en", "az", "ru", "tr", "uk", "fa", "ka", "xx"])
ANY = st.text(max_size=60)
CASPIAN = store.load("caspian")
NAMES = sorted({n for c in CASPIAN.concepts for code in c.names for n in c.variants(code)})
SIGNS = [
    "<term>",
    "<as>",
    "</term>",
    "<x0>",
    "<x3>",
    "<x12>",
    ">>rus<<",
    "https://a.az/b",
    "@ab",
    " ",
]
MIXED = st.lists(
    st.one_of(st.sampled_from(NAMES), st.sampled_from(SIGNS), st.text(max_size=8)), max_size=10
).map(" ".join)
MATCHERS = {
    lang: Matcher(CASPIAN, lang) for lang in ("en", "az", "ru", "tr", "uk", "fa", "ka", "xx")
}


WILD = st.text(st.characters(exclude_categories=()), max_size=60)
"""Every code point, halves of surrogate pairs among them, as a damaged JSON may hold them."""


@settings(deadline=None)
@given(st.one_of(ANY, MIXED, WILD), LANGS)
def test_matching_any_text(text: str, lang: str) -> None:
    end = 0
    for match in MATCHERS[lang].match(text):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        end = match.end


@settings(deadline=None)
@given(ANY, ANY, LANGS, st.sampled_from(CaseRule))
def test_any_name_in_any_text(name: str, text: str, lang: str, case: CaseRule) -> None:
    concept = Concept("x", {lang: (Variant(name),)}, case=case)
    for found in find_names(concept, text + " " + name, lang):
        assert 0 <= found.start < found.end <= len(text) + 1 + len(name)
    present(concept, text, lang)


@settings(deadline=None)
@given(ANY, LANGS)
def test_folding_keeps_offsets(text: str, lang: str) -> None:
    view = folded(text, lang)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)


@settings(deadline=None)
@given(WILD, WILD, st.sampled_from(["en", "az", "ru", "tr"]))
def test_a_name_is_found_between_any_texts(before: str, after: str, lang: str) -> None:
    """So that what holds of matches is not said of none."""
    name = {
        "en": "Caspian Sea",
        "az": "Xəzər dənizi",
        "ru": "Каспийское море",
        "tr": "Hazar Denizi",
    }
    text = f"{before}. {name[lang]}. {after}"
    start = len(before) + 2
    found = MATCHERS[lang].match(text)
    assert any(m.start == start and m.concept.id == "caspian-sea" for m in found)
    concept = CASPIAN.concept("caspian-sea")
    assert concept is not None
    assert present(concept, text, lang)


LETTERS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}


@st.composite
def name_of(draw: st.DrawFn) -> tuple[str, str]:
    lang = draw(st.sampled_from(sorted(LETTERS)))
    word = st.text(LETTERS[lang], min_size=2, max_size=9)
    words = draw(st.lists(word, min_size=1, max_size=4))
    shapes = draw(st.lists(st.sampled_from(["lower", "title", "upper"]), min_size=3, max_size=3))
    shaped = [
        w[0].upper() + w[1:] if s == "title" else w.upper() if s == "upper" else w
        for w, s in zip(words, shapes, strict=False)
    ]
    joint = draw(st.sampled_from([" ", " ", "-"]))
    return lang, joint.join(shaped)


@st.composite
def forms_by_hand(draw: st.DrawFn, name: str, lang: str) -> tuple[str, ...]:
    """A ``forms`` cell: forms with and without labels, those of the name itself among them."""
    word = st.text(LETTERS[lang], min_size=2, max_size=9)
    form = st.one_of(word, word.map(lambda ending: name + ending), word.map(str.title))
    label = st.sampled_from(["", *(f"{label}=" for label in FORM_LABELS)])
    return tuple(draw(st.lists(st.tuples(label, form).map("".join), max_size=3)))


@settings(max_examples=150, deadline=None)
@given(
    name_of(),
    st.sampled_from(["", *POS]),
    st.sampled_from(["", *GENDERS]),
    st.sampled_from(["", *NUMBERS]),
    st.data(),
)
def test_every_generated_form_is_recognised(
    name: tuple[str, str], kind: str, gender: str, number: str, data: st.DataObject
) -> None:
    lang, text = name
    hand = data.draw(forms_by_hand(text, lang))
    names, forms = {lang: (Variant(text),)}, {lang: hand} if hand else {}
    concept = Concept("x", names, pos=kind, gender=gender, number=number, forms=forms)
    made = [form.text for form in paradigm(text, lang, kind, hand, gender, number).forms]
    assert {entry.rpartition("=")[2] for entry in hand} <= set(made)
    for form in (text, *made):
        assert present(concept, f"({form})", lang), form


@pytest.mark.parametrize(
    ("name", "lang", "least"),
    [
        ("Каспийский медиафорум", "ru", 6),
        ("Каспійський медіафорум", "uk", 6),
        ("Xəzər Media Forumu", "az", 6),
        ("Hazar Medya Forumu", "tr", 6),
        ("Caspian Media Forum", "en", 2),
    ],
)
def test_there_are_forms_to_recognise(name: str, lang: str, least: int) -> None:
    """Else the properties above would hold of nothing."""
    made = {form.text for form in paradigm(name, lang).forms}
    assert len(made) >= least
    foreign = Concept("y", {lang: (Variant("Ббббб" if lang in ("ru", "uk") else "Bbbbb"),)})
    assert not any(present(foreign, f"({form})", lang) for form in made)


SHIPPED = [
    concept
    for name in ("azerbaijan", "caspian", "organisations", "territories")
    for concept in store.load(name).concepts
]


@settings(deadline=None)
@given(st.sampled_from(SHIPPED), st.sampled_from(["en", "az", "ru", "tr", "uk"]), st.data())
def test_every_form_of_a_shipped_name_is_recognised(
    concept: Concept, lang: str, data: st.DataObject
) -> None:
    names = concept.variants(lang)
    assume(names)
    name = data.draw(st.sampled_from(names))
    hand = concept.forms.get(lang, ()) if name == concept.preferred(lang) else ()
    grammar = (concept.pos, tuple(hand), concept.gender, concept.number)
    forms = paradigm(name, lang, *grammar).forms
    assert forms
    for form in forms:
        assert present(concept, f"({form.text})", lang), form


def plain(text: str) -> str:
    return " ".join(text.split())


@settings(deadline=None)
@given(st.one_of(ANY, MIXED), st.sampled_from(["annotated", "none", "prompted"]), st.data())
def test_an_echo_gives_the_source_back(text: str, terminology: str, data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(["en", "az", "ru", "tr"]))
    spans = data.draw(st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=3))
    matches = [m for m in MATCHERS[lang].match(text) if m.concept.policy is Policy.KEEP]
    job = prepare(text, matches, terminology, lang, lang, protected=spans)
    request = job.request.text
    assert "\n" not in request
    if terminology == "annotated":
        outside = re.sub(r"<x\d>", "", request)
        assert not re.search(r"<\s*/?\s*(term|as|x\d+)\s*>", outside)
    done = restore(job, Hypothesis(request))
    assert plain(done.text) == plain(text)


@settings(deadline=None)
@given(MIXED, MIXED, st.sampled_from(["annotated", "none"]), st.data())
def test_any_answer_is_survived(
    source: str, target: str, terminology: str, data: st.DataObject
) -> None:
    lang = data.draw(st.sampled_from(["az", "ru", "tr"]))
    job = prepare(source, MATCHERS["en"].match(source), terminology, "en", lang)
    size = st.integers(0, 80)
    drawn = data.draw(st.lists(st.tuples(size, size, size, size), max_size=12))
    links = tuple(Link(a, a + b, c, c + d) for a, b, c, d in drawn)
    done = restore(job, Hypothesis(target, alignment=links))
    for link in done.alignment:
        assert 0 <= link.source_start < link.source_end <= len(source)
        assert 0 <= link.target_start < link.target_end <= len(done.text)
    for start, end in (*job.placeholders, *job.literal):
        literal = source[start:end]
        if terminology == "annotated" and (start, end) in job.placeholders:
            assert literal in done.text
    if not any(sign in source for sign in SIGNS[:6]):
        assert not re.search(r"<\s*/?\s*(term|as|x\d+)\s*>", done.text, re.IGNORECASE)


@settings(deadline=None)
@given(st.permutations(range(4)), st.data())
def test_placeholders_come_back_exactly_once(order: list[int], data: st.DataObject) -> None:
    """Whatever a model does with them: lose, repeat, swap, invent, break or spell them oddly."""
    kept = ["https://a.az/1", "@bb", "AZ-1234", "c@d.az"]
    source = "see {} and {} or {} by {} now".format(*kept)
    job = prepare(source, (), "annotated", "en", "ru")
    assert [source[a:b] for a, b in job.placeholders] == kept
    words = st.sampled_from(
        ["слово", ",", "<x7>", "<X0>", "< x1 >", "<x12>", "<term>", "<as>", "x0"]
    )
    pieces = [f"<x{i}>" for i in order if data.draw(st.booleans())]
    pieces += data.draw(st.lists(st.one_of(words, st.sampled_from(pieces or ["и"])), max_size=6))
    glue = data.draw(st.sampled_from([" ", "", " - "]))
    done = restore(job, Hypothesis(glue.join(data.draw(st.permutations(pieces)))))
    for text in kept:
        assert done.text.count(text) == 1
    assert not re.search(r"<\s*/?\s*(term|as|x\s*\d+)\s*>", done.text, re.IGNORECASE)


@settings(deadline=None)
@given(
    ANY, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.text(max_size=4)), max_size=5)
)
def test_edits_move_untouched_stretches_with_their_text(
    text: str, drawn: list[tuple[int, int, str]]
) -> None:
    edits: list[Edit] = []
    for start, length, new in sorted(drawn):
        if start + length <= len(text) and (not edits or edits[-1].end < start):
            edits.append(Edit(start, start + length, new))
    done = rewrite(text, edits)
    for start in range(len(text)):
        span = done.span(start, start + 1)
        if all(edit.end <= start or edit.start > start for edit in edits):
            assert span is not None
            assert text[start] in done.text[slice(*span)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.binary(max_size=200))
def test_any_glossary_text_is_read_or_explained(text: str, raw: bytes) -> None:
    head = "id\ten\tru\tpolicy\tforms.ru\n"
    for body in (text, head + text, head + raw.decode("latin-1")):
        glossary, problems = store.parse(body, "g")
        lines = re.split(r"\r\n|\r|\n", body)
        for problem in problems:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        for concept in glossary.concepts:
            assert any(concept.names.values())
            assert 1 <= concept.line <= len(lines)


BESIDE = st.lists(
    st.one_of(
        st.sampled_from(NAMES),
        st.sampled_from(["в", "на", "и", ",", "«", "два", "VIII", "the", "of", "'s", "ilə", "-"]),
        st.text(max_size=4),
    ),
    max_size=9,
).map(" ".join)


@settings(deadline=None)
@given(BESIDE, BESIDE, LANGS, LANGS, st.booleans())
def test_names_take_forms_beside_any_words(
    source: str, said: str, one: str, other: str, handed: bool
) -> None:
    matches = MATCHERS[one].match(source)
    concepts = {match.concept.id: match.concept for match in matches}
    before = {name for name, concept in concepts.items() if present(concept, said, other)}
    text = repair(Draft(said), source, matches, one, other, handed=handed).text
    assert {name for name in before if not present(concepts[name], text, other)} == set()
