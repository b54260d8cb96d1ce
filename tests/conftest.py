"""Fixtures for every test: folders of its own, a tiny real model, engines with known answers."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import tiny_model as tiny

# A shell starts its background jobs deaf to interrupts, and their children with them; the tests
# of Ctrl-C need ears.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_NUMBERS = count()


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all xdist workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder = base / "translator-shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once a run and only read afterwards."""
    return _shared(tmp_path_factory)


def _model(folder: Path, name: str, **options: bool) -> Path:
    code = hashlib.sha256(Path(tiny.__file__).read_bytes()).hexdigest()[:8]
    wanted = folder / f"{name}-{code}" / name
    with FileLock(folder / f"{name}.lock"):
        if not (wanted / "model.safetensors").exists():
            with tempfile.TemporaryDirectory(dir=folder) as part:
                built = tiny.build(Path(part) / "model", name=name, **options)
                wanted.parent.mkdir(parents=True, exist_ok=True)
                built.rename(wanted)
    return wanted


@pytest.fixture(scope="session")
def tiny_model(shared_folder: Path) -> Path:
    """A multilingual Marian model that copies and changes the script; see ``tiny_model.py``."""
    return _model(shared_folder, "tiny")


@pytest.fixture(scope="session")
def tiny_bilingual(shared_folder: Path) -> Path:
    """A Marian model without tags and without ``translator.json`` that copies its source."""
    return _model(shared_folder, "opus-mt-en-ru", tagged=False)


@pytest.fixture(scope="session")
def tiny_endless(shared_folder: Path) -> Path:
    """A Marian model that never says end-of-sentence."""
    return _model(shared_folder, "endless", ends=False)


@pytest.fixture(autouse=True)
def isolated_dirs(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Data, cache and settings in a folder of the test's own; prepared models are shared.

    Returns the folder; ``data``, ``cache`` and ``config`` in it are what the tool uses.
    """
    shared = _shared(tmp_path_factory)
    (shared / "ctranslate2").mkdir(exist_ok=True)
    base = tmp_path_factory.getbasetemp() / "own" / str(next(_NUMBERS))
    for kind in ("data", "cache", "config"):
        (base / kind).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(f"TRANSLATOR_{kind.upper()}_DIR", str(base / kind))
    (base / "cache" / "ctranslate2").symlink_to(shared / "ctranslate2")
    yield base
