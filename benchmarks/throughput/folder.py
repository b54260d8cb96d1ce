"""What a folder costs: the first time, unchanged, and with one glossary concept edited.

    python benchmarks/throughput/folder.py [--articles N] [--sentences N] [--model M] [--runs N]

Each figure is a fresh process of `translator batch`: wall seconds, processor seconds and peak
memory. Processor seconds are the steadier measure on a machine that does other work.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_WHO = "delegation ministry agency council university company journalist mayor port region".split()  # noqa: SIM905
_DID = (
    "signed an agreement with {} partners",
    "opened an office for {} people",
    "presented a plan that costs {} million dollars",
    "received {} guests from abroad",
    "published a report of {} pages",
    "sent {} tons of cargo",
)
_WHERE = (
    "on the shore of the Caspian Sea",
    "in the old town last week",
    "after long talks with the neighbours",
    "while the government prepared a new law",
    "because demand had grown faster than expected",
)
_GLOSSARY = "id\ten\tru\tpolicy\nsea\tCaspian Sea\tКаспийское море\trequire\n{}"
# In one article of a hundred.
_CONCEPT = "baku\tBaku Forum\t{}\trequire\n"


@dataclass(frozen=True)
class Cost:
    """What one run took, and what it says it did."""

    wall: float
    cpu: float
    peak: float
    result: dict[str, float]


def article(number: int, sentences: int) -> str:
    """An article of our own making, like no other."""
    chance = random.Random(number)
    lines = [f"Report {number} from the coast", ""]
    for _ in range(sentences):
        who, did, where = chance.choice(_WHO), chance.choice(_DID), chance.choice(_WHERE)
        lines += [f"The {who} {did.format(chance.randint(2, 90_000))} {where}.", ""]
    if number % 100 == 7:
        lines += ["The Baku Forum ended on Friday.", ""]
    return "\n".join(lines)


def batch(folder: Path, model: str, formats: str) -> Cost:
    """One run of the command in a process of its own."""
    command = ["batch", str(folder / "news"), "-f", "en", "-t", "ru", "-o", str(folder / "out")]
    command += ["-g", str(folder / "names.tsv"), "-m", model, "--formats", formats, "--json", "-q"]
    env = {**os.environ, "TRANSLATOR_DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        begin = time.perf_counter()
        ran = subprocess.Popen(
            [sys.executable, "-m", "translator", *command], env=env, stdout=said, stderr=said
        )
        _, status, used = os.wait4(ran.pid, 0)
        wall = time.perf_counter() - begin
        said.seek(0)
        text = said.read()
    if status:
        sys.exit(text)
    result = json.loads(text)["results"][0]
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, result)


def show(name: str, runs: list[Cost], first: Cost | None) -> Cost:
    """Print the run in the middle; the ratios are to the first run."""
    run = sorted(runs, key=lambda r: r.cpu)[len(runs) // 2]
    share = "" if first is None else f"{run.wall / first.wall:.2%} ({run.cpu / first.cpu:.2%} cpu)"
    done = f"{run.result['translated']:.0f} / {run.result['sentences_translated']:.0f}"
    print(
        f"| {name} | {run.wall:.2f} s | {run.cpu:.2f} s | {run.peak:.0f} MB | {done} | {share} |",
        flush=True,
    )
    return run


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--sentences", type=int, default=15)
    parser.add_argument("--model", default="builtin")
    parser.add_argument("--formats", default="same")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        (folder / "news").mkdir()
        for number in range(options.articles):
            text = article(number, options.sentences)
            (folder / "news" / f"{number:06}.txt").write_text(text, "utf-8")
        glossary = folder / "names.tsv"
        glossary.write_text(_GLOSSARY.format(_CONCEPT.format("Бакинский форум")), "utf-8")
        print(f"{options.articles:,} articles of {options.sentences} sentences, {options.model}")
        print("| run | wall | processor | peak memory | articles / sentences done | of the first |")
        print("|---|---|---|---|---|---|")
        first = show("first", [batch(folder, options.model, options.formats)], None)
        warm = [batch(folder, options.model, options.formats) for _ in range(options.runs)]
        show("unchanged", warm, first)
        edited = []
        for name in ("Форум в Баку", "Бакинская встреча", "Форум Баку")[: options.runs]:
            glossary.write_text(_GLOSSARY.format(_CONCEPT.format(name)), "utf-8")
            edited.append(batch(folder, options.model, options.formats))
        show("one concept edited", edited, first)
    outside = 1 - first.result["engine_seconds"] / first.result["seconds"]
    print(f"first run: {outside:.1%} of the time outside the stream of translation")
    print(f"median load {statistics.median(os.getloadavg()):.1f}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
