"""Sentences a second against bare CTranslate2 and against transformers, with the same weights.

    python benchmarks/throughput/throughput.py [--sentences N] [--model M] [--to LANG] [--runs N]

All search greedily with the same length limits and threads.

- *bare CTranslate2*: `translate_batch` on the same tokens in the same sorted, token-sized batches,
  nothing else asked for: the limit.
- *our engine*: tokens, search, alignment, text.
- *our pipeline*: glossary, engine, checks, memory, second attempts; its share outside the engine.
- *transformers*: `generate`, batches of 32 in the order of the text, and one by one.

Medians of N runs, quartiles in brackets; ratios to bare CTranslate2 by the clock and by processor
time, which is steadier on a machine that does other work.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from folder import article

from translator.engines.base import Decoding, Hypothesis, Request
from translator.engines.batching import batches, length_limit
from translator.engines.ctranslate2 import CTranslate2Engine
from translator.engines.loading import load_engine
from translator.memory.sqlite import SqliteMemory
from translator.pipeline import Settings, Translator, read


@dataclass
class Times:
    """Seconds of several runs, by the clock and of the processor."""

    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, work: Callable[[], object]) -> None:
        """Run once more."""
        clock, cpu = time.perf_counter(), time.process_time()
        work()
        self.clock.append(time.perf_counter() - clock)
        self.cpu.append(time.process_time() - cpu)


class Clocked:
    """An engine with a clock around the first attempts and one around the others."""

    def __init__(self, engine: CTranslate2Engine) -> None:
        self._engine = engine
        self.first = self.second = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def translate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = Decoding(),  # noqa: B008
    ) -> list[list[Hypothesis]]:
        """As the engine does."""
        begin = time.perf_counter()
        try:
            return self._engine.translate(requests, decoding)
        finally:
            seconds = time.perf_counter() - begin
            if decoding.beam == 1:
                self.first += seconds
            else:
                self.second += seconds


def bare(engine: CTranslate2Engine, requests: Sequence[Request]) -> None:
    """What the engine asks of CTranslate2, and nothing around it."""
    sources = [list(e.tokens) for e in engine._tokens.encode_all(requests, engine._positions)]
    lengths = [len(tokens) for tokens in sources]
    jobs = []
    for batch in batches(lengths, range(len(sources)), engine._threads):
        jobs += engine._translator(wide=True).translate_batch(
            [sources[i] for i in batch],
            asynchronous=True,
            beam_size=1,
            max_input_length=0,
            max_decoding_length=length_limit(lengths[batch[0]], engine._positions),
        )
    for job in jobs:
        job.result()


def pipeline(engine: CTranslate2Engine, text: str, lang: str) -> tuple[float, float, float]:
    """Seconds of first attempts, of second ones and outside the engine."""
    clocked = Clocked(engine)
    settings = Settings(source_lang="en", glossaries=("caspian",))
    with tempfile.TemporaryDirectory() as folder:
        memory = SqliteMemory(Path(folder) / "memory.sqlite")
        worker = Translator(settings, memory=memory)
        worker.__dict__["engine"] = clocked
        prepared = read(None, settings, text.encode())
        begin = time.perf_counter()
        worker.translate(prepared, lang)
        whole = time.perf_counter() - begin
        memory.close()
    return clocked.first, clocked.second, whole - clocked.first - clocked.second


def show(name: str, times: Times, count: int, limit: Times, limit_count: int) -> None:
    """One line of the table."""
    clock = sorted(times.clock)
    middle, cpu = statistics.median(clock), statistics.median(times.cpu)
    low, high = (clock[len(clock) // 4], clock[-1 - len(clock) // 4])
    rate = count / middle
    ratio = rate / (limit_count / statistics.median(limit.clock))
    by_cpu = (count / cpu) / (limit_count / statistics.median(limit.cpu))
    spread = f"({count / high:.1f} to {count / low:.1f})"
    print(f"| {name} | {rate:.1f} {spread} | {ratio:.2f} | {by_cpu:.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--model", default="builtin")
    parser.add_argument("--to", default="ru")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--few", type=int, default=64, help="sentences for transformers")
    options = parser.parse_args()
    lines = [line for line in article(1, options.sentences).splitlines()[2:] if line]
    requests = [Request(line, "en", options.to) for line in lines]
    few = requests[: options.few]
    engine = load_engine(options.model)
    assert isinstance(engine, CTranslate2Engine)
    reference = load_engine(options.model, engine="transformers")
    text = "\n\n".join(lines)
    limit, ours, whole, batched, single = Times(), Times(), Times(), Times(), Times()
    shares: list[tuple[float, float, float]] = []
    bare(engine, few)
    reference.translate(few[:2])
    for _ in range(options.runs):
        limit.add(lambda: bare(engine, requests))
        ours.add(lambda: engine.translate(requests))
        whole.add(lambda: shares.append(pipeline(engine, text, options.to)))
        batched.add(lambda: [reference.translate(few[i : i + 32]) for i in range(0, len(few), 32)])
        single.add(lambda: [reference.translate([request]) for request in few[:16]])
    print(f"{len(requests):,} sentences, {options.runs} runs, load {os.getloadavg()[0]:.1f}")
    print("| | sentences a second | of the limit, clock | of the limit, processor |")
    print("|---|---|---|---|")
    show("bare CTranslate2", limit, len(requests), limit, len(requests))
    show("our engine", ours, len(requests), limit, len(requests))
    show("our pipeline", whole, len(requests), limit, len(requests))
    show("transformers, batches of 32", batched, len(few), limit, len(requests))
    show("transformers, one by one", single, len(few[:16]), limit, len(requests))
    first, second, outside = shares[len(shares) // 2]
    total = first + second + outside
    print(
        f"pipeline: first attempts {first / total:.0%}, second attempts {second / total:.0%}, "
        f"outside the engine {outside / total:.0%}"
    )


if __name__ == "__main__":
    main()
