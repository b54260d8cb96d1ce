"""Parallel files made to harm: each is refused in one line, or read within a fixed memory."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import ROOT, alone, cli
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.pair import MAX_TEXT
from translator.parallel.reading import ParallelFile, open_parallel, reader_for

__all__ = ["alone", "cli"]

HEAD = b'<tmx version="1.4"><header srclang="en"/><body>'
UNIT = b'<tu><tuv xml:lang="en"><seg>a b</seg></tuv><tuv xml:lang="ru"><seg>c d</seg></tuv></tu>'
TAIL = b"</body></tmx>"
OPEN_SEG = b'<tu><tuv xml:lang="en"><seg>'
XLIFF = b'<xliff version="1.2"><file source-language="en" target-language="ru"><body>'


def read(data: bytes) -> list[tuple[str, str]]:
    with open_parallel(None, data=data) as file:
        return [(pair.source, pair.target) for pair in file.pairs()]


def refusal(data: bytes) -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        read(data)
    error = caught.value
    assert error.code is ErrorCode.INPUT_UNREADABLE
    assert len(error.message.splitlines()) == 1
    assert len(error.message) < 300
    assert error.hint
    return error


SUBSETS = {
    "internal": b'<!ENTITY a "b">',
    "external": b'<!ENTITY a SYSTEM "file:///etc/passwd">',
    "parameter": b'<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;',
    "bomb": b'<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9)),
    "after a comment": b"<!-- <!ELEMENT x ANY> ]> --> <!ENTITY a 'b'>",
}


@pytest.mark.parametrize("root", [HEAD + UNIT + TAIL, XLIFF + b"</body></file></xliff>"])
@pytest.mark.parametrize("subset", SUBSETS)
def test_entities_are_refused(subset: str, root: bytes) -> None:
    name = root[1 : 1 + root[1:].index(b" ")]
    error = refusal(b"<!DOCTYPE %s [%s]>" % (name, SUBSETS[subset]) + root)
    assert "declares entities" in error.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    text = '<!DOCTYPE tmx [<!ENTITY a "b">]>' + (HEAD + UNIT + TAIL).decode()
    assert "declares entities" in refusal(text.encode(encoding)).message


def test_an_external_dtd_is_never_opened(tmp_path: Path) -> None:
    dtd = tmp_path / "evil.dtd"
    dtd.write_text('<!ENTITY secret "OPENED">')
    text = HEAD + UNIT.replace(b"a b", b"a &secret; b") + TAIL
    for place in (str(dtd), dtd.as_uri(), "http://127.0.0.1:9/evil.dtd"):
        doctype = f'<!DOCTYPE tmx SYSTEM "{place}">'.encode()
        assert read(doctype + text) == [("a &secret; b", "c d")]


def test_the_corrected_copy_opens_nothing_either(tmp_path: Path) -> None:
    from translator.parallel.pair import ANY

    dtd = tmp_path / "evil.dtd"
    dtd.write_text('<!ENTITY secret "OPENED">')
    doctype = f'<!DOCTYPE tmx SYSTEM "{dtd}">'.encode()
    data = doctype + HEAD + UNIT.replace(b"a b", b"a &secret; b") + TAIL
    with open_parallel(None, data=data) as file:
        made, changed = file.corrected(ANY, {0: [(0, 1, "Z")]})
    assert changed == {0}
    assert made == data.replace(b">c d<", b">Z d<")
    assert b"OPENED" not in made


@pytest.mark.parametrize(
    "data",
    [
        HEAD + UNIT + UNIT[:40],
        HEAD + UNIT,
        HEAD + OPEN_SEG + b"<hi>" * 5000,
        XLIFF + b"<group>" * 100_000,
        HEAD + UNIT.replace(b"a b", b"\xff\xfe") + TAIL,
        HEAD + UNIT.replace(b"a b", b"\x00") + TAIL,
        HEAD + UNIT.replace(b"a b", b"&#0;") + TAIL,
        HEAD + UNIT.replace(b"a b", b"&nbsp;") + TAIL,
        b'<?xml version="1.0" encoding="utf-16"?>' + HEAD + UNIT + TAIL,
        b'<?xml version="1.0" encoding="nonsense"?>' + HEAD + UNIT + TAIL,
        b'<?xml version="1.0" encoding="utf-7"?>' + HEAD + UNIT + TAIL,
        b'<?xml version="1.0" encoding="shift_jis"?>' + HEAD + UNIT + TAIL,
        b'<?xml version="1.0"?>' + b" \n" * (1 << 20) + HEAD + UNIT + TAIL,
        b"<" * 100_000,
        b"<!--" + b"x" * 100_000,
        b"<!DOCTYPE tmx [" + b"<!ELEMENT a ANY>" * 100_000,
        b"<html>\n<body>a\tb</body></html>",
        b'{"source": "a", "target": ' + b"[" * 500_000,
        b'{"source": "a", "target": "b", "n": ' + b"9" * 10_000 + b"}",
        b'{"source": "a", "target": "b"}\n{"source": "a", "tar',
        b'{"source": "a", "target": "b"}\n[1]\n',
        b'{"source": 1, "target": 2}\n',
        b"a\t" + b"b" * 5_000_000,
        b"a\t" + b"b" * (MAX_TEXT + 1),
        b"b" * 10_000_000,
        HEAD + OPEN_SEG + b"word " * MAX_TEXT + b"</seg></tuv></tu>" + TAIL,
        "море\tsea\n".encode("koi8-r"),
        b"\x00\x01\x02" * 5000,
        b"PK\x03\x04" + b"a\tb\n" * 100,
        b"\x1f\x8b\x08" + b"a\tb\n" * 100,
        "a\tb\n".encode("utf-32"),
    ],
    ids=lambda data: repr(data[-30:]) if len(data) < 1000 else f"{data[:20]!r} {len(data)}",
)
def test_each_is_refused_in_one_line(data: bytes) -> None:
    started = time.process_time()
    refusal(data)
    assert time.process_time() - started < 20


class Endless(io.RawIOBase):
    """A file that repeats one piece, made as it is read."""

    def __init__(self, head: bytes, piece: bytes, size: int, tail: bytes) -> None:
        self._parts = (head, piece, size // len(piece), tail)
        self.seek(0)

    def seek(self, offset: int, whence: int = 0) -> int:
        assert offset == whence == 0
        self._data, self._pieces = b"", self._all()
        return 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _all(self) -> Iterator[bytes]:
        head, piece, count, tail = self._parts
        yield head
        whole, rest = divmod(count, 1000)
        yield from (piece * 1000 for _ in range(whole))
        yield piece * rest
        yield tail

    def read(self, size: int = -1) -> bytes:
        while len(self._data) < size:
            more = next(self._pieces, None)
            if more is None:
                break
            self._data += more
        part, self._data = self._data[:size], self._data[size:]
        return part


SIZE = 200 << 20
FLOODS = {
    "one text": (HEAD + OPEN_SEG, b"word ", b"</seg></tuv></tu>" + TAIL),
    "white space": (HEAD, b"          ", UNIT + TAIL),
    "comments": (HEAD, b"<!-- comment -->", UNIT + TAIL),
    "one comment": (HEAD + b"<!--", b" comment", b"-->" + UNIT + TAIL),
    "instructions": (HEAD, b"<?x y?>", UNIT + TAIL),
    "elements": (HEAD, b"<junk><junk/></junk>", UNIT + TAIL),
    "variants": (HEAD + b"<tu>", b'<tuv xml:lang="ru"><seg>x</seg></tuv>', b"</tu>" + TAIL),
    "notes": (b"<tmx><header>", b"<note>x</note>", b"</header></tmx>"),
    "one attribute": (HEAD + b'<tu x="', b" value", b'">' + UNIT + TAIL),
    "unknown entities": (b'<!DOCTYPE tmx SYSTEM "x">' + HEAD + OPEN_SEG, b"&nbsp;", TAIL),
    "before the root": (b'<?xml version="1.0"?>', b" \n", HEAD + UNIT + TAIL),
    "xliff groups": (XLIFF, b'<group id="1"></group>', b"</body></file></xliff>"),
    "one line": (b"a\t", b"b", b"\n"),
    "one object": (b'{"source": "', b"b", b'", "target": "x"}'),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_200_mebibytes_of_nothing_are_refused(flood: str) -> None:
    head, piece, tail = FLOODS[flood]
    stream: Any = io.BufferedReader(Endless(head, piece, SIZE, tail))
    with pytest.raises(TranslatorError) as caught:
        for _ in ParallelFile("x", reader_for("x", stream), stream).pairs():
            pass
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE


MEASURE = """
import io, json, sys
from pathlib import Path
sys.path.insert(0, "tests/hostile")
from test_parallel_reading import Endless, HEAD, TAIL, UNIT
from translator.parallel.reading import ParallelFile, reader_for
head, piece, tail = {
    "tmx": (HEAD, UNIT, TAIL),
    "tsv": (b"a\\tb\\n", b"a sentence of words\\tanother one\\n", b""),
    "jsonl": (b"{}\\n", b'{"source": "a sentence", "target": "of words"}\\n', b""),
}[sys.argv[1]]
stream = io.BufferedReader(Endless(head, piece, int(sys.argv[2]), tail))
count = sum(1 for _ in ParallelFile("x", reader_for("x", stream), stream).pairs())
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(json.dumps([count, int(peak)]))
"""


def measured(kind: str, size: int) -> tuple[int, int]:
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, kind, str(size)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    count, peak = json.loads(ran.stdout)
    return count, peak


@pytest.mark.parametrize("kind", ["tmx", "tsv", "jsonl"])
def test_memory_does_not_grow_with_the_file(kind: str) -> None:
    few, small = measured(kind, 1 << 18)
    many, large = measured(kind, 1 << 22)
    assert many > 15 * few
    assert large < small + 2 * 1024  # KiB, of a file 4,096 KiB long


HARMFUL = {
    "bomb.tmx": b"<!DOCTYPE tmx [" + SUBSETS["bomb"] + b"]>" + HEAD + UNIT + TAIL,
    "passwd.xlf": b"<!DOCTYPE xliff [" + SUBSETS["external"] + b"]>" + XLIFF,
    "truncated.tmx": HEAD + UNIT + UNIT[:30],
    "deep.xlf2": b'<xliff version="2.0">' + b"<group>" * 10_000,
    "nested.jsonl": b'{"source": ' + b"[" * 200_000,
    "binary.tsv": bytes(range(256)) * 100,
    "empty.tmx": b"",
    "zip.xlf": b"PK\x03\x04" + bytes(1000),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_the_command_says_one_line_and_a_hint(cli: Any, name: str) -> None:
    Path(name).write_bytes(HARMFUL[name])
    for options in ([], ["--fix", "-o", "copy"]):
        ran = cli("check", name, *options)
        assert ran.code == 5, ran.err
        assert ran.out == b""
        first, second = ran.err.splitlines()
        assert first.startswith(f"translator: error: {name}")
        assert second.startswith("  hint: ")
        assert not Path("copy").exists()


def test_odd_names_and_places(cli: Any) -> None:
    for name in ("", "\0", "x" * 5000, "a.tsv/b.tsv", "/dev/null", "."):
        Path("a.tsv").write_text("sea\tморе\n")
        ran = cli("check", name)
        assert ran.code in (2, 5), (name, ran.err)
        assert "unexpected" not in ran.err


def test_checks_of_the_longest_text_end(cli: Any) -> None:
    text = ("word 5 " * MAX_TEXT)[:MAX_TEXT]
    Path("a.tsv").write_text(f"{text}\t{text}\nx{'ы' * 50_000}\t{'(' * MAX_TEXT}\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    ran = cli("check", "a.tsv", "-f", "en", "-t", "ru", "-g", "caspian", "--fix", "--json")
    assert ran.code == 0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 60


def test_what_comes_through_a_pipe_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    from translator.documents import stored

    monkeypatch.setattr(stored, "HELD", 1000)
    monkeypatch.setattr(stored, "CHUNK", 1000)
    line = "The sea is calm.\tМоре спокойно.\n".encode()

    class Pipe(io.RawIOBase):
        left = 20_000

        def readable(self) -> bool:
            return True

        def readinto(self, into: Any) -> int:
            count = min(len(into) // len(line), self.left)
            into[: count * len(line)] = line * count
            self.left -= count
            return count * len(line)

    tracemalloc.start()
    with open_parallel(None, data=io.BufferedReader(Pipe())) as file:
        assert sum(1 for _ in file.pairs()) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 400_000 < 20_000 * len(line)
