"""Every test here runs in an empty folder with none of this machine's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import alone, cli

__all__ = ["alone", "cli"]


@pytest.fixture(autouse=True)
def _alone(alone: Path) -> None:
    """See ``alone``."""
