"""The names that stand in a translation, put in the form that their place in the sentence asks for.

What the source makes of a name and the words beside it decide (see ``roles``); where a preposition
that a name cannot do without was lost, it is put there with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from translator.glossary.concept import Concept, TermMatch
from translator.glossary.inflection import Case, Inflection, Number, give
from translator.glossary.matching import Found
from translator.glossary.recognise import find_names
from translator.glossary.rewriting import Draft, Edit, Span
from translator.glossary.roles import Surroundings, counting, relation, wanted
from translator.glossary.roles.slavic import euphonic
from translator.languages import upper

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s\"'«»“”„‘’]")
_NUMERAL = re.compile(r"[IVXLC]+|\d{1,3}(?:-?[а-яії]{1,3})?")
_OPENING, _CLOSING = "\"«“„'‘", "\"»”“'’"
_ADJECTIVES = 3
_SENTENCE = re.compile(r"[.;:!?…]\s")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the source: the match, the sentence and its language."""

    match: TermMatch
    source: str
    lang: str


@dataclass(frozen=True, slots=True)
class Wish:
    """The form that a name is to have, and what is to stand before it."""

    place: Inflection
    preposition: str = ""
    between: int = 0


def formed(
    draft: Draft, names: Iterable[tuple[Found, Mention | None]], lang: str, *, handed: bool
) -> Draft:
    """``draft`` with its names in the forms that their places ask for.

    Args:
        names: the names in the draft, each with the mention in the source that it answers.
        handed: whether the model was handed the names in their base form.
    """
    edits: list[Edit] = []
    for found, mention in names:
        if found.forbidden or not draft.free(found.start, found.end):
            continue
        span = (found.start, found.end)
        wish = asked(draft.text, span, found.inflections, mention, lang, handed=handed)
        if wish is not None:
            edits += placed(draft, span, found.concept, wish, lang)
    return draft.edited(edits)


def asked(
    text: str,
    span: Span,
    places: Sequence[Inflection],
    mention: Mention | None,
    lang: str,
    *,
    handed: bool,
    supplied: bool = False,
) -> Wish | None:
    """The form that the name at ``span`` is asked for, or None if it can stay as it is.

    Args:
        places: those that the words there can be, the likeliest first.
        supplied: whether the words there are others, which are to give way to the name.
    """
    told = None
    name = ""
    here: tuple[Inflection, ...] = ()
    if mention is not None:
        match = mention.match
        here = _places(mention)
        told = relation(mention.source, match.start, match.end, mention.lang, here)
        name = match.concept.preferred(lang)
    around = surroundings(text, *span, lang)
    if handed and _attributive(here, places, around, lang):
        return Wish(Inflection(Case.LOC, tail="ki"), "", around.between)
    number = None
    if mention is not None and handed:
        numbers = {place.number for place in here}
        one = numbers.pop() if len(numbers) == 1 else None
        number = counting.number_wanted(one, told, around, mention.match.concept, lang)
    fitting = [place for place in places if number in (None, place.number)]
    cases = {place.case for place in fitting or places}
    need = wanted(told, around, cases, name, lang, handed=handed)
    if need is not None and need.case in cases and not need.preposition and not supplied:
        need = None
    owned = handed and told is not None and counting.possessed(told, around, places, lang)
    if need is None and fitting and number is not Number.PLUR and not owned:
        return None
    place = (fitting or places)[0]
    place = Inflection(need.case if need else place.case, number or place.number)
    if owned:
        place = replace(place, owner="3sg")
    if number is Number.PLUR:
        place = counting.counted(place, around, name, lang)
    if need is None and place in places:
        return None
    return Wish(place, need.preposition if need else "", around.between)


def _attributive(
    here: Sequence[Inflection], places: Sequence[Inflection], around: Surroundings, lang: str
) -> bool:
    """Whether a name that is an attribute in the source (*Bakıdakı görüş*) lost the suffix for it.

    Of the Turkic languages one with the suffix goes to another; a word has to follow that the name
    can be an attribute of.
    """
    if lang not in ("az", "tr") or not here or not around.after[:1]:
        return False
    if any(place.tail != "ki" or place.case is not Case.LOC for place in here):
        return False
    plain = all(not place.tail and place.case in (Case.NOM, Case.LOC) for place in places)
    return plain and around.after[0][:1].isalpha() and around.after[0].islower()


