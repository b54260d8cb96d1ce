"""Both engines on the tiny model: known answers, known alignment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_model import transliterate
from translator.engines.base import Decoding, Request
from translator.engines.loading import load_engine

TEXT = "The VIII Caspian Media Forum was held in Baku on 18 September 2023."


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
@pytest.mark.parametrize("lang", ["ru", "tr"])
def test_the_tiny_model_copies_and_changes_the_script(
    tiny_model: Path, engine: str, lang: str
) -> None:
    loaded = load_engine(str(tiny_model), engine=engine)  # type: ignore[arg-type]
    ((best,),) = loaded.translate([Request(TEXT, "en", lang)], Decoding())
    assert best.text == transliterate(TEXT, lang)
    assert not best.capped
    assert best.alignment
    for link in best.alignment:
        source = TEXT[link.source_start : link.source_end]
        assert best.text[link.target_start : link.target_end] == transliterate(source, lang)
