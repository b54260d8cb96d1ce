"""What other programs make of our Word documents and EPUBs, where they are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import groupby
from pathlib import Path
from statistics import median

import pytest
from parallel_samples import persian as persian_sample
from parallel_samples import russian

from tests.news_samples import ARTICLES, newsroom
from tests.office import persian, translated, tree, zipped
from translator.documents.registry import load, write
from translator.parallel import bi_docx, word_translation
from translator.parallel.text import ParallelText

OFFICE = shutil.which("soffice")
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")


def converted(folder: Path, kind: str, *names: str) -> None:
    """Let LibreOffice read the files and write them as ``kind``."""
    assert OFFICE is not None
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *("--convert-to", kind, "--outdir", str(folder)),
            *(str(folder / name) for name in names),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


def news(target: str) -> ParallelText:
    answer = persian if target == "fa" else str.upper
    return translated(load(None, data=zipped(tree("news.docx"))), answer, target)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_our_word_documents(tmp_path: Path) -> None:
    files = {
        "news.docx": write(news("ru")),
        "news.fa.docx": write(news("fa")),
        "new.docx": word_translation.write(russian()),
        "new.fa.docx": word_translation.write(persian_sample()),
        "pair.bi.docx": bi_docx.write(russian()),
        "pair.fa.bi.docx": bi_docx.write(persian_sample()),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    converted(tmp_path, "txt:Text (encoded):UTF8", *files)
    texts = {name: (tmp_path / name).with_suffix(".txt").read_text("utf-8-sig") for name in files}
    assert "CASPIAN MEDIA FORUM OPENS IN ASTRAKHAN" in texts["news.docx"]
    assert "THE FORUM DREW 300 GUESTS" in texts["news.docx"]
    assert "FIGHT DISINFORMATION." in texts["news.docx"]
    assert "آستراخان" in texts["news.fa.docx"]
    assert "Открылся Каспийский медиафорум" in texts["new.docx"]
    assert "Caspian Media Forum opens" in texts["pair.bi.docx"]
    assert "«رسانه ملت‌ها را به هم نزدیک می‌کند.»" in texts["pair.fa.bi.docx"]


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)<')
# pdftotext gives Persian words as they stand, from the left
SAID = {"az": "İstanbul", "ru": "Каспийск", "fa": "ناخارتسآ"}


@pytest.mark.slow
@pytest.mark.skipif(
    OFFICE is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or pdftotext is not installed",
)
def test_our_word_documents_as_pdf(tmp_path: Path) -> None:
    """One page each, every letter there, the lines even on the side where they begin."""
    documents = {
        target: word_translation.write(newsroom(source, target))
        for source, target in (("tr", "az"), ("en", "ru"))
    }
    english = load(None, data=ARTICLES["en"].encode())
    documents["fa"] = word_translation.write(translated(english, persian, "fa"))
    for name, data in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    converted(tmp_path, "pdf", *(f"{name}.docx" for name in documents))
    for name in documents:
        ran = subprocess.run(
            ["pdftotext", "-bbox", tmp_path / f"{name}.pdf", "-"], check=True, capture_output=True
        )
        made = ran.stdout.decode()
        assert made.count("<page ") == 1
        width = float(re.findall(r'<page width="([\d.]+)"', made)[0])
        words = [(float(x), float(y), float(end), text) for x, y, end, text in WORD.findall(made)]
        assert all(0 < x < end < width for x, _, end, _ in words)
        lines = [list(line) for _, line in groupby(words, key=lambda word: word[1])][:-1]
        left = [min(x for x, *_ in line) for line in lines]  # without the note at the foot
        right = [width - max(end for *_, end, _ in line) for line in lines]
        even, ragged = (right, left) if name == "fa" else (left, right)
        assert median(even) < 80 and median(ragged) > 120
        assert SAID[name] in " ".join(text for *_, text in words)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_documents_that_libreoffice_wrote(tmp_path: Path) -> None:
    """What it makes of a document is read, and the marks of the machine are still there."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "news.docx").write_bytes(zipped(tree("news.docx")))
    (tmp_path / "in" / "pair.docx").write_bytes(bi_docx.write(russian()))
    converted(tmp_path, "docx:MS Word 2007 XML", "in/news.docx", "in/pair.docx")
    article = load(tmp_path / "news.docx")
    said = [block.text.strip() for block in article.blocks]
    for text in (
        "Caspian Media Forum opens in Astrakhan",
        "“Media brings nations closer,” the director said.",
        "The forum was founded in 2015.",
        "Embargoed until noon",
    ):
        assert text in said
    again = write(translated(article, str.upper))
    (tmp_path / "again.docx").write_bytes(again)
    assert any("FIGHT DISINFORMATION." in b.text for b in load(tmp_path / "again.docx").blocks)

    from translator.parallel.provenance import from_machine
    from translator.parallel.reading import open_parallel

    with open_parallel(tmp_path / "pair.docx") as file:
        pairs = list(file.pairs())
    assert [pair.target for pair in pairs] == [unit.target for unit in russian().units]
    assert all(from_machine(pair) for pair in pairs if pair.target)


@pytest.mark.slow
@pytest.mark.skipif(
    not (EPUBCHECK.exists() and shutil.which("java")), reason="epubcheck is not installed"
)
@pytest.mark.parametrize(("name", "target"), [("book.epub", "fa"), ("old.epub", "az")])
def test_epubcheck_finds_no_fault(tmp_path: Path, name: str, target: str) -> None:
    """Nothing but the space in a file's name that the source has too (PKG-010)."""
    path = tmp_path / name
    answer = persian if target == "fa" else str.upper
    path.write_bytes(write(translated(load(None, data=zipped(tree(name))), answer, target)))
    ran = subprocess.run(
        ["java", "-jar", str(EPUBCHECK), str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    said = ran.stdout + ran.stderr
    assert "0 fatals / 0 errors" in said
    warnings = [line for line in said.splitlines() if line.startswith(("WARNING", "ERROR"))]
    assert len(warnings) == ("two ports" in said) and all("PKG-010" in line for line in warnings)
