"""What Azerbaijani and Turkish suffixes see of a name: its last vowel, its end, its softening."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from translator.glossary.inflection.turkic_foreign import read_as
from translator.glossary.inflection.turkic_words import (
    BARE_NAMES,
    EITHER,
    FRONT_L,
    KEPT,
    POSSESSED,
    POSSESSED_ENDS,
    POSSESSED_IN_C,
    SHORTENED,
    SOFTENED,
)
from translator.languages import lower

BACK, FRONT = "aıou", "eəiöü"
VOWELS = BACK + FRONT
HIGH = "ıiuü"
ROUND = "ouöü"
VOICELESS = "çfhkpsştx"
PLURAL = ("lar", "lər", "ler")

# circumflexes count as the plain vowel; foreign vowels as the nearest one
PLAIN = str.maketrans("âîûàáäåèéêëìíïòóôùú", "aiuaaaaeeeeiiiooouu")
# y is a vowel where none stands beside it: Sydney has one and a consonant
_VOWEL_Y = re.compile(f"(?<![{VOWELS}])y(?![{VOWELS}])")


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
    """``text`` as its suffixes hear it: small letters, foreign vowels as the nearest of ours."""
    if read := read_as(text.rsplit(" ", 1)[-1], lang):
        text = text[: text.rfind(" ") + 1] + read
    return _VOWEL_Y.sub("i", lower(text, lang).translate(PLAIN))


def last_vowel(sound: str, lang: str) -> str:
    vowel = next((c for c in reversed(sound) if c in VOWELS), "e")
    return "e" if vowel == "ə" else vowel


def is_abbreviation(word: str) -> bool:
    """Whether ``word`` is an abbreviation: in capitals (SOCAR), mixed (AzTV) or vowelless (bp)."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 2:
        return False
    if all(c.isupper() for c in letters):
        return True
    if not word.isalnum() or len(word) > 6:
        return False
    mixed = word[-1].isupper() and sum(c.isupper() for c in letters) > 1
    return mixed or (len(word) < 4 and word.isascii() and not set(word.lower()) & _SOUNDING)


_SOUNDING = frozenset(VOWELS + "y")
# clusters that a syllable can begin or end with: TRIPP, CERN
_OPENING = re.compile("[bcdfgkpt][lr]|s[ptkm]")
_CLOSING = re.compile("[lrn][dtkgqsşçcnmp]|[kp]s|st|mp|(.)\\1")


def is_spelled(word: str, lang: str) -> bool:
    """Whether an abbreviation is read letter by letter: short, mixed or with no syllable."""
    sound = sound_of(word, lang)
    if read_as(word, lang):
        return False
    if len(sound) <= 2 or not word.isupper():
        return True
    runs = "".join("v" if c in VOWELS else "c" for c in sound)
    if "v" not in runs or runs[:2] == "vv" or runs == "vcc" or "cccc" in runs:
        return True
    opens = runs[:2] != "cc" or (_OPENING.match(sound) and runs[2] == "v")
    closes = runs[-2:] != "cc" or (_CLOSING.fullmatch(sound[-2:]) and runs[-3] == "v")
    return not (opens and closes)


def stem_of(name: str, lang: str) -> Stem:
    """The stem of ``name`` as its suffixes see it."""
    last = name.rsplit(" ", 1)[-1]
    sound = sound_of(last, lang)
    if last[-1:].isdigit():
        return _digit_stem(name, lang)
    if len(last) == 1 and last.isupper() and sound not in VOWELS and last != name:
        return by_letters(name, lang)  # Kanal D
    if is_roman(last):
        return replace(_digit_stem(str(_value(last)), lang), text=name)
    if is_abbreviation(last) and is_spelled(last, lang) and sound[-1] not in VOWELS:
        return by_letters(name, lang)
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


_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")


def is_roman(word: str) -> bool:
    """Whether ``word`` is a Roman numeral, up to XXXIX; one sign alone is a letter."""
    return len(word) > 1 and _ROMAN.fullmatch(word) is not None


