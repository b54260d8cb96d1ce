"""How long a batch should take, from a sample of it and a measured speed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from translator import pipeline
from translator.batch.run import Batch
from translator.batch.survey import Survey, Task
from translator.errors import TranslatorError
from translator.pipeline import Draft, Translator
from translator.segments import Ask, Segment

_ARTICLES = 100  # articles looked into
_SENTENCES = 32  # sentences translated when no earlier run tells the speed


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is ahead: ``fresh`` words are not in the memory; ``seconds`` is what they should take.

    ``measured`` tells whether the speed (words a second) comes from an earlier run of this folder;
    otherwise it was measured on some sentences just now.
    """

    words: int
    fresh: int
    speed: float
    seconds: float
    measured: bool


def estimate(batch: Batch, found: Survey) -> Estimate:
    """Look into some of the articles to be translated and extrapolate by their size.

    Nothing is written. Without an earlier run the model translates a few sentences, to be timed.

    Raises:
        TranslatorError: the model or the memory cannot be used.
    """
    step = max(1, len(found.tasks) // _ARTICLES)
    sample = found.tasks[::step]
    drafts: list[Draft] = []
    size = 0
    for task in sample:
        read = _drafts(batch, task)
        drafts += read
        size += task.size * len(read)
    words, fresh = _words(batch.translator, drafts)
    scale = found.size / size if size else 0.0
    speed = batch.speed
    measured = speed > 0
    if not measured and fresh:
        speed = _timed(batch.translator, drafts)
    return Estimate(
        round(words * scale),
        round(fresh * scale),
        round(speed, 1),
        fresh * scale / speed if speed else 0.0,
        measured,
    )


def _drafts(batch: Batch, task: Task) -> list[Draft]:
    try:
        article = pipeline.read(batch.job.folder / task.name, batch.job.settings)
        return [
            batch.translator.begin(article, lang) for lang in task.targets if lang != article.lang
        ]
    except TranslatorError:
        return []


def _words(translator: Translator, drafts: Sequence[Draft]) -> tuple[int, int]:
    """The words of the drafts over all hops, and those that the memory does not know."""
    words = fresh = 0
    for draft in drafts:
        if not draft.hops:
            continue
        asks = [Ask(segment, *draft.hops[0]) for segment in draft.work]
        keys = [translator.keys.machine(ask) for ask in asks]
        known = translator.memory.get_many(keys) if translator.memory is not None else {}
        for ask, key in zip(asks, keys, strict=True):
            number = len(ask.segment.text.split()) * len(draft.hops)
            words += number
            fresh += 0 if key in known else number
    return words, fresh


def _timed(translator: Translator, drafts: Sequence[Draft]) -> float:
    """Words a second, from a few sentences spread over the sample."""
    work = [(segment, draft) for draft in drafts if draft.hops for segment in draft.work]
    chosen = work[:: max(1, len(work) // _SENTENCES)][:_SENTENCES]
    remembering, translator.memory = translator.memory, None
    try:
        first, draft = chosen[0]
        translator.travel([_only(draft, first)])  # loads the model
        begin = time.perf_counter()
        translator.travel([_only(draft, segment) for segment, draft in chosen])
        seconds = time.perf_counter() - begin
    finally:
        translator.memory = remembering
    words = sum(len(segment.text.split()) * len(draft.hops) for segment, draft in chosen)
    return words / max(seconds, 1e-6)


def _only(draft: Draft, segment: Segment) -> Draft:
    return Draft(draft.article, draft.target_lang, (segment,), draft.hops)
