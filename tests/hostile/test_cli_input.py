"""Files, names, glossaries and models that are not what they should be: a line and a status."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import Ran, alone, cli, finish, program
from tests.tiny_model import transliterate

__all__ = ["alone", "cli"]

TEXT = "The forum was held in Baku. It drew 1234 guests.\n"


def refused(ran: Ran, code: int, *words: str) -> None:
    """One line that says ``words``, one hint, a status, nothing on standard output."""
    assert ran.code == code, ran.err
    assert ran.out == b""
    lines = ran.err.splitlines()
    assert len(lines) == 2, ran.err
    assert lines[0].startswith("translator: error: ")
    assert lines[1].startswith("  hint: ")
    assert "unexpected" not in lines[0]
    for word in words:
        assert word in lines[0]


INPUTS = {
    "empty.txt": b"",
    "spaces.txt": b" \n\t\n\xc2\xa0\n",
    "zeros.txt": b"\0" * 1000,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "archive.txt": b"PK\x03\x04\x14\0\0\0\x08\0" + os.urandom(2000),
    "program.txt": b"\x7fELF\x02\x01\x01" + bytes(5000),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "page.html": b"<html><body><script>var a = 'text'</script><p>&nbsp;</p></body></html>",
}


@pytest.mark.parametrize("command", ["translate", "segment"])
@pytest.mark.parametrize("name", [*INPUTS, "missing.txt", "folder", "/dev/null", "a.txt/b.txt"])
def test_inputs_that_are_no_articles(cli: Any, name: str, command: str) -> None:
    Path("folder").mkdir()
    Path("a.txt").write_text(TEXT)
    if name in INPUTS:
        Path(name).write_bytes(INPUTS[name])
    options = ["-t", "ru", "-m", "none"] if command == "translate" else []
    code = 2 if name == "old.doc" else 5
    ran = cli(command, name, *options)
    if code == 2 and ran.code == 5:  # a binary file by its bytes before a format by its name
        code = 5
    refused(ran, code, name)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\x00\xd8\x00\xd8", b"\xef\xbb\xbf", b"%PDF-1.7\n\x00\x01"]
)
def test_standard_input_that_is_no_article(cli: Any, data: bytes) -> None:
    refused(cli("translate", "-", "-t", "ru", "-m", "none", stdin=data), 5)


def test_broken_utf8(cli: Any, tiny_model: Path) -> None:
    Path("a.txt").write_bytes(TEXT.encode() + b"caf\xc3 \xff\xfe\x81 end.\n")
    ran = cli("translate", "a.txt", "-t", "ru", "-f", "en", "-m", tiny_model, "-o", "o.txt")
    assert ran.code in (0, 5)
    assert "Traceback" not in ran.err
    assert Path("o.txt").exists() is (ran.code == 0)
    refused(cli("segment", "a.txt", "--encoding", "utf-8"), 5, "a.txt")


def test_an_encoding_that_does_not_fit(cli: Any) -> None:
    Path("a.txt").write_text("Форум открылся.\n", encoding="utf-8")
    refused(cli("segment", "a.txt", "--encoding", "ascii"), 5, "a.txt")


def test_no_language_can_be_told(cli: Any) -> None:
    Path("a.txt").write_text("xq zzt 12 qqq\n")
    ran = cli("translate", "a.txt", "-t", "ru", "-m", "none")
    assert ran.code in (2, 4)
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize(
    "name",
    [
        "two\nlines.txt",
        "a  b.txt",
        "tab\there.txt",
        "Xəzər.txt",
        "{lang}.txt",
        "[bold]x[red].txt",
        "\x1b[31mred.txt",
        "%s.txt",
        "'quoted\".txt",
        "..txt",
        "n" * 251 + ".txt",
    ],
)
def test_strange_file_names(cli: Any, tiny_model: Path, name: str) -> None:
    Path(name).write_text(TEXT)
    options = ["-t", "ru", "-f", "en", "-m", str(tiny_model)]
    ran = cli("translate", name, *options)
    assert (ran.code, ran.text) == (0, transliterate(TEXT, "ru"))
    assert "\x1b" not in ran.err
    told = [line for line in ran.err.splitlines() if not line.startswith("preparing")]
    assert all(line.startswith(" ") for line in told[1:])
    assert cli("translate", name, *options, "--json").envelope["results"][0]["input"] == name
    missing = f"not-{name}"[:200]
    refused(cli("translate", missing, *options), 5)


def test_names_with_dashes(cli: Any) -> None:
    for name in ("-f.txt", "--json", "-"):
        Path(name).write_text(TEXT)
    assert cli("segment", "-f", "en", "--", "-f.txt").text.count("\n") == 2
    assert cli("segment", "-f", "en", "--", "--json").text.count("\n") == 2
    assert cli("segment", "-f", "en", "./-").text.count("\n") == 2
    assert cli("segment", "-f", "en", "--", "-", stdin=b"From the pipe.").text == "From the pipe.\n"


def test_a_name_that_is_no_utf8(cli: Any, tiny_model: Path) -> None:
    name, out = os.fsdecode(b"caf\xe9.txt"), os.fsdecode(b"out\xff.txt")
    Path(name).write_text(TEXT)
    options = ["-t", "ru", "-f", "en", "-m", str(tiny_model)]
    ran = finish(program("translate", name, *options, "-o", out, "--json"))
    assert ran.code == 0, ran.err
    result = ran.envelope["results"][0]
    assert (result["input"], result["outputs"]) == (name, [out])
    assert Path(out).read_text() == transliterate(TEXT, "ru")
    ran = finish(program("segment", os.fsdecode(b"gone\xe9.txt")))
    refused(ran, 5, "gone\\udce9.txt")


def test_strange_output_names(cli: Any, tiny_model: Path) -> None:
    Path("a.txt").write_text(TEXT)
    options = ["-t", "ru", "-f", "en", "-m", str(tiny_model)]
    for name in ("new\nline.txt", "-o.txt", " .txt", "Ə/ə.txt"):
        assert cli("translate", "a.txt", *options, "-o", name).code == 0
        assert Path(name).read_text() == transliterate(TEXT, "ru")
    for name in ("n" * 300 + ".txt", "/dev/full", "/proc/self/x.txt", "a.txt/x.txt"):
        refused(cli("translate", "a.txt", *options, "-o", name, "--quiet"), 1, "cannot write")
    assert cli("translate", "a.txt", *options, "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_read_only_file_and_its_folder_stay(cli: Any, tiny_model: Path) -> None:
    Path("a.txt").write_text(TEXT)
    Path("link.txt").symlink_to("real.txt")
    options = ["-t", "ru", "-f", "en", "-m", str(tiny_model)]
    assert cli("translate", "a.txt", *options, "-o", "link.txt").code == 0
    assert Path("link.txt").is_symlink()
    assert Path("real.txt").read_text() == transliterate(TEXT, "ru")


def test_a_huge_glossary_of_mistakes(cli: Any) -> None:
    rows = (f"c{n}\tBaku|\tБаку\tmaybe\n" for n in range(20_000))
    Path("g.tsv").write_text("id\ten\tru\tpolicy\n" + "".join(rows), encoding="utf-8")
    Path("a.txt").write_text(TEXT)
    ran = cli("translate", "a.txt", "-t", "ru", "-g", "g.tsv", "-m", "none")
    assert ran.code == 1
    assert 3 <= len(ran.err.splitlines()) <= 15
    assert "g.tsv:2:" in ran.err
    ran = cli("glossary", "validate", "g.tsv")
    assert ran.code == 1
    assert ran.text.startswith("g.tsv:2:")
    assert cli("glossary", "validate", "g.tsv", "--json").envelope["status"] == "failed"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\0\0\0",
        b"\xff\xfei\0d\0",
        b"id\ten\n\xff\xfe\tx\n",
        b"hello world\n",
        b"id\ten\tru\n" + b"x" * 200_000,
        b"id\tklingon\nx\ty\n",
        b"PK\x03\x04" + bytes(500),
    ],
)
def test_glossaries_that_are_none(cli: Any, data: bytes) -> None:
    Path("g.tsv").write_bytes(data)
    Path("a.txt").write_text(TEXT)
    ran = cli("glossary", "validate", "g.tsv")
    assert ran.code == 1
    assert "g.tsv" in ran.text + ran.err
    assert "unexpected" not in ran.err
    ran = cli("translate", "a.txt", "-t", "ru", "-g", "g.tsv", "-m", "none")
    assert ran.code == 1
    assert "unexpected" not in ran.err


@pytest.mark.parametrize("name", ["folder", "/dev/null", "no\nsuch", "", "x" * 5000])
def test_glossaries_that_are_not_there(cli: Any, name: str) -> None:
    Path("folder").mkdir()
    for argv in (["glossary", "show", name], ["glossary", "validate", name]):
        ran = cli(*argv)
        assert ran.code in (1, 2)
        assert len(ran.err.splitlines()) <= 3
        assert "unexpected" not in ran.err


@pytest.mark.parametrize("part", ["config.json", "vocab.json", "source.spm", "model.safetensors"])
@pytest.mark.parametrize("harm", ["gone", "empty", "cut", "noise", "folder"])
def test_damaged_models(cli: Any, tiny_model: Path, part: str, harm: str) -> None:
    shutil.copytree(tiny_model, "model")
    Path("a.txt").write_text(TEXT)
    path = Path("model", part)
    data = path.read_bytes()
    path.unlink()
    if harm == "folder":
        path.mkdir()
    elif harm != "gone":
        path.write_bytes({"empty": b"", "cut": data[:-50], "noise": b"\xff\0noise" * 99}[harm])
    ran = cli("translate", "a.txt", "-t", "ru", "-f", "en", "-m", "./model")
    assert ran.code == 4, ran.err
    assert ran.out == b""
    assert ran.err.count("translator: error: ") == 1
    assert "unexpected" not in ran.err
    info = cli("models", "info", "./model")
    assert info.code in (0, 4)
    assert "unexpected" not in info.err


def test_a_model_that_cannot_be_prepared(cli: Any, tiny_model: Path, monkeypatch: Any) -> None:
    Path("a.txt").write_text(TEXT)
    Path("file").write_text("")
    monkeypatch.setenv("TRANSLATOR_CACHE_DIR", "file/cache")
    ran = cli("translate", "a.txt", "-t", "ru", "-f", "en", "-m", tiny_model)
    assert ran.code in (1, 4)
    assert "unexpected" not in ran.err
    assert ran.err.count("translator: error: ") == 1
