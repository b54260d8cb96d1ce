"""Glossaries whose editors are killed or work at the same time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from translator.glossary import store

ROOT = Path(__file__).parents[2]

SETTER = """
import sys
from pathlib import Path
from translator.glossary import editing, files
path = Path(sys.argv[1])
print("ready", flush=True)
for number in range(100_000):
    files.change(path, lambda text: editing.change(text, "c7", {"note": "n" * (number % 50)}))
"""

ADDER = """
import sys
from pathlib import Path
from translator.glossary import editing, files
path, name = Path(sys.argv[1]), sys.argv[2]
for number in range(15):
    cells = {"en": f"{name} {number}", "ru": "Имя"}
    files.change(path, lambda text: editing.add(text, cells, f"{name}-{number}"))
"""

SLOW_EDITOR = """
import sys, pathlib, time
path = pathlib.Path(sys.argv[-1])
path.write_text(path.read_text() + "new\\tNew\\tНовое\\n")
pathlib.Path("saved").touch()
time.sleep(60)
"""


def start(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def rows(path: Path) -> list[str]:
    return [line.rpartition("\t")[0] for line in path.read_text("utf-8").split("\n")]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_while_writing(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    lines = ["id\ten\tru\tnote", *(f"c{n}\tName {n}\tИмя {n}\tx" for n in range(300)), ""]
    path.write_text("\n".join(lines), "utf-8")
    whole = rows(path)
    moments = random.Random(5)
    for _ in range(4):
        process = start(SETTER, path)
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.05, 0.4))
            process.send_signal(signal.SIGKILL)
        assert rows(path) == whole
        assert len(store.load(str(path)).concepts) == 300


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text("id\ten\tru\n", "utf-8")
    processes = [start(ADDER, path, name) for name in ("a", "b", "c")]
    for process in processes:
        with process:
            assert process.wait(120) == 0
    names = {concept.id for concept in store.load(str(path)).concepts}
    assert names == {f"{name}-{number}" for name in "abc" for number in range(15)}
    assert [file.name for file in tmp_path.iterdir()] == ["g.tsv"]


MERGER = """
import sys
from pathlib import Path
from translator.glossary import files
path, base = Path(sys.argv[1]), Path(sys.argv[2])
for _ in range(60):
    files.merge_into(path, base, path, base)
"""


def test_a_merge_and_an_editor_lose_nothing(tmp_path: Path) -> None:
    path, base = tmp_path / "g.tsv", tmp_path / "base.tsv"
    for file in (path, base):
        file.write_text("id\ten\tru\n", "utf-8")
    for process in [start(ADDER, path, "a"), start(MERGER, path, base)]:
        with process:
            assert process.wait(120) == 0
    assert [c.id for c in store.load(str(path)).concepts] == [f"a-{n}" for n in range(15)]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("victim", ["the editor", "the program"])
def test_killed_while_the_editor_is_open(tmp_path: Path, victim: str) -> None:
    path = tmp_path / "g.tsv"
    path.write_text("id\ten\tru\nbaku\tBaku\tБаку\n", "utf-8")
    before = path.read_bytes()
    script = tmp_path / "editor.py"
    script.write_text(SLOW_EDITOR)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "EDITOR": f"{sys.executable} {script}"}
    environment.pop("VISUAL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "translator.cli.app", "glossary", "edit", str(path)],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        end = time.monotonic() + 60
        while not (tmp_path / "saved").exists() and time.monotonic() < end:
            time.sleep(0.02)
        assert (tmp_path / "saved").exists()
        if victim == "the editor":
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            if not children.exists():
                pytest.skip("children cannot be listed here")
            os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
            _, told = process.communicate(timeout=60)
            assert b"g.edit.tsv" in told
        os.killpg(process.pid, signal.SIGKILL) if process.poll() is None else None
    assert path.read_bytes() == before
    assert "Новое" in (tmp_path / "g.edit.tsv").read_text("utf-8")
