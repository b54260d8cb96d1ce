"""Azerbaijani and Turkish forms by suffix rules: harmony, buffer letters, softening.

The rules follow the orthography of each language: in Azerbaijani suffixes are joined to names and
set off with a hyphen only after abbreviations, figures and foreign or internet names; in Turkish
an apostrophe sets them off after proper names, and softening is then not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from translator.glossary.inflection.forms import NO_HINTS, Case, Form, Hints, Inflection, Number
from translator.glossary.inflection.turkic_foreign import by_thumb, read_as
from translator.glossary.inflection.turkic_sounds import (
    PLAIN,
    PLURAL,
    VOICELESS,
    VOWELS,
    Stem,
    by_letters,
    high,
    is_abbreviation,
    is_possessive,
    is_roman,
    is_spelled,
    last_vowel,
    low,
    softened,
    sound_of,
    stem_of,
)
from translator.glossary.inflection.turkic_words import (
    EITHER,
    LANGUAGES,
    PLURAL_PLACES,
)

# word-forming suffixes, plain or inflected: someone from there, a supporter, a language
_DERIVED = re.compile(
    r"(?:l[ıiuü]|[çc][ıiuü]|s[ıiuü]z|l[ıiuü][qkğy]|[çc][aeə])"
    r"(?:l[aeə]r)?(?:[ıiuü]n?|n[ıiuü]n?|n?d[aeə]n?|y?[aeə])?"
)


def is_derivation(suffix: str) -> bool:
    """Whether the folded ``suffix`` makes another word (*Bakı-lı*) and not a form."""
    return _DERIVED.fullmatch(suffix) is not None


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


def _spell(suffix: str, stem: Stem, lang: str) -> str:
    """A suffix written out after ``stem``: I and A harmonise, D hardens after a voiceless sound."""
    return _spelt(suffix, stem.last_vowel, stem.voiceless and not stem.ends_in_vowel, lang)


@lru_cache(maxsize=4096)
def _spelt(suffix: str, vowel: str, voiceless: bool, lang: str) -> str:
    out: list[str] = []
    for sign in suffix:
        if sign == "I":
            letter = vowel = high(vowel)
        elif sign == "A":
            letter = low(vowel, lang)
            vowel = "e" if letter == "ə" else letter
        elif sign == "D":
            letter = "t" if voiceless else "d"
        else:
            letter = sign
        out.append(letter)
        voiceless = letter in VOICELESS
    return "".join(out)


def _chains(stem: Stem, lang: str, *, name: bool) -> tuple[tuple[str, Inflection], ...]:
    """Suffix patterns that ``stem`` takes and the place that each makes."""
    return _patterns(stem.ends_in_vowel, stem.possessive, stem.plural, lang, name)


@lru_cache(maxsize=64)
def _patterns(
    vowel_end: bool, possessive: bool, many: bool, lang: str, name: bool
) -> tuple[tuple[str, Inflection], ...]:
    return tuple(_every_pattern(vowel_end, possessive, many, lang, name))


def _every_pattern(
    vowel_end: bool, possessive: bool, many: bool, lang: str, name: bool
) -> Iterator[tuple[str, Inflection]]:
    number = Number.PLUR if many else Number.SING
    yield from _cases("", vowel_end, possessive, lang, Inflection(number=number))
    if possessive:
        return
    starts = [("", vowel_end, number)]
    if not many:
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


def sets_off(name: str, lang: str, hints: Hints = NO_HINTS) -> str:
    """The mark between ``name`` and its suffixes: an apostrophe, a hyphen or nothing.

    Turkish has none after languages and peoples, which are written with a capital all the same.
    """
    last = name.rsplit(" ", 1)[-1]
    letter = len(last) == 1 < len(name) and last.isupper()
    foreign = letter or "." in last or last[-1:].isdigit() or is_abbreviation(last)
    if lang == "az":
        return "-" if foreign or read_as(last, lang) or "w" in last.lower() else ""
    if not foreign and hints.pos not in ("person", "place") and hints.number != "singular":
        sound = sound_of(last.rsplit("-", 1)[-1], lang)
        people = " " not in name and sound.endswith(PLURAL) and len(sound) > 5
        if (people and sound not in PLURAL_PLACES) or sound in LANGUAGES:
            return ""
    return "'" if foreign or last[:1].isupper() else ""


def forms(name: str, lang: str, hints: Hints = NO_HINTS) -> tuple[Form, ...]:
    """The forms of ``name`` in number, person of the possessor and case.

    A form set off by an apostrophe or a hyphen carries its ``suffix``; every form is given joined
    as well, since both are found in print; the usual way of writing comes first.

    Args:
        name: the base form; only its last word changes.
        lang: ``az`` or ``tr``.
        hints: ``number`` says whether a name in -lar is many, and whether there is but one.
    """
    if name[-1:] in _CLOSING and name[:-1].strip():
        return tuple(_quoted(name, lang, hints))
    if not name or not any(c.isalpha() or c.isdecimal() for c in name[-1:]):
        return (Form(name, Inflection()),)
    mark = sets_off(name, lang, hints)
    proper = name.rsplit(" ", 1)[-1][:1].isupper()
    stems = _stems(name, lang)
    if hints.pos == "person" and not name.endswith("oğlu"):
        stems = [replace(stem, possessive=False) for stem in stems]
    if hints.number:
        many = hints.number == "plural"
        stems = [replace(stem, plural=many and not stem.possessive) for stem in stems]
    number = Number.PLUR if stems[0].plural else Number.SING
    soft, hard = softened(name, lang), [name]
    found: list[Form] = [Form(name, Inflection(number=number))]
    for stem in stems:
        for pattern, place in _chains(stem, lang, name=proper):
            if hints.number == "singular" and place.number is Number.PLUR:
                continue
            suffix = _spell(pattern, stem, lang)
            bases = soft if suffix[:1] in VOWELS else hard
            joined = [Form(base + suffix, place) for base in bases]
            apart = Form(name + (mark or "'") + suffix, place, suffix)
            found.extend([apart, *joined] if mark else [*joined, apart])
    if name[-1:].isdigit():
        found.extend(_ordinals(name, stems[0], lang, mark))
    if hints.number != "singular" and hints.pos != "person":
        found.extend(_of_bare_compound(name, lang, mark))
    return tuple(dict.fromkeys(found))


_CLOSING = frozenset('”»"')


def _quoted(name: str, lang: str, hints: Hints) -> Iterator[Form]:
    """A name in quotation marks takes its suffixes after them: *“Report”un*, *“Bit Palas”ı*."""
    yield Form(name, Inflection())
    inner = name[:-1].lstrip('“«"')
    for stem in _stems(inner, lang):
        for pattern, place in _chains(stem, lang, name=True):
            if hints.number != "singular" or place.number is not Number.PLUR:
                yield Form(name + _spell(pattern, stem, lang), place)


def _stems(name: str, lang: str) -> list[Stem]:
    """The readings of a name: an abbreviation may be read as a word or by its letters."""
    stem = stem_of(name, lang)
    last = name.rsplit(" ", 1)[-1]
    if last[-1:].isdigit() or read_as(last, lang) or is_roman(last):
        return [stem]
    if is_abbreviation(last):
        sound = sound_of(last, lang)
        word = Stem(name, last_vowel(sound, lang), sound[-1] in VOWELS, sound[-1] in VOICELESS)
        letters = [by_letters(name, lang), by_letters(name, lang, other=True)]
        return list(dict.fromkeys([stem, *([] if is_spelled(last, lang) else [word]), *letters]))
    if heard := by_thumb(last, lang):
        vowel = last_vowel(heard, lang)
        return [Stem(name, vowel, heard[-1] in VOWELS, heard[-1] in VOICELESS), stem]
    sound = sound_of(last, lang)
    if sound in EITHER or (lang == "az" and sound.endswith("oğlu")):
        return [stem, replace(stem, possessive=not stem.possessive)]
    if lang == "tr" and not stem.ends_in_vowel and last[-1:].lower() == "l":
        front = {"a": "e", "ı": "i", "o": "ö", "u": "ü"}.get(stem.last_vowel)
        if front:
            # palatal l takes front suffixes in many loans (festivali, protokolü)
            return [stem, Stem(name, front, False, stem.voiceless)]
    return [stem]


def _ordinals(name: str, stem: Stem, lang: str, mark: str) -> Iterator[Form]:
    """The ordinal of a figure: *2023-cü*, *2023'üncü*; years are written so."""
    base = "cI" if lang == "az" else "ncI" if stem.ends_in_vowel else "IncI"
    place = Inflection(tail="ord")
    for pattern, where in ((base, place), *_cases(base, True, False, lang, place)):
        suffix = _spell(pattern, stem, lang)
        yield Form(name + mark + suffix, where, suffix)


def _of_bare_compound(name: str, lang: str, mark: str) -> Iterator[Form]:
    """Plural and owners of a compound in the possessive: ``Xəzər dənizləri``, ``dənizimiz``."""
    if not is_possessive(name, lang):
        return
    last = name.rsplit(" ", 1)[-1]
    bare = name[:-1]
    sound = sound_of(last, lang)
    if sound[:-1].endswith(PLURAL) and len(sound) > 6:
        return  # many already: Neft Daşları
    if sound[-2:-1] == "s" and len(sound) > 3 and sound[-3] in VOWELS:
        bare = name[:-2]
    hard = {"az": {"y": "k", "ğ": "q"}, "tr": {"ğ": "k", "b": "p", "c": "ç"}}[lang]
    vowel_end = bare[-1:].translate(PLAIN) in VOWELS
    root = bare[:-1] + hard.get(bare[-1:], bare[-1:]) if lang == "az" or bare[-1:] == "ğ" else bare
    if lang == "tr" and root[-2:-1] == root[-1:] and not vowel_end:
        root = root[:-2] + {"b": "p", "d": "t"}.get(root[-1], root[-1])  # boru hattı, boru hatları
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
