"""EPUB 2 and 3: read in reading order, written back with only their texts changed."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from tests.office import GOLDEN, members, persian, translated, tree, zipped
from translator.documents.article import Article, BlockKind
from translator.documents.epub import document as epub
from translator.documents.registry import load, write
from translator.documents.stored import InMemory
from translator.errors import ErrorCode, TranslatorError

BOOK, OLD = tree("book.epub"), tree("old.epub")
ONE, TWO, OPF = "OEBPS/text/one.xhtml", "OEBPS/text/two ports.xhtml", "OEBPS/package.opf"


def outline(article: Article) -> list[str]:
    """Each block in a line: kind, level, text, and what stands on which words."""
    return [
        f"{block.kind} {block.level} {block.text!r}"
        + "".join(f" [{block.text[i.start : i.end]} {i.open}]" for i in block.inlines)
        for block in article.blocks
    ]


def book(**changed: str) -> bytes:
    """The golden book with other contents for a chapter, the package and so on."""
    names = {"one": ONE, "two": TWO, "opf": OPF, "container": "META-INF/container.xml"}
    return zipped(BOOK | {names[key]: text for key, text in changed.items()})


def refused(data: bytes) -> str:
    with pytest.raises(TranslatorError) as caught:
        load(None, data=data)
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("name", ["book.epub", "old.epub"])
def test_blocks_and_what_is_written(name: str) -> None:
    article = replace(load(None, data=zipped(tree(name))), name=name)
    assert outline(article) == json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    for target, answer in (("ru", str.upper), ("fa", persian)):
        made = members(write(translated(article, answer, target)))
        folder = GOLDEN / f"{name.removesuffix('.epub')}.{target}.epub"
        expected = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        assert made == tree(name) | expected


def test_spans_are_exact() -> None:
    article = load(None, data=zipped(BOOK))
    for block in article.blocks:
        there = re.sub(r"<[^>]*>", "", article.text[block.start : block.end])
        expected = block.text.replace("&", "&amp;").replace("\n", "")
        assert re.sub(r"^(.*)\d “", r"\1 “", there) == expected or there == expected


def test_a_translation_into_itself_is_the_book() -> None:
    for name in ("book.epub", "old.epub"):
        source = tree(name)
        made = write(translated(load(None, data=zipped(source)), str, "en"))
        assert members(made) == source


def test_mimetype_stays_first_and_uncompressed() -> None:
    made = write(translated(load(None, data=zipped(BOOK)), str.upper))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert made[30:58] == b"mimetypeapplication/epub+zip"


def test_reading_order_is_the_spine_s() -> None:
    article = load(None, data=zipped(BOOK))
    heads = [b.text for b in article.blocks if b.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD)]
    assert heads == ["The forum opens", "Two ports", "Aktau"]


def test_the_translation_is_a_book_of_its_own() -> None:
    made = members(write(translated(load(None, data=zipped(BOOK)), str.upper)))
    again = members(write(translated(load(None, data=zipped(BOOK)), str.upper)))
    package = made[OPF].decode()
    old = re.search(r"<dc:identifier[^>]*>([^<]*)", BOOK[OPF].decode())
    new = re.search(r"<dc:identifier[^>]*>([^<]*)", package)
    assert old is not None
    assert new is not None
    assert new[1] != old[1]
    assert f"<dc:source>{old[1]}</dc:source>" in package
    assert f'content="{new[1]}"' in made["OEBPS/toc.ncx"].decode()
    assert again == made
    persian_one = members(write(translated(load(None, data=zipped(BOOK)), persian, "fa")))
    assert new[1] not in persian_one[OPF].decode()


def test_direction_turns_both_ways() -> None:
    right = write(translated(load(None, data=zipped(BOOK)), persian, "fa"))
    assert b'dir="rtl"' in members(right)[ONE]
    assert b'page-progression-direction="rtl"' in members(right)[OPF]
    left = members(write(translated(load(None, data=right), lambda t: t + "!", "en", "fa")))
    assert b"rtl" not in left[ONE] + left[OPF]


def test_quotations_in_other_languages_are_left_alone() -> None:
    made = members(write(translated(load(None, data=zipped(BOOK)), str.upper)))[ONE].decode()
    assert '<p xml:lang="la" lang="la">Mare nostrum</p>' in made


def test_a_chapter_that_is_no_xml_is_read_as_browsers_would() -> None:
    sloppy = "<html><body><h1>One<p>A sentence & another.<br><img src=x alt='A ship'>More.</body>"
    article = load(None, data=book(one=sloppy))
    assert "A ship" in [block.text for block in article.blocks]
    made = members(write(translated(article, str.upper)))[ONE].decode()
    assert "A SENTENCE &amp; ANOTHER." in made
    assert "alt='A SHIP'" in made


def test_chapters_in_other_encodings_come_back_in_utf_8() -> None:
    text = BOOK[ONE].decode().replace("UTF-8", "windows-1251").replace("Journalists", "Журналисты")
    data = zipped(BOOK | {ONE: text.encode("cp1251", "xmlcharrefreplace")})
    made = members(write(translated(load(None, data=data), str.upper)))[ONE].decode()
    assert 'encoding="UTF-8"' in made
    assert "ЖУРНАЛИСТЫ" in made


def test_entities_protection_and_damage_are_refused() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><html><p>&b;</p></html>'
    assert "entities" in refused(book(one=bomb))
    assert "package" in refused(book(container="<container><rootfiles/></container>"))
    assert f"{OPF} is missing" in refused(zipped({k: v for k, v in BOOK.items() if k != OPF}))
    spineless = re.sub("<itemref [^>]*>", "", BOOK[OPF].decode())
    assert "no chapter" in refused(book(opf=spineless))
    assert "META-INF/container.xml" in refused(book(container="<container>"))
    assert "OEBPS/package.opf" in refused(book(opf="<package><manifest>"))
    drm = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
        '<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><CipherData>'
        '<CipherReference URI="OEBPS/text/one.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    for text in (BOOK[ONE], bytes(range(256))):
        assert "DRM" in refused(zipped(BOOK | {"META-INF/encryption.xml": drm, ONE: text}))
    assert "no text" in refused(book(one="<html/>", two="<html><body><hr/></body></html>"))


def test_obfuscated_fonts_keep_their_key() -> None:
    fonts = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
        '<EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><CipherData>'
        '<CipherReference URI="OEBPS/f.otf"/></CipherData></EncryptedData></encryption>'
    )
    data = zipped(BOOK | {"META-INF/encryption.xml": fonts})
    made = members(write(translated(load(None, data=data), str.upper)))
    assert b"urn:uuid:3f2a7c1e-5b0d-4c0a-9a53-0d4a6f1f5a10</dc:identifier>" in made[OPF]


def test_the_page_that_stands_for_another_format_is_read() -> None:
    item = '<item id="{}" href="{}" media-type="{}" fallback="{}"/>'
    items = [
        item.format("pdf", "a.pdf", "application/pdf", "image"),
        item.format("image", "a.svg", "image/svg+xml", "page"),
        item.format("page", "a.xhtml", "application/xhtml+xml", "pdf"),
        item.format("round", "b.pdf", "application/pdf", "round"),
    ]
    package = BOOK[OPF].decode().replace("</manifest>", f"{''.join(items)}</manifest>")
    package = package.replace("</spine>", '<itemref idref="pdf"/><itemref idref="round"/></spine>')
    page = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>In words.</p></body></html>"
    data = zipped(BOOK | {OPF: package, "OEBPS/a.xhtml": page, "OEBPS/a.pdf": b"%PDF"})
    made = members(write(translated(load(None, data=data), str.upper)))
    assert b"<p>IN WORDS.</p>" in made["OEBPS/a.xhtml"]
    assert made["OEBPS/a.pdf"] == b"%PDF"


def test_paths_that_lead_nowhere_are_passed_over() -> None:
    package = BOOK[OPF].decode().replace("text/one.xhtml", "../../../etc/passwd")
    article = load(None, data=book(opf=package))
    assert "Aktau" in [block.text for block in article.blocks]


def test_like() -> None:
    assert epub.like(InMemory(zipped(BOOK)))
    assert not epub.like(InMemory(zipped(tree("news.docx"))))
    assert not epub.like(InMemory(b"PK\x03\x04"))
