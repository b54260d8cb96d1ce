"""Cleaning, annotation, hardening and packing, each on its own."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from training.align import aligner_token, merge_links, parse_links
from training.annotate import Pair, annotate, annotation, phrases, split_edges
from training.augment import casing, drop_stop, join, placeholders, swap_numbers, upper
from training.evaluate import numbers_kept, repeated
from training.lemmas import Lemmatiser, russian_phrase
from training.prepare import acceptable, clean, key, script_fits, select


def pair(source: str, target: str) -> Pair:
    """Two texts whose words follow one another."""
    a, b = source.split(), target.split()
    links = {j: [j] for j in range(min(len(a), len(b)))}
    return Pair(a, b, links, [(j, j) for j in links])


def same(words: Sequence[str], rng: random.Random) -> list[str]:
    return list(words)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("A short sentence.", "Короткое предложение.", ""),
        ("", "Пусто", "empty"),
        ("Use {0} here", "Используйте {0} здесь", "markup"),
        ("A short sentence.", "A short sentence too.", "script"),
        ("Yes, of course he did it all.", "Да.", "length"),
        ("In 1998 it rained a lot.", "В 2001 году шёл дождь.", "numbers"),
    ],
)
def test_filters(first: str, second: str, reason: str) -> None:
    assert acceptable(first, second, ("en", "ru")) == reason


def test_clean_and_key() -> None:
    assert clean("a\u200b  b\u00a0c ") == "a b c"
    assert key("Hello, World! 12") == key("hello world 12")
    assert script_fits("Bakı şəhəri", "az")
    assert not script_fits("Баку", "az")


def test_select_drops_test_lines_and_duplicates() -> None:
    rows = [("One dog barked.", "Одна собака."), ("one dog barked", "Одна собака")]
    rows.append(("A test line here.", "Строка из теста."))
    counts: Counter[str] = Counter()
    kept = list(select(rows, ("en", "ru"), {key("A test line here.")}, set(), counts))
    assert kept == rows[:1]
    assert counts == {"kept": 1, "duplicate": 1, "test line": 1}


def test_links() -> None:
    assert merge_links("0-0 1-1", "0-0 2-1") == "0-0 1~1 2~1"
    assert parse_links("0-0 1~1") == ([(0, 0)], [(1, 1)])
    assert aligner_token("«Министерство»,", "ru") == "минист"


def test_edges() -> None:
    assert split_edges('"Baku",') == ('"', "Baku", '",')
    assert split_edges("—") == ("—", "", "")


def test_phrases_are_consistent() -> None:
    found = phrases(pair("He saw Caspian Sea today", "Он видел Каспийское море сегодня"))
    spans = {(p.start, p.end, p.target_start, p.target_end) for p in found}
    assert (2, 4, 2, 4) in spans
    assert all(p.end - p.start <= 4 for p in found)


def test_annotation_format() -> None:
    assert annotation("Caspian Sea", "Каспийское море") == (
        "<term> Caspian Sea <as> Каспийское море </term>"
    )
    made = annotate(
        pair('visit "Baku", friends', "посетите «Баку», друзья"), random.Random(4), same
    )
    text = " ".join(made.source)
    assert "<term> " in text and " <as> " in text and " </term>" in text
    assert made.target == ["посетите", "«Баку»,", "друзья"]
    opened = made.source.index(next(t for t in made.source if t.endswith("<term>")))
    lemma = made.source.index("<as>", opened) + 1
    assert any(lemma in sources for sources in made.links.values())


def test_invented_names_stand_on_both_sides() -> None:
    rng = random.Random(1)
    for _ in range(20):
        made = annotate(
            pair("they met Petrov again", "они встретили Петров снова"),
            rng,
            same,
            ["Заргеш"],
            copy_rate=1.0,
        )
        inside = made.source[made.source.index("<as>") + 1]
        assert inside in made.target


@pytest.mark.parametrize(
    ("words", "base"),
    [
        (["Каспийского", "моря"], ["Каспийское", "море"]),
        (["Азербайджане"], ["Азербайджан"]),
        (["министра", "обороны"], ["министр", "обороны"]),
    ],
)
def test_russian_base_forms(words: list[str], base: list[str]) -> None:
    assert russian_phrase(words) == base


def test_turkic_base_forms() -> None:
    counts = Counter({"Bakan": 5, "şəhər": 5})
    rng = random.Random(0)
    assert Lemmatiser("tr", counts)(["Ankara'da"], rng) == ["Ankara"]
    assert "şəhər" in [Lemmatiser("az", counts)(["şəhərdə"], rng)[0] for _ in range(10)]


def test_numbers_are_swapped_alike() -> None:
    made = swap_numbers(pair("In 1998 5,300 people", "В 1998 5,300 человек"), random.Random(2))
    assert made.source[1] == made.target[1]
    assert made.source[2] == made.target[2]
    assert made.source[1] != "1998" or made.source[2] != "5,300"


def test_placeholders_stand_on_both_sides() -> None:
    rng = random.Random(0)
    seen = False
    for _ in range(20):
        made = placeholders(
            pair("see www.example.org now", "см. www.example.org сейчас"), rng, names=False
        )
        assert made.source[1] == made.target[1]
        seen = seen or made.source[1].startswith("<x")
    assert seen


def test_headlines_and_stops() -> None:
    assert upper("iki ılıq", "az") == "İKİ ILIQ"
    assert drop_stop(pair("He left.", "Он ушёл.")).source == ["He", "left"]
    made = casing(pair("the prime minister left", "премьер ушёл"), ("en", "ru"), random.Random(1))
    assert made.source != ["the", "prime", "minister", "left"]
    both = join(pair("a b", "в г"), pair("c", "д"))
    assert both.links[2] == [2]


def test_degenerate_output_is_seen() -> None:
    assert repeated("no no no no no")
    assert repeated("the big dog the big dog the big dog")
    assert not repeated("the big dog saw the small dog")
    assert numbers_kept("In 2023, 1,500 people", "2023 год, 1 500 человек") == (2, 2)
