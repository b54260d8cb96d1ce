"""Marian tokens from SentencePiece alone: what both engines feed a model and read from it.

The tokens are those of Hugging Face's ``MarianTokenizer``, with one difference: a tag or special
token that happens to stand in the text is text. Tags are put in front by target language only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from translator.engines.base import Request

SPACE = "▁"
_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>\Z")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A source text as tokens, tag first and end-of-sentence last.

    ``spans`` has the character offsets in the text of every token; tag and end have empty ones.
    """

    tokens: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Detokenised:
    """Target tokens as text; ``spans`` has the characters that every token wrote."""

    text: str
    spans: tuple[Span, ...]


class MarianTokens:
    """The tokeniser of one model folder."""

    def __init__(self, folder: Path, *, tags: Mapping[str, str] | None = None) -> None:
        """Load ``source.spm``, ``target.spm`` and ``vocab.json`` of ``folder``.

        Args:
            folder: A Marian model as a Hugging Face folder.
            tags: Target language code to the tag that asks for it, for a multilingual model.
        """
        import sentencepiece

        self._source: Any = sentencepiece.SentencePieceProcessor(
            model_file=str(folder / "source.spm")
        )
        self.vocabulary: dict[str, int] = json.loads(
            (folder / "vocab.json").read_text(encoding="utf-8")
        )
        self.names = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        self.tags = dict(tags or {})
        self.eos, self.unk, self.pad = "</s>", "<unk>", "<pad>"
        self._silent = {self.eos, self.unk, self.pad, "<s>"}
        self._silent |= {t for t in self.vocabulary if t.startswith(">>") and t.endswith("<<")}
        self._spelt: dict[str, str] = {}  # what tokens spell, but those that spell bytes

    def encode(self, text: str, target_lang: str = "") -> Encoded:
        """The tokens of ``text``, with the tag for ``target_lang`` if the model has tags."""
        tokens: list[str] = []
        spans: list[Span] = []
        if tag := self.tags.get(target_lang):
            tokens.append(tag)
            spans.append((0, 0))
        found = self._source.encode(text, return_type="offset_mapping")
        tokens += found["pieces"]
        spans += found["offsets"]
        _share_bytes(tokens, spans)
        tokens.append(self.eos)
        spans.append((len(text), len(text)))
        return Encoded(tuple(tokens), tuple(spans))

    def encode_all(self, requests: Sequence[Request], longest: int) -> list[Encoded]:
        """The tokens of each request.

        Raises:
            ValueError: A request has more than ``longest`` tokens.
        """
        out = [self.encode(request.text, request.target_lang) for request in requests]
        for request, source in zip(requests, out, strict=True):
            if len(source.tokens) > longest:
                raise ValueError(
                    f"{len(source.tokens)} tokens are more than the {longest} that the model "
                    f"reads: {request.text[:60]!r}"
                )
        return out

    def count(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text with tag and end-of-sentence."""
        extra = 2 if self.tags else 1
        return [len(ids) + extra for ids in self._source.encode(list(texts))]

    def ids(self, tokens: Sequence[str]) -> list[int]:
        """The model's numbers for ``tokens``; strangers become the unknown token."""
        unknown = self.vocabulary[self.unk]
        return [self.vocabulary.get(token, unknown) for token in tokens]

    def decode(self, tokens: Sequence[str]) -> Detokenised:
        """The text that ``tokens`` spell; special tokens and tags spell nothing."""
        try:
            parts = [self._spelt[token] for token in tokens]
            spans = list(pairwise(accumulate(map(len, parts), initial=0)))
        except KeyError:
            parts, spans = self._spell(tokens)
        text = "".join(parts)
        left = len(text) - len(text.lstrip())
        text = text.strip()
        return Detokenised(text, tuple(_moved(spans, left, len(text))))

    def _spell(self, tokens: Sequence[str]) -> tuple[list[str], list[Span]]:
        """What tokens spell and where, some of them bytes or met for the first time."""
        parts: list[str] = []
        spans: list[Span] = []
        length = place = 0
        while place < len(tokens):
            token = tokens[place]
            known = self._spelt.get(token)
            if known is None:
                end = place
                while end < len(tokens) and _BYTE.match(tokens[end]):
                    end += 1
                if end == place:
                    self._spelt[token] = "" if token in self._silent else token.replace(SPACE, " ")
                    continue
                for text, width in _decode_bytes([int(t[3:5], 16) for t in tokens[place:end]]):
                    parts.append(text)
                    spans += [(length, length + len(text))] * width
                    length += len(text)
                place = end
            else:
                parts.append(known)
                spans.append((length, length + len(known)))
                length += len(known)
                place += 1
        return parts, spans


def _moved(spans: list[Span], left: int, size: int) -> list[Span]:
    """``spans`` in the text of that size after ``left`` characters were cut off in front of it."""
    spans = [(start - left, end - left) for start, end in spans]
    for places in (range(len(spans)), reversed(range(len(spans)))):
        for place in places:
            start, end = spans[place]
            if start >= 0 and end <= size:
                break
            spans[place] = min(max(start, 0), size), min(max(end, 0), size)
    return spans


def _share_bytes(tokens: list[str], spans: list[Span]) -> None:
    """Give every byte of a character the character's span; SentencePiece gives it to the last."""
    for place in range(len(tokens) - 2, -1, -1):
        start, end = spans[place]
        if start == end and _BYTE.match(tokens[place]) and _BYTE.match(tokens[place + 1]):
            spans[place] = spans[place + 1]


def _decode_bytes(values: list[int]) -> list[tuple[str, int]]:
    """Characters of a run of UTF-8 bytes with their widths; a stray byte becomes U+FFFD."""
    out: list[tuple[str, int]] = []
    data = bytes(values)
    place = 0
    while place < len(data):
        lead = data[place]
        width = 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        try:
            out.append((data[place : place + width].decode("utf-8"), width))
            place += width
        except UnicodeDecodeError:
            out.append(("�", 1))
            place += 1
    return out
