"""Whatever an article says comes back from every format that it is written in.

The parallel formats are in `test_property_parallel_reading.py`, Word's and the web page's shape in
their own files; the rest of what an article is, in the formats that are made anew, is here.
"""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from parallel_samples import build

from translator.documents import registry
from translator.documents.article import BlockKind
from translator.parallel.registry import WRITERS

KINDS = {
    BlockKind.SUBHEAD: "\n## ",
    BlockKind.PARAGRAPH: "\n",
    BlockKind.QUOTE: "\n> ",
    BlockKind.LIST_ITEM: "- ",
}
BITS = st.sampled_from(
    [
        "Xəzər",
        "Каспий",
        "море",
        "Bakı’da",
        "İstanbul",
        "«так»",
        "“so”",
        "خزر",
        "№",
        "a<b",
        "&amp;",
        "AT&T",
        "*x*",
        "_y_",
        "`z`",
        "[q](r)",
        "1.",
        "-",
        "|",
        "\\",
        "<i>",
        "</p>",
        "~~s~~",
    ]
)
TEXTS = st.lists(BITS, min_size=1, max_size=7).map(lambda bits: "Word " + " ".join(bits) + " end.")
BLOCKS = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), TEXTS), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(TEXTS, BLOCKS, st.sampled_from(["txt", "md", "html", "docx"]))
def test_the_words_come_back_in_order(
    headline: str, blocks: list[tuple[BlockKind, str]], name: str
) -> None:
    rows = [(BlockKind.HEADLINE, 1, "# ", [("A headline", headline, ())])]
    rows += [(kind, 1, KINDS[kind], [("A sentence.", text, ())]) for kind, text in blocks]
    data = WRITERS[name].write(build(rows, "ru"))
    again = registry.load(Path(f"a.{name}"), data=data)
    said = [block.text for block in again.blocks if block.kind.running]
    joined = squeezed("".join(said))
    at = 0
    for text in (headline, *(text for _, text in blocks)):
        at = joined.find(squeezed(text), at)
        assert at >= 0, (text, said)
        at += 1


def squeezed(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s", "", text)
