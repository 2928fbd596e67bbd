"""Answers that runs of one campaign share: what is settled, whose turn it is, and what a killed run leaves."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from auditor.store import shared
from auditor.store.shared import SharedAnswers, Turn

URL = "http://www.out.cn/a"
A, B = "http://www.a.gov.cn/", "http://www.b.gov.cn/"


def result(status: int | None = 200, error: str | None = None, wall: str = "") -> dict[str, Any]:
    made = [0, "HEAD", "curl", "2026-11-26T10:00:00+08:00", 5, "127.0.0.9", status, error, "", "", "", wall, "", [], ""]
    return {"id": 7, "attempts": [made], "location": "", "page": None, "document": None}


def test_an_answer_of_one_run_serves_the_others_marked_with_its_site(tmp_path: Path) -> None:
    first, second = SharedAnswers(tmp_path, A), SharedAnswers(tmp_path, B)
    assert first.find(URL, "head") is Turn.OURS
    first.put([(URL, "head", result(301))])
    found = second.find(URL, "head")
    assert not isinstance(found, Turn)
    assert found["attempts"][0][:15] == result(301)["attempts"][0] and found["attempts"][0][15] == A
    assert first.find(URL, "head") is Turn.OURS, "a site inspected anew asks anew"
    assert second.find(URL, "look") is Turn.OURS, "another question"


@pytest.mark.parametrize(
    "unsettled",
    [
        result(404),
        result(410),
        result(503),
        result(429),
        result(401),
        result(403, wall="http-403"),
        result(200, wall="captcha"),
        result(200, "slow-body"),
        result(None, "read-timeout"),
    ],
)
def test_no_failure_is_told_to_others_and_nobody_waits_for_one(tmp_path: Path, unsettled: dict[str, Any]) -> None:
    first, second = SharedAnswers(tmp_path, A), SharedAnswers(tmp_path, B)
    first.find(URL, "head")
    first.put([(URL, "head", unsettled)])
    assert second.find(URL, "head") is Turn.OURS


def test_a_failure_does_not_push_out_a_definite_answer(tmp_path: Path) -> None:
    first, second = SharedAnswers(tmp_path, A), SharedAnswers(tmp_path, B)
    first.put([(URL, "head", result(200))])
    first.put([(URL, "head", result(None, "read-timeout"))])
    assert not isinstance(second.find(URL, "head"), Turn)


def test_an_old_answer_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SharedAnswers(tmp_path, A).put([(URL, "head", result())])
    later = time.time() + shared.KEPT_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert SharedAnswers(tmp_path, B).find(URL, "head") is Turn.OURS


def test_others_wait_while_a_run_asks_and_stop_waiting_when_it_is_killed(tmp_path: Path) -> None:
    claim = (
        "import sys, time; from pathlib import Path; from auditor.store.shared import SharedAnswers;"
        f"print(SharedAnswers(Path({str(tmp_path)!r}), {A!r}).find({URL!r}, 'head').value, flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", claim], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None and other.stdout.readline() == "ours\n"
    ours = SharedAnswers(tmp_path, B)
    assert ours.find(URL, "head") is Turn.WAIT
    other.kill()
    other.wait()
    assert ours.find(URL, "head") is Turn.OURS
