"""Datelines, bylines, captions and headlines."""

from __future__ import annotations

import pytest

from translator.documents.article import BlockKind
from translator.documents.roles import dateline, like_headline, role


@pytest.mark.parametrize(
    ("text", "line", "rest"),
    [
        ("BAKU, Sept. 18 (AZERTAC) — The forum opened.", "BAKU, Sept. 18 (AZERTAC)", "The forum"),
        (
            "BAKU, Azerbaijan, September 18 (AP) - The forum.",
            "BAKU, Azerbaijan, September 18 (AP)",
            "The forum",
        ),
        ("Баку, 18 сентября, АЗЕРТАДЖ — Форум открылся.", "Баку, 18 сентября, АЗЕРТАДЖ", "Форум"),
        ("БАКУ, 18 сен — РИА Новости. Форум", "БАКУ, 18 сен — РИА Новости", "Форум"),
        ("БАКУ, 18 сен — Trend/ТАСС. Форум", "БАКУ, 18 сен — Trend/ТАСС", "Форум"),
        ("БАКУ, 18 сен — Форум открылся. Он", "БАКУ, 18 сен", "Форум"),
        ("Баку. 18 сентября. ИНТЕРФАКС — Форум", "Баку. 18 сентября. ИНТЕРФАКС", "Форум"),
        ("Bakı. 18 sentyabr. Report.az: Forum açılıb.", "Bakı. 18 sentyabr. Report.az", "Forum"),
        ("Bakı, 18 sentyabr, AZƏRTAC", "Bakı, 18 sentyabr, AZƏRTAC", ""),
        ("Bakü, 2 Ekim (AA) - Seferler başlıyor.", "Bakü, 2 Ekim (AA)", "Seferler"),
        ("Актау, 4 октября, «Каспийская неделя»", "Актау, 4 октября, «Каспийская неделя»", ""),
        ("NEW YORK (Reuters) - Oil prices rose.", "NEW YORK (Reuters)", "Oil"),
        ("BAKU — The forum opened.", "BAKU", "The"),
        ("18 September 2023", "18 September 2023", ""),
    ],
)
def test_datelines(text: str, line: str, rest: str) -> None:
    stop, after = dateline(text, first=True)
    assert text[:stop] == line
    assert text[after:].startswith(rest) and bool(text[after:]) == bool(rest)


@pytest.mark.parametrize(
    "text",
    [
        "The forum opened in Baku on September 18.",
        "In Baku, September 18 is a holiday.",
        "Европа — относительно маленький континент.",
        "Шакира – лауреатка премии.",
        "NATO — an alliance of many countries.",
        "On Monday, 18 September, the forum opened.",
        "May 18 ships leave at once?",
        "Hello",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline(text, first=True) == (0, 0)


def test_a_city_alone_is_one_only_in_the_first_paragraph() -> None:
    assert dateline("BAKU — The forum opened.", first=False) == (0, 0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By Leyla Mammadova", BlockKind.BYLINE),
        ("By Leyla Mammadova and Igor Sedov, Baku", BlockKind.BYLINE),
        ("Автор: Иван Петров", BlockKind.BYLINE),
        ("Müəllif: Leyla Məmmədova", BlockKind.BYLINE),
        ("Haber: Ali Yılmaz", BlockKind.BYLINE),
        ("By train to Aktau", BlockKind.PARAGRAPH),
        ("By Friday the ferry had left.", BlockKind.PARAGRAPH),
        ("Photo: The ferry leaves the port at dawn.", BlockKind.CAPTION),
        ("На снимке: паром выходит из порта.", BlockKind.CAPTION),
        ("«Море — общий дом».", BlockKind.QUOTE),
        ("“Wait,” he said, “for the ferry.”", BlockKind.PARAGRAPH),
    ],
)
def test_roles(text: str, kind: BlockKind) -> None:
    assert role(text) is kind


def test_headlines_are_short_and_without_a_stop() -> None:
    assert like_headline("Baku port handles record cargo")
    assert like_headline("Will the sea return?")
    assert like_headline("«Каспий» возвращается")
    assert not like_headline("The forum opened.")
    assert not like_headline("and went on")
    assert not like_headline("The subjects are:")
    assert not like_headline("word " * 60)
