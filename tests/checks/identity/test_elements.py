"""Each element of the footer: right ones pass, wrong values are told apart, absence is said only when all was read."""

import random
from dataclasses import replace
from types import SimpleNamespace

import pytest

from auditor.checks import footers
from auditor.model.identity import Element, Flaw, Found, OpenSource
from auditor.model.outcome import Confidence, Impact

NAMES = ("conac", "site_code", "police", "icp", "jiucuo", "organiser", "contact", "sitemap")
RECORD = "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode="


def judged(tools: SimpleNamespace, name: str, part: str) -> list[str]:
    """What a check says of a home page whose footer has another part."""
    return tools.said(name, tools.page(tools.document(tools.footer(**{name: part})))).words


def test_a_complete_footer_is_accused_of_nothing(tools: SimpleNamespace):
    assert tools.everything(tools.page(tools.document(tools.footer()))) == {}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_there_is_missing(tools: SimpleNamespace, name: str):
    assert judged(tools, name, "") == ["fail missing"]


@pytest.mark.parametrize("name", NAMES)
def test_what_could_still_be_written_is_not_called_missing(tools: SimpleNamespace, name: str):
    html = tools.document(tools.footer(**{name: ""}))
    opened = (OpenSource("script", tools.home + "foot.js", 0),)
    assert tools.said(name, tools.page(html, open_sources=opened)).words == ["unmeasured not-determinable"]
    assert tools.said(name, tools.page(html, truncated=True)).words == ["unmeasured not-determinable"]


@pytest.mark.parametrize("name", NAMES)
def test_an_element_in_a_comment_only_is_absent(tools: SimpleNamespace, name: str):
    assert judged(tools, name, f"<!-- {tools.parts[name]} -->") == ["fail missing"]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "sitemap"])
def test_other_pages_without_an_element(tools: SimpleNamespace, name: str):
    home = tools.page(tools.document(tools.footer()))
    lacking = tools.page(tools.document(tools.footer(**{name: ""})), tools.home + "a/")
    frame = tools.page(tools.document("<p>打印</p>"), tools.home + "print.html")
    site = tools.context(home)
    assert tools.said(name, lacking, site).words == ["review missing-here"]
    assert tools.said(name, frame, site).words == ["na"]
    assert tools.said(name, lacking, tools.context(replace(lacking, url=tools.home))).words == ["fail missing"]
    unread = tools.page(tools.document(tools.footer(**{name: ""})), open_sources=(OpenSource("frame", "x", 0),))
    assert tools.said(name, lacking, tools.context(unread)).words == ["na"]


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_evidence_changes_nothing(tools: SimpleNamespace, name: str):
    html = tools.document(tools.footer(**{name: ""}))
    opened = [OpenSource("script", f"{tools.home}{n}.js", n) for n in range(6)]
    first = tools.said(name, tools.page(html, open_sources=tuple(opened))).judgements
    random.Random(4).shuffle(opened)
    assert tools.said(name, tools.page(html, open_sources=tuple(opened))).judgements == first


def test_values_of_an_article_do_not_speak_for_its_page(tools: SimpleNamespace):
    claim = "我局网站标识码:4401999999,备案号粤ICP备11111111号,京公网安备 44050002000101号。"
    article = f"<div class=main><p>{claim}</p>" + "<p>正文。</p>" * 900 + "</div>"
    subject = tools.page(tools.document(article + tools.footer()), tools.home + "a/t20260101_1.html")
    site = tools.context(tools.page(tools.document(tools.footer())))
    for name in ("site_code", "icp", "police"):
        assert tools.said(name, subject, site).words == ["pass"]


def test_other_numbers_beside_the_sites_own_are_talk(tools: SimpleNamespace):
    talk = "<p>岚江市网站(粤ICP备05998877号,网站标识码:4401000004,粤公网安备 440100号)打不开。</p>"
    short = tools.page(f"<body>{talk}{tools.footer()}</body>", tools.home + "a/1.html")
    site = tools.context(tools.page(tools.document(tools.footer())))
    assert [tools.said(name, short, site).words for name in ("site_code", "icp", "police")] == [["pass"]] * 3


