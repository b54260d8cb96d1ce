"""Side-by-side pages and tables, and aligned files, read again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from parallel_samples import build, hostile, persian, russian

from translator.documents.article import BlockKind
from translator.errors import TranslatorError
from translator.parallel import bi_html, bi_markdown, moses
from translator.parallel.pair import Pair, Wanted
from translator.parallel.reading import open_parallel
from translator.parallel.saving import save
from translator.parallel.text import ParallelText


def read(data: bytes | str, wanted: Wanted = Wanted()) -> list[Pair]:  # noqa: B008
    with open_parallel(None, data=data.encode() if isinstance(data, str) else data) as file:
        return list(file.pairs(wanted))


@pytest.mark.parametrize("writer", [bi_html, bi_markdown])
@pytest.mark.parametrize("sample", [russian, persian])
def test_what_is_written_is_read(writer: object, sample: object) -> None:
    parallel: ParallelText = sample()  # type: ignore[operator]
    found = read(writer.write(parallel))  # type: ignore[attr-defined]
    assert [(p.source, p.target) for p in found] == [
        (" ".join(u.source.split()), " ".join(u.target.split())) for u in parallel.units
    ]
    assert {(p.source_lang, p.target_lang) for p in found} == {("en", parallel.target_lang)}
    assert [p.segment for p in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("writer", [bi_html, bi_markdown])
def test_hostile_texts_are_texts(writer: object) -> None:
    found = read(writer.write(hostile()))  # type: ignore[attr-defined]
    assert len(found) == len([unit for unit in hostile().units if unit.source.strip()])


def test_a_page_that_was_edited_by_hand() -> None:
    text = build([(BlockKind.PARAGRAPH, 0, "", [("The Caspian Sea.", "Море.", ())])], "ru")
    page = bi_html.write(text).decode()
    page = page.replace("Море.", "<b>Каспийское</b><br>море &amp; порт<!-- x -->.<p>")
    (pair,) = read("\ufeff" + page)
    assert pair.target == "Каспийское\nморе & порт."
    assert pair.source == "The Caspian Sea."
    assert read(page.encode("utf-16")) != []


@pytest.mark.parametrize("page", ["<html><body>x", "<!DOCTYPE html>\n<p data-n=1 id=s1>sea</p>"])
def test_other_pages_are_none_of_ours(page: str) -> None:
    with pytest.raises(TranslatorError, match="no side-by-side page"):
        read(page)


def test_a_table_that_was_edited_by_hand() -> None:
    table = (
        "# Notes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "English | Русский\n:--|--:\n"
        "The sea \\| port | Море \\| порт **(1)**\n**Head** | **Заголовок**\nalone\n"
    )
    with pytest.raises(TranslatorError):
        read(table.replace("Русский", "Notes"))
    found = read(table.replace("\nThe sea", "\n| The sea").replace("\n**Head", "\n| **Head"))
    assert [(p.source, p.target) for p in found] == [
        ("The sea | port", "Море | порт"),
        ("Head", "Заголовок"),
    ]


def test_sides_are_not_written_again(tmp_path: Path) -> None:
    for name in ("a.bi.html", "a.bi.md"):
        (path,) = save(russian(), tmp_path / name)
        with open_parallel(path) as file, pytest.raises(TranslatorError, match="not written again"):
            file.corrected(Wanted(), {})


def test_aligned_files(tmp_path: Path) -> None:
    written = save(russian(), tmp_path / "a.moses")
    assert [path.name for path in written] == ["a.en", "a.ru"]
    units = list(russian().units)
    for path, side in zip(written, ("source", "target"), strict=True):
        lines = path.read_text("utf-8").split("\n")
        assert lines == [*(getattr(unit, side) for unit in units), ""]
    with open_parallel(written[0]) as file:
        found = list(file.pairs())
        assert [(p.source, p.target) for p in found] == [(u.source, u.target) for u in units]
        data, done = file.corrected(Wanted(), {1: [(0, 5, "Пётр\n")], 3: [(0, 0, "А ")]})
    assert done == {1, 3}
    before, after = written[1].read_text("utf-8").split("\n"), data.decode().split("\n")
    assert [n for n, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) > 1] == [
        1,
        3,
    ]


def test_aligned_files_never_overwrite_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.en").write_text("The sea.", "utf-8")
    text = build([(BlockKind.PARAGRAPH, 0, "", [("a", "b", ())])], "ru", name=f"{tmp_path}/a.en")
    with pytest.raises(TranslatorError, match="overwrite the article"):
        save(text, tmp_path / "a.moses")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.en"]


def test_line_ends_inside_a_sentence_are_spaces() -> None:
    text = build([(BlockKind.PARAGRAPH, 0, "", [("a\r\nb\u2028c", "d\te", ())])], "ru")
    assert moses.write(text) == {".en": b"a b c\n", ".ru": b"d e\n"}
    assert io.BytesIO(moses.write(text)[".en"]).readlines() == [b"a b c\n"]
