"""The stream: pooled over articles, bounded, and robust against one bad article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.engines import EchoEngine, ScriptedEngine
from translator.batch.ledger import Ledger, Record
from translator.batch.run import Ran, opened
from translator.batch.survey import Job
from translator.batch.watching import GlossaryWatcher, Watcher
from translator.cli.batch_display import share
from translator.engines.base import Decoding, Hypothesis, Request
from translator.errors import ErrorCode, TranslatorError
from translator.memory.base import Origin, Unit
from translator.memory.keys import human_key
from translator.memory.sqlite import SqliteMemory
from translator.pipeline import Settings, Translator


class Choosy(EchoEngine):
    """Breaks on some texts, remembers how many it was asked at once."""

    broken: str = ""

    def translate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Hypothesis]]:
        if self.broken and any(self.broken in request.text for request in requests):
            raise RuntimeError("out of order")
        return super().translate(requests, decoding)


def _run(tmp_path: Path, engine: EchoEngine, *, to: str = "ru", **options: Any) -> Ran:
    settings = Settings(source_lang=options.pop("source", "en"), window=options.pop("window", 64))
    job = Job(
        tmp_path / "news", tmp_path / "out", tuple(to.split(",")), ("same",), settings, **options
    )
    translator = Translator(settings, memory=SqliteMemory(tmp_path / "m.sqlite"))
    translator.__dict__["engine"] = engine
    with opened(job, translator) as batch:
        return batch.run(batch.survey())


def _articles(
    tmp_path: Path, count: int, text: str = "Ship number {} left. The sea is calm."
) -> None:
    (tmp_path / "news").mkdir(exist_ok=True)
    for number in range(count):
        (tmp_path / "news" / f"{number:03}.txt").write_text(text.format(number), "utf-8")


def test_sentences_of_many_articles_and_languages_meet_in_one_batch(tmp_path: Path) -> None:
    _articles(tmp_path, 30)
    engine = EchoEngine()
    ran = _run(tmp_path, engine, to="ru,uk")
    first = engine.calls[0][0]
    assert len(first) > 30 and {r.target_lang for r in first} == {"ru", "uk"}
    assert sum(r.text == "The sea is calm." for r in first) == 2, "once for each language"
    assert ran.progress.sentences == 120 and ran.progress.done == 60


def test_progress_never_goes_back(tmp_path: Path) -> None:
    _articles(tmp_path, 60)
    settings = Settings(source_lang="en", window=4)
    job = Job(tmp_path / "news", tmp_path / "out", ("ru", "uk"), ("same",), settings)
    translator = Translator(settings)
    translator.__dict__["engine"] = EchoEngine()
    shares: list[float] = []
    with opened(job, translator) as batch:
        ran = batch.run(batch.survey(), lambda progress: shares.append(share(progress)))
    assert shares == sorted(shares) and len(set(shares)) > 10
    assert shares[-1] == 1.0
    assert ran.progress.behind == ran.progress.behind_words == ran.progress.behind_size == 0


def test_a_sentence_that_breaks_the_engine_fails_its_article_alone(tmp_path: Path) -> None:
    _articles(tmp_path, 9)
    engine = Choosy()
    engine.broken = "number 4 "
    ran = _run(tmp_path, engine)
    assert [record.name for record in ran.progress.errors] == ["004.txt"]
    assert "out of order" in ran.progress.errors[0].error["message"]
    assert len(list((tmp_path / "out" / "ru").iterdir())) == 8
    engine.broken = ""
    assert _run(tmp_path, engine).progress.done == 1


def test_what_concerns_all_articles_stops_the_run_and_keeps_what_is_done(tmp_path: Path) -> None:
    _articles(tmp_path, 400)

    class Lost(EchoEngine):
        left = 200

        def translate(
            self,
            requests: Sequence[Request],
            decoding: Decoding = Decoding(),  # noqa: B008
        ) -> list[list[Hypothesis]]:
            self.left -= len(requests)
            if self.left < 0:
                raise TranslatorError(ErrorCode.MODEL_DAMAGED, "the model is gone")
            return super().translate(requests, decoding)

    with pytest.raises(TranslatorError) as caught:
        _run(tmp_path, Lost(), window=16)
    assert caught.value.code is ErrorCode.MODEL_DAMAGED
    ran = _run(tmp_path, EchoEngine(name="echo"), window=16)
    assert ran.progress.done == 400 and ran.progress.failed == 0


def _records(tmp_path: Path, count: int) -> None:
    lines = [f'{{"title": "Ship {n}", "text": "The ship number {n} left."}}' for n in range(count)]
    (tmp_path / "news" / "z.jsonl").write_text("\n".join(lines), "utf-8")


def test_what_is_taken_away_replaced_or_added_to_meanwhile(tmp_path: Path) -> None:
    """Between the look through the folder and the reading of a file it may have changed."""
    _articles(tmp_path, 3)
    news = tmp_path / "news"
    settings = Settings(source_lang="en")
    job = Job(news, tmp_path / "out", ("ru", "uk"), ("same",), settings)
    translator = Translator(settings, memory=SqliteMemory(tmp_path / "m.sqlite"))
    translator.__dict__["engine"] = EchoEngine()
    with opened(job, translator) as batch:
        found = batch.survey()
        (news / "000.txt").unlink()
        (news / "001.txt").write_text("Another ship.", "utf-8")
        ran = batch.run(found)
        assert (ran.progress.failed, ran.progress.passed, ran.progress.done) == (0, 2, 6)
        assert not batch.survey().tasks, "what was read is what is recorded"
        (news / "000.txt").write_text("The first ship again.", "utf-8")
        assert [task.name for task in batch.survey().tasks] == ["000.txt"]
        assert batch.run(batch.survey()).progress.failed == 0
    assert (tmp_path / "out" / "ru" / "000.txt").exists()


def test_what_failed_and_was_mended_fails_no_longer(tmp_path: Path) -> None:
    _articles(tmp_path, 2)
    news = tmp_path / "news"
    for number in range(2):
        (news / f"bad{number}.txt").write_bytes(b"\0\1")
    settings = Settings(source_lang="en")
    job = Job(news, tmp_path / "out", ("ru",), ("same",), settings)
    translator = Translator(settings, memory=SqliteMemory(tmp_path / "m.sqlite"))
    translator.__dict__["engine"] = EchoEngine()
    with opened(job, translator) as batch:
        one, other = batch.run(batch.survey()).progress.errors
        assert batch.fails(one) and batch.fails(other)
        (news / "bad0.txt").write_text("A good one.", "utf-8")
        batch.run(batch.survey(["bad0.txt"]))
        (news / "bad1.txt").unlink()
        assert not batch.fails(one) and not batch.fails(other)


def test_a_long_article_keeps_no_other_from_being_recorded(tmp_path: Path) -> None:
    """A file of many records is one pool; what was translated before it is certain meanwhile."""
    _articles(tmp_path, 8)
    _records(tmp_path, 200)
    settings = Settings(source_lang="en", window=4)
    job = Job(tmp_path / "news", tmp_path / "out", ("ru",), ("same",), settings)
    translator = Translator(settings, memory=SqliteMemory(tmp_path / "m.sqlite"))
    recorded: list[int] = []
    shares: list[float] = []
    with opened(job, translator) as batch:

        class Watching(EchoEngine):
            def translate(
                self,
                requests: Sequence[Request],
                decoding: Decoding = Decoding(),  # noqa: B008
            ) -> list[list[Hypothesis]]:
                recorded.append(len(list(batch.ledger.records())))
                return super().translate(requests, decoding)

        translator.__dict__["engine"] = Watching()
        ran = batch.run(batch.survey(), lambda progress: shares.append(share(progress)))
    assert ran.progress.done == 9 and recorded[0] == 0 and recorded[-1] == 8
    assert len({round(s, 2) for s in shares}) > 40, "the long one shows how far it is"


def test_a_long_article_is_written_language_by_language(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    _records(tmp_path, 50)
    engine = EchoEngine()
    ran = _run(tmp_path, engine, to="ru,uk", window=8)
    assert ran.progress.done == 2
    order = [r.target_lang for requests, _ in engine.calls for r in requests]
    assert order == sorted(order), "no more lies in memory than one language's translation"


def test_a_ledger_that_fails_during_a_long_article_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _articles(tmp_path, 8)
    _records(tmp_path, 200)

    def full(self: Ledger, records: Sequence[Record]) -> None:
        if records:
            raise TranslatorError(ErrorCode.OUTPUT_UNWRITABLE, "the disk is full")

    engine = EchoEngine()
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "put", full)
        with pytest.raises(TranslatorError, match="the disk is full"):
            _run(tmp_path, engine, window=4)
    assert len(engine.calls) < 50, "nothing more is asked for"
    assert _run(tmp_path, EchoEngine(), window=4).progress.done == 9


def test_pivoted_articles_are_done_once(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Gəmi limandan çıxdı. Dəniz sakitdir.", "utf-8")
    pairs = frozenset({("az", "en"), ("en", "ru")})
    ran = _run(tmp_path, EchoEngine(languages=pairs), source="az")
    assert ran.progress.done == 1 and not ran.progress.failed
    assert _run(tmp_path, EchoEngine(languages=pairs), source="az").survey.unchanged == 1


def test_the_report_offers_what_a_person_made_of_a_like_sentence(tmp_path: Path) -> None:
    _articles(tmp_path, 1, "Ship number {} has left the port of Baku at noon.")
    memory = SqliteMemory(tmp_path / "m.sqlite")
    source = "Ship number 7 has left the port of Baku at noon."
    target = "Корабль номер 7 в полдень вышел из порта Баку."
    key = human_key(source, "en", "ru")
    memory.put_many([Unit(key, "en", "ru", source, target, origin=Origin.HUMAN)])
    memory.close()
    _run(tmp_path, ScriptedEngine(reply=lambda request, decoding: [Hypothesis("")]))
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert target in page and "% like" in page


def test_the_watcher_waits_until_a_file_has_stopped_growing(tmp_path: Path) -> None:
    _articles(tmp_path, 1)
    job = Job(tmp_path / "news", tmp_path / "out", ("ru",), ("same",), Settings())
    watcher = Watcher(job)
    assert watcher.settled() == [] and watcher.settled() == ["000.txt"]
    assert watcher.settled() == []
    late = tmp_path / "news" / "late.txt"
    late.write_text("Half", "utf-8")
    assert watcher.settled() == []
    late.write_text("Half of it.", "utf-8")
    assert watcher.settled() == []
    assert watcher.settled() == ["late.txt"]
    late.unlink()
    assert watcher.settled() == []


def test_an_edited_glossary_is_noticed_once_it_is_whole(tmp_path: Path) -> None:
    glossary = tmp_path / "names.tsv"
    glossary.write_text("id\ten\tru\nsea\tsea\tморе\n", "utf-8")
    other = tmp_path / "other.tsv"
    other.write_text("id\ten\tru\nport\tport\tпорт\n", "utf-8")
    watcher = GlossaryWatcher((str(glossary), str(other)))
    assert watcher.changed() == watcher.changed() == []
    glossary.write_text("id\ten\tru\n", "utf-8")
    assert watcher.changed() == [], "it may grow still"
    glossary.write_text("id\ten\tru\nsea\tsea\tмор\n", "utf-8")
    assert watcher.changed() == []
    assert watcher.changed() == [str(glossary)] and watcher.changed() == []
    other.unlink()
    assert watcher.changed() == []
    assert watcher.changed() == [str(other)] and watcher.changed() == []


def test_a_glossary_is_read_again_and_a_faulty_one_is_not(tmp_path: Path) -> None:
    _articles(tmp_path, 1, "Ships leave the port of Oz {}.")
    glossary = tmp_path / "names.tsv"
    table = "id\ten\tru\tpolicy\noz\tport of Oz\t{}\trequire\n"
    glossary.write_text(table.format("Озпорт"), "utf-8")
    settings = Settings(source_lang="en", glossaries=(str(glossary),))
    job = Job(tmp_path / "news", tmp_path / "out", ("ru",), ("same",), settings)
    translator = Translator(settings, memory=SqliteMemory(tmp_path / "m.sqlite"))
    engine = translator.__dict__["engine"] = EchoEngine()

    def made(name: str) -> str:
        batch.run(batch.survey([name]))
        return (tmp_path / "out" / "ru" / name).read_text("utf-8")

    with opened(job, translator) as batch:
        assert "Озпорт" in made("000.txt")
        glossary.write_text(table.format("Гавань Оз"), "utf-8")
        batch.reread()
        assert batch.translator.engine is engine, "the model is not loaded again"
        (tmp_path / "news" / "001.txt").write_text("Ships leave the port of Oz 1.", "utf-8")
        assert "Гавань Оз" in made("001.txt")
        glossary.write_text("no\theader\n", "utf-8")
        with pytest.raises(TranslatorError):
            batch.reread()
        (tmp_path / "news" / "002.txt").write_text("The port of Oz 2 is calm.", "utf-8")
        assert "авань Оз" in made("002.txt")
