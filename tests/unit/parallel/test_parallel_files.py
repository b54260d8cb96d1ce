"""Writing whole files or none."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from translator.errors import ErrorCode, TranslatorError
from translator.parallel import files
from translator.parallel.files import write_atomically


def refused(path: Path | str, data: bytes = b"new") -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        write_atomically(path, data)
    assert caught.value.code is ErrorCode.OUTPUT_UNWRITABLE
    assert caught.value.hint
    assert "\n" not in caught.value.message
    return caught.value


def test_new_file_and_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "out.tmx"
    write_atomically(path, b"data")
    assert path.read_bytes() == b"data"
    assert [entry.name for entry in path.parent.iterdir()] == ["out.tmx"]


def test_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write_atomically(tmp_path / "out.txt", b"")
    (tmp_path / "plain").touch()
    assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_permissions_of_an_existing_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "out.txt", tmp_path / "link.txt"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_link_to_a_file_not_yet_there(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "later.txt")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "later.txt").read_bytes() == b"new"


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "circle" in refused(tmp_path / "a").message


def test_folder_instead_of_file(tmp_path: Path) -> None:
    assert refused(tmp_path).message.endswith("it is a folder")
    assert refused(f"{tmp_path}/new/").message.endswith("it is a folder")
    assert not (tmp_path / "new").exists()


def test_file_instead_of_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "not a folder" in refused(tmp_path / "file" / "out.txt").message


def test_name_too_long(tmp_path: Path) -> None:
    error = refused(tmp_path / ("ü" * 300))
    assert "too long" in error.message
    assert len(error.message) < 300


def test_longest_name_that_the_disk_allows(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_atomically(path, b"data")
    assert path.read_bytes() == b"data"


def test_name_that_no_disk_allows(tmp_path: Path) -> None:
    assert "not allowed" in refused(f"{tmp_path}/a\0b").message


def test_device_is_written_to_directly() -> None:
    write_atomically("/dev/null", b"data")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_device() -> None:
    assert refused("/dev/full").message == "cannot write '/dev/full': the disk is full"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission denied"),
        (errno.EIO, "the disk failed"),
        (errno.ENXIO, "no such device or address"),
    ],
)
@pytest.mark.parametrize("place", ["write", "fsync"])
def test_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str, place: str
) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")

    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, place, fail)
    assert reason in refused(path).message
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]
    assert path.read_bytes() == b"old"


def test_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]
    assert path.read_bytes() == b"old"


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(files.os, "write", lambda handle, data: real(handle, bytes(data[:3])))
    write_atomically(tmp_path / "out.txt", b"0123456789")
    assert (tmp_path / "out.txt").read_bytes() == b"0123456789"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_is_not_ours(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "permission denied" in refused(tmp_path / "out.txt").message
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_file(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    path.chmod(0o400)
    assert "permission denied" in refused(path).message
    assert path.read_bytes() == b"old"
