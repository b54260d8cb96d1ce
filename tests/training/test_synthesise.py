"""Pairs of which a model writes one side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from training.corpus import Made, mark_of, read_corpus, read_mark
from training.mixes import CORE
from training.pack import forms
from training.synthesise import synthesise, texts
from training.triangulate import triangulate

KINDS = {"wmt-newstest2012-18": "news", "xquad": "prose", "firefox": "interface"}
BERRIES = "Ягоды в этом году собрали раньше."


class Echo:
    """Writes what it was given in letters of the language asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def translate(self, sentences: Sequence[str], target: str, *, beam: int = 1) -> list[str]:
        self.asked += [(target, line) for line in sentences]
        words = {"ru": "слово", "az": "sözlər", "en": "words"}[target]
        return ["" if "nothing" in s else f"{words} {len(s)} {words[::-1]}" for s in sentences]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    rows = {
        "en-ru": [
            ("wmt-newstest2012-18", "-", "The port opened.", "Порт открылся."),
            ("xquad", "-", "It was nothing.", "Это было ничто."),
            ("firefox", "-", "Open a tab", "Открыть вкладку"),
            ("xquad", "-", "The berries were early.", BERRIES),
        ],
        "en-az": [
            ("xquad", "-", "The port opened!", "Liman açıldı!"),
            ("xquad", "s", "A synthetic line.", "Düzəldilmiş sətir."),
        ],
    }
    (tmp_path / "clean").mkdir()
    for pair, lines in rows.items():
        text = "".join("\t".join(row) + "\n" for row in lines)
        (tmp_path / "clean" / f"{pair}.tsv").write_text(text, encoding="utf-8")
        align(tmp_path / "clean" / f"{pair}.tsv")
    return tmp_path


def align(path: Path) -> None:
    count = len(path.read_text(encoding="utf-8").splitlines())
    path.with_suffix(".align").write_text("0-0\n" * count, encoding="utf-8")


def rows(work: Path, pair: str) -> list[list[str]]:
    text = (work / "clean" / f"{pair}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def test_texts_are_of_people_once_and_no_menus(work: Path) -> None:
    found = [t.line for t in texts(work, CORE, "en", KINDS)]
    assert sorted(found) == ["It was nothing.", "The berries were early.", "The port opened!"]


def test_back_translation_makes_sources_of_genuine_targets(work: Path) -> None:
    engine = Echo()
    report = synthesise(engine, work, CORE, ("az", "en"), kinds=KINDS)
    # What has a translation already is not asked for; what the model left empty is not kept.
    assert engine.asked == [("az", "It was nothing."), ("az", "The berries were early.")]
    assert report == {"lines": 2, "kept": 1}
    assert rows(work, "en-az")[2:] == [
        ["xquad", "1<", "The berries were early.", "sözlər 23 rəlzös"]
    ]
    assert not (work / "clean" / "en-az.align").exists(), "it was of fewer lines"


def test_made_rows_are_drawn_one_way_and_teach_no_words(work: Path) -> None:
    synthesise(Echo(), work, CORE, ("az", "en"), kinds=KINDS)
    align(work / "clean" / "en-az.tsv")
    corpus = read_corpus(work, ("en", "az"))
    assert corpus.made == {2: Made(1, ("az", "en"))}
    assert corpus.drawn(("az", "en"))[2] == pytest.approx(corpus.weights[2])
    assert corpus.weights[2] == pytest.approx(corpus.weights[0] / 2)
    assert corpus.drawn(("en", "az"))[2] == 0
    assert corpus.drawn(("en", "az"))[0] == corpus.weights[0] > 0
    words = forms([corpus])
    assert "sözlər" not in words["az"]
    assert "sətir." in words["az"] or "sətir" in words["az"]
    assert not triangulate(read_corpus(work, ("en", "ru")), corpus).rows[1:]


def test_distillation_makes_targets_of_every_genuine_source(work: Path) -> None:
    engine = Echo()
    report = synthesise(engine, work, CORE, ("en", "ru"), kinds=KINDS, distil=True)
    assert report == {"lines": 3, "kept": 2}
    assert {target for target, _ in engine.asked} == {"ru"}
    made = [row for row in rows(work, "en-ru") if row[1] != "-"]
    assert [row[1] for row in made] == ["1>", "1>"]
    assert all(row[3].startswith("слово") for row in made)


def test_made_again_replaces_what_was_made_before(work: Path) -> None:
    for _ in range(2):
        synthesise(Echo(), work, CORE, ("en", "ru"), kinds=KINDS, distil=True)
        synthesise(Echo(), work, CORE, ("ru", "en"), kinds=KINDS)
    marks = [row[1] for row in rows(work, "en-ru")]
    assert marks.count("1>") == 2
    assert "1<" not in marks, "every English line has a Russian one already"


def test_a_limit_draws_and_a_direction_must_be_there(work: Path) -> None:
    report = synthesise(Echo(), work, CORE, ("az", "en"), kinds=KINDS, limit=1)
    assert report["lines"] == 1
    with pytest.raises(ValueError, match="no text of az-ru"):
        synthesise(Echo(), work, CORE, ("az", "ru"), kinds=KINDS)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("direction", [("en", "ru"), ("ru", "en")])
def test_marks_come_back(side: int, direction: tuple[str, str]) -> None:
    made = Made(side, direction)
    assert read_mark(mark_of(made, ("en", "ru")), ("en", "ru")) == made
    assert read_mark("-", ("en", "ru")) is None
    assert read_mark("s", ("en", "ru")) is None
