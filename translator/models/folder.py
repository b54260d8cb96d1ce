"""A Marian model as it lies on disk: what its files say, and whether they are whole."""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from translator.engines.base import Terminology
from translator.errors import ErrorCode, TranslatorError
from translator.languages import LANGUAGES, language

WEIGHTS = ("model.safetensors", "pytorch_model.bin")
NEEDED = ("config.json", "vocab.json", "source.spm", "target.spm")
_OPTIONAL = ("translator.json", "tokenizer_config.json", "generation_config.json")
_NAMED_PAIR = re.compile(r"opus-mt-(?:tc-[a-z]+-)?([a-z]{2,3})-([a-z]{2,3})(?![a-z])", re.I)
_HEADER_LIMIT = 100_000_000
# The sizes a configuration must give, and the most that is taken seriously.
_SIZES = {
    "encoder_layers": 1_000,
    "decoder_layers": 1_000,
    "encoder_attention_heads": 1_000,
    "decoder_attention_heads": 1_000,
    "d_model": 100_000,
    "vocab_size": 10_000_000,
}
_LONGEST = 100_000  # tokens
_SCRIPTS = {"Latin": "Latn", "Cyrillic": "Cyrl", "Arabic": "Arab"}
FORMAT = 1


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A translation model found on this machine.

    ``pairs`` are the (source, target) codes it translates directly, empty when it does not say;
    ``tags`` maps a target code to the tag that asks a multilingual model for it. ``terminology``
    says how required terms reach it, ``placeholders`` and ``term_pieces`` are its reserved pieces.
    ``weights`` is the file of weights, ``size`` the bytes of all the model's files, ``config`` the
    contents of ``config.json``. ``max_tokens`` is the longest source that it reads whole,
    ``notice`` a line that its makers want its users told, ``trusted`` the least probability a
    token, in the geometric mean, of the sentences that they trust (0: they do not say).
    """

    name: str
    path: Path
    weights: Path
    size: int
    max_tokens: int
    pairs: frozenset[tuple[str, str]] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    terminology: Terminology = "none"
    term_pieces: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    family: str = "marian"
    version: str = ""
    licence: str = ""
    notice: str = ""
    trusted: float = 0.0
    config: Mapping[str, Any] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    def doubts(self, score: float) -> bool:
        """Whether a sentence of that mean log-probability is less sure than the makers trust."""
        return bool(self.trusted) and score < math.log(self.trusted)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that make the model, the weights last."""
        names = (*NEEDED, *_OPTIONAL)
        return (*(self.path / n for n in names if (self.path / n).is_file()), self.weights)

    @property
    def card(self) -> Path | None:
        """The model card, if the folder has one."""
        return next(
            (p for n in ("MODEL_CARD.md", "README.md") if (p := self.path / n).exists()), None
        )


def damaged(path: Path, reason: str, hint: str = "") -> TranslatorError:
    """The error for a model folder that cannot be used."""
    return TranslatorError(
        ErrorCode.MODEL_DAMAGED,
        f"{path}: {reason}",
        hint or "copy or download the model again",
    )


