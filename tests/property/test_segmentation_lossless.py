"""Whatever the string, segmentation loses nothing and its offsets are right."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.documents.article import Article, Block, BlockKind
from translator.segmentation import segment, segment_article, sentences
from translator.segmentation.clauses import split_clauses, split_to_fit

LANGS = st.sampled_from(["en", "ru", "az", "tr", "uk", "kk", "fa", "ka", "hy", "de", "zh", "xx"])

# Any code point, lone surrogates included.
ANY = st.text(st.characters(exclude_categories=()), max_size=80)

# Strings of what the rules look at, so that they meet in every order.
PIECES = st.sampled_from(
    [
        *" .,;:!?…\"'«»“”„‘’‹›()[]{}—–-*_`\n\r\t\v\f\x1c\x85\u2028\u2029\u00a0\u200b\u200d\u200e",
        *"\u200f\u202e\u2067\ufeff\u00ad\u0301։՝؟،؛۔。！\ud800\udfff\U0001f469🏽İıIiАаծԱاაა1٣۸Ⅷǅ",
        "\r\n", "\n\n", "...", "Mr", "г", "т.д", "və s", "A.Ş", "млн", "No", "XX", "19", "1.5",
        "О", "Bu", "The", "dedi", "said", "сказал", "Day.Az", "www.a.az", "<term>", "</term>",
        "<as>", "<x0>", ">>rus<<", " - ", " — ",
    ]
)  # fmt: skip
RULED = st.lists(PIECES, max_size=40).map("".join)
TEXTS = ANY | RULED


@given(TEXTS, LANGS)
@settings(max_examples=600, deadline=None)
def test_segmentation_is_lossless(text: str, lang: str) -> None:
    pieces = segment(text, lang)
    assert "".join(pieces) == text
    assert all(pieces)
    for piece in pieces[1:]:
        assert not piece[0].isspace()


@given(TEXTS, LANGS)
@settings(max_examples=300, deadline=None)
def test_segmentation_sentences_are_bare_stretches_in_order(text: str, lang: str) -> None:
    end = 0
    for sentence in sentences(text, lang):
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip() != ""
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


@given(st.lists(TEXTS, max_size=4), LANGS)
@settings(max_examples=100, deadline=None)
def test_segmentation_of_an_article_touches_nothing_else(texts: list[str], lang: str) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, 0, len(text), text) for text in texts)
    article = Article(text="", blocks=blocks, format="txt")
    for before, after in zip(blocks, segment_article(article, lang).blocks, strict=True):
        assert after.text == before.text
        assert after.sentences == sentences(before.text, lang)


@given(TEXTS, LANGS, st.integers(0, 12))
@settings(max_examples=400, deadline=None)
def test_segmentation_splitting_is_lossless_and_ends(text: str, lang: str, limit: int) -> None:
    assert "".join(split_clauses(text, lang)) == text
    pieces = split_to_fit(text, lambda piece: len(piece) <= limit, lang)
    assert "".join(pieces) == text
    assert all(pieces)


@given(RULED, LANGS)
@settings(max_examples=200, deadline=None)
def test_segmentation_is_the_same_alone_and_between_paragraphs(text: str, lang: str) -> None:
    """A paragraph is cut as it would be by itself, whatever stands around it."""
    if lang == "hy" or not text.strip():  # there the text as a whole says what the dot means
        return
    bare = text.strip()
    around = segment(f"Öncə.\n\n{bare}\n\nSonra.", lang)
    assert [piece.strip() for piece in around] == [
        "Öncə.", *(piece.strip() for piece in segment(bare, lang)), "Sonra."
    ]  # fmt: skip
