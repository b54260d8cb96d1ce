"""What is found in a folder, what it becomes, and which part it belongs to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from translator.batch.plan import (
    Shard,
    output_names,
    verify_clashes,
    verify_formats,
    verify_places,
    walk,
)
from translator.errors import ErrorCode, TranslatorError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "sub/c.TXT", "sub/deep/d.md", "x.bin", "README", ".git/e.txt"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", "utf-8")
    return tmp_path / "news"


def test_articles_in_order_and_what_is_none(folder: Path) -> None:
    found = walk(folder)
    assert found.inputs == ["a.txt", "b.md", "sub/c.TXT", "sub/deep/d.md"]
    assert found.unknown == ["README", "x.bin"]


def test_links_pipes_and_the_output_are_passed_by(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "b.md")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    (folder / "out" / "ru").mkdir(parents=True)
    (folder / "out" / "ru" / "a.txt").write_text("Текст.", "utf-8")
    found = walk(folder, skip=folder / "out")
    assert found.inputs == ["a.txt", "b.md", "sub/c.TXT", "sub/deep/d.md"]
    assert found.unknown == ["README", "x.bin"]


@pytest.mark.parametrize(
    ("include", "exclude", "names"),
    [
        (["*.md"], [], ["b.md", "sub/deep/d.md"]),
        (["sub/*"], [], ["sub/c.TXT", "sub/deep/d.md"]),
        ([], ["deep"], ["a.txt", "b.md", "sub/c.TXT"]),
        ([], ["sub/"], ["a.txt", "b.md"]),
        (["*.txt", "d.*"], ["a.*"], ["sub/deep/d.md"]),
    ],
)
def test_patterns(folder: Path, include: list[str], exclude: list[str], names: list[str]) -> None:
    assert walk(folder, include=include, exclude=exclude).inputs == names


@pytest.mark.skipif(os.geteuid() == 0, reason="the system's owner may look everywhere")
def test_a_folder_that_cannot_be_looked_into(folder: Path) -> None:
    (folder / "sub").chmod(0)
    try:
        assert walk(folder).barred == [("sub/", "permission denied")]
    finally:
        (folder / "sub").chmod(0o755)


def test_names_of_outputs() -> None:
    assert output_names("s/a.md", "ru", ["same", "tmx"]) == ["ru/s/a.md", "ru/s/a.md.tmx"]


def test_parts_are_stable_disjoint_and_whole() -> None:
    names = [f"{i}/article {i}.txt" for i in range(500)]
    parts = [[n for n in names if Shard(i, 7).holds(n)] for i in range(1, 8)]
    assert sorted(n for part in parts for n in part) == sorted(names)
    assert all(40 < len(part) < 110 for part in parts)
    # Where an article belongs may never change between versions: ledgers rely on it.
    assert [i for i in range(1, 8) if Shard(i, 7).holds("news/a.txt")] == [2]


@pytest.mark.parametrize("text", ["", "1", "0/3", "4/3", "1/0", "-1/2", "a/b", "1/2/3", "½/1"])
def test_parts_that_make_no_sense(text: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        Shard.parse(text)
    assert caught.value.code is ErrorCode.USAGE
    assert Shard.parse("2/8") == Shard(2, 8) and str(Shard(2, 8)) == "2-of-8"


def test_places(tmp_path: Path) -> None:
    (tmp_path / "out" / "ru").mkdir(parents=True)
    (tmp_path / "news").mkdir()
    verify_places(tmp_path / "news", tmp_path / "news" / "out", ["ru"])
    verify_places(tmp_path / "out" / "ru", tmp_path / "out", ["az"])
    (tmp_path / "link").symlink_to(tmp_path / "news")
    for folder, out in (("news", "news"), ("news", "link"), ("out/ru", "out")):
        with pytest.raises(TranslatorError) as caught:
            verify_places(tmp_path / folder, tmp_path / out, ["ru"])
        assert caught.value.code is ErrorCode.USAGE


def test_formats_and_clashes() -> None:
    verify_formats(["same", "tmx", "bi.html"])
    with pytest.raises(TranslatorError) as caught:
        verify_formats(["same", "docs"])
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN and "bi.html" in caught.value.hint
    verify_clashes(["a.md", "a.md.txt"], ["same", "tmx"])
    with pytest.raises(TranslatorError):
        verify_clashes(["a.md", "a.md.txt"], ["same", "txt"])
