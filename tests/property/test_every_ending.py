"""Whatever bytes under whatever ending: an article that can be written again, or one refusal."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.echoing import echo
from tests.office import tree, zipped
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

CONTAINERS = {name: tree(name) for name in ("news.docx", "book.epub", "old.epub")}
NAMES = sorted({name for parts in CONTAINERS.values() for name in parts})
BITS = st.sampled_from(
    [
        *(
            b"<w:p>",
            b"</w:p>",
            b"<w:r>",
            b"<w:t>A word</w:t>",
            b"</w:r>",
            b"<w:tbl>",
            b"<p>",
            b"</p>",
        ),
        *(b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>",),
        *(b"</w:document>", b"<w:body>", b"</w:body>", b"<w:fldChar w:fldCharType='begin'/>"),
        *(
            b"<w:fldChar w:fldCharType='end'/>",
            b"<w:hyperlink>",
            b"</w:hyperlink>",
            b"<a>",
            b"</a>",
        ),
        *(b"<html xmlns='http://www.w3.org/1999/xhtml'>", b"</html>", b"<!DOCTYPE x [", b"]>"),
        *(
            b"<!ENTITY a 'b'>",
            b"&a;",
            b"&amp;",
            b"<package>",
            b"<itemref idref='c1'/>",
            b"\0",
            b"\xff",
        ),
        *(b"<?xml version='1.0' encoding='UTF-16'?>", b"\xff\xfe", b"text", b"<![CDATA[", b"]]>"),
    ]
)
CONTENT = st.binary(max_size=40) | st.lists(BITS, max_size=12).map(b"".join)
MEMBER = st.sampled_from(NAMES) | st.sampled_from(["a", "word/b.xml", "META-INF/encryption.xml"])


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """A ZIP archive that opens: a document's members, some left out, changed or added."""
    kept = dict(draw(st.sampled_from([{}, *CONTAINERS.values()])))
    for name in draw(st.lists(st.sampled_from(sorted(kept)), max_size=2)) if kept else ():
        kept.pop(name, None)
    for name, content in draw(st.dictionaries(MEMBER, CONTENT, max_size=4)).items():
        whole = kept.get(name, b"")
        at = draw(st.integers(0, len(whole)))
        put = draw(st.booleans())
        kept[name] = whole[:at] + content + whole[at:] if put else content
    return zipped(kept, stored=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2))))


@settings(max_examples=150, deadline=None)
@given(BYTES | archives(), st.sampled_from(ENDINGS), st.sampled_from(sorted(WRITERS)))
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
