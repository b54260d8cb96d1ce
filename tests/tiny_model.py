"""A tiny but real Marian model whose weights are computed, not trained.

It copies its source piece by piece and, told by the target tag, changes the script: into Cyrillic
for Russian, into Latin for English, Azerbaijani and Turkish, letter for letter. So names, numbers
and punctuation come through, the target's script is right, and every answer is known beforehand.

How: a token's embedding holds a random identity code, which it shares with its partner in the
other script, and a script code of one sign or the other. Encoder attention reads the tag's flag
and adds it to the script code of every position. Decoder attention turns the sinusoids of its
position into those of the source position to copy, and the tied embeddings do the rest.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

LATIN = "abcdefghijklmnopqrstuvwxyzəğışöüç"
CYRILLIC = "абцдефгхижклмнопщрстувъьйзэяышёюч"
TAGS = {"ru": ">>rus<<", "en": ">>eng<<", "az": ">>aze<<", "tr": ">>tur<<"}
PAIRS = ("en-ru", "ru-en", "en-tr", "tr-en", "en-az", "az-en")
TERM_PIECES = ("<term>", "<as>", "</term>")
PLACEHOLDERS = tuple(f"<x{i}>" for i in range(10))
_UPPER = dict(zip("iışöüçəğ", "İIŞÖÜÇƏĞ", strict=True))
_COMMON = (
    "the of and in to media forum caspian khazar sea baku on at is was with from for by "
    "ta ri an on en er es ti re at al or ar ed it is le ro ne in he nd ng th st ma ni ka"
)
_ROMAN = ("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XX", "XXI")
_ROMAN_WORD = re.compile(rf"((?<![^\s▁])(?:{'|'.join(sorted(_ROMAN, key=len, reverse=True))}))")
_SIGNS = "0123456789.,;:!?()[]{}«»“”„‘’'\"-–—…%№$€₼/+*=&@#_<>|~^`°\\"

WIDTH = 256
POSITIONS = 512
_HALF = WIDTH // 2
_WAVES = 16
_WAVE = [*range(_WAVES), *range(_HALF, _HALF + _WAVES)]
_IDENTITY = [*range(16, 96), *range(144, 224)]
_SCRIPT = [*range(96, 100)]
_TAGNESS, _FLAG, _ZERO = 112, 113, 127


def transliterate(text: str, lang: str) -> str:
    """What the model makes of ``text`` for the target language ``lang``; VIII stays VIII."""
    lower = (LATIN, CYRILLIC) if lang == "ru" else (CYRILLIC, LATIN)
    table = dict(zip(*lower, strict=True))
    table |= {_capital(a): _capital(b) for a, b in table.items()}
    parts = _ROMAN_WORD.split(text)
    return "".join(
        part if odd % 2 else "".join(table.get(c, c) for c in part)
        for odd, part in enumerate(parts)
    )


def _capital(letter: str) -> str:
    return _UPPER.get(letter, "Ï" if letter == "ı" else letter.upper())


_UPPER["i"], _UPPER["ı"] = "I", "Ï"


def _pieces() -> list[tuple[str, float, int]]:
    """SentencePiece entries: text, score and type (1 normal, 2 unknown, 3 control, 4 user, 6)."""
    rows: list[tuple[str, float, int]] = [("</s>", 0.0, 3), ("<unk>", 0.0, 2)]
    rows += [(f"<0x{byte:02X}>", 0.0, 6) for byte in range(256)]
    rows += [(piece, 0.0, 4) for piece in (*TERM_PIECES, *PLACEHOLDERS)]
    rows.append(("▁", -4.0, 1))
    letters = "".join(
        a + b + _capital(a) + _capital(b) for a, b in zip(LATIN, CYRILLIC, strict=True)
    )
    rows += [(c, -9.0, 1) for c in dict.fromkeys(letters + _SIGNS)]
    rows += [("▁" + number, -5.0, 1) for number in _ROMAN]
    seen = {row[0] for row in rows}
    for syllable in _COMMON.split():
        for latin in (syllable, syllable.capitalize()):
            for text in (latin, transliterate(latin, "ru")):
                for piece, bonus in (("▁" + text, 0.5), (text, 0.0)):
                    if piece not in seen:
                        seen.add(piece)
                        rows.append((piece, -6.0 - 0.2 / len(text) + bonus, 1))
    return rows


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number: int, value: bytes | int | float) -> bytes:
    import struct

    if isinstance(value, bytes):
        return _varint(number << 3 | 2) + _varint(len(value)) + value
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    return _varint(number << 3) + _varint(value)


def sentencepiece_model() -> bytes:
    """A SentencePiece unigram model (``sentencepiece_model.proto``) with byte fallback."""
    body = b""
    for text, score, kind in _pieces():
        entry = _field(1, text.encode()) + _field(2, score) + _field(3, kind)
        body += _field(1, entry)
    minus_one = (1 << 64) - 1
    trainer = _field(3, 1) + _field(35, 1) + _field(40, 1) + _field(41, minus_one)
    trainer += _field(42, 0) + _field(43, minus_one) + _field(44, b" ")
    trainer += _field(45, b"<unk>") + _field(46, b"<s>") + _field(47, b"</s>")
    normaliser = _field(1, b"identity") + _field(3, 1) + _field(4, 1) + _field(5, 1)
    return body + _field(2, trainer) + _field(3, normaliser)


def _embeddings(vocabulary: list[str], np: Any) -> Any:
    rng = np.random.default_rng(7)
    table = np.zeros((len(vocabulary), WIDTH), np.float32)
    codes: dict[str, Any] = {}
    half = len(_IDENTITY) // 2
    for row, piece in enumerate(vocabulary[:-1]):
        if piece in TAGS.values():
            table[row, _TAGNESS] = 9.0
            table[row, _FLAG] = 9.0 if piece == TAGS["ru"] else -9.0
            continue
        latin = transliterate(piece, "en") if not piece.startswith("<") else piece
        if latin not in codes:
            codes[latin] = rng.permutation([1.0] * half + [-1.0] * half)
        table[row, _IDENTITY] = codes[latin]
        if piece.startswith("<") and len(piece) > 1:
            continue
        cyrillic = transliterate(piece, "ru")
        if cyrillic != latin:
            table[row, _SCRIPT] = 1.0 if piece == cyrillic else -1.0
    return table


def _weights(vocabulary: list[str], *, tagged: bool, ends: bool, np: Any) -> dict[str, Any]:
    size, head = len(vocabulary), WIDTH // 2
    out = {"model.shared.weight": _embeddings(vocabulary, np)}
    bias = np.zeros((1, size), np.float32)
    bias[0, -1] = -1e4  # <pad> is never said
    bias[0, 0] = 0.0 if ends else -1e4
    out["final_logits_bias"] = bias

    def zeros(*shape: int) -> Any:
        return np.zeros(shape, np.float32)

    def layer(prefix: str, attentions: tuple[str, ...]) -> None:
        for name in attentions:
            for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                out[f"{prefix}.{name}.{part}.weight"] = zeros(WIDTH, WIDTH)
                out[f"{prefix}.{name}.{part}.bias"] = zeros(WIDTH)
        out[f"{prefix}.fc1.weight"], out[f"{prefix}.fc1.bias"] = zeros(32, WIDTH), zeros(32)
        out[f"{prefix}.fc2.weight"], out[f"{prefix}.fc2.bias"] = zeros(WIDTH, 32), zeros(WIDTH)
        for name in (*(f"{a}_layer_norm" for a in attentions), "final_layer_norm"):
            out[f"{prefix}.{name}.weight"] = np.ones(WIDTH, np.float32)
            out[f"{prefix}.{name}.bias"] = zeros(WIDTH)

    # Encoder: every position looks at the tag and takes over its flag.
    encoder = "model.encoder.layers.0"
    layer(encoder, ("self_attn",))
    if tagged:
        out[f"{encoder}.self_attn.q_proj.bias"][0] = 1.0
        out[f"{encoder}.self_attn.k_proj.weight"][0, _TAGNESS] = 2.5
        out[f"{encoder}.self_attn.v_proj.weight"][0, _FLAG] = 1.0 / 9.0
        out[f"{encoder}.self_attn.out_proj.weight"][_SCRIPT, 0] = 1.5
    out[f"{encoder}.self_attn_layer_norm.weight"][[*_WAVE, _ZERO]] = 13.0

    shift = 1 if tagged else 0
    sharpness = 160.0
    for number in range(2):
        prefix = f"model.decoder.layers.{number}"
        layer(prefix, ("self_attn", "encoder_attn"))
        query = out[f"{prefix}.encoder_attn.q_proj.weight"]
        key = out[f"{prefix}.encoder_attn.k_proj.weight"]
        for first in (0, head) if number == 0 else (0,):
            for wave in range(_WAVES):
                angle = shift * 10000.0 ** (-wave / _HALF)
                sine, cosine = wave, _HALF + wave
                low, high = first + 2 * wave, first + 2 * wave + 1
                key[low, sine] = key[high, cosine] = math.sqrt(sharpness)
                query[low, [sine, cosine]] = math.cos(angle), math.sin(angle)
                query[high, [sine, cosine]] = -math.sin(angle), math.cos(angle)
                query[low, _ZERO] = -(math.cos(angle) + math.sin(angle))
                query[high, _ZERO] = -(math.cos(angle) - math.sin(angle))
                key[low, _ZERO] = key[high, _ZERO] = -math.sqrt(sharpness)
        query *= math.sqrt(sharpness)
    copied = [*_IDENTITY, *_SCRIPT]
    prefix = "model.decoder.layers.0"
    norm = out[f"{prefix}.self_attn_layer_norm.weight"]
    norm[:] = 0.0
    norm[[*_WAVE, _ZERO]] = 13.0
    for place, dimension in enumerate(copied):
        slot = place
        out[f"{prefix}.encoder_attn.v_proj.weight"][slot, dimension] = 1.0
        out[f"{prefix}.encoder_attn.out_proj.weight"][dimension, slot] = 30.0
    return out


def build(folder: Path, *, tagged: bool = True, ends: bool = True, name: str = "tiny") -> Path:
    """Write the model as a Hugging Face folder and return its path.

    Args:
        folder: Where to; made if need be.
        tagged: Whether the model is multilingual with target tags, or a bilingual copier.
        ends: False makes a model that never says end-of-sentence.
        name: The name in ``translator.json``.
    """
    import numpy as np
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = [piece for piece, _, _ in _pieces()]
    if tagged:
        vocabulary += TAGS.values()
    vocabulary.append("<pad>")
    size = len(vocabulary)
    model = sentencepiece_model()
    (folder / "source.spm").write_bytes(model)
    (folder / "target.spm").write_bytes(model)
    config = {
        "architectures": ["MarianMTModel"],
        "model_type": "marian",
        "activation_function": "swish",
        "bos_token_id": None,
        "d_model": WIDTH,
        "decoder_attention_heads": 2,
        "decoder_ffn_dim": 32,
        "decoder_layers": 2,
        "decoder_start_token_id": size - 1,
        "decoder_vocab_size": size,
        "encoder_attention_heads": 2,
        "encoder_ffn_dim": 32,
        "encoder_layers": 1,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "is_encoder_decoder": True,
        "max_position_embeddings": POSITIONS,
        "pad_token_id": size - 1,
        "scale_embedding": True,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "vocab_size": size,
    }
    generation = {
        "decoder_start_token_id": size - 1,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "pad_token_id": size - 1,
    }
    described = {
        "format": 1,
        "name": name,
        "version": "0",
        "terminology": "annotated",
        "term_pieces": list(TERM_PIECES),
        "placeholders": list(PLACEHOLDERS),
        "languages": sorted(TAGS),
        "pairs": list(PAIRS),
        "tags": TAGS if tagged else {},
        "alignment_head": True,
        "max_source_tokens": POSITIONS,
        "licence": "Apache-2.0",
    }
    files: dict[str, Any] = {
        "config.json": config,
        "generation_config.json": generation,
        "vocab.json": {piece: i for i, piece in enumerate(vocabulary)},
        "tokenizer_config.json": {
            "source_lang": "en",
            "target_lang": "ru",
            "tokenizer_class": "MarianTokenizer",
            "model_max_length": POSITIONS,
        },
    }
    if tagged:
        files["translator.json"] = described
    for file, content in files.items():
        (folder / file).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    weights = _weights(vocabulary, tagged=tagged, ends=ends, np=np)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    return folder
