"""The role of a name in an English sentence, from the words around it.

English shows roles by order and prepositions, so a few words on either side of a noun phrase tell
what it does; where they do not, nothing is said. No parser: closed classes of words, the verbs of
news and the capitals of names.
"""

from __future__ import annotations

import re

from translator.glossary.roles.base import Relation, Role
from translator.glossary.roles.english_words import (
    ADJECTIVES,
    ADVERBS,
    AMOUNTS,
    AUXILIARIES,
    CAUSING,
    CLASSIFIERS,
    COMPLEX,
    CONJUNCTIONS,
    COPULAS,
    DETERMINERS,
    ENTERING,
    GIFTS,
    GIVING,
    INVESTING,
    IRREGULAR,
    NOUNS_TOO,
    NUMERALS,
    OTHERWISE,
    PREPOSITIONS,
    PRONOUNS,
    REGULAR,
    SAYING,
    STRIKING,
    SUBORDINATORS,
    TIMES,
    TITLES,
    base_of,
)

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")
_ADJECTIVAL = re.compile(
    r".{2,}(?:ern|al|ic|ous|ive|ful|less|able|ible|ary|ish|ese|ian|ani|est|-[a-z]+)"
)
_NUMBER = re.compile(r"\d[\d.,]*(?:st|nd|rd|th)?|[IVXLC]+")
_POSSESSIVE = re.compile(r".+(?:['’]s|s['’])")
_QUOTES = frozenset("\"'«»“”„‘’")
_STOPS = frozenset(".!?;:()[]—–-…•|/")
_VAGUE = {
    "a",
    "an",
    "some",
    "any",
    "no",
    "another",
    "many",
    "several",
    "few",
    "most",
    "more",
    "such",
}
_DEFINITE = DETERMINERS - _VAGUE
_JOINS = frozenset("-–/")
_FAR = 16


def relation(source: str, start: int, end: int) -> Relation | None:
    """What ``source[start:end]`` is, or None where its neighbours do not tell it."""
    if (start and source[start - 1] in _JOINS) or re.match(r"[-–/]\w", source[end:]):
        return None  # a part of a compound
    before = [t for t in _TOKEN.findall(source[max(0, start - 200) : start]) if t not in _QUOTES]
    after = _TOKEN.findall(source[end : end + 120])
    name = source[start:end].replace("’", "'")
    if name.endswith(("'s", "s'")) or after[:2] in (["'", "s"], ["’", "s"]):
        return Relation(Role.OWNER)
    after = [t.replace("’", "'") for t in after if t not in _QUOTES]
    common = not name.rpartition(" ")[2][:1].isupper()
    outside = _outside(before[-_FAR:], common=common)
    verb = _finite(after, many=outside[-1:] == ["and"])
    if _modifies(after, verb=verb):
        return Relation(Role.ADJUNCT)
    role = _governed(outside, after, verb=verb)
    if role is None:
        return None
    word = outside[-1].lower() if outside and outside[-1].lower() in PREPOSITIONS else ""
    inside = before[len(before) - min(len(before), _FAR) + len(outside) :]
    definite = not common or any(w.lower() in _DEFINITE or _POSSESSIVE.fullmatch(w) for w in inside)
    compound = common and _is_modifier(inside[-1:])
    amount = word == "of" and len(outside) > 1 and outside[-2].lower() in AMOUNTS
    return Relation(role, word, definite, compound, amount)


def _is_modifier(inside: list[str]) -> bool:
    """Whether the last of the words in a noun phrase before its noun is a noun itself."""
    if not inside or not inside[0].isalpha():
        return False
    small = inside[0].lower()
    return not (
        small in DETERMINERS
        or small in ADJECTIVES
        or small in NUMERALS
        or small.endswith(("ed", "ing"))
        or _NUMBER.fullmatch(inside[0])
        or _ADJECTIVAL.fullmatch(small)
    )


