"""A verdict travels as JSON and comes back as it was."""

import json

import pytest

from auditor.model.verdict import Cause, Grade, Item, Kind, Reason, Stage, Standing, Subject, Verdict

STALE = Item("veto.home-stale", "首页不更新", "首页不更新", Kind.VETO, Standing.HIT, counted=1, fingerprints=("ab",))
LINKS = Item("fn.availability", "可用性", "功能设计", Kind.DEDUCT, Standing.HIT, 5.0, -1.5, 3, 1, ("a", "b", "c"))
SEARCH = Item("fn.search", "站内搜索", "功能设计", Kind.DEDUCT, Standing.MANUAL, causes=(Cause.NO_CHECK,))
IDEAS = Item("bonus.innovation", "创新发展", "加分", Kind.BONUS, Standing.HIT, 3.0, 3.0, by=("张三",))


def verdict(**changed: object) -> Verdict:
    values: dict[str, object] = {
        "subject": Subject.PORTAL,
        "stage": Stage.PROPOSED,
        "grade": Grade.UNQUALIFIED,
        "score": None,
        "deducted": None,
        "bonus": None,
        "band": "",
        "reasons": (Reason(Cause.NO_CHECK, ("fn.search",)),),
        "items": (STALE, LINKS, SEARCH, IDEAS),
        "coverage": {"hit": 2, "manual": 1},
        "pack": "national-2019",
        "pack_sha256": "0" * 64,
        "tables": {"spam": "1" * 64},
    }
    return Verdict(**{**values, **changed})  # type: ignore[arg-type]


def test_it_comes_back_from_json_as_it_went() -> None:
    assert Verdict.from_dict(json.loads(json.dumps(verdict().as_dict()))) == verdict()


def test_what_applies_is_told_by_kind() -> None:
    one = verdict()
    assert (one.vetoes, one.deductions, one.bonuses) == ((STALE,), (LINKS,), (IDEAS,))
    assert one.as_dict()["vetoes"] == ["veto.home-stale"]


def test_a_score_that_is_not_known_is_null_in_the_file() -> None:
    written = json.dumps(verdict().as_dict())
    assert '"score": null' in written and '"points": null' in written


@pytest.mark.parametrize("lost", ["grade", "items", "pack_sha256"])
def test_what_is_not_a_verdict_is_refused(lost: str) -> None:
    with pytest.raises(KeyError):
        Verdict.from_dict({name: value for name, value in verdict().as_dict().items() if name != lost})


def test_a_standing_nobody_can_decide_yet_is_open() -> None:
    assert {standing for standing in Standing if standing.open} == {
        Standing.PENDING, Standing.MANUAL, Standing.UNMEASURED,
    }  # fmt: skip
