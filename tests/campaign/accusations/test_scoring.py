"""Verdicts over what persons confirmed: what nobody looked at costs nothing, and a score that is not known fails nobody."""

from dataclasses import replace

import pytest

from auditor.campaign.accusations.answers import decide
from auditor.campaign.accusations.collecting import collect
from auditor.campaign.accusations.scoring import score
from auditor.campaign.quarters import quarter
from auditor.model.accusation import Action
from auditor.model.result import Conclusion, Result
from auditor.model.verdict import Grade, Stage, Standing, Subject, Verdict
from auditor.store.office import accusations as stored
from auditor.store.office.database import Office

SCORED = Verdict(Subject.PORTAL, Stage.FINAL, Grade.UNQUALIFIED, 58.5, 41.5, 0, "60 分以下", (), (), {}, "p", "0" * 64)


def of(office: Office, name: str) -> Result:
    return next(one for one in quarter(office, "2026Q4").results if one.name == name)


def with_verdict(office: Office, site: int, verdict: Verdict) -> None:
    place = next(one for one in stored.places(office, "2026Q4") if one.site == site)
    with office.transaction() as db:
        db.execute("UPDATE site SET portal = 1 WHERE id = ?", (site,))
        stored.set_verdict(office, place, verdict)


def test_every_inspected_site_gets_a_final_verdict(office: Office):
    collect(office, "2026Q4")
    assert score(office, "2026Q4") == 3
    assert {one.stage for one in stored.verdicts(office, "2026Q4").values()} == {Stage.FINAL}


def test_what_persons_say_of_an_indicator_goes_before_what_was_counted(office: Office):
    from auditor.store.office.accusations import Charge

    place = next(iter(stored.places(office, "2026Q4")))
    with office.transaction():
        stored.charge(office, place, [Charge("indicator:veto.home-stale", True, "首页不更新", "初判")])
    for who in ("张三", "李四"):
        decide(office, "2026Q4-0001-01", Action.CONFIRM, who)
    score(office, "2026Q4")
    found = stored.verdicts(office, "2026Q4")[1]
    (item,) = [item for item in found.items if item.indicator == "veto.home-stale"]
    assert item.standing is Standing.HIT and item.by == ("张三", "李四") and found.grade is Grade.UNQUALIFIED


def test_a_portal_that_lost_too_many_points_fails_with_its_score(office: Office):
    with_verdict(office, 3, SCORED)
    one = of(office, "丙网")
    assert one.conclusion is Conclusion.FAIL and str(one.score) == "58.5" and one.causes == ()


@pytest.mark.parametrize("grade", [Grade.UNDECIDED, Grade.UNQUALIFIED])
def test_a_score_that_is_not_known_fails_nobody(office: Office, grade: Grade):
    with_verdict(office, 3, replace(SCORED, score=None, grade=grade))
    one = of(office, "丙网")
    assert one.conclusion is Conclusion.PASS and one.score is None
