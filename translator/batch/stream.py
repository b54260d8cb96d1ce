"""Articles through the model in one stream: read ahead, translated pooled, written behind.

While the engine works on one pool of sentences, a thread reads, cuts and matches the next
articles, and another writes those that are done. What is held in memory is bounded by the pool and
the two queues, however many articles there are.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from translator import pipeline
from translator.batch.ledger import Ledger, Record
from translator.batch.result import described, failed, skipped
from translator.batch.survey import Job, Standing, Task, digest_of, outputs
from translator.documents.registry import keep
from translator.errors import ErrorCode, TranslatorError
from translator.languages import language
from translator.memory.recall import Answer
from translator.names.offering import is_local
from translator.parallel.registry import writer_for
from translator.parallel.saving import save
from translator.pipeline import Draft, Translator

POOL = 4  # windows of sentences that are pooled before the engine is asked
_AHEAD = 64  # articles read ahead
_BEHIND = 64  # translations waiting to be written
_LARGE = 64 << 20  # bytes of articles, after which fewer of them are enough
_WRITERS = 4  # each spends its time waiting for the disk to confirm

# Nothing after these can go well: the model, the memory or the disk is the same for all articles.
_FATAL = {ErrorCode.MODEL_MISSING, ErrorCode.MODEL_DAMAGED, ErrorCode.MEMORY_UNUSABLE}
_DISK = {"the disk is full", "the disk quota is used up", "the disk is read-only"}


@dataclass(frozen=True, slots=True)
class Piece:
    """An article and language on their way: a draft, or the record of what came in its way."""

    task: Task
    lang: str
    digest: bytes
    draft: Draft | None = None
    record: Record | None = None


@dataclass
class Progress:
    """How far a run is.

    ``total`` and ``done`` count pairs of article and language, ``size`` and ``size_done`` their
    bytes; the rest counts sentences and words of what is done. ``translated`` are sentences that
    went through the model, ``engine`` the seconds that this took. ``pooled`` and ``advanced`` tell
    how far the pool of ``pool_size`` bytes is that is with the engine now; what begins with
    ``behind`` is translated and waits to be written.
    """

    total: int = 0
    size: int = 0
    done: int = 0
    size_done: int = 0
    sentences: int = 0
    translated: int = 0
    reused: int = 0
    words: int = 0
    flagged: int = 0
    failed: int = 0
    skipped: int = 0
    terms_found: int = 0
    terms_applied: int = 0
    pooled: int = 0
    advanced: int = 0
    pool_size: int = 0
    behind: int = 0
    behind_words: int = 0
    behind_size: int = 0
    engine: float = 0.0
    current: str = ""
    errors: list[Record] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Everything that is counted and can be added up."""
        return {name: getattr(self, name) for name in _ADDED}

    def add(self, figures: Mapping[str, float]) -> None:
        """Count in what another run did."""
        for name, value in figures.items():
            setattr(self, name, getattr(self, name) + type(getattr(self, name))(value))


_ADDED = (
    *("total", "size", "done", "size_done", "sentences", "translated", "reused", "words"),
    *("flagged", "failed", "skipped", "terms_found", "terms_applied", "engine"),
)

Listener = Callable[[Progress], None]


class _Halt(BaseException):
    """Disk or ledger fails while the engine works; not to be taken for a bad article's error."""

    def __init__(self, error: TranslatorError) -> None:
        super().__init__(error.message)
        self.error = error


@dataclass
class _Waiting:
    """An article and language on their way to the disk: how much it is, and what it becomes."""

    sentences: int
    words: int
    size: int
    record: Future[Record] = field(init=False)

    @classmethod
    def of(cls, piece: Piece) -> _Waiting:
        work = piece.draft.work if piece.draft is not None else []
        words = sum(len(segment.text.split()) for segment in work)
        return cls(len(work), words, piece.task.size)

    def count(self, progress: Progress, sign: int) -> None:
        progress.behind += sign * self.sentences
        progress.behind_words += sign * self.words
        progress.behind_size += sign * self.size


