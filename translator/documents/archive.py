"""ZIP containers of strangers: read within limits, written again with all else byte for byte.

Only what is asked for is ever unpacked, and no further than the archive says and the limits allow;
members that stay as they are are copied packed, piece by piece. Memory holds one member and the
list of all; nothing is unpacked to the disk, and a container inside another is never opened.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from translator.documents.stored import Stored, copied
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from zipfile import ZipInfo

MAX_MEMBERS = 10_000
MAX_DIRECTORY = 8 << 20
"""Bytes in the list of members."""
MAX_MEMBER = 64 << 20
"""Bytes in a member that is read, unpacked."""
MAX_TOTAL = (4 << 30) - 1
"""Bytes in all members, unpacked, by what the archive says."""
MAX_RATIO = 400
"""How many times larger the whole may become; applies above `MAX_MEMBER` only."""

_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x0001
_UTF8 = 0x0800
_SAVE = "open it in the program that wrote it and save it again"

_ODF = b"application/vnd.oasis.opendocument."
_OTHER = (  # a member, what its content begins with, what it tells, what to save that as
    ("mimetype", _ODF + b"text", "an OpenDocument text (ODT)", ".docx"),
    ("mimetype", _ODF + b"spreadsheet", "an OpenDocument spreadsheet (ODS)", ".csv"),
    ("mimetype", _ODF + b"presentation", "an OpenDocument presentation (ODP)", ".txt"),
    ("xl/workbook.xml", b"", "an Excel workbook (XLSX)", ".csv"),
    ("ppt/presentation.xml", b"", "a PowerPoint presentation (PPTX)", ".txt"),
    ("Index/Document.iwa", b"", "an Apple Pages document", ".docx"),
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose list of members was found sound."""

    file: Stored
    members: Mapping[str, ZipInfo]

    def read(self, name: str) -> bytes:
        """A member, unpacked.

        Raises:
            TranslatorError: ``input-unreadable`` if it is not there, too large or damaged.
        """
        import zlib

        info = self.members.get(name)
        if info is None:
            raise unreadable(f"{name} is missing from the archive", _SAVE)
        if info.file_size > MAX_MEMBER:
            raise unreadable(
                f"{name} unpacks to {info.file_size:,} bytes",
                f"at most {MAX_MEMBER >> 20} MiB are read; split the document",
            )
        out = BytesIO()
        try:
            with self.file.open() as file:
                for piece in _unpacked(file, info):
                    out.write(piece)
        except zlib.error as error:
            raise unreadable(f"{name} is damaged in the archive: {error}", _SAVE) from None
        data = out.getvalue()
        if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            raise unreadable(f"{name} is damaged in the archive", _SAVE)
        return data

    def rewritten(self, changed: Mapping[str, bytes], *, timeless: bool = False) -> Iterator[bytes]:
        """The archive with other contents for some members, the rest as it is, in its order.

        Args:
            changed: contents by name; names that are new come last.
            timeless: leave out when the members were made.

        Yields:
            Its bytes piece by piece: members that stay are never held as a whole.

        Raises:
            TranslatorError: ``input-unreadable`` if the file has changed in the meantime.
        """
        out = _Out(timeless)
        with self.file.open() as file:
            for name, info in self.members.items():
                if name in changed:
                    yield from out.pack(info, changed[name])
                    continue
                size = info.compress_size
                yield out.head(info, size, info.CRC, info.file_size, info.compress_type)
                yield from copied(file, _content(file, info), size)
        self.file.open().close()  # still the same?
        for name, data in changed.items():
            if name not in self.members:
                yield from out.pack(_new(name), data)
        yield out.end()


def names(kept: Stored) -> list[str]:
    """The names of the members, or none if there is no list of them that could be read."""
    import zipfile

    with kept.open() as file:
        if file.read(2) != b"PK":
            return []
        size, count = _directory(file, kept.size)
        if size > MAX_DIRECTORY or count > MAX_MEMBERS:
            return []
        try:
            with zipfile.ZipFile(file) as archive:
                return archive.namelist()
        except _broken():
            return []


