"""The shell's completion, asked the way shells ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import finish, program


def complete(line: str) -> list[str]:
    words = line.split(" ")
    env = {
        "_TRANSLATOR_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    ran = finish(program(env=env))
    assert (ran.code, ran.err) == (0, "")
    return ran.text.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("translator tr", ["translate"]),
        ("translator translate -t ru,k", ["ru,ka", "ru,kk", "ru,ky"]),
        ("translator translate --quality ", ["draft", "best"]),
        ("translator glossary show c", ["caspian"]),
    ],
)
def test_completions(line: str, words: list[str]) -> None:
    assert complete(line) == words


def test_installing_it() -> None:
    # typer asks the processes above for their shell unless told not to; there may be none
    env = {"HOME": str(Path.cwd()), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    ran = finish(program("--install-completion", "bash", env=env))
    assert ran.code == 0
    assert "_TRANSLATOR_COMPLETE" in Path(".bash_completions/translator.sh").read_text()
