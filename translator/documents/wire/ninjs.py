"""ninjs, the IPTC's news in JSON: 1.x, 2.x and 3.x, with what is associated with an item.

Target documents say their language, that they are machine translations (``ednote``, and
``digitalsourcetype`` where the stated version has it) and of what (``altids``, role
``translationof``). The item gets a ``uri`` of its own; its version stays that of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from translator.documents import provenance
from translator.documents.article import Article, Block, BlockKind
from translator.documents.json_spans import Document, Node, parse
from translator.documents.web import embedded
from translator.documents.web.embedded import Edit, Part
from translator.documents.web.passages import Passage
from translator.documents.web.vocabulary import HTML
from translator.documents.wire import nitf
from translator.documents.xml.edits import same_language
from translator.documents.xml.spans import spliced

if TYPE_CHECKING:
    from translator.parallel.text import ParallelText

# Names in 3.x, which alone has capitals in its names, of what nearly every item has
_SINCE_3 = (
    *("versionCreated", "firstCreated", "contentCreated", "embargoedUntil", "pubStatus", "edNote"),
    *("altIds", "copyrightHolder", "copyrightNotice", "usageTerms", "rightsInfo", "infoSources"),
    *("eventDetails", "plannedCoverage", "representationType", "trustIndicators"),
    *("contentType", "wordCount", "charCount", "contactInfo"),
)
_FIELDS = {
    "title": BlockKind.METADATA,
    "headline": BlockKind.HEADLINE,
    "byline": BlockKind.BYLINE,
    "by": BlockKind.BYLINE,
    "located": BlockKind.DATELINE,
}
_PICTURES = ("picture", "graphic", "video", "audio")
_SIGNS = re.compile(
    r'"(?:body_\w+|bodies|headlines?|headline_\w+|description_\w+|descriptions|versioncreated|'
    r'versionCreated|pubstatus|pubStatus)"\s*:'
)
_URI = re.compile(r'"uri"\s*:')
_LINKED = re.compile(r'"@(?:context|type|graph)"\s*:')
_TAG = re.compile(r"<[^<>]*>")
_SUBHEADS = re.compile(r"sub|deck|kicker|strap", re.IGNORECASE)


def read(text: str) -> Article:
    """The news in a ninjs object.

    Raises:
        TranslatorError: ``input-unreadable`` if it is no JSON, larger or deeper than any article,
            or has no text to translate.
    """
    document = parse(text)
    lang = provenance.known_language(_code(document, document.root))
    return embedded.article(text, (part for part, _ in _parts(document)), "ninjs", lang)


def write(parallel: ParallelText) -> str:
    """The translation in the shape of the source; counts of characters and words are the new."""
    document = parse(parallel.article.text)
    entries = {(entry.block.start, entry.block.end): entry for entry in parallel.blocks}
    made: list[Edit] = []
    for part, owner in _parts(document):
        inner = part.inner(entries)
        made += part.edits(inner)
        if inner and owner is not None:
            made += _counts(owner, spliced(part.text, inner))
    if provenance.changed(parallel):
        made += _said(document, parallel)
    return ("\ufeff" if parallel.article.bom else "") + spliced(document.text, made)


def like(text: str) -> bool:
    """Whether the text begins as a JSON object with ninjs's own properties."""
    head = text[:200_000]
    if not head.lstrip("\ufeff \t\r\n").startswith("{") or _LINKED.search(head):
        return False
    return _URI.search(head) is not None and _SIGNS.search(head) is not None


def _code(document: Document, item: Node) -> str:
    return provenance.language_of(document.string(item.members.get("language")))


def _parts(document: Document) -> Iterator[tuple[Part, Node | None]]:
    """What there is to read, each with the object that counts its characters, if one does."""
    lang = _code(document, document.root)
    for item, deep in _items(document.root):
        own = _code(document, item)
        if own and lang and own != lang:
            continue
        yield from _item(document, item, deep)


def _items(root: Node) -> Iterator[tuple[Node, bool]]:
    """The item and those associated with it, told whether they are."""
    waiting = [(root, False)]
    while waiting:
        item, deep = waiting.pop()
        if item.kind != "object":
            continue
        yield item, deep
        others = item.members.get("associations")
        if others is not None:
            within = [*others.members.values(), *others.items]
            waiting += [(each, True) for each in reversed(within)]


