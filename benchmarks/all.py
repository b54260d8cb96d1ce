"""Every benchmark in one run, one after the other.

    python benchmarks/all.py [NAME]... [--quick] [--argos DIR] [--text FILE] [--data DATA]

NAME is one of the names that are printed, all without any. Each prints its own table with the
ratios to its peers or to its first run; how to read it says the README in its folder. ``--quick``
takes smaller texts, to see that all of them run: its figures say little. What needs data that is
not given (``--data``: test sets of sentence pairs, see ``checks/measure.py``) is left out, and said
to be. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A script of this folder, its arguments, and those that make it quick.

    ``{argos}``, ``{text}``, ``{data}`` and ``{out}`` (a folder for what is written) are filled in.
    """

    script: str
    arguments: str = ""
    quick: str = ""

    @property
    def name(self) -> str:
        """What it goes by on the command line."""
        return self.script.removesuffix(".py")


BENCHMARKS = (
    Benchmark("startup/startup.py", quick="--runs 1 --long 100"),
    Benchmark("throughput/throughput.py", "{argos} {text}", "--sentences 60 --few 16 --runs 2"),
    Benchmark("throughput/folder.py", quick="--articles 50 --sentences 5 --runs 1"),
    Benchmark("throughput/memory.py", quick="--units 20000"),
    Benchmark("glossary/commands.py", "10000", "1000"),
    Benchmark("glossary/matching.py", "10000", "1000"),
    Benchmark("parity/parity.py"),
    Benchmark("parity/speed.py"),
    Benchmark("segmentation/run.py"),
    Benchmark("names/names.py"),
    Benchmark("terminology/terminology.py", "-o {out}/terminology.json", "-t ru"),
    Benchmark("checks/measure.py", "{data}"),
    Benchmark("detection/compare.py", "{data}"),
)


def main() -> int:
    """Run what was asked for; the exit status is 1 if any failed."""
    known = [benchmark.name for benchmark in BENCHMARKS]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--quick", action="store_true", help="smaller texts, to see that all run")
    parser.add_argument("--argos", default="", metavar="DIR", help="where argostranslate lies")
    parser.add_argument(
        "--text", default="", metavar="FILE", help="English news, a sentence a line"
    )
    parser.add_argument("--data", default="", metavar="DATA", help="test sets of sentence pairs")
    options = parser.parse_args()
    if unknown := set(options.names) - set(known):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    given = {
        "{argos}": ["--argos", options.argos] if options.argos else [],
        "{text}": ["--text", options.text] if options.text else [],
        "{data}": [options.data],
    }
    env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as out:
        for each in BENCHMARKS:
            if options.names and each.name not in options.names:
                continue
            if "{data}" in each.arguments and not options.data:
                lines.append(f"{each.name}: left out, it needs --data")
                continue
            words = [*each.arguments.split(), *(each.quick.split() if options.quick else ())]
            if options.quick and each.quick and not each.quick.startswith("-"):
                words = each.quick.split()
            arguments = [
                part for word in words for part in given.get(word, [word.replace("{out}", out)])
            ]
            print(f"\n## {each.name}\n", flush=True)
            begin = time.perf_counter()
            code = subprocess.run(
                [sys.executable, str(HERE / each.script), *arguments], env=env, check=False
            ).returncode
            end = f"failed with status {code}" if code else "done"
            lines.append(f"{each.name}: {end} after {time.perf_counter() - begin:.0f} s")
    print("\n" + "\n".join(lines))
    return int(any("failed" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main())
