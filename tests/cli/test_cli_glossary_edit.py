"""``glossary new``, ``add``, ``set``, ``remove``, ``edit`` and ``merge`` at the command line."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from translator.glossary import store

TEXT = "# ours\nid\ten\tru\nbaku\tBaku\tБаку\nsea\tSea\tМоре\n"


@pytest.fixture
def names(alone: Path) -> Path:
    path = alone / "names.tsv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_glossary_known_by_name(cli: Any, isolated_dirs: Path) -> None:
    made = cli("glossary", "new", "mine", "--languages", "en,Russian,az", "--json")
    assert made.code == 0
    path = isolated_dirs / "data" / "glossaries" / "mine.tsv"
    assert made.envelope["results"][0]["path"] == str(path)
    assert path.read_text() == "id\ten\tru\taz\tpolicy\tnote\n"
    added = cli("glossary", "add", "mine", "en=Caspian Sea|Khazar Sea", "ru=Каспий|!Хазар")
    assert (added.code, added.out) == (0, b"")
    assert cli("glossary", "set", "mine", "caspian-sea", "az=Xəzər", "policy=prefer").code == 0
    assert path.read_text().splitlines()[1] == (
        "caspian-sea\tCaspian Sea|Khazar Sea\tКаспий|!Хазар\tXəzər\tprefer"
    )
    assert store.load("mine").concepts[0].forbidden("ru") == ("Хазар",)
    assert "caspian-sea" in cli("glossary", "show", "mine").text
    assert cli("glossary", "validate", "mine").code == 0
    assert "mine" in cli("glossary", "list").text
    assert cli("glossary", "remove", "mine", "caspian-sea").code == 0
    assert path.read_text() == "id\ten\tru\taz\tpolicy\tnote\n"
    assert only(path.parent) == ["mine.tsv"]


def test_new_does_not_overwrite(cli: Any, names: Path) -> None:
    ran = cli("glossary", "new", "names.tsv", "--languages", "en,ru")
    assert ran.code == 2
    assert names.read_text() == TEXT
    assert cli("glossary", "new", "other.tsv").code == 2
    assert cli("glossary", "new", "", "-l", "en").code == 2


def test_shipped_glossaries_are_copied_not_changed(cli: Any) -> None:
    ran = cli("glossary", "add", "caspian", "en=Nowhere")
    assert ran.code == 2
    assert "glossary new mine --from caspian" in ran.err
    assert cli("glossary", "new", "caspian", "-l", "en").code == 2
    path = next(item.path for item in store.shipped() if item.name == "caspian")
    before = path.read_bytes()
    assert cli("glossary", "set", str(path), "caspian-sea", "en=X").code == 2
    assert cli("glossary", "new", "mine", "--from", "caspian").code == 0
    assert cli("glossary", "add", "mine", "en=Nowhere", "ru=Нигде").code == 0
    assert path.read_bytes() == before
    assert store.locate("mine").read_bytes().startswith(before)


def test_a_faulty_edit_is_refused(cli: Any, names: Path) -> None:
    ran = cli("glossary", "set", "names.tsv", "baku", "ru=Бaку", "--json")
    assert ran.code == 1
    assert ran.envelope["errors"][0]["code"] == "glossary-invalid"
    assert "two alphabets" in ran.err
    assert names.read_text() == TEXT
    for arguments in (["baku", "ru"], ["baku", "xx=a"], ["baku", "ru=a", "Russian=b"]):
        assert cli("glossary", "set", "names.tsv", *arguments).code == 2
    assert cli("glossary", "remove", "names.tsv", "bakku").code == 1
    assert cli("glossary", "add", "gone.tsv", "en=A").code == 2
    assert only(names.parent) == ["names.tsv"]


def test_doubts_are_warned_of(cli: Any, names: Path) -> None:
    ran = cli("glossary", "add", "names.tsv", "en=Absheron|Baku", "ru=Апшерон", "--quiet")
    assert ran.code == 0
    assert "warning" in ran.err
    assert "'baku'" in ran.err


def test_merge_as_a_git_driver(cli: Any, alone: Path) -> None:
    for name, text in (
        ("base.tsv", TEXT),
        ("ours.tsv", TEXT.replace("Море", "Морюшко")),
        ("theirs.tsv", TEXT.replace("Baku", "Baki")),
    ):
        (alone / name).write_text(text)
    ran = cli("glossary", "merge", "base.tsv", "ours.tsv", "theirs.tsv")
    assert (ran.code, ran.out) == (0, b"")
    both = TEXT.replace("Море", "Морюшко").replace("Baku", "Baki")
    assert (alone / "ours.tsv").read_text() == both
    (alone / "theirs.tsv").write_text(TEXT.replace("Море", "Моря"))
    ran = cli("glossary", "merge", "base.tsv", "ours.tsv", "theirs.tsv", "-o", "out.tsv")
    assert ran.code == 1
    assert "out.tsv:4: sea, ru: 'Морюшко' or 'Моря'" in ran.text
    assert (alone / "ours.tsv").read_text() == both
    assert "<<<<<<<" in (alone / "out.tsv").read_text()
    assert "out.tsv:4:1" in cli("glossary", "validate", "out.tsv").text
    ran = cli("glossary", "merge", "base.tsv", "ours.tsv", "theirs.tsv", "-o", "x.tsv", "--json")
    assert ran.envelope["results"][0]["theirs"] == "Моря"


def editor(alone: Path, monkeypatch: pytest.MonkeyPatch, *steps: str) -> Path:
    """Make ``$EDITOR`` a program whose nth call does the nth of ``steps`` to ``text``."""
    script = alone / "editor.py"
    log = alone / "calls"
    log.write_text("")
    body = [
        "import sys, pathlib",
        "path = pathlib.Path(sys.argv[-1])",
        f"log = pathlib.Path({str(log)!r})",
        "with log.open('a') as out: out.write(' '.join(sys.argv[1:]) + '\\n')",
        "number = len(log.read_text().splitlines())",
        "text = path.read_bytes().decode()",
        f"steps = {list(steps)!r}",
        "exec(steps[min(number, len(steps)) - 1])",
        "path.write_bytes(text.encode()) if path.exists() else None",
    ]
    script.write_text("\n".join(body))
    # a name that is known to take +LINE
    vim = alone / "vim"
    vim.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(script))} "$@"\n'
    )
    vim.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.quote(str(vim)))
    return log


def test_edit_saves(cli: Any, names: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = editor(names.parent, monkeypatch, "text = text.replace('Море', 'море')")
    ran = cli("glossary", "edit", "names.tsv", "--id", "sea")
    assert ran.code == 0, ran.err
    assert names.read_text() == TEXT.replace("Море", "море")
    assert log.read_text() == "+4 names.edit.tsv\n"
    assert not names.with_name("names.edit.tsv").exists()
    assert "nothing changed" in cli("glossary", "edit", "names.tsv").err


def test_edit_opens_again_at_the_mistake(
    cli: Any, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, right = "text = text.replace('Море', 'a||b')", "text = text.replace('a||b', 'море')"
    log = editor(names.parent, monkeypatch, wrong, right)
    ran = cli("glossary", "edit", "names.tsv")
    assert ran.code == 0
    assert "4:11: an empty name" in ran.err
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["+1", "+4"]
    assert names.read_text() == TEXT.replace("Море", "море")


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ("text = text.replace('Море', 'a||b')", "empty name"),
        ("text = text.replace('Море', 'море'); path.write_text(text); sys.exit(1)", "status 1"),
        ("text = ''", "no header"),
        ("path.write_bytes(b'\\xff\\xfeb'); sys.exit(0)", "UTF-16"),
    ],
)
def test_giving_up_keeps_the_text(
    cli: Any, names: Path, monkeypatch: pytest.MonkeyPatch, step: str, reason: str
) -> None:
    editor(names.parent, monkeypatch, step)
    ran = cli("glossary", "edit", "names.tsv")
    assert ran.code == 1
    assert reason in ran.err
    assert "names.edit.tsv" in ran.err
    assert names.read_text() == TEXT
    kept = names.with_name("names.edit.tsv").read_bytes()
    assert kept != TEXT.encode()
    # the next session takes another name
    editor(names.parent, monkeypatch, "text = text.replace('Море', 'море')")
    assert cli("glossary", "edit", "names.tsv").code == 0
    assert names.with_name("names.edit.tsv").read_bytes() == kept


def test_edit_merges_what_others_did(
    cli: Any, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = f"other = pathlib.Path({str(names)!r}); "
    step = "other.write_text(other.read_text().replace('Baku', 'Baki'));"
    editor(names.parent, monkeypatch, other + step + "text = text.replace('Море', 'море')")
    assert cli("glossary", "edit", "names.tsv").code == 0
    assert names.read_text() == TEXT.replace("Море", "море").replace("Baku", "Baki")
    step = "other.write_text(other.read_text().replace('море', 'Моря'));"
    editor(names.parent, monkeypatch, other + step + "text = text.replace('море', 'Морюшко')")
    ran = cli("glossary", "edit", "names.tsv")
    assert ran.code == 1
    assert "names.edit.tsv" in ran.err
    assert "Моря\n" in names.read_text()
    assert "Морюшко" in names.with_name("names.edit.tsv").read_text()


def test_no_editor(cli: Any, names: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    for command in ("no-such-editor", "'unbalanced", "/"):
        monkeypatch.setenv("EDITOR", command)
        ran = cli("glossary", "edit", "names.tsv")
        assert ran.code == 2
        assert "EDITOR" in ran.err
        assert only(names.parent) == ["names.tsv"]


def test_a_program_that_never_mends_it_is_not_called_forever(
    cli: Any, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = names.parent / "spoil.py"
    script.write_text(
        "import sys\n"
        "with open(sys.argv[-1], 'a') as copy:\n"
        "    copy.write('baku\\tAgain\\tОпять\\n')\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    ran = cli("glossary", "edit", "names.tsv")
    assert ran.code == 1
    assert names.read_text() == TEXT
    kept = names.with_name("names.edit.tsv")
    assert "names.edit.tsv" in ran.err
    assert kept.read_text().count("Again") == 4  # opened, and three times again
