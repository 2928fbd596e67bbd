"""Verdicts of a campaign: only what persons confirmed counts, and what changes afterwards overtakes them."""

import json
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from auditor.campaign.accusations.answers import decide
from auditor.campaign.accusations.collecting import collect
from auditor.campaign.quarters import quarter
from auditor.campaign.rating import rate
from auditor.model.accusation import Action
from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.result import Conclusion
from auditor.model.verdict import Grade, Standing, Verdict
from auditor.policy.load import load
from auditor.policy.pack import Pack
from auditor.store.office import accusations as stored
from auditor.store.office.database import Office
from tests.campaign.made import auditor

NAME, HOME = "2024Q4", "http://www.jia.gov.cn/"
PACK = """
id = "small"
name = "小指标"
heading = [{ name = "链接", points = { value = 100, certainty = "A" } }]
[score]
scored = ["portal"]
total = { value = 100, certainty = "A" }
fail_below = { value = 60, certainty = "A" }
bonus_above = { value = 80, certainty = "A" }
bonus_most = { value = 10, certainty = "A" }
decimals = { value = 1, certainty = "O" }
tolerance = { value = 0, certainty = "P" }
[[indicator]]
id = "veto.spam"
name = "内容被篡改"
heading = "安全问题"
kind = "veto"
subjects = ["portal", "site"]
decidable = "semi"
certainty = "A"
rule = [{ text = "一处", evidence = [{ check = "hidden.hidden_link" }], acquits = true }]
[[indicator]]
id = "fn.links"
name = "可用性"
heading = "链接"
kind = "deduct"
subjects = ["portal"]
decidable = "auto"
certainty = "A"
points = { value = 100, certainty = "A" }
rule = [{ text = "失效链接", evidence = [{ check = "links.dead" }], each = { value = 30, certainty = "A" } }]
[[indicator]]
id = "bonus.ideas"
name = "创新"
heading = "加分"
kind = "bonus"
subjects = ["portal"]
decidable = "human"
certainty = "A"
points = { value = 10, certainty = "A" }
rule = [{ text = "创新" }]
"""


def finding(check: str, fingerprint: str) -> dict[str, Any]:
    refs = ("ind:veto.spam",) if check.startswith("hidden") else ()
    page = f"{HOME}a.html"
    found = Finding(
        check, Outcome.FAIL, Impact.MODERATE, Confidence.CERTAIN, page, None, "http-404", "打不开", "", "", 1, 1, (page,), fingerprint,
        refs, "某页", "", "", "", "", {},
    )  # fmt: skip
    return asdict(found)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    folder = tmp_path / "packs" / "small"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK, "utf-8")
    return load("small", tmp_path / "packs")


