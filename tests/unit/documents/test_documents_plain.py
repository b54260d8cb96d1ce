"""Plain text: which lines make a block, and the translation in the same shape."""

from __future__ import annotations

from dataclasses import replace

import pytest

from translator.documents import plain
from translator.documents.article import Article, BlockKind, Sentence
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit

WRAPPED = """\
Caspian week opens in Baku

BAKU, Sept. 18 (AZERTAC) — The eighth Caspian Media Forum opened in Baku
on Monday with 240 guests from five coastal countries, four days after
the last ferry left. Organisers said that 1,250 people had registered.
The forum ends on Friday.

    Scientists presented new measurements from the northern part of the
    sea, where the water is only 5 to 6 metres deep.

- dredging the channels at Aktau and Astrakhan, which will take most of
  the winter
- a common weather service
"""

LINES = """\
Baku port handles record cargo
By Leyla Mammadova
The port of Baku handled 3.2 million tonnes of cargo between January and June.
Most of it travelled along the Middle Corridor, which links Asia with Europe.
What comes next
Dredging will begin in October and last until the spring of the coming year.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in plain.read(text).blocks]


def said(article: Article, *targets: str) -> ParallelText:
    """A parallel text in which each translated block is one sentence with that target."""
    words = iter(targets)
    entries = []
    for block in article.blocks:
        if not block.kind.translated:
            entries.append(ParallelBlock(block))
            continue
        cut = replace(block, sentences=(Sentence(0, len(block.text), block.text),))
        entries.append(ParallelBlock(cut, (TranslationUnit(block.text, next(words)),)))
    return ParallelText(article, "en", "ru", tuple(entries))


def test_a_wrapped_text_has_paragraphs_of_several_lines() -> None:
    found = kinds(WRAPPED)
    assert [kind for kind, _ in found] == [
        "headline",
        "dateline",
        "paragraph",
        "paragraph",
        "list-item",
        "list-item",
    ]
    assert found[1][1] == "BAKU, Sept. 18 (AZERTAC)"
    assert found[2][1].startswith("The eighth") and found[2][1].endswith("on Friday.")
    assert found[4][1].endswith("the winter")


def test_a_wrapped_paragraph_is_wrapped_again_to_its_width() -> None:
    article = plain.read(WRAPPED.replace("\n", "\r\n"))
    long = "слово " * 40
    written = plain.write(said(article, "Заголовок", "БАКУ", long, long, long, "Погода"))
    lines = written.split("\r\n")
    assert "\n" not in written.replace("\r\n", "")
    assert max(map(len, lines)) <= 74
    assert lines[2].startswith("БАКУ — слово слово")
    assert lines[8].startswith("    слово") and lines[9].startswith("    слово")
    bullet = next(i for i, line in enumerate(lines) if line.startswith("- слово"))
    assert lines[bullet + 1].startswith("  слово")
    assert lines[-2:] == ["- Погода", ""]


def test_one_line_a_paragraph() -> None:
    assert [kind for kind, _ in kinds(LINES)] == [
        "headline",
        "byline",
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0c"])
def test_any_line_end_ends_a_line_and_is_kept(end: str) -> None:
    text = f"\tOne two three.{end}{end}  — Four five six. \t{end}"
    article = plain.read(text)
    assert [block.text for block in article.blocks] == ["One two three.", "Four five six."]
    written = plain.write(said(article, "Раз.", "Два."))
    assert written == f"\tРаз.{end}{end}  — Два. \t{end}"


def test_a_lone_sentence_is_no_headline_and_the_first_line_only_if_it_looks_like_one() -> None:
    assert kinds("Hello world") == [("paragraph", "Hello world")]
    assert kinds("The port opened.\n\nIt is big.")[0][0] == "paragraph"
    assert kinds("The port opens\n\nIt is big, they say.")[0][0] == "headline"


def test_numbers_are_list_marks_only_in_a_row() -> None:
    assert kinds("3. sırada Bakü var.\n\nSon.")[0] == ("paragraph", "3. sırada Bakü var.")
    listed = kinds("Two things are needed:\n1. a ship\n2. a port\n")
    assert listed[1:] == [("list-item", "a ship"), ("list-item", "a port")]
    assert kinds("1) a ship")[0] == ("list-item", "a ship")


def test_quoted_lines_and_addresses() -> None:
    article = plain.read("> He said so.\n\nSee https://a.b/c for more.\n\nhttps://a.b/c\n")
    assert [block.kind for block in article.blocks] == [
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
        BlockKind.FURNITURE,
    ]
    kept = article.blocks[1].inlines[0]
    assert kept.keep and article.blocks[1].text[kept.start : kept.end] == "https://a.b/c"


def test_a_line_break_in_a_target_is_a_space() -> None:
    article = plain.read("One sentence.\n\nAnother one.\n")
    assert plain.write(said(article, "Раз\nдва.", "Три.")) == "Раз два.\n\nТри.\n"


def test_a_byte_order_mark_comes_back() -> None:
    article = replace(plain.read("One sentence.\n"), bom=True)
    assert plain.write(said(article, "Раз.")) == "\ufeffРаз.\n"


def test_rows_addresses_and_whole_sentences_are_no_subheads() -> None:
    long = "This paragraph is long enough to follow any subhead, and it ends with a full stop."
    for line in (
        "Kazakhstan | 31 | 12.9%",
        "1\tAzerbaijan\t58",
        "Contact press@example.org, Baku",
        "He said: “We came to talk. And that is what matters!”",
    ):
        read = kinds(f"The port opens\n\n{long}\n{line}\n{long}\n")
        assert ("paragraph", line) in read, read
    assert ("subhead", "Ferries") in kinds(f"The port opens\n\n{long}\nFerries\n{long}\n")
