"""Importing CTranslate2 without what it would drag along, and asking it about this machine."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

_LOCK = threading.Lock()
_HEAVY = ("torch", "transformers", "huggingface_hub")


def import_specs() -> Any:
    """``ctranslate2.specs``, which imports torch (seconds) where there is one, without it.

    The module works without torch, as it must where torch is not installed; so for the moment of
    its import torch is made to look absent, unless somebody has imported it already.
    """
    with _LOCK:
        if "ctranslate2.specs" in sys.modules or "torch" in sys.modules:
            import ctranslate2.specs

            return ctranslate2.specs
        hidden = [name for name in _HEAVY if name not in sys.modules]
        sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
        try:
            import ctranslate2.specs

            return ctranslate2.specs
        finally:
            for name in hidden:
                sys.modules.pop(name, None)


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def has_gpu() -> bool:
    """Whether CTranslate2 sees a CUDA device."""
    import ctranslate2

    return bool(ctranslate2.get_cuda_device_count())
