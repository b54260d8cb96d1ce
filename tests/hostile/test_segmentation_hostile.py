"""Strings made to make a segmenter slow. They need seconds if time is linear, else hours."""

from __future__ import annotations

import pytest

from translator.segmentation import segment
from translator.segmentation.clauses import split_to_fit

SIZE = 1_000_000
HOSTILE = {
    "dots": "." * SIZE,
    "quotes": '"' * SIZE,
    "stops and quotes": '."' * (SIZE // 2),
    "open quotes": "“" * SIZE,
    "open parentheses": "(" * SIZE,
    "initials": "A. " * (SIZE // 3),
    "spaces": ". " + " " * SIZE,
    "line ends": "\r\n" * (SIZE // 2),
    "lines of spaces": ("\n" + " " * 1000) * (SIZE // 1000),
    "numbers": "1." * (SIZE // 2),
    "footnotes": ".[1]" * (SIZE // 4),
    "spaced closers": "." + "  »" * (SIZE // 3),
    "units": "5 km. " * (SIZE // 6),
    "dashes": ". " + "—" * SIZE,
    "one word": "x" * SIZE,
    "surrogates": "\ud800. " * (SIZE // 10),
    "unpaired quotations": "He said “no. Then «" * (SIZE // 19),
    "camels": "aB.cD" * (SIZE // 5),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_segmentation_of_hostile_text(name: str) -> None:
    text = HOSTILE[name]
    for lang in ("en", "hy"):
        assert "".join(segment(text, lang)) == text


@pytest.mark.parametrize("text", ["x" * 200_000, "<term> " * 30_000, "a, " * 60_000, "1" * 99_999])
def test_segmentation_splitting_of_hostile_text(text: str) -> None:
    assert "".join(split_to_fit(text, lambda piece: len(piece) <= 400, "en")) == text


def test_segmentation_of_one_long_line_finds_every_sentence() -> None:
    """Three megabytes without a line end, fed to sentencex in windows."""
    paragraph = "Mr. Lee met İ. Əliyev in the U.S. Senate at 10.30 a.m. on Monday. He left. "
    count = 3_000_000 // len(paragraph)
    pieces = segment(paragraph * count, "en")
    assert len(pieces) == 2 * count
    assert set(pieces) == {paragraph[:-9], paragraph[-9:]}
