"""Tokens a second by batch size and by threads: ``python benchmarks/parity/speed.py [FILE]``.

The table that ``engines/batching.py`` and the sharing out of cores in ``engines/ctranslate2.py``
rest on. Source tokens, greedy, int8, best of three runs.
Processor seconds are shown too: they are steadier on a machine that does other work.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from unittest.mock import patch

from sentences import arguments, read

from translator.engines.batching import batches
from translator.engines.ctranslate2 import CTranslate2Engine
from translator.engines.loading import load_engine
from translator.engines.runtime import cores

SIZES = (128, 256, 512, 1024, 2048, 4096)
RUNS = 3


def best(work: Callable[[], object]) -> tuple[float, float]:
    """The least of several runs, in seconds by the clock and of the processor."""
    times = []
    for _ in range(RUNS):
        started, used = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - started, time.process_time() - used))
    return min(clock for clock, _ in times), min(used for _, used in times)


def main() -> int:
    """Measure and print."""
    chosen = arguments(str(__doc__)).parse_args()
    requests = read(chosen.file, chosen.source_lang, chosen.target_lang, chosen.limit).requests
    engine = load_engine(chosen.model, notify=print)
    if not isinstance(engine, CTranslate2Engine):
        raise SystemExit("measures the ctranslate2 engine only")
    tokens = sum(engine.count([request.text for request in requests]))
    print(f"{len(requests)} sentences, {tokens} tokens, {cores()} cores")
    for size in SIZES:

        def sized(
            lengths: list[int], todo: list[int], workers: int = 1, size: int = size
        ) -> object:
            return batches(lengths, todo, workers, size)

        with patch("translator.engines.ctranslate2.batches", sized):
            seconds, used = best(lambda: engine.translate(requests))
        rate = tokens / seconds
        print(f"batches of {size:5} tokens: {rate:8.0f} tokens/s, {used:5.1f} s of processor")
    for threads in range(1, cores() + 1):
        alone = load_engine(chosen.model, threads=threads)
        some = requests[:20]
        seconds, _ = best(lambda alone=alone, some=some: [alone.translate([r]) for r in some])  # type: ignore[misc]
        print(
            f"one sentence at a time, {threads} threads: {seconds / len(some) * 1000:6.0f} ms each"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
