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

_Work = tuple[Segment, Draft]

_ARTICLES = 100  # articles looked into
_FIRST = 16  # sentences translated first when no earlier run tells the speed
_SENTENCES = 256  # and then as many as take a moment, but no more
_MOMENT = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is ahead: ``fresh`` words are not in the memory; ``seconds`` is what they should take.

    Words are those of the articles, once for each language; of a sentence that stands there several
    times, those of the first are fresh. ``measured`` tells whether the speed (words a second) comes
    from an earlier run of this folder; otherwise it was measured on some sentences just now.
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
        size += task.size * len(task.targets)  # those that need no translation count too
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
    """The words of the drafts, and those that have to be translated."""
    words = fresh = 0
    met: set[bytes] = set()
    for draft in drafts:
        if not draft.hops:
            continue
        # Through English, what the first hop's sentence became is known when it is remembered.
        asks = [Ask(segment, *draft.hops[0]) for segment in draft.work]
        keys = [translator.keys.machine(ask) for ask in asks]
        known = translator.memory.get_many(keys) if translator.memory is not None else {}
        for ask, key in zip(asks, keys, strict=True):
            number = len(ask.segment.text.split())
            words += number
            way = key + draft.target_lang.encode()
            if key not in known and way not in met:
                fresh += number
                met.add(way)
    return words, fresh


def _timed(translator: Translator, drafts: Sequence[Draft]) -> float:
    """Words a second, from some sentences spread over the sample."""
    work = [(segment, draft) for draft in drafts if draft.hops for segment in draft.work]
    remembering, translator.memory = translator.memory, None
    try:
        _translated(translator, work[:1])  # loads the model
        first = _translated(translator, _spread(work, _FIRST))
        words = _spread(work, int(min(_SENTENCES, _MOMENT * first.sentences / first.seconds)))
        second = _translated(translator, words) if len(words) > _FIRST else first
    finally:
        translator.memory = remembering
    return second.words / second.seconds


@dataclass(frozen=True, slots=True)
class _Trial:
    sentences: int
    words: int
    seconds: float


def _spread(work: Sequence[_Work], number: int) -> Sequence[_Work]:
    return work[:: max(1, len(work) // max(1, number))][: max(1, number)]


def _translated(translator: Translator, work: Sequence[_Work]) -> _Trial:
    begin = time.perf_counter()
    translator.travel([_only(draft, segment) for segment, draft in work])
    seconds = max(time.perf_counter() - begin, 1e-6)
    return _Trial(len(work), sum(len(segment.text.split()) for segment, _ in work), seconds)


def _only(draft: Draft, segment: Segment) -> Draft:
    return Draft(draft.article, draft.target_lang, (segment,), draft.hops)
