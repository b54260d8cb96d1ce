"""What a glossary says of a name's grammar steers its forms; context words tell senses apart."""

from __future__ import annotations

import pytest

from translator.glossary import store
from translator.glossary.exchange.base import Asked, glossary_text
from translator.glossary.exchange.registry import FORMATS
from translator.glossary.inflection import Case, Inflection, Number, give, paradigm, slavic
from translator.glossary.matching import Matcher
from translator.glossary.recognise import present

GEN, INS, LOC = Inflection(Case.GEN), Inflection(Case.INS), Inflection(Case.LOC)


@pytest.mark.parametrize(
    ("lang", "name", "hints", "place", "form"),
    [
        # a surname that a man declines and a woman does not
        ("ru", "Ким", {"pos": "person", "gender": "masculine"}, GEN, "Кима"),
        ("ru", "Ким", {"pos": "person", "gender": "feminine"}, GEN, "Ким"),
        ("ru", "Айгюн", {"pos": "person", "gender": "feminine"}, GEN, "Айгюн"),
        ("ru", "Гулиева", {"pos": "person", "gender": "feminine"}, GEN, "Гулиевой"),
        # a town that ends like a man and one that ends like a woman
        ("ru", "Кумань", {"gender": "feminine"}, INS, "Куманью"),
        ("ru", "Кумань", {"gender": "masculine"}, INS, "Куманем"),
        ("ru", "Дарганы", {"number": "plural"}, GEN, "Дарган"),
        ("ru", "Сальяны", {"number": "singular", "gender": "neuter"}, GEN, "Сальяны"),
        ("ru", "Саз", {"pos": "place"}, INS, "Сазом"),
        # Лев is a name and a beast; as a thing it has the accusative of things
        ("ru", "Горький", {"pos": "adjective"}, GEN, "Горького"),
        ("ru", "азербайджанский", {"pos": "adjective", "gender": "feminine"}, GEN, None),
        ("uk", "Айгюн", {"pos": "person", "gender": "feminine"}, GEN, "Айгюн"),
        ("uk", "Шамахи", {"number": "plural"}, LOC, "Шамахах"),
        ("az", "Salyanlar", {"number": "singular"}, GEN, "Salyanların"),
        ("ru", "согласно", {"pos": "adverb"}, GEN, "согласно"),
        ("tr", "gitmek", {"pos": "verb"}, GEN, "gitmek"),
    ],
)
def test_hints_steer_the_forms(
    lang: str, name: str, hints: dict[str, str], place: Inflection, form: str | None
) -> None:
    given = give(name, lang, place, **hints)
    assert given == (form or "азербайджанской")


def test_without_the_ukrainian_dictionary_names_are_found_as_they_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slavic, "has_dictionary", lambda lang: False)
    assert [form.text for form in slavic.forms("Каспійське море", "uk")] == ["Каспійське море"]


def test_number_of_english_and_turkish_names() -> None:
    def texts(name: str, lang: str, number: str) -> set[str]:
        return {form.text for form in paradigm(name, lang, number=number).forms}

    assert "Philippines'" in texts("Philippines", "en", "plural")
    assert "Honduras'" not in texts("Honduras", "en", "singular")
    assert "Honduras's" in texts("Honduras", "en", "singular")
    assert "People's" in texts("People", "en", "plural")
    assert "Peoples" not in texts("People", "en", "plural")
    assert "Türkler'ler" not in texts("Türkler", "tr", "plural")
    assert "Bakılar" not in texts("Bakı", "az", "singular")


def test_a_form_for_every_case() -> None:
    hand = ("all=Шах-Дениз", "Шах-Дениза")
    assert all(give("Шах-Дениз", "ru", Inflection(case), "", hand) == "Шах-Дениз" for case in Case)
    plural = give("X", "ru", Inflection(Case.DAT, Number.PLUR), "", ("all.plur=Y",))
    assert plural == "Y"


HEAD = "id\taz\tru\ten\tpos\tgender\tnumber\tbefore\tafter\tbefore.az\tafter.az\n"
SENSES = HEAD + (
    "sea\tXəzər\tКаспий\tCaspian\tplace\tm\tsg\t\t\t\tsahil|su|!xaqanlıq\n"
    "people\txəzərlər|Xəzər\tхазары\tKhazars\tnoun\t\tpl\t\t\ttürk tayfası|qədim\t\n"
    "university\tXəzər Universiteti\tУниверситет Хазар\tKhazar University\torganisation\n"
)


