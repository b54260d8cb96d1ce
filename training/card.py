"""The model card, its figures taken from the reports of the run."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from training.mixes import Mix
from training.sources import BY_NAME, PERMISSIVE_PREFIXES

PUBLISHED = {
    "Argos Translate (published by Mozilla)": ("5.4", "8.8", "18.7", "23.9", "27.6", "26.4"),
    "OPUS-MT": ("3.7", "5.5", "–", "31.6", "25.5", "29.4"),
    "NLLB-200": ("11.0", "18.3", "21.5", "25.9", "26.5", "32.8"),
    "Firefox (tiny)": ("13.3", "19.4", "30.2", "33.2", "28.5", "30.3"),
}
ORDER = ("en-az", "az-en", "en-tr", "tr-en", "en-ru", "ru-en")

HEAD = """---
license: {licence}
language: [{languages}]
library_name: transformers
pipeline_tag: translation
tags: [translation, marian, terminology]
---

# builtin {version}: the model that ships with `translator`

A Marian model for {directions}: {encoder} encoder and
{decoder} decoder layers, width {width}, {pieces:,} pieces, {parameters:.1f} million parameters.
It is trained to follow terminology annotations. It is there so that the first command works
offline. {verdict}
"""


def directions(mix: Mix) -> str:
    """The pairs in words, and what the tool does for the others."""
    pairs = sorted({tuple(sorted(direction)) for direction in mix.directions})
    through_english = all("en" in pair for pair in pairs)
    text = ", ".join(f"{a}↔{b}" for a, b in pairs)
    return text + (" (between the others the tool goes through English)" * through_english)


def training_facts(run: Path) -> dict[str, Any]:
    """Tokens, minutes and the loss curve from ``log.jsonl``."""
    lines = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    steps = [line for line in lines if "ce" in line]
    gaps = [line for line in lines if "gap" in line]
    return {
        "tokens": max(line["tokens"] for line in lines),
        "steps": max(line["step"] for line in lines),
        "curve": [(line["tokens"], line["true"], line["gap"]) for line in gaps],
        "last_ce": steps[-1]["ce"] if steps else float("nan"),
    }


def sources_used(work: Path) -> list[tuple[str, str, str, Counter[str]]]:
    """Name, kind, licence and pairs by folder of every source that went in."""
    counts: dict[str, Counter[str]] = {}
    for path in sorted((work / "clean").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, mark, _ = line.split("\t", 2)
            folder = path.stem + ("-synthetic" if mark == "s" else "")
            counts.setdefault(name, Counter())[folder] += 1
    return [
        (name, BY_NAME[name].kind, BY_NAME[name].licence_in(next(iter(count))), count)
        for name, count in sorted(counts.items())
    ]


def data_table(work: Path) -> str:
    """The sources as Markdown."""
    used = sources_used(work)
    columns = sorted({folder for *_, count in used for folder in count})
    rows = [
        "| source | kind | licence | " + " | ".join(columns) + " |",
        "|---|---|---|" + "---:|" * len(columns),
    ]
    for name, kind, licence, count in used:
        cells = [f"{count[c]:,}" if count[c] else "–" for c in columns]
        rows.append(f"| {name} | {kind} | {licence} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def figures_table(report: dict[str, Any]) -> str:
    """BLEU and chrF of every set, a row each."""
    rows = [
        (
            "| test set | direction | lines | BLEU | chrF | numbers kept | repeated | empty | "
            "wrong script | wrong language |"
        ),
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for key, r in report["sets"].items():
        name, direction = key.rsplit(" ", 1)
        cells = [r["lines"], r["bleu"], r["chrf"]]
        shares = ("numbers_kept", "repeated", "empty", "wrong_script", "wrong_language")
        texts = [str(c) for c in cells] + [f"{r[s]} %" for s in shares]
        rows.append(f"| {name} | {direction} | " + " | ".join(texts) + " |")
    return "\n".join(rows)


def published_table(report: dict[str, Any]) -> str:
    """Our FLORES devtest BLEU beside the published ones."""
    rows = ["| FLORES-200 devtest, BLEU | " + " | ".join(ORDER) + " |", "|---|" + "---:|" * 6]
    rows += [f"| {name} | " + " | ".join(values) + " |" for name, values in PUBLISHED.items()]
    ours = [report["sets"].get(f"flores-devtest {d}", {}).get("bleu", "–") for d in ORDER]
    rows.append("| **this model** | " + " | ".join(str(v) for v in ours) + " |")
    return "\n".join(rows)


def terms_table(terms: dict[str, Any]) -> str:
    """The terminology test."""
    names = ("lines", "terms", "present", "exact", "present_without_annotation", "unseen_present")
    rows = [
        (
            "| direction | lines | terms | present in some form | exactly the reference's form | "
            "present without annotation | present, of terms never seen in training |"
        ),
        "|---|" + "---:|" * len(names),
    ]
    for direction, r in terms.items():
        cells = [str(r[n]) + ("" if n in ("lines", "terms") else " %") for n in names]
        cells[-1] += f" of {r['unseen_terms']}"
        rows.append(f"| {direction} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def examples(report: dict[str, Any], per_direction: int = 2) -> str:
    """Real outputs, the first lines of FLORES devtest."""
    parts = []
    for direction in ORDER:
        found = report["sets"].get(f"flores-devtest {direction}", {}).get("examples", [])
        for example in found[:per_direction]:
            parts.append(
                f"- **{direction}** {example['source']}\n  - output: {example['output']}\n"
                f"  - reference: {example['reference']}"
            )
    return "\n".join(parts)


RECIPE = """## Recipe

