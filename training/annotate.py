"""Terminology annotations in the source: the contract with the product.

A required term stands in the source as
``<term> source words <as> target lemma </term>``, with spaces around the
reserved pieces; the reference has the term inflected. Placeholders
``<x0>`` ... ``<x9>`` are copied verbatim.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

TERM_OPEN = "<term>"
TERM_AS = "<as>"
TERM_CLOSE = "</term>"
TERM_PIECES = (TERM_OPEN, TERM_AS, TERM_CLOSE)
PLACEHOLDERS = tuple(f"<x{i}>" for i in range(10))
MAX_PHRASE = 4

OPENING = "\"'“”„«‘’([{-–—¿¡…"
CLOSING = "\"'“”„»‘’)]}.,;:!?…-–—"


@dataclass
class Pair:
    """One training pair as whitespace tokens with word links.

    ``links`` maps a target token to the source tokens behind it.
    """

    source: list[str]
    target: list[str]
    links: dict[int, list[int]] = field(default_factory=dict)
    sure: list[tuple[int, int]] = field(default_factory=list)

    def reversed(self) -> Pair:
        """The other direction."""
        links: dict[int, list[int]] = defaultdict(list)
        for target, sources in self.links.items():
            for source in sources:
                links[source].append(target)
        return Pair(self.target, self.source, dict(links), [(j, i) for i, j in self.sure])


@dataclass(frozen=True)
class Phrase:
    """A source span and the target span it is translated by (ends exclusive)."""

    start: int
    end: int
    target_start: int
    target_end: int


def split_edges(token: str) -> tuple[str, str, str]:
    """Opening punctuation, the word, closing punctuation."""
    start, end = 0, len(token)
    while start < end and token[start] in OPENING:
        start += 1
    while end > start and token[end - 1] in CLOSING:
        end -= 1
    return token[:start], token[start:end], token[end:]


def phrases(pair: Pair, longest: int = MAX_PHRASE) -> list[Phrase]:
    """Aligned contiguous phrases, consistent in both directions."""
    forward: dict[int, set[int]] = defaultdict(set)
    backward: dict[int, set[int]] = defaultdict(set)
    for i, j in pair.sure:
        forward[i].add(j)
        backward[j].add(i)
    for j, sources in pair.links.items():
        for i in sources:
            forward[i].add(j)
            backward[j].add(i)
    sure = set(pair.sure)
    found: list[Phrase] = []
    for start in range(len(pair.source)):
        for end in range(start + 1, min(start + longest, len(pair.source)) + 1):
            targets = {j for i in range(start, end) for j in forward.get(i, ())}
            if not targets or not forward.get(start) or not forward.get(end - 1):
                continue
            low, high = min(targets), max(targets) + 1
            if high - low > longest or any(not backward.get(j) for j in range(low, high)):
                continue
            if any(not start <= i < end for j in range(low, high) for i in backward[j]):
                continue
            if not any((i, j) in sure for i in range(start, end) for j in range(low, high)):
                continue
            if _clean_span(pair.source, start, end) and _clean_span(pair.target, low, high):
                found.append(Phrase(start, end, low, high))
    return found


_FUNCTION_WORDS = """
a an the of to in on at by for with from as and or but is are was were be been has have had it
its he she his her they their we our you your i my this that these those not no do does и в во
на с со к ко по за из от до о об у а но не что как это он она они его её их мы вы я ve ile bir
bu şu o da de için gibi ama çok daha en ya ki mi mı və ilə də üçün kimi amma çox ən
"""
_STOPWORDS = frozenset(_FUNCTION_WORDS.split())


def _stopword(token: str) -> bool:
    return split_edges(token)[1].casefold() in _STOPWORDS


def _clean_span(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether no punctuation stands inside the span and it has letters."""
    for index in range(start, end):
        before, word, after = split_edges(tokens[index])
        if not word or (before and index > start) or (after and index < end - 1):
            return False
    if _stopword(tokens[start]) or _stopword(tokens[end - 1]):
        return False
    return any(c.isalpha() for index in range(start, end) for c in tokens[index])


