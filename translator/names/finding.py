"""Persons and places in a text: what capitals, initials, given names and surnames' endings show.

A name is found where it shows itself best (beside a given name, an initial, in mid-sentence); the
glossary's own matcher then finds it everywhere, inflected and alone. What could be an ordinary
word, or a name that nothing tells how to carry over, is left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translator.names import carrying, lexicon, patronymics, russian
from translator.names.stops import INTO, NO_SURNAMES, PLACING, THINGS, TITLES
from translator.names.words import Word, runs

_AZ_MAN = re.compile(".{2,}(?:ov|ev|ski|in|enko|yan|dze|şvili)")
_AZ_MANS = re.compile(r"l[aə]r\w{0,4}|[ıiuü]n|[aə]|[ıiuü]|d[aə]n?|l[aə]|[ty][aə]")
_AZ_WOMAN = re.compile(r"(.{2,}(?:ova|eva|ina|skaya))(?:n[ıiuü]n|y[aə]|n[ıi]|d[aə]n?|yl[aə])?")
_AZ_OPEN = re.compile(
    r"(.{2,}(?:zadə|oğlu|l[ıiuü]|şvili|dze|enko))(?:n[ıiuü]n|y[aəıiuü]|n[ıiuü]|d[aə]n?|yl[aə])?"
)
_AZ_SUFFIX = re.compile(r"n?[ıiuü]n|y?[aə]|n?[ıiuü]|d[aə]n?|y?l[aə]")
_AZ_CASE = re.compile(r".*(?:n[ıiuü]n|d[aə]n?|y[aə])")
_AZ_DOUBTFUL = re.compile(r".*(?:n?[ıiuü]n|[aəıiuü]|d[aə]n?)")
# shapes that make a surname of a word alone; adjectives and towns look like the others
_ALONE = {
    "az": re.compile(r".{2,}(?:ov|ova|yev|yeva|zadə)"),
    "ru": re.compile(r".{2,}(?:ов|ев|ёв|ова|ева|ёва|заде)"),
    "tr": re.compile(r".{2,}(?:ov|ova|yev|yeva|zade|oğlu)"),
    "en": re.compile(r".{2,}(?:ov|ova|yev|yeva|zadeh?|oglu)"),
}
_CAPITAL = r"\b[A-ZА-ЯЁÇƏĞİÖŞÜ](?!\w*[A-ZА-ЯЁÇƏĞİÖŞÜ])\w{2,}"
_PLACES = {
    "az": rf"({_CAPITAL})\s+(?:kəndi|qəsəbəsi|rayonu|şəhəri)(?:n|nd[aə]n?|n[iıuü]n|n[ıi]|nə)?\b",
    "tr": rf"({_CAPITAL})\s+(?:köyü|beldesi|ilçesi|kasabası)(?:n|nde|nden|nin|ne)?\b",
    "ru": rf"\b(?:сел[оеау]|деревн[яеию]|пос[её]л(?:ок|ке|ка))\s+({_CAPITAL}(?<![еаую]))\b",
    "en": rf"\b(?:village|settlement|town)\s+of\s+({_CAPITAL})|({_CAPITAL})\s+village\b",
}
_PLACE_PATTERNS = {lang: re.compile(pattern) for lang, pattern in _PLACES.items()}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its base form.

    ``given`` is a person's given name (with the father's, where that is written), empty for a
    surname alone and for a place, which is ``last``. ``gender`` is ``m``, ``f`` or not known.
    ``official`` has the surname first (*Əliyev İlham Heydər oğlu*).
    """

    given: str
    last: str
    gender: str = ""
    origin: str = ""
    place: bool = False
    official: bool = False


def names_in(sentences: Sequence[str], lang: str) -> tuple[Name, ...]:
    """The names that the sentences of an article show, each once."""
    found: dict[Name, None] = {}
    doubtful: list[tuple[str, bool]] = []
    for text in sentences:
        for run in runs(text, lang):
            for name in _persons(run, lang, doubtful):
                found[name] = None
        for name in _places(text, lang):
            found[name] = None
    known = {(name.last, name.gender) for name in found if not name.place}
    for name in _alone(doubtful, lang):
        if not any(last == name.last for last, _ in known):
            found[name] = None
    return tuple(found)


