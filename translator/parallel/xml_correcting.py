"""Changing the translations in strangers' XML and leaving everything else as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from translator.parallel import xml_reading as xml
from translator.parallel.pair import Pair

if TYPE_CHECKING:
    from lxml.etree import _Element

Edits = Mapping[int, list[tuple[int, int, str]]]
"""By the number of a pair (from 0, in order): start, end and new text, offsets in its target."""

Corrected = tuple[bytes, frozenset[int]]
"""The new file and the numbers of the pairs that were changed."""


def correct_tree(
    stream: BinaryIO,
    found: Iterator[tuple[Pair, _Element | None]],
    codes: frozenset[str],
    edits: Edits,
) -> Corrected:
    """The XML document with the targets of some of the pairs in ``found`` edited.

    Returns:
        The new bytes, and the numbers (from 0, in order) of the pairs that were changed.
    """
    done = set()
    last: _Element | None = None
    for number, (_, target) in enumerate(found):
        if target is None:
            continue
        last = target
        if number in edits and replace_text(target, codes, edits[number]):
            done.add(number)
    stream.seek(0)
    original = stream.read()
    return (original if last is None else written(last, original)), frozenset(done)


def replace_text(
    element: _Element, codes: frozenset[str], edits: list[tuple[int, int, str]]
) -> bool:
    """Make ``edits`` (start, end, text; offsets in the flat text) where the words stand.

    Returns:
        False, and nothing is changed, if an edit would reach across inline markup.
    """
    runs: list[tuple[int, xml.Piece]] = []
    size = 0
    for piece in xml.pieces(element, codes):
        runs.append((size, piece))
        size += len(piece.text)
    planned: list[tuple[xml.Piece, int, int, str]] = []
    for start, end, text in edits:
        for begin, piece in runs:
            if begin <= start and end <= begin + len(piece.text) and piece.owner is not None:
                planned.append((piece, start - begin, end - begin, text))
                break
        else:
            return False
    changed: dict[int, tuple[xml.Piece, str]] = {}
    for piece, start, end, text in sorted(planned, key=lambda edit: -edit[1]):
        old = changed.get(id(piece), (piece, piece.text))[1]
        changed[id(piece)] = (piece, old[:start] + text + old[end:])
    for piece, text in changed.values():
        if piece.owner is None:
            continue
        if piece.tail:
            piece.owner.tail = text
        else:
            piece.owner.text = text
    return True


def written(element: _Element, original: bytes) -> bytes:
    """The document around ``element``, in its own encoding, as close to ``original`` as it goes.

    What stands outside the root element stays, and so does the kind of line ends; quotes around
    attributes and empty elements may come out in another of XML's spellings.
    """
    from lxml import etree

    tree = element.getroottree()
    encoding = tree.docinfo.encoding or "UTF-8"
    if encoding.upper().startswith("UTF-16"):
        whole: bytes = etree.tostring(  # type: ignore[assignment]
            tree, xml_declaration=True, encoding="UTF-16"
        )
        return whole
    made: bytes = etree.tostring(  # type: ignore[assignment]
        tree.getroot(), xml_declaration=False, encoding=encoding, with_tail=False
    )
    if original.count(b"\r\n") * 2 > original.count(b"\n"):
        made = made.replace(b"\n", b"\r\n")
    before, after = _BEFORE.match(original), _AFTER.search(original[-_TAIL:])
    return (before.group() if before else b"") + made + (after.group(1) if after else b"")


_TAIL = 1 << 16
# what stands before and after the root element, in any encoding in which ASCII is ASCII
_BEFORE = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*",
    re.DOTALL,
)
_AFTER = re.compile(rb">((?:\s|<!--.*?-->|<\?.*?\?>)*)\Z", re.DOTALL)
