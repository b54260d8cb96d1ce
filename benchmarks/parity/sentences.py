"""Sentences to measure with, and what the scripts have in common."""

from __future__ import annotations

import argparse
import lzma
from dataclasses import dataclass
from pathlib import Path

from translator.engines.base import Request
from translator.languages import language

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Sentences:
    """Requests and, where the file had them, reference translations."""

    requests: list[Request]
    references: list[str]


def arguments(description: str) -> argparse.ArgumentParser:
    """The arguments that all scripts here take."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("-m", "--model", default="builtin", help="a model's name or folder")
    parser.add_argument("-f", "--source-lang", default="en")
    parser.add_argument("-t", "--target-lang", default="ru")
    parser.add_argument("--limit", type=int, default=200, help="how many sentences")
    parser.add_argument("--threads", type=int, default=0, help="cores to use; 0 for all")
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="sentences, one a line: source, or source, tab, reference; .xz is unpacked. "
        "Without it the articles in examples/ are used, over and over.",
    )
    return parser


def read(path: Path | None, source_lang: str, target_lang: str, limit: int) -> Sentences:
    """The first ``limit`` sentences of ``path``, or of the examples in the source language."""
    source, target = language(source_lang).code, language(target_lang).code
    if path is None:
        texts = _examples(source)
        texts = (texts * (limit // len(texts) + 1))[:limit]
        return Sentences([Request(text, source, target) for text in texts], [])
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip()][:limit]
    references = [row[1] for row in rows if len(row) > 1]
    return Sentences(
        [Request(row[0], source, target) for row in rows],
        references if len(references) == len(rows) else [],
    )


def _examples(lang: str) -> list[str]:
    from translator.documents import registry
    from translator.segmentation import segment_article

    texts: list[str] = []
    for path in sorted(EXAMPLES.glob(f"*.{lang}.*")):
        article = segment_article(registry.load(path), lang)
        texts += [" ".join(s.text.split()) for block in article.blocks for s in block.sentences]
    if not texts:
        raise SystemExit(f"no example in {lang!r}; name a file of sentences")
    return texts
