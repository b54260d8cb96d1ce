"""``translator models``: the models on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from translator.cli import options
from translator.cli.help import add, group

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
    """List the models on this machine, and well-known ones that it could have."""
    from translator.models.registry import available

    terminal = options.begin(context, quiet=quiet, json=json)
    rows = [
        {
            "name": row.name,
            "status": row.status,
            "languages": row.languages,
            "bytes": row.size,
            "licence": row.licence,
            "path": str(row.path or ""),
            "note": row.note,
        }
        for row in available()
    ]
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("NAME", "STATUS", "SIZE", "LICENCE", "LANGUAGES"),
        [
            (
                str(row["name"]),
                str(row["status"]),
                _size(row["bytes"]),
                str(row["licence"]) or "-",
                str(row["languages"]) or "-",
            )
            for row in rows
        ],
    )
    for row in rows:
        if row["status"] == "damaged":
            terminal.warn(f"{row['name']}: {row['note']}")
    terminal.say("-m takes these names when they are ready, and folders: -m ~/models/opus-mt-en-ru")
    return 0


def info(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Model name or folder.")],
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Show what is known about a model: languages, size, licence, folder, prepared or not."""
    from translator.models.registry import info as look

    terminal = options.begin(context, quiet=quiet, json=json)
    found = look(model)
    folder = found.model
    entry = {
        "name": folder.name,
        "version": folder.version,
        "family": folder.family,
        "licence": folder.licence,
        "pairs": sorted(f"{source}-{target}" for source, target in folder.pairs),
        "terminology": folder.terminology,
        "max_tokens": folder.max_tokens,
        "bytes": folder.size,
        "path": str(folder.path),
        "card": str(folder.card or ""),
        "prepared": list(found.prepared),
        "prepared_bytes": found.prepared_size,
    }
    if json:
        return terminal.finish([entry])
    prepared = ", ".join(found.prepared)
    size = f" ({_size(found.prepared_size)})" if prepared else ""
    rows = [
        ("name", " ".join(filter(None, (folder.name, folder.version)))),
        ("family", folder.family),
        ("licence", folder.licence or "not stated"),
        ("translates", " ".join(sorted(f"{a}-{b}" for a, b in folder.pairs)) or "not stated"),
        ("glossary terms", _TERMINOLOGY[folder.terminology]),
        ("longest segment", f"{folder.max_tokens} tokens"),
        ("size", _size(folder.size)),
        ("folder", str(folder.path)),
        ("model card", str(folder.card or "none")),
        ("prepared", f"{prepared}{size}" if prepared else "no; done at the first translation"),
    ]
    terminal.table(("WHAT", "VALUE"), rows)
    return 0


_TERMINOLOGY = {
    "annotated": "written into the source; the model inflects them",
    "prompted": "asked for in the prompt",
    "none": "put into the translation afterwards",
}


def _size(count: object) -> str:
    return f"{count / 1e6:,.0f} MB" if isinstance(count, int) and count else "-"
