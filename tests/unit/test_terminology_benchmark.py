"""The terminology benchmark: its table is sound, and its scorer stands on its own."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "terminology"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("terminology_scoring", FOLDER / "scoring.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scoring = _load()
SENTENCES = scoring.load()
NAMES = scoring.preferred()


def test_the_scorer_imports_nothing_of_the_program() -> None:
    tree = ast.parse((FOLDER / "scoring.py").read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "translator" not in imported


@pytest.mark.parametrize("lang", scoring.TARGETS)
def test_references_hold_every_term_and_no_distractor_does(lang: str) -> None:
    assert sum(not s.distractor for s in SENTENCES) >= 200
    assert sum(s.distractor for s in SENTENCES) >= 40
    references = [sentence.references[lang] for sentence in SENTENCES]
    found = scoring.score(SENTENCES, references, NAMES, lang)
    assert (found.right, found.present, found.untouched) == (1.0, 1.0, 1.0)
    assert found.consistency > 0.95 and not any("{" in text for text in references)


def test_what_is_missing_misspelt_or_in_another_case_is_not_right() -> None:
    (sentence,) = [s for s in SENTENCES if s.id == "t003"]
    right = "Суда столкнулись в Каспийском море."
    wrong_case = "Суда столкнулись в Каспийского моря."
    for text, expected in ((right, (1.0, 1.0)), (wrong_case, (0.0, 1.0)), ("Суда.", (0.0, 0.0))):
        found = scoring.score([sentence], [text], NAMES, "ru")
        assert found.right == expected[0]
        known = scoring.score(SENTENCES, _texts(sentence.id, text), NAMES, "ru")
        rest = scoring.score(SENTENCES, _texts(sentence.id, ""), NAMES, "ru")
        assert (known.present > rest.present) == bool(expected[1])


def _texts(only: str, text: str) -> list[str]:
    return [text if sentence.id == only else "" for sentence in SENTENCES]


def test_whole_words_whatever_the_capitals_and_marks() -> None:
    assert scoring.stands("Hazar Denizi'ni", "HAZAR DENİZİ’Nİ kirletti")
    assert scoring.stands("Чёрном море", "в Черном море")
    assert not scoring.stands("порт", "портвейн")


@pytest.mark.parametrize("lang", scoring.TARGETS)
def test_the_table_of_forms_is_whole_and_clean(lang: str) -> None:
    text = (FOLDER / f"forms.{lang}.tsv").read_text(encoding="utf-8")
    assert all(line.count("\t") == 1 and line == line.strip() for line in text.splitlines())
    forms = scoring.paradigms(lang)
    assert list(forms) == list(NAMES) == [row.split("\t")[0] for row in text.splitlines()[1:]]
    for concept, names in forms.items():
        assert NAMES[concept][lang] == names[0]
        assert len(set(names)) == len(names), concept
        assert all(form and form == " ".join(form.split()) for form in names)
        # a slip into the other alphabet would never be found in a translation
        cyrillic = [any("а" <= char.lower() <= "я" for char in form) for form in names]
        assert all(is_cyrillic == (lang == "ru") for is_cyrillic in cyrillic), concept


def test_a_form_of_the_table_is_present_though_no_row_lists_it() -> None:
    (sentence,) = [s for s in SENTENCES if s.id == "t150"]
    for text, expected in (("Ночью с паромами.", 1.0), ("Ночью с паромщиками.", 0.0)):
        assert scoring.score([sentence], [text], NAMES, "ru").present == expected
    assert scoring.score([sentence], ["Ночью с паромами."], NAMES, "ru", {}).present == 0.0
