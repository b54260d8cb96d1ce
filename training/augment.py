"""News hardening: numbers, placeholders, case, quotes, two sentences at once."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from training.annotate import PLACEHOLDERS, Pair, is_name, split_edges

_NUMBER = re.compile(r"\d+")
_ANONYMOUS = re.compile(r"#[A-Z_]+\d*#")
_LATIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_@/:&-]*[A-Za-z0-9]")
_STRAIGHT = {'"': ("“", "”"), "'": ("‘", "’")}


def upper(text: str, language: str) -> str:
    """Upper case by the language's rules for the dotted i."""
    if language in ("tr", "az"):
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


def join(first: Pair, second: Pair) -> Pair:
    """Two sentences as one segment."""
    n, m = len(first.source), len(first.target)
    links = dict(first.links)
    links.update({j + m: [i + n for i in s] for j, s in second.links.items()})
    sure = first.sure + [(i + n, j + m) for i, j in second.sure]
    return Pair(first.source + second.source, first.target + second.target, links, sure)


def swap_numbers(pair: Pair, rng: random.Random) -> Pair:
    """Other digits, the same on both sides, where both have the number."""
    source_numbers = {n for token in pair.source for n in _NUMBER.findall(token)}
    target_numbers = {n for token in pair.target for n in _NUMBER.findall(token)}
    table = {}
    for number in sorted(source_numbers & target_numbers):
        if len(number) == 4 and number[:2] in ("19", "20") and rng.random() < 0.7:
            table[number] = number[:2] + f"{rng.randrange(100):02d}"
        else:
            low = 10 ** (len(number) - 1) if len(number) < 9 and number[0] != "0" else 0
            table[number] = str(rng.randrange(low, 10 ** len(number))).zfill(len(number))
    if not table:
        return pair

    def swap(tokens: Sequence[str]) -> list[str]:
        return [_NUMBER.sub(lambda m: table.get(m[0], m[0]), token) for token in tokens]

    return Pair(swap(pair.source), swap(pair.target), pair.links, pair.sure)


def placeholders(pair: Pair, rng: random.Random, *, names: bool) -> Pair:
    """Placeholders for what is identical on both sides and, at times, for names."""
    source, target = list(pair.source), list(pair.target)
    free = list(PLACEHOLDERS)
    if rng.random() < 0.5:
        rng.shuffle(free)
    done: set[int] = set()
    for i, j in pair.sure:
        if not free:
            break
        before, word, after = split_edges(pair.source[i])
        low, other, high = split_edges(pair.target[j])
        if not word or not other or i in done:
            continue
        rest = other[len(word) :] if other.startswith(word) else None
        same = rest is not None and _LATIN_WORD.fullmatch(word) and (rest == "" or rest[0] in "-'’")
        if same:
            if rng.random() < 0.5:
                continue
        elif (
            not names
            or not is_name(pair.source, i, i + 1)
            or not is_name(pair.target, j, j + 1)
            or rng.random() < 0.6
        ):
            continue
        if sum(1 for a, b in pair.sure if a == i or b == j) != 1:
            continue
        mark = free.pop(0)
        source[i] = before + mark + after
        target[j] = low + mark + (rest if same and rest else "") + high
        done.add(i)
    return Pair(source, target, pair.links, pair.sure)


def anonymous_marks(pair: Pair) -> Pair:
    """``#PRS_ORG#`` and the like, as some corpora have them, to placeholders."""
    found = [m for token in pair.source for m in _ANONYMOUS.findall(token)]
    if not found:
        return pair
    table = dict(zip(dict.fromkeys(found), PLACEHOLDERS, strict=False))

    def swap(tokens: Sequence[str]) -> list[str]:
        return [_ANONYMOUS.sub(lambda m: table.get(m[0], m[0]), token) for token in tokens]

    return Pair(swap(pair.source), swap(pair.target), pair.links, pair.sure)


def quotes(tokens: Sequence[str], rng: random.Random) -> list[str]:
    """Straight quotes to curly ones or the other way about."""
    text = "\x00".join(tokens)
    if any(c in text for c in "“”’‘«»") and rng.random() < 0.5:
        table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "«": '"', "»": '"'})
        return text.translate(table).split("\x00")
    out = []
    for token in tokens:
        if token.startswith('"') and len(token) > 1:
            token = "“" + token[1:]
        out.append(token.replace('"', "”").replace("'", "’"))
    return out


def casing(pair: Pair, languages: tuple[str, str], rng: random.Random) -> Pair:
    """Headlines: UPPER CASE on both sides, or Title Case in the source."""
    if any("<" in token for token in pair.source):
        return pair
    if rng.random() < 0.4:
        source = [upper(token, languages[0]) for token in pair.source]
        target = [upper(token, languages[1]) for token in pair.target]
        return Pair(source, target, pair.links, pair.sure)
    source = [
        upper(token[:1], languages[0]) + token[1:] if len(token) > 3 else token
        for token in pair.source
    ]
    return Pair(source, list(pair.target), pair.links, pair.sure)


def drop_stop(pair: Pair) -> Pair:
    """Without the final stop on both sides."""
    ends = [side[-1] if side else "" for side in (pair.source, pair.target)]
    if not all(len(end) > 1 and end.endswith(".") for end in ends):
        return pair
    source = [*pair.source[:-1], ends[0][:-1]]
    target = [*pair.target[:-1], ends[1][:-1]]
    return Pair(source, target, pair.links, pair.sure)


def augment(pair: Pair, languages: tuple[str, str], rng: random.Random) -> Pair:
    """The pair as a news desk might send it: usually unchanged."""
    pair = anonymous_marks(pair)
    if rng.random() < 0.3:
        pair = swap_numbers(pair, rng)
    if rng.random() < 0.2 and not any("<x" in token for token in pair.source):
        pair = placeholders(pair, rng, names=rng.random() < 0.4)
    if rng.random() < 0.15:
        pair = drop_stop(pair)
    if rng.random() < 0.06:
        pair = casing(pair, languages, rng)
    if rng.random() < 0.3:
        pair = Pair(quotes(pair.source, rng), pair.target, pair.links, pair.sure)
    return pair
