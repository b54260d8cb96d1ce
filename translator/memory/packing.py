"""Findings and alignments as the few bytes that a store keeps of them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence

from translator.engines.base import Link
from translator.quality.base import Finding, FindingCode

_SMALL, _LARGE = b"\x01", b"\x04"


def pack_links(links: Sequence[Link]) -> bytes:
    """Four numbers a link, each start as its distance from the last one; a byte each if they fit.

    The order is kept. Nothing is packed as nothing.
    """
    if not links:
        return b""
    numbers: list[int] = []
    source = target = 0
    for link in links:
        numbers += (
            link.source_start - source,
            link.source_end - link.source_start,
            link.target_start - target,
            link.target_end - link.target_start,
        )
        source, target = link.source_start, link.target_start
    if min(numbers) >= -128 and max(numbers) <= 127:
        return _SMALL + array("b", numbers).tobytes()
    return _LARGE + array("i", numbers).tobytes()


def unpack_links(data: bytes) -> tuple[Link, ...]:
    """What :func:`pack_links` packed.

    Raises:
        ValueError: the bytes are not what it makes.
    """
    if not data:
        return ()
    numbers = array("b" if data[:1] == _SMALL else "i")
    numbers.frombytes(data[1:])
    if len(numbers) % 4:
        raise ValueError("an alignment is cut short")
    links = []
    source = target = 0
    for i in range(0, len(numbers), 4):
        source += numbers[i]
        target += numbers[i + 2]
        links.append(Link(source, source + numbers[i + 1], target, target + numbers[i + 3]))
    return tuple(links)


def pack_findings(findings: Sequence[Finding]) -> str:
    """Findings as JSON; none as an empty string."""
    if not findings:
        return ""
    return json.dumps([[f.code, f.message, f.concept] for f in findings], ensure_ascii=False)


def unpack_findings(text: str) -> tuple[Finding, ...]:
    """What :func:`pack_findings` packed.

    Raises:
        ValueError: the text is not what it makes.
    """
    if not text:
        return ()
    return tuple(
        Finding(FindingCode(code), message, concept) for code, message, concept in json.loads(text)
    )
