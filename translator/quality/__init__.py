"""Checks on every translated segment.

Each check is a module of its own with the signature of :data:`translator.quality.base.Check`;
adding one is a module and a line in :data:`CHECKS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from translator.later import later
from translator.quality import empty
from translator.quality.base import Check, Checked, Finding, FindingCode

__all__ = ["CHECKS", "Check", "Checked", "Finding", "FindingCode", "examine"]


def _of(module: str) -> Check:
    return later(f"translator.quality.{module}", "check")


CHECKS: Mapping[FindingCode, Check] = {
    FindingCode.EMPTY: _of("empty"),
    FindingCode.CAPPED: _of("capped"),
    FindingCode.LENGTH: _of("length"),
    FindingCode.REPEATED: _of("repeated"),
    FindingCode.COPIED: _of("copied"),
    FindingCode.SCRIPT: _of("script"),
    FindingCode.NUMBER: _of("number"),
    FindingCode.DATE: _of("date"),
    FindingCode.TERM_MISSING: _of("term_missing"),
    FindingCode.TERM_FORBIDDEN: _of("term_forbidden"),
    FindingCode.UNSURE: _of("unsure"),
}


def examine(checked: Checked) -> tuple[Finding, ...]:
    """All findings about one segment, in the order of :data:`CHECKS`.

    An empty translation is reported as that alone: everything else would follow from it.
    """
    nothing = tuple(empty.check(checked))
    if nothing:
        return nothing
    return tuple(finding for check in CHECKS.values() for finding in check(checked))
