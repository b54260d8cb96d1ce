"""What the side-by-side formats say about a parallel text: names, counts, notice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from translator.documents.article import BlockKind
from translator.languages import LANGUAGES
from translator.parallel.text import ParallelText
from translator.quality.base import FindingCode


def name_of(lang: str) -> str:
    """The English name of a language, or its code where the table has none."""
    row = LANGUAGES.get(lang)
    return row.name if row else lang or "unknown language"


def native_name_of(lang: str) -> str:
    """A language's name in itself, or its code."""
    row = LANGUAGES.get(lang)
    return row.native if row else lang


def is_rtl(lang: str) -> bool:
    """Whether a language is written from right to left."""
    row = LANGUAGES.get(lang)
    return row is not None and row.rtl


def language_names(parallel: ParallelText) -> tuple[str, str]:
    """The English names of both languages."""
    return name_of(parallel.source_lang), name_of(parallel.target_lang)


def title(parallel: ParallelText) -> str:
    """The article's first headline on one line, else its file's name, else the languages."""
    for block in parallel.blocks:
        if block.block.kind is BlockKind.HEADLINE and block.block.text.strip():
            return " ".join(block.block.text.split())
    if parallel.article.name not in ("", "-"):
        return PurePath(parallel.article.name).name
    return " – ".join(language_names(parallel))


def count(number: int, noun: str) -> str:
    """``1 sentence``, ``1,024 sentences``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def counts(parallel: ParallelText) -> dict[str, int]:
    """How many sentences, source words, glossary terms and flagged sentences there are."""
    units = tuple(parallel.units)
    return {
        "sentence": len(units),
        "word": sum(len(unit.source.split()) for unit in units),
        "term": sum(len(unit.matches) for unit in units),
        "flag": sum(1 for unit in units if unit.findings),
    }


def terms(parallel: ParallelText) -> tuple[int, int]:
    """How many glossary terms the source has a translation for, and how many were applied."""
    applied = found = 0
    for unit in parallel.units:
        missing = {f.concept for f in unit.findings if f.code == FindingCode.TERM_MISSING}
        for match in unit.matches:
            if match.concept.preferred(parallel.target_lang) or match.concept.policy == "keep":
                found += 1
                applied += match.concept.id not in missing
    return found, applied


def summary(parallel: ParallelText) -> str:
    """One line of facts: languages, pivot, model and counts."""
    source, target = language_names(parallel)
    number = counts(parallel)
    parts = [f"{source} to {target}" + through(parallel)]
    parts.append(count(number["sentence"], "sentence"))
    if number["term"]:
        parts.append(count(number["term"], "glossary term"))
    if parallel.model:
        parts.append(f"model {parallel.model}")
    return " · ".join(parts)


def through(parallel: ParallelText) -> str:
    """`` through English`` for a translation by way of a third language, else nothing."""
    return f" through {name_of(parallel.pivot)}" if parallel.pivot else ""


def notice(parallel: ParallelText) -> str:
    """The sentence that says that a machine translated."""
    return f"Machine translation{through(parallel)}. Check it before you publish it."


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers as people write them: ``1-3, 5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