def is_name(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether the span starts with a capital inside the sentence."""
    word = split_edges(tokens[start])[1]
    first = start == 0 or tokens[start - 1][-1:] in ".!?:"
    return word[:1].isupper() and not first and split_edges(tokens[end - 1])[1][:1].isupper()


Lemmatise = Callable[[Sequence[str], random.Random], list[str]]


def choose(found: Sequence[Phrase], pair: Pair, rng: random.Random, *, wanted: int) -> list[Phrase]:
    """Some phrases that do not overlap, names and longer phrases more often."""
    weights = []
    for phrase in found:
        weight = 6.0 if is_name(pair.source, phrase.start, phrase.end) else 1.0
        if is_name(pair.target, phrase.target_start, phrase.target_end):
            weight *= 2
        length = phrase.end - phrase.start
        if length == 1 and len(pair.source[phrase.start]) < 4:
            weight *= 0.3
        weights.append(weight * (1.0, 1.0, 1.2, 1.0, 0.7)[min(length, 4)])
    pool = list(range(len(found)))
    chosen: list[Phrase] = []
    while pool and len(chosen) < wanted:
        index = rng.choices(pool, [weights[i] for i in pool])[0]
        phrase = found[index]
        chosen.append(phrase)
        pool = [
            i
            for i in pool
            if (found[i].end <= phrase.start or found[i].start >= phrase.end)
            and (
                found[i].target_end <= phrase.target_start
                or found[i].target_start >= phrase.target_end
            )
        ]
    return sorted(chosen, key=lambda phrase: phrase.start)


def annotate(
    pair: Pair,
    rng: random.Random,
    lemmatise: Lemmatise,
    names: Sequence[str] = (),
    *,
    copy_rate: float = 0.25,
) -> Pair:
    """The pair with one to three terms annotated, or unchanged.

    ``names``: invented or rare names; where the term stands in its base form
    it is replaced, at ``copy_rate``, by one of them on both sides, which
    teaches to copy what follows ``<as>``.
    """
    found = phrases(pair)
    if not found:
        return pair
    wanted = min(rng.choice((1, 1, 1, 2, 2, 3)), max(1, len(pair.source) // 4))
    chosen = choose(found, pair, rng, wanted=wanted)
    target = list(pair.target)
    lemmas: list[list[str]] = []
    for phrase in chosen:
        span = target[phrase.target_start : phrase.target_end]
        before, after = split_edges(span[0])[0], split_edges(span[-1])[2]
        words = [split_edges(token)[1] for token in span]
        lemma = lemmatise(words, rng)
        if names and lemma == words and rng.random() < copy_rate:
            lemma = _invented(words, names, rng)
            padded = [before + lemma[0], *lemma[1:]]
            padded[-1] += after
            target[phrase.target_start : phrase.target_end] = padded
        lemmas.append(lemma)
    return inline(pair, target, chosen, lemmas)


def _invented(words: Sequence[str], names: Sequence[str], rng: random.Random) -> list[str]:
    """As many invented words as there were, so that the links stay."""
    out = []
    for word in words:
        name = rng.choice(names)
        if not word[:1].isupper() and rng.random() < 0.5:
            name = name.lower()
        out.append(name)
    return out


def inline(
    pair: Pair, target: list[str], chosen: Sequence[Phrase], lemmas: Sequence[list[str]]
) -> Pair:
    """The source with the annotations; a term's target words are linked to its lemma."""
    source: list[str] = []
    moved: dict[int, int] = {}
    override: dict[int, list[int]] = {}
    position = 0
    for phrase, lemma in zip(chosen, lemmas, strict=True):
        for index in range(position, phrase.start):
            moved[index] = len(source)
            source.append(pair.source[index])
        span = pair.source[phrase.start : phrase.end]
        before, after = split_edges(span[0])[0], split_edges(span[-1])[2]
        bare = list(span)
        bare[0] = bare[0][len(before) :]
        bare[-1] = bare[-1][: len(bare[-1]) - len(after)] if after else bare[-1]
        source.append(before + TERM_OPEN)
        for offset, word in enumerate(bare):
            moved[phrase.start + offset] = len(source)
            source.append(word)
        source.append(TERM_AS)
        first = len(source)
        source.extend(lemma)
        source.append(TERM_CLOSE + after)
        width = phrase.target_end - phrase.target_start
        for offset in range(width):
            if len(lemma) == width:
                override[phrase.target_start + offset] = [first + offset]
            else:
                override[phrase.target_start + offset] = list(range(first, first + len(lemma)))
        position = phrase.end
    for index in range(position, len(pair.source)):
        moved[index] = len(source)
        source.append(pair.source[index])
    links = {j: [moved[i] for i in sources] for j, sources in pair.links.items()}
    links.update(override)
    return Pair(source, target, links, [(moved[i], j) for i, j in pair.sure])


def annotation(source_words: str, lemma: str) -> str:
    """One annotation as it stands in the source text."""
    return f"{TERM_OPEN} {source_words} {TERM_AS} {lemma} {TERM_CLOSE}"


def attested(lines: Sequence[Sequence[str]]) -> Counter[str]:
    """How often each bare word stands in the text."""
    counts: Counter[str] = Counter()
    for tokens in lines:
        counts.update(split_edges(token)[1] for token in tokens)
    return counts
