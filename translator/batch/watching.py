"""Which articles of a folder have arrived or changed, and which glossaries have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translator.batch.plan import walk
from translator.batch.survey import Job
from translator.errors import TranslatorError
from translator.glossary.store import locate

Signature = tuple[int, int, int]


class Watcher:
    """Looks at a folder again and again; it works on network disks too, where nothing notifies.

    An article counts as settled when two looks in a row find the same size, time and file.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._last: dict[str, Signature] = {}
        self._handled: dict[str, Signature] = {}

    def settled(self) -> list[str]:
        """The articles that are new or changed since they were last returned, and settled."""
        job = self._job
        found = walk(job.folder, include=job.include, exclude=job.exclude, skip=job.out)
        now: dict[str, Signature] = {}
        for name in found.inputs:
            if job.shard is not None and not job.shard.holds(name):
                continue
            if (signature := _signature(job.folder / name)) is not None:
                now[name] = signature
        ready = [
            name
            for name, signature in now.items()
            if self._last.get(name) == signature and self._handled.get(name) != signature
        ]
        self._last = now
        self._handled = {name: s for name, s in self._handled.items() if name in now}
        self._handled.update((name, now[name]) for name in ready)
        return ready


class GlossaryWatcher:
    """Notices that glossaries were edited, replaced or taken away since they were read.

    Args:
        names: names or paths, as in the settings.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._read = self._last = self._look()

    def changed(self) -> list[str]:
        """The glossaries that are not what they were, once two looks in a row agree; told once."""
        now, last = self._look(), self._last
        self._last = now
        if now != last or now == self._read:
            return []
        before, self._read = self._read, now
        return [name for name in self._names if now[name] != before[name]]

    def _look(self) -> dict[str, tuple[Path, Signature | None] | None]:
        return {name: _found(name) for name in self._names}


def _found(glossary: str) -> tuple[Path, Signature | None] | None:
    try:
        path = locate(glossary)
    except TranslatorError:
        return None
    return path, _signature(path)


def _signature(path: Path) -> Signature | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
