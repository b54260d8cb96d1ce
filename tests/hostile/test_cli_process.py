"""The command line as a process: imports, network, pipes, interrupts, locales, closed streams."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import ROOT, alone, cli, finish, program
from tests.tiny_model import transliterate

__all__ = ["alone", "cli"]

TEXT = "Baku opens a forum\n\nThe forum was held in Baku. It drew 1234 guests.\n"
HEAVY = {"torch", "transformers", "tensorflow", "jax"}
NOT_FOR_HELP = HEAVY | {
    "numpy",
    "ctranslate2",
    "sentencepiece",
    "sentencex",
    "lingua",
    "lxml",
    "pymorphy3",
    "rich",
    "markdown_it",
    "babel",
    "asyncio",
}
DUMP = """
import json, sys
from translator.cli.app import run
code = run(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, sorted({m.partition(".")[0] for m in sys.modules})]))
"""


@pytest.fixture
def article(alone: Path) -> Path:
    path = Path("a.txt")
    path.write_text(TEXT, encoding="utf-8")
    return path


def prepare(cli: Any, model: Path) -> None:
    """Have the model prepared and the same sentences left untranslated."""
    Path("warm.txt").write_text("Nothing of this returns.\n")
    assert cli("translate", "warm.txt", "-t", "ru", "-f", "en", "-m", model).code == 0


def loaded(*argv: str) -> tuple[int, set[str]]:
    """The status of a command and the top-level modules that it loaded."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", DUMP, *argv], capture_output=True, text=True, env=env, timeout=120
    )
    code, modules = json.loads(ran.stderr.splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize(
    "argv", [["--help"], ["translate", "--help"], ["--version"], ["config", "show"], ["wrong"]]
)
def test_help_loads_nothing_heavy(alone: Path, argv: list[str]) -> None:
    _, modules = loaded(*argv)
    assert not modules & NOT_FOR_HELP


@pytest.mark.parametrize(
    "argv",
    [
        ["glossary", "list"],
        ["glossary", "show", "caspian"],
        ["glossary", "validate", "caspian"],
        ["glossary", "find", "caspian", "Каспийского моря", "-f", "ru"],
        ["languages"],
        ["formats"],
        ["models", "list"],
        ["segment", "a.txt"],
    ],
)
def test_small_commands_load_no_engine(article: Path, argv: list[str]) -> None:
    code, modules = loaded(*argv)
    assert code == 0
    assert not modules & (HEAVY | {"ctranslate2"})


def test_a_translation_with_a_prepared_model_loads_no_torch(
    cli: Any, article: Path, tiny_model: Path
) -> None:
    prepare(cli, tiny_model)
    argv = ["translate", "a.txt", "-t", "ru", "-g", "caspian", "-m", str(tiny_model), "-o", "o.txt"]
    code, modules = loaded(*argv)
    assert code == 0
    assert "ctranslate2" in modules
    assert not modules & HEAVY


def test_nothing_needs_the_network(cli: Any, article: Path, tiny_model: Path) -> None:
    prepare(cli, tiny_model)
    Path("guard").mkdir()
    Path("guard/sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*args, **kwargs):\n"
        "    raise RuntimeError('the network was touched')\n"
        "socket.socket.__init__ = socket.getaddrinfo = socket.create_connection = refuse\n"
    )
    env = {"PYTHONPATH": f"guard{os.pathsep}{ROOT}"}
    check = "import socket; socket.socket()"
    refused = subprocess.run(
        [sys.executable, "-c", check], env={**os.environ, **env}, capture_output=True
    )
    assert b"the network was touched" in refused.stderr
    for argv in (
        ["translate", "a.txt", "-t", "ru", "-g", "caspian", "-m", str(tiny_model), "-o", "o.tmx"],
        ["segment", "a.txt"],
        ["glossary", "show", "caspian"],
        ["glossary", "find", "caspian", "Khazar"],
        ["models", "list"],
    ):
        ran = finish(program(*argv, env=env))
        assert ran.code == 0, ran.err


def test_the_same_in_a_process(cli: Any, article: Path, tiny_model: Path) -> None:
    ran = finish(program("translate", article, "-t", "ru", "-f", "en", "-m", tiny_model))
    assert (ran.code, ran.text) == (0, transliterate(TEXT, "ru"))


@pytest.mark.parametrize("argv", [["languages"], ["--help"], ["formats", "--json"]])
def test_nobody_reads_the_pipe(alone: Path, argv: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = program(*argv, stdout=writer)
    os.close(writer)
    ran = finish(process)
    assert (ran.code, ran.err) == (141, "")


def test_head(alone: Path) -> None:
    Path("a.txt").write_text("".join(f"This is the sentence {n}.\n\n" for n in range(20_000)))
    process = program("segment", "a.txt", "-f", "en")
    assert process.stdout is not None
    assert process.stdout.readline() == b"This is the sentence 0.\n"
    process.stdout.close()
    process.stdout = None
    ran = finish(process)
    assert (ran.code, ran.err) == (141, "")


def test_nobody_reads_standard_error_either(alone: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = program("segment", "missing.txt", stdout=writer, stderr=writer)
    os.close(writer)
    assert process.wait(60) == 141


def interrupted(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    ran = finish(process)
    assert ran.code == 130, ran.err
    assert "Traceback" not in ran.err
    assert ran.err.splitlines()[-1].startswith("translator: interrupted")
    assert ran.out == b""


def test_interrupt_while_reading(alone: Path, tiny_model: Path) -> None:
    os.mkfifo("in.txt")
    process = program("translate", "in.txt", "-t", "ru", "-m", tiny_model, "-o", "o.txt")
    with open("in.txt", "wb"):  # opens once the program reads  # noqa: PTH123
        interrupted(process)
    assert [path.name for path in Path().iterdir()] == ["in.txt"]


def test_interrupt_while_translating(cli: Any, alone: Path, tiny_endless: Path) -> None:
    prepare(cli, tiny_endless)
    options = ["-t", "ru", "-f", "en", "-m", str(tiny_endless)]
    os.mkfifo("in.txt")
    process = program("translate", "in.txt", *options, "-o", "o.txt", "-o", "o.tmx")
    with open("in.txt", "wb") as stream:  # noqa: PTH123
        for n in range(3000):
            stream.write(f"The forum number {n} was held in Baku on the sea.\n\n".encode())
    time.sleep(2)
    assert process.poll() is None, "the text must be long enough to be interrupted"
    interrupted(process)
    assert sorted(path.name for path in Path().iterdir()) == ["in.txt", "warm.txt"]


def test_interrupt_as_json(alone: Path) -> None:
    os.mkfifo("in.txt")
    process = program("segment", "in.txt", "--json")
    with open("in.txt", "wb"):  # noqa: PTH123
        process.send_signal(signal.SIGINT)
        ran = finish(process)
    assert ran.code == 130
    assert ran.envelope["status"] == "interrupted"


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1"},
    ],
)
def test_output_is_utf8_whatever_the_locale(
    cli: Any, article: Path, tiny_model: Path, env: dict[str, str]
) -> None:
    argv = ["translate", "a.txt", "-t", "ru", "-f", "en", "-m", str(tiny_model)]
    ran = finish(program(*argv, env=env))
    assert (ran.code, ran.text) == (0, transliterate(TEXT, "ru"))
    assert "Azərbaycan dili" in finish(program("languages", env=env)).text
    assert finish(program("languages", "--json", env=env)).envelope["status"] == "ok"


def _closing(number: int) -> Any:
    return lambda: os.close(number)


def test_closed_streams(article: Path) -> None:
    options: dict[str, Any] = {"stdin": None}
    assert finish(program("segment", "-", preexec_fn=_closing(0), **options)).code == 5
    for number in (1, 2):
        process = program("segment", "a.txt", "-f", "en", preexec_fn=_closing(number))
        ran = finish(process)
        assert ran.code == 0
        assert "Traceback" not in ran.err


def test_a_full_device_behind_standard_output(article: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ran = finish(program("segment", "a.txt", "-f", "en", stdout=full))
    assert ran.code == 1
    assert "cannot write to standard output" in ran.err
    assert "Traceback" not in ran.err


def test_a_full_disk(cli: Any, article: Path, tiny_model: Path) -> None:
    prepare(cli, tiny_model)
    options = ["-t", "ru", "-f", "en", "-m", str(tiny_model)]
    Path("o.tmx").write_text("the old one")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    env = {"TRANSLATOR_MEMORY": "off"}  # it lives on another disk
    argv = ["translate", article, *options, "-o", "o.tmx"]
    ran = finish(program(*argv, env=env, preexec_fn=limit))
    assert ran.code == 1
    assert "cannot write 'o.tmx'" in ran.err
    assert Path("o.tmx").read_text() == "the old one"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "o.tmx", "warm.txt"]


# The kernel's own account of a child begins with what its parent held: not fit for use here.
PEAK = """
import sys
from pathlib import Path
from translator.cli.app import main
try:
    main()
finally:
    print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0], file=sys.stderr)
"""


@pytest.mark.slow
def test_fifty_megabytes_on_one_line(alone: Path) -> None:
    with open("a.txt", "wb") as stream:  # noqa: PTH123
        for _ in range(500):
            stream.write(b"The forum was held in Baku and drew guests from many lands. " * 1700)
    assert Path("a.txt").stat().st_size > 50e6
    for argv in (
        ["translate", "a.txt", "-t", "ru", "-m", "none", "-o", "o.txt"],
        ["segment", "a.txt"],
    ):
        ran = subprocess.run(
            [sys.executable, "-c", PEAK, *argv],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
        )
        *err, peak = ran.stderr.splitlines()
        assert ran.returncode == 5, err
        assert "a.txt:1:" in "".join(err)
        assert int(peak) < 1_000_000, "kilobytes"
    assert not Path("o.txt").exists()
