"""Hostile wire items: refused in one line, or read, in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from translator.documents.registry import load
from translator.errors import ErrorCode, ExitCode, TranslatorError

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
FILE = f'<!DOCTYPE n [<!ENTITY x SYSTEM "file:///etc/passwd">]><newsItem {NAR}>&x;</newsItem>'
REMOTE = f'<!DOCTYPE n [<!ENTITY % x SYSTEM "http://127.0.0.1:9/e"> %x;]><newsItem {NAR}/>'
SPORTS = "<inlineXML><sports>Results</sports></inlineXML>"
DEEP = "<p>" * 100_000
MANY = " ".join(f'a{n}=""' for n in range(300))


def refused(data: bytes, tmp_path: Path, name: str = "a.xml") -> TranslatorError:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(TranslatorError) as caught:
        load(path)
    assert caught.value.exit_code is ExitCode.UNREADABLE
    assert caught.value.message.startswith(str(path)) and "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f'<!DOCTYPE n [<!ENTITY l0 "ha">{LAUGHS}]><nitf>&l9;</nitf>', "declares entities"),
        (FILE, "declares entities"),
        (REMOTE, "declares entities"),
        ("<nitf>&unknown;</nitf>", "&unknown; is defined nowhere"),
        (f"<nitf><body>{DEEP}", "256 deep"),
        ("<nitf><body><p>text</body></nitf>", "mismatched tag"),
        (f"<nitf>{'x' * 20_000_000}</nitf>", "characters of XML"),
        (f"<nitf><p {MANY}>x</p></nitf>", "attributes"),
        (f"<nitf><!--{'x' * 9_000_000}", "4 MiB"),
        (f"<nitf><p>a{'<em>a</em>' * 2_500}</p></nitf>", "2,000 tags in one paragraph"),
    ],
    ids=range(10),
)
def test_bombs_of_xml(text: str, what: str, tmp_path: Path) -> None:
    assert what in refused(text.encode(), tmp_path).message


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"uri":"x","headline":' + "[" * 100_000, "nested too deeply"),
        ('{"uri":"x","headline":"y","a":' + "[" * 500 + "]" * 500 + "}", "deep"),
        ('{"uri":"x","headline":"y","a":[' + "0," * 2_000_000 + "0]}", "values"),
        ('{"uri":"x","headline":"y","a":' + "9" * 100_000 + "}", "limit"),
        ('{"uri":"x","headline":"y"', "line 1, column"),
        ('{"uri":"x","headline":"y"} x', "extra data"),
        ('{"uri":"x","headline":"' + "y" * 20_000_000 + '"}', "characters of JSON"),
        ('{"uri":"x","body_xhtml":"' + "<div>" * 10_000 + '"}', "512 deep"),
    ],
    ids=range(8),
)
def test_bombs_of_json(text: str, what: str, tmp_path: Path) -> None:
    assert what in refused(text.encode(), tmp_path, "a.json").message


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's accounts")
def test_two_hundred_mebibytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    with path.open("wb") as file:
        file.write(f"<newsItem {NAR}>".encode())
        file.truncate(200 << 20)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from translator.documents.registry import load\n"
        "from translator.errors import TranslatorError\n"
        "try:\n    load(Path(sys.argv[1]))\n"
        "except TranslatorError as error:\n    print(error.message)\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    message, peak = done.stdout.splitlines()
    assert "200 MiB are too much" in message
    assert int(peak) < 150_000  # KiB; the interpreter and the registry need about 40,000


def test_a_very_long_item_is_read_in_bounded_time() -> None:
    paragraph = "<p>The port of <b>Baku</b> handled more cargo than a year ago.</p>\n"
    text = "<nitf><body><body.content>" + paragraph * 5_000 + "</body.content></body></nitf>"
    start = time.monotonic()
    article = load(None, data=text.encode())
    assert len(article.blocks) == 5_000
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("declared", ["utf-16", "no-such-code", "utf-7", "ebcdic", "utf-8"])
def test_a_declared_encoding_that_is_not_the_true_one(declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><nitf><body><hl1>Xəzər</hl1></body></nitf>'
    assert load(None, data=text.encode()).blocks[0].text == "Xəzər"


def test_old_encodings_are_read_as_declared() -> None:
    head = "<?xml version='1.0' encoding='windows-1251'?>"
    text = f"{head}<nitf><body><hl1>Порт Баку</hl1></body></nitf>"
    assert load(None, data=text.encode("cp1251")).blocks[0].text == "Порт Баку"
    wide = text.replace("windows-1251", "UTF-16").encode("utf-16")
    assert load(None, data=wide).blocks[0].text == "Порт Баку"


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.md", "a.srt", "a.html", "a"])
def test_content_decides_when_the_ending_lies(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for text, kind in (
        (
            f"<newsItem {NAR}><contentMeta><headline>Port</headline></contentMeta></newsItem>",
            "newsml",
        ),
        ("<nitf><body><p>Port</p></body></nitf>", "nitf"),
        ('{"uri": "x", "headline": "Port"}', "ninjs"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", "vtt"),
    ):
        path.write_text(text)
        assert load(path).format == kind


@pytest.mark.parametrize(
    "text",
    [
        f'<newsItem {NAR} guid="x"/>',
        f"<newsItem {NAR}><contentSet>{SPORTS}</contentSet></newsItem>",
        "<nitf><body><p>12:30</p></body></nitf>",
        '{"uri": "x", "headline": "", "body_xml": "<sports>Results</sports>"}',
    ],
    ids=range(4),
)
def test_what_holds_no_text_does_not_come_out_as_a_translation(text: str, tmp_path: Path) -> None:
    assert "no text in it" in refused(text.encode(), tmp_path).message


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.xml", "<a>\n<b></a>", "line 2, column 6: no well-formed XML: mismatched tag; </b>"),
        ("a.newsml", "<n:item xmlns:n='x'>\n<p>", "</p>, opened in line 2, is missing"),
        ("a.nitf", "<nitf", "line 1, column 1"),
        ("a.rss", "<rss><item>&nope;</item></rss>", "line 1, column 12: &nope; is defined nowhere"),
        ("a.atom", "<feed xmlns='http://www.w3.org/2005/Atom'><x>", "</x>, opened in line 1"),
        ("a.json", '{"a": 1,\n}', "line 2, column 1: no JSON: expecting property name"),
        ("a.ninjs", '{"a" 1}', "line 1, column 6: no JSON: expecting ':' delimiter"),
        ("a.jsonld", '["a"', "line 1, column 5: no JSON: expecting ',' delimiter"),
    ],
)  # fmt: skip
def test_broken_files_are_told_where(name: str, text: str, said: str, tmp_path: Path) -> None:
    error = refused(text.encode(), tmp_path, name)
    assert error.code is ErrorCode.INPUT_UNREADABLE
    assert said in error.message


def test_xml_of_no_known_kind_is_not_taken_for_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<recipe><p>Flour</p></recipe>")
    with pytest.raises(TranslatorError) as caught:
        load(path)
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:02,000\n" + "<i>" * 50_000 + "word",
        "1\n00:00:01,000 --> 00:00:02,000\n" + "a <b>b</b> " * 20_000,
        "1\n00:00:01,000 --> 00:00:02,000\nword\n\n" * 20_000,
        "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nword\n\n" * 20_000,
        "WEBVTT\n\n" + "\n" * 100_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "- a\n" * 50_000,
    ],
    ids=range(6),
)
def test_subtitles_take_linear_time(text: str) -> None:
    start = time.monotonic()
    load(None, data=text.encode())
    assert time.monotonic() - start < 20
