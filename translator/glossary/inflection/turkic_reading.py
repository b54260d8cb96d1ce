"""Reading the case of Azerbaijani and Turkish words in a text from their endings."""

from __future__ import annotations

from itertools import product

from translator.glossary.inflection.forms import Case, Inflection
from translator.glossary.inflection.turkic import forms
from translator.languages import lower


def read(word: str, lang: str, base: str = "") -> Inflection | None:
    """The case that ``word`` stands in, from its ending, or None if the ending tells nothing.

    Args:
        word: the last word of a phrase as it stands in a text.
        base: a form that the word may be an inflection of; its paradigm is tried first.
    """
    if base:
        wanted = lower(word, lang)
        for form in forms(base, lang):
            if lower(form.text, lang) == wanted:
                return form.inflection
    sound = lower(word, lang).replace("’", "'")
    head, sign, tail = sound.rpartition("'")
    if not sign:
        head, sign, tail = sound.rpartition("-")
    if sign and head:
        return _by_ending(tail, lang, whole=True)
    return _by_ending(sound, lang, whole=False)


def _by_ending(sound: str, lang: str, *, whole: bool) -> Inflection | None:
    highs, lows = "ıiuü", "aə" if lang == "az" else "ae"
    endings: list[tuple[str, Case]] = []
    for a, i in product(lows, highs):
        endings += [(f"d{a}n", Case.ABL), (f"d{a}", Case.LOC), (f"n{i}n", Case.GEN)]
        endings += [(f"t{a}n", Case.ABL), (f"t{a}", Case.LOC)] if lang == "tr" else []
        endings += [(f"n{a}", Case.DAT)] if whole or lang == "tr" else []
        if whole:
            endings += [(f"{i}n", Case.GEN), (f"y{a}", Case.DAT), (a, Case.DAT)]
            endings += [(f"n{i}", Case.ACC), (f"y{i}", Case.ACC), (i, Case.ACC)]
            endings += [(f"l{a}", Case.INS)]
        else:
            endings += [(f"{i}n{a}", Case.DAT), (f"{i}n{i}", Case.ACC)]
    longest = sorted(dict(endings).items(), key=lambda row: -len(row[0]))
    for ending, case in longest:
        if whole and ending in (sound, sound[1:]):
            return Inflection(case)
        if not whole and sound.endswith(ending) and len(sound) > len(ending) + 2:
            return Inflection(case)
    return None
