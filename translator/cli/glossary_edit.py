"""``translator glossary new``, ``add``, ``set``, ``remove``, ``edit`` and ``merge``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import add as add_command
from translator.cli.terminal import Terminal, error_entry
from translator.cli.usage import wrong_usage
from translator.errors import ErrorCode, ExitCode, TranslatorError

_UNASKED_ROUNDS = 3
"""How often the editor is opened again where nobody can be asked whether to."""

if TYPE_CHECKING:
    from translator.glossary.editing import Edited
    from translator.glossary.table import Problem

NEW_EXAMPLES = (
    ("translator glossary new mine --languages en,ru,az", "a glossary of your own, known by name"),
    ("translator glossary new ./names.tsv --languages en,tr", "one in a file of your choice"),
    ("translator glossary new mine --from caspian --json --quiet", "a copy to change"),
)
ADD_EXAMPLES = (
    (
        "translator glossary add mine en='Caspian Sea' ru='Каспийское море|!Хазарское море'",
        "the first name is used, the others are recognised, ! forbids one",
    ),
    (
        "translator glossary add ./names.tsv --id un --policy prefer en='UN' ru=ООН case=exact",
        "an id of your choice, other columns",
    ),
    ("translator glossary add mine en=Baku ru=Баку --json --quiet", "for a script"),
)
SET_EXAMPLES = (
    ("translator glossary set mine baku tr=Bakü", "one cell"),
    ("translator glossary set mine baku note= policy=prefer", "clear one, change another"),
    ("translator glossary set mine baku id=baku-city --json --quiet", "another id, for a script"),
)
REMOVE_EXAMPLES = (
    ("translator glossary remove mine baku", "the concept's row; comments stay"),
    ("translator glossary remove ./names.tsv a b --json --quiet", "several, for a script"),
)
EDIT_EXAMPLES = (
    ("translator glossary edit mine", "in $VISUAL or $EDITOR; checked when you leave it"),
    ("translator glossary edit ./names.tsv --id baku --quiet", "opened at a concept"),
)
MERGE_EXAMPLES = (
    ("translator glossary merge base.tsv ours.tsv theirs.tsv", "the result is written to ours.tsv"),
    (
        "translator glossary merge base.tsv ours.tsv theirs.tsv -o merged.tsv --json --quiet",
        "written elsewhere, conflicts for a script",
    ),
)
EXAMPLES = (NEW_EXAMPLES[0], ADD_EXAMPLES[0])

Own = Annotated[
    str,
    typer.Argument(
        metavar="GLOSSARY",
        help="A glossary of your own: its name or file.",
        autocompletion=options.complete_glossary,
    ),
]
Cells = Annotated[
    list[str],
    typer.Argument(
        metavar="LANG=NAMES...",
        help="Names by language: ru='a|b|!c'. Other columns too: note=, pos=, after=, forms.ru=.",
    ),
]


def register(commands: typer.Typer) -> None:
    add_command(commands, "new", new, "Make a glossary.", NEW_EXAMPLES)
    add_command(commands, "add", add, "Add a concept.", ADD_EXAMPLES)
    add_command(commands, "set", set_, "Change cells of a concept.", SET_EXAMPLES)
    add_command(commands, "remove", remove, "Remove concepts.", REMOVE_EXAMPLES)
    add_command(commands, "edit", edit, "Edit a glossary in your editor.", EDIT_EXAMPLES)
    add_command(commands, "merge", merge, "Merge two versions of a glossary.", MERGE_EXAMPLES)


def new(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME|FILE", help="A name to call it by, or a .tsv file.")
    ],
    languages: Annotated[
        list[str] | None,
        typer.Option(
            "--languages",
            "-l",
            metavar="LANG[,LANG]",
            help="The languages that it has columns for.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="GLOSSARY",
            help="Begin with a copy of this one.",
            autocompletion=options.complete_glossary,
        ),
    ] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Make a glossary, empty or as a copy of another.

    One with a name of its own lives in the data folder and is given to -g by that name.
    """
    from translator.glossary import editing, files, store

    terminal = options.begin(context, quiet=quiet, json=json)
    codes = options.language_codes(languages or [])
    if not codes and not from_:
        raise wrong_usage("which languages?", "such as --languages en,ru,az")
    path = files.new_path(name)
    if from_:
        text = editing.with_languages(store.read_text(store.locate(from_)), codes)
    else:
        text = editing.blank(codes)
    files.create(path, text)
    made, _ = store.parse(text, path.stem, str(path))
    terminal.say(f"made {path}: {' '.join(made.languages)}")
    return terminal.finish(
        [
            {
                "glossary": name,
                "path": str(path),
                "languages": list(made.languages),
                "concepts": len(made.concepts),
            }
        ]
    )


