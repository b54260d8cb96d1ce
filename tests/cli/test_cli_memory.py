"""``translator memory`` and the memory of ``translator translate``."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.commandline import Cli

TMX = (
    '<tmx version="1.4"><header srclang="en"/><body>'
    '<tu><tuv xml:lang="en"><seg>The sea is calm today.</seg></tuv>'
    '<tuv xml:lang="ru"><seg>Сегодня на море штиль.</seg></tuv></tu>'
    "</body></tmx>"
)


@pytest.fixture
def article(alone: Path) -> Path:
    path = alone / "a.txt"
    path.write_text("The sea is calm today. Ships leave the port of Baku.\n", "utf-8")
    return path


@pytest.fixture
def tmx(alone: Path) -> Path:
    path = alone / "in.tmx"
    path.write_text(TMX, "utf-8")
    return path


def _units(cli: Cli, *argv: str) -> int:
    (result,) = cli("memory", "stats", "--json", *argv).envelope["results"]
    return int(result["units"])


def test_translate_remembers_unless_told_not_to(cli: Cli, article: Path, tiny_model: Path) -> None:
    command = ("translate", article, "-f", "en", "-t", "ru", "-m", str(tiny_model))
    bare = cli(*command, "--no-memory")
    assert _units(cli) == 0
    first = cli(*command)
    assert (first.code, first.out) == (bare.code, bare.out) == (0, first.out)
    assert _units(cli) == 2
    assert cli(*command).out == first.out
    assert cli(*command, "--memory", "other.sqlite").out == first.out
    assert _units(cli, "--memory", "other.sqlite") == 2


def test_what_a_person_translated_is_used(
    cli: Cli, article: Path, tmx: Path, tiny_model: Path
) -> None:
    assert cli("memory", "import", tmx).code == 0
    ran = cli("translate", article, "-f", "en", "-t", "ru", "-m", str(tiny_model))
    assert ran.text.startswith("Сегодня на море штиль. ")
    found = cli("memory", "search", "sea is calm", "-t", "ru", "--json").envelope["results"]
    assert [entry["origin"] for entry in found] == ["human"]
    assert found[0]["score"] >= 90
    assert "штиль" in cli("memory", "search", "sea is calm").text
    assert "nothing" in cli("memory", "search", "parliament budget vote").err


def test_export_forget_import(cli: Cli, tmx: Path, alone: Path) -> None:
    cli("memory", "import", tmx)
    assert cli("memory", "export", "-o", "out.tmx").code == 0
    assert "1 units would" in cli("memory", "forget", "--all", "--dry-run").err
    assert _units(cli) == 1
    assert cli("memory", "forget", "--text", "no such words").err.startswith("0 units")
    assert cli("memory", "forget", "--origin", "human", "-f", "en").err.startswith("1 units")
    assert _units(cli) == 0
    (result,) = cli("memory", "import", "out.tmx", "--json").envelope["results"]
    assert result["units"] == 1


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("forget",), 2, "nothing says what to forget"),
        (("forget", "--all", "--text", "x"), 2, "--all goes with no other"),
        (("forget", "--origin", "robot"), 2, "human, machine"),
        (("import", "none.tmx"), 5, "no such file"),
        (("import", "bad.tmx"), 5, "bad.tmx"),
        (("stats", "--memory", "bad.tmx"), 1, "damaged or no translation memory"),
        (("search", "x", "-t", "qqq"), 2, "unknown language"),
    ],
)
def test_bad_input(cli: Cli, alone: Path, argv: tuple[str, ...], code: int, said: str) -> None:
    (alone / "bad.tmx").write_bytes(b"rubbish " * 200)
    ran = cli("memory", *argv)
    assert (ran.code, ran.out) == (code, b"")
    assert said in ran.err and "Traceback" not in ran.err


def test_ones_own_memory_that_is_damaged_stops_no_translation(
    cli: Cli, article: Path, tiny_model: Path, isolated_dirs: Path
) -> None:
    (isolated_dirs / "data" / "memory.sqlite").write_bytes(b"rubbish " * 200)
    command = ("translate", article, "-f", "en", "-t", "ru", "-m", str(tiny_model))
    ran = cli(*command)
    assert ran.code == 0 and ran.out and "translating without it" in ran.err
    (article.parent / "named.sqlite").write_bytes(b"rubbish " * 200)
    ran = cli(*command, "--memory", "named.sqlite")
    assert ran.code == 1 and "--no-memory" in ran.err


def test_the_setting(cli: Cli, article: Path, alone: Path, tiny_model: Path) -> None:
    (alone / "translator.toml").write_text('memory = "desk.sqlite"\n', "utf-8")
    cli("translate", article, "-f", "en", "-t", "ru", "-m", str(tiny_model))
    assert (alone / "desk.sqlite").exists() and _units(cli) == 2


def test_a_file_that_cannot_be_read_does_not_stop_the_others(cli: Cli, tmx: Path) -> None:
    tmx.with_name("empty.tmx").write_bytes(b"")
    ran = cli("memory", "import", "empty.tmx", tmx, "--json")
    assert ran.code == 1
    assert [error["code"] for error in ran.envelope["errors"]] == ["input-unreadable"]
    assert [result["units"] for result in ran.envelope["results"]] == [1]
    assert _units(cli) == 1
    assert cli("memory", "import", "empty.tmx").code == 5


def test_every_command_says_what_is_wrong_with_a_memory_and_leaves_it(
    cli: Cli, tmx: Path, alone: Path
) -> None:
    """Damaged, of a newer version, another program's: one error, a way out, nothing changed."""
    assert cli("memory", "import", tmx, "--memory", "good.sqlite").code == 0
    assert not list(alone.glob("good.sqlite-*")), "closed when the command is done"
    good = Path("good.sqlite").read_bytes()
    Path("damaged.sqlite").write_bytes(good[:4096] + b"\xff" * (len(good) - 4096))
    for name, pragma in (("newer", "user_version = 99"), ("other", "application_id = 7")):
        Path(f"{name}.sqlite").write_bytes(good)
        with closing(sqlite3.connect(f"{name}.sqlite")) as db:
            db.execute(f"PRAGMA {pragma}")
            db.execute("PRAGMA journal_mode = DELETE")
    said = {
        "damaged": ("is damaged", "move the file away"),
        "newer": ("a newer version of translator", "update translator"),
        "other": ("another program", "another file"),
    }
    commands: list[tuple[str | Path, ...]] = [
        *(("stats",), ("search", "sea"), ("import", tmx), ("export", "-o", "out.tmx")),
        *(("forget", "--all"), ("forget", "--all", "--dry-run")),
    ]
    for name, (reason, hint) in said.items():
        path = Path(f"{name}.sqlite")
        before = path.read_bytes()
        for command in commands:
            ran = cli("memory", *command, "--memory", path)
            assert ran.code == 1 and ran.out == b"", (name, command)
            assert f"{path} " in ran.err and reason in ran.err, (name, command, ran.err)
            assert hint in ran.err and ran.err.count("\n") == 2
            assert path.read_bytes() == before
    assert not Path("out.tmx").exists()


def test_a_memory_on_a_disk_that_is_read_only(cli: Cli, tmx: Path, alone: Path) -> None:
    disk = alone / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("no tmpfs may be mounted here")
    memory = ("--memory", disk / "m.sqlite")
    try:
        assert cli("memory", "import", tmx, *memory).code == 0
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert _units(cli, "--memory", str(disk / "m.sqlite")) == 1
        assert "штиль" in cli("memory", "search", "sea", *memory).text
        assert cli("memory", "export", "-o", "out.tmx", *memory).code == 0
        for command in (("import", tmx), ("forget", "--all")):
            ran = cli("memory", *command, *memory)
            assert ran.code == 1 and "read-only" in ran.err and "--memory" in ran.err
        ran = cli("memory", "export", "-o", disk / "out.tmx", *memory)
        assert ran.code == 1 and "the disk is read-only" in ran.err
    finally:
        subprocess.run(["umount", str(disk)], check=True)
