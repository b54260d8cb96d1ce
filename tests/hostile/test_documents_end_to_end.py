"""Files made to harm, through the commands: a right output, or one line; nothing half-written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from tests.commandline import Cli, alone, cli
from tests.office import tree, zipped

__all__ = ["alone", "cli"]

NEWS, BOOK = tree("news.docx"), tree("book.epub")
ONE, OPF = "OEBPS/text/one.xhtml", "OEBPS/package.opf"
SAID = "The ship left the port of Baku on Monday."
SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    )
)


def word(body: str | bytes, **others: str | bytes) -> bytes:
    if isinstance(body, str):
        body = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return zipped(NEWS | {"word/document.xml": body} | others)


def book(page: str | bytes = BOOK[ONE], *, old: str = "", new: str = "", **others: str) -> bytes:
    return zipped(BOOK | {ONE: page, OPF: BOOK[OPF].decode().replace(old, new)} | others)


def page(inner: str) -> str:
    body = f"<article><h1>A ship leaves Baku</h1>{inner}<p>{SAID} {SAID}</p></article>"
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><body>{body}</body></html>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def step(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


P = f"<w:p>{run(SAID)}</w:p>"
CODE = "<w:r><w:instrText> REF a </w:instrText></w:r>"
FIELD = step("begin") + CODE
TABLE = "<w:tbl><w:tr><w:tc>"
MANY = " ".join(f"a{i}='1'" for i in range(300))
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>"
SUM = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
SHEET = '<w:r><w:object><o:OLEObject r:id="rId9"/></w:object></w:r>'
NOTE = '<w:r><w:footnoteReference w:id="999"/></w:r>'
REMOTE = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">'
LOCAL = "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
CODES = "<script>if (a<b) x='<p>'</script><template><p>T</p></template><svg><text>S</text></svg>"
ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
    '<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><CipherData>'
    f'<CipherReference URI="{ONE}"/></CipherData></EncryptedData></encryption>'
)

GOOD: dict[str, bytes | str] = {
    "field.docx": word(f"<w:p>{run('See ')}{step('begin')}{CODE}{step('end')}{run(SAID)}</w:p>"),
    "crossed.docx": word(
        f'<w:p>{run("See ")}{step("begin")}{CODE}<w:hyperlink r:id="rId8">{step("separate")}'
        f"{run('this')}{step('end')}</w:hyperlink>{run(SAID)}</w:p>"
    ),
    "tracked.docx": word(
        f"<w:p><w:ins w:id='1'>{run('Now ')}</w:ins><w:del w:id='2'><w:r><w:delText>x</w:delText>"
        f"</w:r></w:del>{run(SAID)}</w:p><w:p><w:moveFrom w:id='3'>{run(SAID)}</w:moveFrom></w:p>"
    ),
    "math.docx": word(f"<w:p>{run('Now ')}{SUM}{run(SAID)}</w:p>"),
    "object.docx": word(f"<w:p>{run('Now ')}{SHEET}{run(SAID)}</w:p>"),
    "tables.docx": word(TABLE * 15 + P + "</w:tc></w:tr></w:tbl><w:p/>" * 15),
    "note.docx": word(f"<w:p>{run('Now')}{NOTE}{run(' ' + SAID)}</w:p>"),
    "persian.docx": word(f"<w:p><w:pPr><w:bidi/></w:pPr>{run('Baku is باکو. ' + SAID)}</w:p>"),
    "utf16.docx": word(f"<w:document {SPACES}><w:body>{P}</w:body></w:document>".encode("utf-16")),
    "loose.epub": book("<html><title>x<body><p>One ship left<p>It rained<br>again"),
    "itemless.epub": book(old="<itemref ", new='<itemref idref="none"/><itemref '),
    "doctype.epub": book(f"{REMOTE}<html><body><p>A&nbsp;ship. {SAID}</p></body></html>"),
    "utf16.epub": book(BOOK[ONE].decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    "script.html": page(CODES),
    "unclosed.html": f"<html><body><h1>A ship<p>{SAID} <b>One <i>two</b> 3.<table><td>One<td>Two",
    "charset.html": page("").replace("utf-8", "windows-1251").encode(),
    "picture.html": page(f'<img alt="A ship" src="data:image/png;base64,{"iVBO" * 500_000}">'),
    "entities.html": page(
        "<p>A &amp B &#0; &#x110000; &#xD800; &none; went on board the ship.</p>"
    ),
    "cdata.html": page("<![CDATA[ x ]]><?php echo 1 ?>"),
    "comment.html": page("<!-- x -- > <p>y</p> -->"),
}
BAD: dict[str, bytes | str] = {
    "nul.docx": word(f"<w:p>{run(chr(0))}</w:p>"),
    "entity.docx": word(f"<w:p>{run('&none;')}</w:p>"),
    "dtd.docx": word(b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x'><x/>"),
    "laughs.docx": word(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
    "cyrillic.docx": word("<?xml version='1.0' encoding='cp1251'?><x>Море</x>".encode("cp1251")),
    "deep.docx": word("<w:sdt><w:sdtContent>" * 500 + P + "</w:sdtContent></w:sdt>" * 500),
    "tables.docx": word(TABLE * 100 + P + "</w:tc></w:tr></w:tbl><w:p/>" * 100),
    "fields.docx": word(f"<w:p>{run('A')}{FIELD * 200}{run('B')}{step('end') * 200}</w:p>"),
    "attribute.docx": word(f'<w:p w:x="{"A" * (5 << 20)}">{run(SAID)}</w:p>'),
    "attributes.docx": word(f"<w:p {MANY}>{run(SAID)}</w:p>"),
    "marks.docx": word("<w:p>" + (run("a") + BOLD) * 2500 + "</w:p>"),
    "unclosed.docx": word(f"<w:document {SPACES}><w:body>{P}".encode()),
    "huge.docx": word(f"{P * 500_000}"),
    "cut.docx": zipped(NEWS)[:3000],
    "text.docx": SAID,
    "office.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "pdf.docx": b"%PDF-1.7\n%\xe2\xe3\n" + bytes(20),
    "empty.docx": b"",
    "drm.epub": book(b"\xff" * 500, **{"META-INF/encryption.xml": ENCRYPTED}),
    "broken.epub": book(**{"META-INF/encryption.xml": "<encryption"}),
    "chapterless.epub": book(old="<itemref", new="<other"),
    "packageless.epub": zipped({k: v for k, v in BOOK.items() if k != OPF}),
    "entity.epub": book(f"{LOCAL}<html>&x;</html>"),
    "bytes.epub": book(b"<html><body><p>\xff\xfe</p></body></html>"),
    "deep.epub": book(f"<html><body>{'<div>' * 600}<p>{SAID}</p></body></html>"),
    "deep.html": page("<div>" * 100_000),
    "nul.html": page("<p>a\0b</p>"),
    "mixed.html": page("<p>X</p>").encode().replace(b"X", "Море".encode("cp1251") + "ə".encode()),
    "frames.html": "<html><frameset><frame src='x'></frameset></html>",
    "scripts.html": "<html><script>var x = '<p>hi</p>'</script></html>",
    "long.html": page(f"<p>{'A ship. ' * 2_600_000}</p>"),
    "utf16.html": page("").encode("utf-16-le"),
}


def put(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("name", GOOD)
def test_read_whole_and_written_sound(cli: Cli, alone: Path, tiny_model: Path, name: str) -> None:
    path = put(alone / name, GOOD[name])
    ran = cli("translate", path, "-f", "en", "-t", "ru", "-m", tiny_model, "-o", f"out/{name}")
    assert ran.code == 0, ran.err
    made = (alone / "out" / name).read_bytes()
    if not name.endswith(".html"):
        with zipfile.ZipFile(BytesIO(made)) as opened:
            assert opened.testzip() is None
            for member in opened.namelist():
                if member.endswith((".xml", ".rels", ".opf")):
                    etree.fromstring(opened.read(member))
    assert cli("translate", f"out/{name}", "-f", "ru", "-t", "en", "-m", tiny_model).code == 0


@pytest.mark.parametrize("name", BAD)
def test_refused_in_one_line(cli: Cli, alone: Path, tiny_model: Path, name: str) -> None:
    path = put(alone / name, BAD[name])
    ran = cli("translate", path, "-f", "en", "-t", "ru", "-m", tiny_model, "-o", f"out/{name}")
    assert ran.code in (2, 5), ran.err
    error, hint = ran.err.splitlines()
    assert error.startswith(f"translator: error: {path}: ") and len(error) < 400
    assert hint.startswith("  hint: ") and "unexpected" not in error
    assert not (alone / "out").exists()
    assert cli("check", path, "-f", "en", "-t", "ru").code == 5


def test_a_folder_of_them(cli: Cli, alone: Path, tiny_model: Path) -> None:
    (alone / "news").mkdir()
    small = {name: data for name, data in BAD.items() if len(data) < 1 << 20}
    for name, data in {"good.docx": GOOD["field.docx"], **small}.items():
        put(alone / "news" / name, data)
    ran = cli("batch", "news", "-f", "en", "-t", "ru", "-m", tiny_model, "-o", "out")
    assert ran.code == 1
    assert f"1 translation, 1 passed by, {len(small) - 1} failed" in ran.err
    names = {p.name for p in (alone / "out").rglob("*") if ".translator" not in p.parts}
    assert names - {"ru", "report.json", "report.html"} == {"good.docx", "good.docx.bi.html"}
