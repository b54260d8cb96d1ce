"""Conversion: equal to CTranslate2's own, made once, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from translator.engines.base import Request
from translator.engines.loading import load_engine
from translator.errors import ErrorCode, TranslatorError
from translator.models import convert, hashes, registry

CODE = """
import sys
from translator.models import convert, registry
model = registry.find(sys.argv[1])
print(convert.prepare(model, "int8", lambda line: print("told:", line, flush=True)))
"""


@pytest.fixture
def own_cache(isolated_dirs: Path) -> Iterator[Path]:
    """A cache that shares nothing, and what is in its ``ctranslate2``."""
    folder = isolated_dirs / "cache" / "ctranslate2"
    folder.unlink()
    yield folder
    for path in (isolated_dirs / "cache", folder):
        if path.exists():
            path.chmod(0o755)


def left(folder: Path) -> list[str]:
    """What lies in a cache besides locks."""
    return sorted(p.name for p in folder.iterdir() if not p.name.endswith(".lock"))


def test_equal_to_the_librarys_own_converter(
    tiny_model: Path, own_cache: Path, tmp_path: Path
) -> None:
    """Every variable, bit for bit; the library writes a bias of zeros that ours leaves out."""
    from training.export import convert as librarys

    model = registry.find(tiny_model)
    for kind in ("float32", "int8", "float16"):
        mine = _variables(convert.prepare(model, kind))
        librarys(tiny_model, tmp_path / kind, kind)
        theirs = _variables(tmp_path / kind)
        for name in set(theirs) - set(mine):
            assert name == "decoder/projection/bias" and not any(theirs.pop(name))
        assert mine == theirs
        for file in ("config.json", "shared_vocabulary.json"):
            own = convert.target(model, kind) / file
            assert own.read_bytes() == (tmp_path / kind / file).read_bytes()


def _variables(folder: Path) -> dict[str, Any]:
    """The variables of a ``model.bin`` as CTranslate2 6 writes it."""
    import struct

    data = (folder / "model.bin").read_bytes()
    place = 4

    def take(shape: str) -> Any:
        nonlocal place
        value = struct.unpack_from("<" + shape, data, place)
        place += struct.calcsize("<" + shape)
        return value[0]

    def text() -> str:
        nonlocal place
        length = take("H")
        place += length
        return data[place - length : place - 1].decode()

    out: dict[str, Any] = {"": (text(), take("I"))}
    for _ in range(take("I")):
        name = text()
        shape = tuple(take("I") for _ in range(take("B")))
        kind, size = take("B"), take("I")
        out[name] = (kind, shape, data[place : place + size])
        place += size
        if name == "decoder/projection/bias":
            out[name] = out[name][2]
    for _ in range(take("I")):
        name = text()
        out[name] = text()
    assert place == len(data)
    return out


def test_converted_once_and_told_once(tiny_model: Path, own_cache: Path) -> None:
    told: list[str] = []
    first = load_engine(str(tiny_model), notify=told.append)
    assert len(told) == 1 and "tiny" in told[0] and "6 MB" in told[0]
    (made,) = left(own_cache)
    stamp = (own_cache / made / "model.bin").stat().st_mtime_ns
    second = load_engine(str(tiny_model), notify=told.append)
    assert len(told) == 1
    assert (own_cache / made / "model.bin").stat().st_mtime_ns == stamp
    request = [Request("sea", "en", "ru")]
    assert first.translate(request) == second.translate(request)
    assert registry.info(str(tiny_model)).prepared == ("int8",)
    assert registry.info(str(tiny_model)).prepared_size > 1_000_000


def test_a_changed_model_is_converted_again(
    tiny_model: Path, own_cache: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_model, tmp_path / "tiny"))
    model = registry.find(folder)
    before = convert.prepare(model, "int8")
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-5000] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    after = convert.prepare(registry.find(folder), "int8")
    assert before != after and len(left(own_cache)) == 2


def test_processes_at_once_convert_once(tiny_model: Path, own_cache: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", CODE, str(tiny_model)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    lines = [run.communicate(timeout=120)[0].splitlines() for run in runs]
    assert all(run.returncode == 0 for run in runs)
    assert sum(line.startswith("told:") for one in lines for line in one) == 1
    assert len({one[-1] for one in lines}) == 1
    assert len(left(own_cache)) == 1


def test_a_killed_conversion_is_never_taken_for_whole(tiny_model: Path, own_cache: Path) -> None:
    """Killed with all files written but the folder not yet renamed; then all is well again."""
    code = CODE.replace(
        "model = ",
        "import os, signal\n"
        "from pathlib import Path\n"
        "Path.rename = lambda *a: os.kill(os.getpid(), signal.SIGKILL)\n"
        "model = ",
    )
    run = subprocess.run([sys.executable, "-c", code, str(tiny_model)], capture_output=True)
    assert run.returncode == -signal.SIGKILL
    model = registry.find(tiny_model)
    assert len(left(own_cache)) == 1 and left(own_cache)[0].startswith(".")
    assert convert.conversions(model) == ()
    done = convert.prepare(model, "int8")
    assert left(own_cache) == [done.name]
    assert convert.whole(done)


def test_a_conversion_killed_at_any_moment(tiny_model: Path, own_cache: Path) -> None:
    model = registry.find(tiny_model)
    for delay in (0.25, 0.35, 0.5):
        run = subprocess.Popen(
            [sys.executable, "-c", CODE, str(tiny_model)], stdout=subprocess.DEVNULL
        )
        time.sleep(delay)
        run.kill()
        run.wait()
        if own_cache.exists():
            assert all(
                name.startswith(".") or convert.whole(own_cache / name) for name in left(own_cache)
            )
    assert convert.whole(convert.prepare(model, "int8"))
    assert len(left(own_cache)) == 1


@pytest.mark.parametrize("file", ["model.bin", "shared_vocabulary.json", "conversion.json"])
def test_a_spoiled_conversion_is_made_again(tiny_model: Path, own_cache: Path, file: str) -> None:
    done = convert.prepare(registry.find(tiny_model), "int8")
    (done / file).write_bytes((done / file).read_bytes()[:-20])
    assert not convert.whole(done)
    engine = load_engine(str(tiny_model))
    assert engine.translate([Request("sea", "en", "ru")])[0][0].text == "сеа"


def test_a_conversion_that_does_not_load_is_made_again(tiny_model: Path, own_cache: Path) -> None:
    done = convert.prepare(registry.find(tiny_model), "int8")
    size = (done / "model.bin").stat().st_size
    (done / "model.bin").write_bytes(b"\x00" * size)
    engine = load_engine(str(tiny_model))
    assert engine.translate([Request("sea", "en", "ru")])[0][0].text == "сеа"


def unwritable(call: Any) -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        call()
    assert caught.value.code == ErrorCode.OUTPUT_UNWRITABLE
    assert "TRANSLATOR_CACHE_DIR" in caught.value.hint
    return caught.value


def test_a_full_disk(tiny_model: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    error = unwritable(lambda: load_engine(str(tiny_model)))
    assert "full" in error.message and str(own_cache) in error.message
    assert left(own_cache) == []


def test_a_cache_that_cannot_be_written(
    tiny_model: Path, isolated_dirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSLATOR_CACHE_DIR", "/proc/none")
    error = unwritable(lambda: load_engine(str(tiny_model)))
    assert "/proc/none" in error.message
    file = isolated_dirs / "a-file"
    file.write_text("")
    monkeypatch.setenv("TRANSLATOR_CACHE_DIR", str(file))
    unwritable(lambda: load_engine(str(tiny_model)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_cache(tiny_model: Path, own_cache: Path, isolated_dirs: Path) -> None:
    (isolated_dirs / "cache").chmod(0o555)
    error = unwritable(lambda: load_engine(str(tiny_model)))
    assert "cannot be written" in error.message


def test_a_prepared_model_needs_no_writing(
    tiny_model: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert.prepare(registry.find(tiny_model), "int8")

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    monkeypatch.setattr("filelock.FileLock", refuse)
    engine = load_engine(str(tiny_model))
    assert engine.translate([Request("sea", "en", "ru")])[0][0].text == "сеа"


def test_hashes_are_remembered_by_size_and_time(
    tmp_path: Path, isolated_dirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"one")
    read: list[Path] = []
    real = hashes.digest
    monkeypatch.setattr(hashes, "digest", lambda path: read.append(path) or real(path))
    first = hashes.digests([file])
    assert hashes.digests([file]) == first and read == [file]
    file.write_bytes(b"two!")
    assert hashes.digests([file]) != first and len(read) == 2
    store = isolated_dirs / "cache" / "hashes.json"
    for broken in ("{", "[]", '{"x": 1}', json.dumps({str(file): ["a"]})):
        store.write_text(broken)
        assert hashes.digests([file]) == {"weights": real(file)}


def test_contents_are_held_to_the_hashes_they_came_with(
    tiny_model: Path, own_cache: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_model, tmp_path / "m"))
    described = json.loads((folder / "translator.json").read_text())
    good = hashes.digest(folder / "model.safetensors")
    for wanted, fine in ((good, True), ("0" * 64, False)):
        described["sha256"] = {"model.safetensors": wanted}
        (folder / "translator.json").write_text(json.dumps(described))
        if fine:
            convert.fingerprint(registry.find(folder))
            continue
        with pytest.raises(TranslatorError) as caught:
            load_engine(str(folder))
        assert caught.value.code == ErrorCode.MODEL_DAMAGED
        assert "model.safetensors" in caught.value.message


@pytest.mark.parametrize("dtype", ["float32", "float16", "bfloat16"])
def test_weights_of_other_files_and_types(
    tiny_bilingual: Path, own_cache: Path, tmp_path: Path, dtype: str
) -> None:
    """``pytorch_model.bin`` and half-precision safetensors give the same translations."""
    import torch
    from safetensors.torch import load_file, save_file

    text = "The Baku forum, 18 September"
    state = load_file(tiny_bilingual / "model.safetensors")
    state = {name: tensor.to(getattr(torch, dtype)) for name, tensor in state.items()}
    for kind in ("bin", "safetensors"):
        folder = Path(shutil.copytree(tiny_bilingual, tmp_path / kind / "opus-mt-en-ru"))
        (folder / "model.safetensors").unlink()
        if kind == "bin":
            torch.save(state, folder / "pytorch_model.bin")
        else:
            save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
        for engine in ("ctranslate2", "transformers"):
            loaded = load_engine(str(folder), engine=engine, compute_type="float32")  # type: ignore[arg-type]
            assert loaded.translate([Request(text, "en", "ru")])[0][0].text == text


def test_damage_that_only_the_weights_show(
    tiny_bilingual: Path, own_cache: Path, tmp_path: Path
) -> None:
    from safetensors.numpy import load_file, save_file

    state = load_file(tiny_bilingual / "model.safetensors")
    lost = "model.decoder.layers.1.fc1.weight"
    bias, query = (
        "model.decoder.layers.1.fc1.bias",
        "model.decoder.layers.1.self_attn.q_proj.weight",
    )
    for number, (broken, word) in enumerate(
        [
            ({k: v for k, v in state.items() if k != lost}, lost),
            (state | {"model.shared.weight": state["model.shared.weight"][:-5]}, "shape"),
            (state | {bias: state[bias] * float("nan")}, "no numbers"),
            (state | {query: state[bias]}, "does not fit together"),
        ]
    ):
        folder = Path(shutil.copytree(tiny_bilingual, tmp_path / f"m{number}"))
        save_file(broken, folder / "model.safetensors", metadata={"format": "pt"})
        with pytest.raises(TranslatorError) as caught:
            load_engine(str(folder))
        assert caught.value.code == ErrorCode.MODEL_DAMAGED and word in caught.value.message
    folder = Path(shutil.copytree(tiny_bilingual, tmp_path / "fewer"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["decoder_layers"] = 1
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(TranslatorError, match="more decoder layers"):
        load_engine(str(folder))
    assert left(own_cache) == []


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.filterwarnings("error")
def test_weights_that_are_another_pickle(
    tiny_model: Path, own_cache: Path, tmp_path: Path, protocol: int
) -> None:
    import pickle

    folder = Path(shutil.copytree(tiny_model, tmp_path / "model"))
    (folder / "model.safetensors").unlink()
    for content in (pickle.dumps([1, 2], protocol), pickle.dumps({"a": 1}, protocol), b"\x80\x04a"):
        (folder / "pytorch_model.bin").write_bytes(content)
        with pytest.raises(TranslatorError, match="not a plain file of weights"):
            load_engine(str(folder))
