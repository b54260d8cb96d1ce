"""Where results go: names, folders, clashes and places that cannot be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from translator.cli import outputs
from translator.cli.outputs import plan, verify_formats, verify_writable
from translator.errors import ErrorCode, TranslatorError


def places(inputs: list[str], targets: list[str], patterns: list[str]) -> list[str]:
    jobs = plan(inputs, targets, patterns, json=False)
    return [str(path) for job in jobs for path in job.outputs]


def refusal(inputs: list[str], targets: list[str], patterns: list[str]) -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        plan(inputs, targets, patterns, json=False)
    assert caught.value.code is ErrorCode.USAGE
    return caught.value


def test_a_plain_name() -> None:
    assert places(["a.txt"], ["ru"], ["out.tmx", "out.bi.html"]) == ["out.tmx", "out.bi.html"]


def test_language_and_name_are_filled_in() -> None:
    assert places(["d/a.txt", "b.en.md"], ["ru", "az"], ["o/{lang}/{name}.tmx"]) == [
        "o/ru/a.tmx",
        "o/az/a.tmx",
        "o/ru/b.tmx",
        "o/az/b.tmx",
    ]


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("a.txt", "out/a.ru.txt"),
        ("d/a.en.md", "out/a.ru.md"),
        ("a", "out/a.ru"),
        ("a.b.txt", "out/a.b.ru.txt"),
        (".hidden", "out/.hidden.ru"),
        ("-", "out/stdin.ru.txt"),
        ("{lang}.txt", "out/{lang}.ru.txt"),
    ],
)
def test_a_folder(name: str, result: str) -> None:
    assert places([name], ["ru"], ["out/"]) == [result]


def test_an_existing_folder_needs_no_slash() -> None:
    Path("out").mkdir()
    assert places(["a.txt"], ["ru"], ["out"]) == ["out/a.ru.txt"]


def test_a_folder_for_every_language() -> None:
    assert places(["a.txt"], ["ru", "az"], ["out/{lang}/"]) == [
        "out/ru/a.ru.txt",
        "out/az/a.az.txt",
    ]


def test_several_results_need_names_unless_json() -> None:
    error = refusal(["a.txt"], ["ru", "az"], [])
    assert "standard output" in error.message
    assert "{lang}" in error.hint
    assert len(plan(["a.txt"], ["ru", "az"], [], json=True)) == 2
    assert len(plan(["a.txt"], ["ru"], [], json=False)) == 1


def test_clashes() -> None:
    assert "{lang}" in refusal(["a.txt"], ["ru", "az"], ["o.txt"]).hint
    assert "{name}" in refusal(["a.txt", "b.txt"], ["ru"], ["o.txt"]).hint
    assert "twice" in refusal(["a.txt"], ["ru"], ["o.txt", "o.txt"]).hint
    assert "twice" in refusal(["a.txt"], ["ru"], ["o.txt", "./o.txt"]).hint
    assert "batch" in refusal(["x/a.txt", "y/a.txt"], ["ru"], ["out/"]).hint
    assert "given twice" in refusal(["a.txt", "a.txt"], ["ru"], ["out/"]).message
    assert "empty" in refusal(["a.txt"], ["ru"], [""]).message


def test_an_input_is_never_overwritten() -> None:
    Path("a.ru.txt").write_text("x")
    Path("b.txt").write_text("x")
    Path("link.txt").symlink_to("b.txt")
    os.link("b.txt", "hard.txt")
    for out in ("b.txt", "./b.txt", "link.txt", "hard.txt", str(Path("b.txt").absolute())):
        assert "would overwrite the input b.txt" in refusal(["b.txt"], ["ru"], [out]).message
    # … not even another one's
    assert "overwrite" in refusal(["b.txt", "a.ru.txt"], ["ru"], ["{name}.txt"]).message


def test_a_device_takes_any_number_of_results() -> None:
    jobs = plan(["a.txt"], ["ru", "az"], ["/dev/null"], json=False)
    verify_formats(jobs)
    verify_writable(jobs)


def test_formats_are_known_before_any_work() -> None:
    verify_formats(plan(["a.txt"], ["ru"], ["o.txt", "o.tmx", "o", "o.BI.MD"], json=False))
    with pytest.raises(TranslatorError) as caught:
        verify_formats(plan(["a.txt"], ["ru"], ["o.doc"], json=False))
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN


def test_writable_leaves_nothing_behind() -> None:
    verify_writable(plan(["a.txt"], ["ru"], ["new/folder/o.txt", "o.txt"], json=False))
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("file/o.txt", "not a folder"),
        ("file/deeper/o.txt", "not a folder"),
        ("/proc/o.txt", "cannot write"),
        ("n" * 300 + "/x.txt", "too long"),
    ],
)
def test_places_that_cannot_be_written(place: str, reason: str) -> None:
    Path("file").write_text("")
    with pytest.raises(TranslatorError, match=reason) as caught:
        verify_writable([outputs.Job("a.txt", "ru", (Path(place),))])
    assert caught.value.code is ErrorCode.OUTPUT_UNWRITABLE


def test_a_folder_in_the_way() -> None:
    Path("o.txt").mkdir()
    with pytest.raises(TranslatorError, match="folder"):
        verify_writable([outputs.Job("a.txt", "ru", (Path("o.txt"),))])


def test_articles_beside_their_translations_keep_their_own_names() -> None:
    assert places(["a.txt", "a.ru.txt", "b.ru.txt"], ["az"], ["out/"]) == [
        "out/a.az.txt",
        "out/a.ru.az.txt",
        "out/b.az.txt",
    ]
