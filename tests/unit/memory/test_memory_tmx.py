"""TMX in and out: other programs' files, hostile ones, and our own."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from translator.errors import ErrorCode, TranslatorError
from translator.memory.base import Origin, Selection, Unit
from translator.memory.importing import import_file
from translator.memory.keys import human_key
from translator.memory.sqlite import SqliteMemory
from translator.memory.tmx import export_tmx
from translator.parallel.pair import Wanted
from translator.quality.base import Finding, FindingCode

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return SqliteMemory(tmp_path / "memory.sqlite")


def _tmx(tmp_path: Path, body: str, *, srclang: str = "en-US", head: str = HEAD) -> Path:
    path = tmp_path / "in.tmx"
    text = (
        f'{head}<tmx version="1.4"><header srclang="{srclang}" creationtool="Other"/>'
        f"<body>{body}</body></tmx>"
    )
    path.write_text(text, "utf-8")
    return path


def _tu(*pairs: tuple[str, str], extra: str = "", name: str = "xml:lang") -> str:
    variants = "".join(f'<tuv {name}="{lang}"><seg>{text}</seg></tuv>' for lang, text in pairs)
    return f"<tu>{extra}{variants}</tu>"


def test_units_come_in_as_peoples(memory: SqliteMemory, tmp_path: Path) -> None:
    body = _tu(("en-GB", "The  sea\nis calm."), ("ru-RU", "Море спокойно."), ("az", "Dəniz sakit."))
    done = import_file(memory, _tmx(tmp_path, body))
    assert done.units == 2
    units = {unit.target_lang: unit for unit in memory.units()}
    assert units["ru"].source == "The sea is calm." and units["ru"].origin is Origin.HUMAN
    assert units["az"].key == human_key("The sea is calm.", "en", "az")


def test_only_one_pair_and_another_source(memory: SqliteMemory, tmp_path: Path) -> None:
    body = _tu(("en", "Sea"), ("ru", "Море"), ("az", "Dəniz"))
    path = _tmx(tmp_path, body)
    assert import_file(memory, path, Wanted("", "az")).units == 1
    assert import_file(memory, path, Wanted("ru", "az")).units == 1
    assert {(u.source_lang, u.target_lang) for u in memory.units()} == {("en", "az"), ("ru", "az")}
    assert import_file(memory, _tmx(tmp_path, body, srclang="*all*")).units == 6


def test_markup_of_other_programs_is_left_out_and_marked_text_kept(
    memory: SqliteMemory, tmp_path: Path
) -> None:
    seg = '<bpt i="1">&lt;b&gt;</bpt>The <hi>calm</hi> sea<ept i="1">&lt;/b&gt;</ept> &amp; sky'
    import_file(memory, _tmx(tmp_path, _tu(("en", seg), ("ru", "<ph>{1}</ph>Море"), name="lang")))
    (unit,) = memory.units()
    assert (unit.source, unit.target) == ("The calm sea & sky", "Море")


def test_what_is_left_out_is_counted(memory: SqliteMemory, tmp_path: Path) -> None:
    machine = '<prop type="x-model">builtin</prop>'
    body = (
        _tu(("en", "A"), ("ru", "Б"), extra=machine)
        + _tu(("en", "B"), ("ru", ""))
        + _tu(("en", "C"), ("tlh", "nuqneH"))
        + _tu(("en", "D"), ("ru", "Г"))
    )
    done = import_file(memory, _tmx(tmp_path, body))
    assert (done.units, done.machine, done.empty, done.unknown) == (1, 1, 1, {"tlh": 1})
    assert import_file(memory, _tmx(tmp_path, body), reviewed=True).units == 2


def test_an_external_dtd_is_ignored_and_the_network_not_asked(
    memory: SqliteMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = HEAD + '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'
    assert import_file(memory, _tmx(tmp_path, _tu(("en", "A"), ("ru", "Б")), head=head)).units == 1


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "b">]>', _tu(("en", "&a;"), ("ru", "Б")), "entities"),
        (
            '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            _tu(("en", "&a;"), ("ru", "Б")),
            "entities",
        ),
        ("", "<tu><tuv>", "in.tmx:1:"),
        ("", _tu(("en", "&nowhere;"), ("ru", "Б")), "in.tmx:"),
    ],
)
def test_files_that_are_refused(
    memory: SqliteMemory, tmp_path: Path, head: str, body: str, reason: str
) -> None:
    with pytest.raises(TranslatorError) as caught:
        import_file(memory, _tmx(tmp_path, body, head=head))
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert reason in caught.value.message


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"Not XML at all", b"<html/>"])
def test_files_that_are_no_tmx(memory: SqliteMemory, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.tmx"
    path.write_bytes(data)
    with pytest.raises(TranslatorError) as caught:
        import_file(memory, path)
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    with pytest.raises(TranslatorError) as caught:
        import_file(memory, tmp_path / "none.tmx")
    assert caught.value.code is ErrorCode.INPUT_MISSING


def test_what_is_exported_can_be_imported(memory: SqliteMemory, tmp_path: Path) -> None:
    hostile = "a < b & \x07 ]]> \ufffe «ö» שלום"
    person = Unit(human_key(hostile, "en", "ru"), "en", "ru", hostile, "Б", origin=Origin.HUMAN)
    machine = Unit(
        b"m" * 16, "en", "az", "Sea", "Dəniz", (Finding(FindingCode.NUMBER, "4 is missing"),),
        model="builtin",
    )  # fmt: skip
    memory.put_many([person, machine])
    path = tmp_path / "out.tmx"
    path.write_bytes(b"".join(export_tmx(memory)))
    assert "number: 4 is missing" in path.read_text("utf-8")
    other = SqliteMemory(tmp_path / "other.sqlite")
    done = import_file(other, path)
    assert (done.units, done.machine) == (1, 1)
    (unit,) = other.units()
    assert unit.source == "a < b & ]]> «ö» שלום" and unit.target == "Б"
    only = b"".join(export_tmx(memory, Selection(target_lang="az")))
    assert b"D\xc9\x99niz" in only and "Б".encode() not in only


def test_utf16_and_a_long_file(memory: SqliteMemory, tmp_path: Path) -> None:
    body = "".join(_tu(("en", f"Sentence {i}."), ("ru", f"Фраза {i}.")) for i in range(2500))
    path = _tmx(tmp_path, body, head='<?xml version="1.0" encoding="UTF-16"?>')
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert import_file(memory, path).units == 2500
    assert memory.stats().units == 2500
