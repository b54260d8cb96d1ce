"""Run the command line in this process, with streams of its own and nobody's settings."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from translator.cli.app import run


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


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working folder and none of this machine's settings."""
    import os

    for name in os.environ:
        if name.startswith("TRANSLATOR_") and name != "TRANSLATOR_CACHE_DIR":
            monkeypatch.delenv(name)
    for kind in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"TRANSLATOR_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.delenv("NO_COLOR", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)


@pytest.fixture
def cli() -> Cli:
    return Cli()
