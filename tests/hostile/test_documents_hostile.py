"""Whatever the bytes, reading gives an article or a clear error, in bounded time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.documents import plain
from translator.documents.md import markdown
from translator.documents.registry import load
from translator.errors import ErrorCode, TranslatorError


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "cp1251", "utf-16", "utf-7", "idna"]))
def test_arbitrary_bytes(data: bytes, encoding: str) -> None:
    try:
        article = load(None, data=data, encoding=encoding)
    except TranslatorError as error:
        assert error.message and error.hint
        return
    for block in article.blocks:
        assert article.text[block.start : block.end]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_arbitrary_strings_as_markdown(text: str) -> None:
    markdown.read(text)


def test_a_line_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 10_000_000)
    with pytest.raises(TranslatorError) as caught:
        load(path)
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert f"{path}:1:" in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3_000,
        "> " * 3_000 + "a",
        "- " * 2_000 + "a",
        "*a " * 3_000,
        "*_~~" * 1_000 + "a",
        "`" * 3_000 + "a" + "`" * 2_999,
        "<a" * 3_000,
        "![" * 1_000 + "](u)" * 1_000,
        "|" * 3_000 + "\n" + "|-" * 3_000,
        "&" * 5_000,
        "\\" * 5_001,
        "[^a]: " * 500,
        "---\n" * 2_000,
        "title: x\n" * 2_000,
    ],
)
def test_markdown_bombs(text: str) -> None:
    markdown.read(text)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 900000,
        "." * 900000,
        "A " * 400000,
        "1. " * 300000,
        "https://" * 100000,
        "- " * 400000,
        "By A " * 100000,
        "subscribe " * 80000,
        "photo: " * 100000,
    ],
    ids=range(9),
)
def test_long_lines_take_linear_time(line: str) -> None:
    article = plain.read(line)
    assert "".join(block.text for block in article.blocks).strip() in line
