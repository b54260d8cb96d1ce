"""Containers broken at random, and any text in them: a result or one clear error, nothing lost."""

from __future__ import annotations

import re
import string

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.office import members, translated, tree, zipped
from translator.documents.article import BlockKind
from translator.documents.registry import load, write
from translator.errors import TranslatorError
from translator.parallel import bi_docx, read_bi_docx

TREES = {name: tree(name) for name in ("news.docx", "book.epub")}
NEWS = TREES["news.docx"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = NEWS["word/document.xml"].decode().partition("<w:body>")[0]


def tried(data: bytes) -> None:
    """Read, translate and write; nothing but a clear error may come of it."""
    try:
        article = load(None, data=data)
    except TranslatorError as error:
        assert error.message
        assert error.hint
        return
    write(translated(article, str.upper))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["news.docx", "book.epub"]), st.data())
def test_bytes_changed_at_random(golden: str, data: st.DataObject) -> None:
    broken = bytearray(zipped(TREES[golden]))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del broken[data.draw(st.integers(0, len(broken))) :]
    tried(bytes(broken))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["news.docx", "book.epub"]), st.data())
def test_members_changed_at_random(golden: str, data: st.DataObject) -> None:
    """Sound archives whose members are not: cut, doubled, or with pieces of markup put in."""
    source = TREES[golden]
    name = data.draw(st.sampled_from(sorted(source)))
    text = source[name]
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    pieces = [
        b"",
        b"<",
        b"</w:p>",
        b"<w:r>",
        b"&#0;",
        b"<!DOCTYPE a>",
        b"\xff",
        b'"',
        text[low:high],
    ]
    new = text[:low] + data.draw(st.sampled_from(pieces)) + text[high:]
    tried(zipped(source | {name: new}))


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_arbitrary_bytes(data: bytes, head: bytes) -> None:
    tried(head + data)


WORDS = st.text(string.ascii_lowercase + "şğ", min_size=1, max_size=6)
PROPS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:noProof/>", '<w:lang w:val="en-GB"/>'])
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
S7, E7 = '<w:bookmarkStart w:id="7" w:name="b"/>', '<w:bookmarkEnd w:id="7"/>'
MARKS = st.sampled_from(
    [
        "",
        "<w:r><w:tab/></w:r>",
        "<w:r><w:br/></w:r>",
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        S7,
        E7,
        '<w:proofErr w:type="spellStart"/>',
        BEGIN,
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        END,
        '<w:ins w:id="3"><w:r><w:t>new</w:t></w:r></w:ins>',
        '<w:del w:id="4"><w:r><w:delText>old</w:delText></w:r></w:del>',
    ]
)
RUNS = st.lists(st.tuples(WORDS, PROPS, MARKS, st.booleans()), min_size=1, max_size=6)


def paragraph(runs: list[tuple[str, str, str, bool]]) -> str:
    parts = []
    for word, props, mark, linked in runs:
        holder = f"<w:rPr>{props}</w:rPr>" if props else ""
        run = f'<w:r>{holder}<w:t xml:space="preserve">{word} </w:t></w:r>'
        parts.append(f'<w:hyperlink r:id="rId8">{run}</w:hyperlink>' if linked else run)
        parts.append(mark)
    return f"<w:p>{''.join(parts)}</w:p>"


@settings(max_examples=40, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=3), st.sampled_from(["ru", "fa"]))
@example([[("a", "", BEGIN, False), ("a", "", END, True)]], "ru")  # a link in an instruction
@example([[("a", "", E7, False), ("b", "", E7, False), ("c", "", S7, False)]], "ru")  # two ends
def test_any_make_of_a_paragraph_keeps_its_words_and_marks(
    paragraphs: list[list[tuple[str, str, str, bool]]], target: str
) -> None:
    text = f"{HEAD}<w:body>{''.join(map(paragraph, paragraphs))}</w:body></w:document>"
    article = load(None, data=zipped(NEWS | {"word/document.xml": text}))
    made = members(write(translated(article, str.upper, target)))["word/document.xml"]
    root = etree.fromstring(made)  # well-formed
    # every word is there, in capitals unless it stands in a field
    words = re.findall(r"\w+", "".join(t.text or "" for t in root.iter(f"{W}t")).upper())
    shown = re.sub(r"<w:del .*?</w:del>", "", "".join(map(paragraph, paragraphs)))
    expected = re.findall(r"\w+", "".join(re.findall(r"<w:t[^>]*>([^<]*)", shown)).upper())
    assert "".join(sorted("".join(words))) == "".join(sorted("".join(expected)))
    # marks are neither lost nor invented
    for name in ("footnoteReference", "tab", "br", "bookmarkStart", "bookmarkEnd", "fldChar"):
        assert made.count(f"<w:{name}".encode()) == text.count(f"<w:{name}"), name


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_side_by_side_comes_back(pairs: list[tuple[str, str]]) -> None:
    from io import BytesIO

    from parallel_samples import build

    rows = [(source, target, ()) for source, target in pairs]
    data = bi_docx.write(build([(BlockKind.PARAGRAPH, 0, "", rows)], "ru"))
    found = [(pair.source, pair.target) for pair in read_bi_docx.read(BytesIO(data))]
    plain = [tuple(" ".join(bi_docx._plain(text).split()) for text in pair) for pair in pairs]
    illegal = re.compile("[\ufffe\uffff]")
    expected = [tuple(" ".join(illegal.sub("", t).split()) for t in pair) for pair in plain]
    assert found == [pair for pair in expected if pair[0]]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), max_size=4))
def test_texts_survive_a_new_word_document(texts: list[str]) -> None:
    from parallel_samples import build

    from translator.parallel import word_translation

    rows = [(BlockKind.PARAGRAPH, 0, "\n", [("source", f"a {text}", ())]) for text in texts]
    made = word_translation.write(
        build([*rows, (BlockKind.HEADLINE, 1, "\n", [("b", "b", ())])], "ru")
    )
    found = [" ".join(b.text.split()) for b in load(None, data=made).blocks if b.kind.running]
    illegal = re.compile("[\ufffe\uffff]")
    assert found == [*(" ".join(illegal.sub("", f"a {text}").split()) for text in texts), "b"]
