"""Only what a worker may say reaches the bundle."""

from typing import Any

import pytest
from scrapy.exceptions import DropItem

from pipelines.evidence import Evidence
from pipelines.validate import Validate

ATTEMPT = [
    0,
    "GET",
    "curl",
    "2026-11-21T10:00:00+08:00",
    1,
    "127.0.0.1",
    200,
    None,
    "",
    "text/html",
    "html",
    "",
    "",
    [],
    "127.0.0.2",
]


def item(*results: dict[str, Any]) -> dict[str, Any]:
    return {"session": None, "worker": 3, "results": list(results)}


def result(**changes: Any) -> dict[str, Any]:
    return {"id": 1, "attempts": [ATTEMPT], "location": "", "page": None, "document": None, **changes}


def test_good_results_pass_unchanged():
    good = item(result(), result(id=2, attempts=[ATTEMPT, ATTEMPT]))
    assert Validate().process_item(good) is good
    assert Validate().process_item(item()) == item()


@pytest.mark.parametrize(
    "changes",
    [{"id": "1"}, {"id": None}, {"attempts": []}, {"attempts": [ATTEMPT[:-1]]}, {"attempts": [ATTEMPT, [*ATTEMPT, 1]]}],
)
def test_one_bad_result_drops_the_whole_pull(changes: dict[str, Any]):
    with pytest.raises(DropItem):
        Validate().process_item(item(result(), result(**changes)))


def test_the_last_stage_commits_to_its_session():
    class Session:
        said: tuple[int, list[dict[str, Any]]]

        def commit(self, worker: int, results: list[dict[str, Any]]) -> None:
            self.said = (worker, results)

    session = Session()
    passed = Evidence().process_item({**item(result()), "session": session})
    assert session.said == (3, [result()]) and passed["worker"] == 3
