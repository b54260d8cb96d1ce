"""CTranslate2's copy of a model: made once, in the cache, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from translator.errors import ErrorCode, TranslatorError
from translator.models.folder import ModelFolder, damaged
from translator.models.hashes import digests
from translator.paths import cache_dir

# Raised when this module or CTranslate2 changes what a conversion contains.
_LAYOUT = 1
_RECORD = "conversion.json"


def conversions_dir() -> Path:
    """Where prepared models are kept."""
    return cache_dir() / "ctranslate2"


def fingerprint(model: ModelFolder) -> str:
    """A short hash of the model's contents, checked against the hashes it came with.

    Raises:
        TranslatorError: ``model-damaged`` if a file is not what ``translator.json`` says.
    """
    found = digests(model.files)
    for name, wanted in model.hashes.items():
        if name in found and found[name] != wanted:
            raise damaged(model.path / name, "the contents are not what the model came with")
    whole = json.dumps([_LAYOUT, sorted(found.items())])
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def target(model: ModelFolder, quantisation: str) -> Path:
    """The folder that the conversion to ``quantisation`` lies in, made or not."""
    safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in model.name)[:60]
    return conversions_dir() / f"{safe}-{fingerprint(model)}-{quantisation}"


def conversions(model: ModelFolder) -> tuple[Path, ...]:
    """The whole conversions of ``model`` that are in the cache."""
    stem = target(model, "x").name.removesuffix("-x")
    folder = conversions_dir()
    if not folder.is_dir():
        return ()
    return tuple(p for p in sorted(folder.iterdir()) if p.name.startswith(stem + "-") and whole(p))


def whole(folder: Path) -> bool:
    """Whether ``folder`` is a finished conversion with all its files in their full length."""
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in record["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def prepare(
    model: ModelFolder, quantisation: str, notify: Callable[[str], None] | None = None
) -> Path:
    """The folder of the model in CTranslate2's format, converted now if it is not there yet.

    Several processes may ask at once: one converts, the others wait for it.

    Args:
        model: The model to convert.
        quantisation: ``int8``, ``float16`` or ``float32``: how the weights are stored.
        notify: Called with a line for the user before a conversion.

    Raises:
        TranslatorError: ``model-damaged``, or ``output-unwritable`` if the cache cannot be
            written or the disk is full.
    """
    wanted = target(model, quantisation)
    if whole(wanted):
        return wanted
    with _writing(wanted):
        import filelock

        wanted.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(wanted.parent / f".{wanted.name}.lock"):
            if whole(wanted):
                return wanted
            if notify is not None:
                size = model.size / 1e6
                notify(f"preparing the model {model.name} ({size:.0f} MB), only this once …")
            _convert(model, quantisation, wanted)
    return wanted


def discard(folder: Path) -> None:
    """Remove a conversion that turned out not to load."""
    shutil.rmtree(folder, ignore_errors=True)


def _convert(model: ModelFolder, quantisation: str, wanted: Path) -> None:
    from translator.models.marian_spec import build_spec

    for stale in wanted.parent.glob(f".{wanted.name}.tmp-*"):
        shutil.rmtree(stale, ignore_errors=True)  # left by a conversion that was killed
    if wanted.exists():
        shutil.rmtree(wanted)
    part = Path(tempfile.mkdtemp(dir=wanted.parent, prefix=f".{wanted.name}.tmp-"))
    try:
        try:
            spec = build_spec(model)
            spec.validate()
            spec.optimize(quantization=quantisation)
        except (ValueError, IndexError) as error:  # weights of the wrong shapes
            reason = str(error).splitlines()[0][:120]
            raise damaged(model.path, f"it does not fit together ({reason})") from error
        spec.save(str(part))
        files = {p.name: p.stat().st_size for p in part.iterdir()}
        (part / _RECORD).write_text(json.dumps({"files": files}), encoding="utf-8")
        for file in part.iterdir():
            _sync(file)
        _sync(part)
        part.chmod(0o755)
        part.rename(wanted)
        _sync(wanted.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _writing(wanted: Path) -> Iterator[None]:
    """Turn failures to write into one clear error."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            reason, hint = "the disk is full", "make room, or move the cache"
        elif error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            reason, hint = "the folder cannot be written", "mend its permissions, or move the cache"
        else:
            reason, hint = error.strerror or str(error), "move the cache"
        raise TranslatorError(
            ErrorCode.OUTPUT_UNWRITABLE,
            f"cannot prepare the model in {wanted.parent}: {reason}",
            f"{hint} with TRANSLATOR_CACHE_DIR=FOLDER",
        ) from error
