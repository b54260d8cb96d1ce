"""Tables and records of our own writing: unchanged, and translated by changing the script."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.echoing import echo
from tests.tiny_model import transliterate
from translator.documents import registry

GOLDEN = Path(__file__).parents[2] / "golden" / "tables"
NAMES = ["news.csv", "news.tsv", "news.jsonl"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_changes_without_a_translation(name: str) -> None:
    path = GOLDEN / name
    assert registry.write(echo(registry.load(path), "ru")) == said(path.read_bytes())


def said(data: bytes) -> bytes:
    """The file with its statements of the language as the translation makes them."""
    for old, new in ((b'"en-GB"', b'"ru"'), (b'";"en"', b'";"ru"'), (b'": "en"', b'": "ru"')):
        data = data.replace(old, new)
    return data


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str) -> None:
    """Set UPDATE_GOLDEN=1 to write the files anew, then read the difference."""
    article = registry.load(GOLDEN / name)
    made = registry.write(echo(article, "ru", lambda s: transliterate(s, "ru")))
    path = GOLDEN / f"ru.{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(made)
    assert made == path.read_bytes()
    before, after = ([b.text for b in a.blocks if b.level] for a in (article, registry.load(path)))
    assert [transliterate(text, "ru") for text in before] == after
