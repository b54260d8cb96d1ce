"""Plain text: offsets are exact for any string."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.documents import plain
from translator.parallel.text import ParallelBlock, ParallelText

BITS = st.sampled_from(
    [
        "Baku",
        "the sea",
        "море.",
        "Xəzər",
        "3. ",
        "1) ",
        "- ",
        "* ",
        "> ",
        "— ",
        " ",
        "  ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\x0c",
        "\x0b",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\xa0",
        "\u200b",
        "https://a.b/c",
        "BAKU, Sept. 18 (AP) — ",
        "By Igor Sedov",
        "«",
        "»",
        ".",
        "a line that goes on and on until it is long enough",
        "Photo: Reuters",
        "\x1c",
        "\x00",
    ]
)
TEXTS = st.one_of(st.lists(BITS, max_size=25).map("".join), st.text(max_size=60))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_spans_hold_the_blocks_text_and_cover_every_letter(text: str) -> None:
    article = plain.read(text)
    rebuilt = []
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end
        assert text[block.start : block.end] == block.text == block.text.strip()
        rebuilt += [text[at : block.start], block.text]
        gap = text[at : block.start]
        assert sum(char.isalpha() for char in gap) <= gap.count(")")  # a mark such as `a)`
        at = block.end
        for inline in block.inlines:
            assert 0 <= inline.start < inline.end <= len(block.text)
    assert "".join(rebuilt) + text[at:] == text
    assert not any(char.isalpha() for char in text[at:])


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_what_is_kept_is_written_as_it_was(text: str) -> None:
    article = plain.read(text)
    kept = ParallelText(article, "en", "ru", tuple(map(ParallelBlock, article.blocks)))
    assert plain.write(kept) == text
