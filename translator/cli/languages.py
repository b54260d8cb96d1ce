"""``translator languages``: the table of languages."""

from __future__ import annotations

from typing import Any

import typer

from translator.cli.help import add
from translator.cli.options import Json, Quiet, begin

EXAMPLES = (
    ("translator languages", "codes, names, and what is known about each language"),
    ("translator languages --json", "the same for a script"),
    ("translator languages --quiet", "the table alone, without the line about models"),
)


def register(app: typer.Typer) -> None:
    add(app, "languages", languages, "List the languages and what is known of them.", EXAMPLES)


def languages(context: typer.Context, json: Json = False, quiet: Quiet = False) -> int:
    """List the languages: code, name, script, segmentation rules and the built-in model's pairs.

    Every language in the table can be a source or a target if the chosen model knows it; the
    last column says what the built-in model translates directly. Other pairs among its languages
    go through English, and the output says so.
    """
    terminal = begin(context, quiet=quiet, json=json)
    rows = _rows()
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("CODE", "NAME", "IN ITSELF", "SCRIPT", "SENTENCE RULES", "BUILT-IN MODEL INTO"),
        [
            (
                row["code"],
                row["name"],
                row["native"],
                row["script"],
                "own" if row["rules"] else "general",
                " ".join(row["builtin_targets"]) or "-",
            )
            for row in rows
        ],
    )
    terminal.say("`translator models list` shows the models; `-t` and `-f` take codes or names")
    return 0


def _rows() -> list[dict[str, Any]]:
    from translator.languages import LANGUAGES

    pairs = _builtin_pairs()
    return [
        {
            "code": row.code,
            "name": row.name,
            "native": row.native,
            "script": row.script,
            "rtl": row.rtl,
            "rules": _has_rules(row.code),
            "builtin_targets": sorted(target for source, target in pairs if source == row.code),
        }
        for row in LANGUAGES.values()
    ]


def _has_rules(code: str) -> bool:
    from importlib.resources import files

    return files("translator.segmentation").joinpath("data", f"{code}.toml").is_file()


def _builtin_pairs() -> frozenset[tuple[str, str]]:
    from translator.errors import TranslatorError
    from translator.models.registry import find

    try:
        return find("builtin").pairs
    except TranslatorError:
        return frozenset()
