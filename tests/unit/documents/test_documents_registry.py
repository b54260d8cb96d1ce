"""Loading an article from a file or from bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from translator.documents.registry import READERS, endings, load, reader_for
from translator.errors import ErrorCode, TranslatorError


def refused(code: ErrorCode, path: Path | None, data: bytes | None = None) -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        load(path, data=data)
    assert caught.value.code is code
    assert caught.value.hint
    return caught.value


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Порт открыт.\r\n".encode("cp1251") * 9)
    article = load(path, lang="ru")
    assert (article.name, article.format, article.lang) == (str(path), "plain", "ru")
    assert article.encoding == "cp1251"
    assert article.text.startswith("Порт открыт.\r\n")


def test_bytes_are_named_by_a_hyphen() -> None:
    article = load(None, data="\ufeffThe port is open.".encode())
    assert (article.name, article.bom, article.text) == ("-", True, "The port is open.")


def test_missing_folder_empty_blank(tmp_path: Path) -> None:
    refused(ErrorCode.INPUT_MISSING, tmp_path / "none.txt")
    assert "folder" in refused(ErrorCode.INPUT_UNREADABLE, tmp_path).message
    assert "empty" in refused(ErrorCode.INPUT_UNREADABLE, None, b"").message
    assert "no text" in refused(ErrorCode.INPUT_UNREADABLE, None, b" \r\n\t\n").message
    assert "empty" in refused(ErrorCode.INPUT_UNREADABLE, None, b"\xef\xbb\xbf").message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_forbidden_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    path.chmod(0)
    refused(ErrorCode.INPUT_UNREADABLE, path)


def test_a_name_that_no_file_can_have() -> None:
    refused(ErrorCode.INPUT_UNREADABLE, Path("a\0b.txt"))


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 and so on")
    assert str(path) in refused(ErrorCode.INPUT_UNREADABLE, path).message


def test_endings_choose_the_reader() -> None:
    assert reader_for("a.MD", "").name == "markdown"
    assert reader_for("a.txt", "# Heading\n\n[a](b)").name == "plain"
    assert reader_for("-", "# Heading\n\nText with a [link](https://a.b).").name == "markdown"
    assert reader_for("-", "Heading\n\nText, 3 * 4 * 5 and #5.").name == "plain"
    assert reader_for("article.2023", "Text").name == "plain"
    with pytest.raises(TranslatorError) as caught:
        reader_for("page.mhtml", "<p>")
    assert caught.value.code is ErrorCode.FORMAT_UNKNOWN


def test_who_shares_an_ending_is_told_by_content() -> None:
    for ending in endings():
        sharing = [reader for reader in READERS.values() if ending in reader.endings]
        assert len(sharing) < 2 or all(reader.like for reader in sharing)
    assert all(name == reader.name for name, reader in READERS.items())


def test_files_beyond_measure_are_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b'id,title\n1,"')
        file.truncate(200 << 20)
    with pytest.raises(TranslatorError, match="200 MiB are too much"):
        load(path)
    with path.open("r+b") as file:
        file.write(b"PK\x03\x04")
        file.truncate(20 << 30)
    with pytest.raises(TranslatorError, match="20,480 MiB are too much"):
        load(path)


def test_what_is_no_archive_is_told_apart(tmp_path: Path) -> None:
    for data, code, hint in (
        (b"Plain text.", ErrorCode.FORMAT_UNKNOWN, ".txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ErrorCode.INPUT_UNREADABLE, ".docx"),
        (b"{\\rtf1 text}", ErrorCode.INPUT_UNREADABLE, ".docx"),
    ):
        path = tmp_path / "a.docx"
        path.write_bytes(data)
        assert hint in refused(code, path).hint