def read_folder(path: Path, name: str) -> ModelFolder:
    """Read and check a model folder; nothing is loaded and no weight is read.

    Args:
        path: A Hugging Face folder of a Marian or OPUS-MT model.
        name: What to call the model.

    Raises:
        TranslatorError: ``model-missing`` if it is no model folder at all, ``model-damaged`` if
            a file is missing, cut short, no JSON, or of another kind of model.
    """
    if not (path / "config.json").is_file():
        raise TranslatorError(
            ErrorCode.MODEL_MISSING,
            f"{path} is not a model folder: it has no config.json",
            "give the folder of a Marian or OPUS-MT model, or a name from `translator models list`",
        )
    config = read_json(path / "config.json")
    architecture = str(config.get("model_type", "")) or "unknown"
    if architecture != "marian":
        raise damaged(
            path / "config.json",
            f"a model of the kind {architecture!r}; only Marian (OPUS-MT) models are read",
            "`translator models list` shows the models that can be used",
        )
    for needed in NEEDED:
        file = path / needed
        if not file.is_file():
            raise damaged(path, f"the file {needed} is missing")
        if not file.stat().st_size:
            raise damaged(file, "the file is empty")
    if (path / "target_vocab.json").exists() or config.get(
        "share_encoder_decoder_embeddings"
    ) is False:
        raise damaged(
            path, "a model with two vocabularies, which is not supported yet", "use another model"
        )
    _check_sizes(path / "config.json", config)
    weights = _find_weights(path)
    described = read_json(path / "translator.json") if (path / "translator.json").exists() else {}
    if described.get("format", FORMAT) != FORMAT:
        raise damaged(
            path / "translator.json",
            f"format {described['format']!r} is newer than this version understands",
            "update translator",
        )
    vocabulary = _vocabulary(path, config)
    tags = _tags(path, described, vocabulary)
    positions = config.get("max_position_embeddings", 512)
    if not _number(positions, 9, _LONGEST):
        raise damaged(path / "config.json", "no sensible max_position_embeddings")
    longest = described.get("max_source_tokens", positions)
    if not _number(longest, 9, _LONGEST):
        raise damaged(path / "translator.json", "no sensible max_source_tokens")
    files = [path / n for n in (*NEEDED, *_OPTIONAL) if (path / n).is_file()] + [weights]
    return ModelFolder(
        name=name,
        path=path,
        weights=weights,
        size=sum(file.stat().st_size for file in files),
        max_tokens=min(positions, longest),
        pairs=_pairs(path, described, tags),
        tags=tags,
        terminology="annotated" if described.get("terminology") == "annotated" else "none",
        term_pieces=_known_tokens(
            path, "term_pieces", described.get("term_pieces", []), vocabulary
        ),
        placeholders=_known_tokens(
            path, "placeholders", described.get("placeholders", []), vocabulary
        ),
        version=str(described.get("version", "")),
        licence=str(described.get("licence", "")),
        notice=" ".join(str(described.get("notice", "")).split()),
        trusted=_probability(path, described.get("trusted", 0)),
        config=config,
        hashes=_hashes(path, described),
    )