`python -m training all` in the project's repository runs this recipe from the data. Pairs are
cleaned, filtered, deduplicated and kept apart from every line of the test and development sets;
news counts most. Three sentences in ten carry terminology annotations
(`<term> source words <as> target base form </term>`, aligned by eflomal, base forms by pymorphy3
for Russian and by cutting case endings for Turkish and Azerbaijani); numbers, headlines, quotes,
missing stops, placeholders, datelines, initials, addresses, slips of the hand and pairs of
sentences are varied. One head of the last decoder layer
is trained towards the word alignment; CTranslate2 returns its attention.
Optimisers: Muon and AdamW; label smoothing 0.1; bfloat16.

Trained on {tokens:.1f} million target pieces in {steps:,} steps on two shared processor cores,
{when}. Loss on FLORES dev (nats a piece), and how much worse it is with other
sentences' sources:

{curve}

{flat}
"""

USE = """## Use

The tool uses it by itself. With transformers: `AutoTokenizer` and `MarianMTModel` load this
folder; put the target tag first (`>>rus<<`, `>>tur<<`, `>>aze<<`, `>>eng<<`). `>>ukr<<`, `>>kaz<<`
and `>>pes<<` are reserved and untrained. `translator.json` says the rest. Greedy search is meant;
segments longer than {longest} source pieces were hardly seen in training.

To translate something that matters, pull a better model (`translator models list`): OPUS-MT or
NLLB-200.
"""


def curve_table(curve: list[tuple[int, float, float]], rows: int = 10) -> str:
    """The loss curve, thinned out to a few rows."""
    step = max(1, len(curve) // rows)
    kept = curve[::step]
    if curve and curve[-1] not in kept:
        kept.append(curve[-1])
    lines = ["| million pieces | loss | gap |", "|---:|---:|---:|"]
    lines += [f"| {t / 1e6:.2f} | {true:.2f} | {gap:.2f} |" for t, true, gap in kept]
    return "\n".join(lines)


def licence_text(work: Path, notes: dict[str, str]) -> tuple[str, str]:
    """The weights' licence by what went in, as an identifier and in words."""
    used = sources_used(work)
    restricted = [n for n, _, licence, _ in used if not licence.startswith(PERMISSIVE_PREFIXES)]
    text = (
        "The weights are offered under CC-BY-SA-4.0, the strictest licence of the freely "
        "licensed sources."
    )
    if restricted:
        names = ", ".join(f"`{name}`" for name in restricted)
        text += (
            f" **They were also trained on {names}, the test sets of the WMT news shared tasks, "
            "which are made available for research use.** Where that matters, build the model "
            "with `python -m training all --permissive`, which leaves them out. "
            + notes.get("permissive", "")
        )
    return "cc-by-sa-4.0", text


def card(
    run: Path,
    work: Path,
    test: dict[str, Any],
    terms: dict[str, Any],
    *,
    size: dict[str, int],
    vocabulary: int,
    parameters: int,
    version: str,
    mix: Mix,
    notes: dict[str, str],
) -> str:
    """The whole card; ``notes`` holds what a person must say: ``verdict``, ``when``, ``flat``,
    ``speed`` and ``weaknesses``, ``permissive`` if there was such a build."""
    facts = training_facts(run)
    identifier, licence = licence_text(work, notes)
    limit = test.get("limit")
    lines = "whole sets" if limit is None else f"the first {limit} lines of each set"
    parts = [
        HEAD.format(
            licence=identifier,
            version=version,
            languages=", ".join(mix.languages),
            directions=directions(mix),
            encoder=size["encoder_layers"],
            decoder=size["decoder_layers"],
            width=size["d_model"],
            pieces=vocabulary,
            parameters=parameters / 1e6,
            verdict=notes["verdict"],
        ),
        f"## Figures\n\nCTranslate2, int8, greedy; {lines}; detokenised, nothing checked or "
        "repaired afterwards. “Wrong language” is py3langid's opinion of outputs of 40 or more "
        "characters.\n\n" + figures_table(test),
        "Signatures: " + "; ".join(f"`{s}`" for s in test["signatures"].values()) + ".",
        f"Beside published figures (whole sets; ours: {lines}):\n\n" + published_table(test),
        "### Terminology\n\nHeld-out FLORES dev lines, terms found by word alignment, as in "
        "training but never invented. “Some form” is judged by a recogniser (Russian lemmas, "
        "common stems), so it errs a little to the generous side.\n\n" + terms_table(terms),
        notes["speed"],
        "## What it is bad at\n\n" + notes["weaknesses"] + "\n\nThe first lines of FLORES "
        "devtest, as they come out:\n\n" + examples(test),
        "## Data\n\nPairs after cleaning; how often a source is drawn is in "
        "`training/sources.py`.\n\n"
        + data_table(work)
        + "\n\n`en-az-synthetic` is English with Turkish converted to Azerbaijani by paired "
        "morphology, a hand lexicon and rules; its analysis used Apertium's GPL data. FLORES-200 "
        "dev (CC-BY-SA-4.0) was used to watch the loss and for the terminology test, never for "
        "training. Interface strings under the GPL were left out.\n\n## Licence of the weights\n\n"
        + licence,
        RECIPE.format(
            tokens=facts["tokens"] / 1e6,
            steps=facts["steps"],
            when=notes["when"],
            curve=curve_table(facts["curve"]),
            flat=notes["flat"],
        ),
        USE.format(longest=110),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"
