"""What a glossary might gain from texts, as rows for people to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from translator.glossary.matching import Matcher
from translator.glossary.store import Glossary
from translator.suggestion.candidates import Candidate, Collection
from translator.suggestion.pairing import Meetings, Partner
from translator.suggestion.reading import Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that no concept covers, with its proposed translations by language."""

    name: str
    lang: str
    count: int
    forms: tuple[str, ...]
    files: tuple[str, ...]
    contexts: tuple[tuple[str, str], ...]
    translations: dict[str, Partner] = field(default_factory=dict)


def suggest(texts: Iterable[Text], glossary: Glossary, *, least: int = 2) -> list[Suggestion]:
    """Names with at least ``least`` mentions, most mentioned first.

    In parallel texts the names of both sides are counted and paired; a name seen in translations
    alone is listed only with the source that it translates.
    """
    sources: dict[str, Collection] = {}
    targets: dict[str, Collection] = {}
    met: dict[tuple[str, str], Meetings] = {}
    said: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for text in texts:
        into = _collection(sources, text.lang, glossary)
        # a source that stands in several files or pairs counts once in each file
        place = (text.file, text.lang, text.source)
        if place not in said:
            said[place] = into.add(text.source, text.file)
        if text.target.strip() and text.target_lang:
            other = _collection(targets, text.target_lang, glossary)
            keys = other.add(text.target, text.file)
            met.setdefault((text.lang, text.target_lang), Meetings()).add(said[place], keys)
        if len(said) > _REMEMBERED:
            said.clear()
    rows: list[Suggestion] = []
    for lang, collection in sources.items():
        found = {candidate.key: candidate for candidate in collection.candidates(least)}
        partners = {
            target_lang: meetings.partners(found, _known(targets[target_lang]))
            for (source_lang, target_lang), meetings in met.items()
            if source_lang == lang
        }
        rows += [_row(candidate, partners) for candidate in found.values()]
    return sorted(rows, key=lambda row: (-row.count, row.lang, row.name))


_REMEMBERED = 100_000


def _collection(held: dict[str, Collection], lang: str, glossary: Glossary) -> Collection:
    if lang not in held:
        matcher = Matcher(glossary, lang) if glossary.concepts else None
        held[lang] = Collection(lang, matcher)
    return held[lang]


def _known(collection: Collection) -> dict[str, Candidate]:
    return {candidate.key: candidate for candidate in collection.candidates(1, translated=True)}


def _row(candidate: Candidate, partners: dict[str, dict[str, Partner]]) -> Suggestion:
    forms = sorted(candidate.forms, key=lambda form: (-candidate.forms[form], form))
    return Suggestion(
        candidate.name,
        candidate.lang,
        candidate.count,
        tuple(forms),
        tuple(candidate.files),
        tuple(candidate.contexts),
        {lang: found[candidate.key] for lang, found in partners.items() if candidate.key in found},
    )