def _item(document: Document, item: Node, deep: bool) -> Iterator[tuple[Part, Node | None]]:
    pictured = document.string(item.members.get("type")) in _PICTURES
    about = BlockKind.CAPTION if pictured else BlockKind.METADATA
    counted = False
    for name, node in item.members.items():
        kind, _, rest = name.partition("_")
        if node.kind == "array" and name in ("headlines", "descriptions", "bodies"):
            yield from _variants(document, name, node, about, deep)
        elif node.kind != "string":
            continue
        elif name in _FIELDS:
            yield _part(document, node, _level(_FIELDS[name], "", deep)), None
        elif kind == "headline":
            yield _part(document, node, _level(BlockKind.HEADLINE, rest, deep)), None
        elif kind == "description":
            caption = BlockKind.CAPTION if "caption" in rest.casefold() else about
            yield _part(document, node, caption), None
        elif kind == "body":
            yield from ((part, None if counted else item) for part in _body(document, node))
            counted = True


def _variants(
    document: Document, name: str, node: Node, about: BlockKind, deep: bool
) -> Iterator[tuple[Part, Node | None]]:
    """Headlines, descriptions and bodies of ninjs 2 and 3."""
    for each in node.items:
        said = each.members.get("value")
        if said is None or said.kind != "string":
            continue
        role = document.string(each.members.get("role"))
        if name == "bodies":
            yield from ((part, each) for part in _body(document, said))
        elif name == "headlines":
            yield _part(document, said, _level(BlockKind.HEADLINE, role, deep)), each
        else:
            caption = BlockKind.CAPTION if "caption" in role.casefold() else about
            yield _part(document, said, caption), each


def _level(kind: BlockKind, role: str, deep: bool) -> BlockKind:
    """A headline of another item, or one below the main one, is a subhead."""
    below = deep or _SUBHEADS.search(role) is not None
    return BlockKind.SUBHEAD if kind is BlockKind.HEADLINE and below else kind


def _part(document: Document, node: Node, kind: BlockKind) -> Part:
    """A text of one kind, plain or with markup in it."""
    value = document.value(node)
    span, encode = _places(document, node)
    if embedded.looks_like_markup(value.text):
        level = {BlockKind.HEADLINE: 1, BlockKind.SUBHEAD: 2}.get(kind, 0)
        named = partial(_as, kind=kind, level=level)
        return embedded.markup(value.text, span=span, encode=encode, kinds=named)
    if kind in (BlockKind.METADATA, BlockKind.CAPTION) and "\n" in value.text.strip():
        part = embedded.prose(value.text, None, span=span, encode=encode)
        return replace(part, blocks=tuple(_reading(block, kind) for block in part.blocks))
    return embedded.prose(value.text, kind, span=span, encode=encode)


def _reading(block: Block, kind: BlockKind) -> Block:
    return replace(block, kind=kind) if block.kind is BlockKind.PARAGRAPH else block


def _as(passage: Passage, *, kind: BlockKind, level: int) -> Block:
    block = passage.block
    kept = passage.attribute is not None or not block.kind.translated
    return block if kept else replace(block, kind=kind, level=level)


def _body(document: Document, node: Node) -> Iterator[Part]:
    """The parts of a body: HTML, NITF or plain text; XML of other kinds is kept."""
    value = document.value(node)
    span, encode = _places(document, node)
    if not embedded.looks_like_markup(value.text):
        yield embedded.prose(value.text, None, span=span, encode=encode)
    elif nitf.like(value.text):
        yield nitf.markup(value.text, span=span, encode=encode)
    elif not _foreign(value.text):
        yield embedded.markup(value.text, span=span, encode=encode)


def _foreign(text: str) -> bool:
    """Whether markup is XML that is not HTML."""
    first = re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<([\w:.-]+)", text, re.DOTALL)
    known = HTML.inline | HTML.blocks
    return first is not None and first[1].rpartition(":")[2].casefold() not in known


