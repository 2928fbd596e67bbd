"""Targets that another run of the campaign has asked or is asking: taken, waited for, or asked."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from auditor.crawl.dispatch import Dispatch
from auditor.crawl.sharing import Sharing
from auditor.store.shared import SharedAnswers, Turn
from tests.crawl.test_dispatch import Made, tell
from tests.sites.paper import HOME

OTHER = "http://www.other.gov.cn/"
DONE, ASKED, NEW = "http://h1.cn/done", "http://h2.cn/asked", "http://h3.cn/new"
FINE = [0, "HEAD", "curl", "2026-11-21T10:00:00+08:00", 5, "127.0.0.9", 200, None, "", "", "", "", "", [], ""]


def result(url: str) -> tuple[str, str, dict[str, Any]]:
    return url, "head", {"attempts": [FINE], "location": "", "page": None}


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SharedAnswers:
    """Another run, alive, that has asked one target and is asking a second."""
    answers = SharedAnswers(tmp_path / "shared", OTHER)
    answers.put([result(DONE)])
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", os.getppid)
        assert answers.find(ASKED, "head") is Turn.OURS
    return answers


def sharing(made: Made, folder: Path) -> Dispatch:
    made.dispatch.sharing = Sharing(SharedAnswers(folder / "shared", HOME))
    return made.dispatch


def test_an_answer_is_taken_a_question_under_way_is_waited_for_and_the_rest_is_asked(
    tmp_path: Path, other: SharedAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(made: Made) -> None:
        dispatch = sharing(made, tmp_path)
        made.hand_out()
        await made.settle()
        assert [lease.url for lease in made.hand_out()] == [NEW]
        (taken,) = dispatch.local_results
        assert taken["attempts"] == [[*FINE, OTHER]]
        assert 0 < dispatch.next_due() < 1, "it looks again soon"
        other.put([result(ASKED)])
        assert made.hand_out() == [] and len(dispatch.local_results) == 1
        later = time.time() + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert made.hand_out() == [] and len(dispatch.local_results) == 2
        assert dispatch.next_due() == float("inf")

    # Hosts are found only once the story has begun to share.
    tell(tmp_path / "run", [DONE, ASKED, NEW], 0.0, lambda made: _from_anew(made, story))


async def _from_anew(made: Made, story: Any) -> None:
    made.dispatch = Dispatch(
        made.run.bundle.options, made.run.frontier, made.map, lambda _host, _answer: None  # type: ignore[arg-type]
    )  # fmt: skip
    await story(made)
