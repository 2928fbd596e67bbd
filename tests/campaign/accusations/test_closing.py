"""Figures follow confirmations; closing freezes them; what is changed later is printed as a correction."""

from pathlib import Path

import pytest

from auditor.campaign.accusations.answers import decide
from auditor.campaign.accusations.collecting import collect
from auditor.campaign.accusations.looking import Seen, compare, look_again
from auditor.campaign.circular.rules import Rules
from auditor.campaign.figures import spoken
from auditor.campaign.freezing import close
from auditor.campaign.quarters import quarter
from auditor.model.accusation import NAMED, Action, State
from auditor.store.office import accusations as stored
from auditor.store.office.database import Office, OfficeError
from tests.campaign.accusations.conftest import bundle, finding, tampered

VETO, DEAD = "2026Q4-0001-01", "2026Q4-0001-02"


@pytest.fixture
def collected(office: Office) -> Office:
    collect(office, "2026Q4")
    return office


def said(office: Office) -> str:
    return next(iter(spoken(quarter(office, "2026Q4"), Rules())))


def condemned(office: Office) -> Office:
    decide(office, VETO, Action.CONFIRM, "张三")
    decide(office, VETO, Action.CONFIRM, "李四")
    decide(office, DEAD, Action.CONFIRM, "张三")
    return office


def looked(office: Office, folder: Path, *findings: dict[str, object]):
    fresh = bundle(folder / "fresh", *findings)
    return look_again(office, "2026Q4", stored.accusations(office, "2026Q4", *NAMED), "张三", lambda _: fresh)


def test_a_site_fails_only_when_two_persons_said_so(collected: Office):
    assert "抽查 4,合格 2,不合格(已核实) 0,待核实 1,未能检测 1" in said(collected)
    decide(collected, VETO, Action.CONFIRM, "张三")
    assert "不合格(已核实) 0,待核实 1" in said(collected)
    decide(collected, VETO, Action.CONFIRM, "李四")
    assert "合格 2,不合格(已核实) 1,待核实 0" in said(collected)


def test_a_rejected_veto_lets_the_site_pass(collected: Office):
    decide(collected, VETO, Action.REJECT, "张三", "误判")
    assert "合格 3,不合格(已核实) 0,待核实 0,未能检测 1" in said(collected)


def test_unconfirmed_problems_are_not_in_the_circular(collected: Office):
    assert all(not one.problems and not one.causes for one in quarter(collected, "2026Q4").results)
    condemned(collected)
    (failed,) = [one for one in quarter(collected, "2026Q4").results if one.conclusion == "fail"]
    assert len(failed.causes) == 1 and len(failed.problems) == 1 and failed.checked == "2026-11-01"


def test_closing_waits_for_vetoes_and_for_a_fresh_look(collected: Office, tmp_path: Path):
    with pytest.raises(OfficeError, match="单项否决待核实"):
        close(collected, "2026Q4", "王五")
    condemned(collected)
    with pytest.raises(OfficeError, match="24 小时内没有复查"):
        close(collected, "2026Q4", "王五")
    looked(collected, tmp_path, tampered(), finding("d"))
    assert len(close(collected, "2026Q4", "王五")) == 64


def test_a_look_of_yesterday_morning_is_too_old(collected: Office, tmp_path: Path):
    looked(condemned(collected), tmp_path, tampered(), finding("d"))
    with collected.transaction() as db:
        db.execute("UPDATE look SET at = '2026-01-01T00:00:00+08:00'")
    with pytest.raises(OfficeError, match="24 小时"):
        close(collected, "2026Q4", "王五")
    close(collected, "2026Q4", "王五", "网络中断,经领导同意")


def test_frozen_figures_do_not_move_and_corrections_are_printed(collected: Office, tmp_path: Path):
    looked(condemned(collected), tmp_path, tampered(), finding("d"))
    close(collected, "2026Q4", "王五")
    before = said(collected)
    assert "定稿" in before and "草稿" not in before
    with collected.transaction() as db:
        db.execute("UPDATE site SET name = '改了名' WHERE id = 1")
    decide(collected, VETO, Action.CORRECT, "王五", "经复核系上级平台推送,非本站问题")
    assert said(collected) == before
    frozen = quarter(collected, "2026Q4")
    assert {one.name for one in frozen.results} >= {"甲网"} and VETO in frozen.corrections[0]


def test_a_frozen_outcome_that_was_touched_is_refused(collected: Office, tmp_path: Path):
    looked(condemned(collected), tmp_path, tampered(), finding("d"))
    close(collected, "2026Q4", "王五")
    with collected.transaction() as db:
        db.execute("UPDATE frozen SET quarter = replace(quarter, 'fail', 'pass')")
    with pytest.raises(OfficeError, match="哈希"):
        quarter(collected, "2026Q4")


def test_what_was_mended_before_the_circular_says_so(collected: Office, tmp_path: Path):
    done = looked(condemned(collected), tmp_path)
    assert [one.number for one in done.fixed] == [VETO, DEAD]
    (failed,) = [one for one in quarter(collected, "2026Q4").results if one.conclusion == "fail"]
    assert failed.mended
    assert stored.accusation(collected, VETO).state is State.MENDED


def test_what_is_there_again_comes_back(collected: Office, tmp_path: Path):
    looked(condemned(collected), tmp_path)
    again = bundle(tmp_path / "again", tampered())
    done = look_again(collected, "2026Q4", [stored.accusation(collected, VETO)], "张三", lambda _: again)
    assert [one.state for one in done.reopened] == [State.NOTIFIED]


def test_what_was_not_visited_is_not_called_mended(collected: Office, tmp_path: Path):
    one = stored.accusation(collected, DEAD)
    assert compare(bundle(tmp_path / "other", pages=("http://s/elsewhere",)), [one])[one.id] is Seen.UNKNOWN
    assert compare(bundle(tmp_path / "silent", finding("d", outcome="unmeasured")), [one])[one.id] is Seen.UNKNOWN
    assert compare(bundle(tmp_path / "mended"), [one])[one.id] is Seen.FIXED


def test_a_site_that_cannot_be_visited_leaves_all_as_it_was(collected: Office):
    def down(_: Path) -> Path:
        raise OfficeError("http://s1.gov.cn/ 无法复查:连接超时")

    chosen = stored.accusations(condemned(collected), "2026Q4", *NAMED)
    done = look_again(collected, "2026Q4", chosen, "张三", down)
    assert len(done.unknown) == 2 and "无法复查" in done.said[0]
    assert stored.accusation(collected, VETO).state is State.CONFIRMED


def test_an_unanswered_dispute_keeps_the_campaign_open(collected: Office):
    condemned(collected)
    decide(collected, DEAD, Action.NOTIFY, "张三")
    decide(collected, DEAD, Action.DISPUTE, "乙局", "已改正")
    with pytest.raises(OfficeError, match="申诉尚未答复"):
        close(collected, "2026Q4", "王五", "急")
