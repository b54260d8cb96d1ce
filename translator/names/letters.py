"""Transliteration between Azerbaijani, Russian, Turkish and English, as news desks write names.

Each table is a list of (pattern, replacement), tried in order at every letter. Russian names go
into Azerbaijani by sound (*Шойгу*, *Şoyqu*), into English without soft signs (the practice of
the agencies, near BGN/PCGN); Azerbaijani names go into Russian by the usual respelling (*Ağaəli*,
*Агаали*). Patterns see the whole small-lettered word, so they may look around.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from translator.languages import lower, upper

_Rules = tuple[tuple[str, str], ...]

_VOWEL = "aəeıioöuü"
_RU_VOWEL = "аеёиоуыэюя"


def _simple(pairs: str) -> _Rules:
    return tuple((a, b) for a, _, b in (pair.partition("=") for pair in pairs.split()))


_IOTATED = (
    (rf"(?<![^{_VOWEL}])ya", "я"),
    (rf"(?<![^{_VOWEL}])yə", "я"),
    (rf"(?<![^{_VOWEL}])y[uü]", "ю"),
    (rf"(?<![^{_VOWEL}])y[oö]", "ё"),
    (rf"(?<![^{_VOWEL}])ye", "е"),
    (rf"(?<=[{_VOWEL}])y[ıi]", "и"),
    ("yy[əa]", "я"),
    ("ıye", "ие"),
    ("y[aə]", "я"),
    ("y[uü]", "ю"),
    ("y[oö]", "ё"),
    ("ye", "ье"),
)
_SOFT_L = (
    ("(?<=[eiöü])l(?=[bcçdgjkmnpqrsştvzxf])", "ль"),
    (r"(?<=[eiöü])l$", "ль"),
)

_AZ_RU: _Rules = (
    *_IOTATED,
    *_SOFT_L,
    ("şş", "щ"),
    ("ts", "ц"),
    ("iy$", "ий"),
    (r"\bh", "г"),
    (r"(?<=[kg])ə", "е"),
    (r"\be", "э"),
    (rf"(?<=[{_VOWEL}])e", "э"),
    (r"\bö", "о"),
    (r"\bü", "у"),
    *_simple(
        "a=а b=б c=дж ç=ч d=д e=е ə=а f=ф g=г ğ=г h=х x=х ı=ы i=и j=ж k=к q=г l=л m=м n=н o=о ö=ё "
        "p=п r=р s=с ş=ш t=т u=у ü=ю v=в w=в y=й z=з"
    ),
)
_TR_RU: _Rules = (
    *_IOTATED,
    *_SOFT_L,
    ("şç", "щ"),
    ("ts", "ц"),
    ("iy$", "ий"),
    ("ıy$", "ый"),
    (r"\be", "э"),
    (rf"(?<=[{_VOWEL}])e", "э"),
    (r"\bö", "о"),
    (r"\bü", "у"),
    *_simple(
        "a=а â=а b=б c=дж ç=ч d=д e=е f=ф g=г ğ=г h=х ı=ы i=и î=и j=ж k=к l=л m=м n=н o=о ö=ё p=п "
        "r=р s=с ş=ш t=т u=у û=у ü=ю v=в w=в x=кс q=к y=й z=з"
    ),
)
_EN_RU: _Rules = (
    *_simple("shch=щ kh=х zh=ж ch=ч sh=ш gh=г ts=ц"),
    *_IOTATED,
    ("oo", "у"),
    ("ee", "и"),
    ("(?<=[^aeiou])y$", "ий"),
    ("(?<=[^aeiouy])y(?=[^aeiouy])", "ы"),
    ("(?<=[ie])l(?=[bcdgjkmnprstvzf])", "ль"),
    (r"\be", "э"),
    ("(?<=[aeiou])e", "э"),
    (r"\bh", "г"),
    *_simple(
        "a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=дж k=к l=л m=м n=н o=о p=п q=г r=р s=с t=т u=у v=в "
        "w=в x=кс y=й z=з"
    ),
)
_RU_START = rf"(?:\b|(?<=[{_RU_VOWEL}ьъ]))"
_RU_AZ: _Rules = (
    ("ий$", "i"),
    ("ый$", "ı"),
    ("дж", "c"),
    ("г(?=[еиёюэ])", "g"),
    (_RU_START + "е", "ye"),
    ("(?<=[чшщж])ё", "o"),
    (_RU_START + "ю", "yu"),
    *_simple(
        "а=a б=b в=v г=q д=d е=e ё=yo ж=j з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
        "х=x ц=ts ч=ç ш=ş щ=şş ъ= ы=ı ь= э=e ю=yu я=ya"
    ),
)
_RU_TR: _Rules = (
    ("ий$", "iy"),
    ("ый$", "ıy"),
    ("дж", "c"),
    (_RU_START + "е", "ye"),
    ("(?<=[чшщж])ё", "o"),
    *_simple(
        "а=a б=b в=v г=g д=d е=e ё=yo ж=j з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
        "х=h ц=ts ч=ç ш=ş щ=şç ъ= ы=ı ь= э=e ю=yu я=ya"
    ),
)
# vowels after a consonant, in names of Turkic origin: Айгюн, Гёйчай, Нигяр
_TURKIC_VOWELS = (("(?<=[^аеёиоуыэюя])ю", "ü"), ("(?<=[^аеёиоуыэюя])ё", "ö"))
_RU_AZ_TURKIC: _Rules = (*_TURKIC_VOWELS, ("(?<=[^аеёиоуыэюя])я", "ə"), *_RU_AZ)
_RU_TR_TURKIC: _Rules = (
    *_TURKIC_VOWELS,
    ("(?<=[^аеёиоуыэюя])я", "e"),
    (r"\bйы", "yı"),
    *_RU_TR,
)
_RU_EN: _Rules = (
    ("(?:ий|ый)$", "y"),
    ("дж", "j"),
    ("кс", "x"),
    (_RU_START + "е", "ye"),
    ("(?<=[чшщж])ё", "e"),
    *_simple(
        "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
        "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
    ),
)
_RU_EN_TURKIC: _Rules = (("(?<=[^аеёиоуыэюя])ю", "u"), ("ё", "o"), ("(?<=[^ьъ])я", "a"), *_RU_EN)
_AZ_EN: _Rules = _simple("ə=a c=j ç=ch ş=sh x=kh q=g ğ=gh ö=o ü=u ı=i j=zh")
_AZ_TR: _Rules = (("şş", "şç"), *_simple("ə=e x=h q=g"))
_TR_EN_TURKEY: _Rules = _simple("ç=c ş=s ğ=g ı=i ö=o ü=u â=a î=i û=u")
_TR_EN: _Rules = _simple("şç=shch ç=ch ş=sh c=j j=zh ğ=gh ı=i ö=o ü=u â=a î=i û=u")
_TR_EN_SLAVIC: _Rules = (("iy$", "y"), ("yı", "yi"), ("h", "kh"), ("ı", "y"), *_TR_EN)
_AZ_EN_SLAVIC: _Rules = (("şş", "shch"), ("ks", "x"), ("ı", "y"), *_AZ_EN)
_TR_AZ: _Rules = _simple("â=a î=i û=u w=v")
_TR_AZ_SLAVIC: _Rules = (("iy$", "i"), ("şç", "şş"), ("h", "x"), ("g(?![ei])", "q"), *_TR_AZ)
_EN_LATIN: _Rules = (*_simple("ch=ç sh=ş zh=j j=c w=v"), ("x", "ks"))
_EN_AZ: _Rules = (
    ("shch", "şş"),
    *_simple("kh=x gh=ğ"),
    ("g(?![ei])", "q"),
    ("(?<=[^aeiou])y$", "i"),
    ("(?<=[^aeiouy])y(?=[^aeiouy])", "ı"),
    *_EN_LATIN,
)
_EN_TR: _Rules = (
    ("shch", "şç"),
    *_simple("kh=h gh=ğ"),
    ("(?<=[^aeiou])y$", "iy"),
    ("(?<=[^aeiouy])y(?=[^aeiouy])", "ı"),
    *_EN_LATIN,
)

# by direction and origin, the plain table where the origin makes no difference
_TABLES: dict[tuple[str, str, str], _Rules] = {
    ("az", "ru", ""): _AZ_RU,
    ("az", "en", ""): _AZ_EN,
    ("az", "en", "s"): _AZ_EN_SLAVIC,
    ("az", "tr", ""): _AZ_TR,
    ("tr", "ru", ""): _TR_RU,
    ("tr", "en", ""): _TR_EN,
    ("tr", "en", "o"): _TR_EN_TURKEY,
    ("tr", "en", "s"): _TR_EN_SLAVIC,
    ("tr", "az", ""): _TR_AZ,
    ("tr", "az", "s"): _TR_AZ_SLAVIC,
    ("en", "ru", ""): _EN_RU,
    ("en", "az", ""): _EN_AZ,
    ("en", "tr", ""): _EN_TR,
    ("ru", "az", ""): _RU_AZ_TURKIC,
    ("ru", "az", "s"): _RU_AZ,
    ("ru", "tr", ""): _RU_TR_TURKIC,
    ("ru", "tr", "s"): _RU_TR,
    ("ru", "en", ""): _RU_EN_TURKIC,
    ("ru", "en", "s"): _RU_EN,
}


@cache
def _rewriter(rules: _Rules) -> Callable[[str], str]:
    """All rules as one expression: at each place the first that fits."""
    every = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (pattern, _) in enumerate(rules)))
    texts = {f"r{i}": text for i, (_, text) in enumerate(rules)}
    return lambda word: every.sub(lambda match: texts[match.lastgroup or ""], word)


@lru_cache(maxsize=8192)
def respelled(word: str, source: str, target: str, origin: str = "") -> str:
    """``word`` in the letters of ``target``, capitals as they were.

    Args:
        word: one word, hyphens allowed.
        source: ``az``, ``ru``, ``tr`` or ``en``.
        target: another of them.
        origin: where the name is at home, as in the lexicon (``t``, ``o``, ``s``).
    """
    rules = _TABLES.get((source, target, origin)) or _TABLES[source, target, ""]
    parts = []
    for part in word.split("-"):
        made = _rewriter(rules)(lower(part, source))
        parts.append(upper(made[:1], target) + made[1:] if part[:1].isupper() else made)
    return "-".join(parts)
