"""Progress on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from translator.cli.terminal import Terminal, visible

Advance = Callable[[int, int], None]

_LINE_EVERY = 15.0  # seconds
_TRUST_AFTER = 3.0  # seconds: before that, a guess at the remaining time is noise


@contextmanager
def progress(terminal: Terminal, label: str) -> Iterator[Advance]:
    """Something to call with the number of sentences done and their total."""
    if terminal.quiet:
        yield lambda done, total: None
    elif terminal.interactive():
        with _bar(terminal, label) as advance:
            yield advance
    else:
        yield _lines(terminal, label)


def remaining(done: int, total: int, seconds: float) -> str:
    """The time left in words, or nothing while it cannot be told honestly."""
    if not 0 < done < total or seconds < _TRUST_AFTER or done * 20 < total:
        return ""
    left = seconds * (total - done) / done
    if left < 10:
        return f"about {max(1, round(left))} s left"
    if left < 90:
        return f"about {round(left / 5) * 5} s left"
    return f"about {round(left / 60)} min left"


def _lines(terminal: Terminal, label: str) -> Advance:
    started = last = time.monotonic()

    def advance(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _LINE_EVERY and done < total:
            last = now
            left = remaining(done, total, now - started)
            terminal.say(f"{label}: {done} of {total} sentences{', ' + left if left else ''}")

    return advance


@contextmanager
def _bar(terminal: Terminal, label: str) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.text import Text

    console = Console(file=terminal.stderr, no_color=not terminal.colour(terminal.stderr))
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        TextColumn("{task.completed:.0f}/{task.total:.0f} sentences", markup=False),
        TextColumn("{task.fields[left]}", markup=False),
    )
    started = time.monotonic()
    with (
        Progress(*columns, console=console, transient=True) as bars,
        terminal.drawn(lambda line: console.print(Text.from_ansi(line), soft_wrap=True)),
    ):
        task = bars.add_task(visible(label), total=None, visible=False, left="")

        def advance(done: int, total: int) -> None:
            left = remaining(done, total, time.monotonic() - started)
            bars.update(task, completed=done, total=total, visible=True, left=left)

        yield advance
