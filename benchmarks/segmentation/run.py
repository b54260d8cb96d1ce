"""F1 of sentence boundaries, and speed: translator's segmentation against sentencex alone.

    python benchmarks/segmentation/run.py [FILE OR FOLDER]... [--errors LANG] [--no-speed]

Without arguments it scores the golden sets in ``tests/golden/segmentation``. Every FILE adds a set
of one sentence a line: ``<lang>.txt``, ``name.<lang>``, a ``.tsv`` whose first row names language
codes (or whose folder is called ``<lang>-<lang>``). A folder is searched for such files.

Lines are joined with a space into paragraphs, five lines each where the file has none of its own;
a boundary counts as found when its offset lies in the white space between two lines. In files other
than the golden ones a line that does not end in a terminator (a headline) closes its paragraph,
and lines that hold several sentences count against both sides alike.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import sentencex  # noqa: E402

from translator.languages import LANGUAGES  # noqa: E402
from translator.segmentation.boundaries import boundaries  # noqa: E402

GOLDEN = ROOT / "tests" / "golden" / "segmentation"
ENDED = re.compile(r"(?:[.!?…։؟۔]|(?<=[ա-և]):)[\"'’”“»«›)\]]*$")
Paragraphs = list[list[str]]


@dataclass
class Score:
    """Counts of boundaries found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[int], wanted: set[int]) -> None:
        self.right += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def alone(text: str, lang: str) -> list[int]:
    """sentencex's own boundaries, moved behind the white space so that they compare."""
    found: list[int] = []
    at = 0
    for piece in sentencex.segment(lang, text):
        start = text.find(piece, at)
        at = (start if start >= 0 else at) + len(piece)
        while at < len(text) and text[at].isspace():
            at += 1
        if 0 < at < len(text) and (not found or found[-1] != at):
            found.append(at)
    return found


def golden_sets() -> Iterator[tuple[str, str, Paragraphs]]:
    for path in sorted(GOLDEN.glob("*.txt")):
        blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
        yield "golden", path.stem, [block.split("\n") for block in blocks]


def grouped(lines: list[str]) -> Paragraphs:
    found: Paragraphs = []
    now: list[str] = []
    for line in lines:
        line = " ".join(line.split())
        if not line:
            continue
        now.append(line)
        if len(now) == 5 or not ENDED.search(line):
            found.append(now)
            now = []
    return [*found, now] if now else found


def file_sets(path: Path) -> Iterator[tuple[str, str, Paragraphs]]:
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and inner.suffix != ".md":
                yield from file_sets(inner)
        return
    if path.suffix == ".tsv":
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        folder = path.parent.name.split("-")
        if rows and any(cell in LANGUAGES for cell in rows[0]):
            heads, rows = rows[0], rows[1:]
        elif all(code in LANGUAGES for code in folder):
            heads = folder
        else:
            return
        for column, head in enumerate(heads):
            if head in LANGUAGES:
                lines = [row[column] for row in rows if len(row) > column]
                yield path.stem, head, grouped(lines)
        return
    lang = path.stem if path.suffix == ".txt" else path.suffix[1:]
    if lang in LANGUAGES:
        yield path.stem, lang, grouped(path.read_text(encoding="utf-8").splitlines())


def score(
    paragraphs: Paragraphs, lang: str, cut: Callable[[str, str], list[int]], show: bool = False
) -> Score:
    total = Score()
    for lines in paragraphs:
        text = " ".join(lines)
        wanted: set[int] = set()
        at = 0
        for line in lines[:-1]:
            at += len(line) + 1
            wanted.add(at)
        found = set(cut(text, lang))
        total.add(found, wanted)
        if show:
            for at in sorted(found ^ wanted):
                sign = "+" if at in found else "-"
                print(f"  {sign} …{text[max(0, at - 50) : at]}│{text[at : at + 40]}…")
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--errors", metavar="LANG", help="show our errors in this language")
    parser.add_argument("--no-speed", action="store_true")
    args = parser.parse_args()

    sets = list(golden_sets())
    for path in args.paths:
        sets.extend(file_sets(path))
    print("| set | lang | sentences | sentencex P | R | F1 | translator P | R | F1 |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, lang, paragraphs in sets:
        if not paragraphs:
            continue
        theirs = score(paragraphs, lang, alone)
        ours = score(paragraphs, lang, boundaries)
        cells = [
            f"{100 * getattr(s, k):.1f}"
            for s in (theirs, ours)
            for k in ("precision", "recall", "f1")
        ]
        print(f"| {name} | {lang} | {sum(map(len, paragraphs))} | {' | '.join(cells)} |")
        if args.errors == lang:
            score(paragraphs, lang, boundaries, show=True)
    if not args.no_speed:
        speed()


def speed() -> None:
    """Megabytes of UTF-8 a second on one long line of each golden set."""
    print("\n| lang | MB on one line | sentencex MB/s | translator MB/s |\n|---|--:|--:|--:|")
    for _, lang, paragraphs in golden_sets():
        text = " ".join(line for lines in paragraphs for line in lines) + " "
        text *= 1 + 1_000_000 // len(text.encode())
        size = len(text.encode()) / 1e6
        rates = []
        for cut in (alone, boundaries):
            start = time.perf_counter()
            cut(text, lang)
            rates.append(size / (time.perf_counter() - start))
        print(f"| {lang} | {size:.1f} | {rates[0]:.1f} | {rates[1]:.1f} |")


if __name__ == "__main__":
    main()
