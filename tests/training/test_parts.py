"""Cleaning, annotation, hardening and packing, each on its own."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from training.align import aligner_token, merge_links, parse_links
from training.annotate import Pair, annotate, annotation, phrases, split_edges
from training.augment import casing, drop_stop, join, placeholders, swap_numbers, upper
from training.evaluate import numbers_kept, repeated
from training.lemmas import Lemmatiser, slavic_phrase
from training.newsroom import address, dateline, initials, typo
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
    assert slavic_phrase(words, "ru") == base


def test_ukrainian_base_forms() -> None:
    pytest.importorskip("pymorphy3_dicts_uk")
    assert slavic_phrase(["Каспійського", "моря"], "uk") == ["Каспійське", "море"]


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


def test_lines_in_another_language_are_refused() -> None:
    german = "Die Regierung hat gestern beschlossen, die Steuern im nächsten Jahr nicht zu senken."
    russian = "Вчера правительство решило не снижать налоги в следующем году, сообщили СМИ."
    english = "The government decided yesterday not to lower the taxes in the coming year."
    assert acceptable(german, russian, ("en", "ru")) == "language"
    assert acceptable(english, russian, ("en", "ru")) == ""


def test_what_newsrooms_add_keeps_the_links_true() -> None:
    rng = random.Random(3)
    given = pair("The talks with Ilham Aliyev began", "Переговоры с Ильхамом Алиевым начались")
    given = Pair(given.source, given.target, {0: [1]}, [(3, 2), (4, 3)])
    seen = set()
    for _ in range(40):
        made = dateline(given, ("en", "ru"), rng)
        assert made.source[-6:] == given.source and made.target[-5:] == given.target
        added = len(made.source) - len(given.source)
        assert made.links[added] == [added + 1]
        for i, j in made.sure[:added]:
            assert made.source[i].isdigit() == made.target[j].isdigit()
        seen.add(tuple(made.source[:added]))
    assert len(seen) > 20
    shorter = {tuple(initials(given, random.Random(k)).target) for k in range(20)}
    assert ("Переговоры", "с", "И.", "Алиевым", "начались") in shorter
    copied = address(given, rng)
    assert copied.source[-1] == copied.target[-1] and copied.links[5] == [6]


def test_a_typo_changes_one_word_by_a_letter() -> None:
    words = ["The", "government", "answered", "quickly"]
    for seed in range(30):
        slipped = typo(words, random.Random(seed))
        changed = [(a, b) for a, b in zip(words, slipped, strict=True) if a != b]
        assert len(changed) <= 1
        assert all(abs(len(a) - len(b)) <= 1 and a[0] == b[0] for a, b in changed)


def test_a_bundle_brings_everything_that_the_next_steps_need(tmp_path: Path) -> None:
    from training.bundle import bundle, join, split, unbundle

    work, data = tmp_path / "work", tmp_path / "data"
    for path in (work / "clean" / "en-ru.tsv", work / "source.model", data / "test" / "x"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a\tb\n" * 50)
    assert bundle(work, data, tmp_path / "b.tar.xz") > 0
    unbundle(tmp_path / "b.tar.xz", tmp_path / "far")
    assert (tmp_path / "far" / "work" / "clean" / "en-ru.tsv").read_text() == "a\tb\n" * 50
    parts = split(work / "source.model", tmp_path / "parts", size=64)
    assert len(parts) == 4
    join(tmp_path / "parts", "source.model", tmp_path / "joined")
    assert (tmp_path / "joined").read_bytes() == (work / "source.model").read_bytes()


@pytest.mark.parametrize("low", [False, True])
def test_the_fast_forward_pass_is_the_model(low: bool) -> None:
    import torch

    from training.fast import Fast
    from training.model import Size, build

    model = build(Size(d_model=32, ffn=64, heads=4, encoder_layers=2, decoder_layers=2), 50, 1)
    model.config._attn_implementation = "eager"
    source = torch.randint(1, 48, (3, 9))
    mask = torch.ones_like(source)
    mask[1, 6:] = 0
    source[1, 6:] = 49
    target = torch.randint(1, 48, (3, 7))
    batch = {"source": source, "source_mask": mask, "decoder_input": target}
    with torch.no_grad():
        states, first, last = Fast(model, low=low)(batch)
        wanted = model.model(
            input_ids=source,
            attention_mask=mask,
            decoder_input_ids=target,
            output_attentions=True,
            use_cache=False,
        )
    close = {"atol": 0.05 if low else 1e-5, "rtol": 0.05 if low else 1e-4}
    torch.testing.assert_close(states.float(), wanted.last_hidden_state, **close)
    torch.testing.assert_close(first.float(), wanted.cross_attentions[0][:, 0], **close)
    torch.testing.assert_close(last.float(), wanted.cross_attentions[-1][:, 0], **close)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_cross_entropy_and_its_gradient_are_torchs(smoothing: float) -> None:
    import torch
    from torch.nn import functional

    from training.loss import cross_entropy

    torch.manual_seed(1)
    given = [torch.randn(11, 8), torch.randn(30, 8)]
    labels = torch.randint(0, 30, (11,))
    ours = [t.clone().requires_grad_() for t in given]
    theirs = [t.clone().requires_grad_() for t in given]
    total, plain = cross_entropy(*ours, labels, smoothing=smoothing, low=False)
    logits = theirs[0] @ theirs[1].t()
    wanted = functional.cross_entropy(logits, labels, label_smoothing=smoothing)
    total.backward()
    wanted.backward()
    torch.testing.assert_close(total, wanted)
    torch.testing.assert_close(plain, functional.cross_entropy(logits, labels))
    for mine, other in zip(ours, theirs, strict=True):
        torch.testing.assert_close(mine.grad, other.grad, atol=1e-5, rtol=1e-4)
