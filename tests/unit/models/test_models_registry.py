"""Finding models, reading what their folders say, refusing what is not whole."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from translator.errors import ErrorCode, TranslatorError
from translator.models import registry
from translator.models.folder import read_folder


@pytest.fixture
def copied(tiny_model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_model, tmp_path / "model"))


def change(path: Path, **values: Any) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    content.update(values)
    path.write_text(json.dumps({k: v for k, v in content.items() if v is not None}))


def refused(path: Path | str) -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        registry.find(path)
    assert caught.value.hint
    return caught.value


def test_a_described_folder(tiny_model: Path) -> None:
    model = registry.find(tiny_model)
    assert model.name == "tiny" and model.family == "marian"
    assert ("en", "ru") in model.pairs and ("ru", "az") not in model.pairs
    assert model.tags["az"] == ">>aze<<"
    assert model.terminology == "annotated"
    assert model.term_pieces == ("<term>", "<as>", "</term>")
    assert model.max_tokens == 512
    assert model.size > 5_000_000
    assert {file.name for file in model.files} >= {"vocab.json", "model.safetensors"}


def test_names_under_the_data_folder(tiny_model: Path, isolated_dirs: Path) -> None:
    assert refused("mine").code == ErrorCode.MODEL_MISSING
    shutil.copytree(tiny_model, isolated_dirs / "data" / "models" / "mine")
    model = registry.find("mine")
    assert model.name == "mine" and model.path == isolated_dirs / "data" / "models" / "mine"
    assert "mine" in registry.installed()


def test_a_strangers_folder_says_its_languages(copied: Path) -> None:
    (copied / "translator.json").unlink()
    model = read_folder(copied, "x")
    assert model.pairs == {("en", "ru"), ("en", "az"), ("en", "tr")}
    assert model.terminology == "none" and model.tags["tr"] == ">>tur<<"


def test_languages_from_the_folders_name(tiny_bilingual: Path, tmp_path: Path) -> None:
    for name, pairs in (
        ("opus-mt-az-en", {("az", "en")}),
        ("models--Helsinki-NLP--opus-mt-tr-az", {("tr", "az")}),
        ("opus-mt-tc-big-en-tr", {("en", "tr")}),
        ("whatever", set()),
        ("opus-mt-trk-en", set()),
    ):
        folder = Path(shutil.copytree(tiny_bilingual, tmp_path / name))
        change(folder / "tokenizer_config.json", source_lang=None, target_lang=None)
        assert registry.find(folder).pairs == pairs, name


def test_a_tag_in_the_languages_own_script_is_preferred(copied: Path) -> None:
    (copied / "translator.json").unlink()
    vocabulary = json.loads((copied / "vocab.json").read_text())
    size = len(vocabulary)
    renamed = {">>aze<<": ">>aze_Cyrl<<", ">>tur<<": ">>aze_Latn<<", ">>rus<<": ">>aze_Arab<<"}
    names = {renamed.get(token, token): number for token, number in vocabulary.items()}
    assert len(names) == size
    (copied / "vocab.json").write_text(json.dumps(names))
    assert registry.find(copied).tags["az"] == ">>aze_Latn<<"


DAMAGES: list[tuple[str, Callable[[Path], object]]] = [
    ("source.spm is missing", lambda p: (p / "source.spm").unlink()),
    ("empty", lambda p: (p / "target.spm").write_bytes(b"")),
    ("not valid JSON", lambda p: (p / "vocab.json").write_text('{"a": 1')),
    ("0, 1, 2", lambda p: change(p / "vocab.json", zzz=99999)),
    ("0, 1, 2", lambda p: change(p / "vocab.json", zzz=[1])),
    ("no <pad>", lambda p: _rename(p / "vocab.json", "<pad>")),
    ("do not match", lambda p: change(p / "config.json", vocab_size=10**6)),
    ("not valid JSON", lambda p: (p / "config.json").write_text("not json")),
    ("not valid JSON", lambda p: (p / "config.json").write_bytes(b"\xff\xfe\x00")),
    ("not a JSON object", lambda p: (p / "config.json").write_text("[]")),
    ("'bert'", lambda p: change(p / "config.json", model_type="bert")),
    ("two vocabularies", lambda p: (p / "target_vocab.json").write_text("{}")),
    ("max_position_embeddings", lambda p: change(p / "config.json", max_position_embeddings="x")),
    ("format 2", lambda p: change(p / "translator.json", format=2)),
    ("en-ru", lambda p: change(p / "translator.json", pairs=["enru"])),
    ("en-ru", lambda p: change(p / "translator.json", pairs=7)),
    ("tags", lambda p: change(p / "translator.json", tags=[1])),
    ("(model.safetensors) are missing", lambda p: (p / "model.safetensors").unlink()),
    ("cut short", lambda p: _cut(p / "model.safetensors", -1)),
    ("cut short", lambda p: _cut(p / "model.safetensors", 400_000)),
    ("not a whole", lambda p: _cut(p / "model.safetensors", 7)),
    ("not a whole", lambda p: _cut(p / "model.safetensors", 0)),
    ("not a whole", lambda p: (p / "model.safetensors").write_bytes(b"\xff" * 5000)),
    ("header", lambda p: (p / "model.safetensors").write_bytes(b"\x05" + bytes(7) + b"[1,2]")),
    ("too long", lambda p: _append(p / "model.safetensors")),
    ("can run code", lambda p: (p / "model.safetensors").rename(p / "weights.pkl")),
]


def _cut(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def _rename(path: Path, token: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(token, "x" + token))


def _append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


@pytest.mark.parametrize(("reason", "damage"), DAMAGES)
def test_damage_is_told(copied: Path, reason: str, damage: Callable[[Path], object]) -> None:
    damage(copied)
    error = refused(copied)
    assert error.code == ErrorCode.MODEL_DAMAGED and error.exit_code == 4
    assert reason in error.message and str(copied) in error.message
    assert "\n" not in error.message


def test_what_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for wanted, word in (
        (tmp_path, "config.json"),
        (tmp_path / "file", "is a file"),
        (tmp_path / "nowhere", "neither"),
        ("no-such-name", "neither"),
        ("", "neither"),
    ):
        error = refused(str(wanted) if wanted else "")
        assert error.code == ErrorCode.MODEL_MISSING and error.exit_code == 4
        assert word in error.message


def test_a_known_model_that_is_not_here(isolated_dirs: Path) -> None:
    entry = registry.catalogue()[0]
    for name in (entry.name, entry.repo):
        error = refused(name)
        assert error.code == ErrorCode.MODEL_MISSING
        assert entry.repo in error.hint and str(isolated_dirs) in error.hint


def test_a_missing_builtin_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(registry, "builtin_path", lambda: tmp_path / "none")
    assert refused("builtin").code == ErrorCode.MODEL_MISSING
    assert "builtin" not in registry.installed()


def test_the_list_shows_what_is_here_and_what_could_be(
    tiny_model: Path, isolated_dirs: Path
) -> None:
    models = isolated_dirs / "data" / "models"
    shutil.copytree(tiny_model, models / "mine")
    shutil.copytree(tiny_model, models / "broken")
    (models / "broken" / "vocab.json").unlink()
    (models / ".partial").mkdir()
    rows = {row.name: row for row in registry.available()}
    assert rows["mine"].status == "ready" and rows["mine"].languages == "az en ru tr"
    assert rows["mine"].licence == "Apache-2.0"
    assert rows["broken"].status == "damaged" and "vocab.json" in rows["broken"].note
    assert ".partial" not in rows
    assert rows["nllb-200-600m"].status == "to pull"


def test_the_catalogue_is_sound() -> None:
    rows = registry.catalogue()
    assert len({row.name for row in rows}) == len(rows) >= 10
    for row in rows:
        assert row.repo.count("/") == 1 and row.licence and row.languages and row.needs
        assert 10_000_000 < row.size < 40_000_000_000


def test_a_pickle_runs_no_code(tiny_bilingual: Path, tmp_path: Path) -> None:
    from translator.engines.loading import load_engine

    folder = Path(shutil.copytree(tiny_bilingual, tmp_path / "opus-mt-en-ru"))
    (folder / "model.safetensors").unlink()
    marker = tmp_path / "ran"

    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (marker,))

    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"model.shared.weight": Evil()}))
    for engine in ("ctranslate2", "transformers"):
        with pytest.raises(TranslatorError) as caught:
            load_engine(str(folder), engine=engine)  # type: ignore[arg-type]
        assert caught.value.code == ErrorCode.MODEL_DAMAGED
        assert not marker.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"encoder_layers": "six"}, "encoder_layers"),
        ({"encoder_layers": 0}, "encoder_layers"),
        ({"decoder_layers": 10**9}, "decoder_layers"),
        ({"d_model": None}, "d_model"),
        ({"d_model": True}, "d_model"),
        ({"d_model": 10**30}, "d_model"),
        ({"encoder_attention_heads": 5}, "attention heads"),
        ({"vocab_size": -1}, "vocab_size"),
        ({"activation_function": ["swish"]}, "activation_function"),
        ({"max_position_embeddings": 10**12}, "max_position_embeddings"),
        ({"max_position_embeddings": 3}, "max_position_embeddings"),
    ],
)
def test_a_configuration_without_sense(copied: Path, values: dict[str, Any], words: str) -> None:
    change(copied / "config.json", **values)
    error = refused(copied)
    assert error.code == ErrorCode.MODEL_DAMAGED and words in error.message


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"max_source_tokens": "many"}, "max_source_tokens"),
        ({"max_source_tokens": 3}, "max_source_tokens"),
        ({"term_pieces": 5}, "term_pieces"),
        ({"placeholders": ["<nowhere>"]}, "no token '<nowhere>'"),
        ({"tags": {"ru": ">>nowhere<<"}}, "no token '>>nowhere<<'"),
        ({"tags": {"ru": [1]}}, "tags"),
        ({"tags": ["ru"]}, "tags"),
        ({"pairs": 7}, "pairs"),
        ({"sha256": [1]}, "sha256"),
        ({"trusted": "half"}, "trusted"),
        ({"trusted": 1}, "trusted"),
        ({"trusted": -0.1}, "trusted"),
        ({"trusted": True}, "trusted"),
    ],
)
def test_a_description_without_sense(copied: Path, values: dict[str, Any], words: str) -> None:
    change(copied / "translator.json", **values)
    error = refused(copied)
    assert error.code == ErrorCode.MODEL_DAMAGED and words in error.message
