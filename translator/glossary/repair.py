"""Putting names into a translation that lacks them, where its own words show how.

The order of trying, for each mention of a name that the translation does not hold:

1. another name of the same concept stands there (forbidden, or allowed but not preferred): it
   gives way to the preferred name in the same case and number;
2. a misspelt, badly inflected or untranslated copy of a name stands there: likewise;
3. for required names alone, the words aligned with the source's term (a short run of them, no
   figures, no words of another term, no function words at its edges) give way, the case read from
   them and from the preposition before them;
4. otherwise nothing is done, and the check flags the sentence: a name dropped into a place that
   nothing speaks for would turn an honest gap into a false sentence.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from translator.glossary.agreement import mended
from translator.glossary.concept import Concept, Policy, TermMatch
from translator.glossary.folding import APOSTROPHES, key
from translator.glossary.forming import (
    Mention,
    Wish,
    asked,
    formed,
    opened,
    placed,
    readings,
    written,
)
from translator.glossary.function_words import is_function_word, words_of
from translator.glossary.inflection import BASE, Inflection, read
from translator.glossary.matching import Found, apart
from translator.glossary.recognise import find_names
from translator.glossary.rewriting import Draft, Edit, Span
from translator.languages import upper

MAX_LENGTH = 10_000
"""The longest text, in characters, that is repaired; beyond it no place can be told honestly."""

_NEAR = 0.82
_COPY = 0.9
_SURE = 0.9
_SUFFIXES = 7


def repair(
    draft: Draft,
    source: str,
    matches: Sequence[TermMatch],
    source_lang: str,
    target_lang: str,
    *,
    handed: bool = False,
) -> Draft:
    """``draft`` with the names of ``matches`` put right where that can be done honestly.

    Args:
        draft: the translation, its placeholders and signs resolved.
        source: what it is a translation of.
        matches: the names found there.
        source_lang: the source's language.
        target_lang: the draft's language.
        handed: whether the model was handed the names in their base form (an annotated source):
            their form in the draft then counts for less than their role in the source.
    """
    owed = [
        match
        for match in matches
        if match.concept.policy is not Policy.KEEP and match.concept.preferred(target_lang)
    ]
    if not owed or not draft.text.strip() or max(len(source), len(draft.text)) > MAX_LENGTH:
        return draft
    concepts = list({match.concept.id: match.concept for match in owed}.values())
    standing = _standing(draft, concepts, target_lang)
    named = _other_names(draft, standing, target_lang)
    if named is not draft:
        draft, standing = named, _standing(named, concepts, target_lang)
    draft = _capitals(draft, standing, target_lang)
    if target_lang in ("az", "tr"):
        joined = _joined(draft, standing)
        if joined is not draft:
            draft, standing = joined, _standing(joined, concepts, target_lang)
    answers = _answers(draft, owed, standing)
    matched = {id(found): Mention(match, source, source_lang) for match, found in answers if found}
    mentions = [(found, matched.get(id(found))) for found in standing]
    governed = formed(draft, mentions, target_lang, handed=handed)
    if governed is not draft:
        draft, standing = governed, _standing(governed, concepts, target_lang)
        answers = _answers(draft, owed, standing)
    for found in standing:
        draft = draft.keep(found.start, found.end)
    before = draft.text
    for match in (match for match, found in answers if found is None):
        draft = _supply(draft, source, match, source_lang, target_lang)
    if draft.text != before:
        standing = _standing(draft, concepts, target_lang)
    return draft.edited(_spare(draft.text, owed, standing, target_lang))


def _standing(draft: Draft, concepts: Iterable[Concept], lang: str) -> list[Found]:
    """All names of ``concepts`` in the draft, the longest where they overlap."""
    every = [found for concept in concepts for found in find_names(concept, draft.text, lang)]
    every.sort(key=lambda found: (found.start - found.stem_end, found.forbidden, found.start))
    return list(apart(every))


def _other_names(draft: Draft, standing: Iterable[Found], lang: str) -> Draft:
    """Forbidden names, and for required concepts all but the preferred one, give way to it."""
    edits: list[Edit] = []
    for found in standing:
        concept = found.concept
        preferred = concept.preferred(lang)
        if key(found.name, lang) == key(preferred, lang) or found.name in concept.forms.get(
            lang, ()
        ):
            continue
        wrong = found.forbidden or concept.policy is Policy.REQUIRE
        if wrong and draft.free(found.start, found.end):
            place = _place_of(draft.text, found, lang)
            span = _whole(draft.text, found, lang)
            if span[1] > found.end:
                words = tuple(draft.text[slice(*span)].split())
                place = read(words, lang, _before(draft.text, span[0]), preferred) or place
            edits.append(_named(draft.text, span, concept, place, lang))
            edits += mended(draft, span, concept, place, lang)
    return draft.edited(edits)


def _whole(text: str, found: Found, lang: str) -> Span:
    """Where ``found`` stands, or the preferred name in a broken form that begins with it.

    In *Hazar Denizi'de* the short name is recognised, for the whole is no form of its own.
    """
    preferred = found.concept.preferred(lang)
    stop = found.start + len(preferred)
    if stop <= found.end or key(text[found.start : stop], lang) != key(preferred, lang):
        return found.start, found.end
    tail = re.match(r"\w*(?:['’ʼ-]\w+)*", text[stop:])
    return found.start, stop + (tail.end() if tail else 0)


def _capitals(draft: Draft, standing: Iterable[Found], lang: str) -> Draft:
    """Words of a name that lost the capital which the glossary gives them get it back."""
    edits: list[Edit] = []
    for found in standing:
        words = [(found.start + a, found.start + b) for a, b in words_of(found.text)]
        named = [found.name[a:b] for a, b in words_of(found.name)]
        if len(words) != len(named) or not draft.free(found.start, found.end):
            continue
        for (start, _), name in zip(words, named, strict=True):
            first = upper(draft.text[start], lang)
            if name[0].isupper() and first == name[0] != draft.text[start]:
                edits.append(Edit(start, start + 1, first))
    return draft.edited(edits)


def _joined(draft: Draft, standing: Iterable[Found]) -> Draft:
    """Suffixes set off by an apostrophe joined: where the concept asks for it, to common nouns."""
    edits = [
        Edit(found.stem_end, found.stem_end + 1, "")
        for found in standing
        if (found.concept.joined or found.name.rsplit(" ", 1)[-1].islower())
        and draft.text[found.stem_end : found.stem_end + 1] in APOSTROPHES
        and found.stem_end + 1 < found.end
        and draft.free(found.start, found.end)
    ]
    return draft.edited(edits)


def _place_of(text: str, found: Found, lang: str) -> Inflection:
    """The place of a form: of several with the same spelling the one its surroundings ask for."""
    if len(set(found.inflections)) == 1:
        return found.inflection
    told = read(tuple(found.text.split()), lang, _before(text, found.start), found.name)
    for place in found.inflections:
        if told is not None and (place.case, place.number) == (told.case, told.number):
            return place
    return found.inflection


def _before(text: str, start: int) -> tuple[str, ...]:
    """The last words before ``start`` in its clause."""
    clause = re.split(r"[.,;:!?…()«»\"“”]", text[:start])[-1]
    return tuple(clause.split()[-4:])


def _named(text: str, span: Span, concept: Concept, place: Inflection, lang: str) -> Edit:
    """The preferred name of ``concept`` in its form for ``place``, in place of ``span``."""
    return Edit(*span, opened(text, span, written(concept, place, lang), lang))


def _answers(
    draft: Draft, owed: Sequence[TermMatch], standing: Sequence[Found]
) -> list[tuple[TermMatch, Found | None]]:
    """The mentions, each with the name in the draft that answers it: by alignment, then in order.

    Those that none answers come last.
    """
    rest = [found for found in standing if not found.forbidden]
    answers: list[tuple[TermMatch, Found | None]] = []
    open_: list[TermMatch] = []
    for match in owed:
        linked = [
            found
            for found in rest
            if found.concept.id == match.concept.id and _linked(draft, match, found)
        ]
        if linked:
            rest.remove(linked[0])
            answers.append((match, linked[0]))
        else:
            open_.append(match)
    missing: list[tuple[TermMatch, Found | None]] = []
    for match in open_:
        same = next((found for found in rest if found.concept.id == match.concept.id), None)
        if same is None:
            missing.append((match, None))
        else:
            rest.remove(same)
            answers.append((match, same))
    return answers + missing


def _linked(draft: Draft, match: TermMatch, found: Found) -> bool:
    return any(
        link.source_start < match.end
        and match.start < link.source_end
        and link.target_start < found.end
        and found.start < link.target_end
        for link in draft.links
    )


def _supply(
    draft: Draft, source: str, match: TermMatch, source_lang: str, target_lang: str
) -> Draft:
    """The draft with the name that ``match`` asks for, if a place for it is found."""
    required = match.concept.policy is Policy.REQUIRE
    hull = _hull(draft, source, match, source_lang, target_lang) if required else None
    near = _near(draft, match, source_lang, target_lang, hull)
    span = hull
    if near is not None and (hull is None or near[0] >= _SURE):
        span = near[1]
    if span is None:
        return draft
    words = tuple(draft.text[slice(*span)].split())
    preferred = match.concept.preferred(target_lang)
    place = read(words, target_lang, _before(draft.text, span[0]), preferred) or BASE
    places = readings(words, place, target_lang)
    mention = Mention(match, source, source_lang)
    # the words that give way are no names: their form counts for less than the source's role
    wish = asked(draft.text, span, places, mention, target_lang, handed=True, supplied=True)
    wish = wish or Wish(place)
    name, *beside = placed(draft, span, match.concept, wish, target_lang)
    beside += mended(draft, span, match.concept, wish.place, target_lang)
    return draft.put(name, (match.start, match.end)).edited(beside)


def _near(
    draft: Draft, match: TermMatch, source_lang: str, target_lang: str, hull: Span | None
) -> tuple[float, Span] | None:
    """How like a run of words is to a name of the concept, or to the source's own, and the run."""
    concept = match.concept
    names = [
        (name, _NEAR) for name in (*concept.variants(target_lang), *concept.forbidden(target_lang))
    ]
    names += [(match.text, _COPY)]
    names += [(name, _COPY) for name in concept.variants(source_lang)]
    words = words_of(draft.text)
    free = [draft.free(*word) for word in words]
    texts = [draft.text[slice(*word)] for word in words]
    edge = [
        ok and not is_function_word(text, target_lang) for ok, text in zip(free, texts, strict=True)
    ]
    letters = [_letters(text, target_lang) for text in texts]
    best: tuple[float, Span] | None = None
    for name, floor in names:
        wanted = _letters(name, target_lang)
        count = len(words_of(name))
        for size in range(max(1, count - 1), count + 2):
            for first in range(len(words) - size + 1):
                last = first + size - 1
                span = (words[first][0], words[last][1])
                if not edge[first] or not edge[last] or not all(free[first : last + 1]):
                    continue
                if hull is not None and (span[1] <= hull[0] or hull[1] <= span[0]):
                    continue
                candidate = "".join(letters[first : last + 1])
                ratio = _ratio(candidate, wanted)
                if target_lang in ("az", "tr") and 0 < len(candidate) - len(wanted) <= _SUFFIXES:
                    ratio = max(ratio, _ratio(candidate[: len(wanted)], wanted) - 0.02)
                if ratio >= floor and (best is None or ratio > best[0]):
                    best = (ratio, span)
    return best