def _persons(run: Sequence[Word], lang: str, alone: list[tuple[str, bool]]) -> Iterator[Name]:
    """The persons in a run of capitalised words; surnames without any company go to ``alone``."""
    place = 0
    while place < len(run):
        name, after = _person(run, place, lang)
        if name is not None:
            yield name
        elif (
            run[place].kind == "word"
            and run[place].before.lower() not in INTO[lang]
            and _shaped(run[place], lang)
        ):
            alone.append((run[place].base, run[place].first))
        place = after


def _person(run: Sequence[Word], start: int, lang: str) -> tuple[Name | None, int]:
    """The person whose name begins at ``start``, and where to go on."""
    word = run[start]
    if word.kind == "initial":
        return _with_initials(run, start, lang)
    if word.capitals or word.kind == "child":
        return None, start + 1
    row, cases = _given(word, lang)
    if row is None:
        return _unlisted(run, start, lang)
    words, end = [_as_given(word, row, lang)], start + 1
    father, after = _father(run, end, row.gender, lang)
    if father and not word.suffixed:
        words, end = [*words, father], after
    elif end + 1 < len(run) and run[end + 1].kind == "child":
        return None, end + 2  # a woman's name before oğlu
    elif _is_word(run, end) and _is_word(run, end + 1) and not word.suffixed:
        second, _ = _given(run[end], lang)
        if second is not None and second.gender == row.gender:
            words.append(_as_given(run[end], second, lang))
            end += 1
    if not _is_word(run, end) or run[end - 1].suffixed:
        if not father:
            return None, start + 1
        return _official(run, start, " ".join(words), row, cases, lang), end
    last = run[end]
    if lexicon.folded(last.base, lang) in THINGS[lang] | TITLES[lang]:
        return None, start + 1
    if not _shaped(last, lang, weak=True) and (row.word or last.capitals or _is_word(run, end + 1)):
        return None, start + 1  # three words and more: no telling which is what
    base = _surname_base(last, lang, row.gender, cases)
    if base is None:
        return None, start + 1
    home = "o" if lang == "tr" and row.origin not in ("s", "w") else row.origin
    home = carrying.origin_of(base, lang, row.origin) or home
    return Name(" ".join(words), base, row.gender, home), end + 1


def _official(
    run: Sequence[Word], start: int, given: str, row: lexicon.Row, cases: frozenset[str], lang: str
) -> Name | None:
    """A person whose surname stands before the given and the father's name, as in decrees."""
    if start == 0 or not _shaped(run[start - 1], lang, weak=True) or run[start - 1].suffixed:
        return None
    base = _surname_base(run[start - 1], lang, row.gender, cases)
    if base is None or (lang != "ru" and base != run[start - 1].base):
        return None
    home = carrying.origin_of(base, lang, row.origin) or row.origin
    return Name(given, base, row.gender, home, official=True)


def _father(run: Sequence[Word], place: int, gender: str, lang: str) -> tuple[str, int]:
    """The father's name of a man or a woman (*Heydər oğlu*, *Владимировна*), and where it ends."""
    if not _is_word(run, place) or run[place].suffixed:
        return "", place
    after = run[place + 1 : place + 2]
    if after and after[0].kind == "child":
        fits = patronymics.CHILD[lang][after[0].base] == gender
        return (f"{run[place].base} {after[0].base}", place + 2) if fits else ("", place)
    if not after and not (place > 1 and _shaped(run[place - 2], lang, weak=True)):
        return "", place  # no surname before it nor after it: it may be one itself
    base = patronymics.base(run[place].base, lang)
    woman = base.endswith(("а", "a"))
    return (base, place + 1) if base and woman == (gender == "f") else ("", place)


def _is_word(run: Sequence[Word], place: int) -> bool:
    return place < len(run) and run[place].kind == "word"


