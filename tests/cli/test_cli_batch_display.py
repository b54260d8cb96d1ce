"""The live display of a batch, and what is said while it is drawn."""

from __future__ import annotations

import io
import re

import pytest

from translator.batch.progress import Progress
from translator.cli import progress as bars
from translator.cli.batch_display import display
from translator.cli.terminal import Terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal(io.StringIO(), io.StringIO(), Screen())


def _seen(terminal: Terminal) -> list[str]:
    """The lines that are left on a screen in the end."""
    assert isinstance(terminal.stderr, io.StringIO)
    lines = [""]
    row = 0
    for piece in re.split(r"(\x1b\[[\d;?]*[a-zA-Z]|\r|\n)", terminal.stderr.getvalue()):
        if piece == "\n":
            row += 1
            lines += [""] * (row >= len(lines))
        elif piece == "\x1b[2K":
            lines[row] = ""
        elif piece.endswith("A") and piece.startswith("\x1b["):
            row -= int(piece[2:-1])
        elif not piece.startswith(("\x1b", "\r")):
            lines[row] += piece
    return [line.rstrip() for line in lines if line.strip()]


@pytest.mark.parametrize("kind", ["batch", "translate"])
def test_what_is_said_meanwhile_stays_and_nothing_of_the_drawing(
    terminal: Terminal, kind: str
) -> None:
    note = "note: the model is weak, [bold]very[/] weak " + "indeed " * 20
    if kind == "batch":
        with display(terminal) as listen:
            listen(Progress(total=9, size=90, current="a.txt", pooled=10, advanced=1, pool_size=9))
            terminal.say(note)
            terminal.warn("half of it is wrong")
            listen(Progress(total=9, size=90, done=9, size_done=90, current="b.txt"))
    else:
        with bars.progress(terminal, "a.txt into ru") as advance:
            advance(1, 9)
            terminal.say(note)
            terminal.warn("half of it is wrong")
            advance(9, 9)
    assert _seen(terminal) == [note.strip(), "translator: warning: half of it is wrong"]
    terminal.say("afterwards")
    assert _seen(terminal)[-1] == "afterwards"


def test_the_pool_counts_as_far_as_it_is(terminal: Terminal) -> None:
    """Through English every sentence is translated twice and counts once all the same."""
    pool = {"pooled": 200, "pool_sentences": 100, "pool_words": 2000, "pool_size": 600}
    now = Progress(total=2, size=1200, advanced=100, **pool)
    assert now.so_far("sentences") == 50
    assert now.so_far("words") == 1000
    assert now.so_far("size") == 300
    now.sentences, now.behind, now.behind_words, now.behind_size = 7, 3, 60, 20
    assert now.so_far("sentences") == 60
    assert (now.so_far("words"), now.so_far("size")) == (1060, 320)
