"""A batch that is killed, starved of disk, doubled or put back in time ends as if nothing had been.

The undisturbed run's outputs are the measure: byte for byte the same, none missing, none too many,
nothing half-written, and no more sentences translated again than the documented window holds.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

DRIVER = Path(__file__).with_name("driver.py")
CHAIN = Path(__file__).with_name("chain.py")
ARTICLES = 200
WINDOW = 64
GLOSSARY = (
    "id\ten\taz\tru\tpolicy\n"
    "sea\tCaspian Sea\tXəzər dənizi\tКаспийское море\trequire\n"
    "forum\tCaspian Media Forum\tXəzər Media Forumu\tКаспийский медиафорум\trequire\n"
)
_WHO = ("The delegation", "The port of Baku", "A reporter", "The council", "The ferry company")
_DID = ("reached the Caspian Sea", "opened the Caspian Media Forum", "signed {} agreements")
_WHEN = ("on Monday", "after long talks", "in spite of the weather", "for the first time")


def article(number: int) -> str:
    """A small article; some of its sentences return in others."""
    chance = random.Random(number)
    lines = [f"Report number {number} from the coast", ""]
    for _ in range(2):
        lines.append(
            " ".join(
                f"{chance.choice(_WHO)} {chance.choice(_DID).format(chance.randint(2, 400))} "
                f"{chance.choice(_WHEN)}."
                for _ in range(2)
            )
        )
        lines.append("")
    return "\n".join(lines)


@dataclass(frozen=True)
class Place:
    """A folder of articles, a folder for translations and a memory."""

    base: Path
    folder: Path

    @property
    def out(self) -> Path:
        return self.base / "out"

    def start(self, *argv: str, **options: Any) -> subprocess.Popen[str]:
        command = [
            *(sys.executable, str(DRIVER), str(self.folder), str(self.out)),
            *(str(self.base / "memory.sqlite"), "--window", str(WINDOW)),
            *("--glossary", str(self.folder.parent / "names.tsv"), *argv),
        ]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
        )

    def run(self, *argv: str, code: int | None = 0, **options: Any) -> dict[str, Any]:
        """Run to the end, killed or not; what it printed if it came so far."""
        with self.start(*argv, **options) as process:
            out, err = process.communicate(timeout=120)
        assert code is None or process.returncode == code, err
        assert "Traceback" not in err, err
        lines = [line for line in out.splitlines() if line.startswith("{")]
        return json.loads(lines[0]) if lines else {"code": process.returncode, "error": err}

    def committed(self) -> int:
        """The sentences in the memory."""
        with closing(sqlite3.connect(self.base / "memory.sqlite")) as db:
            tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return int(db.execute("SELECT count(*) FROM unit").fetchone()[0]) if tables else 0

    def units(self) -> dict[bytes, tuple[Any, ...]]:
        """All of the memory by its keys, but for the time."""
        if not self.committed():
            return {}
        with closing(sqlite3.connect(self.base / "memory.sqlite")) as db:
            rows = db.execute("SELECT key, source, target, findings, alignment FROM unit")
            return {row[0]: row[1:] for row in rows}

    def outputs(self) -> dict[str, bytes]:
        """Everything that looks like a translation, by its name."""
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
            and ".translator" not in path.parts
            and not path.name.startswith("report.")
        }


def _base() -> tempfile.TemporaryDirectory[str]:
    """A folder in main memory where there is one: thousands of files are flushed to the disk."""
    shared = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else None)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with _base() as base:
        yield _articles(Path(base))


def _articles(base: Path) -> Path:
    (base / "names.tsv").write_text(GLOSSARY, "utf-8")
    folder = base / "news"
    for number in range(ARTICLES):
        path = folder / f"{number % 7}" / f"{number:03}.{'md' if number % 3 else 'txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number), "utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(folder: Path) -> dict[str, Any]:
    begin = time.monotonic()
    with _base() as base:
        place = Place(Path(base), folder)
        ran = place.run()
        outputs = place.outputs()
    assert len(outputs) == ARTICLES * 2
    assert ran["done"] == ARTICLES and ran["failed"] == 0
    return {"outputs": outputs, "seconds": time.monotonic() - begin, "asked": ran["asked"]}


@pytest.fixture
def place(folder: Path) -> Iterator[Place]:
    with _base() as base:
        yield Place(Path(base), folder)


def _passing(name: str) -> bool:
    """Whether it is the temporary file of the moment of a kill."""
    return Path(name).name.startswith(".")


def _whole(outputs: dict[str, bytes], undisturbed: dict[str, Any]) -> None:
    """Every output so far is whole: what the undisturbed run made, or not there at all."""
    for name, data in outputs.items():
        if _passing(name):
            continue
        assert undisturbed["outputs"][name] == data


def _same(place: Place, undisturbed: dict[str, Any]) -> None:
    """What the undisturbed run made and nothing else; no temporary file of a kill is left."""
    found = place.outputs()
    assert found.keys() == undisturbed["outputs"].keys()
    assert found == undisturbed["outputs"]


def test_the_same_again_does_nothing(place: Place, undisturbed: dict[str, Any]) -> None:
    place.run()
    stamps = {path: path.stat().st_mtime_ns for path in place.out.rglob("*.tmx")}
    again = place.run()
    assert again["done"] == again["asked"] == 0 and again["unchanged"] == ARTICLES
    assert {path: path.stat().st_mtime_ns for path in place.out.rglob("*.tmx")} == stamps
    _same(place, undisturbed)


def _random_kills(place: Place, undisturbed: dict[str, Any], moments: int, seed: int) -> None:
    chance = random.Random(seed)
    count = place.base / "asked"
    argv = ("--count", str(count))
    kept: dict[bytes, tuple[Any, ...]] = {}
    for kills in range(1, moments + 1):
        with place.start("--pace", "0.0003", *argv) as process:
            assert process.stdout is not None
            process.stdout.readline()  # "ready": past start-up, at work
            time.sleep(chance.uniform(0, 1.1 * undisturbed["seconds"] / max(2, moments / 4)))
            process.kill()
            process.communicate()
        _whole(place.outputs(), undisturbed)
        units = place.units()
        assert kept.items() <= units.items(), "a committed sentence has changed"
        kept = units
        # Of all that the engine was asked, no more than a window a kill was lost.
        assert _sum(count) <= len(units) + kills * WINDOW
    done = place.run(*argv)
    assert done["failed"] == 0
    assert _sum(count) <= undisturbed["asked"] + moments * WINDOW
    assert len(place.units()) == undisturbed["asked"], "each sentence once"
    _same(place, undisturbed)


def _sum(count: Path) -> int:
    return sum(map(int, count.read_text().split())) if count.exists() else 0


def test_killed_at_random_moments(place: Place, undisturbed: dict[str, Any]) -> None:
    _random_kills(place, undisturbed, 3, seed=5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_thirty_random_moments(
    place: Place, undisturbed: dict[str, Any], seed: int
) -> None:
    _random_kills(place, undisturbed, 10, seed)


BOUNDARIES = [
    *("remember:1:before", "remember:3:before", "remember:3:after"),
    *("record:1:before", "record:3:after", "rename:1:before", "rename:150:after"),
]


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_killed_at_a_commit(place: Place, undisturbed: dict[str, Any], boundary: str) -> None:
    killed = place.run("--kill", boundary, code=None)
    assert killed.get("code") == -9, "the boundary was not reached"
    _whole(place.outputs(), undisturbed)
    committed = place.committed()
    assert (committed > 0) == (boundary != "remember:1:before")
    done = place.run()
    _same(place, undisturbed)
    # What was committed is not asked for again: at most the window in flight was lost.
    assert done["failed"] == 0
    assert done["asked"] == undisturbed["asked"] - committed


@pytest.mark.parametrize("part", ["", "1/2"])
def test_what_a_kill_left_half_written_is_swept(
    place: Place, undisturbed: dict[str, Any], part: str
) -> None:
    """By the next run of the same command; a part leaves alone what others are writing."""
    shard = ("--shard", part) if part else ()
    assert place.run(*shard, "--kill", "rename:31:before", code=None)["code"] == -9
    left = [name for name in place.outputs() if _passing(name)]
    assert left and all(name.endswith(".tmp") for name in left)
    strange = place.out / Path(left[0]).parent / f".{'0' * 20}.tmp"
    strange.write_text("another program's, or another part's")
    place.run(*shard)
    assert [name for name in place.outputs() if _passing(name)] == [
        strange.relative_to(place.out).as_posix()
    ]
    strange.unlink()
    if part:
        # The whole sweeps what a part left that was not begun again.
        assert place.run("--shard", "2/2", "--kill", "rename:9:before", code=None)["code"] == -9
        assert any(map(_passing, place.outputs()))
        place.run()
    _same(place, undisturbed)


def _chain(place: Place, *argv: str) -> dict[str, Any]:
    """Kill at one commit after the other, each time in a new process; what happened."""
    command = [
        *(sys.executable, str(CHAIN), str(place.folder), str(place.out)),
        *(str(place.base / "memory.sqlite"), "--window", str(WINDOW)),
        *("--glossary", str(place.folder.parent / "names.tsv"), *argv),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_every_commit(
    place: Place, undisturbed: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    """In one output folder, before and after each commit, and at the rename of each output."""
    ran = _chain(place)
    _same(place, undisturbed)
    alone = Place(tmp_path, folder)
    alone.run()
    assert place.units() == alone.units(), "a sentence is missing, another, or there twice"
    for spot, least in (("remember", undisturbed["asked"] // WINDOW), ("record", 4), ("note", 1)):
        assert ran["hits"][f"{spot} before"] >= least <= ran["hits"][f"{spot} after"], spot
    renames = ran["hits"]["rename before"] + ran["hits"]["rename after"]
    assert renames == len(undisturbed["outputs"]) + 2, "each output and both reports"
    # A kill costs a window at most, and only the one that comes before the window's commit.
    assert ran["worst"] <= WINDOW
    lost = ran["asked"] - undisturbed["asked"]
    assert lost <= WINDOW * ran["hits"]["remember before"]
    assert place.run()["unchanged"] == ARTICLES, "all of it is recorded"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_real_model_committed_stays(
    place: Place, tiny_model: Path, folder: Path, tmp_path: Path
) -> None:
    """Batching may change a model's last bits; what was committed before a kill is not redone."""
    model = ("--model", str(tiny_model), "--formats", "same,jsonl")
    alone = Place(tmp_path, folder)
    alone.run(*model)
    # After every kill the chain compares all that had been committed before.
    assert _chain(place, *model, "--step", "24")["kills"] >= 20
    again = place.run(*model)
    assert again["failed"] == 0 and again["unchanged"] == ARTICLES
    assert place.units().keys() == alone.units().keys(), "one is missing, or there twice"
    left = place.outputs()
    assert left.keys() == alone.outputs().keys()
    for name, data in alone.outputs().items():
        if name.endswith(".jsonl"):
            ours, theirs = (_structure(each) for each in (left[name], data))
            assert ours == theirs
        else:
            assert _layout(left[name]) == _layout(data)


