"""A translation that the model itself gave little probability."""

from __future__ import annotations

from collections.abc import Iterator

from translator.quality.base import Checked, Finding, FindingCode


def check(checked: Checked) -> Iterator[Finding]:
    """Report a target less probable than what the model's makers trust."""
    if checked.unsure:
        yield Finding(
            FindingCode.UNSURE, "the model was unsure of its words: the meaning may be wrong"
        )