def _outside(before: list[str], *, common: bool) -> list[str]:
    """The words before the noun phrase of which ``before`` holds the beginning."""
    words = list(before)
    nouns = 0
    while words:
        word = words[-1]
        small = word.lower()
        if small in DETERMINERS and not (small == "that" and len(words) < len(before)):
            words.pop()
            if (
                small in ("the", "these", "those")
                and words
                and words[-1].lower() in ("all", "both")
            ):
                words.pop()
            return words
        if _POSSESSIVE.fullmatch(word):
            words.pop()
            while words and words[-1][:1].isupper() and words[-1].lower() not in PREPOSITIONS:
                words.pop()
            if words and words[-1].lower() in DETERMINERS:
                words.pop()
            return words
        if (
            small in ADJECTIVES
            or small in NUMERALS
            or _NUMBER.fullmatch(word)
            or small in TITLES
            or (_ADJECTIVAL.fullmatch(small) and small not in PREPOSITIONS)
        ):
            words.pop()
            continue
        known = (
            small in PREPOSITIONS
            or small in CONJUNCTIONS
            or small in SUBORDINATORS
            or small in AUXILIARIES
            or small in IRREGULAR
            or not word[:1].isalnum()
        )
        if common and not known and not base_of(small) and word.isalpha() and nouns < 2:
            nouns += 1
            words.pop()
            continue
        return words
    return words


def _finite(after: list[str], *, many: bool) -> bool:
    """Whether the words after a noun phrase begin with a finite verb, adverbs apart.

    Args:
        many: whether the phrase is the last of several, so that its verb has no ending.
    """
    words = after[:_FAR]
    while words and (words[0].lower() in ADVERBS or words[0].lower().endswith("ly")):
        words.pop(0)
    if not words or not words[0].islower():
        return False
    word, following = words[0], words[1].lower() if len(words) > 1 else ""
    if word in AUXILIARIES or word in IRREGULAR:
        return True
    if word.endswith("ed") and len(word) > 4:
        return following != "by"
    base = base_of(word)
    if base == word and (many or base not in NOUNS_TOO):
        return True
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return False
    if base and base not in NOUNS_TOO:
        return True
    # "Kazakhstan exports oil" but "Kazakhstan exports grew", "Kazakhstan exports of oil"
    if following in ("", "of", ".", ",", "in") or _verb_ahead(words[1:]):
        return False
    return bool(base) or following in DETERMINERS or following in ("up", "out", "down", "to")


def _verb_ahead(words: list[str]) -> bool:
    """Whether the clause of a possible verb has another one, which then is its verb."""
    for word in words:
        if not word[0].isalnum() or word.lower() in SUBORDINATORS:
            return False
        if word in AUXILIARIES or word in IRREGULAR or (word.islower() and word.endswith("ed")):
            return True
    return False


def _modifies(after: list[str], *, verb: bool) -> bool:
    """Whether the noun phrase goes on after the name, so that the name only modifies it."""
    if not after or verb:
        return False
    word = after[0]
    small = word.lower()
    if not word[0].isalpha() or small in PREPOSITIONS or small in CONJUNCTIONS:
        return False
    if small in SUBORDINATORS or small in AUXILIARIES or small in IRREGULAR or small in ADVERBS:
        return False
    if small in DETERMINERS or small in PRONOUNS or small in NUMERALS or small.endswith("ly"):
        return False
    if small in TIMES:
        return False
    if small in ADJECTIVES and len(after) > 1 and after[1].lower() in PREPOSITIONS:
        return False  # "a port south of here"
    return not small.endswith(("ed", "ing"))


