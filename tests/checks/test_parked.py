import pytest

from auditor.checks.links.parked import judge as check
from auditor.model.link import TargetKind


def outside(make, title, url="http://www.yunze-lvyou.cn/", **facts):
    page = make.page(title, **{"visible": 120, "opening": "", **facts})
    return make.target(url, kind=TargetKind.EXTERNAL, internal=False, page=page)


@pytest.mark.parametrize(
    "title",
    [
        "域名出售 - 该域名正在转让", "此域名可出售", "域名停靠", "您访问的网站已到期", "This domain is for sale", "Buy this domain",
        "空间到期", "example.cn domain is parked", "Sedo Domain Parking",
    ],
)  # fmt: skip
def test_domain_for_sale_or_expired_fails(make, title):
    assert make.judged(check, outside(make, title)) == [("fail", "domain-parked", "likely")]
    assert make.judged(check, outside(make, "首页", headings=(title,)))[0][:2] == ("fail", "domain-parked")


def test_page_of_nothing_but_the_phrase_fails(make):
    assert make.judged(check, outside(make, "", opening="该域名正在出售", visible=7))[0][0] == "fail"


@pytest.mark.parametrize(
    "title",
    ["警惕冒用政府网站域名出售的诈骗短信", "关于域名转让的通知", "云泽旅游网", "域名出售新规解读及其对中小企业的影响"],
)
def test_news_about_domains_and_ordinary_sites_pass(make, title):
    assert make.judged(check, outside(make, title, headings=(title,), opening=title + "近日"))[0][0] == "pass"


def test_long_page_passes(make):
    assert make.judged(check, outside(make, "域名出售", visible=5000))[0][0] == "pass"


@pytest.mark.parametrize("title", ["星河娱乐-真人棋牌-体育投注", "澳门新葡京娱乐城", "成人视频在线", "AV在线观看"])
def test_strange_trade_under_an_old_name_is_for_a_person(make, title):
    assert make.judged(check, outside(make, title))[0][:2] == ("review", "domain-changed")


@pytest.mark.parametrize(
    "title", ["云泽警方打击网络赌博", "成人高考报名", "成人教育学院", "CAVE AV设备", "中国体育彩票", "反赌博宣传"]
)
def test_lawful_trade_and_news_pass(make, title):
    assert make.judged(check, outside(make, title))[0][0] == "pass"


def test_government_domains_are_never_accused(make):
    assert make.judged(check, outside(make, "域名出售", "http://jyj.yunze.gov.cn/"))[0][0] == "pass"


def test_without_a_page_not_asked_and_behind_a_wall_not_measured(make):
    url = "http://www.yunze-lvyou.cn/"
    facts = {"kind": TargetKind.EXTERNAL, "internal": False}
    assert make.judged(check, make.target(url, **facts))[0][0] == "na"
    assert make.judged(check, make.gone(url, **facts))[0][0] == "na"
    assert make.judged(check, make.walled(url, **facts))[0][:2] == ("unmeasured", "wall")
