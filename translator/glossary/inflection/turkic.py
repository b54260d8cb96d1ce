"""Azerbaijani and Turkish forms by suffix rules: harmony, buffer letters, softening.

The rules follow the orthography of each language: in Azerbaijani suffixes are joined to names and
set off with a hyphen only after abbreviations, figures and foreign or internet names; in Turkish
an apostrophe sets them off after proper names, and softening is then not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from translator.glossary.inflection.forms import Case, Form, Inflection, Number
from translator.glossary.inflection.turkic_words import (
    BARE_NAMES,
    EITHER,
    FRONT_L,
    KEPT,
    SHORTENED,
    SOFTENED,
)
from translator.languages import lower

_BACK, _FRONT = "aıou", "eəiöü"
_VOWELS = _BACK + _FRONT
_HIGH = "ıiuü"
_ROUND = "ouöü"
_VOICELESS = "çfhkpsşt"

# circumflexes count as the plain vowel; foreign vowels as the nearest one
_PLAIN = str.maketrans("âîûàáäåèéêëìíïòóôùúy", "aiuaaaaeeeeiiiooouui")


@dataclass(frozen=True, slots=True)
class Stem:
    """What suffixes join to: ``text`` before them, its sound, and whether it is a possessive."""

    text: str
    last_vowel: str
    ends_in_vowel: bool
    voiceless: bool
    possessive: bool = False
    plural: bool = False


# word-forming suffixes, plain or inflected: someone from there, a supporter, a language
_DERIVED = re.compile(
    r"(?:l[ıiuü]|[çc][ıiuü]|s[ıiuü]z|l[ıiuü][qkğy]|[çc][aeə])"
    r"(?:l[aeə]r)?(?:[ıiuü]n?|n[ıiuü]n?|n?d[aeə]n?|y?[aeə])?"
)


def is_derivation(suffix: str) -> bool:
    """Whether the folded ``suffix`` makes another word (*Bakı-lı*) and not a form."""
    return _DERIVED.fullmatch(suffix) is not None


def _sound(text: str, lang: str) -> str:
    return lower(text, lang).translate(_PLAIN)


def _last_vowel(sound: str, lang: str) -> str:
    vowel = next((c for c in reversed(sound) if c in _VOWELS), "e")
    return "e" if vowel == "ə" else vowel


def is_abbreviation(word: str) -> bool:
    """Whether ``word`` is written in capitals and digits, as abbreviations are."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _spelled(word: str, lang: str) -> bool:
    """Whether an abbreviation is read letter by letter: short, or with no vowel to carry it."""
    sound = _sound(word, lang)
    vowels = [c in _VOWELS for c in sound]
    if not any(vowels) or len(sound) <= 2:
        return True
    runs = "".join("v" if v else "c" for v in vowels)
    # three consonants in a row or two at the start or the end are not a syllable
    return "ccc" in runs or runs.startswith("cc") or runs.endswith("cc") or runs == "vcc"


def stem_of(name: str, lang: str) -> Stem:
    """The stem of ``name`` as its suffixes see it."""
    last = name.rsplit(" ", 1)[-1]
    sound = _sound(last, lang)
    if last[-1:].isdigit():
        return _digit_stem(name, lang)
    if is_abbreviation(last) and _spelled(last, lang) and sound[-1] not in _VOWELS:
        return Stem(name, "e", True, False)
    vowel = _last_vowel(sound, lang)
    if lang == "tr" and sound in FRONT_L:
        vowel = {"a": "e", "ı": "i", "o": "ö", "u": "ü"}.get(vowel, vowel)
    return Stem(
        name,
        vowel,
        sound[-1:] in _VOWELS,
        sound[-1:] in _VOICELESS,
        is_possessive(name, lang),
        len(sound) > 5 and sound.endswith(_PLURAL),
    )


_DIGITS = {
    "az": ("sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz"),
    "tr": ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"),
}
_TENS = {
    "az": ("on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"),
    "tr": ("on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan"),
}


