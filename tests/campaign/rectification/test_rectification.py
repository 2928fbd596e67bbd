"""After the findings: who is told what by when, who answered, who is urged, what is mended, who comes near a limit."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from auditor.campaign.accusations.answers import decide
from auditor.campaign.accusations.collecting import collect
from auditor.campaign.accusations.looking import look_again
from auditor.campaign.rectification.brief import lines
from auditor.campaign.rectification.issuing import due_day, issue
from auditor.campaign.rectification.monitoring import Limits, alerts
from auditor.campaign.rectification.progress import progress, rates, remind
from auditor.model.accusation import PUBLISHED, Action, State
from auditor.model.rectification import Reply
from auditor.store.office import accusations as stored
from auditor.store.office import rectification as kept
from auditor.store.office.database import Office, OfficeError
from tests.campaign.accusations.conftest import bundle, finding, office, tampered, write

__all__ = ["office"]
VETO, DEAD = "2026Q4-0001-01", "2026Q4-0001-02"
DUE = date(2026, 12, 11)
AFTER = date(2026, 12, 14)


@pytest.fixture
def told(office: Office) -> Office:
    """The first site's veto and dead link are confirmed, and its unit was told."""
    collect(office, "2026Q4")
    for who in ("张三", "李四"):
        decide(office, VETO, Action.CONFIRM, who)
    decide(office, DEAD, Action.CONFIRM, "张三")
    issue(office, "2026Q4", DUE, "张三")
    return office


def look(office: Office, fresh: Path):
    return look_again(office, "2026Q4", stored.accusations(office, "2026Q4", *PUBLISHED), "张三", lambda _: fresh)


def test_only_what_was_confirmed_goes_into_a_notice(told: Office):
    (notice,) = kept.notices(told, "2026Q4")
    assert (notice.number, notice.unit, notice.due) == ("2026Q4-整改-001", "甲局", DUE)
    assert [one.number for one in notice.items] == [VETO, DEAD]
    assert {one.state for one in notice.items} == {State.NOTIFIED}
    assert stored.accusation(told, "2026Q4-0002-01").state is State.PROPOSED


def test_what_was_told_is_not_told_twice(told: Office):
    assert issue(told, "2026Q4", DUE, "张三") == []
    decide(told, "2026Q4-0002-01", Action.CONFIRM, "张三", "两日后仍打不开")
    assert issue(told, "2026Q4", DUE, "张三") == ["2026Q4-整改-002"]


def test_certain_tampering_gets_a_notice_of_its_own_by_the_next_working_day(office: Office, tmp_path: Path):
    bundle(tmp_path / "runs/s1/2026-11-01_220000", finding("d"), tampered(evidence={"urgent": True}))
    collect(office, "2026Q4")
    assert "【紧急】" in "".join(lines(office, "2026Q4", "", Limits()))
    for who in ("张三", "李四"):
        decide(office, VETO, Action.CONFIRM, who)
    decide(office, DEAD, Action.CONFIRM, "张三")
    far = date(2099, 1, 1)
    assert issue(office, "2026Q4", far, "张三") == ["2026Q4-急-001", "2026Q4-整改-002"]
    urgent, ordinary = kept.notices(office, "2026Q4")
    assert urgent.urgent and urgent.due == due_day(1) and ordinary.due == far
    assert "【紧急】" not in "".join(lines(office, "2026Q4", "", Limits()))


def test_the_day_is_counted_in_working_days_and_an_unknown_year_asks_for_one():
    assert due_day(5, today="2026-09-28") == date(2026, 10, 10)  # Over the national holiday, with a worked Saturday.
    with pytest.raises(OfficeError, match="--due"):
        due_day(12, today="2098-12-30")
    with pytest.raises(OfficeError, match="已过"):
        due_day(given="2020-01-01")
    with pytest.raises(OfficeError, match="2026-12-11 的样子"):
        due_day(given="下周五")


def test_a_unit_in_time_is_not_late_and_one_day_after_it_is(told: Office):
    assert progress(told, "2026Q4", DUE)[0].days_late == 0
    late = progress(told, "2026Q4", AFTER)[0]
    assert (late.open, late.fixed, late.days_late, late.done) == (2, 0, 3, False)


