"""The identity card in the report: every element, where it was found, what was said of it, and the register beside it."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html as lxml_html

from auditor.model.identity import Element, Flaw, HrefKind, Source
from reports.html import render
from reports.identity import identity
from reports.pictures import Pictures
from reports.texts import texts
from reports.view import ReportView

EVIL = "</script><img src=x onerror=alert(1)>\u202e"


def value(**changed: Any) -> dict[str, Any]:
    """One way in which an element is written."""
    return {
        "value": "滇ICP备05999901号-1", "raw": "滇ICP备05999901号-1", "source": "own", "where": "", "form": "", "trust": "printed",
        "href": "https://beian.miit.gov.cn/", "href_kind": "home", "code": "", "flaws": [], "colour": "", "footer": True, "times": 1,
    } | changed  # fmt: skip


def said(**changed: Any) -> dict[str, Any]:
    """What a check said of the home page."""
    return {
        "check": "identity.icp", "outcome": "fail", "impact": "serious", "reason": "province", "message": "省份不一致",
        "fingerprint": "f1", "pages": 1,
    } | changed  # fmt: skip


def element(name: str = "icp", verdict: str = "pass", **changed: Any) -> dict[str, Any]:
    """One element of the card."""
    return {
        "element": name, "check": f"identity.{name}", "verdict": verdict, "values": [value()], "more": 0, "findings": [],
    } | changed  # fmt: skip


def card(*elements: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A whole card."""
    return {
        "home": "http://www.anhe.gov.cn/", "title": "安和市人民政府", "truncated": False, "open_sources": [],
        "elements": list(elements), "tags": [{"name": "SiteName", "values": ["安和市人民政府"]}, {"name": "SiteIDCode", "values": []}],
        "findings": [], "register": None,
    } | changed  # fmt: skip


REGISTER = {
    "source": "基本信息表.xlsx", "rows": 1200, "row": 17, "sheet": "", "more_notes": 3,
    "fields": [
        {"field": "organiser", "registered": "安和市行政审批局", "shown": ["安和市人民政府办公室"], "verdict": "fail"},
        {"field": "ipv6", "registered": True, "shown": [], "verdict": ""},
        {"field": "icp", "registered": "", "shown": ["滇ICP备05999901号-1"], "verdict": ""},
    ],
    "notes": [{"row": 31, "sheet": "表一", "text": "没有网址", "value": "", "used": False}],
}  # fmt: skip


@pytest.fixture
def shown(tmp_path: Path, made: SimpleNamespace) -> Any:
    """Renders a report with a card and gives the text of its section."""

    def show(content: object) -> Any:
        bundle = made.bundle(tmp_path, [])
        (bundle / "identity.json").write_text(json.dumps(content), "utf-8")
        page = lxml_html.parse(str(render(ReportView.open(bundle), bundle)), lxml_html.HTMLParser(encoding="utf-8"))
        sections = page.xpath("//section[@aria-labelledby='h-identity']")
        return " ".join(" ".join(sections[0].itertext()).split()) if sections else None

    return show


def test_without_a_card_the_report_has_no_such_section(tmp_path: Path, made: SimpleNamespace) -> None:
    bundle = made.bundle(tmp_path, [])
    assert "h-identity" not in render(ReportView.open(bundle), bundle).read_text("utf-8")


def test_an_element_says_what_was_read_and_where(shown: Any) -> None:
    where = "http://www.anhe.gov.cn/js/footer.js"
    text = shown(card(element(values=[value(source="file", where=where, flaws=["outdated-host"], times=2)])))
    for words in (
        "ICP备案号",
        "滇ICP备05999901号-1",
        "同站脚本文件写出",
        where,
        "共 2 处",
        "旧域名",
        "登记系统首页",
        "未见问题",
    ):
        assert words in text


def test_what_the_checks_said_stands_beside_the_element(shown: Any) -> None:
    text = shown(card(element(verdict="fail", findings=[said(pages=1312)]), findings=[said(message="标签互相矛盾")]))
    assert "监测发现（待核实）" in text and "省份不一致 （共 1,312 个网页）" in text and "标签互相矛盾" in text


def test_a_missing_obligatory_element_has_a_line_and_others_have_none(shown: Any) -> None:
    text = shown(card(element("police", "fail", values=[]), element("emblem", "", values=[])))
    assert "公安备案号 监测发现（待核实） 没有读到" in text and "国徽" not in text


def test_the_register_is_compared_line_by_line(shown: Any) -> None:
    text = shown(card(register=REGISTER))
    assert "《基本信息表.xlsx》第 17 行" in text
    assert "主办单位 安和市行政审批局 安和市人民政府办公室 监测发现（待核实）" in text
    assert "是否支持 IPv6 是 没有读到 未检查" in text and "ICP备案号 没有填写" in text
    assert "未能采用的行（4） 位置 原因 内容 表一 第 31 行 没有网址" in text and "另有 3 行未列出" in text


def test_a_site_that_is_not_registered_is_told(shown: Any) -> None:
    assert "共 1,200 个网站，其中没有本网站" in shown(card(register=REGISTER | {"row": None, "fields": []}))


def test_what_could_not_be_read_is_named(shown: Any) -> None:
    sources = [{"kind": "plugin", "url": "", "same_site": True}, {"kind": "script", "url": "http://a.example/f.js"}]
    text = shown(card(open_sources=sources))
    assert "由属性显示内容的插件 —" in text and "脚本文件 http://a.example/f.js" in text


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"elements": 3, "tags": "x", "register": []},
        {"elements": [1, {}, {"values": [{}, 7]}], "register": {"fields": [{}], "row": "x"}},
    ],
)  # fmt: skip
def test_a_card_of_unexpected_shape_breaks_nothing(shown: Any, broken: object) -> None:
    assert "网站标识卡" in shown(broken)


def test_hostile_words_stay_words(tmp_path: Path, made: SimpleNamespace) -> None:
    evil = value(value=EVIL, raw=EVIL * 40, source=EVIL, where=EVIL, href=EVIL, href_kind=EVIL, flaws=[EVIL])
    fields = [{"field": EVIL, "registered": EVIL, "shown": [EVIL], "verdict": EVIL}]
    content = card(
        element(EVIL, EVIL, values=[evil] * 99, findings=[said(outcome=EVIL, message=EVIL)]), title=EVIL,
        tags=[{"name": EVIL, "values": [EVIL]}], open_sources=[{"kind": EVIL, "url": EVIL}],
        register=REGISTER | {"source": EVIL, "fields": fields, "notes": [{"row": EVIL, "text": EVIL, "value": EVIL}]},
    )  # fmt: skip
    bundle = made.bundle(tmp_path, [])
    (bundle / "identity.json").write_text(json.dumps(content), "utf-8")
    text = render(ReportView.open(bundle), bundle).read_text("utf-8")
    page = lxml_html.fromstring(text)
    assert not page.xpath("//img") and "\u202e" not in text
    assert not page.xpath("//*[contains(@class, 'onerror')]")
    assert len(page.xpath("//*[@class='element']//dl")) == 8


@pytest.mark.parametrize(
    ("table", "kind"), [("element", Element), ("source", Source), ("href_kind", HrefKind), ("flaw", Flaw)]
)
def test_every_code_of_the_model_has_its_words(table: str, kind: Any) -> None:
    assert {str(code) for code in kind} <= texts()[table].keys()


def test_nothing_is_made_of_nothing() -> None:
    assert identity(None, Pictures(Path())) is None
