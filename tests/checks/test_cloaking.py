"""Hand-made views of one page: what accuses, what is for a person, and what is no more than a page of its time."""

import random
from dataclasses import replace

import pytest

from auditor.checks.hidden.cloaking import judge as cloaking
from auditor.checks.hidden.mobile_redirect import judge as mobile
from auditor.html.features import simhash, weight
from auditor.html.hidden import facts
from auditor.model.page import PageText
from auditor.model.pagefacts import PageFacts
from auditor.model.view import AGAIN, BAIDU, BROWSER, MOBILE, REFERRED, SOGOU, VIEWS, View
from auditor.model.want import Want, WantKind

URL = "http://www.yunze.gov.cn/a.html"
TEXT = "云泽市人民政府办公室关于印发工作要点的通知。各县区人民政府,市政府各部门:现将要点印发给你们。" * 6
SPAM = "皇冠体育-真人荷官-百家乐"


def view(
    name: str,
    title: str = "工作要点",
    text: str = TEXT,
    links: tuple[str, ...] = (),
    final: str = URL,
    status: int | None = 200,
) -> View:
    html = f"<html><head><title>{title}</title></head><body><p>{text}</p>" + "".join(
        f'<a href="{link}">网站{at}</a>' for at, link in enumerate(links)
    )
    total = sum(weight(run) for run in (title, *text.split("。")))
    page = PageText(title, (), "t", len(text), simhash(total), text[:300])
    read = status == 200 and final == URL
    return View(
        name, URL, final, status, (URL,) if final == URL else (URL, final), (), page if read else None, facts(html, URL) if read else None
    )  # fmt: skip


def seen(**others: View) -> PageFacts:
    """The page with all its views, some of them special (by name with underscores)."""
    special = {name.replace("_", "-"): replace(one, name=name.replace("_", "-")) for name, one in others.items()}
    views = tuple(special.get(name) or view(name) for name in VIEWS)
    return PageFacts(URL, URL, "工作要点", "t", 200, facts("<title>工作要点</title>", URL), views)


def said(make, check, page: PageFacts) -> list[tuple[str, str]]:
    site = make.site(operators=frozenset({"www.yunze.gov.cn", "yunze.gov.cn", "yunze-media.cn"}))
    answers = list(check.judge_page(page, site))
    assert answers
    shuffled = list(page.views)
    random.Random(4).shuffle(shuffled)
    again = list(check.judge_page(replace(page, views=tuple(shuffled)), site))
    judged = [(str(one.outcome), one.reason) for one in answers if not isinstance(one, Want)]
    assert [(str(one.outcome), one.reason) for one in again if not isinstance(one, Want)] == judged
    for one in answers:
        assert isinstance(one, Want) or "{" not in check.message(one)
    return judged


STRANGERS = tuple(f"http://www.s{n}.s{n}-shop.com/" for n in range(4))


def test_equal_views_pass(make):
    assert said(make, cloaking, seen()) == [("pass", "")]
    assert said(make, mobile, seen()) == [("pass", "")]


@pytest.mark.parametrize("name", [BAIDU, SOGOU, REFERRED, MOBILE])
def test_the_trade_in_the_title_of_some_is_certain(make, name):
    kind = {BAIDU: "spider", SOGOU: "spider", REFERRED: "referrer", MOBILE: "mobile"}[name]
    page = seen(**{name.replace("-", "_"): view(name, SPAM)})
    assert said(make, cloaking, page) == [("fail", f"{kind}-words")]


def test_what_everybody_is_shown_is_no_cloaking(make):
    page = seen(**{name.replace("-", "_"): view(name, SPAM) for name in VIEWS})
    assert said(make, cloaking, page) == [("pass", "")]


def test_a_word_in_the_text_alone_is_for_a_person(make):
    page = seen(baiduspider=view(BAIDU, text="警方通报一起百家乐案件。" + TEXT))
    assert said(make, cloaking, page) == [("review", "spider-words")]


def test_many_strangers_for_every_search_engine_are_certain_and_few_are_not(make):
    both = {"baiduspider": view(BAIDU, links=STRANGERS), "sogou_spider": view(SOGOU, links=STRANGERS)}
    assert said(make, cloaking, seen(**both)) == [("fail", "spider-domains")]
    few = {"baiduspider": view(BAIDU, links=STRANGERS[:1]), "sogou_spider": view(SOGOU, links=STRANGERS[:1])}
    assert said(make, cloaking, seen(**few)) == [("review", "spider-domains")]
    assert said(make, cloaking, seen(baiduspider=view(BAIDU, links=STRANGERS))) == [("pass", "")]


def test_strangers_on_a_page_that_changes_by_itself_say_nothing(make):
    page = seen(
        browser=view(BROWSER, links=STRANGERS[:1]), browser_again=view(AGAIN, links=STRANGERS[1:2]),
        baiduspider=view(BAIDU, links=STRANGERS[2:]), sogou_spider=view(SOGOU, links=STRANGERS[2:]),
    )  # fmt: skip
    assert said(make, cloaking, page) == [("pass", "")]


