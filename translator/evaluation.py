"""Measuring a model: a test set translated and scored against a reference."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.documents.article import Article, Block, BlockKind, Sentence
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.text import ParallelText
from translator.pipeline import Translator


@dataclass(frozen=True, slots=True)
class Score:
    """One metric's value, from 0 to 100, and the signature that says how it was computed."""

    name: str
    value: float
    signature: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a model made of a test set.

    ``hypotheses`` has a line for each line of the source, ``segments`` counts those that are not
    empty; ``seconds`` is the time of translating, loading the model not included; ``words`` counts
    the source's words between white space; ``codes`` are the findings of each kind and ``flagged``
    the segments that have any.
    """

    hypotheses: tuple[str, ...]
    scores: tuple[Score, ...]
    segments: int
    words: int
    seconds: float
    flagged: int
    codes: tuple[tuple[str, int], ...]
    model: str
    pivot: str

    @property
    def words_per_second(self) -> float:
        """Source words translated in a second; 0 when there was nothing to translate."""
        return self.words / self.seconds if self.seconds > 0 else 0.0

    @property
    def flagged_rate(self) -> float:
        """The share of flagged segments, from 0 to 1."""
        return self.flagged / self.segments if self.segments else 0.0


def read_lines(path: Path, *, encoding: str = "", lang: str = "") -> tuple[str, ...]:
    """The segments of a test set, one a line; only line feeds end a line.

    Raises:
        TranslatorError: ``input-missing``, ``input-unreadable`` or ``usage`` (no such encoding).
    """
    from translator.documents.encoding import decode

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TranslatorError(
            ErrorCode.INPUT_MISSING, f"{path}: no such file", "check the name and the folder"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE,
            f"{path}: {reason.lower()}",
            "check the file and its permissions",
        ) from None
    try:
        text = decode(data, encoding=encoding, lang=lang).text
    except TranslatorError as error:
        if error.code is ErrorCode.USAGE:
            raise
        raise TranslatorError(error.code, f"{path}: {error.message}", error.hint) from None
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if not any(line.strip() for line in lines):
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE, f"{path}: no sentence in it", "give one sentence a line"
        )
    return tuple(lines)


def evaluate(
    sources: Sequence[str],
    references: Sequence[str],
    translator: Translator,
    source_lang: str,
    target_lang: str,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Translate ``sources`` and score them with sacrebleu's BLEU and chrF2.

    Post, "A Call for Clarity in Reporting BLEU Scores", WMT 2018; Popović, "chrF: character n-gram
    F-score for automatic MT evaluation", WMT 2015.

    Args:
        sources: one segment each, translated as it stands, never cut or joined.
        references: their translations by people, as many.
        translator: the model and the glossaries; its memory should be none, so that its own
            work is measured.
        source_lang, target_lang: language codes.
        progress: called with the segments done and their total.

    Raises:
        TranslatorError: as `translator.pipeline.Translator.translate`.
    """
    article = _article(sources, source_lang)
    translator.engine  # noqa: B018 - loaded before the clock starts
    started = time.monotonic()
    parallel = translator.translate(article, target_lang, progress=progress)
    seconds = time.monotonic() - started
    hypotheses = _hypotheses(parallel)
    codes = Counter(str(f.code) for unit in parallel.units for f in unit.findings)
    return Evaluation(
        hypotheses,
        scores(hypotheses, references),
        sum(1 for _ in parallel.units),
        sum(len(source.split()) for source in sources),
        seconds,
        len(parallel.flagged),
        tuple(codes.most_common()),
        parallel.model,
        parallel.pivot,
    )


def scores(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[Score, ...]:
    """BLEU (13a tokenisation, exponential smoothing) and chrF2, of the whole set."""
    from sacrebleu.metrics import BLEU, CHRF

    found = []
    for name, metric in (("BLEU", BLEU()), ("chrF2", CHRF())):
        value = float(metric.corpus_score(list(hypotheses), [list(references)]).score)
        found.append(Score(name, value, str(metric.get_signature())))
    return tuple(found)


def _article(sources: Sequence[str], lang: str) -> Article:
    """An article of one paragraph a line, each of one sentence; empty lines have none."""
    blocks, start = [], 0
    for source in sources:
        text = source.strip()
        begin = start + source.index(text) if text else start
        sentences = (Sentence(0, len(text), text),) if text else ()
        end = begin + len(text)
        blocks.append(Block(BlockKind.PARAGRAPH, begin, end, text, sentences=sentences))
        start += len(source) + 1
    return Article("\n".join(sources), tuple(blocks), "plain", lang=lang)


def _hypotheses(parallel: ParallelText) -> tuple[str, ...]:
    """The translation of each line, on one line."""
    return tuple(
        " ".join(" ".join(unit.target for unit in block.units).split()) for block in parallel.blocks
    )