def _governed(before: list[str], after: list[str], *, verb: bool) -> Role | None:
    """The role that the words before a noun phrase give it."""
    if not before:
        return Role.SUBJECT if verb or _sentence(after) else Role.NAMED
    word = before[-1]
    small = word.lower()
    if small in ("and", "or", "&"):
        return _coordinated(before[:-1], after, verb=verb)
    if small in PREPOSITIONS:
        if verb and small in SUBORDINATORS:
            return Role.SUBJECT
        return _after_preposition(before)
    if word in _STOPS or small in SUBORDINATORS:
        if verb:
            return Role.SUBJECT
        return Role.NAMED if word in ".:!?" and not _sentence(after) else None
    if word == ",":
        if _listed(after) and len(before) > 1 and before[-2][:1].isupper():
            return _coordinated(before[:-1], after, verb=verb)
        return Role.SUBJECT if verb and _introduced(before[:-1]) else None
    if small in ("team", "miss"):
        return Role.OWNER  # "Team Georgia"
    if verb:
        return None if word[0].isupper() else Role.SUBJECT  # "officials said Baku would"
    if small in COPULAS:
        there = len(before) > 1 and before[-2].lower() == "there"
        return Role.SUBJECT if there else None
    if small in SAYING:
        return Role.SUBJECT
    base = base_of(small) or REGULAR.get(small, "")
    if after[:1] == ["to"] and base in CAUSING:
        return None  # "they expect Germany to be"
    if base in ENTERING:
        return Role.GOAL
    if base in GIVING:
        return Role.RECIPIENT
    if base in OTHERWISE or small in AUXILIARIES:
        return None
    if base or small in IRREGULAR or _unknown_verb(before):
        return Role.OBJECT
    return None


def _unknown_verb(before: list[str]) -> bool:
    """Whether the last word stands as only a verb does: *to isolate*, *who insulted*."""
    word = before[-1]
    previous = before[-2].lower() if len(before) > 1 else ""
    if not word.islower() or len(word) < 4:
        return False
    if word.endswith("ed"):
        return (
            previous in PRONOUNS
            or previous in ("has", "have", "had", "that")
            or (len(before) > 1 and before[-2][0].isupper())
        )
    return previous == "to" and not word.endswith("ing")


def _introduced(before: list[str]) -> bool:
    """Whether what stands before a comma can open a sentence: *On Monday, …*."""
    for place in range(len(before) - 1, -1, -1):
        if before[place] in _STOPS:
            before = before[place + 1 :]
            break
    return bool(before) and before[0].lower() in (
        PREPOSITIONS.keys() | SUBORDINATORS | ADVERBS | {"today", "earlier", "later", "according"}
    )


def _after_preposition(before: list[str]) -> Role | None:
    small = before[-1].lower()
    previous = before[-2].lower() if len(before) > 1 else ""
    if (previous, small) in COMPLEX:
        return COMPLEX[previous, small]
    role = PREPOSITIONS[small]
    if (small == "on" and previous in STRIKING) or (small == "in" and previous in INVESTING):
        return Role.GOAL
    if small == "to" and any(word.lower() in GIFTS for word in before[-5:-1]):
        return Role.RECIPIENT
    if small == "of" and previous in CLASSIFIERS:
        return Role.NAMED
    return role


def _coordinated(before: list[str], after: list[str], *, verb: bool) -> Role | None:
    """The role of a name after *and*: that of the names before it, or a new clause's subject."""
    words = list(before)
    seen = False
    while words:
        word = words[-1]
        small = word.lower()
        if word == "," or small in ("and", "or"):
            words.pop()
        elif small == "of" and seen and len(words) > 2 and words[-2][0].isupper():
            words.pop()  # "the Republic of Georgia and …"
        elif word[:1].isupper() and small not in PREPOSITIONS and small not in DETERMINERS:
            words.pop()
            seen = True
        elif small in DETERMINERS and seen:
            words.pop()
        else:
            break
    if not seen:
        return Role.SUBJECT if verb else None
    return _governed(words, after, verb=verb)


def _listed(after: list[str]) -> bool:
    """Whether a list of names goes on after a name: *, Iran and Russia*."""
    for word in after:
        if word in ("and", "or"):
            return True
        if word != "," and not word[:1].isupper() and word not in DETERMINERS:
            return False
    return False


def _sentence(after: list[str]) -> bool:
    """Whether a finite verb stands somewhere in the words that follow."""
    return any(
        word in AUXILIARIES or word in IRREGULAR or (word.endswith("ed") and word.islower())
        for word in after
    )
