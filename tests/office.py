"""Containers built from text, and translations of them with known answers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from translator.documents.article import Article
from translator.engines.alignment import words
from translator.engines.base import Link
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

GOLDEN = Path(__file__).parent / "golden" / "office"
_FIRST = ("mimetype", "[Content_Types].xml")

_PERSIAN = "مجمع رسانه‌ای خزر در آستراخان گشایش یافت و روزنامه‌نگاران پنج کشور گرد هم آمدند"


def zipped(members: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """A ZIP archive of those members in that order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def tree(name: str) -> dict[str, bytes]:
    """The members of a golden container, which lies unpacked in a folder."""
    folder = GOLDEN / name
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    found = {name: path.read_bytes() for name, path in zip(names, paths, strict=True)}
    return {name: found[name] for name in sorted(names, key=lambda name: name not in _FIRST)}


def members(data: bytes) -> dict[str, bytes]:
    """What is in an archive, verified by Python's own reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def translated(
    article: Article, answer: Callable[[str], str], target: str = "ru", source: str = "en"
) -> ParallelText:
    """The article translated by ``answer``; words are aligned if it keeps their number."""
    entries = []
    for block in segment_article(article, source).blocks:
        units = [
            TranslationUnit(s.text, answer(s.text), alignment=_links(s.text, answer(s.text)))
            for s in block.sentences
        ]
        entries.append(ParallelBlock(block, tuple(units)))
    return ParallelText(article, source, target, tuple(entries), "test")


def _links(source: str, target: str) -> tuple[Link, ...]:
    ours, theirs = words(source), words(target)
    if len(ours) != len(theirs):
        return ()
    return tuple(Link(a, b, c, d) for (a, b), (c, d) in zip(ours, theirs, strict=True))


def persian(text: str) -> str:
    """A text of as many Persian words; figures and addresses stay."""
    known, count = _PERSIAN.split(), 0

    def word(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[0] if re.search(r"\d|@|//", match[0]) else known[count % len(known)]

    return re.sub(r"[\w@./:-]*\w", word, text)