def add(
    context: typer.Context,
    name: Own,
    cells: Cells,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help="The concept's id; made from its name if left out."
        ),
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option("--policy", metavar="require|prefer|keep", help="How strictly it is used."),
    ] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Add a concept: its names in each language.

    A language without a column gets one. A glossary that would be faulty is not written.
    """
    from translator.glossary import editing, files

    terminal = options.begin(context, quiet=quiet, json=json)
    values = _values(cells)
    if policy is not None:
        values["policy"] = policy
    if id_ is not None and "id" in values:
        raise wrong_usage("the id is given twice", "either --id or id=")
    identity = values.pop("id", None) or id_ or ""
    path = files.own_path(name)
    done = files.change(path, lambda text: editing.add(text, values, identity))
    return _changed(terminal, path, "added", *done)


def set_(
    context: typer.Context,
    name: Own,
    id_: Annotated[str, typer.Argument(metavar="ID", help="The concept's id.")],
    cells: Cells,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Change cells of one concept; every other cell and row stays as it is.

    A value replaces the whole cell, an empty one clears it.
    """
    from translator.glossary import editing, files

    terminal = options.begin(context, quiet=quiet, json=json)
    values = _values(cells)
    path = files.own_path(name)
    done = files.change(path, lambda text: editing.change(text, id_, values))
    return _changed(terminal, path, "changed", *done)


def remove(
    context: typer.Context,
    name: Own,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="The concepts' ids.")],
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Remove concepts; comments and all other rows stay."""
    from translator.glossary import editing, files

    terminal = options.begin(context, quiet=quiet, json=json)
    path = files.own_path(name)
    wanted = list(dict.fromkeys(ids))
    files.change(path, lambda text: editing.remove(text, wanted))
    for identity in wanted:
        terminal.say(f"removed {identity}")
    return terminal.finish([{"id": identity, "path": str(path)} for identity in wanted])


def merge(
    context: typer.Context,
    base: Annotated[str, typer.Argument(metavar="BASE", help="The version both began with.")],
    ours: Annotated[str, typer.Argument(metavar="OURS", help="Your version.")],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="The other version.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; OURS if left out."),
    ] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Merge two versions of a glossary, concept by concept and cell by cell.

    Rows that both changed in different ways are written twice between <<<<<<< and >>>>>>>, each
    conflict is printed, and the exit status is 1. Fit to be git's merge driver.
    """
    from translator.glossary import files

    terminal = options.begin(context, quiet=quiet, json=json)
    sides = (Path(name).expanduser() for name in (base, ours, theirs))
    target = Path(output or ours).expanduser()
    merged = files.merge_into(target, *sides)
    rows = [
        {
            "id": c.id,
            "column": c.column,
            "base": c.base,
            "ours": c.ours,
            "theirs": c.theirs,
            "line": c.line,
        }
        for c in merged.conflicts
    ]
    if not merged.conflicts:
        terminal.say(f"merged into {target}")
        return terminal.finish(rows)
    if not json:
        for c in merged.conflicts:
            what = "removed on one side" if c.column == "*" else c.column
            terminal.print(f"{target}:{c.line}: {c.id}, {what}: {c.ours!r} or {c.theirs!r}")
    count = len(merged.conflicts)
    error = TranslatorError(
        ErrorCode.FAILED,
        f"{count} conflict{'s' if count > 1 else ''} in {target}",
        "choose a row between each <<<<<<< and >>>>>>>: `translator glossary edit` goes there",
    )
    terminal.fail(error)
    return terminal.finish(rows, status="failed", errors=[error_entry(error)], code=ExitCode.FAILED)


def edit(
    context: typer.Context,
    name: Own,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Open it at this concept.")
    ] = None,
    quiet: options.Quiet = False,
) -> int:
    """Edit a glossary in $VISUAL or $EDITOR.

    You work on a copy, which is checked when you leave the editor. A mistake opens it again at
    its line; leave the editor without a change to give up. What you wrote is then kept in a file
    that is named. What others changed meanwhile is merged.
    """
    from translator.glossary import files, store
    from translator.glossary.editor import session
    from translator.glossary.sheet import Sheet

    terminal = options.begin(context, quiet=quiet)
    path = files.own_path(name)
    line = 1
    if id_ is not None:
        line = Sheet.of(store.read_text(path)).row(id_) + 1
    outcome = session(path, line=line, ask=_question(terminal))
    terminal.say(outcome)
    return 0


def _question(terminal: Terminal) -> Any:
    """What is asked between two rounds in the editor."""

    rounds = iter(range(_UNASKED_ROUNDS))

    def ask(problems: Sequence[str]) -> bool:
        for problem in problems:
            terminal.warn(problem)
        if not terminal.stdin.isatty():
            return next(rounds, None) is not None  # an editor that is a program may never mend it
        terminal.say("Enter opens the editor again, q and Enter gives up:")
        return not terminal.stdin.readline().strip().lower().startswith("q")

    return ask


def _values(cells: Sequence[str]) -> dict[str, str]:
    """``LANG=NAMES`` arguments as values by column."""
    from translator.glossary.sheet import column_name

    values: dict[str, str] = {}
    for argument in cells:
        name, sign, value = argument.partition("=")
        if not sign or not name.strip():
            raise wrong_usage(f"no LANG=NAMES: {argument!r}", "such as ru='Каспийское море'")
        column = column_name(name)
        if column in values:
            raise wrong_usage(f"{column!r} is given twice", "separate several names by |")
        values[column] = value
    return values


def _changed(
    terminal: Terminal, path: Path, verb: str, edited: Edited, doubts: Sequence[Problem]
) -> int:
    for doubt in doubts:
        terminal.warn(f"{path}:{doubt.line}:{doubt.column}: {doubt.message}")
    terminal.say(f"{verb} {edited.id} in {path}:{edited.line}")
    row: Mapping[str, Any] = {
        "id": edited.id,
        "path": str(path),
        "line": edited.line,
        "warnings": [doubt.message for doubt in doubts],
    }
    return terminal.finish([row])
