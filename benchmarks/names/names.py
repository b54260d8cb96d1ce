"""Names between az, ru, tr and en: how many are found in a sentence and carried over right.

``python benchmarks/names/names.py`` puts each name of ``names.tsv`` into a plain sentence of its
language and compares what the program offers in the three others with the spellings listed.
``--wrong az-ru`` lists what went wrong, ``--json`` prints the figures for a script.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from translator.names import carrying, lexicon
from translator.names.lexicon import LANGS
from translator.names.offering import with_names
from translator.segments import Segment

HERE = Path(__file__).parent
PERSON = {
    "az": "Bu barədə {} jurnalistlərə məlumat verib.",
    "ru": "Об этом {} рассказал журналистам.",
    "tr": "Bunu {} gazetecilere anlattı.",
    "en": "This is what {} told reporters.",
}
PLACE = {
    "az": "Yeni məktəb {} kəndində açılıb.",
    "ru": "Новую школу открыли в селе {} вчера.",
    "tr": "Yeni okul {} köyünde açıldı.",
    "en": "A new school opened in the village of {} yesterday.",
}


def rows() -> list[dict[str, str]]:
    """The table: a kind and a name in each language, its spellings divided by ``|``."""
    with (HERE / "names.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def offered(name: str, kind: str, source: str, target: str) -> str:
    """What the program offers for ``name`` in a sentence, empty if nothing."""
    text = (PLACE if kind == "place" else PERSON)[source].format(name)
    (segment,) = with_names([Segment(text)], source, target)
    for match in segment.matches:
        if match.text == name:
            return match.concept.preferred(target)
    return ""


def listed(row: dict[str, str], source: str) -> bool:
    """Whether the lexicon has every word of the name, or the stem of its surname."""
    name = row[source].split("|")[0]
    if row["kind"] == "place":
        return lexicon.folded(name, source) in lexicon.index("places", source)
    *given, last = name.split(" ")
    stem = carrying.ending(last, source)[0]
    known = any(lexicon.surname(w, source) or lexicon.given(w, source) for w in (last, stem))
    return known and all(lexicon.given(word, source) for word in given)


def results(source: str, target: str) -> Iterator[tuple[dict[str, str], str, str]]:
    """Each row with what was offered and a verdict: ``right``, ``wrong`` or ``left``."""
    for row in rows():
        got = offered(row[source].split("|")[0], row["kind"], source, target)
        verdict = "left" if not got else "right" if got in row[target].split("|") else "wrong"
        yield row, got, verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wrong", metavar="FROM-TO", help="list what is wrong in one direction")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if chosen.wrong:
        source, target = chosen.wrong.split("-")
        for row, got, verdict in results(source, target):
            if verdict != "right":
                print(verdict, row[source], got or "-", row[target], sep="\t")
        return
    figures = {}
    for source, target in permutations(LANGS, 2):
        counts: Counter[str] = Counter()
        for row, _, verdict in results(source, target):
            counts[verdict] += 1
            if listed(row, source):
                counts["listed " + verdict] += 1
        total = counts["right"] + counts["wrong"] + counts["left"]
        known = sum(counts["listed " + v] for v in ("right", "wrong", "left"))
        by_rule = total - known
        figures[f"{source}-{target}"] = {
            "names": total,
            "right": counts["right"] / total,
            "wrong": counts["wrong"] / total,
            "left to the model": counts["left"] / total,
            "listed": known,
            "right of listed": counts["listed right"] / known,
            "right by rule": (counts["right"] - counts["listed right"]) / by_rule,
        }
    if chosen.json:
        print(json.dumps(figures, indent=1))
        return
    keys = list(next(iter(figures.values())))
    print("| direction | " + " | ".join(keys) + " |\n|" + " --- |" * (len(keys) + 1))
    for direction, shares in figures.items():
        cells = [f"{v:.0%}" if isinstance(v, float) else str(v) for v in shares.values()]
        print(f"| {direction} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
