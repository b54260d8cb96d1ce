"""Errors, usage, help and version: what every command has in common."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from translator import __version__
from translator.cli import app, commands
from translator.cli.terminal import Terminal, visible
from translator.errors import ErrorCode, TranslatorError


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make every command end in ``error``."""

    def dispatch(argv: list[str], terminal: Terminal) -> int:
        raise error

    monkeypatch.setattr(commands, "dispatch", dispatch)


def test_version(cli: Any) -> None:
    ran = cli("--version")
    assert (ran.code, ran.text, ran.err) == (0, f"translator {__version__}\n", "")


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "translator", "--version"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == f"translator {__version__}\n"


def test_nothing_at_all_prints_the_help(cli: Any) -> None:
    ran = cli()
    assert ran.code == 0
    assert ran.text == cli("--help").text
    assert "translator translate article.txt -t ru" in ran.text


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_of_a_command(cli: Any, option: str) -> None:
    ran = cli("translate", option)
    assert ran.code == 0
    assert "Examples:" in ran.text
    assert "Usage: translator translate" in ran.text
    assert ran.err == ""


@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (["translat"], "no such command: translat", "did you mean translate?"),
        (["xyzzy"], "no such command: xyzzy", "see `translator --help`"),
        (["glossary"], "translator glossary: which command?", "one of list, show, find, validate"),
        (["glossary", "lst"], "no such command: lst", "did you mean list?"),
        (["translate", "a", "--qualty", "best"], "no such option: --qualty", "did you mean --qual"),
        (["translate", "a", "--zzzzz"], "no such option: --zzzzz", "see `translator translate -"),
        (["translate", "a", "--quality", "bst"], "'--quality': 'bst'", "did you mean best?"),
        (["translate", "a", "--engine", "x"], "'--engine': 'x'", "one of auto, ctranslate2, tra"),
        (["translate", "a", "--threads", "-3"], "invalid value for '--threads'", "see `transl"),
        (["translate", "a", "--threads", "many"], "invalid value for '--threads'", "see `trans"),
        (["translate", "-t", "ru"], "missing argument 'INPUT'", "see `translator translate --he"),
        (["translate", "a", "-t"], "'-t' requires an argument", "see `translator "),
        (["translate", "a"], "no target language", "-t ru,az,tr"),
        (["translate", "a", "-t", ","], "no target language", "-t ru,az,tr"),
        (["translate", "a", "-t", "rusian"], "unknown language 'rusian'", "did you mean Russian?"),
        (["translate", "a", "-t", "xx"], "unknown language 'xx'", "`translator languages`"),
        (["translate", "a", "-t", "ru", "-f", "klingon"], "unknown language 'klingon'", "langu"),
        (["translate", "a", "-t", "ru", "--encoding", "utf-99"], "unknown encoding", "cp1251"),
        (["segment", "a", "b"], "unexpected extra argument", "see `translator segment --help`"),
    ],
)
def test_wrong_usage_is_one_line_with_a_hint(
    cli: Any, argv: list[str], message: str, hint: str
) -> None:
    ran = cli(*argv)
    lines = ran.err.splitlines()
    assert (ran.code, ran.out, len(lines)) == (2, b"", 2)
    assert lines[0].startswith("translator: error: ")
    assert message in lines[0]
    assert lines[1].startswith("  hint: ")
    assert hint in lines[1]


def test_wrong_usage_as_json(cli: Any) -> None:
    ran = cli("translate", "a", "--json", "--qualty", "best")
    assert ran.code == 2
    envelope = ran.envelope
    assert (envelope["command"], envelope["status"], envelope["results"]) == (
        "translate",
        "failed",
        [],
    )
    assert [e["code"] for e in envelope["errors"]] == ["usage"]


def test_json_after_two_dashes_is_a_file_name() -> None:
    assert app.wants_json(["segment", "--json", "a"])
    assert not app.wants_json(["segment", "--", "--json"])


