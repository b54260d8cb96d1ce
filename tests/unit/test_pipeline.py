"""The whole line from text to parallel text, with engines whose answers are known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.engines import EchoEngine, ScriptedEngine
from translator.engines.base import Decoding, Hypothesis, Link, Request
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.text import ParallelText
from translator.pipeline import Settings, Translator, prepare_article, read

ARTICLE = """\
Sea level falls

The Caspian Sea is calm today. Ships leave Baku at 10:30.
* * *
The Khazar Media Forum met in Astrakhan, see https://example.org/a for 12 reports.
"""


def _worker(engine: EchoEngine, **settings: object) -> Translator:
    worker = Translator(Settings(source_lang="en", **settings))  # type: ignore[arg-type]
    worker.__dict__["engine"] = engine
    return worker


def _translate(
    engine: EchoEngine, target: str, text: str = ARTICLE, **settings: object
) -> ParallelText:
    worker = _worker(engine, **settings)
    return worker.translate(read(None, worker.settings, text.encode()), target)


def test_every_sentence_has_its_unit_and_place() -> None:
    parallel = _translate(EchoEngine(), "ru")
    for block in parallel.blocks:
        assert [u.source for u in block.units] == [s.text for s in block.block.sentences]
    sources = [unit.source for unit in parallel.units]
    assert "Ships leave Baku at 10:30." in sources
    assert parallel.model == "echo" and parallel.pivot == ""


def test_terms_reach_the_engine_annotated_and_the_target_inflected_or_not() -> None:
    engine = EchoEngine()
    parallel = _translate(engine, "ru", glossaries=("caspian",))
    asked = [request.text for requests, _ in engine.calls for request in requests]
    assert any("<term> Caspian Sea <as> Каспийское море </term>" in text for text in asked)
    by_source = {unit.source: unit.target for unit in parallel.units}
    forum = next(target for source, target in by_source.items() if "Media Forum" in source)
    assert "Каспийский медиафорум" in forum
    assert "https://example.org/a" in forum and "12" in forum


def test_a_term_across_inline_markup() -> None:
    engine = EchoEngine()
    text = "The **Caspian** [Sea](https://e.org/a)'s level and the *Khazar Media* Forum.\n"
    settings = Settings(source_lang="en", glossaries=("caspian",))
    worker = Translator(settings)
    worker.__dict__["engine"] = engine
    article = read(Path("a.md"), settings, text.encode())
    parallel = worker.translate(article, "ru")
    ((request,),) = [requests for requests, _ in engine.calls]
    assert "<term> Caspian Sea's <as> Каспийское море </term>" in request.text
    assert "<term> Khazar Media Forum <as> Каспийский медиафорум </term>" in request.text
    assert "Каспийский медиафорум" in next(iter(parallel.units)).target


def test_names_are_repaired_where_an_engine_reads_no_annotations() -> None:
    """By the alignment, in the case that the words there stand in."""
    source = "On the Khazar Media Forum ships met."
    target = "На хазарской медийной встрече встретились корабли."
    words = list(re.finditer(r"\w+", source))
    aims = list(re.finditer(r"\w+", target))
    pairs = ((2, 1), (3, 2), (4, 3), (5, 5), (6, 4))
    links = tuple(Link(*words[a].span(), *aims[b].span()) for a, b in pairs)
    engine = ScriptedEngine(reply=lambda request, _: [Hypothesis(target, alignment=links)])
    engine.terminology = "none"
    parallel = _translate(engine, "ru", source + "\n", glossaries=("caspian",))
    ((request,),) = [requests for requests, _ in engine.calls]
    assert request.text == source
    (unit,) = parallel.units
    assert unit.target == "На Каспийском медиафоруме встретились корабли."
    assert unit.findings == ()


def test_a_name_inside_an_address_is_no_term() -> None:
    text = "Baku: see https://azertac.az/en/baku for the Caspian Sea.\n"
    parallel = _translate(EchoEngine(), "ru", text, glossaries=("caspian",))
    (unit,) = parallel.units
    assert "https://azertac.az/en/baku" in unit.target
    assert [text[match.start : match.end] for match in unit.matches] == ["Baku", "Caspian Sea"]
    assert not any("azertac" in finding.message for finding in unit.findings)


def test_a_segment_without_letters_is_kept_and_not_asked_for() -> None:
    engine = EchoEngine()
    parallel = _translate(engine, "ru", text="Calm seas were reported. 1 + 2 = 3!\n")
    (unit,) = [unit for unit in parallel.units if "1 + 2" in unit.source]
    assert (unit.target, unit.attempts, unit.findings) == (unit.source, 0, ())
    assert all("1 + 2" not in r.text for requests, _ in engine.calls for r in requests)


def test_without_a_direct_pair_the_way_leads_through_english() -> None:
    engine = EchoEngine(languages=frozenset({("ru", "en"), ("en", "az")}))
    worker = _worker(engine, glossaries=("caspian",))
    text = "Каспийское море сегодня спокойно, сообщили 12 рыбаков."
    article = read(None, Settings(source_lang="ru"), text.encode())
    parallel = worker.translate(article, "az")
    assert parallel.pivot == "en"
    (unit,) = parallel.units
    assert unit.source == text
    assert "Xəzər dənizi" in unit.target and "12" in unit.target
    assert unit.attempts >= 2
    assert unit.alignment, "two hops' alignments are joined"


def test_a_finding_of_the_pivot_is_judged_against_the_true_source() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        lost = request.text.replace("12", "") if request.target_lang == "en" else request.text
        return [Hypothesis(lost)]

    engine = ScriptedEngine(reply=reply, languages=frozenset({("ru", "en"), ("en", "az")}))
    article = read(None, Settings(source_lang="ru"), "В море вышли 12 больших судов.".encode())
    (unit,) = _worker(engine).translate(article, "az").units
    assert "number" in {finding.code for finding in unit.findings}


def test_progress_counts_every_hop_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    worker = _worker(EchoEngine(languages=frozenset({("tr", "en"), ("en", "az")})))
    article = read(None, Settings(source_lang="tr"), b"Deniz sakin. Gemi geldi.")
    worker.translate(article, "az", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (4, 4)


@pytest.mark.parametrize(
    ("pairs", "target"),
    [(frozenset({("en", "ru")}), "az"), (frozenset[tuple[str, str]](), "en")],
)
def test_no_way_between_the_languages_is_a_clear_error(
    pairs: frozenset[tuple[str, str]], target: str
) -> None:
    with pytest.raises(TranslatorError) as caught:
        _translate(EchoEngine(languages=pairs), target)
    assert caught.value.code is ErrorCode.PAIR_UNSUPPORTED
    assert caught.value.hint


def test_line_breaks_and_control_characters_inside_a_sentence_do_not_reach_the_model() -> None:
    engine = EchoEngine()
    text = "The sea was calm when the\nlong\x07 convoy of ships left the port of Baku."
    _translate(engine, "ru", text=text)
    asked = [request.text for requests, _ in engine.calls for request in requests]
    assert asked and not any("\n" in text or "\x07" in text for text in asked)


def test_language_is_detected_and_the_setting_wins() -> None:
    text = "Xəzər dənizində suyun səviyyəsi aşağı düşür, mütəxəssislər narahatdır."
    assert read(None, Settings(), text.encode()).lang == "az"
    assert read(None, Settings(source_lang="tur"), text.encode()).lang == "tr"
    article = read(None, Settings(), text.encode())
    assert prepare_article(article, Settings(source_lang="tr")).lang == "tr"


def test_library_does_the_same_in_three_lines(tmp_path: Path, tiny_model: Path) -> None:
    from translator import save, translate

    parallel = translate("The sea is calm.", to="ru", from_lang="en", model=str(tiny_model))
    save(parallel, tmp_path / "sea.tmx")
    assert parallel.target_lang == "ru" and "<tu" in (tmp_path / "sea.tmx").read_text("utf-8")
    path = tmp_path / "sea.txt"
    path.write_text("The sea is calm.\n", "utf-8")
    again = translate(path, to="ru", from_lang="en", model=str(tiny_model), glossary="caspian")
    assert [u.source for u in again.units] == ["The sea is calm."]


def test_after_a_number_is_lost_figures_are_carried_in_placeholders() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis(request.text.replace("1250", "1520").replace("guests", "гостей"))]

    engine = ScriptedEngine(reply=reply)
    (unit,) = _translate(engine, "ru", text="В порт Баку 1250 guests.").units
    assert "1250" in unit.target and unit.attempts == 2
    assert "number" not in {finding.code for finding in unit.findings}


def test_a_dateline_is_translated_by_rule_and_one_segment() -> None:
    engine = EchoEngine()
    text = "Ships wait\n\nБаку. 18 сентября. ИНТЕРФАКС — Суда ждут в порту.\n"
    worker = _worker(engine)
    article = prepare_article(read(None, worker.settings, text.encode()), Settings("ru"))
    parallel = worker.translate(article, "az")
    line = parallel.blocks[1].units
    assert [(unit.source, unit.target) for unit in line] == [
        ("Баку. 18 сентября. ИНТЕРФАКС", "Bakı. 18 sentyabr. İNTERFAKS")
    ]
    asked = [request.text for requests, _ in engine.calls for request in requests]
    assert asked and not any("сентября" in request for request in asked)
    # a machine made it, so that a person's change of it shows
    assert line[0].attempts == 1


def test_after_a_month_is_lost_the_date_is_carried_and_written_by_rule() -> None:
    def reply(request: Request, decoding: Decoding) -> list[Hypothesis]:
        text = request.text.replace("Sept. 22", "22").replace("It ends", "Он закончится в")
        return [Hypothesis(text.replace(" on Friday,", ""))]

    engine = ScriptedEngine(reply=reply)
    (unit,) = _translate(engine, "ru", text="It ends on Friday, Sept. 22.").units
    assert unit.target == "Он закончится в пятницу, 22 сентября."
    assert unit.attempts == 2 and unit.findings == ()
