"""Archives made to harm, cut off or misnamed: one clear error each, in fixed memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.office import members, tree, zipped
from translator.documents import archive
from translator.documents.archive import open_archive
from translator.documents.registry import load
from translator.errors import ErrorCode, TranslatorError

NEWS = tree("news.docx")
SOURCE = zipped(NEWS)


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
    opened = open_archive(data)
    assert members(opened.rewritten({})) == odd
    made = members(opened.rewritten({"word/empty": b"x" * 1000, "new.xml": b"<a/>"}))
    assert made == odd | {"word/empty": b"x" * 1000, "new.xml": b"<a/>"}
    assert list(made) == [*odd, "new.xml"]


def test_what_is_not_read_is_never_unpacked() -> None:
    """A picture that is broken stays so, byte for byte."""
    data = zipped({**NEWS, "word/media/a.png": bytes(5000)})
    where = data.index(b"word/media/a.png") + 16
    broken = data[:where] + b"\xff\xff\xff" + data[where + 3 :]
    made = open_archive(broken).rewritten({})
    assert b"word/media/a.png\xff\xff\xff" in made
