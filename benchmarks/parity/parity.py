"""Parity of the engines and the cost of int8: ``python benchmarks/parity/parity.py [FILE]``.

Translates the same sentences greedily with transformers in float32 and with CTranslate2 in
float32 and int8; shows every sentence in which the two float32 runs differ, and, where the file
has references, the chrF of each (sacrebleu). Fails if under 99% are identical or if int8 loses
more than 0.3 chrF.
"""

from __future__ import annotations

import sys
import time

from sentences import arguments, read

from translator.engines.base import Hypothesis, Request
from translator.engines.loading import EngineChoice, load_engine

IDENTICAL = 0.99
CHRF_LOSS = 0.3


def translate(
    model: str, requests: list[Request], engine: EngineChoice, compute_type: str, threads: int
) -> list[Hypothesis]:
    """Translate, saying how long it took."""
    loaded = load_engine(model, engine=engine, compute_type=compute_type, threads=threads)
    started = time.perf_counter()
    found = [hypotheses[0] for hypotheses in loaded.translate(requests)]
    seconds = time.perf_counter() - started
    capped = sum(hypothesis.capped for hypothesis in found)
    print(f"{engine:>12} {compute_type:>8}: {seconds:6.1f} s, {capped} capped", flush=True)
    return found


def main() -> int:
    """Run the comparison; 0 if it holds."""
    chosen = arguments(str(__doc__)).parse_args()
    sentences = read(chosen.file, chosen.source_lang, chosen.target_lang, chosen.limit)
    requests = sentences.requests
    print(f"{len(requests)} sentences, {len(set(requests))} of them distinct")
    exact = translate(chosen.model, requests, "ctranslate2", "float32", chosen.threads)
    small = translate(chosen.model, requests, "ctranslate2", "int8", chosen.threads)
    reference = translate(chosen.model, requests, "transformers", "float32", chosen.threads)
    same = [a.text == b.text for a, b in zip(reference, exact, strict=True)]
    for number, (request, a, b) in enumerate(zip(requests, reference, exact, strict=True)):
        if not same[number]:
            print(f"\n{number}: {request.text}")
            print(f"  transformers {a.score:8.4f} {a.text}\n  ctranslate2  {b.score:8.4f} {b.text}")
    aligned = sum(
        a.alignment == b.alignment for a, b, s in zip(reference, exact, same, strict=True) if s
    )
    share = sum(same) / len(same)
    print(f"\nidentical in float32: {sum(same)} of {len(same)} ({share:.1%})")
    print(f"  of these with the same alignment: {aligned}")
    small_same = sum(a.text == b.text for a, b in zip(exact, small, strict=True))
    print(f"int8 identical to float32: {small_same} of {len(same)}")
    good = share >= IDENTICAL
    if sentences.references:
        from sacrebleu.metrics.chrf import CHRF

        scores = [
            CHRF().corpus_score([h.text for h in found], [sentences.references]).score
            for found in (reference, exact, small)
        ]
        print("chrF: transformers {:.2f}, float32 {:.2f}, int8 {:.2f}".format(*scores))
        good = good and scores[1] - scores[2] <= CHRF_LOSS
    print("holds" if good else "DOES NOT HOLD")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
