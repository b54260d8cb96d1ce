"""Settings: their order, their origins and their mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from translator import config
from translator.errors import ErrorCode, TranslatorError


@pytest.fixture
def user_file(isolated_dirs: Path) -> Path:
    return isolated_dirs / "config" / "translator.toml"


def test_defaults() -> None:
    loaded = config.load(env={})
    assert (loaded["model"], loaded["engine"], loaded["quality"]) == ("builtin", "auto", "draft")
    assert {loaded.origin(key.name) for key in config.KEYS} == {"default"}


def test_each_source_beats_the_one_below(user_file: Path) -> None:
    user_file.write_text('quality = "best"\n')
    assert config.load(env={})["quality"] == "best"
    assert config.load(env={}).origin("quality") == str(user_file)
    Path("translator.toml").write_text('quality = "draft"\nthreads = 2\n')
    assert config.load(env={})["quality"] == "draft"
    env = {"TRANSLATOR_QUALITY": "best", "TRANSLATOR_THREADS": "3"}
    loaded = config.load({"threads": 4, "model": None}, env=env)
    assert (loaded["quality"], loaded.origin("quality")) == ("best", "$TRANSLATOR_QUALITY")
    assert (loaded["threads"], loaded.origin("threads")) == (4, "command line")
    assert loaded.origin("model") == "default"


def test_types_in_the_environment() -> None:
    env = {
        "TRANSLATOR_TO": "ru, az,tr",
        "TRANSLATOR_GLOSSARIES": "caspian,./ours.tsv",
        "TRANSLATOR_STRICT": "yes",
        "TRANSLATOR_THREADS": "8",
    }
    loaded = config.load(env=env)
    assert loaded["to"] == ("ru", "az", "tr")
    assert loaded["glossaries"] == ("caspian", "./ours.tsv")
    assert loaded["strict"] is True
    assert loaded["threads"] == 8


def test_one_string_is_a_list_of_one_and_paths_are_relative_to_the_file(user_file: Path) -> None:
    user_file.write_text('to = "ru"\nglossaries = ["caspian", "names/ours.tsv"]\nmodel = "m/x"\n')
    loaded = config.load(env={})
    assert loaded["to"] == ("ru",)
    assert loaded["glossaries"] == ("caspian", str(user_file.parent / "names/ours.tsv"))
    assert loaded["model"] == str(user_file.parent / "m/x")


def test_a_byte_order_mark_is_no_mistake() -> None:
    Path("translator.toml").write_bytes(b'\xef\xbb\xbfquality = "best"\n')
    assert config.load(env={})["quality"] == "best"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (b'qualty = "best"', ["translator.toml", "'qualty'", "did you mean quality?"]),
        (b"nonsense = 1", ["unknown key 'nonsense'", "known keys: from, to"]),
        (b'quality = "bst"', ["quality cannot be 'bst'", "did you mean best?"]),
        (b'engine = "cuda"', ["engine cannot be 'cuda'", "one of auto, ctranslate2"]),
        (b"quality = 3", ["quality must be a string, not 3"]),
        (b"threads = -1", ["threads must be a whole number"]),
        (b"threads = true", ["threads must be a whole number"]),
        (b'strict = "yes"', ["strict must be true or false"]),
        (b"to = [1]", ["to must be a list of strings"]),
        (b"a = 1\nquality = x", ["translator.toml", "line 2"]),
        (b'quality = "\xff"', ["it is not UTF-8 text"]),
    ],
)
def test_mistakes_name_the_file_and_the_key(text: bytes, parts: list[str]) -> None:
    Path("translator.toml").write_bytes(text)
    with pytest.raises(TranslatorError) as caught:
        config.load(env={})
    assert caught.value.code is ErrorCode.CONFIG_INVALID
    whole = f"{caught.value.message} {caught.value.hint}"
    assert "translator.toml" in caught.value.message
    for part in parts:
        assert part in whole


def test_a_folder_called_like_the_settings_file() -> None:
    Path("translator.toml").mkdir()
    with pytest.raises(TranslatorError, match=r"translator\.toml: cannot be read"):
        config.load(env={})


@pytest.mark.parametrize(
    ("name", "value"),
    [("THREADS", "two"), ("THREADS", "-1"), ("STRICT", "perhaps"), ("QUALITY", "worst")],
)
def test_mistakes_in_the_environment(cli: Any, monkeypatch: Any, name: str, value: str) -> None:
    monkeypatch.setenv(f"TRANSLATOR_{name}", value)
    ran = cli("config", "show")
    assert ran.code == 2
    assert f"$TRANSLATOR_{name}" in ran.err
    assert name.lower() in ran.err


def test_config_show(cli: Any, monkeypatch: Any, user_file: Path) -> None:
    user_file.write_text('to = ["ru", "az"]\n')
    monkeypatch.setenv("TRANSLATOR_QUALITY", "best")
    monkeypatch.setenv("TRANSLATOR_QUALTY", "best")
    ran = cli("config", "show")
    assert ran.code == 0
    rows = {line.split()[0]: line for line in ran.text.splitlines()}
    assert "$TRANSLATOR_QUALITY" in rows["quality"]
    assert "ru, az" in rows["to"]
    assert str(user_file) in rows["to"]
    assert "default" in rows["model"]
    assert "TRANSLATOR_QUALTY is not one that translator knows" in ran.err
    assert cli("config", "show", "--quiet").err == ""
    found = {row["key"]: row for row in cli("config", "show", "--json").envelope["results"]}
    assert found["to"]["value"] == ["ru", "az"]
    assert set(found) == {key.name for key in config.KEYS}


def test_config_path(cli: Any, user_file: Path) -> None:
    user_file.write_text("")
    rows = {row["what"]: row for row in cli("config", "path", "--json").envelope["results"]}
    assert rows["user settings"] == {
        "what": "user settings",
        "path": str(user_file),
        "exists": True,
    }
    assert rows["project settings"]["exists"] is False
    assert str(user_file) in cli("config", "path").text


def test_a_wrong_settings_file_stops_a_translation_before_it_begins(cli: Any) -> None:
    Path("translator.toml").write_text("modle = 'x'\n")
    Path("a.txt").write_text("Baku.\n")
    ran = cli("translate", "a.txt", "-t", "ru")
    assert ran.code == 2
    assert "did you mean model?" in ran.err
