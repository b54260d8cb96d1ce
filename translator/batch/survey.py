"""What there is to do: every article compared with what was done before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from translator.batch.ledger import Ledger, Record
from translator.batch.plan import STATE, Shard, output_names, walk
from translator.documents import registry
from translator.documents.article import Article
from translator.documents.choices import NONE
from translator.documents.registry import keep
from translator.documents.stored import Stored, copied
from translator.errors import TranslatorError
from translator.glossary.concept import Concept, Policy
from translator.memory.keys import PIPELINE, concept_hash
from translator.pipeline import PIVOT, Settings, Translator
from translator.segments import one_line

if TYPE_CHECKING:
    from translator.glossary.matching import Matcher

_VERIFIED = 500  # records brought up to date in one commit


@dataclass(frozen=True, slots=True)
class Job:
    """A batch as its user wants it: what is where and what it becomes."""

    folder: Path
    out: Path
    targets: tuple[str, ...]
    formats: tuple[str, ...]
    settings: Settings
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    shard: Shard | None = None

    @property
    def state(self) -> Path:
        """The folder of ledgers and locks."""
        return self.out / STATE

    @property
    def ledger(self) -> Path:
        """The ledger of this job or of its part."""
        return self.state / (f"ledger-{self.shard}.sqlite" if self.shard else "ledger.sqlite")


class Why(StrEnum):
    """Why an article is to be translated."""

    NEW = "new"
    CHANGED = "changed"
    SETTINGS = "settings"
    GLOSSARY = "glossary"
    LOST = "output missing"
    FAILED = "failed before"


@dataclass(frozen=True, slots=True)
class Task:
    """An article to translate into some languages; ``size`` is in bytes."""

    name: str
    targets: tuple[str, ...]
    size: int
    why: Why


@dataclass
class Survey:
    """What there is to do and what there is not.

    ``unchanged`` counts pairs of article and language; ``removed`` are articles that were
    translated and are not there any more, ``barred`` folders that cannot be looked into.
    """

    tasks: list[Task] = field(default_factory=list)
    articles: int = 0
    unchanged: int = 0
    unknown: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    barred: list[tuple[str, str]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes to translate, counted once for each language."""
        return sum(task.size * len(task.targets) for task in self.tasks)

    def count(self, why: Why) -> int:
        """How many articles are to be translated for that reason."""
        return sum(task.why is why for task in self.tasks)


@dataclass(frozen=True)
class State:
    """A glossary as far as translations between some languages depend on it."""

    concepts: dict[str, Concept]

    @cached_property
    def name(self) -> bytes:
        """A hash of all of it."""
        return blake2b("".join(sorted(self.concepts)).encode(), digest_size=16).digest()


class Standing:
    """Compares articles with their records; the glossary is hashed once for each pair.

    Args:
        job: what is wanted.
        translator: the model and glossary that are used now.
    """

    def __init__(self, job: Job, translator: Translator) -> None:
        self.job = job
        self.translator = translator
        chosen = job.settings
        way = (
            PIPELINE,
            translator.model.identity,
            chosen.quality,
            chosen.source_lang,
            chosen.encoding,
            chosen.names,
            job.formats,
            *((chosen.choices,) if chosen.choices != NONE else ()),
        )
        self.way = blake2b(repr(way).encode(), digest_size=16).digest()
        self._states: dict[tuple[str, str, bool], State] = {}
        self._fresh: dict[tuple[str, tuple[str, ...]], Matcher] = {}
        self._before: dict[bytes, frozenset[str] | None] = {}
        self._out = os.fspath(job.out)  # paths are costly where there are thousands
        self._read = ("", "")  # the article that was read last, and its text

    def state(self, source: str, target: str, pivot: bool) -> State:
        """The glossary's part in translations from ``source`` to ``target``."""
        wanted = source, target, pivot
        if wanted not in self._states:
            read = {source, PIVOT} if pivot else {source}
            langs = (source, PIVOT, target) if pivot else (source, target)
            self._states[wanted] = State(
                {
                    concept_hash(concept, langs): concept
                    for concept in self.translator.glossary.concepts
                    if read & concept.names.keys() or concept.policy is Policy.KEEP
                }
            )
        return self._states[wanted]

    def why(self, record: Record | None, digest: bytes, ledger: Ledger, path: Path) -> Why | None:
        """The reason to translate an article, None if it is done."""
        if record is None:
            return Why.NEW
        if record.error:
            return Why.FAILED
        if record.input != digest:
            return Why.CHANGED
        if record.way != self.way:
            return Why.SETTINGS
        if "skipped" in record.result:
            return None
        if not all(os.path.isfile(f"{self._out}/{name}") for name in record.outputs):  # noqa: PTH113
            return Why.LOST
        state = self.state_of(record)
        if state.name != record.glossary and self._touched(record, state, ledger, path):
            return Why.GLOSSARY
        return None

    def renewed(self, record: Record) -> Record | None:
        """``record`` in the name of the glossary as it is now, None if it was that already."""
        if "skipped" in record.result:
            return None
        state = self.state_of(record).name
        if state == record.glossary:
            return None
        name, text = self._read
        return replace(record, glossary=state, text=text if name == record.name else "")

    def state_of(self, record: Record) -> State:
        """The glossary's part in what a record is about."""
        return self.state(record.source_lang, record.lang, bool(record.result.get("pivot")))

    def _touched(self, record: Record, state: State, ledger: Ledger, path: Path) -> bool:
        """Whether the change of the glossary concerns the article.

        It does if a concept found in it is not what it was, or if one that is new or was changed
        is found in it now.
        """
        if record.glossary not in self._before:
            self._before[record.glossary] = ledger.concepts(record.glossary)
        before = self._before[record.glossary]
        if before is None or record.result.get("pivot"):
            return True
        if not state.concepts.keys() >= set(record.concepts):
            return True
        fresh = state.concepts.keys() - before
        if not fresh:
            return False
        wanted = record.source_lang, tuple(sorted(fresh))
        if wanted not in self._fresh:
            from translator.glossary.matching import Matcher

            concepts = [state.concepts[digest] for digest in wanted[1]]
            self._fresh[wanted] = Matcher(concepts, record.source_lang)
        matcher = self._fresh[wanted]
        text = ledger.text(record)
        if not text:
            if self._read[0] != record.name:
                try:
                    self._read = record.name, self._text(path, record)
                except TranslatorError:
                    return True
            text = self._read[1]
        return matcher.may_match(text) and any(map(matcher.match, text.split("\n")))

    def _text(self, path: Path, record: Record) -> str:
        return text_of(
            registry.load(
                path,
                encoding=self.job.settings.encoding,
                lang=record.source_lang,
                choices=self.job.settings.choices,
            )
        )


