"""Working a bounded way ahead of whoever needs the results, in a thread of its own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def ahead(
    work: Callable[[T], R], items: Iterable[T], weight: Callable[[R], float], *, most: int
) -> Iterator[Iterator[R]]:
    """``work`` on every item in order, done in a thread ahead of time.

    Args:
        work: what is to be done with each item; what it raises is raised where its result would be.
        items: read in the thread.
        weight: of a result, as a share of all that may lie ready: no more than 1 together, but for
            one that is heavier, which lies alone.
        most: results that may lie ready.
    """
    shelf = _Shelf(work, items, weight, most)
    thread = threading.Thread(target=shelf.fill, name="reader", daemon=True)
    thread.start()
    try:
        yield shelf.taken()
    finally:
        shelf.close()
        thread.join()


class _Shelf(Generic[T, R]):
    """What lies ready between the thread that works and the one that takes."""

    def __init__(
        self,
        work: Callable[[T], R],
        items: Iterable[T],
        weight: Callable[[R], float],
        most: int,
    ) -> None:
        self._results = map(work, items)
        self._weight = weight
        self._most = most
        self._ready: deque[tuple[R, float]] = deque()
        self._changed = threading.Condition()
        self._ended = self._closed = False
        self._error: BaseException | None = None

    def fill(self) -> None:
        try:
            for result in self._results:
                if not self._put(result):
                    break
        except BaseException as error:  # noqa: BLE001 - raised again where the result is wanted
            self._error = error
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _put(self, result: R) -> bool:
        its = self._weight(result)
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._room(its))
            self._ready.append((result, its))
            self._changed.notify_all()
            return not self._closed

    def _room(self, its: float) -> bool:
        held = sum(weight for _, weight in self._ready)
        return not self._ready or (len(self._ready) < self._most and held + its <= 1)

    def taken(self) -> Iterator[R]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ready or self._ended)
                if not self._ready:
                    break
                result, _ = self._ready.popleft()
                self._changed.notify_all()
            yield result
            del result  # or it would be held until the next one is there
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
