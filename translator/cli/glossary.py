"""``translator glossary``: look into glossaries and check them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import glossary_edit, glossary_exchange, glossary_suggest, options
from translator.cli.help import add, group
from translator.cli.terminal import error_entry, visible
from translator.errors import ErrorCode, ExitCode, TranslatorError

if TYPE_CHECKING:
    from translator.glossary.concept import Concept
    from translator.glossary.store import Glossary

LIST_EXAMPLES = (
    ("translator glossary list", "the glossaries that -g knows by name"),
    ("translator glossary list --json", "the same for a script"),
    ("translator glossary list --quiet", "the table alone"),
)
SHOW_EXAMPLES = (
    ("translator glossary show caspian", "all concepts of a shipped glossary"),
    ("translator glossary show ./ours.tsv --lang ru,az", "two columns of a file"),
    ("translator glossary show caspian --json --quiet", "everything, notes and forms included"),
)
FIND_EXAMPLES = (
    ("translator glossary find caspian Xəzər", "concepts that have this in a name"),
    (
        "translator glossary find caspian 'на берегу Каспийского моря' -f ru",
        "concepts that occur in a text, inflected or not",
    ),
    ("translator glossary find ./ours.tsv Baku --json --quiet", "for a script"),
)
VALIDATE_EXAMPLES = (
    ("translator glossary validate ./ours.tsv", "every mistake with its line and column"),
    ("translator glossary validate a.tsv b.tsv --json", "several files, for a script"),
    ("translator glossary validate ours.tsv --quiet", "nothing when all is well"),
)
EXAMPLES = (LIST_EXAMPLES[0], SHOW_EXAMPLES[0], FIND_EXAMPLES[0], VALIDATE_EXAMPLES[0])

Name = Annotated[
    str,
    typer.Argument(
        metavar="GLOSSARY",
        help="Shipped name or file.",
        autocompletion=options.complete_glossary,
    ),
]


def register(app: typer.Typer) -> None:
    commands = group("glossary", "Look into glossaries of names and check them.", EXAMPLES)
    add(commands, "list", list_, "List the glossaries known by name.", LIST_EXAMPLES)
    add(commands, "show", show, "Show the concepts of a glossary.", SHOW_EXAMPLES)
    add(commands, "find", find, "Find concepts by a name or in a sentence.", FIND_EXAMPLES)
    add(commands, "validate", validate, "Check glossaries for mistakes.", VALIDATE_EXAMPLES)
    glossary_edit.register(commands)
    glossary_exchange.register(commands)
    glossary_suggest.register(commands)
    app.add_typer(commands)


def list_(context: typer.Context, json: options.Json = False, quiet: options.Quiet = False) -> int:
    """List the glossaries known by name: your own, and those that come with the tool."""
    from translator.glossary.store import load, own, shipped

    terminal = options.begin(context, quiet=quiet, json=json)
    rows: list[dict[str, Any]] = []
    mine = own()
    names = {item.name for item in mine}
    for item in (*mine, *(item for item in shipped() if item.name not in names)):
        try:
            glossary = load(str(item.path))
        except TranslatorError as error:  # one of the user's own; the others are still listed
            terminal.fail(error)
            continue
        rows.append(
            {
                "name": item.name,
                "languages": list(glossary.languages),
                "concepts": len(glossary.concepts),
                "path": str(item.path),
                "own": item in mine,
            }
        )
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("NAME", "LANGUAGES", "CONCEPTS"),
        [(row["name"], " ".join(row["languages"]), str(row["concepts"])) for row in rows],
    )
    terminal.say("-g takes these names, and files: -g caspian -g ./ours.tsv")
    return 0


def show(
    context: typer.Context,
    name: Name,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            "--lang",
            "-l",
            metavar="LANG[,LANG]",
            help="Only these languages' names.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Show the concepts of a glossary: preferred names first, forbidden ones marked with !."""
    from translator.glossary.store import load

    terminal = options.begin(context, quiet=quiet, json=json)
    glossary = load(name)
    wanted = options.language_codes(lang or []) or list(glossary.languages)
    if json:
        return terminal.finish([_entry(concept, wanted) for concept in glossary.concepts])
    terminal.table(
        ("ID", *wanted, "POLICY"), [_row(concept, wanted) for concept in glossary.concepts]
    )
    terminal.say(f"{glossary.name}: {_count(len(glossary.concepts), 'concept')}")
    return 0


