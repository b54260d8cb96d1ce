"""How editors are told the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.glossary.editor import editor_command, opened_at

FILE = Path("g.tsv")


@pytest.mark.parametrize(
    ("command", "whole"),
    [
        (["vi"], ["vi", "+7", "g.tsv"]),
        (["/usr/bin/nano", "-w"], ["/usr/bin/nano", "-w", "+7", "g.tsv"]),
        (["emacs", "-nw"], ["emacs", "-nw", "+7", "g.tsv"]),
        (["code"], ["code", "--wait", "--goto", "g.tsv:7"]),
        (["code", "-w"], ["code", "-w", "--goto", "g.tsv:7"]),
        (["subl"], ["subl", "--wait", "g.tsv:7"]),
        (["gvim"], ["gvim", "-f", "+7", "g.tsv"]),
        (["notepad.exe"], ["notepad.exe", "g.tsv"]),
        (["unknown"], ["unknown", "g.tsv"]),
    ],
)
def test_opened_at(command: list[str], whole: list[str]) -> None:
    assert opened_at(command, FILE, 7) == whole


def test_visual_before_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vi -e")
    monkeypatch.setenv("VISUAL", "'my editor' --wait")
    assert editor_command() == ["my editor", "--wait"]
    monkeypatch.setenv("VISUAL", " ")
    assert editor_command() == ["vi", "-e"]
