"""The default engine: Marian models in CTranslate2, int8 on processors, float16 on GPUs.

Neither torch nor transformers is imported. Batches are our own: sorted by length, sized by tokens
with padding, each with a length limit of its own, and handed to CTranslate2 together; it works on
as many at once as there are cores.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from translator.engines.alignment import links
from translator.engines.base import Decoding, Hypothesis, Request, Terminology
from translator.engines.batching import GREEDY, batches, length_limit
from translator.engines.marian_tokens import Encoded, MarianTokens
from translator.engines.runtime import cores
from translator.models.folder import ModelFolder

_WAIT, _LONGEST_WAIT = 0.001, 0.032
_PATIENCE = 4  # searches for fewer sentences than cores before weights are loaded for them


class CTranslate2Engine:
    """A prepared model, ready to translate.

    On a processor the cores are shared out by the work at hand: with at least as many sentences
    as cores every core takes batches of its own (inter-threads = cores, one thread each), which
    has the best throughput; with fewer, all cores work on one batch (intra-threads = cores), which
    has the best latency. The second arrangement needs a second copy of the weights in memory, and
    loading it takes longer than a few sentences do: it waits until a few have come one by one.
    """

    def __init__(
        self,
        model: ModelFolder,
        prepared: Path,
        *,
        device: str = "cpu",
        compute_type: str = "int8",
        threads: int = 0,
    ) -> None:
        """Load tokeniser and model.

        Args:
            model: The original folder: tokeniser, tags, languages.
            prepared: CTranslate2's copy, as ``models.convert.prepare`` makes it.
            device: ``cpu`` or ``cuda``.
            compute_type: CTranslate2's name of the type to calculate in.
            threads: Cores to use; 0 for all that the process may use.
        """
        self.name = model.name
        self.terminology: Terminology = model.terminology
        self.max_tokens = model.max_tokens
        self.model = model
        self._positions = int(model.config.get("max_position_embeddings", 512))
        self._tokens = MarianTokens(model.path, tags=model.tags)
        self._prepared = prepared
        self._device = device
        self.compute_type = compute_type
        self._threads = threads or cores()
        self._translators: dict[bool, Any] = {}
        self._small = 0
        self._translator(wide=True)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs that the model translates directly; empty if it does not say."""
        return self.model.pairs

    def count(self, texts: Sequence[str]) -> list[int]:
        """The number of source tokens of each text, tag and end-of-sentence included."""
        return self._tokens.count(texts)

    def translate(
        self, requests: Sequence[Request], decoding: Decoding = GREEDY
    ) -> list[list[Hypothesis]]:
        """Hypotheses for each request, best first, in the requests' order.

        Raises:
            ValueError: A request is longer than the model reads; nothing is ever cut.
        """
        return self.start(requests, decoding)()

    def start(
        self, requests: Sequence[Request], decoding: Decoding = GREEDY
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Hand the requests to CTranslate2's own threads; call the result for the answers.

        Raises:
            ValueError: A request is longer than the model reads; nothing is ever cut.
        """
        sources = self._tokens.encode_all(requests, self._positions)
        todo = [i for i, request in enumerate(requests) if request.text.strip()]
        jobs = self._search(sources, todo, decoding)

        def answers() -> list[list[Hypothesis]]:
            out: list[list[Hypothesis]] = [[Hypothesis("")] * decoding.n_best for _ in requests]
            for index, job in jobs:
                result = _wait(job)
                scores = result.scores or [0.0]
                out[index] = [
                    self._hypothesis(requests[index], sources[index], tokens, score, attention)
                    for tokens, score, attention in zip(
                        result.hypotheses, scores, result.attention, strict=True
                    )
                ]
            return out

        return answers

    def _search(
        self, sources: Sequence[Encoded], todo: Sequence[int], decoding: Decoding
    ) -> list[tuple[int, Any]]:
        """CTranslate2 at work on the sources numbered in ``todo``."""
        wide = self._device != "cpu" or len(todo) >= self._threads
        if not wide:
            self._small += 1
            wide = self._small <= _PATIENCE
        jobs: list[tuple[int, Any]] = []
        lengths = [len(source.tokens) for source in sources]
        for batch in batches(lengths, todo, self._threads if wide else 1):
            running = self._translator(wide=wide).translate_batch(
                [list(sources[i].tokens) for i in batch],
                asynchronous=True,
                beam_size=max(decoding.beam, decoding.n_best),
                num_hypotheses=decoding.n_best,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                length_penalty=1.0,
                max_input_length=0,
                max_decoding_length=length_limit(lengths[batch[0]], self._positions),
                return_end_token=True,
                return_scores=bool(self.model.trusted) or max(decoding.beam, decoding.n_best) > 1,
                return_attention=True,
            )
            jobs += zip(batch, running, strict=True)
        return jobs

    def _hypothesis(
        self, request: Request, source: Encoded, tokens: list[str], score: float, attention: Any
    ) -> Hypothesis:
        ended = bool(tokens) and tokens[-1] == self._tokens.eos
        if ended:
            tokens = tokens[:-1]
        target = self._tokens.decode(tokens)
        aligned = links(
            attention[: len(tokens)],
            request.text,
            source.spans,
            target.text,
            target.spans,
            marks=self.model.term_pieces,
        )
        return Hypothesis(target.text, score, not ended, aligned, self.model.doubts(score))

    def _translator(self, *, wide: bool) -> Any:
        if self._device != "cpu" or self._threads == 1:
            wide = True
        if wide not in self._translators:
            import ctranslate2

            inter, intra = (self._threads, 1) if wide else (1, self._threads)
            if self._device != "cpu":
                inter, intra = 1, 0
            self._translators[wide] = ctranslate2.Translator(
                str(self._prepared),
                device=self._device,
                compute_type=self.compute_type,
                inter_threads=inter,
                intra_threads=intra,
                max_queued_batches=-1,
            )
        return self._translators[wide]


def _wait(job: Any) -> Any:
    """The job's result; waits in steps, ever longer ones, so that Ctrl-C is heard."""
    step = _WAIT
    while not job.done():
        time.sleep(step)
        step = min(2 * step, _LONGEST_WAIT)
    return job.result()
