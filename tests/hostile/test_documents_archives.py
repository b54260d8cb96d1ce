"""Archives made to harm, cut off or misnamed: one clear error each, in fixed memory."""

from __future__ import annotations

import io
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.echoing import echo
from tests.office import members, tree, zipped
from translator.documents import archive, registry, stored
from translator.documents.archive import open_archive
from translator.documents.registry import keep, load
from translator.documents.stored import InMemory, OnDisk, Spooled
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.saving import save

NEWS = tree("news.docx")
SOURCE = zipped(NEWS)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is held in memory, and files are read a few bytes at a time."""
    monkeypatch.setattr(stored, "HELD", 10)
    monkeypatch.setattr(stored, "CHUNK", 7)


def refused(data: bytes, code: ErrorCode = ErrorCode.INPUT_UNREADABLE) -> str:
    with pytest.raises(TranslatorError) as caught:
        load(None, data=data)
    assert caught.value.code is code, caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 400
    return caught.value.message


def raw(entries: list[tuple[str, bytes, int]], *, flags: int = 0, sizes: int = -1) -> bytes:
    """An archive written by hand: (name, packed content, offset of its header or -1)."""
    out, listed = b"", b""
    for name, packed, place in entries:
        label = name.encode()
        size = sizes if sizes >= 0 else len(packed)
        head = struct.pack("<HHHHLLLHH", flags, 8, 0, 33, 0, len(packed), size, len(label), 0)
        at = len(out) if place < 0 else place
        if place < 0:
            out += struct.pack("<4sH", b"PK\x03\x04", 20) + head + label + packed
        tail = struct.pack("<HHHLL", 0, 0, 0, 0, at)
        listed += struct.pack("<4sHH", b"PK\x01\x02", 20, 20) + head + tail + label
    count = len(entries)
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(listed), len(out), 0)
    return out + listed + end


def deflated(data: bytes) -> bytes:
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return maker.compress(data) + maker.flush()


def test_bombs_are_refused_in_little_memory() -> None:
    zeros = deflated(bytes(1 << 20))
    member = deflated(b" " * (80 << 20))
    bombs = [
        zipped(NEWS | {"word/document.xml": b" " * (archive.MAX_MEMBER + 1)}),
        raw(
            [("[Content_Types].xml", member, -1), ("word/document.xml", member, -1)],
            sizes=80 << 20,
        ),
        # sizes that lie: a member unpacks to more than the archive says
        raw([("[Content_Types].xml", member, -1), ("word/a", b"", -1)], sizes=100),
        # many members in one place
        raw([("[Content_Types].xml", zeros, -1), *((f"word/{i}", zeros, 0) for i in range(3000))]),
        raw(
            [(f"word/{i}", b"\x03\x00", -1) for i in range(archive.MAX_MEMBERS + 1)]
            + [("[Content_Types].xml", b"\x03\x00", -1)],
            sizes=0,
        ),
    ]
    tracemalloc.start()
    for bomb in bombs:
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        refused(bomb)
        assert tracemalloc.get_traced_memory()[1] - before < 40 << 20
    tracemalloc.stop()


def test_a_list_of_members_without_end_is_not_read() -> None:
    data = bytearray(SOURCE)
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<L", 1 << 31)
    assert "list of members" in refused(bytes(data))


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "word/../../a",
        "..\\a",
        "C:\\windows\\a",
        "word/..",
        "\\a",
    ],
)
def test_names_that_lead_out(name: str) -> None:
    assert "leads out" in refused(zipped({**NEWS, name: b"x"}))


def test_names_given_twice() -> None:
    out = io.BytesIO(SOURCE)
    with zipfile.ZipFile(out, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("word/document.xml", b"<x/>")
    assert "twice" in refused(out.getvalue())


def test_encrypted() -> None:
    entries = [(name, deflated(data), -1) for name, data in NEWS.items()]
    assert "password" in refused(raw(entries, flags=1))


def test_overlapping_members() -> None:
    inner = raw([("a", b"\x03\x00", -1)])
    data = raw([("[Content_Types].xml", inner, -1), ("word/a", b"\x03\x00", 30 + 19)], sizes=0)
    assert "inside another" in refused(data)


def test_truncated_anywhere() -> None:
    for end in [*range(4, len(SOURCE), 211), len(SOURCE) - 1]:
        refused(SOURCE[:end])


def test_damaged_members() -> None:
    where = SOURCE.index(b"word/document.xml") + len("word/document.xml") + 50
    broken = SOURCE[:where] + bytes(200) + SOURCE[where + 200 :]
    assert "damaged" in refused(broken)


def test_other_archives_are_named(tmp_path: Path) -> None:
    plain = refused(zipped({"a.txt": b"text"}), ErrorCode.FORMAT_UNKNOWN)
    assert "ZIP archive" in plain
    for inside, said in (
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}, "ODT"),
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "XLSX"),
        ({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}, "PPTX"),
    ):
        assert said in refused(zipped(inside), ErrorCode.FORMAT_UNKNOWN)
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"a.txt": b"text"}))
    with pytest.raises(TranslatorError) as caught:
        load(path)
    assert caught.value.message.startswith(str(path))


def test_relations_that_lead_anywhere() -> None:
    for target in ("../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "", "word/none.xml"):
        rels = NEWS["_rels/.rels"].replace(b"word/document.xml", target.encode())
        refused(zipped(NEWS | {"_rels/.rels": rels}))


def test_an_archive_comes_back_as_it_was() -> None:
    odd = NEWS | {"word/media/ş.png": b"\x89PNG", "word/empty": b"", "word/media/": b""}
    data = zipped(odd)
    opened = open_archive(InMemory(data))
    assert members(b"".join(opened.rewritten({}))) == odd
    changed = {"word/empty": b"x" * 1000, "new.xml": b"<a/>"}
    made = members(b"".join(opened.rewritten(changed)))
    assert made == odd | {"word/empty": b"x" * 1000, "new.xml": b"<a/>"}
    assert list(made) == [*odd, "new.xml"]


def test_what_is_not_read_is_never_unpacked() -> None:
    """A picture that is broken stays so, byte for byte."""
    data = zipped({**NEWS, "word/media/a.png": bytes(5000)})
    where = data.index(b"word/media/a.png") + 16
    broken = data[:where] + b"\xff\xff\xff" + data[where + 3 :]
    made = b"".join(open_archive(InMemory(broken)).rewritten({}))
    assert b"word/media/a.png\xff\xff\xff" in made


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["news.docx", "book.epub", "old.epub"])
def test_from_the_disk_as_from_memory(tmp_path: Path, name: str) -> None:
    data = zipped(tree(name))
    path = tmp_path / name
    path.write_bytes(data)
    held, lying, piped = load(None, data=data), load(path), load(None, data=keep(None, pipe(data)))
    assert isinstance(lying.file, OnDisk) and isinstance(piped.file, Spooled)
    assert held.blocks == lying.blocks == piped.blocks
    made = registry.write(echo(held, "ru", str.upper))
    for article in (replace(lying, name="-"), piped):
        assert registry.write(echo(article, "ru", str.upper)) == made
        save(echo(article, "ru", str.upper), tmp_path / "out" / name)
        assert (tmp_path / "out" / name).read_bytes() == made
    assert path.read_bytes() == data


def pipe(data: bytes) -> BinaryIO:
    return io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


@pytest.mark.usefixtures("small")
def test_a_file_that_changes_is_refused_and_nothing_half_written(tmp_path: Path) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "out"
    for change in (
        lambda: path.write_bytes(SOURCE + b"PK"),
        lambda: path.write_bytes(SOURCE[:-1] + b"\x01"),
        path.unlink,
    ):
        path.write_bytes(SOURCE)
        parallel = echo(load(path), "ru", str.upper)
        time.sleep(0.02)  # of a clock that is not finer
        change()
        with pytest.raises(TranslatorError) as caught:
            save(parallel, out / "a.docx")
        assert caught.value.code is ErrorCode.INPUT_UNREADABLE
        assert str(path) in caught.value.message
        assert not list(out.glob("*")) and not list(out.glob(".*"))


@pytest.mark.usefixtures("small")
def test_a_file_that_changes_while_it_is_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(SOURCE)
    pieces = iter(registry.pieces(echo(load(path), "ru", str.upper)))
    next(pieces)
    time.sleep(0.02)
    with path.open("r+b") as file:
        file.write(b"PK")
    with pytest.raises(TranslatorError, match="changed"):
        b"".join(pieces)


def test_pipes_without_end_are_not_read_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MAX_FILE", 3 << 20)
    for head in (b"PK\x03\x04", b"text"):
        with pytest.raises(TranslatorError, match="too much"):
            monkeypatch.setattr(registry, "MAX_TEXT", 3 << 20)
            load(None, data=keep(None, Endless(head)))


class Endless(io.RawIOBase):
    """Gives the same bytes for ever."""

    def __init__(self, head: bytes) -> None:
        self.head = head
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0 and self.given < 16 << 20
        self.given += size
        return (self.head * size)[:size]


def test_large_archives_in_little_memory(tmp_path: Path) -> None:
    """Pictures are neither held nor unpacked, whatever there is of them."""
    path, out = tmp_path / "a.docx", tmp_path / "out.docx"
    picture = os.urandom(2 << 20)
    pictures = {f"word/media/{number}.png": picture for number in range(30)}
    path.write_bytes(zipped(NEWS | pictures, stored=tuple(pictures)))
    tracemalloc.start()
    save(echo(load(path), "ru", str.upper), out)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12 << 20
    made = members(out.read_bytes())
    assert {name: made[name] for name in pictures} == pictures


def test_sizes_of_zip64_that_lie() -> None:
    """64-bit sizes and places beyond the file, in the extra field of a member."""
    for size, packed, place in ((1 << 40, 4, 0), (4, 1 << 40, 0), (4, 4, 1 << 62), (4, 4, 1 << 40)):
        label = b"word/a"
        extra = struct.pack("<HHQQQ", 1, 24, size, packed, place)
        head = struct.pack("<HHHHLLLHH", 0, 0, 0, 33, 0, 4, 4, len(label), 0)
        out = struct.pack("<4sH", b"PK\x03\x04", 45) + head + label + b"text"
        full = 0xFFFFFFFF
        listed = struct.pack("<4sHH", b"PK\x01\x02", 45, 45)
        listed += struct.pack("<HHHHLLLHH", 0, 0, 0, 33, 0, full, full, len(label), len(extra))
        listed += struct.pack("<HHHLL", 0, 0, 0, 0, full) + label + extra
        end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), len(out), 0)
        with pytest.raises(TranslatorError) as caught:
            open_archive(InMemory(out + listed + end))
        assert caught.value.code is ErrorCode.INPUT_UNREADABLE


def test_many_members_are_counted_before_they_are_listed() -> None:
    """The end record says one member; the list holds more than any document has."""
    entry = struct.pack("<4sHH", b"PK\x01\x02", 20, 20)
    entry += struct.pack("<HHHHLLLHH", 0, 0, 0, 33, 0, 0, 0, 1, 0) + bytes(14) + b"a"
    listed = entry * 150_000
    assert len(listed) < archive.MAX_DIRECTORY
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 0, 0)
    data = b"PK\x03\x04" + listed + end
    tracemalloc.start()
    refused(data)
    with pytest.raises(TranslatorError, match="150,000 members"):
        open_archive(InMemory(data))
    assert tracemalloc.get_traced_memory()[1] < 40 << 20
    tracemalloc.stop()


def test_members_with_their_sizes_behind_them(tmp_path: Path) -> None:
    """As programs write that cannot go back: data descriptors."""

    class Forward(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    out = Forward()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in NEWS.items():
            opened.writestr(name, content)
    data = out.data
    assert zipfile.ZipFile(io.BytesIO(data)).infolist()[0].flag_bits & 8
    article = load(None, data=data)
    assert members(registry.write(echo(article, article.lang or "en", str))) == NEWS


def test_archives_in_archives_are_not_opened() -> None:
    bomb = zipped({"word/document.xml": bytes(1 << 20)})
    for _ in range(5):
        bomb = zipped({f"word/{number}.docx": bomb for number in range(3)})
    data = zipped(NEWS | {"word/embeddings/a.docx": bomb})
    made = members(registry.write(echo(load(None, data=data), "ru", str.upper)))
    assert made["word/embeddings/a.docx"] == bomb