def _structure(data: bytes) -> list[Any]:
    """Segments, their order and everything about them that is not the model's."""
    rows = [json.loads(line) for line in data.decode().splitlines()]
    for row in rows:
        for key in ("target", "findings", "attempts", "alignment"):
            row.pop(key, None)
    return rows


def _layout(data: bytes) -> list[bool]:
    """Which lines of a text hold something."""
    return [bool(line.strip()) for line in data.decode().split("\n")]


@pytest.mark.parametrize("number", [1, 78, 399])
def test_a_disk_that_is_full(place: Place, undisturbed: dict[str, Any], number: int) -> None:
    ran = place.run("--full", str(number), code=1)
    assert "disk is full" in ran["error"]
    assert not [name for name in place.outputs() if name.endswith(".tmp")]
    _whole(place.outputs(), undisturbed)
    place.run()
    _same(place, undisturbed)


@pytest.mark.slow
def test_a_database_that_cannot_grow(place: Place, undisturbed: dict[str, Any]) -> None:
    """Memory and ledger find the disk full at every few pages that they grow."""
    full = 0
    for pages in range(2, 400, 8):
        ran = place.run("--pages", str(pages), code=None)
        _whole(place.outputs(), undisturbed)
        if "error" not in ran:
            break
        assert "disk is full" in ran["error"], ran
        full += 1
    assert full > 3
    place.run()
    _same(place, undisturbed)


