"""A veto that does not hold any more once another network was asked: taken back, or put before those who confirmed it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditor.campaign.accusations.answers import decide, import_sheet
from auditor.campaign.accusations.collecting import _contested, collect
from auditor.campaign.accusations.sheet import write_sheet
from auditor.campaign.accusations.standing import results
from auditor.campaign.freezing import close
from auditor.model.accusation import MACHINE, Accused, Action, State
from auditor.model.result import Conclusion, Kind
from auditor.model.verdict import Grade, Item, Stage, Standing, Subject, Verdict
from auditor.model.verdict import Kind as Weight
from auditor.store.office import accusations as stored
from auditor.store.office import vantages
from auditor.store.office.charges import Charge, Place, Proposal, charge
from auditor.store.office.database import Office, OfficeError
from tests.campaign.accusations.conftest import bundle, office, tampered, write

__all__ = ["office"]
VETO, TARGET = "2026Q4-0001-01", "http://www.out.cn/x"
WHY = "加入政务外网的检查结果后不再成立"
SITE = Place(1, "2026Q4", Accused(Kind.SITE, 1), 1, "runs/s1/2026-11-01_220000")
UNREACHABLE = Charge("indicator:veto.x", True, "站点无法访问", "依据 1 项发现")
GONE = Proposal((), frozenset({"indicator:veto.x"}), WHY)


def entered(office: Office, proposal: Proposal) -> None:
    with office.transaction():
        charge(office, SITE, proposal)


def joined(office: Office, tmp_path: Path) -> None:
    """From another network the link that makes the veto opens."""
    write(bundle(tmp_path / "v1") / "links.jsonl", [{"url": TARGET, "outcome": "pass"}])
    with office.transaction():
        vantages.add(office, 1, 1, "v1", "政务外网")


@pytest.fixture
def proposed(office: Office) -> Office:
    entered(office, Proposal((UNREACHABLE,)))
    return office


@pytest.fixture
def confirmed(proposed: Office) -> Office:
    for who in ("张三", "李四"):
        decide(proposed, VETO, Action.CONFIRM, who)
    entered(proposed, GONE)
    return proposed


def sheet(
    office: Office, folder: Path, fill: Callable[[dict[str, str]], dict[str, str]] = dict
) -> dict[str, dict[str, str]]:
    """Number → row of the sheet of 王五, after filling it in and importing it."""
    path = folder / "王五.xlsx"
    write_sheet(office, "2026Q4", "王五", path)
    book = load_workbook(path)
    rows = {}
    for page in book.worksheets:
        heads = [str(cell.value) for cell in page[1]]
        for row in page.iter_rows(min_row=2):
            said = {head: str(cell.value or "") for head, cell in zip(heads, row, strict=False)}
            rows[said.get("编号", "")] = {**said, "页": page.title}
            for head, text in fill(said).items():
                page.cell(row[0].row, heads.index(head) + 1).value = text
    book.save(path)
    return rows


def test_what_nobody_has_decided_is_taken_back_with_the_reason_and_keeps_its_number(proposed: Office, tmp_path: Path):
    entered(proposed, GONE)
    one = stored.accusation(proposed, VETO)
    assert one.state is State.LAPSED
    assert [(step.operator, step.action, step.note) for step in one.steps] == [(MACHINE, Action.LAPSE, WHY)]
    assert next(results(proposed, "2026Q4")).conclusion is Conclusion.PASS
    row = sheet(proposed, tmp_path)[VETO]
    assert row["页"] == "已撤回" and row["撤回原因"] == WHY
    entered(proposed, replace(GONE, charges=(Charge("new", False, "错链", "打不开"),)))
    assert [found.number for found in stored.accusations(proposed, "2026Q4")] == [VETO, "2026Q4-0001-02"]


def test_what_holds_again_is_proposed_again(proposed: Office):
    entered(proposed, GONE)
    entered(proposed, Proposal((UNREACHABLE,)))
    assert stored.accusation(proposed, VETO).state is State.PROPOSED


def test_what_could_not_be_measured_takes_nothing_back(proposed: Office):
    entered(proposed, Proposal(()))
    assert stored.accusation(proposed, VETO).state is State.PROPOSED


def test_what_persons_confirmed_stays_and_is_put_before_them(confirmed: Office, tmp_path: Path):
    one = stored.accusation(confirmed, VETO)
    assert (one.state, one.doubt) == (State.CONFIRMED, WHY)
    assert next(results(confirmed, "2026Q4")).conclusion is Conclusion.FAIL
    assert f"机器不再支持:{WHY}" in sheet(confirmed, tmp_path)[VETO]["状态"]
    with pytest.raises(OfficeError, match="机器不再支持"):
        close(confirmed, "2026Q4", "王五")


@pytest.mark.parametrize(("answer", "state"), [("属实", State.CONFIRMED), ("不属实", State.REJECTED)])
def test_the_sheet_answers_the_doubt_and_it_is_not_asked_again(
    confirmed: Office, tmp_path: Path, answer: str, state: State
):
    sheet(confirmed, tmp_path, lambda row: {"结论": answer, "说明": "已电话核对"} if row.get("编号") == VETO else {})
    import_sheet(confirmed, "2026Q4", tmp_path / "王五.xlsx", "王五")
    entered(confirmed, GONE)
    one = stored.accusation(confirmed, VETO)
    assert (one.state, one.doubt) == (state, "")
    assert one.steps[-1].operator == "王五" and WHY in one.steps[-1].note


def test_a_second_person_who_confirms_against_the_doubt_says_why(proposed: Office):
    decide(proposed, VETO, Action.CONFIRM, "张三")
    entered(proposed, GONE)
    assert stored.accusation(proposed, VETO).state is State.SECOND
    with pytest.raises(OfficeError, match="写明如何核实"):
        decide(proposed, VETO, Action.CONFIRM, "李四")
    assert decide(proposed, VETO, Action.CONFIRM, "李四", "三地均打不开").state is State.CONFIRMED


def test_after_a_join_a_dead_link_is_no_veto_by_itself(office: Office, tmp_path: Path):
    dead = tampered("l", check="links.dead", target=TARGET, message="链接打不开")
    bundle(tmp_path / "runs/s1/2026-11-01_220000", dead)
    collect(office, "2026Q4")
    assert next(results(office, "2026Q4")).conclusion is Conclusion.PENDING
    joined(office, tmp_path)
    collect(office, "2026Q4")
    one = stored.accusation(office, VETO)
    assert not one.veto and one.state is State.PROPOSED and WHY in one.steps[-1].note
    assert next(results(office, "2026Q4")).conclusion is Conclusion.PASS


def test_a_veto_that_still_may_hold_with_less_evidence_asks_its_confirmers(proposed: Office):
    less = Proposal((UNREACHABLE,), contested={UNREACHABLE.fingerprint: "其依据中 1 项从政务外网可以打开"})
    entered(proposed, less)
    assert stored.accusation(proposed, VETO).state is State.PROPOSED
    for who in ("张三", "李四"):
        decide(proposed, VETO, Action.CONFIRM, who)
    entered(proposed, less)
    assert stored.accusation(proposed, VETO).doubt == "其依据中 1 项从政务外网可以打开"
    entered(proposed, Proposal((UNREACHABLE,)))
    assert stored.accusation(proposed, VETO).doubt == ""  # It stands on all of it again.


def test_what_a_veto_lost_is_told_from_the_verdicts_before_and_after():
    item = Item("veto.links", "错链", "链接", Weight.VETO, Standing.HIT, counted=2, fingerprints=("l", "m"))
    before = Verdict(
        Subject.SITE, Stage.PROPOSED, Grade.UNQUALIFIED, None, None, None, "", (), (item,), {}, "p", "0" * 64
    )
    after = replace(before, items=(replace(item, standing=Standing.PENDING, counted=1, doubtful=1),))
    assert _contested(before, after, "政务外网") == {"indicator:veto.links": "其依据中 1 项从政务外网可以打开"}
    assert _contested(before, before, "政务外网") == {}
