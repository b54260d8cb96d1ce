"""A date or an amount in the place that a model left for it, with the endings it needs there."""

from __future__ import annotations

import re

from translator.glossary.inflection import Case, Inflection, give
from translator.glossary.rewriting import Edit
from translator.notation import quantities
from translator.notation.dates import Date, Relation
from translator.notation.quantities import Quantity
from translator.notation.writing import write

# prepositions before a date, and what follows it, that its own form says already
_BEFORE = {
    "en": re.compile(r"(?<!\w)(?:on|in|at|by|since|from|until|during)\s+$", re.IGNORECASE),
    "ru": re.compile(r"(?<!\w)(?:во?|со?|до|на|за|к)\s+$", re.IGNORECASE),
    "uk": re.compile(r"(?<!\w)(?:у|в|з|із|до|на|за|к)\s+$", re.IGNORECASE),
}
_AFTER = {
    "ru": re.compile(r"\s+(?:года|году|год|г\.)(?!\w)"),
    "uk": re.compile(r"\s+(?:року|році|рік|р\.)(?!\w)"),
    "az": re.compile(
        r"(?:-?[^\W\d_]{1,4})?(?:\s+(?:günü|tarixində|ayında|aylarında|ildə|il|ilin))*(?!\w)"
    ),
    "tr": re.compile(
        r"(?:['’][^\W\d_]{1,4})?(?:\s+(?:günü|tarihinde|ayında|yılında|döneminde|kadar|beri))*(?!\w)"
    ),
}
# a Turkic case ending that a model joined to its sign for the date
_SUFFIX = re.compile(r"['’-]?([^\W\d_]{1,4})(?!\w)")
_CASES = (
    (re.compile("[dt][aeə]n"), Case.ABL),
    (re.compile("[dt][aeə]"), Case.LOC),
    (re.compile("n?[ıiuü]n"), Case.GEN),
    (re.compile("[yn]?[aeə]"), Case.DAT),
    (re.compile("[yn]?[ıiuü]"), Case.ACC),
)


def placed(text: str, low: int, high: int, date: Date, lang: str) -> Edit:
    """The edit that writes ``date`` into ``text[low:high]``.

    Args:
        text: a translation into ``lang``.
        low: where the place begins.
        high: where it ends.
        date: the date; one bound to its sentence takes the place of the model's own preposition or
            case ending beside it, a bare one takes that ending on.
        lang: a language with a calendar.
    """
    if date.relation is not Relation.BARE:
        if lang in _BEFORE and (before := _BEFORE[lang].search(text, 0, low)):
            low = before.start()
        if lang in _AFTER and (after := _AFTER[lang].match(text, high)):
            high = after.end()
    first = not any(map(str.isalnum, text[:low]))
    made = write(date, lang, first=first)
    if date.relation is Relation.BARE:
        return _suffixed(text, low, high, made, lang, joined=False)
    return Edit(low, high, made)


def amount(text: str, low: int, high: int, quantity: Quantity, lang: str) -> Edit:
    """The edit that writes ``quantity`` into ``text[low:high]``; see :func:`placed`."""
    made = quantities.write(quantity, lang)
    if not made[-1].isalpha():
        return Edit(low, high, made)
    return _suffixed(text, low, high, made, lang, joined=True)


def _suffixed(text: str, low: int, high: int, made: str, lang: str, *, joined: bool) -> Edit:
    """``made`` with the Turkic case ending that a model put behind its sign, by its own sound."""
    suffix = _SUFFIX.match(text, high)
    if suffix is not None and lang in ("az", "tr"):
        for pattern, case in _CASES:
            if pattern.fullmatch(suffix[1]):
                form = give(made, lang, Inflection(case), joined=joined)
                return Edit(low, suffix.end(), form)
    return Edit(low, high, made)
