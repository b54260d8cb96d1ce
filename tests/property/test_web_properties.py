"""Whatever the translations are, feeds and JSON-LD stay whole and hold every word of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_wire_properties import TARGET, article, expected, translated

from translator.documents import registry

GOLDEN = Path(__file__).parents[1] / "golden" / "web"
ITEMS = sorted(p for p in GOLDEN.iterdir() if p.suffix in (".rss", ".atom", ".jsonld"))


@settings(max_examples=90, deadline=None)
@given(st.sampled_from(ITEMS), st.randoms(use_true_random=False), st.data())
def test_any_translation_of_a_feed_or_record_can_be_read_again(path: Path, random, data) -> None:
    targets = data.draw(st.lists(TARGET, min_size=3, max_size=3))
    parallel = translated(article(path), lambda text: random.choice(targets))
    written = registry.write(parallel).decode("utf-8")
    if path.suffix == ".jsonld":
        json.loads(written)
    else:
        etree.fromstring(written.encode(), etree.XMLParser(load_dtd=False, no_network=True))
    again = registry.load(None, data=written.encode())
    assert again.format == parallel.article.format
    joined = "".join("".join(block.text for block in again.blocks).split())
    at = 0
    for text in expected(parallel):
        # An untyped text of a feed that looks like markup is taken for it, by every reader.
        if any(map(str.isalpha, text)) and not re.search("[<&]", text):
            at = joined.find(text, at)
            assert at >= 0, (text, joined)