def _letters(text: str, lang: str) -> str:
    return "".join(c for c in key(text, lang) if c.isalnum())


def _ratio(a: str, b: str) -> float:
    if min(len(a), len(b)) < 4 or a[0] != b[0]:
        return 1.0 if a == b else 0.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _NEAR else 0.0


def _hull(
    draft: Draft, source: str, match: TermMatch, source_lang: str, target_lang: str
) -> Span | None:
    """The run of target words that translates the term, by the alignment."""
    scores = dict(_aligned(draft, source, match, source_lang))
    if not scores:
        return None
    words = words_of(draft.text)
    size = max(len(words_of(match.text)), len(words_of(match.concept.preferred(target_lang))))
    runs: list[list[int]] = []
    for index in sorted(scores):
        gap = range(runs[-1][-1] + 1, index) if runs else ()
        if runs and len(gap) <= 1 and all(draft.free(*words[i]) for i in gap):
            runs[-1].append(index)
            continue
        runs.append([index])
    best = max(runs, key=lambda run: sum(scores[i] for i in run))
    while best and is_function_word(draft.text[slice(*words[best[0]])], target_lang):
        best = best[1:]
    while best and is_function_word(draft.text[slice(*words[best[-1]])], target_lang):
        best = best[:-1]
    if not best or best[-1] - best[0] + 1 > 2 * size + 1:
        return None
    span = (words[best[0]][0], words[best[-1]][1])
    inside = draft.text[slice(*span)]
    return None if re.search(r"[.!?…;:,]\s|[()«»\"“”]", inside) else span