def test_a_real_disk_that_is_full(place: Place, undisturbed: dict[str, Any]) -> None:
    """A tmpfs too small for memory, ledger and outputs, where one may be mounted."""
    place.out.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(place.out)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no tmpfs may be mounted here")
    try:
        ran = place.run(code=1)
        assert "full" in ran["error"]
        _whole(place.outputs(), undisturbed)
        subprocess.run(["mount", "-o", "remount,size=64m", str(place.out)], check=True)
        place.run()
        _same(place, undisturbed)
    finally:
        subprocess.run(["umount", str(place.out)], check=True)


def test_a_folder_that_cannot_be_written_to_halfway(
    place: Place, undisturbed: dict[str, Any]
) -> None:
    # A file where the folder would be; permissions mean nothing to the system's owner.
    (place.out / "ru").mkdir(parents=True)
    barrier = place.out / "ru" / "3"
    barrier.write_text("in the way")
    ran = place.run(code=1)
    barred = sum(name.startswith("ru/3/") for name in undisturbed["outputs"]) // 2
    assert ran["failed"] == barred > 0
    assert all("not a folder" in error["message"] for error in ran["errors"])
    assert ran["done"] == ARTICLES
    barrier.unlink()
    again = place.run()
    assert again["done"] == barred and again["asked"] == 0
    _same(place, undisturbed)


