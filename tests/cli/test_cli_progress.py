"""Progress: a bar on a terminal, lines elsewhere, nothing when quiet."""

from __future__ import annotations

import io

import pytest

from translator.cli import progress
from translator.cli.progress import remaining
from translator.cli.terminal import Terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(err: io.StringIO, *, quiet: bool = False) -> Terminal:
    return Terminal(io.StringIO(), io.StringIO(), err, quiet=quiet)


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (0, 100, 60.0, ""),
        (1, 100, 60.0, ""),  # too little to tell from
        (50, 100, 1.0, ""),  # too early
        (100, 100, 60.0, ""),
        (50, 100, 60.0, "about 60 s left"),
        (50, 100, 3.0, "about 3 s left"),
        (99, 100, 60.0, "about 1 s left"),
        (80, 100, 150.0, "about 40 s left"),
        (10, 100, 60.0, "about 9 min left"),
    ],
)
def test_the_remaining_time(done: int, total: int, seconds: float, words: str) -> None:
    assert remaining(done, total, seconds) == words


def test_lines_when_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 16.0, 20.0, 40.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    err = io.StringIO()
    with progress.progress(terminal(err), "a.txt into ru") as advance:
        for done in (1, 50, 60, 100):
            advance(done, 100)
    assert err.getvalue() == "a.txt into ru: 50 of 100 sentences, about 15 s left\n"


def test_a_bar_on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    err = Screen()
    with progress.progress(terminal(err), "[red]a\x1b[2J.txt into ru") as advance:
        advance(3, 10)
        advance(10, 10)
    assert "[red]a\\x1b[2J.txt into ru" in err.getvalue()
    assert "10/10 sentences" in err.getvalue()
    assert "\x1b[2J" not in err.getvalue()
    assert "\x1b[1;3" not in err.getvalue()


@pytest.mark.parametrize("stream", [Screen, io.StringIO])
def test_nothing_when_quiet(stream: type[io.StringIO]) -> None:
    err = stream()
    with progress.progress(terminal(err, quiet=True), "a.txt") as advance:
        advance(1, 2)
    assert err.getvalue() == ""


def test_a_dumb_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    err = Screen()
    with progress.progress(terminal(err), "a.txt") as advance:
        advance(1, 2)
    assert err.getvalue() == ""