def _probability(path: Path, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1:
        raise damaged(path / "translator.json", "trusted must be a probability, 0.5 for example")
    return float(value)


def _number(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _check_sizes(path: Path, config: Mapping[str, Any]) -> None:
    for name, most in _SIZES.items():
        if not _number(config.get(name), 1, most):
            raise damaged(path, f"no sensible {name}")
    width = config["d_model"]
    if any(width % config[f"{side}_attention_heads"] for side in ("encoder", "decoder")):
        raise damaged(path, "d_model is no multiple of the attention heads")
    if not isinstance(config.get("activation_function"), str):
        raise damaged(path, "no sensible activation_function")


def _known_tokens(
    path: Path, key: str, names: object, vocabulary: Mapping[str, int]
) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise damaged(path / "translator.json", f"{key} must be tokens")
    if unknown := next((name for name in names if name not in vocabulary), None):
        raise damaged(path / "translator.json", f"{key}: the model has no token {unknown!r}")
    return tuple(names)


def _hashes(path: Path, described: Mapping[str, Any]) -> dict[str, str]:
    hashes = described.get("sha256", {})
    if not isinstance(hashes, dict):
        raise damaged(path / "translator.json", "sha256 must map files to their hashes")
    return {str(name): str(value) for name, value in hashes.items()}


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file of a model."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise damaged(path, f"not valid JSON ({_brief(error)})") from error
    except OSError as error:
        raise damaged(path, f"cannot be read ({error.strerror})") from error
    if not isinstance(content, dict):
        raise damaged(path, "not a JSON object")
    return content


def _brief(error: Exception) -> str:
    return str(error).splitlines()[0][:100] if str(error) else type(error).__name__


def _find_weights(path: Path) -> Path:
    for name in WEIGHTS:
        file = path / name
        if file.is_file():
            if name.endswith(".safetensors"):
                check_safetensors(file)
            elif not file.stat().st_size:
                raise damaged(file, "the file is empty")
            return file
    others = sorted(
        p.name
        for ending in ("*.pkl", "*.pickle", "*.pt", "*.ckpt", "*.npz", "*.h5")
        for p in path.glob(ending)
    )
    if others:
        raise damaged(
            path,
            f"the weights are in {others[0]}, which is not read because such files can run code",
            "get the model with model.safetensors",
        )
    raise damaged(path, "the weights (model.safetensors) are missing")


def check_safetensors(path: Path) -> None:
    """See from header and size that a safetensors file is whole, without reading the weights.

    Raises:
        TranslatorError: ``model-damaged`` if the file is cut short or its header is broken.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
        if not 2 <= length <= min(_HEADER_LIMIT, size - 8):
            raise damaged(path, "not a whole safetensors file")
        try:
            header = json.loads(file.read(length))
            end = max(
                (
                    entry["data_offsets"][1]
                    for key, entry in header.items()
                    if key != "__metadata__"
                ),
                default=0,
            )
        except (
            ValueError,
            TypeError,
            KeyError,
            IndexError,
            AttributeError,
            RecursionError,
        ) as error:
            raise damaged(path, "the header of the safetensors file is broken") from error
    if size != 8 + length + end:
        word = "cut short" if size < 8 + length + end else "too long"
        raise damaged(path, f"the file is {word}: {size:,} bytes instead of {8 + length + end:,}")


def _code(name: object) -> str:
    """Our code for a model's name of a language; the name itself if we have none."""
    text = str(name).strip()
    try:
        return language(text).code
    except TranslatorError:
        return text.casefold()


def _vocabulary(path: Path, config: Mapping[str, Any]) -> dict[str, int]:
    """The tokens and their numbers, which must be 0, 1, 2 … and reach the model's."""
    file = path / "vocab.json"
    numbers = read_json(file)
    size = config.get("vocab_size")
    values = [value for value in numbers.values() if isinstance(value, int)]
    if len(values) != len(numbers) or set(values) != set(range(len(numbers))):
        raise damaged(file, "the tokens' numbers are not 0, 1, 2 …")
    if not isinstance(size, int) or len(numbers) < size:
        raise damaged(file, f"{len(numbers)} tokens do not match the model's {size}")
    for token in ("</s>", "<unk>", "<pad>"):
        if token not in numbers:
            raise damaged(file, f"there is no {token} among the tokens")
    return numbers


def _tags(
    path: Path, described: Mapping[str, Any], vocabulary: Mapping[str, int]
) -> dict[str, str]:
    """Target codes and their tags: as described, or as found among the tokens.

    A language in two scripts (``>>aze_Latn<<``, ``>>aze_Cyrl<<``) gets the tag of its own.
    """
    if "tags" in described:
        tags = described["tags"]
        if not isinstance(tags, dict):
            raise damaged(path / "translator.json", "tags must map languages to tags")
        _known_tokens(path, "tags", list(tags.values()), vocabulary)
        return {_code(code): tag for code, tag in tags.items()}
    found: dict[str, str] = {}
    for token in vocabulary:
        if not (token.startswith(">>") and token.endswith("<<") and len(token) > 4):
            continue
        code = _code(token[2:-2])
        if code not in found or _own_script(token[2:-2], code):
            found[code] = token
    return found


def _own_script(name: str, code: str) -> bool:
    row = LANGUAGES.get(code)
    return row is not None and name.endswith(f"_{_SCRIPTS.get(row.script, '-')}")


def _pairs(
    path: Path, described: Mapping[str, Any], tags: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    if "pairs" in described:
        try:
            pairs = (str(pair).split("-", 1) for pair in described["pairs"])
            return frozenset((_code(a), _code(b)) for a, b in pairs)
        except (TypeError, ValueError) as error:
            raise damaged(path / "translator.json", "pairs must read like en-ru") from error
    settings = path / "tokenizer_config.json"
    said = read_json(settings) if settings.is_file() else {}
    source, target = said.get("source_lang"), said.get("target_lang")
    if not (source and target) and (match := _NAMED_PAIR.search(path.name)):
        source, target = match.groups()
    if not (source and target):
        return frozenset()
    sources = {_code(source)}
    targets = set(tags) or {_code(target)}
    if not all(_known(code) for code in sources):
        return frozenset()  # a group such as gmw or trk: the model does not say which languages
    return frozenset((a, b) for a in sources for b in targets if a != b)


def _known(code: str) -> bool:
    try:
        language(code)
    except TranslatorError:
        return False
    return True
