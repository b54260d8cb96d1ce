"""Checks on every translated segment.

Each check is a module of its own with the signature of :data:`translator.quality.base.Check`;
adding one is a module and a line in :data:`CHECKS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from translator.quality import (
    capped,
    copied,
    date,
    empty,
    length,
    number,
    repeated,
    script,
    term_forbidden,
    term_missing,
)
from translator.quality.base import Check, Checked, Finding, FindingCode

__all__ = ["CHECKS", "Check", "Checked", "Finding", "FindingCode", "examine"]

CHECKS: Mapping[FindingCode, Check] = {
    FindingCode.EMPTY: empty.check,
    FindingCode.CAPPED: capped.check,
    FindingCode.LENGTH: length.check,
    FindingCode.REPEATED: repeated.check,
    FindingCode.COPIED: copied.check,
    FindingCode.SCRIPT: script.check,
    FindingCode.NUMBER: number.check,
    FindingCode.DATE: date.check,
    FindingCode.TERM_MISSING: term_missing.check,
    FindingCode.TERM_FORBIDDEN: term_forbidden.check,
}


def examine(checked: Checked) -> tuple[Finding, ...]:
    """All findings about one segment, in the order of :data:`CHECKS`.

    An empty translation is reported as that alone: everything else would follow from it.
    """
    nothing = tuple(empty.check(checked))
    if nothing:
        return nothing
    return tuple(finding for check in CHECKS.values() for finding in check(checked))