def find(
    context: typer.Context,
    name: Name,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Part of a name, or a sentence.")],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            "-f",
            metavar="LANG",
            help="Language of TEXT; all of the glossary's if left out.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Find concepts by a part of their name, or by their occurrence in a sentence.

    Finds what a translation would find, inflected words included. Exit status 1 if nothing is
    found.
    """
    from translator.glossary.store import load

    terminal = options.begin(context, quiet=quiet, json=json)
    glossary = load(name)
    langs = [options.language_code(from_)] if from_ else list(glossary.languages)
    found = _search(glossary, text, langs)
    if not found:
        raise TranslatorError(
            ErrorCode.FAILED,
            f"nothing in {glossary.name} matches {text!r}",
            f"`translator glossary show {name}` lists its names",
        )
    languages = list(glossary.languages)
    if json:
        return terminal.finish([_entry(concept, languages) for concept in found])
    terminal.table(("ID", *languages, "POLICY"), [_row(concept, languages) for concept in found])
    return 0


def validate(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="GLOSSARY", help="Files or shipped names to check.")
    ],
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Check glossaries and print every mistake as FILE:LINE:COLUMN: what is wrong.

    Doubts are printed as warnings. Exit status 1 if there is any mistake.
    """
    terminal = options.begin(context, quiet=quiet, json=json)
    rows: list[dict[str, Any]] = []
    errors: list[TranslatorError] = []
    for name in files:
        try:
            row = _examined(name)
        except TranslatorError as error:
            terminal.fail(error)
            errors.append(error)
            continue
        rows.append(row)
        for problem in row["problems"]:
            place = f"{name}:{problem['line']}:{problem['column']}"
            kind = "" if problem["severity"] == "error" else "warning: "
            if not json:
                terminal.print(f"{visible(place)}: {kind}{visible(problem['message'])}")
        faults, doubts = row["errors"], row["warnings"]
        if faults + doubts > len(row["problems"]):
            terminal.say(f"{name}: the first {len(row['problems']):,} are shown")
        terminal.say(
            f"{name}: {_count(row['concepts'], 'concept')}, {_count(faults, 'mistake')}, "
            f"{_count(doubts, 'warning')}"
        )
        if faults:
            hint = f"`translator glossary validate {name}` shows each"
            message = f"{name}: {_count(faults, 'mistake')}"
            errors.append(TranslatorError(ErrorCode.GLOSSARY_INVALID, message, hint))
    if not errors:
        return terminal.finish(rows)
    code = errors[0].exit_code if len(files) == 1 else ExitCode.FAILED
    entries = [error_entry(error) for error in errors]
    return terminal.finish(rows, status="failed", errors=entries, code=code)


def _examined(name: str) -> dict[str, Any]:
    """Everything wrong or doubtful in one glossary."""
    from translator.glossary.store import examined, locate, read_text

    path = locate(name)
    glossary, notes = examined(read_text(path), path.stem, str(path))
    return {
        "glossary": name,
        "concepts": len(glossary.concepts),
        "valid": not notes.errors,
        "errors": notes.errors,
        "warnings": notes.warnings,
        "problems": [
            {
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity,
                "message": problem.message,
            }
            for problem in notes.problems
        ],
    }


def _search(glossary: Glossary, text: str, langs: list[str]) -> list[Concept]:
    """The concepts that occur in ``text``, then those with a name like it."""
    from translator.glossary.matching import Matcher, possible
    from translator.glossary.store import find as find_by_name

    found: dict[str, Concept] = {}
    for lang in langs:
        for match in Matcher(possible(glossary.concepts, lang, text), lang).match(text):
            found.setdefault(match.concept.id, match.concept)
    for hit in find_by_name(glossary, text):
        if hit.lang in ("", *langs):
            found.setdefault(hit.concept.id, hit.concept)
    return list(found.values())


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _row(concept: Concept, langs: list[str]) -> tuple[str, ...]:
    return (concept.id, *(_names(concept, lang) for lang in langs), str(concept.policy))


def _names(concept: Concept, lang: str) -> str:
    variants = concept.names.get(lang, ())
    return "|".join(f"!{v.text}" if v.forbidden else v.text for v in variants) or "-"


def _context(words: Mapping[str, tuple[str, ...]], langs: list[str]) -> dict[str, list[str]]:
    """Context words by language; those of every language under ``*``."""
    return {lang or "*": list(found) for lang, found in words.items() if lang in ("", *langs)}


def _entry(concept: Concept, langs: list[str]) -> dict[str, Any]:
    return {
        "id": concept.id,
        "policy": str(concept.policy),
        "case": str(concept.case),
        "names": {
            lang: {
                "allowed": list(concept.variants(lang)),
                "forbidden": list(concept.forbidden(lang)),
            }
            for lang in langs
            if lang in concept.names
        },
        "forms": {lang: list(forms) for lang, forms in concept.forms.items() if lang in langs},
        "pos": concept.pos,
        "gender": concept.gender,
        "number": concept.number,
        "before": _context(concept.before, langs),
        "after": _context(concept.after, langs),
        "domain": concept.domain,
        "note": concept.note,
        "source": concept.source,
        "line": concept.line,
    }
