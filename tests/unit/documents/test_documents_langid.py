"""The language model's unpacked copy in the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from translator import langid
from translator.languages import LANGUAGES
from translator.paths import cache_dir

TEXTS = (
    "The port of Baku handled 3.2 million tonnes of cargo.",
    "Порт Актау завершил углубление канала.",
    "Bakıda keçirilən forumda iki yüz qırx jurnalist iştirak edir.",
    "Bakü ile Aktau arasında yeni feribot seferleri başlıyor.",
    "Ақтау порты арнаны тереңдету жұмыстарын аяқтады.",
    "بندر باکو در نیمهٔ نخست سال بیش از سه میلیون تن بار جابه‌جا کرد.",
    "sea 12",
    "",
)


@pytest.fixture(autouse=True)
def fresh(isolated_dirs: Path) -> Iterator[None]:
    langid.identifier.cache_clear()
    yield
    langid.identifier.cache_clear()


def copies() -> list[Path]:
    return sorted(cache_dir().glob("langid-*"))


def again() -> list[tuple[str, float]]:
    langid.identifier.cache_clear()
    return [langid.identifier().classify(text) for text in TEXTS]


def test_the_copy_answers_as_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    first = again()
    assert len(copies()) == 1
    monkeypatch.setattr(langid, "_unpacked", lambda packed: pytest.fail("unpacked again"))
    assert again() == first
    assert {lang for lang, _ in first[:6]} == {"en", "ru", "az", "tr", "kk", "fa"}


@pytest.mark.parametrize("spoil", ["rubbish", "short", "flipped", "empty", "folder"])
def test_a_spoiled_copy_is_made_anew(spoil: str) -> None:
    first = again()
    (copy,) = copies()
    data = copy.read_bytes()
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 0xFF
    copy.unlink()
    match spoil:
        case "rubbish":
            copy.write_bytes(b"rubbish" * 1000)
        case "short":
            copy.write_bytes(data[:-1000])
        case "flipped":
            copy.write_bytes(flipped)
        case "empty":
            copy.write_bytes(b"")
        case "folder":
            copy.mkdir()
    assert again() == first
    if spoil != "folder":
        assert copy.read_bytes() == data


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("TRANSLATOR_CACHE_DIR", str(blocked))
    assert [lang for lang, _ in again()][:2] == ["en", "ru"]


def test_another_table_of_languages_makes_another_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    again()
    few = {code: row for code, row in LANGUAGES.items() if code in ("en", "ru")}
    monkeypatch.setattr(langid, "LANGUAGES", few)
    langid.identifier.cache_clear()
    assert langid.identifier().classify(TEXTS[2])[0] == "en"
    assert len(copies()) == 1