def test_a_footer_from_elsewhere_is_said_by_consistency_alone(tools: SimpleNamespace):
    site = tools.context(tools.page(tools.document(tools.footer())))
    copied = tools.document(tools.footer(site_code="网站标识码:4401000004"))
    assert tools.said("site_code", tools.page(copied, tools.home + "a/"), site).words == ["pass"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("网站标识码 4405000001", "pass"),
        ("政府网站标识码:bm29030010", "pass"),
        ("网站标识码:5426270002", "pass"),
        ("网站标识码:0000000000", "fail placeholder"),
        ("网站标识码:1234567890", "fail placeholder"),
        ("网站标识码:440xxxxxxx", "fail placeholder"),
        ("网站标识码:310000000044", "fail malformed"),
        ("网站标识码:3610782", "fail malformed"),
        ("网站标识码:9905000002", "review unknown-province"),
    ],
)
def test_site_codes(tools: SimpleNamespace, part: str, said: str):
    html = tools.document(tools.footer(site_code=part, jiucuo=""), head="")
    assert tools.said("site_code", tools.page(html)).words == [said]


def test_a_label_without_a_code(tools: SimpleNamespace):
    label = Found(Element.SITE_CODE, "", "网站标识码:", 9, flaws=(Flaw.EMPTY,), footer=True)
    assert tools.said("site_code", tools.page(tools.document(""), found=(label,))).words == ["fail empty"]


def test_printed_code_against_tag_and_entrance(tools: SimpleNamespace):
    def said(name: str, code: str, tag: str, reported: str) -> list[str]:
        jiucuo = tools.parts["jiucuo"].replace("4405000001", reported)
        head = f'<meta name="SiteIDCode" content="{tag}">'
        parts = tools.footer(site_code=f"网站标识码:{code}", jiucuo=jiucuo)
        return tools.said(name, tools.page(tools.document(parts, head))).words

    one, two, three = "4405000001", "4405000002", "4405000003"
    assert said("site_code", one, two, one) == ["fail meta-differs"] and said("jiucuo", one, two, one) == ["pass"]
    assert said("site_code", one, two, two) == ["fail print-differs"] and said("jiucuo", one, two, two) == ["pass"]
    assert said("site_code", one, one, two) == ["pass"] and said("jiucuo", one, one, two) == ["fail code-differs"]
    assert said("site_code", one, two, three) == ["fail meta-differs"]
    assert said("jiucuo", one, two, three) == ["fail code-differs"]


def test_two_footers_that_contradict_each_other(tools: SimpleNamespace):
    both = tools.footer() + tools.footer(site_code="网站标识码:4405000002")
    assert tools.said("site_code", tools.page(tools.document(both))).words == ["fail contradicting"]
    assert tools.said("site_code", tools.page(tools.document(tools.footer() * 2))).words == ["pass"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (f'<a href="{RECORD}44050002000101">粤公网安备44050002000101</a>', ["fail spelling"]),
        (f'<a href="{RECORD}44010002000101">粤公网安备44010002000101号</a>', ["pass"]),
        (f'<a href="{RECORD}44050002000102">粤公网安备 44050002000101号</a>', ["fail link-code"]),
        (f'<a href="{RECORD}31010102045442">粤公网安备 31010102045442号</a>', ["fail prefix"]),
        (f'<a href="{RECORD}31010102045442">沪公网安备 31010102045442号</a>', ["fail province"]),
        ('<a href="http://www.beian.gov.cn/portal/index.do">粤公网安备 44050002000101号</a>', ["fail link-home"]),
        ('<a href="#">粤公网安备 44050002000101号</a>', ["fail link-nowhere"]),
        ('<a href="http://www.example.com/">粤公网安备 44050002000101号</a>', ["review link-elsewhere"]),
        ("粤公网安备 44050002000101号", ["fail not-linked"]),
        ("粤公网安备000000000000号", ["fail placeholder"]),
        ("粤公网安备 44050002000101123号", ["fail malformed"]),
        ("京公网安备:110402430068号", ["review legacy", "fail not-linked"]),
    ],
)
def test_police_numbers(tools: SimpleNamespace, part: str, said: list[str]):
    assert judged(tools, "police", part) == said


