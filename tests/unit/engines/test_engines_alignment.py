"""From attention to word links."""

from __future__ import annotations

from translator.engines.alignment import links, words
from translator.engines.base import Link


def texts(found: tuple[Link, ...], source: str, target: str) -> list[tuple[str, str]]:
    return [
        (source[k.source_start : k.source_end], target[k.target_start : k.target_end])
        for k in found
    ]


def test_words_signs_and_reserved_pieces() -> None:
    text = "A <term> Caspian Sea <as> Каспийское море </term>, <x0>’s 5%"
    found = "|".join(text[a:b] for a, b in words(text))
    assert found == "A|<term>|Caspian|Sea|<as>|Каспийское|море|</term>|,|<x0>|’|s|5|%"
    assert [(a, b) for a, b in words("e\u0301 x")] == [(0, 2), (3, 4)]


def test_pieces_are_gathered_into_words() -> None:
    source, target = "black cat", "чёрная кошка"
    source_spans = [(0, 0), (0, 5), (5, 7), (7, 9), (9, 9)]  # tag, black, ▁c, at, end
    target_spans = [(0, 3), (3, 6), (6, 9), (9, 12)]
    attention = [
        [0.0, 0.9, 0.1, 0.0, 0.0],
        [0.0, 0.8, 0.1, 0.1, 0.0],
        [0.1, 0.2, 0.4, 0.3, 0.0],
        [0.0, 0.1, 0.2, 0.7, 0.0],
    ]
    found = links(attention, source, source_spans, target, target_spans)
    assert texts(found, source, target) == [("black", "чёрная"), ("cat", "кошка")]


def test_a_word_may_stand_for_several() -> None:
    found = links([[0.5, 0.5]], "New York", [(0, 3), (3, 8)], "Нью-Йорк", [(0, 8)], marks=())
    assert ("New", "Нью") in texts(found, "New York", "Нью-Йорк")
    assert ("York", "Нью") in texts(found, "New York", "Нью-Йорк")


def test_annotation_marks_are_never_linked() -> None:
    source = "<term> sea <as> море </term>"
    spans = [(0, 6), (6, 10), (10, 15), (15, 20), (20, 28)]
    found = links(
        [[0.6, 0.1, 0.2, 0.1, 0.0]],
        source,
        spans,
        "море",
        [(0, 4)],
        marks=("<term>", "<as>", "</term>"),
    )
    assert texts(found, source, "море") == [("sea", "море"), ("море", "море")]


def test_attention_on_tag_and_end_links_nothing() -> None:
    assert links([[0.95, 0.02, 0.03]], "cat", [(0, 0), (0, 3), (3, 3)], "кот", [(0, 3)]) == ()


def test_empty_texts() -> None:
    assert links([], "", [], "", []) == ()
    assert links([[1.0]], "...", [(0, 3)], "", []) == ()


def test_of_equal_looks_below_the_share_the_first_counts() -> None:
    source = "a b c d"
    spans = [(0, 1), (2, 3), (4, 5), (6, 7)]
    found = links([[0.25, 0.25, 0.25, 0.25]], source, spans, "x", [(0, 1)])
    assert texts(found, source, "x") == [("a", "x")]


def test_a_token_of_two_words_is_shared_by_its_characters() -> None:
    # 'ab!' looks at ab and at the sign after it; the target's piece wrote 'x' and '.'
    found = links([[1.0]], "abc!", [(0, 4)], "xy.", [(0, 3)])
    assert texts(found, "abc!", "xy.") == [("abc", "xy"), ("abc", ".")]


def test_no_attention_no_links() -> None:
    assert links([], "a", [(0, 1)], "", []) == ()
    assert links([[]], "a", [], "x", [(0, 1)]) == ()
