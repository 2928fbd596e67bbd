"""The produced file: escaping, policy, order, paging, counts."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html as lxml_html

from reports.html import PAGE_SIZE, SAMPLE_PAGES, render
from reports.view import BundleUnreadable, ReportView

EVIL = '<script>pwned()</script><img src=x onerror="pwned()">\'"--><!--</script></style></template><svg/onload=pwned()>'
Make = Callable[..., str]


@pytest.fixture
def report(tmp_path: Path, made: SimpleNamespace) -> Make:
    def build(findings: Any, occurrences: Any = (), summary: Any = None) -> str:
        bundle = made.bundle(tmp_path / "bundle", findings, occurrences, summary)
        return render(ReportView.open(bundle), bundle, made.titles).read_text("utf-8")

    return build


def tree(text: str) -> Any:
    return lxml_html.document_fromstring(text)


def words(node: Any) -> str:
    return " ".join(" ".join(node.itertext()).split())


def test_file_is_self_contained(report: Make, made: SimpleNamespace) -> None:
    page = tree(report([made.finding(1)]))
    assert page.get("lang") == "zh-CN"
    assert not page.xpath("//link|//img|//iframe|//object|//embed|//base|//*[@src]|//*[@style]")
    assert [link.get("href") for link in page.xpath("//a")] == ["#findings"]
    assert not page.xpath("//@*[starts-with(name(), 'on')]")


def test_policy_allows_only_our_own_style_and_script(report: Make, made: SimpleNamespace) -> None:
    page = tree(report([made.finding(1)]))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, path in (("script-src", "//script[not(@type)]"), ("style-src", "//style")):
        (inline,) = page.xpath(path)
        digest = b64encode(hashlib.sha256(inline.text.encode()).digest()).decode()
        assert f"{tag} 'sha256-{digest}'" in policy
    assert {script.get("type") for script in page.xpath("//script")} <= {None, "application/json", "text/html"}


def test_hostile_text_stays_text_everywhere(report: Make, made: SimpleNamespace) -> None:
    fields = (
        "message",
        "text",
        "place",
        "target",
        "page",
        "page_title",
        "column_path",
        "unit",
        "reason",
        "fingerprint",
    )
    record = made.finding(1, **dict.fromkeys(fields, EVIL), check=EVIL, refs=[EVIL], sample_pages=[EVIL])
    record["evidence"] = {
        "excerpt": EVIL,
        "suggestion": EVIL,
        EVIL: EVIL,
        "chain": [{"url": EVIL, "status": EVIL, "error": EVIL}] * 2,
        "attempts": [dict.fromkeys(("at", "method", "client", "error", "address", "wall"), EVIL)],
    }
    records = [record, made.finding(2, outcome="unmeasured", reason=EVIL)]
    summary: dict[str, Any] = dict.fromkeys(("site", "profile", "started", "finished", "pages", "targets"), EVIL)
    summary |= {"coverage": {EVIL: EVIL, "cut": {EVIL: EVIL}, "a": [EVIL], "b": [{EVIL: EVIL}]}}
    summary |= {"verdict": {EVIL: EVIL}, "findings": {EVIL: {"fail": 1}}}
    text = report(records * 150, [made.occurrence(EVIL, EVIL, raw=EVIL)], summary)
    assert len(re.findall("(?i)<script", text)) == len(re.findall("(?i)</script>", text)) == 5
    assert "<img" not in text and "<svg" not in text
    page = tree(text)
    assert words(page.xpath("//h1")[0]) == EVIL
    assert EVIL in words(page.xpath("//h5")[0])
    json.loads(page.get_element_by_id("index").text)


def test_hidden_characters_are_escaped_visibly(report: Make, made: SimpleNamespace) -> None:
    url = "http://a.gov.cn/\u202egpj.exe\u200b\ud800"
    text = report([made.finding(1, target=url)], [made.occurrence(f"{1:016x}", url)])
    assert not re.search("[\u202e\u200b\ud800]", text)
    page = tree(text)
    (target,) = page.xpath("//dt[.='链接目标']/following-sibling::dd")
    assert target.xpath("code/text()") == ["http://a.gov.cn/⟨U+202E⟩gpj.exe⟨U+200B⟩⟨U+D800⟩"]
    assert target.xpath("button/@data-t") == ["http://a.gov.cn/%E2%80%AEgpj.exe%E2%80%8B%3F"]
    assert json.loads(page.get_element_by_id("places-0").text)[0][0][0].endswith("⟨U+D800⟩")


def test_very_long_strings_are_cut(report: Make, made: SimpleNamespace) -> None:
    long = dict.fromkeys(("message", "text", "target", "page", "place", "column_path", "reason"), "长" * 40_000)
    text = report([made.finding(1, **long, evidence={"excerpt": "x" * 40_000})])
    assert len(text) < 80_000
    assert "原文共 40000 个字符" in text


def test_order_is_fails_by_impact_then_review_then_unmeasured(report: Make, made: SimpleNamespace) -> None:
    records = [
        made.finding(1, outcome="unmeasured", reason="http-403"),
        made.finding(2, outcome="review", impact="minor"),
        made.finding(3, impact="minor"),
        made.finding(4, impact="serious", pages=2),
        made.finding(5, impact="serious", pages=30),
        made.finding(6, impact="moderate"),
    ]
    page = tree(report(records))
    assert [words(node) for node in page.xpath("//h3")] == [
        "监测发现（待核实） 模板和公共部分",
        "监测发现（待核实） 近两年的文章",
        "待人工判断 近两年的文章",
        "未能检测",
    ]
    shown = [re.search(r"第 (\d) 号", words(node)) for node in page.xpath("//h5")]
    assert [int(found[1]) for found in shown if found] == [5, 4, 6, 3, 2, 1]
    heads = [node.get("id") for node in page.xpath("//h2")]
    assert heads.index("h-coverage") < heads.index("h-findings")


def test_unmeasured_is_grouped_by_reason_and_collapsed(report: Make, made: SimpleNamespace) -> None:
    records = [made.finding(i, outcome="unmeasured", reason=("http-403", "captcha")[i % 2]) for i in range(6)]
    groups = tree(report(records)).xpath("//details[@class='group']")
    assert [words(group.xpath("summary/h4")[0]) for group in groups] == [
        "未能检测：网站要求输入验证码，不计入结果",
        "未能检测：网站拒绝访问（HTTP 403），不计入结果",
    ]
    assert all(group.get("open") is None for group in groups)
    assert [len(group.xpath(".//article")) for group in groups] == [3, 3]


def test_a_cause_says_what_where_and_how_to_mend(report: Make, made: SimpleNamespace) -> None:
    record = made.finding(1, pages=9, occurrences=12, place="第 1204 行,页脚")
    record["evidence"]["suggestion"] = "http://www.gov.cn/"
    page = tree(report([record]))
    shown = words(page.xpath("//article")[0])
    for part in (
        "第 1204 行,页脚",
        record["page"],
        "出现在 9 个页面，改一处即可",
        "建议改为 http://www.gov.cn/",
        "共 12 处",
    ):
        assert part in shown
    assert page.xpath("//pre//text()") == [record["evidence"]["excerpt"]]
    assert "如何修改 更正为有效网址" in words(page.xpath("//div[@class='about']")[0])


def test_checks_without_texts_appear_under_their_id(tmp_path: Path, made: SimpleNamespace) -> None:
    bundle = made.bundle(tmp_path, [made.finding(1, check="links.new")])
    page = tree(render(ReportView.open(bundle), bundle).read_text("utf-8"))
    assert "links.new" in words(page.xpath("//h4")[0])


def test_verdict_line(report: Make, made: SimpleNamespace) -> None:
    assert "本次未按指标评分" in report([])
    verdict = {"items": [], "subject": "portal", "grade": "qualified", "score": 87.5}
    scored = words(tree(report([], summary={"verdict": verdict})))
    assert "初判" in scored and "87.5 分" in scored and "合格" in scored and "本次未按指标评分" not in scored


def test_only_the_first_page_is_live(report: Make, made: SimpleNamespace) -> None:
    total = 2 * PAGE_SIZE + 17
    page = tree(
        report(made.finding(i, message=f"甲\n乙 {i}", outcome=("fail", "unmeasured")[i % 2]) for i in range(total))
    )
    assert len(page.xpath("//article")) == PAGE_SIZE
    chunks = [page.get_element_by_id(f"causes-{number}").text.strip("\n").split("\n") for number in (1, 2)]
    assert [len(lines) for lines in chunks] == [PAGE_SIZE, 17]
    numbers = [int(lxml_html.fragment_fromstring(line).get("data-n")) for lines in chunks for line in lines]
    assert numbers == list(range(PAGE_SIZE, total))
    index = json.loads(page.get_element_by_id("index").text)
    assert len(index["group"]) == len(index["check"]) == len(index["impact"]) == total
    assert [index["sections"][section][0] for section, *_ in index["groups"]] == [0, 2]
    assert f"前 {PAGE_SIZE} 条" in words(page.xpath("//noscript")[0])


def test_places_are_data_and_at_most_twenty(report: Make, made: SimpleNamespace) -> None:
    rows = [made.occurrence(f"{1:016x}", f"http://x/{i}", raw="<b>") for i in range(90)]
    page = tree(report([made.finding(1, pages=90, occurrences=90), made.finding(2)], rows))
    many, sampled = json.loads(page.get_element_by_id("places-0").text)
    assert many == [[f"http://x/{i}", 7, 3, "<b>"] for i in range(SAMPLE_PAGES)]
    assert sampled == [[made.finding(2)["page"], 0, 0, ""]]
    assert "http://x/5" not in words(page.xpath("//main")[0])


def test_a_place_repeats_the_source_only_where_it_differs(report: Make, made: SimpleNamespace) -> None:
    record = made.finding(1)
    rows = [made.occurrence(record["fingerprint"], "http://x/0", raw=record["evidence"]["excerpt"])]
    rows += [made.occurrence(record["fingerprint"], "http://x/1", raw="<b>")]
    (places,) = json.loads(tree(report([record], rows)).get_element_by_id("places-0").text)
    assert [place[3] for place in places] == ["", "<b>"]


def test_counts_agree(report: Make, made: SimpleNamespace) -> None:
    records = [made.finding(i, outcome=("fail", "review", "unmeasured")[i % 3]) for i in range(7)]
    tiles = [words(node) for node in tree(report(records)).xpath("//ul[@class='tiles']/li/b")]
    assert tiles == ["1,312", "4,821", "3", "2", "2"]


def test_empty_bundle_gives_a_report(report: Make) -> None:
    page = tree(report([], summary={"coverage": {}, "findings": {}}))
    assert "没有发现问题" in words(page)
    assert not page.xpath("//form")


def test_same_bundle_same_bytes(tmp_path: Path, made: SimpleNamespace) -> None:
    bundle = made.bundle(tmp_path, (made.finding(i) for i in range(30)))
    first = render(ReportView.open(bundle), tmp_path / "a.html", made.titles).read_bytes()
    assert render(ReportView.open(bundle), tmp_path / "b.html", made.titles).read_bytes() == first


def test_a_broken_bundle_leaves_the_old_report_alone(tmp_path: Path, made: SimpleNamespace) -> None:
    bundle = made.bundle(tmp_path, [made.finding(1)])
    path = render(ReportView.open(bundle), bundle, made.titles)
    before = path.read_bytes()
    (bundle / "findings.jsonl").write_text("{", "utf-8")
    with pytest.raises(BundleUnreadable):
        render(ReportView.open(bundle), bundle, made.titles)
    assert path.read_bytes() == before


def test_what_is_gravest_stands_right_behind_the_coverage(report: Make, made: SimpleNamespace) -> None:
    veto = made.finding(7, check="hidden.x", refs=["ind:veto.tampered"], message="网页被涂改")
    page = tree(report([made.finding(n) for n in range(5)] + [veto]))
    heads = [node.get("id") for node in page.xpath("//h2")]
    assert heads.index("h-coverage") + 1 == heads.index("h-parts")
    (first,) = page.xpath("//ol[@class='gravest']/li")
    assert "网页被涂改" in words(first) and "首页「政务公开」下" in words(first)
    rows = [words(row) for row in page.xpath("//section[@aria-labelledby='h-parts']//tbody/tr")]
    assert rows[0] == "涉及单项否决 1 0" and rows[4] == "近两年的文章 5 0"


def test_old_stock_comes_last_and_collapsed(report: Make, made: SimpleNamespace) -> None:
    old = made.finding(1, page="http://www.anhe.gov.cn/zwgk/201305/t20130502_7.html", impact="serious")
    page = tree(report([old, made.finding(2, impact="minor")]))
    sections = page.xpath("//div[@id='list']/*")
    assert [section.tag for section in sections] == ["section", "details"]
    assert sections[1].get("open") is None and "存量" in words(sections[1].xpath("summary")[0])
