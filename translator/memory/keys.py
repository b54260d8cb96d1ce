"""The names of remembered translations: hashes of everything that a translation depends on.

A machine's unit is named by the normalised source, the languages, the model with a hash of its
files, the engine, the search, the protected stretches and, in full, the glossary concepts found in
the sentence. So an edited concept makes new only the sentences that contain it. A person's unit is
named by source and languages alone: it holds whatever model is in use.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from translator.engines.base import Link
from translator.glossary.concept import Concept, Policy
from translator.segments import Ask

# Raised when the same request would lead to another result: preparing, repairing, retrying, checks.
PIPELINE = 17
_SIZE = 16


@dataclass(frozen=True, slots=True)
class Normal:
    """A text with single spaces, and where each of its characters stands in the original.

    ``places`` is empty when nothing was changed.
    """

    text: str
    places: tuple[int, ...] = ()

    def to_original(self, links: Sequence[Link]) -> tuple[Link, ...]:
        """``links`` with their source offsets in the original text."""
        if not self.places:
            return tuple(links)
        ends = (*(place + 1 for place in self.places),)
        return tuple(
            Link(
                self.places[link.source_start],
                ends[link.source_end - 1],
                link.target_start,
                link.target_end,
            )
            for link in links
            if link.source_start < link.source_end <= len(ends)
        )

    def from_original(self, links: Sequence[Link]) -> tuple[Link, ...]:
        """``links`` with their source offsets in the normalised text."""
        if not self.places:
            return tuple(links)
        return tuple(
            Link(*self.span(link.source_start, link.source_end), link.target_start, link.target_end)
            for link in links
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the original as offsets in the normalised text."""
        if not self.places:
            return start, end
        inside = [i for i, place in enumerate(self.places) if start <= place < end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def normal(text: str) -> Normal:
    """``text`` with every run of white space as one space and none at its ends."""
    if " ".join(text.split()) == text:
        return Normal(text)
    out: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if not char.isspace():
            out.append(char)
            places.append(place)
        elif out and out[-1] != " ":
            out.append(" ")
            places.append(place)
    if out and out[-1] == " ":
        out.pop()
        places.pop()
    return Normal("".join(out), tuple(places))


def human_key(source: str, source_lang: str, target_lang: str) -> bytes:
    """The name of a person's translation of ``source``, whose spelling is normalised (NFC)."""
    text = unicodedata.normalize("NFC", " ".join(source.split()))
    return _hash(["human", source_lang, target_lang, text])


def concept_hash(concept: Concept, langs: Sequence[str]) -> str:
    """A hash of all that a translation between ``langs`` can depend on in a concept.

    Notes, domain, source and line number are left out; so are other languages' names, unless the
    concept is kept as it is (its names count in every language then).
    """
    wanted = sorted(concept.names) if concept.policy is Policy.KEEP else sorted(set(langs))
    names = {
        lang: [[v.text, v.forbidden] for v in concept.names[lang]]
        for lang in wanted
        if lang in concept.names
    }
    forms = {lang: list(concept.forms[lang]) for lang in wanted if lang in concept.forms}
    grammar: list[object] = [concept.pos, concept.gender, concept.number]
    grammar += [concept.joined] if concept.joined else []
    content = [concept.id, names, concept.policy, concept.case, *grammar, forms]
    # Empty for most, and then left out, so that what was remembered before they counted holds.
    near = {lang: context for lang in wanted if any(context := concept.context(lang))}
    content += [near] if near else []
    return _hash(content).hex()


class Keys:
    """Names for the units that one model makes in one way.

    Args:
        identity: the model, a hash of its files and the engine that runs it.
        quality: how it searches.
    """

    def __init__(self, identity: str, quality: str) -> None:
        self._way = [PIPELINE, identity, quality]
        # Concepts cannot be hashed; the concept is kept so that its id stays its own.
        self._concepts: dict[tuple[int, str, str], tuple[Concept, str]] = {}

    def machine(self, ask: Ask) -> bytes:
        """The name of a machine's translation of ``ask``."""
        segment = ask.segment
        source = normal(segment.text)
        langs = ask.source_lang, ask.target_lang
        terms = [
            [*source.span(m.start, m.end), m.text, self.concept(m.concept, *langs)]
            for m in segment.matches
        ]
        kept = [
            [*source.span(start, end), segment.text[start:end]] for start, end in segment.protected
        ]
        return _hash([*self._way, *langs, source.text, terms, kept])

    def concept(self, concept: Concept, source_lang: str, target_lang: str) -> str:
        """As :func:`concept_hash`, remembered."""
        place = id(concept), source_lang, target_lang
        known = self._concepts.get(place)
        if known is None:
            known = concept, concept_hash(concept, (source_lang, target_lang))
            self._concepts[place] = known
        return known[1]


def _hash(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
