"""Ctrl-C during a long decoding ends the process promptly; memory does not grow with use."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from translator.engines.base import Request
from translator.engines.decode import decode
from translator.engines.loading import load_engine

CODE = """
import sys
from translator.engines.base import Request
from translator.engines.decode import decode
from translator.engines.loading import load_engine
engine = load_engine(sys.argv[1])
requests = [Request(f"sentence {i} " * 30, "en", "ru") for i in range(20000)]
print("ready", flush=True)
try:
    decode(engine, requests, lambda i, h: (h, ()), progress=lambda n: print(n, flush=True))
except KeyboardInterrupt:
    print("interrupted", flush=True)
    sys.exit(130)
"""


def test_ctrl_c_is_heard_during_a_long_decoding(tiny_model: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", CODE, str(tiny_model)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    assert int(run.stdout.readline()) > 0  # at work
    run.send_signal(signal.SIGINT)
    started = time.monotonic()
    rest, _ = run.communicate(timeout=60)
    assert run.returncode == 130 and rest.splitlines()[-1] == "interrupted"
    assert time.monotonic() - started < 30  # alone on two cores: half a second


def test_memory_does_not_grow(tiny_model: Path) -> None:
    engine = load_engine(str(tiny_model), threads=1)
    requests = [Request(f"sentence {i} of some", "en", "ru") for i in range(60)]

    def peak() -> int:
        for _ in range(3):
            decode(engine, requests, lambda i, h: (h, ()), quality="best")
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = peak()
    assert peak() - before < 60_000  # kilobytes
