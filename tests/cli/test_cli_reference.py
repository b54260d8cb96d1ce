"""Every command and option is documented, shown with an example that parses, and up to date."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main

from translator.cli.commands import PROGRAM, application
from translator.cli.reference import commands, reference
from translator.errors import ErrorCode, ExitCode

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "reference" / "cli.md"
ALL = dict(commands())


def examples(command: Any) -> list[str]:
    lines = [line.strip() for line in command.epilog.splitlines()]
    return [line for line in lines if PROGRAM in line and not line.startswith("#")]


def arguments(example: str) -> list[str]:
    """The words after the program's name, without pipes and redirections."""
    words = shlex.split(example)
    quoted = next((word for word in words if word.startswith(f"{PROGRAM} ")), "")
    words = shlex.split(quoted) if quoted else words  # sbatch --wrap "translator …"
    words = words[words.index(PROGRAM) + 1 :]
    ends = [place for place, word in enumerate(words) if word in ("|", ">")]
    return words[: ends[0]] if ends else words


def test_the_contract_is_there() -> None:
    assert set(ALL) >= {
        f"{PROGRAM}{' ' * bool(name)}{name}"
        for name in (
            "",
            "translate",
            "batch",
            "segment",
            "check",
            "evaluate",
            "glossary",
            "glossary list",
            "glossary show",
            "glossary find",
            "glossary validate",
            "memory",
            "memory stats",
            "memory search",
            "memory import",
            "memory export",
            "memory forget",
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


def parse(line: str) -> str:
    """The full name of the command that ``line`` calls; fails if its options are not right."""
    command: Any = typer.main.get_command(application())
    context, path, words = None, PROGRAM, arguments(line)
    try:
        while True:
            context = command.make_context(path.split()[-1], words, parent=context)
            words = [*context._protected_args, *context.args]
            if not words:
                break
            command = command.commands[words.pop(0)]
            path = f"{path} {command.name}"
    except typer.Exit:
        return path
    assert not hasattr(command, "commands")
    return path


@pytest.mark.parametrize(
    ("name", "example"),
    [(name, line) for name in ALL for line in examples(ALL[name]) if "completion" not in line],
)
def test_examples_parse(name: str, example: str) -> None:
    assert parse(example).startswith(name)


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_commands_in_the_pages_parse(page: Path) -> None:
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
        for line in block.splitlines():
            line = line.split("  #")[0]
            if PROGRAM in line and not line.startswith("#") and "completion" not in line:
                parse(line)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_links_in_the_pages_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_every_status_and_code_is_documented() -> None:
    text = reference()
    assert all(f"\n| {code.value} | " in text for code in ExitCode)
    assert all(f"\n| `{code}` | " in text for code in ErrorCode)
