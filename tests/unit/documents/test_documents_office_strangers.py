"""What other programs make of our Word documents and EPUBs, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from parallel_samples import persian as persian_sample
from parallel_samples import russian

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
@pytest.mark.parametrize("name", ["book.epub", "old.epub"])
def test_epubcheck_finds_no_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(write(translated(load(None, data=zipped(tree(name))), persian, "fa")))
    ran = subprocess.run(
        ["java", "-jar", str(EPUBCHECK), str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 fatals / 0 errors" in ran.stdout
