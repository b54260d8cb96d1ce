"""Running the command line: in this process, or as a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from translator.cli.app import run

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def envelope(self) -> dict[str, Any]:
        loaded = json.loads(self.text)
        assert set(loaded) == {"version", "command", "status", "results", "errors"}
        assert loaded["version"] == 1
        assert all(set(error) == {"code", "message", "hint"} for error in loaded["errors"])
        return dict(loaded)


class Cli:
    """``cli("translate", "a.txt", ...)`` runs one command."""

    def __call__(self, *argv: str | Path, stdin: bytes = b"") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        streams = [
            io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="\n")
            for stream in (out, err)
        ]
        code = run(
            [str(argument) for argument in argv],
            stdin=io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
            stdout=streams[0],
            stderr=streams[1],
        )
        for stream in streams:
            stream.flush()
        return Ran(code, out.getvalue(), err.getvalue().decode("utf-8"))


def program(*argv: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start the command line as a process of its own; ``options`` go to ``Popen``."""
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    options.setdefault("stdin", subprocess.DEVNULL)
    options["env"] = {**os.environ, "PYTHONPATH": str(ROOT), **options.get("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "translator.cli.app", *map(os.fsencode, argv)], **options
    )


def finish(process: subprocess.Popen[bytes], *, stdin: bytes | None = None) -> Ran:
    """Wait for a process to end."""
    with process:
        try:
            out, err = process.communicate(stdin, timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Ran(process.returncode, out or b"", (err or b"").decode("utf-8", "replace"))


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, isolated_dirs: Path) -> Path:
    """An empty working folder and none of this machine's settings."""
    for name in list(os.environ):
        if name.startswith("TRANSLATOR_") and not name.endswith("_DIR"):
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def cli(alone: Path) -> Cli:
    """``cli("translate", …)`` runs a command in an empty working folder."""
    return Cli()
