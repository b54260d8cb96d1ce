"""One name in one language as it is looked for: its forms, its edges, its suffixes set off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from translator.glossary.concept import CaseRule, Concept, Policy
from translator.glossary.folding import Folded, exact_key, folded, is_word_char, key, keys
from translator.glossary.inflection import INFLECTED, Inflection, paradigm
from translator.glossary.inflection.forms import by_hand
from translator.glossary.inflection.turkic import is_derivation
from translator.languages import upper

# at a name's edges these may be missing in the text
_QUOTES = frozenset("\"'‹›()[]")


@dataclass(frozen=True, slots=True)
class Found:
    """A form of a name in a text.

    ``start`` and ``end`` are offsets in the text, suffixes included; ``stem_end`` is where the
    form ends without a suffix after an apostrophe or hyphen. ``name`` is the variant it is a
    form of.
    """

    start: int
    end: int
    stem_end: int
    text: str
    name: str
    concept: Concept
    inflections: tuple[Inflection, ...]
    forbidden: bool

    @property
    def inflection(self) -> Inflection:
        """The likeliest place of the form in its paradigm; several may share a spelling."""
        return self.inflections[0]


@dataclass(frozen=True)
class Pattern:
    """One name in one language, ready to be looked for; its forms are made when first needed.

    ``given`` is the place of a form that stands in the glossary by hand: it does not inflect.
    """

    name: str
    lang: str
    concept: Concept
    forbidden: bool = False
    given: Inflection | None = None

    @cached_property
    def parts(self) -> tuple[str, tuple[str, ...], str]:
        """What stands before the folded name's first letter, its words, what follows the last."""
        view = folded(self.name, self.lang)
        if not view.words:
            return view.text, (), ""
        lead = view.text[: view.words[0][0]].strip()
        trail = view.text[view.words[-1][1] :].strip()
        words = tuple(view.text[start:end] for start, end in view.words)
        return lead, words, trail

    @cached_property
    def forms(self) -> dict[str, tuple[tuple[str, Inflection], ...]]:
        """Folded forms written as one, each with its spellings where letter case matters."""
        table: dict[str, list[tuple[str, Inflection]]] = {}
        whole = [(text, place) for text, suffix, place in self._paradigm() if not suffix]
        exact = self.concept.case is CaseRule.EXACT
        folded_all = keys([text for text, _ in whole], self.lang)
        for (text, place), small in zip(whole, folded_all, strict=True):
            row = (exact_key(_core(text)) if exact else "", place)
            table.setdefault(_core(small), []).append(row)
        return {text: tuple(rows) for text, rows in table.items()}

    @cached_property
    def _longer(self) -> bool:
        """Whether some form has a word more, as one with an apostrophe inside does."""
        signs = [char for char in set("".join(self.forms)) if not char.isalnum()]
        usual = sum(map(_core(key(self.name, self.lang)).count, signs))
        return bool(signs) and any(sum(map(form.count, signs)) > usual for form in self.forms)

    def may_be(self, word: str) -> bool:
        """Whether ``word`` is a form of a name of one word, or may be the beginning of one."""
        return word in self.forms or self._longer

    @cached_property
    def suffixes(self) -> dict[str, Inflection]:
        """Folded suffixes that may follow the name after an apostrophe or a hyphen."""
        found: dict[str, Inflection] = {}
        for _, suffix, inflection in self._paradigm():
            if suffix:
                found.setdefault(key(suffix, self.lang), inflection)
        return found

    def _paradigm(self) -> Iterator[tuple[str, str, Inflection]]:
        if self.given is not None:
            yield self.name, "", self.given
            return
        preferred = self.name == self.concept.preferred(self.lang)
        hand = tuple(self.concept.forms.get(self.lang, ())) if preferred else ()
        concept = self.concept
        grammar = (concept.pos, hand, concept.gender, concept.number)
        for form in paradigm(self.name, self.lang, *grammar).forms:
            yield form.text, form.suffix, form.inflection

    def at(self, view: Folded, index: int, text: str) -> Found | None:
        """The form that begins with the word ``index`` of ``view``, the folding of ``text``."""
        lead, words, trail = self.parts
        last = index + len(words) - 1
        if last >= len(view.words):
            return None
        start = view.words[index][0]
        quoted = bool(lead) and view.text.endswith(lead, 0, start)
        if lead and not quoted and not set(lead) <= _QUOTES:
            return None
        begin = start - len(lead) if quoted else start
        end = view.words[last][1]
        if last + 1 < len(view.words) and view.words[last + 1][0] == end + 1:
            # a form with an apostrophe inside counts one word more
            longer = view.words[last + 1][1]
            places = self._form(view, start, longer, text)
            if places:
                return self._found(view, text, begin, longer, longer, places)
        places = self._form(view, start, end, text)
        if not places:
            return None
        core_end = end
        if trail and view.text.startswith(trail, end):
            end += len(trail)
        elif trail and not set(trail) <= _QUOTES:
            return None
        stop = end
        if end < len(view.text) and view.text[start:core_end] == _core(key(self.name, self.lang)):
            suffix, place = self._suffix(view, end, text)
            if place is not None:
                stop, places = end + 1 + len(suffix), (place,)
            elif suffix:
                return None
        return self._found(view, text, begin, end, stop, places)

    def _form(self, view: Folded, start: int, end: int, text: str) -> tuple[Inflection, ...]:
        rows = self.forms.get(view.text[start:end], ())
        if rows and self.concept.case is CaseRule.EXACT:
            low, high = view.original(start, end)
            written = exact_key(text[low:high])
            # a small first letter becomes a capital where a sentence begins
            rows = tuple(
                row
                for row in rows
                if written in (row[0], upper(row[0][:1], self.lang) + row[0][1:])
            )
        return tuple(place for _, place in rows)

    def _suffix(self, view: Folded, end: int, text: str) -> tuple[str, Inflection | None]:
        """The suffix set off at ``end`` and its place; no place for one that is not a suffix."""
        mark = view.text[end]
        if mark not in "'-" or end + 1 >= len(view.text) or not is_word_char(view.text[end + 1]):
            return "", None
        low, high = view.original(end, end + 1)
        if any(c.isspace() for c in text[low:high]):
            return "", None
        index = view.word_at(end + 1)
        suffix = view.text[end + 1 : view.words[index][1]]
        place = self.suffixes.get(suffix)
        if place is None and self.lang in ("az", "tr"):
            written = text[high : view.ends[view.words[index][1] - 1]]
            short = len(suffix) <= 3 and written.islower()
            if mark == "'" or short or is_derivation(suffix):
                return suffix, None  # what looks like a suffix and is none makes no form
        if place is None or (mark == "-" and self.lang == "en"):
            return "", None  # the beginning of another word
        return suffix, place

    def _found(
        self, view: Folded, text: str, start: int, stem: int, end: int, at: tuple[Inflection, ...]
    ) -> Found:
        low, high = view.original(start, end)
        return Found(
            low,
            high,
            view.original(start, stem)[1],
            text[low:high],
            self.name,
            self.concept,
            at,
            self.forbidden,
        )


def _core(text: str) -> str:
    start, end = 0, len(text)
    while start < end and not is_word_char(text[start]):
        start += 1
    while end > start and not is_word_char(text[end - 1]):
        end -= 1
    return text[start:end]


def stem_of_word(word: str, lang: str) -> str:
    """The beginning of ``word`` that no inflection changes."""
    if lang not in INFLECTED:
        return word
    return word[: max(1, min(4, len(word) - 3))]


def patterns(concept: Concept, lang: str) -> tuple[Pattern, ...]:
    """The names of ``concept`` to look for in ``lang``, preferred first, forbidden last.

    A concept that is to be kept as it is has its names in every language.
    """
    allowed, banned = concept.variants(lang), concept.forbidden(lang)
    if not allowed and not banned and concept.policy is Policy.KEEP:
        every = (name for code in concept.names for name in concept.variants(code))
        allowed = tuple(dict.fromkeys(every))
    made = [Pattern(name, lang, concept) for name in allowed]
    made += [
        Pattern(form.text, lang, concept, given=form.inflection)
        for form in by_hand(concept.forms.get(lang, ()))
    ]
    made += [Pattern(name, lang, concept, forbidden=True) for name in banned]
    return tuple(made)
