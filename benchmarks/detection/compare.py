"""Compare language detectors on sentences of known language, each in a process of its own.

    python benchmarks/detection/compare.py DATA [--sentences 100]

DATA holds ``en-xx/flores-devtest.tsv`` (English, tab, the other language) and, if present,
``ntrex-news.tsv`` (a header row of language codes). Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LANGS = ("en", "ru", "az", "tr", "uk", "kk", "fa")
DETECTORS = (
    "py3langid",
    "lingua-high",
    "lingua-low",
    "lingua-high-7",
    "ours",
)
WORDS = (0, 8, 4)  # whole sentences, then their first words


def samples(data: Path, count: int) -> dict[str, dict[str, list[str]]]:
    """``count`` sentences a language from each set, spread evenly over it."""
    sets: dict[str, dict[str, list[str]]] = {"flores": {}, "ntrex": {}}
    for lang in LANGS[1:]:
        path = data / f"en-{lang}" / "flores-devtest.tsv"
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        step = max(len(rows) // count, 1)
        sets["flores"][lang] = [row[1] for row in rows[::step][:count]]
        sets["flores"].setdefault("en", [row[0] for row in rows[::step][:count]])
    news = data / "ntrex-news.tsv"
    if news.exists():
        with news.open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        documents: dict[str, list[dict[str, str]]] = {}
        for row in table:
            documents.setdefault(row["document"], []).append(row)
        sets["articles"] = {
            lang: ["\n".join(row[lang] for row in rows) for rows in documents.values()]
            for lang in LANGS
        }
        step = max(len(table) // count, 1)
        for lang in LANGS:
            sets["ntrex"][lang] = [row[lang] for row in table[::step][:count]]
    return {name: found for name, found in sets.items() if found}


def detector(name: str) -> Callable[[str], str]:
    """A function from text to language code ("" for no answer)."""
    if name == "ours":
        from translator.detect import detect
        from translator.errors import TranslatorError

        def ours(text: str) -> str:
            try:
                return detect(text)
            except TranslatorError:
                return ""

        return ours
    from translator.languages import LANGUAGES

    if name == "py3langid":
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
        known = set(identifier.labels)
        identifier.set_languages([code for code in LANGUAGES if code in known])
        return lambda text: str(identifier.classify(text)[0])
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

    codes = LANGS if name.endswith("-7") else tuple(LANGUAGES)
    isos = [getattr(IsoCode639_1, c.upper()) for c in codes if hasattr(IsoCode639_1, c.upper())]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*isos)
    if "low" in name:
        builder = builder.with_low_accuracy_mode()
    built = builder.build()

    def answer(text: str) -> str:
        found: Language | None = built.detect_language_of(text)
        return found.iso_code_639_1.name.casefold() if found is not None else ""

    return answer


def shortened(text: str, words: int) -> str:
    return " ".join(text.split()[:words]) if words else text


def measure(name: str, data: Path, count: int) -> dict[str, object]:
    """Accuracy, times in seconds and memory in MiB of one detector in this process."""
    sets = samples(data, count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    detect = detector(name)
    detect("The first answer takes longest, for models are loaded late.")
    loaded = time.perf_counter() - began
    right: dict[str, dict[str, int]] = {}
    asked = 0
    began = time.perf_counter()
    for source, langs in sets.items():
        for words in WORDS if source != "articles" else (0,):
            size = "whole" if not words else f"first {words} words"
            key = f"{source}, {size}"
            right[key] = {
                lang: sum(detect(shortened(text, words)) == lang for text in texts)
                for lang, texts in langs.items()
            }
            asked += sum(len(texts) for texts in langs.values())
    spent = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "right": right,
        "load_s": loaded,
        "ms_each": 1000 * spent / asked,
        "memory_mib": (after - before) / 1024,
    }


def report(results: dict[str, dict[str, object]]) -> Iterator[str]:
    yield "| detector | load and first answer, s | ms a text | memory, MiB |"
    yield "|---|---|---|---|"
    for name, row in results.items():
        yield f"| {name} | {row['load_s']:.2f} | {row['ms_each']:.2f} | {row['memory_mib']:.0f} |"
    tables: dict[str, dict[str, dict[str, int]]] = {}
    for name, row in results.items():
        right = row["right"]
        assert isinstance(right, dict)
        for key, langs in right.items():
            tables.setdefault(key, {})[name] = langs
    for key, rows in tables.items():
        yield f"\n{key}:\n"
        yield "| detector | " + " | ".join(LANGS) + " | all |"
        yield "|---" * (len(LANGS) + 2) + "|"
        for name, langs in rows.items():
            cells = " | ".join(str(langs[lang]) for lang in LANGS)
            yield f"| {name} | {cells} | {sum(langs.values())} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sentences", type=int, default=100)
    parser.add_argument("--only", choices=DETECTORS, help="measure one, print JSON")
    chosen = parser.parse_args()
    if chosen.only:
        print(json.dumps(measure(chosen.only, chosen.data, chosen.sentences)))
        return
    results = {}
    for name in DETECTORS:
        command = [sys.executable, __file__, str(chosen.data), "--only", name]
        command += ["--sentences", str(chosen.sentences)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        results[name] = json.loads(done.stdout)
    print("\n".join(report(results)))


if __name__ == "__main__":
    main()