def test_a_folder_that_is_closed_halfway(place: Place, undisturbed: dict[str, Any]) -> None:
    """The rest of its articles fail, each by its name; all others are done."""
    ran = place.run("--barred", f"{place.out / 'ru' / '3'}:200", code=1)
    missing = undisturbed["outputs"].keys() - place.outputs().keys()
    assert ran["done"] == ARTICLES and 0 < ran["failed"] < ARTICLES // 7
    assert {name.removesuffix(".tmx").rpartition(".")[0] for name in missing} == {
        "ru/" + error["message"].split("ru/")[1].split(".")[0] for error in ran["errors"]
    }
    assert all("permission denied" in error["message"] for error in ran["errors"])
    _whole(place.outputs(), undisturbed)
    again = place.run()
    assert again["done"] == ran["failed"] and again["asked"] == 0
    _same(place, undisturbed)


def test_a_second_copy_says_so_and_stops(place: Place, undisturbed: dict[str, Any]) -> None:
    with place.start("--pace", "0.5") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "ready\n"
        second = place.run(code=1)
        assert second["error"].startswith("busy: another translator is at work")
        part = place.run("--shard", "1/2", code=1)
        assert part["error"].startswith("busy:")
        first.kill()
        first.communicate()
    place.run()  # the lock goes with the process that held it
    _same(place, undisturbed)


def test_a_clock_that_jumps(place: Place, undisturbed: dict[str, Any], folder: Path) -> None:
    place.run("--clock", "--kill", "record:3:after", code=None)
    place.run("--clock")
    _same(place, undisturbed)
    assert place.run("--clock")["done"] == 0


def test_a_change_is_seen_though_size_and_time_are_the_same(tmp_path: Path, folder: Path) -> None:
    mine = tmp_path / "news"
    shutil.copytree(folder / "0", mine)
    shutil.copy(folder.parent / "names.tsv", tmp_path / "names.tsv")
    place = Place(tmp_path, mine)
    place.run()
    victim = sorted(mine.iterdir())[0]
    status = victim.stat()
    victim.write_text(victim.read_text("utf-8").replace("coast", "shore"), "utf-8")
    os.utime(victim, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert victim.stat().st_size == status.st_size
    again = place.run()
    assert again["done"] == 1 and 0 < again["asked"] <= 2


def test_parts_side_by_side_make_the_whole(place: Place, undisturbed: dict[str, Any]) -> None:
    parts = [place.start("--shard", f"{i}/3") for i in (1, 2, 3)]
    for process in parts:
        with process:
            _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    _same(place, undisturbed)
    merged = place.run()
    assert merged["done"] == merged["asked"] == 0 and merged["unchanged"] == ARTICLES


def test_a_part_that_was_killed_is_made_up_for_by_the_whole(
    place: Place, undisturbed: dict[str, Any]
) -> None:
    place.run("--shard", "1/2")
    place.run("--shard", "2/2", "--kill", "record:2:after", code=None)
    merged = place.run()
    assert 0 < merged["done"] < ARTICLES
    _same(place, undisturbed)
