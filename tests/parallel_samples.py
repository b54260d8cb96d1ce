"""Small parallel texts made by hand, for the tests of the writers and of the web page."""

from __future__ import annotations

from translator.documents.article import Article, Block, BlockKind, Sentence
from translator.glossary.concept import Concept, TermMatch, Variant
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.quality.base import Finding, FindingCode

SEA = Concept(
    "caspian-sea",
    {
        "en": (Variant("Caspian Sea"), Variant("Khazar Sea")),
        "ru": (Variant("Каспийское море"), Variant("Хазарское море", forbidden=True)),
        "fa": (Variant("دریای خزر"),),
    },
)
FORUM = Concept(
    "caspian-media-forum",
    {
        "en": (Variant("Caspian Media Forum"), Variant("Khazar Media Forum")),
        "ru": (Variant("Каспийский медиафорум"),),
        "fa": (Variant("مجمع رسانه‌ای خزر"),),
    },
    note="held in Astrakhan every year",
)
CONCEPTS = (FORUM, SEA)

NUMBER = Finding(FindingCode.NUMBER, "number 2023 is missing")
TERM = Finding(
    FindingCode.TERM_MISSING,
    "'Khazar Media Forum' should be 'Каспийский медиафорум'",
    "caspian-media-forum",
)

# (kind, level, what stands before the block, the block's sentences as (source, target, findings))
_Row = tuple[BlockKind, int, str, list[tuple[str, str, tuple[Finding, ...]]]]


def build(
    rows: list[_Row], target_lang: str, *, name: str = "caspian.en.md", pivot: str = ""
) -> ParallelText:
    """A parallel text whose article is the rows' own text; offsets are right throughout."""
    text = ""
    blocks = []
    for kind, level, lead, units in rows:
        text += lead
        start = len(text)
        sentences, made, body = [], [], ""
        for source, target, findings in units:
            if body:
                body += " "
            sentences.append(Sentence(len(body), len(body) + len(source), source))
            body += source
            made.append(TranslationUnit(source, target, findings, _matches(source)))
        text += body
        translated = kind.translated
        block = Block(
            kind,
            start,
            len(text),
            body,
            level=level,
            sentences=tuple(sentences) if translated else (),
        )
        blocks.append(ParallelBlock(block, tuple(made) if translated else ()))
        text += "\n"
    article = Article(text, tuple(b.block for b in blocks), "markdown", name, "en")
    return ParallelText(article, "en", target_lang, tuple(blocks), "builtin 0", pivot)


def _matches(source: str) -> tuple[TermMatch, ...]:
    found = []
    for concept in CONCEPTS:
        for name in concept.variants("en"):
            start = source.find(name)
            if start >= 0:
                found.append(TermMatch(start, start + len(name), name, concept))
    return tuple(sorted(found, key=lambda match: match.start))


def russian() -> ParallelText:
    """Every kind of block, two flagged sentences, glossary terms, hostile characters."""
    return build(
        [
            (BlockKind.FURNITURE, 0, "", [("date 2023-09-18 + ↺ − 16 px", "", ())]),
            (
                BlockKind.HEADLINE,
                1,
                "\n# ",
                [("Caspian Media Forum opens", "Открылся Каспийский медиафорум", ())],
            ),
            (BlockKind.BYLINE, 0, "\n", [("By Leyla Aliyeva", "Лейла Алиева", ())]),
            (
                BlockKind.DATELINE,
                0,
                "\n",
                [("ASTRAKHAN, September 18", "АСТРАХАНЬ, 18 сентября", ())],
            ),
            (
                BlockKind.PARAGRAPH,
                0,
                "\n",
                [
                    (
                        "Journalists from five countries met on the shore of the Caspian Sea.",
                        "Журналисты из пяти стран встретились на берегу Каспийского моря.",
                        (),
                    ),
                    (
                        (
                            "The Khazar Media Forum has been held since 2015, and in 2023 it drew "
                            "300 guests."
                        ),
                        "Форум проводится с 2015 года и собрал 300 гостей.",
                        (NUMBER, TERM),
                    ),
                    ("It closes on Friday.", "Он завершится в пятницу.", ()),
                ],
            ),
            (BlockKind.SUBHEAD, 2, "\n## ", [("What was said", "Что было сказано", ())]),
            (
                BlockKind.QUOTE,
                0,
                "\n> ",
                [
                    (
                        "“Media brings nations closer,” the director said.",
                        "«СМИ сближают народы», — сказал директор.",
                        (),
                    )
                ],
            ),
            (
                BlockKind.LIST_ITEM,
                1,
                "\n1. ",
                [("Fight disinformation.", "Бороться с дезинформацией.", ())],
            ),
            (
                BlockKind.LIST_ITEM,
                1,
                "2. ",
                [
                    (
                        "Teach reporters & editors <well>.",
                        "Учить журналистов & редакторов <хорошо>.",
                        (),
                    )
                ],
            ),
            (
                BlockKind.CAPTION,
                0,
                "\n",
                [
                    (
                        "The plenary hall on Monday.",
                        "",
                        (Finding(FindingCode.EMPTY, "the translation is empty"),),
                    )
                ],
            ),
            (BlockKind.CODE, 0, "\n", [("print('<b>kept</b>')", "", ())]),
        ],
        "ru",
    )


def persian() -> ParallelText:
    """A right-to-left target, through a third language."""
    return build(
        [
            (
                BlockKind.HEADLINE,
                1,
                "# ",
                [("Caspian Media Forum opens", "مجمع رسانه‌ای خزر گشایش یافت", ())],
            ),
            (
                BlockKind.PARAGRAPH,
                0,
                "\n",
                [
                    (
                        "Journalists met on the shore of the Caspian Sea, News.az reports.",
                        "به گزارش News.az، روزنامه‌نگاران در ساحل دریای خزر گرد هم آمدند.",
                        (),
                    ),
                    (
                        "The forum drew 300 guests in 2023.",
                        "این مجمع ۳۰۰ مهمان داشت.",
                        (NUMBER,),
                    ),
                ],
            ),
            (
                BlockKind.LIST_ITEM,
                1,
                "\n- ",
                [("Fight disinformation.", "مبارزه با اطلاعات نادرست.", ())],
            ),
            (
                BlockKind.QUOTE,
                0,
                "\n> ",
                [("“Media brings nations closer.”", "«رسانه ملت‌ها را به هم نزدیک می‌کند.»", ())],
            ),
        ],
        "fa",
        pivot="tr",
    )


def hostile() -> ParallelText:
    """Article text that tries to become markup, script, a table or another direction."""
    attack = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    rows: list[_Row] = [
        (BlockKind.HEADLINE, 1, "", [(f"</title>{attack}", f"</h2>{attack}", ())]),
        (
            BlockKind.PARAGRAPH,
            0,
            "\n",
            [(f"{attack} $style {{{{x}}}}", attack, (Finding(FindingCode.COPIED, attack),))],
        ),
        (
            BlockKind.PARAGRAPH,
            0,
            "\n",
            [("a | b\tc\nd\x00e\u202ef\ud800", "`x` *y* [z](javascript:alert(1)) </span>", ())],
        ),
        (BlockKind.PARAGRAPH, 0, "\n", [("x" * 400, "ю" * 400, ())]),
        (BlockKind.FURNITURE, 0, "\n", [(f"https://example.org/?{'a' * 300}&b=<i>", "", ())]),
        (BlockKind.CODE, 0, "\n", [(f"</pre>{attack}{'=' * 300}", "", ())]),
    ]
    return build(rows, "ru", name='"><script>alert(1)</script>.md')
