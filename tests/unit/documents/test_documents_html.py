"""Web pages: what they say of themselves after translation, and which part of them is read."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from translator.documents.article import Block, BlockKind, Inline, Sentence
from translator.documents.choices import Choices
from translator.documents.inline import doubts
from translator.documents.web import html
from translator.engines.base import Link
from translator.errors import TranslatorError
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.quality.base import FindingCode
from translator.quality.markup import doubtful_markup
from translator.segmentation import segment_article

PAGES = Path(__file__).parents[2] / "golden" / "pages"
WHOLE = Choices(whole_page=True)


def translated(text: str, source: str = "en", target: str = "fa", *, whole: bool = False) -> str:
    article = segment_article(html.choose(text, Choices(whole_page=whole)), source)
    blocks = tuple(
        ParallelBlock(b, tuple(TranslationUnit(s.text, s.text.upper()) for s in b.sentences))
        for b in article.blocks
    )
    return html.write(ParallelText(article, source, target, blocks, model="m"))


MARK = (
    '<meta name="machine-translation" content="Machine translation from English to Persian by '
    'translator 0.1.0 (m)">\n'
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<p>a", f'<html lang="fa" dir="rtl">\n{MARK}<p>A'),
        ("<!doctype html>\n<p>a", f'<!doctype html>\n<html lang="fa" dir="rtl">\n{MARK}<p>A'),
        ("<html><body>a", f'<html lang="fa" dir="rtl">{MARK}<body>A'),
        ("<html lang=en-GB><p>a", f'<html dir="rtl" lang="fa">{MARK}<p>A'),
        ("<html lang='' dir=ltr><p>a", f"<html lang='fa' dir=\"rtl\">{MARK}<p>A"),
        (
            "<html><head><meta charset=cp1251></head><p>a",
            f'<html lang="fa" dir="rtl"><head><meta charset="utf-8">{MARK}</head><p>A',
        ),
        (
            "<html><article lang=en><p lang='ru'>a</p></article>",
            f'<html lang="fa" dir="rtl">{MARK}<article lang="fa"><p lang=\'ru\'>A</p></article>',
        ),
        (
            '<html><meta property="og:locale" content="en_US"><p>a',
            f'<html lang="fa" dir="rtl">{MARK}<meta property="og:locale" content="fa"><p>A',
        ),
    ],
)
def test_what_a_page_says_of_itself(text: str, written: str) -> None:
    assert translated(text) == written


def test_the_source_is_linked_and_xhtml_stays_xhtml() -> None:
    text = (
        '<?xml version="1.0" encoding="windows-1251"?>\n<html xml:lang="en" lang="en"><head>'
        '<link rel="canonical" href="https://a.b/c?d=1&amp;e=2" /></head><body><p>a</p></body>'
    )
    made = translated(text, target="ru")
    assert '<?xml version="1.0" encoding="UTF-8"?>' in made
    assert '<html xml:lang="ru" lang="ru">' in made
    assert '<link rel="alternate" hreflang="en" href="https://a.b/c?d=1&amp;e=2"/>\n<meta' in made
    assert 'translator 0.1.0 (m)"/>\n</head>' in made


def test_a_drop_cap_stays_one_letter() -> None:
    text = "<html><p><span class='cap'>T</span>he port, <b>n</b>ew and old."
    assert "<span class='cap'>T</span>HE PORT, <b>N</b>EW AND OLD." in translated(text)


def test_from_right_to_left_to_left_to_right() -> None:
    made = translated('<html lang="fa" dir="rtl"><body><p>سلام', "fa", "en")
    assert made.startswith('<html lang="en" dir="ltr">')


LONG = "The port of Baku opened on Monday after two years of repairs, the authority said. "
MENU = "<nav><a href=/>Sport</a> <a href=/n>News and weather</a></nav>"


def test_menus_keep_their_language_and_direction() -> None:
    """Only the outermost translated elements are marked; what stays is in the body's language."""
    text = (
        f'<html lang="en-GB" dir="ltr"><body class="x">{MENU}<article><h1>{LONG}</h1>'
        f'<p lang="en" dir="ltr">{LONG}</p><div dir="auto"><p>{LONG}</p></div></article>'
        "<aside>Read more of this</aside></body></html>"
    )
    made = translated(text)
    assert made.startswith('<html lang="fa" dir="ltr">')
    assert f'<body lang="en-GB" class="x">{MENU}<article lang="fa" dir="rtl"><h1>' in made
    assert '<p lang="fa" dir="rtl">' in made and '<div dir="auto"><p>' in made
    assert "<aside>Read more of this</aside>" in made
    apart = translated(text.replace("<p lang", "<aside>More of this</aside><p lang"))
    assert "<article><h1 " in apart and "<aside>More of this</aside>" in apart
    assert apart.count(' lang="fa" dir="rtl"') == 2
    assert '<div lang="fa" dir="auto"><p>' in apart


