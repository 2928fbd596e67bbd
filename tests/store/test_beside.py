"""Rows beside rows: every group is found, whatever is skipped."""

from auditor.store.beside import Beside

ROWS = [(1, "a"), (1, "b"), (3, "c"), (7, "d")]


def test_groups_come_whole_and_in_order():
    beside = Beside(iter(ROWS))
    assert [beside.of(n) for n in range(1, 9)] == [[(1, "a"), (1, "b")], [], [(3, "c")], [], [], [], [(7, "d")], []]


def test_groups_nobody_asks_for_are_passed_over():
    beside = Beside(iter(ROWS))
    assert beside.of(7) == [(7, "d")]
    assert Beside(iter(())).of(1) == []
