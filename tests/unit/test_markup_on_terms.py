"""Markup on a term goes to its whole name in the target, in every format that has markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.engines import ScriptedEngine
from tests.office import members, tree, zipped
from translator.documents import registry
from translator.engines.base import Hypothesis, Link
from translator.parallel.text import ParallelText
from translator.pipeline import Settings, Translator, prepare_article
from translator.quality.base import FindingCode

NEWS = tree("news.docx")
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
B, E = "\x01", "\x02"  # where bold begins and ends
FORMATS = {
    "a.md": ("**", "**", "{}\n"),
    "a.html": ("<b>", "</b>", "<html><body><p>{}</p></body></html>"),
    "a.docx": ("<w:b/>", "", "{}"),
}

Case = tuple[str, str, str, str, list[tuple[int, int]]]
# the source and the target with bold on them, and pairs of words that the engine links
CASES: list[Case] = [
    # the engine links the first word only, or the last one
    (
        "en",
        "tr",
        f"They saw the {B}Caspian Sea{E} there.",
        f"Orada {B}Hazar Denizi'ni{E} gördüler.",
        [(0, 3), (1, 3), (3, 1), (5, 0)],
    ),
    (
        "en",
        "az",
        f"The level of the {B}Caspian Sea{E} fell.",
        f"{B}Xəzər dənizinin{E} səviyyəsi düşdü.",
        [(1, 2), (5, 1), (6, 3)],
    ),
    (
        "en",
        "ru",
        f"Ships crossed the {B}Caspian Sea{E} today.",
        f"Суда пересекли {B}Каспийское море{E} сегодня.",
        [(0, 0), (1, 1), (3, 2), (5, 4)],
    ),
    # the engine links words beside it too
    (
        "en",
        "ru",
        f"The {B}Caspian Sea{E} is calm.",
        f"На {B}Каспийском море{E} штиль.",
        [(1, 0), (1, 1), (2, 2), (2, 3), (4, 3)],
    ),
    # a part of the name: the whole, as nothing tells which word is which
    (
        "en",
        "tr",
        f"The {B}Caspian{E} Sea's level fell.",
        f"{B}Hazar Denizi'nin{E} seviyesi düştü.",
        [(1, 0), (3, 2), (4, 3)],
    ),
    (
        "ru",
        "az",
        f"Уровень {B}Каспийского{E} моря падает.",
        f"{B}Xəzər dənizinin{E} səviyyəsi düşür.",
        [(0, 2), (1, 1), (2, 1), (3, 3)],
    ),
    # a part of the name whose words are told one by one
    (
        "en",
        "az",
        f"The {B}Caspian{E} Sea fell.",
        f"{B}Xəzər{E} dənizi düşdü.",
        [(1, 0), (2, 1), (3, 2)],
    ),
    (
        "tr",
        "en",
        f"{B}Hazar Denizi'nin{E} seviyesi düştü.",
        f"The level of the {B}Caspian Sea{E} fell.",
        [(0, 4), (2, 1), (3, 6)],
    ),
    (
        "az",
        "ru",
        f"{B}Xəzər dənizində{E} fırtına var.",
        f"В {B}Каспийском море{E} шторм.",
        [(0, 0), (1, 2), (2, 3)],
    ),
    # more than the name
    (
        "en",
        "ru",
        f"They like {B}the Caspian Sea coast{E} here.",
        f"Здесь любят {B}берег Каспийского моря{E}.",
        [(1, 1), (3, 3), (5, 2), (6, 0)],
    ),
]


def document(name: str, marked: str) -> bytes:
    open_, close, around = FORMATS[name]
    if name != "a.docx":
        return around.format(marked.replace(B, open_).replace(E, close)).encode()
    bold, runs = "", []
    for part in re.split(f"([{B}{E}])", marked):
        if part in (B, E):
            bold = open_ if part == B else ""
        elif part:
            props = f"<w:rPr>{bold}</w:rPr>" if bold else ""
            runs.append(f'<w:r>{props}<w:t xml:space="preserve">{part}</w:t></w:r>')
    body = f"<w:document {SPACE}><w:body><w:p>{''.join(runs)}</w:p></w:body></w:document>"
    return zipped(NEWS | {"word/document.xml": body})


def bold_in(name: str, data: bytes) -> str:
    """The first paragraph of a document, bold as in `CASES`."""
    if name == "a.docx":
        xml = members(data)["word/document.xml"].decode()
        found = re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(.*?)</w:t></w:r>", xml)
        return "".join(f"{B}{text}{E}" if "<w:b/>" in props else text for props, text in found)
    text = data.decode()
    if name == "a.md":
        return re.sub(r"\*\*(.*?)\*\*", rf"{B}\1{E}", text).strip()
    found_text = re.search(r"<p>(.*)</p>", text)
    assert found_text is not None
    return found_text[1].replace("<b>", B).replace("</b>", E)


def translated(
    name: str,
    langs: tuple[str, str],
    marked: str,
    target: str,
    pairs: list[tuple[int, int]],
    glossary: str = "caspian",
) -> ParallelText:
    settings = Settings(source_lang=langs[0], glossaries=(glossary,))
    article = registry.load(Path(name), data=document(name, marked), lang=langs[0])
    article = prepare_article(article, settings)
    source, aim = (re.sub(f"[{B}{E}]", "", text) for text in (marked, target))
    ours, theirs = ([m.span() for m in re.finditer(r"[\w'’]+", text)] for text in (source, aim))
    links = tuple(Link(*ours[a], *theirs[b]) for a, b in pairs)

    def reply(request: object, decoding: object) -> list[Hypothesis]:
        text = request.text  # type: ignore[attr-defined]
        return [Hypothesis(aim, alignment=links) if text == source else Hypothesis(text)]

    worker = Translator(settings)
    worker.__dict__["engine"] = ScriptedEngine(terminology="none", reply=reply)
    return worker.translate(article, langs[1])


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{len(case[2])}")
def test_bold_on_a_term(name: str, case: Case) -> None:
    source_lang, target_lang, marked, target, pairs = case
    parallel = translated(name, (source_lang, target_lang), marked, target, pairs)
    assert bold_in(name, registry.write(parallel)) == target
    unit = next(iter(parallel.units))
    assert not [f for f in unit.findings if f.code is FindingCode.MARKUP]


def test_two_pieces_on_one_name_share_it() -> None:
    marked = f"The {B}Caspian{E} {B}Sea{E} fell."
    target = f"{B}Xəzər{E} {B}dənizi{E} düşdü."
    for name in ("a.md", "a.html"):
        parallel = translated(name, ("en", "az"), marked, target, [(1, 0), (1, 1), (3, 2)])
        assert bold_in(name, registry.write(parallel)) == target


def test_more_pieces_than_words_are_flagged_and_none_is_lost(tmp_path: Path) -> None:
    glossary = tmp_path / "own.tsv"
    glossary.write_text("id\ten\ttr\nredtown\tRed Town\tKızılkent\n", "utf-8")
    marked = f"They saw {B}Red{E} {B}Town{E} there."
    target = "Orada Kızılkent'i gördüler."
    for name in ("a.md", "a.html"):
        langs, pairs = ("en", "tr"), [(0, 2), (2, 1), (4, 0)]
        parallel = translated(name, langs, marked, target, pairs, str(glossary))
        made = bold_in(name, registry.write(parallel))
        assert made.count(B) == made.count(E) == 2
        assert re.sub(f"[{B}{E}]", "", made) == target
        assert FindingCode.MARKUP in [f.code for f in next(iter(parallel.units)).findings]
