"""The network's forward pass written out, in bfloat16 from end to end.

On processors with bfloat16 matrix units the multiplications of so small a model are nearly free;
what costs is reading, writing and converting between them. The weights are those of
`MarianMTModel`, the arithmetic is the same (dropout apart, which this recipe does not use), and a
test holds the two together. torch's compiler made it
no faster on a processor; on a GPU, where it is switched on, nobody has measured it.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from transformers import MarianMTModel

_EPS = 1e-5


class Fast:
    """`MarianMTModel`'s weights behind a faster forward pass.

    Args:
        model: the network; its parameters stay in float32 and get the gradients.
        low: compute in bfloat16.
        compiled: join the small steps with torch's compiler, for a GPU.
    """

    def __init__(self, model: MarianMTModel, *, low: bool = True, compiled: bool = False) -> None:
        self.model = model
        self.low = low
        self.heads = int(model.config.encoder_attention_heads)
        self._encode: Any = torch.compile(encode, dynamic=True) if compiled else encode
        self._decode: Any = torch.compile(decode, dynamic=True) if compiled else decode

    def __call__(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """The decoder's last states, and the first head's attention to the source in the first
        and the last decoder layer: (B, T, D), (B, T, S), (B, T, S)."""
        network = self.model.model
        kind = torch.bfloat16 if self.low else torch.float32
        scale = math.sqrt(self.model.config.d_model)
        table = network.shared.weight
        sides = []
        for ids, positions in (
            (batch["source"], network.encoder.embed_positions.weight),
            (batch["decoder_input"], network.decoder.embed_positions.weight),
        ):
            embedded = functional.embedding(ids, table, padding_idx=table.shape[0] - 1) * scale
            sides.append((embedded + positions[: ids.shape[1]]).to(kind))
        hidden = batch["source_mask"] == 0
        mask = torch.zeros(hidden.shape, dtype=kind, device=hidden.device)
        mask = mask.masked_fill(hidden, -1e9 if kind is torch.float32 else -1e4)[:, None, None]
        encoder = [weights(x, kind) for x in network.encoder.layers]
        decoder = [weights(x, kind, crossed=True) for x in network.decoder.layers]
        memory = self._encode(sides[0], mask, encoder, self.heads)
        states, first, last = self._decode(sides[1], memory, mask, decoder, self.heads)
        return states, first, last


def weights(module: Any, kind: torch.dtype, *, crossed: bool = False) -> list[Tensor]:
    """A layer's weights in the order that they are used, queries, keys and values as one matrix."""
    own = module.self_attn
    given = [
        torch.cat([own.q_proj.weight, own.k_proj.weight, own.v_proj.weight]).to(kind),
        torch.cat([own.q_proj.bias, own.k_proj.bias, own.v_proj.bias]).to(kind),
        own.out_proj.weight.to(kind),
        own.out_proj.bias.to(kind),
        module.self_attn_layer_norm.weight,
        module.self_attn_layer_norm.bias,
    ]
    if crossed:
        other = module.encoder_attn
        given += [
            other.q_proj.weight.to(kind),
            other.q_proj.bias.to(kind),
            torch.cat([other.k_proj.weight, other.v_proj.weight]).to(kind),
            torch.cat([other.k_proj.bias, other.v_proj.bias]).to(kind),
            other.out_proj.weight.to(kind),
            other.out_proj.bias.to(kind),
            module.encoder_attn_layer_norm.weight,
            module.encoder_attn_layer_norm.bias,
        ]
    return [
        *given,
        module.fc1.weight.to(kind),
        module.fc1.bias.to(kind),
        module.fc2.weight.to(kind),
        module.fc2.bias.to(kind),
        module.final_layer_norm.weight,
        module.final_layer_norm.bias,
    ]


def encode(x: Tensor, mask: Tensor, layers: list[list[Tensor]], heads: int) -> Tensor:
    """The encoder: (B, S, D) → (B, S, D)."""
    for w in layers:
        q, k, v = (split(part, heads) for part in functional.linear(x, w[0], w[1]).chunk(3, -1))
        x = normed(x + functional.linear(attended(q, k, v, mask)[0], w[2], w[3]), w[4], w[5])
        x = fed(x, w[6:])
    return x


def decode(
    x: Tensor, memory: Tensor, mask: Tensor, layers: list[list[Tensor]], heads: int
) -> tuple[Tensor, Tensor, Tensor]:
    """The decoder: (B, T, D) and the encoder's (B, S, D) → as `Fast.__call__`."""
    size = x.shape[1]
    later = torch.ones(size, size, dtype=torch.bool, device=x.device).triu(1)
    causal = torch.zeros(size, size, dtype=x.dtype, device=x.device).masked_fill(later, -1e4)
    kept = []
    for w in layers:
        q, k, v = (split(part, heads) for part in functional.linear(x, w[0], w[1]).chunk(3, -1))
        x = normed(x + functional.linear(attended(q, k, v, causal)[0], w[2], w[3]), w[4], w[5])
        q = split(functional.linear(x, w[6], w[7]), heads)
        k, v = (split(part, heads) for part in functional.linear(memory, w[8], w[9]).chunk(2, -1))
        out, attention = attended(q, k, v, mask)
        kept.append(attention[:, 0])
        x = normed(x + functional.linear(out, w[10], w[11]), w[12], w[13])
        x = fed(x, w[14:])
    return x, kept[0], kept[-1]


def fed(x: Tensor, w: list[Tensor]) -> Tensor:
    """The feed-forward block."""
    inner = functional.silu(functional.linear(x, w[0], w[1]))
    return normed(x + functional.linear(inner, w[2], w[3]), w[4], w[5])


def normed(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """Layer normalisation, its sums in float32."""
    return functional.layer_norm(x, x.shape[-1:], weight, bias, _EPS)


def split(x: Tensor, heads: int) -> Tensor:
    """(B, L, D) → (B, H, L, D/H)."""
    return x.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)


def attended(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Attention's output (B, L, D) and its weights (B, H, L, M)."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask
    given = scores.softmax(-1)
    out = (given @ v).transpose(1, 2)
    return out.reshape(out.shape[0], out.shape[1], -1), given
