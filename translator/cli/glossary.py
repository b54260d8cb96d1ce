"""``translator glossary``: look into glossaries and check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
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
    add(commands, "list", list_, "List the glossaries that come with the tool.", LIST_EXAMPLES)
    add(commands, "show", show, "Show the concepts of a glossary.", SHOW_EXAMPLES)
    add(commands, "find", find, "Find concepts by a name or in a sentence.", FIND_EXAMPLES)
    add(commands, "validate", validate, "Check glossaries for mistakes.", VALIDATE_EXAMPLES)
    app.add_typer(commands)


def list_(context: typer.Context, json: options.Json = False, quiet: options.Quiet = False) -> int:
    """List the glossaries that come with the tool."""
    from translator.glossary.store import shipped

    terminal = options.begin(context, quiet=quiet, json=json)
    rows = [
        {
            "name": glossary.name,
            "languages": list(glossary.languages),
            "concepts": len(glossary.concepts),
            "path": str(glossary.path),
        }
        for glossary in shipped()
    ]
    if json:
        return terminal.finish(rows)
    terminal.table(
        ("NAME", "LANGUAGES", "CONCEPTS"),
        [(str(r["name"]), " ".join(_texts(r["languages"])), str(r["concepts"])) for r in rows],
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
    terminal = options.begin(context, quiet=quiet, json=json)
    glossary = _load(name)
    wanted = options.language_codes(lang or []) or list(glossary.languages)
    if json:
        return terminal.finish([_entry(concept, wanted) for concept in glossary.concepts])
    terminal.table(
        ("ID", *wanted, "POLICY"), [_row(concept, wanted) for concept in glossary.concepts]
    )
    count = len(glossary.concepts)
    terminal.say(f"{glossary.name}: {count} concept{'' if count == 1 else 's'}")
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
    terminal = options.begin(context, quiet=quiet, json=json)
    glossary = _load(name)
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

    Exit status 1 if there is any mistake.
    """
    terminal = options.begin(context, quiet=quiet, json=json)
    rows: list[dict[str, Any]] = []
    errors = []
    for name in files:
        try:
            glossary = _load(name)
        except TranslatorError as error:
            problems = getattr(error, "problems", None) or [error.message]
            rows.append({"glossary": name, "valid": False, "problems": [str(p) for p in problems]})
            errors.append(error)
            for problem in problems:
                if not json:
                    terminal.print(visible(problem))
            continue
        rows.append({"glossary": name, "valid": True, "problems": []})
        count = len(glossary.concepts)
        terminal.say(f"{name}: {count} concept{'' if count == 1 else 's'}, no mistakes")
    if not errors:
        return terminal.finish(rows)
    missing = len(files) == 1 and errors[0].code == ErrorCode.GLOSSARY_MISSING
    return terminal.finish(
        rows,
        status="failed",
        errors=[error_entry(error) for error in errors],
        code=errors[0].exit_code if missing else ExitCode.FAILED,
    )


def _load(name: str) -> Glossary:
    from translator.cli.usage import closest
    from translator.glossary.store import load, shipped

    try:
        return load(name)
    except TranslatorError as error:
        if error.code == ErrorCode.GLOSSARY_MISSING:
            near = closest(name, [glossary.name for glossary in shipped()])
            if near:
                error.hint = f"did you mean {' or '.join(near)}?"
        raise


def _search(glossary: Glossary, text: str, langs: list[str]) -> list[Concept]:
    """The concepts that occur in ``text``, then those that have ``text`` in a name."""
    from translator.glossary.matching import Matcher
    from translator.languages import fold

    found: dict[str, Concept] = {}
    for lang in langs:
        for match in Matcher(glossary, lang).match(text):
            found.setdefault(match.concept.id, match.concept)
    for concept in glossary.concepts:
        for lang in langs:
            wanted = fold(text.strip(), lang)
            names = (variant.text for variant in concept.names.get(lang, ()))
            if wanted and any(wanted in fold(known, lang) for known in names):
                found.setdefault(concept.id, concept)
    return list(found.values())


def _row(concept: Concept, langs: list[str]) -> tuple[str, ...]:
    return (concept.id, *(_names(concept, lang) for lang in langs), str(concept.policy))


def _names(concept: Concept, lang: str) -> str:
    variants = concept.names.get(lang, ())
    return "|".join(f"!{v.text}" if v.forbidden else v.text for v in variants) or "-"


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
        "domain": concept.domain,
        "note": concept.note,
        "source": concept.source,
        "line": concept.line,
    }


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
