"""The reference engine: the same model in PyTorch, on any device, slower and exact.

Same tokens, same limits and, searching greedily in float32, the same answers as the default
engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from translator.engines.alignment import links
from translator.engines.base import Decoding, Hypothesis, Request, Terminology
from translator.engines.batching import GREEDY, batches, length_limit
from translator.engines.marian_tokens import Encoded, MarianTokens
from translator.errors import ErrorCode, TranslatorError
from translator.models.folder import ModelFolder, damaged

_TYPES = ("float32", "float16", "bfloat16")


class TransformersEngine:
    """A Marian model loaded with Hugging Face transformers."""

    def __init__(
        self, model: ModelFolder, *, compute_type: str = "auto", device: str = "", threads: int = 0
    ) -> None:
        """Load the model.

        Args:
            model: The model's folder.
            compute_type: ``float32`` (``auto`` on a processor), ``float16`` (``auto`` on a GPU)
                or ``bfloat16``.
            device: A PyTorch device; by default the GPU if there is one.
            threads: Processor cores to use; 0 leaves that to PyTorch.

        Raises:
            TranslatorError: ``usage`` for another compute type, ``model-damaged`` if the weights
                do not load.
        """
        import torch

        self.name = model.name
        self.terminology: Terminology = model.terminology
        self.max_tokens = model.max_tokens
        self.model = model
        self._positions = int(model.config.get("max_position_embeddings", 512))
        self._tokens = MarianTokens(model.path, tags=model.tags)
        self._device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        if compute_type == "auto":
            compute_type = "float32" if self._device == "cpu" else "float16"
        if compute_type not in _TYPES:
            raise TranslatorError(
                ErrorCode.USAGE,
                f"the engine transformers does not calculate in {compute_type!r}",
                f"choose one of: auto, {', '.join(_TYPES)}",
            )
        if threads:
            torch.set_num_threads(threads)
        self._net = _load(model, getattr(torch, compute_type)).to(self._device)

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
        sources = self._tokens.encode_all(requests, self._positions)
        todo = [i for i, request in enumerate(requests) if request.text.strip()]
        out: list[list[Hypothesis]] = [[Hypothesis("")] * decoding.n_best for _ in requests]
        for batch in batches([len(source.tokens) for source in sources], todo):
            found = self._batch([requests[i] for i in batch], [sources[i] for i in batch], decoding)
            for index, hypotheses in zip(batch, found, strict=True):
                out[index] = hypotheses
        return out

    def _batch(
        self, requests: Sequence[Request], sources: Sequence[Encoded], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        import torch
        from transformers import GenerationConfig

        pad, eos = self._tokens.ids([self._tokens.pad, self._tokens.eos])
        ids = [self._tokens.ids(source.tokens) for source in sources]
        width = max(map(len, ids))
        table = torch.tensor([row + [pad] * (width - len(row)) for row in ids], device=self._device)
        mask = (table != pad).long()
        beam = max(decoding.beam, decoding.n_best)
        settings = GenerationConfig(
            do_sample=False,
            num_beams=beam,
            num_return_sequences=decoding.n_best,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_new_tokens=length_limit(width, self._positions),
            min_new_tokens=1,
            decoder_start_token_id=pad,
            pad_token_id=pad,
            eos_token_id=eos,
            bad_words_ids=[[pad]],
            length_penalty=1.0,
        )
        with torch.inference_mode():
            made = self._net.generate(
                input_ids=table, attention_mask=mask, generation_config=settings
            )
            n = decoding.n_best
            scores, attention = self._look(
                table.repeat_interleave(n, 0), mask.repeat_interleave(n, 0), made, pad
            )
        out: list[list[Hypothesis]] = [[] for _ in requests]
        names = self._tokens.names
        for row, sequence in enumerate(made[:, 1:].tolist()):
            ended = eos in sequence
            numbers = sequence[: sequence.index(eos)] if ended else sequence
            target = self._tokens.decode([names[i] for i in numbers])
            request, source = requests[row // n], sources[row // n]
            aligned = links(
                attention[row, : len(numbers), : len(source.tokens)].tolist(),
                request.text,
                source.spans,
                target.text,
                target.spans,
                marks=self.model.term_pieces,
            )
            length = len(numbers) + ended
            score = float(scores[row, :length].sum()) / max(1, length)
            unsure = self.model.doubts(score)
            out[row // n].append(Hypothesis(target.text, score, not ended, aligned, unsure))
        return out

    def _look(self, table: Any, mask: Any, made: Any, pad: int) -> tuple[Any, Any]:
        """Log-probabilities of the tokens made and the alignment head's attention for each.

        One pass over the finished targets; the attention is head 0's of the last decoder layer.
        """
        result = self._net(
            input_ids=table,
            attention_mask=mask,
            decoder_input_ids=made[:, :-1],
            output_attentions=True,
        )
        logits = result.logits.float()
        logits[:, :, pad] = float("-inf")
        scores = logits.log_softmax(-1).gather(2, made[:, 1:, None])[:, :, 0]
        return scores.cpu(), result.cross_attentions[-1][:, 0].float().cpu().numpy()


def _load(model: ModelFolder, dtype: Any) -> Any:
    """The network; a ``.bin`` is read by ``torch.load(weights_only=True)``, which runs no code."""
    from transformers import GenerationConfig, MarianConfig, MarianMTModel
    from transformers.utils import logging

    from translator.models.marian_spec import read_torch

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        if model.weights.suffix == ".safetensors":
            net = MarianMTModel.from_pretrained(
                model.path, dtype=dtype, attn_implementation="eager", local_files_only=True
            )
        else:
            import torch

            state = {k: torch.from_numpy(v) for k, v in read_torch(model.weights).items()}
            net = MarianMTModel.from_pretrained(
                None,
                config=MarianConfig.from_pretrained(model.path, local_files_only=True),
                state_dict=state,
                dtype=dtype,
                attn_implementation="eager",
            )
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise damaged(model.path, f"does not load ({str(error).splitlines()[0][:120]})") from error
    # The model's own habits (beams, a forced end) would fill in what a search leaves open.
    net.generation_config = GenerationConfig()
    return net.eval()
