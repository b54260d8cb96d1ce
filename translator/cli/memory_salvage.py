"""``translator memory salvage``: what can still be read of a damaged memory, as a new one."""

from __future__ import annotations

from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from translator.cli import options
from translator.cli.usage import wrong_usage

EXAMPLES = (
    ("translator memory salvage memory.sqlite -o saved.sqlite", "what can be read of it"),
    ("translator memory salvage memory.sqlite -o saved.sqlite --json --quiet", "for a script"),
)


def salvage(
    context: typer.Context,
    damaged: Annotated[Path, typer.Argument(metavar="FILE", help="The damaged memory.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The new memory to make.")
    ],
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Save what can be read of a damaged memory into a new one; the damaged file stays as it is.

    A damaged page costs the sentences on it. If the file's beginning is damaged, nothing can be
    read.
    """
    from translator.memory.opening import open_memory, salvaged

    terminal = options.begin(context, quiet=quiet, json=json)
    if output.exists():
        raise wrong_usage(f"{output} is there already", "name a file that is not there yet")
    count = 0
    found = salvaged(damaged)
    first = next(found, [])  # what is no memory leaves no file behind
    try:
        memory = open_memory(str(output.absolute()))
        assert memory is not None
        with closing(memory):
            for units in chain([first], found):
                memory.put_many(units)
                count += len(units)
    except BaseException:
        output.unlink(missing_ok=True)
        raise
    terminal.say(f"{output}: {count:,} units saved")
    return terminal.finish([{"input": str(damaged), "output": str(output), "units": count}])
