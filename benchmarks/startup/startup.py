"""How long a command takes from start to finish, and how much of that is not the model.

    python benchmarks/startup/startup.py [--article FILE] [--to LANG] [--model MODEL] [--runs N]

Every figure is the median of N fresh processes with the model prepared beforehand. *Start-up* is
the time from the start of the process until the article has been read and cut, *loading* the model
is the engine's own, *engine* is the time spent in calls to it and in waiting for its answers (it
works on while the last ones are judged), and *outside* is what is left of the whole: start-up,
glossary, checks, layout and writing. The long text is 1,000 different sentences put together here.
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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "examples" / "caspian-week.en.md"

_SUBJECTS = (
    "The delegation",
    "The Caspian Media Forum",
    "The ministry of culture",
    "A group of young journalists",
    "The port of Baku",
    "The head of the agency",
    "The university in Astrakhan",
    "The new railway line",
    "The regional council",
    "The shipping company",
)
_ACTS = (
    "signed an agreement with {n} partners",
    "opened an office for {n} people",
    "presented a plan that costs {n} million dollars",
    "received {n} guests from abroad",
    "published a report of {n} pages",
    "asked for {n} more days",
    "invested in {n} new vessels",
    "lost {n} percent of its income",
    "trained {n} specialists",
    "sent {n} tons of cargo",
)
_PLACES = (
    "on the shore of the Caspian Sea.",
    "in Azerbaijan last week, officials said.",
    "during a meeting in Turkey.",
    "after long talks with Russia.",
    "while the government prepared a new law on the media.",
    "because demand had grown faster than expected.",
    "and promised to report on the results next year.",
    "at the request of the European Union.",
    "in spite of the weather.",
    "for the first time since 2019.",
)

# Runs in the process that is measured: the command line with a clock around the engine.
_PROBE = """
import json, os, sys, time
marks = {"engine": 0.0, "loading": 0.0, "startup": 0.0}
from translator import pipeline
from translator.cli import app

def timed(function):
    def call(*args, **kwargs):
        begin = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            marks["engine"] += time.perf_counter() - begin
    return call

class Clocked:
    def __init__(self, engine):
        self._engine = engine
    def __getattr__(self, name):
        found = getattr(self._engine, name)
        return timed(found) if name in ("translate", "count") else found

class ClockedInBackground(Clocked):
    def start(self, *args, **kwargs):
        return timed(timed(self._engine.start)(*args, **kwargs))

load, read = pipeline.load_engine, pipeline.read
def loading(*args, **kwargs):
    begin = time.perf_counter()
    engine = load(*args, **kwargs)
    marks["loading"] = time.perf_counter() - begin
    return ClockedInBackground(engine) if hasattr(engine, "start") else Clocked(engine)
def reading(*args, **kwargs):
    article = read(*args, **kwargs)
    marks["startup"] = time.time() - float(os.environ["BENCHMARK_BEGIN"])
    return article
pipeline.load_engine, pipeline.read = loading, reading
code = app._process()
sys.stdout.flush()
sys.stderr.write("\\n" + json.dumps({"code": code, **marks}) + "\\n")
"""


@dataclass(frozen=True)
class Timing:
    """Seconds of one run."""

    whole: float
    startup: float
    loading: float
    engine: float

    @property
    def outside(self) -> float:
        """What neither the model nor loading it took."""
        return self.whole - self.engine - self.loading


def sentences() -> Iterator[str]:
    """Different sentences such as news are made of."""
    for number, (act, place, subject) in enumerate(product(_ACTS, _PLACES, _SUBJECTS)):
        yield f"{subject} {act.format(n=100 + 7 * number)} {place}"


def long_text(count: int) -> str:
    """``count`` sentences in paragraphs of five."""
    chosen = list(islice(sentences(), count))
    return "\n\n".join(" ".join(chosen[i : i + 5]) for i in range(0, count, 5)) + "\n"


def seconds(argv: Sequence[str]) -> float:
    """How long a process of its own takes."""
    begin = time.perf_counter()
    subprocess.run([*argv], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def command(*argv: str) -> list[str]:
    return [sys.executable, "-m", "translator.cli.app", *argv]


def translation(*argv: str) -> Timing:
    """One translation in a process of its own."""
    env = {**os.environ, "BENCHMARK_BEGIN": repr(time.time())}
    begin = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", _PROBE, "translate", *argv], env=env, capture_output=True, text=True
    )
    whole = time.perf_counter() - begin
    try:
        marks = json.loads(ran.stderr.splitlines()[-1])
    except (IndexError, ValueError):
        sys.exit(ran.stderr)
    if marks["code"] != 0:
        sys.exit(ran.stderr)
    return Timing(whole, marks["startup"], marks["loading"], marks["engine"])


def median(runs: Sequence[Timing]) -> Timing:
    """The run in the middle, by its whole time."""
    return sorted(runs, key=lambda run: run.whole)[len(runs) // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--article", type=Path, default=ARTICLE)
    parser.add_argument("--to", default="ru")
    parser.add_argument("--model", default="builtin")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--long", type=int, default=1000, help="sentences of the long text")
    options = parser.parse_args()
    os.chdir(ROOT)
    print("| command | seconds |\n|---|---|")
    for words in (
        ["--help"],
        ["translate", "--help"],
        ["glossary", "show", "caspian"],
        ["segment", str(options.article), "-f", "en"],
    ):
        times = [seconds(command(*words)) for _ in range(2 * options.runs)]
        shown = " ".join(Path(word).name if "/" in word else word for word in words)
        print(f"| `translator {shown}` | {statistics.median(times):.2f} |")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        texts = {
            "one sentence": place / "one.txt",
            options.article.name: options.article,
            f"{options.long:,} sentences": place / "long.txt",
        }
        texts["one sentence"].write_text("The forum was held by the Caspian Sea.\n")
        (place / "long.txt").write_text(long_text(options.long))
        common = ["-f", "en", "-t", options.to, "-g", "caspian", "-m", options.model, "--no-memory"]
        common += ["-o", str(place / "out.txt")]
        translation(str(texts["one sentence"]), *common)  # prepares the model
        print("\n| text | whole | start-up | loading | engine | outside | outside, share |")
        print("|---|---|---|---|---|---|---|")
        for name, path in texts.items():
            runs = 1 if path.name == "long.txt" else options.runs
            run = median([translation(str(path), *common) for _ in range(runs)])
            print(
                f"| {name} | {run.whole:.2f} s | {run.startup:.2f} s | {run.loading:.2f} s "
                f"| {run.engine:.2f} s | {run.outside:.2f} s | {run.outside / run.whole:.0%} |"
            )


if __name__ == "__main__":
    main()