def survey(
    standing: Standing,
    ledger: Ledger,
    *,
    names: Iterable[str] | None = None,
    progress: Callable[[int], None] = lambda count: None,
) -> Survey:
    """Walk the folder and compare every article with its records.

    Contents are compared by hash; no clock is trusted. Records of articles that an edited glossary
    does not concern are brought up to date.

    Args:
        standing: job and translator.
        ledger: the job's.
        names: look at these articles alone.
        progress: called with the number of articles looked at so far.
    """
    job = standing.job
    found = walk(job.folder, include=job.include, exclude=job.exclude, skip=job.out)
    done = Survey(unknown=found.unknown, barred=found.barred)
    if job.shard is not None:
        done.unknown = [name for name in found.unknown if job.shard.holds(name)]
    wanted = found.inputs if names is None else sorted(set(names) & set(found.inputs))
    renewed: list[Record] = []
    for name in wanted:
        if job.shard is not None and not job.shard.holds(name):
            continue
        done.articles += 1
        progress(done.articles)
        whys: dict[str, Why] = {}
        size, digest = fingerprint(job.folder / name)
        for lang in job.targets:
            record = ledger.get(name, lang)
            why = standing.why(record, digest, ledger, job.folder / name)
            if why is not None:
                whys[lang] = why
            elif record is not None:
                done.unchanged += 1
                if fresh := standing.renewed(record):
                    renewed.append(fresh)
        if whys:
            done.tasks.append(Task(name, tuple(whys), size, next(iter(whys.values()))))
        if len(renewed) >= _VERIFIED:
            _renew(standing, ledger, renewed)
    _renew(standing, ledger, renewed)
    if names is None:
        done.removed = list(_removed(job, ledger, set(found.inputs)))
    return done


def _renew(standing: Standing, ledger: Ledger, renewed: list[Record]) -> None:
    if not renewed:
        return
    for state in {record.glossary: standing.state_of(record) for record in renewed}.values():
        if ledger.concepts(state.name) is None:
            ledger.put_concepts(state.name, frozenset(state.concepts))
    ledger.renew(renewed)
    renewed.clear()


def _removed(job: Job, ledger: Ledger, there: set[str]) -> Iterator[str]:
    """Articles whose translations lie in the output folder and that are gone themselves."""
    gone: list[tuple[str, str]] = []
    for name in ledger.names():
        if name in there or os.path.lexists(job.folder / name):
            continue
        left = False
        for record in ledger.records(name):
            if any((job.out / output).exists() for output in record.outputs):
                left = True
            else:
                gone.append((name, record.lang))
        if left:
            yield name
    ledger.remove(gone)


def text_of(article: Article) -> str:
    """What an article says, a block a line: that in which a glossary's names are looked for."""
    return "\n".join(one_line(block.text) for block in article.blocks)


def fingerprint(path: Path) -> tuple[int, bytes]:
    """The size of a file and a hash of its bytes; of one that cannot be read, nothing."""
    try:
        kept = keep(path)
        return kept.size, digest_of(kept)
    except TranslatorError:
        return 0, b""


def digest_of(kept: Stored) -> bytes:
    """A hash of an article's bytes."""
    found = blake2b(digest_size=16)
    with kept.open() as file:
        for piece in copied(file, 0, kept.size):
            found.update(piece)
    return found.digest()


def outputs(job: Job, name: str, lang: str) -> Sequence[str]:
    """The names of an article's translations, relative to the output folder."""
    return output_names(name, lang, job.formats)
