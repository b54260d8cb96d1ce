"""The cases of persons' names in Russian, both ways, by their endings and the person's sex."""

from __future__ import annotations

from functools import lru_cache

from translator.names.patronymics import CHILD

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

_POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")
_HARD = "бвгджзклмнпрстфхцчшщ"

# what is taken off the nominative, then the endings of all six cases
_Endings = tuple[str, tuple[str, str, str, str, str, str]]


def _surname_endings(word: str, gender: str) -> _Endings:
    if gender == "f":
        if word.endswith(tuple(e + "а" for e in _POSSESSIVE)):
            return "а", ("а", "ой", "ой", "у", "ой", "ой")
        if word.endswith("ая"):
            return "ая", ("ая", "ой", "ой", "ую", "ой", "ой")
        return _undeclined()
    if word.endswith(_POSSESSIVE) and len(word) > 4:
        return "", ("", "а", "у", "а", "ым", "е")
    if word.endswith(("ский", "цкий")):
        return "ий", ("ий", "ого", "ому", "ого", "им", "ом")
    return _noun_endings(word)


def _noun_endings(word: str) -> _Endings:
    """A masculine noun's; one in a vowel, but for a short -й, stays as it is."""
    last = word[-1:]
    if word.endswith("ий"):
        return "й", ("й", "я", "ю", "я", "ем", "и")
    if last == "й":
        return "й", ("й", "я", "ю", "я", "ем", "е")
    if last == "ь":
        return "ь", ("ь", "я", "ю", "я", "ем", "е")
    if last in _HARD:
        return "", ("", "а", "у", "а", "ем" if last in "жцчшщ" else "ом", "е")
    return _undeclined()


def _given_endings(word: str, gender: str) -> _Endings:
    last = word[-1:]
    if last == "а":
        genitive = "и" if word[-2:-1] in "гкхжчшщ" else "ы"
        return "а", ("а", genitive, "е", "у", "ой", "е")
    if word.endswith("ия"):
        return "я", ("я", "и", "и", "ю", "ей", "и")
    if last == "я":
        return "я", ("я", "и", "е", "ю", "ей", "е")
    return _noun_endings(word) if gender == "m" else _undeclined()


def _undeclined() -> _Endings:
    return "", ("", "", "", "", "", "")


def _all(word: str, endings: _Endings) -> tuple[str, ...]:
    off, ends = endings
    stem = word[: len(word) - len(off)]
    return tuple(stem + end for end in ends)


@lru_cache(maxsize=8192)
def given_forms(word: str, gender: str) -> tuple[str, ...]:
    """A given name in the six cases; of several all decline, but for a father's with *оглы*."""
    words = word.split(" ")
    after = [*words[1:], ""]
    still = [w in CHILD["ru"] or then in CHILD["ru"] for w, then in zip(words, after, strict=True)]
    parts = [
        (part,) * 6 if fixed else _all(part, _given_endings(part, gender))
        for part, fixed in zip(words, still, strict=True)
    ]
    return tuple(" ".join(forms) for forms in zip(*parts, strict=True))


@lru_cache(maxsize=8192)
def surname_forms(word: str, gender: str) -> tuple[str, ...]:
    """A surname in the six cases."""
    return _all(word, _surname_endings(word, gender))


def labelled(
    given: str, surname: str, gender: str, *, surname_first: bool = False
) -> tuple[str, ...]:
    """The oblique cases of a person's name as a glossary's ``forms`` column writes them."""
    parts = [given_forms(given, gender) if given else ("",) * 6, surname_forms(surname, gender)]
    if surname_first:
        parts.reverse()
    return tuple(
        f"{case}={' '.join(filter(None, pair))}"
        for case, pair in zip(CASES[1:], list(zip(*parts, strict=True))[1:], strict=True)
    )


def surname_bases(form: str, gender: str) -> tuple[tuple[str, str], ...]:
    """The nominatives that ``form`` may be a case of, each with the case."""
    found: dict[tuple[str, str], None] = {}
    for base in _guesses(form, gender):
        forms = surname_forms(base, gender)
        for case, text in zip(CASES, forms, strict=True):
            if text == form:
                found[base, case] = None
    return tuple(found)


def _guesses(form: str, gender: str) -> tuple[str, ...]:
    ends = ("ой", "у", "ую") if gender == "f" else ("ым", "ого", "ому", "им", "ом", "ем", *"ауеяю")
    backs = ("а", "ая") if gender == "f" else ("", "й", "ь", "ий")
    guesses = [form]
    for end in ends:
        if form.endswith(end) and len(form) - len(end) > 2:
            guesses += [form[: len(form) - len(end)] + back for back in backs]
    return tuple(guesses)
