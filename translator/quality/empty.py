"""A translation without words."""

from __future__ import annotations

from collections.abc import Iterator

from translator.quality.base import Checked, Finding, FindingCode


def check(checked: Checked) -> Iterator[Finding]:
    """Report a target without letters or digits where the source has some."""
    if not any(char.isalnum() for char in checked.source):
        return
    if not checked.target.strip():
        yield Finding(FindingCode.EMPTY, "the translation is empty")
    elif not any(char.isalnum() for char in checked.target):
        yield Finding(FindingCode.EMPTY, "the translation has no words")
