"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from translator.cli.terminal import Terminal
from translator.cli.usage import did_you_mean, wrong_usage
from translator.errors import TranslatorError

if TYPE_CHECKING:
    from translator.documents.choices import Choices


def complete_language(incomplete: str) -> list[tuple[str, str]]:
    """Language codes for the shell's completion; after a comma, the next one."""
    from translator.languages import LANGUAGES

    done, comma, _ = incomplete.rpartition(",")
    return [(f"{done}{comma}{row.code}", row.name) for row in LANGUAGES.values()]


def complete_glossary(incomplete: str) -> list[str]:
    """Names of the glossaries: the user's own and those that come with the tool."""
    from translator.glossary.store import own, shipped

    names = dict.fromkeys(item.name for item in (*own(), *shipped()))
    return [name for name in names if name.startswith(incomplete)]


From = Annotated[
    str | None,
    typer.Option(
        "--from",
        "-f",
        metavar="LANG",
        help="Language of the input; recognised from the text if left out.",
        autocompletion=complete_language,
    ),
]
NoNames = Annotated[
    bool,
    typer.Option("--no-names", help="Leave names that no glossary lists to the model."),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        "-t",
        metavar="LANG[,LANG]",
        help="Languages to translate into.",
        autocompletion=complete_language,
    ),
]
Glossaries = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary",
        "-g",
        metavar="GLOSSARY",
        help="Glossary to apply: a shipped name or a file. May repeat; later ones win.",
        autocompletion=complete_glossary,
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", "-m", metavar="MODEL", help="Model name or folder.")
]
Engine = Annotated[
    Literal["auto", "ctranslate2", "transformers"] | None,
    typer.Option("--engine", help="What runs the model.", metavar="auto|ctranslate2|transformers"),
]
Quality = Annotated[
    Literal["draft", "best"] | None,
    typer.Option(
        "--quality",
        help="draft is greedy and the default, best searches longer.",
        metavar="draft|best",
    ),
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", min=0, metavar="N", help="Processor cores to use; 0 for all."),
]
Strict = Annotated[
    bool | None,
    typer.Option("--strict", help="Exit with status 3 when a sentence was flagged."),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of the input, such as cp1251; recognised if left out.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="NAME[,NAME]",
        help="Columns of a table (CSV, TSV) or fields of records (JSON Lines) to translate; "
        "told by their names if left out.",
    ),
]
WholePage = Annotated[
    bool | None,
    typer.Option(
        "--whole-page",
        help="Translate all that can be seen on a web page, not its article alone.",
    ),
]
Memory = Annotated[
    str | None,
    typer.Option("--memory", metavar="FILE", help="Translation memory to use instead of your own."),
]
NoMemory = Annotated[
    bool, typer.Option("--no-memory", help="Translate everything anew and remember nothing.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but warnings and errors.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]


def begin(context: typer.Context, *, quiet: bool = False, json: bool = False) -> Terminal:
    """The terminal of this command, told what the command's own options say."""
    terminal = cast(Terminal, context.obj)
    terminal.quiet = terminal.quiet or quiet
    terminal.json = terminal.json or json
    terminal.command = context.command_path.partition(" ")[2]
    return terminal


def language_code(value: str) -> str:
    """The code of the language that ``value`` names.

    Raises:
        TranslatorError: ``language-unknown``, with the closest names as a hint.
    """
    from translator.languages import LANGUAGES, language

    try:
        return language(value).code
    except TranslatorError as error:
        names = {row.name: row.code for row in LANGUAGES.values()}
        known = [*names, *(row.native for row in LANGUAGES.values())]
        if len(value) > 3:
            error.hint = did_you_mean(value, known, error.hint)
        raise


def language_codes(values: list[str]) -> list[str]:
    """The codes in comma-separated ``values``, each once, in order."""
    wanted = [part.strip() for value in values for part in value.split(",")]
    return list(dict.fromkeys(language_code(part) for part in wanted if part))


def known_encoding(name: str) -> None:
    """Refuse an encoding that Python does not know, before any file is opened."""
    import codecs

    try:
        codecs.lookup(name or "utf-8")
    except (LookupError, ValueError):
        raise wrong_usage(
            f"unknown encoding {name!r}", "such as utf-8, cp1251, koi8-r, cp1254 or iso-8859-9"
        ) from None


def choices(columns: Sequence[str], whole_page: bool = False) -> Choices:
    """What the user wishes about reading; each of ``columns`` may hold several, with commas."""
    from translator.documents.choices import Choices

    names = (part.strip() for value in columns for part in value.split(","))
    return Choices(tuple(dict.fromkeys(name for name in names if name)), whole_page)
