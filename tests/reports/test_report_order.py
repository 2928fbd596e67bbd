"""The one order of all documents, the numbers people speak of, and how places and certainty are worded."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.model.finding import Finding
from reports.formats import formats
from reports.numbers import FILE
from reports.order import Part
from reports.texts import texts
from reports.view import ReportView
from reports.wording import certainty, column, fault, reach, whereabouts

HOME = "http://www.anhe.gov.cn/"


def one(tmp_path: Path, made: SimpleNamespace, **changed: object) -> Finding:
    return next(ReportView.open(made.bundle(tmp_path, [made.finding(1, **changed)])).findings())


def parts(tmp_path: Path, made: SimpleNamespace, *records: dict[str, object]) -> list[Part]:
    return [entry.part for entry in ReportView.open(made.bundle(tmp_path, records)).ordered]


def test_the_order_is_the_same_for_every_document(tmp_path: Path, made: SimpleNamespace) -> None:
    old = "http://www.anhe.gov.cn/zwgk/201305/t20130502_7.html"
    records = [
        made.finding(1, outcome="unmeasured"),
        made.finding(2, outcome="review", page=HOME),
        made.finding(3, page=old),
        made.finding(4),
        made.finding(5, pages=900, place="第 3 行,页脚"),
        made.finding(6, page="http://www.anhe.gov.cn/zwgk/"),
        made.finding(7, check="privacy.identity_card", impact="minor", page=old),
        made.finding(8, check="access.unreachable", impact="minor", refs=["ind:veto.site-unreachable"], page=old),
    ]
    view = ReportView.open(made.bundle(tmp_path, records))
    assert [int(entry.fingerprint, 16) for entry in view.ordered] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert [entry.part for entry in view.ordered][:6] == list(Part)


def test_what_is_doubtful_is_no_veto(tmp_path: Path, made: SimpleNamespace) -> None:
    doubtful = [
        made.finding(1, check="hidden.x", refs=["ind:veto.tampered"], outcome="review"),
        made.finding(2, check="hidden.x", refs=["ind:veto.tampered"], confidence="likely"),
    ]
    assert parts(tmp_path, made, *doubtful) == [Part.TAMPERING, Part.TAMPERING]


def test_a_finding_of_the_whole_site_stands_in_front(tmp_path: Path, made: SimpleNamespace) -> None:
    assert parts(tmp_path, made, made.finding(1, check="transport.ipv6", page="")) == [Part.FRONT]


def test_every_part_has_its_words() -> None:
    for table in ("part", "part_note"):
        assert set(texts()[table]) == {part.code for part in Part}


def test_numbers_follow_the_order_and_stay_when_judged_again(tmp_path: Path, made: SimpleNamespace) -> None:
    made.bundle(tmp_path, [made.finding(1, outcome="review"), made.finding(2)])
    first = ReportView.open(tmp_path).numbers
    two, one = first.number(f"{2:016x}"), first.number(f"{1:016x}")
    assert two.endswith("-0001") and one.endswith("-0002") and two[0].isalpha()
    made.bundle(tmp_path, [made.finding(3, impact="serious"), made.finding(1, outcome="review"), made.finding(2)])
    later = ReportView.open(tmp_path).numbers
    assert [later.number(f"{n:016x}") for n in (2, 1, 3)] == [two, one, f"{first.tag}-0003"]


def test_another_run_has_other_numbers(tmp_path: Path, made: SimpleNamespace) -> None:
    tags = {
        ReportView.open(made.bundle(tmp_path / str(n), [made.finding(1)], summary=changed)).numbers.tag
        for n, changed in enumerate(({}, {"started": "2026-12-21T22:15:30+08:00"}, {"site": "http://b.gov.cn/"}))
    }
    assert len(tags) == 3


@pytest.mark.parametrize("fingerprint", ["\ud800", "a\nb", "中", ""])
def test_odd_fingerprints_have_numbers_that_stay(tmp_path: Path, made: SimpleNamespace, fingerprint: str) -> None:
    made.bundle(tmp_path, [made.finding(1, fingerprint=fingerprint), made.finding(2)])
    before = ReportView.open(tmp_path).numbers.number(fingerprint)
    assert ReportView.open(tmp_path).numbers.number(fingerprint) == before
    assert len((tmp_path / FILE).read_text("ascii").splitlines()) == 2


@pytest.mark.parametrize(
    ("path", "page", "said"),
    [
        ("首页 > 政务公开 > 政策法规", "http://a.gov.cn/x.html", "首页「政务公开」下「政策法规」栏目"),
        ("网站首页>>新闻", "http://a.gov.cn/x.html", "首页「新闻」栏目"),
        ("", "http://a.gov.cn/index.html", "首页"),
        ("", "http://a.gov.cn/x.html", ""),
        ("首页", "http://a.gov.cn/", "首页"),
    ],
)
def test_a_column_is_said_as_people_say_it(
    tmp_path: Path, made: SimpleNamespace, path: str, page: str, said: str
) -> None:
    assert column(one(tmp_path, made, column_path=path, page=page)) == said


def test_whereabouts_name_column_page_and_place(tmp_path: Path, made: SimpleNamespace) -> None:
    said = whereabouts(one(tmp_path, made))
    assert said == "首页「政务公开」下「政策法规」栏目《政务公开 - 安和市人民政府》,第 120 行,正文"


@pytest.mark.parametrize(
    ("reason", "whose"),
    [
        ("http-403", "wall"), ("http-412", "wall"), ("captcha", "wall"), ("ruishu-x", "wall"), ("wall", "wall"),
        ("network-trouble", "our-network"), ("budget", "ours"), ("connect-timeout", "network"),
        ("connect-refused", "site"), ("http-404", "unknown"), ("never-heard-of", "unknown"),
    ],
)  # fmt: skip
def test_what_was_not_measured_says_whose_fault_it_is(reason: str, whose: str) -> None:
    assert fault(reason) == whose
    assert whose in texts()["certainty"] and whose in texts()["fault"]


def test_only_what_somebody_confirmed_is_called_confirmed(tmp_path: Path, made: SimpleNamespace) -> None:
    accused = one(tmp_path, made)
    assert certainty(accused) == "监测发现（待核实）"
    assert certainty(accused, confirmed=True) == "经核实"
    blocked = one(tmp_path, made, outcome="unmeasured", reason="http-403")
    assert certainty(blocked, confirmed=True) == "未能检测：对方防护拦截，不计入结果"


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ({"pages": 2000, "coverage": {"cut": {"budget": 84_000}}}, "本次检查 2,000 / 约 86,000 页"),
        ({"pages": 2000, "coverage": {"seen": 86_000, "cut": {"budget": 9}}}, "本次检查 2,000 / 约 86,000 页"),
        ({"pages": 799, "coverage": {"cut": {}}}, "本次检查 799 页"),
        ({"pages": None}, "未核实"),
    ],
)
def test_the_reach_of_a_run_is_said_beside_what_exists(summary: dict[str, object], said: str) -> None:
    assert reach(summary) == said


def test_a_format_is_found_by_its_file() -> None:
    assert {"html", "jsonl"} <= set(formats())