def test_a_menu_in_a_page_without_a_body() -> None:
    made = translated(f"{MENU}<article><p>{LONG}<p>{LONG}</article>")
    assert made.startswith(f'<html lang="fa">\n{MARK}{MENU}<article dir="rtl"><p>')


def test_from_one_side_to_the_same() -> None:
    made = translated(f'<html lang="az"><body>{MENU}<article><p>{LONG}</article>', "az", "ru")
    assert made.startswith('<html lang="ru">')
    assert f'<body lang="az">{MENU}<article lang="ru"><p>' in made


def test_data_in_a_script_cannot_end_it() -> None:
    data = '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "a <b> c"}'
    text = f'<html><script type="application/ld+json">{data}</script><h1>a'
    made = translated(text)
    inner = made.split('ld+json">')[1].split("</script>")[0]
    assert "<B" not in inner
    assert json.loads(inner)["headline"] == "A <B> C"
    assert json.loads(inner)["inLanguage"] == "fa"


def test_broken_data_are_left_alone() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": }</script>'
    assert script in translated(f"<html>{script}<h1>a")


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(TranslatorError, match="no text in the page"):
        html.read("<html><body><script>a</script><img src=x></body></html>")


def test_whole_pages_have_everything() -> None:
    text = (
        "<html><title>t t</title><meta name=description content='d d'><nav>menu</nav><h1>head</h1>"
        "<p title='p p'>text <img alt='i i' src=x> more</p><input placeholder='h h'><button>push"
        "</button><select><option>one</select><p translate=no>not this</p><p>Share on Facebook</p>"
    )
    found = [b.text for b in html.choose(text, WHOLE).blocks if b.kind.translated]
    expected = ["t t", "d d", "menu", "head", "p p", "text  more", "i i", "h h", "push", "one"]
    assert found == [*expected, "Share on Facebook"]
    made = translated(text, whole=True)
    assert "<p title='P P'>TEXT <img alt='I I' src=x> MORE</p>" in made
    assert "not this" in made


def test_what_is_marked_as_not_to_be_translated_stays() -> None:
    kept = (
        "<h2 translate=no>head h</h2><p class='a notranslate'>para p</p>"
        "<div class=notranslate><p>in div</p><img alt='a pic' src=x></div>"
        "<p translate=NO>loud</p>"
    )
    made = translated(
        f"<h1>one</h1><p>two</p>{kept}<p>and <img translate=no alt='b b'>", whole=True
    )
    assert kept in made
    assert "<h1>ONE</h1><p>TWO</p>" in made and "AND <img translate=no alt='b b'>" in made
    # a page that only keeps the browser from offering its own translation
    assert "<p>TWO" in translated("<html translate=no class=notranslate><p>two", whole=True)


# --- markup whose place is uncertain -------------------------------------------------------


def doubted(source: str, target: str, mark: str, pairs: str, *, keep: bool = False) -> list[int]:
    start = source.index(mark)
    inline = Inline(start, start + len(mark), "<b>", "</b>", keep)
    whole = Sentence(0, len(source), source)
    block = Block(BlockKind.PARAGRAPH, 0, len(source), source, (inline,), 0, (whole,))
    links = []
    for pair in pairs.split():
        ours, theirs = pair.split("=")
        a, b = source.index(ours), target.index(theirs)
        links.append(Link(a, a + len(ours), b, b + len(theirs)))
    unit = TranslationUnit(source, target, alignment=tuple(links))
    return doubts(block, (unit,))


