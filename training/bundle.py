"""The prepared data as one small archive, and large files in parts: for a machine with a GPU.

Such a machine is often far away and lent by the minute. What can be done without it (cleaning,
alignment, the vocabulary) travels as one ``.tar.xz``; what comes back may have to be cut up.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

PREPARED = ("clean/*.tsv", "clean/*.align", "source.model")
HELD_OUT = ("dev/en-*/flores-dev.tsv.xz", "test/en-*/*.tsv", "test/ntrex-news.tsv")


def bundle(work: Path, data: Path, archive: Path) -> int:
    """Write what `prepare`, `align` and `tokenise` left, and the held-out sets; gives its bytes."""
    temporary = archive.with_suffix(".tmp")
    with tarfile.open(temporary, "w:xz", preset=6) as tar:
        for base, patterns, name in ((work, PREPARED, "work"), (data, HELD_OUT, "data")):
            for pattern in patterns:
                for path in sorted(base.glob(pattern)):
                    tar.add(path, f"{name}/{path.relative_to(base)}")
    temporary.replace(archive)
    return archive.stat().st_size


def unbundle(archive: Path, folder: Path) -> None:
    """Unpack a bundle into ``folder/work`` and ``folder/data``."""
    with tarfile.open(archive, "r:xz") as tar:
        tar.extractall(folder, filter="data")


def split(path: Path, folder: Path, *, size: int = 15 << 20) -> list[Path]:
    """Cut a file into parts of at most ``size`` bytes, named so that ``cat`` joins them."""
    folder.mkdir(parents=True, exist_ok=True)
    parts: list[Path] = []
    with path.open("rb") as file:
        while data := file.read(size):
            part = folder / f"{path.name}.part-{len(parts):02d}"
            part.write_bytes(data)
            parts.append(part)
    return parts


def join(folder: Path, name: str, path: Path) -> None:
    """Put the parts of ``name`` in ``folder`` together again."""
    parts = sorted(folder.glob(f"{name}.part-*"))
    if not parts:
        raise FileNotFoundError(f"no parts of {name} in {folder}")
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        for part in parts:
            file.write(part.read_bytes())
    temporary.replace(path)
