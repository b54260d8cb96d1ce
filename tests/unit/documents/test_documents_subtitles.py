"""Subtitles: whole sentences are translated and laid over the same cues."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.documents.article import Article, Sentence
from translator.documents.registry import load
from translator.documents.timed import subtitles
from translator.documents.timed.cue_lines import WIDTH, breaks, divide
from translator.documents.timed.cues import TIMING
from translator.engines.base import Link
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

SRT = """\
1
00:00:01,000 --> 00:00:03,500
{\\an8}<i>The port of Baku handled</i>

2
00:00:03,600 --> 00:00:06,000
<i>more cargo than ever.</i>

3
00:00:06,500 --> 00:00:08,000
- Is that true?
- It is, says the <b>ministry</b>.

4
00:00:20,000 --> 00:00:21,000
♪ Music ♪

5
00:00:22,000 --> 00:00:24,000 X1:100 Y1:100
5 < 6 and the rest
is silence.
"""

VTT = """\
WEBVTT - A report
Kind: captions
Language: en

STYLE
::cue { color: white }

NOTE for the editor --
do not translate

intro
00:01.000 --> 00:03.000 align:start position:10%
<v Leyla>Good &amp; clear <c.name>evening</c>.

00:03.000 --> 00:05.000
<v Leyla>We begin <00:04.000>in Astrakhan,

