"""Terms in translations: how many come out, in the right form, and what they cost in quality.

``python benchmarks/terminology/terminology.py`` translates the test of this folder with the
built-in model (``-m`` takes another) into Russian, Azerbaijani and Turkish in four ways, prints a
table and writes the figures, sacrebleu's signatures among them, to ``results.json`` (``-o``).

- ``none``: no glossary;
- ``proper``: the folder's glossary, annotated where the model can read that;
- ``repair``: the same with annotations off, so that names are repaired afterwards;
- ``random``: as many pairs as there are terms, each a word of the source and the word of the
  reference at about the same place, whatever it means.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import scoring
from sacrebleu.metrics import CHRF
from sacrebleu.significance import PairedTest
from scoring import HERE, TARGETS, Scores, Sentence

from translator.documents.article import Article
from translator.glossary.concept import Concept, TermMatch, Variant
from translator.glossary.recognise import present
from translator.pipeline import Draft, Settings, Translator
from translator.segments import Segment

SEED = 20
MODES = ("none", "proper", "repair", "random")
Terms = Callable[[Sentence], tuple[TermMatch, ...]]


def translate(
    translator: Translator, sentences: Sequence[Sentence], target: str, terms: Terms
) -> list[str]:
    """The translations of all sentences with the terms given."""
    segments = tuple(Segment(sentence.source, terms(sentence)) for sentence in sentences)
    draft = Draft(Article("", (), "txt", lang="en"), target, segments, (("en", target),))
    return [answer.outcome.hypothesis.text for answer in translator.travel([draft])[0]]


def random_terms(sentence: Sentence, target: str) -> tuple[TermMatch, ...]:
    """Pairs of words that mean nothing to each other, the same at every run."""
    choice = random.Random(f"{SEED} {sentence.id} {target}")
    words = list(re.finditer(r"[^\W\d_]{4,}", sentence.source))
    aims = re.findall(r"[^\W\d_]{3,}", sentence.references[target])
    picked = choice.sample(words, min(len(sentence.terms), len(words)))
    matches = []
    for word in sorted(picked, key=re.Match.start):
        aim = aims[min(len(aims) - 1, word.start() * len(aims) // len(sentence.source))]
        names = {"en": (Variant(word.group()),), target: (Variant(aim),)}
        concept = Concept(f"random:{word.group()}:{aim}", names)
        matches.append(TermMatch(word.start(), word.end(), word.group(), concept))
    return tuple(matches)


def measure(translator: Translator, sentences: Sequence[Sentence], target: str) -> dict[str, Any]:
    """All ways of translating into one language, scored."""
    names = scoring.preferred()
    concepts = {concept.id: concept for concept in translator.glossary.concepts}
    matcher = translator.matcher("en")
    engine: Any = translator.engine
    able = engine.terminology
    ways: dict[str, Terms] = {
        "none": lambda sentence: (),
        "proper": lambda sentence: matcher.match(sentence.source),
        "repair": lambda sentence: matcher.match(sentence.source),
        "random": lambda sentence: random_terms(sentence, target),
    }
    texts: dict[str, list[str]] = {}
    for mode in MODES:
        engine.terminology = "none" if mode == "repair" else able
        texts[mode] = translate(translator, sentences, target, ways[mode])
    engine.terminology = able
    proper = [i for i, sentence in enumerate(sentences) if not sentence.distractor]
    references = [sentences[i].references[target] for i in proper]
    systems = [(mode, [texts[mode][i] for i in proper]) for mode in MODES]
    signatures, found = PairedTest(
        systems, {"chrF": CHRF()}, [references], test_type="bs", n_samples=1000
    )()
    (key,) = found.keys() - {"System"}
    rows: dict[str, Any] = {}
    for place, mode in enumerate(MODES):
        scores: Scores = scoring.score(sentences, texts[mode], names, target)
        result = found[key][place]
        verdicts = [
            present(concepts[term.concept], texts[mode][i], target)
            for i in proper
            for term in sentences[i].terms
        ]
        rows[mode] = asdict(scores) | {
            "recogniser": sum(verdicts) / len(verdicts),
            "chrf": result.score,
            "p_against_none": result.p_value,
        }
    return {
        "modes": rows,
        "signature": str(signatures[key]),
        "translations": {
            mode: dict(zip((s.id for s in sentences), texts[mode], strict=True)) for mode in MODES
        },
    }


def table(results: dict[str, dict[str, Any]]) -> str:
    """The figures as people read them."""
    head = ("", "exact", "right", "present", "consist.", "untouched", "recogn.", "chrF", "p")
    lines = [("{:<12}" + "{:>10}" * 8).format(*head)]
    for target, result in results.items():
        for mode, row in result["modes"].items():
            shares = [row[k] for k in ("exact", "right", "present", "consistency", "untouched")]
            cells = [f"{100 * share:.1f}%" for share in (*shares, row["recogniser"])]
            p = "" if row["p_against_none"] is None else f"{row['p_against_none']:.3f}"
            cells += [f"{row['chrf']:.1f}", p]
            lines.append(("{:<12}" + "{:>10}" * 8).format(f"{target} {mode}", *cells))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-m", "--model", default="builtin", help="model name or folder")
    parser.add_argument("-t", "--targets", default=",".join(TARGETS), help="languages, by commas")
    parser.add_argument("--quality", choices=("draft", "best"), default="draft")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results.json")
    chosen = parser.parse_args()
    settings = Settings(
        source_lang="en",
        model=chosen.model,
        quality=chosen.quality,
        glossaries=(str(HERE / "glossary.tsv"),),
        threads=chosen.threads,
        names=False,
    )
    translator = Translator(settings)
    sentences = scoring.load()
    began = time.perf_counter()
    results = {lang: measure(translator, sentences, lang) for lang in chosen.targets.split(",")}
    print(f"model {translator.model.name}, {chosen.quality}; ", end="")
    print(f"{sum(not s.distractor for s in sentences)} sentences with terms, ", end="")
    print(
        f"{sum(s.distractor for s in sentences)} distractors; {time.perf_counter() - began:.0f} s"
    )
    print(table(results))
    print("recogn.: the recogniser's own verdict; p: paired bootstrap of chrF against `none`")
    envelope = {"model": translator.model.name, "quality": chosen.quality, "targets": results}
    chosen.output.write_text(json.dumps(envelope, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
