"""Early warnings."""

import pytest

from auditor.checks.freshness.near_limit import judge as CHECK
from auditor.model.columns import ColumnClass
from tests.checks.columns import column, said

C = ColumnClass
WARNED, QUIET = [("review", "near-limit")], [("pass", "")]


@pytest.mark.parametrize(
    ("cls", "newest", "expected"),
    [
        (C.NEWS, "2026-11-12", QUIET),
        (C.NEWS, "2026-11-11", WARNED),
        (C.NEWS, "2026-11-07", WARNED),
        (C.NEWS, "2026-11-06", QUIET),
        (C.POLICY, "2026-06-10", WARNED),
        (C.PERSONNEL, "2026-06-10", QUIET),
        (C.OTHER, "2020-06-10", QUIET),
    ],
)
def test_a_warning_comes_before_the_limit_and_not_after(
    cls: ColumnClass, newest: str, expected: list[tuple[str, str]]
) -> None:
    assert said(CHECK, column(cls, newest)) == expected


def test_excluded_columns_and_children_of_notices_are_not_warned_of() -> None:
    assert (
        said(CHECK, column(C.NEWS, "2026-11-08", excluded="office"), column(C.NOTICE, "2026-05-25", level=2)) == QUIET
    )
