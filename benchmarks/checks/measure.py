"""How often the checks flag good human translations, and how often they catch damaged ones.

    python benchmarks/checks/measure.py DATA [--show CODE]

DATA has ``dev/<pair>/flores-dev.tsv.xz`` and ``test/<pair>/<name>.tsv`` (source, tab, target) and
``test/ntrex-news.tsv`` (a header of language codes, English in the second column). Damage is drawn
with a fixed seed, so that the numbers are the same on every machine.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from translator.notation.calendar import CALENDARS
from translator.notation.dates import months, weekdays
from translator.quality import CHECKS, Checked, examine

PAIRS = ("en-ru", "en-az", "en-tr", "en-uk", "en-fa", "ru-az", "ru-tr", "tr-az")
NTREX = ("ru", "az", "tr", "uk", "fa", "kk", "ka", "hy", "de", "fr")
LOOKALIKES = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"}
Pair = tuple[str, str]
Damage = Callable[[str, str, str, random.Random], str]


def sets(data: Path) -> Iterator[tuple[str, str, str, list[Pair]]]:
    """The test sets: name, source language, target language, pairs."""
    for pair in PAIRS:
        path = data / "dev" / pair / "flores-dev.tsv.xz"
        with lzma.open(path, "rt", encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        source, target = pair.split("-")
        yield f"FLORES dev {pair}", source, target, [(row[0], row[1]) for row in rows]
    text = (data / "test" / "ntrex-news.tsv").read_text(encoding="utf-8")
    head, *lines = [line.split("\t") for line in text.splitlines()]
    for target in NTREX:
        column = head.index(target)
        yield f"NTREX en-{target}", "en", target, [(row[1], row[column]) for row in lines]
    for path in sorted((data / "test").glob("??-??/*.tsv")):
        source, target = path.parent.name.split("-")
        name = path.name.split(".")[0]
        if path.name.endswith(f".{target}-{source}.tsv"):
            name += ", translated the other way"
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]
        yield f"{name} {source}-{target}", source, target, [(row[0], row[1]) for row in rows]


def _drop_number(source: str, target: str, lang: str, rng: random.Random) -> str:
    found = list(re.finditer(r"\d[\d.,:]*", target))
    if not found:
        return ""
    one = rng.choice(found)
    return target[: one.start()] + target[one.end() :]


def _change_digit(source: str, target: str, lang: str, rng: random.Random) -> str:
    places = [i for i, char in enumerate(target) if char.isdecimal()]
    if not places:
        return ""
    place = rng.choice(places)
    old = int(target[place])
    return (
        target[:place]
        + str(rng.choice([d for d in range(1, 10) if d != old]))
        + target[place + 1 :]
    )


def _once(target: str, found: dict[str, int]) -> list[tuple[str, int]]:
    return [(word, number) for word, number in found.items() if target.count(word) == 1]


def _drop_month(source: str, target: str, lang: str, rng: random.Random) -> str:
    found = _once(target, months(target, lang))
    return target.replace(rng.choice(found)[0], "") if found else ""


def _change_month(source: str, target: str, lang: str, rng: random.Random) -> str:
    found = _once(target, months(target, lang))
    if not found:
        return ""
    word, number = rng.choice(found)
    other = rng.choice([n for n in range(1, 13) if n != number])
    return target.replace(word, CALENDARS[lang].beside[other - 1])


def _change_weekday(source: str, target: str, lang: str, rng: random.Random) -> str:
    found = _once(target, weekdays(target, lang))
    if not found:
        return ""
    word, number = rng.choice(found)
    other = rng.choice([n for n in range(1, 8) if n != number])
    return target.replace(word, CALENDARS[lang].weekdays[other - 1])


def _cut(source: str, target: str, lang: str, rng: random.Random) -> str:
    words = target.split()
    return " ".join(words[: len(words) // 3]) if len(words) >= 9 else ""


def _loop(source: str, target: str, lang: str, rng: random.Random) -> str:
    words = target.split()
    return " ".join([*words, *(words[-3:] * 3)]) if len(words) >= 6 else ""


def _copy(source: str, target: str, lang: str, rng: random.Random) -> str:
    return source


def _copy_most(source: str, target: str, lang: str, rng: random.Random) -> str:
    words, other = source.split(), target.split()
    kept = len(words) * 4 // 5
    return " ".join(words[:kept] + other[-(len(words) - kept) :]) if len(words) >= 8 else ""


def _lookalike(source: str, target: str, lang: str, rng: random.Random) -> str:
    """One letter of a long word replaced by its twin in the other alphabet."""
    twins = LOOKALIKES | {there: here for here, there in LOOKALIKES.items()}
    places = [
        i
        for word in re.finditer(r"[^\W\d_]{5,}", target)
        for i in range(word.start(), word.end())
        if target[i] in twins
    ]
    if not places:
        return ""
    place = rng.choice(places)
    return target[:place] + twins[target[place]] + target[place + 1 :]


DAMAGES: dict[str, Damage] = {
    "number dropped": _drop_number,
    "digit changed": _change_digit,
    "month dropped": _drop_month,
    "month changed": _change_month,
    "weekday changed": _change_weekday,
    "cut to a third": _cut,
    "last words loop": _loop,
    "source copied": _copy,
    "four fifths copied": _copy_most,
    "look-alike letter": _lookalike,
}


def main() -> None:
    """Print one line a test set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", default="", help="print the good pairs flagged with this code")
    wanted = parser.parse_args()
    codes = [code.value for code in CHECKS if code.value not in ("empty", "capped")]
    codes = [code for code in codes if not code.startswith("term")]
    print("| set | pairs | flagged | " + " | ".join([*codes, *DAMAGES]) + " |")
    print("| --- " * (3 + len(codes) + len(DAMAGES)) + "|")
    for name, source_lang, target_lang, pairs in sets(wanted.data):
        counts: Counter[str] = Counter()
        caught: Counter[str] = Counter()
        tried: Counter[str] = Counter()
        flagged = 0
        rng = random.Random(20231118)
        for source, target in pairs:
            findings = examine(Checked(source, target, source_lang, target_lang))
            counts.update({finding.code.value for finding in findings})
            for finding in findings:
                if finding.code.value == wanted.show:
                    print(f"{finding.message}\n    {source}\n    {target}")
            if findings:
                flagged += 1
                continue
            for damage, spoil in DAMAGES.items():
                bad = spoil(source, target, target_lang, rng)
                if bad:
                    tried[damage] += 1
                    caught[damage] += bool(examine(Checked(source, bad, source_lang, target_lang)))
        cells = [name, str(len(pairs)), f"{flagged / len(pairs):.2%}"]
        cells += [str(counts[code]) for code in codes]
        cells += [f"{caught[d] / tried[d]:.0%}" if tried[d] else "–" for d in DAMAGES]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
