"""What must come through a translation letter for letter: addresses, codes, literal markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.glossary.concept import Policy, TermMatch
from translator.glossary.folding import folded, key
from translator.glossary.rewriting import Span

MAX_PLACEHOLDERS = 10
# more of them make no sentence; the checks still see what is lost
MAX_LITERALS = 100

_URL = r"(?:https?|ftp)://[^\s<>\"«»“”]+|www\.[^\s<>\"«»“”]+"
_EMAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_HANDLE = r"(?<![\w@])@\w[\w.]*\w"
_HASHTAG = r"(?<![\w&#])\#\w*[^\W\d]\w*"
_CODE = r"(?<![\w-])[^\W\d_a-z]{1,6}[-/]\d{2,}(?:[-/][^\W_]+)*(?!\w)"
# whole figures with their groups, decimals and times; Roman numerals of two letters and more
_ROMAN = r"(?=[IVXLC]{2})(?:X{0,3}(?:IX|IV|V?I{0,3})|X[LC]|LX{1,3})"
_FIGURES = re.compile(rf"(?<![\w.,:/–-])(?:\d+(?:[.,:/–-]\d+)*|{_ROMAN})(?![\w/])")
_ORDINAL = re.compile(rf"(?<![\w.,:/–-]){_ROMAN}\.?\s\Z")
_LITERALS = re.compile("|".join((_URL, _EMAIL, _HANDLE, _HASHTAG, _CODE)))
_UPPER_CODE = re.compile(_CODE)

# what a model would take for its own signs
MARKUP = re.compile(
    r"<\s*/?\s*(?:term|as|x\d+|s|unk|pad|mask)\s*/?\s*>|>>\s*[A-Za-z][\w-]{0,15}\s*<<",
    re.IGNORECASE,
)
_HARMLESS = str.maketrans("<>", "‹›")


def literals(source: str) -> list[Span]:
    """Addresses, handles, hashtags and codes in ``source``, without the stop that follows them."""
    found: list[Span] = []
    for match in _LITERALS.finditer(source):
        text = match.group()
        if _UPPER_CODE.fullmatch(text) and not text.split("-")[0].split("/")[0].isupper():
            continue
        bare = text.rstrip(".,;:!?…'’*_")
        while bare.endswith(")") and bare.count("(") < bare.count(")"):
            bare = bare[:-1].rstrip(".,;:!?…'’")
        if bare:
            found.append((match.start(), match.start() + len(bare)))
    return found


def figures(source: str) -> list[Span]:
    """Numbers in figures and Roman numerals that stand alone."""
    return [match.span() for match in _FIGURES.finditer(source) if match.group()]


def ordinal(source: str, start: int) -> Span | None:
    """The Roman numeral right before ``source[start]``, as in "VIII Forum", its stop included."""
    match = _ORDINAL.search(source[:start], max(0, start - 10))
    return (match.start(), match.end() - 1) if match else None


def markup(source: str) -> list[Span]:
    """Stretches that look like a model's own signs."""
    return [match.span() for match in MARKUP.finditer(source)]


def disarmed(text: str) -> str:
    """``text`` with look-alike brackets in the place of those of a model's signs."""
    return MARKUP.sub(lambda match: match.group().translate(_HARMLESS), text)


def kept_part(match: TermMatch, lang: str) -> Span:
    """The part of a match that is the kept name itself, without its suffixes."""
    concept = match.concept
    names = {name for code in concept.names for name in concept.variants(code)}
    view = folded(match.text, lang)
    for name in sorted((key(name, lang) for name in names), key=len, reverse=True):
        if name and view.text.startswith(name):
            start, end = view.original(0, len(name))
            return match.start + start, match.start + end
    return match.start, match.end


def protected_spans(
    source: str, matches: Iterable[TermMatch], lang: str, given: Iterable[Span]
) -> tuple[Span, ...]:
    """All stretches to be kept letter for letter, in order, without overlaps.

    Those given, literal markup, addresses and codes become one where they overlap; a term is kept
    only where it lies outside them.
    """
    asked = [
        (max(0, start), min(len(source), end))
        for start, end in given
        if source[max(0, start) : max(0, end)].strip()
    ]
    joined: list[Span] = []
    for start, end in sorted((*asked, *markup(source), *literals(source))):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    kept = [kept_part(m, lang) for m in matches if m.concept.policy is Policy.KEEP]
    outside = [
        (start, end)
        for start, end in kept
        if start < end and all(end <= low or high <= start for low, high in joined)
    ]
    return tuple(sorted({*joined, *outside}))