def test_the_filing_of_a_supplier_is_for_a_person(tools: SimpleNamespace):
    said = judged(tools, "icp", "粤ICP备05070218号 技术支持:某公司 京ICP备05011111号")
    assert said == ["review province"]


def test_two_filings_in_one_footer_are_for_a_person(tools: SimpleNamespace):
    assert judged(tools, "icp", "粤ICP备05070218号-1 粤ICP备2023100790号-1") == ["review contradicting"]
    assert judged(tools, "icp", "粤ICP备05070218号-1</p><p>粤ICP备05070218号-3") == ["pass"]


def test_a_number_that_stands_twice_needs_one_link(tools: SimpleNamespace):
    assert judged(tools, "police", tools.parts["police"] + "</p><p>粤公网安备 44050002000101号") == ["pass"]


@pytest.mark.parametrize(
    ("part", "sure"),
    [
        ("粤公网安备 44050002000101号", Confidence.LIKELY),
        ('<a href="http://www.beian.gov.cn/portal/index.do">粤公网安备 44050002000101号</a>', Confidence.LIKELY),
        (f'<a href="{RECORD}44050002000102">粤公网安备 44050002000101号</a>', Confidence.CERTAIN),
    ],
)
def test_that_a_link_is_owed_is_less_sure_than_that_it_is_wrong(tools: SimpleNamespace, part: str, sure: Confidence):
    (judged,) = tools.said("police", tools.page(tools.document(tools.footer(police=part)))).judgements
    assert judged.confidence is sure


def test_a_label_without_an_organiser_is_likely_a_fault(tools: SimpleNamespace):
    html = tools.document(tools.footer(organiser="主办单位: 承办单位:"))
    assert tools.said("organiser", tools.page(html)).judgements[0].confidence is Confidence.LIKELY


def test_faults_of_links_weigh_less_than_wrong_numbers(tools: SimpleNamespace):
    def weight(part: str) -> Impact | None:
        return tools.said("police", tools.page(tools.document(tools.footer(police=part)))).judgements[0].impact

    assert weight("粤公网安备 44050002000101号") is Impact.MINOR
    assert weight("粤公网安备 00000000000000号") is None


@pytest.mark.parametrize(
    ("code", "police", "icp", "accused"),
    [
        ("bm29030010", "冀公网安备 13010202001704号", "冀ICP备05070218号", False),
        ("bm07000001", "京公网安备 11040102700108号", "京ICP备05070218号", False),
        ("bm07000001", "沪公网安备 31010102045442号", "沪ICP备05070218号", True),
        ("5101000001", "川公网安备 51010502010674号", "蜀ICP备13001288号", False),
        ("5201000001", "贵公网安备 52010202000001号", "黔ICP备13001288号", False),
        ("4104000001", "豫公网安备 41040002000001号", "陕ICP备13001288号", True),
        ("6601000001", "新公网安备 65010202000001号", "新ICP备13001288号", False),
    ],
)
def test_provinces_are_compared_and_vertical_organs_are_not(
    tools: SimpleNamespace, code: str, police: str, icp: str, accused: bool
):
    digits = "".join(char for char in police if char.isdigit())
    link = f'<a href="{RECORD}{digits}">{police}</a>'
    html = tools.document(tools.footer(site_code=f"网站标识码:{code}", police=link, icp=icp, jiucuo=""), head="")
    reasons = tools.said("police", tools.page(html)).words + tools.said("icp", tools.page(html)).words
    assert any("province" in reason for reason in reasons) is accused


@pytest.mark.parametrize(
    ("part", "said", "impact"),
    [
        ("粤ICP备2022092331号", "pass", None),
        ('<a href="https://beian.miit.gov.cn/#/Integrated/index">粤<span>ICP</span>备05070218号</a>', "pass", None),
        ("粤ICP备 05070218号", "fail spelling", Impact.MINOR),
        ("粤ICP备05070218", "fail spelling", Impact.MINOR),
        ("粤ICP备:05070218号", "fail spelling", Impact.MINOR),
        ("粤ICP备05070218-2号", "fail spelling", Impact.MINOR),
        ("粤ICP备00000000号", "fail placeholder", None),
        ("粤ICP备050702号", "fail malformed", None),
        ("ICP备05070218号", "fail no-province", Impact.MODERATE),
        ("京ICP备05070218号", "fail province", None),
        ('<a href="http://www.miitbeian.gov.cn">粤ICP备05070218号</a>', "fail outdated-host", Impact.MINOR),
        ('<a href="#">粤ICP备05070218号</a>', "review link-wrong", Impact.MINOR),
        ("粤ICP证080637号", "fail licence-only", None),
        ("粤ICP证080637号 粤ICP备05070218号", "pass", None),
    ],
)
def test_icp_numbers(tools: SimpleNamespace, part: str, said: str, impact: Impact | None):
    result = tools.said("icp", tools.page(tools.document(tools.footer(icp=part))))
    assert (result.words, result.judgements[0].impact) == ([said], impact)


