"""Clean, filter and deduplicate the parallel text.

Writes one ``<pair>.tsv`` a language pair (columns: source name, ``s`` for
synthetic or ``-``, first language, second language).
"""

from __future__ import annotations

import hashlib
import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.mixes import CORE, Mix
from training.sources import BY_NAME, SYNTHETIC_FOLDERS
from translator.langid import identifier

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"[{}<>|\\^~`=_]|%[sd(1-9@]|&[a-zA-Z]+;|\$[A-Za-z]|\[\w*\]|\w\(\)|::")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0259\u018f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_KEY = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
CYRILLIC_LANGUAGES = frozenset({"ru", "uk", "kk"})
MAX_WORDS = 70
IDENTIFIED = 60  # characters; in shorter lines names decide what the identification says
NEAR = ({"az", "tr"}, {"ru", "uk"})


def clean(text: str) -> str:
    """NFC, no invisible characters, single spaces."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def key(text: str) -> str:
    """Letters and digits only, case folded: what counts as the same line."""
    return _KEY.sub("", text.casefold())


def script_fits(text: str, language: str) -> bool:
    """Whether most letters belong to the language's script."""
    cyrillic = len(_CYRILLIC.findall(text))
    latin = len(_LATIN.findall(text))
    arabic = len(_ARABIC.findall(text))
    if language == "fa":
        return arabic >= latin + cyrillic
    if language in CYRILLIC_LANGUAGES:
        return cyrillic > 0 and cyrillic >= 0.5 * (latin + cyrillic)
    return latin > 0 and latin >= 0.9 * (latin + cyrillic + arabic)


def lengths_fit(first: str, second: str) -> bool:
    """Whether the two sides can be translations by their lengths."""
    words_first, words_second = first.count(" ") + 1, second.count(" ") + 1
    if max(words_first, words_second) > MAX_WORDS:
        return False
    a, b = len(first), len(second)
    if max(a, b) < 20:
        return max(a, b) <= 6 * min(a, b)
    return 0.45 <= a / b <= 2.2


def acceptable(first: str, second: str, languages: tuple[str, str]) -> str:
    """The name of the filter that refuses the pair, or an empty string."""
    if not first or not second:
        return "empty"
    if _MARKUP.search(first) or _MARKUP.search(second):
        return "markup"
    if not script_fits(first, languages[0]) or not script_fits(second, languages[1]):
        return "script"
    if not lengths_fit(first, second):
        return "length"
    if key(first) == key(second):
        return "copy"
    long_numbers = {n for n in _DIGITS.findall(first) if len(n) > 1}
    if long_numbers and not long_numbers & set(_DIGITS.findall(second)):
        return "numbers"
    if not all(language_fits(*side) for side in zip((first, second), languages, strict=True)):
        return "language"
    return ""


def language_fits(text: str, language: str) -> bool:
    """Whether py3langid takes a line of some length for its language, or for a near one."""
    if len(text) < IDENTIFIED:
        return True
    found = str(identifier().classify(text)[0])
    return found == language or {found, language} in NEAR


def forbidden_keys(data: Path) -> set[str]:
    """Keys of every line of the test and development sets."""
    keys: set[str] = set()
    files = [p for part in ("test", "dev") for p in (data / part).rglob("*.tsv*")]
    for path in sorted(files):
        for line in read_lines(path):
            keys.update(key(clean(cell)) for cell in line.split("\t"))
    return {k for k in keys if len(k) >= 12}


def read_lines(path: Path) -> Iterator[str]:
    """Lines of a plain or xz-compressed UTF-8 file."""
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
            yield from (line.rstrip("\n") for line in file)
    else:
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from (line.rstrip("\n") for line in file)


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """The two columns of a parallel file."""
    for line in read_lines(path):
        cells = line.split("\t")
        if len(cells) == 2:
            yield clean(cells[0]), clean(cells[1])


def select(
    pairs: Iterable[tuple[str, str]],
    languages: tuple[str, str],
    forbidden: set[str],
    seen: set[bytes],
    counts: Counter[str],
) -> Iterator[tuple[str, str]]:
    """The pairs that pass every filter and were not seen before."""
    for first, second in pairs:
        reason = acceptable(first, second, languages)
        if not reason:
            keys = key(first), key(second)
            if keys[0] in forbidden or keys[1] in forbidden:
                reason = "test line"
            else:
                digest = hashlib.blake2b("\t".join(keys).encode(), digest_size=8).digest()
                if digest in seen:
                    reason = "duplicate"
                seen.add(digest)
        counts[reason or "kept"] += 1
        if not reason:
            yield first, second


def prepare(
    data: Path, work: Path, *, mix: Mix = CORE, permissive: bool = False
) -> dict[str, Counter[str]]:
    """Write the cleaned pairs below ``work/clean``; returns counts per folder."""
    out = work / "clean"
    out.mkdir(parents=True, exist_ok=True)
    forbidden = forbidden_keys(data)
    report: dict[str, Counter[str]] = {}
    seen: dict[tuple[str, str], set[bytes]] = {}
    lines: dict[tuple[str, str], list[str]] = {}
    for folder, first, second, _ in mix.folders:
        languages = (first, second)
        mark = "s" if folder in SYNTHETIC_FOLDERS else "-"
        for path in sorted((data / "train" / folder).glob("*.tsv.xz")):
            source = BY_NAME.get(path.name.removesuffix(".tsv.xz"))
            if source is None or not source.used_in(folder, permissive=permissive):
                continue
            counts: Counter[str] = Counter()
            kept = select(
                read_pairs(path), languages, forbidden, seen.setdefault(languages, set()), counts
            )
            lines.setdefault(languages, []).extend(
                f"{source.name}\t{mark}\t{a}\t{b}\n" for a, b in kept
            )
            report[f"{folder}/{source.name}"] = counts
    for languages, rows in lines.items():
        path = out / f"{languages[0]}-{languages[1]}.tsv"
        path.write_text("".join(rows), encoding="utf-8")
    return report
