"""Figures of an exported model: BLEU and chrF, terms, numbers, degenerate output.

Translation goes through CTranslate2 (int8), as in the product.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.heldout import test_sets
from training.mixes import CORE, Mix
from training.prepare import script_fits
from training.sources import TAGS

_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?")
_WORDS = re.compile(r"\w+")


class Engine:
    """An exported folder behind CTranslate2."""

    def __init__(self, folder: Path, *, quantization: str = "int8", threads: int = 2) -> None:
        import ctranslate2
        import sentencepiece

        from training.export import convert

        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        with tempfile.TemporaryDirectory() as place:
            converted = Path(place) / "ct2"
            convert(folder, converted, quantization)
            self.translator = ctranslate2.Translator(
                str(converted), device="cpu", compute_type=quantization, intra_threads=threads
            )

    def translate(self, sentences: Sequence[str], target: str, *, beam: int = 1) -> list[str]:
        """Translations, in order."""
        rows = [
            [TAGS[target], *self.processor.encode(text, out_type=str), "</s>"] for text in sentences
        ]
        results = self.translator.translate_batch(
            rows, beam_size=beam, max_batch_size=2048, batch_type="tokens", max_decoding_length=200
        )
        return [self.processor.decode_pieces(result.hypotheses[0]) for result in results]


def repeated(text: str) -> bool:
    """Whether the same one to six words follow one another four times (three if long)."""
    words = text.split()
    for width in range(1, 7):
        repeats = 4 if width <= 2 else 3
        run = 0
        for i in range(width, len(words)):
            run = run + 1 if words[i] == words[i - width] else 0
            if run >= (repeats - 1) * width:
                return True
    return False


def numbers(text: str) -> Counter[str]:
    """The digits of every number, without separators."""
    return Counter(re.sub(r"\D", "", n) for n in _NUMBER.findall(text))


def numbers_kept(source: str, output: str) -> tuple[int, int]:
    """How many of the source's numbers (two digits or more) the output has, and of how many."""
    wanted = Counter({n: c for n, c in numbers(source).items() if len(n) > 1})
    return sum((wanted & numbers(output)).values()), sum(wanted.values())


def degenerate(sources: Sequence[str], outputs: Sequence[str], target: str) -> dict[str, float]:
    """Per cent of outputs that repeat, are empty, copied, in a wrong script or language."""
    counts = Counter[str]()
    kept = total = 0
    for source, output in zip(sources, outputs, strict=True):
        counts["repeated"] += repeated(output)
        counts["empty"] += not output.strip()
        counts["copied"] += output.strip() == source.strip() and len(source.split()) > 3
        letters = sum(c.isalpha() for c in output)
        counts["wrong_script"] += letters > 3 and not script_fits(output, target)
        a, b = numbers_kept(source, output)
        kept, total = kept + a, total + b
    shares = {
        k: round(100 * counts[k] / max(1, len(outputs)), 2)
        for k in ("repeated", "empty", "copied", "wrong_script")
    }
    shares["numbers_kept"] = round(100 * kept / max(1, total), 2)
    shares["wrong_language"] = round(100 * _wrong_language(outputs, target), 2)
    return shares


def _wrong_language(outputs: Sequence[str], target: str) -> float:
    """The share of long lines that language identification calls another language."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return float("nan")
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["az", "en", "ru", "tr", "uk", "kk"])
    long = [text for text in outputs if len(text) >= 40]
    wrong: int = sum(identifier.classify(text)[0] != target for text in long)
    return wrong / max(1, len(long))


def scores(outputs: Sequence[str], references: Sequence[str]) -> dict[str, Any]:
    """BLEU and chrF with their signatures."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(), CHRF()
    result = {
        "bleu": round(bleu.corpus_score(list(outputs), [list(references)]).score, 2),
        "chrf": round(chrf.corpus_score(list(outputs), [list(references)]).score, 2),
    }
    signatures = {"bleu": str(bleu.get_signature()), "chrf": str(chrf.get_signature())}
    return {**result, "signatures": signatures}


def evaluate(
    folder: Path,
    data: Path,
    *,
    mix: Mix = CORE,
    limit: int | None = None,
    split: str = "test",
    beam: int = 1,
) -> dict[str, Any]:
    """Every test set and direction; returns a report for JSON."""
    engine = Engine(folder)
    report: dict[str, Any] = {"split": split, "limit": limit, "beam": beam, "sets": {}}
    words = seconds = 0.0
    for tests in test_sets(data, mix=mix, limit=limit, split=split):
        began = time.perf_counter()
        outputs = engine.translate(tests.sources, tests.target, beam=beam)
        seconds += time.perf_counter() - began
        words += sum(len(text.split()) for text in tests.sources)
        result = scores(outputs, tests.references)
        report["signatures"] = result.pop("signatures")
        result.update(degenerate(tests.sources, outputs, tests.target))
        result["lines"] = len(outputs)
        result["examples"] = [
            {"source": s, "output": o, "reference": r}
            for s, o, r in list(zip(tests.sources, outputs, tests.references, strict=True))[:3]
        ]
        report["sets"][f"{tests.name} {tests.source}-{tests.target}"] = result
    report["words_per_second"] = round(words / max(seconds, 1e-9))
    return report


def table(report: dict[str, Any]) -> str:
    """The report as Markdown rows."""
    names = ["lines", "bleu", "chrf", "numbers_kept", "repeated", "empty", "wrong_language"]
    rows = ["| set | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for key, result in report["sets"].items():
        rows.append(f"| {key} | " + " | ".join(str(result[n]) for n in names) + " |")
    return "\n".join(rows)


def write_report(report: dict[str, Any], path: Path) -> None:
    """Save the report."""
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
