"""A translation that the model did not finish."""

from __future__ import annotations

from collections.abc import Iterator

from translator.quality.base import Checked, Finding, FindingCode


def check(checked: Checked) -> Iterator[Finding]:
    """Report a target that ends where the search hit its length limit."""
    if checked.capped:
        yield Finding(
            FindingCode.CAPPED, "the translation breaks off: the model reached its length limit"
        )
