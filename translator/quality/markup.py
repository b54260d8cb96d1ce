"""Markup whose words the alignment does not tell: what the sentences alone cannot show."""

from __future__ import annotations

from dataclasses import replace

from translator.documents.inline import doubts
from translator.parallel.text import ParallelBlock, ParallelText
from translator.quality.base import Finding, FindingCode

_FINDING = Finding(FindingCode.MARKUP, "a link or emphasis may stand on other words than its own")


def doubtful_markup(parallel: ParallelText) -> ParallelText:
    """``parallel`` with a finding on every unit in which the place of markup is uncertain."""
    return replace(parallel, blocks=tuple(map(_examined, parallel.blocks)))


def _examined(entry: ParallelBlock) -> ParallelBlock:
    if not entry.block.inlines or not entry.units:
        return entry
    found = doubts(entry.block, entry.units)
    if not found:
        return entry
    units = list(entry.units)
    for number in found:
        unit = units[number]
        units[number] = replace(unit, findings=(*unit.findings, _FINDING))
    return replace(entry, units=tuple(units))
