"""One article in Azerbaijani, English, Russian and Turkish in each format that holds articles.

What is read of it, that nothing but its texts changes, and what its translation is. After a
deliberate change: `python tests/golden/formats/test_formats_golden.py` writes the expected files
anew; read the difference before committing it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))  # for the run without pytest

from tests.echoing import echo
from tests.office import members, zipped
from translator.documents import registry
from translator.documents.article import Article
from translator.documents.registry import CONTAINERS, READERS
from translator.languages import upper
from translator.parallel.registry import WRITERS
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
OUTLINES = EXPECTED / "outlines.json"
SOURCES = sorted(path for path in HERE.iterdir() if path.name.startswith("pier."))
LANGUAGES = ("az", "en", "ru", "tr")

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'content-types"><Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" '
    f'Type="{_RELATED}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
    f'Type="{_RELATED}/hyperlink" Target="https://port.example/" TargetMode="External"/>'
    "</Relationships>",
    "word/media/a.png": b"\x89PNG",
}
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
    "a.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:a'
    "</dc:identifier><dc:language>{lang}</dc:language></metadata><manifest>"
    '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="c"/></spine></package>',
    "s.css": "p { margin: 0 }",
}


_WORD = r"\b(?!oktyabr|октября)[a-zа-яёəğıöüçş]{5,}\b"


def lang_of(path: Path) -> str:
    return path.name.split(".")[1]


def loaded(path: Path) -> Article:
    """The article, in the container that it is a part of."""
    data, lang = path.read_bytes(), lang_of(path)
    if path.name.endswith(".docx.xml"):
        data = zipped(WORD | {"word/document.xml": data})
    elif path.name.endswith(".epub.xhtml"):
        package = str(BOOK["a.opf"]).format(lang=lang)
        data = zipped(BOOK | {"a.opf": package, "c.xhtml": data})
    name = Path(path.name.removesuffix(".xml").removesuffix(".xhtml"))
    return replace(registry.load(name, data=data, lang=lang), name=name.name)


def part(path: Path, written: bytes) -> bytes:
    """The part of a written container whose source the file is; else the whole."""
    if path.name.endswith(".docx.xml"):
        return members(written)["word/document.xml"]
    return members(written)["c.xhtml"] if path.name.endswith(".epub.xhtml") else written


def outline(path: Path) -> list[str]:
    """Each block in a line: kind, level, text, markup."""
    lines = []
    article = loaded(path)
    for block in article.blocks:
        marks = "".join(
            f" {block.text[i.start : i.end]!r}{'=' if i.keep else ''}{i.open}…{i.close}"
            for i in block.inlines
        )
        lines.append(f"{block.kind} {block.level} {block.text!r}{marks}")
    return [article.format, *lines]


def target(path: Path) -> bytes:
    """The document with every sentence in capitals, as a translation."""
    source = lang_of(path)
    lang = "ru" if source != "ru" else "az"
    parallel = echo(loaded(path), lang, lambda text: upper(text, source), source=source)
    made = part(path, registry.write(parallel)).decode()
    return re.sub(r"translator \d[\w.]*", "…", made).encode()


def aligned(lang: str) -> ParallelText:
    """The English article beside the same in another language, block by block."""
    ours, theirs = (
        segment_article(replace(registry.load(HERE / f"pier.{code}.md"), lang=code), code)
        for code in ("en", lang)
    )
    ours = replace(ours, name="pier.en.md")
    entries = []
    for one, other in zip(ours.blocks, theirs.blocks, strict=True):
        pairs = zip(one.sentences, other.sentences, strict=True)
        units = tuple(TranslationUnit(a.text, b.text) for a, b in pairs)
        entries.append(ParallelBlock(one, units))
    return ParallelText(ours, "en", lang, tuple(entries), "builtin 0")


PAIRS = [
    (lang, name)
    for lang in ("az", "ru", "tr")
    for name in ("bi.md", "jsonl", "moses", "tmx", "tsv", "xlf", "xlf2")
]


def written(lang: str, name: str) -> bytes:
    """A parallel file, without what changes from version to version or from day to day."""
    split = WRITERS[name].split
    parallel = aligned(lang)
    made = b"\n".join(split(parallel).values()) if split else WRITERS[name].write(parallel)
    text = re.sub(r"translator \d[\w.]*|version=\"\d\.\d\.\d\"", "…", made.decode())
    return re.sub(r"\d{8}T\d{6}Z|\d{4}-\d\d-\d\dT[\d:]+Z", "…", text).encode()


def ids(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_blocks(path: Path) -> None:
    assert outline(path) == json.loads(OUTLINES.read_text("utf-8"))[path.name]


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_a_translation_into_itself_is_the_source(path: Path) -> None:
    source = lang_of(path)
    made = registry.write(echo(loaded(path), source, source=source))
    assert part(path, made) == path.read_bytes()


def other_words(text: str) -> str:
    """A text of which each longer word is another one; dates stay what they are."""
    return re.sub(_WORD, lambda match: match[0][1:] + match[0][0], text)


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_what_is_not_translated_is_the_same_piece_by_piece(path: Path) -> None:
    """With other words in the same language nothing changes but the words."""
    source = lang_of(path)
    before = loaded(path)
    made = registry.write(echo(before, source, other_words, source=source))
    after = registry.load(Path(before.name), data=made, lang=source)
    assert pieces(after) == pieces(before)
    changed = 0
    for one, other in zip(before.blocks, after.blocks, strict=True):
        assert tags(after.text[other.start : other.end]) == tags(before.text[one.start : one.end])
        assert other.kind == one.kind
        changed += other.text != one.text
    assert changed
    if before.format in CONTAINERS:
        parts = (members(made), members(registry.write(echo(before, source, source=source))))
        assert [k for k in parts[0] if parts[0][k] != parts[1].get(k)] == [changing(path)]


def changing(path: Path) -> str:
    return "word/document.xml" if path.name.endswith(".docx.xml") else "c.xhtml"


def pieces(article: Article) -> list[str]:
    """What stands between the blocks; a dateline and its text share a run of Word, or do not."""
    ends = [0, *(block.end for block in article.blocks)]
    starts = [*(block.start for block in article.blocks), len(article.text)]
    between = [article.text[a:b] for a, b in zip(ends, starts, strict=True)]
    return [re.sub(r"</?w:[rt]\b[^>]*>", "", piece) for piece in between]


def tags(text: str) -> Counter[str]:
    """The markup inside of a block; runs of Word may be joined or cut anew."""
    found = Counter(re.findall(r"<[^>]*>|\]\([^)]*\)|\*+|\[\^\w+\]|\{\\\w+\}", text))
    return Counter({tag: n for tag, n in found.items() if not tag.startswith(("<w:r>", "</w:", "<w:t"))})


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_translation(path: Path) -> None:
    assert target(path) == (EXPECTED / path.name).read_bytes()


@pytest.mark.parametrize(("lang", "name"), PAIRS)
def test_parallel_files(lang: str, name: str) -> None:
    assert written(lang, name) == (EXPECTED / f"pier.en-{lang}.{name}").read_bytes()


def test_every_format_has_its_articles_in_every_language() -> None:
    """Here, among the wire items, the web pages or the examples."""
    folders = ("golden/formats", "golden/wire", "golden/pages", "golden/web", "golden/documents")
    paths = [p for folder in folders for p in (ROOT / "tests" / folder).iterdir()]
    held: dict[str, set[str]] = {}
    for path in [*paths, *(ROOT / "examples").iterdir()]:
        found = re.search(r"\.([a-z]{2})((?:\.[a-z]+)+)$", path.name)
        if found:
            ending = ".".join(found[2].split(".")[:2])
            held.setdefault(ending, set()).add(found[1])
    for entry in [*READERS.values(), *CONTAINERS.values()]:
        langs = {lang for ending in entry.endings for lang in held.get(ending, ())}
        assert langs >= set(LANGUAGES), entry.name


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    found = {path.name: outline(path) for path in SOURCES}
    OUTLINES.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for path in SOURCES:
        (EXPECTED / path.name).write_bytes(target(path))
    for lang, name in PAIRS:
        (EXPECTED / f"pier.en-{lang}.{name}").write_bytes(written(lang, name))
