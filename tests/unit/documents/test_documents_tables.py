"""Tables of articles in CSV and TSV: what is translated, and that all else stays as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.echoing import echo
from translator.documents import registry
from translator.documents.article import BlockKind
from translator.documents.choices import Choices
from translator.documents.tabular import tables
from translator.errors import ErrorCode, TranslatorError
from translator.parallel.registry import writer_for

TABLE = (
    '\ufeff"id";url;Title;"Lead";Body;date;lang\r\n'
    '1;https://e.org/a;Ferry sails ;"It left; late";"The ferry ""Dagestan"" sailed.\r\n\r\n'
    'It returns on Friday. See https://e.org/b";2023-09-18;en-GB\r\n'
    "\r\n"
    '2;;"Port opens";;A port opened.;\'18;en\r\n'
    "3;x"
)


def kinds(text: str, *columns: str) -> list[tuple[str, str]]:
    article = tables.read_csv(text, Choices(columns=columns))
    return [(block.kind.value, block.text) for block in article.blocks]


def test_headlines_leads_and_texts_are_told_by_their_names() -> None:
    assert kinds(TABLE[1:]) == [
        ("headline", "Ferry sails"),
        ("paragraph", "It left; late"),
        ("paragraph", 'The ferry "Dagestan" sailed.'),
        ("paragraph", "It returns on Friday. See https://e.org/b"),
        ("headline", "Port opens"),
        ("paragraph", "A port opened."),
    ]
    assert tables.read_csv(TABLE[1:]).lang == "en"


def test_an_unchanged_table_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE.encode())
    article = registry.load(path)
    assert (article.format, article.bom) == ("csv", True)
    assert registry.write(echo(article, "en")) == TABLE.encode()


def test_translations_go_to_their_cells_and_nothing_else_changes() -> None:
    parallel = echo(tables.read_csv(TABLE[1:]), "az", lambda s: f'«{s}»; "x"')
    made = tables.write(parallel)
    source = list(csv.reader(io.StringIO(TABLE[1:]), delimiter=";"))
    target = list(csv.reader(io.StringIO(made), delimiter=";"))
    assert [len(row) for row in source] == [len(row) for row in target]
    for before, after in zip(source[1:], target[1:], strict=True):
        assert before[:2] == after[:2]
        assert before[5:6] == after[5:6]
    assert target[1][2] == '«Ferry sails»; "x" '
    assert target[1][4].startswith('«The ferry "Dagestan" sailed.»; "x"\r\n\r\n«It returns')
    assert [row[6] for row in target if len(row) > 6] == ["lang", "az", "az"]
    assert ';"A port' not in TABLE
    assert '"«A port opened.»; ""x"""' in made  # quotes where the translation needs them


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_names(delimiter: str) -> None:
    rows = [["id", "title", "body, text"], ["1", "Ferry; sails, late", "a | b\tc"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert ("headline", "Ferry; sails, late") in kinds(out.getvalue())
    assert kinds("sep=|\r\n" + "id|title\n1|A; b")[0] == ("headline", "A; b")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("BAŞLIK", "headline"),
        ("Başlıq", "headline"),
        ("Заголовок", "headline"),
        ("title_az", "headline"),
        ("sub-title", "subhead"),
        ("Body Text", "paragraph"),
        ("TEXT", "paragraph"),
        ("photo_caption", "caption"),
    ],
)
def test_names_of_columns_in_their_spellings(name: str, kind: str) -> None:
    assert kinds(f"id,{name}\n1,The sea is calm")[0][0] == kind


def test_columns_of_ones_own_choice() -> None:
    text = "id,Note,title\n1,The sea is calm.,Sea"
    assert kinds(text, "note") == [("paragraph", "The sea is calm.")]
    assert kinds(text, "title", "Note")[0] == ("paragraph", "The sea is calm.")
    with pytest.raises(TranslatorError) as caught:
        kinds(text, "bodi")
    assert caught.value.code is ErrorCode.USAGE
    assert "id, Note, title" in caught.value.hint