def glossary(text: str = SENSES) -> store.Glossary:
    read, problems = store.parse(text, "g")
    assert [p for p in problems if p.severity == "error"] == []
    return read


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Xəzər sahilində", ["sea"]),
        ("Xəzərin suları çəkilir", ["sea"]),
        ("sahildə Xəzər", []),  # on the wrong side
        ("Xəzər gəldi", []),  # nothing speaks for either
        ("qədim Xəzər", ["people"]),
        ("qədim Xəzər sahilində", ["sea"]),  # both do: the glossary's order decides
        ("türk tayfasından olan Xəzər", ["people"]),
        ("Xəzər Universiteti", ["university"]),  # the longest comes first, whatever stands near
        ("Xəzər sahilində Xəzər Universiteti", ["sea", "university"]),
        ("Xəzər xaqanlığının sahili", []),  # a word that must not stand near
        ("Xəzər bir iki üç dörd beş altı yeddi sahil", []),  # too far away
    ],
)
def test_context_words_tell_senses_apart(text: str, ids: list[str]) -> None:
    assert [m.concept.id for m in Matcher(glossary(), "az").match(text)] == ids


def test_context_words_do_not_matter_in_other_languages_and_translations() -> None:
    read = glossary()
    assert [m.concept.id for m in Matcher(read, "ru").match("Каспий и хазары")] == ["sea", "people"]
    sea = read.concept("sea")
    assert sea is not None
    assert present(sea, "Xəzər gəldi", "az")
    plain = glossary("id\ten\tru\tbefore\nsea\tCaspian\tКаспий\tthe|на\n")
    assert Matcher(plain, "en").match("the Caspian")
    assert not Matcher(plain, "en").match("Caspian")
    assert Matcher(plain, "ru").match("на Каспии")


def test_concepts_told_apart_by_context_may_share_a_name() -> None:
    assert not [p for p in store.parse(SENSES, "g")[1] if "as well" in p.message]
    shared = SENSES.replace("sahil|su|!xaqanlıq", "").replace("türk tayfası|qədim", "")
    assert [p for p in store.parse(shared, "g")[1] if "as well" in p.message]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a\tB\tБ\tB\t\tx", "2:10: unknown gender 'x'; known are masculine, feminine, neuter"),
        ("a\tB\tБ\tB\t\t\tdual", "2:11: unknown number 'dual'; known are singular, plural"),
        ("a\tB\tБ\tB\tthing", "2:9: the pos 'thing' steers no inflection; known are noun, person"),
        ("a\tB\tБ\tB\t\t\t\tx||y", "2:14: an empty word beside '|'"),
        ("a\t\tБ\tB\t\t\t\t\t\tx", "2:13: before.az: the concept has no name in az"),
    ],
)
def test_mistakes_in_the_hints_have_a_place(row: str, problem: str) -> None:
    found = [f"{p.line}:{p.column}: {p.message}" for p in store.parse(HEAD + row, "g")[1]]
    assert any(line.startswith(problem) for line in found), found


def test_an_unknown_label_of_a_form_has_a_place() -> None:
    text = "id\ten\tru\tforms.ru\na\tA\tА\tgen=А|vok=О\n"
    found = [f"{p.line}:{p.column}: {p.message}" for p in store.parse(text, "g")[1]]
    assert found[0].startswith("2:13: unknown label 'vok' of a form; known are all, all.sing")


@pytest.mark.parametrize("name", ["csv", "tsv", "tmx"])
def test_every_column_survives_exchange(name: str) -> None:
    before = glossary()
    data = FORMATS[name].write(before, Asked(ending=f".{name}")).data
    read = FORMATS[name].read(data, Asked(ending=f".{name}"))
    after = glossary(glossary_text(read.records)[0])
    for old, new in zip(before.concepts, after.concepts, strict=True):
        for column in ("pos", "gender", "number", "before", "after", "names"):
            assert getattr(old, column) == getattr(new, column)
