"""The names of the Caspian: senses that share a word are kept apart."""

from __future__ import annotations

import pytest

from translator.glossary import store
from translator.glossary.matching import Matcher

CASPIAN = store.load("caspian")


SENSES = [
    ("en", "VIII Khazar Media Forum", ["caspian-media-forum"]),
    ("en", "The Khazars lived north of the Caspian Sea", ["khazars", "caspian-sea"]),
    ("en", "the Khazar Khaganate", ["khazar-khaganate"]),
    (
        "en",
        "Khazar University in the Khazar district of Baku",
        ["khazar-university", "khazar-district", "baku"],
    ),
    ("en", "Convention on the Legal Status of the Caspian Sea", ["caspian-convention"]),
    ("en", "the mass media and the tap water", []),
    (
        "az",
        "Xəzərin sahili, Xəzər rayonu və xəzərlər",
        ["caspian-sea", "khazar-district", "khazars"],
    ),
    ("az", "Xəzər dənizçisi", []),
    ("ru", "на Каспии и в Хазарском каганате", ["caspian-sea", "khazar-khaganate"]),
    ("ru", "куры и аракс", []),
    ("tr", "Hazar'ın kıyısında Hazarlar yaşadı", ["caspian-sea", "khazars"]),
    ("tr", "Hazar Denizcilik", []),
]


@pytest.mark.parametrize(("lang", "text", "ids"), SENSES)
def test_senses_are_kept_apart(lang: str, text: str, ids: list[str]) -> None:
    assert [match.concept.id for match in Matcher(CASPIAN, lang).match(text)] == ids
