"""How well the role of a name in the source tells its form in the target, on people's translations.

``python benchmarks/terminology/roles.py -f en -t ru -g territories PAIRS.tsv…`` takes translations
made by people (source, tab, target a line) and every name of the glossaries that stands once on
either side. Two questions, as if a model had written the target with the names handed to it:

- ``left``: the name stands as the people wrote it; is it left so?
- ``made``: the name stands in its base form; is it made what they wrote?
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from translator.glossary import store
from translator.glossary.concept import TermMatch
from translator.glossary.folding import key
from translator.glossary.forming import Mention, formed
from translator.glossary.matching import Found, Matcher
from translator.glossary.recognise import find_names
from translator.glossary.rewriting import Draft
from translator.glossary.roles import relation


def pairs(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """The lines of all files that have a source and a target."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            source, tab, target = line.partition("\t")
            if tab and "\t" not in target:
                yield source, target


def answers(
    source: Matcher, target: Matcher, pair: tuple[str, str]
) -> Iterator[tuple[Found, Found]]:
    """The names that stand once on either side, by their preferred name in the target."""
    here, there = source.find(pair[0]), target.find(pair[1])
    for one in here:
        concept = one.concept
        same = [found for found in there if found.concept.id == concept.id]
        once = len(same) == 1 == sum(found.concept.id == concept.id for found in here)
        if once and same[0].name == concept.preferred(target.lang) and not same[0].forbidden:
            yield one, same[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-f", "--from", dest="source", default="en")
    parser.add_argument("-t", "--to", dest="target", default="ru")
    parser.add_argument("-g", "--glossary", action="append", default=[])
    chosen = parser.parse_args()
    glossary = store.combine([store.load(name) for name in chosen.glossary or ["territories"]])
    source = Matcher(glossary, chosen.source)
    target = Matcher(glossary, chosen.target, senses=False)
    total: Counter[str] = Counter()
    left: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for pair in pairs(chosen.files):
        for one, other in answers(source, target, pair):
            match = TermMatch(one.start, one.end, one.text, one.concept)
            mention = Mention(match, pair[0], chosen.source)
            told = relation(pair[0], one.start, one.end, chosen.source, one.inflections)
            role = str(told.role) if told else "unknown"
            base = one.concept.preferred(chosen.target)
            bare = pair[1][: other.start] + base + pair[1][other.end :]
            standing = find_names(one.concept, bare, chosen.target)
            again = [found for found in standing if found.start == other.start]
            if not again:
                continue
            total[role] += 1
            for text, found, score in ((pair[1], other, left), (bare, again[0], made)):
                draft = formed(Draft(text), [(found, mention)], chosen.target, handed=True)
                same = key(draft.text, chosen.target) == key(pair[1], chosen.target)
                score[role] += same
    print(f"{'role':<12}{'names':>8}{'left':>8}{'made':>8}")
    for role, count in [("all", total.total()), *total.most_common()]:
        kept, right = (left.total(), made.total()) if role == "all" else (left[role], made[role])
        if count:
            print(f"{role:<12}{count:>8}{kept / count:>8.1%}{right / count:>8.1%}")


if __name__ == "__main__":
    main()
