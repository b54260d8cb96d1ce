"""Sentences a second against Argos Translate, transformers and bare CTranslate2, same weights.

    python benchmarks/throughput/throughput.py [--text FILE] [--sentences N] [--model M] [--to LANG]
        [--runs N] [--few N] [--threads N] [--argos DIR]

All search greedily (beam 1), int8 on the processor (transformers: float32, it has no int8) and use
as many threads. In every round each takes its turn, so that a machine that does other work wrongs
all alike.

- *bare CTranslate2*: `translate_batch` on the tokens, made beforehand, in the same sorted,
  token-sized batches with the same length limits, nothing else asked for: the limit.
- *our engine*: tokens, search, alignment, text.
- *our pipeline*: from text to parallel text: segmentation, glossary, engine, checks, memory, second
  attempts where a check finds fault.
- *bare, second attempts too*: all that the pipeline asked of the engine, asked of CTranslate2; what
  our pipeline takes beyond it is its time outside the engine.
- *Argos Translate*: `translate` on the text, a sentence a line, the model as an Argos package
  (`argos.py`), all threads on each sentence.
- *transformers*: `generate`, batches of 32 in the order of the text, and one by one.

Medians of the rounds, quartiles in brackets; ratios by the clock and by processor time, which is
steadier where the machine does other work. The slow ones translate every k-th sentence.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from argos import pack
from folder import article

from translator.engines.base import Decoding, Hypothesis, Request
from translator.engines.batching import batches, length_limit
from translator.engines.ctranslate2 import CTranslate2Engine
from translator.engines.loading import load_engine
from translator.engines.runtime import cores
from translator.memory.sqlite import SqliteMemory
from translator.pipeline import Settings, Translator, read

Answers = Callable[[], list[list[Hypothesis]]]


@dataclass
class Times:
    """Seconds of several runs over ``count`` sentences, by the clock and of the processor."""

    name: str
    count: int
    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, work: Callable[[], object]) -> None:
        """Run once more in this process."""
        clock, cpu = time.perf_counter(), time.process_time()
        work()
        self.clock.append(time.perf_counter() - clock)
        self.cpu.append(time.process_time() - cpu)

    def rate(self) -> float:
        """Sentences a second."""
        return self.count / statistics.median(self.clock)

    def row(self, ours: Times, limit: Times) -> str:
        """A line of the table."""
        low, _, high = statistics.quantiles(self.clock, n=4, method="inclusive")
        own, their = (self.count / statistics.median(t) for t in (self.clock, self.cpu))
        faster = (ours.rate() / own, ours.count / statistics.median(ours.cpu) / their)
        share = (own / limit.rate(), their / (limit.count / statistics.median(limit.cpu)))
        return (
            f"| {self.name} | {own:,.1f} ({self.count / high:,.1f} to {self.count / low:,.1f}) | "
            f"{1000 / their:.1f} | "
            f"{share[0]:.2f} / {share[1]:.2f} | {faster[0]:.1f} / {faster[1]:.1f} |"
        )


class Recorded:
    """An engine that remembers what it was asked."""

    def __init__(self, engine: CTranslate2Engine) -> None:
        self._engine = engine
        self.asked: dict[Decoding, list[Request]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def start(self, requests: Sequence[Request], decoding: Decoding = Decoding()) -> Answers:  # noqa: B008
        """As the engine does."""
        self.asked.setdefault(decoding, []).extend(requests)
        return self._engine.start(requests, decoding)


class Bare:
    """What the engine asks of CTranslate2, and nothing around it."""

    def __init__(self, engine: CTranslate2Engine) -> None:
        self._engine = engine

    def prepared(self, requests: Sequence[Request], decoding: Decoding) -> Callable[[], None]:
        """A run over the requests, whose tokens are made now."""
        engine = self._engine
        sources = [list(e.tokens) for e in engine._tokens.encode_all(requests, engine._positions)]
        lengths = [len(tokens) for tokens in sources]
        work = list(batches(lengths, range(len(sources)), engine._threads))

        def run() -> None:
            jobs = []
            for batch in work:
                jobs += engine._translator(wide=True).translate_batch(
                    [sources[i] for i in batch],
                    asynchronous=True,
                    beam_size=decoding.beam,
                    no_repeat_ngram_size=decoding.no_repeat_ngram,
                    max_input_length=0,
                    max_decoding_length=length_limit(lengths[batch[0]], engine._positions),
                )
            for job in jobs:
                job.result()

        return run

    def all(self, asked: Mapping[Decoding, Sequence[Request]]) -> Callable[[], None]:
        """A run over several lots of requests, one after the other."""
        runs = [self.prepared(requests, decoding) for decoding, requests in asked.items()]

        def run() -> None:
            for each in runs:
                each()

        return run


class Argos:
    """Argos Translate in a process of its own."""

    def __init__(self, libraries: str, model: str, lang: str, threads: int, folder: Path) -> None:
        package = folder / "model.argosmodel"
        pack(model, lang, package)
        env = {**os.environ, "PYTHONPATH": libraries, "ARGOS_INTRA_THREADS": str(threads)}
        script = str(Path(__file__).with_name("argos.py"))
        self._process = subprocess.Popen(
            [sys.executable, script, "serve", str(package), lang],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        self._read()

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def add(self, times: Times, sentences: Sequence[str]) -> list[str]:
        """Time it once more; what it made of the sentences."""
        assert self._process.stdin is not None
        print(json.dumps(sentences), file=self._process.stdin, flush=True)
        seconds, cpu, out = json.loads(self._read())
        times.clock.append(seconds)
        times.cpu.append(cpu)
        return [str(text) for text in out]

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def pipeline(engine: Recorded, text: str, lang: str) -> None:
    """From text to parallel text, with a fresh memory and the shipped glossary."""
    settings = Settings(source_lang="en", glossaries=("caspian",))
    engine.asked.clear()
    with tempfile.TemporaryDirectory() as folder:
        memory = SqliteMemory(Path(folder) / "memory.sqlite")
        worker = Translator(settings, memory=memory)
        worker.__dict__["engine"] = engine
        worker.translate(read(None, settings, text.encode()), lang)
        memory.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", help="sentences in English, one a line; else some of our making")
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--model", default="builtin")
    parser.add_argument("--to", default="ru")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--few", type=int, default=100, help="sentences for the slow ones")
    parser.add_argument("--argos", help="where argostranslate was installed with --target")
    parser.add_argument("--threads", type=int, default=cores())
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    if options.text:
        text = Path(options.text).read_text("utf-8")
        lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
    else:
        lines = [line for line in article(1, options.sentences).splitlines()[2:] if line]
    lines = lines[: options.sentences]
    few = lines[:: max(1, len(lines) // options.few)]
    fewer = few[:: max(1, len(few) // 16)]
    engine = load_engine(options.model, threads=options.threads)
    assert isinstance(engine, CTranslate2Engine)
    reference = load_engine(
        options.model, engine="transformers", compute_type="float32", threads=options.threads
    )
    requests = [Request(line, "en", options.to) for line in lines]
    slow = [Request(line, "en", options.to) for line in few]
    slower = [Request(line, "en", options.to) for line in fewer]
    bare, recorded = Bare(engine), Recorded(engine)
    limit = Times("bare CTranslate2", len(lines))
    ours = Times("our engine", len(lines))
    whole = Times("**our pipeline**", len(lines))
    again = Times("bare, second attempts too", len(lines))
    argos = Times("Argos Translate 1.11", len(few))
    batched = Times("transformers, batches of 32", len(slow))
    single = Times("transformers, one by one", len(slower))
    with tempfile.TemporaryDirectory() as folder:
        peer = None
        if options.argos:
            given = options.argos, options.model, options.to, options.threads
            peer = Argos(*given, Path(folder))
        run = bare.prepared(requests, Decoding())
        bare.prepared(slow, Decoding())()
        reference.translate(slower[:2])
        for _ in range(options.runs):
            limit.add(run)
            ours.add(lambda: engine.translate(requests))
            whole.add(lambda: pipeline(recorded, "\n\n".join(lines), options.to))
            again.add(bare.all(recorded.asked))
            if peer is not None:
                made = peer.add(argos, few)
                mine = [hypotheses[0].text for hypotheses in engine.translate(slow)]
                same = sum(a == b for a, b in zip(made, mine, strict=True))
            batched.add(
                lambda: [reference.translate(slow[i : i + 32]) for i in range(0, len(slow), 32)]
            )
            single.add(lambda: [reference.translate([request]) for request in slower])
        if peer is not None:
            peer.close()
    print(
        f"{len(lines):,} sentences into {options.to}, {options.runs} rounds, {engine.model.name}, "
        f"{options.threads} of {cores()} cores, load {os.getloadavg()[0]:.1f}\n"
    )
    print(
        "| | sentences a second | ms of cpu each | of the limit, clock / cpu | "
        "our pipeline is faster by |"
    )
    print("|---|---|---|---|---|")
    for times in (limit, ours, whole, again, argos, batched, single):
        if times.clock:
            print(times.row(whole, limit))
    share = 1 - whole.rate() / again.rate()
    cpu = 1 - statistics.median(again.cpu) / statistics.median(whole.cpu)
    attempts = {f"beam {d.beam}": len(r) for d, r in recorded.asked.items()}
    print(f"\noutside the engine: {share:.0%} of the clock, {cpu:.0%} of the processor's time")
    print(f"asked of the engine: {attempts}")
    if peer is not None:
        print(f"Argos and our engine say the same of {same} of {len(few)} sentences")


if __name__ == "__main__":
    main()
