"""The identity card: what stands on the home page, what was said of it, and the register beside it; nothing of other pages."""

from dataclasses import replace
from typing import Any

import pytest

from auditor.evaluate.identitycard import IdentityCard
from auditor.html.hidden import Reader as Hidden
from auditor.html.identity import facts
from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.register import Register, RegisterEntry, RegisterHost, RegisterNote
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


def test_the_register_is_compared_only_where_both_say_something() -> None:
    register = Register("表.xlsx", (ENTRY,), (RegisterNote(31, "no-url", "没有网址"),))
    said = finding("identity.register", evidence={"field": "organiser"}, reason="organiser-differs")
    found = card(said, register=register)["register"]
    verdicts = {field["field"]: field["verdict"] for field in found["fields"]}
    assert verdicts == {
        "name": "pass", "code": "pass", "organiser": "fail", "icp": "pass", "police": "", "conac": "", "ipv6": "", "contact": "",
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
