"""Source and target side by side as one self-contained web page.

The page's frame, style and script are the data files ``bilingual.*`` beside this module. The page
asks the network for nothing, and its content security policy lets only its own style and script
run. It can be read, printed and searched without the script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import PurePath
from string import Template

from translator import __version__
from translator.documents.article import Block, BlockKind
from translator.parallel import summary
from translator.parallel.encode import utf8
from translator.parallel.marks import Mark, source_marks, target_marks
from translator.parallel.provenance import stamp
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit

# What HTML forbids even escaped, but for the white space among it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LIST_MARK = re.compile(r"(?:^|[\n\r])[ \t>]*(\(?\w{1,3}[.)]|[—–])[ \t\xa0]*$")
_TAGS = {BlockKind.HEADLINE: "h2", BlockKind.SUBHEAD: "h3", BlockKind.QUOTE: "blockquote"}
_EXCERPT = 90


def write(parallel: ParallelText) -> bytes:
    """The page for ``parallel``, in UTF-8; the same input gives the same bytes."""
    style, script = _data("bilingual.css"), _data("bilingual.js")
    source, target = parallel.source_lang, parallel.target_lang
    page = Template(_data("bilingual.html")).substitute(
        title=_text(f"{summary.title(parallel)} – {summary.name_of(target)}"),
        name=_text(_file_name(parallel)),
        generator=f"translator {__version__}",
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        languages=_languages(parallel),
        facts=_facts(parallel),
        notice=_text(summary.notice(parallel)),
        review=_review(parallel),
        rows="\n".join(_rows(parallel)),
        end="Sentences side by side. Underlined names come from the glossary.",
        source_lang=_text(source),
        target_lang=_text(target),
        source_dir=_direction(source),
        target_dir=_direction(target),
        source_name=_text(summary.native_name_of(source)),
        target_name=_text(summary.native_name_of(target)),
    )
    return utf8(page)


def _rows(parallel: ParallelText) -> Iterator[str]:
    number = 0
    flags = 0
    for entry in parallel.blocks:
        if not entry.units:
            kept = _kept(entry.block)
            if kept:
                yield kept
            continue
        sources, targets = [], []
        for index, unit in enumerate(entry.units):
            number += 1
            flags += bool(unit.findings)
            gap = _gap(entry, index)
            sources.append(gap + _sentence(unit, number, parallel.source_lang, source_side=True))
            targets.append(
                (" " if index else "")
                + _sentence(unit, number, parallel.target_lang, source_side=False)
                + _flag(unit, number, flags)
            )
        mark = _list_mark(entry.block, parallel.article.text)
        yield (
            f'<div class="row {_classes(entry.block)}">'
            + _cell(entry.block, "source", parallel.source_lang, mark + "".join(sources))
            + _cell(entry.block, "target", parallel.target_lang, mark + "".join(targets))
            + "</div>"
        )


def _cell(block: Block, side: str, lang: str, content: str) -> str:
    tag = _TAGS.get(block.kind, "p")
    if tag == "blockquote":
        content = f"<p>{content}</p>"
    place = f'class="cell {side}" lang="{_text(lang)}" dir="{_direction(lang)}"'
    return f"<{tag} {place}>{content}</{tag}>"


def _classes(block: Block) -> str:
    level = f" l{min(block.level, 6)}" if block.level else ""
    return block.kind.value + level


def _sentence(unit: TranslationUnit, number: int, lang: str, *, source_side: bool) -> str:
    """One sentence as a span; only the target's are stops of the tabulator key."""
    if source_side:
        side, stop, extra, made = "s", "-1", "", ""
        content = _marked(unit.source, source_marks(unit))
    else:
        side, stop = "t", "0"
        made = f' data-made="{stamp(unit)}"' if unit.attempts else ""
        extra = " flagged" if unit.findings else ""
        content = _marked(unit.target, target_marks(unit, lang))
        if not unit.target.strip():
            content = '<span class="none" lang="en">no translation</span>'
    described = f' aria-describedby="w{number}"' if extra else ""
    place = f'id="{side}{number}" data-n="{number}" tabindex="{stop}"{made}'
    return f'<span class="s{extra}" {place}{described}>{content}</span>'


