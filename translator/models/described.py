"""What is known of a model without loading it: name, pairs, and an identity that never lies."""

from __future__ import annotations

from dataclasses import dataclass

from translator.engines.base import Engine
from translator.models.folder import ModelFolder


@dataclass(frozen=True, slots=True)
class Described:
    """A model as it will be run.

    ``pairs`` are those it translates directly, empty if it does not say. ``identity`` changes with
    any of its files and with the engine. ``notice`` is what its maker wants users to know.
    """

    name: str
    pairs: frozenset[tuple[str, str]]
    identity: str
    notice: str = ""


def describe(model: str, engine: str) -> Described:
    """The model of that name or in that folder, run by that engine (``auto`` is CTranslate2).

    Raises:
        TranslatorError: ``model-missing`` or ``model-damaged``.
    """
    from translator.models.registry import find

    return _folder(find(model), "ctranslate2" if engine == "auto" else engine)


def describe_engine(engine: Engine) -> Described:
    """A model that is loaded already; one without files is known by its name alone."""
    model = getattr(engine, "model", None)
    if isinstance(model, ModelFolder):
        return _folder(model, type(engine).__name__.removesuffix("Engine").lower())
    return Described(engine.name, engine.pairs(), f"{engine.name}@{type(engine).__name__}")


def _folder(model: ModelFolder, engine: str) -> Described:
    from translator.models.convert import fingerprint

    identity = f"{model.name}:{fingerprint(model)}@{engine}"
    return Described(model.name, model.pairs, identity, model.notice)