SHOW = "//bszs.conac.cn/sitename?method=show&id=0A5537536EC43D83E053022819ACDDA0"
SCRIPT = "https://dcs.conac.cn/js/20/000/0000/60564709/CA200000000605647090001.js"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (f'<a href="{SHOW}"><img src="x.png"></a>', ["pass"]),
        (f'<script src="{SCRIPT}"></script>', ["pass"]),
        (f'<a href="{SHOW}"><img src="//dcs.conac.cn/image/red_error.png"></a>', ["fail error-image"]),
        ('<a href="#"><img src="x.png" alt="党政机关"></a>', ["fail link-nowhere"]),
        ('<img src="images/dzjg.png" alt="党政机关">', ["fail not-linked"]),
        ('<a href="http://www.conac.cn/"><img src="dzjg.png"></a>', ["fail link-home"]),
        ('<a href="/cert.html"><img src="dzjg.png"></a>', ["review link-elsewhere"]),
        (f'<a href="{SHOW[:-2]}"><img src="x.png"></a>', ["fail malformed"]),
        (f'<a href="{SHOW[:-32]}{"1234567890ABCDEF" * 2}"><img src="x.png"></a>', ["review id-odd"]),
        (f'<script src="{SCRIPT.replace("/20/", "/11/")}"></script>', ["fail path"]),
        (f'<script src="{SCRIPT.replace("/20/", "/11/").replace("CA20", "CA11")}"></script>', ["fail province"]),
        (f'<a href="{SHOW}"><img src="//dcs.conac.cn/image/blue.png"></a>', ["review blue-only"]),
    ],
)
def test_conac_marks(tools: SimpleNamespace, part: str, said: list[str]):
    assert judged(tools, "conac", part) == said


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("conac", '<img src="images/dzjg.png" alt="党政机关">'),
        ("conac", '<a href="http://www.conac.cn/"><img src="dzjg.png"></a>'),
        ("jiucuo", '<img src="jiucuo.png" alt="政府网站找错">'),
        ("jiucuo", '<a href="/cuo.html"><img src="jiucuo.png"></a>'),
    ],
)
def test_a_picture_settles_nothing_while_a_script_is_unread(tools: SimpleNamespace, name: str, part: str):
    html = tools.document(tools.footer(**{name: part}))
    opened = (OpenSource("script", tools.home + "foot.js", 0),)
    assert tools.said(name, tools.page(html)).words[0].split()[0] in ("fail", "review")
    assert tools.said(name, tools.page(html, open_sources=opened)).words == ["unmeasured not-determinable"]
    whole = tools.page(tools.document(tools.footer()), open_sources=opened)
    assert tools.said(name, whole).words == ["pass"]


def test_faults_that_say_different_things_stay_apart(tools: SimpleNamespace):
    found = Found(Element.ICP, "粤ICP备05070218号", "粤ICP备05070218号", 3)
    faults = [footers.Fault("x", found, args={"other": other}) for other in ("甲", "乙", "甲")]
    first, second = footers.said(faults)
    assert (first.args["other"], len(first.spots), second.args["other"]) == ("甲", 2, "乙")
    assert first.cause != second.cause
    hrefs = [footers.Fault("x", found, args={"href": href}) for href in ("?a", "?b")]
    assert len({judged.cause for judged in footers.said(hrefs)}) == 1, "one finding, whatever the page's own address"


