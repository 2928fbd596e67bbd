"""Two runs at one server: the second waits, however they are stopped."""

import time
from pathlib import Path

import pytest

from auditor.store.pace import Pace


def test_who_comes_second_waits_for_the_rest_of_the_delay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    one, other = Pace(tmp_path), Pace(tmp_path)
    assert one.wait("10.0.0.1", 5) == 0
    assert other.wait("10.0.0.1", 5) == 5 and other.wait("10.0.0.2", 5) == 0
    clock[0] += 4
    assert other.wait("10.0.0.1", 5) == one.wait("10.0.0.1", 5) == 1
    clock[0] += 1
    assert other.wait("10.0.0.1", 5) == 0 and one.wait("10.0.0.1", 5) == 5


def test_a_server_that_struggles_is_left_alone_by_all(tmp_path: Path) -> None:
    one, other = Pace(tmp_path), Pace(tmp_path)
    one.rest("10.0.0.1", 100)
    one.rest("10.0.0.1", 1)
    assert other.wait("10.0.0.1", 1) > 50


def test_a_clock_that_was_wrong_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10 * 365 * 86400)
    Pace(tmp_path).wait("10.0.0.1", 1)
    monkeypatch.setattr(time, "time", lambda: now)
    assert Pace(tmp_path).wait("10.0.0.1", 1) == 0


def test_where_nothing_can_be_written_nobody_is_asked_too_soon(tmp_path: Path) -> None:
    pace = Pace(tmp_path)
    assert pace.wait("10.0.0.1", 5) == 0
    pace._db.execute("PRAGMA query_only = ON")
    pace.rest("10.0.0.1", 60)
    assert pace.wait("10.0.0.1", 5) == pace.wait("10.0.0.2", 5) == 5
