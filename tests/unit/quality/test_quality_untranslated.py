"""Words left in Latin letters in a Cyrillic translation."""

from __future__ import annotations

import pytest

from translator.quality.base import Checked, FindingCode
from translator.quality.untranslated import check

SOURCE = (
    "A meeting was held within the framework of the Forum, the Strand and the channel overscan."
)


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("Встреча прошла в рамках Forum.", "Forum"),
        ("Встреча прошла в framework форума.", "framework"),
    ],
)
def test_a_word_left_in_latin_letters_is_flagged(target: str, left: str) -> None:
    (finding,) = check(Checked(SOURCE, target, "en", "ru"))
    assert finding.code is FindingCode.COPIED
    assert left in finding.message


@pytest.mark.parametrize(
    ("source", "target", "langs"),
    [
        (SOURCE, "Встреча прошла в рамках форума.", ("en", "ru")),
        (SOURCE, "Встреча прошла на Strand.", ("en", "ru")),  # may be a name
        (SOURCE, "Встреча прошла на «Forum».", ("en", "ru")),
        (SOURCE, "Встреча прошла (framework).", ("en", "ru")),
        (SOURCE, "Встреча прошла на framework.az.", ("en", "ru")),
        (SOURCE, "Görüş Forum çərçivəsində keçirildi.", ("en", "az")),
        ("He joined the Forum Group.", "Он пришёл в Forum Group.", ("en", "ru")),
        ("See http or wait.", "См. http или ждите.", ("en", "ru")),
    ],
)
def test_names_quotations_and_addresses_may_stay(
    source: str, target: str, langs: tuple[str, str]
) -> None:
    assert not list(check(Checked(source, target, *langs)))
