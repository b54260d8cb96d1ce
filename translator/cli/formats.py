"""``translator formats``: what can be read and written."""

from __future__ import annotations

from typing import Any

import typer

from translator.cli.help import add
from translator.cli.options import Json, Quiet, begin

EXAMPLES = (
    ("translator formats", "endings that can be read and written"),
    ("translator formats --json", "the same for a script"),
    ("translator formats --quiet", "without the closing line"),
)


_SHORT = {"translation": "yes", "parallel text": "parallel"}


def register(app: typer.Typer) -> None:
    add(app, "formats", formats, "List the formats that can be read and written.", EXAMPLES)


def formats(context: typer.Context, json: Json = False, quiet: Quiet = False) -> int:
    """List the formats that can be read and written, their endings and what each carries.

    A translation holds the target alone, in the source's shape; a parallel text holds source and
    target side by side. READ tells what translate and batch take, WRITE what they make, and CHECK
    what check and memory import take.
    """
    terminal = begin(context, quiet=quiet, json=json)
    rows = _rows()
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("FORMAT", "ENDINGS", "READ", "WRITE", "CHECK", "CARRIES"),
        [
            (
                row["name"],
                " ".join(row["endings"]),
                "yes" if row["read"] else "-",
                _SHORT[row["written"]],
                "yes" if row["checked"] else "-",
                row["summary"],
            )
            for row in rows
        ],
    )
    terminal.say("a file with another ending is read by what it contains")
    return 0


def _rows() -> list[dict[str, Any]]:
    """A row for every format: what is read as an article, then what is only written or checked."""
    from translator.documents.registry import CONTAINERS, READERS, Container, Reader
    from translator.parallel.reading import READABLE
    from translator.parallel.registry import WRITERS

    rows: dict[str, dict[str, Any]] = {}
    read: list[Reader | Container] = [*READERS.values(), *CONTAINERS.values()]
    for entry in read:
        rows[entry.name] = {
            "name": entry.name,
            "endings": list(entry.endings),
            "read": True,
            "checked": False,
            "written": "translation",
            "summary": entry.summary,
        }
    for writer in WRITERS.values():
        same = next((row for row in rows.values() if set(row["endings"]) & set(writer.endings)), {})
        if same and not writer.parallel:
            same["name"] = writer.name  # as --formats calls it
            continue
        rows[writer.name] = {
            "name": writer.name,
            "endings": _with_read(writer.name, writer.endings),
            "read": False,
            "checked": writer.name in READABLE,
            "written": "parallel text" if writer.parallel else "translation",
            "summary": writer.summary,
        }
    return list(rows.values())


def _with_read(name: str, endings: tuple[str, ...]) -> list[str]:
    """The endings that a parallel format is written with, then those that it is read with too."""
    from translator.parallel.reading import READERS

    reader = READERS.get(name)
    return list(dict.fromkeys((*endings, *(reader.endings if reader else ()))))