def readings(words: Sequence[str], likeliest: Inflection, lang: str) -> tuple[Inflection, ...]:
    """The places that the words of a noun phrase can stand in, the likeliest first."""
    cases = {likeliest.case}
    if likeliest.case in (Case.NOM, Case.ACC):
        # what a broken form is read as for want of anything better
        cases = {Case.NOM, Case.ACC}
    if lang in ("ru", "uk"):
        from translator.glossary.inflection import morphology
        from translator.glossary.roles import slavic_evidence

        if morphology.has_dictionary(lang):
            cases |= slavic_evidence.possible(words, lang)
    others = (Inflection(case, likeliest.number) for case in sorted(cases - {likeliest.case}))
    return (likeliest, *others)


def surroundings(text: str, start: int, end: int, lang: str) -> Surroundings:
    """The words of the sentence on either side of ``text[start:end]``."""
    before = _WORD.findall(_SENTENCE.split(text[:start])[-1])[-12:]
    after = _WORD.findall(text[end : end + 60])[:3]
    between = 0
    for word in reversed(before):
        if not (_NUMERAL.fullmatch(word) or (between < _ADJECTIVES and _agrees(word, lang))):
            break
        between += 1
    quoted = text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING and start > 0
    ahead = _WORD.findall(_SENTENCE.split(text[end:])[0])[:12]
    quoted = quoted and end < len(text)
    return Surroundings(tuple(before), tuple(after), between, quoted, tuple(ahead))


def _agrees(word: str, lang: str) -> bool:
    """Whether a word before a noun is an adjective or a numeral."""
    if lang not in ("ru", "uk"):
        return False
    from translator.glossary.inflection import morphology

    if not morphology.has_dictionary(lang) or not word[0].isalpha():
        return False
    return morphology.parse(word, lang)[0].tag.POS in (*morphology.ADJECTIVE, "NUMR")


def _places(mention: Mention) -> tuple[Inflection, ...]:
    """The places that the name in the source can be in its paradigm; none if it is not known."""
    match = mention.match
    for found in find_names(match.concept, match.text, mention.lang):
        if found.text == match.text:
            return found.inflections
    return ()


def placed(draft: Draft, span: Span, concept: Concept, wish: Wish, lang: str) -> list[Edit]:
    """Edits that put the concept's name in its place, its own first, in the form wished for."""
    name = written(concept, wish.place, lang)
    start = span[0]
    if wish.preposition:
        words = list(_WORD.finditer(draft.text, 0, start))
        first = words[-wish.between] if wish.between else None
        start = first.start() if first else start
        preposition = euphonic(wish.preposition, first.group() if first else name, lang) + " "
        if _opens(draft.text, start):
            preposition = upper(preposition[:1], lang) + preposition[1:]
        return [Edit(*span, name), Edit(start, start, preposition)]
    edits = [Edit(*span, opened(draft.text, span, name, lang))]
    last = re.search(r"(?<!\w)(\w+) \Z", draft.text[:start])
    if last is not None and draft.free(*last.span(1)):
        preposition = euphonic(last[1], name, lang)
        if preposition != last[1]:
            edits.append(Edit(*last.span(1), preposition))
    return edits


def written(concept: Concept, place: Inflection, lang: str) -> str:
    """The concept's preferred name in its form for ``place``."""
    hand = tuple(concept.forms.get(lang, ()))
    grammar = (concept.pos, hand, concept.gender, concept.number)
    return give(concept.preferred(lang), lang, place, *grammar, joined=concept.joined)


def opened(text: str, span: Span, name: str, lang: str) -> str:
    """``name`` with a capital if it takes the place of a capital that opens a sentence."""
    if _opens(text, span[0]) and text[span[0]].isupper() and name[:1].islower():
        return upper(name[:1], lang) + name[1:]
    return name


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip().rstrip("\"'«»„“”‘’(—–-").rstrip()
    return not before or before[-1] in ".!?…"
