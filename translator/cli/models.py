"""``translator models``: the models on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import add, group

if TYPE_CHECKING:
    from translator.models.registry import ModelFolder

LIST_EXAMPLES = (
    ("translator models list", "the models that -m knows by name"),
    ("translator models list --json", "the same for a script"),
    ("translator models list --quiet", "the table alone"),
)
INFO_EXAMPLES = (
    ("translator models info builtin", "languages, size, licence and folder of a model"),
    ("translator models info ~/models/opus-mt-en-ru", "a model folder of your own"),
    ("translator models info builtin --json --quiet", "the same for a script"),
)
EXAMPLES = (LIST_EXAMPLES[0], INFO_EXAMPLES[0])


def register(app: typer.Typer) -> None:
    commands = group("models", "Show the translation models on this machine.", EXAMPLES)
    add(commands, "list", list_, "List the models on this machine.", LIST_EXAMPLES)
    add(commands, "info", info, "Show what is known about a model.", INFO_EXAMPLES)
    app.add_typer(commands)


def list_(context: typer.Context, json: options.Json = False, quiet: options.Quiet = False) -> int:
    """List the models on this machine."""
    from translator.models.registry import available

    terminal = options.begin(context, quiet=quiet, json=json)
    rows = [_entry(model) for model in available()]
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("NAME", "PAIRS", "SIZE", "FOLDER"),
        [
            (row["name"], " ".join(row["pairs"]) or "-", _size(row["bytes"]), row["path"])
            for row in rows
        ],
    )
    terminal.say("-m takes these names, and folders: -m ~/models/opus-mt-en-ru")
    return 0


def info(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Model name or folder.")],
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Show what is known about a model: languages, size, licence, folder, prepared or not."""
    from translator.models.registry import find

    terminal = options.begin(context, quiet=quiet, json=json)
    entry = _entry(find(model))
    if json:
        return terminal.finish([entry])
    shown = {**entry, "pairs": " ".join(entry["pairs"]) or "-", "bytes": _size(entry["bytes"])}
    names = {"bytes": "size", "path": "folder"}
    terminal.table(
        ("WHAT", "VALUE"),
        [(names.get(key, key), str(value) or "-") for key, value in shown.items()],
    )
    return 0


def _entry(model: ModelFolder) -> dict[str, Any]:
    raise NotImplementedError


def _size(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
