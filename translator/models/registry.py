"""Finding models: the one that ships, those in the data folder, and folders given by path."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from translator.errors import ErrorCode, TranslatorError
from translator.models.folder import ModelFolder, read_folder
from translator.paths import data_dir

BUILTIN = "builtin"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A well-known model that can be fetched: ``size`` is the download in bytes, about."""

    name: str
    repo: str
    family: str
    licence: str
    size: int
    languages: str
    needs: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of ``models list``: a model that is here, or one that could be."""

    name: str
    status: str  # "ready", "damaged" or "to pull"
    size: int
    licence: str
    languages: str
    path: Path | None = None
    note: str = ""


def models_dir() -> Path:
    """Where models other than the built-in one are kept."""
    return data_dir() / "models"


def builtin_path() -> Path:
    """The folder of the model that ships with the package."""
    return Path(str(resources.files("translator.models") / "builtin"))


def find(name_or_path: str | os.PathLike[str] = BUILTIN) -> ModelFolder:
    """The model of that name, or in that folder.

    Args:
        name_or_path: ``builtin``, the name of a folder in the data folder's ``models``, or a path
            to a Marian (OPUS-MT) model as a Hugging Face folder.

    Raises:
        TranslatorError: ``model-missing`` or ``model-damaged``.
    """
    text = os.fspath(name_or_path)
    if text == BUILTIN:
        if not (builtin_path() / "config.json").is_file():
            raise TranslatorError(
                ErrorCode.MODEL_MISSING,
                "the built-in model is not part of this installation",
                "install the package again, or give a model's folder with -m",
            )
        return read_folder(builtin_path(), BUILTIN)
    named = Path(text).expanduser()
    bare = len(named.parts) == 1 and not text.startswith(("~", "."))
    if bare and (models_dir() / text).is_dir():
        return read_folder(models_dir() / text, text)
    if text and named.is_dir():
        return read_folder(named.resolve(), named.resolve().name)
    if text and named.exists():
        raise TranslatorError(
            ErrorCode.MODEL_MISSING,
            f"{text} is a file, not a model folder",
            "give the folder that holds config.json and model.safetensors",
        )
    for entry in catalogue():
        if text in (entry.name, entry.repo):
            raise _absent(entry)
    raise TranslatorError(
        ErrorCode.MODEL_MISSING,
        f"no model {text!r}: neither a known name nor a folder",
        "`translator models list` shows the models on this machine",
    )


def _absent(entry: CatalogueEntry) -> TranslatorError:
    hint = f"download {entry.repo} from huggingface.co and put it into {models_dir() / entry.name}"
    if entry.family != "marian":
        hint = "models of its kind cannot be used yet; `translator models list` shows others"
    return TranslatorError(
        ErrorCode.MODEL_MISSING, f"the model {entry.name} is not on this machine", hint
    )


def installed() -> tuple[str, ...]:
    """The names of the models on this machine, the built-in one first."""
    names = [BUILTIN] if (builtin_path() / "config.json").is_file() else []
    folder = models_dir()
    if folder.is_dir():
        names += sorted(p.name for p in folder.iterdir() if p.is_dir() and p.name[0] != ".")
    return tuple(names)


def available() -> tuple[Listed, ...]:
    """What ``models list`` shows: the models here, then those of the catalogue that are not."""
    rows: list[Listed] = []
    for name in installed():
        try:
            model = find(name)
        except TranslatorError as error:
            rows.append(Listed(name, "damaged", 0, "", "", None, error.message))
            continue
        rows.append(Listed(name, "ready", model.size, model.licence, _languages(model), model.path))
    here = {row.name for row in rows}
    rows += [
        Listed(e.name, "to pull", e.size, e.licence, e.languages, None, _note(e))
        for e in catalogue()
        if e.name not in here
    ]
    return tuple(rows)


def _note(entry: CatalogueEntry) -> str:
    later = "" if entry.family == "marian" else "cannot be used yet"
    return "; ".join(filter(None, (f"needs {entry.needs}", entry.note, later)))


def _languages(model: ModelFolder) -> str:
    codes = sorted({code for pair in model.pairs for code in pair})
    return " ".join(codes[:12]) + (f" and {len(codes) - 12} more" if len(codes) > 12 else "")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What ``models info`` shows of a model on this machine; ``prepared`` lists its conversions."""

    model: ModelFolder
    prepared: tuple[str, ...]
    prepared_size: int


def info(name_or_path: str) -> ModelInfo:
    """Everything known about a model on this machine, without loading it.

    Raises:
        TranslatorError: as ``find`` does.
    """
    from translator.models.convert import conversions

    model = find(name_or_path)
    done = conversions(model)
    size = sum(f.stat().st_size for d in done for f in d.iterdir() if f.is_file())
    return ModelInfo(model, tuple(d.name.rsplit("-", 1)[-1] for d in done), size)


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """The well-known models of ``catalogue.toml``."""
    import tomllib

    text = (resources.files("translator.models") / "catalogue.toml").read_text(encoding="utf-8")
    return tuple(CatalogueEntry(**row) for row in tomllib.loads(text)["model"])
