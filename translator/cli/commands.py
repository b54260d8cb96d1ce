"""All commands put together, and the way into them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer
import typer.main

from translator import __version__
from translator.cli.help import Examples, with_examples
from translator.cli.terminal import Terminal

PROGRAM = "translator"
# Each a module beside this one, in the order of the help page.
COMMANDS = (
    *("translate", "batch", "segment", "check", "evaluate"),
    *("glossary", "memory", "models", "languages", "formats", "config"),
)
_COMPLETION_VARIABLE = "_TRANSLATOR_COMPLETE"

HELP = """Translate news articles on your own machine and keep the names straight.

Reads an article, cuts it into sentences, translates them with a model that runs here, applies a
glossary of names, checks every sentence and writes the translation or source and translation
side by side."""

EXAMPLES: Examples = (
    ("translator translate article.txt -t ru", "print the Russian translation"),
    (
        "translator translate article.md -t ru,az,tr -g caspian -o out/{lang}.bi.html",
        "three languages, names from the shipped glossary, pages to compare",
    ),
    ("translator --quiet translate article.txt -t ru > ru.txt", "nothing but the translation"),
    ("translator --version", "the version"),
    ("translator --install-completion", "completion for the shell you are in"),
    ("translator --show-completion", "print that completion, to install it by hand"),
)


def application(commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """The command line: built anew at each call, without anything heavy loaded.

    Args:
        commands: those to put into it; building one costs a few milliseconds.
    """
    app = typer.Typer(
        name=PROGRAM,
        help=HELP,
        epilog=with_examples(EXAMPLES),
        rich_markup_mode=None,  # rich would cost every start a tenth of a second
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_root)
    for name in commands:
        import_module(f"translator.cli.{name}").register(app)
    return app


def _asked(argv: Sequence[str]) -> Sequence[str]:
    """The command that ``argv`` names; all of them if it names none."""
    first = next((word for word in argv if not word.startswith("-")), "")
    return (first,) if first in COMMANDS else COMMANDS


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but warnings and errors.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    terminal = context.obj
    if isinstance(terminal, Terminal):
        terminal.quiet = terminal.quiet or quiet


def dispatch(argv: Sequence[str], terminal: Terminal) -> int:
    """Parse ``argv`` and run the command it names.

    Returns:
        The exit status that the command chose.

    Raises:
        typer.TyperException: for wrong usage.
        TranslatorError: whatever the command could not do.
    """
    command = typer.main.get_command(application(_asked(argv)))
    try:
        with command.make_context(PROGRAM, list(argv) or ["--help"], obj=terminal) as context:
            result = command.invoke(context)
    except typer.Exit as exit_:
        return exit_.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        path = getattr(getattr(error, "ctx", None), "command_path", PROGRAM)
        terminal.command = terminal.command or path.removeprefix(PROGRAM).strip()
        raise
    return int(result or 0)


def complete() -> int:
    """Answer the shell's request for completions, given in the environment."""
    command = typer.main.get_command(application())
    command(prog_name=PROGRAM, complete_var=_COMPLETION_VARIABLE)
    return 0
