"""Settings: flags, then ``TRANSLATOR_*``, then ``translator.toml`` here, then the user's, defaults.

A wrong key or a value of the wrong type is an error that names the file and the key: a setting
that silently does nothing is worse than none.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from translator import paths
from translator.errors import ErrorCode, TranslatorError

FILE_NAME = "translator.toml"

Kind = Literal["text", "texts", "number", "flag"]


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its name in files, its environment variable, its type and its default.

    ``choices`` are the values allowed, any if empty; ``path`` values that look like a path are
    taken relative to the file they stand in.
    """

    name: str
    kind: Kind
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    path: bool = False

    @property
    def variable(self) -> str:
        return f"TRANSLATOR_{self.name.upper()}"


KEYS = (
    Key("from", "text", "", "language of the input; recognised from the text when empty"),
    Key("to", "texts", (), "languages to translate into"),
    Key("glossaries", "texts", (), "glossaries to apply: shipped names or files", path=True),
    Key("model", "text", "builtin", "model: builtin, a name, or a folder", path=True),
    Key("engine", "text", "auto", "what runs the model", ("auto", "ctranslate2", "transformers")),
    Key("quality", "text", "draft", "draft is fast, best searches longer", ("draft", "best")),
    Key("names", "flag", True, "carry over names of persons and places that no glossary lists"),
    Key(
        "turkish_institutions",
        "text",
        "apostrophe",
        "suffixes after Turkish names of institutions: set off, or joined as the TDK has it",
        ("apostrophe", "joined"),
    ),
    Key("encoding", "text", "", "encoding of the input; recognised when empty"),
    Key("columns", "texts", (), "columns of tables to translate; told by their names when empty"),
    Key("whole_page", "flag", False, "translate whole web pages, not their articles alone"),
    Key("threads", "number", 0, "processor cores to use; 0 for all of them"),
    Key("memory", "text", "", "translation memory: a file, or off for none", path=True),
    Key("window", "number", 512, "sentences translated between two commits to the memory"),
    Key("strict", "flag", False, "exit with 3 when sentences were flagged"),
)
_BY_NAME = {key.name: key for key in KEYS}
FOLDERS = ("TRANSLATOR_DATA_DIR", "TRANSLATOR_CACHE_DIR", "TRANSLATOR_CONFIG_DIR")
OTHER_VARIABLES = (*FOLDERS, "TRANSLATOR_DEBUG")


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value and where it was found."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, by their names in ``translator.toml``."""

    values: Mapping[str, Value] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name].value

    def origin(self, name: str) -> str:
        return self.values[name].origin


def config_files(folder: Path | None = None) -> tuple[Path, Path]:
    """The project's settings file (in ``folder``, the working folder by default) and the user's."""
    return (folder or Path()) / FILE_NAME, paths.config_dir() / FILE_NAME


def load(
    flags: Mapping[str, Any] | None = None,
    *,
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Config:
    """Every setting with its origin.

    Args:
        flags: values given on the command line by setting name; None or empty means not given.
        env: the environment, the process's own by default.
        folder: the project folder, the working folder by default.

    Raises:
        TranslatorError: ``config-invalid``; the message names the file or variable and the key.
    """
    env = os.environ if env is None else env
    values = {key.name: Value(key.default, "default") for key in KEYS}
    project, user = config_files(folder)
    for path in (user, project):
        values |= _from_file(path)
    values |= _from_environment(env)
    for name, given in (flags or {}).items():
        if given is not None and given not in ([], ()):
            value = tuple(given) if isinstance(given, list) else given
            values[name] = Value(value, "command line")
    return Config(values)


def unknown_variables(env: Mapping[str, str]) -> list[str]:
    """``TRANSLATOR_*`` variables that mean nothing, most likely misspelt."""
    known = {key.variable for key in KEYS} | set(OTHER_VARIABLES)
    return sorted(name for name in env if name.startswith("TRANSLATOR_") and name not in known)


def _from_environment(env: Mapping[str, str]) -> dict[str, Value]:
    found = {}
    for key in KEYS:
        text = env.get(key.variable, "")
        if text:
            found[key.name] = Value(_parse(key, text), f"${key.variable}")
    return found


def _parse(key: Key, text: str) -> Any:
    value: Any = text
    if key.kind == "texts":
        value = tuple(part.strip() for part in text.split(",") if part.strip())
    elif key.kind == "number":
        value = int(text) if text.strip().isdecimal() else text
    elif key.kind == "flag":
        value = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(
            text.strip().lower(), text
        )
    return _checked(key, value, f"${key.variable}")


def _from_file(path: Path) -> dict[str, Value]:
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise _invalid(f"{path}: cannot be read: {reason}") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _invalid(f"{path}: {error}", "see toml.io for how such a file is written") from error
    found = {}
    for name, raw in table.items():
        key = _BY_NAME.get(name)
        if key is None:
            near = difflib.get_close_matches(name, _BY_NAME, 1)
            known = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(_BY_NAME)}"
            raise _invalid(f"{path}: unknown key {name!r}", known)
        value = _checked(key, raw, str(path))
        found[name] = Value(_anchored(key, value, path.parent), str(path))
    return found


def _checked(key: Key, value: Any, where: str) -> Any:
    """``value`` if it is of the key's type, lists as tuples."""
    wanted = {
        "text": "a string",
        "texts": "a list of strings",
        "number": "a whole number, 0 or more",
        "flag": "true or false",
    }[key.kind]
    if key.kind == "texts":
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list | tuple) and all(isinstance(item, str) for item in items):
            return tuple(items)
    elif key.kind == "number":
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    elif key.kind == "flag":
        if isinstance(value, bool):
            return value
    elif isinstance(value, str):
        if not key.choices or value in key.choices:
            return value
        near = difflib.get_close_matches(value, key.choices, 1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(key.choices)}"
        raise _invalid(f"{where}: {key.name} cannot be {value!r}", hint)
    raise _invalid(f"{where}: {key.name} must be {wanted}, not {value!r}")


def _anchored(key: Key, value: Any, folder: Path) -> Any:
    """Relative paths in a settings file are relative to that file."""
    if not key.path:
        return value
    if isinstance(value, tuple):
        return tuple(_anchor(item, folder) for item in value)
    return _anchor(value, folder)


def _anchor(item: str, folder: Path) -> str:
    if "/" in item or os.sep in item or item.endswith((".tsv", ".csv", ".sqlite")):
        return str(folder / Path(item).expanduser())
    return item


def _invalid(message: str, hint: str = "") -> TranslatorError:
    hint = hint or "`translator config show` lists the settings and where each comes from"
    return TranslatorError(ErrorCode.CONFIG_INVALID, message, hint)