class Stream:
    """Translates the articles of a survey.

    Args:
        job: what is wanted.
        translator: model, glossary and memory.
        standing: names settings and glossary for the records.
        ledger: where each article is recorded once its translations lie on the disk.
        listen: told of every step; it must be quick.
    """

    def __init__(
        self,
        job: Job,
        translator: Translator,
        standing: Standing,
        ledger: Ledger,
        listen: Listener = lambda progress: None,
    ) -> None:
        self.job = job
        self.translator = translator
        self.standing = standing
        self.ledger = ledger
        self.progress = Progress()
        self._listen = listen
        self._waiting: deque[_Waiting] = deque()

    def run(self, tasks: Sequence[Task]) -> Progress:
        """Translate, write and record every task; a bad article never stops the others.

        Raises:
            TranslatorError: model, memory, ledger or disk fail; what was done is recorded.
        """
        self.progress.total = sum(len(task.targets) for task in tasks)
        self.progress.size = sum(task.size * len(task.targets) for task in tasks)
        reader = ThreadPoolExecutor(1, "reader")
        self._writer = ThreadPoolExecutor(_WRITERS, "writer")
        try:
            for pool in self._pools(_ahead(reader, self.read, tasks)):
                self._translate(pool)
            self._settle(0)
        finally:
            reader.shutdown(wait=True, cancel_futures=True)
            self._writer.shutdown(wait=True, cancel_futures=True)
        return self.progress

    def read(self, task: Task) -> list[Piece]:
        """Read an article and draft it for its languages."""
        path, digest = self.job.folder / task.name, b""
        try:
            kept = keep(path)
            digest = digest_of(kept)
            article = pipeline.read(path, self.job.settings, kept)
            article = replace(article, name=task.name)
        except Exception as error:  # noqa: BLE001 - one bad article never stops the rest
            if isinstance(error, TranslatorError) and error.code is ErrorCode.FORMAT_UNKNOWN:
                return [self._no_article(Piece(task, lang, digest)) for lang in task.targets]
            return [self._failed(task, lang, digest, error) for lang in task.targets]
        pieces = []
        for lang in task.targets:
            piece = Piece(task, lang, digest)
            try:
                if article.lang == lang:
                    reason = f"already in {language(lang).name}"
                    record = skipped(self._record(piece, lang, b"", ()), reason)
                    pieces.append(replace(piece, record=record))
                    continue
                pieces.append(replace(piece, draft=self.translator.begin(article, lang)))
            except Exception as error:  # noqa: BLE001
                pieces.append(self._failed(task, lang, digest, error))
        return pieces

    def _no_article(self, piece: Piece) -> Piece:
        """A file with an article's ending that holds something else, such as settings in JSON."""
        record = self._record(piece, "", b"", ())
        return replace(piece, record=skipped(record, "no article in any format that is known"))

    def _pools(self, read: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
        """Pieces with sentences enough for the engine to choose batches from."""
        pool: list[Piece] = []
        sentences = size = 0
        limit = POOL * self.job.settings.window
        for pieces in read:
            self.progress.current = pieces[0].task.name
            pool += pieces
            sentences += sum(len(p.draft.work) for p in pieces if p.draft is not None)
            size += pieces[0].task.size
            if sentences >= limit or len(pool) >= limit or size >= _LARGE:
                yield pool
                pool, sentences, size = [], 0, 0
        if pool:
            yield pool

    def _translate(self, pool: Sequence[Piece]) -> None:
        """Translate the pool's drafts together and hand them over to be written."""
        drafts = [piece.draft for piece in pool if piece.draft is not None]
        self.progress.pooled = sum(len(draft.work) * len(draft.hops) for draft in drafts)
        self.progress.advanced = 0
        self.progress.pool_size = sum(piece.task.size for piece in pool)
        begin = time.perf_counter()
        try:
            results = iter(self._travel(drafts))
        except _Halt as halt:
            raise halt.error from None
        seconds = time.perf_counter() - begin
        self.progress.engine += seconds
        answered = [(p, next(results) if p.draft is not None else []) for p in pool]
        made = max(1, sum(not a.reused for _, found in answered for a in _good(found)))
        self.progress.pooled = self.progress.advanced = self.progress.pool_size = 0
        waiting = [_Waiting.of(piece) for piece, _ in answered]
        for each in waiting:
            each.count(self.progress, 1)
        self._listen(self.progress)
        for (piece, answers), each in zip(answered, waiting, strict=True):
            if isinstance(answers, Exception):
                piece = self._failed(piece.task, piece.lang, piece.digest, answers)
                answers = []
            self.progress.translated += sum(not answer.reused for answer in answers)
            share = seconds * sum(not answer.reused for answer in answers) / made
            each.record = self._writer.submit(self._deliver, piece, answers, share)
            self._waiting.append(each)
            self._settle(_BEHIND)

    def _travel(self, drafts: Sequence[Draft]) -> Sequence[list[Answer] | Exception]:
        """The answers to the drafts' segments; if one spoils the pool, each draft alone."""
        try:
            return self.translator.travel(drafts, self._advance)
        except TranslatorError as error:
            if error.code in _FATAL:
                raise
        except (ValueError, RuntimeError, LookupError, TypeError, AssertionError):
            pass
        self.progress.advanced = 0
        out: list[list[Answer] | Exception] = []
        for draft in drafts:
            try:
                out += self.translator.travel([draft], self._advance)
            except TranslatorError as error:
                if error.code in _FATAL:
                    raise
                out.append(error)
            except Exception as error:  # noqa: BLE001
                out.append(error)
        return out

    def _advance(self, count: int) -> None:
        """Count segments that are done; a long pool keeps no article from being recorded."""
        self.progress.advanced += count
        try:
            self._settle(_BEHIND)
        except TranslatorError as error:
            raise _Halt(error) from error

    def _deliver(self, piece: Piece, answers: Sequence[Answer], seconds: float) -> Record:
        """Write an article's translations, in the writer's thread."""
        if piece.draft is None:
            assert piece.record is not None
            return piece.record
        begin = time.perf_counter()
        wanted = outputs(self.job, piece.task.name, piece.lang)
        try:
            parallel = self.translator.finish(piece.draft, answers)
            written = [
                place.relative_to(self.job.out).as_posix()
                for fmt, name in zip(self.job.formats, wanted, strict=True)
                for place in save(
                    parallel, self.job.out / name, writer_for(fmt, parallel.article.format)
                )
            ]
        except Exception as error:  # noqa: BLE001
            found = self._failed(piece.task, piece.lang, piece.digest, error).record
            assert found is not None
            return found
        pivot = bool(parallel.pivot)
        state = self.standing.state(parallel.source_lang, piece.lang, pivot)
        used = {
            self.translator.keys.concept(match.concept, parallel.source_lang, piece.lang)
            for segment in piece.draft.segments
            for match in segment.matches
            if not is_local(match.concept)
        }
        record = self._record(piece, parallel.source_lang, state.name, () if pivot else used)
        seconds += time.perf_counter() - begin
        return replace(
            record, outputs=tuple(written), result=record.result | described(parallel, seconds)
        )

    def _settle(self, most: int) -> None:
        """Record what has been written, until no more than ``most`` are waiting."""
        records: list[Record] = []
        while self._waiting and (
            len(self._waiting) > most
            or self.progress.behind_size > _LARGE
            or self._waiting[0].record.done()
        ):
            written = self._waiting.popleft()
            records.append(written.record.result())
            written.count(self.progress, -1)
        for record in records:
            if record.glossary and self.ledger.concepts(record.glossary) is None:
                concepts = frozenset(self.standing.state_of(record).concepts)
                self.ledger.put_concepts(record.glossary, concepts)
        self.ledger.put(records)
        for record in records:
            self._count(record)
        self._listen(self.progress)

    def _count(self, record: Record) -> None:
        done, result = self.progress, record.result
        done.done += 1
        done.size_done += int(result.get("size", 0))
        done.current = record.name
        if record.error:
            done.failed += 1
            done.errors.append(record)
            if record.error["code"] == ErrorCode.OUTPUT_UNWRITABLE and any(
                reason in record.error["message"] for reason in _DISK
            ):
                raise TranslatorError(
                    ErrorCode.OUTPUT_UNWRITABLE,
                    record.error["message"],
                    f"{record.error['hint']}; the same command goes on from here",
                )
        elif "skipped" in result:
            done.skipped += 1
        else:
            done.sentences += result["sentences"]
            done.reused += result["reused"]
            done.words += result["words"]
            done.flagged += len(result["flagged"])
            done.terms_found += result["terms_found"]
            done.terms_applied += result["terms_applied"]

    def _failed(self, task: Task, lang: str, digest: bytes, error: Exception) -> Piece:
        piece = Piece(task, lang, digest)
        return replace(piece, record=failed(self._record(piece, "", b"", ()), error))

    def _record(
        self, piece: Piece, source_lang: str, glossary: bytes, concepts: Iterable[str]
    ) -> Record:
        return Record(
            piece.task.name,
            piece.lang,
            source_lang,
            piece.digest,
            self.standing.way,
            glossary,
            tuple(sorted(concepts)),
            (),
            {"size": piece.task.size},
            {},
            int(time.time()),
        )


def _good(found: list[Answer] | Exception) -> list[Answer]:
    return [] if isinstance(found, Exception) else found


def _ahead(
    pool: ThreadPoolExecutor, work: Callable[[Task], list[Piece]], tasks: Sequence[Task]
) -> Iterator[list[Piece]]:
    """``work`` on every task in order, done in the pool's thread a bounded way ahead."""
    running: deque[tuple[Future[list[Piece]], int]] = deque()
    size = 0
    for task in tasks:
        running.append((pool.submit(work, task), task.size))
        size += task.size
        while len(running) > _AHEAD or (size > _LARGE and len(running) > 1):
            first, its = running.popleft()
            size -= its
            yield first.result()
    while running:
        yield running.popleft()[0].result()
