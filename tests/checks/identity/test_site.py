"""Checks of the whole site: its name, its prompt, pages that differ from the rest, the records."""

from types import SimpleNamespace

import pytest

from auditor.model.error import ErrorKind
from auditor.model.identity import OpenSource
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.model.page import PageText
from auditor.model.pagefacts import PageFacts
from auditor.model.register import Register, RegisterEntry, RegisterHost
from auditor.model.target import FetchAttempt, Hop, Target


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://www.yunze.gov.cn/", "pass"),
        ("http://czj.yunze.gov.cn/", "pass"),
        ("http://xn--9kqp55e.xn--zfr164b/", "review no-www"),
        ("http://yunze.gov.cn/", "review no-www"),
        ("http://www.yunze.com/", "fail suffix"),
        ("http://www.yunze.xn--55qw42g/", "fail suffix"),
        ("http://121.40.5.9/", "na"),
        ("http://staging/", "na"),
    ],
)
def test_the_name_of_a_site_with_a_government_code(tools: SimpleNamespace, url: str, said: str):
    home = tools.page(tools.document(tools.footer()), url)
    assert tools.said_of_site("domain", [home], tools.context(home, url)).words == [said]


def test_the_name_of_a_site_without_a_code_is_its_own_affair(tools: SimpleNamespace):
    home = tools.page(tools.document("", ""), "http://www.yunze.com/")
    assert tools.said_of_site("domain", [home], tools.context(home, "http://www.yunze.com/")).words == ["na"]
    assert tools.said_of_site("domain", [], tools.context(None, "http://www.yunze.com/")).words == ["na"]


def target(url: str, *attempts: FetchAttempt, page: PageText | None = None, error: ErrorKind | None = None) -> Target:
    made = attempts or (FetchAttempt(0, "GET", "curl", "2026-11-21T10:00:00+08:00", 9, "1.2.3.4", 200, None),)
    return Target(url, TargetKind.EXTERNAL, False, (Hop(url, made),), page, None, error)


def link(url: str, tag: str = "a", form: LinkForm = LinkForm.PLAIN) -> Link:
    return Link(url, tag, "href", "友情链接", TargetKind.EXTERNAL, url, form=form)


def prompt(tools: SimpleNamespace, body: str, *urls: str, **facts: object) -> list[str]:
    home = tools.page(tools.document(body), **facts)
    found = [(target(url), [link(url)]) for url in urls]
    return tools.said_of_site("leaving_prompt", [home], tools.context(home), found).words


ASKS = "<script>if(!confirm('您访问的链接即将离开“云泽市人民政府”门户网站,是否继续?')){}</script>"


def test_leaving_for_a_company_wants_a_prompt(tools: SimpleNamespace):
    assert prompt(tools, "", "http://www.shop.com/") == ["review no-prompt"]
    assert prompt(tools, ASKS, "http://www.shop.com/") == ["pass"]
    opened = (OpenSource("script", "x.js", 0),)
    assert prompt(tools, "", "http://www.shop.com/", open_sources=opened) == ["unmeasured scripts-not-read"]


def test_government_operator_and_record_sites_want_none(tools: SimpleNamespace):
    own = (
        "http://www.hubei.gov.cn/",
        "http://czj.yunze.gov.cn/",
        "https://bszs.conac.cn/x",
        "https://beian.miit.gov.cn/",
    )
    assert prompt(tools, "", *own) == ["na no-outside-link"]
    home = tools.page(tools.document(""))
    script = [(target("http://a.com/x.js"), [link("http://a.com/x.js", "script")])]
    assert tools.said_of_site("leaving_prompt", [home], tools.context(home), script).words == ["na no-outside-link"]


def site_of(tools: SimpleNamespace, *others: PageFacts) -> list[PageFacts]:
    """A home page and nine more that agree, then others."""
    same = [tools.page(tools.document(tools.footer()), f"{tools.home}{n}.html") for n in range(9)]
    return [tools.page(tools.document(tools.footer())), *same, *others]


def differing(tools: SimpleNamespace, path: str, **parts: str) -> PageFacts:
    return tools.page(tools.document(tools.footer(**parts)), tools.home + path)


def consistency(tools: SimpleNamespace, pages: list[PageFacts], **facts: object):
    return tools.said_of_site("consistency", pages, tools.context(pages[0], **facts))


def test_pages_that_agree_or_spell_alike_are_fine(tools: SimpleNamespace):
    suffix = differing(tools, "a/", icp="粤ICP备 05070218号-2")
    both = differing(
        tools, "b/", icp=tools.parts["icp"] + " 粤ICP备2023100790号-1", organiser="主办单位:云泽市 人民政府办公室"
    )
    assert consistency(tools, site_of(tools, suffix, both)).words == ["pass"]