def test_each_step_of_urging_is_taken_once_and_counted(told: Office):
    assert remind(told, "2026Q4", DUE, "张三") == []
    assert [step for _, step in remind(told, "2026Q4", AFTER, "张三")] == ["催办"]
    assert remind(told, "2026Q4", AFTER, "张三") == []
    assert remind(told, "2026Q4", date(2026, 12, 16), "张三") == []  # Two working days only.
    assert [step for _, step in remind(told, "2026Q4", date(2026, 12, 17), "张三")] == ["再次催办"]
    assert len(progress(told, "2026Q4", AFTER)[0].notice.reminders) == 2


def test_an_answer_and_mending_end_it(told: Office, tmp_path: Path):
    look(told, bundle(tmp_path / "fresh"))
    with told.transaction():
        answer = Reply(date(2026, 12, 10), "公文交换", "赵局长", "收文2026-88", "已全部整改")
        kept.reply(told, kept.notice(told, "2026Q4-整改-001"), answer, "张三")
    (one,) = progress(told, "2026Q4", AFTER)
    assert one.done and one.days_late == 0 and one.notice.replies[0].signer == "赵局长"
    assert remind(told, "2026Q4", AFTER, "张三") == []


def test_words_alone_do_not_mend(told: Office):
    with told.transaction():
        kept.reply(told, kept.notice(told, "2026Q4-整改-001"), Reply(DUE, "邮件", "", "", "已整改"), "张三")
    assert progress(told, "2026Q4", AFTER)[0].days_late == 3


def test_the_rate_after_mending_is_told_beside_that_of_the_inspection(told: Office, tmp_path: Path):
    assert rates(told, "2026Q4") == (Fraction(2, 4), Fraction(2, 4))
    look(told, bundle(tmp_path / "fresh"))
    assert rates(told, "2026Q4") == (Fraction(2, 4), Fraction(3, 4))


def test_what_comes_back_after_mending_is_counted_as_reopened(told: Office, tmp_path: Path):
    look(told, bundle(tmp_path / "fresh"))
    look(told, bundle(tmp_path / "again", finding("d")))
    (one,) = progress(told, "2026Q4", AFTER)
    assert (one.fixed, one.open, one.reopened) == (1, 1, 1)


def columns(folder: Path, blank: int, stale: int, newest: str = "2026-11-01") -> None:
    counts = {"freshness.blank_column": {"fail": blank}, "freshness.stale_column": {"fail": stale - 1, "review": 1}}
    (folder / "summary.json").write_text(json.dumps({"verdict": None, "findings": counts}), "utf-8")
    home = finding(
        "h",
        check="freshness.stale_home",
        outcome="review",
        evidence={"newest": newest},
        last_checked="2026-11-12T10:00:00+08:00",
    )
    write(folder / "findings.jsonl", [home])


def test_warnings_come_before_the_limit_and_not_at_it(office: Office, tmp_path: Path):
    columns(tmp_path / "runs/s1/2026-11-01_220000", blank=3, stale=7)
    columns(tmp_path / "runs/s2/2026-11-02_220000", blank=2, stale=6, newest="2026-11-02")
    told = [(alert.site.name, alert.kind) for alert in alerts(office, "2026Q4", "", Limits())]
    assert told == [("甲网", "空白栏目"), ("甲网", "不更新栏目"), ("甲网", "首页更新")]
    strict = [alert.site.name for alert in alerts(office, "2026Q4", "", Limits(blank=1, stale=9))]
    assert strict == ["甲网", "甲网", "乙网"]


def test_visits_that_were_blocked_or_ours_warn_of_nothing(office: Office):
    with office.transaction() as db:
        for site, outcome, count in (
            (1, "failed", 2),
            (1, "open", 40),
            (2, "blocked", 30),
            (2, "open", 30),
            (3, "failed", 5),
        ):
            for n in range(count):
                db.execute(
                    "INSERT INTO visit (site, at, vantage, outcome, ms) VALUES (?, ?, ?, ?, 1)",
                    (site, f"2026-11-05T{n:02d}", outcome, outcome),
                )
    told = [(alert.site.name, alert.text) for alert in alerts(office, "2026Q4", "2026-11-01", Limits())]
    assert told == [("甲网", "访问 42 次,2 次打不开(4.76%),预警线 3%")]  # The third has too few visits.
    assert list(alerts(office, "2026Q4", "2026-11-06", Limits())) == []