def _as_given(word: Word, row: lexicon.Row, lang: str) -> str:
    """A given name in its base form."""
    return row.write(lang) if lang == "ru" else word.base


def _with_initials(run: Sequence[Word], start: int, lang: str) -> tuple[Name | None, int]:
    """The surname after one initial or more; the initials are left to the model."""
    end = start
    while end < len(run) and run[end].kind == "initial":
        end += 1
    if end < len(run) and _shaped(run[end], lang, weak=True):
        base = _lone_base(run[end], lang)
        if base is not None:
            return base, end + 1
    return None, end


def _unlisted(run: Sequence[Word], start: int, lang: str) -> tuple[Name | None, int]:
    """A given name that no table lists, by the surname after it."""
    word = run[start]
    if start + 1 >= len(run) or word.first or word.suffixed or run[start + 1].kind != "word":
        return None, start + 1
    last = run[start + 1]
    shape = _ALONE[lang].fullmatch(lexicon.folded(last.base, lang))
    titled = lexicon.folded(word.base, lang) in TITLES[lang]
    if titled or not shape or _shaped(word, lang) or word.before.lower() in PLACING[lang]:
        return None, start + 1
    base = _lone_base(last, lang)
    if base is None or not word.base[1:].islower() or len(word.base) < 3:
        return None, start + 1
    if lang == "ru" and base.last != last.base:
        return None, start + 1  # nothing tells the given name's own ending
    if lang == "az" and _AZ_CASE.fullmatch(word.base):
        return None, start + 1
    return Name(word.base, base.last, base.gender, base.origin), start + 2


def _given(word: Word, lang: str) -> tuple[lexicon.Row | None, frozenset[str]]:
    """The given name that a word is, with the cases it may stand in (Russian inflects it)."""
    if lang != "ru":
        return lexicon.given(word.base, lang), frozenset()
    found = _russian_given().get(lexicon.folded(word.base, lang), ())
    if not found:
        return None, frozenset()
    row = next((row for row, case in found if case == "nom"), found[0][0])
    return row, frozenset(case for other, case in found if other is row)


_RUSSIAN_GIVEN: dict[str, tuple[tuple[lexicon.Row, str], ...]] = {}


def _russian_given() -> dict[str, tuple[tuple[lexicon.Row, str], ...]]:
    """Given names in all their cases."""
    if not _RUSSIAN_GIVEN:
        for row in lexicon.rows("given"):
            for spelling in row.spellings["ru"]:
                forms = russian.given_forms(spelling, row.gender)
                for case, form in zip(russian.CASES, forms, strict=True):
                    key = lexicon.folded(form, "ru")
                    _RUSSIAN_GIVEN[key] = (*_RUSSIAN_GIVEN.get(key, ()), (row, case))
    return _RUSSIAN_GIVEN


def _shaped(word: Word, lang: str, *, weak: bool = False) -> bool:
    """Whether a word looks like a surname; ``weak`` where it stands in a person's company."""
    if word.capitals or not word.base[:1].isupper():
        return False
    for base, _ in _bases(word.base, lang):
        low = lexicon.folded(base, lang)
        if low in NO_SURNAMES[lang] or low in TITLES[lang]:
            continue
        if _ALONE[lang].fullmatch(low):
            return True
        if weak and (carrying.ending(base, lang)[1] or lexicon.surname(base, lang) is not None):
            return True
    return False


def _bases(word: str, lang: str) -> Iterator[tuple[str, str]]:
    """The nominatives that a surname may be a form of, with the sex that each tells."""
    if lang == "ru":
        for gender in "mf":
            for base, _ in russian.surname_bases(word, gender):
                yield base, gender
        return
    if lang == "az":
        yield from _azerbaijani_bases(word)
        return
    yield word, "f" if word.endswith(("ova", "eva", "skaya")) else ""