def _value(roman: str) -> int:
    signs = [{"I": 1, "V": 5, "X": 10}[sign] for sign in roman]
    pairs = zip(signs, [*signs[1:], 0], strict=True)
    return sum(-sign if sign < after else sign for sign, after in pairs)


# what the consonants are called that are not called by themselves and e; and what some call them
_LETTERS = {
    "az": {"L": "el", "M": "em", "N": "en", "R": "er", "S": "es", "K": "ka"},
    "tr": {"X": "iks"},
}
_CALLED = {"az": {"K": "ke"}, "tr": {"K": "ka", "H": "ha"}}


def by_letters(name: str, lang: str, *, other: bool = False) -> Stem:
    """An abbreviation that is read by the names of its letters: *BMT-nin*, *MSK-nın*, *ÇXR-in*.

    With ``other`` as those read it who call the letter otherwise (*PKK'nın* beside *PKK'nin*).
    """
    last = name[-1:].upper()
    called = _CALLED[lang].get(last, "e") if other else _LETTERS[lang].get(last, "e")
    if last.lower() in VOWELS:
        called = last_vowel(lower(name[-1:], lang), lang)
    return Stem(name, last_vowel(called, lang), called[-1] in VOWELS, called[-1] in VOICELESS)


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
    last = words[-1]
    if is_abbreviation(last) or read_as(last, lang) or not sound or sound[-1] not in HIGH:
        return False
    if sound in EITHER:
        return lang == "tr"
    if last[-1:] in "yY" or (lang == "az" and sound.endswith("oğlu")):
        return False  # Manchester City
    if sound.endswith(POSSESSED_ENDS[lang]) or sound in POSSESSED[lang]:
        return True
    if len(words) == 1:
        return False
    last = last.rsplit("-", 1)[-1]
    if last != words[-1]:
        if last[:1].isupper():
            return False  # names in a row (Çıraq-Günəşli), not a noun (vitse-prezidenti)
        sound = sound_of(last, lang)
    if sound in BARE_NAMES or len(sound) < 3 or _derived(sound, last, lang):
        return False
    before = last_vowel(sound[:-1], lang)
    if sound[-1] == high(before):
        return True
    # a palatal l takes a front vowel: terminali, protokolü
    palatal = lang == "tr" and sound[-2] == "l" and sound[-3] in BACK and len(sound) > 4
    return palatal and sound[-1] == high(_FRONTED[before])


_FRONTED = {"a": "e", "ı": "i", "o": "ö", "u": "ü"}
_NISBA = {"az": ("əvi", "bəyli", "ski", "zadəli"), "tr": ("beyli", "zadeli", "ski")}


def _derived(sound: str, word: str, lang: str) -> bool:
    """Whether a last word ends in a suffix of its own: an origin (Gəncəvi), a trade (gazeteci)."""
    if word[:1].isupper() and len(sound) > 5 and sound.endswith(_NISBA[lang]):
        return True
    agents = ("çi", "çı", "çu", "çü", "ci", "cı", "cu", "cü")[: 4 if lang == "az" else 8]
    return sound.endswith(agents) and len(sound) > 4 and sound[:-1] not in POSSESSED_IN_C


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
        if many and sound[-2] in VOWELS and not _foreign(sound, word):
            soft = {"k": "y", "q": "ğ"}.get(last, "")
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


def _foreign(sound: str, word: str) -> bool:
    """Whether Azerbaijani has a name in k or q from abroad and keeps the letter: Bişkek, Banqkok.

    Its own words have q after back vowels and k after front ones, and no e in a closed last
    syllable; of names in -ik only those in -lik and -çik are its own.
    """
    if not word[:1].isupper():
        return False
    vowel, last = sound[-2], sound[-1]
    if last == "k":
        own = sound.endswith(("lik", "çik", "cik"))
        return vowel in BACK or vowel == "e" or (vowel == "i" and not own)
    return vowel in FRONT