@pytest.fixture
def office(tmp_path: Path, pack: Pack) -> Office:
    """A portal with two dead links and a hidden one, and an item that a person decides."""
    office = Office.open(tmp_path / "office.db")
    with office.transaction() as db:
        db.execute("INSERT INTO campaign (name, opened, plan) VALUES (?, '2024-10-01', '{}')", (NAME,))
        db.execute("INSERT INTO unit (name, region) VALUES ('甲市人民政府', '甲市')")
        db.execute("INSERT INTO site (number, name, url, unit, portal) VALUES ('0001', '甲市政府网', ?, 1, 1)", (HOME,))
        db.execute(
            "INSERT INTO campaign_site (campaign, site, number, why, state, bundle) VALUES (1, 1, 1, 'portal', 'done', 'runs/jia')"
        )
    folder = tmp_path / "runs/jia"
    folder.mkdir(parents=True)
    rows = [finding("links.dead", "d1"), finding("links.dead", "d2"), finding("hidden.hidden_link", "h1")]
    (folder / "findings.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    manual = {"indicator": "bonus.ideas", "name": "创新", "heading": "加分", "kind": "bonus", "standing": "manual"}
    veto = {"indicator": "veto.spam", "name": "暗链", "heading": "安全", "kind": "veto", "standing": "pending"}
    verdict = {
        "subject": "portal", "stage": "proposed", "grade": "undecided", "score": None, "deducted": None, "bonus": None, "band": "",
        "reasons": [], "coverage": {}, "pack": "small", "pack_sha256": pack.sha256, "release": "", "tables": {},
        "items": [
            {**manual, "fingerprints": [], "causes": ["manual"], "by": []},
            {**veto, "fingerprints": ["h1"], "causes": ["confirm"], "by": []},
        ],
    }  # fmt: skip
    counts = {"links.dead": {"fail": 2}, "hidden.hidden_link": {"fail": 1}}
    (folder / "occurrences.jsonl").write_text("", "utf-8")
    (folder / "summary.json").write_text(json.dumps({"site": HOME, "findings": counts, "verdict": verdict}), "utf-8")
    collect(office, NAME)
    return office


def rated(office: Office, pack: Pack) -> Verdict:
    (one,) = rate(office, NAME, pack)
    return one.verdict


def say(office: Office, fingerprint: str, action: Action, who: str, note: str = "") -> None:
    number = next(one.number for one in stored.accusations(office, NAME) if one.fingerprint == fingerprint)
    decide(office, number, action, who, note)


def untrue(office: Office) -> None:
    """The veto and the hidden link behind it are found to be nothing."""
    for name in ("h1", "indicator:veto.spam"):
        say(office, name, Action.REJECT, "张三", "误判")


def test_what_nobody_confirmed_neither_fails_nor_passes(office: Office, pack: Pack) -> None:
    found = rated(office, pack)
    assert (found.grade, found.score, found.vetoes) == (Grade.UNDECIDED, None, ())
    assert {item.standing for item in found.items} == {Standing.PENDING, Standing.MANUAL}


def test_points_follow_what_persons_said(office: Office, pack: Pack) -> None:
    untrue(office)
    say(office, "d1", Action.CONFIRM, "张三")
    say(office, "d2", Action.REJECT, "张三", "已核对,可以打开")
    found = rated(office, pack)
    assert (found.grade, found.score, found.deducted) == (Grade.QUALIFIED, 70, 30)
    (result,) = quarter(office, NAME).results
    assert (result.conclusion, result.score) == (Conclusion.PASS, 70)


def test_too_few_points_fail_a_portal_without_a_veto(office: Office, pack: Pack) -> None:
    untrue(office)
    for name in ("d1", "d2"):
        say(office, name, Action.CONFIRM, "张三")
    assert (rated(office, pack).grade, rated(office, pack).score) == (Grade.UNQUALIFIED, 40)
    (result,) = quarter(office, NAME).results
    assert (result.conclusion, result.score, result.causes) == (Conclusion.FAIL, 40, ())


def test_a_bonus_is_what_the_person_put_down(office: Office, pack: Pack) -> None:
    untrue(office)
    for name in ("d1", "d2"):
        say(office, name, Action.REJECT, "张三", "误判")
    assert rated(office, pack).score is None, "nobody has decided the bonus"
    say(office, "indicator:bonus.ideas", Action.CONFIRM, "李四", "首创一网通办")
    (bonus,) = [one for one in stored.accusations(office, NAME) if one.fingerprint == "indicator:bonus.ideas"]
    with office.transaction():
        stored.set_points(office, bonus, Decimal("4.5"))
    found = rated(office, pack)
    assert (found.score, found.bonus, found.bonuses[0].by) == (104.5, 4.5, ("李四",))


def test_a_bonus_without_a_figure_is_not_guessed(office: Office, pack: Pack) -> None:
    untrue(office)
    for name in ("d1", "d2"):
        say(office, name, Action.REJECT, "张三", "误判")
    say(office, "indicator:bonus.ideas", Action.CONFIRM, "李四", "确有创新")
    assert rated(office, pack).score is None


def test_a_veto_that_two_persons_confirmed_ends_the_counting(office: Office, pack: Pack) -> None:
    say(office, "indicator:veto.spam", Action.CONFIRM, "张三")
    assert not rated(office, pack).vetoes
    say(office, "indicator:veto.spam", Action.CONFIRM, "李四")
    found = rated(office, pack)
    assert ([item.indicator for item in found.vetoes], found.score) == (["veto.spam"], None)


def test_a_later_word_overtakes_a_verdict(office: Office, pack: Pack) -> None:
    untrue(office)
    say(office, "d2", Action.REJECT, "张三", "误判")
    say(office, "d1", Action.CONFIRM, "张三")
    rated(office, pack)
    assert set(stored.verdicts(office, NAME)) == {1}
    with office.transaction() as db:
        db.execute("UPDATE final_verdict SET at = '2024-01-01T00:00:00+08:00'")
    assert not stored.verdicts(office, NAME) and quarter(office, NAME).results[0].score is None


def test_the_command_says_each_site_and_the_sum(office: Office, tmp_path: Path) -> None:
    office.close()
    result = auditor("campaign", "rate", NAME, "--db", str(tmp_path / "office.db"))
    assert result.exit_code == 0 and "0001 甲市政府网:不能判定" in result.stdout, result.output
    assert "指标包 national-2019:已检查 1 个,合格 0,不合格 0,不能判定 1" in result.stdout
    wrong = auditor("campaign", "rate", NAME, "--pack", "none", "--db", str(tmp_path / "office.db"))
    assert wrong.exit_code == 2 and "没有名为「none」" in wrong.stderr


def test_a_site_that_could_not_be_measured_has_no_verdict_and_stops_nobody(office: Office, pack: Pack) -> None:
    with office.transaction() as db:
        db.execute(
            "INSERT INTO site (number, name, url, unit) VALUES ('0002', '打不开的网站', 'http://www.yi.gov.cn/', 1)"
        )
        db.execute(
            "INSERT INTO campaign_site (campaign, site, number, why, state, bundle)"
            " VALUES (1, 2, 2, 'drawn', 'unmeasurable', 'runs/yi')"
        )
    assert [one.site.name for one in rate(office, NAME, pack)] == ["甲市政府网"]
    assert collect(office, NAME)[0] == 1
