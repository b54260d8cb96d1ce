"""The disk fills up at every single write of a batch, one after the other."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.engines import EchoEngine
from translator.batch.run import run_job
from translator.batch.survey import Job
from translator.errors import ErrorCode, TranslatorError
from translator.memory.sqlite import SqliteMemory
from translator.parallel import files
from translator.pipeline import Settings, Translator

ARTICLES = 6
FORMATS = ("same", "tmx")
SETTINGS = Settings(source_lang="en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number}.md").write_text(f"# Report {number}\n\nThe sea is calm.\n", "utf-8")
    return folder


def _run(folder: Path, out: Path) -> int:
    """How many articles failed."""
    memory = SqliteMemory(out.with_suffix(".sqlite"))
    translator = Translator(SETTINGS, memory=memory)
    translator.__dict__["engine"] = EchoEngine()
    try:
        job = Job(folder, out, ("ru",), FORMATS, SETTINGS)
        return run_job(job, translator).progress.failed
    finally:
        memory.close()


def _files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".translator" not in path.parts and "report" not in path.name
    }


class _Fault:
    """From the call numbered ``first`` on, the disk is full."""

    def __init__(self, original: Callable[..., object], first: int) -> None:
        self.original = original
        self.first = first
        self.calls = 0

    @property
    def reached(self) -> bool:
        return self.calls >= self.first

    def __call__(self, *args: object) -> object:
        self.calls += 1
        if self.reached:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.original(*args)


@pytest.mark.parametrize("spot", ["_write_all", "fsync"])
def test_a_disk_that_is_full_at_every_write(
    folder: Path, tmp_path: Path, spot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = files if spot == "_write_all" else os
    assert _run(folder, tmp_path / "whole") == 0
    wanted = _files(tmp_path / "whole")
    for first in count(1):
        out = tmp_path / f"out{first}"
        fault = _Fault(getattr(owner, spot), first)
        with monkeypatch.context() as broken:
            broken.setattr(owner, spot, fault)
            try:
                assert _run(folder, out) == 0
            except TranslatorError as error:
                assert error.code is ErrorCode.OUTPUT_UNWRITABLE
                assert "disk is full" in error.message
        # What is there is whole, and no temporary file is left.
        assert _files(out).items() <= wanted.items()
        assert _run(folder, out) == 0
        assert _files(out) == wanted
        if not fault.reached:
            break
    assert first > ARTICLES * len(FORMATS)
