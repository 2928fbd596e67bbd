"""What was found becomes numbered accusations; numbers stay, waived things stay quiet."""

from pathlib import Path

from auditor.campaign.accusations.answers import waive
from auditor.campaign.accusations.collecting import collect, proposal_of
from auditor.model.accusation import State
from auditor.model.verdict import Grade, Item, Kind, Stage, Standing, Subject, Verdict
from auditor.store.office import accusations as stored
from auditor.store.office.charges import Charge
from auditor.store.office.database import Office
from tests.campaign.accusations.conftest import bundle, finding, numbers, tampered


def charges(path: Path) -> list[Charge]:
    """What a bundle says against its site."""
    proposal = proposal_of(path)
    assert proposal is not None
    return list(proposal.charges)


def test_numbers_can_be_said_on_the_phone_and_the_gravest_comes_first(office: Office):
    assert collect(office, "2026Q4") == (3, 3)
    assert numbers(office) == ["2026Q4-0001-01", "2026Q4-0001-02", "2026Q4-0002-01"]
    first = stored.accusation(office, "2026q4-0001-01")
    assert first.veto and first.state is State.PROPOSED and first.message == "被植入博彩内容"


def test_collecting_again_keeps_numbers_and_adds_what_is_new(office: Office, tmp_path: Path):
    collect(office, "2026Q4")
    bundle(tmp_path / "runs/s1/2026-11-01_220000", finding("d"), tampered("a-new-one"), tampered())
    assert collect(office, "2026Q4") == (3, 1)
    assert stored.accusation(office, "2026Q4-0001-03").fingerprint == "a-new-one"
    assert stored.accusation(office, "2026Q4-0001-01").fingerprint == "v"


def test_only_suspected_tampering_is_no_veto(tmp_path: Path):
    (charge,) = charges(bundle(tmp_path, tampered(outcome="review")))
    assert not charge.veto


def test_passed_and_unmeasured_accuse_nobody(tmp_path: Path):
    assert charges(bundle(tmp_path, finding("a", outcome="unmeasured"), finding("b", outcome="pass"))) == []


def test_a_bundle_that_was_never_judged_says_nothing(tmp_path: Path):
    assert proposal_of(tmp_path) is None


def test_vetoes_of_the_pack_and_manual_items_become_accusations(tmp_path: Path):
    import json

    items = (
        Item("veto.home-stale", "首页不更新", "首页不更新", Kind.VETO, Standing.HIT, counted=1, fingerprints=("x",)),
        Item("svc.accuracy", "内容准确", "办事服务", Kind.DEDUCT, Standing.MANUAL),
        Item("veto.clear", "站点无法访问", "站点无法访问", Kind.VETO, Standing.CLEAR),
    )
    verdict = Verdict(
        Subject.SITE, Stage.PROPOSED, Grade.UNDECIDED, None, None, None, "", (), items, {}, "national", "0" * 64
    )
    path = bundle(tmp_path)
    (path / "summary.json").write_text(
        json.dumps({"verdict": verdict.as_dict(), "findings": {}}, ensure_ascii=False), "utf-8"
    )
    veto, manual = charges(path)
    assert (veto.veto, veto.manual, veto.cause, veto.fingerprint) == (
        True,
        False,
        "首页不更新",
        "indicator:veto.home-stale",
    )
    assert (manual.veto, manual.manual, manual.cause) == (False, True, "内容准确")


def test_what_is_waived_stays_waived_in_the_next_campaign_until_it_expires(office: Office, tmp_path: Path):
    collect(office, "2026Q4")
    waive(office, "2026Q4-0001-02", ("王五", "旧站归档中"), "2099-12-31")
    with office.transaction() as db:
        for name in ("2027Q1", "2027Q2"):
            key = db.execute("INSERT INTO campaign (name, opened, plan) VALUES (?, '', '{}')", (name,)).lastrowid
            db.execute(
                "INSERT INTO campaign_site (campaign, site, number, why, state, bundle) SELECT ?, site, 9, why, state, bundle"
                " FROM campaign_site WHERE campaign = 1 AND site = 1", (key,)
            )  # fmt: skip
    collect(office, "2027Q1")
    states = {one.fingerprint: one for one in stored.accusations(office, "2027Q1")}
    assert states["d"].state is State.WAIVED and states["v"].state is State.PROPOSED
    assert "旧站归档中" in states["d"].steps[0].note and states["d"].steps[0].operator == "王五"
    with office.transaction() as db:
        db.execute("UPDATE waiver SET until = '2026-01-01'")
    collect(office, "2027Q2")
    assert {one.state for one in stored.accusations(office, "2027Q2")} == {State.PROPOSED}