def _digit_stem(name: str, lang: str) -> Stem:
    digits = name[len(name.rstrip("0123456789")) :]
    bare = digits.rstrip("0")
    zeros = len(digits) - len(bare)
    if not bare:
        spoken = _DIGITS[lang][0]
    elif zeros == 0:
        spoken = _DIGITS[lang][int(bare[-1])] if bare[-1].isdecimal() else ""
    elif zeros % 3 == 1:
        spoken = _TENS[lang][int(bare[-1]) - 1]
    else:
        hundred, thousand = {"az": ("yüz", "min"), "tr": ("yüz", "bin")}[lang]
        spoken = hundred if zeros % 3 == 2 else {1: thousand}.get(zeros // 3, "milyon")
    sound = _sound(spoken, lang)
    return Stem(name, _last_vowel(sound, lang), sound[-1:] in _VOWELS, sound[-1:] in _VOICELESS)


def is_possessive(name: str, lang: str) -> bool:
    """Whether ``name`` already ends in the possessive of a compound (``Xəzər dənizi``).

    So it is when a name of several words ends in a high vowel that harmonises, unless the last
    word is known to end so of itself; and for single words that end in a possessed noun.
    """
    words = name.split(" ")
    sound = _sound(words[-1], lang)
    if is_abbreviation(words[-1]) or not sound or sound[-1] not in _HIGH:
        return False
    if sound in EITHER:
        return lang == "tr"
    if len(words) == 1:
        return sound.endswith(("kəndi", "kendi", "dənizi", "denizi", "boğazı", "burnu", "çayı"))
    if sound in BARE_NAMES or "-" in sound:
        return False
    before = _last_vowel(sound[:-1], lang)
    return len(sound) > 2 and sound[-1] == _high(before)


def _high(vowel: str) -> str:
    front = vowel in "eiöü"
    if vowel in _ROUND:
        return "ü" if front else "u"
    return "i" if front else "ı"


def _low(vowel: str, lang: str) -> str:
    if vowel in "eiöü":
        return "ə" if lang == "az" else "e"
    return "a"


def _softened(text: str, lang: str) -> list[str]:
    """The stem as it stands before a suffix that begins with a vowel, usual spelling first."""
    word = text.rsplit(" ", 1)[-1]
    sound = lower(word, lang)
    if sound in SHORTENED[lang]:
        short = SHORTENED[lang][sound]
        return [text[: len(text) - len(word)] + word[:1] + short[1:]]
    if is_abbreviation(word) or len(sound) < 2:
        return [text]
    many = sum(c in _VOWELS for c in sound) > 1
    last = sound[-1]
    soft = ""
    if lang == "az":
        soft = {"k": "y", "q": "ğ"}.get(last, "") if many else ""
        if sound in SOFTENED["az"]:
            soft = SOFTENED["az"][sound]
    else:
        if last == "k" and many:
            soft = "g" if sound[-2] == "n" else "ğ"
        elif many and last in "pç":
            soft = {"p": "b", "ç": "c"}[last]
        if sound in SOFTENED["tr"]:
            soft = SOFTENED["tr"][sound]
    if not soft or sound in KEPT[lang]:
        return [text]
    changed = text[:-1] + soft
    # names of places and persons keep the letter in many hands
    return [changed, text] if word[:1].isupper() else [changed]


# after a consonant, after a vowel; the second person is not looked for on names
_OWNERS = {
    "3sg": ("I", "sI"),
    "1pl": ("ImIz", "mIz"),
    "1sg": ("Im", "m"),
    "2pl": ("InIz", "nIz"),
    "2sg": ("In", "n"),
}
_OWNERS_OF_NAMES = {key: _OWNERS[key] for key in ("3sg", "1pl", "1sg")}

# after a consonant, after a vowel, after a third-person possessive
_AZERBAIJANI = {
    Case.GEN: ("In", "nIn", "nIn"),
    Case.DAT: ("A", "yA", "nA"),
    Case.ACC: ("I", "nI", "nI"),
    Case.LOC: ("dA", "dA", "ndA"),
    Case.ABL: ("dAn", "dAn", "ndAn"),
    Case.INS: ("lA", "ylA", "ylA"),
}
_TURKISH = {
    Case.GEN: ("In", "nIn", "nIn"),
    Case.DAT: ("A", "yA", "nA"),
    Case.ACC: ("I", "yI", "nI"),
    Case.LOC: ("DA", "DA", "ndA"),
    Case.ABL: ("DAn", "DAn", "ndAn"),
    Case.INS: ("lA", "ylA", "ylA"),
}
_CASES = {"az": _AZERBAIJANI, "tr": _TURKISH}
# the relative suffix harmonises in Azerbaijani only
_RELATIVE = {"az": "kI", "tr": "ki"}
_COPULA = {"az": "dIr", "tr": "DIr"}
_PLURAL = ("lar", "lər", "ler")


def _spell(suffix: str, stem: Stem, lang: str) -> str:
    """A suffix written out after ``stem``: I and A harmonise, D hardens after a voiceless sound."""
    out: list[str] = []
    vowel, voiceless = stem.last_vowel, stem.voiceless
    for sign in suffix:
        if sign == "I":
            letter = vowel = _high(vowel)
        elif sign == "A":
            letter = _low(vowel, lang)
            vowel = "e" if letter == "ə" else letter
        elif sign == "D":
            letter = "t" if voiceless and not stem.ends_in_vowel else "d"
        else:
            letter = sign
        out.append(letter)
        voiceless = letter in _VOICELESS
    return "".join(out)


def _chains(stem: Stem, lang: str, *, name: bool) -> Iterator[tuple[str, Inflection]]:
    """Suffix patterns that ``stem`` takes and the place that each makes."""
    number = Number.PLUR if stem.plural else Number.SING
    yield from _cases("", stem.ends_in_vowel, stem.possessive, lang, Inflection(number=number))
    if stem.possessive:
        return
    starts = [("", stem.ends_in_vowel, number)]
    if not stem.plural:
        plural = Inflection(number=Number.PLUR)
        yield "lAr", plural
        yield from _cases("lAr", False, False, lang, plural)
        starts.append(("lAr", False, Number.PLUR))
    for owner, endings in (_OWNERS_OF_NAMES if name else _OWNERS).items():
        for start, vowel, count in starts:
            base = start + endings[vowel]
            place = Inflection(number=count, owner=owner)
            yield base, place
            yield from _cases(base, base.endswith("I"), owner == "3sg", lang, place)


def _cases(
    base: str, vowel: bool, third: bool, lang: str, place: Inflection
) -> Iterator[tuple[str, Inflection]]:
    column = 2 if third else 1 if vowel else 0
    for case, suffixes in _CASES[lang].items():
        where = replace(place, case=case)
        yield base + suffixes[column], where
        if case is Case.LOC:
            yield base + suffixes[column] + _RELATIVE[lang], replace(where, tail="ki")
            yield base + suffixes[column] + _COPULA[lang], replace(where, tail="dir")
    yield base + _COPULA[lang], replace(place, tail="dir")


def sets_off(name: str, lang: str) -> str:
    """The mark between ``name`` and its suffixes: an apostrophe, a hyphen or nothing."""
    last = name.rsplit(" ", 1)[-1]
    foreign = "." in last or last[-1:].isdigit() or is_abbreviation(last)
    if lang == "az":
        return "-" if foreign else ""
    return "'" if foreign or last[:1].isupper() else ""


def _join(name: str, suffix: str, lang: str) -> list[str]:
    """``name`` with ``suffix`` joined: softened where a vowel follows."""
    if suffix[:1] not in _VOWELS:
        return [name + suffix]
    return [base + suffix for base in _softened(name, lang)]


def forms(name: str, lang: str) -> tuple[Form, ...]:
    """The forms of ``name`` in number, person of the possessor and case.

    A form set off by an apostrophe or a hyphen carries its ``suffix``; every form is given joined
    as well, since both are found in print; the usual way of writing comes first.

    Args:
        name: the base form; only its last word changes.
        lang: ``az`` or ``tr``.
    """
    if not name or not any(c.isalpha() or c.isdecimal() for c in name[-1:]):
        return (Form(name, Inflection()),)
    mark = sets_off(name, lang)
    proper = name.rsplit(" ", 1)[-1][:1].isupper()
    stems = _stems(name, lang)
    number = Number.PLUR if stems[0].plural else Number.SING
    found: list[Form] = [Form(name, Inflection(number=number))]
    for stem in stems:
        for pattern, place in _chains(stem, lang, name=proper):
            suffix = _spell(pattern, stem, lang)
            joined = [Form(text, place) for text in _join(name, suffix, lang)]
            apart = Form(name + (mark or "'") + suffix, place, suffix)
            found.extend([apart, *joined] if mark else [*joined, apart])
    found.extend(_of_bare_compound(name, lang, mark))
    return tuple(dict.fromkeys(found))


def _stems(name: str, lang: str) -> list[Stem]:
    """The readings of a name: an abbreviation may be read as a word or by its letters."""
    stem = stem_of(name, lang)
    last = name.rsplit(" ", 1)[-1]
    if not is_abbreviation(last):
        if _sound(last, lang) in EITHER:
            return [stem, replace(stem, possessive=not stem.possessive)]
        if lang == "tr" and not stem.ends_in_vowel and last[-1:].lower() == "l":
            other = {"a": "e", "ı": "i", "o": "ö", "u": "ü"}.get(stem.last_vowel)
            if other:
                # palatal l takes front suffixes in many loans (festivali, protokolü)
                return [stem, Stem(name, other, False, stem.voiceless)]
        return [stem]
    sound = _sound(last, lang)
    word = Stem(name, _last_vowel(sound, lang), sound[-1] in _VOWELS, sound[-1] in _VOICELESS)
    letters = Stem(name, "e", True, False)
    if sound[-1] in _VOWELS:
        letters = Stem(name, _last_vowel(sound[-1], lang), True, False)
    return list(dict.fromkeys([stem, word, letters]))


def _of_bare_compound(name: str, lang: str, mark: str) -> Iterator[Form]:
    """Plural and owners of a compound in the possessive: ``Xəzər dənizləri``, ``dənizimiz``."""
    if not is_possessive(name, lang):
        return
    last = name.rsplit(" ", 1)[-1]
    bare = name[:-1]
    sound = _sound(last, lang)
    if sound[-2:-1] == "s" and len(sound) > 3 and sound[-3] in _VOWELS:
        bare = name[:-2]
    hard = {"az": {"y": "k", "ğ": "q"}, "tr": {"ğ": "k", "b": "p", "c": "ç"}}[lang]
    vowel_end = bare[-1:].translate(_PLAIN) in _VOWELS
    root = bare[:-1] + hard.get(bare[-1:], bare[-1:]) if lang == "az" or bare[-1:] == "ğ" else bare
    stem = stem_of(root, lang)
    stem = Stem(root, stem.last_vowel, vowel_end, stem.voiceless)
    for owner, (after_consonant, after_vowel) in _OWNERS_OF_NAMES.items():
        third = owner == "3sg"
        places = [("lAr" + after_consonant, Number.PLUR, root)]
        if not third:
            places.append((after_vowel if vowel_end else after_consonant, Number.SING, bare))
        for base, number, start in places:
            place = Inflection(number=number, owner="" if third else owner)
            chains = [(base, place), *_cases(base, base.endswith("I"), third, lang, place)]
            for pattern, where in chains:
                suffix = _spell(pattern, stem, lang)
                yield Form(start + suffix, where)
                if lang == "tr" and third and pattern != base:
                    head = start + _spell(base, stem, lang)
                    rest = suffix[len(_spell(base, stem, lang)) :]
                    yield Form(head + (mark or "'") + rest, where)


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
