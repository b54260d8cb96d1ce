"""Markup placed on the target by the alignment, or in proportion without one."""

from __future__ import annotations

import re

import pytest

from translator.documents.article import Sentence
from translator.documents.md import markdown
from translator.engines.base import Link
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit


def translated(source: str, target: str, pairs: str = "") -> str:
    """``source`` written with ``target``; ``pairs`` are `Caspian=Каспийский` words, if any."""
    article = markdown.read(source)
    (block,) = article.blocks
    links = []
    for pair in pairs.split():
        ours, theirs = pair.split("=")
        a, b = block.text.index(ours), target.index(theirs)
        links.append(Link(a, a + len(ours), b, b + len(theirs)))
    whole = Sentence(0, len(block.text), block.text)
    cut = type(block)(
        block.kind, block.start, block.end, block.text, block.inlines, block.level, (whole,)
    )
    unit = TranslationUnit(block.text, target, alignment=tuple(links))
    return markdown.write(ParallelText(article, "en", "ru", (ParallelBlock(cut, (unit,)),)))


@pytest.mark.parametrize(
    ("source", "target", "pairs", "written"),
    [
        (
            "The **Caspian Sea** is falling.",
            "Падает Каспийское море.",
            "Caspian=Каспийское Sea=море falling=Падает",
            "Падает **Каспийское море**.",
        ),
        (
            "Read [the report](https://a.b/c) *today*.",
            "Сегодня прочтите отчёт.",
            "Read=прочтите report=отчёт today=Сегодня",
            "*Сегодня* прочтите [отчёт](https://a.b/c).",
        ),
        (
            'He said "**no**" twice.',
            "Дважды сказал «нет» он.",
            "He=он said=сказал no=нет twice=Дважды",
            "Дважды сказал «**нет**» он.",
        ),
        ("The *old port* is open.", "Старый порт открыт.", "", "*Старый порт* открыт."),
        ("Run `open(x)` now.", "Теперь запустите open(x).", "", "Теперь запустите `open(x)`."),
        ("Run `open(x)` now.", "Запустите теперь.", "", "Запустите `open(x)` теперь."),
        ("Water fell.[^1] Ships wait.", "Вода упала. Суда ждут.", "fell=упала", None),
        ("**All of it.**", "Всё это.", "", "**Всё это.**"),
        ("See [this][r].\n\n[r]: /u", "Смотрите это.", "this=это", None),
        ("One [a](/a) two [b](/b).", "Слово", "", None),
    ],
)
def test_marks_follow_their_words(
    source: str, target: str, pairs: str, written: str | None
) -> None:
    found = translated(source, target, pairs)
    if written is not None:
        assert found == written
    for mark in re.findall(r"\]\([^)]*\)|\[\^1\]|\]\[r\]|`[^`]+`", source):
        assert found.count(mark) == 1


@pytest.mark.parametrize(
    "target",
    [
        "1. сентября",
        "12) сентября",
        "# сентября",
        "- сентября",
        "+ сентября",
        "* сентября",
        "> сентября",
        "=== сентября",
        "===",
        "---",
        "***",
        "``` сентября",
        "~~~ сентября",
        "<div>сентября</div>",
        "[сентября](x) и [y]: z",
        "[сентября]: /u",
        "[^1]: сентября",
        "&copy; _a_ *b* `c` ~~d~~ \\* <https://a.b>",
        "| a | b |",
        "    сентября",
        "сентября\\",
        "сентября #",
    ],
)
@pytest.mark.parametrize("shape", ["{}", "# {}", "- {}", "> {}", "{}\n===", "1. {}"])
def test_targets_that_look_like_markup_are_escaped(shape: str, target: str) -> None:
    written = translated(shape.format("Some words"), target)
    again = markdown.read(written)
    assert [block.text for block in again.blocks] == [" ".join(target.split())]
    if any(char.isalpha() for char in target):
        assert again.blocks[0].kind is markdown.read(shape.format("Some words")).blocks[0].kind
    assert not [inline for inline in again.blocks[0].inlines if inline.open]


def test_pipes_in_a_cell_stay_in_it() -> None:
    article = markdown.read("| a | b |\n|---|---|\n| Port \\| sea | 12 |\n")
    entries = []
    for block in article.blocks:
        whole = (Sentence(0, len(block.text), block.text),)
        cut = type(block)(block.kind, block.start, block.end, block.text, sentences=whole)
        translated_ = block.kind.translated
        unit = TranslationUnit(block.text, "порт | `море`")
        entries.append(ParallelBlock(cut, (unit,) if translated_ else ()))
    written = markdown.write(ParallelText(article, "en", "ru", tuple(entries)))
    texts = [block.text for block in markdown.read(written).blocks]
    assert texts == ["порт | `море`"] * 3 + ["12"]


def test_front_matter_is_kept_and_its_title_translated() -> None:
    source = '---\ntitle: "Ports"\nlayout: post\ntags: [a, b]\n---\n\nText here.\n'
    article = markdown.read(source)
    assert [block.text for block in article.blocks] == ["Ports", "Text here."]
    entries = []
    for block, target in zip(article.blocks, ['Порты: "да"', "Текст."], strict=True):
        whole = (Sentence(0, len(block.text), block.text),)
        cut = type(block)(block.kind, block.start, block.end, block.text, sentences=whole)
        entries.append(ParallelBlock(cut, (TranslationUnit(block.text, target),)))
    written = markdown.write(ParallelText(article, "en", "ru", tuple(entries)))
    assert written == source.replace("Ports", 'Порты: \\"да\\"').replace("Text here", "Текст")
