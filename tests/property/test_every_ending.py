"""Whatever bytes under whatever ending: an article that can be written again, or one refusal."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.echoing import echo
from translator.documents import registry
from translator.errors import TranslatorError
from translator.parallel.registry import WRITERS

ENDINGS = [*registry.endings(), ".xyz", ""]
PIECES = st.sampled_from(
    [
        *(
            b"<html>",
            b"<p>",
            b"</p>",
            b"<!DOCTYPE html>",
            b"<rss>",
            b"<item>",
            b"<title>",
            b"<?xml",
        ),
        *(b"{", b"}", b'"headline"', b":", b'"text"', b",", b"[", b"]", b'{"title": "Sea"}'),
        *(b"title,body\n", b"a;b", b'"', b"\t", b"\n", b"\r\n", b"WEBVTT\n", b"1\n", b" --> "),
        *(b"00:00:01,000 --> 00:00:02,000\n", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"\0"),
        *(
            b"# Head\n",
            b"text",
            b"---\n",
            "море".encode(),
            b"\xe9",
            b"&amp;",
            b"&#x;",
            b"<![CDATA[",
        ),
    ]
)
BYTES = st.binary(max_size=60) | st.lists(PIECES, max_size=25).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(BYTES, st.sampled_from(ENDINGS), st.sampled_from(sorted(WRITERS)))
def test_bytes_under_every_ending(data: bytes, ending: str, name: str) -> None:
    try:
        article = registry.load(Path(f"a{ending}"), data=data)
    except TranslatorError as error:
        assert error.message.startswith(f"a{ending}") and error.hint
        assert "\n" not in error.message and len(error.message) < 300
        return
    parallel = echo(article, "ru", str.swapcase)
    assert registry.write(parallel)
    assert isinstance(WRITERS[name].write(parallel), bytes)