def test_domains_of_the_operator_and_of_the_government_are_no_strangers(make):
    own = ("http://www.yunze-media.cn/", "http://www.miit.gov.cn/", "http://jyj.yunze.gov.cn/")
    page = seen(baiduspider=view(BAIDU, links=own), sogou_spider=view(SOGOU, links=own))
    assert said(make, cloaking, page) == [("pass", "")]


def test_what_an_application_renders_for_search_engines_is_its_own_affair(make):
    shell = {"browser": view(BROWSER, text="加载中"), "browser_again": view(AGAIN, text="加载中")}
    rendered = {
        "baiduspider": view(BAIDU, "云泽办事", links=STRANGERS),
        "sogou_spider": view(SOGOU, "云泽办事", links=STRANGERS),
    }
    assert said(make, cloaking, seen(**shell, **rendered)) == [("pass", "")]


def test_another_text_for_all_search_engines_is_for_a_person(make):
    other = "今天的天气很好,适合外出游玩。推荐几家新开的餐馆,价格实惠,味道可口。附近还有停车的地方。" * 6
    page = seen(baiduspider=view(BAIDU, "周末好去处", other), sogou_spider=view(SOGOU, "周末好去处", other))
    assert said(make, cloaking, page) == [("review", "spider-text")]
    assert said(make, cloaking, seen(baiduspider=view(BAIDU, "周末好去处", other))) == [("pass", "")]


def test_a_longer_title_or_a_counter_is_no_other_text(make):
    page = seen(
        baiduspider=view(BAIDU, "工作要点 - 云泽市人民政府", TEXT + "访问量 18。"), sogou_spider=view(SOGOU, "工作要点 - 云泽市人民政府", TEXT),
    )  # fmt: skip
    assert said(make, cloaking, page) == [("pass", "")]


@pytest.mark.parametrize(
    ("name", "final", "expected"),
    [
        (REFERRED, "http://www.any-shop.com/", [("fail", "referrer-diverted")]),
        (BAIDU, "http://www.any-shop.com/", [("review", "spider-diverted")]),
        (BAIDU, "http://bet365.any-shop.com/", [("fail", "spider-diverted")]),
        (REFERRED, "http://www.yunze-media.cn/x", [("pass", "")]),
        (REFERRED, "http://jyj.other.gov.cn/", [("pass", "")]),
        (REFERRED, "http://mp.yunze.gov.cn/", [("pass", "")]),
    ],
)
def test_who_is_sent_where(make, name, final, expected):
    page = seen(**{name.replace("-", "_"): view(name, final=final, status=302)})
    assert said(make, cloaking, page) == expected


@pytest.mark.parametrize(
    ("final", "expected"),
    [
        ("http://m.bet365-vip.com/", ("fail", "mobile-diverted")),
        ("http://m.any-shop.com/", ("review", "mobile-elsewhere")),
        ("http://m.yunze.gov.cn/", ("unmeasured", "view-unreadable")),
    ],
)
def test_where_a_phone_is_sent(make, final, expected):
    page = seen(mobile=view(MOBILE, final=final, status=302))
    assert said(make, mobile, page) == [expected]
    assert said(make, cloaking, page) == [("pass", "")]


def test_when_everybody_is_sent_away_it_is_no_matter_of_phones(make):
    gone = {
        name.replace("-", "_"): view(name, final="http://m.any-shop.com/", status=302) for name in (MOBILE, REFERRED)
    }
    assert said(make, mobile, seen(**gone)) == [("pass", "")]


def test_walls_and_failures_leave_the_question_open(make):
    shut = {name.replace("-", "_"): view(name, status=403) for name in (BAIDU, SOGOU, REFERRED, MOBILE)}
    assert said(make, cloaking, seen(**shut)) == [("unmeasured", "view-unreadable")]
    assert said(make, cloaking, seen(browser=view(BROWSER, status=None))) == [("unmeasured", "view-unreadable")]
    assert said(make, cloaking, seen(baiduspider=view(BAIDU, status=403))) == [("pass", "")]
    assert said(make, mobile, seen(mobile=view(MOBILE, status=403))) == [("unmeasured", "view-unreadable")]


def test_a_page_with_cause_for_it_is_to_be_looked_at_and_others_are_not(make):
    script = "<script>if(!navigator.userAgent.match(/baiduspider|sogou/i)){document.title='工作要点'}</script>"
    for html, expected in ((script, [Want(WantKind.VIEWS, URL)]), ("<p>工作要点</p>", [])):
        page = PageFacts(URL, URL, "工作要点", "t", 200, facts(f"<title>x</title>{html}", URL))
        answers = list(cloaking.judge_page(page, make.site()))
        assert [one for one in answers if isinstance(one, Want)] == expected
