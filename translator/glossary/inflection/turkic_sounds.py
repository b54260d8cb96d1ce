"""What Azerbaijani and Turkish suffixes see of a name: its last vowel, its end, its softening."""

from __future__ import annotations

from dataclasses import dataclass

from translator.glossary.inflection.turkic_words import (
    BARE_NAMES,
    EITHER,
    FRONT_L,
    KEPT,
    SHORTENED,
    SOFTENED,
)
from translator.languages import lower

BACK, FRONT = "aıou", "eəiöü"
VOWELS = BACK + FRONT
HIGH = "ıiuü"
ROUND = "ouöü"
VOICELESS = "çfhkpsşt"
PLURAL = ("lar", "lər", "ler")

# circumflexes count as the plain vowel; foreign vowels as the nearest one
PLAIN = str.maketrans("âîûàáäåèéêëìíïòóôùúy", "aiuaaaaeeeeiiiooouui")


@dataclass(frozen=True, slots=True)
class Stem:
    """What suffixes join to: ``text`` before them, its sound, and whether it is a possessive."""

    text: str
    last_vowel: str
    ends_in_vowel: bool
    voiceless: bool
    possessive: bool = False
    plural: bool = False


def sound_of(text: str, lang: str) -> str:
    return lower(text, lang).translate(PLAIN)


def last_vowel(sound: str, lang: str) -> str:
    vowel = next((c for c in reversed(sound) if c in VOWELS), "e")
    return "e" if vowel == "ə" else vowel


def is_abbreviation(word: str) -> bool:
    """Whether ``word`` is written in capitals and digits, as abbreviations are."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _spelled(word: str, lang: str) -> bool:
    """Whether an abbreviation is read letter by letter: short, or with no vowel to carry it."""
    sound = sound_of(word, lang)
    vowels = [c in VOWELS for c in sound]
    if not any(vowels) or len(sound) <= 2:
        return True
    runs = "".join("v" if v else "c" for v in vowels)
    # three consonants in a row or two at the start or the end are not a syllable
    return "ccc" in runs or runs.startswith("cc") or runs.endswith("cc") or runs == "vcc"


def stem_of(name: str, lang: str) -> Stem:
    """The stem of ``name`` as its suffixes see it."""
    last = name.rsplit(" ", 1)[-1]
    sound = sound_of(last, lang)
    if last[-1:].isdigit():
        return _digit_stem(name, lang)
    if is_abbreviation(last) and _spelled(last, lang) and sound[-1] not in VOWELS:
        return Stem(name, "e", True, False)
    vowel = last_vowel(sound, lang)
    if lang == "tr" and sound in FRONT_L:
        vowel = {"a": "e", "ı": "i", "o": "ö", "u": "ü"}.get(vowel, vowel)
    return Stem(
        name,
        vowel,
        sound[-1:] in VOWELS,
        sound[-1:] in VOICELESS,
        is_possessive(name, lang),
        len(sound) > 5 and sound.endswith(PLURAL),
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
    sound = sound_of(spoken, lang)
    return Stem(name, last_vowel(sound, lang), sound[-1:] in VOWELS, sound[-1:] in VOICELESS)


def is_possessive(name: str, lang: str) -> bool:
    """Whether ``name`` already ends in the possessive of a compound (``Xəzər dənizi``).

    So it is when a name of several words ends in a high vowel that harmonises, unless the last
    word is known to end so of itself; and for single words that end in a possessed noun.
    """
    words = name.split(" ")
    sound = sound_of(words[-1], lang)
    if is_abbreviation(words[-1]) or not sound or sound[-1] not in HIGH:
        return False
    if sound in EITHER:
        return lang == "tr"
    if len(words) == 1:
        return sound.endswith(("kəndi", "kendi", "dənizi", "denizi", "boğazı", "burnu", "çayı"))
    if sound in BARE_NAMES or "-" in sound:
        return False
    before = last_vowel(sound[:-1], lang)
    return len(sound) > 2 and sound[-1] == high(before)


def high(vowel: str) -> str:
    front = vowel in "eiöü"
    if vowel in ROUND:
        return "ü" if front else "u"
    return "i" if front else "ı"


def low(vowel: str, lang: str) -> str:
    if vowel in "eiöü":
        return "ə" if lang == "az" else "e"
    return "a"


def softened(text: str, lang: str) -> list[str]:
    """The stem as it stands before a suffix that begins with a vowel, usual spelling first."""
    word = text.rsplit(" ", 1)[-1]
    sound = lower(word, lang)
    if sound in SHORTENED[lang]:
        short = SHORTENED[lang][sound]
        return [text[: len(text) - len(word)] + word[:1] + short[1:]]
    if is_abbreviation(word) or len(sound) < 2:
        return [text]
    many = sum(c in VOWELS for c in sound) > 1
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
