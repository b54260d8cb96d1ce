"""Articles through the model in one stream: read ahead, translated pooled, written behind.

While the engine works on one pool of sentences, a thread reads, cuts and matches the next
articles, and another writes those that are done. What is held in memory is bounded by the pool and
the two queues, however many articles there are.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from translator import pipeline
from translator.batch.ahead import ahead
from translator.batch.ledger import LONGEST_TEXT, Ledger, Record
from translator.batch.progress import Listener, Progress
from translator.batch.result import described, failed, flags, skipped
from translator.batch.survey import Job, Standing, Task, digest_of, outputs, text_of
from translator.documents.registry import keep
from translator.errors import ErrorCode, TranslatorError
from translator.languages import language
from translator.memory.recall import Answer
from translator.parallel.registry import writer_for
from translator.parallel.saving import save
from translator.pipeline import Draft, Translator

POOL = 4  # windows of sentences that are pooled before the engine is asked
_AHEAD = 64  # articles read ahead
_BEHIND = 64  # translations waiting to be written
_LARGE = 64 << 20  # bytes of articles, after which fewer of them are enough
_LONG = 8192  # sentences, in all languages, of which the same is true
_WRITERS = 4  # each spends its time waiting for the disk to confirm

# What has an article's ending and is none is passed by.
_NO_ARTICLE = {
    ErrorCode.FORMAT_UNKNOWN: "no article in any format that is known",
    ErrorCode.PARALLEL_TEXT: "parallel text, not an article",
    ErrorCode.INPUT_MISSING: "taken away before it could be read",
}
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
        self._writer = ThreadPoolExecutor(_WRITERS, "writer")
        try:
            with ahead(self.read, tasks, _weight, most=_AHEAD) as read:
                for pool in self._pools(read):
                    self._translate(pool)
            self._settle(0)
        finally:
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
            if isinstance(error, TranslatorError) and (why := _NO_ARTICLE.get(error.code)):
                return [self._no_article(Piece(task, lang, digest), why) for lang in task.targets]
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

    def _no_article(self, piece: Piece, why: str) -> Piece:
        """A file with an article's ending that holds something else, such as settings in JSON."""
        return replace(piece, record=skipped(self._record(piece, "", b"", ()), why))

    def _pools(self, read: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
        """Pieces with sentences enough for the engine to choose batches from."""
        pool: list[Piece] = []
        sentences = size = 0
        limit = POOL * self.job.settings.window
        for pieces in read:
            self.progress.current = pieces[0].task.name
            size += pieces[0].task.size
            while pieces:
                pool.append(pieces.pop(0))
                sentences += _sentences(pool[-1])
                if sentences >= limit or len(pool) >= limit or size >= _LARGE:
                    yield pool
                    pool, sentences, size = [], 0, 0
        if pool:
            yield pool

    def _translate(self, pool: Sequence[Piece]) -> None:
        """Translate the pool's drafts together and hand them over to be written."""
        drafts = [piece.draft for piece in pool if piece.draft is not None]
        waiting = [_Waiting.of(piece) for piece in pool]
        self._begin(drafts, waiting)
        begin = time.perf_counter()
        try:
            results = iter(self._travel(drafts))
        except _Halt as halt:
            raise halt.error from None
        seconds = time.perf_counter() - begin
        self.progress.engine += seconds
        answered = [(p, next(results) if p.draft is not None else []) for p in pool]
        made = max(1, sum(not a.reused for _, found in answered for a in _good(found)))
        self._begin()
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

    def _begin(self, drafts: Sequence[Draft] = (), waiting: Sequence[_Waiting] = ()) -> None:
        """Tell how much the pool is that the engine begins with."""
        now = self.progress
        now.advanced, now.pooled = 0, sum(len(draft.work) * len(draft.hops) for draft in drafts)
        now.pool_sentences = sum(each.sentences for each in waiting)
        now.pool_words = sum(each.words for each in waiting)
        now.pool_size = sum(each.size for each in waiting)

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
        from translator.names.offering import is_local

        used = {
            self.translator.keys.concept(match.concept, parallel.source_lang, piece.lang)
            for segment in piece.draft.segments
            for match in segment.matches
            if not is_local(match.concept)
        }
        record = self._record(piece, parallel.source_lang, state.name, () if pivot else used)
        text = text_of(piece.draft.article)
        seconds += time.perf_counter() - begin
        return replace(
            record,
            outputs=tuple(written),
            result=record.result | described(parallel, seconds),
            text=text if len(text) <= LONGEST_TEXT else "",
        )

    def _settle(self, most: int) -> None:
        """Record what has been written, until no more than ``most`` are waiting."""
        records: list[Record] = []
        while self._waiting and (
            len(self._waiting) > most
            or self.progress.behind_size > _LARGE
            or self.progress.behind > _LONG
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
            done.passed += result["skipped"] in _NO_ARTICLE.values()
        else:
            done.sentences += result["sentences"]
            done.reused += result["reused"]
            done.words += result["words"]
            done.flagged += flags(result)
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


def _sentences(piece: Piece) -> int:
    return len(piece.draft.work) if piece.draft is not None else 0


def _weight(pieces: Sequence[Piece]) -> float:
    """An article's share of what may be read ahead."""
    return max(pieces[0].task.size / _LARGE, sum(map(_sentences, pieces)) / _LONG)
