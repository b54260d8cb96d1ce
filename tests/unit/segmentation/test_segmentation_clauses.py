"""Splitting what is too long: at clause marks, without loss, never inside what belongs together."""

from __future__ import annotations

import pytest

from translator.segmentation.clauses import split_clauses, split_to_fit

LONG = (
    "The minister said that oil output, which had fallen by 1 234,5 tonnes in May, would rise; "
    "however, analysts — who met in Baku — doubted the <term> Caspian Sea <as> Каспийское море "
    "</term> figures, and the <x0> market fell."
)


def test_segmentation_split_clauses() -> None:
    assert split_clauses("First; second: third, fourth — fifth (1,5, or 10:30).", "en") == [
        "First; ",
        "second: ",
        "third, ",
        "fourth — ",
        "fifth (1,5, ",
        "or 10:30).",
    ]


@pytest.mark.parametrize(
    ("lang", "text", "pieces"),
    [
        ("fa", "او آمد، دید؛ رفت.", ["او آمد، ", "دید؛ ", "رفت."]),
        ("hy", "Նա եկավ, տեսավ. հետո գնաց։", ["Նա եկավ, ", "տեսավ. ", "հետո գնաց։"]),
        ("ru", "Он пришёл. Увидел, и ушёл.", ["Он пришёл. ", "Увидел, ", "и ушёл."]),
    ],
)
def test_segmentation_split_clauses_in_other_scripts(
    lang: str, text: str, pieces: list[str]
) -> None:
    assert split_clauses(text, lang) == pieces


@pytest.mark.parametrize("limit", [300, 200, 120, 60, 30, 10, 3, 1])
def test_segmentation_split_to_fit_keeps_everything(limit: int) -> None:
    pieces = split_to_fit(LONG, lambda piece: len(piece) <= limit, "en")
    assert "".join(pieces) == LONG
    whole = ("<term> Caspian Sea <as> Каспийское море </term>", "<x0>", "1 234,5")
    for stretch in whole:
        assert any(stretch in piece for piece in pieces)
    for piece in pieces:
        kept = any(stretch in piece for stretch in whole)
        assert len(piece) <= limit or kept or len(piece.strip()) == 1


def test_segmentation_split_to_fit_leaves_what_fits() -> None:
    assert split_to_fit(LONG, lambda piece: True, "en") == [LONG]
    assert split_to_fit("", lambda piece: False, "en") == []


def test_segmentation_split_to_fit_prefers_the_stronger_mark() -> None:
    text = "One two, three four five; six seven, eight nine ten."
    assert split_to_fit(text, lambda piece: len(piece) <= 40, "en") == [
        "One two, three four five; ",
        "six seven, eight nine ten.",
    ]


def test_segmentation_split_to_fit_cuts_before_a_conjunction() -> None:
    text = "Nazir Bakıda çıxış edib və jurnalistlərin suallarını cavablandırıb"
    pieces = split_to_fit(text, lambda piece: len(piece) <= 50, "az")
    assert pieces == ["Nazir Bakıda çıxış edib ", "və jurnalistlərin suallarını cavablandırıb"]


def test_segmentation_split_to_fit_ends_with_one_giant_word() -> None:
    pieces = split_to_fit("я" * 10_000, lambda piece: len(piece) <= 100, "ru")
    assert "".join(pieces) == "я" * 10_000
    assert max(map(len, pieces)) <= 100


@pytest.mark.parametrize(
    "text",
    ["7" * 500, "<x0>", "<term> " + "a" * 500 + " <as> b </term>", "é", " " * 500],
)
def test_segmentation_split_to_fit_ends_when_nothing_fits(text: str) -> None:
    assert split_to_fit(text, lambda piece: False, "en") == [text]


def test_segmentation_split_to_fit_keeps_letters_and_their_marks_together() -> None:
    text = "e\u0301" * 50 + "👩\u200d🔬" * 20 + "👍🏽" * 20
    for piece in split_to_fit(text, lambda piece: len(piece) <= 2, "en"):
        assert piece[0] not in "\u0301\u200d🏽"
        assert not piece.endswith("\u200d")
