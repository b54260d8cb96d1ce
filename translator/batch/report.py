"""What came of a batch: ``report.json`` for programs, ``report.html`` for people."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from translator.batch.ledger import Ledger, Record
from translator.batch.naming import Naming
from translator.batch.plan import Shard
from translator.batch.result import flags
from translator.batch.survey import Job
from translator.memory.base import Memory, Origin
from translator.parallel.files import unwritable
from translator.pipeline import Translator

if TYPE_CHECKING:
    from translator.batch.run import Ran

PAGE = "bi.html"
_COMPARISONS = 4_000_000  # of sentences, to find what people made of similar ones
_LIKE = 75.0
_SUMMED = ("sentences", "words", "reused", "terms_found", "terms_applied")


def report_paths(out: Path, shard: Shard | None) -> tuple[Path, Path]:
    """Where the reports lie; those of a part do not take the place of the whole's."""
    part = f".{shard}" if shard else ""
    return out / f"report{part}.json", out / f"report{part}.html"


def write_reports(job: Job, translator: Translator, ledger: Ledger, ran: Ran) -> tuple[Path, ...]:
    """Write both reports about all articles that the folder holds now, one article at a time.

    Returns:
        Their paths.

    Raises:
        TranslatorError: ``output-unwritable``, or the ledger fails.
    """
    from translator.batch.page import ROWS, page, shortened, urgency

    places = report_paths(job.out, job.shard)
    content = _head(job, translator, ran)
    naming = Naming()
    total = dict.fromkeys((*_SUMMED, "flagged", "failed", "translations", "articles"), 0)

    def written(write: Callable[[str], object]) -> Iterator[dict[str, Any]]:
        mark = "\n"
        for entry in _articles(job, translator, ledger, ran):
            write(mark + json.dumps(entry, ensure_ascii=False))
            mark = ",\n"
            _add(total, entry)
            naming.add(entry)
            yield shortened(entry)

    with _replaced(places[0]) as file:
        head = json.dumps(content, ensure_ascii=False, indent=1)
        file.write(head.removesuffix("\n}") + ',\n "articles": [')
        worst = nsmallest(ROWS, written(file.write), key=urgency)
        mixed = naming.inconsistent()
        file.write(f'\n ],\n "inconsistent": {json.dumps(mixed, ensure_ascii=False)},')
        file.write(f'\n "totals": {json.dumps(total)}\n}}\n')
    content |= {"articles": worst, "inconsistent": mixed, "totals": total}
    with _replaced(places[1]) as file:
        file.write(page(content))
    if job.shard is None:
        _remove_parts(job.out)
    return places


def _remove_parts(out: Path) -> None:
    """The whole's report has everything that those of its parts say."""
    for path in out.glob("report.*-of-*.*"):
        if re.fullmatch(r"report\.\d+-of-\d+\.(json|html)", path.name):
            with suppress(OSError):
                path.unlink()


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """A text file to be written bit by bit, that takes the place of ``path`` when it is whole.

    Nobody else writes it, under the lock; so what a kill leaves is overwritten the next time.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise unwritable(path, error) from error


def _head(job: Job, translator: Translator, ran: Ran) -> dict[str, Any]:
    """Everything that the reports say, but for the articles."""
    return {
        "version": 1,
        "folder": str(job.folder),
        "targets": list(job.targets),
        "formats": list(job.formats),
        "glossaries": list(job.settings.glossaries),
        "model": translator.model.name,
        "notice": translator.model.notice,
        "quality": job.settings.quality,
        "part": str(job.shard or ""),
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "seconds": round(ran.seconds, 1),
        "run": totals(ran),
        "unknown": ran.survey.unknown,
        "removed": ran.survey.removed,
        "barred": [{"folder": name, "reason": reason} for name, reason in ran.survey.barred],
    }


def _articles(
    job: Job, translator: Translator, ledger: Ledger, ran: Ran
) -> Iterator[dict[str, Any]]:
    """What is known of every article and language, in the order of names."""
    gone = set(ran.survey.removed)
    fresh = {(task.name, lang) for task in ran.survey.tasks for lang in task.targets}
    similar = _Similar(translator.memory)
    for record in ledger.records():
        if record.lang in job.targets and record.name not in gone:
            now = (record.name, record.lang) in fresh
            yield _article(record, now=now, similar=similar)


def totals(ran: Ran) -> dict[str, Any]:
    """What this run did, in numbers."""
    done = ran.progress
    return {
        "articles": ran.survey.articles,
        "translated": done.done - done.failed - done.skipped,
        "unchanged": ran.survey.unchanged,
        "skipped": done.skipped,
        "failed": done.failed,
        "removed": len(ran.survey.removed),
        "unknown": len(ran.survey.unknown),
        "sentences": done.sentences,
        "sentences_translated": done.translated,
        "sentences_reused": done.reused,
        "flagged": done.flagged,
        "words": done.words,
        "terms_found": done.terms_found,
        "terms_applied": done.terms_applied,
        "engine_seconds": round(done.engine, 2),
        "seconds": round(ran.seconds, 2),
    }


def _add(total: dict[str, int], article: dict[str, Any]) -> None:
    """The same for all that lies in the output folder, one article more."""
    for name in _SUMMED:
        total[name] += int(article.get(name, 0))
    total["flagged"] += flags(article)
    total["failed"] += article["status"] == "failed"
    total["translations"] += article["status"] == "done"
    total["articles"] += 1


def _article(record: Record, *, now: bool, similar: _Similar) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "input": record.name,
        "source_lang": record.source_lang,
        "target_lang": record.lang,
        "status": "failed" if record.error else "skipped" if "skipped" in record.result else "done",
        "now": now,
    }
    entry |= {key: value for key, value in record.result.items() if key != "size"}
    if record.error:
        entry["error"] = record.error
    entry["outputs"] = list(record.outputs)
    for flag in entry.get("flagged", ()):
        if found := similar.to(flag["source"], record.source_lang, record.lang):
            flag["similar"] = found
    page = next((name for name in record.outputs if name.endswith(f".{PAGE}")), "")
    if page:
        entry["page"] = quote(page.encode("utf-8", "surrogateescape"))
    return entry


class _Similar:
    """What people made of sentences like a flagged one, as long as that is quickly found."""

    def __init__(self, memory: Memory | None) -> None:
        self._memory = memory
        self._left = 0
        if memory is not None:
            groups = memory.stats().groups
            people = sum(group.units for group in groups if group.origin is Origin.HUMAN)
            self._left = min(500, _COMPARISONS // people) if people else 0

    def to(self, source: str, source_lang: str, target_lang: str) -> dict[str, Any] | None:
        if self._memory is None or self._left <= 0 or source.endswith("…"):
            return None
        self._left -= 1
        for match in self._memory.search(
            source,
            source_lang=source_lang,
            target_lang=target_lang,
            origin=Origin.HUMAN,
            limit=1,
            least=_LIKE,
        ):
            return {
                "source": match.unit.source,
                "target": match.unit.target,
                "score": round(match.score),
            }
        return None
