"""Roman numerals before the names of events."""

from __future__ import annotations

import pytest

from translator.glossary import store
from translator.glossary.matching import Matcher
from translator.glossary.rewriting import rewrite
from translator.notation.ordinals import edits


@pytest.mark.parametrize(
    ("pair", "source", "target", "wanted"),
    [
        (
            "en-tr",
            "The VIII Caspian Media Forum opened.",
            "VIII Hazar Medya Forumu açıldı.",
            "VIII. Hazar Medya Forumu açıldı.",
        ),
        (
            "tr-en",
            "VIII. Hazar Medya Forumu açıldı.",
            "The VIII. Caspian Media Forum opened.",
            "The VIII Caspian Media Forum opened.",
        ),
        (
            "az-ru",
            "VIII Xəzər Media Forumu başladı.",
            "Каспийский медиафорум VIII начался.",
            "VIII Каспийский медиафорум начался.",
        ),
        (
            "en-ru",
            "It met at the IX Caspian Media Forum in Aktau.",
            "На Каспийском медиафоруме IX в Актау.",
            "На IX Каспийском медиафоруме в Актау.",
        ),
        (
            "en-tr",
            "At the Caspian Media Forum I met VIII.",
            "Hazar Medya Forumu VIII ile",
            "Hazar Medya Forumu VIII ile",
        ),
    ],
)
def test_numerals(pair: str, source: str, target: str, wanted: str) -> None:
    first, second = pair.split("-")
    matches = Matcher(store.load("caspian"), first).match(source)
    assert rewrite(target, edits(source, target, matches, first, second)).text == wanted
    assert edits(source, wanted, matches, first, second) == []
