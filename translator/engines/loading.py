"""From a model's name to an engine that is ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from translator.engines.base import Engine
from translator.errors import ErrorCode, TranslatorError
from translator.models.folder import ModelFolder, damaged
from translator.models.registry import BUILTIN, find

EngineChoice = Literal["auto", "ctranslate2", "transformers"]


def load_engine(
    model: str = BUILTIN,
    *,
    engine: EngineChoice = "auto",
    compute_type: str = "auto",
    threads: int = 0,
    notify: Callable[[str], None] | None = None,
) -> Engine:
    """Load a model, preparing it for CTranslate2 first if need be.

    Args:
        model: ``builtin``, an installed model's name, or the path of a model folder.
        engine: ``auto`` is ``ctranslate2``; ``transformers`` is the slow reference.
        compute_type: ``auto`` (int8 on a processor, float16 on a GPU), ``int8``, ``float32``,
            ``float16`` or another type that the engine knows.
        threads: Processor cores to use; 0 for all.
        notify: Called with a line for the user before work that takes a while, and with what the
            model's makers want said of it.

    Raises:
        TranslatorError: ``model-missing``, ``model-damaged``, ``usage`` for a compute type that
            this machine does not support, ``output-unwritable`` if the cache cannot be written.
    """
    folder = find(model)
    if folder.notice and notify is not None:
        notify(folder.notice)
    if engine == "transformers":
        from translator.engines.transformers import TransformersEngine

        return TransformersEngine(folder, compute_type=compute_type, threads=threads)
    return _ctranslate2(folder, compute_type, threads, notify)


def _ctranslate2(
    model: ModelFolder, compute_type: str, threads: int, notify: Callable[[str], None] | None
) -> Engine:
    import ctranslate2

    from translator.engines.ctranslate2 import CTranslate2Engine
    from translator.engines.runtime import has_gpu
    from translator.models.convert import discard, prepare

    device = "cuda" if has_gpu() else "cpu"
    supported = set(ctranslate2.get_supported_compute_types(device))
    if compute_type == "auto":
        preferred = ("float16", "int8") if device == "cuda" else ("int8",)
        compute_type = next((c for c in preferred if c in supported), "float32")
    elif compute_type not in supported:
        raise TranslatorError(
            ErrorCode.USAGE,
            f"the compute type {compute_type!r} is not supported here",
            f"choose one of: auto, {', '.join(sorted(supported))}",
        )
    stored = compute_type.split("_")[0]
    stored = stored if stored in ("int8", "float16", "float32") else "float32"
    for last in (False, True):
        prepared = prepare(model, stored, notify)
        try:
            return CTranslate2Engine(
                model, prepared, device=device, compute_type=compute_type, threads=threads
            )
        except (RuntimeError, LookupError, ValueError, OSError) as error:
            if last:
                reason = str(error).splitlines()[0][:120]
                raise damaged(model.path, f"does not load ({reason})") from error
            discard(prepared)  # spoiled on the disk, perhaps: make it once more
    raise AssertionError("unreachable")