def test_each_variant_is_one_finding_with_its_pages(tools: SimpleNamespace):
    copies = [
        differing(tools, f"x/{n}.html", site_code="网站标识码:4401000004", icp="粤ICP备11111112号") for n in range(3)
    ]
    other = differing(tools, "y/", police="粤公网安备 44010002000999号")
    result = consistency(tools, site_of(tools, *copies, other))
    assert result.words == ["fail differs", "fail differs"]
    by_pages = {judgement.evidence["pages"]: judgement for judgement in result.judgements}
    assert {spot.page for spot in by_pages[3].spots} == {page.url for page in copies}
    assert by_pages[3].evidence["variant"] == {"网站标识码": "4401000004", "ICP备案编号": "粤ICP备11111112号"}
    assert [spot.page for spot in by_pages[1].spots] == [other.url]


def test_another_organiser_or_mark_is_for_a_person(tools: SimpleNamespace):
    page = differing(tools, "z/", organiser="主办单位:云泽市财政局")
    assert consistency(tools, site_of(tools, page)).words == ["review organiser-differs"]


def test_pages_without_any_identity_among_many_that_have_one(tools: SimpleNamespace):
    bare = tools.page(tools.document("<p>x</p>", ""), tools.home + "bare.html")
    assert consistency(tools, site_of(tools, bare)).words == ["review no-footer"]
    unread = tools.page(tools.document("", ""), tools.home + "u.html", open_sources=(OpenSource("script", "f.js", 0),))
    gone = tools.page(tools.document("", ""), tools.home + "g.html", status=404)
    assert consistency(tools, site_of(tools, unread)).words == ["pass"]
    assert consistency(tools, site_of(tools, gone)).words == ["pass"]


def test_two_pages_have_no_majority(tools: SimpleNamespace):
    pages = [tools.page(tools.document(tools.footer())), differing(tools, "x/", site_code="网站标识码:4401000004")]
    assert consistency(tools, pages).words == ["na few-pages"]


def test_a_site_inside_the_site_that_the_register_knows(tools: SimpleNamespace):
    inner = differing(tools, "czj/index.html", site_code="网站标识码:4405000002", jiucuo="")
    entry = RegisterEntry(5, code="4405000002", hosts=(RegisterHost("yunze.gov.cn", None, "/czj/"),))
    assert consistency(tools, site_of(tools, inner)).words == ["fail differs"]
    assert consistency(tools, site_of(tools, inner), register=Register("a", (entry,))).words == ["pass"]


def test_the_order_of_pages_changes_nothing_but_the_order_of_places(tools: SimpleNamespace):
    pages = site_of(
        tools,
        differing(tools, "x/", site_code="网站标识码:4401000004"),
        differing(tools, "y/", icp="粤ICP备11111112号"),
    )
    one = consistency(tools, pages).judgements
    other = tools.said_of_site("consistency", pages[::-1], tools.context(pages[0])).judgements
    assert [(item.cause, item.reason, item.evidence) for item in one] == [
        (item.cause, item.reason, item.evidence) for item in other
    ]


CONAC = "https://bszs.conac.cn/sitename?method=show&id=0A5537536EC43D83E053022819ACDDA0"
POLICE = "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=44050002000101"


def records(tools: SimpleNamespace, *targets: Target, verify: bool = True, **parts: str) -> list[str]:
    home = tools.page(tools.document(tools.footer(**parts)))
    site = tools.context(home, verify_records=verify)
    return sorted(tools.said_of_site("records", [home], site, [(found, []) for found in targets]).words)


def answered(status: int | None = 200, **facts: object) -> FetchAttempt:
    return FetchAttempt(0, "GET", "curl", "2026-11-21T10:00:00+08:00", 9, "1.2.3.4", status, None, **facts)  # type: ignore[arg-type]


def test_records_are_judged_only_when_asked_for(tools: SimpleNamespace):
    assert records(tools, target(CONAC), target(POLICE), verify=False) == ["na not-asked"]
    assert records(tools, target(CONAC), target(POLICE)) == ["pass", "pass"]
    assert records(tools) == ["unmeasured not-requested"] * 2


def test_a_blocked_record_is_unmeasured_and_a_missing_one_is_for_a_person(tools: SimpleNamespace):
    walled = target(CONAC, answered(403, wall="http-403"))
    assert records(tools, walled, target(POLICE)) == ["pass", "unmeasured wall"]
    assert records(tools, target(CONAC, answered(404)), target(POLICE)) == ["pass", "review record-gone"]
    denied = PageText("提示", (), "", 20, 0, "该标识不存在")
    assert records(tools, target(CONAC, page=denied), target(POLICE)) == ["pass", "review record-denied"]


def test_records_that_only_a_browser_shows(tools: SimpleNamespace):
    new = '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=44050002000101">粤公网安备 44050002000101号</a>'
    assert records(tools, target(CONAC), police=new) == ["pass", "unmeasured record-needs-browser"]
    assert records(tools, police="", conac="") == ["na no-record-link"]
