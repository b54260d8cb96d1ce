"""Tables and records of any making: unchanged ones come back, translations go to their cells."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.echoing import echo
from translator.documents import registry
from translator.documents.choices import Choices
from translator.documents.tabular import records, tables
from translator.errors import TranslatorError

TEXT = st.text(
    st.sampled_from("abС ğİ.,;|\t\"'\r\n\\/\u2028\x85\x0b\U0001f680«»-"), max_size=30
) | st.sampled_from(["The sea is calm. Ships leave.", 'He said "no".', "", " x ", "Bakı\n\nPort"])
ROWS = st.lists(st.lists(TEXT, min_size=4, max_size=4), min_size=1, max_size=5)
DIALECT = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    }
)
HEAD = ["id", "title", "body", "url"]


def table(rows: list[list[str]], **dialect: object) -> str:
    out = io.StringIO()
    csv.writer(out, **dialect).writerows([HEAD, *rows])  # type: ignore[arg-type]
    return out.getvalue()


def parsed(text: str, delimiter: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]


@settings(max_examples=100, deadline=None)
@given(ROWS, DIALECT)
def test_tables(rows: list[list[str]], dialect: dict[str, str]) -> None:
    if dialect["quoting"] == csv.QUOTE_MINIMAL:  # Python leaves some line ends without quotes
        rows = [[" ".join(cell.splitlines()) for cell in row] for row in rows]
    text = table(rows, **dialect)
    article = tables.read_csv(text)
    assert tables.write(echo(article)) == text
    for block in article.blocks:
        assert text[block.start : block.end].replace('""', '"') == block.text
    made = tables.write(echo(article, "ru", lambda s: f'"{s}"; | ,\t,'))
    before, after = (parsed(t, dialect["delimiter"]) for t in (text, made))
    assert [len(row) for row in before] == [len(row) for row in after]
    for old, new in zip(before, after, strict=True):
        assert (old[0], old[3]) == (new[0], new[3])
        for k in (1, 2):
            letters = "".join(filter(str.isalpha, old[k]))
            assert "".join(filter(str.isalpha, new[k])) == letters


JSON = st.recursive(
    # an engine that ran before in this process may have switched subnormal numbers off
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_subnormal=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
RECORD = st.fixed_dictionaries(
    {
        "title": TEXT,
        "x": JSON,
        "body": TEXT | st.lists(TEXT, min_size=1, max_size=3),
        "n": st.integers(),
    }
)


@settings(max_examples=100, deadline=None)
@given(st.lists(RECORD, min_size=1, max_size=3), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_records(made: list[dict[str, object]], ascii_only: bool, end: str) -> None:
    text = "".join(json.dumps(record, ensure_ascii=ascii_only) + end for record in made)
    article = records.read(text, Choices(columns=("title", "body")))
    assert records.write(echo(article)) == text
    after = records.write(echo(article, "ru", lambda s: f'"{s}" \\ /\x00'))
    for old, line in zip(made, after.rstrip().split(end), strict=True):
        new = json.loads(line)
        assert list(new) == list(old)
        assert (new["x"], new["n"]) == (old["x"], old["n"])
        if isinstance(old["body"], str):
            letters = "".join(filter(str.isalpha, old["body"]))
            assert "".join(filter(str.isalpha, new["body"])) == letters


SOUP = st.lists(
    st.sampled_from(
        [
            *("title", "body", "id", ",", ";", "\t", "|", '"', '""', "\n", "\r\n", "\r", "sep=;"),
            *("{", "}", "[", "]", ":", '{"title": "a"}', '"title"', "\\", "\\u0041", "\\ud800"),
            *("null", "1e9", "text", "\x00", "\ufeff", "source", "target", "en", "ru"),
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(SOUP, st.sampled_from([".csv", ".tsv", ".jsonl", ".ndjson", ".txt", ""]))
def test_anything_gives_an_article_or_one_refusal(text: str, ending: str) -> None:
    try:
        reader = registry.reader_for(f"a{ending}", text)
        article = reader.read(text)
    except TranslatorError as error:
        assert error.message and error.hint and "\n" not in error.message
        return
    reader.write(echo(article))
