"""Write a trained network as a Hugging Face folder and check its conversion."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers import MarianMTModel

from training.annotate import PLACEHOLDERS, TERM_PIECES
from training.mixes import CORE, Mix
from training.model import Size, build
from training.sources import TAGS
from training.tokenise import save_vocabulary

MAX_SOURCE_TOKENS = 110
#: The mean probability of a piece below which the tool says that the model was unsure. Of 2,400
#: FLORES dev sentences, six directions, version 1: above it 20 of 32 had a chrF of 45 or more,
#: which can mostly be understood; between 0.45 and 0.5 10 of 36, below 5 %.
TRUSTED = 0.5

#: Said to users whenever the model is loaded; empty once it is good enough to go without.
NOTICE = (
    "note: the built-in model is an early version: short sentences can often be understood, "
    "longer ones mostly not; for real work give another with -m"
)


def load_weights(path: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint or of a weights file."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    weights: dict[str, Tensor] = state.get("model", state)
    return weights


def network(weights: dict[str, Tensor], size: Size) -> MarianMTModel:
    """A Marian model with these weights."""
    rows = weights["model.shared.weight"].shape[0]
    model = build(size, rows, 0)
    model.load_state_dict(weights)
    model.eval()
    return model


def translator_json(version: str, mix: Mix = CORE) -> dict[str, Any]:
    """What the product must know about the model."""
    return {
        "format": 1,
        "name": "builtin",
        "version": version,
        "licence": "CC-BY-SA-4.0",
        "notice": NOTICE,
        "languages": mix.languages,
        "pairs": sorted(f"{a}-{b}" for a, b in mix.directions),
        "tags": TAGS,
        "terminology": "annotated",
        "term_pieces": list(TERM_PIECES),
        "placeholders": list(PLACEHOLDERS),
        "alignment_head": True,
        "max_source_tokens": MAX_SOURCE_TOKENS,
        "trusted": TRUSTED,
    }


def export(
    weights: dict[str, Tensor],
    size: Size,
    spm: Path,
    folder: Path,
    *,
    version: str = "0",
    mix: Mix = CORE,
    card: str = "",
) -> None:
    """Write the folder: safetensors in float16, configuration, tokenizer, card."""
    folder.mkdir(parents=True, exist_ok=True)
    model = network(weights, size)
    _write_weights(model, folder / "model.safetensors")
    config = model.config.to_dict()
    config.update(
        architectures=["MarianMTModel"],
        dtype="float16",
        model_type="marian",
    )
    for key in ("_name_or_path", "torch_dtype"):
        config.pop(key, None)
    _write_json(folder / "config.json", config)
    pad = model.config.pad_token_id
    _write_json(
        folder / "generation_config.json",
        {
            "bad_words_ids": [[pad]],
            "decoder_start_token_id": pad,
            "eos_token_id": 0,
            "pad_token_id": pad,
            "max_length": 512,
            "num_beams": 1,
        },
    )
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(spm, folder / name)
    save_vocabulary(spm, folder / "vocab.json")
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "MarianTokenizer",
            "eos_token": "</s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "model_max_length": 512,
            "separate_vocabs": False,
            "source_lang": None,
            "target_lang": None,
        },
    )
    _write_json(folder / "translator.json", translator_json(version, mix))
    if card:
        (folder / "README.md").write_text(card, encoding="utf-8")


def _write_weights(model: MarianMTModel, path: Path) -> None:
    """The tied embedding once, positions left out, everything in float16."""
    skip = ("lm_head.weight", "encoder.embed_tokens", "decoder.embed_tokens", "embed_positions")
    kept = {
        name: tensor.detach().to(torch.float16).contiguous().clone()
        for name, tensor in model.state_dict().items()
        if not any(part in name for part in skip)
    }
    temporary = path.with_suffix(".tmp")
    save_file(kept, temporary, metadata={"format": "pt"})
    temporary.chmod(0o644)
    temporary.replace(path)


def _write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    path.write_text(text, encoding="utf-8")


def convert(folder: Path, output: Path, quantization: str = "int8") -> None:
    """CTranslate2's copy of an exported folder, made by its own converter.

    In a process of its own: the converter needs torch, which the translator hides from
    CTranslate2 once it is imported.
    """
    program = [sys.executable, "-W", "ignore", "-m", "ctranslate2.converters.transformers"]
    options = ["--model", str(folder), "--output_dir", str(output), "--quantization", quantization]
    subprocess.run([*program, *options, "--force"], check=True, capture_output=True)


def check_conversion(folder: Path, sentences: list[str], tag: str = ">>rus<<") -> float:
    """The share of sentences that CTranslate2 (float32) and transformers translate alike."""
    import ctranslate2
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    model = MarianMTModel.from_pretrained(str(folder), dtype=torch.float32)
    with tempfile.TemporaryDirectory() as place:
        convert(folder, Path(place) / "ct2", "float32")
        engine = ctranslate2.Translator(str(Path(place) / "ct2"), device="cpu")
        same = 0
        for sentence in sentences:
            ids = tokenizer(f"{tag} {sentence}", return_tensors="pt")
            pieces = tokenizer.convert_ids_to_tokens(ids["input_ids"][0].tolist())
            out = model.generate(**ids, max_new_tokens=60, num_beams=1, do_sample=False)
            expected = tokenizer.decode(out[0], skip_special_tokens=True)
            got = engine.translate_batch(
                [pieces], beam_size=1, max_decoding_length=60, min_decoding_length=0
            )[0]
            found = tokenizer.decode(
                tokenizer.convert_tokens_to_ids(got.hypotheses[0]), skip_special_tokens=True
            )
            same += found == expected
    return same / max(1, len(sentences))
