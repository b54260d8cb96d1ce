"""Phrases or characters that loop, the commonest failure of a neural decoder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import eq

from translator.quality.base import Checked, Finding, FindingCode
from translator.quality.words import clip, folded_words

_LONGEST_PHRASE = 12
_FEWEST_LETTERS = 8
# The same one to six characters, seven times or more (dots, dashes and digits apart).
_STUTTER = re.compile(r"(?=[^\W\d_]{7})([^\W\d_]{1,6}?)\1{6,}")


def check(checked: Checked) -> Iterator[Finding]:
    """Report a phrase that follows itself, or comes again and again, beyond what the source does.

    Single words may stand twice (``yavaş yavaş``, ``very, very``) and phrases of two or more
    words once; the source's own repetitions raise the limit.
    """
    stutter = _STUTTER.search(checked.target)
    if stutter and not _STUTTER.search(checked.source):
        yield Finding(FindingCode.REPEATED, f"{clip(stutter.group(1), 20)!r} repeats on and on")
        return
    target = folded_words(checked.target, checked.target_lang)
    if len(set(target)) == len(target):
        return
    found, scattered = _in_a_row(target, least=3), _scattered(target)
    if not found and not scattered:
        return
    source = folded_words(checked.source, checked.source_lang)
    if found:
        phrase, times = found
        own = _in_a_row(source, least=2)
        if times > (own[1] if own else 1):
            yield Finding(
                FindingCode.REPEATED, f"{clip(' '.join(phrase))!r} stands {times} times in a row"
            )
            return
    if scattered:
        phrase, times = scattered
        own_times = max(_most(source, 2), 1)
        if times > max(2, own_times):
            yield Finding(FindingCode.REPEATED, f"{clip(' '.join(phrase))!r} comes {times} times")


def _in_a_row(tokens: tuple[str, ...], least: int) -> tuple[tuple[str, ...], int] | None:
    """The phrase that follows itself most often, and how often it stands there.

    A single word counts from ``least`` times on, as do phrases of very few letters ("one on one
    on"); longer phrases from twice on.
    """
    best: tuple[tuple[str, ...], int] | None = None
    for size in range(1, min(_LONGEST_PHRASE, len(tokens) // 2) + 1):
        if b"\1" * size not in bytes(map(eq, tokens, tokens[size:])):
            continue  # no phrase of that size follows itself
        start = 0
        while start + 2 * size <= len(tokens):
            phrase = tokens[start : start + size]
            times = 1
            while tokens[start + times * size : start + (times + 1) * size] == phrase:
                times += 1
            if times == 1 or all(token.isdigit() for token in phrase):
                start += 1
                continue
            needed = least if size == 1 or sum(map(len, phrase)) < _FEWEST_LETTERS else 2
            if times >= needed and (best is None or times > best[1]):
                best = phrase, times
            start += (times - 1) * size + 1
    return best


def _scattered(tokens: Sequence[str], size: int = 3) -> tuple[tuple[str, ...], int] | None:
    """The phrase of ``size`` words that comes most often, if any comes more than once."""
    grams = Counter(zip(*(tokens[i:] for i in range(size)), strict=False))
    if len(grams) > len(tokens) - size:
        return None
    spelt = [(g, n) for g, n in grams.items() if sum(map(len, g)) >= 9]
    return max(spelt, key=lambda item: item[1], default=None)


def _most(tokens: Sequence[str], size: int) -> int:
    """How often the commonest phrase of ``size`` words comes."""
    grams = Counter(zip(*(tokens[i:] for i in range(size)), strict=False))
    return max(grams.values(), default=0)