def test_numbers_of_provinces_that_were_never_seen_prove_nothing(tools: SimpleNamespace):
    script = f'<script src="{SCRIPT.replace("/20/", "/19/").replace("CA20", "CA19")}"></script>'
    for code, said in (("4101000001", "pass"), ("4301000001", "pass"), ("4401000001", "fail province")):
        html = tools.document(tools.footer(conac=script, site_code=f"网站标识码:{code}", jiucuo=""), head="")
        assert tools.said("conac", tools.page(html)).words == [said]


def test_a_picture_that_says_nothing_may_be_the_mark(tools: SimpleNamespace):
    picture = (OpenSource("image", tools.home + "biaozhi.png", 0),)
    html = tools.document(tools.footer(conac="", icp=""))
    assert tools.said("conac", tools.page(html, open_sources=picture)).words == ["unmeasured not-determinable"]
    assert tools.said("icp", tools.page(html, open_sources=picture)).words == ["fail missing"]
    bare = tools.page(tools.document("<div class=footer><img src=f.png></div>"), open_sources=picture)
    assert tools.said("icp", bare).words == ["unmeasured not-determinable"]


ENTRANCE = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4405000001"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (f'<a href="{ENTRANCE}&url=http%3A%2F%2Fwww.yunze.gov.cn%2F"><img src="j.png"></a>', "pass"),
        (f'<a href="{ENTRANCE}&url=http%3A%2F%2Fczj.yunze.gov.cn%2F"><img src="j.png"></a>', "pass"),
        (f'<a href="{ENTRANCE}&url=http%3A%2F%2Fwww.gzns.gov.cn%2F"><img src="j.png"></a>', "fail url-foreign"),
        (f'<a href="{ENTRANCE}&url=http%3A%2F%2Fwww.yunze.gov.cn%2Fcmspreview%2F1"><b>找错</b></a>', "fail url-preview"),
        ('<a href="http://121.43.68.40/exposure/jiucuo.html?site_code=4405000001&url="><b>找错</b></a>', "fail outdated-host"),
        ("<img onclick=\"Link('4405000001')\" src=\"jiucuo.png\">", "pass"),
        ('<img src="jiucuo.png" alt="政府网站找错">', "fail not-linked"),
        ('<a href="#"><img src="jiucuo.png"></a>', "fail not-linked"),
        ('<a href="https://www.gov.cn/fuwu/jiucuopage.html">网站纠错</a>', "pass"),
        ('<script id="_jiucuo_" sitecode="" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>', "review no-code"),
        ('<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=0000000000">找错</a>', "fail malformed"),
        ('<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1304000000">找错</a>', "fail malformed"),
    ],
)  # fmt: skip
def test_entrances_for_faults(tools: SimpleNamespace, part: str, said: str):
    assert judged(tools, "jiucuo", part) == [said]


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        ("organiser", "云泽市人民政府办公室主办", "pass"),
        ("organiser", "主办单位: 承办单位:", "fail empty"),
        ("organiser", "主办单位:<img src='/zb.png'>", "unmeasured not-determinable"),
        ("organiser", "主办单位:<script src='/foot.js'></script>", "unmeasured not-determinable"),
        ("organiser", "版权所有:云泽市人民政府", "review only-others"),
        ("organiser", "技术支持:某公司", "fail missing"),
        ("contact", "联系电话:0754-88000000", "pass"),
        ("contact", "政务服务热线:12345", "review only-hotline"),
        ("contact", '<a href="#">联系我们</a>', "fail link-nowhere"),
        ("sitemap", '<a href="#">网站地图</a>', "fail link-nowhere"),
        ("sitemap", '<a href="javascript:open()">网站导航</a>', "pass"),
        ("sitemap", '<a href="/dt/">产业地图</a>', "fail missing"),
    ],
)
def test_who_runs_it_and_how_to_find_the_way(tools: SimpleNamespace, name: str, part: str, said: str):
    assert judged(tools, name, part) == [said]


def test_the_emblem_is_never_called_missing(tools: SimpleNamespace):
    shown = tools.page(tools.document('<img src="guohui.png" alt="国徽">'))
    assert tools.said("emblem", shown).words == ["pass"]
    assert tools.said("emblem", tools.page(tools.document(""))).words == ["unmeasured not-recognised"]
    assert tools.said("emblem", tools.page(tools.document(""), tools.home + "a/"), tools.context(shown)).words == ["na"]
