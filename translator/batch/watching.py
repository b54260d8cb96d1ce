"""Which articles of a folder have arrived or changed, and have stopped growing."""

from __future__ import annotations

from translator.batch.plan import walk
from translator.batch.survey import Job

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
            try:
                status = (job.folder / name).stat()
            except OSError:
                continue
            now[name] = status.st_size, status.st_mtime_ns, status.st_ino
        ready = [
            name
            for name, signature in now.items()
            if self._last.get(name) == signature and self._handled.get(name) != signature
        ]
        self._last = now
        self._handled = {name: s for name, s in self._handled.items() if name in now}
        self._handled.update((name, now[name]) for name in ready)
        return ready
