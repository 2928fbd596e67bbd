"""Answers to made-up addresses, by hand."""

from dataclasses import replace

from auditor.checks.hidden.wildcard import judge as wildcard
from auditor.html.hidden import facts
from auditor.model.page import PageText
from auditor.model.siteview import SiteView
from auditor.model.view import BAIDU, BROWSER, View

HOME = "http://www.yunze.gov.cn/"
URLS = (f"{HOME}news/1234567890.html", f"{HOME}news/p0123456789ab.html", f"{HOME}p0123456789ab/")


def answer(url: str, name: str, title: str, html: str = "", status: int | None = 200, simhash: int = 99) -> View:
    page = PageText(title, (), "p" * 16, 300, simhash, title) if status == 200 else None
    hidden = facts(f"<title>{title}</title><body>{html}", url) if page else None
    return View(name, url, url, status, (url,), (), page, hidden)


def judged(make, answers: list[View], **site: object) -> list[tuple[str, str]]:
    context = make.site(operators=frozenset({"www.yunze.gov.cn"}), **site)
    probes = [tuple(one for one in answers if one.url == url) for url in URLS]
    view = SiteView(context, lambda: iter(()), lambda: iter(()), lambda: iter([views for views in probes if views]))
    found = list(wildcard.judge_site(view))
    assert found and all("{" not in wildcard.message(one) for one in found)
    return [(str(one.outcome), one.reason) for one in found]


def test_nothing_asked_nothing_said(make):
    assert judged(make, []) == [("na", "")]


def test_not_found_passes_and_no_answer_is_open(make):
    assert judged(make, [answer(url, name, "404", status=404) for url in URLS for name in (BROWSER, BAIDU)]) == [
        ("pass", "")
    ]
    assert judged(make, [answer(url, BROWSER, "", status=None) for url in URLS]) == [("unmeasured", "view-unreadable")]


def test_a_pool_for_search_engines_only_is_certain(make):
    answers = [answer(URLS[0], BROWSER, "404", status=404), answer(URLS[0], BAIDU, "百家乐第7期-真人荷官")]
    assert judged(make, answers) == [("fail", "pool-words")]


def test_pages_of_their_own_that_lead_to_strangers_are_for_a_person(make):
    pages = [
        answer(url, BAIDU, f"文章{at}", f'<a href="http://www.shop{at}.com/">x</a>', simhash=1 << at)
        for at, url in enumerate(URLS)
    ]
    assert judged(make, pages) == [("review", "pool-pages")]
    assert judged(make, pages[:1]) == [("pass", "")]


def test_a_title_that_repeats_the_address_is_one_page(make):
    pages = [
        answer(url, BROWSER, f"{url[-20:]} 不存在 1234567890", '<a href="http://www.maker.com/">技术支持</a>')
        for url in URLS[:2]
    ]
    pages = [replace(page, page=replace(page.page, title="您访问的 1234567890 不存在")) for page in pages if page.page]
    assert judged(make, pages) == [("pass", "")]


def test_what_the_server_shows_everywhere_is_judged_elsewhere(make):
    spam = PageText("百家乐-真人荷官", (), "p" * 16, 300, 99, "")
    pages = [answer(url, BROWSER, "百家乐-真人荷官") for url in URLS]
    assert judged(make, pages, home_page=spam) == [("pass", "")]
    assert judged(make, pages, random_paths=(make.random_answer(page=spam),)) == [("pass", "")]


def test_an_address_that_is_sent_to_a_stranger(make):
    for target, expected in (
        ("http://www.bet365.example.com/", "fail"),
        ("http://www.shop.com/", "review"),
        ("http://a.other.gov.cn/", "pass"),
    ):
        moved = replace(answer(URLS[0], BROWSER, "", status=302), final_url=target, chain=(URLS[0], target))
        assert judged(make, [moved])[0][0] == expected
