"""``translator config``: the settings and where each of them comes from."""

from __future__ import annotations

import os
from typing import Any

import typer

from translator.cli.help import add, group
from translator.cli.options import Json, Quiet, begin

SHOW_EXAMPLES = (
    ("translator config show", "every setting with its value and origin"),
    ("TRANSLATOR_QUALITY=best translator config show --json", "what a variable changes"),
    ("translator config show --quiet", "without warnings about misspelt variables"),
)
PATH_EXAMPLES = (
    ("translator config path", "the settings files and the folders"),
    ("translator config path --json", "the same for a script"),
    ("translator config path --quiet", "the table alone"),
)
EXAMPLES = (*SHOW_EXAMPLES[:1], *PATH_EXAMPLES[:1])


def register(app: typer.Typer) -> None:
    commands = group("config", "Show the settings and where they come from.", EXAMPLES)
    add(commands, "show", show, "Show every setting and its origin.", SHOW_EXAMPLES)
    add(commands, "path", path, "Show where settings and models are kept.", PATH_EXAMPLES)
    app.add_typer(commands)


def show(context: typer.Context, json: Json = False, quiet: Quiet = False) -> int:
    """Show every setting, its value and where it comes from.

    Flags of a command come first, then TRANSLATOR_* variables, then ./translator.toml, then the
    user's translator.toml, then the defaults.
    """
    from translator import config

    terminal = begin(context, quiet=quiet, json=json)
    loaded = config.load()
    rows: list[dict[str, Any]] = []
    for key in config.KEYS:
        value = loaded[key.name]
        rows.append(
            {
                "key": key.name,
                "value": list(value) if isinstance(value, tuple) else value,
                "origin": loaded.origin(key.name),
                "variable": key.variable,
                "meaning": key.help,
            }
        )
    unknown = config.unknown_variables(os.environ)
    for name in unknown:
        if not terminal.quiet:
            terminal.warn(f"the variable {name} is not one that translator knows")
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("SETTING", "VALUE", "FROM", "MEANING"),
        [(row["key"], _shown(row["value"]), row["origin"], row["meaning"]) for row in rows],
    )
    return 0


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value != "" else "-"


def path(context: typer.Context, json: Json = False, quiet: Quiet = False) -> int:
    """Show where settings, models, glossaries and the cache are kept."""
    from translator import config, paths

    terminal = begin(context, quiet=quiet, json=json)
    project, user = config.config_files()
    rows = [
        {"what": what, "path": str(place.absolute()), "exists": place.exists()}
        for what, place in (
            ("project settings", project),
            ("user settings", user),
            ("data", paths.data_dir()),
            ("cache", paths.cache_dir()),
        )
    ]
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("WHAT", "PATH", "THERE"),
        [(str(row["what"]), str(row["path"]), "yes" if row["exists"] else "no") for row in rows],
    )
    return 0
