"""Every parallel format cut short, damaged, misnamed, in the wrong encoding, or far too large.

Each file is one that translator wrote. What comes of it is pairs that were in it, or one error.
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from parallel_samples import persian, russian
from test_parallel_reading import Endless, refusal

from tests.commandline import ROOT, Cli, alone, cli
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.pair import Wanted
from translator.parallel.reading import ParallelFile, open_parallel, reader_for
from translator.parallel.registry import WRITERS

__all__ = ["alone", "cli"]

XML = ("tmx", "xlf", "xlf2")
FORMATS = (*XML, "jsonl", "tsv", "bi.html", "bi.md", "bi.docx")
WHOLE = (*XML, "bi.html", "bi.docx")  # in these a part is no file
WANTED = Wanted("en", "ru")


def written(name: str) -> bytes:
    made = WRITERS[name].write(russian())
    assert isinstance(made, bytes)
    return made


def pairs_of(data: bytes) -> list[tuple[str, str]] | None:
    """What is read, or None if it is refused as a user should be told."""
    try:
        with open_parallel(None, data=data) as file:
            return [(pair.source, pair.target) for pair in file.pairs(WANTED)]
    except TranslatorError as error:
        assert error.code is ErrorCode.INPUT_UNREADABLE
        assert len(error.message.splitlines()) == 1 and error.hint
        return None


@pytest.mark.parametrize("name", FORMATS)
def test_cut_short_anywhere(name: str) -> None:
    data = written(name)
    whole = pairs_of(data)
    assert whole
    for end in range(0, len(data) - 20, max(1, len(data) // 60)):
        read = pairs_of(data[:end])
        if name in WHOLE:
            assert read is None, end
        elif read:
            assert read[:-1] == whole[: len(read) - 1], end  # the last line may be cut


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_anywhere(name: str) -> None:
    data = written(name)
    dice = random.Random(name)
    for _ in range(40):
        damaged = bytearray(data)
        for _ in range(dice.choice((1, 3, 30))):
            damaged[dice.randrange(len(data))] = dice.randrange(256)
        pairs_of(bytes(damaged))


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "cp1251", "utf-8-sig"])
def test_in_another_encoding_than_it_says(name: str, encoding: str) -> None:
    """Read right, or refused: never letters that were not there."""
    data = written(name).decode().encode(encoding, "xmlcharrefreplace")
    assert pairs_of(data) in (None, pairs_of(written(name)))


@pytest.mark.parametrize("name", XML)
def test_declarations_are_refused_in_what_was_good(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("OPENED")
    text = written(name).decode()
    start = text.index("<", text.index("?>"))
    if text.startswith("<!DOCTYPE", start):
        start = text.index(">", start) + 2
    root = text[start + 1 :].split(maxsplit=1)[0].rstrip(">")
    entity = f'<!DOCTYPE {root} [<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">]>\n'
    hostile = text[:start] + entity + text[start:].replace("on Friday", "&a;")
    assert refusal(hostile.encode())
    assert "OPENED" not in str(pairs_of(hostile.encode()))


def rebuilt(data: bytes, changed: dict[str, bytes]) -> bytes:
    """A Word file with other members in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            new.writestr(info.filename, changed.pop(info.filename, None) or old.read(info))
        for member, content in changed.items():
            new.writestr(member, content)
    return out.getvalue()


DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    "change",
    [
        {DOCUMENT: b"<!DOCTYPE a [<!ENTITY a 'b'>]><w:document/>"},
        {DOCUMENT: b"<w:document>"},
        {DOCUMENT: b"\x00" * (300 << 20)},
        {DOCUMENT: b"<a>" * 100_000},
        {"[Content_Types].xml": b"<!DOCTYPE a [<!ENTITY a 'b'>]><Types/>"},
        {"../../escaped": b"x"},
    ],
    ids=["entity", "open", "bomb", "deep", "types", "slip"],
)
def test_side_by_side_documents_that_harm(cli: Cli, change: dict[str, bytes]) -> None:
    Path("a.bi.docx").write_bytes(rebuilt(written("bi.docx"), dict(change)))
    for command in (("check",), ("memory", "import")):
        ran = cli(*command, "a.bi.docx")
        assert ran.code == 5, ran.err
        assert ran.err.startswith("translator: error: ") and "unexpected" not in ran.err
    assert not Path("../../escaped").exists()


@pytest.mark.parametrize("name", XML)
def test_nothing_of_a_broken_file_is_remembered(cli: Cli, name: str) -> None:
    data = WRITERS[name].write(persian())
    assert isinstance(data, bytes)
    Path(f"a.{name}").write_bytes(data[:-40])
    assert cli("memory", "import", "--reviewed", f"a.{name}").code == 5
    assert cli("memory", "stats", "--json").envelope["results"][0]["units"] == 0


MEASURE = """
import json, sys
sys.path[:0] = ["tests", "tests/hostile"]
from test_parallel_damaged import count
print(json.dumps(count(sys.argv[1], int(sys.argv[2]))))
"""
UNIT = {
    "xlf": ("<trans-unit ", "</trans-unit>"),
    "xlf2": ("<unit ", "</unit>"),
    "tmx": ("<tu ", "</tu>"),
}


def count(name: str, size: int) -> list[int]:
    """The pairs of a file that repeats its first unit, and the memory that they took."""
    text = written(name)
    opened, closed = (mark.encode() for mark in UNIT[name])
    start = text.index(opened)
    end = text.index(closed, start) + len(closed)
    tail = text[text.rindex(b"</group>" if name == "xlf" else closed) :]
    stop = tail if name == "xlf" else tail[len(closed) :]
    stream: Any = io.BufferedReader(Endless(text[:start], text[start:end] + b"\n", size, stop))
    pairs = sum(1 for _ in ParallelFile("x", reader_for("x", stream), stream).pairs())
    peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
    return [pairs, int(peak)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["xlf", "xlf2"])
def test_memory_does_not_grow_with_the_file(name: str) -> None:
    few, many = (
        json.loads(
            subprocess.run(
                [sys.executable, "-c", MEASURE, name, str(size)],
                cwd=ROOT,
                check=True,
                capture_output=True,
                timeout=300,
            ).stdout
        )
        for size in (1 << 18, 10 << 20)
    )
    assert many[0] > 30 * few[0] > 0
    assert many[1] < few[1] + 4 * 1024  # KiB, of a file 10,240 KiB long
