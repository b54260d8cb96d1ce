"""A Marian model's weights laid out for CTranslate2, with numpy alone.

Does what CTranslate2's own converter for ``MarianMTModel`` does, without importing torch and
transformers, so that the first start takes a second and not ten. The two are tested to be equal.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from translator.engines.runtime import import_specs
from translator.models.folder import ModelFolder, damaged

_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
_ACTIVATIONS = {"gelu": "GELU", "relu": "RELU", "silu": "SWISH", "swish": "SWISH"}


def build_spec(model: ModelFolder) -> Any:
    """The model as a CTranslate2 ``TransformerSpec``, ready to be quantised and saved.

    Raises:
        TranslatorError: ``model-damaged`` if a weight is missing or has the wrong shape.
    """
    specs = import_specs()
    common_spec, transformer_spec = specs.common_spec, specs.transformer_spec
    config = model.config
    try:
        heads = config["encoder_attention_heads"], config["decoder_attention_heads"]
        layers = config["encoder_layers"], config["decoder_layers"]
        width, size = config["d_model"], config["vocab_size"]
        activation = _ACTIVATIONS[config["activation_function"]]
        positions = config.get("max_position_embeddings", 512)
        scale = math.sqrt(width) if config.get("scale_embedding") else 1.0
    except (KeyError, TypeError) as error:
        raise damaged(model.path / "config.json", f"no usable {error}") from error
    if heads[0] != heads[1]:
        raise damaged(model.path / "config.json", "encoder and decoder differ in attention heads")
    spec = transformer_spec.TransformerSpec.from_config(
        layers, heads[0], pre_norm=False, activation=getattr(common_spec.Activation, activation)
    )
    weights = _Weights(model)
    tokens = vocabulary(model, size)
    shared = weights.take("model.shared.weight", (size, width))
    table = shared[: len(tokens)]
    encodings = sinusoids(positions, width)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = scale
        side.position_encodings.encodings = encodings
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.start_from_zero_embedding = True
    spec.decoder.projection.weight = (
        weights.take("lm_head.weight", (size, width))[: len(tokens)]
        if weights.has("lm_head.weight")
        else table
    )
    if weights.has("final_logits_bias"):
        bias = weights.take("final_logits_bias", (1, size))[0, : len(tokens)]
        if bias.any():
            spec.decoder.projection.bias = bias
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        if weights.has(f"model.{name}.layers.{len(side.layer)}.fc1.weight"):
            raise damaged(model.path, f"the weights have more {name} layers than config.json says")
        for number, layer in enumerate(side.layer):
            _fill_layer(layer, f"model.{name}.layers.{number}", weights, decoder=name == "decoder")
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.eos_token = spec.config.decoder_start_token = "</s>"
    spec.config.unk_token = "<unk>"
    return spec


def vocabulary(model: ModelFolder, size: int) -> list[str]:
    """The tokens in the order of their numbers, without the ``<pad>`` that stands last.

    Marian decoders start from a zero embedding; Hugging Face stores that as the padding token's,
    which must never be said.
    """
    numbers: dict[str, int] = json.loads((model.path / "vocab.json").read_text(encoding="utf-8"))
    tokens = sorted(numbers, key=numbers.__getitem__)
    tokens = tokens[:size]
    if tokens[-1] == "<pad>":
        tokens.pop()
    return tokens


def sinusoids(positions: int, width: int) -> Any:
    """Sinusoidal position encodings, sines in the first half (Vaswani et al. 2017)."""
    import numpy as np

    rates = 10000.0 ** (-2.0 * np.arange((width + 1) // 2) / width)
    angles = np.arange(positions)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles[:, : width // 2])], 1).astype(np.float32)


class _Weights:
    """The arrays of a weights file by name, as float32."""

    def __init__(self, model: ModelFolder) -> None:
        self._path = model.weights
        self._arrays = read_weights(model.weights)

    def has(self, name: str) -> bool:
        return name in self._arrays

    def take(self, name: str, shape: tuple[int, ...] | None = None) -> Any:
        import numpy as np

        array = self._arrays.get(name)
        if array is None and name == "model.shared.weight":
            array = self._arrays.get("model.encoder.embed_tokens.weight")
        if array is None:
            raise damaged(self._path, f"the weight {name} is missing")
        if shape is not None and array.shape != shape:
            raise damaged(self._path, f"the weight {name} has the shape {array.shape}, not {shape}")
        if not np.isfinite(array).all():
            raise damaged(self._path, f"the weight {name} holds values that are no numbers")
        return array


def read_weights(path: Path) -> Mapping[str, Any]:
    """The arrays of ``model.safetensors`` or ``pytorch_model.bin`` by name, as float32.

    A ``.bin`` is unpickled by ``torch.load(weights_only=True)``, which runs no code.
    """
    import numpy as np

    if path.suffix == ".safetensors":
        import safetensors

        deserialise: Any = safetensors.deserialize

        try:
            entries = deserialise(path.read_bytes())
        except safetensors.SafetensorError as error:
            raise damaged(path, f"not a whole safetensors file ({error})") from error
        out: dict[str, Any] = {}
        for name, entry in entries:
            if (kind := _TYPES.get(entry["dtype"])) is None:
                continue
            array = np.frombuffer(entry["data"], dtype=kind).reshape(entry["shape"])
            if entry["dtype"] == "BF16":
                array = (array.astype(np.uint32) << 16).view(np.float32)
            out[name] = array.astype(np.float32)
        return out
    return read_torch(path)


def read_torch(path: Path) -> dict[str, Any]:
    """The tensors of a ``pytorch_model.bin`` as float32 arrays."""
    import warnings

    import torch

    try:
        with warnings.catch_warnings(action="ignore"):
            state = torch.load(path, map_location="cpu", weights_only=True)
        return {name: tensor.float().numpy() for name, tensor in state.items()}
    except Exception as error:  # strangers' bytes fail in every way there is
        reason = (str(error) or type(error).__name__).splitlines()[0][:120]
        raise damaged(path, f"not a plain file of weights ({reason})") from error


def _fill_layer(layer: Any, prefix: str, weights: _Weights, *, decoder: bool) -> None:
    import numpy as np

    def linear(spec: Any, *names: str) -> None:
        spec.weight = np.concatenate([weights.take(f"{prefix}.{n}.weight") for n in names])
        spec.bias = np.concatenate([weights.take(f"{prefix}.{n}.bias") for n in names])

    def norm(spec: Any, name: str) -> None:
        spec.gamma = weights.take(f"{prefix}.{name}.weight")
        spec.beta = weights.take(f"{prefix}.{name}.bias")

    attention = layer.self_attention
    linear(attention.linear[0], *(f"self_attn.{p}_proj" for p in "qkv"))
    linear(attention.linear[1], "self_attn.out_proj")
    norm(attention.layer_norm, "self_attn_layer_norm")
    if decoder:
        linear(layer.attention.linear[0], "encoder_attn.q_proj")
        linear(layer.attention.linear[1], "encoder_attn.k_proj", "encoder_attn.v_proj")
        linear(layer.attention.linear[2], "encoder_attn.out_proj")
        norm(layer.attention.layer_norm, "encoder_attn_layer_norm")
    linear(layer.ffn.linear_0, "fc1")
    linear(layer.ffn.linear_1, "fc2")
    norm(layer.ffn.layer_norm, "final_layer_norm")
