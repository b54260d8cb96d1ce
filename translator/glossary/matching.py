"""Finding a glossary's names in a text: longest first, on word boundaries, inflected."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from translator.glossary.concept import Concept, TermMatch
from translator.glossary.context import Context
from translator.glossary.folding import Folded, fold_text, folded, is_word_char
from translator.glossary.patterns import Found, Pattern, patterns, stem_of_word

if TYPE_CHECKING:
    from translator.glossary.store import Glossary

__all__ = ["Found", "Matcher", "apart", "possible"]

_Value = TypeVar("_Value")
_Entry = tuple[int, dict[str, list[Pattern]]]
_MOST_MET = 1 << 15
# a first word that every language folds alike, unlike one with an I
_PLAIN_WORD = re.compile(r"[A-HJ-Za-z0-9]+(?=[ '.-]|\Z)")


class Matcher:
    """Looks for all names of a glossary in texts of one language.

    Names are indexed by the unchanging beginning of their first word; where one is met, the
    name's forms are made (once) and compared, so that thousands of concepts cost little.

    Args:
        glossary: its concepts are looked for.
        lang: the language of the texts.
        senses: whether a concept's context words decide; not in a translation, where a name
            stands for what the source meant.
    """

    def __init__(
        self, glossary: Glossary | Iterable[Concept], lang: str, *, senses: bool = True
    ) -> None:
        concepts = glossary if isinstance(glossary, Iterable) else glossary.concepts
        self.lang = lang
        # by the first word's beginning, the number of words, the last word's beginning
        self._index: dict[str, dict[int, dict[str, list[Pattern]]]] = {}
        self._longest = 1
        # by word, what the index has under its beginnings; most words have nothing
        self._met: dict[str, tuple[_Entry, ...]] = {}
        # by the concept's place in memory: concepts hold mappings and cannot be hashed
        self._contexts: dict[int, Context] = {}
        for concept in concepts:
            if senses and (words := concept.context(lang)) != ((), ()):
                self._contexts[id(concept)] = Context(*words, lang)
            for pattern in patterns(concept, lang):
                named = pattern.parts[1]
                if named:
                    first, last = stem_of_word(named[0], lang), stem_of_word(named[-1], lang)
                    self._longest = max(self._longest, len(first), len(last))
                    sizes = self._index.setdefault(first, {})
                    sizes.setdefault(len(named), {}).setdefault(last, []).append(pattern)

    def match(self, text: str) -> tuple[TermMatch, ...]:
        """The terms of ``text`` in order, the longest where they overlap.

        Returns:
            Matches with offsets in ``text``; an inflected name is matched with its suffixes.
        """
        return tuple(
            TermMatch(found.start, found.end, found.text, found.concept)
            for found in self.find(text)
        )

    def find(self, text: str) -> tuple[Found, ...]:
        """As ``match``, with what is known about each form."""
        if not self._index:
            return ()
        view = folded(text, self.lang)
        every: list[Found] = []
        met = self._met
        for index, (start, end) in enumerate(view.words):
            word = view.text[start:end]
            entries = met[word] if word in met else self._entries(word)
            if entries:
                every += self._at(view, index, entries, text)
        if not every:
            return ()
        every.sort(key=self._rank)
        return apart(every)

    def may_match(self, text: str) -> bool:
        """Whether ``text`` may hold a name: a quick look that says yes too often, never no.

        Args:
            text: any, also several texts with white space between them.
        """
        folded_text = fold_text(text, self.lang)
        return any(beginning in folded_text for beginning in self._beginnings)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What all forms of a name begin with, for every name."""
        return frozenset(
            _shared(min(pattern.forms), max(pattern.forms))
            for sizes in self._index.values()
            for ends in sizes.values()
            for found in ends.values()
            for pattern in found
        )

    def _rank(self, found: Found) -> tuple[int, bool, bool, int]:
        """Long names first; of one length those allowed, then those that their context calls for,
        then the glossary's order."""
        known = id(found.concept) in self._contexts
        return found.start - found.stem_end, found.forbidden, not known, found.start

    def _at(
        self, view: Folded, index: int, entries: tuple[_Entry, ...], text: str
    ) -> Iterator[Found]:
        for size, ends in entries:
            last = index + size - 1
            if last >= len(view.words):
                continue
            for candidates in _by_beginning(ends, view.word(last), self._longest):
                for pattern in candidates:
                    found = pattern.at(view, index, text)
                    if found is None:
                        continue
                    context = self._contexts.get(id(found.concept))
                    if context is None or context.allows(view, index, last, text):
                        yield found

    def _entries(self, word: str) -> tuple[_Entry, ...]:
        """For the names whose first word may be ``word``: how many words, by the last's beginning.

        Where the only word of a name is looked for, its forms are compared at once.
        """
        known = tuple(
            (size, ends)
            for sizes in _by_beginning(self._index, word, self._longest)
            for size, all_ends in sizes.items()
            if (ends := all_ends if size > 1 else _with_form(all_ends, word))
        )
        if len(self._met) >= _MOST_MET:
            self._met.clear()
        self._met[word] = known
        return known


def possible(concepts: Iterable[Concept], lang: str, text: str) -> list[Concept]:
    """Those of the concepts that may occur in ``text``: a name begins as one of its words does.

    Cheap, for a single text: a ``Matcher`` of the few is made sooner than one of all.
    """
    view = folded(text, lang)
    words = [view.word(index) for index in range(len(view.words))]
    letters = {word[0] for word in words} | {""}
    initial = _Initial(lang)
    found: list[Concept] = []
    for concept in concepts:
        for variant in concept.names.get(lang, ()):
            if initial[variant.text[0]] in letters:
                stem = stem_of_word(_first_word(variant.text, lang), lang)
                if any(word.startswith(stem) for word in words):
                    found.append(concept)
                    break
        else:
            if lang in concept.forms:
                found.append(concept)
    return found


class _Initial(dict[str, str]):
    """What a name's first letter is folded to, in one language; empty if it is no letter."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __missing__(self, char: str) -> str:
        self[char] = fold_text(char, self._lang)[:1] if is_word_char(char) else ""
        return self[char]


def _first_word(name: str, lang: str) -> str:
    plain = _PLAIN_WORD.match(name)
    return plain[0].lower() if plain else folded(name, lang).word(0)


def apart(every: Iterable[Found]) -> tuple[Found, ...]:
    """Of names that overlap the first given, in the order of the text."""
    chosen: list[Found] = []
    for found in every:
        place = bisect_left(chosen, found.start, key=lambda other: other.start)
        after = place == len(chosen) or found.end <= chosen[place].start
        if after and (place == 0 or chosen[place - 1].end <= found.start):
            chosen.insert(place, found)
    return tuple(chosen)


def _shared(one: str, other: str) -> str:
    """What both texts begin with."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in pairs)


def _by_beginning(table: dict[str, _Value], word: str, limit: int) -> list[_Value]:
    """The entries of ``table`` under the beginnings of a word, the shortest first."""
    if len(table) == 1:
        return [value for beginning, value in table.items() if word.startswith(beginning)]
    sizes = range(1, min(len(word), limit) + 1)
    return [found for size in sizes if (found := table.get(word[:size])) is not None]


def _with_form(ends: dict[str, list[Pattern]], word: str) -> dict[str, list[Pattern]]:
    """Of names of one word those of which ``word`` may be a form."""
    some = {
        beginning: [pattern for pattern in found if pattern.may_be(word)]
        for beginning, found in ends.items()
        if word.startswith(beginning)
    }
    return {beginning: found for beginning, found in some.items() if found}
