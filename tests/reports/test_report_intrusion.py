"""What an attacker put there, as the report shows it: first, in words, masked, and never to be clicked."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html as lxml_html

from auditor.checks.catalogue import discover
from auditor.model.finding import Finding
from auditor.model.hidden import Method, Origin
from auditor.model.hidden import Place as Where
from auditor.model.view import VIEWS
from reports.cause import cause
from reports.html import render
from reports.intrusion import LISTED, intrusion
from reports.texts import text
from reports.view import ReportView

RIGHT_TO_LEFT = "http://\u202emoc.elgoog\u200b.example.com/"
EVIDENCE: dict[str, Any] = {
    "urgent": True,
    "techniques": ["display-none", "entities", "made-up-code"],
    "decoded": "成人视频 娱乐城 <b>x</b>",
    "anchors": ["澳门娱乐城", "裸聊\u202e"],
    "domains": ["farm.example.com", "xn--fiqs8s.example"],
    "urls": [RIGHT_TO_LEFT],
    "templates": [{"template": "ab" * 8, "pages": 118, "of": 120}, {"template": "cd" * 8, "pages": 2, "of": 900}],
    "excerpt": '<div style="display:none"><a href="http://farm.example.com/">成人视频</a></div>',
}


def hidden(made: SimpleNamespace, number: int = 1, **changed: Any) -> dict[str, Any]:
    values = {
        "check": "hidden.hidden_link",
        "target": None,
        "text": "",
        "pages": 120,
        "occurrences": 120,
        "evidence": EVIDENCE,
    }
    return made.finding(number, **(values | changed))


@pytest.fixture
def page(tmp_path: Path, made: SimpleNamespace) -> Callable[..., Any]:
    def build(*records: dict[str, Any], occurrences: Any = ()) -> Any:
        bundle = made.bundle(tmp_path / "bundle", records, occurrences)
        return lxml_html.document_fromstring(render(ReportView.open(bundle), bundle, made.titles).read_text("utf-8"))

    return build


def words(node: Any) -> str:
    return " ".join(" ".join(node.itertext()).split())


def test_everything_of_an_intrusion_is_told_in_words(page: Callable[..., Any], made: SimpleNamespace) -> None:
    (article,) = page(hidden(made)).xpath("//article")
    shown = words(article)
    for part in (
        "紧急", "设为不显示（display:none）；用数字实体书写（&#数字;）；made-up-code", "指向的域名 farm.example.com xn--fiqs8s.example",
        "澳门娱乐城", "出现在 120 个页面，共 120 处", "abababababababab：120 个网页中有 118 个。这种版式的网页几乎都有",
        "cdcdcdcdcdcdcdcd：900 个网页中有 2 个。只在部分网页上", "解码后的内容",
    ):  # fmt: skip
        assert part in shown, part
    assert "改一处即可" not in shown


def test_explicit_words_are_masked_wherever_the_attacker_is_quoted(
    page: Callable[..., Any], made: SimpleNamespace
) -> None:
    record = hidden(made, message="隐藏了成人视频", text="约炮")
    report = page(record, occurrences=[made.occurrence(record["fingerprint"], record["page"], raw="<a>裸聊</a>")])
    whole = lxml_html.tostring(report, encoding="unicode")
    whole += json.dumps(json.loads(report.xpath("//script[@id='places-0']/text()")[0]), ensure_ascii=False)
    assert not re.search("成人视频|裸聊|约炮", whole) and "成＊＊＊" in whole and "裸＊" in whole


def test_other_findings_are_quoted_as_they_are(page: Callable[..., Any], made: SimpleNamespace) -> None:
    assert "严厉打击卖淫嫖娼" in words(page(made.finding(1, text="严厉打击卖淫嫖娼")).xpath("//article")[0])


def test_nothing_can_be_clicked_and_nothing_hides(page: Callable[..., Any], made: SimpleNamespace) -> None:
    report = page(hidden(made, target=RIGHT_TO_LEFT))
    assert [link.get("href") for link in report.xpath("//a")] == ["#findings"]
    shown = words(report.xpath("//article")[0])
    assert "\u202e" not in shown and "\u200b" not in shown
    assert "⟨U+202E⟩moc.elgoog⟨U+200B⟩" in shown and "裸＊⟨U+202E⟩" in shown


def test_certain_intrusions_come_first_with_what_to_do(page: Callable[..., Any], made: SimpleNamespace) -> None:
    quiet = {**EVIDENCE, "urgent": False}
    report = page(
        made.finding(1, pages=900),
        hidden(made, 2, impact="moderate"),
        hidden(made, 3, evidence=quiet),
        hidden(made, 4, outcome="review"),
    )
    numbers = [re.search(r"第 (\d) 号", words(node))[1] for node in report.xpath("//h5")]  # type: ignore[index]
    assert numbers == ["2", "3", "1", "4"]
    (urgent,) = report.xpath("//section[contains(@class, 'group urgent')]")
    assert "紧急" in words(urgent.xpath(".//h4")[0]) and "先保存证据" in words(urgent)
    assert "紧急 1" in words(report.xpath("//ul[@class='tiles']")[0])


def test_a_review_is_never_called_urgent(page: Callable[..., Any], made: SimpleNamespace) -> None:
    assert not page(hidden(made, outcome="review")).xpath("//section[contains(@class, 'urgent')]")


def test_long_lists_are_cut_and_say_so(tmp_path: Path, made: SimpleNamespace) -> None:
    many = {
        "domains": [f"d{n}.com" for n in range(LISTED + 7)],
        "anchors": ["字" * 9_000] * 99,
        "decoded": "x" * 90_000,
    }
    found: Finding = next(ReportView.open(made.bundle(tmp_path, [hidden(made, evidence=many)])).findings())
    shown = intrusion(found)
    assert (len(shown.domains), shown.more_domains, len(shown.anchors)) == (LISTED, 7, LISTED)
    assert len(shown.decoded) < 2_000 and len(shown.anchors[0]) < 200


@pytest.mark.parametrize("odd", [None, 7, "x", {"a": 1}, [None, {}, 3], [{"pages": "x", "of": None}]])
def test_evidence_of_wrong_shape_is_survived(tmp_path: Path, made: SimpleNamespace, odd: object) -> None:
    evidence = dict.fromkeys(("techniques", "anchors", "domains", "urls", "templates", "decoded", "urgent"), odd)
    found: Finding = next(ReportView.open(made.bundle(tmp_path, [hidden(made, evidence=evidence)])).findings())
    assert cause(0, found).intrusion.urgent is False


FRAMES = [
    f"{shape}-{tag}"
    for shape in ("zero", "tiny", "hidden", "cover", "")
    for tag in ("iframe", "frame", "object", "embed")
]
NAMED_BY_REASON = ("doorway", "injected_script", "junk_markup", "mobile_redirect")
REASONS = [
    reason
    for check in discover()
    if check.id.removeprefix("hidden.") in NAMED_BY_REASON
    for reason in check.texts.reasons
    if not reason.startswith(("view-", "mobile-diverted", "mobile-elsewhere"))
]


@pytest.mark.parametrize("code", [*Method, *Origin, *Where, *FRAMES, *REASONS])
def test_every_technique_has_a_text(code: str) -> None:
    assert text("technique", str(code)) != str(code)


def test_what_each_visitor_saw_stands_side_by_side(page, made):
    views = [
        {"view": "browser", "status": 200, "chain": ["http://a.cn/"], "title": "工作动态", "error": None, "wall": ""},
        {"view": "baiduspider", "status": 302, "chain": ["http://a.cn/", RIGHT_TO_LEFT], "title": "成人视频", "error": None, "wall": ""},
        {"view": "mobile", "status": None, "chain": ["http://a.cn/"], "title": "", "error": "read-timeout", "wall": ""},
        "no view at all",
    ]  # fmt: skip
    shown = page(hidden(made, check="hidden.cloaking", evidence={"techniques": ["spider"], "views": views}))
    (table,) = [one for one in shown.iter("table") if "不同访问者" in words(one)]
    rows = [[words(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
    assert [row[0] for row in rows] == ["电脑浏览器", "百度搜索引擎", "手机浏览器"]
    assert rows[0][1:] == ["HTTP 200", "工作动态"] and "成人视频" not in rows[1][2]
    assert "\u202e" not in rows[1][1] and "moc.elgoog" in rows[1][1]
    assert not list(table.iter("a"))


def test_every_view_has_a_name():
    assert all(text("view", name) != name for name in VIEWS)