def _places(document: Document, node: Node) -> tuple[embedded.Places, embedded.Encoder]:
    value = document.value(node)

    def span(start: int, end: int) -> tuple[int, int]:
        return value.place(start), value.place(end)

    return span, lambda start, end, new: document.written(new)


# --- what a translation says of itself ----------------------------------------------------------


def _counts(owner: Node, text: str) -> list[Edit]:
    seen = _TAG.sub("", text)
    sizes: Mapping[str, int] = {
        "charcount": len(seen),
        "wordcount": len(_TAG.sub(" ", text).split()),
    }
    return [
        (node.start, node.end, str(size))
        for name, size in sizes.items()
        for node in (owner.members.get(name), owner.members.get(name.replace("count", "Count")))
        if node is not None and node.kind == "other"
    ]


def _said(document: Document, parallel: ParallelText) -> list[Edit]:
    root, target = document.root, parallel.target_lang
    made: list[Edit] = []
    more: dict[str, object] = {}
    for item, _ in _items(root):
        stated = item.members.get("language")
        if stated and same_language(document.string(stated), parallel.source_lang):
            made.append((stated.start, stated.end, target))
    if "language" not in root.members:
        more["language"] = target
    name = document.string(root.members.get("uri"))
    if name:
        node = root.members["uri"]
        own = document.written(provenance.own_name(name, target))
        made.append((node.start, node.end, own))
    made += _notes(document, parallel, name, more)
    return [*made, document.added(root, more)] if more else made


def _notes(
    document: Document, parallel: ParallelText, name: str, more: dict[str, object]
) -> list[Edit]:
    """The link to the source and the word on the machine, as the item's version has them."""
    root = document.root
    major, minor = _version(document)
    camel = major >= 3
    made: list[Edit] = []
    versioned = {1: (1, 3), 2: (2, 0), 3: (3, 0)}[major]
    if name and (major, minor) >= versioned:
        made += _alternative(document, name, more, major)
    if (major, minor) >= (1, 2):
        said = provenance.sentence(parallel)
        note = "edNote" if camel else "ednote"
        there = root.members.get(note)
        if there is None:
            more[note] = said
        elif there.kind == "string":
            gap = " " if document.string(there) else ""
            made.append((there.end, there.end, document.written(gap + said)))
    since = {1: 6, 2: 2, 3: 1}[major]
    key = "digitalSourceType" if camel else "digitalsourcetype"
    text = document.string(root.members.get("type")) in ("text", "")
    if minor >= since and _states_version(document) and key not in root.members and text:
        more[key] = {"uri": provenance.SOURCE_TYPE}
    return made


def _alternative(document: Document, name: str, more: dict[str, object], major: int) -> list[Edit]:
    """The source's identifier among the alternative ones."""
    key = "altIds" if major >= 3 else "altids"
    there = document.root.members.get(key)
    entry: dict[str, object] = {"role": "translationof", "value": name}
    if major == 1:
        if there is None:
            more[key] = {"translationof": name}
        elif there.kind == "object" and "translationof" not in there.members:
            return [document.added(there, {"translationof": name})]
    elif there is None:
        more[key] = [entry]
    elif there.kind == "array" and there.items:
        last = there.items[-1]
        return [(last.end, last.end, ", " + _json(entry))]
    return []


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def _states_version(document: Document) -> bool:
    return any(key in document.root.members for key in ("standard", "$standard"))


def _version(document: Document) -> tuple[int, int]:
    """The version that the item states, or the oldest whose properties it has."""
    root = document.root
    for key in ("standard", "$standard"):
        holder = root.members.get(key)
        if holder is not None:
            stated = document.string(holder.members.get("version")).split(".")
            numbers = [int(part) for part in stated[:2] if part.isdecimal() and len(part) < 4]
            if len(numbers) == 2 and 1 <= numbers[0] <= 3:
                return numbers[0], numbers[1]
    within = (entry for node in root.members.values() for entry in node.items)
    if any(key in node.members for node in (root, *within) for key in _SINCE_3):
        return 3, 0
    if any(key in root.members for key in ("headlines", "bodies", "descriptions", "by", "people")):
        return 2, 0
    return 1, 3
