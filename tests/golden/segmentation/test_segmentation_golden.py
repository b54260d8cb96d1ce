"""Golden sentences: one a line, a blank line between paragraphs, cut again after joining."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.segmentation import segment

FOLDER = Path(__file__).parent
LEAST = {"en": 60, "ru": 60, "az": 60, "tr": 60, "uk": 25, "kk": 25, "fa": 25, "ka": 25, "hy": 25}


@pytest.mark.parametrize("lang", sorted(LEAST))
def test_segmentation_golden(lang: str) -> None:
    text = (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").strip()
    paragraphs = [block.split("\n") for block in text.split("\n\n")]
    wanted = [line for lines in paragraphs for line in lines]
    assert len(wanted) >= LEAST[lang]
    joined = "\n\n".join(" ".join(lines) for lines in paragraphs)
    assert [piece.strip() for piece in segment(joined, lang)] == wanted


@pytest.mark.parametrize("lang", sorted(LEAST))
def test_segmentation_golden_paragraphs_as_one_line(lang: str) -> None:
    """Without the blank lines every full stop at a paragraph's end must be found too."""
    text = (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").strip()
    for block in text.split("\n\n"):
        lines = block.split("\n")
        for gap in (" ", "\n", "\r\n", "\u00a0", "  "):
            assert [piece.strip() for piece in segment(gap.join(lines), lang)] == lines
