"""Reading ahead: bounded by number and by weight, in order, and gone when nobody reads on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from translator.batch.ahead import ahead


def _until(condition: threading.Event, quiet: float = 0.05) -> None:
    """Wait until nothing has happened for a while."""
    while condition.wait(quiet):
        condition.clear()


@pytest.mark.parametrize(
    ("weight", "most", "made"),
    [
        (0.0, 5, 6),  # five on the shelf and one in hand
        (0.3, 5, 4),
        (0.5, 5, 3),
        (7.0, 5, 2),  # one that is too heavy lies alone
    ],
)
def test_no_more_lies_ready_than_is_allowed(weight: float, most: int, made: int) -> None:
    begun: list[int] = []
    event = threading.Event()

    def work(number: int) -> int:
        begun.append(number)
        event.set()
        return number

    with ahead(work, range(100), lambda result: weight, most=most) as results:
        _until(event)
        assert len(begun) == made
        assert next(results) == 0
        _until(event)
        assert len(begun) == made + 1
        assert list(results) == list(range(1, 100))


def test_an_error_comes_in_the_place_of_its_result() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise ValueError("no three")
        return number

    with ahead(work, range(9), lambda result: 0.0, most=9) as results:
        taken = [next(results) for _ in range(3)]
        with pytest.raises(ValueError, match="no three"):
            next(results)
    assert taken == [0, 1, 2]


def test_whoever_leaves_early_leaves_no_thread() -> None:
    def endless() -> Iterator[int]:
        while True:
            yield 1

    before = threading.active_count()
    with (
        pytest.raises(KeyError),
        ahead(lambda n: n, endless(), lambda result: 0.0, most=3) as results,
    ):
        next(results)
        raise KeyError
    end = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() == before
