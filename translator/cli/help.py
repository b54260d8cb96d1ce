"""Help pages: every command with its examples, arguments shown without the parser's types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

Examples = Sequence[tuple[str, str]]
"""Command lines and what each of them does."""


def with_examples(examples: Examples) -> str:
    """The epilog of a help page; ``\\b`` keeps the parser from wrapping the lines."""
    lines = ["\b", "Examples:"]
    for command, purpose in examples:
        lines += [f"  # {purpose}", f"  {command}"]
    return "\n".join(lines)


class Command(TyperCommand):
    """A command whose help names its arguments and options as a manual would."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            rows = []
            for param in self.get_params(ctx):
                row = param.get_help_record(ctx)
                if row is None or param.param_type_name != kind:
                    continue
                rows.append((str(param.metavar), row[1]) if kind == "argument" else row)
            if rows:
                with formatter.section(gettext(title)):
                    formatter.write_dl([(name, _plain(text)) for name, text in rows])


def _plain(text: str) -> str:
    """Without the parser's own notes: a required argument stands in the usage line."""
    return text.removesuffix("[required]").removesuffix("[x>=0]").rstrip()


def add(
    app: typer.Typer,
    name: str,
    function: Callable[..., int],
    summary: str,
    examples: Examples,
    kind: type[Command] = Command,
) -> None:
    """Make ``function`` the command ``name``; its docstring is the help, ``summary`` the line
    in the list of commands."""
    command = app.command(name, cls=kind, epilog=with_examples(examples), short_help=summary)
    command(function)


def group(name: str, summary: str, examples: Examples) -> typer.Typer:
    """An empty group of commands."""
    return typer.Typer(
        name=name,
        cls=TyperGroup,
        help=summary,
        epilog=with_examples(examples),
        rich_markup_mode=None,
    )
