"""Where the tool keeps its data, its cache and its settings on this machine."""

from __future__ import annotations

import os
from pathlib import Path

_APPLICATION = "translator"


def _folder(variable: str, kind: str) -> Path:
    if named := os.environ.get(variable):
        return Path(named).expanduser()
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_path")(_APPLICATION, appauthor=False))


def data_dir() -> Path:
    """The folder of models and glossaries; ``TRANSLATOR_DATA_DIR`` moves it."""
    return _folder("TRANSLATOR_DATA_DIR", "data")


def cache_dir() -> Path:
    """The folder of everything that can be made again; ``TRANSLATOR_CACHE_DIR`` moves it."""
    return _folder("TRANSLATOR_CACHE_DIR", "cache")


def config_dir() -> Path:
    """The folder of the user's settings; ``TRANSLATOR_CONFIG_DIR`` moves it."""
    return _folder("TRANSLATOR_CONFIG_DIR", "config")