00:05.000 --> 00:07.000
where the forum opened.
"""


def translated(article: Article, answers: dict[str, str]) -> ParallelText:
    """The article with the given answers; what has none stays as it is."""
    article = segment_article(article, "en")
    entries = tuple(
        ParallelBlock(
            block,
            tuple(
                TranslationUnit(
                    s.text,
                    answers.get(s.text, s.text),
                    alignment=() if answers else words(s.text),
                )
                for s in block.sentences
            ),
        )
        for block in article.blocks
    )
    return ParallelText(article, "en", "en" if not answers else "ru", entries)


def words(text: str) -> tuple[Link, ...]:
    return tuple(Link(*match.span(), *match.span()) for match in re.finditer(r"\w+", text))


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def test_speeches_of_subrip() -> None:
    article = load(None, data=SRT.encode())
    assert article.format == "srt"
    assert texts(article) == [
        "The port of Baku handled more cargo than ever.",
        "Is that true?",
        "It is, says the ministry.",
        "Music",
        "5 < 6 and the rest is silence.",
    ]
    assert subtitles.write_srt(translated(article, {})) == SRT


def test_a_sentence_over_two_cues_is_divided_in_proportion() -> None:
    answers = {
        "The port of Baku handled more cargo than ever.": "Бакинский порт обработал больше "
        "грузов, чем когда бы то ни было.",
        "Is that true?": "Это правда?",
        "It is, says the ministry.": "Да, говорит министерство.",
        "Music": "Музыка",
    }
    written = subtitles.write_srt(translated(load(None, data=SRT.encode()), answers))
    assert written.startswith(
        "1\n00:00:01,000 --> 00:00:03,500\n"
        "{\\an8}<i>Бакинский порт обработал больше грузов,</i>\n\n"
        "2\n00:00:03,600 --> 00:00:06,000\n<i>чем когда бы то ни было.</i>\n\n"
        "3\n00:00:06,500 --> 00:00:08,000\n- Это правда?\n- Да, говорит <b>министерство</b>.\n\n"
        "4\n00:00:20,000 --> 00:00:21,000\n♪ Музыка ♪\n"
    )


def test_webvtt_keeps_its_notes_and_says_its_language() -> None:
    article = load(None, data=VTT.encode())
    assert (article.format, article.lang) == ("vtt", "en")
    assert texts(article) == [
        "Good & clear evening.",
        "We begin in Astrakhan, where the forum opened.",
    ]
    assert subtitles.write_vtt(translated(article, {})) == VTT
    answers = {
        "Good & clear evening.": "Добрый & ясный вечер.",
        "We begin in Astrakhan, where the forum opened.": "Мы начинаем в Астрахани, "
        "где открылся форум --> там.",
    }
    written = subtitles.write_vtt(translated(article, answers))
    head, _, cues = written.partition("STYLE")
    assert head.startswith("WEBVTT - A report\nKind: captions\nLanguage: ru\n\nNOTE Machine transl")
    assert "NOTE for the editor --\ndo not translate\n\nintro\n" in cues
    assert "<v Leyla>Добрый &amp; ясный <c.name>вечер</c>.\n" in cues
    assert "<v Leyla>Мы начинаем <00:04.000>в Астрахани,\n\n" in cues
    assert cues.count("-->") == 3


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends_are_kept(newline: str) -> None:
    for text, write in ((SRT, subtitles.write_srt), (VTT, subtitles.write_vtt)):
        article = load(None, data=("\ufeff" + text.replace("\n", newline)).encode())
        assert texts(article) == texts(load(None, data=text.encode()))
        written = write(translated(article, {"Is that true?": "Это " + "очень " * 12 + "верно?"}))
        assert written.startswith("\ufeff")
        assert "\n" not in written.replace(newline, "")


def test_speakers_named_in_capitals_speak_for_themselves() -> None:
    article = subtitles.read_srt(
        "1\n00:00:01,000 --> 00:00:02,000\nANAR: Where is it\nLEYLA: Here\n"
        "\n2\n00:00:02,000 --> 00:00:03,000\nin Baku: the port.\n"
    )
    assert texts(article) == ["ANAR: Where is it", "LEYLA: Here in Baku: the port."]


def test_data_for_programs_is_kept() -> None:
    text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n{"title": "Port",\n"id": 5}\n'
    assert not subtitles.read_vtt(text).blocks


def test_too_few_words_stay_to_be_seen_on_every_cue() -> None:
    article = load(None, data=b"1\n00:00:01,000 --> 00:00:02,000\nI will\n\n2\n"
                   b"00:00:02,000 --> 00:00:03,000\ncome back.\n")  # fmt: skip
    written = subtitles.write_srt(translated(article, {"I will come back.": "Вернусь."}))
    assert written.count("Вернусь.") == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [("short", 1), ("word " * 12, 2), ("word " * 16, 2), ("word " * 24, 3), ("x" * 60, 1)],
)
def test_lines_are_few_even_and_short(text: str, count: int) -> None:
    text = text.strip()
    edges = [-1, *breaks(text, 1), len(text)]
    lines = [text[a + 1 : b] for a, b in pairwise(edges)]
    assert len(lines) == count
    assert all(len(line) <= WIDTH for line in lines) or " " not in text


WORD = st.text(alphabet=st.sampled_from("abcкъ,."), min_size=1, max_size=9)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORD, min_size=1, max_size=30), st.lists(st.integers(0, 200), max_size=5))
def test_division_is_between_words_and_in_order(parts: list[str], anchors: list[int]) -> None:
    text = " ".join(parts)
    cuts = divide(text, sorted(anchors))
    assert len(cuts) == len(anchors) and cuts == sorted(cuts)
    edges = [0, *cuts, len(text)]
    pieces = [text[a:b].split() for a, b in pairwise(edges)]
    assert [word for piece in pieces for word in piece] == parts
    if len(parts) > len(anchors):
        assert all(pieces)


CUE = "\n\n1\n00:00:03,000 --> 00:00:04,000\n"
SOUP = st.lists(
    st.sampled_from(
        ["\n", "\n\n", "\r\n", "1", CUE, "00:00:01,000 --> 00:00:02,000", "00:01.0 --> 00:02.0",
         "- ", "Baku.", "the port", "<i>", "</i>", "{\\an8}", "<v Bob>", "&amp;", "NOTE", "♪",
         "-->", " ", "<b>", "</b>", "…", "WEBVTT", "<00:01.0>"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(SOUP, st.booleans(), st.randoms(use_true_random=False))
def test_soup_keeps_its_times_and_tags(text: str, vtt: bool, random) -> None:
    read = subtitles.read_vtt if vtt else subtitles.read_srt
    write = subtitles.write_vtt if vtt else subtitles.write_srt
    article = read(text)
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
    assert write(translated(article, {})) == text
    entries = []
    for block in article.blocks:
        made = " ".join(random.choices(["слово", "и", "Баку,", "a<b"], k=random.randint(1, 12)))
        cut = replace(block, sentences=(Sentence(0, len(block.text), block.text),))
        entries.append(ParallelBlock(cut, (TranslationUnit(block.text, made),)))
    written = write(ParallelText(article, "en", "en", tuple(entries)))
    assert TIMING.findall(written) == TIMING.findall(text)
    for tag in ("<i>", "</b>", "{\\an8}"):
        assert written.count(tag) >= text.count(tag)