def _aligned(
    draft: Draft, source: str, match: TermMatch, source_lang: str
) -> Iterator[tuple[int, int]]:
    """The target words of which most links lead into the term, and how many do."""
    inner = [
        link
        for link in draft.links
        if link.source_start < match.end
        and match.start < link.source_end
        and not is_function_word(source[link.source_start : link.source_end].strip(), source_lang)
    ]
    for index, (start, end) in enumerate(words_of(draft.text)):
        if not draft.free(start, end) or draft.text[start:end].isdecimal():
            continue
        into = sum(link.target_start < end and start < link.target_end for link in inner)
        total = sum(link.target_start < end and start < link.target_end for link in draft.links)
        if into and 2 * into >= total:
            yield index, into


def _spare(
    text: str, owed: Sequence[TermMatch], standing: Sequence[Found], lang: str
) -> list[Edit]:
    """Edits that take out what was said twice in a row: a name, or the source's words beside it.

    A name goes only where the translation has it more often than the source.
    """
    edits: list[Edit] = []
    counts = Counter(found.concept.id for found in standing)
    mentions = Counter(match.concept.id for match in owed)
    for first, second in pairwise(standing):
        identity = first.concept.id
        between = text[first.end : second.start]
        if second.concept.id != identity or counts[identity] <= mentions[identity]:
            continue
        if not between.strip(" -–—"):
            edits.append(Edit(first.end, second.end, ""))
            counts[identity] -= 1
    for found in standing:
        edit = _copy_beside(text, found, owed, lang)
        if edit is not None and all(edit.end <= e.start or e.end <= edit.start for e in edits):
            edits.append(edit)
    return edits


def _copy_beside(text: str, found: Found, owed: Sequence[TermMatch], lang: str) -> Edit | None:
    for copy in {match.text for match in owed if match.concept.id == found.concept.id}:
        if copy[:1].islower() or key(copy, lang) == key(found.text, lang):
            continue
        if text.endswith(copy + " ", 0, found.start):
            return Edit(found.start - len(copy) - 1, found.start, "")
        if re.match(rf" {re.escape(copy)}(?!\w)", text[found.end :]):
            return Edit(found.end, found.end + len(copy) + 1, "")
    return None
