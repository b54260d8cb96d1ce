"""The scanner of XML: true places, references, and what it refuses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from translator.documents.xml import scan as xml_scan
from translator.documents.xml.escaping import escape, escape_attribute
from translator.documents.xml.scan import MAX_DEPTH, MAX_SIZE, parse, root_of
from translator.documents.xml.spans import Chunk, spliced
from translator.errors import ErrorCode, TranslatorError

SAMPLE = """\
<?xml version="1.0" encoding='windows-1251'?>
<!-- <not> the <root> -->
<!DOCTYPE nitf SYSTEM "nitf.dtd" [ <!-- ]> --> ]>
<n:a xmlns:n="u:1" xmlns="u:2" xml:lang='ru' x="a&amp;b">Привет &amp; мир&nbsp;<b>жир</b>\
<![CDATA[ <сырой> ]]> конец<!-- c --><?pi x?><e k='"'/>𝄞 &#x41;</n:a>
"""


def test_places_names_and_values() -> None:
    document = parse(SAMPLE)
    root = document.root
    assert (root.name, root.prefix, root.namespace) == ("a", "n", "u:1")
    assert root.attributes["x"] == "a&b" and root.attributes["xml:lang"] == "ru"
    assert [SAMPLE[child.start : child.end] for child in root.children] == [
        "Привет &amp; мир&nbsp;",
        "<b>жир</b>",
        " <сырой> ",
        " конец",
        "<!-- c -->",
        "<?pi x?>",
        "<e k='\"'/>",
        "𝄞 &#x41;",
    ]
    bold, empty = root.elements
    assert SAMPLE[bold.inner_start : bold.inner_end] == "жир" and bold.namespace == "u:2"
    assert empty.empty and not bold.empty and empty.inherited("xml:lang") == "ru"
    assert document.value(root) == "Привет & мир\xa0жир <сырой>  конец𝄞 A"
    assert document.encoding is not None and document.doctype
    assert SAMPLE[slice(*document.encoding)] == "windows-1251"
    place = document.attribute(root, "x")
    assert place is not None and SAMPLE[slice(*place)] == "a&amp;b"
    assert SAMPLE[: document.name_end(root)].endswith("<n:a")


def test_the_root_is_found_without_parsing() -> None:
    root = root_of(SAMPLE)
    assert root is not None and (root.name, root.namespace) == ("a", "u:1")
    assert root_of("Just <b>text</b>") is None
    assert root_of("") is None


def test_a_stretch_of_text_is_written_as_its_place_calls_for() -> None:
    text = "<a>one &amp; <![CDATA[two <b>]]> three</a>"
    decoded = parse(text).decoded(parse(text).root.children)
    assert decoded.text == "one & two <b> three"

    def put(start: int, end: int) -> str:
        low, high = decoded.span(start, end)
        new = spliced(text, [(low, high, decoded.encode(start, end, "x<&]]>y"))])
        return parse(new).value(parse(new).root)

    full = decoded.text
    for start in range(len(full)):
        for end in range(start + 1, len(full) + 1):
            assert put(start, end) == full[:start] + "x<&]]>y" + full[end:]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>', "declares entities"),
        ('<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>', "declares entities"),
        ('<!DOCTYPE l [<!ENTITY % a SYSTEM "http://x/"> %a;]><l/>', "declares entities"),
        ("<l>&foo;</l>", "&foo; is defined nowhere"),
        ('<l a="&foo;"/>', "&foo; is defined nowhere"),
        ("<l>&#0;</l>", "column 4"),
        ("<a>" * (MAX_DEPTH + 1), "deep"),
        ("<a><b></a>", "column 9: no well-formed XML: mismatched tag"),
        ('<a b="1" b="2"/>', "duplicate attribute"),
        ("<a/>x", "junk"),
        ("", "no element"),
        ("<a x='" + "y" * 5_000_000, "more than 4 MiB"),
        ("<a " + " ".join(f'a{n}=""' for n in range(300)) + "/>", "attributes"),
        (" " * (MAX_SIZE + 1), "characters"),
    ],
)
def test_refusals_are_one_clear_line(text: str, what: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        parse(text)
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert what in caught.value.message and "\n" not in caught.value.message
    assert caught.value.hint


def test_so_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_scan, "MAX_ELEMENTS", 100)
    parse("<a>" + "<b/>" * 99 + "</a>")
    with pytest.raises(TranslatorError, match="more than 100 elements"):
        parse("<a>" + "<b/>" * 100 + "</a>")


def test_an_external_document_type_is_ignored() -> None:
    text = '<!DOCTYPE l PUBLIC "x" "http://127.0.0.1:9/y.dtd"><l>&nbsp;&copy;</l>'
    assert parse(text).value(parse(text).root) == "\xa0©"


TEXT = st.text(alphabet=st.sampled_from("ab &<>\"'\r\n\té𝄞]"), max_size=8)
ATTRIBUTES = st.dictionaries(st.sampled_from(["k", "xml:lang", "x.y"]), TEXT, max_size=2)


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> str:
    name = draw(st.sampled_from(["a", "b.c", "é"]))
    marks = "".join(
        f" {key}='{escape_attribute(value)}'" for key, value in draw(ATTRIBUTES).items()
    )
    parts = [
        draw(
            st.one_of(
                TEXT.map(escape),
                TEXT.map(lambda t: f"<![CDATA[{t.replace(']]>', '')}]]>"),
                st.just("<!-- x > -->"),
                st.just("<?p ?>"),
                *([trees(depth - 1)] if depth else []),
            )
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return f"<{name}{marks}>{''.join(parts)}</{name}>" if parts else f"<{name}{marks} />"


@settings(max_examples=150, deadline=None)
@given(trees())
def test_the_tree_is_lxmls(text: str) -> None:
    document = parse(text)
    mine = list(document.root.walk())
    theirs = [e for e in etree.fromstring(text).iter() if isinstance(e.tag, str)]
    assert [(e.name, e.attributes) for e in mine] == [
        (e.tag, {re.sub(r"\{.*\}", "xml:", key): value for key, value in e.attrib.items()})
        for e in theirs
    ]
    for one, other in zip(mine, theirs, strict=True):
        assert document.value(one) == other.xpath("string()")
        chunks = [child for child in one.children if isinstance(child, Chunk)]
        decoded = document.decoded(chunks)
        assert len(decoded.text) == len(decoded.starts) == len(decoded.ends)
        for char, start, end in zip(decoded.text, decoded.starts, decoded.ends, strict=True):
            assert text[start:end] == char or text[start] in "&\r"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/!?-[]&;#ax=\"' \n"), max_size=40))
def test_soup_is_read_or_refused(text: str) -> None:
    root_of(text)
    try:
        parse(text)
    except TranslatorError as error:
        assert error.hint
        return
    if not re.search(r"&[a-z]", text):
        etree.fromstring(text)
