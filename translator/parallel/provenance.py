"""Who made a translation: a machine's text is marked with a hash, so that a person's change shows.

Whatever a tool does to states and dates, a text that is not what the machine wrote any more is a
person's.
"""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

from translator.parallel.pair import MACHINE, Pair
from translator.parallel.text import TranslationUnit

_PREFIX = "machine-"


def stamp(unit: TranslationUnit, written: str | None = None) -> str:
    """``machine-`` and a hash of the target, empty for what no machine made.

    Args:
        unit: a segment.
        written: the target as the file has it, where that is not quite the unit's.
    """
    text = unit.target if written is None else written
    return _PREFIX + _hash(text) if unit.attempts else ""


def from_machine(pair: Pair) -> bool:
    """Whether a machine made the pair's target and nobody has changed it since."""
    if pair.made.startswith(_PREFIX):
        return pair.made == _PREFIX + _hash(pair.target)
    return pair.made == MACHINE


def _hash(text: str) -> str:
    """The same for texts that differ in white space, or in how accents are composed."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return blake2b(plain.encode("utf-8", "replace"), digest_size=8).hexdigest()
