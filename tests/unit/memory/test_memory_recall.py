"""The pipeline with a memory: what is asked of the engine once, what comes back unchanged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engines import EchoEngine, ScriptedEngine
from translator.engines.base import Decoding, Hypothesis, Request
from translator.memory.base import Origin, Unit
from translator.memory.keys import human_key
from translator.memory.sqlite import SqliteMemory
from translator.parallel.text import ParallelText
from translator.pipeline import Settings, Translator, read
from translator.quality.base import FindingCode

GLOSSARY = "id\ten\taz\tru\tpolicy\nsea\tCaspian Sea\tXəzər dənizi\tКаспийское море\trequire\n"
TEXT = "The Caspian Sea is calm. Ships leave the port. The Caspian  Sea\nis calm. See `a.b` there."


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return SqliteMemory(tmp_path / "memory.sqlite")


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "names.tsv"
    path.write_text(GLOSSARY, "utf-8")
    return path


def _run(
    memory: SqliteMemory | None,
    glossary: Path,
    *,
    text: str = TEXT,
    to: str = "ru",
    from_: str = "en",
    engine: EchoEngine | None = None,
    **settings: object,
) -> tuple[ParallelText, list[str]]:
    """The result, and the texts that the engine was asked for."""
    engine = engine or EchoEngine()
    chosen = Settings(source_lang=from_, glossaries=(str(glossary),), **settings)  # type: ignore[arg-type]
    worker = Translator(chosen, memory=memory)
    worker.__dict__["engine"] = engine
    path = glossary.parent / "article.md"
    path.write_text(text, "utf-8")
    parallel = worker.translate(read(path, chosen), to)
    return parallel, [r.text for requests, _ in engine.calls for r in requests]


def test_the_second_time_asks_nothing_and_gives_the_same(
    memory: SqliteMemory, glossary: Path
) -> None:
    bare, _ = _run(None, glossary)
    first, asked = _run(memory, glossary)
    again, nothing = _run(memory, glossary)
    assert asked and nothing == []
    assert list(first.units) == list(again.units) == list(bare.units)
    assert first.reused == 0 and again.reused == len(list(again.units))


def test_a_sentence_spread_otherwise_is_the_same_and_its_links_hold(
    memory: SqliteMemory, glossary: Path
) -> None:
    parallel, asked = _run(memory, glossary)
    assert sum("is calm" in text for text in asked) == 1
    one, two = [unit for unit in parallel.units if "calm" in unit.source]
    assert one.target == two.target and one.source != two.source
    for unit in (one, two):
        pieces = {
            unit.source[link.source_start : link.source_end]: unit.target[
                link.target_start : link.target_end
            ]
            for link in unit.alignment
        }
        assert pieces["calm"] == one.target.split()[-1].rstrip(".")


def test_an_edited_concept_asks_only_for_its_sentences(
    memory: SqliteMemory, glossary: Path
) -> None:
    _run(memory, glossary)
    glossary.write_text(GLOSSARY.replace("Каспийское море", "Каспий"), "utf-8")
    parallel, asked = _run(memory, glossary)
    assert asked == ["The <term> Caspian Sea <as> Каспий </term> is calm."]
    assert sum("Каспий " in unit.target for unit in parallel.units) == 2
    glossary.write_text(GLOSSARY.replace("Xəzər dənizi", "Xəzər"), "utf-8")
    _, asked = _run(memory, glossary)
    assert asked == [], "the Azerbaijani name is no part of a Russian translation"


def test_other_models_and_searches_do_not_share(memory: SqliteMemory, glossary: Path) -> None:
    _run(memory, glossary)
    assert _run(memory, glossary, engine=EchoEngine(name="other"))[1]
    assert _run(memory, glossary, quality="best")[1]


def test_a_pivoted_article_is_remembered_hop_by_hop(memory: SqliteMemory, glossary: Path) -> None:
    pairs = frozenset({("az", "en"), ("en", "ru"), ("en", "tr")})
    text = "Xəzər dənizi bu gün sakitdir. Gəmi limandan çıxdı."

    def run(to: str) -> tuple[ParallelText, list[str]]:
        engine = EchoEngine(languages=pairs)
        return _run(memory, glossary, text=text, to=to, from_="az", engine=engine)

    first, asked = run("ru")
    again, nothing = run("ru")
    assert asked and not nothing and list(first.units) == list(again.units)
    assert again.reused == len(list(again.units))
    _, onward = run("tr")
    assert not any("Xəzər" in text for text in onward), "the first hop is there already"


def test_findings_are_remembered_and_flagged_sentences_are_not_tried_again(
    memory: SqliteMemory, glossary: Path
) -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis("")]

    first, _ = _run(memory, glossary, engine=ScriptedEngine(reply=reply))
    again, asked = _run(memory, glossary, engine=ScriptedEngine(reply=reply))
    assert asked == [] and list(first.units) == list(again.units)
    assert first.flagged and all(unit.attempts > 1 for unit in again.flagged)


def _person(source: str, target: str) -> Unit:
    return Unit(human_key(source, "en", "ru"), "en", "ru", source, target, origin=Origin.HUMAN)


def test_a_person_outranks_the_machine_and_is_checked(memory: SqliteMemory, glossary: Path) -> None:
    _run(memory, glossary)
    memory.put_many([_person("The Caspian Sea is calm.", "На море штиль.")])
    parallel, asked = _run(memory, glossary)
    assert asked == []
    units = [unit for unit in parallel.units if "calm" in unit.source]
    assert {unit.target for unit in units} == {"На море штиль."}
    assert all(unit.attempts == 0 for unit in units)
    assert {f.code for unit in units for f in unit.findings} == {"term-missing"}


def test_a_person_is_heard_over_two_hops(memory: SqliteMemory, glossary: Path) -> None:
    source, target = "Gəmi limandan çıxdı.", "Корабль вышел из порта."
    memory.put_many([replace(_person(source, target), key=human_key(source, "az", "ru"))])
    engine = EchoEngine(languages=frozenset({("az", "en"), ("en", "ru")}))
    parallel, asked = _run(memory, glossary, text=source, to="ru", from_="az", engine=engine)
    assert target in [unit.target for unit in parallel.units]
    assert not any("limandan" in text for text in asked)


def test_a_person_who_lost_what_must_stay_is_not_used(memory: SqliteMemory, glossary: Path) -> None:
    memory.put_many([_person("See a.b there.", "Смотрите там.")])
    parallel, _ = _run(memory, glossary)
    (unit,) = [unit for unit in parallel.units if "a.b" in unit.source]
    assert "a.b" in unit.target


def test_what_was_committed_before_a_failure_is_not_asked_again(
    memory: SqliteMemory, glossary: Path
) -> None:
    text = " ".join(
        f"The ship number {word} left." for word in ("one", "two", "three", "four", "five")
    )
    asked: list[str] = []

    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        if len(asked) >= 4:
            raise RuntimeError("unplugged")
        asked.append(request.text)
        return [Hypothesis(request.text.replace("ship", "корабль"))]

    engine = ScriptedEngine(reply=reply)
    with pytest.raises(RuntimeError):
        _run(memory, glossary, text=text, engine=engine, window=2)
    committed = memory.stats().units
    assert committed >= 2
    _, rest = _run(memory, glossary, text=text, engine=ScriptedEngine(), window=2)
    done = {unit.source for unit in memory.units()}
    assert len(set(rest)) == len(done) - committed


def test_progress_reaches_the_total_whatever_is_remembered(
    memory: SqliteMemory, glossary: Path
) -> None:
    for _ in range(2):
        seen: list[tuple[int, int]] = []
        settings = Settings(source_lang="en", glossaries=(str(glossary),), window=1)
        worker = Translator(settings, memory=memory)
        worker.__dict__["engine"] = EchoEngine()
        article = read(None, settings, TEXT.encode())
        worker.translate(article, "ru", progress=lambda done, total: seen.append((done, total)))  # noqa: B023
        assert seen[-1][0] == seen[-1][1] > 0
        assert seen == sorted(seen)


def test_doubts_are_remembered(memory: SqliteMemory, glossary: Path) -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        del decoding
        return [Hypothesis(request.text.replace("ship", "корабль"), unsure="two" in request.text)]

    for _ in range(2):
        text = "The ship number one left. The ship number two left."
        parallel, _ = _run(memory, glossary, text=text, engine=ScriptedEngine(reply=reply))
        codes = [[finding.code for finding in unit.findings] for unit in parallel.units]
        assert [FindingCode.UNSURE in found for found in codes] == [False, True]