@pytest.mark.parametrize("json_option", [[], ["--json"]])
@pytest.mark.parametrize(
    ("error", "code", "word"),
    [
        (TranslatorError(ErrorCode.MODEL_DAMAGED, "broken", "mend"), 4, "model-damaged"),
        (TranslatorError(ErrorCode.INPUT_MISSING, "gone", "look"), 5, "input-missing"),
        (TranslatorError(ErrorCode.OUTPUT_UNWRITABLE, "full", "free"), 1, "output-unwritable"),
        (RuntimeError("two\nlines"), 1, "failed"),
        (KeyError(), 1, "failed"),
        (MemoryError(), 1, "failed"),
        (RecursionError("deep"), 1, "failed"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_whatever_happens_ends_in_a_line_and_a_status(
    cli: Any,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    word: str,
    json_option: list[str],
) -> None:
    fail_with(monkeypatch, error)
    ran = cli("languages", *json_option)
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert 1 <= len(ran.err.splitlines()) <= 2
    if json_option:
        assert [entry["code"] for entry in ran.envelope["errors"]] == [word]
    else:
        assert ran.out == b""


def test_a_mistake_of_ours_shows_its_traceback_when_asked(
    cli: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, ZeroDivisionError("division by zero"))
    ran = cli("languages")
    assert "unexpected ZeroDivisionError: division by zero" in ran.err
    assert "TRANSLATOR_DEBUG=1" in ran.err
    monkeypatch.setenv("TRANSLATOR_DEBUG", "1")
    assert "Traceback" in cli("languages").err


def test_a_closed_pipe_is_left_to_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, BrokenPipeError())
    with pytest.raises(BrokenPipeError):
        app.run(["languages"])


def test_main_exits_silently_when_the_pipe_is_closed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def closed() -> int:
        raise BrokenPipeError

    monkeypatch.setattr(app, "_process", closed)
    monkeypatch.setattr(app, "_discard_output", lambda: None)
    with pytest.raises(SystemExit) as left:
        app.main()
    assert left.value.code == 141
    assert capfd.readouterr() == ("", "")


class _Full(io.TextIOWrapper):
    """A standard output on a full disk."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_full_disk_behind_standard_output() -> None:
    err = io.StringIO()
    code = app.run(["languages"], stdin=io.StringIO(), stdout=_Full(), stderr=err)
    assert code == 1
    assert "cannot write to standard output: No space left on device" in err.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain Ə ж", "plain Ə ж"),
        ("two\nlines\ttab", "two\\nlines\\ttab"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bad\udcffbyte", "bad\\udcffbyte"),
        ("no\u00a0break", "no break"),
        ("\u202eback", "back"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
    ],
)
def test_visible_keeps_a_line_one_line(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_undecodable_file_names_survive_json() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    terminal = Terminal(io.StringIO(), out, io.StringIO(), json=True, command="x")
    terminal.finish([{"input": "bad\udcff.txt"}])
    out.flush()
    assert json.loads(out.buffer.getvalue())["results"] == [{"input": "bad\udcff.txt"}]  # type: ignore[attr-defined]


def test_quiet_before_and_after_the_command(cli: Any) -> None:
    assert cli("formats").err
    assert cli("formats", "-q").err == ""
    assert cli("--quiet", "formats").err == ""


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour(monkeypatch: pytest.MonkeyPatch, env: dict[str, str], coloured: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    err = _Screen()
    Terminal(io.StringIO(), io.StringIO(), err).fail(TranslatorError(ErrorCode.FAILED, "no"))
    assert ("\x1b[" in err.getvalue()) is coloured


def test_table_on_a_screen_and_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    rows = [("a", "[bold]x[/bold]"), ("ккк", "y\x1b[2J")]
    screen, pipe = _Screen(), io.StringIO()
    for out in (screen, pipe):
        Terminal(io.StringIO(), out, io.StringIO()).table(("ONE", "TWO"), rows)
    assert pipe.getvalue() == "ONE  TWO\na    [bold]x[/bold]\nккк  y\\x1b[2J\n"
    assert "[bold]x[/bold]" in screen.getvalue()
    assert "\x1b[2J" not in screen.getvalue()