def test_one_text_in_two_languages_is_not_guessed_at() -> None:
    text = "id,title_en,title_ru\n1,Sea,Море"
    with pytest.raises(TranslatorError) as caught:
        kinds(text)
    assert (caught.value.code, "--columns title_en" in caught.value.hint) == (ErrorCode.USAGE, True)
    assert kinds(text, "title_en") == [("headline", "Sea")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("id,name\n1,Baku\n", "no column is known as a headline or text; there are: id, name"),
        ('id,title\n1,"The sea', "line 2, column 3: a quote opens here and never closes"),
        ('id,title\n1,"The "sea" is calm"', "line 2, column 8: a quote inside a cell"),
        ("title," * 1_000_000, "more than 1,000 columns"),
        ('id,title\n1,"' + "x" * 1_100_000, "does not close within 1,000,000 characters"),
        ("id,title\n1," + "x" * 1_100_000, "a cell of more than 1,000,000 characters"),
        ("source\ttarget\nsea\tморе\n", "sentence pairs, not articles"),
        ("en\tru\nsea\tморе\n", "sentence pairs, not articles"),
        ("\n\n\n", "no record"),
    ],
)
def test_what_is_no_table_of_articles(text: str, what: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        tables.read_csv(text)
    code = ErrorCode.PARALLEL_TEXT if "pairs" in what else ErrorCode.INPUT_UNREADABLE
    assert caught.value.code is code
    assert what in caught.value.message
    assert caught.value.hint


def test_a_quote_may_be_a_quote_between_tabs() -> None:
    text = 'id\ttitle\tbody\n1\t"Dagestan" sails\t"One ""two"".\nThree."\n'
    article = tables.read_tsv(text)
    assert article.blocks[0].text == '"Dagestan" sails'
    assert article.blocks[1].text.startswith('One "two".')
    assert tables.write(echo(article)) == text


def test_content_decides_and_the_ending_names_what_is_written() -> None:
    text = "id,title\n1,Sea\n2,Port\n"
    assert registry.reader_for("-", text).name == "csv"
    assert registry.reader_for("a.txt", text).name == "csv"
    tabs = text.replace(",", "\t")
    assert registry.reader_for("a.tsv", tabs).name == "tsv-articles"
    assert registry.reader_for("a.txt", "Title, body\nThe sea is calm.\n").name == "plain"
    assert registry.reader_for("a.txt", "sea\tport\n").name == "plain"
    assert writer_for("b.tsv", "tsv-articles").parallel is False
    assert writer_for("b.tsv", "csv").parallel is True
    assert writer_for("b.tsv", "plain").parallel is True
    assert writer_for("b.csv", "csv").parallel is False


def test_kinds_of_blocks_that_stay() -> None:
    article = tables.read_csv("title,body\nSea,Share this: Facebook Twitter\n1,2\n")
    assert {block.kind for block in article.blocks} == {BlockKind.HEADLINE, BlockKind.FURNITURE}


def test_html_in_a_cell_keeps_its_markup() -> None:
    text = (
        'title,body,keywords\n"A <b> c","<p class=""x"">The <b>sea</b> is calm &amp; blue.</p>\n'
        '<p><img src=a alt=""A port"">Ships <a href=""/b?c=1&amp;d"">leave</a>.</p>",'
        '"sea, Baku; 2023"\n'
    )
    article = tables.read_csv(text)
    assert [(block.kind.value, block.text) for block in article.blocks] == [
        ("headline", "A <b> c"),
        ("paragraph", "The sea is calm & blue."),
        ("alt", "A port"),
        ("paragraph", "Ships leave."),
        ("keyword", "sea"),
        ("keyword", "Baku"),
    ]
    assert tables.write(echo(article)) == text
    made = tables.write(echo(article, "ru", lambda s: s.swapcase().replace("CALM", '<"CALM">')))
    row = next(csv.DictReader(io.StringIO(made)))
    assert row["body"] == (
        '<p class="x">tHE <b>SEA</b> IS &lt;"CALM"&gt; &amp; BLUE.</p>\n'
        '<p><img src=a alt="a PORT">sHIPS <a href="/b?c=1&amp;d">LEAVE</a>.</p>'
    )
    assert row["keywords"] == "SEA, bAKU; 2023"


MIXED = {
    "a.csv": "id,title,language\n1,The sea,en\n2,Dəniz,az\n3,The port,en-GB\n4,The ship,\n",
    "a.tsv": "language\ttitle\nen\tThe sea\naz\tDəniz\nen_US\tThe port\n\tThe ship\n",
    "a.jsonl": '{"title": "The sea", "lang": "en"}\n{"lang": "az", "title": "Dəniz"}\n\n'
    '{"title": "The port", "lang": "en"}\n{"title": "The ship"}\n',
}


@pytest.mark.parametrize("name", MIXED)
def test_rows_in_another_language_stay(name: str) -> None:
    text = MIXED[name]
    with pytest.raises(TranslatorError, match="several languages: en 2, az 1") as caught:
        registry.load(Path(name), data=text.encode())
    assert caught.value.code is ErrorCode.LANGUAGE_UNDETECTED and "-f en" in caught.value.hint
    for lang, said in (("en", ["The sea", "The port", "The ship"]), ("az", ["Dəniz", "The ship"])):
        article = registry.load(Path(name), data=text.encode(), lang=lang)
        assert [block.text for block in article.blocks] == said and article.lang == lang
    made = registry.write(echo(article, "ru", str.upper)).decode()
    assert "The sea" in made and "DƏNİZ".replace("İ", "I") in made
    assert made.count("az") == 0 and made.count("ru") == 1 and "en" in made
    # one that no row states is the user's own knowledge
    whole = registry.load(Path(name), data=text.encode(), lang="tr")
    assert len(whole.blocks) == 4
