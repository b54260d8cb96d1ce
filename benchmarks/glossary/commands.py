"""Seconds that each glossary command takes with a large glossary: `python commands.py [ROWS]`.

Prints the processor time and the elapsed time of whole processes, the best of three.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
CYRILLIC = str.maketrans("bdfgklmnprstvzaeiou", "бдфгклмнпрствзаеиоу")
COMMANDS = (
    ("--help",),
    ("validate", "G"),
    ("show", "G"),
    ("find", "G", "Kapo"),
    ("find", "G", "qqzzq xx"),
    ("find", "G", "caspian media forum"),
    ("add", "G", "en=Newest", "ru=Новый"),
    ("set", "G", "c-7", "note=changed"),
    ("remove", "G", "c-8"),
    ("export", "G", "-o", "out.csv"),
    ("merge", "G", "G", "G", "-o", "merged.tsv"),
)


def glossary(rows: int) -> str:
    """A glossary of invented names in four languages."""
    chance = random.Random(7)

    def name() -> str:
        words = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(2))
        return " ".join(words)

    lines = ["id\ten\taz\tru\ttr\tpolicy\tnote"]
    for number in range(rows):
        first = name()
        other, russian = name().title(), first.translate(CYRILLIC).title()
        cells = (f"{first.title()}|{other}", f"{first.title()}ə", f"{russian}|!{russian}а")
        lines.append("\t".join((f"c-{number}", *cells, f"{other}ı", "require", f"note {number}")))
    return "\n".join(lines) + "\n"


def measured(command: tuple[str, ...], text: str) -> tuple[float, float]:
    """Processor and elapsed seconds of one command."""
    best = (float("inf"), float("inf"))
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "g.tsv").write_text(text, encoding="utf-8")
            words = ["g.tsv" if word == "G" else word for word in command]
            before, start = os.times(), time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "translator.cli.app", "glossary", *words],
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            elapsed = time.perf_counter() - start
            after = os.times()
        used = after.children_user + after.children_system
        used -= before.children_user + before.children_system
        best = min(best[0], used), min(best[1], elapsed)
    return best


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = glossary(rows)
    print(f"{rows:,} rows, {len(text.encode()):,} bytes\nprocessor  elapsed  command")
    for command in COMMANDS:
        used, elapsed = measured(command, text)
        print(f"{used:8.2f} s {elapsed:7.2f} s  glossary {' '.join(command)}")


if __name__ == "__main__":
    main()
