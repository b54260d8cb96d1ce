"""Encodings: what is asked for, marks, UTF-8, code pages, and refusals."""

from __future__ import annotations

import codecs

import pytest

from translator.documents.encoding import decode
from translator.errors import ErrorCode, TranslatorError

RU = "Порт Актау завершил углубление канала. Уровень моря снижается: вода отступила на 1 м.\r\n" * 3
TR = "Hazar'da yeni feribot seferleri başlıyor. Şirketin genel müdürü İzmir'de konuştu.\n" * 3
UK = "Порт завершив роботи. Її рівень знижується щороку, вважають учені з Києва.\n" * 3
FR = "L’été dernier, le port a été fermé pour être agrandi ; la forêt brûlait déjà.\n" * 3


@pytest.mark.parametrize(
    ("text", "page", "lang"),
    [
        (RU, "cp1251", ""),
        (RU, "koi8-r", ""),
        (RU, "cp1251", "ru"),
        (RU, "koi8-r", "ru"),
        (RU, "cp866", "ru"),
        (RU, "iso-8859-5", "ru"),
        (UK, "cp1251", "uk"),
        (UK, "koi8-u", "uk"),
        (TR, "cp1254", ""),
        (TR, "iso-8859-9", ""),
        (TR, "cp1254", "tr"),
        (FR, "cp1252", ""),
        (FR, "cp1252", "fr"),
    ],
)
def test_code_pages(text: str, page: str, lang: str) -> None:
    assert decode(text.encode(page), lang=lang).text == text


def test_azerbaijani_in_a_turkish_page_keeps_all_letters_but_schwa() -> None:
    text = "Xzr dnizinin sviyysi düşür, gmilr az yük götürür. İşçilər".replace("ə", "")
    assert decode(text.encode("cp1254"), lang="az").text == text
    with pytest.raises(UnicodeEncodeError):
        "ə".encode("cp1254")


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(name: str) -> None:
    found = decode(RU.encode(name))
    assert (found.text, found.bom) == (RU, True)
    assert decode(RU.encode(name), encoding=name).text == RU


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order(mark: bytes, name: str) -> None:
    found = decode(mark + "Xəzər".encode(name))
    assert (found.text, found.encoding, found.bom) == ("Xəzər", name, True)


def test_utf8_comes_before_any_code_page() -> None:
    assert decode(RU.encode(), lang="ru") == decode(RU.encode())
    assert decode(RU.encode()).encoding == "utf-8"
    assert decode(b"plain") == decode(b"plain", lang="tr")


def test_the_encoding_asked_for_wins() -> None:
    assert decode(RU.encode("koi8-r"), encoding="cp1251").encoding == "cp1251"
    assert decode(RU.encode("koi8-r"), encoding="KOI8-R").text == RU


@pytest.mark.parametrize("name", ["nonsense", "base64", "rot13", "hex", "\0", "кои8"])
def test_encodings_that_are_none(name: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        decode(b"abc", encoding=name)
    assert caught.value.code is ErrorCode.USAGE
    assert caught.value.hint


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "Office"),
        (b"RIFF\0\0\0\0WAVE", "recording"),
        (b"text with \x00 in it", "NUL"),
        (codecs.BOM_UTF8 + b"a\x00b", "NUL"),
        (bytes(range(128, 256)) * 4, "not valid text"),
        (b"caf\xc3( one \xe2\x82 two caf\xc3\xa9", "not valid text in UTF-8: byte 4"),
        (RU.encode()[:-9] + b"\xff\xfe" + RU.encode(), "not valid text in UTF-8: byte"),
        ("Xəzər dənizi".encode()[:2] + b"\xff" + "Xəzər dənizi".encode(), "line 1"),
    ],
)
def test_refusals(data: bytes, words: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        decode(data)
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert words in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_named_in_the_hint(name: str) -> None:
    data = "The forum opened in Baku.\nIt was Monday.\n".encode(name)
    with pytest.raises(TranslatorError, match="looks like UTF-16") as caught:
        decode(data)
    assert f"--encoding {name}" in caught.value.hint
    assert decode(data, encoding=name).text.startswith("The forum")
    with pytest.raises(TranslatorError, match="NUL"):
        decode(b"many words and \x00 some \x00 zeros")


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(TranslatorError, match="line 3"):
        decode("один\nдва\nтри".encode() + b"\xff" + " четыре".encode())


def test_what_was_asked_for_but_does_not_fit() -> None:
    with pytest.raises(TranslatorError, match="utf-8"):
        decode(RU.encode("cp1251"), encoding="utf-8")
    with pytest.raises(TranslatorError, match="ascii"):
        decode("Xəzər".encode(), encoding="ascii")