def open_archive(kept: Stored) -> Archive:
    """The archive in a file, its list of members verified.

    Raises:
        TranslatorError: ``input-unreadable`` for one that is damaged, encrypted, too large or
            packs too tightly, and for names that are given twice or lead out of the archive.
    """
    with kept.open() as file:
        infos, end = _listed(file, kept.size)
        members: dict[str, ZipInfo] = {}
        for info in infos:
            if info.filename in members:
                raise unreadable(f"{info.filename!r} is in the archive twice", _SAVE)
            _check(info)
            members[info.filename] = info
        total = sum(info.file_size for info in infos)
        if total > MAX_TOTAL or total > max(MAX_MEMBER, MAX_RATIO * kept.size):
            raise unreadable(
                f"{kept.size:,} bytes that unpack to {total:,}", "no document packs like that"
            )
        _check_places(file, infos, end)
    return Archive(kept, members)


def _listed(file: BinaryIO, whole: int) -> tuple[list[ZipInfo], int]:
    """The members of an archive of so many bytes, and where the list of them begins."""
    import zipfile

    size, count = _directory(file, whole)
    if size < 0:
        raise unreadable("the file is cut off: the archive's list of members is missing", _SAVE)
    if size > MAX_DIRECTORY:
        raise unreadable(f"a list of members of {size:,} bytes", _SAVE)
    if count > MAX_MEMBERS:
        raise unreadable(f"{count:,} members in the archive", "no document has so many")
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.infolist(), archive.start_dir
    except _broken() as error:
        raise unreadable(f"a damaged archive: {_why(error)}", _SAVE) from None


def refuse(kept: Stored) -> NoReturn:
    """Say what an archive is that is no document of a kind that is read.

    Raises:
        TranslatorError: ``format-unknown``; ``input-unreadable`` for one that is damaged.
    """
    found = names(kept)
    with kept.open() as file:
        head = file.read(4096)
    if not found:
        what = "a damaged archive"
        for part, kind in ((b"word/", "a Word document"), (b"application/epub+zip", "an EPUB")):
            if part in head:
                what = f"{kind} that is damaged or cut off"
        raise unreadable(f"{what}: its list of members is missing", "copy or download it again")
    for name, content, kind, ending in _OTHER:
        if name in found and (not content or content in head[:200]):
            raise TranslatorError(
                ErrorCode.FORMAT_UNKNOWN,
                f"{kind} cannot be read",
                f"open it in the program that wrote it and save it as {ending}",
            )
    raise TranslatorError(
        ErrorCode.FORMAT_UNKNOWN,
        "a ZIP archive, not a document",
        "unpack it and name the articles in it",
    )


def unreadable(what: str, hint: str) -> TranslatorError:
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, what, hint)


