"""One concept, one name, over the articles of a batch."""

from __future__ import annotations

import json
from pathlib import Path

from tests.engines import EchoEngine
from translator.batch.naming import Naming
from translator.batch.report import write_reports
from translator.batch.run import opened
from translator.batch.survey import Job
from translator.pipeline import Settings, Translator

GLOSSARY = "id\ten\tru\tpolicy\nsea\tCaspian Sea\tКаспийское море|Каспий\tprefer\n"
ANSWERS = {
    "The Caspian Sea is calm.": "Каспийское море спокойно.",
    "The Caspian Sea is deep.": "Каспийское море глубоко.",
    "We saw the Caspian Sea.": "Мы видели Каспий.",
}


def test_a_concept_named_in_two_ways_over_articles_is_reported(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text(GLOSSARY, "utf-8")
    news = tmp_path / "news"
    news.mkdir()
    for number, text in enumerate(ANSWERS):
        (news / f"{number}.txt").write_text(text, "utf-8")
    settings = Settings(source_lang="en", glossaries=(str(tmp_path / "names.tsv"),))
    job = Job(news, tmp_path / "out", ("ru",), ("same",), settings)
    translator = Translator(settings)
    translator.__dict__["engine"] = EchoEngine(terminology="none", answers=dict(ANSWERS))
    with opened(job, translator) as batch:
        ran = batch.run(batch.survey())
        write_reports(job, translator, batch.ledger, ran)
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["inconsistent"] == [
        {
            "target_lang": "ru",
            "concept": "sea",
            "name": "Каспийское море",
            "count": 2,
            "others": [{"name": "Каспий", "count": 1, "articles": ["2.txt"]}],
        }
    ]
    assert report["totals"]["flagged"] == 0, "each article is consistent in itself"
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "1 concept named in several ways" in page and "2.txt" in page


def test_languages_are_kept_apart_and_one_name_is_no_news() -> None:
    naming = Naming()
    naming.add({"input": "a", "target_lang": "ru", "names": {"sea": {"Каспий": 2}}})
    naming.add({"input": "b", "target_lang": "az", "names": {"sea": {"Xəzər": 1}}})
    naming.add({"input": "c", "target_lang": "ru", "status": "failed"})
    assert naming.inconsistent() == []
