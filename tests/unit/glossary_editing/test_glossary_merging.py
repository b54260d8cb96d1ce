"""Three-way merge: by concept and cell, comments kept, conflicts shown."""

from __future__ import annotations

import time

import pytest

from translator.errors import TranslatorError
from translator.glossary import store
from translator.glossary.merging import merge

BASE = "# ours\nid\ten\tru\na\tA\tА\nb\tB\tБ\n# about c\nc\tC\tЦ\n"


def test_nothing_changed() -> None:
    assert merge(BASE, BASE, BASE) == merge(BASE, BASE.rstrip(), BASE.rstrip()).__class__(BASE, ())
    assert merge(BASE, BASE.rstrip(), BASE).text == BASE.rstrip()


def test_each_side_alone_has_its_way() -> None:
    changed = BASE.replace("Б", "Бэ").replace("# about c", "# about sea") + "d\tD\tД\n"
    assert merge(BASE, changed, BASE).text == changed
    assert merge(BASE, BASE, changed).text == changed


def test_two_cells_of_one_row() -> None:
    ours, theirs = BASE.replace("b\tB\t", "b\tBee\t"), BASE.replace("Б", "Бэ")
    done = merge(BASE, ours, theirs)
    assert not done.conflicts
    assert "b\tBee\tБэ\n" in done.text


def test_rows_added_in_one_place_by_both() -> None:
    ours = BASE.replace("# about c", "x\tX\tКс\n# about c")
    theirs = BASE.replace("# about c", "# y\ny\tY\tУ\n# about c")
    done = merge(BASE, ours, theirs)
    assert not done.conflicts
    assert done.text == BASE.replace("# about c", "# y\ny\tY\tУ\nx\tX\tКс\n# about c")


def test_a_removed_row() -> None:
    gone = BASE.replace("b\tB\tБ\n", "")
    assert merge(BASE, gone, BASE).text == gone
    assert merge(BASE, BASE, gone).text == gone
    done = merge(BASE, gone, BASE.replace("Б", "Бэ"))
    assert [(c.id, c.column, c.ours) for c in done.conflicts] == [("b", "*", "")]
    done = merge(BASE, BASE.replace("Б", "Бэ"), gone)
    assert [(c.id, c.column, c.theirs) for c in done.conflicts] == [("b", "*", "")]
    assert "<<<<<<< ours\nb\tB\tБэ\n=======\n>>>>>>> theirs\n" in done.text


def test_a_cell_changed_in_two_ways() -> None:
    ours = BASE.replace("Б", "Бэ").replace("\tC", "\tSea")
    done = merge(BASE, ours, BASE.replace("Б", "Бе"))
    (conflict,) = done.conflicts
    assert (conflict.id, conflict.column) == ("b", "ru")
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Б", "Бэ", "Бе")
    marked = "<<<<<<< ours\nb\tB\tБэ\n=======\nb\tB\tБе\n>>>>>>> theirs\n"
    assert done.text == ours.replace("b\tB\tБэ\n", marked)
    assert done.text.split("\n")[conflict.line - 1] == "<<<<<<< ours"
    problems = store.parse(done.text, "g")[1]
    assert any(p.line == conflict.line and "conflict" in p.message for p in problems)


def test_the_same_change_on_both_sides() -> None:
    changed = BASE.replace("Б", "Бэ") + "d\tD\tД\n"
    assert merge(BASE, changed, changed).text == changed


def test_columns_of_theirs() -> None:
    theirs = "id\ten\taz\tru\na\tA\tAz\tА\nb\tB\t\tБ\nc\tC\t\tЦ\n"
    done = merge(BASE, BASE, "# ours\n" + theirs)
    assert not done.conflicts
    assert done.text.split("\n")[1:4] == ["id\ten\tru\taz", "a\tA\tА\tAz", "b\tB\tБ"]


def test_line_ends_and_spaces_of_ours_stay() -> None:
    ours = BASE.replace("a\tA\tА\n", "a\t A \tА\r\n")
    done = merge(BASE, ours, BASE.replace("Б", "Бэ"))
    assert done.text == ours.replace("Б", "Бэ")


def test_what_cannot_be_merged() -> None:
    twice = BASE + "a\tA\tА\n"
    for sides in ((twice, BASE, BASE), (BASE, twice, BASE), (BASE, BASE, "nothing")):
        with pytest.raises(TranslatorError):
            merge(*sides)
    marked = merge(BASE, BASE.replace("Б", "Бэ"), BASE.replace("Б", "Бе")).text
    with pytest.raises(TranslatorError, match="earlier conflict"):
        merge(BASE, marked, BASE)


def test_many_comments_that_both_changed() -> None:
    """In time that grows with their number, not with its square."""
    head, rows = "".join(f"# {n}\n" for n in range(30_000)), "id\ten\na\tA\n"
    start = time.process_time()
    done = merge(head + rows, "# ours\n" + head + rows, head + "# theirs\n" + rows)
    assert time.process_time() - start < 2
    assert done.conflicts == ()
    assert done.text == "# ours\n" + head + "# theirs\n" + rows
