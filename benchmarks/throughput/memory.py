"""How fast a translation memory answers, and how large it is.

    python benchmarks/throughput/memory.py [--units N] [--folder DIR]

Units are sentences of 8 to 30 words with alignments, as the pipeline commits them: windows of 512.
Look-ups ask for 512 keys at once, half of them unknown; the file is closed and opened before.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from translator.engines.base import Link
from translator.memory.base import Origin, Unit
from translator.memory.sqlite import SqliteMemory

WINDOW = 512
_WORDS = [f"{a}{b}{c}" for a in "бвгдклмнпрст" for b in "аеиоу" for c in ("н", "р", "ст", "ло")]


def key(number: int) -> bytes:
    """The name of the unit of that number."""
    return blake2b(str(number).encode(), digest_size=16).digest()


def unit(number: int, chance: random.Random) -> Unit:
    """A unit of the usual size."""
    words = chance.choices(_WORDS, k=chance.randint(8, 30))
    source = " ".join(word.translate(_LATIN) for word in words) + f" {number}."
    target = " ".join(words) + f" {number}."
    links, a, b = [], 0, 0
    for word in words:
        size = len(word)
        links.append(Link(a, a + size, b, b + size))
        a, b = a + size + 1, b + size + 1
    return Unit(
        key(number), "en", "ru", source, target, (), tuple(links), 1, Origin.MACHINE, "builtin", 1
    )


_LATIN = str.maketrans("бвгдклмнпрстаеиоу", "bvgdklmnprstaeiou")


def windows(units: int) -> Iterator[list[Unit]]:
    """All units in windows."""
    chance = random.Random(1)
    for start in range(0, units, WINDOW):
        yield [unit(n, chance) for n in range(start, min(start + WINDOW, units))]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "memory.sqlite"
        memory = SqliteMemory(path)
        writing = used = 0.0
        for window in windows(options.units):
            begin, cpu = time.perf_counter(), time.process_time()
            memory.put_many(window)
            writing += time.perf_counter() - begin
            used += time.process_time() - cpu
        memory.close()
        print(f"{options.units:,} units, {path.stat().st_size / 1e6:,.0f} MB")
        print(
            f"commits: {options.units / writing:,.0f} units a second, in windows of {WINDOW}; "
            f"{options.units / used:,.0f} a second of the processor"
        )
        begin = time.perf_counter()
        memory = SqliteMemory(path)
        print(f"opening: {(time.perf_counter() - begin) * 1000:.1f} ms")
        chance = random.Random(2)
        rates, rates_cpu = [], []
        for _ in range(5):
            asked = [
                [key(chance.randrange(2 * options.units)) for _ in range(WINDOW)] for _ in range(40)
            ]
            begin, cpu = time.perf_counter(), time.process_time()
            for keys in asked:
                memory.get_many(keys)
            rates.append(40 * WINDOW / (time.perf_counter() - begin))
            rates_cpu.append(40 * WINDOW / (time.process_time() - cpu))
        low, middle, high = statistics.quantiles(rates, n=4)
        print(
            f"look-ups: {middle:,.0f} a second (quartiles {low:,.0f} to {high:,.0f}); "
            f"{statistics.median(rates_cpu):,.0f} a second of the processor"
        )
        begin, cpu = time.perf_counter(), time.process_time()
        found = memory.search(unit(7, random.Random(1)).source, limit=5)
        seconds, used = time.perf_counter() - begin, time.process_time() - cpu
        print(
            f"fuzzy search: {seconds:.1f} s, {used:.1f} s of the processor, "
            f"best {found[0].score:.0f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:,.0f} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
