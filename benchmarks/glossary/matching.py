"""Milliseconds to look a sentence through for the names of a glossary: `python matching.py [ROWS]`.

Processor time, so that other programs at work matter little; sentences of a news agency's length,
without a name and with two names in them, each sentence new. The first time that a name is met
its forms are made; the second figure is for names that were met before.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from commands import glossary

from translator.glossary import store
from translator.glossary.matching import Matcher

PLAIN = {
    "en": "The delegation said on Monday that the talks in the capital had been long and useful",
    "ru": "Делегация заявила в понедельник, что переговоры в столице были долгими и полезными",
    "az": "Nümayəndə heyəti bildirib ki, paytaxtda keçirilən danışıqlar uzun və faydalı olub",
    "tr": "Heyet pazartesi günü başkentte yapılan görüşmelerin uzun ve yararlı geçtiğini söyledi",
}
SENTENCES = 400


def spent(matcher: Matcher, sentences: list[str]) -> str:
    """The mean and the slowest of twenty, in milliseconds of processor time."""
    times = []
    for sentence in sentences:
        start = time.process_time()
        matcher.find(sentence)
        times.append(1000 * (time.process_time() - start))
    return f"{statistics.mean(times):7.2f} {statistics.quantiles(times, n=20)[-1]:7.2f}"


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    made, _ = store.parse(glossary(rows), "g")
    print(f"{rows:,} concepts, {SENTENCES} sentences: mean and 95th percentile in ms")
    print("language   no names       names first met  names met before   made ready in")
    chance = random.Random(1)
    for lang, plain in PLAIN.items():
        start = time.process_time()
        matcher = Matcher(made, lang)
        ready = time.process_time() - start
        without = [f"{plain}, {number}." for number in range(SENTENCES)]
        names = [c.preferred(lang) for c in chance.sample(made.concepts, 2 * SENTENCES)]
        pairs = list(zip(names[::2], names[1::2], strict=True))
        first = [f"{plain}: {a}, {b}." for a, b in pairs]
        again = [f"{a}: {plain.lower()}; {b}." for a, b in pairs]
        figures = [spent(matcher, sentences) for sentences in (without, first, again)]
        print(f"{lang:8}", "  ".join(figures), f"{ready:9.2f} s")


if __name__ == "__main__":
    main()
