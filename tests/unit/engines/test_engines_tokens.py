"""The tokeniser: equal to Hugging Face's on hundreds of strings, exact in its offsets."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import tiny_model as tiny
from translator.engines.marian_tokens import MarianTokens

SAMPLES = [
    "The VIII Caspian Media Forum was held in Baku on 18 September 2023.",
    "Məclisin sədri İlham Əliyev 1 234,5 mln. manat ayırdı.",
    "Форум «Каспий» пройдёт 5–6 июня; участвуют 40% стран…",
    "  two  spaces,\ttabs ",
    "A <term> Caspian Sea <as> Каспийское море </term>, <x0> and <x9>.",
    "ქართული 汉字 🙂 ﷽ é é",
    "",
    "<term>",
    ">> not a tag <<",
]


def _strings() -> list[str]:
    rng = random.Random(5)
    alphabet = "abc deиы əİıŞ 0123.,!?«»—’<>/xtermas 🙂汉გ\u0301"
    made = ["".join(rng.choices(alphabet, k=rng.randint(1, 60))) for _ in range(400)]
    return SAMPLES + made


@pytest.fixture(scope="module")
def tagged(tiny_model: Path) -> MarianTokens:
    return MarianTokens(tiny_model, tags=tiny.TAGS)


@pytest.fixture(scope="module")
def reference(tiny_model: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(tiny_model)


def test_numbers_are_those_of_hugging_face(tagged: MarianTokens, reference: Any) -> None:
    texts = [text for text in _strings() if not any(s in text for s in ("</s>", "<unk>", "<pad>"))]
    assert len(texts) > 300
    for lang, tag in tiny.TAGS.items():
        for text in texts[:: len(tiny.TAGS)]:
            wanted = reference(tag + text)["input_ids"]
            assert tagged.ids(tagged.encode(text, lang).tokens) == wanted, text


def test_numbers_without_tags(tiny_bilingual: Path) -> None:
    from transformers import AutoTokenizer

    reference = AutoTokenizer.from_pretrained(tiny_bilingual)
    tokens = MarianTokens(tiny_bilingual)
    for text in _strings():
        if text.startswith(">>"):
            continue  # there it is a tag; here a tag never comes from the text
        assert tokens.ids(tokens.encode(text, "ru").tokens) == reference(text)["input_ids"], text


def test_text_is_that_of_hugging_face(tagged: MarianTokens, reference: Any) -> None:
    rng = random.Random(6)
    for _ in range(300):
        numbers = rng.choices(range(len(tagged.names)), k=rng.randint(1, 12))
        mine = tagged.decode([tagged.names[n] for n in numbers]).text
        pieces = [n for n in numbers if not tagged.names[n].startswith((">>", "<unk>"))]
        theirs = reference.decode(pieces, skip_special_tokens=True).strip()
        assert mine == theirs, [tagged.names[n] for n in numbers]


def test_count_is_the_length_of_what_is_encoded(tagged: MarianTokens) -> None:
    texts = _strings()
    assert tagged.count(texts) == [len(tagged.encode(text, "ru").tokens) for text in texts]


# U+2581 is SentencePiece's own sign for a space, and read as one.
@given(st.text(st.characters(exclude_characters="\u2581", exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_visible_character_has_a_token_and_comes_back(text: str) -> None:
    tokens = _own_tokens()
    encoded = tokens.encode(text, "ru")
    covered = {place for start, end in encoded.spans for place in range(start, end)}
    assert all(place in covered for place, char in enumerate(text) if char not in " \x00")
    assert all(0 <= start <= end <= len(text) for start, end in encoded.spans)
    back = tokens.decode(encoded.tokens)
    assert back.text == " ".join(part for part in text.split(" ") if part).strip()
    spans = [span for span in back.spans if span[0] < span[1]]
    assert spans == sorted(spans)
    assert "".join(back.text[a:b] for a, b in sorted(set(spans))) == back.text


_CACHE: dict[str, MarianTokens] = {}


def _own_tokens() -> MarianTokens:
    if "x" not in _CACHE:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            _CACHE["x"] = MarianTokens(tiny.build(Path(folder)), tags=tiny.TAGS)
    return _CACHE["x"]


def test_bytes_share_the_place_of_their_character(tagged: MarianTokens) -> None:
    encoded = tagged.encode("a 汉გ b", "ru")
    shown = list(zip(encoded.tokens, encoded.spans, strict=True))
    assert ("<0xE6>", (2, 3)) in shown and ("<0x89>", (2, 3)) in shown
    assert [span for token, span in shown if token.startswith("<0x")] == [(2, 3)] * 3 + [(3, 4)] * 3
    decoded = tagged.decode(encoded.tokens)
    assert decoded.text == "a 汉გ b"
    assert decoded.spans == (*encoded.spans[:1], (0, 0), *encoded.spans[2:])


def test_stray_bytes_do_not_break_the_text(tagged: MarianTokens) -> None:
    tokens = ["▁", "a", "<0xE6>", "<0xB1>", "▁", "b", "<0x80>"]
    assert tagged.decode(tokens).text == "a\ufffd\ufffd b\ufffd"


def test_a_tag_or_special_token_in_the_text_is_text(tagged: MarianTokens) -> None:
    text = ">>tur<< </s> <unk> <pad> <0x41>"
    encoded = tagged.encode(text, "ru")
    assert encoded.tokens[0] == ">>rus<<" and encoded.tokens.count("</s>") == 1
    assert not {">>tur<<", "<pad>", "<0x41>", "<unk>"} & set(encoded.tokens)
    assert tagged.decode(encoded.tokens).text == text


def test_reserved_pieces_are_single_tokens(tagged: MarianTokens) -> None:
    tokens = tagged.encode("<term> sea <as> more </term>, <x3>", "ru").tokens
    for piece in ("<term>", "<as>", "</term>", "<x3>"):
        assert tokens.count(piece) == 1


def test_the_tiny_sentencepiece_model_loads_as_one(tiny_model: Path) -> None:
    processor = sentencepiece.SentencePieceProcessor(model_file=str(tiny_model / "source.spm"))
    assert processor.id_to_piece(0) == "</s>"
    assert processor.is_byte(2)


def test_spans_lie_in_the_text_whatever_stands_at_its_ends(tagged: MarianTokens) -> None:
    pieces = ["<pad>", "▁", "▁sea", "▁", "</s>", "▁"]
    for _ in range(2):  # met for the first time, and known
        made = tagged.decode(pieces)
        assert made.text == "sea"
        assert made.spans == ((0, 0), (0, 0), (0, 3), (3, 3), (3, 3), (3, 3))
