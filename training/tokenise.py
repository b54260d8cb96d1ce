"""The shared SentencePiece model and the vocabulary laid over it.

Ids are those of the exported model: ``</s>`` 0, ``<unk>`` 1, then the
SentencePiece pieces, the target tags, and ``<pad>`` last.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import sentencepiece

from training.annotate import PLACEHOLDERS, TERM_PIECES
from training.sources import BY_NAME, TAGS

EOS_ID = 0
UNK_ID = 1
VOCABULARY_SIZE = 8000
LETTERS = "əƏğĞıIİiöÖşŞüÜçÇёЁъЪâîû«»“”„‘’—–…№%€$£°₽₼₺"


def train_sentencepiece(
    clean: Path,
    output: Path,
    *,
    size: int = VOCABULARY_SIZE,
    seed: int = 1,
    per_language: int = 6_000_000,
) -> None:
    """Train the unigram model on text balanced over the languages (in characters)."""
    rng = random.Random(seed)
    texts: dict[str, list[str]] = {}
    for path in sorted(clean.glob("*-*.tsv")):
        languages = path.stem.split("-")
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, first, second = line.split("\t")
            source = BY_NAME.get(name)
            if source is not None and source.kind == "documentation" and rng.random() > 0.08:
                continue
            for language, text in zip(languages, (first, second), strict=True):
                texts.setdefault(language, []).append(text)
    corpus = output.with_suffix(".txt")
    with corpus.open("w", encoding="utf-8") as file:
        for language in sorted(texts):
            lines, left = sorted(set(texts[language])), per_language
            rng.shuffle(lines)
            for line in lines:
                left -= len(line)
                if left < 0:
                    break
                file.write(line + "\n")
    sentencepiece.set_random_generator_seed(seed)
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(output.with_suffix("")),
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9999,
        required_chars=LETTERS,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",
        user_defined_symbols=[*TERM_PIECES, *PLACEHOLDERS],
        bos_id=-1,
        pad_id=-1,
        eos_id=0,
        unk_id=1,
        unk_surface=" ",
        num_threads=2,
        minloglevel=1,
        hard_vocab_limit=False,
    )
    corpus.unlink()


def vocabulary(model: Path) -> dict[str, int]:
    """Piece to id, tags after the pieces and ``<pad>`` last."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    pieces += [tag for tag in TAGS.values() if tag not in pieces]
    pieces.append("<pad>")
    return {piece: i for i, piece in enumerate(pieces)}


class Tokeniser:
    """Whitespace tokens to ids, remembering every token it has seen.

    Pieces never cross whitespace, so a sentence's pieces are its tokens'.
    """

    def __init__(self, model: Path) -> None:
        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
        self.vocabulary = vocabulary(model)
        self.pad_id = self.vocabulary["<pad>"]
        self._known: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.vocabulary)

    def tag(self, language: str) -> int:
        """The id of a language's target tag."""
        return self.vocabulary[TAGS[language]]

    def token(self, token: str) -> list[int]:
        """The ids of one whitespace token."""
        ids = self._known.get(token)
        if ids is None:
            ids = list(self.processor.encode(token))
            if len(self._known) > 1_500_000:
                self._known.clear()
            self._known[token] = ids
        return ids

    def text(self, text: str) -> list[int]:
        """The ids of a sentence, without tag and end."""
        return [i for token in text.split() for i in self.token(token)]

    def decode(self, ids: list[int]) -> str:
        """Text of ids; the end, tags and padding are dropped."""
        limit = self.processor.get_piece_size()
        return str(self.processor.decode([i for i in ids if EOS_ID < i < limit]))


def save_vocabulary(model: Path, output: Path) -> None:
    """Write ``vocab.json`` as the Marian tokenizer reads it."""
    output.write_text(json.dumps(vocabulary(model), ensure_ascii=False, indent=0), encoding="utf-8")
