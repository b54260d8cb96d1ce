"""Scores of translations with terms, from what people listed alone: nothing of the glossary's code.

In the manner of the WMT 2025 terminology task: success by form, consistency, quality. A term's
*right forms* are those that the sentence's row lists for it; its *known forms* all that its
paradigm (``forms.ru.tsv`` and the like, written by hand) or any row lists for it in the language,
and the name that the glossary prefers.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = ("ru", "az", "tr")

_SOURCE_MARK = re.compile(r"\{(!?)([\w-]+):([^}]*)\}")
_TARGET_MARK = re.compile(r"\{(?:(\d):)?([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a sentence: its concept and, by target language, the forms that are right there."""

    concept: str
    right: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the test; ``terms`` of a distractor name concepts that do not occur in it."""

    id: str
    distractor: bool
    source: str
    references: Mapping[str, str]
    terms: tuple[Term, ...]


def load(path: Path = HERE / "sentences.tsv") -> list[Sentence]:
    """The test set: marks taken out of the texts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_sentence(row) for row in rows]


def _sentence(row: Mapping[str, str]) -> Sentence:
    marks = list(_SOURCE_MARK.finditer(row["en"]))
    distractor = row["kind"] == "distractor"
    forms = {lang: _marked(row[lang]) for lang in TARGETS}
    terms = []
    for number, mark in enumerate(marks, 1):
        right = {} if distractor else {lang: forms[lang][number] for lang in TARGETS}
        terms.append(Term(mark[2], right))
    plain = {lang: _TARGET_MARK.sub(lambda m: m[2].split("|")[0], row[lang]) for lang in TARGETS}
    source = _SOURCE_MARK.sub(lambda m: m[3], row["en"])
    return Sentence(row["id"], distractor, source, plain, tuple(terms))


def _marked(text: str) -> dict[int, tuple[str, ...]]:
    return {int(m[1] or 1): tuple(m[2].split("|")) for m in _TARGET_MARK.finditer(text)}


def preferred(path: Path = HERE / "glossary.tsv") -> dict[str, dict[str, str]]:
    """For each concept its first name in each language, as the table has it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: {lang: row[lang].split("|")[0] for lang in TARGETS} for row in rows}


@cache
def paradigms(lang: str) -> Mapping[str, tuple[str, ...]]:
    """For each concept the forms of its names in ``lang``, as the table has them."""
    with (HERE / f"forms.{lang}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["concept"]: tuple(row["forms"].split("|")) for row in rows}


def known_forms(
    sentences: Sequence[Sentence],
    names: Mapping[str, Mapping[str, str]],
    lang: str,
    forms: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, set[str]]:
    """Every form that is listed for a concept in ``lang``.

    Args:
        forms: those of its paradigm; left out, the tables of this folder.
    """
    forms = paradigms(lang) if forms is None else forms
    found = {
        concept: {by_lang[lang], *forms.get(concept, ())} for concept, by_lang in names.items()
    }
    for sentence in sentences:
        for term in sentence.terms:
            found[term.concept].update(term.right.get(lang, ()))
    return found


def stands(form: str, text: str) -> bool:
    """Whether ``form`` stands in ``text`` as whole words, whatever the capitals and marks."""
    return re.search(rf"(?<!\w){re.escape(_plain(form))}(?!\w)", _plain(text)) is not None


def _plain(text: str) -> str:
    text = text.replace("İ", "i").replace("I", "i").replace("ı", "i").lower().replace("ё", "е")
    for marks, mark in (("’ʼ‘", "'"), ("“”«»„", '"'), ("–—‑", "-")):
        for char in marks:
            text = text.replace(char, mark)
    return re.sub(r"\s*-\s*", "-", " ".join(text.split())).replace("â", "a")


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of the terms, from 0 to 1.

    ``exact``: the preferred name itself stands there; ``right``: a form that suits the sentence;
    ``present``: any known form; ``consistency``: of the mentions in which a known form stands,
    those that use their concept's most frequent name; ``untouched``: distractors free of it.
    """

    terms: int
    exact: float
    right: float
    present: float
    consistency: float
    untouched: float


def score(
    sentences: Sequence[Sentence],
    translations: Sequence[str],
    names: Mapping[str, Mapping[str, str]],
    lang: str,
    forms: Mapping[str, Sequence[str]] | None = None,
) -> Scores:
    """The scores of ``translations``, one for each sentence in order; see ``known_forms``."""
    known = known_forms(sentences, names, lang, forms)
    exact = right = present = terms = untouched = distractors = 0
    used: dict[str, Counter[str]] = {}
    for sentence, text in zip(sentences, translations, strict=True):
        if sentence.distractor:
            distractors += 1
            wrong = {form for term in sentence.terms for form in known[term.concept]}
            untouched += not any(stands(form, text) for form in wrong)
            continue
        for term in sentence.terms:
            terms += 1
            exact += stands(names[term.concept][lang], text)
            right += any(stands(form, text) for form in term.right[lang])
            standing = [form for form in known[term.concept] if stands(form, text)]
            present += bool(standing)
            if standing:
                name = _name(max(standing, key=lambda form: (len(form), form)))
                used.setdefault(term.concept, Counter())[name] += 1
    mentions = sum(sum(counts.values()) for counts in used.values())
    ruling = sum(counts.most_common(1)[0][1] for counts in used.values())
    return Scores(
        terms,
        exact / terms,
        right / terms,
        present / terms,
        ruling / mentions if mentions else 0.0,
        untouched / distractors if distractors else 1.0,
    )


def _name(form: str) -> str:
    """What the forms of one name share: the beginnings of its words."""
    bare = re.sub(r"'\w+", "", _plain(form))
    return " ".join(word[:3] for word in re.findall(r"\w+", bare) if len(word) > 1)
