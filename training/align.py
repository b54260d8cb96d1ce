"""Word alignment of the cleaned pairs with eflomal.

The aligner sees whitespace tokens, case folded, without the punctuation
around them and cut to a stem-like prefix, which helps the inflected sides.
Writes ``<pair>.align`` beside ``<pair>.tsv``: for each line the links
``i-j``, and ``i~j`` for links found in one direction only.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PREFIX = {"en": 7, "ru": 6, "uk": 6, "tr": 6, "az": 6}
_EDGES = "\"'“”„«»‘’()[].,;:!?…-–—"


def aligner_token(token: str, language: str) -> str:
    """What the aligner sees of one whitespace token."""
    bare = token.strip(_EDGES)
    if not bare:
        return token
    folded = bare.casefold().replace("i̇", "i")
    return folded[: PREFIX.get(language, 6)]


def merge_links(forward: str, reverse: str) -> str:
    """Intersection as ``i-j``; links of one direction only as ``i~j``."""
    one, two = set(forward.split()), set(reverse.split())
    both = sorted(one & two, key=_order)
    rest = sorted(one ^ two, key=_order)
    return " ".join(both + [link.replace("-", "~") for link in rest])


def _order(link: str) -> tuple[int, int]:
    first, _, second = link.partition("-")
    return int(first), int(second)


def parse_links(line: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The sure and the possible links of one line."""
    sure: list[tuple[int, int]] = []
    possible: list[tuple[int, int]] = []
    for link in line.split():
        mark = "-" if "-" in link else "~"
        first, _, second = link.partition(mark)
        (sure if mark == "-" else possible).append((int(first), int(second)))
    return sure, possible


def aligner() -> str:
    """Eflomal's program: the one beside this Python, whether or not its folder is on the path."""
    beside = Path(sys.executable).with_name("eflomal-align")
    return str(beside) if beside.exists() else "eflomal-align"


def align_pair(clean_file: Path, languages: tuple[str, str], output: Path) -> None:
    """Align one cleaned file."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("a", "b", "fwd", "rev")]
        with paths[0].open("w", encoding="utf-8") as a, paths[1].open("w", encoding="utf-8") as b:
            for line in clean_file.read_text(encoding="utf-8").splitlines():
                _, _, first, second = line.split("\t")
                a.write(" ".join(aligner_token(t, languages[0]) for t in first.split()) + "\n")
                b.write(" ".join(aligner_token(t, languages[1]) for t in second.split()) + "\n")
        names = [str(path) for path in paths]
        command = [aligner(), "-s", names[0], "-t", names[1], "-f", names[2], "-r", names[3]]
        subprocess.run([*command, "-m", "3", "--overwrite"], check=True)
        with paths[2].open() as forward, paths[3].open() as rev:
            merged = [merge_links(f, r) for f, r in zip(forward, rev, strict=True)]
    output.write_text("\n".join(merged) + "\n", encoding="utf-8")


def align(work: Path, pairs: list[tuple[str, str]]) -> None:
    """Align every pair of languages below ``work/clean``."""
    for languages in pairs:
        name = f"{languages[0]}-{languages[1]}"
        path = work / "clean" / f"{name}.tsv"
        if path.exists():
            align_pair(path, languages, path.with_suffix(".align"))
