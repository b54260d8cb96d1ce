"""Tables and records made to do harm: one line and a hint for each, in fixed memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import ROOT, Cli, alone, cli

__all__ = ["alone", "cli"]

HARMFUL = {
    "columns.csv": b"title," * 1_000_000 + b"body\n",
    "columns.tsv": b"title\tbody\n" + b"\t" * 3_000_000,
    "unclosed.csv": b'id,title\n1,"' + b"the sea is calm\n" * 1_000_000,
    "quotes.csv": b"id,title\n1," + b'"' * 2_000_001,
    "cell.csv": b"id,title\n1," + b"x" * 3_000_000,
    "rows.csv": b"id,title\n" + b'"\n' * 100_001,
    "deep.jsonl": b'{"title": ' + b"[" * 500_000,
    "keys.jsonl": b'{"title": "a", ' + b'"a": {' * 5_000,
    "number.jsonl": b'{"title": "a", "n": ' + b"9" * 900_000 + b"}",
    "long.jsonl": b'{"title": "' + b"x" * 3_000_000 + b'"}',
    "binary.csv": bytes(range(256)) * 100,
    "cut.jsonl": b'{"title": "a"}\n{"title": "b',
    "zip.csv": b"PK\x03\x04" + bytes(1000),
    "pairs.tsv": "source\ttarget\nsea\tморе\n".encode(),
    "empty.csv": b"\n\n\n",
    "head.csv": b"id,title\n",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_one_line_and_a_hint(cli: Cli, name: str) -> None:
    Path(name).write_bytes(HARMFUL[name])
    ran = cli("segment", name, "-f", "en")
    if name == "head.csv":
        assert (ran.code, ran.out) == (0, b"")  # a table of no articles
        return
    assert (ran.code, ran.out) == (5, b""), ran.err[:500]
    first, second = ran.err.splitlines()
    assert first.startswith(f"translator: error: {name}")
    assert second.startswith("  hint: ")
    assert len(first) < 300


MEASURE = """
import json, resource, sys, time
from pathlib import Path
from translator.documents.registry import load
from translator.errors import TranslatorError
before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    load(Path(sys.argv[1]))
except TranslatorError as error:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([error.message, (peak - before) // 1024, time.process_time() - begin]))
"""


@pytest.mark.parametrize("head", ['id,title\n1,"', '{"title": "', "title,"])
def test_200_megabytes_in_fixed_memory(tmp_path: Path, head: str) -> None:
    path = tmp_path / ("a.jsonl" if head.startswith("{") else "a.csv")
    with path.open("wb") as file:
        for _ in range(200):
            file.write((head * ((1 << 20) // len(head) + 1)).encode()[: 1 << 20])
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    message, grown, seconds = json.loads(ran.stdout)
    assert "200 MiB are too much" in message
    assert grown < 40  # MiB
    assert seconds < 5
