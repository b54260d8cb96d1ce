"""Hashes of model files, remembered by size and time so that a warm start reads none of them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from translator.paths import cache_dir

_KEPT = 500


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file by its name, read anew only where size or time have changed."""
    store = cache_dir() / "hashes.json"
    known: dict[str, list[object]] = {}
    with contextlib.suppress(OSError, ValueError):
        loaded = json.loads(store.read_text(encoding="utf-8"))
        known = loaded if isinstance(loaded, dict) else {}
    out: dict[str, str] = {}
    fresh = False
    for path in paths:
        key = str(path.resolve())
        stat = path.stat()
        entry = known.get(key)
        if not (isinstance(entry, list) and entry[:2] == [stat.st_size, stat.st_mtime_ns]):
            entry = [stat.st_size, stat.st_mtime_ns, digest(path)]
            known.pop(key, None)
            known[key] = entry
            fresh = True
        out[path.name] = str(entry[2])
    if fresh:
        _save(store, dict(list(known.items())[-_KEPT:]))
    return out


def _save(store: Path, known: dict[str, list[object]]) -> None:
    """Write the store whole or not at all; a cache that cannot be written is no error."""
    with contextlib.suppress(OSError):
        store.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=store.parent, prefix=".hashes-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(known, file)
            Path(name).replace(store)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
