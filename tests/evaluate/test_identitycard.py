"""The identity card: what stands on the home page, what was said of it, and the register beside it; nothing of other pages."""

from dataclasses import replace
from typing import Any

import pytest

from auditor.checks.catalogue import discover
from auditor.evaluate.identitycard import IdentityCard
from auditor.html.hidden import Reader as Hidden
from auditor.html.identity import facts
from auditor.model.finding import Finding, Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.register import Register, RegisterEntry, RegisterHost, RegisterNote
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext

HOME = "http://www.anhe.gov.cn/"
NOTHING_HIDDEN = Hidden().facts("", HOME)
FOOTER = """<head><meta name="SiteName" content="安和市人民政府"><meta name="SiteName" content="安和市人民政府"></head>
<div class="footer">主办单位:安和市人民政府办公室 网站标识码:5399000001 <a href="https://beian.miit.gov.cn/">滇ICP备05999901号-1</a>
<a href="https://beian.miit.gov.cn/">滇ICP备05999901号-1</a></div>"""
COUNTS = {"identity.icp": {"pass": 3}, "identity.police": {"fail": 1}, "identity.organiser": {"pass": 3}}
ENTRY = RegisterEntry(
    17,
    "表一",
    "安和市人民政府",
    HOME,
    (RegisterHost("anhe.gov.cn"),),
    "5399000001",
    "安和市审批局",
    "滇ICP备05999901号-1",
)


def site(markup: str = FOOTER, register: Register | None = None) -> SiteContext:
    page = PageFacts(HOME, HOME, "安和市人民政府", "0" * 16, 200, NOTHING_HIDDEN, identify=lambda: facts(markup, HOME))
    return SiteContext(
        HOME, "www.anhe.gov.cn", False, None, (), frozenset(), True, frozenset(), home_facts=page, register=register
    )


def finding(check: str = "identity.police", outcome: Outcome = Outcome.FAIL, **changed: Any) -> Finding:
    made = Finding(
        check=check, outcome=outcome, impact=Impact.SERIOUS, confidence=Confidence.CERTAIN, page=HOME, target=None, reason="missing",
        message="没有公安备案号", text="", place="", occurrences=0, pages=1, sample_pages=(HOME,), fingerprint="f1", refs=(),
        page_title="", column_path="", unit="", first_seen="", last_checked="", evidence={},
    )  # fmt: skip
    return replace(made, **changed)


def card(*said: Finding, **context: Any) -> dict[str, Any]:
    made = IdentityCard(site(**context))
    assert list(made.listening(said)) == list(said)
    found = made.card(COUNTS)
    assert found is not None
    return found


def element(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["elements"] if one["element"] == name)


def test_each_value_stands_once_with_how_often_it_was_met() -> None:
    icp = element(card(), "icp")
    assert [(value["value"], value["times"], value["source"]) for value in icp["values"]] == [
        ("滇ICP备05999901号-1", 2, "own")
    ]
    assert icp["verdict"] == "pass" and icp["more"] == 0


def test_the_worst_that_was_said_of_the_home_page_is_the_verdict() -> None:
    police = element(card(finding(outcome=Outcome.UNMEASURED), finding(outcome=Outcome.REVIEW)), "police")
    assert police["verdict"] == "review" and police["values"] == [] and len(police["findings"]) == 2


def test_what_was_said_of_other_pages_does_not_count() -> None:
    other = f"{HOME}old/"
    found = card(finding("identity.icp", page=other, sample_pages=(other,)))
    assert element(found, "icp")["verdict"] == "pass" and element(found, "icp")["findings"] == []


def test_what_was_not_judged_has_no_verdict() -> None:
    undertaker = element(card(), "undertaker")
    assert undertaker["check"] == "" and undertaker["verdict"] == ""


def test_findings_about_no_single_element_stand_apart() -> None:
    found = card(finding("identity.meta"), finding("links.dead"))
    assert [one["check"] for one in found["findings"]] == ["identity.meta"]
    assert found["tags"][0] == {"name": "SiteName", "values": ["安和市人民政府"]}


