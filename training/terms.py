"""A held-out test of terminology: do annotated terms appear, and inflected as in the reference?

Development lines are word-aligned together with training text, terms are
drawn as in training, but never invented.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.align import align_pair
from training.annotate import TERM_AS, Pair, choose, inline, phrases, split_edges
from training.corpus import read_corpus
from training.evaluate import Engine
from training.lemmas import SLAVIC, Lemmatiser, slavic_phrase
from training.mixes import CORE, Mix
from training.pack import forms, make_pair
from training.prepare import read_pairs

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Required:
    """One required term: its base form and the form that the reference has."""

    lemma: str
    form: str
    unseen: bool


@dataclass(frozen=True)
class Annotated:
    """One line of the test."""

    source: str
    plain: str
    reference: str
    terms: tuple[Required, ...]


def folded(text: str) -> str:
    """Case folded with the dotted i made plain."""
    return text.replace("İ", "i").replace("I", "i").replace("ı", "i").casefold()


def recognised(lemma: str, output: str, language: str) -> bool:
    """Whether some form of the term stands in the output (by stem, or by Slavic lemmas)."""
    wanted = [folded(w) for w in _WORD.findall(lemma)]
    words = [folded(w) for w in _WORD.findall(output)]
    if not wanted:
        return True
    for start in range(len(words) - len(wanted) + 1):
        window = words[start : start + len(wanted)]
        if all(_alike(a, b, language) for a, b in zip(wanted, window, strict=True)):
            return True
    return False


def _alike(lemma: str, word: str, language: str) -> bool:
    if word == lemma:
        return True
    if language in SLAVIC:
        bases = {
            slavic_phrase([w], language, keep_number=False)[0].casefold() for w in (lemma, word)
        }
        if len(bases) == 1:
            return True
    cut = 2 if language in SLAVIC else 1
    stem = lemma[: max(3, len(lemma) - cut)]
    return word.startswith(stem) and len(word) - len(lemma) <= 8


def build(
    data: Path,
    work: Path,
    other: str,
    *,
    mix: Mix = CORE,
    limit: int = 300,
    helpers: int = 40_000,
    seed: int = 11,
) -> dict[tuple[str, str], list[Annotated]]:
    """Annotated development lines between English and one language, both ways."""
    languages = ("en", other)
    rows = list(read_pairs(data / "dev" / f"en-{other}" / "flores-dev.tsv.xz"))
    corpus = read_corpus(work, languages, mix=mix)
    rng = random.Random(seed)
    sample = rng.sample(corpus.rows, min(helpers, len(corpus.rows)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.tsv"
        both = [*rows, *((a, b) for a, b, _ in sample)]
        path.write_text("".join(f"dev\t-\t{a}\t{b}\n" for a, b in both), encoding="utf-8")
        align_pair(path, languages, path.with_suffix(".align"))
        links = path.with_suffix(".align").read_text(encoding="utf-8").splitlines()
    counts = forms([corpus])
    made: dict[tuple[str, str], list[Annotated]] = {}
    for direction in (languages, languages[::-1]):
        if direction not in mix.directions:
            continue
        lemmatise = Lemmatiser(direction[1], counts[direction[1]])
        lines = []
        for (first, second), link in zip(rows, links, strict=False):
            pair = make_pair((first, second, link))
            if direction != languages:
                pair = pair.reversed()
            line = annotate_line(pair, lemmatise, rng)
            if line is not None:
                lines.append(line)
        made[direction] = lines[:limit]
    return made


def annotate_line(pair: Pair, lemmatise: Lemmatiser, rng: random.Random) -> Annotated | None:
    """One or two terms of a line, names first; None where there is no phrase."""
    found = phrases(pair)
    chosen = choose(found, pair, rng, wanted=rng.choice((1, 1, 2)))
    if not chosen:
        return None
    terms, lemmas = [], []
    for phrase in chosen:
        span = pair.target[phrase.target_start : phrase.target_end]
        words = [split_edges(token)[1] for token in span]
        lemma = lemmatise(words, rng)
        lemmas.append(lemma)
        unseen = any(lemmatise.counts[word] == 0 for word in words)
        terms.append(Required(" ".join(lemma), " ".join(words), unseen))
    made = inline(pair, list(pair.target), chosen, lemmas)
    return Annotated(
        " ".join(made.source), " ".join(pair.source), " ".join(pair.target), tuple(terms)
    )


def measure(engine: Engine, lines: Sequence[Annotated], language: str) -> dict[str, Any]:
    """Per cent of terms present, exactly as in the reference, and present without annotation."""
    annotated = engine.translate([line.source for line in lines], language)
    plain = engine.translate([line.plain for line in lines], language)
    total = present = exact = without = unseen = unseen_present = leaked = 0
    examples: list[dict[str, str]] = []
    for line, output, bare in zip(lines, annotated, plain, strict=True):
        leaked += TERM_AS in output or "<term>" in output
        for term in line.terms:
            total += 1
            good = recognised(term.lemma, output, language)
            present += good
            exact += term.form in output
            without += recognised(term.lemma, bare, language)
            unseen += term.unseen
            unseen_present += term.unseen and good
        if len(examples) < 6:
            examples.append({"source": line.source, "output": output, "reference": line.reference})
    share = 100 / max(1, total)
    return {
        "lines": len(lines),
        "terms": total,
        "present": round(present * share, 1),
        "exact": round(exact * share, 1),
        "present_without_annotation": round(without * share, 1),
        "unseen_terms": unseen,
        "unseen_present": round(100 * unseen_present / max(1, unseen), 1),
        "reserved_pieces_in_output": leaked,
        "examples": examples,
    }


def evaluate_terms(
    folder: Path, data: Path, work: Path, *, mix: Mix = CORE, limit: int = 300
) -> dict[str, dict[str, Any]]:
    """The terminology test in every direction."""
    engine = Engine(folder)
    report = {}
    for other in sorted({b for a, b in mix.directions if a == "en"}):
        for direction, lines in build(data, work, other, mix=mix, limit=limit).items():
            report["-".join(direction)] = measure(engine, lines, direction[1])
    return report
