"""The network: a small Marian model, six encoder and two decoder layers."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from transformers import MarianConfig, MarianMTModel

from training.fast import Fast
from training.loss import cross_entropy


@dataclass(frozen=True)
class Size:
    """Dimensions of the network."""

    d_model: int = 256
    ffn: int = 1024
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2
    positions: int = 512

    def as_dict(self) -> dict[str, int]:
        """The dimensions by name."""
        return asdict(self)


def configuration(size: Size, vocabulary: int) -> MarianConfig:
    """Marian's configuration, ``<pad>`` last and ``</s>`` first."""
    pad = vocabulary - 1
    return MarianConfig(
        vocab_size=vocabulary,
        decoder_vocab_size=vocabulary,
        d_model=size.d_model,
        encoder_layers=size.encoder_layers,
        decoder_layers=size.decoder_layers,
        encoder_attention_heads=size.heads,
        decoder_attention_heads=size.heads,
        encoder_ffn_dim=size.ffn,
        decoder_ffn_dim=size.ffn,
        max_position_embeddings=size.positions,
        activation_function="swish",
        scale_embedding=True,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        pad_token_id=pad,
        eos_token_id=0,
        bos_token_id=None,
        decoder_start_token_id=pad,
        forced_eos_token_id=None,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
    )


def build(size: Size, vocabulary: int, seed: int) -> MarianMTModel:
    """A fresh network; the padding row is zero and stays so."""
    torch.manual_seed(seed)
    config = configuration(size, vocabulary)
    config._attn_implementation = "eager"
    model = MarianMTModel(config)
    with torch.no_grad():
        for name, module in model.named_modules():
            if isinstance(module, nn.Linear) and "lm_head" not in name:
                gain = 0.7 if name.endswith(("out_proj", "fc2")) else 1.0
                nn.init.xavier_uniform_(module.weight, gain=gain)
                if module.bias is not None:
                    module.bias.zero_()
        embedding = model.get_input_embeddings().weight
        embedding.normal_(0.0, size.d_model**-0.5 * 0.7)
        embedding[-1].zero_()
    return model


def guided_loss(attention: Tensor, start: Tensor, length: Tensor) -> Tensor:
    """How little of the attention falls on the aligned source pieces."""
    position = torch.arange(attention.shape[-1], device=attention.device)
    inside = (position >= start[..., None]) & (position < (start + length)[..., None])
    mass = (attention.float() * inside).sum(-1)
    known = length > 0
    return -(mass[known].clamp_min(1e-5)).log().mean()


@dataclass
class Losses:
    """What one batch gave."""

    total: Tensor
    cross_entropy: float
    guided: float
    tokens: int


def run(fast: Fast, batch: dict[str, Tensor], *, smoothing: float, guide: float) -> Losses:
    """Forward pass and losses; logits only where there is a target piece.

    The last layer's first head is guided to the source of the piece that comes
    next, the first layer's to that of the piece before: it keeps the place.
    """
    hidden, first, last = fast(batch)
    keep = batch["target_mask"]
    weight = fast.model.get_input_embeddings().weight[:-1]
    labels = batch["target"][keep]
    total, plain = cross_entropy(hidden[keep], weight, labels, smoothing=smoothing, low=fast.low)
    aligned = torch.zeros(())
    if guide > 0:
        start, length = batch["start"], batch["length"]
        aligned = guided_loss(last, start, length)
        before = guided_loss(first[:, 1:], start[:, :-1], length[:, :-1])
        total = total + guide * (aligned + 0.5 * before)
    return Losses(total, float(plain), float(aligned.detach()), int(labels.numel()))
