"""Records of articles as JSON Lines: what is translated, and that all else stays as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.echoing import echo
from translator.documents import registry
from translator.documents.choices import Choices
from translator.documents.tabular import records
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.registry import writer_for

LINES = (
    '{"id": 1.50, "url":"https:\\/\\/e.org\\/a",  "title": "Ferry \\"Dagestan\\" sails",'
    ' "body": ["It left \\u2014 late. See https:\\/\\/e.org\\/a", "One.\\n\\nTwo \\ud83d\\ude80."],'
    ' "meta": {"title": "Editor", "lang": "en"}, "n": 1e3}\r\n'
    "\r\n"
    '{"title" : "Port \\ud83d opens","title2":null,"body":"","lang":"en_US"}'
)


def texts(text: str, *fields: str) -> list[tuple[str, str]]:
    article = records.read(text, Choices(columns=fields))
    return [(block.kind.value, block.text) for block in article.blocks]


def test_fields_are_told_by_their_names() -> None:
    assert texts(LINES) == [
        ("headline", 'Ferry "Dagestan" sails'),
        ("paragraph", "It left — late. See https://e.org/a"),
        ("paragraph", "One."),
        ("paragraph", "Two 🚀."),
        ("headline", "Port \ufffd opens"),
    ]


def test_unchanged_records_come_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINES.encode())
    article = registry.load(path)
    assert article.format == "jsonl-articles"
    assert registry.write(echo(article, "en")) == LINES.encode()


def test_translations_go_to_their_fields_and_nothing_else_changes() -> None:
    made = records.write(echo(records.read(LINES), "ru", lambda s: f'Паром "{s}" / \\'))
    before, after = (
        [json.loads(line) for line in text.split("\n") if line.strip()] for text in (LINES, made)
    )
    assert after[0]["title"] == 'Паром "Ferry "Dagestan" sails" / \\'
    assert after[0]["body"][1] == 'Паром "One." / \\\n\nПаром "Two 🚀." / \\'
    assert (after[0]["meta"], after[1]["lang"]) == ({"title": "Editor", "lang": "ru"}, "ru")
    for key in ("id", "url", "n"):
        assert before[0][key] == after[0][key]
    assert made.startswith('{"id": 1.50, "url":"https:\\/\\/e.org\\/a",  "title": "\\u041f')
    assert made.isascii()
    plain = records.write(echo(records.read('{"title": "Sea", "u": "a/b"}'), "ru", lambda s: "Ы/"))
    assert plain == '{"title": "Ы/", "u": "a/b"}'


def test_deeper_fields_and_those_of_ones_own_choice() -> None:
    line = '{"article": {"headline": "Sea", "note": "Calm."}, "id": "x"}'
    assert texts(line) == [("headline", "Sea")]
    assert texts(line, "article.note") == [("paragraph", "Calm.")]
    with pytest.raises(TranslatorError) as caught:
        texts(line, "boby")
    assert caught.value.code is ErrorCode.USAGE
    assert "article.headline, article.note, id" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"id": "1"}\n', "no field is known as a headline or text; there are: id"),
        ('{"title": "Sea"}\n{"title": "Po', "line 2, column 11: no JSON"),
        ('{"title": "Sea"}\n["x"]', "line 2: no JSON object"),
        ('{"title": ' + "[" * 200_000, "line 1: JSON nested too deeply"),
        ('{"title": ' + "[" * 150 + "]" * 150 + "}", "line 1: JSON nested more than 100 deep"),
        ('{"title": ' + "9" * 5000 + "}", "line 1: exceeds the limit"),
        ('{"source": "sea", "target": "море"}', "sentence pairs, not articles"),
        ('{"translation": {"en": "sea", "ru": "море"}}', "sentence pairs, not articles"),
        ('{"en": "sea", "ru": "море"}', "sentence pairs, not articles"),
    ],
)
def test_what_holds_no_articles(text: str, what: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        records.read(text)
    code = ErrorCode.PARALLEL_TEXT if "pairs" in what else ErrorCode.INPUT_UNREADABLE
    assert caught.value.code is code
    assert what in caught.value.message
    assert caught.value.hint


def test_content_decides_and_the_ending_names_what_is_written() -> None:
    two = '{"title": "Sea"}\n{"title": "Port"}\n'
    assert registry.reader_for("-", two).name == "jsonl-articles"
    assert registry.reader_for("a.txt", two).name == "jsonl-articles"
    assert registry.reader_for("a.jsonl", two[:17]).name == "jsonl-articles"
    assert writer_for("b.jsonl", "jsonl-articles").parallel is False
    assert writer_for("b.jsonl", "plain").parallel is True


def test_html_in_a_field_keeps_its_markup() -> None:
    text = '{"title": "Sea", "body": "<p>The <b class=\\"x\\">sea<\\/b> is calm.<\\/p>"}'
    article = records.read(text)
    assert [block.text for block in article.blocks] == ["Sea", "The sea is calm."]
    assert records.write(echo(article)) == text
    made = records.write(echo(article, "ru", lambda s: s.replace("calm", "</x>")))
    assert json.loads(made)["body"] == '<p>The <b class="x">sea</b> is &lt;/x&gt;.</p>'
    assert made.startswith(text[:60])
