"""Every command and option is documented, shown with an example that parses, and up to date."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main

from translator.cli.commands import PROGRAM, application
from translator.cli.reference import commands, reference
from translator.errors import ErrorCode, ExitCode

FILE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
ALL = dict(commands())


def examples(command: Any) -> list[str]:
    lines = [line.strip() for line in command.epilog.splitlines()]
    return [line for line in lines if PROGRAM in line and not line.startswith("#")]


def arguments(example: str) -> list[str]:
    """The words after the program's name, without pipes and redirections."""
    words = shlex.split(example)
    words = words[words.index(PROGRAM) + 1 :]
    ends = [place for place, word in enumerate(words) if word in ("|", ">")]
    return words[: ends[0]] if ends else words


def test_the_contract_is_there() -> None:
    assert set(ALL) == {
        f"{PROGRAM}{' ' * bool(name)}{name}"
        for name in (
            "",
            "translate",
            "segment",
            "glossary",
            "glossary list",
            "glossary show",
            "glossary find",
            "glossary validate",
            "models",
            "models list",
            "models info",
            "languages",
            "formats",
            "config",
            "config show",
            "config path",
        )
    }


def test_the_file_is_the_one_that_the_program_writes() -> None:
    assert FILE.read_text(encoding="utf-8") == reference(), (
        "run: python -m translator.cli.reference docs/reference/cli.md"
    )


@pytest.mark.parametrize("name", ALL)
def test_documented_with_examples(name: str) -> None:
    command, text = ALL[name], reference()
    assert f"# `{name}`\n" in text
    shown = examples(command)
    assert shown
    assert all(line in text for line in shown)
    for param in command.params:
        assert param.help, param.name
        if param.param_type_name == "option":
            assert any(f"`{option}" in text for option in param.opts)
            used = [w for line in shown for w in arguments(line)]
            assert set(param.opts) & set(used), f"no example of {param.opts} in {name}"


@pytest.mark.parametrize(
    ("name", "example"),
    [(name, line) for name in ALL for line in examples(ALL[name]) if "completion" not in line],
)
def test_examples_parse(name: str, example: str) -> None:
    command: Any = typer.main.get_command(application())
    context, path, words = None, PROGRAM, arguments(example)
    try:
        while True:
            context = command.make_context(path.split()[-1], words, parent=context)
            words = [*context._protected_args, *context.args]
            if not words:
                break
            command = command.commands[words.pop(0)]
            path = f"{path} {command.name}"
    except typer.Exit:
        assert "--version" in example
    assert path.startswith(name)
    assert not hasattr(command, "commands") or "--version" in example


def test_every_status_and_code_is_documented() -> None:
    text = reference()
    assert all(f"\n| {code.value} | " in text for code in ExitCode)
    assert all(f"\n| `{code}` | " in text for code in ErrorCode)
