"""The progress of a batch: a live display on a terminal, calm lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from translator.cli.terminal import Terminal, visible

if TYPE_CHECKING:
    from translator.batch.progress import Listener, Progress

_LINE_EVERY = 30.0  # seconds between lines in a log
_REDRAW_EVERY = 0.1
_TRUST_AFTER = 5.0  # seconds: before that, a guess at the remaining time is noise


@contextmanager
def display(terminal: Terminal) -> Iterator[Listener]:
    """Something to tell of every step; it draws as often as is good for the reader."""
    if terminal.quiet:
        yield lambda progress: None
    elif terminal.interactive():
        with _live(terminal) as listen:
            yield listen
    else:
        yield _lines(terminal)


def left(progress: Progress, seconds: float) -> str:
    """The time left in words, from the bytes that are done; nothing while it is a guess."""
    done = share(progress)
    if seconds < _TRUST_AFTER or not 0.02 < done < 1:
        return ""
    return f"about {duration(seconds * (1 - done) / done)} left"


def duration(seconds: float) -> str:
    """``40 s``, ``12 min``, ``3 h 20 min``: as exact as an estimate deserves."""
    if seconds < 90:
        return f"{max(5, round(seconds / 5) * 5)} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, rest = divmod(round(minutes / 10) * 10, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def share(progress: Progress) -> float:
    """The share of the bytes that are translated, those of the current pool included."""
    if not progress.size:
        return 0.0
    return min(
        progress.so_far("size") / progress.size, 0.999 if progress.done < progress.total else 1.0
    )


def _lines(terminal: Terminal) -> Listener:
    started = last = time.monotonic()

    def listen(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _LINE_EVERY or progress.done >= progress.total:
            return
        last = now
        parts = [
            f"{progress.done:,} of {progress.total:,} translations",
            f"{progress.so_far('sentences'):,.0f} sentences",
            f"{progress.flagged:,} flagged",
            left(progress, now - started),
        ]
        terminal.say(", ".join(part for part in parts if part))

    return listen


@contextmanager
def _live(terminal: Terminal) -> Iterator[Listener]:
    from rich.console import Console, Group
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    console = Console(file=terminal.stderr, no_color=not terminal.colour(terminal.stderr))
    started = time.monotonic()
    drawn = 0.0

    def picture(progress: Progress) -> Group:
        seconds = max(time.monotonic() - started, 1e-6)
        table = Table.grid(padding=(0, 3))
        words = progress.so_far("words")
        facts = [
            ("translations", f"{progress.done:,} of {progress.total:,}"),
            ("sentences", f"{progress.so_far('sentences'):,.0f}"),
            ("words/s", f"{words / seconds:,.0f}" if words else "–"),
            ("reused", f"{progress.reused:,}"),
            ("flagged", f"{progress.flagged:,}"),
            ("failed", f"{progress.failed:,}"),
        ]
        for _ in facts:
            table.add_column(justify="right")
        table.add_row(*(Text(value, style="bold") for _, value in facts))
        table.add_row(*(Text(name, style="dim") for name, _ in facts))
        bar = Table.grid(padding=(0, 2))
        bar.add_row(
            ProgressBar(total=1.0, completed=share(progress), width=40),
            Text(f"{share(progress):.0%}"),
            Text(left(progress, seconds), style="dim"),
        )
        current = Text(visible(progress.current), style="dim", overflow="ellipsis", no_wrap=True)
        return Group(bar, table, current)

    with (
        Live(console=console, transient=True, auto_refresh=False) as live,
        terminal.drawn(lambda line: console.print(Text.from_ansi(line), soft_wrap=True)),
    ):

        def listen(progress: Progress) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn >= _REDRAW_EVERY or progress.done >= progress.total:
                drawn = now
                live.update(picture(progress), refresh=True)

        yield listen