def compared(*entries: RegisterEntry, home: str = HOME, notes: tuple[RegisterNote, ...] = ()) -> dict[str, Any]:
    """The register's part of the card, the findings made by the check itself."""
    columns = tuple((name, name) for name in ("name", "url", "code", "organiser", "icp", "police"))
    register = Register("表.xlsx", entries, notes, columns)
    asked = site(register=register)
    assert asked.home_facts is not None
    page = replace(asked.home_facts, url=home, final_url=home)
    asked = replace(asked, home=home, home_facts=page)
    view = SiteView(asked, lambda: iter((page,)), lambda: iter(()), lambda: iter(()))
    check = next(check for check in discover() if check.id == "identity.register")
    counts: dict[str, int] = {}
    made = IdentityCard(asked)
    said = []
    for judged in check.judge_site(view):
        assert isinstance(judged, Judgement)
        counts[judged.outcome] = counts.get(judged.outcome, 0) + 1
        if judged.outcome not in (Outcome.PASS, Outcome.NA):
            said.append(
                finding(check.id, judged.outcome, reason=judged.reason, page=home, evidence=dict(judged.evidence))
            )
    list(made.listening(said))
    found = made.card({check.id: counts})
    assert found is not None
    part = found["register"]
    assert isinstance(part, dict)
    return part


def verdicts(part: dict[str, Any]) -> dict[str, str]:
    return {field["field"]: field["verdict"] for field in part["fields"]}


def test_the_card_shows_the_row_that_the_check_compared() -> None:
    below = replace(ENTRY, row=18, hosts=(RegisterHost("anhe.gov.cn", 8080, "/czj/"),), icp="滇ICP备05999901号-2")
    port = replace(ENTRY, row=19, hosts=(RegisterHost("anhe.gov.cn", 8080),), code="5399000009")
    for entries in ((ENTRY, below, port), (port, below, ENTRY)):
        assert compared(*entries)["row"] == 17
        assert compared(*entries, home="http://www.anhe.gov.cn:8080/index.html")["row"] == 19
        inner = compared(*entries, home="http://www.anhe.gov.cn:8080/czj/")
        assert inner["row"] == 18 and verdicts(inner)["icp"] == "fail", "a suffix that differs is shown at its field"
    assert compared(ENTRY, home="http://www.anhe.gov.cn:8080/")["row"] is None


def test_a_code_of_several_rows_is_not_said_to_agree() -> None:
    twin = replace(ENTRY, row=18, hosts=(RegisterHost("other.gov.cn"),))
    assert verdicts(compared(ENTRY, twin))["code"] == "" and verdicts(compared(ENTRY))["code"] == "pass"


def test_names_that_contain_each_other_agree() -> None:
    assert verdicts(compared(replace(ENTRY, organiser="安和市人民政府办公室(外事办)")))["organiser"] == "pass"


def test_without_the_check_nothing_is_said_of_the_register() -> None:
    part = card(register=Register("表.xlsx", (ENTRY,)))["register"]
    assert set(verdicts(part).values()) == {""}


def test_the_register_is_compared_only_where_both_say_something() -> None:
    found = compared(ENTRY, notes=(RegisterNote(31, "no-url", "没有网址"),))
    assert verdicts(found) == {
        "name": "pass", "code": "pass", "organiser": "review", "icp": "pass", "police": "", "conac": "", "ipv6": "", "contact": "",
    }  # fmt: skip
    assert found["row"] == 17 and found["notes"][0]["text"] == "没有网址"


def test_a_site_that_the_register_does_not_know_has_no_lines() -> None:
    other = replace(ENTRY, hosts=(RegisterHost("other.gov.cn"),))
    found = card(register=Register("表.xlsx", (other,)))["register"]
    assert found["row"] is None and found["fields"] == [] and found["rows"] == 1


@pytest.mark.parametrize("asked", [{}, {"links.dead": {"pass": 1}}])
def test_without_checks_of_identity_there_is_no_card(asked: dict[str, dict[str, int]]) -> None:
    assert IdentityCard(site()).card(asked) is None


def test_a_home_page_that_is_no_page_has_no_card() -> None:
    assert IdentityCard(replace(site(), home_facts=None)).card(COUNTS) is None