def _broken() -> tuple[type[Exception], ...]:
    """All that zipfile raises at bad archives."""
    import zipfile

    return (
        zipfile.BadZipFile,
        struct.error,
        ValueError,
        NotImplementedError,
        OverflowError,
        EOFError,
        OSError,
        RuntimeError,
        IndexError,
    )


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _directory(file: BinaryIO, whole: int) -> tuple[int, int]:
    """The size in bytes of the list of members by the archive's end record, -1 without one.

    And how many members it lists, whatever the record says; not counted if it is too large.
    """
    start = max(whole - (1 << 16) - 100, 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        return -1, 0
    size: int = struct.unpack_from("<L", tail, at + 12)[0]
    if tail[at - 20 : at - 16] == b"PK\x06\x07" and tail[at - 76 : at - 72] == b"PK\x06\x06":
        size = max(size, struct.unpack_from("<Q", tail, at - 76 + 40)[0])
        at -= 76
    if size > MAX_DIRECTORY or size > start + at:
        return size, 0
    file.seek(start + at - size)
    return size, file.read(size).count(b"PK\x01\x02")


def _check(info: ZipInfo) -> None:
    name = info.filename
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name:
        raise unreadable(f"the name {name!r} leads out of the archive", "do not trust this file")
    if info.flag_bits & _ENCRYPTED:
        raise unreadable("the archive is protected by a password", "save it without one")
    if info.compress_type not in (_STORED, _DEFLATED):
        raise unreadable(f"{name!r} is packed in a way that documents are not", _SAVE)
    if info.compress_type == _STORED and info.compress_size != info.file_size:
        raise unreadable(f"{name!r} is not as long as the archive says", _SAVE)


def _check_places(file: BinaryIO, infos: list[ZipInfo], end: int) -> None:
    """Members lie one after the other: none inside another, none outside of the file."""
    last = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < last:
            raise unreadable(f"{info.filename!r} lies inside another member", _SAVE)
        if info.header_offset > end:
            raise unreadable(f"{info.filename!r} is not where the archive says", _SAVE)
        last = _content(file, info) + info.compress_size
        if last > end:
            raise unreadable(f"{info.filename!r} is cut off", _SAVE)


def _content(file: BinaryIO, info: ZipInfo) -> int:
    """Where a member's packed content begins."""
    file.seek(info.header_offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise unreadable(f"{info.filename!r} is not where the archive says", _SAVE)
    name, extra = struct.unpack_from("<HH", head, 26)
    return int(info.header_offset) + 30 + int(name) + int(extra)


def _unpacked(file: BinaryIO, info: ZipInfo) -> Iterator[bytes]:
    """A member's content, piece by piece; no more than a byte beyond what the archive says."""
    import zlib

    pieces = copied(file, _content(file, info), info.compress_size)
    if info.compress_type != _DEFLATED:
        yield from pieces
        return
    maker, left = zlib.decompressobj(-15), info.file_size + 1
    for packed in pieces:
        data = maker.decompress(packed, left)
        left -= len(data)
        yield data
        if left == 0 or maker.eof:
            return


def _new(name: str) -> ZipInfo:
    from zipfile import ZipInfo

    info = ZipInfo(name)
    info.compress_type = _DEFLATED
    return info


class _Out:
    """An archive being written; sizes stand before the contents, no times or extras are added."""

    def __init__(self, timeless: bool) -> None:
        self._timeless = timeless
        self._list: list[bytes] = []
        self._size = 0

    def pack(self, info: ZipInfo, data: bytes) -> Iterator[bytes]:
        """A member with a new content."""
        import zlib

        packed, method = data, _STORED
        if info.compress_type == _DEFLATED:
            maker = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed, method = maker.compress(data) + maker.flush(), _DEFLATED
        yield self.head(info, len(packed), zlib.crc32(data), len(data), method)
        yield packed

    def head(self, info: ZipInfo, packed: int, crc: int, size: int, method: int) -> bytes:
        """What stands before a member's packed content, which must follow."""
        plain = info.orig_filename.isascii()
        name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437", "replace")
        flags = info.flag_bits & (_UTF8 | 0x0006) if plain or info.flag_bits & _UTF8 else 0
        made = (1980, 1, 1, 0, 0, 0) if self._timeless else info.date_time
        year, month, day, hour, minute, second = made
        date = max(year - 1980, 0) << 9 | month << 5 | day
        time = hour << 11 | minute << 5 | second // 2
        common = struct.pack(
            "<HHHHLLLHH", flags, method, time, date, crc, packed, size, len(name), 0
        )
        self._list.append(
            struct.pack("<4sBBH", b"PK\x01\x02", 20, info.create_system & 255, 20)
            + common
            + struct.pack(
                "<HHHLL", 0, 0, info.internal_attr & 0xFFFF, info.external_attr, self._size
            )
            + name
        )
        head = struct.pack("<4sH", b"PK\x03\x04", 20) + common + name
        self._size += len(head) + packed
        return head

    def end(self) -> bytes:
        """The list of members, which ends the archive."""
        entries = b"".join(self._list)
        count = len(self._list)
        end = struct.pack(
            "<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(entries), self._size, 0
        )
        return entries + end