def _azerbaijani_bases(word: str) -> Iterator[tuple[str, str]]:
    listed = [
        word[:-size]
        for size in range(1, 4)
        if _AZ_SUFFIX.fullmatch(word[-size:]) and lexicon.surname(word[:-size], "az")
    ]
    # Bayden, Baydenin: no ending of its own tells the base
    yield from ((stem, "") for stem in listed if not carrying.ending(stem, "az")[1])
    for end in range(4, len(word) + 1):
        base, suffix = word[:end], word[end:]
        inflected = _AZ_MANS.fullmatch(suffix) and _front(base) == _front(suffix)
        if _AZ_MAN.fullmatch(base) and (not suffix or inflected):
            yield base, "m"
            break
    if match := _AZ_WOMAN.fullmatch(word):
        yield match[1], "f"
    if match := _AZ_OPEN.fullmatch(word):
        yield match[1], ""
    if lexicon.surname(word, "az") or lexicon.given(word, "az"):
        yield word, ""
    yield from ((stem, "") for stem in listed)


def _front(text: str) -> bool:
    """Whether the vowel that suffixes follow is a front one: *Putinin*, but *Paşinyanın*."""
    vowels = [char for char in text.lower() if char in "aıoueəiöü"]
    return bool(vowels) and vowels[-1] in "eəiöü"


def _surname_base(word: Word, lang: str, gender: str, cases: frozenset[str]) -> str | None:
    """The nominative of the surname after a given name of that sex, in those cases."""
    form = word.base
    if lang == "ru":
        listed = [
            (base, case)
            for base, case in russian.surname_bases(form, gender)
            if case in cases and _suits(base, gender)
        ]
        telling = [b for b, _ in listed if carrying.ending(b, lang)[1] or lexicon.surname(b, lang)]
        if telling:
            return telling[0]
        return listed[0][0] if listed and ("nom" in cases or gender == "m") else None
    if lang == "az":
        bases = [base for base, told in _azerbaijani_bases(form) if told in ("", gender)]
        if bases:
            return bases[0]
        return None if _AZ_DOUBTFUL.fullmatch(form) else form
    return form


def _suits(base: str, gender: str) -> bool:
    """Whether a Russian surname may be a man's or a woman's."""
    woman = base.endswith(("ова", "ева", "ёва", "ина", "ская", "цкая"))
    man = base.endswith(("ов", "ев", "ёв", "ский", "цкий"))
    return not (woman if gender == "m" else man)


def _lone_base(word: Word, lang: str) -> Name | None:
    """A surname without a given name, where its form leaves no doubt about its base."""
    bases = [
        (base, gender)
        for base, gender in _bases(word.base, lang)
        if carrying.ending(base, lang)[1] or lexicon.surname(base, lang)
    ]
    if lang == "ru":
        bases = [(base, gender) for base, gender in bases if _suits(base, gender)]
        if word.base.endswith(("ова", "ева", "ёва", "ина", "ову", "еву", "ину")):
            return None  # a man's genitive or a woman's nominative
    elif lang == "az" and word.base.endswith("ova"):
        return None  # a man's dative or a woman's nominative
    if not bases:
        return None
    base, gender = bases[0]
    return Name("", base, gender, carrying.origin_of(base, lang))


def _alone(seen: Iterable[tuple[str, bool]], lang: str) -> Iterator[Name]:
    """Surnames that stand alone, in mid-sentence at least once or with a stem that is known."""
    firsts: dict[Name, bool] = {}
    for text, first in seen:
        name = _lone_base(Word(0, 0, text, text, "word", first), lang)
        if name is not None:
            firsts[name] = firsts.get(name, True) and first
    for name, first in firsts.items():
        stem = carrying.ending(name.last, lang)[0]
        known = stem and (lexicon.surname(stem, lang) or lexicon.given(stem, lang))
        if not first or known or lexicon.surname(name.last, lang):
            yield name


def _places(text: str, lang: str) -> Iterator[Name]:
    for match in _PLACE_PATTERNS[lang].finditer(text):
        word = next(filter(None, match.groups()))
        low = lexicon.folded(word, lang)
        if low not in TITLES[lang] | THINGS[lang] and match.start() > 0:
            yield Name("", word, place=True)