def _marked(text: str, marks: tuple[Mark, ...]) -> str:
    """``text`` escaped, with its glossary terms marked."""
    parts, place = [], 0
    for mark in marks:
        parts.append(_text(text[place : mark.start]))
        title = f' title="{_text(mark.title)}"' if mark.title else ""
        parts.append(
            f'<mark class="term" data-c="{_text(mark.concept)}"{title}>'
            f"{_text(text[mark.start : mark.end])}</mark>"
        )
        place = mark.end
    parts.append(_text(text[place:]))
    return "".join(parts)


def _flag(unit: TranslationUnit, number: int, flag: int) -> str:
    """The marker after a flagged sentence, and its reasons."""
    if not unit.findings:
        return ""
    reasons = "".join(f"<span>{_text(finding.message)}</span>" for finding in unit.findings)
    return (
        f'<a class="flag" href="#n{flag}" data-n="{number}" dir="ltr" lang="en" '
        f'aria-label="Worth a look, note {flag}">{flag}</a>'
        f'<span class="why" id="w{number}" data-n="{number}" lang="en" dir="ltr">'
        f"{reasons}</span>"
    )


def _review(parallel: ParallelText) -> str:
    """The list of flagged sentences at the top of the page (in print: at its end)."""
    items: list[str] = []
    for number, unit in enumerate(parallel.units, start=1):
        if not unit.findings:
            continue
        flag = len(items) + 1
        text = " ".join((unit.target.strip() or unit.source).split())
        lang = parallel.target_lang if unit.target.strip() else parallel.source_lang
        excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
        reasons = "; ".join(finding.message for finding in unit.findings)
        items.append(
            f'<li id="n{flag}"><b>{flag}</b><span><a href="#t{number}" lang="{_text(lang)}" '
            f'dir="{_direction(lang)}">{_text(excerpt)}</a>'
            f'<span class="reason">{_text(reasons)}</span></span></li>'
        )
    if not items:
        return '<p class="review clear">No check found fault with a sentence.</p>'
    heading = f"{summary.count(len(items), 'sentence')} worth a look"
    return (
        f'<nav class="review" aria-labelledby="review"><h2 id="review">{heading}</h2>'
        f"<ol>{''.join(items)}</ol></nav>"
    )


def _languages(parallel: ParallelText) -> str:
    source, target = map(_text, summary.language_names(parallel))
    through = summary.through(parallel)
    note = f' <span class="through">{_text(through.strip())}</span>' if through else ""
    return f'{source} <span class="arrow">→</span> {target}{note}'


def _facts(parallel: ParallelText) -> str:
    number = summary.counts(parallel)
    parts = [summary.count(number["sentence"], "sentence"), summary.count(number["word"], "word")]
    if number["term"]:
        parts.append(summary.count(number["term"], "glossary term"))
    if parallel.model:
        parts.append(f"model {parallel.model}")
    return " · ".join(map(_text, parts))


def _kept(block: Block) -> str:
    """A block that is not translated: code as it is, page furniture in small print."""
    if not block.text.strip():
        return ""
    if block.kind is BlockKind.CODE:
        return f'<div class="kept code" dir="ltr"><pre>{_text(block.text)}</pre></div>'
    return (
        f'<p class="kept {block.kind.value}" dir="auto">{_text(" ".join(block.text.split()))}</p>'
    )


def _list_mark(block: Block, text: str) -> str:
    """The number before a list item, the dash before direct speech, or a bullet."""
    if block.kind is not BlockKind.LIST_ITEM:
        return ""
    found = _LIST_MARK.search(text[max(0, block.start - 40) : block.start])
    return f'<span class="mark">{_text(found.group(1)) if found else "•"}</span>'


def _gap(entry: ParallelBlock, index: int) -> str:
    """The white space before a source sentence, as one space or none."""
    sentences = entry.block.sentences
    if not index:
        return ""
    if len(sentences) != len(entry.units):
        return " "
    return " " if sentences[index].start > sentences[index - 1].end else ""


def _file_name(parallel: ParallelText) -> str:
    name = parallel.article.name
    return "Parallel text" if name in ("", "-") else PurePath(name).name


def _direction(lang: str) -> str:
    return "rtl" if summary.is_rtl(lang) else "ltr"


def _text(text: str) -> str:
    """``text`` safe in HTML, in attributes too."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _data(name: str) -> str:
    return files("translator.parallel").joinpath(name).read_text(encoding="utf-8")