@pytest.mark.parametrize(
    ("source", "target", "mark", "pairs", "keep", "doubtful"),
    [
        ("The old port", "Старый порт", "old", "old=Старый port=порт", False, False),
        ("The old port", "Старый порт", "old", "port=порт", False, True),  # not linked
        ("The old port", "Старый порт", "old", "", False, True),  # no alignment
        ("The old port", "Старый порт", "The old port", "", False, False),  # all of it
        ("The old port", "The old port", "old", "", False, False),  # not translated
        ("a b c d", "к а л б", "b", "b=к b=б c=л", False, True),  # in two places
        ("Run f(x) now", "Запустите f(x)", "f(x)", "", True, False),
        ("Run f(x) now", "Запустите сейчас", "f(x)", "Run=Запустите now=сейчас", True, True),
    ],
)
def test_uncertain_places(
    source: str, target: str, mark: str, pairs: str, keep: bool, doubtful: bool
) -> None:
    assert bool(doubted(source, target, mark, pairs, keep=keep)) is doubtful


def test_they_are_flagged() -> None:
    article = segment_article(html.read("<html><p>An <b>old</b> port. It is open."), "en")
    (block,) = article.blocks
    units = tuple(TranslationUnit(s.text, "слово слово") for s in block.sentences)
    made = doubtful_markup(
        ParallelText(article, "en", "ru", (ParallelBlock(block, units),), model="m")
    )
    codes = [[finding.code for finding in unit.findings] for unit in made.units]
    assert codes == [[FindingCode.MARKUP], []]


# --- strangers agree -----------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("tidy"), reason="needs HTML Tidy")
@pytest.mark.parametrize("name", ["agency.az.html", "portal.ru.html", "news.fa.html"])
def test_tidy_finds_no_fault(name: str, tmp_path: Path) -> None:
    source = name.split(".")[1]
    path = tmp_path / name
    text = (PAGES / name).read_text("utf-8")
    path.write_text(translated(text, source, "en" if source == "fa" else "fa"), "utf-8")
    ran = subprocess.run(
        ["tidy", "-q", "-e", "-utf8", str(path)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


# --- the article in a page -----------------------------------------------------------------


def article(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.text[:12]) for b in html.read(text).blocks if b.kind.running]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (  # short, with a comment longer than itself
            (
                "<nav><a href=/>Home</a></nav><article><h1>Fire put out</h1><p>Firemen put out "
                "a fire "
                "on Sunday.</p></article><div class=comments><p>Well done to them, I saw "
                "it all from my "
                "window, they came in five minutes.</p></div><footer>Coast</footer>"
            ),
            [("headline", "Fire put out"), ("paragraph", "Firemen put ")],
        ),
        (  # nothing but divs
            (
                f"<div class=top><a href=/a>News</a></div><div><div><b>Port opens again</b></div>"
                f"<div>{LONG}"
                f"</div><div>Ships came: {LONG}</div></div>"
                "<div><a href=/x>Other story of it</a></div>"
            ),
            [("headline", "Port opens a"), ("paragraph", LONG[:12]), ("paragraph", "Ships came: ")],
        ),
        (  # comments first
            (
                f"<div id=comments><p>Comment. {LONG}</p></div><article><h2>Ferries wait</h2>"
                f"<p>{LONG}"
                f"</p><p>Drivers wait: {LONG}</p></article>"
            ),
            [("headline", "Ferries wait"), ("paragraph", LONG[:12]), ("paragraph", "Drivers wait")],
        ),
        (  # a list for a body
            (
                f"<header><h1>Site</h1></header><main><h1>Five facts</h1><ol>"
                f"<li>{LONG}<li>Two. {LONG}"
                "</ol></main>"
            ),
            [("headline", "Five facts"), ("list-item", LONG[:12]), ("list-item", "Two. The por")],
        ),
    ],
)
def test_pages_of_other_makes(text: str, blocks: list[tuple[str, str]]) -> None:
    assert article(f"<!doctype html><html><body>{text}</body></html>") == blocks
