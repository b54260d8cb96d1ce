"""Both engines on the tiny model: known answers, known alignment, honest limits."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.tiny_model import LATIN, POSITIONS, transliterate
from translator.engines.base import Decoding, Engine, Request
from translator.engines.batching import batches, length_limit
from translator.engines.ctranslate2 import CTranslate2Engine
from translator.engines.loading import load_engine
from translator.errors import ErrorCode, TranslatorError

TEXT = "The VIII Caspian Media Forum was held in Baku on 18 September 2023."
BOTH = ("ctranslate2", "transformers")


@cache
def _loaded(path: Path, engine: Any, compute_type: str) -> Engine:
    return load_engine(str(path), engine=engine, compute_type=compute_type, threads=1)


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest, tiny_model: Path) -> Engine:
    return _loaded(tiny_model, request.param, "float32")


@pytest.fixture(params=BOTH)
def endless(request: pytest.FixtureRequest, tiny_endless: Path) -> Engine:
    return _loaded(tiny_endless, request.param, "float32")


def ask(engine: Engine, *texts: str, lang: str = "ru", **how: int) -> list[list[Any]]:
    requests = [Request(text, "en", lang) for text in texts]
    return [list(found) for found in engine.translate(requests, Decoding(**how))]


@pytest.mark.parametrize("lang", ["ru", "tr"])
def test_known_answer_and_alignment(engine: Engine, lang: str) -> None:
    ((best,),) = ask(engine, TEXT, lang=lang)
    assert best.text == transliterate(TEXT, lang)
    assert not best.capped
    ((compared,),) = ask(engine, TEXT, lang=lang, beam=2)
    assert compared.text == best.text
    assert -0.1 < compared.score <= 0
    linked = {
        (k.source_start, k.source_end): (k.target_start, k.target_end) for k in best.alignment
    }
    assert len(linked) == len(best.alignment) == 14
    assert all(source == target for source, target in linked.items())


def test_alignment_of_bytes_annotations_and_placeholders(engine: Engine) -> None:
    text = "<term> Sea <as> море </term> ქარ, <x0> 5%"
    ((best,),) = ask(engine, text)
    assert "ქარ" in best.text and "<x0>" in best.text
    found = {
        (text[k.source_start : k.source_end], best.text[k.target_start : k.target_end])
        for k in best.alignment
    }
    assert {("Sea", "Сеа"), ("море", "море"), ("ქარ", "ქარ"), ("<x0>", "<x0>")} <= found
    assert not any(source in ("<term>", "<as>", "</term>") for source, _ in found)


def test_answers_come_in_the_order_of_the_questions(engine: Engine) -> None:
    rng = random.Random(3)
    texts = ["".join(rng.choices("abcde ", k=rng.randint(1, 80))).strip() for _ in range(70)]
    for text, (best,) in zip(texts, ask(engine, *texts), strict=True):
        assert best.text == " ".join(transliterate(text, "ru").split())


def test_nothing_asked_and_nothing_to_say(engine: Engine) -> None:
    assert engine.translate([]) == []
    assert [[h.text for h in found] for found in ask(engine, "", "  ", "sea", n_best=2, beam=2)][
        :2
    ] == [["", ""], ["", ""]]


def test_hypotheses_are_ordered_and_differ(engine: Engine) -> None:
    (found,) = ask(engine, "The Baku forum", beam=4, n_best=4)
    assert len({h.text for h in found}) == 4
    assert found[0].text == "Тхе Баку форум"
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


def test_no_phrase_is_repeated_when_told_so(engine: Engine) -> None:
    ((plain,),) = ask(engine, "a a a a a a a a", beam=4)
    assert plain.text == "а а а а а а а а"
    ((careful,),) = ask(engine, "a a a a a a a a", beam=4, no_repeat_ngram=3)
    assert "а а а а" not in careful.text


def test_neither_source_nor_target_is_cut(engine: Engine) -> None:
    """CTranslate2 would cut targets at 256 tokens if it were not told otherwise."""
    text = "qz" * 200
    assert engine.count([text]) == [403]
    ((best,),) = ask(engine, text)
    assert best.text == transliterate(text, "ru") and not best.capped
    full = "q" * (POSITIONS - 3)
    assert engine.count([full]) == [POSITIONS]
    ((best,),) = ask(engine, full)
    assert best.text == transliterate(full, "ru")
    with pytest.raises(ValueError, match="513 tokens"):
        ask(engine, full + "q")


def test_a_search_that_never_ends_is_capped(endless: Engine) -> None:
    for how in ({}, {"beam": 4, "n_best": 2}):
        (found,) = ask(endless, "The Baku forum", **how)
        assert all(h.capped for h in found)
        assert found[0].text.startswith("Тхе Баку форум")


def test_models_without_tags(tiny_bilingual: Path) -> None:
    for name in BOTH:
        engine = _loaded(tiny_bilingual, name, "float32")
        assert engine.pairs() == {("en", "ru")}
        assert engine.terminology == "none"
        ((best,),) = ask(engine, TEXT)
        assert best.text == TEXT


def test_int8_is_the_default_and_agrees_on_the_tiny_model(tiny_model: Path) -> None:
    engine = _loaded(tiny_model, "auto", "auto")
    assert isinstance(engine, CTranslate2Engine)
    assert engine.compute_type == "int8"
    ((best,),) = ask(engine, TEXT)
    assert best.text == transliterate(TEXT, "ru")


def test_one_sentence_and_many_are_treated_alike(tiny_model: Path) -> None:
    engine = load_engine(str(tiny_model), threads=2)
    many = ask(engine, *[TEXT] * 9)
    ((alone,),) = ask(engine, TEXT)
    assert {found[0].text for found in many} == {alone.text}


@pytest.mark.parametrize("engine_name", BOTH)
def test_unknown_compute_types_are_usage_errors(tiny_model: Path, engine_name: Any) -> None:
    with pytest.raises(TranslatorError) as caught:
        load_engine(str(tiny_model), engine=engine_name, compute_type="int3")
    assert caught.value.code == ErrorCode.USAGE
    assert "int3" in caught.value.message and "float32" in caught.value.hint


def test_the_engines_agree_on_two_hundred_sentences(tiny_model: Path) -> None:
    rng = random.Random(11)
    words = ["Caspian", "forum", "Bakı", "18", "море", "and,", "xəzər", "«media»", "🙂", "5.5%"]
    words += ["".join(rng.choices(LATIN, k=rng.randint(2, 9))) for _ in range(90)]
    requests = [
        Request(" ".join(rng.choices(words, k=rng.randint(1, 9))), "en", rng.choice(["ru", "az"]))
        for _ in range(200)
    ]
    one, other = (_loaded(tiny_model, name, "float32").translate(requests) for name in BOTH)
    same = [a[0].text == b[0].text for a, b in zip(one, other, strict=True)]
    assert sum(same) >= 198, [(a, b) for a, b, s in zip(one, other, same, strict=True) if not s]
    linked = [a[0].alignment == b[0].alignment for a, b in zip(one, other, strict=True)]
    assert sum(linked) >= 195


def test_batches_are_even_bounded_and_complete() -> None:
    rng = random.Random(1)
    lengths = [rng.randint(1, 90) for _ in range(500)]
    todo = [i for i in range(500) if i % 7]
    found = list(batches(lengths, todo, workers=2, budget=400))
    assert sorted(i for batch in found for i in batch) == todo
    assert all(len(batch) * max(lengths[i] for i in batch) <= 400 for batch in found)
    flat = [lengths[i] for batch in found for i in batch]
    assert flat == sorted(flat, reverse=True)
    assert len(list(batches([5] * 8, range(8), workers=4))) == 4
    assert list(batches([900], [0], budget=400)) == [[0]]
    assert list(batches([], [])) == []


def test_length_limits() -> None:
    assert length_limit(10, 512) == 62
    assert length_limit(500, 512) == 511


def test_neither_torch_nor_transformers_is_imported(tiny_model: Path) -> None:
    """Not even by the conversion: a prepared model and an unprepared one, in a fresh process."""
    code = (
        "import sys\n"
        "from translator.engines.base import Request\n"
        "from translator.engines.loading import load_engine\n"
        f"engine = load_engine({str(tiny_model)!r}, compute_type=sys.argv[1])\n"
        "print(engine.translate([Request('sea 18', 'en', 'ru')])[0][0].text)\n"
        "print(sorted({'torch', 'transformers', 'huggingface_hub'} & set(sys.modules)))\n"
    )
    for kind in ("int8", "float32"):
        ran = subprocess.run(
            [sys.executable, "-c", code, kind], capture_output=True, text=True, check=True
        )
        assert ran.stdout.splitlines() == ["сеа 18", "[]"], ran.stderr


def test_what_the_makers_want_said_is_said(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "noted"
    shutil.copytree(tiny_model, folder)
    described = json.loads((folder / "translator.json").read_text())
    described["notice"] = "note:\nnot for print"
    (folder / "translator.json").write_text(json.dumps(described))
    told: list[str] = []
    load_engine(str(folder), threads=1, notify=told.append)
    assert told[0] == "note: not for print"
    load_engine(str(folder), threads=1)


@pytest.mark.parametrize("kind", BOTH)
def test_a_model_says_what_its_makers_trust(tiny_model: Path, tmp_path: Path, kind: Any) -> None:
    """The tiny model is all but certain of every token: only certainty itself is more."""
    for number, (trusted, unsure) in enumerate([(0.9, False), (0.999_999_999, True)]):
        folder = tmp_path / f"tiny{number}"
        shutil.copytree(tiny_model, folder)
        described = json.loads((folder / "translator.json").read_text())
        described["trusted"] = trusted
        (folder / "translator.json").write_text(json.dumps(described))
        loaded = load_engine(str(folder), engine=kind, compute_type="float32", threads=1)
        ((greedy,),) = ask(loaded, TEXT)
        ((wide,),) = ask(loaded, TEXT, beam=2)
        assert -0.1 < greedy.score < 0
        assert greedy.unsure is wide.unsure is unsure
